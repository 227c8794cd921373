"""Triples of one passage."""

import pytest

from graphrag.language.parser.pipelines import load_language
from indexing.extract_rules import extract

ENGLISH = load_language()


def triples(text, title="Glass Harbour (film)"):
    found = extract(title, text, ENGLISH).triples
    return [(t.subject, t.predicate, t.object) for t in found]


def test_what_stands_between_is_the_predicate():
    assert triples("Ada Lane married Tom Hale.") == [("Ada Lane", "married", "Tom Hale")]


def test_an_article_before_the_subject():
    assert triples("The Teel crosses Orlov.") == [("Teel", "crosses", "Orlov")]


@pytest.mark.parametrize("start", ["It", "He", "The film", "This old film", "There the film"])
def test_the_title_stands_in_for_a_pronoun_or_description(start):
    ((subject, predicate, object_),) = triples(f"{start} was shot in Orlov.")
    assert (subject, object_) == ("Glass Harbour", "Orlov")
    assert predicate.endswith("was shot in")


def test_each_sentence_has_a_subject_of_its_own():
    found = extract("Lane", "Ada Lane was born in Orlov. She died in Velm.", ENGLISH).triples
    assert [(t.subject, t.object, t.sentence) for t in found] == [
        ("Ada Lane", "Orlov", 0),
        ("Lane", "Velm", 1),
    ]
    assert {t.origin for t in found} == {"rules"}


@pytest.mark.parametrize(
    "text",
    [
        "It stars Ada Lane, Tom Hale and Mira Stone.",
        "It stars Ada Lane, Tom Hale, and Mira Stone.",
        "It stars Ada Lane; Tom Hale or the Mira Stone.",
        "It stars Ada Lane & Tom Hale / Mira Stone.",
    ],
)
def test_members_of_a_list_share_their_predicate(text):
    found = triples(text)
    assert [(s, p) for s, p, _ in found] == [("Glass Harbour", "stars")] * len(found)
    assert found[0][2].startswith("Ada Lane") and found[-1][2] == "Mira Stone"


def test_a_bare_preposition_continues_the_predicate():
    assert triples("Ada Lane was born in Orlov on 3 May 1950.") == [
        ("Ada Lane", "was born in", "Orlov"),
        ("Ada Lane", "was born on", "3 May 1950"),
    ]


def test_a_new_predicate_keeps_the_subject():
    assert triples("Ada Lane left Orlov and moved to Velm.") == [
        ("Ada Lane", "left", "Orlov"),
        ("Ada Lane", "moved to", "Velm"),
    ]


def test_edge_words_are_trimmed_and_long_gaps_cut():
    ((_, predicate, _),) = triples("Ada Lane, who was the first wife of the Tom Hale.")
    assert predicate == "was the first wife of"
    ((_, predicate, _),) = triples("Ada Lane is one two three four five six seven of Orlov.")
    assert predicate == "two three four five six seven of"


def test_nothing_relates_a_name_to_itself_or_without_words():
    assert triples("Ada Lane (1950).") == []
    assert triples("Orlov is in Orlov.") == []


def test_dates_and_numbers_are_objects_never_subjects():
    assert triples("In 1950 it opened.") == [("Glass Harbour", "In", "1950")]
    assert triples("1950 was the year of Ada Lane.")[0][0] == "Glass Harbour"


def test_a_passage_without_mentions():
    assert triples("It rained all day.") == []
