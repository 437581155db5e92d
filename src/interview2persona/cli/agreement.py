"""`interview2persona agreement`: blind double coding, and how far people and the machine agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interview2persona.cli import options
from interview2persona.cli.console import messages, out
from interview2persona.cli.main import INTERRUPTED, OK

if TYPE_CHECKING:
    from interview2persona.model import Statement
    from interview2persona.review.agreement import Agreement, Figure
    from interview2persona.review.coding import Coding

MACHINE = "machine"
SEED = 20240229


@click.command("agreement")
@click.argument("output", type=options.FOLDER, default=Path("output"))
@click.option("--code", is_flag=True, help="Label the sample now, without seeing anybody's labels.")
@click.option("--who", metavar="NAME", help="Who labels.  [default: the user of this computer]")
@click.option("--sample", "size", default=100, show_default=True, type=click.IntRange(1), help="Statements to label.")
@click.option("--export", "export", type=options.FOLDER, help="Write the sample into a CSV file to label there.")
@click.option("--import", "import_", type=options.FOLDER, help="Take the labels from such a file.")
def command(output: Path, code: bool, who: str | None, size: int, export: Path | None, import_: Path | None) -> int:
    """Label a sample blindly, and see how far people and the machine agree.

    \b
    interview2persona agreement results --code --who ana         label 100 statements
    interview2persona agreement results --export sample.csv      label in a spreadsheet ...
    interview2persona agreement results --import sample.csv --who ben
    interview2persona agreement results                          Krippendorff's alpha, Cohen's kappa, Gwet's AC1

    Everybody gets the same sample. What is labelled here changes nothing in the personas.
    """
    from interview2persona.cli.review import user
    from interview2persona.reports.saved import Saved
    from interview2persona.review import coding, draft

    statements = draft.load(Saved(output)).themes.statements
    chosen = coding.sample(statements, size, SEED)
    if export:
        coding.write(export, chosen)
        messages().print(
            f"Wrote {len(chosen)} statements to {export}. Fill in 'labels' (none for none), then --import."
        )
        return OK
    if import_:
        by_id = {s.statement_id: s for s in statements}
        taken, problems = coding.take(import_, coding.Coding(output, who or user()), by_id)
        for problem in problems:
            messages().print(f"{import_}: {problem}", style="yellow")
        messages().print(f"{taken} statements labelled, {len(problems)} rows refused.")
        return OK
    if code:
        return _code(coding.Coding(output, who or user()), chosen)
    return _report(output, statements)


def _code(kept: Coding, chosen: Sequence[Statement]) -> int:
    from interview2persona.cli.terminal import LABEL_KEYS

    console = out()
    console.print(f"Letters of all labels that fit ({LABEL_KEYS}), - for none, u to undo, s to skip, q to quit.")
    left = [s for s in chosen if s.statement_id not in kept.labels()]
    by_id = {s.statement_id: s for s in chosen}
    number = len(chosen) - len(left)
    try:
        while left:
            s = left.pop(0)
            console.print(
                f"\n{number + 1} of {len(chosen)}  {'(asked: ' + s.question + ')' if s.question else ''}", style="dim"
            )
            console.print(f"“{' '.join(s.text.split())}”")
            typed = click.prompt("Labels", default="", show_default=False, prompt_suffix="> ").strip().casefold()
            if typed == "q":
                break
            if typed == "u":
                undone = kept.undo()
                left[:0] = [by_id[undone], s] if undone in by_id else [s]
                number -= undone in by_id
            elif typed == "s":
                left.append(s)
            else:
                number += _kept(kept, s, typed, left)
    except (KeyboardInterrupt, click.Abort):
        messages().print(f"\nStopped. {len(kept.labels())} statements are labelled; call it again to go on.")
        return INTERRUPTED
    messages().print(f"{len(kept.labels())} of {len(chosen)} statements are labelled by {kept.who}.")
    return OK


def _kept(kept: Coding, s: Statement, typed: str, left: list[Statement]) -> int:
    from interview2persona.errors import DecisionError

    try:
        kept.keep(s.statement_id, "none" if typed in ("-", "none") else typed or "?")
    except DecisionError as error:
        messages().print(f"Not possible: {error} Use - for none.")
        left.insert(0, s)
        return 0
    return 1


def _report(output: Path, statements: Sequence[Statement]) -> int:
    from interview2persona.model import LABELS
    from interview2persona.review import agreement, coding

    raters: dict[str, Mapping[str, Sequence[str]]] = {
        n: coding.Coding(output, n).labels() for n in coding.coders(output)
    }
    if not raters:
        messages().print("Nobody has labelled anything yet: interview2persona agreement OUTPUT --code --who NAME")
        return OK
    raters[MACHINE] = {s.statement_id: s.labels for s in statements}
    for first, second in combinations(raters, 2):
        found = agreement.by_label(raters[first], raters[second], LABELS, SEED)
        if found:
            _table(first, second, found)
    if len(raters) > 3:
        _everybody(raters)
    return OK


def _everybody(raters: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
    """Alpha over all people, for those whose samples overlap only in part."""
    from interview2persona.model import LABELS
    from interview2persona.review.agreement import alpha

    people = [labels for name, labels in raters.items() if name != MACHINE]
    ids = sorted({s for labels in people for s in labels})
    out().print(f"\nAll {len(people)} people, Krippendorff's alpha", style="bold")
    for label in LABELS:
        value = alpha([[label in p[s] if s in p else None for p in people] for s in ids])
        out().print(f"  {label:<10} {value:5.2f}")


def _table(first: str, second: str, found: Sequence[Agreement]) -> None:
    from rich.table import Table

    title = f"{first} and {second}: {found[0].statements} statements, 95 % intervals by bootstrap"
    table = Table(title=title, box=None, title_justify="left", title_style="bold", padding=(0, 2, 0, 0))
    for heading in ("Label", first, second, "Same", "Alpha", "Kappa", "AC1"):
        table.add_column(heading, justify="left" if heading == "Label" else "right")
    for a in found:
        shares = [f"{share:.0%}" for share in (*a.prevalence, a.observed)]
        table.add_row(a.label, *shares, *(_cell(f) for f in (a.alpha, a.kappa, a.ac1)))
    out().print(table)


def _cell(figure: Figure) -> str:
    if figure.value != figure.value:  # nan: the label never occurs
        return "-"
    return f"{figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f})"
