"""The nouns of a question and its answer; scores carry their parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphrag.datatypes.metadata import Metadata

# --- what a question returns --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seed:
    """An entity the walk starts from, its share of the reset mass, and why it was chosen.

    `spread` is the share of the index's passages that name it: of the firm whose handbook it is,
    most do.
    """

    entity: str
    weight: float
    source: str  # mention | fuzzy | vector | fact | anchor
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of an evidence path, with the sentence that states it."""

    source: str
    relation: str
    target: str
    passage_id: str
    sentence: str
    backward: bool = False  # the relation leads from `target` to `source`


EvidencePath = tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence of a returned passage.

    `score` is its cosine to the question, `hop` the highest to a question that was asked on from
    another passage; 0 where none was.
    """

    text: str
    start: int
    end: int
    score: float
    hop: float = 0.0


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A returned passage. `parts` names every ingredient of `score`."""

    id: str
    title: str
    text: str
    score: float
    parts: Mapping[str, float]
    sentences: tuple[ScoredSentence, ...]
    section: str = ""
    page: int = 0
    before: str = ""  # id of the passage before it in its document, if any
    after: str = ""
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Citation:
    """A quoted sentence: where it stands in which passage, and where that comes from."""

    passage_id: str
    title: str
    start: int
    end: int
    text: str
    section: str = ""
    page: int = 0
    metadata: Metadata = field(default_factory=Metadata)
    values: tuple[str, ...] = ()  # what was read off it, as written; none: the sentence itself


@dataclass(frozen=True, slots=True)
class Claim:
    """A step of the reasoning, and which citations state it: positions in `Answer.citations`.

    A claim without any is not backed by what was retrieved.
    """

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What one stage asked of a language model; tokens as counted by its server.

    Where several questions are asked of one index at the same time, what they ask together may be
    counted at any of them; the ledger (`graphrag costs`) is exact.
    """

    stage: str  # understanding | facts | edges | reranking | steps | answer
    calls: int
    prompt_tokens: int
    completion_tokens: int
    from_cache: int  # replies that were kept from before, at no cost
    cost: float  # at the prices of section llm
    ms: float


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a language model reads out of a question before anything is retrieved."""

    names: tuple[str, ...]
    answer_kind: str  # person | place | organisation | work | date | number | yes or no | …
    questions: tuple[str, ...]  # that lead to the answer one after the other


@dataclass(frozen=True, slots=True)
class Step:
    """One step of asking on: what was asked, what was found, what was learned, why it went on."""

    question: str
    passages: tuple[str, ...]  # ids, best first
    learned: tuple[Claim, ...]  # their citations are positions in `citations` below
    citations: tuple[Citation, ...]
    next_question: str  # empty at the last step
    why: str  # a next question | enough is known | step limit | … | empty: nothing more to ask


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was found for a question, best passage first.

    `route` is "graph" when the question was linked to the graph, "dense+bm25" when no entity of
    it is known and the two lists were fused instead. `notes` says, a sentence each, where the
    learned order is used with other settings than it was fitted at or cannot be used, and which
    stages of a language model failed and were left out. `doubt` is how many wanted passages the
    learned order expects behind its first five; 1 where it could not be used, 0 of a rule's order.

    >>> graphrag.retrieve(index, "When did the Lark of Velm die?").passages[0].sentences[1].text
    'She died in Sankt Orlen on 9 October 1944.'
    """

    question: str
    route: str
    passages: tuple[ScoredPassage, ...]
    seeds: tuple[Seed, ...] = ()
    paths: tuple[EvidencePath, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    model_use: tuple[ModelUse, ...] = ()
    understanding: Understanding | None = None
    steps: tuple[Step, ...] = ()
    doubt: float = 0.0


Turn = tuple[str, str]  # a question as it was read, and its answer; empty where there was none


@dataclass(frozen=True, slots=True)
class ReadAs:
    """A question as it was asked in a conversation, and as it is read; `note` says why a word that
    points back could not be told."""

    asked: str
    question: str
    note: str = ""

    @property
    def changed(self) -> bool:
        """Whether it is read otherwise than it was asked."""
        return self.asked != self.question


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, the sentences that support it, and the retrieval it was read from.

    `abstained` answers state nothing: their `form` is "found" where the citations are sentences
    that may help, else "nothing"; `note` says why. "text" is what a language model wrote.
    `reader` is "extractive" (no language model) or the model's name; a model's answer and what was
    worked out come with the reasoning as `claims`. `timings_ms` adds the reading, and the total
    with the retrieval.

    >>> graphrag.ask(index, "When did the Lark of Velm die?").citations[-1].title
    'Mina Dray'
    """

    text: str
    abstained: bool
    confidence: float  # in [0, 1]
    citations: tuple[Citation, ...]
    retrieval: Retrieval
    reader: str
    note: str = ""
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()  # of the reading: used otherwise than fitted, left out
    model_use: tuple[ModelUse, ...] = ()  # of the reading alone
    # span | yes-no | choice | list | sentences | worked-out | parts | found | nothing | text
    form: str = "text"
    read_as: ReadAs | None = None  # where it goes on from other questions

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of asking on, where they were taken."""
        return self.retrieval.steps
