"""The commands, loaded when called, and the one place where an error becomes a message and an exit code.

Exit codes: 0 all good; 1 nothing could be done; 2 the command was called wrongly; 3 finished, but some transcripts were
skipped; 4 an unexpected error (please report it); 130 interrupted.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from contextlib import suppress

import click

from interview2persona import __version__
from interview2persona.errors import InterviewError

OK, NOTHING_DONE, SOME_SKIPPED, UNEXPECTED, INTERRUPTED = 0, 1, 3, 4, 130
COMMANDS = {
    "run": "Turn a folder of transcripts into personas.",
    "check": "Show what is understood of every file, without running anything heavy.",
    "show": "Show a persona with its evidence.",
    "why": "Show what a claim rests on, with the turns around it.",
    "themes": "List the themes, or the statements of one.",
    "compare": "Show what changed between two states of a study, two dates or two markets.",
    "export": "Write the results for another tool.",
    "review": "Correct the draft; what you decide stays decided.",
    "decide": "Decide one thing, from a script or a shell.",
    "assign": "Assign real customers, or people of new interviews, to the personas.",
    "audit": "List what personal data is where.",
    "forget": "Remove a person who withdrew consent.",
    "reidentify": "Put the names back, with the key.",
    "agreement": "Label a sample blindly, and see how far people and the machine agree.",
    "verify": "Check every quote of every page against the transcripts.",
    "init": "Write a settings file with every setting explained.",
    "completion": "Print the completion script for your shell.",
}


class _Commands(click.Group):
    """Finds a command in the module of its name, and imports only that one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"interview2persona.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Short helps from the table above, so that --help imports no command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="interview2persona")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but results and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print every step, and tracebacks of errors.")
def cli(quiet: bool, verbose: bool) -> None:
    """From a folder of interview transcripts to persona drafts in which every line rests on a quote.

    \b
    interview2persona check transcripts            what is understood of every file
    interview2persona run transcripts -o output    personas in output/personas/*.md
    interview2persona show                         the personas of output/
    interview2persona why P1-g1                    what one line rests on

    Everything runs on this machine; nothing is sent anywhere.
    """
    from interview2persona.cli.console import LOUDNESS

    LOUDNESS.quiet, LOUDNESS.verbose = quiet, verbose


def entry() -> None:
    """Runs the program and exits with its code.

    At once: all is written and closed by then, and to take apart what models have in memory takes most of a second.
    """
    # Whole pieces of work are spread over the cores; threads within a product of matrices would wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    code = main(sys.argv[1:])
    with suppress(OSError, ValueError):  # who read the output has gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def main(arguments: list[str]) -> int:
    """The exit code of a call; every message for a person is printed here or in a command."""
    try:
        result = cli.main(arguments, prog_name="interview2persona", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted. What was written before is complete; run the same command to go on.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader of the pipe has gone, and Python would complain of it at exit
        return OK
    except InterviewError as error:
        return _told(f"Error: {error}", NOTHING_DONE)
    except MemoryError:
        return _told("Error: there was not enough memory. Run it on fewer transcripts at a time.", NOTHING_DONE)
    except Exception as error:  # noqa: BLE001 (the boundary)
        return _told(f"Unexpected error: {type(error).__name__}: {error}\nRun with --verbose to see where.", UNEXPECTED)
    return result if isinstance(result, int) else OK


def _told(message: str, code: int) -> int:
    from interview2persona.cli.console import LOUDNESS

    if LOUDNESS.verbose:
        traceback.print_exc()
    click.echo(message, err=True)
    return code
