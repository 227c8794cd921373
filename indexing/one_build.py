"""One build, its parts open: do what is missing, and replace the generation if anything is new."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphrag.datatypes import PassageExtraction, Resolution
from graphrag.embedding import Embedder
from graphrag.settings import Settings
from graphrag.storage import derived, texts
from graphrag.storage.caches import Cache
from graphrag.storage.catalog import Catalog, Content, PassageFailure
from graphrag.storage.packed import Sentences
from graphrag.storage.packing import Array
from indexing import corrections, normalise
from indexing.before import nothing_before
from indexing.encode import embed_missing, prune_vectors, same_texts
from indexing.extraction import Rules, extract_missing, load_extractions
from indexing.gather import Gathered
from indexing.key_table import Int64s
from indexing.report import Stages, Worked
from indexing.resolving import CODE, Resolving
from indexing.source import code_hash, sha256

if TYPE_CHECKING:
    from indexing.import_triples import Imported
    from indexing.llm.extract import ModelReader
    from indexing.llm.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class OneBuild:
    """The parts of one build, open."""

    folder: Path
    catalog: Catalog
    found: Gathered
    settings: Settings
    rules: Rules
    embedder: Embedder
    imported: Imported | None
    reader: ModelReader | None
    stages: Stages

    def run(self) -> Worked:
        """Do what is missing, and replace the generation if anything is new."""
        passages = self.found.source.passages
        plain = self.reader is None and self.imported is None
        taken = self.resolving.former() if plain else nothing_before()
        sure: Collection[bytes] = ()
        meta = self.meta([]) if plain else {}
        if plain and self.is_new(meta):
            sure = {row.tobytes() for row in taken.kept.passages}
        tell = self.stages.tell
        with self.stages("extract"):
            extracted = extract_missing(self.rules, passages, self.catalog, tell, sure)
        ruled, outcomes = ([], []) if plain else self.read()
        meta = meta or self.meta(outcomes)
        changed = self.is_new(meta) or self.catalog.meta()["digest"] != self.catalog.digest()
        others = sum(one.facts is None for one in ruled)
        left: Mapping[str, Array] = {}
        rows: Mapping[str, Int64s] = {}
        with self.stages("resolve"):
            if not plain:
                content = self.content(ruled, outcomes) if changed else self.catalog.content()
            elif changed:
                resolved, left = self.resolving.run(taken, passages)
                content = self.made_of(resolved.sentences, resolved.resolution)
                others, rows = int(resolved.kept.plain.sum()), resolved.rows
            else:
                content, others = self.catalog.content(), self.resolving.plain(taken, passages)
        keys = derived.vector_keys(self.folder, self.catalog) if changed else {}
        same = same_texts(rows, keys, self.catalog, self.embedder)
        embedded = texts.embedded(content, self.embedder.fingerprint, same)
        if changed:
            derived.require_room(self.folder, content, self.embedder.dimension)
        with self.stages("embed"):
            new = embed_missing(self.embedder, embedded, self.catalog, tell, keys)
        if changed:
            self.publish(content, meta, embedded, left)
        self.account()
        report = self.reader.report(passages, outcomes) if self.reader else None
        notes = self.rules.notes(others, len(passages))
        return Worked(changed, extracted, new, notes, report)

    @property
    def resolving(self) -> Resolving:
        """What resolves names where the rules alone read passages."""
        return Resolving(self.folder, self.catalog, self.rules)

    def is_new(self, meta: dict[str, Any]) -> bool:
        """Whether the catalog was made of something else."""
        return bool(self.catalog.meta().get("source_key") != meta["source_key"])

    def publish(
        self,
        content: Content,
        meta: dict[str, Any],
        embedded: texts.Embedded,
        resolved: Mapping[str, Array],
    ) -> None:
        """Derive the next generation, then commit it: readers have the former one until then."""
        with self.catalog.transaction():
            with self.stages("commit"):
                parts = self.catalog.replace(content, meta, self.before(content))
                Cache(self.catalog, "extractions").prune(map(self.rules.key, content.passages))
                prune_vectors(embedded, self.catalog)
            with self.stages("derive"):
                derived.publish(self.folder, self.catalog, content, embedded, resolved, parts)
        self.catalog.compact()

    def before(self, content: Content) -> Content:
        """The rows that the catalog holds, as they were read; the rest is not asked for."""
        held, failed = self.found.before, self.catalog.passage_failures()
        return dataclasses.replace(
            content,
            documents=held.documents,
            failures=held.failures,
            passages=held.passages,
            passage_failures=failed,
            metadata=held.metadata,
        )

    def account(self) -> None:
        """Record what was met and where, which may change while the content does not."""
        accounts = self.found.source.accounts
        if self.catalog.accounts() != accounts:
            self.catalog.replace_accounts(accounts)
        if self.catalog.meta().get("sources") != [list(source) for source in self.sources]:
            self.catalog.note("sources", self.sources)

    def read(self) -> tuple[list[PassageExtraction], list[Outcome]]:
        """The extractions by rules, and what came of asking the model (nothing without one)."""
        passages = self.found.source.passages
        ruled = load_extractions(self.rules, passages, self.catalog)
        if self.reader is None:
            return ruled, []
        with self.stages("ask"):
            self.reader.read_missing(passages, ruled, self.catalog, self.stages)
        return ruled, self.reader.outcomes(passages, ruled, self.catalog)

    def content(self, ruled: list[PassageExtraction], outcomes: list[Outcome]) -> Content:
        """Everything global, from the extractions of all passages, and more than the rules'."""
        from indexing.import_triples import apply_triples  # most builds know rules alone
        from indexing.llm.outcomes import combine, failures_of

        passages = self.found.source.passages
        keep_rules = self.settings.extraction.extractor.startswith("rules+")
        extractions = ruled
        if self.imported is not None:
            extractions = apply_triples(self.imported, passages, ruled, keep_rules)
        elif self.reader is not None:
            extractions = combine(ruled, outcomes, keep_rules=keep_rules)
        resolution = normalise.resolve(passages, extractions, corrections.read(self.folder))
        failures = failures_of(passages, outcomes) if self.reader else ()
        return self.made_of([one.sentences for one in extractions], resolution, failures)

    def made_of(
        self,
        sentences: Sentences,
        resolution: Resolution,
        failures: tuple[PassageFailure, ...] = (),
    ) -> Content:
        """The content of what was read."""
        source = self.found.source
        return Content(
            source.documents,
            source.failures,
            source.passages,
            sentences,
            resolution,
            failures,
            source.metadata,
        )

    def meta(self, outcomes: list[Outcome]) -> dict[str, Any]:
        """What the catalog records about how its content came to be."""
        embedding = dataclasses.asdict(self.settings.embedding)
        del embedding["threads"]
        store = self.settings.store
        extractor = self.settings.extraction.extractor.replace("rules", self.rules.name)
        facts = {
            "source_kind": self.found.source.kind,
            "extractor": extractor,
            "parser": self.rules.parser_name,
            "chunking": dataclasses.asdict(self.settings.chunking),
            "embedding": embedding,
            "embedder": {
                "name": self.embedder.name,
                "dimension": self.embedder.dimension,
                "fingerprint": self.embedder.fingerprint,
            },
            "store": {"bm25_k1": store.bm25_k1, "bm25_b": store.bm25_b},
        }
        if self.reader is not None:
            facts["extractor"] = extractor.replace("llm", self.reader.name)
            facts["llm"] = self.reader.meta(outcomes)
        parts = [repr(facts), self.rules.whole_fingerprint]
        parts += [code_hash(*CODE), corrections.digest(self.folder)]
        parts += [
            self.found.source.digest(self.rules.key),
            self.imported.sha256 if self.imported else "",
        ]
        if self.reader is not None:
            from indexing.llm.outcomes import digest

            parts += [self.reader.fingerprint, digest(outcomes)]
        return {**facts, "source_key": sha256(*parts), "sources": self.sources}

    @property
    def sources(self) -> list[tuple[str, ...]]:
        """Where everything comes from, as the catalog keeps it."""
        return [dataclasses.astuple(source) for source in self.found.sources]
