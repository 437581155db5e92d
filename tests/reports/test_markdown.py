"""A persona's page: what goes on the wall first, all the evidence below."""

import re
from dataclasses import replace

from interview2persona.model import OFF_RECORD, Persona, Problem, Qualities, Study, Transcript
from interview2persona.reports import sections
from interview2persona.reports.facts import ANOTHER_JOB, WITHHELD, not_told, told
from interview2persona.reports.pages import left_out, page_name, severity, standing
from interview2persona.reports.writers import markdown
from interview2persona.settings import Settings
from interview2persona.statements.privacy import cells, generalise
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
    personas = replace(study.personas, personas=(replace(first, sections={"pains": (quote,)}, quotes=(), opening=""),))
    page = page_of(replace(study, personas=personas), first)
    wall = page.split("<details>", 1)[0]
    assert wall.count(markdown.safe(claim.evidence[0].quote)) == 1
    assert markdown.safe(claim.evidence[0].transcript) in wall


def test_a_quote_that_a_line_repeats_stands_in_the_evidence_alone() -> None:
    study = small()
    first = study.personas.personas[0]
    claim = first.sections["pains"][0]
    own, other = (
        replace(claim.evidence[0], quote=q) for q in ("I go home at two-thirty.", "At four I am out of here.")
    )
    line = replace(claim, text="Goes home at two-thirty", evidence=(own, other), quotes=2)
    personas = replace(study.personas, personas=(replace(first, sections={"pains": (line,)}, quotes=()),))
    wall, folded = page_of(replace(study, personas=personas), first).split("<details>", 1)
    assert own.quote not in wall
    assert other.quote in wall
    assert f"**Goes home at two-thirty** ({markdown.safe(own.transcript)}" in wall
    assert own.quote in folded


def test_facts_of_which_only_replaced_names_are_left_are_not_shown() -> None:
    facts = {
        "location": "[PLACE 3], [PLACE 9] — 2 of 3 people",
        "industry": "[ORG 3] and 2 more — 3 of 3 people",
        "job_title": "buyer at [ORG 2] — 1 of 3 people",
    }
    assert [(f.name, f.value, f.count) for f in told(facts)] == [("Job title", "buyer at [ORG 2]", "1 of 3 people")]


def test_what_was_left_out_is_counted_and_what_was_said_in_confidence_apart() -> None:
    study = replace(small(), filtered={"a.txt": {"thanks": 3, OFF_RECORD: 2}, "b.txt": {OFF_RECORD: 1}})
    assert left_out(study).startswith(
        "6 remarks were left out as greetings, thanks or mere listening; 3 of them because"
    )
    assert left_out(study) in str(markdown.render(study, Settings())["personas.md"])
    assert left_out(replace(study, filtered={})) == ""


def test_what_is_withheld_is_said_once_and_not_line_by_line() -> None:
    assert (WITHHELD, ANOTHER_JOB) == (cells.WITHHELD, generalise.ANOTHER_JOB)
    facts = {
        "industry": f"{WITHHELD} (3) — 3 of 7 people",
        "location": f"{WITHHELD} — 1 of 7 people",
        "job_title": f"owner (3), {WITHHELD} (2) — 5 of 7 people",
        "seniority": f"another occupation (3), {WITHHELD} (2) — 5 of 7 people",
    }
    assert [(f.name, f.value) for f in told(facts)] == [("Job title", "owner (3); 2 withheld for privacy")]
    assert "industry, location, seniority" in not_told(facts)
    assert not not_told({})


def test_a_place_on_the_wall_names_the_person_only_where_several_speak() -> None:
    study = small()
    wall = page_of(study, study.personas.personas[0]).split("<details>")[0]
    assert "P0, in" not in wall
    together = replace(study, statements=tuple(replace(s, transcript="group.txt") for s in study.statements))
    assert "(P0, group.txt" in page_of(together, study.personas.personas[0]).split("<details>")[0]


def test_no_line_of_the_wall_stands_twice() -> None:
    """What tells of buying repeats lines of other sections and is folded away."""
    study = small()
    wall = page_of(study, study.personas.personas[0]).split("<details>")[0]
    codes = re.findall(r"`[a-z]+-\d+`", wall)
    assert codes
    assert len(codes) == len(set(codes))


def test_of_many_transcripts_that_were_not_used_a_few_are_named() -> None:
    """Forty doubles in a row hide what the page is for; the table has them all."""
    study = small()
    doubles = tuple(
        Transcript(f"{n:02}.txt", "text", "", (), problems=(Problem("twice", fatal=True),)) for n in range(9)
    )
    used = tuple(t for t in study.transcripts if t.usable)
    page = str(markdown.render(replace(study, transcripts=used + doubles), Settings())["personas.md"])
    assert "04.txt (twice); 4 more: see `data/transcripts.csv`." in page
    assert "05.txt" not in page


def test_a_short_line_stands_with_the_question_that_it_answers() -> None:
    """And so does a longer one that the network of labels takes for hardly understood alone; others do not."""
    study = small()
    persona = study.personas.personas[0]
    ids = [c.evidence[0].statement_id for c in persona.sections["pains"] if c.evidence]
    said = {s.statement_id: s for s in study.statements}
    long = "We print the whole plan each morning because the list on the screen is wrong by nine"
    told = [
        replace(said[ids[0]], text="In the yard.", question="Nice. So where do you charge?"),
        *(
            replace(s, text=long, question="Where?", qualities=Qualities(0.9, 0.5))
            for i, s in said.items()
            if i != ids[0]
        ),
    ]
    page = page_of(replace(study, statements=tuple(told)), persona).split("<details>")[0]
    assert page.count("*asked: So where do you charge?*") == 1
    assert page.count("*asked:") == 1
    remark = (replace(told[0], question="In your handbag."), *told[1:])
    assert "*asked:" not in page_of(replace(study, statements=remark), persona).split("<details>")[0]
    hardly = tuple(replace(s, qualities=Qualities(0.2, 0.5)) for s in told)
    assert page_of(replace(study, statements=hardly), persona).split("<details>")[0].count("*asked:") > 1


def test_severity_is_said_of_pains_and_gains_alone() -> None:
    claim = small().personas.personas[0].sections["pains"][0]
    assert severity(replace(claim, severity=3)) == "severe"
    assert severity(replace(claim, section="gains", severity=3)) == "strong"
    assert severity(replace(claim, section="behaviours", severity=3)) == ""


def test_a_group_that_is_seldom_found_again_is_called_weak() -> None:
    persona = replace(small().personas.personas[0], stability=0.32)
    assert "weak grouping, found again in 32%" in " ".join(standing(persona, 9))
    assert "weak" not in " ".join(standing(replace(persona, stability=0.9), 9))
