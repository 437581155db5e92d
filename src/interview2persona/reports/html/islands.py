"""The theme map: themes that use similar words lie near each other, each as an island of its statements.

Islands are placed by classical scaling (Torgerson 1952) of the cosine distances between the TF-IDF profiles of their
words, then pushed apart until none overlaps. Within an island statements lie on a sunflower spiral (Vogel 1979), the
most typical in the middle; statements of no theme lie around the island they are nearest to. No random number is drawn.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from interview2persona.model import Statement, Study
from interview2persona.reports.html.matrices import heard_from

GAP = 3.2  # distance of neighbouring statements; everything else scales with it
_GOLDEN = math.pi * (3 - math.sqrt(5))
COLOURS = 12
_WORDS = 400  # statements of a theme that its profile is made from
_PULL = np.array([0.996, 0.978])  # to the middle, for each round; more from above and below: maps are wide
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Island:
    key: str
    title: str
    x: float
    y: float
    radius: float
    people: int
    statements: int
    colour: int


@dataclass(frozen=True, slots=True)
class Map:
    islands: tuple[Island, ...]
    points: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # by statement id
    box: tuple[float, float, float, float] = (0, 0, 1, 1)  # x, y, width, height


def layout(study: Study) -> Map:
    """The map of a study; empty when it has no theme."""
    members, near, lost = _groups(study)
    if not study.themes:
        return Map(())
    sizes = [len(members[t.theme_id]) + len(near[t.theme_id]) for t in study.themes]
    radii = np.array([GAP * math.sqrt(n) * 0.62 + 2 * GAP for n in sizes])
    centres = _apart(_scaled([members[t.theme_id] for t in study.themes], radii), radii)
    colours = _colours(centres, radii)
    heard = heard_from(study)
    islands = tuple(
        Island(t.theme_id, t.title, x, y, float(r), heard[t.theme_id], len(t.statement_ids), c)
        for t, (x, y), r, c in zip(study.themes, centres.round(1).tolist(), radii.round(1), colours, strict=True)
    )
    points: dict[str, tuple[float, float]] = {}
    for island in islands:
        order = [*members[island.key], *near[island.key]]
        points |= _sunflower([s.statement_id for s in order], island.x, island.y)
    box = _box(centres, radii)
    points |= _shore([s.statement_id for s in lost], box)
    return Map(islands, points, _wider(box, len(lost)))


def _groups(study: Study) -> tuple[dict[str, list[Statement]], dict[str, list[Statement]], list[Statement]]:
    """Statements by theme (most typical first), by nearest theme, and those that are near none."""
    themes = {t.theme_id for t in study.themes}
    members: dict[str, list[Statement]] = defaultdict(list)
    near: dict[str, list[Statement]] = defaultdict(list)
    lost = []
    for s in sorted(study.statements, key=lambda s: (-s.strength, s.statement_id)):
        if s.theme_id in themes:
            members[s.theme_id].append(s)
        elif s.labels and s.nearest_theme_id in themes:
            near[s.nearest_theme_id].append(s)
        elif s.labels:
            lost.append(s)
    return members, near, lost


def _scaled(groups: Sequence[Sequence[Statement]], radii: Points) -> Points:
    """First places of the islands, from how much their words differ."""
    if len(groups) < 3:
        return np.array([[n * 10.0, 0.0] for n in range(len(groups))])
    similar = _similarity([" ".join(s.text for s in group[:_WORDS]) for group in groups])
    squared = np.square(1 - similar)
    centring = np.eye(len(groups)) - 1 / len(groups)
    values, vectors = np.linalg.eigh(-0.5 * centring @ squared @ centring)
    places = vectors[:, -1:-3:-1] * np.sqrt(np.maximum(values[-1:-3:-1], 1e-12))
    places *= np.sign(places[np.abs(places).argmax(axis=0), [0, 1]])  # eigenvectors come with either sign
    spread = np.abs(places).max(axis=0)
    reach: float = float(np.sqrt(np.square(radii).sum())) * 1.1
    scaled: Points = places / np.where(spread > 1e-9, spread, 1) * np.array([1.5, 0.8]) * reach
    return scaled


def _similarity(texts: Sequence[str]) -> Points:
    from sklearn.feature_extraction.text import TfidfVectorizer

    profiles = TfidfVectorizer(sublinear_tf=True, stop_words="english", token_pattern=r"(?u)\b\w+\b")  # noqa: S106
    try:
        matrix = profiles.fit_transform(texts)
    except ValueError:  # no word left: every theme is as far from every other
        return np.eye(len(texts))
    return np.asarray((matrix @ matrix.T).toarray(), dtype=np.float64)


def _apart(places: Points, radii: Points, rounds: int = 400) -> Points:
    """Pushes overlapping islands apart, and pulls all of them gently to the middle, so that little room is lost."""
    x, y = (places + np.arange(len(places))[:, None] * np.array([1e-3, 7e-4])).T  # two in one place need a direction
    need = radii[:, None] + radii[None, :] + GAP
    for step in range(rounds):
        if step < rounds * 3 // 4:
            x, y = x * _PULL[0], y * _PULL[1]
        across, along = x[:, None] - x[None, :], y[:, None] - y[None, :]
        distance = np.sqrt(across * across + along * along) + 1e-9
        overlap = np.maximum(need - distance, 0)
        np.fill_diagonal(overlap, 0)
        if step >= rounds * 3 // 4 and not overlap.any():
            break
        push = 0.3 * overlap / distance
        x, y = x + (across * push).sum(axis=1), y + (along * push).sum(axis=1)
    return np.column_stack([x, y])


def _colours(centres: Points, radii: Points) -> list[int]:
    """Large islands first, each takes the colour whose other islands lie farthest away."""
    colours = [-1] * len(centres)
    for n in sorted(range(len(centres)), key=lambda i: (-radii[i], i)):
        nearest = [
            min(
                (float(np.hypot(*(centres[n] - centres[m]))) for m, c in enumerate(colours) if c == colour),
                default=math.inf,
            )
            for colour in range(COLOURS)
        ]
        colours[n] = nearest.index(max(nearest))
    return colours


def _sunflower(ids: Sequence[str], x: float, y: float) -> dict[str, tuple[float, float]]:
    return {key: _seed(n, x, y) for n, key in enumerate(ids)}


def _seed(n: int, x: float, y: float) -> tuple[float, float]:
    distance = GAP * 0.62 * math.sqrt(n + 0.5)
    return round(x + distance * math.cos(n * _GOLDEN), 1), round(y + distance * math.sin(n * _GOLDEN), 1)


def _box(centres: Points, radii: Points) -> tuple[float, float, float, float]:
    low = (centres - radii[:, None]).min(axis=0) - 2 * GAP
    high = (centres + radii[:, None]).max(axis=0) + 2 * GAP
    return (
        round(float(low[0]), 1),
        round(float(low[1]), 1),
        round(float(high[0] - low[0]), 1),
        round(float(high[1] - low[1]), 1),
    )


def _rows(count: int, width: float) -> int:
    return math.ceil(count / max(1, int(width / GAP)))


def _shore(ids: Sequence[str], box: tuple[float, float, float, float]) -> dict[str, tuple[float, float]]:
    """Statements that are near no theme, in rows below the map."""
    x, y, width, height = box
    per_row = max(1, int(width / GAP))
    return {
        key: (round(x + (n % per_row + 0.5) * GAP, 1), round(y + height + (n // per_row + 1) * GAP, 1))
        for n, key in enumerate(ids)
    }


def _wider(box: tuple[float, float, float, float], lost: int) -> tuple[float, float, float, float]:
    x, y, width, height = box
    return x, y, width, round(height + (_rows(lost, width) + 1) * GAP if lost else height, 1)
