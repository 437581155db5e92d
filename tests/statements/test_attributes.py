"""Attributes are what people said of themselves, in their words; what nobody said is not there."""

import numpy as np
import pytest

from interview2persona import language
from interview2persona.model import ATTRIBUTES, Attribute, Kind, Participant, Statement, Transcript
from interview2persona.reading.reader import Stated
from interview2persona.statements import attributes, understand
from interview2persona.statements.attributes._words import in_years, value_of, with_digits

pipeline = language.load()


def statements(*said: tuple[str, str]) -> list[Statement]:
    """(question, answer) pairs, followed by what makes them the beginning of an interview."""
    rest = [("", "It was fine.")] * 10
    return [
        Statement(f"s{n}", "t", n, 0, len(text), "p", text, question=question)
        for n, (question, text) in enumerate([*said, *rest])
    ]


def extract(*said: tuple[str, str], kind: Kind = "customer") -> dict[str, str]:
    found = attributes.extract(statements(*said), [Participant("p", "t", "Ann", kind)], pipeline)["p"]
    return {name: attribute.value for name, attribute in found.items()}


def extract_told(likely: dict[str, float], *said: tuple[str, str], words: str = "") -> dict[str, str]:
    """With a network that finds each attribute as `likely` as given in the first statement, and no other.

    It finds it in those `words`, by default in all of the statement.
    """
    some = statements(*said)
    text = some[0].text
    shape = len(some), len(ATTRIBUTES)
    told = np.zeros(shape, dtype=np.float32)
    told[0] = [likely.get(name, 0.0) for name in ATTRIBUTES]
    begins, ends = np.zeros(shape, dtype=np.int32), np.zeros(shape, dtype=np.int32)
    begins[0], ends[0] = text.index(words), text.index(words) + len(words or text)
    read = Stated(told, begins, ends)
    found = attributes.extract(some, [Participant("p", "t", "Ann", "customer")], pipeline, read)["p"]
    return {name: attribute.value for name, attribute in found.items()}


LONG = "Before the bell rings a second time."


def test_words_that_the_network_reads_state_an_attribute() -> None:
    """No pattern knows these words; without a network they are not found, and unlikely ones are left alone."""
    asked = ("How do you want to hear from us?", LONG)
    assert extract(asked).get("channels") is None
    assert extract_told({"channels": 0.5}, asked) == {"channels": LONG.rstrip(".")}
    assert extract_told({"channels": 0.4}, asked, words="the bell") == {"channels": "the bell"}
    assert extract_told({"channels": 0.2}, asked) == {}


def test_words_are_told_whole() -> None:
    """The network reads parts of words; loose little ones at the end are left out."""
    asked = ("Whom do you ask?", "Well, the caretakers of the cold store, by and large.")
    found = extract_told({"source_of_information": 0.9}, asked, words="takers of the cold st")
    assert found == {"source_of_information": "caretakers of the cold store"}


def test_words_have_to_be_surer_where_nobody_asked() -> None:
    assert extract_told({"channels": 0.3}, ("What broke?", LONG)) == {}
    assert extract_told({"channels": 0.6}, ("What broke?", LONG)) == {"channels": LONG.rstrip(".")}
    assert extract_told({"industry": 0.7}, ("What broke?", LONG)) == {}


def test_a_little_word_states_nothing() -> None:
    assert extract_told({"job_title": 0.9}, ("What do you do?", "I am it."), words="am") == {}


def test_a_pattern_needs_more_where_the_question_asks_for_something_else() -> None:
    """ "Call", "text" and "video" are said of much else."""
    text = "I'd call the plumber for that."
    assert extract_told({"channels": 0.07}, ("How can we reach you?", text)) == {"channels": "phone"}
    assert extract_told({"channels": 0.07}, ("What broke?", text)) == {}
    assert extract_told({"channels": 0.2}, ("What broke?", text)) == {"channels": "phone"}


def test_words_that_a_pattern_finds_come_first_and_need_less() -> None:
    asked = ("What do you do?", "I'm the procurement officer at a hospital.")
    assert extract_told({"job_title": 0.9}, asked) == {"job_title": "procurement officer"}
    assert extract_told({"job_title": 0.05}, asked) == {"job_title": "procurement officer"}


def test_words_that_a_pattern_finds_where_nothing_is_stated_are_left_alone() -> None:
    assert extract_told({}, ("What do you do?", "I'm the procurement officer at a hospital.")) == {}


def test_numbers_in_words_of_the_network_can_be_compared() -> None:
    """As those that patterns find."""
    text = "When the bell went the yard was black with a hundred and ten caps, and I knew each one by the cough it had."
    asked = ("How big was the company?", text)
    found = extract_told({"company_size": 0.9}, asked, words="a hundred and ten caps")
    assert found == {"company_size": "a hundred and ten caps (110)"}


@pytest.mark.parametrize(
    ("name", "question", "text", "other"),
    [
        ("tenure", "How long have you been there?", "Longer than the two cats, years.", "Until my hair went."),
        ("company_size", "How big is it?", "Twelve of us on a good day.", "Bigger than the shed."),
        ("company_size", "How big is it?", "It's only ever me.", "Bigger than the shed."),
        ("age", "", "Forty-four next Tuesday.", "I was nine when we moved."),
    ],
)
def test_what_has_to_speak_of_a_number_or_a_time_does(name: str, question: str, text: str, other: str) -> None:
    """Nobody's tenure is when they went grey, and no age is how old somebody once was."""
    assert list(extract_told({name: 0.9}, (question, text))) == [name]
    assert extract_told({name: 0.9}, (question, other)) == {}


@pytest.mark.parametrize(
    ("name", "question", "text", "words"),
    [
        ("job_title", "What do you do?", "I'm the procurement officer at a hospital.", "procurement officer"),
        ("job_title", "What's your role?", "Service coordinator is what's on the door.", "Service coordinator"),
        ("job_title", "What do you do?", "I look after the diary.", "look after the diary"),
        ("job_title", "And you?", "I'm sixty-seven, electrical engineer, retired.", "electrical engineer"),
        ("job_title", "And you?", "I own the place.", "owner"),
        ("seniority", "What do you do?", "I'm a senior developer at a bank.", "senior"),
        ("company_size", "How big is it?", "We're about sixty.", "sixty (60)"),
        ("company_size", "Tell me about the firm.", "Nine of us on the tools and three in the office.", "Nine of us"),
        ("company_size", "How many people are you?", "Twenty-two, with the boss.", "Twenty-two (22)"),
        ("industry", "Tell me about the company.", "We make organic soap for hotels.", "organic soap"),
        ("industry", "What do you do?", "I work in a dairy company.", "dairy company"),
        ("age", "", "I'm fifty-one, with this back.", "fifty-one (51)"),
        ("age", "How old are you?", "Forty.", "40"),
        ("household", "", "My husband and I have two teenagers.", "two teenagers"),
        ("household", "", "I live alone.", "live alone"),
        ("household", "", "I've no children.", "no children"),
        ("location", "Where are you based?", "We're based in Harrowmoor.", "Harrowmoor"),
        ("tenure", "How long have you been there?", "Seventeen years now.", "17 years"),
        ("tenure", "How long have you been doing it?", "Fourteen months, I think.", "1.2 years"),
        ("buying_role", "Who decides?", "I sign it myself.", "decider"),
        ("buying_role", "Who decides?", "My boss decides, but she asks me first.", "influencer"),
        ("buying_role", "Who decides?", "Up to five hundred I can sign.", "approver"),
        ("budget", "What does it cost?", "We pay 290 euros a month.", "290 euros a month"),
        ("channels", "How can we reach you?", "Send me an email.", "e-mail"),
        ("source_of_information", "How did you hear of it?", "A neighbour told me.", "neighbour"),
        ("tools", "", "I use Excel for the list.", "Excel"),
        ("tenure", "How long have you been running it?", "Since ninety-six.", "ninety-six"),
        ("source_of_information", "", "I asked in the Slack of the choir leaders.", "Slack of the choir leaders"),
        ("source_of_information", "", "I went by my own notes.", "my own notes"),
        ("risk_attitude", "", "I'm not a risk taker.", "not a risk taker"),
        ("risk_attitude", "How would you describe yourself as a buyer?", "Conservative.", "conservative"),
        ("risk_attitude", "Would you call yourself a risk taker?", "No. Not me.", "no risk taker"),
    ],
)  # fmt: skip
def test_what_people_say_of_themselves_is_found(name: str, question: str, text: str, words: str) -> None:
    assert words in extract((question, text)).get(name, "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("age", "I'm six years here."), ("age", "He's fifty-one."), ("age", "I was thirty-two then."),
        ("age", "I'm ninety percent sure."), ("age", "We have forty users."),
        ("job_title", "He thinks I'm a cashier."), ("job_title", "She is the director."),
        ("household", "His wife does the books."), ("household", "The lads come at eight."),
        ("company_size", "It takes twenty minutes."), ("company_size", "I had forty-one calls."),
        ("location", "I put it in Excel."), ("location", "It ends in March."),
        ("risk_attitude", "It was a bad day."), ("industry", "It crashed again."),
        ("household", "I paint two children's books a year."), ("household", "My writing partner has the plot."),
        ("location", "I have a degree in Botany."), ("location", "Currently, I plan a garden."),
        ("channels", "I asked the AI in a chat."), ("channels", "We use a program called Foxglove."),
        ("channels", "I fix a mobile app."), ("channels", "They call it the shed."),
        ("industry", "I help with drafting artist statements."), ("industry", "I have a corrective pilot."),
        ("industry", "My primary use is the diary."), ("industry", "I'm a freelance writer."),
        ("job_title", "The people I work with are kind."), ("job_title", "I do use it on Mondays."),
    ],
)  # fmt: skip
def test_what_is_said_of_others_or_not_at_all_is_not_invented(name: str, text: str) -> None:
    assert name not in extract(("What happened?", text))


@pytest.mark.parametrize(
    ("name", "question", "text", "value"),
    [
        ("job_title", "What do you do?", "I'm the director, yes, and the owner.", "director; owner"),
        ("job_title", "What do you do?", "I do the planning, that's most of it, and the phone.", "do the planning"),
        ("industry", "What is it that you do?", "Violins.", "Violins"),
        ("industry", "Tell me about the firm.", "Carpets first, my uncle's time, now doors.", "Carpets, doors"),
        ("industry", "Tell me about the firm.", "Four drivers, flowers, a bit of moss.", "flowers, moss"),
        ("industry", "What do you do?", "I plan the day for three bicycle mechanics.", "bicycle"),
        ("risk_attitude", "Why so careful?", "Because of what happened to my brother.", "careful"),
        ("risk_attitude", "", "I never sign anything the same day, I got that off my mum.",
         "careful (never sign anything the same day)"),
        ("household", "", "We have two horses and I've not ridden since May.", "two horses"),
    ],
)  # fmt: skip
def test_values_are_short_enough_for_a_page(name: str, question: str, text: str, value: str) -> None:
    """Asides, clauses, counts of people and what is told beside the answer stay in the statement."""
    assert extract((question, text))[name] == value


@pytest.mark.parametrize(
    "text",
    [
        "And on the other side, seven vendors, another service.",
        "My son, his wife, the twins.",
        "A bit.",
        "Six hundred, and me, and a nephew when it's shearing.",
        "Fifty-seven, bad hip, skin like a saddle.",
    ],
)
def test_a_list_of_other_things_is_no_industry(text: str) -> None:
    assert "industry" not in extract(("Tell me about the firm.", text))


def test_quoted_speech_is_somebody_elses() -> None:
    assert "age" not in extract(("", 'She said "I\'m fifty-one and tired".'))


def test_refused_channels_are_left_out() -> None:
    assert extract(("How can we reach you?", "By phone, please don't send me an email."))["channels"] == "phone"


def test_a_channel_offered_and_accepted_counts() -> None:
    assert extract(("Is e-mail all right for the summary?", "Yes, sure."))["channels"] == "e-mail"


def test_who_buys_and_names_no_boss_decides() -> None:
    assert (
        "decider"
        in extract(("How did you buy it?", "We compared four and then we bought the small one."))["buying_role"]
    )


def test_values_are_the_persons_words_and_point_to_their_statement() -> None:
    said = statements(("What do you do?", "So, um,  I'm the\nprocurement officer."))
    found = attributes.extract(said, [Participant("p", "t", "Ann")], pipeline)["p"]["job_title"]
    assert found == Attribute("procurement officer", "s0")


def test_staff_describes_customers_not_themselves() -> None:
    said = (
        ("How long have you been here?", "I'm forty and I've been here four years."),
        ("Who are they?", "He's about fifty-five."),
    )
    found = extract(*said, kind="sales")
    assert "fifty-five" in found["age"]
    assert "tenure" not in found


def test_only_known_attributes_are_given_and_silence_gives_none() -> None:
    assert extract(("", "Hm.")) == {}
    assert set(extract(("What do you do?", "I'm a nurse, I'm forty, I live in Harrowmoor with my wife."))) <= set(
        ATTRIBUTES
    )


def test_participants_csv_wins_over_what_was_found() -> None:
    stated = Participant("p", "t", "Ann", attributes={"age": Attribute("44"), "region": Attribute("north")})
    said = statements(("How old are you?", "I'm fifty-one."), ("What do you do?", "I'm a nurse."))
    _, (person,) = understand.understand(said, [stated], [Transcript("t", "text", "", ())], pipeline)
    assert person.attributes["age"].value == "44"
    assert person.attributes["region"].value == "north"
    assert person.attributes["job_title"].value == "nurse"


@pytest.mark.parametrize(
    ("text", "digits"),
    [("between eight and thirty people", "(8 to 30)"), ("six or eight girls", "(6 to 8)"),
     ("nine lawyers and four clerks", "four clerks"), ("a hundred and twenty people", "(120)"), ("sixty", "(60)"),
     ("60 people", "60 people"), ("people", "people")],
)  # fmt: skip
def test_numbers_in_words_carry_their_digits(text: str, digits: str) -> None:
    assert with_digits(text).endswith(digits)


@pytest.mark.parametrize(
    ("text", "years"),
    [("fourteen months", "(1.2 years)"), ("two and a half years", "(2.5 years)"), ("six years in May", "(6 years)"),
     ("two years and four months", "(2.3 years)"), ("two and half years", "(2.5 years)"),
     ("one month", "(0.083 years)"), ("thirty-third year", "thirty-third year"), ("in seven weeks", "in seven weeks"),
     ("since I was twenty", "since I was twenty"), ("in 1961", "in 1961")],
)  # fmt: skip
def test_lengths_of_time_are_comparable_in_years(text: str, years: str) -> None:
    assert in_years(text).endswith(years)


@pytest.mark.parametrize(
    ("attribute", "text", "words"),
    [
        ("channels", "Don't send owt with a link.", "owt"),
        ("channels", "Half past eight is fine.", "Half past eight"),
        ("source_of_information", "I never read the brochures from the council.", "brochures from the council"),
        ("age", "Me and a mate, fifty-fifty.", "fifty-fifty"),
        ("age", "Six more years and then I'm sixty-eight.", "sixty-eight"),
        ("age", "I stopped at sixty-two.", "sixty-two"),
        ("company_size", "Two hundred and thirty steps up the tower.", "hundred"),
        ("company_size", "Eleven kilowatt peak on the south side.", "Eleven kilowatt"),
        ("company_size", "It was minus twenty-two in the hall.", "twenty-two"),
        ("company_size", "Nine thousand punters in a field.", "Nine thousand"),
        ("budget", "I'm not paying two hundred dollars for that.", "two hundred dollars"),
        ("industry", "I'm a paralegal.", "paralegal"),
        ("industry", "[PLACE 3], [PLACE 4].", "[PLACE 3], [PLACE 4]"),
        ("buying_role", "I wrote it.", "I wrote"),
        ("tenure", "Forty-one years, network technician.", "Forty-one years"),
    ],
)
def test_what_is_refused_measured_or_of_another_time_states_nothing(attribute: str, text: str, words: str) -> None:
    """However sure the network is."""
    sure = {"tenure": 0.3, "age": 0.9} if attribute == "tenure" else {attribute: 0.95}
    assert attribute not in extract_told(sure, ("And what about you?", text), words=words)


@pytest.mark.parametrize(
    ("said", "household"),
    [
        ("I teach thirty children in the church.", ""),
        ("I was back in kindergarten for a week.", ""),
        ("I buried my husband.", ""),
        ("It's my granddaughter's phone.", "my granddaughter"),
        ("My daughter has a hand signal for it.", "My daughter"),
        ("My wife and two kids are asleep by then.", "My wife and two kids are asleep by then"),
    ],
)
def test_a_household_is_who_lives_there(said: str, household: str) -> None:
    """No class of children, nobody who is gone, and no more of the sentence than says so."""
    assert extract(("And then?", said)).get("household", "") == household


@pytest.mark.parametrize(
    ("answer", "risk"), [("Yes, very much.", "risk taker"), ("No.", "no risk taker"), ("Slow.", "")]
)
def test_a_word_of_the_question_counts_where_it_is_affirmed(answer: str, risk: str) -> None:
    found = extract(("Are you a risk taker?", answer)).get("risk_attitude", "")
    assert found == risk


def test_a_ceiling_is_a_budget_and_a_refused_price_is_none() -> None:
    assert extract(("What would you pay?", "I'd pay not more than forty euros."))["budget"] == "forty euros"
    assert "budget" not in extract(("What would you pay?", "I won't pay forty euros."))


def test_a_number_is_taken_whole() -> None:
    """Where the words of the network begin or end within it."""
    found = extract_told(
        {"company_size": 0.9}, ("How big?", "We are two hundred and forty persons."), words="two hundred"
    )
    assert found["company_size"].endswith("(240)")


@pytest.mark.parametrize(
    ("attribute", "text", "words", "value"),
    [
        ("tenure", "That's eleven years, and counting.", "years", "eleven years (11 years)"),
        ("source_of_information", "Through a network we belong to.", "Through a network", "a network"),
        ("tools", "I write it in a blue notebook.", "in a blue notebook", "a blue notebook"),
        ("risk_attitude", "Well, somebody else first, and then I look.", "first", "somebody else first"),
        ("risk_attitude", "Careful, that's me.", "Careful", "Careful"),
        ("budget", "Three hundred bob per room.", "Three hundred bob per", "Three hundred bob"),
    ],
)  # fmt: skip
def test_words_of_the_network_are_made_understandable(attribute: str, text: str, words: str, value: str) -> None:
    """A number before its unit, no preposition before a name or after it, a whole clause for a word of attitude."""
    assert extract_told({attribute: 0.95}, ("And you?", text), words=words)[attribute] == value


@pytest.mark.parametrize(
    ("attribute", "text", "words"),
    [
        ("tenure", "Since, well, I don't know.", "Since"),
        ("budget", "More than we have.", "More than"),
        ("industry", "The company is growing.", "company"),
        ("industry", "It's wee.", "wee"),
        ("job_title", "I worked.", "worked"),
        ("risk_attitude", "We went to England with the band in the third year and slept in a tent.", "England"),
    ],
)  # fmt: skip
def test_words_that_say_nothing_are_left_out(attribute: str, text: str, words: str) -> None:
    assert attribute not in extract_told({attribute: 0.95}, ("And you?", text), words=words)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("four fifty", 450),
        ("one point nine million", 1_900_000),
        ("two lakhs", 200_000),
        ("a hundred and fifty", 150),
        ("twenty-two", 22),
        ("three thousand two hundred", 3200),
    ],
)
def test_numbers_are_read_as_people_say_them(words: str, value: float) -> None:
    assert value_of(words) == value


def test_a_length_of_time_needs_a_unit() -> None:
    assert in_years("two breaks") == "two breaks"
    assert in_years("thirty years") == "thirty years (30 years)"
