"""`graphrag settings`: every setting as a TOML file that can be saved, edited and given back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphrag.cli.options import json_option, settings_options
from graphrag.cli.shapes import to_json
from graphrag.settings import describe, load_settings


@click.command("settings")
@json_option
@settings_options
def command(as_json: bool, toml: Path | None, pairs: tuple[str, ...]) -> None:
    """Print all settings with their values and what each does, as a TOML file."""
    rows = describe(load_settings(toml, pairs))
    if as_json:
        click.echo(
            to_json(
                [
                    {"key": key, "value": value, "help": text, "choices": list(choices)}
                    for key, value, text, choices in rows
                ],
                indent=2,
            )
        )
        return
    click.echo(as_toml(rows))


def as_toml(rows: list[tuple[str, Any, str, tuple[str, ...]]]) -> str:
    """Rows of `settings.describe` as TOML with each setting's help above it."""
    lines: list[str] = []
    section = ""
    for key, value, text, choices in rows:
        name, _, field = key.partition(".")
        if name != section:
            section = name
            lines += ["", f"[{name}]"] if lines else [f"[{name}]"]
        some = "any of" if isinstance(value, tuple) else "one of"
        lines.append(f"# {text}; {some} {', '.join(choices)}" if choices else f"# {text}")
        lines.append(f"{field} = {toml_value(value)}")
    return "\n".join(lines)


def toml_value(value: Any) -> str:
    """A setting's value as TOML writes it; JSON strings, numbers and booleans are TOML too."""
    return to_json(value, encoding="utf-8")
