"""From a question to the names in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphrag.datatypes import Alias, Entity
from graphrag.language.words import FUNCTION_WORDS
from graphrag.retrieval.linking.mentions import link_mentions
from graphrag.storage.lexicon import build_lexicon

NAMES = [
    "Ada Lane",  # 0
    "Devotion (1929 film)",  # 1
    "Devotion (play)",  # 2
    "Devotion",  # 3
    "World Health Organization",  # 4
    "Port Ems",  # 5
    "1929",  # 6
    "Čapek",  # 7
    "Who",  # 8
    "The Long Tide",  # 9
    "mercury",  # 10
    "It",  # 11
]
TITLES = ["Ada Lane", "Devotion (1929 film)", "Devotion (play)", "Who", "mercury", "Čapek", "It"]
LEXICON = build_lexicon(
    [Entity(name, "name", 1) for name in NAMES], [Alias(4, "WHO", "acronym")], TITLES
)


def link(question, **kwargs):
    return [(m.text, m.entities, m.source) for m in link_mentions(question, LEXICON, **kwargs)]


def test_names_in_reading_order_with_their_places():
    question = "Did Ada Lane live in Port Ems?"
    found = link_mentions(question, LEXICON)
    assert [(m.text, m.entities, m.score) for m in found] == [
        ("Ada Lane", (0,), 1.0),
        ("Port Ems", (5,), 1.0),
    ]
    assert [question[m.start : m.end] for m in found] == ["Ada Lane", "Port Ems"]


def test_a_shared_name_may_mean_each_of_its_titles():
    assert link("When was Devotion shown?") == [("Devotion", (1, 2, 3), "mention")]


def test_a_bracket_picks_the_title():
    assert link("Who made Devotion (1929 film)?") == [("Devotion (1929 film", (1,), "mention")]


def test_the_longer_name_wins():
    # "The" is no part of a name's key.
    assert link("Who wrote The Long Tide?") == [("Long Tide", (9,), "mention")]


@pytest.mark.parametrize("question", ["is ada lane alive?", "ADA LANE", "Ada Lane's town?"])
def test_case_and_possessives(question):
    ((_, entities, source),) = link(question)
    assert (entities, source) == ((0,), "mention")


def test_a_single_lower_case_word_must_be_a_title():
    assert link("how heavy is mercury?") == [("mercury", (10,), "mention")]
    assert link("what happened in 1929?") == [("1929", (6,), "mention")]


def test_an_alias_leads_to_its_entity():
    aliases = [Alias(0, "UNO", "acronym")]
    lexicon = build_lexicon([Entity("United Nations", "name", 1)], aliases, [])
    (mention,) = link_mentions("Did the UNO meet?", lexicon)
    assert mention.entities == (0,)


def test_names_that_are_question_words_are_not_linked():
    assert link("Was the WHO founded there?") == []


@pytest.mark.parametrize(
    "question",
    ["Who is it?", "Where was that?", "What did she do with them?", "Why?", "", "?!", "A B C"],
)
def test_question_words_are_not_names(question):
    assert link(question) == []


def test_function_words_are_keys():
    assert all(word == word.casefold() and word.isalpha() for word in FUNCTION_WORDS)


# --- near spellings ---------------------------------------------------------------------------


def test_a_near_spelling():
    (mention,) = link_mentions("Is it by Ada Laine?", LEXICON)
    assert (mention.entities, mention.source) == ((0,), "fuzzy")
    assert 0.86 <= mention.score < 1


def test_accents_left_out_are_as_good_as_the_name():
    (mention,) = link_mentions("Did she meet Capek?", LEXICON)
    assert (mention.entities, mention.source, mention.score) == ((7,), "fuzzy", 1.0)


def test_far_spellings_and_short_words_are_unknown():
    assert link("Is it by Adam Long?") == []
    assert link("Is it by Xyz?") == []


def test_the_limit_is_a_setting():
    assert link("Is it by Ada Laine?", min_similarity=1.01) == []
    assert link("Did she meet Capek?", min_similarity=1.01) == []
    assert link("Is it by Nobody Known?", min_similarity=-1.0) != []
    assert link("Is it by Ida Layne?", min_similarity=0.7)[0][1] == (0,)


# --- the lexicon ------------------------------------------------------------------------------


def test_an_empty_lexicon():
    lexicon = build_lexicon([], [], [])
    assert lexicon.longest == 1 and link_mentions("Who is Ada Lane?", lexicon) == ()


def test_names_without_words_are_left_out():
    lexicon = build_lexicon([Entity("…", "name", 1)], [Alias(0, "!", "name")], ["…"])
    assert lexicon.entities_of == {}


@given(st.text(max_size=200))
def test_any_question_has_mentions_in_order_that_do_not_overlap(question):
    end = 0
    for mention in link_mentions(question, LEXICON):
        assert end <= mention.start < mention.end <= len(question)
        assert mention.text == question[mention.start : mention.end]
        assert mention.entities and 0 < mention.score <= 1
        end = mention.end


def test_a_function_word_that_opens_the_question_is_no_part_of_a_near_spelling():
    """With "Did" before it, "Ada Lanne" would be too far from "Ada Lane"."""
    assert link("Did Ada Lanne sing?") == [("Ada Lanne", (0,), "fuzzy")]
    assert link("Port Emms, is it old?") == [("Port Emms", (5,), "fuzzy")]


def test_a_near_spelling_weighs_its_similarity():
    (found,) = link_mentions("Did Ada Lanne sing?", LEXICON)
    assert found.score == pytest.approx(2 * 8 / (9 + 8))  # 2 · common / (both lengths)


def test_a_capital_alone_at_the_head_of_a_question_is_spelt_as_any_word():
    """Every question begins with a capital; further on it says that a name was meant."""
    assert link("Is Merkury small?", min_similarity=0.8) == [("Merkury", (10,), "fuzzy")]
    assert link("Merkury is small?", min_similarity=0.8) == []
