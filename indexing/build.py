"""Documents in, index out.

    read > extract > ask > resolve > embed > write > derive > commit

Extraction, asking a language model (where the settings say so) and embedding are functions of one
text and are committed as they are computed; the rest is a function of the set of passages and
replaces the former generation in one transaction, which is committed when everything derived from
it lies on the disk. So an interrupted run goes on where it was, and order and history leave no
trace.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from graphrag.embedding import Embedder, open_embedder
from graphrag.settings import Settings
from graphrag.storage import derived, packed
from graphrag.storage.catalog import FILE, Catalog
from graphrag.storage.graph import load_graph
from graphrag.storage.packing import load_arrays
from indexing.checking import check_settings, uses_model
from indexing.extraction import Rules
from indexing.gather import Wish, gather
from indexing.llm.forget import forget_outcomes
from indexing.lock import writing
from indexing.one_build import OneBuild
from indexing.report import BuildReport, Progress, Stages, make_report


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
            imported = None
            if triples:
                from indexing.import_triples import read_triples

                imported = read_triples(Path(triples))
            found = gather(source, chosen.chunking, folder, wish, stages.tell)
        rules = Rules(chosen.extraction)
        with Catalog(folder, write=True) as catalog:
            derived.remove_others(folder, catalog.generation)  # what a killed run left
            with ExitStack() as stack:
                reader = None
                if uses_model(chosen):
                    from indexing.llm.extract import ModelReader

                    asked = {"retry_failed": retry_failed, "batch": batch}
                    reader = ModelReader(chosen, folder, rules.fingerprint, **asked)
                    stack.enter_context(reader)
                job = OneBuild(
                    folder, catalog, found, chosen, rules, encoder, imported, reader, stages
                )
                done = job.run()
            notes = imported.notes(found.source.passages) if imported else ()
            notes += done.notes
            notes += forget_outcomes(folder, catalog, found.source.passages)
            with stages("derive"):
                layout = derived.ensure(folder, catalog)
                derived.remove_others(folder, catalog.generation)
            files = {name: load_arrays(path) for name, path in layout.packed.items()}
            return make_report(
                catalog,
                found.before.documents,
                found.source.documents,
                counts={**packed.counts(files), "passages": len(found.source.passages)},
                edges=load_graph(layout.graph).count_by_kind(),
                changed=done.changed,
                extracted=done.extracted,
                embedded=done.embedded,
                seconds=stages.seconds,
                notes=notes,
                model=done.model,
            )
