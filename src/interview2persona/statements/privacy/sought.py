"""Names are looked for beside other work, from when it is known who speaks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from interview2persona import copies
from interview2persona.settings import Settings

if TYPE_CHECKING:
    from interview2persona.statements.privacy.entities import Form
    from interview2persona.statements.privacy.people import Speakers


class Sought:
    """The forms of all names of people, companies and places in a study (see `lexicon.forms_of`)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._begun: copies.Begun[list[Form]] | None = None

    def begin(self, speakers: Speakers) -> None:
        """Begins to look, unless the settings keep names as they are."""
        if self._settings.privacy.pseudonyms:
            from interview2persona.statements.privacy.lexicon import forms_of

            self._begun = copies.Begun(partial(forms_of, speakers, self._settings))

    def found(self) -> list[Form] | None:
        """None where nobody looked yet."""
        return self._begun.result() if self._begun else None
