"""Does the check of worded sentences reject what was planted, and accept what is faithful?

    python benchmarks/wordings/check.py [dev|test]

`answers.jsonl` has 80 answers as a model might give them, each with the quotes it rests on: 40 faithful ones, and 10
each with an invented number, a dropped negation, a foreign name and an added claim, in some 40 domains. The check was
made with the half marked `dev`; the half marked `test` was looked at once, at the end.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import lru_cache
from pathlib import Path

import numpy as np

from interview2persona import language
from interview2persona.settings import Settings
from interview2persona.themes.embedders.sentence_transformer import make
from interview2persona.wordings.checking import check

ANSWERS = Path(__file__).parent / "answers.jsonl"


def main() -> None:
    wanted = sys.argv[1:] or ["dev", "test"]
    pipeline, embedder = language.load(), make(Settings())
    one = lru_cache(maxsize=None)(lambda text: embedder.encode([text])[0])
    right, count = Counter(), Counter()
    for answer in map(json.loads, ANSWERS.read_text(encoding="utf-8").splitlines()):
        if answer["set"] not in wanted:
            continue
        verdict = check(answer["answer"], answer["quotes"], pipeline, lambda texts: np.stack([one(t) for t in texts]))
        key = (answer["set"], "accepted" if answer["kind"] == "faithful" else "rejected", answer["kind"])
        count[key] += 1
        good = verdict.accepted == (answer["kind"] == "faithful")
        right[key] += good
        if not good:
            print(f"WRONG {answer['id']}: {answer['answer']} [{verdict.reason or 'accepted'}]")
    for key in sorted(count):
        print(f"{key[0]:<5} {key[2]:<9} {key[1]} {right[key]} of {count[key]}")


if __name__ == "__main__":
    main()
