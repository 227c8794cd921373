"""Plain text: paragraphs by blank lines, lines joined where they were broken at a width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from graphrag.language.scripts import LETTERS
from indexing.clean import decode
from indexing.documents import Document
from indexing.readers.lines import is_soft, item_of, join, own_words, tidy, width_of
from indexing.readers.running import contents_lines, without, without_running_lines
from indexing.readers.text_tables import tables_in, tabs_as_bars
from indexing.readers.writer import Writer

TITLE_CHARACTERS = 100
MOST_HEADING = 60
CENTRED = 10  # characters that a line stands in at least, where it is set in the middle
_OPENS = re.compile(r"[^\W_a-z]")
_LETTERS = re.compile(LETTERS)
_SENTENCE_END = re.compile(r"[.!?;:,。！？]$")
_FIELD = re.compile(r"[^\W\d_a-z][\w -]{0,30}:\s+\S.*")
_SECTION = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3}\.?)\s+[^\W\d_a-z].*")
_COUNTED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+[^\W\d_a-z]")  # "2.1 The crane"
_MARKS_ONLY = re.compile(r"[\W_]+")


def read_text(path: Path, raw: bytes) -> list[Document]:
    """Plain text; a short first line of its own is its heading, and its text all the same."""
    writer = Writer()
    pages = without_running_lines([page.split("\n") for page in tidy_pages(decode(raw))])
    lines = _over_pages(pages)
    lines = without(lines, contents_lines(lines))
    title = heading_of(lines)
    write_lines(writer, lines, title)
    return [writer.document(path.stem, title)]


def _over_pages(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages; a sentence goes on over the end of one."""
    lines: list[str] = []
    for page in pages:
        said = [position for position, line in enumerate(page) if line.strip()]
        page = page[said[0] :] if said else []
        while lines and not lines[-1].strip():
            lines.pop()
        open_end = bool(lines) and bool(page) and not _SENTENCE_END.search(lines[-1].strip())
        goes_on = open_end and page[0].strip()[0].islower()
        lines += page if goes_on or not lines else ["", *page]
    return lines


def tidy_pages(text: str) -> list[str]:
    """A text by its form feeds, each page tidied."""
    return [tidy(tabs_as_bars(page).expandtabs()) for page in re.split(r"\n?\f", text)]


def heading_of(lines: Sequence[str]) -> str:
    """The first line where it is short, ends no sentence and stands alone; else nothing."""
    said = [line.strip() for line in lines]
    while said and (not said[0] or _MARKS_ONLY.fullmatch(said[0])):
        said.pop(0)
    if len(said) < 2 or len(said[0]) > TITLE_CHARACTERS or _SENTENCE_END.search(said[0]):
        return ""
    alone = not said[1] or _MARKS_ONLY.fullmatch(said[1])
    return said[0] if alone and any(said[1:]) and not item_of(said[0]) else ""


def write_lines(
    writer: Writer, lines: Sequence[str], title: str = "", *, letter: bool = False
) -> None:
    """Headings, paragraphs, items and fields of lines of plain text. The line that is taken for the
    title may be none, so it stays in the text.

    Args:
        letter: a line alone is whom it greets or who signs it, and heads nothing.
    """
    width = width_of(lines)
    tables = tables_in(lines)
    heads, own = set(_headings(lines, letter)), own_words(lines)
    said, last, indent, behind = "", "", 0, 0
    for position, line in enumerate((*lines, "")):
        if position < behind:
            continue
        if position in tables:
            _add(writer, said)
            said, last = "", ""
            behind, table = tables[position]
            writer.add_table(table)
        elif position in heads and line.strip() != title:
            _add(writer, said)
            said = ""
            level = 1 if line.strip().isupper() or _underlined(lines, position) else 2
            writer.add("heading", line, level=level + _depth(line))
        elif _MARKS_ONLY.fullmatch(line) or not line.strip():
            _add(writer, said)
            said = ""
        elif (
            said and not _COUNTED.match(line.strip()) and _goes_on(said, last, line, width, indent)
        ):
            said = join(said, line.strip(), own)
        else:
            _add(writer, said)
            said, indent = line.strip(), _indent(line)
        last = line


def _goes_on(said: str, last: str, line: str, width: int, indent: int) -> bool:
    return is_soft(last, line, width) or _hangs(said, line, indent)


def _depth(line: str) -> int:
    """How deep a numbered heading lies below those of one number."""
    number = _SECTION.match(line.strip())
    return number.group(1).rstrip(".").count(".") if number else 0


def _hangs(said: str, line: str, indent: int) -> bool:
    """Does a line stand further in than the mark of the item above it?"""
    return _is_item(said) and _indent(line) > indent and not item_of(line)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _add(writer: Writer, said: str) -> None:
    kind = "item" if _is_item(said) else "field" if _FIELD.fullmatch(said) else "paragraph"
    writer.add(kind, said)


def _is_item(said: str) -> bool:
    return bool(item_of(said) or _COUNTED.match(said))


def _headings(lines: Sequence[str], letter: bool = False) -> Iterator[int]:
    """Positions of lines that head what follows: short, ending no sentence, and underlined, in
    capitals, or, but in a letter, alone above a longer paragraph or a list.
    """
    for position, line in enumerate(lines):
        text = line.strip()
        if not 1 < len(text) <= MOST_HEADING:
            continue
        if _SECTION.fullmatch(text):
            if _heads_section(lines, position):
                yield position
            continue
        if item_of(text) or not _OPENS.match(text):
            continue
        before = position > 0 and lines[position - 1].strip()
        after = lines[position + 1] if position + 1 < len(lines) else ""
        if _underlined(lines, position) or (not before and text.isupper() and _holds_a_word(text)):
            yield position
        elif not (letter or before or after.strip() or _SENTENCE_END.search(text)):
            following = next((n for n in lines[position + 1 :] if n.strip()), "")
            centred = bool(following) and _indent(line) >= CENTRED > _indent(following)
            if len(following) > MOST_HEADING or item_of(following) or following[:1].isspace():
                yield position
            elif centred:
                yield position


def _heads_section(lines: Sequence[str], position: int) -> bool:
    """Whether a numbered line heads what follows: alone above a longer paragraph, or in capitals,
    and not the last of a list of such lines.
    """
    text = lines[position].strip()
    above = next((n.strip() for n in reversed(lines[:position]) if n.strip()), "")
    after = next((n for n in lines[position + 1 :] if n.strip()), "")
    if _SENTENCE_END.search(text) or not after or _SECTION.match(above):
        return False
    if position > 0 and lines[position - 1].strip():
        return False
    below = after.strip()
    if item_of(below) or _SECTION.match(below):
        return _depth(below) > _depth(text)
    if text.upper() == text and _holds_a_word(text):
        return True
    alone = not lines[position + 1].strip()
    return alone and (len(below) > MOST_HEADING or after[:1].isspace() or below.endswith("."))


def _underlined(lines: Sequence[str], position: int) -> bool:
    after = lines[position + 1].strip() if position + 1 < len(lines) else ""
    marks = len(after) > 2 and len(set(after)) == 1 and after[0] in "=-~^*#+"
    return marks and len(after) >= len(lines[position].strip()) - 3


def _holds_a_word(text: str) -> bool:
    """More than initials and numbers."""
    return any(len(word) > 2 for word in _LETTERS.findall(text))
