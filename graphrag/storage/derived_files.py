"""The files of one generation, written from the catalog's content.

Everything here is a function of content, vectors and BM25 parameters; where the files go and when
they are used says `derived`. What the former generation's files have already of a text, its terms
and its vector, is copied from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphrag.storage import graph, lexicon, packing, terms, view
from graphrag.storage.caches import key_list
from graphrag.storage.catalog import Catalog, Content
from graphrag.storage.layout import Layout
from graphrag.storage.matrices import write_matrix
from graphrag.storage.neighbours import neighbours
from graphrag.storage.owned_names import FormerNames, owned_names
from graphrag.storage.records import save_metadata
from graphrag.storage.rounded import write_rounded
from graphrag.storage.span_lists import span_lists
from graphrag.storage.stacked import load_matrix, more_of
from graphrag.storage.stores.points import is_whole, take_over, written
from graphrag.storage.texts import Embedded


def write_files(
    layout: Layout,
    catalog: Catalog,
    content: Content,
    embedded: Embedded,
    meta: Mapping[str, Any],
    former: Layout | None = None,
    *,
    whole: bool = False,
    parts: Mapping[str, bytes] | None = None,
) -> None:
    """Write all files but the manifest; vectors come from the catalog's cache.

    Args:
        embedded: what has a vector, of the content.
        former: another generation's files, sound and written by this code.
        whole: write every file anew, as if nothing had been before.
        parts: the catalog's, where somebody has them.

    Raises:
        OSError, IndexError_: the disk is full.
        DamagedIndex: the catalog lacks vectors.
    """
    dimension = meta["embedder"]["dimension"]
    keys, rows = embedded.keys, _former_rows(embedded, former)
    known = None
    if former is not None:
        known = terms.Known(terms.Terms(**packing.load_arrays(former.terms)), rows["passages"])
    counted = terms.build_terms(embedded.passages, known)
    packing.save_arrays(layout.terms, counted.arrays())
    for name, path in layout.vectors().items():
        before = None if former is None else former.vectors()[name]
        write_matrix(path, catalog, keys[name], dimension, rows[name], before, whole=whole)
    write_rounded(layout.sentence_vectors, layout.codes, None if former is None else former.codes)
    packing.save_arrays(layout.keys, keys)
    ids = [passage.id for passage in content.passages]
    bm25 = (float(meta["store"]["bm25_k1"]), float(meta["store"]["bm25_b"]))
    reused = None if whole else former
    if reused is not None and take_over(layout, reused, rows["passages"], bm25):
        beside: AbstractContextManager[None] = nullcontext()
    else:
        vectors = load_matrix(layout.passage_vectors)
        beside = written(layout, ids, vectors, counted, bm25)
    with beside:  # another process does the work
        for name, payload in (parts or catalog.parts()).items():
            layout.packed[name].write_bytes(payload)
        _write_passages(layout, content)
        names = _write_lexicon(layout, content, embedded, former)
        built = graph.build_graph(len(content.passages), content.resolution, names)
        graph.save_graph(layout.graph, built)
        _write_view(layout, content, built, names)


def in_parts(layout: Layout) -> bool:
    """Whether some of the files are a former generation's, with what has changed beside them."""
    beside = [more_of(path).exists() for path in layout.vectors().values()]
    return any(beside) or not is_whole(layout)


def _former_rows(embedded: Embedded, former: Layout | None) -> dict[str, NDArray[np.int64]]:
    """Where each vector stands in the former generation's matrices; -1 where it does not."""
    if former is None:
        return {name: np.full(len(keys), -1, np.int64) for name, keys in embedded.keys.items()}
    if embedded.same is not None:
        return dict(embedded.same.rows)
    rows = {}
    for name, old in packing.load_arrays(former.keys).items():
        place = {key: n for n, key in enumerate(key_list(old))}
        found = (place.get(key, -1) for key in key_list(embedded.keys[name]))
        rows[name] = np.fromiter(found, np.int64, len(embedded.keys[name]))
    return rows


def _write_passages(layout: Layout, content: Content) -> None:
    passages = content.passages
    packing.save_arrays(
        layout.passages,
        packing.pack_strings("ids", [p.id for p in passages])
        | packing.pack_strings("document_ids", [p.document_id for p in passages])
        | packing.pack_strings("titles", [p.title for p in passages])
        | packing.pack_strings("texts", [p.text for p in passages])
        | packing.pack_codes("sections", [p.section for p in passages])
        | packing.columns(passages, "start", "end", "page")
        | neighbours(passages),
    )
    save_metadata(layout.metadata, content)


def _write_lexicon(
    layout: Layout, content: Content, embedded: Embedded, former: Layout | None
) -> lexicon.Lexicon:
    before = None
    if former is not None and embedded.same is not None:
        old = packing.load_arrays(former.names), packing.load_arrays(former.lexicon)
        before = FormerNames(*old, embedded.same.rows["entities"])
    owned = owned_names(content.resolution.entities, content.resolution.aliases, before)
    words = lexicon.pack_lexicon(owned, [passage.title for passage in content.passages])
    packing.save_arrays(layout.lexicon, words)
    return lexicon.Lexicon(words)


def _write_view(
    layout: Layout, content: Content, built: graph.KnowledgeGraph, names: lexicon.Lexicon
) -> None:
    """What the question path looks up, from the arrays that are written already."""
    passages, resolution = content.passages, content.resolution
    links = packing.load_arrays(layout.links)
    sentences = packing.load_arrays(layout.sentences)

    def sentence(position: int) -> str:
        text = passages[int(sentences["passage"][position])].text
        return text[int(sentences["start"][position]) : int(sentences["end"][position])]

    found = view.build_view(
        built,
        resolution.entities,
        resolution.aliases,
        [passage.title for passage in passages],
        (links["occ_entity"], links["occ_passage"], links["occ_sentence"]),
        links["fact_sentence"],
        (links["join_subject"], links["join_object"], links["join_sentence"]),
        sentences["first"],
        sentence,
        names,
    )
    packing.save_arrays(layout.view, view.view_arrays(found))


def room_needed(content: Content, dimension: int) -> int:
    """Bytes that a generation takes at least: its vectors, and its texts in catalog and files."""
    resolution = content.resolution
    passages = len(content.passages)
    sentences = len(span_lists(content.sentences).table)
    vectors = 2 * passages + sentences + len(resolution.entities)
    characters = sum(len(passage.text) for passage in content.passages)
    return 4 * dimension * vectors + 2 * characters
