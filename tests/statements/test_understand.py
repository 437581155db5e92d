"""One call fills in everything that the words of a labelled statement say."""

from dataclasses import replace

from interview2persona import language
from interview2persona.model import Kind, Participant, Statement, Transcript, Turn
from interview2persona.statements import understand

pipeline = language.load()
PAIN = Statement(
    "s1", "t", 0, 0, 36, "p", "I lose four hours every single week.", question="What annoys you?", labels=("pain",)
)


def run(statement: Statement, kind: Kind = "customer") -> Statement:
    transcript = Transcript("t", "text", statement.text, (Turn(0, "Ann", 0, 36, participant_id="p"),), kind)
    (done,), _ = understand.understand([statement], [Participant("p", "t", "Ann", kind)], [transcript], pipeline)
    return done


def test_severity_perspective_and_stage_are_set_and_the_rest_is_kept() -> None:
    done = run(PAIN)
    assert (done.severity, done.perspective) == (3, "first-hand")
    assert "four hours" in done.severity_reason
    assert replace(done, severity=0, severity_reason="", journey_stage="") == PAIN


def test_the_kind_of_the_person_counts_not_that_of_the_call() -> None:
    """A customer on a service call speaks first-hand."""
    transcript = Transcript("t", "text", PAIN.text, (Turn(0, "Ann", 0, 36, participant_id="p"),), "service")
    (done,), _ = understand.understand([PAIN], [Participant("p", "t", "Ann", "customer")], [transcript], pipeline)
    assert done.perspective == "first-hand"


def test_staff_is_second_hand() -> None:
    assert run(replace(PAIN, text="They lose four hours every week."), "sales").perspective == "second-hand"


def test_a_nod_loses_its_labels() -> None:
    done = run(replace(PAIN, text="Mm, exactly.", question="So that costs you hours?"))
    assert (done.labels, done.severity, done.journey_stage) == ((), 0, "")


def test_nothing_in_nothing_out() -> None:
    assert understand.understand([], [], [], pipeline) == ([], [])
