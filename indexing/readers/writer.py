"""Blocks written one after the other become a document: its text, its headings, its title.

Every two blocks stand apart by a blank line, so that no sentence runs over the end of a row, an
item or a heading. The heading that gives the title is not said a second time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexing.clean import clean
from indexing.documents import Block, Document
from indexing.readers.dated import dating_line
from indexing.readers.labelled import labelled
from indexing.readers.lines import one_line, tidy
from indexing.readers.row_names import name_of, telling_columns
from indexing.readers.running import CONTENTS
from indexing.readers.tables import Rows
from indexing.readers.titles import (
    PLACE,
    has_word,
    is_general,
    is_imprint,
    own_title,
    same,
    says_something,
    shorten,
    stem_title,
)

GAP = "\n\n"
_ONE_LINE = ("title", "heading", "row", "field", "caption")
_SPACES = re.compile(r"[ \t\u00a0]{2,}|[\t\u00a0]")
MOST_OPENING = 60  # characters of a first line that may be the title
_SENTENCE_END = re.compile(r"[.!?;:,。！？।]$")
_BREAKS_OFF = re.compile(r"\w (?:of|for|the|and|an?|in|on|at|to|by|with|from|&)$")
_SAID = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block before it has its place."""

    kind: str
    text: str
    level: int
    page: int
    name: str


class Writer:
    """Collects blocks in reading order; `page` is that of the blocks to come."""

    def __init__(self) -> None:
        self.page = 0
        self._pieces: list[_Piece] = []

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def add(self, kind: str, text: str, *, level: int = 0, name: str = "") -> None:
        """One more block; nothing where it says nothing."""
        text = clean(text)
        if kind in _ONE_LINE:
            text = one_line(text)
        elif kind == "code":
            text = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text).strip("\n").rstrip()
        else:
            text = _SPACES.sub(" ", tidy(text))
        if _SAID.search(text) or (kind == "code" and text):
            self._pieces.append(_Piece(kind, text, level, self.page, name))

    def said(self) -> list[tuple[str, str]]:
        """Kind and text of the blocks so far."""
        return [(piece.kind, piece.text) for piece in self._pieces]

    def drop_last(self, pattern: re.Pattern[str]) -> None:
        """Take back the last block where it is all `pattern`: the head of what is left out."""
        if self._pieces and pattern.fullmatch(self._pieces[-1].text):
            self._pieces.pop()

    def add_table(self, table: Rows, *, records: bool = False) -> None:
        """Every row as a block with the names of its columns; `records` are named, too, and
        long ones are several blocks.
        """
        columns = telling_columns(table) if records else ()
        for row in table.rows:
            name = shorten(one_line(name_of(row, columns)))
            for said in table.pieces(row, columns if name else ()):
                self.add("row", said, name=name)
        self.add("row", "; ".join(table.unused()))

    def document(
        self,
        stem: str,
        title: str = "",
        *,
        id: str = "",
        author: str = "",
        date: str = "",
        fields: Mapping[str, str] | None = None,
        headed: bool = True,
        opening: Sequence[str] = (),
    ) -> Document:
        """The whole; its title is the document's own, else its first heading, else the file's name.

        The first of several headings of one level with text before them heads a part only.

        Args:
            stem: the file's name without its ending.
            title: the document's own; a placeholder or a name of a file counts as none.
            id: what distinguishes it from the other documents in its file.
            author, date, fields: what the document says of itself.
            headed: its headings are somebody's words, not keys of data.
            opening: fields that stand before its text: "author: Ada Lane".
        """
        title = own_title(clean(title), stem)
        imprint = self._imprint()
        headings = [p for p in self._pieces[imprint:] if p.kind in ("title", "heading")]
        telling = (p for p in headings if has_word(p.text) and not CONTENTS.fullmatch(p.text))
        first = next(telling, headings[0] if headings else None)
        heads = first is not None and not self._is_section(first, headings, stem)
        first_words = (self._whole(first) if first and heads else self._opening()) if headed else ""
        if is_general(first_words) and says_something(stem):
            first_words = ""
        title = title or first_words or stem_title(stem)
        pieces = _with_labelled(_without_title(self._pieces, title))
        above = (_Piece("field", clean(one_line(line)), 0, 0, "") for line in opening)
        pieces = [*above, *pieces]
        told = [(piece.kind, piece.text, piece.level) for piece in pieces] if headed else []
        text, blocks = _placed(pieces, dating_line(told, title))
        facts = {clean(key): one_line(clean(value)) for key, value in (fields or {}).items()}
        return Document(id, shorten(title), text, blocks, one_line(clean(author)), date, facts)

    def _imprint(self) -> int:
        """How many headings of a day alone stand above the first: "Last revised January 2024"."""
        count = 0
        for piece, below in pairwise(self._pieces):
            heads = piece.kind == below.kind == "heading" and piece.level >= below.level
            if not heads or not is_imprint(piece.text):
                break
            count += 1
        return count

    def _is_section(self, first: _Piece, headings: Sequence[_Piece], stem: str) -> bool:
        """It heads a part, not the whole: text stands before it and others are on its level, or it
        is "Overview" where the file's name says more. In one of several files of a name, each
        about its folder's matter, one of several second headings does too.
        """
        alike = [p for p in headings if (p.kind, p.level) == (first.kind, first.level)]
        general = is_general(first.text) and says_something(stem)
        said = self._pieces[self._imprint() :]
        opens = next((p for p in said if p.kind != "caption"), first) is first
        parts = not opens or (first.level > 1 and PLACE in stem)
        return first.kind == "heading" and (general or (len(alike) > 1 and parts))

    def _whole(self, heading: _Piece) -> str:
        """A first heading, with the line above it where that breaks off: "Board for" "Boats"."""
        before = self._pieces[0]
        whole = before.kind == "paragraph" and before is not heading and _breaks_off(before.text)
        follows = len(self._pieces) > 1 and self._pieces[1] is heading
        return f"{before.text} {heading.text}" if whole and follows else heading.text

    def _opening(self) -> str:
        """A short first line, above a longer one, that ends no sentence; it may be the title. Where
        it breaks off, with the next.
        """
        said = [piece for piece in self._pieces if piece.kind != "caption"]
        if len(said) < 2 or said[0].kind != "paragraph":
            return ""
        first, after = said[0].text, said[1].text
        if _breaks_off(first) and len(after) <= MOST_OPENING and not _SENTENCE_END.search(after):
            return f"{first} {after}"
        short = len(first) <= MOST_OPENING and len(first) < len(after) and "\n" not in first
        return first if short and not _SENTENCE_END.search(first) else ""


def _breaks_off(line: str) -> bool:
    """Whether a short line ends where no title does: "Harbour Board for"."""
    return len(line) <= MOST_OPENING and _BREAKS_OFF.search(line) is not None


def _without_title(pieces: Sequence[_Piece], title: str) -> list[_Piece]:
    """The pieces but for headings before any other text that say the title again."""
    kept: list[_Piece] = []
    for position, piece in enumerate(pieces):
        heads = piece.kind in ("title", "heading") and shorten(piece.text) == piece.text
        again = heads and same(piece.text, title)
        if again and not kept and position < len(pieces) - 1:
            continue
        kept.append(replace(piece, level=0) if again else piece)
    return kept


def _with_labelled(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces, those as headings that their labels make headings."""
    levels = labelled([(piece.kind, piece.text, piece.level) for piece in pieces])
    return [
        replace(piece, kind="heading", level=levels[position]) if position in levels else piece
        for position, piece in enumerate(pieces)
    ]


def _placed(pieces: Sequence[_Piece], dated: int | None) -> tuple[str, tuple[Block, ...]]:
    """The text, and the blocks with their offsets and the headings above them.

    Args:
        dated: position of the line that dates the text: a heading over everything.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    over = () if dated is None else (shorten(pieces[dated].text),)
    above: list[tuple[int, str]] = []
    start = 0
    for position, piece in enumerate(pieces):
        kind, level = piece.kind, piece.level
        if position == dated:
            kind, level = "heading", 1
        elif kind == "heading" and not level:
            above.clear()  # the title once more
        elif kind == "heading":
            while above and above[-1][0] >= level:
                above.pop()
            above.append((level, shorten(piece.text)))
        end = start + len(piece.text)
        path = (*over, *(text for _, text in above))
        blocks.append(Block(kind, start, end, level, piece.page, path, piece.name))
        texts.append(piece.text)
        start = end + len(GAP)
    return GAP.join(texts), tuple(blocks)
