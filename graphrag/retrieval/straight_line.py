"""The straight line from a question to passages.

question > signals > seeds > edge weights > walks > pool > features > order > evidence
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphrag.clock import StageClock
from graphrag.datatypes import Retrieval, Understanding
from graphrag.embedding import knows_script
from graphrag.evidence.passages import scored_passages
from graphrag.evidence.paths import evidence_paths
from graphrag.llm_stages.edges import score_edges
from graphrag.llm_stages.fact_selection import select_facts
from graphrag.llm_stages.rerank import rerank
from graphrag.llm_stages.session import ModelSession
from graphrag.llm_stages.understanding import link_names, understand
from graphrag.retrieval.linking.mentions import QuestionMention
from graphrag.retrieval.linking.signals import Signals, read_signals
from graphrag.retrieval.pagerank import local_walks, personalized_pagerank
from graphrag.retrieval.reranking.order import Ranking, rank_pool
from graphrag.retrieval.reranking.pool import Floats, gather_pool
from graphrag.retrieval.reranking.third_look import (
    behind_the_first,
    has_third_look,
    look_by_reading,
)
from graphrag.retrieval.seeding import FACTS, MIN_SIMILARITY, Reset, place_seeds
from graphrag.retrieval.weighting.direction import directed_weights
from graphrag.retrieval.weighting.edge_weights import EdgeWeights, given
from graphrag.retrieval.weighting.schemes import weigh_edges
from graphrag.settings.sections import RULES, Reranking

if TYPE_CHECKING:
    from graphrag.index import Index

UNREAD = (
    "The bundled encoder reads English: this question's passages are ordered by its words alone "
    "(BM25)."
)


def retrieve_once(
    index: Index,
    question: str,
    k: int,
    session: ModelSession,
    clock: StageClock,
    *,
    reads: bool = True,
) -> Retrieval:
    """The straight line for one question; with the order's third look if it `reads`."""
    start = prepare(index, question, session, clock)
    signals, resets = start.signals, start.resets
    walks = walk_all(index, start.weights, resets)
    clock.ended("walk")
    pool = gather_pool(walks, signals, index.settings.reranking, k)
    section, notes = _order_for(index, question, bool(resets[0].seeds))
    ranking = rank_pool(index, pool, signals, section)
    if reads and has_third_look(index, section):
        ranking = look_by_reading(index, ranking, signals)
    clock.ended("rank")
    if section.llm != "none":
        ranking = rerank(index, signals, ranking, session, section)
        clock.ended("reranking")
    passages = scored_passages(index, ranking, signals, k)
    paths = evidence_paths(index, ranking, signals, passages)
    doubt = _doubt(index, section, ranking)
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
        doubt=doubt,
    )


def _order_for(index: Index, question: str, linked: bool) -> tuple[Reranking, tuple[str, ...]]:
    """How to order the pool: as set, unless what that order goes by is not to be had."""
    section = index.settings.reranking
    if section.ranker not in RULES and not knows_script(
        index.settings.embedding.provider, question
    ):
        return replace(section, ranker="words"), (UNREAD,)
    return (section if linked else replace(section, ranker="lists")), ()


def _doubt(index: Index, section: Reranking, ranking: Ranking) -> float:
    """Of the learned order; whole where it was set and could not be used, none of a rule's."""
    if section.ranker not in RULES:
        return behind_the_first(ranking)
    return float(index.settings.reranking.ranker not in RULES)


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
