"""docutils as it is used here: it includes no file, runs nothing, passes no raw text through; a
directive or role that it does not know is what it says.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import Directive, Parser, directives, roles
from docutils.parsers.rst.languages import en
from docutils.parsers.rst.states import Inliner
from docutils.statemachine import StringList
from docutils.utils import Reporter, SystemMessage

from graphrag.errors import DocumentError

_DIRECTIVE = re.compile(r"^[ \t]*\.\. (?:\|[^|\n]+\| )?([a-zA-Z][\w:.+-]*)::", re.MULTILINE)
_ROLE = re.compile(r":([a-zA-Z][\w:.+-]*):`")
_NAME = r"(?:(?!_)\w)+(?:[-._+:](?:(?!_)\w)+){0,20}"  # docutils' own, with a bound
_TARGETED = re.compile(r"^(.*?)\s*<[^<>]*>$", re.DOTALL)
_CODE = ("code-block", "sourcecode", "literalinclude", "prompt", "parsed-literal", "highlight")
_LISTS = ("toctree", "contents", "index", "include", "raw", "meta", "sectionauthor", "only")
_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": Reporter.SEVERE_LEVEL + 1,
    "halt_level": Reporter.SEVERE_LEVEL + 1,
    "_disable_config": True,
    "line_length_limit": 1_000_000,
    "docinfo_xform": False,
    "sectsubtitle_xform": False,
    "doctitle_xform": False,
    "smart_quotes": False,
    "syntax_highlight": "none",
    "warning_stream": False,
}


def tree_of(source: str, name: str) -> nodes.document:
    """docutils' tree of a text.

    Raises:
        DocumentError: docutils gives it up.
    """
    _know(source)
    parser = Parser(inliner=_inliner())
    try:
        return publish_doctree(source, name, parser=parser, settings_overrides=_SETTINGS)
    except (SystemMessage, RecursionError, ValueError, AttributeError, AssertionError) as error:
        raise DocumentError(f"it cannot be read as reStructuredText ({error})") from error


def _inliner() -> Inliner:
    """docutils' own, but that it looks for names in short stretches, and for no bare addresses,
    which are text as they stand: it searches for both at each mark to the end of "a-a-a-…".
    """
    inliner = Inliner()
    inliner.simplename = _NAME
    inliner.implicit_inline = lambda text, lineno: [nodes.Text(text)]
    return inliner


class _Anything(Directive):  # type: ignore[misc]
    """A directive by its name only: its content, read as text."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = None

    def run(self) -> list[nodes.Node]:
        """Its argument and its content."""
        content = [line for line in self.content]
        while content and re.match(r"\s*:[\w-]+:", content[0]):
            content.pop(0)
        if self.name in _LISTS[:-1]:
            return []
        if self.name in _CODE:
            text = "\n".join(content)
            return [nodes.literal_block(text, text)]
        holder = nodes.container()
        if self.arguments:
            holder += nodes.paragraph("", self.arguments[0])
        self.state.nested_parse(StringList(content, source=""), self.content_offset, holder)
        return [holder]


def _role(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Any,
    options: Any = None,
    content: Any = (),
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """A role by its name only: its text without its target."""
    said = text.replace("\x00", "")
    targeted = _TARGETED.match(said)
    said = targeted.group(1) if targeted and targeted.group(1) else said.lstrip("~!")
    return [nodes.inline(rawtext, said)], []


def _know(source: str) -> None:
    """Register what the text uses and docutils has not."""
    for name in set(_DIRECTIVE.findall(source)):
        if name in (*_CODE, *_LISTS) or name.lower() not in en.directives:
            directives.register_directive(name, _Anything)
    for name in set(_ROLE.findall(source)):
        if name.lower() not in en.roles:
            roles.register_local_role(name.lower(), _role)
