"""One order out of those of several steps."""

from __future__ import annotations

import pytest

from graphrag.datatypes import Citation, Retrieval, ScoredPassage, Step
from graphrag.evidence.merging import DEEP, merge


def found(names: str, route: str = "graph") -> Retrieval:
    passages = tuple(
        ScoredPassage(name, name, name, 1 / (place + 1), {}, ()) for place, name in enumerate(names)
    )
    return Retrieval("Who?", route, passages, (), (), {"total": 1.0})


def order(*lists: str, k: int = 20, cites: str = "", cited_first: bool = True) -> str:
    cited = tuple(Citation(name, name, 0, 1, name) for name in cites)
    steps = [Step("Which?", (), (), cited, "", "")]
    merged = merge("Who?", [found(one) for one in lists], steps, k, cited_first=cited_first)
    return "".join(passage.id for passage in merged.passages)


def test_what_two_steps_find_comes_before_what_one_finds() -> None:
    assert order("abc", "dbe")[0] == "b"


def test_equal_ranks_keep_the_order_of_the_steps() -> None:
    assert order("ab", "cd") == "acbd"


def test_what_stands_deep_in_two_lists_is_not_lifted() -> None:
    deep = "vwxyz"[: DEEP - 1]
    assert order(f"a{deep}q", f"b{deep[::-1]}q").index("q") == DEEP + 1


@pytest.mark.parametrize("k", [2, 5, 9])
def test_fewer_passages_are_the_first_of_more(k: int) -> None:
    lists = ("abcdefghij", "kbmgoaqrst", "jihgfedcba")
    assert order(*lists, k=k) == order(*lists)[:k]


def test_what_is_cited_comes_first_where_an_answer_was_read() -> None:
    assert order("abc", "bd", cites="dc") == "dcba"
    assert order("abc", "bd", cites="dc", cited_first=False) == "badc"


def test_the_highest_score_goes_to_the_first_place() -> None:
    merged = merge("Who?", [found("ab"), found("cb")], [], 5, cited_first=False)
    scores = [passage.score for passage in merged.passages]
    assert scores == sorted(scores, reverse=True)
    assert merged.passages[0].parts["own"] == 0.5
    assert merged.timings_ms == {"total": 2.0}


def test_one_step_through_the_graph_is_enough() -> None:
    dense, graph = found("ab", "dense"), found("cd")
    assert merge("Who?", [dense, graph], [], 4).route == "graph"
    assert merge("Who?", [dense, dense], [], 4).route == "dense"
