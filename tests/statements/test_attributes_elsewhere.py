"""The same attributes in other trades and other words: practices, farms, hotels, schools, shops, private customers."""

import pytest

from interview2persona import language
from interview2persona.model import Kind, Participant, Statement
from interview2persona.personas.roles import buying_roles
from interview2persona.statements import attributes
from interview2persona.statements.attributes.place import country

pipeline = language.load()


def extract(*said: tuple[str, str], kind: Kind = "customer") -> dict[str, str]:
    """What is found in (question, answer) pairs, followed by what makes them the beginning of an interview."""
    rest = [("", "It was fine.")] * 12
    statements = [
        Statement(f"s{n}", "t", n, 0, len(text), "p", text, question=question)
        for n, (question, text) in enumerate([*said, *rest])
    ]
    found = attributes.extract(statements, [Participant("p", "t", "Ann", kind)], pipeline)["p"]
    return {name: attribute.value for name, attribute in found.items()}


@pytest.mark.parametrize(
    ("name", "question", "text", "value"),
    [
        ("location", "Where are you?", "In a small town in the north of Germany.", "small town, Germany"),
        ("location", "Tell me what you do.", "I work from home in the south of Sweden.", "Sweden"),
        ("location", "Who are you?", "I live on Sandholm, it's an island with a ferry.", "island"),
        ("location", "Where are you based?", "Our office is in Canada.", "Canada"),
        ("company_size", "Tell me about your work.", "We have a hotel by a lake, forty-two rooms.", "forty-two rooms"),
        ("company_size", "What's your business?", "Six hundred sows, and the fields.", "Six hundred sows"),
        ("company_size", "How big is the company?", "There's me and three brewers, so four.", "four (4)"),
        ("industry", "What is your job?", "I work for a firm of accountants.", "accountants"),
        ("industry", "What do you do?", "I manage a pet shop.", "pet shop"),
        ("industry", "What do you do?", "I plan the day for twenty-two crane mechanics.", "crane"),
        ("job_title", "Who are you?", "I'm a winegrower.", "winegrower"),
        ("job_title", "And you?", "I'm the deputy head.", "deputy head"),
        ("job_title", "And you?", "I work for an insurance company as a claims handler.", "claims handler"),
        ("job_title", "And you?", "I'm the treasurer at Larkmoor Trust.", "treasurer"),
        ("job_title", "What kind of farm do you have?", "Dairy, my wife and I have sixty cows.", "farmer"),
        ("tenure", "How did it start?", "We took it over from our parents ten years ago.", "ten years (10 years)"),
        ("tenure", "What do you do?", "I'm a hygienist, been at it for eleven years.", "eleven years (11 years)"),
        ("tenure", "What do you do?", "I'm a porter at the General, nine years.", "nine years (9 years)"),
        ("tenure", "Tell me about it.", "My grandfather opened the shop in 1931.", "in 1931"),
        ("household", "And at home?", "I'm divorced, with a daughter.", "I'm divorced; a daughter"),
        ("household", "And the family?", "Two kids, they're with me every other week.", "Two kids"),
        ("age", "May I ask how old you are?", "Twenty-nine, my father is sixty-three.", "Twenty-nine (29)"),
        ("risk_attitude", "What sort of buyer are you?", "A suspicious one.", "suspicious"),
        ("risk_attitude", "", "I decide everything by the nose.", "decides by the nose"),
        ("risk_attitude", "How did you decide?", "Gut feeling.", "decides by gut feeling"),
        ("risk_attitude", "", "I'm usually the first to try something new, yes.",
         "bold (usually the first to try something new)"),
    ],
)  # fmt: skip
def test_what_people_of_other_trades_say_of_themselves(name: str, question: str, text: str, value: str) -> None:
    assert extract((question, text)).get(name) == value


@pytest.mark.parametrize(
    ("question", "text", "role"),
    [
        ("Who signs?", "Up to ten thousand I can sign.", "signs up to ten thousand (10000)"),
        ("Who decides?", "I sign alone.", "signs alone"),
        ("Who decides?", "My sister and I decide everything together.", "decides together with family"),
        ("How did you decide?", "I decided it with my wife at the table.", "decides together with partner"),
        ("Who decides?", "Nothing happens fast, my wife does the books and nothing gets bought without her.",
         "decides together with partner"),
        ("Who signs with you?", "The finance director and me, both.", "signs together with finance director"),
        ("Who chose the software?", "Oh, the dentist.", "dentist decides"),
        ("Who signs?", "The board.", "board signs"),
        ("And then?", "Purchasing decides, we get it on a Monday.", "purchasing decides"),
        ("How is it bought?", "I run the tender.", "runs the tender"),
        ("How did you choose it?", "I just downloaded it.", "decider"),
    ],
)  # fmt: skip
def test_how_a_decision_is_made_around_a_person(question: str, text: str, role: str) -> None:
    assert role in extract((question, text))["buying_role"].split("; ")


@pytest.mark.parametrize(
    ("question", "text", "source"),
    [
        ("What do you do when you're stuck?", "I ask the woman next to me.", "the woman next to me"),
        ("Where do you get advice?", "From the other winegrowers.", "the other winegrowers"),
        ("How do you find out?", "I look in my own notes.", "my own notes"),
    ],
)
def test_whom_people_ask(question: str, text: str, source: str) -> None:
    assert source in extract((question, text))["source_of_information"].split("; ")


@pytest.mark.parametrize(
    ("name", "value"),
    [("location", "Belgium, Luxembourg"), ("industry", "Estate agents"), ("age", "usually around sixty (60)"),
     ("risk_attitude", "cautious")],
)  # fmt: skip
def test_staff_describe_their_customers(name: str, value: str) -> None:
    said = (
        ("Which region is yours?", "Belgium and Luxembourg."),
        ("Who do you sell to?", "Estate agents mostly, small offices."),
        ("And who decides?", "The owner, he's usually around sixty."),
        ("How careful are they?", "They're cautious."),
    )
    assert extract(*said, kind="sales")[name] == value


@pytest.mark.parametrize(
    ("name", "question", "text"),
    [
        ("location", "Which language?", "First I say something in Polish."),
        ("location", "Tell me about you.", "I had an au pair year in England."),
        ("location", "Who buys it?", "Our customers are in France."),
        ("buying_role", "What happens then?", "Then till eleven I load the urgent ones."),
        ("company_size", "What happened?", "We lost forty cows that year."),
        ("risk_attitude", "And the volumes?", "There we burnt ourselves."),
        ("industry", "What do you do?", "I do the planning."),
    ],
)
def test_what_only_looks_like_it_is_not_found(name: str, question: str, text: str) -> None:
    assert name not in extract((question, text))


def test_who_else_signs_gives_the_person_no_role() -> None:
    assert buying_roles("user; the board signs; managing director decides above") == {"user"}
    assert buying_roles("signs up to ten thousand (10000)") == {"approver"}
    assert buying_roles("decides together with wife; signs alone") == {"decider"}


def test_a_country_is_told_where_a_town_is_not() -> None:
    assert country("small town, Germany") == "Germany"
    assert country("[PLACE 2]") == ""
