"""The drawing of evidence paths, on paths small enough to lay out by hand."""

from __future__ import annotations

from dataclasses import replace

from app.ask.answer import clicked
from app.ask.drawn_points import draw
from graphrag.datatypes import Hop


def hop(source: str, target: str) -> Hop:
    return Hop(source, "knows", target, "p1", f"{source} knows {target}.")


def places(*paths: tuple[Hop, ...]) -> dict[str, tuple[float, float]]:
    return {node.key: (node.x, node.y) for node in draw(paths).nodes}


def test_a_chain_is_a_straight_line() -> None:
    #  a --s0--> b --s1--> c
    assert places((hop("a", "b"), hop("b", "c"))) == {
        "e:a": (0, 0), "s:0": (1, 0), "e:b": (2, 0), "s:1": (3, 0), "e:c": (4, 0),
    }  # fmt: skip


def test_two_paths_that_meet_leave_room_for_each_other() -> None:
    #  a --s0--> c        both ends in one column, a row apart
    #  b --s1--> c
    at = places((hop("a", "c"),), (hop("b", "c"),))
    assert at["e:a"][0] == at["e:b"][0] == 0
    assert abs(at["e:a"][1] - at["e:b"][1]) >= 1
    assert abs(at["s:0"][1] - at["s:1"][1]) >= 1
    assert at["e:c"] == (2, (at["e:a"][1] + at["e:b"][1]) / 2)


def test_a_shared_hop_is_drawn_once() -> None:
    drawing = draw([(hop("a", "b"), hop("b", "c")), (hop("a", "b"), hop("b", "d"))])
    assert [node.label for node in drawing.nodes if node.kind == "statement"] == ["knows"] * 3
    assert drawing.edges.count(("e:a", "s:0")) == 1


def test_kinds_are_what_is_named_what_was_read_and_what_lies_between() -> None:
    drawing = draw([(hop("a", "b"), hop("b", "c"))], named={"a"})
    assert {n.label: n.kind for n in drawing.nodes if n.kind != "statement"} == {
        "a": "named", "b": "thing", "c": "read",
    }  # fmt: skip


def test_a_hop_against_what_is_said_is_drawn_in_the_direction_of_what_is_said() -> None:
    #  a <--s0-- b: the branch goes from a to b, the sentence says it of b
    drawing = draw([(replace(hop("a", "b"), backward=True),)])
    assert drawing.edges == (("e:b", "s:0"), ("s:0", "e:a"))


def test_a_path_back_to_its_start_and_a_hop_to_itself_are_drawn() -> None:
    for path in ((hop("a", "b"), hop("b", "a")), (hop("a", "a"),)):
        drawing = draw([path])
        assert len({(n.x, n.y) for n in drawing.nodes}) == len(drawing.nodes)


def test_no_path_is_an_empty_drawing() -> None:
    drawing = draw([])
    assert (drawing.nodes, drawing.edges, drawing.columns, drawing.rows) == ((), (), 1, 1)


def test_a_click_on_a_line_means_its_statement_and_one_beside_the_drawing_nothing() -> None:
    drawing = draw([(hop("a", "b"), hop("b", "c"))])
    for place, ends in enumerate(drawing.edges):
        said = clicked(drawing, True, place)
        assert said is not None and said.kind == "statement" and said.key in ends
    assert clicked(drawing, False, 0) == drawing.nodes[0]
    assert clicked(drawing, False, 99) is None and clicked(drawing, True, 99) is None
