"""Documents into passages, by their structure: a section, a piece of a table, a few turns.

A passage lies in one section and holds whole blocks; a block too long for it is cut between
sentences (code between lines, a row between cells), a sentence too long between words. Sections
that give several passages give passages of even length. Offsets count in the document's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from math import ceil

from graphrag.datatypes import Passage
from graphrag.errors import SettingsError
from graphrag.language.scripts import SENTENCE_END
from graphrag.settings import Chunking
from graphrag.storage.texts import ARROW
from indexing.documents import Block, Document

SMALLEST = 20  # tokens
SLACK = 30  # tokens that evened-out passages may be longer than their mean
TINY = 30  # tokens of a section that is no passage of its own

MOST_APART = 3  # sections that a passage of several names

_SAID = re.compile(r"\w|[^\x00-\x7f]")
_TOKEN = re.compile(r"[^\W\u2e80-\uffff]{1,8}|\S")  # about one piece of the encoder's vocabulary
_GAPS = {
    "sentence": re.compile(
        r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Dr|Mr|Ms|St|Jr|Sr|vs|No)\.)(?<!\bMrs\.)\s+"
        rf"(?=[\"'(\[“‘]?[^\W_a-z])|\n+|{SENTENCE_END}"
    ),
    "line": re.compile(r"\n+"),
    "cell": re.compile(r"; |\n+"),
    "word": re.compile(r"\s+"),
}
_FINER = {"code": ("line", "word"), "row": ("cell", "sentence", "word")}


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a passage is made of: a block, or a piece of one."""

    start: int
    end: int
    tokens: int
    heading: bool = False


def check_section(section: Chunking) -> None:
    """Refuse sizes that cannot work.

    Raises:
        SettingsError: tokens, overlap, max_file_mb, max_seconds or max_memory_mb is out of range.
    """
    if section.tokens < SMALLEST:
        raise SettingsError(f"chunking.tokens is {SMALLEST} or more")
    if not 0 <= section.overlap <= section.tokens // 2:
        raise SettingsError("chunking.overlap is between 0 and half of chunking.tokens")
    if section.max_file_mb < 1:
        raise SettingsError("chunking.max_file_mb is 1 or more")
    if not 1 <= section.max_seconds <= 1e6:
        raise SettingsError("chunking.max_seconds is 1 or more")
    if section.max_memory_mb < 256:
        raise SettingsError("chunking.max_memory_mb is 256 or more: the parsers need it themselves")


def cut(document: Document, section: Chunking) -> list[Passage]:
    """Passages of a document; none where it holds no text. A passage's id is the document's id,
    "#", and its number.
    """
    passages: list[Passage] = []
    for blocks in _sections(document):
        title = next((block.name for block in blocks if block.name), document.title)
        for start, end in _spans(document.text, blocks, section):
            page = next((block.page for block in reversed(blocks) if block.start <= start), 0)
            name, text = f"{document.id}#{len(passages)}", document.text[start:end]
            place = _label(blocks), page
            passages.append(Passage(name, document.id, title, text, start, end, *place))
    return passages


def count_tokens(text: str) -> int:
    """Length in tokens, about as the encoder counts them."""
    return len(_TOKEN.findall(text))


def _sections(document: Document) -> Iterator[list[Block]]:
    """Runs of blocks under the same headings; a row with a name is alone, and what is too little to
    stand alone goes with what follows it, or else with what it follows: where it is a part of that,
    or nothing follows.
    """
    numbered = enumerate(document.whole())
    runs = groupby(numbered, lambda item: (item[1].path, item[0] if item[1].name else -1))
    held: list[Block] = []
    last: list[Block] = []
    for _, run in runs:
        blocks = [block for _, block in run]
        length = sum(count_tokens(document.text[b.start : b.end]) for b in blocks)
        if length < TINY and not blocks[0].name:
            held += blocks
            continue
        if last:
            count = 0 if last[-1].name else _parts_of(last[-1], held, blocks[0])
            yield [*last, *held[:count]]
            held = held[count:]
        last, held = [*held, *blocks], []
    if last and held and last[-1].name:  # what is said of a record belongs to no other
        yield last
        last = []
    if last or held:
        yield [*last, *held]


def _parts_of(last: Block, held: Sequence[Block], after: Block) -> int:
    """How many of the blocks held back lie under more headings with what they follow than with what
    follows them.
    """
    return next(
        (
            count
            for count, block in enumerate(held)
            if _shared(block.path, last.path) <= _shared(block.path, after.path)
        ),
        len(held),
    )


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many headings they begin with alike."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in alike)


def _label(blocks: Sequence[Block]) -> str:
    """The headings that the blocks stand under: those of all, then those of some."""
    paths = list(dict.fromkeys(block.path for block in blocks if block.kind != "heading"))
    paths = paths or [blocks[-1].path]
    common = paths[0]
    for path in paths[1:]:
        while path[: len(common)] != common:
            common = common[:-1]
    apart = dict.fromkeys(path[len(common)] for path in paths if len(path) > len(common))
    return ARROW.join([*common, *filter(None, ["; ".join(list(apart)[:MOST_APART])])])


def _spans(text: str, blocks: Sequence[Block], section: Chunking) -> Iterator[tuple[int, int]]:
    """Where the passages of a section lie, without white space round them."""
    small = bool(section.overlap)  # what is repeated is a sentence, not a block
    units = [u for block in blocks for u in _units(text, block, section.tokens, small=small)]
    total = sum(unit.tokens for unit in units)
    if not total:
        return
    size = min(section.tokens, ceil(total / ceil(total / section.tokens)) + SLACK)
    first = 0
    while first < len(units):
        past, held = first, 0
        while past < len(units) and (past == first or held + units[past].tokens <= size):
            held += units[past].tokens
            past += 1
        while past < len(units) and past - 1 > first and units[past - 1].heading:
            past -= 1  # a heading goes with what it heads
        if _SAID.search(text, units[first].start, units[past - 1].end):  # not marks alone
            yield units[first].start, units[past - 1].end
        first = past - _again(units[first:past], section.overlap, size, units[past:])


def _again(units: Sequence[_Unit], overlap: int, size: int, after: Sequence[_Unit]) -> int:
    """How many of a passage's last units the next one repeats: not all, and as many as leave room
    for one more, with the headings above it.
    """
    count = held = 0
    behind = next((n for n, unit in enumerate(after, 1) if not unit.heading), len(after))
    room = min(overlap, size - sum(unit.tokens for unit in after[:behind])) if after else 0
    while count < len(units) - 1 and held + units[-1 - count].tokens <= room:
        held += units[-1 - count].tokens
        count += 1
    return count


def _units(text: str, block: Block, size: int, *, small: bool = False) -> Iterator[_Unit]:
    """A block whole where it fits, else its sentences, else their words."""
    ways = _FINER.get(block.kind, ("sentence", "word"))
    yield from _pieces(text, block.start, block.end, size, ways, block.kind == "heading", small)


def _pieces(
    text: str, start: int, end: int, size: int, ways: Sequence[str], heading: bool, small: bool
) -> Iterator[_Unit]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    tokens = count_tokens(text[start:end])
    if not tokens:
        return
    if tokens <= size and not small:
        yield _Unit(start, end, tokens, heading)
    elif ways:
        gaps = (gap.end() for gap in _GAPS[ways[0]].finditer(text, start, end))
        for a, b in pairwise([start, *gaps, end]):
            yield from _pieces(text, a, b, size, ways[1:], heading, False)
    else:
        marks = [token.start() for token in _TOKEN.finditer(text, start, end)][::size]
        for a, b in pairwise([start, *marks[1:], end]):
            yield _Unit(a, b, count_tokens(text[a:b]), heading)
