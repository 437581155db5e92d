"""The worst mistakes of the label network on domains it had not seen: ``python training/mistakes.py [count]``."""

from __future__ import annotations

import sys

import numpy as np

from interview2persona.model import LABELS
from interview2persona.reading import weights as files
from material import read, targets
from train import unseen


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    every, limits = read(), files.shipped().thresholds[: len(LABELS)]
    stored = unseen(every)
    rows = [row for row, used in zip(every, stored.judged, strict=True) if used]
    wanted, said = targets(rows), stored.probabilities
    surprise = -(wanted * np.log(said) + (1 - wanted) * np.log1p(-said)).sum(1)
    for i in np.argsort(-surprise, kind="stable")[:count]:
        given = [f"{LABELS[k]} {said[i, k]:.2f}" for k in np.flatnonzero(said[i] >= limits)]
        row = rows[i]
        print(
            f"| {row.text} | {row.question[-70:]} | {', '.join(row.labels) or 'none'} | {', '.join(given) or 'none'} |"
        )


if __name__ == "__main__":
    main()
