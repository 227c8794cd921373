"""After a build: drop the replies that hold text of passages which are no more.

Replies to extraction prompts stay while their passage does, whatever model or settings the build
used. All others answer questions about the content as it was; they go when the content changes.
The catalog notes the generation for which this was done, so a kill in between is made up for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graphrag.datatypes import Passage
from graphrag.errors import LLMError
from graphrag.storage.catalog import Catalog
from indexing.llm.conversation import STAGE
from indexing.llm.outcomes import forget_others

REPLIES = "replies.sqlite"  # as `kept.replies_file`, without loading what that needs
DONE = "forgotten"  # key of the catalog's meta: the generation


def forget_replies(
    directory: Path, catalog: Catalog, passages: Sequence[Passage]
) -> tuple[str, ...]:
    """Drop what the current generation no longer needs; what a person should know, in sentences.

    Args:
        directory: the index.
        catalog: open for writing, its content committed.
        passages: of the current generation.
    """
    generation = catalog.generation
    if catalog.meta().get(DONE) == generation:
        return ()
    with catalog.transaction():
        keep = forget_others(catalog, passages)
    catalog.compact()
    path = directory / REPLIES
    if path.exists():
        try:
            _drop(path, keep)
        except LLMError as error:
            return (str(error),)
    catalog.note(DONE, generation)
    return ()


def _drop(path: Path, keep: set[bytes]) -> None:
    from graphrag.llm import ReplyCache
    from graphrag.llm.kept.replies_file import RepliesFile

    file = RepliesFile(path)
    try:
        replies = ReplyCache(file)
        stages = {str(stage) for (stage,) in file.read("SELECT DISTINCT stage FROM replies")}
        dropped = replies.prune(STAGE, keep)
        dropped += replies.drop(stages - {STAGE}) if stages - {STAGE} else 0
        if dropped:
            file.erase()
    finally:
        file.close()
