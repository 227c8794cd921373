"""The files of one generation, written from the catalog's content.

Everything here is a function of content, vectors and BM25 parameters; where the files go and when
they are used says `derived`. What the former generation's files have already of a text, its terms
and its vector, is copied from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphrag.storage import graph, lexicon, packing, terms, view
from graphrag.storage.caches import gather_vectors, key_list
from graphrag.storage.catalog import Catalog, Content
from graphrag.storage.layout import Layout
from graphrag.storage.neighbours import neighbours
from graphrag.storage.records import save_metadata
from graphrag.storage.rounded import write_rounded
from graphrag.storage.span_lists import span_lists
from graphrag.storage.stores import fill
from graphrag.storage.stores.edge import EdgeStore
from graphrag.storage.texts import Embedded, Keys

_ROWS = 20_000  # vectors in memory at once


def write_files(
    layout: Layout,
    catalog: Catalog,
    content: Content,
    embedded: Embedded,
    meta: Mapping[str, Any],
    former: Layout | None = None,
) -> None:
    """Write all files but the manifest; vectors come from the catalog's cache.

    Args:
        embedded: what has a vector, of the content.
        former: another generation's files, sound and written by this code.

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
        before = None if former is None else np.load(former.vectors()[name], mmap_mode="r")
        _write_vectors(path, catalog, keys[name], dimension, rows[name], before)
    write_rounded(layout.sentence_vectors, layout.sentence_codes, layout.sentence_steps)
    packing.save_arrays(layout.keys, keys)
    vectors = np.load(layout.passage_vectors, mmap_mode="r")
    ids = [passage.id for passage in content.passages]
    sparse = counted.sparse_rows(meta["store"]["bm25_k1"], meta["store"]["bm25_b"])
    with ThreadPoolExecutor(1) as pool, closing(EdgeStore.create(layout.store, dimension)) as store:
        filled = pool.submit(fill, store, ids, vectors, sparse)  # another process does the work
        for name, payload in catalog.parts().items():
            layout.packed[name].write_bytes(payload)
        _write_passages(layout, content)
        _write_graph(layout, graph.build_graph(len(content.passages), content.resolution))
        _write_view(layout, content)
        filled.result()
        store.finish()


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


def _write_vectors(
    path: Path,
    catalog: Catalog,
    keys: Keys,
    dimension: int,
    known: NDArray[np.int64],
    before: NDArray[np.float32] | None,
) -> None:
    """One row a key: row `known` of the matrix `before`, or what the catalog keeps.

    Rows that stood side by side and still do are copied at once, as almost all do.
    """
    header = np.lib.format.header_data_from_array_1_0(np.empty((0, dimension), np.float32))
    header["shape"] = (len(keys), dimension)
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, header)
        for start, past in pairwise([*_starts(known), len(keys)]):
            first = int(known[start])
            if before is not None and first >= 0:
                file.write(before[first : first + past - start].data.cast("B"))
                continue
            for at in range(start, past, _ROWS):
                some = key_list(keys[at : min(at + _ROWS, past)])
                found = np.empty((len(some), dimension), dtype=np.float32)
                gather_vectors(catalog, some, found)
                file.write(found.data)


def _starts(known: NDArray[np.int64]) -> list[int]:
    """Where runs begin: of rows that stood side by side, and of new ones."""
    old = known >= 0
    beside = old[1:] & old[:-1] & (np.diff(known) == 1)
    together = beside | ~(old[1:] | old[:-1])
    first = np.append(True, ~together)[: len(known)]
    return [int(place) for place in np.flatnonzero(first)]


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


def _write_view(layout: Layout, content: Content) -> None:
    """What the question path looks up, from the arrays that are written already."""
    passages, resolution = content.passages, content.resolution
    titles = [passage.title for passage in passages]
    words = lexicon.pack_lexicon(resolution.entities, resolution.aliases, titles)
    packing.save_arrays(layout.lexicon, words)
    links = packing.load_arrays(layout.links)
    sentences = packing.load_arrays(layout.sentences)

    def sentence(position: int) -> str:
        text = passages[int(sentences["passage"][position])].text
        return text[int(sentences["start"][position]) : int(sentences["end"][position])]

    built = view.build_view(
        graph.load_graph(layout.graph),
        resolution.entities,
        resolution.aliases,
        titles,
        (links["occ_entity"], links["occ_passage"], links["occ_sentence"]),
        links["fact_sentence"],
        (links["join_subject"], links["join_object"], links["join_sentence"]),
        sentences["first"],
        sentence,
        lexicon.Lexicon(words),
    )
    packing.save_arrays(layout.view, view.view_arrays(built))


def _write_graph(layout: Layout, built: graph.KnowledgeGraph) -> None:
    packing.save_arrays(
        layout.graph,
        {
            "shape": np.array([built.n_entities, built.n_passages], dtype=np.int64),
            "source": built.source,
            "target": built.target,
            "kind": built.kind,
            "weight": built.weight,
        },
    )


def room_needed(content: Content, dimension: int) -> int:
    """Bytes that a generation takes at least: its vectors, and its texts in catalog and files."""
    resolution = content.resolution
    passages = len(content.passages)
    sentences = len(span_lists(content.sentences).table)
    vectors = 2 * passages + sentences + len(resolution.entities)
    characters = sum(len(passage.text) for passage in content.passages)
    return 4 * dimension * vectors + 2 * characters
