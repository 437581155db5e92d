"""Whether more interviews would bring new themes (Guest, Namey and Chen 2020)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

BASE, RUNS, THRESHOLDS = 4, (2, 3), (0.05, 0.0)
PERMUTATIONS = 200


@dataclass(frozen=True, slots=True)
class Reached:
    """At which interview saturation was reached, over orders of the interviews."""

    run_length: int
    threshold: float
    share: float  # of the orders in which it was reached at all
    median: float | None  # interviews held by then, over the orders that reached it
    interval: tuple[float, float] | None  # 2.5 % and 97.5 %


def new_information(new: Sequence[int], base: int = BASE, run: int = RUNS[0]) -> list[float]:
    """Share of new themes of every run of `run` interviews after the first `base`, in relation to the base's themes.

    `new` counts the themes first heard in each interview, in order. The runs overlap: interviews 5 and 6, then 6 and 7.
    Empty when there are too few interviews or the base has no theme. Seven new themes after a base of 37 give 0.19.
    """
    themes = sum(new[:base])
    if not themes:
        return []
    return [sum(new[start : start + run]) / themes for start in range(base, len(new) - run + 1)]


def saturation(
    themes: Sequence[Iterable[str]], people: Sequence[str], seed: int, alone: Sequence[Iterable[str]] = ()
) -> dict[str, Any]:
    """What the manifest and the overview say on saturation; `themes` holds the people of each theme.

    `alone` is what one person spoke of at some length and nobody else did. It is no theme, but it counts here: where
    only what two people share counts, the last interview can bring nothing new.
    """
    heard = np.array([[person in who for person in people] for who in map(set, [*themes, *alone])], dtype=bool)
    if len(people) < BASE + min(RUNS) or not len(themes):
        return {"interviews": len(people), "themes": len(themes), "sentence": _too_few(len(people))}
    random = np.random.default_rng(seed)
    orders = [_first_heard(heard[:, random.permutation(len(people))]) for _ in range(PERMUTATIONS)]
    reached = [_reached(orders, run, limit) for run in RUNS for limit in THRESHOLDS if len(people) >= BASE + run]
    last = [new_information(new)[-1] for new in orders if new_information(new)]
    final = {"mean": _round(np.mean(last)), "interval": _interval(last)} if last else {}
    curve = np.cumsum(np.array(orders), axis=1).mean(axis=0)
    return {
        "interviews": len(people),
        "themes": len(themes),
        "of_one_person": len(alone),
        "base_size": BASE,
        "permutations": PERMUTATIONS,
        "new_themes_per_interview": [_round(x) for x in np.mean(orders, axis=0)],
        "themes_after": [_round(x) for x in curve],
        "last_run": final,
        "reached": [asdict(r) for r in reached],
        "sentence": _sentence(reached[0], final, len(people)),
    }


def _first_heard(heard: np.ndarray) -> list[int]:
    """Number of themes first heard in each interview; `heard` is themes by interviews."""
    first = heard.argmax(axis=1)[heard.any(axis=1)]
    return [int(x) for x in np.bincount(first, minlength=heard.shape[1])]


def _reached(orders: Sequence[Sequence[int]], run: int, threshold: float) -> Reached:
    at = []
    for new in orders:
        below = [n for n, ratio in enumerate(new_information(new, BASE, run)) if ratio <= threshold]
        if below:
            at.append(BASE + run + below[0])
    share = _round(len(at) / len(orders))
    return Reached(run, threshold, share, float(np.median(at)) if at else None, _interval(at) if at else None)


def _sentence(main: Reached, final: dict[str, Any], count: int) -> str:
    if main.median is not None and main.share >= 0.95:
        orders = "every order" if main.share == 1 else f"{100 * main.share:.0f} % of orders"
        return (
            f"The themes are saturated: in {orders} of the {count} interviews two further ones brought at most 5 % "
            f"new themes, typically by interview {main.median:.0f}. More interviews of such people are hardly needed."
        )
    rest = f"The last two interviews still brought {100 * final.get('mean', 0):.0f} % new themes on average"
    if main.share >= 0.5:
        return (
            f"{rest}; in {100 * main.share:.0f} % of orders two in a row brought at most 5 %. Two or three more "
            "interviews would make it sure."
        )
    return f"{rest}: the themes are not saturated. More interviews are likely to bring new ones."


def _too_few(count: int) -> str:
    return (
        f"{count} interview{'' if count == 1 else 's'} cannot tell whether more would bring new themes: "
        f"that takes at least {BASE + min(RUNS)}."
    )


def _interval(values: Sequence[float]) -> tuple[float, float]:
    low, high = np.percentile(values, [2.5, 97.5])
    return _round(low), _round(high)


def _round(value: Any) -> float:
    return round(float(value), 3)
