"""Who asks and who answers is found from labels, behaviour and kind; what people stated wins."""

import json
import re
from pathlib import Path

import pytest

from interview2persona.model import Problem, Transcript, Turn
from interview2persona.settings import Settings
from interview2persona.transcripts import metadata, speakers

INTERVIEW = [
    ("Thanks for making the time. Could you tell me what you do?", "I run the workshop, with six of us on the bench."),
    ("And how long have you been there?", "Eleven years now, I came straight from school and never left, so."),
    ("What does a bad day look like?", "The lift breaks, I lose my morning, and then my customers ring me about it."),
    ("What did you do the last time?", "I called the company and I waited, and I wrote the jobs down on paper."),
]
SALES = [
    ("Hi Jon, thanks for hopping on. What are you hoping to solve?", "We are forty people. How much is it per user?"),
    ("Our pricing starts at thirty and includes onboarding, the portal and all reports. I can share my screen. "
     "What would you say is your biggest headache?", "Chasing signatures. I scan them and then I lose them."),
    ("That is what the approvals were built for, each document gets a link and the partner taps once on the phone. "
     "Who else is involved in the decision?", "Me and the partner. Over five thousand he has to sign."),
]  # fmt: skip
SERVICE = [
    ("Thank you for calling Acme, how can I help?", "I'm calling because my router has been dead for three days."),
    ("I'm sorry about the trouble. Can I have your account number?", "Nine one. I work from home and lose my pay."),
]
STAFF = [
    ("How long have you been on the support desk?", "Five years. I take the calls, they ring me about everything."),
    ("What do customers ask?", "They want to know where it is. They never read the page, they call us."),
    ("And what are they afraid of?", "That it is gone. He types with one finger and he thinks he broke their work."),
]


def make(path: str, said: list[tuple[str, str]]) -> Transcript:
    """A transcript from (speaker, text) pairs."""
    text, turns = "", []
    for number, (speaker, words) in enumerate(said):
        turns.append(Turn(number, speaker, len(text), len(text) + len(words)))
        text += words + "\n"
    return Transcript(path, "text", text, tuple(turns))


def dialogue(pairs: list[tuple[str, str]], a: str = "Speaker 1", b: str = "Speaker 2") -> list[tuple[str, str]]:
    return [turn for question, answer in pairs for turn in ((a, question), (b, answer))]


def assign(*transcripts: Transcript, table: str = "", **settings: object) -> speakers.Cast:
    overrides = metadata.parse(table) if table else metadata.Overrides()
    return speakers.assign(transcripts, overrides, Settings().with_changes(dict(settings)))


def roles(cast: speakers.Cast) -> dict[str, str]:
    return {guess.speaker: guess.role for guess in cast.guesses}


@pytest.mark.parametrize(
    ("a", "b"),
    [("Interviewer", "Participant"), ("I", "P"), ("Q", "A"), ("Moderator", "P3"), ("INT", "R1"), ("AI", "User"),
     ("Speaker 1", "Speaker 2"), ("SPEAKER_00", "SPEAKER_01"), ("B", "A"), ("Tom Ashworth", "Denise"),
     ("Kim (Researcher)", "Lee"), ("Host", "Guest")],
)  # fmt: skip
def test_labels_and_behaviour_tell_who_asks(a: str, b: str) -> None:
    """The one who asks is the interviewer, whatever the two are called."""
    assert roles(assign(make("x.txt", dialogue(INTERVIEW, a, b)))) == {a: "interviewer", b: "participant"}


def test_automatic_captions_without_punctuation_are_enough() -> None:
    plain = [(who, re.sub(r"[^\w\s']", "", text).lower()) for who, text in dialogue(INTERVIEW)]
    assert roles(assign(make("x.vtt", plain))) == {"Speaker 1": "interviewer", "Speaker 2": "participant"}


def test_the_interviewer_need_not_speak_first() -> None:
    turns = [("Speaker 2", "Hello, yes, I can hear you now."), *dialogue(INTERVIEW)]
    assert roles(assign(make("x.vtt", turns)))["Speaker 2"] == "participant"


def test_settings_name_interviewers() -> None:
    """A named interviewer is one even where behaviour says the opposite."""
    cast = assign(make("x.txt", dialogue(INTERVIEW, "Ann", "Bo")), **{"transcripts.interviewers": ["Bo"]})
    assert roles(cast) == {"Ann": "participant", "Bo": "interviewer"}


@pytest.mark.parametrize("labels", [("Maya", "Jon"), ("Speaker 1", "Speaker 2"), ("Rep", "Prospect")])
def test_on_a_sales_call_the_prospect_is_the_participant_and_counts(labels: tuple[str, str]) -> None:
    """The seller talks more than the prospect, and yet is not the person heard."""
    cast = assign(make("x.txt", dialogue(SALES, *labels)))
    assert roles(cast) == {labels[0]: "interviewer", labels[1]: "participant"}
    assert cast.transcripts[0].kind == "sales"
    assert [(p.speaker, p.kind, p.counts) for p in cast.participants] == [(labels[1], "customer", True)]


def test_on_a_service_call_the_customer_is_the_participant_and_counts() -> None:
    cast = assign(make("call.txt", dialogue(SERVICE, "Agent", "Mrs Hill")))
    assert cast.transcripts[0].kind == "service"
    assert [(p.speaker, p.kind, p.counts) for p in cast.participants] == [("Mrs Hill", "customer", True)]


def test_interviewed_staff_speaks_about_customers_and_does_not_count() -> None:
    cast = assign(make("x.txt", dialogue(STAFF, "Interviewer", "Agent")))
    assert roles(cast) == {"Interviewer": "interviewer", "Agent": "participant"}
    assert [(p.kind, p.counts) for p in cast.participants] == [("service", False)]


def test_who_is_asked_about_others_all_the_time_is_staff_without_naming_the_work() -> None:
    talk = [
        ("Interviewer", "What do people tell you when they come to the desk?"),
        ("Nerys", "They tell me about the school gate, and that they had the car keys in their hands when they rang."),
        ("Interviewer", "Do they book it themselves, then?"),
        ("Nerys", "They do, some of them, and then they come in and ask whether their booking went through."),
        ("Interviewer", "What is it that they are afraid of?"),
        ("Nerys", "Of him behind the door, he is a kind man, but they have heard of him and they tell their children."),
        ("Interviewer", "And what would help them?"),
        ("Nerys", "Somebody that tells them how long it takes. They sit there with their coats on."),
    ]
    (one,) = assign(make("x.txt", talk)).participants
    assert (one.kind, one.counts) == ("service", False)


def test_a_business_owner_with_customers_is_not_taken_for_staff() -> None:
    """ "My customers" alone makes nobody a sales person: only clear signs cost a voice."""
    cast = assign(make("x.txt", dialogue(INTERVIEW)))
    assert cast.participants[0].counts


def test_a_file_name_alone_does_not_silence_a_customer() -> None:
    cast = assign(make("customer service study.txt", dialogue(INTERVIEW)))
    assert cast.participants[0].counts


def test_a_focus_group_has_several_participants_and_the_one_who_says_most_comes_first() -> None:
    turns = [
        ("Kim", "Welcome everyone, thanks for coming. Could each of you say who you are?"),
        ("Ana", "I run a bakery with my sister."), ("Bo", "I drive a taxi at night, mostly to the airport."),
        ("Cleo", "I have two kids and work at the library."), ("Kim", "How do you pay your bills?"),
        ("Ana", "I do it on the phone on a Sunday and I hate the codes they send me every time."),
        ("Bo", "I only trust the branch for big sums."), ("Cleo", "I use the app but it logs me out."),
        ("Kim", "Thank you all, that was very helpful."),
    ]  # fmt: skip
    cast = assign(make("group.txt", turns))
    assert roles(cast) == {"Kim": "interviewer", "Ana": "participant", "Bo": "participant", "Cleo": "participant"}
    assert cast.participants[0].speaker == "Ana"
    assert len({p.participant_id for p in cast.participants}) == 3


def test_somebody_at_the_door_is_neither() -> None:
    turns = [*dialogue(INTERVIEW * 3, "Ann", "Bo"), ("Del", "Tea, boss?")]
    assert roles(assign(make("x.txt", turns)))["Del"] == "other"


def test_one_voice_without_a_label_is_a_participant_and_reported() -> None:
    cast = assign(make("diary.txt", [("", "I run a bakery and every Friday I do the books.")]))
    assert [p.speaker for p in cast.participants] == [""]
    assert "names no speakers" in str(cast.transcripts[0].problems[0])


def test_nobody_to_hear_is_fatal_for_that_transcript_only() -> None:
    cast = assign(make("a.txt", [("Interviewer", "Hello?")]), make("b.txt", dialogue(INTERVIEW)))
    assert [t.usable for t in cast.transcripts] == [False, True]
    assert "participants.csv" in str(cast.transcripts[0].problems[0])


def test_unusable_transcripts_pass_through_untouched() -> None:
    broken = Transcript("x.docx", "docx", "", (), problems=(Problem("empty", fatal=True),))
    assert assign(broken).transcripts == (broken,)


def test_participants_csv_overrides_everything() -> None:
    table = "transcript,speaker,role,participant_id,kind,age\nx,Interviewer,participant,p-ann,customer,44\nx,P,other\n"
    cast = assign(make("x.txt", dialogue(INTERVIEW, "Interviewer", "P")), table=table)
    assert roles(cast) == {"Interviewer": "participant", "P": "other"}
    (person,) = cast.participants
    assert (person.participant_id, person.attributes["age"].value) == ("p-ann", "44")
    assert cast.transcripts[0].turns[0].participant_id == "p-ann"


def test_one_id_for_two_transcripts_is_one_person() -> None:
    table = "transcript,speaker,participant_id\na,Bo,p-bo\nb,Bo Hill,p-bo\n"
    files = (make("a.txt", dialogue(INTERVIEW, "Ann", "Bo")), make("b.txt", dialogue(INTERVIEW, "Ann", "Bo Hill")))
    cast = assign(*files, table=table)
    assert [(p.participant_id, p.transcript) for p in cast.participants] == [("p-bo", "a.txt")]


def test_same_name_in_two_files_is_two_people_unless_said() -> None:
    cast = assign(*(make(f"{name}.txt", dialogue(INTERVIEW, "Ann", "Bo")) for name in "ab"))
    assert len({p.participant_id for p in cast.participants}) == 2


def test_front_matter_names_the_interviewer() -> None:
    t = make("x.md", dialogue(INTERVIEW, "Ann", "Bo"))
    said = Transcript(t.path, t.format, t.text, t.turns, metadata={"interviewer": "Bo", "kind": "customer"})
    assert roles(assign(said)) == {"Ann": "participant", "Bo": "interviewer"}


def test_ids_depend_neither_on_order_nor_on_other_files() -> None:
    a, b = (make(f"{name}.txt", dialogue(INTERVIEW, "Ann", name)) for name in ("Bo", "Cy"))
    alone = assign(a).participants[0].participant_id
    assert re.fullmatch(r"p1-[0-9a-f]{6}", alone)
    assert {p.participant_id for p in assign(b, a).participants} >= {alone}


def test_two_files_of_one_name_do_not_share_a_person() -> None:
    pair = assign(make("x.txt", dialogue(INTERVIEW)), make("x.vtt", dialogue(INTERVIEW)))
    assert len(pair.participants) == 2


def test_guesses_carry_shares_and_reasons() -> None:
    guesses = assign(make("x.txt", dialogue(INTERVIEW))).guesses
    assert sum(g.share for g in guesses) == pytest.approx(1, abs=0.001)
    assert all(g.reason and 0 <= g.confidence <= 1 and g.turns == 4 for g in guesses)


TRUTH = Path(__file__).parents[3] / "shared/data/study-a/truth"


@pytest.mark.skipif(not TRUTH.is_dir(), reason="the shared study is not here")
def test_roles_of_the_shared_study_are_right_even_without_names() -> None:
    right = total = 0
    for path in sorted(TRUTH.glob("A??.json")):
        said = json.loads(path.read_text(encoding="utf-8"))["turns"]
        order = {turn["speaker"]: "" for turn in said}
        numbered = {name: f"Speaker {n}" for n, name in enumerate(order, 1)}
        cast = assign(make(path.name, [(numbered[t["speaker"]], t["text"]) for t in said]))
        found = roles(cast)
        right += sum((found[numbered[t["speaker"]]] == "participant") == (t["role"] == "participant") for t in said)
        total += len(said)
    assert right / total >= 0.97


OF_GROUPS = [
    "What is your job?",
    "Start with the owners. Who are they?",
    "And the teachers?",
    "How about the trustees?",
    "What would you change?",
    "And the parents?",
]
OF_ONESELF = [
    "What is your job?",
    "How do you start a day?",
    "And then?",
    "What would you change?",
    "And at home?",
    "Why?",
]
SPEAKS_OF_OTHERS = "They call at nine, their boss signs, and she asks what they pay. I listen."
SPEAKS_OF_ONESELF = "I call at nine, my boss signs, and I ask what we pay. They listen."


@pytest.mark.parametrize(
    ("asked", "said", "staff"),
    [
        (OF_GROUPS, SPEAKS_OF_OTHERS, True),
        (OF_GROUPS, SPEAKS_OF_ONESELF, False),
        (OF_ONESELF, SPEAKS_OF_OTHERS, False),
    ],
)
def test_who_is_asked_about_groups_and_speaks_of_them_is_staff(asked: list[str], said: str, staff: bool) -> None:
    """Without a word of selling or support; who looks after a parent speaks of others too, and is not asked so."""
    turns = [turn for question in asked for turn in (("Interviewer", question), ("Ann", said))]
    (person,) = assign(make("x.txt", turns)).participants
    assert person.counts is not staff
