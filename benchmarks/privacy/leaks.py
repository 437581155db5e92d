"""How much personal data is left in a study made for others, and how many ordinary words it cost.

    python benchmarks/privacy/leaks.py TRUTH [TRUTH ...] [-v]

TRUTH holds `<id>.json` (turns) and `<id>.truth.json` (`pii`: text and type). Leaks are counted as in evaluation: whole
words of the true text, letter for letter, in any string of the study. `replaced` is the share of words of the turns
that were replaced though no true personal data covers them.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from interview2persona import language
from interview2persona.model import Participant, Personas, Study, Transcript, Turn
from interview2persona.settings import Settings
from interview2persona.statements import privacy, segment
from interview2persona.statements.privacy import key as keys
from interview2persona.statements.privacy.lexicon import forms_of
from interview2persona.statements.privacy.replace import Replacer


def study_from(folder: Path) -> tuple[Study, list[dict[str, str]]]:
    transcripts, people, secrets = [], [], []
    for path in sorted(folder.glob("*.truth.json")):
        ident = path.name.removesuffix(".truth.json")
        raw = json.loads((folder / f"{ident}.json").read_text(encoding="utf-8"))
        secrets += json.loads(path.read_text(encoding="utf-8"))["pii"]
        text, turns, ids = "", [], {}
        for number, turn in enumerate(raw["turns"]):
            who = (
                ids.setdefault(turn["speaker"], f"p1-{len(people):03d}{len(ids):03d}")
                if turn["role"] == "participant"
                else ""
            )
            turns.append(
                Turn(
                    number,
                    turn["speaker"],
                    len(text),
                    len(text) + len(turn["text"]),
                    role=turn["role"],
                    participant_id=who,
                )
            )
            text += turn["text"] + "\n\n"
        meta = {k: str(raw[k]) for k in ("interviewer", "participant") if raw.get(k)}
        transcripts.append(Transcript(f"{ident}.txt", "plain", text, tuple(turns), metadata=meta))
        people += [Participant(who, f"{ident}.txt", speaker) for speaker, who in ids.items()]
    pipeline = language.load()
    statements = segment.segment(transcripts, pipeline, Settings()).statements
    return Study(tuple(transcripts), tuple(people), statements, (), Personas((), (), {}), {}), secrets


def leaves(study: Study) -> list[str]:
    found: list[str] = []
    from interview2persona.statements.privacy.walk import strings

    strings(study, lambda text: found.append(text) or text)
    return found


def is_in(secret: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", text) is not None


def measure(folder: Path, verbose: bool) -> None:
    study, secrets = study_from(folder)
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        shown = privacy.for_others(study, Path(place) / "private" / "key.json", Settings())
    seconds = time.perf_counter() - begun
    everything = "\n".join(leaves(shown))
    by_type: dict[str, set[str]] = defaultdict(set)
    for secret in secrets:
        by_type[secret["type"]].add(secret["text"])
    print(f"{folder}: {seconds:.1f} s")
    for kind, texts in sorted(by_type.items()):
        left = sorted(t for t in texts if is_in(t, everything))
        print(f"  {kind:8s} {len(texts):4d} secrets, {len(left):3d} left {left if verbose else ''}")
    over(study, {t for texts in by_type.values() for t in texts}, verbose)


def over(study: Study, secrets: set[str], verbose: bool) -> None:
    settings = Settings()
    key = keys.Key()
    replacer = Replacer(key, settings.privacy, forms_of(study, settings))
    total, wrong, kinds = 0, Counter(), Counter()
    for transcript in study.transcripts:
        labels = {turn.speaker for turn in transcript.turns}
        for turn in transcript.turns:
            text = transcript.text_of(turn)
            true = [m.span() for s in secrets | labels if s for m in re.finditer(rf"(?<!\w){re.escape(s)}", text)]
            total += len(text.split())
            for start, end, mark in replacer.spans(text):
                kinds[mark.split()[0]] += 1
                if not any(start < b and a < end for a, b in true):
                    wrong[text[start:end]] += len(text[start:end].split())
    print(f"  replaced though nobody's: {wrong.total()} of {total} words ({wrong.total() / total:.2%}); {dict(kinds)}")
    if verbose:
        print("   ", ", ".join(f"{t!r} {n}" for t, n in wrong.most_common(200)))
        for mark, forms in key.forms.items():
            print("     ", mark, forms)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("truth", type=Path, nargs="+")
    parser.add_argument("-v", action="store_true", help="name what was left and what was replaced for nothing")
    arguments = parser.parse_args()
    for folder in arguments.truth:
        measure(folder, arguments.v)


if __name__ == "__main__":
    main()
