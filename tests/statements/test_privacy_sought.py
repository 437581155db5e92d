"""Names are looked for beside other work."""

from dataclasses import dataclass

from interview2persona.model import Participant, Transcript, Turn
from interview2persona.settings import Settings
from interview2persona.statements.privacy.lexicon import forms_of
from interview2persona.statements.privacy.sought import Sought

TEXT = "My colleague Margaret Ashworth always rings me first. Margaret says it is quicker."


@dataclass(frozen=True)
class Cast:
    transcripts: tuple[Transcript, ...]
    participants: tuple[Participant, ...]


def cast() -> Cast:
    turn = Turn(0, "P1", 0, len(TEXT), role="participant", participant_id="p1")
    return Cast((Transcript("a.txt", "text", TEXT, (turn,)),), (Participant("p1", "a.txt", "P1"),))


def test_what_is_found_beside_is_what_is_found_here() -> None:
    sought = Sought(Settings())
    sought.begin(cast())
    assert sought.found() == forms_of(cast(), Settings())
    assert ("margaret",) in {form.phrase for form in sought.found() or ()}


def test_nothing_is_looked_for_where_names_are_kept_or_nobody_began() -> None:
    """None says so: an empty list would leave every name in."""
    kept = Sought(Settings().with_changes({"privacy.pseudonyms": False}))
    kept.begin(cast())
    assert kept.found() is None
    assert Sought(Settings()).found() is None
