"""A study becomes one that may be shown to others: names, addresses and numbers of people give way to placeholders.

`for_others` finds them in the study itself (how people are greeted, introduced and labelled, spaCy's entities, a list
of first names, forms such as those of e-mail addresses) and replaces them in every string that the study holds, so that
no report can write one, whatever it prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from interview2persona.model import Study
from interview2persona.settings import Settings

if TYPE_CHECKING:
    from interview2persona.statements.privacy.entities import Form


def for_others(study: Study, key_file: Path, settings: Settings, forms: Sequence[Form] | None = None) -> Study:
    """The study without personal data; what stands for whom is kept in `key_file` (mode 0600) and nowhere else.

    `forms` are those of `lexicon.forms_of`, where they were looked for before. Offsets still mean the reader's own
    file; `Transcript.text` is empty, and each turn carries its replaced text.

    Raises:
        WorkspaceError: the key of an earlier run is damaged, or it cannot be written.
        ModelError: the spaCy pipeline that the settings name is not installed.
    """
    from interview2persona.statements.privacy import key as keys
    from interview2persona.statements.privacy.lexicon import forms_of
    from interview2persona.statements.privacy.replace import Replacer
    from interview2persona.statements.privacy.study import without_names

    key = keys.load(key_file)
    replacer = Replacer(key, settings.privacy, forms_of(study, settings) if forms is None else forms)
    shown = without_names(study, replacer)
    keys.save(key, key_file)
    return shown
