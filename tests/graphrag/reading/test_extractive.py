"""The reader as a whole: open questions, citations, abstention, notes."""

from __future__ import annotations

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.settings import Reading
from tests.graphrag.reading.build import ask, passage

BAND = passage(
    "band", "The Lanterns",
    "The Lanterns are a Danish rock band formed in Aarhus in 1994.",
    "Their singer is Ida Holst.",
)  # fmt: skip
SINGER = passage(
    "ida", "Ida Holst",
    "Ida Holst (born 4 April 1971) is a Danish singer.",
    'She is nicknamed "The Lark" and studied at the Royal Academy of Music.',
)  # fmt: skip
AIRPORT = passage(
    "air", "Brook Air Base",
    "Brook Air Base was a military airport in Maine.",
    "It reopened as Brook Executive Airport in 2011 and has 12 hangars.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("In what year was the band The Lanterns formed?", "1994"),
        ("Who is the singer of the Danish band The Lanterns?", "Ida Holst"),
        pytest.param(
            "What is the nickname of the singer of The Lanterns?",
            "The Lark",
            marks=pytest.mark.xfail(reason="the singer's name is read for her nickname"),
        ),
        (
            "The military airport Brook Air Base reopened as what airport?",
            "Brook Executive Airport",
        ),
        ("How many hangars does Brook Air Base have?", "12"),
        ("When was the singer of The Lanterns born?", "4 April 1971"),
    ],
)
def test_open_questions(question: str, answer: str) -> None:
    found = ask(question, BAND, SINGER, AIRPORT)
    assert found.text in (answer, f"{answer} hangars")
    assert not found.abstained


def test_citations_slice_to_the_sentence_they_quote() -> None:
    found = ask("When was the singer of The Lanterns born?", BAND, SINGER)
    texts = {"band": BAND.text, "ida": SINGER.text}
    assert [citation.passage_id for citation in found.citations] == ["band", "ida"]
    for citation in found.citations:
        assert texts[citation.passage_id][citation.start : citation.end] == citation.text
    assert "4 April 1971" in found.citations[-1].text


def test_the_note_says_that_no_language_model_was_used() -> None:
    found = ask("When was Ida Holst born?", SINGER)
    assert found.reader == "extractive"
    assert "no language model was used" in found.note


def test_unrelated_passages_make_it_abstain_and_say_what_was_found() -> None:
    found = ask("What does a quantum gravimeter measure inside volcanic calderas?", BAND)
    assert found.abstained and found.text == ""
    assert found.form == "found" and found.note.startswith("No passage says it clearly.")
    assert 1 <= len(found.citations) <= 3


def test_nothing_retrieved_is_an_abstention() -> None:
    found = ask("When was Ida Holst born?")
    assert (found.abstained, found.confidence, found.citations) == (True, 0.0, ())


def test_only_as_many_passages_are_read_as_the_settings_say() -> None:
    found = ask("When was Ida Holst born?", BAND, SINGER, section=Reading(passages=1))
    assert "ida" not in [citation.passage_id for citation in found.citations]


def test_a_rule_denies_without_the_name_of_what_is_asked() -> None:
    rules = passage("r", "Ferry rules", "Dogs are not allowed in the cabin.", "Bring your ticket.")
    found = ask("Can my dog come into the cabin to Velm?", rules)
    assert (found.text, found.form, found.abstained) == ("no", "yes-no", False)
    told = passage("t", "Ferry", "The dog did not come into the cabin.")
    assert ask("Did the dog of Lund come into the cabin?", told).abstained


def test_the_threshold_decides() -> None:
    question = "Who is the singer of the Danish band The Lanterns?"
    assert not ask(question, BAND, section=Reading(min_confidence=0.0)).abstained
    assert ask(question, BAND, section=Reading(min_confidence=1.0)).abstained


def test_a_passage_without_sentences_is_read_as_one() -> None:
    bare = ScoredPassage("ida", "Ida Holst", SINGER.text, 1.0, {}, ())
    found = ask("When was Ida Holst born?", bare)
    assert found.text == "4 April 1971"
    assert found.citations[0].text == SINGER.text


def test_a_question_in_letters_that_the_head_never_read_is_shown_sentences() -> None:
    page = passage("m", "磨坊", "哈罗磨坊由安娜于1874年建造。", "它属于社区。")
    answer = ask("谁建造了哈罗磨坊？", page)
    assert (answer.text, answer.form) == ("", "found")
    assert answer.citations
    assert answer.note is not None and "Latin" in answer.note
