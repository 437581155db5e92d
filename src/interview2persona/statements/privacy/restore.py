"""Puts names back where placeholders stand: for the one who holds the key."""

from __future__ import annotations

import re

from interview2persona.statements.privacy.key import Key

_MARK = re.compile(r"\\?\[((?:PERSON|ORG|PLACE|EMAIL|PHONE|ADDRESS|ACCOUNT) \d+)\\?\]")  # Markdown escapes brackets


def restore(text: str, key: Key) -> str:
    """`text` with every placeholder replaced by the fullest form of what it stands for, and ids by speakers' names.

    Placeholders that the key does not know stay as they are.
    """
    names = {mark.strip("[]"): max(forms, key=len) for mark, forms in key.forms.items() if forms}
    text = _MARK.sub(lambda m: names.get(m.group(1), m.group()), text)
    for ident, person in key.participants.items():
        if person["speaker"]:
            text = re.sub(rf"(?<![\w-]){re.escape(ident)}(?![\w-])", lambda _, p=person: p["speaker"], text)  # type: ignore[misc]
    return text
