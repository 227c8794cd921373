"""The straight line from a question to passages, and on to an answer.

question > signals > seeds > edge weights > walks > pool > features > order > evidence > answer
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from numbers import Integral
from typing import TYPE_CHECKING

from graphrag.clock import OnStage, StageClock
from graphrag.datatypes import Retrieval, Understanding
from graphrag.embedding import knows_script
from graphrag.errors import QuestionError
from graphrag.evidence.passages import scored_passages
from graphrag.evidence.paths import evidence_paths
from graphrag.index.within import within
from graphrag.language.scripts import composed
from graphrag.llm_stages.asking_on import ask_on
from graphrag.llm_stages.edges import score_edges
from graphrag.llm_stages.fact_selection import select_facts
from graphrag.llm_stages.rerank import rerank
from graphrag.llm_stages.session import ModelSession
from graphrag.llm_stages.understanding import link_names, understand
from graphrag.machine.one_thread import one_thread
from graphrag.retrieval.linking.mentions import QuestionMention
from graphrag.retrieval.linking.signals import Signals, read_signals
from graphrag.retrieval.pagerank import local_walks, personalized_pagerank
from graphrag.retrieval.reranking.order import rank_pool
from graphrag.retrieval.reranking.pool import Floats, gather_pool
from graphrag.retrieval.reranking.third_look import has_third_look, look_by_reading
from graphrag.retrieval.seeding import FACTS, MIN_SIMILARITY, Reset, place_seeds
from graphrag.retrieval.weighting.direction import directed_weights
from graphrag.retrieval.weighting.edge_weights import EdgeWeights, given
from graphrag.retrieval.weighting.schemes import weigh_edges
from graphrag.settings.sections import RULES, Reranking

if TYPE_CHECKING:
    from graphrag.index import Index

MAX_QUESTION = 2_000  # characters
MAX_K = 1_000
UNREAD = (
    "The bundled encoder reads English: this question's passages are ordered by its words alone "
    "(BM25)."
)


def retrieve(
    index: Index,
    question: str,
    k: int = 5,
    session: ModelSession | None = None,
    *,
    where: str | Sequence[str] | None = None,
    on_stage: OnStage | None = None,
) -> Retrieval:
    """The k best passages for a question, with seeds, evidence paths and timings.

    Args:
        index: from `open_index`; its settings hold.
        question: plain text, one question.
        k: number of passages wanted, 1 to 1,000.
        session: counts what a language model is asked; default: one for this call.
        where: conditions on where passages come from, such as "folder=minutes" or "date>=2020":
            what does not fit all of them is as if it were not in the index.
        on_stage: is told of each stage when it has ended, with its milliseconds; where the search
            goes in steps, of the stages of each.

    Raises:
        QuestionError: the question is no text, empty or too long, k is no whole number or out of
            range, or a condition is unusable.
        SettingsError: a stage needs a language model and none is named.

    >>> found = graphrag.retrieve(index, "Where was the director of The Glass Heron born?", k=3)
    >>> found.route, sorted(passage.title for passage in found.passages[:2])
    ('graph', ['Ilse Marrow', 'The Glass Heron (film)'])
    >>> found.paths[0][0].sentence
    'The Glass Heron is a 1987 drama film directed by Ilse Marrow.'
    """
    question = check_question(question, k)
    index = within(index.newest(), where)
    with one_thread():
        session = session or ModelSession(index.language_model)
        return _retrieve(index, question, k, session, on_stage)


def _retrieve(
    index: Index, question: str, k: int, session: ModelSession, on_stage: OnStage | None
) -> Retrieval:
    """In one go or in steps, with what the language model was asked and where it failed."""
    settings = index.settings

    def find(asked: str) -> Retrieval:
        return retrieve_once(index, check_question(asked, k), k, session, StageClock(on_stage))

    if settings.asking.steps:
        found = ask_on(question, find, session, settings, k)
    else:
        found = find(question)
    unfitted = (index.order_note,) if index.order_note and found.route == "graph" else ()
    return replace(found, notes=(*unfitted, *found.notes, *session.notes), model_use=session.uses)


def retrieve_once(
    index: Index, question: str, k: int, session: ModelSession, clock: StageClock
) -> Retrieval:
    """The straight line for one question."""
    start = prepare(index, question, session, clock)
    signals, resets = start.signals, start.resets
    walks = walk_all(index, start.weights, resets)
    clock.ended("walk")
    pool = gather_pool(walks, signals, index.settings.reranking, k)
    section, notes = _order_for(index, question, bool(resets[0].seeds))
    ranking = rank_pool(index, pool, signals, section)
    if has_third_look(index, section):
        ranking = look_by_reading(index, ranking, signals)
    clock.ended("rank")
    if section.llm != "none":
        ranking = rerank(index, signals, ranking, session, section)
        clock.ended("reranking")
    passages = scored_passages(index, ranking, signals, k)
    paths = evidence_paths(index, ranking, signals, passages)
    clock.ended("evidence")
    seeds = resets[0].seeds
    route = "graph" if seeds else "dense+bm25"
    return Retrieval(
        question,
        route,
        passages,
        seeds,
        paths,
        clock.timings(),
        notes,
        understanding=start.understanding,
    )


def _order_for(index: Index, question: str, linked: bool) -> tuple[Reranking, tuple[str, ...]]:
    """How to order the pool: as set, unless what that order goes by is not to be had."""
    section = index.settings.reranking
    if section.ranker not in RULES and not knows_script(
        index.settings.embedding.provider, question
    ):
        return replace(section, ranker="words"), (UNREAD,)
    return (section if linked else replace(section, ranker="lists")), ()


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """A question ready to walk."""

    signals: Signals
    resets: list[Reset]
    weights: EdgeWeights
    understanding: Understanding | None


def prepare(
    index: Index, question: str, session: ModelSession, clock: StageClock | None = None
) -> Start:
    """Signals, resets and edge weights, as the rules see them or as a language model does."""
    clock = clock or StageClock()
    asking, linking = index.settings.asking, index.settings.linking
    understanding: Understanding | None = None
    more: tuple[QuestionMention, ...] = ()
    if "understand" in asking.stages:
        understanding = understand(question, session)
        names = understanding.names if understanding else ()
        more = link_names(names, question, index.view.lexicon, min_similarity=linking.fuzzy)
        clock.ended("understanding")
    signals = read_signals(index, question, linking, more)
    clock.ended("signals")
    if "facts" in asking.stages:
        signals = replace(signals, chosen=select_facts(index, signals, session))
        clock.ended("facts")
    resets = walk_resets(index, signals)
    weights = edge_weights(index, signals)
    if {"edges", "summaries"} & set(asking.stages):
        vector, whole = resets[0].vector, weights.all()
        weights = given(score_edges(index, signals, vector, whole, session, asking))
        clock.ended("edges")
    return Start(signals, resets, weights, understanding)


def check_question(question: str, k: int) -> str:
    """The question in its composed form (NFC), without outer white space.

    Raises:
        QuestionError: it is no text, empty or too long, or k is no whole number or out of range.
    """
    if not isinstance(question, str):
        raise QuestionError(f"a question is a text, not {type(question).__name__}")
    question = composed(question.strip())
    if not any(char.isalnum() for char in question):
        raise QuestionError("the question is empty; write what you want to know")
    if len(question) > MAX_QUESTION:
        raise QuestionError(
            f"the question has {len(question):,} characters; ask in at most {MAX_QUESTION:,}"
        )
    if isinstance(k, bool) or not isinstance(k, Integral) or not 1 <= k <= MAX_K:
        raise QuestionError(f"k is the number of passages wanted, from 1 to {MAX_K:,}, not {k!r}")
    return question


def walk_resets(index: Index, signals: Signals) -> list[Reset]:
    """One reset vector a walk: few facts, many facts, names only."""
    counts = FACTS
    unlinked = not signals.mentions and signals.chosen is None
    if unlinked and signals.similarity.max(initial=-1) < MIN_SIMILARITY:
        counts = (0, 0, 0)
    return [place_seeds(index, signals, count, index.settings.walk) for count in counts]


def walk_all(index: Index, weights: EdgeWeights, resets: Sequence[Reset]) -> list[Floats]:
    """(P,) PageRank of the passages from each reset vector."""
    section = index.settings.walk
    directed = "direction" in index.settings.weighting.boosts
    if section.solver == "push" and not directed:
        starts = [(reset.vertices, reset.mass) for reset in resets]
        return local_walks(index.view, weights, starts, section.damping)
    along, against = weights.all(), None
    if directed:
        along, against = directed_weights(index, along)
    walks = []
    for reset in resets:
        scores = personalized_pagerank(
            index.view,
            along,
            reset.vector,
            against=against,
            damping=section.damping,
            solver=section.solver,
        )
        walks.append(scores[index.graph.n_entities :])
    return walks


def edge_weights(index: Index, signals: Signals) -> EdgeWeights:
    """The weights for this question, by the scheme and the boosts of the settings."""
    return weigh_edges(index, signals)
