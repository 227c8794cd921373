"""Options that several commands share, and what they mean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from graphrag.settings.presets import PRESETS

Command = TypeVar("Command", bound=Callable[..., Any])

_PRESET = "graphrag.preset"
_path = click.Path(path_type=Path)

index_option = click.option(
    "--index",
    "directory",
    type=_path,
    default=Path("index"),
    show_default=True,
    help="The index directory.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
k_option = click.option("--k", default=5, show_default=True, help="How many passages to return.")
where_option = click.option(
    "--where",
    multiple=True,
    metavar="NAME=VALUE",
    help="Only what fits: folder=…, path=…, author=…, date>=…, or a field; may be repeated.",
)
questions_option = click.option(
    "--questions", type=_path, help='A .jsonl file of {"id", "question"} lines to run in bulk.'
)
out_option = click.option(
    "--out", type=_path, help="Where bulk results go, one line a question; else standard output."
)


def settings_options(command: Command) -> Command:
    """Add `--preset NAME`, `--settings FILE.toml` and `--set section.key=value`.

    The command gets `toml` and `pairs`; a preset is a pair `preset=NAME`.
    """
    command = click.option(
        "--set",
        "pairs",
        multiple=True,
        metavar="SECTION.KEY=VALUE",
        callback=_with_preset,
        help="Change one setting; may be repeated. `graphrag settings` lists them.",
    )(command)
    command = click.option("--settings", "toml", type=_path, help="A TOML file of settings.")(
        command
    )
    return click.option(
        "--preset",
        metavar="NAME",
        is_eager=True,
        expose_value=False,
        callback=_remember_preset,
        help=f"What a language model does: {', '.join(PRESETS)}.",
    )(command)


def _remember_preset(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    ctx.meta[_PRESET] = value


def _with_preset(ctx: click.Context, _: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    name = ctx.meta.get(_PRESET)
    return value if name is None else (f"preset={name}", *value)


def one_or_many(question: str | None, questions: Path | None) -> None:
    """Refuse a command line with both a question and a file of them, or neither.

    Raises:
        click.UsageError: one of the two is needed.
    """
    if (question is None) == (questions is None):
        raise click.UsageError("Give one QUESTION, or --questions FILE.jsonl.")
