"""What a build would ask of a language model, and what that would cost; writes nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graphrag.datatypes import Passage
from graphrag.errors import SchemaMismatch
from graphrag.settings import Settings
from graphrag.storage.caches import Cache
from graphrag.storage.catalog import FILE, Catalog
from indexing.checking import check_settings, uses_model
from indexing.extraction import Rules
from indexing.gather import Wish, gather
from indexing.llm.dialogue import STAGE, Turn
from indexing.llm.estimate import UNKNOWN, Estimate, Kept, Throughput, estimate
from indexing.report import Progress, Stages


def plan_index(
    source: Path | str | None,
    directory: Path | str,
    settings: Settings | None = None,
    *,
    triples: Path | str | None = None,
    retry_failed: bool = False,
    add: bool = False,
    replace: bool = False,
    prune: bool = False,
    progress: Progress | None = None,
) -> Estimate:
    """Passages, calls, tokens, money and time that `build_index` with these arguments would take.

    Raises:
        SourceError: the source is missing, empty or malformed.
        SettingsError: a setting cannot work.
        NotAnIndex, DamagedIndex: about the directory.
    """
    chosen = check_settings(settings or Settings(), triples)
    folder = Path(directory)
    stages = Stages(progress)
    with stages("read"):
        wish = Wish(add, replace, prune)
        found = gather(source, chosen.chunking, folder, wish, stages.tell)
    passages = found.source.passages
    if not uses_model(chosen):
        return Estimate(len(passages), len(_new(passages, folder, chosen, retry_failed)))
    return _with_model(passages, folder, chosen, retry_failed)


def _with_model(
    passages: Sequence[Passage], folder: Path, settings: Settings, retry_failed: bool
) -> Estimate:
    from graphrag.llm import ReplyCache, open_llm, replies_file
    from indexing.llm.asking import key_of

    path = replies_file(folder)
    replies = ReplyCache.open(path) if path.exists() else None
    new = [p for p in _new(passages, folder, settings, retry_failed) if p.text.strip()]
    with open_llm(settings.llm) as model:

        def kept(question: Turn) -> Any:
            text = replies.get(key_of(model, question)) if replies is not None else None
            return None if text is None else json.loads(text)

        lookup: Kept = kept if replies is not None else (lambda question: None)
        try:
            pace = _pace(path, settings.llm.model) if path.exists() else UNKNOWN
            llm, section = settings.llm, settings.extraction
            return estimate(len(passages), new, section, llm, lookup, pace)
        finally:
            if replies is not None:
                replies.close()


def _new(
    passages: Sequence[Passage], folder: Path, settings: Settings, retry_failed: bool
) -> list[Passage]:
    """The passages that the catalog holds no outcome (or extraction) of."""
    if not (folder / FILE).exists():
        return list(passages)
    rules = Rules(settings.extraction)
    key, table = rules.key, "extractions"
    if uses_model(settings):
        from indexing.llm.extract import fingerprint, outcome_key

        of = fingerprint(settings, rules.fingerprint)
        key, table = (lambda passage: outcome_key(of, passage)), "outcomes"
    keyed = {key(passage): passage for passage in passages}
    try:
        with Catalog(folder) as catalog:
            done = _done(Cache(catalog, table), list(keyed), retry_failed)
    except SchemaMismatch:
        done = set()  # written before there were outcomes
    return [passage for name, passage in keyed.items() if name not in done]


def _done(cache: Cache, keys: list[bytes], retry_failed: bool) -> set[bytes]:
    if not retry_failed:
        return set(keys) - cache.missing(keys)
    from indexing.llm.extract import wanted_outcomes

    return wanted_outcomes(cache, keys, retry_failed=True)


def _pace(path: Path, model: str) -> Throughput:
    """The mean of the extraction calls of earlier runs."""
    from graphrag.llm.kept.ledger import read_costs
    from graphrag.llm.kept.replies_file import RepliesFile

    file = RepliesFile(path)
    try:
        rows = [row for row in read_costs(file) if row.stage == STAGE and row.model == model]
    finally:
        file.close()
    calls = sum(row.calls for row in rows)
    if not calls:
        return UNKNOWN
    tokens = sum(row.completion_tokens for row in rows)
    return Throughput(sum(row.seconds for row in rows) / calls, tokens / calls)
