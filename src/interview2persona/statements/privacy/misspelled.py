"""Names as speech recognition misspells them: unknown words a letter or two away from a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from interview2persona.statements.privacy.entities import ANY, Form
from interview2persona.statements.privacy.vocabulary import Vocabulary, first_names, known

_SHORTEST = 5  # letters; shorter names have too many neighbours


def misspelled(forms: Iterable[Form], seen: Iterable[str], vocabulary: Vocabulary) -> list[Form]:
    """Forms for those of the words `seen` that are no words and nearly a person's or company's name.

    A word that is a name by itself, other than a listed first name, is taken for a part of a longer name close to it.
    """
    singles = {f.phrase[0]: f for f in forms if len(f.phrase) == 1 and len(f.phrase[0]) >= _SHORTEST and f.mode == ANY}
    by_letter: dict[str, list[Form]] = defaultdict(list)
    for form in singles.values():
        by_letter[form.phrase[0][0]].append(form)
    found = []
    for word in sorted(set(seen)):
        own = singles.get(word)
        if len(word) < _SHORTEST or word in known() or vocabulary.is_ordinary(word):
            continue
        if own and (len(own.entity) > 1 or word in first_names()):
            continue
        near = [
            f
            for f in by_letter[word[0]]
            if f is not own and (own is None or len(f.entity) > 1) and _close(word, f.phrase[0])
        ]
        if near:
            best = min(near, key=lambda f: (distance(word, f.phrase[0]), f.phrase))
            found.append(replace(best, phrase=(word,)))
    return found


def _close(word: str, name: str) -> bool:
    allowed = 1 if len(name) < 8 else 2
    if word == name + "s":
        return True
    return abs(len(word) - len(name)) <= allowed and distance(word, name) <= allowed


def distance(a: str, b: str) -> int:
    """Optimal string alignment: insertions, deletions, substitutions, swapped neighbours (Damerau 1964)."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
