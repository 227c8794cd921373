"""What of a generation is, text for text, what the former one had: its vectors are taken over."""

from __future__ import annotations

import numpy as np

from graphrag.storage.ragged import taken
from graphrag.storage.span_lists import SpanLists
from indexing.before import Before
from indexing.key_table import Int64s
from indexing.loaded import Read


def sentences(before: Before, kept: Int64s, read: Read) -> SpanLists:
    """The sentences of each passage.

    Args:
        kept: (P,) which former passage each is, or -1.
        read: what the others say.
    """
    new = {
        position: [(span.start, span.end) for span in read.extraction(position).sentences]
        for position in np.flatnonzero(kept < 0).tolist()
    }
    found = before.sentences.renewed(kept, new)
    return SpanLists(found.indptr, found.table)


def rows(before: Before, kept: Int64s, spans: SpanLists, entities: Int64s) -> dict[str, Int64s]:
    """Which former passage, sentence and entity has the very text of each of ours; -1: none.

    Args:
        kept: (P,) which former passage each is.
        entities: (E,) the same of entities.
    """
    old, counts = np.flatnonzero(kept >= 0), np.diff(spans.first)
    _, places = taken(before.first, kept[old])
    within = places - np.repeat(before.first[kept[old]], counts[old])
    of_sentences = np.full(len(spans.table), -1, np.int64)
    of_sentences[np.repeat(spans.first[old], counts[old]) + within] = places
    return {"passages": kept, "sentences": of_sentences, "entities": entities}
