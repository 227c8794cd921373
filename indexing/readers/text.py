"""Plain text: paragraphs by blank lines, lines joined where they were broken at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from graphrag.language.scripts import LETTERS
from indexing.clean import decode
from indexing.documents import Document
from indexing.readers.lines import is_soft, item_of, join, tidy, width_of
from indexing.readers.running import contents_lines, without, without_running_lines
from indexing.readers.writer import Writer

TITLE_CHARACTERS = 100
MOST_HEADING = 60
_OPENS = re.compile(r"[^\W_a-z]")
_LETTERS = re.compile(LETTERS)
_SENTENCE_END = re.compile(r"[.!?;:,。！？]$")
_FIELD = re.compile(r"[^\W\d_a-z][\w -]{0,30}:\s+\S.*")
_MARKS_ONLY = re.compile(r"[\W_]+")


def read_text(path: Path, raw: bytes) -> list[Document]:
    """Plain text; a short first line of its own is its heading, and its text all the same."""
    writer = Writer()
    pages = without_running_lines([page.split("\n") for page in tidy_pages(decode(raw))])
    lines = [line for page in pages for line in (*page, "")]
    lines = without(lines, contents_lines(lines))
    title = heading_of(lines)
    write_lines(writer, lines, title)
    return [writer.document(path.stem, title)]


def tidy_pages(text: str) -> list[str]:
    """A text by its form feeds, each page tidied."""
    return [tidy(page.expandtabs()) for page in re.split(r"\n?\f", text)]


def heading_of(lines: Sequence[str]) -> str:
    """The first line where it is short, ends no sentence and stands alone; else nothing."""
    said = [line.strip() for line in lines]
    while said and (not said[0] or _MARKS_ONLY.fullmatch(said[0])):
        said.pop(0)
    if len(said) < 2 or len(said[0]) > TITLE_CHARACTERS or _SENTENCE_END.search(said[0]):
        return ""
    alone = not said[1] or _MARKS_ONLY.fullmatch(said[1])
    return said[0] if alone and any(said[1:]) and not item_of(said[0]) else ""


def write_lines(writer: Writer, lines: Sequence[str], title: str = "") -> None:
    """Headings, paragraphs, items and fields of lines of plain text. The line that is taken for the
    title may be none, so it stays in the text.
    """
    width = width_of(lines)
    heads = set(_headings(lines))
    said, last, indent = "", "", 0
    for position, line in enumerate((*lines, "")):
        if position in heads and line.strip() != title:
            _add(writer, said)
            said = ""
            level = 1 if line.strip().isupper() or _underlined(lines, position) else 2
            writer.add("heading", line, level=level)
        elif _MARKS_ONLY.fullmatch(line) or not line.strip():
            _add(writer, said)
            said = ""
        elif said and (is_soft(last, line, width) or _hangs(said, line, indent)):
            said = join(said, line.strip())
        else:
            _add(writer, said)
            said, indent = line.strip(), _indent(line)
        last = line


def _hangs(said: str, line: str, indent: int) -> bool:
    """Does a line stand further in than the mark of the item above it?"""
    return bool(item_of(said)) and _indent(line) > indent and not item_of(line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _add(writer: Writer, said: str) -> None:
    kind = "item" if item_of(said) else "field" if _FIELD.fullmatch(said) else "paragraph"
    writer.add(kind, said)


def _headings(lines: Sequence[str]) -> Iterator[int]:
    """Positions of lines that head what follows: short, ending no sentence, and underlined, in
    capitals, or alone above a longer paragraph or a list."""
    for position, line in enumerate(lines):
        text = line.strip()
        if not 1 < len(text) <= MOST_HEADING or item_of(text) or not _OPENS.match(text):
            continue
        before = position > 0 and lines[position - 1].strip()
        after = lines[position + 1] if position + 1 < len(lines) else ""
        if _underlined(lines, position) or (not before and text.isupper() and _holds_a_word(text)):
            yield position
        elif not before and not after.strip() and not _SENTENCE_END.search(text):
            following = next((n for n in lines[position + 1 :] if n.strip()), "")
            if len(following) > MOST_HEADING or item_of(following) or following[:1].isspace():
                yield position


def _underlined(lines: Sequence[str], position: int) -> bool:
    after = lines[position + 1].strip() if position + 1 < len(lines) else ""
    marks = len(after) > 2 and len(set(after)) == 1 and after[0] in "=-~^*#+"
    return marks and len(after) >= len(lines[position].strip()) - 3


def _holds_a_word(text: str) -> bool:
    """More than initials and numbers."""
    return any(len(word) > 2 for word in _LETTERS.findall(text))
