"""Documents in, index out.

    read > extract > ask > resolve > embed > write > derive > commit

Extraction, asking a language model (where the settings say so) and embedding are functions of one
text and are committed as they are computed; the rest is a function of the set of passages and
replaces the former generation in one transaction, which is committed when everything derived from
it lies on the disk. So an interrupted run goes on where it was, and order and history leave no
trace.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphrag.datatypes import PassageExtraction, Resolution
from graphrag.embedding import Embedder, open_embedder
from graphrag.settings import Settings
from graphrag.storage import derived, texts
from graphrag.storage.caches import Cache
from graphrag.storage.catalog import FILE, Catalog, Content, PassageFailure
from graphrag.storage.graph import load_graph
from graphrag.storage.packed import Sentences
from graphrag.storage.packing import Array
from indexing import corrections, normalise
from indexing.before import nothing_before
from indexing.checking import check_settings, uses_model
from indexing.encode import embed_missing, prune_vectors, same_texts
from indexing.extraction import Rules, extract_missing, load_extractions
from indexing.gather import Gathered, Wish, gather
from indexing.import_triples import Imported, apply_triples, read_triples
from indexing.kept import Int64s
from indexing.llm.forget import forget_outcomes
from indexing.llm.outcomes import Outcome, combine, digest, failures_of
from indexing.lock import writing
from indexing.report import BuildReport, Progress, Stages, Worked, make_report
from indexing.resolving import CODE, Resolving
from indexing.source import code_hash, sha256

if TYPE_CHECKING:
    from indexing.llm.extract import ModelReader


def build_index(
    source: Path | str | None,
    directory: Path | str,
    settings: Settings | None = None,
    *,
    triples: Path | str | None = None,
    retry_failed: bool = False,
    batch: bool = False,
    add: bool = False,
    replace: bool = False,
    prune: bool = False,
    progress: Progress | None = None,
    embedder: Embedder | None = None,
) -> BuildReport:
    """Index `source` into `directory`, or bring the index there up to date with it.

    Args:
        source: a folder, or a corpus of `{"id", "title", "text"}` lines; None: what it holds.
        directory: the index; made if missing.
        settings: chunking, extraction, embedding and BM25; default: the defaults.
        triples: a file of `{"passage_id", "entities", "triples"}` lines, used instead of the rules'
            triples, or beside them with extraction.extractor=rules+import.
        retry_failed: ask the language model again about passages that failed in an earlier run.
        batch: ask the language model through its server's Batch API.
        add: keep what the index holds from other sources, and index this one beside it.
        replace: put this source in the place of whatever the index holds.
        prune: let a source that has lost more than a tenth of its documents take them out.
        progress: called with (stage, done, total); see `indexing.report.Progress`.
        embedder: an open encoder to use instead of the one the settings name.

    Raises:
        WeightsError: the encoder's files are missing or damaged; nothing was read or written.
        SourceError: the source or the triples are missing, empty or malformed; the source is
            another than the index's, or has shrunk, and nothing says what to do.
        NotAnIndex, IndexLocked, SchemaMismatch, DamagedIndex: about the directory.
        BudgetReached: a cap of section llm is reached; what was bought is kept, the index is as
            it was, and the same call goes on.
        LLMError: the language model's server serves nobody.

    >>> from indexing import build_index
    >>> report = build_index("documents", "my-index")
    >>> report.passages, report.entities > 30, report.changed
    (12, True, False)
    """
    chosen = check_settings(settings or Settings(), triples)
    folder, wish = Path(directory), Wish(add, replace, prune)
    stages = Stages(progress)
    encoder = embedder or open_embedder(chosen.embedding)  # before an hour goes into reading files
    with writing(folder):
        if (folder / FILE).exists():
            Catalog(folder, write=True).connection.close()  # of this version, before it is read
        with stages("read"):
            imported = read_triples(Path(triples)) if triples else None
            found = gather(source, chosen.chunking, folder, wish, stages.tell)
        rules = Rules(chosen.extraction)
        with Catalog(folder, write=True) as catalog:
            before = catalog.documents()
            derived.remove_others(folder, catalog.generation)  # what a killed run left
            with ExitStack() as stack:
                reader = None
                if uses_model(chosen):
                    from indexing.llm.extract import ModelReader

                    asked = {"retry_failed": retry_failed, "batch": batch}
                    reader = ModelReader(chosen, folder, rules.fingerprint, **asked)
                    stack.enter_context(reader)
                job = _Job(folder, catalog, found, chosen, rules, encoder, imported, reader, stages)
                done = job.run()
            notes = imported.notes(found.source.passages) if imported else ()
            notes += done.notes
            notes += forget_outcomes(folder, catalog, found.source.passages)
            with stages("derive"):
                layout = derived.ensure(folder, catalog)
                derived.remove_others(folder, catalog.generation)
            return make_report(
                catalog,
                before,
                edges=load_graph(layout.graph).count_by_kind(),
                changed=done.changed,
                extracted=done.extracted,
                embedded=done.embedded,
                seconds=stages.seconds,
                notes=notes,
                model=done.model,
            )


@dataclass(frozen=True, slots=True)
class _Job:
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
                self.catalog.replace(content, meta)
                Cache(self.catalog, "extractions").prune(map(self.rules.key, content.passages))
                prune_vectors(embedded, self.catalog)
            with self.stages("derive"):
                derived.publish(self.folder, self.catalog, content, embedded, resolved)
        self.catalog.compact()

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
        parts += [self.found.source.digest(), self.imported.sha256 if self.imported else ""]
        parts += [self.reader.fingerprint, digest(outcomes)] if self.reader else []
        return {**facts, "source_key": sha256(*parts), "sources": self.sources}

    @property
    def sources(self) -> list[tuple[str, ...]]:
        """Where everything comes from, as the catalog keeps it."""
        return [dataclasses.astuple(source) for source in self.found.sources]
