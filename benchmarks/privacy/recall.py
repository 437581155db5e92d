"""Recall and precision per type on sentences with marked personal data, each sentence a study of its own.

    python benchmarks/privacy/recall.py /work/shared/data/public/personal-data/synth_dataset_v2.jsonl [-v]

The data (presidio-research, MIT) are read in place. A span counts as found when every letter and digit of it is
replaced, whatever type the placeholder has; `touched` when some of it is. Sentences are far harder than studies: no
speaker, no
greeting, no second mention helps. Precision is over replaced characters.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from interview2persona import language
from interview2persona.model import Personas, Study, Transcript, Turn
from interview2persona.settings import Settings
from interview2persona.statements.privacy.key import Key
from interview2persona.statements.privacy.lexicon import forms_of
from interview2persona.statements.privacy.replace import Replacer

ASKED = {
    "PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "STREET_ADDRESS", "CREDIT_CARD", "IBAN_CODE", "US_SSN", "ORGANIZATION",
    "GPE", "DOMAIN_NAME", "IP_ADDRESS",
}  # fmt: skip


def replaced(text: str, settings: Settings) -> list[tuple[int, int]]:
    turn = Turn(0, "", 0, len(text), role="participant")
    study = Study((Transcript("x.txt", "plain", text, (turn,)),), (), (), (), Personas((), (), {}), {})
    key = Key()
    replacer = Replacer(key, settings.privacy, forms_of(study, settings))
    return [(start, end) for start, end, _ in replacer.spans(text)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("-v", action="store_true", help="print what was missed")
    arguments = parser.parse_args()
    settings = Settings()
    rows = [json.loads(line) for line in arguments.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    language.load(settings.statements.spacy_model).parse([row["text"] for row in rows])
    total, whole, touched = Counter(), Counter(), Counter()
    missed = defaultdict(list)
    right = all_characters = 0
    for row in rows:
        text = row["text"]
        covered = {i for a, b in replaced(text, settings) for i in range(a, b)}
        true = {i for s in row["spans"] for i in range(s["start"], s["end"])}
        all_characters += sum(text[i].isalnum() for i in covered)
        right += sum(text[i].isalnum() for i in covered & true)
        for span in row["spans"]:
            letters = [i for i in range(span["start"], span["end"]) if text[i].isalnum()]
            total[span["label"]] += 1
            whole[span["label"]] += all(i in covered for i in letters)
            touched[span["label"]] += any(i in covered for i in letters)
            if not all(i in covered for i in letters):
                missed[span["label"]].append((span["value"], text[:90]))
    for label, n in sorted(total.items()):
        note = "" if label in ASKED else "  (not asked for)"
        print(f"{label:18s} {n:4d}  whole {whole[label] / n:.3f}  touched {touched[label] / n:.3f}{note}")
    print(f"precision over replaced letters and digits {right / max(1, all_characters):.3f}")
    if arguments.v:
        for label, items in sorted(missed.items()):
            for value, text in items[:40]:
                print(f"  {label:16s} {value!r} in {text!r}")


if __name__ == "__main__":
    main()
