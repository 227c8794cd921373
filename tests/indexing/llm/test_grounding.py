"""Triples tied to sentences: what supports one, which sentence, and what is refused."""

import pytest

from graphrag.datatypes import Mention, PassageExtraction, Span
from graphrag.language.parser.pipelines import load_language
from indexing.extract_rules import extract
from indexing.llm.grounding import Ground, find_mentions, words_of

ENGLISH = load_language()
TEXT = (
    "Ada Lane wrote The Long Tide in 1951. She was born in Port-Ems, Ostria. "
    "Later Lane's rival Jon Röök filmed it for the 1960 festival of Velm. The novel sold well. "
    "Tom Hale is the mayor of Velm."
)


def ground(title="The Long Tide (novel)", text=TEXT):
    return Ground(title, text, extract(title, text, ENGLISH).sentences)


def sentence(*said, **where):
    tied = ground(**where).tie(said)
    return None if tied is None else tied.sentence


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("Ada Lane", "wrote", "The Long Tide"), 0),
        (("ADA LANE", "wrote", "long tide"), 0),  # case, article
        (("Ada Lane", "was born in", "Port Ems"), 1),  # pronoun; hyphen
        (("Port Ems", "lies in", "Ostria"), 1),
        (("Jon Rook", "filmed", "The Long Tide"), 2),  # accents; the title need not be repeated
        (("Ada Lane", "rival", "Jon Röök"), 2),  # possessive surname; named in full before
        (("Jon Röök", "filmed for", "festival of 1960"), 2),  # words apart
        (("The Long Tide", "sold", "well"), 3),  # a description stands for the title
        (("The Long Tide (novel)", "sold", "well"), 3),
        (("Tom Hale", "mayor of", "Velm"), 4),
    ],
)
def test_the_sentence_that_supports_a_triple(said, expected):
    assert sentence(*said) == expected


@pytest.mark.parametrize(
    "said",
    [
        ("Ada Lane", "married", "Mallory"),  # not in the text
        ("Mallory", "wrote", "The Long Tide"),
        ("Tom Hale", "was born in", "Ostria"),  # both in the text, no sentence joins them
        ("The Long Tide", "is", "The Long Tide (novel)"),  # nothing face to face
        ("Ada Lane", "is", "ada lane"),
        ("---", "is", "Velm"),
        ("Ada", "wrote", "Long Tid"),  # half a word
    ],
)
def test_what_no_sentence_supports_is_refused(said):
    assert sentence(*said) is None


def test_the_predicate_chooses_among_sentences():
    text = "Ada met Jon in Velm. Ada left Jon in Nim. Ada met Jon in Rook."
    assert sentence("Ada", "left", "Jon", title="", text=text) == 1
    assert sentence("Ada", "met", "Jon", title="", text=text) == 0


def test_ends_are_written_as_the_passage_writes_them():
    tied = ground().tie(("Jon Rook", "filmed", "The Long Tide"))
    assert (tied.subject, tied.object, tied.origin) == ("Jon Röök", "The Long Tide", "llm")


def test_names_do_not_reach_over_brackets_quotes_and_commas():
    text = 'Ada "Lane" came. Ada (Lane) came. Rome, Italy. U.S. and Saxe - Coburg.'
    found = ground(title="", text=text)
    assert found.places("Ada Lane") == []
    assert len(found.places("Rome, Italy")) == 1
    assert found.places("Rome Italy") == []
    assert [text[p.start : p.end] for p in found.places("Saxe-Coburg")] == ["Saxe - Coburg"]
    assert [text[p.start : p.end] for p in found.places("U.S.")] == ["U.S"]


def test_offsets_are_those_of_the_text():
    found = ground()
    for name in ("Ada Lane", "port ems", "Jon Rook", "1960"):
        for place in found.places(name):
            assert words_of(TEXT[place.start : place.end]) == words_of(name)
            assert found.tie((name, "x", "The Long Tide")) is not None


def test_mentions_keep_the_rules_kinds_and_the_case():
    text = "Ada Lane came to New Velm on 5 May 1951. ada lane left."
    ruled = PassageExtraction(
        (Span(0, 40), Span(41, 55)),
        (Mention(0, 8, "Ada Lane", "name"), Mention(29, 39, "5 May 1951", "date")),
        (),
    )
    names = ["Ada Lane", "5 May 1951", "New Velm", "Velm", "Lane", "Mallory", "1951"]
    found = find_mentions(Ground("", text, ruled.sentences), names, ruled)
    assert [(m.text, m.kind) for m in found] == [
        ("Ada Lane", "name"),
        ("Lane", "name"),
        ("New Velm", "name"),
        ("Velm", "name"),
        ("5 May 1951", "date"),
        ("1951", "number"),
    ]
    assert all(text[m.start : m.end] == m.text for m in found)


def test_a_passage_without_words():
    empty = Ground("", "", ())
    assert empty.tie(("a", "b", "c")) is None and empty.places("a") == []


def test_words_outside_every_sentence_state_nothing():
    """A heading before the first sentence belongs to none, least of all to the last."""
    text = "Lane Archive Ada wrote. She died."
    spans = (Span(13, 23), Span(24, 33))
    assert text[13:23] == "Ada wrote." and text[24:33] == "She died."
    tied = Ground("Title", text, spans)
    assert tied.places("Lane Archive") == []
    (place,) = tied.places("Ada")
    assert place.sentence == 0
