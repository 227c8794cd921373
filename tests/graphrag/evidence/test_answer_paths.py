"""The path that ends at the answer comes first."""

from __future__ import annotations

from graphrag.datatypes import Answer, Citation, EvidencePath, Hop, Retrieval
from graphrag.evidence.answer_paths import answer_paths, supporting_paths


def hop(source: str, target: str) -> Hop:
    return Hop(source, "to", target, f"p-{source}", f"{source} to {target}.")


A_B, B_C, A_X = hop("a", "b"), hop("b", "c"), hop("a", "x")


def answer(text: str, cited: tuple[Hop, ...], *paths: EvidencePath) -> Answer:
    retrieval = Retrieval("q", "graph", (), (), paths)
    quotes = tuple(Citation(h.passage_id, "", 0, 1, h.sentence) for h in cited)
    return Answer(text, False, 1.0, quotes, retrieval, "extractive")


def test_the_path_that_ends_at_the_answer_comes_first() -> None:
    assert answer_paths(answer("C", (), (A_X,), (A_B, B_C))) == ((A_B, B_C), (A_X,))


def test_cited_sentences_decide_between_others() -> None:
    assert answer_paths(answer("yes", (A_X,), (A_B,), (A_X,))) == ((A_X,), (A_B,))


def test_a_part_of_an_earlier_path_is_left_out() -> None:
    assert answer_paths(answer("c", (), (A_B,), (A_B, B_C), ())) == ((A_B, B_C),)


def test_without_an_answer_the_order_stays() -> None:
    assert answer_paths(answer("", (), (A_X,), (A_B,))) == ((A_X,), (A_B,))


def test_a_comparison_needs_a_path_for_each_side() -> None:
    y_z = hop("y", "z")
    both = answer("a", (A_B, y_z), (A_B,), (A_X,), (y_z,))
    assert answer_paths(both) == ((A_B,), (y_z,), (A_X,))
    assert supporting_paths(both) == ((A_B,), (y_z,))


def test_one_path_is_shown_though_nothing_is_cited() -> None:
    assert supporting_paths(answer("", (), (A_X,), (A_B,))) == ((A_X,),)
    assert supporting_paths(answer("", ())) == ()


def test_never_more_than_three_are_shown_unless_asked_for() -> None:
    cited = tuple(hop(end, f"{end}2") for end in "abcde")
    five = answer("yes", cited, *((one,) for one in cited))
    assert len(answer_paths(five)) == 5
    assert supporting_paths(five) == answer_paths(five)[:3]
    assert supporting_paths(five, most=4) == answer_paths(five)[:4]
