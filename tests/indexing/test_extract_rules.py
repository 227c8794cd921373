"""Sentences and mentions of one passage."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphrag.errors import SettingsError
from graphrag.language.parser.pipelines import load_language
from graphrag.settings import Extraction
from indexing.extract_rules import RULES_VERSION, extract, extractor_name
from indexing.extraction import Rules

ENGLISH = load_language()


def mentions(text, kind=None):
    found = extract("Title", text, ENGLISH).mentions
    return [m.text for m in found if kind in (None, m.kind)]


def kinds(text):
    return {m.text: m.kind for m in extract("Title", text, ENGLISH).mentions}


def sentences(text):
    return [text[s.start : s.end] for s in extract("Title", text, ENGLISH).sentences]


# --- sentences --------------------------------------------------------------------------------


def test_sentences_without_outer_white_space():
    assert sentences(" Ada came.  Jon left! \n Why? ") == ["Ada came.", "Jon left!", "Why?"]


@pytest.mark.parametrize(
    "text",
    [
        "Herbert L. Kessler wrote it.",
        "It was J. R. Ames who came.",
        "Dr. Lane met Mrs. Hale in St. Ives.",
        "He left with Prof. Stone.",
        "Ada Lane Jr. was there.",
        "It has ca. 300 rooms.",
        "Ships, e.g. Sloops, were built.",
        "The (b. Orlov) note stands.",
        "See No. 5 of the list.",
        "Boat: Heron; Length: 40 ft.; Berth: Old quay.",
        "Class: two; Crew min.: Four of them.",
        "She sang What is Love?, What is Dew?, and left.",
    ],
)
def test_abbreviations_and_initials_do_not_end_a_sentence(text):
    assert sentences(text) == [text]


def test_a_lower_case_start_continues_the_sentence():
    assert sentences("The band Was (Not Was?) played. It rained.") == [
        "The band Was (Not Was?) played.",
        "It rained.",
    ]


def test_punctuation_alone_is_no_sentence():
    assert sentences("It rained. ...") == ["It rained. ..."]


@pytest.mark.parametrize("mark", ["3.", "(iv)", "a)", "VII.", "2.1."])
def test_the_mark_of_an_item_is_no_sentence(mark):
    steps = [f"{mark} Close the valve.", "Wait."]
    assert sentences(f"Steps\n\n{steps[0]} Wait.") == ["Steps", *steps]
    assert sentences(f"{steps[0]} Wait.") == steps


def test_a_number_that_ends_a_sentence_does_not_begin_the_next():
    assert sentences("It has 3. Close it.") == ["It has 3.", "Close it."]


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0"])
def test_nothing_says_nothing(text):
    found = extract("Title", text, ENGLISH)
    assert (found.sentences, found.mentions, found.triples) == ((), (), ())


# --- mentions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Ada Lane met Tom.", ["Yesterday Ada Lane", "Tom"]),  # rules do not know words
        ("When Ada Lane left, it rained.", ["Ada Lane"]),
        ("He saw the Tower of London.", ["Tower of London"]),
        ("She met Ludwig van der Rohe.", ["Ludwig van der Rohe"]),
        ("It is by O'Neill and D’Arcy.", ["O'Neill", "D’Arcy"]),
        ("The Jean-Luc Picard story.", ["Jean-Luc Picard"]),
        ("They like AC/DC songs.", ["AC", "DC"]),
        ("He drove an iPhone van.", ["iPhone"]),
        ("She read Apollo 13 there.", ["Apollo 13"]),
        ("In Paris, Rome and Oslo.", ["Paris", "Rome", "Oslo"]),
        ("He came from Łódź to Đà Nẵng.", ["Łódź", "Đà Nẵng"]),
        ("Роман Лев Толстой написал.", ["Роман Лев Толстой"]),
        ("The film is good.", []),
        ("I was there.", []),
    ],
)
def test_names(text, expected):
    assert mentions(text, "name") + mentions(text, "acronym") == expected


def test_a_name_ends_with_its_sentence():
    found = extract("Title", "It is by Ada Lane. Tom Hale came.", ENGLISH).mentions
    assert [m.text for m in found] == ["Ada Lane", "Tom Hale"]


def test_acronyms():
    assert kinds("The World Food Programme (WFP) met NATO.") == {
        "World Food Programme": "name",
        "WFP": "acronym",
        "NATO": "acronym",
    }


@pytest.mark.parametrize(
    "date",
    [
        "3 May 1950",
        "3rd May, 1950",
        "May 3, 1950",
        "May 3rd 1950",
        "May 1950",
        "Sept. 12, 1950",
        "1950",
        "12 October 987",
    ],
)
def test_dates(date):
    assert mentions(f"It opened on {date} there.", "date") == [date]


@pytest.mark.parametrize(
    "number", ["310 km", "4,000 people", "$3.5 million", "12 percent", "90 minutes", "5 acres"]
)
def test_numbers_with_units(number):
    assert mentions(f"It has {number} in all.", "number") == [number]


@pytest.mark.parametrize("text", ["It has 310 in all.", "It has 12 things.", "Room 7 is open."])
def test_bare_numbers_are_no_mentions(text):
    assert mentions(text, "number") == []


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ('She wrote "The Long Tide" there.', "The Long Tide"),
        ("She wrote “The Long Tide” there.", "The Long Tide"),
        ("She wrote „Die Flut“ there.", None),
        ("She wrote « La vie à deux » there.", "La vie à deux"),
        ('She wrote "1984 and after" there.', "1984 and after"),
        ('He said "no, thanks" there.', None),
    ],
)
def test_works_in_quotes(text, work):
    assert mentions(text, "work") == ([work] if work else [])


def test_a_longer_mention_swallows_a_shorter_one():
    assert kinds('It is "Ada Lane of 1950" now.') == {"Ada Lane of 1950": "work"}
    assert kinds("On 3 May 1950 it rained.") == {"3 May 1950": "date"}


def test_offsets_count_in_the_text_and_do_not_overlap():
    text = "On 3 May 1950 Ada Lane (1900–1970) sold 300 acres of “Tides and us” to the WFP in Łódź."
    found = extract("Title", text, ENGLISH).mentions
    assert [text[m.start : m.end] for m in found] == [m.text for m in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert {m.kind for m in found} == {"date", "name", "number", "work", "acronym"}


@given(st.text(max_size=150))
def test_any_text_can_be_read(text):
    found = extract(text[:20], text, ENGLISH)
    end = 0
    for sentence in found.sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        end = sentence.end
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.text != ""
    assert all(a.end <= b.start for a, b in pairwise(found.mentions))
    assert all(0 <= t.sentence < len(found.sentences) and t.predicate for t in found.triples)


def test_a_function_of_the_passage_alone():
    text = "Ada Lane wrote “The Tide” in 1950. She died in Orlov."
    assert extract("A", text, ENGLISH) == extract("A", text, load_language())


# --- the pipeline -----------------------------------------------------------------------------


def test_the_extractor_is_recorded():
    assert extractor_name(ENGLISH) == f"{RULES_VERSION}/blank_en"
    assert Rules(Extraction()).name == extractor_name(ENGLISH)


def test_a_pipeline_that_is_not_installed():
    with pytest.raises(SettingsError, match="not installed"):
        load_language("en_core_nowhere")


def test_names_of_an_installed_pipeline_are_used():
    language = load_language()
    ruler = language.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "ada lane"},
            {"label": "WORK_OF_ART", "pattern": "the tide"},
            {"label": "DATE", "pattern": "last spring"},
            {"label": "MONEY", "pattern": "ten crowns"},
        ]
    )
    text = "It was ada lane who sold the tide for ten crowns last spring."
    found = extract("Title", text, language)
    assert {m.text: m.kind for m in found.mentions} == {
        "ada lane": "name",
        "the tide": "work",
        "ten crowns": "number",
        "last spring": "date",
    }


def test_an_acronym_spelled_like_a_function_word():
    """WHO is a name, Who is not."""
    text = "The World Health Organization (WHO) sits in Geneva. Who pays for it?"
    assert "WHO" in [mention.text for mention in extract("A", text, ENGLISH).mentions]
    assert "Who" not in [mention.text for mention in extract("A", text, ENGLISH).mentions]


def test_an_ampersand_within_a_name():
    text = "She worked for AT&T in Orlov."
    assert "AT&T" in [mention.text for mention in extract("A", text, ENGLISH).mentions]


@pytest.mark.parametrize(
    "unit", ["&#", "![", ":(", '",', "'s", ")(", "_", "http://", "中。", "Ada "]
)
def test_ten_thousand_hostile_characters_take_little_time(unit):
    text = (unit * 10_000)[:10_000]
    started = time.process_time()
    found = extract("Title", text, ENGLISH)
    assert time.process_time() - started < 2
    assert all(mention.end - mention.start <= 200 for mention in found.mentions)
