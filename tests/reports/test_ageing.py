"""Age of the evidence."""

from __future__ import annotations

from dataclasses import replace

from interview2persona.model import Study
from interview2persona.reports.ageing import Line, ages, later, page
from interview2persona.reports.writers import ageing
from interview2persona.settings import Settings


def line(code: str, *days: str, persona: str = "Ash") -> Line:
    return Line(persona, code, f"text of {code}", days)


def test_a_line_is_as_old_as_its_newest_interview() -> None:
    (age,) = ages([line("pain-1", "2020-01-01", "2026-01-01"), line("pain-2", "2020-01-01")], 18, "2026-06-01")
    assert [old.code for old in age.old] == ["pain-2"]


def test_it_is_time_again_when_half_of_the_dated_lines_are_old() -> None:
    days = ("2025-01-01", "2025-03-01", "2025-06-01", "2025-09-01")
    (age,) = ages([*(line(f"pain-{d}", d) for d in days), line("pain-9")], 12, "2026-01-01")
    assert age.again == "2026-03-01" and (age.lines, age.dated) == (5, 4)


def test_months_end_where_the_month_does() -> None:
    assert later("2024-08-31", 18) == "2026-02-28"
    assert later("2025-12-31", 2) == "2026-02-28"
    assert later("2025-11-30", 1) == "2025-12-30"


def test_without_dates_the_page_says_so() -> None:
    text = "\n".join(page(ages([line("pain-1")], 18, ""), 18, ""))
    assert "No interview behind these personas carries a date" in text


def test_a_run_counts_ages_to_its_newest_interview(hostile: Study) -> None:
    """Not to today: the same input gives the same page."""
    days = [f"20{20 + n}-01-01" for n in range(len(hostile.transcripts))]
    dated = replace(
        hostile, transcripts=tuple(replace(t, date=d) for t, d in zip(hostile.transcripts, days, strict=True))
    )
    text = str(ageing.render(dated, Settings())["age-of-evidence.md"])
    assert text.startswith("# Age of the evidence\n\nOn " + days[-1])
