"""The sections of the settings and their defaults; every field carries its help text.

Stages receive their section only. `graphrag settings` prints the whole manual from here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def option(default: Any, help: str, *, choices: tuple[str, ...] = ()) -> Any:
    """A dataclass field with its help text and, for strings, the values it may take."""
    return field(default=default, metadata={"help": help, "choices": choices})


@dataclass(frozen=True, slots=True)
class Chunking:
    """How documents become passages (folders only; corpus lines are passages already)."""

    tokens: int = option(220, "longest passage, in tokens of the sentence splitter")
    overlap: int = option(0, "tokens shared by neighbouring passages")
    max_file_mb: int = option(50, "larger files are listed as failed, not read")


@dataclass(frozen=True, slots=True)
class Extraction:
    """How entities and triples are found."""

    extractor: str = option(
        "rules",
        "where triples come from; llm needs llm.model, import needs --triples",
        choices=("rules", "llm", "rules+llm", "import", "rules+import"),
    )
    mode: str = option(
        "two-calls",
        "llm: entities first and then triples about them (HippoRAG 2), or both in one call",
        choices=("two-calls", "one-call"),
    )
    gleaning: int = option(0, "llm: times to ask again what was missed, a call each")
    kinds: str = option(
        "", "llm: the only kinds of entities wanted, with commas between; empty: any"
    )
    relations: str = option("", "llm: the only predicates wanted, with commas between; empty: any")
    spacy_model: str = option(
        "", "an installed spaCy pipeline such as en_core_web_sm; empty: rules without a model"
    )


@dataclass(frozen=True, slots=True)
class Embedding:
    """How texts become vectors."""

    provider: str = option(
        "minilm",
        "the bundled encoder, or a model on an OpenAI-compatible server",
        choices=("minilm", "openai"),
    )
    precision: str = option("int8", "arithmetic of the bundled encoder", choices=("int8", "fp32"))
    max_tokens: int = option(256, "texts are truncated to this many tokens")
    threads: int = option(0, "CPU threads; 0: all cores")
    model: str = option("", "provider=openai: the model's name")
    base_url: str = option("https://api.openai.com/v1", "provider=openai: address of the server")
    key_env: str = option("OPENAI_API_KEY", "provider=openai: environment variable with the key")
    dimension: int = option(0, "provider=openai: length of a vector; 0: ask the server")
    batch: int = option(64, "provider=openai: texts in a request")
    timeout: float = option(60.0, "provider=openai: seconds for one request, retries included")
    retries: int = option(4, "provider=openai: further attempts after a failure that may pass")
    key_header: str = option(
        "authorization",
        "provider=openai: header that carries the key, as in section llm",
        choices=("authorization", "api-key"),
    )
    api_version: str = option("", "provider=openai: api-version in each address, for Azure")


@dataclass(frozen=True, slots=True)
class LLM:
    """A language model on any OpenAI-compatible server; optional."""

    model: str = option("", "the model's name; empty: no language model is used")
    base_url: str = option("https://api.openai.com/v1", "address of the server")
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
    api_version: str = option("", "api-version in each request's address, for Azure; empty: none")


@dataclass(frozen=True, slots=True)
class Asking:
    """What a language model does on the way from a question to its passages; all off."""

    understand: bool = option(
        False, "ask it for the question's names, the kind of answer wanted, and sub-questions"
    )
    facts: bool = option(False, "ask it which of the nearest facts may start the walk")
    facts_shown: int = option(10, "facts only: nearest facts it chooses from")
    facts_kept: int = option(4, "facts only: most it may keep")
    edges: bool = option(False, "ask it which edges around the seeds lead on, from 0 to 10")
    edge_seeds: int = option(5, "edges only: seeds whose edges it scores, a call each")
    edge_neighbours: int = option(15, "edges only: neighbours of a seed that it scores")
    summaries: bool = option(
        False,
        "edges only: let it describe each neighbour with more than 3 facts, a call each, kept; "
        "else the neighbour's first sentence does",
    )
    steps: int = option(0, "most steps of asking on, each retrieving for a next question; 0: none")
    step_tokens: int = option(20_000, "steps only: tokens after which no further step is taken")


@dataclass(frozen=True, slots=True)
class Store:
    """Where passages are searched."""

    kind: str = option(
        "edge",
        "Qdrant in process on disk, in memory, or a server",
        choices=("edge", "memory", "server"),
    )
    url: str = option(
        "", "address of the Qdrant server, for kind=server; its key is read from QDRANT_API_KEY"
    )
    bm25_k1: float = option(1.2, "BM25 term-frequency saturation")
    bm25_b: float = option(0.75, "BM25 length normalisation")


@dataclass(frozen=True, slots=True)
class Linking:
    """From the question to entities."""

    fuzzy: float = option(0.86, "lowest spelling similarity of a name; above 1: exact names only")
    min_similarity: float = option(
        0.4, "without a known name, nearest sentences must be at least this near to seed a walk"
    )
    facts: int = option(2, "nearest sentences whose entities become seeds in the first walk")
    many_facts: int = option(5, "the same in the second walk; the third uses names only")
    vector: float = option(
        0.0, "lowest cosine of a phrase that no name matches to an entity's name; 0: not so linked"
    )
    beam: int = option(
        0, "fact paths kept by a beam search whose sentences seed the walks; 0: nearest sentences"
    )
    beam_length: int = option(3, "most facts in such a path")


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
    key_facts: float = option(
        0.0, "edges of the nearest facts' entities to those facts' passages weigh 1 + this"
    )
    relation_words: float = option(
        1.0, "multiplier of relation edges whose predicate shares a word with the question"
    )
    direction: float = option(
        1.0,
        "multiplier of relation edges followed from subject to object; other than 1 it needs "
        "walk.solver=power or exact",
    )
    context: float = option(1.0, "multiplier of entity-passage edges")
    relation: float = option(0.5, "multiplier of entity-entity edges stated by a fact")
    alias: float = option(0.3, "weight of edges between a shared name and the titles it may mean")
    literal: float = option(0.2, "multiplier for dates and numbers")


@dataclass(frozen=True, slots=True)
class Walk:
    """Personalized PageRank."""

    method: str = option(
        "pagerank",
        "a walk from the seeds, or from all that their activation reaches through sentences",
        choices=("pagerank", "spreading"),
    )
    spread_floor: float = option(0.3, "spreading only: weaker activations are dropped")
    damping: float = option(0.5, "probability of following an edge")
    anchors: bool = option(True, "entities that the question names are seeds")
    word_anchors: float = option(
        0.0, "reset mass of entities called like a plain word of the question, before rarity"
    )
    literal_facts: bool = option(True, "dates and numbers in the nearest sentences are seeds too")
    passage_mass: float = option(0.05, "share of the reset mass on passages")
    passage_seeds: int = option(100, "passages that share it, by dense + BM25 score")
    solver: str = option(
        "push",
        "local push, igraph's exact solver, or power iteration",
        choices=("push", "exact", "power"),
    )
    epsilon: float = option(1e-6, "residual bound of the push solver")


@dataclass(frozen=True, slots=True)
class Reranking:
    """From the walks and lists to the final order."""

    ranker: str = option(
        "learned",
        "order of the pool; without a known entity always lists",
        choices=("learned", "min-rank", "rrf", "additive", "feedback", "ppr", "lists"),
    )
    feedback: int = option(20, "ranker=feedback only: candidates that join the question's vector")
    select: str = option(
        "best",
        "the first five: the best ones, or a set chosen one by one by what each adds to it",
        choices=("best", "marginal"),
    )
    cover: float = option(0.3, "select=marginal only: gain of saying all the question's words")
    tie: float = option(0.6, "select=marginal only: gain of a sentence that ties it to the set")
    joint: bool = option(True, "learned only: a second look in the light of the other candidates")
    hop_width: int = option(3, "joint only: candidates from which the question is asked on")
    hop_questions: int = option(6, "joint only: questions asked on from them, a name in each")
    hop_depth: int = option(2, "joint only: how often it is asked on")
    pool_hop: int = option(3, "joint only: passages taken from each of these next hops")
    pool_walk: int = option(20, "passages taken from each walk")
    pool_list: int = option(8, "passages taken from the dense and from the BM25 list")
    llm: str = option(
        "none",
        "what a language model does with the first candidates: pick a set of them, order them, "
        "find the best one again and again, or score each",
        choices=("none", "select", "listwise", "setwise", "pointwise"),
    )
    llm_candidates: int = option(
        0, "llm only: candidates it sees; 0: up to 100 to select from, 20 otherwise"
    )
    llm_wanted: int = option(5, "llm=select and setwise: passages it puts first")
    llm_title_bonus: float = option(
        1.0, "llm=pointwise: added to the score, 0 to 10, of passages the question names"
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
    min_confidence: float = option(0.1, "extractive only: below this the reader abstains")
    budget_tokens: int = option(900, "llm only: tokens of triples and sentences it is given")


@dataclass(frozen=True, slots=True)
class Settings:
    """All sections."""

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
