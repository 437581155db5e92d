"""`interview2persona run`: the main job."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from interview2persona.cli import options
from interview2persona.cli.console import STEP_WORDS, Progress, messages, out
from interview2persona.cli.main import OK, SOME_SKIPPED

if TYPE_CHECKING:
    from interview2persona.analysis import Plan, RunResult
    from interview2persona.model import Study
    from interview2persona.wordings.models import Estimate

RARELY = (50_000, 20, 100)  # what a run makes it keeps: to look through all of it for what can be freed takes seconds


@click.command("run")
@options.transcripts_argument
@options.output_option
@options.settings_option
@options.set_option
@click.option("-n", "--personas", "count", type=click.IntRange(1), help="Number of personas (default: from the data).")
@click.option("--by", metavar="ATTRIBUTE", help="Group participants by an attribute or a column of participants.csv.")
@click.option("--model", help="sentence-transformers model by name or path instead of the bundled one.")
@click.option("--codebook", metavar="FILE", help="Themes to fill first: a CSV with a column 'title', or a .qdc file.")
@click.option("--no-pseudonyms", is_flag=True, help="Keep names of people, companies and places as they are.")
@click.option("--wording-model", metavar="NAME", help="Let a model of the llm library shorten claims (asks first).")
@click.option("--yes-send", is_flag=True, help="Send quotes to the wording model without asking.")
@click.option("--device", help="Where models compute: cpu, cuda, or auto (a GPU where there is one).  [default: cpu]")
@click.option("--executor", help="How work is spread: serial, processes or dask.  [default: serial]")
@click.option("--force", is_flag=True, help="Run even when nothing changed since the last run.")
@click.option("--dry-run", is_flag=True, help="Only say what would run, and why.")
@click.option("--profile", is_flag=True, help="Say in the end what the time went into.")
def command(
    transcripts: Path,
    output: Path,
    settings_file: Path | None,
    changes: tuple[str, ...],
    count: int | None,
    by: str | None,
    model: str | None,
    codebook: str | None,
    no_pseudonyms: bool,
    wording_model: str | None,
    yes_send: bool,
    device: str | None,
    executor: str | None,
    force: bool,
    dry_run: bool,
    profile: bool,
) -> int:
    """Turn a folder of transcripts into personas.

    \b
    interview2persona run                                  transcripts/ to output/
    interview2persona run interviews -o results            other folders
    interview2persona run interviews -n 3                  three personas
    interview2persona run interviews --by job_title        one persona per job title
    interview2persona run interviews --codebook codes.csv  your own themes first, new ones in the rest

    TRANSCRIPTS is a folder (searched with its subfolders), one file or a ZIP of them, or an address such as
    s3://bucket/interviews: what is there is copied into the private folder of the results first.
    """
    settings = options.load_settings(
        settings_file,
        changes,
        personas__count=count,
        personas__by=by,
        themes__model=model,
        themes__codebook=codebook,
        privacy__pseudonyms=False if no_pseudonyms else None,
        themes__device=device,
        executor=executor,
        wording__model=wording_model,
    )
    from interview2persona import analysis, language

    language.alone()
    gc.set_threshold(*RARELY)
    if dry_run:
        return _planned(analysis.plan(transcripts, output, settings, force=force))
    with Progress().shown() as progress:

        def may_send(estimate: Estimate) -> bool:
            return yes_send or _agreed(estimate, progress)

        result = analysis.run(transcripts, output, settings, force=force, listener=progress, may_send=may_send)
    if result.study is None:
        messages().print(f"Nothing changed since the last run: {output} is up to date (--force runs again).")
        return OK
    if profile:
        _profile(result)
    return _report(result, result.study)


def _agreed(estimate: Estimate, progress: Progress) -> bool:
    """Asks whether quotes may leave this machine; without a terminal nobody can say so."""
    what = (
        f"{estimate.requests} requests to {estimate.model!r}: about {estimate.sent:,} tokens of quotes, with names "
        f"replaced, would leave this machine; at most about {estimate.received:,} "
        "come back. Your provider's prices apply."
    )
    with progress.paused():
        messages().print(what)
        if not sys.stdin.isatty():
            messages().print("Nothing was sent: --yes-send allows it where nobody can be asked.")
            return False
        return click.confirm("Send them?", err=True)


def _planned(plan: Plan) -> int:
    if not plan.steps:
        out().print("Nothing would run: nothing changed since the last run.")
        return OK
    out().print(f"Would run: {', '.join(STEP_WORDS[step].lower() for step in plan.steps)}.")
    out().print("Because:")
    for reason in plan.reasons:
        out().print(f"  {reason}")
    if len(plan.steps) > 1:
        out().print("What is known of unchanged text (parses, vectors, labels) is taken from the last run.")
    return OK


def _profile(result: RunResult) -> None:
    """Seconds and share of every step, and how many things a second it works on."""
    from rich.table import Table

    counts, seconds = result.manifest["counts"], result.manifest["seconds"]
    sizes = {"read": "transcripts", "personas": "participants", "privacy": "turns"}
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("Step", "Seconds", "Share", "Rate"):
        table.add_column(heading, justify="left" if heading == "Step" else "right")
    for name, spent in seconds.items():
        what = sizes.get(name, "statements")
        rate = f"{counts[what] / spent:,.0f} {what}/s" if spent else ""
        table.add_row(STEP_WORDS.get(name, name), f"{spent:.2f}", f"{spent / sum(seconds.values()):.0%}", rate)
    out().print(table)


def _report(result: RunResult, study: Study) -> int:
    skipped = [t for t in study.transcripts if not t.usable]
    _skipped(study)
    _closing_table(result, study)
    return SOME_SKIPPED if skipped else OK


def _skipped(study: Study) -> None:
    console = messages()
    for transcript in study.transcripts:
        for problem in transcript.problems:
            word = "Skipped" if problem.fatal else "Note"
            console.print(f"{word}: {transcript.path}: {problem}", style="red" if problem.fatal else "yellow")


def _closing_table(result: RunResult, study: Study) -> None:
    from rich.table import Table

    counts = result.manifest["counts"]
    table = Table(title="Personas", box=None, title_justify="left", title_style="bold", padding=(0, 2, 0, 0))
    for heading in ("Name", "In one line", "People", "Page"):
        table.add_column(heading)
    total = sum(p.counts for p in study.participants)
    from interview2persona.reports.pages import page_name

    for persona in study.personas.personas:
        page = str(result.output / page_name(persona))
        table.add_row(persona.name, persona.title, f"{len(persona.participants)} of {total}", page)
    console = messages()
    console.print(
        f"Read {counts['transcripts_used']} of {counts['transcripts']} transcripts: {counts['participants']} people, "
        f"{counts['statements']:,} statements, {counts['themes']} themes, {counts['personas']} personas "
        f"in {sum(result.manifest['seconds'].values()):.0f} s."
    )
    if study.personas.personas:
        out().print(table)
    if reason := study.personas.method.get("reason"):
        console.print(f"{reason}.")
    if wording := result.manifest.get("wording"):
        console.print(_worded(wording))
    console.print(f"Overview and open questions: {result.output / 'personas.md'}")


def _worded(wording: dict[str, Any]) -> str:
    if reason := wording.get("reason"):
        return f"Wording by {wording['model']}: nothing, {reason}."
    return (
        f"Wording by {wording['model']}: {wording['claims']} claims shortened, {wording['openings']} opening "
        f"paragraphs; {sum(wording['rejected'].values())} sentences were rejected."
    )
