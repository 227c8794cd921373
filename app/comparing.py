"""One question by several methods: which passages each finds, and what only the graph found."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence
from dataclasses import dataclass

from graphrag.index import Index
from graphrag.llm_stages.session import ModelSession
from graphrag.pipeline import check_question, retrieve
from graphrag.retrieval.straight_line import prepare
from graphrag.settings import Settings

METHODS = {
    "default": "Everything: graph walk, lists, learned order",
    "walk": "The walk over the graph alone",
    "dense": "Nearest passage vectors (dense)",
    "bm25": "Shared words (BM25)",
}
LISTS = ("dense", "bm25")  # methods that know no graph
UNAIDED = "unaided"  # where a language model helps to find passages: the same without it
K = 10


@dataclass(frozen=True, slots=True)
class Ranked:
    """What one method found: ids of passages, the best first, and how long it took."""

    method: str
    passages: tuple[str, ...]
    ms: float


@dataclass(frozen=True, slots=True)
class PassagePlaces:
    """A passage and its place by each method, from 1; 0 where the method did not find it."""

    passage_id: str
    title: str
    section: str
    page: int
    places: tuple[int, ...]
    graph_alone: bool  # neither list found it


def ranked_by(index: Index, question: str, method: str) -> Ranked:
    """The first passages by one method.

    Raises:
        QuestionError: the question cannot be asked.
    """
    started = time.perf_counter()
    if method in LISTS:
        question = check_question(question, K)
        signals = prepare(index, question, ModelSession(index.language_model)).signals
        positions, _ = signals.dense if method == "dense" else signals.bm25
        found = [index.passage_ids[position] for position in positions[:K].tolist()]
    else:
        settings = index.settings
        if method == UNAIDED:
            settings = without_model(settings)
        if method == "walk":
            order = dataclasses.replace(settings.reranking, ranker="ppr")
            settings = dataclasses.replace(settings, reranking=order)
        other = dataclasses.replace(index, settings=settings)
        found = [passage.id for passage in retrieve(other, question, K).passages]
    return Ranked(method, tuple(found), 1000 * (time.perf_counter() - started))


def methods_of(settings: Settings) -> dict[str, str]:
    """The methods that these settings let be compared, by name."""
    if settings == without_model(settings):
        return METHODS
    with_it = {"default": "As set, with the language model", UNAIDED: "Without the language model"}
    return with_it | {name: said for name, said in METHODS.items() if name != "default"}


def without_model(settings: Settings) -> Settings:
    """The same, with no language model between a question and its passages."""
    return dataclasses.replace(
        settings,
        asking=dataclasses.replace(settings.asking, stages=()),
        reranking=dataclasses.replace(settings.reranking, llm="none"),
    )


def side_by_side(index: Index, results: Sequence[Ranked]) -> list[PassagePlaces]:
    """Every passage that a method found: in the order of the first method, then by its best
    place."""
    lists = [number for number, one in enumerate(results) if one.method in LISTS]
    position = {name: place for place, name in enumerate(index.passage_ids)}
    rows = []
    for name in dict.fromkeys(name for one in results for name in one.passages):
        places = tuple(
            one.passages.index(name) + 1 if name in one.passages else 0 for one in results
        )
        alone = bool(lists) and len(lists) < len(results) and not any(places[n] for n in lists)
        where = position[name]
        title, section, page = index.titles[where], index.sections[where], int(index.pages[where])
        rows.append(PassagePlaces(name, title, section, page, places, alone))
    return sorted(rows, key=lambda row: (row.places[0] or K + 1, min(filter(None, row.places))))
