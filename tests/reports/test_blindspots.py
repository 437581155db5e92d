"""What staff say about customers beside what customers say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interview2persona.model import Participant, Personas, Statement, Study, Theme
from interview2persona.reports.blindspots import blind_spots
from interview2persona.reports.writers import blind_spots as writer
from interview2persona.settings import Settings

PEOPLE = (
    Participant("c1", "c1.txt", "", "customer"),
    Participant("c2", "c2.txt", "", "customer"),
    Participant("s1", "s1.txt", "", "sales"),
)


def said(who: str, text: str, label: str, theme: str, number: int = 0) -> Statement:
    hand = "second-hand" if who.startswith("s") else "first-hand"
    return Statement(
        f"{who}-{theme}-{number}", f"{who}.txt", number, 0, len(text), who, text,
        perspective=hand, labels=(label,), probabilities={label: 0.9}, theme_id=theme, strength=1.0,
    )  # type: ignore[arg-type]  # fmt: skip


def study(*statements: Statement, people: tuple[Participant, ...] = PEOPLE) -> Study:
    keys = sorted({s.theme_id for s in statements if s.theme_id})
    themes = tuple(
        Theme(key, key.capitalize(), (), tuple(s.statement_id for s in statements if s.theme_id == key), ())
        for key in keys
    )
    return Study((), people, statements, themes, Personas((), (), {}), {})


def test_what_only_one_side_mentions_is_told_apart() -> None:
    found = blind_spots(
        study(
            said("c1", "The night shift never gets an answer from anybody.", "pain", "nights"),
            said("c2", "At night there is nobody on the hotline for us.", "pain", "nights"),
            said("s1", "They all ask for a discount at the end of the year.", "decision", "discount"),
            said("s1", "They want the training to be held on their premises.", "goal", "training"),
            said("c1", "I want training in our own building with our machines.", "goal", "training"),
        )
    )
    assert [s.theme.title for s in found.customers_only if s.theme] == ["Nights"]
    assert [s.theme.title for s in found.staff_only if s.theme] == ["Discount"]
    assert [(s.theme.title, len(s.staff), len(s.customers)) for s in found.both if s.theme] == [("Training", 1, 1)]


def test_what_staff_mention_in_passing_is_no_blind_spot() -> None:
    """Of the nights the seller speaks too, though not as a pain."""
    aside = replace(said("s1", "Nights are nights, as they say.", "attitude", "nights"), labels=())
    found = blind_spots(
        study(
            aside,
            said("c1", "The night shift never gets an answer from anybody.", "pain", "nights"),
            said("c2", "At night there is nobody on the hotline for us.", "pain", "nights"),
        )
    )
    assert found.customers_only == ()


@pytest.mark.parametrize(
    ("staff", "customer", "count"),
    [
        (("The tracking is a gift for them.", "gain"), ("The tracking makes me feel watched.", "pain"), 1),
        (("They don't read the manual before.", "behaviour"), ("I read the whole manual at once.", "behaviour"), 0),
        (("They would never pay for a trial.", "decision"), ("I paid for the trial, that's fine.", "decision"), 1),
        (("They love the colour of the boxes.", "gain"), ("The delivery was late four times.", "pain"), 0),
    ],
)
def test_opposites_about_the_same_thing_are_set_side_by_side(
    staff: tuple[str, str], customer: tuple[str, str], count: int
) -> None:
    """Only goals, pains, gains and points in deciding are compared, and only with a word in common."""
    found = blind_spots(study(said("s1", *staff, "theme"), said("c1", *customer, "theme")))
    assert len(found.contradictions) == count


def test_a_contradiction_shows_both_quotes_and_leaves_the_judgement_to_the_reader() -> None:
    pair = (
        said("s1", "The tracking is a gift for the drivers.", "gain", "tracking"),
        said("c1", "The tracking makes me feel watched all day.", "pain", "tracking"),
    )
    text = str(writer.render(study(*pair), Settings())["blind-spots.md"])
    section = text.partition("## May contradict each other")[2].partition("##")[0]
    assert all(s.text in section for s in pair)
    assert "a gain to sales or service, a pain to the customer" in section


def test_unsure_or_unreadable_statements_are_not_compared() -> None:
    unsure = replace(said("s1", "They always want a discount from us.", "goal", "a"), probabilities={"goal": 0.5})
    short = said("s1", "A discount, always.", "goal", "a", 1)
    assert blind_spots(study(unsure, short)).staff_only == ()


def test_counts_are_over_people() -> None:
    twice = [said("s1", f"They want a discount, and that {n} times.", "goal", "discount", n) for n in range(3)]
    text = str(writer.render(study(*twice), Settings())["blind-spots.md"])
    assert "**Discount** — 1 of 1 from sales and service" in text


def test_a_study_without_staff_says_so() -> None:
    """And how to change that."""
    text = str(writer.render(study(people=PEOPLE[:2]), Settings())["blind-spots.md"])
    assert "no interviews with sales or service people" in text and "participants.csv" in text


def test_hostile_text_stays_text(hostile: Study) -> None:
    text = str(writer.render(hostile, Settings())["blind-spots.md"])
    assert "<script>" not in text and "<img" not in text
