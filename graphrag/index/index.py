"""Open an index: a consistent, read-only view of one generation.

Everything a question needs is in the derived files, so opening reads the catalog's few lines of
metadata only. Any number of processes may hold an index open, also while it is being updated:
they keep the generation they opened, unless they ask for a newer one or follow it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Alias, Entity
from graphrag.datatypes.metadata import Metadata
from graphrag.embedding import Embedder, open_embedder
from graphrag.errors import DamagedIndex, EmbedderMismatch, IndexError_, NotAnIndex
from graphrag.llm.model_door import ModelDoor
from graphrag.settings import Settings, recorded, require_model
from graphrag.storage import cards, derived
from graphrag.storage.catalog import Catalog
from graphrag.storage.following import Following
from graphrag.storage.graph import KnowledgeGraph
from graphrag.storage.layout import Layout
from graphrag.storage.opened import load_fields
from graphrag.storage.rounded import Rounded
from graphrag.storage.stacked import Vectors
from graphrag.storage.stores import PassageStore, open_store
from graphrag.storage.terms import Terms
from graphrag.storage.view import View, build_view

Ints = NDArray[np.int32]
_ATTEMPTS = 5  # a writer may replace a generation while it is being opened


@dataclass(frozen=True, eq=False)
class Index:
    """P passages, S sentences, E entities, O occurrences, F facts, J joins, all by position.

    >>> fact = index.predicates.index("is the capital of")
    >>> index.entities[index.fact_subject[fact]].name, index.entities[index.fact_object[fact]].name
    ('Velm', 'Ostria')
    >>> index.sentence(index.fact_sentence[fact])
    'Velm is the capital of Ostria.'
    """

    directory: Path
    generation: int
    settings: Settings
    passage_ids: Sequence[str]
    titles: Sequence[str]
    texts: Sequence[str]
    document_ids: Sequence[str]
    records: list[Metadata]  # where passages come from, each once
    record: Ints  # (P,) which of the records is each passage's
    passage_start: Ints  # (P,) offset in the document's text
    passage_end: Ints  # (P,)
    sections: Sequence[str]  # headings above, the outermost first
    pages: Ints  # (P,) from 1; 0 where the document has none
    passage_before: Ints  # (P,) the passage before it in its document, -1 at the start
    passage_after: Ints  # (P,)
    sentence_passage: Ints  # (S,)
    sentence_start: Ints  # (S,) offset in the passage's text
    sentence_end: Ints  # (S,)
    first_sentence: Ints  # (P + 1,)
    entities: Sequence[Entity]
    aliases: Sequence[Alias]
    occ_entity: Ints  # (O,) sorted by entity, passage, sentence
    occ_passage: Ints  # (O,)
    occ_sentence: Ints  # (O,) -1: the title
    fact_subject: Ints  # (F,) -1: no entity, `subject_texts` has its words
    fact_object: Ints  # (F,) the same with `object_texts`; see `graphrag.index.facts`
    fact_passage: Ints  # (F,)
    fact_sentence: Ints  # (F,)
    predicates: Sequence[str]  # F
    subject_texts: Sequence[str]  # F
    object_texts: Sequence[str]  # F
    qualifiers: Sequence[str]  # F
    origins: Sequence[str]  # F
    join_subject: Ints  # (J,) what the relation edges are made of
    join_object: Ints  # (J,)
    join_passage: Ints  # (J,)
    join_sentence: Ints  # (J,)
    graph: KnowledgeGraph
    terms: Terms  # BM25 terms of every passage
    passage_vectors: Vectors  # (P, dimension), read-only, mapped from the file
    sentence_vectors: Vectors  # (S, dimension) of "title: sentence"
    entity_vectors: Vectors  # (E, dimension)
    store: PassageStore
    embedder: Embedder
    extractor: str  # whose triples the graph is made of
    sentence_codes: Rounded | None = None  # the vectors of very many sentences, rounded
    derived_view: View | None = None  # of a whole index
    following: Following[Index] | None = None  # the generations after this one
    language_model: ModelDoor = field(init=False)  # of these settings; nothing is opened yet
    order_note: str = field(init=False)  # where the learned order is used otherwise than fitted
    reader_note: str = field(init=False)  # the same of the reader
    closed: Event = field(init=False, default_factory=Event)  # set when it was

    def __post_init__(self) -> None:
        door = ModelDoor(self.settings.llm, self.directory)
        object.__setattr__(self, "language_model", door)
        object.__setattr__(self, "order_note", cards.order_note(self.settings, self.made))
        object.__setattr__(self, "reader_note", cards.reader_note(self.settings, self.made))

    @property
    def made(self) -> cards.Made:
        """How it was made, as far as what is learned depends on it."""
        return cards.Made(self.extractor, self.embedder.name, self.embedder.fingerprint)

    def sentence(self, position: int) -> str:
        """The text of a sentence by its corpus-wide position."""
        text = self.texts[int(self.sentence_passage[position])]
        return text[int(self.sentence_start[position]) : int(self.sentence_end[position])]

    @cached_property
    def view(self) -> View:
        """Adjacency and look-ups of the question path, as derived; a part makes its own."""
        if self.derived_view is not None:
            return self.derived_view
        return build_view(
            self.graph,
            self.entities,
            self.aliases,
            self.titles,
            (self.occ_entity, self.occ_passage, self.occ_sentence),
            self.fact_sentence,
            (self.join_subject, self.join_object, self.join_sentence),
            self.first_sentence,
            self.sentence,
        )

    def require_open(self) -> None:
        """Refuse to go on with an index that was closed.

        Raises:
            IndexError_: it was.
        """
        if self.closed.is_set():
            raise IndexError_(f"the index in {self.directory} was closed; open it again")

    def newest(self) -> Index:
        """What a question is asked of: the newest generation where this index is followed."""
        self.require_open()
        return self.following.newest() if self.following is not None else self

    def refresh(self) -> Index:
        """This index at its newest generation, with the same settings; itself if it has that.

        The one before can be used as long as somebody holds it.
        """
        with Catalog(self.directory) as catalog:
            if catalog.generation == self.generation:
                return self
        newer = open_index(self.directory, settings=self.settings, embedder=self.embedder)
        object.__setattr__(newer, "language_model", self.language_model)  # one budget
        return newer

    def close(self) -> None:
        """Release store and language model; the index cannot be searched after it."""
        self.closed.set()
        if self.following is not None:
            self.following.held.close()
        self.store.close()
        self.language_model.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_index(
    directory: Path | str,
    *,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
    follow: bool = False,
) -> Index:
    """Open the index in `directory` at its latest generation.

    Args:
        directory: made by `indexing.build_index`.
        settings: how to search; default: the defaults, with the encoder the index was built with.
        embedder: an open encoder to use instead of the one the settings name.
        follow: ask each question of the generation that is newest then; what is read off the index
            itself stays that of now (`newest()` gives the other).

    Raises:
        SettingsError: a stage needs a language model and none is named.
        NotAnIndex: there is no index, or its first build never finished.
        SchemaMismatch: another version of this software wrote it.
        EmbedderMismatch: it was built with another encoder.
        DamagedIndex: the catalog is damaged; derived files are made anew instead.

    >>> with graphrag.open_index("my-index") as index:
    ...     print(len(index.titles), "passages,", len(index.predicates), "facts")
    12 passages, 33 facts
    """
    folder = Path(directory)
    for attempt in range(_ATTEMPTS):
        with Catalog(folder) as catalog:
            meta = catalog.meta()
            if not meta.get("generation"):
                raise NotAnIndex(
                    f"the index in {folder} was never finished; run `graphrag index` again, it "
                    "goes on where it was"
                )
            chosen = _settings(settings, meta)
            require_model(chosen)
            encoder = embedder or open_embedder(chosen.embedding, later=True)
            _check_embedder(folder, meta, encoder)
            embedder = encoder
            layout = derived.ensure(folder, catalog, rebuild=attempt == _ATTEMPTS - 2)
        try:
            index = _load(folder, layout, chosen, meta, encoder)
            if not follow:
                return index
            return dataclasses.replace(index, following=Following(index, Index.refresh))
        except (DamagedIndex, FileNotFoundError):
            if attempt == _ATTEMPTS - 1:
                raise
    raise DamagedIndex(f"the index in {folder} changes too often to be opened; try again")


def _settings(given: Settings | None, meta: dict[str, Any]) -> Settings:
    """The given ones or the defaults with the index's encoder; BM25 is the index's own."""
    chosen = given or recorded(meta["embedding"])
    return dataclasses.replace(chosen, store=dataclasses.replace(chosen.store, **meta["store"]))


def _check_embedder(folder: Path, meta: dict[str, Any], embedder: Embedder) -> None:
    built = meta["embedder"]
    if embedder.fingerprint != built["fingerprint"]:
        wanted = ", ".join(f"{key}={value}" for key, value in meta["embedding"].items())
        raise EmbedderMismatch(
            f"the index in {folder} was built with the encoder {built['name']} ({wanted}) and "
            f"cannot be searched with {embedder.name} as set now; use those embedding settings, "
            "or run `graphrag index` with the new ones"
        )


def _load(
    folder: Path, layout: Layout, settings: Settings, meta: dict[str, Any], embedder: Embedder
) -> Index:
    fields = load_fields(layout)
    ids, vectors, terms = (fields[n] for n in ("passage_ids", "passage_vectors", "terms"))
    collection = f"graphrag-{derived.derivation_key(meta)}"
    return Index(
        directory=folder,
        generation=meta["generation"],
        settings=settings,
        store=open_store(settings.store, layout, ids, terms, vectors, collection),
        embedder=embedder,
        extractor=meta["extractor"],
        **fields,
    )
