"""Small helpers for text on a terminal: safe characters, wrapped lines, headings."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence

import click

from graphrag.language.plain import plain


def clean(text: str) -> str:
    """One line without control characters: what a document says, never what it orders."""
    return plain(" ".join(text.split()))


def width() -> int:
    """Columns to fill: the terminal's, at most 100."""
    return min(shutil.get_terminal_size((88, 24)).columns, 100)


def wrap(text: str, indent: str = "", first: str | None = None) -> str:
    """`text` wrapped, each line after `indent` and the first after `first`."""
    return textwrap.fill(
        clean(text),
        width=max(width(), len(indent) + 20),
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )


def quote(text: str, indent: str) -> str:
    """A sentence of a document, in quotation marks, dimmed."""
    return click.style(wrap(f"“{clean(text)}”", indent), dim=True)


def heading(text: str) -> str:
    """A section's name."""
    return click.style(text, bold=True)


def table(rows: Sequence[tuple[str, ...]], indent: str = "  ") -> list[str]:
    """Rows as lines, columns padded to their longest cell."""
    if not rows:
        return []
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [cell.ljust(size) for cell, size in zip(row, widths, strict=True)]
        lines.append(indent + "  ".join(cells).rstrip())
    return lines
