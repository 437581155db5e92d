"""The saturation curve: how many themes had been heard after so many interviews."""

from __future__ import annotations

from dataclasses import dataclass

from interview2persona.model import Study

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 16, 40


@dataclass(frozen=True, slots=True)
class Curve:
    line: str  # points of an SVG polyline
    area: str
    dots: tuple[tuple[float, float, int, float], ...]  # x, y, interviews, themes
    ticks: tuple[tuple[float, int], ...]  # y, themes
    words: str


def curve(study: Study) -> Curve | None:
    """None when there are too few interviews to say."""
    values = [float(v) for v in study.saturation.get("themes_after", ())]
    if len(values) < 2:
        return None
    top = max(*values, 1.0)
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    xs = [round(LEFT + across * n / (len(values) - 1), 1) for n in range(len(values))]
    ys = [round(TOP + down * (1 - v / top), 1) for v in values]
    line = " ".join(f"{x},{y}" for x, y in zip(xs, ys, strict=True))
    floor = HEIGHT - BOTTOM
    step = max(1, -(-len(values) // 20))
    dots = tuple(d for n, d in enumerate(zip(xs, ys, range(1, len(values) + 1), values, strict=True)) if n % step == 0)
    marks = sorted({round(top * part / 4) for part in range(5)})
    return Curve(
        line,
        f"{xs[0]},{floor} {line} {xs[-1]},{floor}",
        dots,
        tuple((round(TOP + down * (1 - mark / top), 1), mark) for mark in marks),
        f"After 1 interview {values[0]:.1f} themes had been heard, after {len(values) // 2} "
        f"{values[len(values) // 2 - 1]:.1f}, after {len(values)} {values[-1]:.1f}, on average over the orders.",
    )
