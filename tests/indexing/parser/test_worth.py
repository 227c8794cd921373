"""Which sentences are parsed: each bound from both of its sides."""

import pytest

from graphrag.datatypes import Mention, Span
from indexing.parser.worth import is_english, lead_of, mentions_in, worth_parsing


def taken(said: str, *, named: bool = True) -> bool:
    """Whether a text that is one sentence, whose first letter names something, is parsed."""
    mentions = [Mention(0, 1, "A", "name")] if named else []
    return worth_parsing(said, [Span(0, len(said))], mentions) == [0]


@pytest.mark.parametrize(
    ("said", "worth"),
    [
        ("Ada left X", False),  # ends as no sentence does
        ("Ada lef X.", True),  # of ten characters
        ("Ada le X.", False),  # of nine
        ("Ada left it. " + "x" * 586 + ".", True),  # of 600
        ("Ada left it. " + "x" * 587 + ".", False),  # of 601
        ("Did Ada go?", False),
        ("Ada left `it`.", False),
        ("Ada left it [3].", False),
        ("Ada left them.", True),
        ("Adam departed.", False),  # two words
        ("Ada: 1; B: 2; C: 3.", False),  # a row: two words before its first mark, two marks
        ("Ada did it; B: 2; C: 3.", True),
        ("Ada: 1; and B: 2.", True),  # one mark
        ("ADAA aaaaaa a.", True),  # 4 of 11 letters are capitals
        ("ADAAA aaaa aa.", False),  # 5 of 11
        ("ADAA aaaa aa.", True),  # 4 of 10: as many as may be
        ("Ada left “it”…", True),
    ],
)
def test_a_sentence_with_a_name(said, worth):
    assert taken(said) == worth


@pytest.mark.parametrize(
    ("said", "worth"),
    [("She left it.", True), ("The end came.", True), ("That was all.", True),
     ("Nobody left it.", False), ("She departed.", True)],
)  # fmt: skip
def test_a_sentence_without_one_needs_a_word_that_points(said, worth):
    assert taken(said, named=False) == worth


def test_the_numbers_of_the_sentences_are_those_of_all():
    text = "Ada left it. Why? She came back."
    spans = [Span(0, 12), Span(13, 17), Span(18, 32)]
    assert worth_parsing(text, spans, [Mention(0, 3, "Ada", "name")]) == [0, 2]


def test_a_mention_is_of_the_sentence_that_holds_it_whole():
    places = (0, 2), (3, 5), (7, 9), (8, 12), (10, 12)
    before, first, edge, over, second = (Mention(*place, "m", "name") for place in places)
    sentences = [Span(3, 9), Span(10, 20)]
    assert mentions_in(sentences, [before, first, edge, over, second]) == [[first, edge], [second]]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("The pier of Velm", True),
        ("", True),
        ("1888", True),
        ("aaaaaaaж" + "жж", True),  # 3 of 10 letters
        ("aaaaaaжжжж", False),  # 4 of 10
        ("Rue der Lund und Wirth", True),  # two words of another language
        ("Rue der die das Lund", False),  # three, and none of English
        ("der die das, the end of the pier", True),  # three and three
        ("der die das und the end of pier", False),  # four, and two
    ],
)
def test_english(text, english):
    assert is_english(text) == english


@pytest.mark.parametrize(
    ("title", "said", "lead"),
    [
        ("", "The pier is long.", ""),
        ("", "• The pier is long.", "• "),
        ("", "12:30 - The pier opened.", "12:30 - "),
        ("", "- 12:30 - The pier opened.", "- 12:30 - "),
        ("", "RFC - The RFC board is here.", "RFC - "),
        ("", "One two three - The pier.", ""),  # no term: small words
        ("", "Ab Cd Ef Gh Ij - The pier.", "Ab Cd Ef Gh Ij - "),  # five words
        ("", "Ab Cd Ef Gh Ij Kl - The pier.", ""),  # six
        ("", "Pier of the Sea - The pier.", "Pier of the Sea - "),
        ("", "Pier was old - The pier.", ""),  # no term: a word that says something
        ("", "Velm - The pier - is long.", ""),  # a thought put in
        ("RFC - The RFC board", "RFC - The RFC board is here.", ""),  # the title
        ("RFC", "RFC - The RFC board is here.", ""),
    ],
)
def test_what_stands_before_the_sentence(title, said, lead):
    assert said[: lead_of(title, said)] == lead
