"""What an index holds: counts, who made it, what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from graphrag.errors import NotAnIndex
from graphrag.storage import derived
from graphrag.storage.catalog import Catalog, Failure, PassageFailure
from graphrag.storage.graph import load_graph


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of one generation. `edges` counts by kind; `documents` those that were read."""

    documents: int
    passages: int
    sentences: int
    entities: int
    facts: int
    edges: Mapping[str, int]
    embedder: str
    extractor: str
    generation: int
    failures: tuple[Failure, ...]
    passage_failures: tuple[PassageFailure, ...] = ()  # that a language model did not read
    parser: str = ""  # whose parse facts are read off; empty: nobody's


def read_stats(directory: Path | str) -> Stats:
    """The figures of the index in `directory`, without opening its vectors.

    Raises:
        NotAnIndex, SchemaMismatch, DamagedIndex: about the directory.
    """
    folder = Path(directory)
    with Catalog(folder) as catalog:
        meta = catalog.meta()
        if not meta.get("generation"):
            raise NotAnIndex(
                f"the index in {folder} was never finished; run `graphrag index` again, it goes "
                "on where it was"
            )
        counts = catalog.counts()
        edges = load_graph(derived.ensure(folder, catalog).graph).count_by_kind()
        return Stats(
            documents=sum(row.status == "ok" for row in catalog.documents()),
            passages=counts["passages"],
            sentences=counts["sentences"],
            entities=counts["entities"],
            facts=counts["facts"],
            edges=edges,
            embedder=meta["embedder"]["name"],
            extractor=meta["extractor"],
            generation=meta["generation"],
            failures=catalog.failures(),
            passage_failures=catalog.passage_failures(),
            parser=meta.get("parser", ""),
        )
