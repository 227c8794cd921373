"""What came of asking a language model about a passage: ok, empty or failed, and the counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields

from graphrag.datatypes import Passage, PassageExtraction, Triple
from graphrag.storage.caches import Cache, content_key, dump_extraction, load_extraction
from graphrag.storage.catalog import Catalog, PassageFailure
from indexing.import_triples import unite
from indexing.llm.dialogue import Heard
from indexing.llm.grounding import Ground, find_mentions, words_of
from indexing.source import sha256

EMPTY = PassageExtraction((), (), ())


@dataclass(frozen=True, slots=True)
class Tally:
    """Where the triples that models wrote went; the first five add up to all of them."""

    accepted: int = 0
    ungrounded: int = 0  # no sentence of the passage supports them
    malformed: int = 0  # not three texts, or without subject or object
    duplicates: int = 0
    off_schema: int = 0  # of a relation, or between kinds, that were not asked for
    entities: int = 0  # found in the passage
    absent: int = 0  # entities that the passage does not name
    off_kind: int = 0  # entities of a kind that was not asked for

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        names = [field.name for field in fields(self)]
        return Tally(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one passage; a failed one holds no extraction but its reason."""

    status: str  # ok | empty | failed
    reason: str
    extraction: PassageExtraction
    tally: Tally
    replies: tuple[str, ...]  # keys of the replies it was read from, in hexadecimal


def settle(
    passage: Passage, ruled: PassageExtraction, heard: Heard, replies: Iterable[str]
) -> Outcome:
    """Hold what was heard against the text.

    Args:
        passage: what the model was asked about.
        ruled: its extraction by rules; sentences, and the places and kinds of names, are theirs.
        heard: what the model said.
        replies: keys of the replies.
    """
    ground = Ground(passage.title, passage.text, ruled.sentences)
    triples: list[Triple] = []
    seen: set[tuple[tuple[str, ...], ...]] = set()
    ungrounded, repeated = 0, heard.duplicates
    for said in heard.triples:
        words = tuple(map(words_of, said))
        tied = ground.tie(said)
        if words in seen:
            repeated += 1
        elif tied is None:
            ungrounded += 1
        else:
            triples.append(tied)
        seen.add(words)
    here = [name for name in heard.entities if ground.names(name)]
    ends = (end for triple in triples for end in (triple.subject, triple.object))
    mentions = find_mentions(ground, dict.fromkeys([*here, *ends]), ruled)
    tally = Tally(
        len(triples),
        ungrounded,
        heard.malformed,
        repeated,
        heard.off_schema,
        len(here),
        len(heard.entities) - len(here),
        heard.off_kind,
    )
    extraction = PassageExtraction(ruled.sentences, mentions, tuple(triples))
    status = "ok" if mentions or triples else "empty"
    return Outcome(status, "", extraction, tally, tuple(replies))


def failure(reason: str, replies: Iterable[str] = ()) -> Outcome:
    """A passage that could not be read; `replies` are those it did get."""
    return Outcome("failed", reason, EMPTY, Tally(), tuple(replies))


def unasked(ruled: PassageExtraction) -> Outcome:
    """A passage without a sentence: there is nothing to ask about."""
    return Outcome("empty", "", PassageExtraction(ruled.sentences, (), ()), Tally(), ())


def passage_key(passage: Passage) -> str:
    """Names a passage's content, whatever model and settings it was read with."""
    return content_key("passage", passage.title, passage.text).hex()


def dump(passage: Passage, outcome: Outcome) -> bytes:
    """JSON, the same bytes for equal outcomes."""
    told = {
        "passage": passage_key(passage),
        "status": outcome.status,
        "reason": outcome.reason,
        "replies": outcome.replies,
        "tally": asdict(outcome.tally),
        "extraction": dump_extraction(outcome.extraction).decode(),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def load(payload: bytes) -> Outcome:
    """The inverse of `dump`."""
    told = json.loads(payload)
    extraction = load_extraction(told["extraction"].encode())
    replies = tuple(told["replies"])
    return Outcome(told["status"], told["reason"], extraction, Tally(**told["tally"]), replies)


def forget_others(catalog: Catalog, passages: Iterable[Passage]) -> set[bytes]:
    """Drop the outcomes of passages that are no more; call inside a transaction.

    Those of other models, prompts and settings stay, so that going back to them costs nothing.

    Returns:
        Keys of the replies that the remaining outcomes were read from.
    """
    current = {passage_key(passage) for passage in passages}
    cache = Cache(catalog, "outcomes")
    keep: list[bytes] = []
    replies: set[bytes] = set()
    for key, payload in cache.all():
        told = json.loads(payload)
        if told["passage"] in current:
            keep.append(key)
            replies.update(map(bytes.fromhex, told["replies"]))
    cache.prune(keep)
    return replies


def failures_of(
    passages: Sequence[Passage], found: Sequence[Outcome]
) -> tuple[PassageFailure, ...]:
    """The passages that failed, sorted by id as they are."""
    return tuple(
        PassageFailure(passage.id, outcome.reason)
        for passage, outcome in zip(passages, found, strict=True)
        if outcome.status == "failed"
    )


def combine(
    ruled: Sequence[PassageExtraction], found: Sequence[Outcome], *, keep_rules: bool
) -> list[PassageExtraction]:
    """The extractions with the model's entities and triples, beside the rules' or instead."""
    both = zip(ruled, found, strict=True)
    if keep_rules:
        return [unite(extraction, outcome.extraction) for extraction, outcome in both]
    return [
        PassageExtraction(
            extraction.sentences, outcome.extraction.mentions, outcome.extraction.triples
        )
        for extraction, outcome in both
    ]


def digest(found: Sequence[Outcome]) -> str:
    """Hash of all outcomes: another one makes another index."""
    return sha256(*(repr(outcome) for outcome in found))
