"""Linking by vector, plain words, and paths of facts."""

import numpy as np
import pytest

from graphrag.datatypes import Entity
from graphrag.retrieval.linking.asked_words import asked_words, roots
from graphrag.retrieval.linking.fact_paths import FactPath, path_facts, search_paths
from graphrag.retrieval.linking.mentions import QuestionMention
from graphrag.retrieval.linking.vectors import _LONGEST, link_vectors, unmatched_phrases
from tests.fakes import HashEmbedder
from tests.stand_ins import film_index, signals_of

EMBEDDER = HashEmbedder(64)
NAMES = ["Land Grant University", "Ada Lane", "Born"]
ENTITIES = [Entity(name, "name", 1) for name in NAMES]
VECTORS = EMBEDDER.encode(NAMES)


def link(question, floor=0.5, mentions=()):
    found = link_vectors(question, mentions, ENTITIES, EMBEDDER.encode, VECTORS, floor)
    return [(m.text, m.entities, m.source) for m in found]


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("Who is Ada Marie Lane?", ["Ada Marie Lane"]),
        ('Who wrote "the long tide"?', ["the long tide"]),
        ("Which land grant university is it?", ["land grant university"]),
        ("Was the town there?", []),  # a single plain word is no name
        ("Is Port Ems, Velm there?", ["Port Ems", "Velm"]),
        ("Was her old white town hall rebuilt?", []),  # a clause
    ],
)
def test_phrases_that_may_be_names(question, phrases):
    assert [question[a:b] for a, b in unmatched_phrases(question, [])] == phrases


def test_a_phrase_of_the_greatest_length_is_still_one():
    words = " ".join(f"Tall{'abcdefghij'[n]}" for n in range(_LONGEST))
    for more, found in (("", [words]), (" Taller", [])):
        question = f"who saw {words}{more}?"
        assert [question[a:b] for a, b in unmatched_phrases(question, [])] == found


def test_what_is_linked_already_is_no_phrase():
    question = "Did Ada Lane meet Tom Hale?"
    assert [question[a:b] for a, b in unmatched_phrases(question, [(4, 12)])] == ["Tom Hale"]


def test_a_phrase_is_linked_to_the_nearest_name_above_the_floor():
    assert link("Which land grant university?") == [("land grant university", (0,), "vector")]
    assert link("Which land grant university?", floor=1.01) == []
    assert link("Who saw Ada Lane Junior?") == [("Ada Lane Junior", (1,), "vector")]


def test_plain_words_do_not_mean_a_name_of_one_word():
    assert link("Which was born later?", floor=0.1) == []
    assert link("Which was Born Later?", floor=0.5) == [("Born Later", (2,), "vector")]


def test_known_mentions_stay_and_order_is_kept():
    known = QuestionMention(0, 5, "Which", (1,), "mention", 1.0)
    found = link("Which land grant university?", mentions=(known,))
    assert [text for text, *_ in found] == ["Which", "land grant university"]
    assert link("Why?") == []


def test_words_outside_the_names():
    mention = QuestionMention(17, 25, "Devotion", (0,), "mention", 1.0)
    assert asked_words("Who directed the Devotion (film)?", [mention]) == ("directed", "film")


def test_roots_join_families():
    assert roots("director") == roots("directed") != roots("wrote")
    assert roots("born in") == roots("birthplace")
    assert roots("was the") == frozenset()


# --- paths --------------------------------------------------------------------------------------


def paths(question, width, length, similarity=(0.9, 0.6, 0.3)):
    index = film_index()
    signals = signals_of(index, question, similarity)
    return index, search_paths(index, question, signals.mentions, signals.similarity, width, length)


def test_a_path_starts_at_a_name_of_the_question():
    _, found = paths("Is it 1929?", 4, 1)
    # Sentences 0 and 1 name 1929; their steps are their similarities.
    assert [path.sentences for path in found] == [(0,), (1,)]
    assert [path.score for path in found] == pytest.approx([0.9, 0.6])
    _, one = paths("Is it 1929?", 1, 1)
    assert [path.sentences for path in one] == [(0,)]


def test_without_a_name_it_starts_at_the_nearest_sentences():
    _, found = paths("Why?", 1, 1, similarity=(0.1, 0.6, 0.3))
    assert [path.sentences for path in found] == [(1,)]


def test_hop_two_is_searched_with_what_hop_one_said():
    index, found = paths("Is it 1929?", 1, 2)
    # From sentence 0 over Ada Lane or Devotion to the other passage, whose only sentence is 2.
    (path,) = found
    assert path.sentences == (0, 2)
    assert index.embedder.encoded[-1] == "Is it 1929? Ada Lane made Devotion in 1929."
    vector = index.embedder.encode(["Is it 1929? Ada Lane made Devotion in 1929."])[0]
    assert path.steps[1] == pytest.approx(max(float(index.sentence_vectors[2] @ vector), 0))


def test_a_path_that_leads_no_further_stays():
    _, found = paths("Is Devotion by Ada Lane?", 1, 3)
    assert [path.sentences for path in found] == [(0,)]  # all it shares is named by the question


def test_sentences_have_the_score_of_their_best_path():
    found = path_facts((FactPath((1, 2), (0.4, 0.6)), FactPath((1, 3), (0.4, 0.8))))
    assert [sentence for sentence, _ in found] == [1, 3, 2]
    assert np.array([score for _, score in found]) == pytest.approx([0.6, 0.6, 0.5])
