"""Edge arrays of the films of `tests/graphs.py`, and what the question path derives from them."""

import dataclasses

import numpy as np
import pytest

from graphrag.datatypes import Alias, Entity, Resolution
from graphrag.storage.graph import KINDS, build_graph
from graphrag.storage.lexicon import build_lexicon
from graphrag.storage.view import group
from tests.graphs import FILMS, HOUSE, LONELY, view_of_resolution

GRAPH = build_graph(2, FILMS)


def rows(graph):
    kinds = [KINDS[code] for code in graph.kind]
    columns = (graph.source.tolist(), graph.target.tolist(), kinds, graph.weight.tolist())
    return list(zip(*columns, strict=True))


def test_edges_are_counted_once_each_way():
    assert rows(GRAPH) == [
        (0, 1, "relation", 2),  # "made" and, the other way, "is by"
        (0, 3, "context", 1),
        (0, 4, "context", 2),  # its title and its sentence
        (1, 2, "relation", 1),
        (1, 3, "context", 2),
        (1, 4, "context", 1),
        (2, 3, "context", 2),
    ]
    assert GRAPH.count_by_kind() == {"relation": 2, "context": 5, "alias": 0}
    assert (GRAPH.n_entities, GRAPH.n_passages, GRAPH.n_nodes) == (3, 2, 5)


def test_order_of_joins_and_occurrences_leaves_no_trace():
    turned = dataclasses.replace(
        FILMS, joins=FILMS.joins[::-1], occurrences=FILMS.occurrences[::-1]
    )
    assert rows(build_graph(2, turned)) == rows(GRAPH)


def test_titles_that_share_a_name_are_joined_to_it():
    names = ["Devotion", "Devotion (film)", "Devotion (play)", "Lane"]
    entities = tuple(Entity(name, "title", 1) for name in names)
    graph = build_graph(0, Resolution(entities, (), (), (), ()))
    assert rows(graph) == [(0, 1, "alias", 1), (0, 2, "alias", 1)]


def test_a_lexicon_finds_the_same_shared_names():
    names = [
        "devotion!",
        "Devotion",
        "Devotion (film)",
        "Lane (x) (y)",
        "Lane (x)",
        "Lane (",
        "Ulm",
    ]
    entities = tuple(Entity(name, "title", 1) for name in names)
    other = Alias(6, "Devotion", "lead")  # a name of Ulm's, but not what it is called
    resolution = Resolution(entities, (other,), (), (), ())
    graph = build_graph(0, resolution, build_lexicon(entities, (other,), names))
    assert rows(graph) == rows(build_graph(0, resolution))
    assert rows(graph) == [(1, 2, "alias", 1), (4, 5, "alias", 1)]


def test_nothing_gives_empty_arrays():
    graph = build_graph(0, Resolution((), (), (), (), ()))
    assert graph.n_nodes == 0 and rows(graph) == []
    assert graph.source.dtype == graph.target.dtype == np.int32
    assert graph.to_igraph().vcount() == 0


def test_the_same_graph_in_igraph():
    graph = GRAPH.to_igraph()
    assert (graph.vcount(), graph.ecount(), graph.is_directed()) == (5, 7, False)
    assert graph.es["weight"] == GRAPH.weight.tolist()
    assert graph.es[0]["kind"] == "relation"


# --- the view ---------------------------------------------------------------------------------


def test_neighbours_of_the_house():
    view = HOUSE.view
    ends = [
        view.neighbour[a:b].tolist() for a, b in zip(view.indptr, view.indptr[1:], strict=False)
    ]
    assert [sorted(some) for some in ends] == [[1, 2], [0, 4], [0, 3, 4], [2, 4], [1, 2, 3]]
    for vertex, (a, b) in enumerate(zip(view.indptr, view.indptr[1:], strict=False)):
        for half in range(a, b):
            ends = HOUSE.edges[view.edge[half]][:2]
            assert sorted(ends) == sorted((vertex, int(view.neighbour[half])))


def test_a_vertex_without_edges():
    assert np.diff(LONELY.view.indptr).tolist() == [1, 1, 0]


def test_supports_are_the_sentences_that_state_an_edge():
    view = view_of_resolution()
    stated = [sorted(view.support.of(edge).tolist()) for edge in range(7)]
    # -1 - p: the title of passage p, stated by every sentence of it.
    assert stated == [[0, 2], [0], [-2, 2], [1], [-1, 0], [2], [0, 1]]


def test_look_ups():
    view = view_of_resolution()
    assert view.title_entity.tolist() == [1, 0]
    assert view.specificity == pytest.approx(np.log([2, 2, 3]))
    assert view.is_name.tolist() == [True, True, False]
    assert [sorted(view.named_in.of(s).tolist()) for s in range(3)] == [[0, 1, 2], [2], [0, 1]]
    assert [view.facts_in.of(s).tolist() for s in range(3)] == [[0], [1], [2]]
    assert view.sentence_passage.tolist() == [0, 0, 1]
    assert tuple(view.title_words) == (frozenset({"ada", "lane"}), frozenset({"devotion"}))
    spots = view.spots.of(0)
    assert view.occ_passage[spots].tolist() == [0, 1, 1]
    assert view.occ_sentence[spots].tolist() == [0, -1, 2]


def test_group_keeps_the_order_within_a_key():
    grouped = group(np.array([2, 0, 2], np.int32), np.array([7, 8, 9], np.int32), 4)
    assert [grouped.of(key).tolist() for key in range(4)] == [[8], [], [7, 9], []]
