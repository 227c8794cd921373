"""The mixed context: hops first, sentences by value, never over the budget."""

from __future__ import annotations

import pytest

from graphrag.datatypes import Hop, Retrieval, ScoredPassage, ScoredSentence
from graphrag.llm_stages.context import build_context, estimate_tokens


def passage(identifier: str, title: str, *sentences: tuple[str, float]) -> ScoredPassage:
    scored, start = [], 0
    for text, score in sentences:
        scored.append(ScoredSentence(text, start, start + len(text), score))
        start += len(text) + 1
    return ScoredPassage(
        identifier, title, " ".join(t for t, _ in sentences), 1.0, {}, tuple(scored)
    )


FIRST = passage("a", "Alpha", ("One two three four.", 0.1), ("Five six seven eight.", 0.9))
SECOND = passage("b", "Beta", ("Nine ten eleven.", 0.8), ("Twelve.", 0.0))
HOP = Hop("Alpha", "leads to", "Beta", "b", "Nine ten eleven.")


def count_words(text: str) -> int:
    return len(text.split())


def test_without_room_nothing_is_chosen() -> None:
    context = build_context(Retrieval("q", "graph", (FIRST, SECOND), paths=((HOP,),)), 0)
    assert (context.text, context.tokens, context.hops, context.sentences) == ("", 0, (), ())


def test_best_sentences_first_in_text_order() -> None:
    # Values: "Five ..." 0.9, "Nine ..." 0.8 + 0.15 - 0.1, "One ..." 0.1 + 0.15.
    context = build_context(Retrieval("q", "graph", (FIRST, SECOND)), 13, count_words)
    assert context.text == "[1] Alpha\nFive six seven eight.\n[2] Beta\nNine ten eleven."
    assert context.tokens == 11
    assert [c.passage_id for c in context.sentences] == ["a", "b"]


def test_hops_and_the_sentences_that_state_them_come_first() -> None:
    retrieval = Retrieval("q", "graph", (FIRST, SECOND), paths=((HOP,), (HOP,)))
    context = build_context(retrieval, 24, count_words)
    assert context.hops == (HOP,)
    assert context.text.splitlines()[0] == "Alpha | leads to | Beta"
    assert "Nine ten eleven." in [c.text for c in context.sentences]


@pytest.mark.parametrize("budget", [1, 5, 12, 20, 30, 100])
def test_never_over_the_budget(budget: int) -> None:
    retrieval = Retrieval("q", "graph", (FIRST, SECOND), paths=((HOP,),))
    context = build_context(retrieval, budget, count_words)
    assert context.tokens == count_words(context.text) <= budget


def test_estimate_is_thirteen_tokens_for_ten_words() -> None:
    assert estimate_tokens("a b c d e f g h i j") == 13


def test_the_sentence_that_states_a_hop_comes_before_a_better_one() -> None:
    better = passage("a", "Alpha", ("A b c d e f.", 0.9), ("G h i j k l.", 0.8))
    stating = passage("b", "Beta", ("Nine ten eleven.", 0.0))
    retrieval = Retrieval("q", "graph", (better, stating), paths=((HOP,),))
    # Its sentence takes 6 with the title; both of the better ones would take 15 and leave no room.
    context = build_context(retrieval, 24, count_words)
    assert context.hops == (HOP,)
    assert [citation.text for citation in context.sentences] == ["A b c d e f.", "Nine ten eleven."]
