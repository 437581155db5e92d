"""A persona's page: what goes on the wall first, all the evidence below."""

import re
from dataclasses import replace

from interview2persona.model import Persona, Study
from interview2persona.reports import sections
from interview2persona.reports.facts import readable
from interview2persona.reports.pages import page_name
from interview2persona.reports.writers import markdown
from interview2persona.settings import Settings
from studies import small


def page_of(study: Study, persona: Persona) -> str:
    return str(markdown.render(study, Settings())[page_name(persona)])


def test_every_claim_stands_in_the_evidence_with_its_quotes() -> None:
    """Also those that are too many for the wall."""
    study = small()
    for persona in study.personas.personas:
        folded = page_of(study, persona).split("<details>", 1)[1]
        for code, claim in sections.codes(persona):
            assert f"`{code}`" in folded
            assert all(e.participant_id in folded for e in claim.evidence[: claim.quotes])


def test_the_wall_counts_people_on_every_line() -> None:
    wall = page_of(small(), small().personas.personas[0]).split("<details>")[0]
    lines = [line for line in wall.splitlines() if line.startswith("- **") and "`" in line]
    assert lines
    assert all(re.search(r" — \d+ of \d+", line) for line in lines)


def test_the_wall_is_short() -> None:
    """At most five lines a section, however many claims there are."""
    study = small()
    first = study.personas.personas[0]
    claim = first.sections["pains"][0]
    many = tuple(replace(claim, claim_id=f"c{n}", participants=("P0", "P1")) for n in range(30))
    crowded = replace(first, sections={"pains": many})
    personas = replace(study.personas, personas=(crowded, *study.personas.personas[1:]))
    page = page_of(replace(study, personas=personas), first)
    wall, folded = page.split("<details>", 1)
    assert len(re.findall(r"`pain-\d+`", wall.split("## Pain points")[1].split("## ")[0])) == 5
    assert "`pain-30`" in folded


def test_a_line_that_is_a_quote_does_not_repeat_it() -> None:
    study = small()
    first = study.personas.personas[0]
    claim = first.sections["pains"][0]
    quote = replace(claim, text=f"“{claim.evidence[0].quote}”", evidence=claim.evidence[:1], quotes=1)
    personas = replace(study.personas, personas=(replace(first, sections={"pains": (quote,)}, quotes=()),))
    page = page_of(replace(study, personas=personas), first)
    wall = page.split("<details>", 1)[0]
    assert wall.count(markdown.safe(claim.evidence[0].quote)) == 1
    assert claim.evidence[0].participant_id in wall


def test_facts_of_which_only_replaced_names_are_left_are_not_shown() -> None:
    facts = {"location": "[PLACE 3], [PLACE 9] — 2 of 3 people", "job_title": "buyer at [ORG 2] — 1 of 3 people"}
    assert readable(facts) == {"Job title": "buyer at [ORG 2] — 1 of 3 people"}
