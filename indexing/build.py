"""Documents in, index out.

    read > extract > resolve > embed > commit > derive

Extraction and embedding are functions of one text and are committed as they are computed; the rest
is a function of the set of passages and replaces the former generation in one transaction. So an
interrupted run goes on where it was, and order and history leave no trace.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphrag import derived, names, texts
from graphrag.caches import Cache
from graphrag.catalog import Catalog, Content
from graphrag.embedding import Embedder, open_embedder
from graphrag.errors import SettingsError
from graphrag.settings import Settings
from graphrag.stores import check_section
from indexing import aliases, normalise, occurrences
from indexing.extraction import Rules, extract_missing, load_extractions
from indexing.import_triples import Imported, apply_triples, read_triples
from indexing.lock import writing
from indexing.readers import read_source
from indexing.report import BuildReport, Progress, Stages, make_report
from indexing.source import Source, code_hash, sha256
from indexing.vectors import embed_missing, vector_keys


def build_index(
    source: Path | str,
    directory: Path | str,
    settings: Settings | None = None,
    *,
    triples: Path | str | None = None,
    progress: Progress | None = None,
    embedder: Embedder | None = None,
) -> BuildReport:
    """Index `source` into `directory`, or bring the index there up to date with it.

    Args:
        source: a folder of documents, or a corpus of `{"id", "title", "text"}` lines.
        directory: the index; made if missing.
        settings: chunking, extraction, embedding and BM25; default: the defaults.
        triples: a file of `{"passage_id", "entities", "triples"}` lines, used instead of the rules'
            triples, or beside them with extraction.extractor=rules+import.
        progress: called with (stage, done, total).
        embedder: an open encoder to use instead of the one the settings name.

    Raises:
        SourceError: the source or the triples are missing, empty or malformed.
        NotAnIndex, IndexLocked, SchemaMismatch, DamagedIndex: about the directory.
    """
    chosen = _settings(settings or Settings(), triples)
    folder = Path(directory)
    stages = Stages(progress)
    with writing(folder):
        with stages("read"):
            imported = read_triples(Path(triples)) if triples else None
            read = read_source(Path(source), chosen.chunking, folder, stages.tell)
        rules = Rules(chosen.extraction)
        encoder = embedder or open_embedder(chosen.embedding)
        with Catalog(folder, write=True) as catalog:
            before = catalog.documents()
            job = _Job(catalog, read, chosen, rules, encoder, imported, stages)
            changed, extracted, embedded = job.run()
            with stages("derive"):
                found = derived.ensure(folder, catalog)
                derived.remove_others(folder, catalog.generation)
            return make_report(
                catalog,
                before,
                edges=derived.read_graph(found).count_by_kind(),
                changed=changed,
                extracted=extracted,
                embedded=embedded,
                seconds=stages.seconds,
                notes=imported.notes(read.passages) if imported else (),
            )


def _settings(given: Settings, triples: Path | str | None) -> Settings:
    """Giving triples means importing them; asking to import needs them."""
    check_section(given.store)
    section = given.extraction
    if triples and section.extractor == "rules":
        section = dataclasses.replace(section, extractor="import")
    if not triples and section.extractor != "rules":
        raise SettingsError(
            f"extraction.extractor={section.extractor} needs a file of triples; name it with "
            "--triples FILE"
        )
    return dataclasses.replace(given, extraction=section)


@dataclass(frozen=True, slots=True)
class _Job:
    """The parts of one build, open."""

    catalog: Catalog
    source: Source
    settings: Settings
    rules: Rules
    embedder: Embedder
    imported: Imported | None
    stages: Stages

    def run(self) -> tuple[bool, int, int]:
        """Whether the content changed; passages extracted; texts embedded."""
        meta = self.meta()
        old = self.catalog.meta()
        same = old.get("source_key") == meta["source_key"]
        changed = not same or old["digest"] != self.catalog.digest()
        with self.stages("extract"):
            extracted = extract_missing(
                self.rules, self.source.passages, self.catalog, self.stages.tell
            )
        with self.stages("resolve"):
            content = self.content() if changed else self.catalog.content()
        keys = vector_keys(self.embedder, texts.embedded_texts(content))
        with self.stages("embed"):
            embedded = embed_missing(self.embedder, keys, self.catalog, self.stages.tell)
        if changed:
            with self.stages("commit"), self.catalog.transaction():
                self.catalog.replace(content, meta)
                Cache(self.catalog, "extractions").prune(map(self.rules.key, content.passages))
                Cache(self.catalog, "vectors").prune(keys)
            self.catalog.compact()
        return changed, extracted, embedded

    def content(self) -> Content:
        """Everything global, from the extractions of all passages."""
        passages = self.source.passages
        extractions = load_extractions(self.rules, passages, self.catalog)
        if self.imported is not None:
            keep_rules = self.settings.extraction.extractor == "rules+import"
            extractions = apply_triples(self.imported, passages, extractions, keep_rules)
        return Content(
            self.source.documents,
            self.source.failures,
            passages,
            tuple(extraction.sentences for extraction in extractions),
            normalise.resolve(passages, extractions),
        )

    def meta(self) -> dict[str, Any]:
        """What the catalog records about how its content came to be."""
        embedding = dataclasses.asdict(self.settings.embedding)
        del embedding["threads"]
        store = self.settings.store
        extractor = self.settings.extraction.extractor.replace("rules", self.rules.name)
        facts = {
            "source_kind": self.source.kind,
            "extractor": extractor,
            "chunking": dataclasses.asdict(self.settings.chunking),
            "embedding": embedding,
            "embedder": {
                "name": self.embedder.name,
                "dimension": self.embedder.dimension,
                "fingerprint": self.embedder.fingerprint,
            },
            "store": {"bm25_k1": store.bm25_k1, "bm25_b": store.bm25_b},
        }
        parts = [
            repr(facts),
            self.rules.fingerprint,
            code_hash(aliases, occurrences, normalise, names),
        ]
        parts += [self.source.digest(), self.imported.sha256 if self.imported else ""]
        return {**facts, "source_key": sha256(*parts)}
