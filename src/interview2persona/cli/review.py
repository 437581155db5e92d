"""`interview2persona review`: corrections, at one or two keys each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interview2persona.cli import options
from interview2persona.cli.console import messages
from interview2persona.cli.main import INTERRUPTED, OK

if TYPE_CHECKING:
    from interview2persona.reports.saved import Saved
    from interview2persona.review.draft import Draft
    from interview2persona.review.log import Log
    from interview2persona.review.questions import Scope


@click.command("review")
@click.argument("words", nargs=-1, metavar="[OUTPUT] [WHAT [NAME]]")
@click.option("--all", "everything", is_flag=True, help="Go through everything, not only what is doubtful.")
@click.option("--who", metavar="NAME", help="Who decides.  [default: the user of this computer]")
@click.option(
    "--plain", is_flag=True, help="Plain lines, answered with a letter and Enter: for screen readers, scripts."
)
@click.option("--export", "export", type=options.FOLDER, help="Write the questions into a CSV file to answer there.")
@click.option("--import", "import_", type=options.FOLDER, help="Take the answers from such a file.")
@click.option("--merge", type=options.FOLDER, help="Add another reviewer's decisions.jsonl; then ask where you differ.")
@options.last_transcripts_option("Their folder, to run again at the end.")
@click.option("--run/--no-run", "again", default=None, help="Run again at the end without asking, or do not.")
def command(
    words: tuple[str, ...],
    everything: bool,
    who: str | None,
    plain: bool,
    export: Path | None,
    import_: Path | None,
    merge: Path | None,
    transcripts: Path | None,
    again: bool | None,
) -> int:
    """Correct the draft; what you decide stays decided in every later run.

    \b
    interview2persona review                        what matters most in output/ first
    interview2persona review results themes         one sort of things
    interview2persona review results persona alex   one persona and its lines
    interview2persona review --export todo.csv      answer in a spreadsheet, then --import todo.csv

    WHAT is one of roles, themes, statements, participants, claims, personas, conflicts, or persona with a NAME.

    Each question shows its keys. s skips, b goes back, u undoes, / searches, c shows the words around, w takes a note,
    q quits; the next call goes on where you were. Every answer is on the disk before it is confirmed.
    """
    from interview2persona.reports.saved import Saved
    from interview2persona.review import draft as drafts
    from interview2persona.review.log import Log

    output, what, name = _meant(words)
    saved, kept = Saved(output), Log(output)
    draft, author = drafts.load(saved), who or user()
    scope = _scope(saved, what, name, everything)
    if merge or export or import_:
        return _files(draft, kept, author, scope, merge, export, import_)
    return _asked(draft, kept, author, scope, plain, _Again(options.transcripts_of(output, transcripts), output, again))


def _meant(words: tuple[str, ...]) -> tuple[Path, str, str]:
    """Folder, sort of things and name; the folder may be left out."""
    from interview2persona.review.questions import SCOPES

    given = list(words)
    folder = "output" if given and given[0] in SCOPES and not Path(given[0]).is_dir() else ""
    output = Path(folder or (given.pop(0) if given else "output"))
    what = given.pop(0) if given else ""
    if what and what not in SCOPES:
        raise click.UsageError(f"{what!r} cannot be reviewed. Possible: {', '.join(SCOPES)}.")
    return output, what, " ".join(given)


def user() -> str:
    """Who sits here, for decisions without --who."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"


def _scope(saved: Saved, what: str, name: str, everything: bool) -> Scope:
    from interview2persona.review.questions import Scope

    if what != "persona":
        return Scope(everything, what)
    if not name:
        raise click.UsageError("Which persona? As in: interview2persona review output persona alex")
    return Scope(everything, what, saved.persona(name)["persona_id"])


def _files(
    draft: Draft, kept: Log, who: str, scope: Scope, merge: Path | None, export: Path | None, import_: Path | None
) -> int:
    from interview2persona.review import exchange, merging

    if merge:
        added, differ = merging.merge(kept, merge, who)
        messages().print(f"{added} decisions added; {differ} differ from yours and are asked first in the next review.")
    if import_:
        result = exchange.take(import_, draft, kept, who)
        for problem in result.problems:
            messages().print(f"{import_}: {problem}", style="yellow")
        messages().print(f"{result.made} decisions taken, {result.known} were known, {len(result.problems)} refused.")
    if export:
        count = exchange.write(export, draft, kept, scope)
        messages().print(f"Wrote {count} questions to {export}. Fill in 'answer' (and 'value'), then --import it.")
    return OK


class _Again:
    """Whether and how to run again when the review is over."""

    def __init__(self, transcripts: Path, output: Path, wanted: bool | None) -> None:
        self.transcripts, self.output, self.wanted = transcripts, output, wanted

    def offer(self, made: int, confirm: bool) -> int:
        if not made or self.wanted is False:
            return OK
        call = f"interview2persona run {self.transcripts} -o {self.output}"
        if not self.transcripts.exists() or not (
            self.wanted or (confirm and click.confirm("Write the pages anew now?"))
        ):
            messages().print(f"The pages show it after: {call}")
            return OK
        return self._run()

    def _run(self) -> int:
        from interview2persona import analysis
        from interview2persona.cli.console import Progress
        from interview2persona.reports.saved import Saved
        from interview2persona.settings import Settings
        from interview2persona.workspace import Workspace

        last = Workspace(Saved(self.output).root).manifest().get("settings")
        settings = Settings.model_validate(last) if last else Settings()
        with Progress().shown() as progress:
            result = analysis.run(self.transcripts, self.output, settings, listener=progress)
        review = result.study.review if result.study else {}
        messages().print(
            f"{len(review.get('in_force', ()))} of {review.get('decisions', 0)} decisions are in force; "
            f"{len(review.get('conflicts', ()))} wait or conflict ({self.output / 'review' / 'conflicts.json'})."
        )
        return OK


def _asked(draft: Draft, kept: Log, who: str, scope: Scope, plain: bool, again: _Again) -> int:
    import sys

    from interview2persona.cli.terminal import KeySession, LineSession

    by_line = plain or not (sys.stdin.isatty() and sys.stdout.isatty())
    session = (LineSession if by_line else KeySession)(draft, kept, who, scope)
    if damaged := kept.read().damaged:
        messages().print(f"{len(damaged)} lines of {kept.path} cannot be read; they are set aside, the rest counts.")
    try:
        made = session.run()
    except (KeyboardInterrupt, click.Abort, EOFError):
        messages().print(f"\nStopped. {len(session.made)} decisions of this session are saved; call it again to go on.")
        return INTERRUPTED
    messages().print(f"{made} decisions made; {session.progress}.")
    return again.offer(made, confirm=not by_line)
