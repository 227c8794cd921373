"""Where names are said, facts between entities, and that order leaves no trace."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphrag.datatypes import Passage
from graphrag.storage.graph import build_graph
from indexing.extract_rules import extract
from indexing.normalise import resolve
from tests.indexing.resolved import ENGLISH, Resolved

# --- within one passage -----------------------------------------------------------------------


def test_a_surname_means_the_longer_name_of_its_own_passage_only():
    found = Resolved(
        ("A", "They met Herbert Kessler there. Then Kessler left."),
        ("B", "A man named Kessler came."),
    )
    assert found.spots("Herbert Kessler") == {(0, 0), (0, 1)}
    # The second passage's own Kessler, and the word within the longer name, but no short form.
    assert found.spots("Kessler") == {(0, 0), (1, 2)}


def test_a_surname_that_two_names_share_means_neither():
    found = Resolved(("A", "They met Herbert Kessler and Anna Kessler. Then Kessler left."))
    assert found.spots("Herbert Kessler") == {(0, 0)}
    assert found.spots("Kessler") == {(0, 1)}


def test_a_surname_that_the_title_shares_means_the_title():
    found = Resolved(("Anna Kessler", "She met Herbert Kessler there. Then Kessler left."))
    assert found.spots("Anna Kessler") == {(0, -1), (0, 1)}


def test_a_surname_that_is_a_title_is_that_title():
    found = Resolved(
        ("A", "They met Herbert Kessler there. Then Kessler left."), ("Kessler", "It is a town.")
    )
    assert (0, 1) in found.spots("Kessler")


def test_a_first_name_counts_as_well():
    found = Resolved(("Anna Kessler", "She lives in Orlov. Here Anna paints."))
    assert (0, 1) in found.spots("Anna Kessler")


# --- where names are found --------------------------------------------------------------------


def test_a_known_title_is_found_in_lower_case():
    found = Resolved(("Reed heron", "It is a bird."), ("B", "He saw a reed heron there."))
    assert found.spots("Reed heron") == {(0, -1), (1, 1)}


def test_lower_case_words_of_many_passages_are_no_names():
    rows = [("Reed heron", "It is a bird.")]
    rows += [(f"B{number}", "He saw a reed heron there.") for number in range(21)]
    assert Resolved(*rows).spots("Reed heron") == {(0, -1)}
    assert len(Resolved(*rows[:-1]).spots("Reed heron")) == 21


def test_names_within_names():
    found = Resolved(
        ("Fredericton", "It is a city."), ("B", "He led the Diocese of Fredericton there.")
    )
    assert found.spots("Diocese of Fredericton") == {(1, 1)}
    assert found.spots("Fredericton") == {(0, -1), (1, 1)}


def test_names_within_titles_count_as_said_by_the_first_sentence():
    found = Resolved(("Fredericton", "It is a city."), ("Diocese of Fredericton", "It is large."))
    assert found.spots("Fredericton") == {(0, -1), (1, 1)}


def test_passages_are_counted_once():
    found = Resolved(("Orlov", "Orlov is Orlov. Orlov is old."), ("B", "He left Orlov twice."))
    assert found.found.entities[found.names.index("Orlov")].passages == 2


# --- facts ------------------------------------------------------------------------------------


def test_facts_join_entities_not_spellings():
    found = Resolved(
        ("Herbert L. Kessler", "Kessler married Mira Stone. He left Orlov."),
        ("B", "Herbert Kessler met Mira Stone."),
    )
    assert found.facts() == {
        ("Herbert L. Kessler", "married", "Mira Stone"),
        ("Herbert L. Kessler", "left", "Orlov"),
        ("Herbert L. Kessler", "met", "Mira Stone"),
    }
    assert [(f.passage, f.sentence) for f in found.found.facts] == [(0, 0), (0, 1), (1, 2)]


def test_a_fact_about_one_entity_is_dropped():
    assert Resolved(("Devotion (film)", "Devotion is called Devotion here.")).facts() == set()


def test_every_end_of_a_fact_has_an_occurrence_or_a_name():
    found = Resolved(("A", "Ada Lane left Orlov in 1950."))
    assert {"Ada Lane", "Orlov", "1950"} <= set(found.names)
    assert found.edges("relation") == {("Ada Lane", "Orlov"), ("1950", "Ada Lane")}


def test_kinds():
    found = Resolved(("Orlov", "On 3 May 1950 Ada Lane sold “a tide of Velm” (310 km).  "))
    kinds = {entity.name: entity.kind for entity in found.found.entities}
    assert kinds["Orlov"] == "title"
    assert kinds["3 May 1950"] == "date"
    assert kinds["310 km"] == "number"
    assert kinds["Ada Lane"] == "name"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The Velm Harbour Board (VHB) met. VHB left.", "VHB"),
        ("The Quorra Rail Society (X) met.", None),  # not its letters
    ],
)
def test_acronyms_stand_in_brackets_behind_what_they_stand_for(text, short):
    found = Resolved(("Orlov", text))
    acronyms = {alias.surface for alias in found.found.aliases if alias.reason == "acronym"}
    assert acronyms == ({short} if short else set())


def test_no_passages_and_titles_without_words():
    assert resolve([], []).entities == ()
    found = Resolved(("…", "It is Orlov."), ("", "?"))
    assert found.names == ["Orlov"]
    assert found.spots("Orlov") == {(0, 0)}


# --- order ------------------------------------------------------------------------------------

ROWS = [
    ("Devotion (film)", "Devotion is a film by Ada Lane. Lane shot it in Orlov."),
    ("Devotion (play)", "Devotion is a play by Herbert L. Kessler."),
    (
        "Ada Lane",
        "Ada Marie Lane (1900–1970) met Herbert Kessler and the World Food Programme (WFP).",
    ),
    ("Orlov", "Orlov is a town. The Diocese of Orlov is old."),
    ("WFP history", "The WFP left Orlov in 1950. Devotion was shown there."),
    ("Kessler", "Kessler is a name. Ada M. Lane bore it."),
    ("Reed heron", "The reed heron is a bird of Orlov."),
]


@given(st.permutations(range(len(ROWS))))
@settings(max_examples=40, deadline=None)
def test_which_passage_comes_first_leaves_no_trace(order):
    """Numbering the passages otherwise renumbers passages and sentences, and nothing else."""
    plain, turned = Resolved(*ROWS), Resolved(*[ROWS[position] for position in order])
    assert turned.found.entities == plain.found.entities
    assert turned.found.aliases == plain.found.aliases
    assert turned.facts() == plain.facts()
    place = {old: new for new, old in enumerate(order)}
    sizes = [len(extract(t, x, ENGLISH).sentences) for t, x in ROWS]
    firsts = [sum(sizes[:position]) for position in range(len(ROWS))]
    moved = [sum(sizes[old] for old in order[: place[p]]) for p in range(len(ROWS))]
    expected = {
        replace(
            spot,
            passage=place[spot.passage],
            sentence=spot.sentence - firsts[spot.passage] + moved[spot.passage]
            if spot.sentence >= 0
            else -1,
        )
        for spot in plain.found.occurrences
    }
    assert set(turned.found.occurrences) == expected
    graphs = [build_graph(len(ROWS), found.found) for found in (plain, turned)]
    assert graphs[0].count_by_kind() == graphs[1].count_by_kind()


@given(st.permutations(range(len(ROWS))))
@settings(max_examples=20, deadline=None)
def test_shuffled_and_sorted_again_gives_equal_arrays(order):
    passages = [Passage(f"p{n}", f"p{n}", t, x, 0, len(x)) for n, (t, x) in enumerate(ROWS)]
    shuffled = sorted((passages[position] for position in order), key=lambda p: p.id)
    found = resolve(shuffled, [extract(p.title, p.text, ENGLISH) for p in shuffled])
    graph, plain = (build_graph(len(ROWS), r) for r in (found, Resolved(*ROWS).found))
    for name in ("source", "target", "kind", "weight"):
        assert getattr(graph, name).tolist() == getattr(plain, name).tolist()
    rows = list(zip(graph.source.tolist(), graph.target.tolist(), graph.kind.tolist(), strict=True))
    assert rows == sorted(set(rows)) and all(a < b for a, b, _ in rows)
