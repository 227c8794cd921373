"""What a language model said of passages that are no more.

Indexing drops what was read out of its replies, never the replies: they were paid for, and a source
named by mistake must not cost them. Erasing them is asked for by name (`graphrag forget`): those
to extraction prompts of passages that are gone, and all that answered questions about the content
as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graphrag.datatypes import Passage
from graphrag.storage import derived
from graphrag.storage.caches import Cache
from graphrag.storage.catalog import Catalog
from indexing.lock import writing

REPLIES = "replies.sqlite"  # as `kept.replies_file`, without loading what that needs
DONE = "forgotten"  # key of the catalog's meta: the generation


def forget_outcomes(
    directory: Path, catalog: Catalog, passages: Sequence[Passage]
) -> tuple[str, ...]:
    """Drop the outcomes of passages that are gone; what a person should know, in sentences.

    The catalog notes the generation for which this was done, so a kill in between is made up for.

    Args:
        directory: the index.
        catalog: open for writing, its content committed.
        passages: of the current generation.
    """
    generation = catalog.generation
    if catalog.meta().get(DONE) == generation:
        return ()
    before = Cache(catalog, "outcomes").count()
    if before:
        from indexing.llm.outcomes import forget_others

        with catalog.transaction():
            forget_others(catalog, passages)
    gone = before - Cache(catalog, "outcomes").count()
    catalog.compact()
    catalog.note(DONE, generation)
    if not gone or not (directory / REPLIES).exists():
        return ()
    return (
        f"What a language model said of {gone:,} passages that are gone is kept, for it was paid "
        f"for; `graphrag forget --index {directory}` erases it.",
    )


def forget_replies(directory: Path) -> int:
    """Erase the replies that the index no longer needs; how many they were.

    Raises:
        NotAnIndex, IndexLocked, SchemaMismatch, DamagedIndex: about the directory.
        LLMError: the file of replies cannot be used.
    """
    from indexing.llm.outcomes import forget_others

    with writing(directory), Catalog(directory, write=True) as catalog:
        forget_outcomes(directory, catalog, catalog.content().passages)
        with catalog.transaction():
            keep = forget_others(catalog, catalog.content().passages)
        derived.compact(directory, catalog)
        path = directory / REPLIES
        return _drop(path, keep) if path.exists() else 0


def _drop(path: Path, keep: set[bytes]) -> int:
    from graphrag.llm import ReplyCache
    from graphrag.llm.kept.replies_file import RepliesFile
    from indexing.llm.dialogue import STAGE

    file = RepliesFile(path)
    try:
        replies = ReplyCache(file)
        stages = {str(stage) for (stage,) in file.read("SELECT DISTINCT stage FROM replies")}
        dropped = replies.prune(STAGE, keep)
        dropped += replies.drop(stages - {STAGE}) if stages - {STAGE} else 0
        if dropped:
            file.erase()
        return dropped
    finally:
        file.close()
