"""Documents into passages: llama-index's SentenceSplitter, with the character offsets kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from graphrag.datatypes import Passage
from graphrag.errors import SettingsError
from graphrag.settings import Chunking

if TYPE_CHECKING:
    from llama_index.core.node_parser import SentenceSplitter

    from indexing.documents import Document

SMALLEST = 20  # tokens
SLACK = 30  # tokens that evened-out passages may be longer than their mean
BLOCK = 20_000  # characters given to the splitter at once

_TOKEN = re.compile(r"[^\W\u2e80-\uffff]{1,8}|\S")  # about one piece of the encoder's vocabulary
_SENTENCE_GAP = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Dr|Mr|Ms|St|Jr|Sr|vs|No)\.)(?<!\bMrs\.)\s+"
    r"(?=[\"'(\[“‘]?[^\W_a-z])|\n+"
)


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
    for block in document.whole():
        title = block.name or document.title
        for start, end in _spans(document.text, block.start, block.end, section):
            name = f"{document.id}#{len(passages)}"
            text = document.text[start:end]
            passages.append(Passage(name, document.id, title, text, start, end))
    return passages


def count_tokens(text: str) -> int:
    """Length as the splitter counts it."""
    return len(_TOKEN.findall(text))


def _spans(text: str, start: int, end: int, section: Chunking) -> Iterator[tuple[int, int]]:
    """Where the passages of text[start:end] lie, without white space round them."""
    for block_start, block_end in _blocks(text, start, end):
        block = text[block_start:block_end]
        total = count_tokens(block)
        if total == 0:
            continue
        pieces = ceil(total / section.tokens)
        size = min(section.tokens, ceil(total / pieces) + SLACK)
        at = 0
        for chunk in _splitter(size, min(section.overlap, size // 2)).split_text(block):
            at = block.index(chunk, at)
            yield block_start + at, block_start + at + len(chunk)
            at += 1 if section.overlap else len(chunk)


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at a blank line, a line end or a space, so that no input makes the splitter slow."""
    while end - start > BLOCK:
        for gap in ("\n\n", "\n", ". ", " "):
            cut = text.rfind(gap, start + BLOCK // 2, start + BLOCK)
            if cut > 0:
                cut += len(gap)
                break
        else:
            cut = start + BLOCK
        yield start, cut
        start = cut
    yield start, end


@cache
def _splitter(size: int, overlap: int) -> SentenceSplitter:
    from llama_index.core.node_parser import SentenceSplitter

    return SentenceSplitter(
        chunk_size=size,
        chunk_overlap=overlap,
        tokenizer=_TOKEN.findall,
        chunking_tokenizer_fn=_sentences,
        paragraph_separator="\n\n",
    )


def _sentences(text: str) -> list[str]:
    """`text` cut after each sentence and line; joined, the pieces are `text` again."""
    cuts = [0, *(gap.end() for gap in _SENTENCE_GAP.finditer(text)), len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if a < b]
