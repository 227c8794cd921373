"""HTML of the pages (Jinja2, app/templates).

Templates escape whatever they are given, and only other templates' output passes as it is: no text
of a document is markup. What a piece shows is decided by who fills it; how it looks, in its
template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graphrag.language.plain import plain
from graphrag.storage.catalog import Failure
from graphrag.storage.texts import placed


def _harmless(value: object) -> object:
    """Without control characters; what templates made is left alone. Escaping comes after it."""
    return value if isinstance(value, Markup) else plain(str(value))


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    finalize=_harmless,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals["placed"] = placed

# Characters that Streamlit's labels would read as formatting.
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]()#+-.!|~<>:$"})


def filled(template: str, **values: object) -> str:
    """The template with its values."""
    return _TEMPLATES.get_template(f"{template}.html").render(values)


def label(text: str) -> str:
    """A text as the label of a button or a field, where Streamlit reads Markdown."""
    return plain(text).translate(_MARKS)


def line(text: str, style: str, role: str = "") -> str:
    """One paragraph; `style` is its class, `role` what a screen reader takes it for."""
    return filled("line", text=text, style=style, role=role)


def sentence(message: str) -> str:
    """An error's message as a sentence: a capital and a full stop."""
    closed = message if message.endswith((".", "!", "?")) else f"{message}."
    return closed[:1].upper() + closed[1:]


def counted(count: int, noun: str) -> str:
    """A number of things in words."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


_TEMPLATES.globals["counted"] = counted


def kind_words(kind: str) -> str:
    """A kind as a person would say it: names and titles are what nobody told a kind of."""
    return {"name": "Named thing", "title": "Subject of a passage"}.get(kind, kind)


def refusal(error: Exception) -> str:
    """What could not be done, for a person."""
    return line(sentence(str(error)), "gr-card gr-error", role="alert")


def named_values(values: Sequence[tuple[str, str]]) -> str:
    """Small values, each after its name."""
    return filled("named_values", values=values)


def stats_table(values: Mapping[str, str]) -> str:
    """Counts by name."""
    return filled("stats_table", values=values)


def failure_list(failures: Sequence[Failure]) -> str:
    """Documents that could not be read, folded away."""
    return filled("failure_list", failures=failures)
