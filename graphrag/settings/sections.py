"""The sections of the settings and their defaults; every field carries its help text.

Those that indexing follows stand in `of_indexing.py`. Stages receive their section only. `graphrag
settings` prints the whole manual from here. What a person sets is here; a technique is one name in
a list or a choice, and its numbers stand in the file that implements it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graphrag.settings.of_indexing import Chunking as Chunking
from graphrag.settings.of_indexing import Embedding as Embedding
from graphrag.settings.of_indexing import Extraction as Extraction
from graphrag.settings.of_indexing import Store as Store
from graphrag.settings.option import option as option


@dataclass(frozen=True, slots=True)
class LLM:
    """A language model on any OpenAI-compatible server; optional."""

    model: str = option("", "the model's name; empty: no language model is used")
    base_url: str = option(
        "https://api.openai.com/v1",
        "address of the server; Azure's ends in ?api-version=… and gets the key in a header called "
        "api-key",
    )
    key_env: str = option("OPENAI_API_KEY", "environment variable that holds the key")
    timeout: float = option(60.0, "seconds for one reply, retries included")
    retries: int = option(4, "further attempts after a failure that may pass")
    max_tokens: int = option(1024, "longest reply, in tokens; a longer one is an error")
    token_parameter: str = option(
        "max_tokens",
        "what the server calls that limit",
        choices=("max_tokens", "max_completion_tokens"),
    )
    temperature: float = option(0.0, "sampling temperature; below 0: the server's own")
    concurrency: int = option(8, "most requests in flight; fewer while the server is busy")
    price_prompt: float = option(0.0, "money for a million tokens of prompts, in any currency")
    price_completion: float = option(0.0, "money for a million tokens of replies")
    batch_share: float = option(0.5, "what the Batch API costs, as a share of these prices")
    call_limit: int = option(0, "calls after which to stop; 0: no limit")
    token_limit: int = option(0, "tokens after which to stop; 0: no limit")
    cost_limit: float = option(0.0, "money after which to stop; 0: no limit")
    seconds_limit: float = option(0.0, "seconds after which to stop; 0: no limit")
    key_header: str = option(
        "authorization",
        "header that carries the key: a bearer token, or api-key as Azure has it",
        choices=("authorization", "api-key"),
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """Asking on; and what a language model does on the way to the passages, all off."""

    stages: tuple[str, ...] = option(
        (),
        "ask it for the question's names, the kind of answer wanted and sub-questions; which of "
        "the nearest facts may start the walk; which edges around the seeds lead on; the same, "
        "with their neighbours described first, a call each, kept; after each search, what to "
        "search for next",
        choices=("understand", "facts", "edges", "summaries", "steps"),
    )
    steps: int = option(
        4,
        "most questions to ask first that stand within the question; asking.stages=steps: most "
        "searches that the model asks for; 0: none",
    )


@dataclass(frozen=True, slots=True)
class Linking:
    """From the question to entities."""

    fuzzy: float = option(0.86, "lowest spelling similarity of a name; above 1: exact names only")
    also: tuple[str, ...] = option(
        (),
        "besides names: phrases that no name matches, by vector; a beam search over fact paths "
        "whose sentences seed the walks in place of the nearest ones",
        choices=("vectors", "fact-paths"),
    )


@dataclass(frozen=True, slots=True)
class Weighting:
    """How much each edge carries."""

    scheme: str = option(
        "query-aware",
        "what weighs an edge: how well its sentences fit the question, by degree or in tiers; or "
        "not the question: rarity and count, kind and degree, count alone",
        choices=("query-aware", "tiers", "specific", "typed", "static"),
    )
    temperature: float = option(
        0.3, "query-aware only: cosine difference that divides an edge's weight by e"
    )
    edges: tuple[str, ...] = option(
        ("context", "relation", "alias"),
        "kinds of edges that are walked: entity and passage, entities of a fact, a shared name "
        "and the titles it may mean",
        choices=("context", "relation", "alias"),
    )
    boosts: tuple[str, ...] = option(
        (),
        "edges that weigh more: to the passages of the nearest facts, of relations the question "
        "says, from subject to object (this one needs walk.solver=power or exact)",
        choices=("key-facts", "relation-words", "direction"),
    )


@dataclass(frozen=True, slots=True)
class Walk:
    """Personalized PageRank."""

    seeds: tuple[str, ...] = option(
        ("names", "facts", "dates", "passages"),
        "where it starts: entities the question names, those of the nearest sentences, dates and "
        "numbers in these, passages of both lists; entities called like a plain word of the "
        "question; all that activation reaches from the seeds",
        choices=("names", "facts", "dates", "passages", "words", "spreading"),
    )
    damping: float = option(0.5, "probability of following an edge")
    solver: str = option(
        "push",
        "local push, igraph's exact solver, or power iteration",
        choices=("push", "exact", "power"),
    )


RULES = (
    "min-rank",
    "rrf",
    "additive",
    "feedback",
    "ppr",
    "lists",
    "words",
)  # orders that nothing learned


@dataclass(frozen=True, slots=True)
class Reranking:
    """From the walks and lists to the final order."""

    ranker: str = option(
        "learned",
        "order of the pool: learned, in three looks, the third of which reads where in doubt; "
        "without reading; the first look alone; or hedged by BM25 where in doubt; or a fixed rule; "
        "without a known entity always lists",
        choices=("learned", "unread", "alone", "hedged", *RULES),
    )
    select: str = option(
        "best",
        "the first five: the best ones, or a set chosen one by one by what each adds to it: words "
        "of the question and ties to the others, or words alone",
        choices=("best", "marginal", "coverage"),
    )
    pool_walk: int = option(20, "passages taken from each walk")
    pool_list: int = option(8, "passages taken from the dense and from the BM25 list")
    pool_hop: int = option(3, "ranker=learned, unread, hedged: passages taken from each next hop")
    llm: str = option(
        "none",
        "what a language model does with the first candidates: pick a set of them, order them, "
        "find the best one again and again, or score each",
        choices=("none", "select", "listwise", "setwise", "pointwise"),
    )
    llm_candidates: int = option(
        0, "llm only: candidates it sees; 0: up to 100 to select from, 20 otherwise"
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """How an answer is read off the retrieved passages."""

    reader: str = option(
        "extractive", "who answers: rules, or the language model", choices=("extractive", "llm")
    )
    passages: int = option(5, "passages read")
    relations: str = option(
        "lexicon",
        "extractive only: hints from lists of relations of persons and works, or none",
        choices=("lexicon", "none"),
    )
    min_confidence: float = option(0.3, "extractive only: less sure than this, nothing is stated")
    budget_tokens: int = option(900, "llm only: tokens of triples and sentences it is given")


@dataclass(frozen=True, slots=True)
class Settings:
    """All sections.

    >>> graphrag.Settings().reading.reader
    'extractive'
    """

    chunking: Chunking = field(default_factory=Chunking)
    extraction: Extraction = field(default_factory=Extraction)
    embedding: Embedding = field(default_factory=Embedding)
    llm: LLM = field(default_factory=LLM)
    asking: Asking = field(default_factory=Asking)
    store: Store = field(default_factory=Store)
    linking: Linking = field(default_factory=Linking)
    weighting: Weighting = field(default_factory=Weighting)
    walk: Walk = field(default_factory=Walk)
    reranking: Reranking = field(default_factory=Reranking)
    reading: Reading = field(default_factory=Reading)
