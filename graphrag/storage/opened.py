"""The arrays and lists of an open index, off the files of one generation: mapped, not read."""

from __future__ import annotations

from typing import Any

from graphrag.storage import packing
from graphrag.storage.graph import load_graph
from graphrag.storage.layout import Layout
from graphrag.storage.lexicon import Lexicon
from graphrag.storage.records import load_metadata
from graphrag.storage.rounded import read_rounded
from graphrag.storage.stacked import load_matrix
from graphrag.storage.terms import Terms
from graphrag.storage.unpacking import read_aliases, read_entities, read_links
from graphrag.storage.view import load_view


def load_fields(layout: Layout) -> dict[str, Any]:
    """The fields of an index that its files say, by their names.

    Raises:
        DamagedIndex, FileNotFoundError: a file is damaged, or was just removed.
    """
    passages = packing.load_arrays(layout.passages)
    sentences = packing.load_arrays(layout.sentences)
    names = packing.load_arrays(layout.names)
    links = read_links(packing.load_arrays(layout.links))
    records, record = load_metadata(layout.metadata)
    codes = read_rounded(layout.codes, layout.sentence_vectors)
    many = codes is not None  # so many sentences that few of them are multiplied
    titles, graph = packing.unpack_strings("titles", passages), load_graph(layout.graph)
    view = load_view(
        packing.load_arrays(layout.view),
        graph,
        (links["occ_entity"], links["occ_passage"], links["occ_sentence"]),
        sentences["first"],
        titles,
        Lexicon(packing.load_arrays(layout.lexicon)),
    )
    return {
        "passage_ids": packing.unpack_strings("ids", passages),
        "titles": titles,
        "texts": packing.unpack_strings("texts", passages),
        "document_ids": packing.unpack_strings("document_ids", passages),
        "records": records,
        "record": record,
        "passage_start": passages["start"],
        "passage_end": passages["end"],
        "sections": packing.unpack_codes("sections", passages),
        "pages": passages["page"],
        "passage_before": passages["before"],
        "passage_after": passages["after"],
        "sentence_passage": sentences["passage"],
        "sentence_start": sentences["start"],
        "sentence_end": sentences["end"],
        "first_sentence": sentences["first"],
        "entities": read_entities(names),
        "aliases": read_aliases(names),
        **links,
        "graph": graph,
        "terms": Terms(**packing.load_arrays(layout.terms)),
        "passage_vectors": load_matrix(layout.passage_vectors, scattered=many),
        "sentence_vectors": load_matrix(layout.sentence_vectors, scattered=many),
        "entity_vectors": load_matrix(layout.entity_vectors),
        "sentence_codes": codes,
        "derived_view": view,
    }
