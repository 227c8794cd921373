"""The entry point: finds the command, and turns every expected failure into one sentence.

Exit codes: 0 done; 1 the reader of our output went away; 2 a clear refusal; 3 stopped at a cap on
calls, tokens, money or seconds, to be gone on with; 130 interrupted.
"""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from graphrag.cli.interrupts import handled
from graphrag.errors import BudgetReached, GraphRAGError

# Objects made between two searches for those that hold each other, which there are next to none of:
# with Python's own numbers a tenth of a short command's time goes into looking.
ROOMY = (1_000_000, 20, 20)
COMMANDS: dict[str, tuple[str, str]] = {
    "setup": ("graphrag.cli.setup:command", "Fetch encoder and parser, and check them."),
    "doctor": ("graphrag.cli.doctor:command", "Say what this installation lacks."),
    "index": ("graphrag.cli.index:command", "Build an index from documents, or update it."),
    "ask": ("graphrag.cli.ask:command", "Answer a question, with citations and evidence."),
    "search": ("graphrag.cli.search:command", "Find the passages for a question; no reader."),
    "explain": ("graphrag.cli.explain:command", "Show why these passages were found."),
    "stats": ("graphrag.cli.stats:command", "Count what an index holds."),
    "facts": ("graphrag.cli.facts:command", "Show facts at random with their sentences."),
    "entities": ("graphrag.cli.entities:command", "Say which names are one thing, or are not."),
    "documents": ("graphrag.cli.documents:command", "List every file met, and what became of it."),
    "diagnose": (
        "eval.commands.diagnose:command",
        "Say what kind of corpus this is, and what to change.",
    ),
    "verify": ("graphrag.cli.verify:command", "Check every file of an index."),
    "compact": ("graphrag.cli.compact:command", "Write an index whole after small changes."),
    "costs": ("graphrag.cli.costs:command", "Add up what language models cost."),
    "forget": ("graphrag.cli.forget:command", "Erase replies that an index needs no more."),
    "settings": ("graphrag.cli.settings:command", "Print all settings with what each does."),
    "ui": ("graphrag.cli.ui:command", "Open the pages in a browser."),
    "serve": ("graphrag.cli.serve:command", "Answer programs over HTTP, and the pages."),
    "mcp": ("graphrag.cli.mcp:command", "Offer an index's tools to an MCP client."),
    "eval": ("eval.cli:cli", "Measure retrieval and answers on question sets."),
}


class LazyGroup(click.Group):
    """Commands are imported when called; the table above is enough for `--help`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command `cmd_name`, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        found: click.Command = getattr(importlib.import_module(module), attribute)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def package_version() -> str:
    """The installed distribution's version, or where the code runs from instead."""
    import importlib.metadata

    try:
        return importlib.metadata.version("multihop-graphrag")
    except importlib.metadata.PackageNotFoundError:
        return "not installed: running from a checkout"


def _show_version(ctx: click.Context) -> None:
    click.echo(package_version())
    ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _, wanted: _show_version(ctx) if wanted else None,
    help="Show the version and exit.",
)
def cli() -> None:
    """Ask questions over your own documents and see the evidence, hop by hop.

    \b
    graphrag index my-documents --index my-index
    graphrag ask "Who taught the painter of The Night Watch?" --index my-index
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (default: the process's) and return its exit code."""
    _never_fail_on_a_character()
    gc.set_threshold(*ROOMY)
    try:
        code = cli.main(arguments, prog_name="graphrag", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except (click.Abort, KeyboardInterrupt):
        handled()
        click.echo("graphrag: interrupted.", err=True)
        return 130
    except click.ClickException as refusal:
        refusal.show()
        return 2
    except BudgetReached as reached:
        click.echo(f"graphrag: {one_line(str(reached))}", err=True)
        return 3
    except GraphRAGError as refusal:
        click.echo(f"graphrag: {one_line(str(refusal))}", err=True)
        return 2
    except OSError as failure:
        where = f" ({failure.filename})" if failure.filename else ""
        click.echo(f"graphrag: {failure.strerror or failure}{where}.", err=True)
        return 2
    finally:
        if arguments is None:  # the process ends, which would look through its objects thrice
            gc.freeze()


def one_line(message: str) -> str:
    """A message without line breaks, closed with a full stop."""
    flat = " ".join(message.split())
    return flat if flat.endswith((".", "!", "?")) else f"{flat}."


def _never_fail_on_a_character() -> None:
    """A terminal that cannot show a character gets a replacement, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
