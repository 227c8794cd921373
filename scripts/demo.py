"""Index the sample corpus, ask three questions, and show each answer with its evidence."""

from __future__ import annotations

import argparse
import sys
from io import TextIOWrapper
from pathlib import Path

import click

from graphrag import ask, open_index
from graphrag.cli import main as graphrag_command
from graphrag.cli.render import render_answer
from graphrag.cli.terminal import heading
from graphrag.evidence.branches import branches_of
from graphrag.warm import warm_up

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample"
QUESTIONS = (  # a chain of three documents, two things compared, and one that nothing answers
    "Which river flows through the town where the company in which Georges Doriot invested had its "
    "offices?",
    "Were Jan Łukasiewicz and Stanisław Ulam born in the same city?",
    "Which hospital was Ada Lovelace born in?",
)
NEXT = """\
  .venv/bin/graphrag ask "your own question" --index {index}
  .venv/bin/graphrag explain "your own question" --index {index}
  .venv/bin/graphrag index YOUR-FOLDER --index my-index
  .venv/bin/graphrag settings
  make ui"""


def main() -> int:
    """Run the demonstration; 0 when it went well."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True, errors="backslashreplace")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=ROOT / ".cache" / "sample-index")
    directory: Path = parser.parse_args().index
    code = graphrag_command(["index", str(SAMPLE / "documents"), "--index", str(directory)])
    if code:
        return code
    index = warm_up(open_index(directory))
    for number, question in enumerate(QUESTIONS, 1):
        answer = ask(index, question)
        text = render_answer(answer, branches_of(index, answer))
        click.echo(f"\n{rule()}\n{heading(f'Question {number}.')} {question}\n\n{text}")
    click.echo(f"\n{rule()}\n{heading('What to try next')}\n{NEXT.format(index=shown(directory))}")
    return 0


def rule() -> str:
    """A line across the page."""
    return "─" * 72


def shown(directory: Path) -> str:
    """The directory as one would type it."""
    try:
        return str(directory.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(directory)


if __name__ == "__main__":
    sys.exit(main())
