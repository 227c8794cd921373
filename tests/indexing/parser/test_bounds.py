"""Where noun phrases begin and end, over parses that are written down, not made."""

import pytest
import spacy
from spacy.tokens import Doc

from indexing.parser.bounds import called_of, first_of, is_cut, last_of, quoted_open

VOCAB = spacy.blank("en").vocab


def parsed(line: str, heads: str, deps: str) -> Doc:
    """A parse: words with a blank after each but where "_" is written, heads by their numbers."""
    words = line.split()
    doc = Doc(
        VOCAB,
        words=[word.rstrip("_") for word in words],
        spaces=[not word.endswith("_") for word in words],
        heads=[int(head) for head in heads.split()],
        deps=deps.split(),
    )
    return doc


def whole(doc: Doc, head: int) -> str:
    return doc[first_of(doc[head]) : last_of(doc[head]) + 1].text


@pytest.mark.parametrize(
    ("line", "heads", "deps", "head", "found"),
    [
        ("the old pier", "2 2 2", "det amod ROOT", 2, "the old pier"),
        ("sold old pier", "0 2 0", "ROOT amod dobj", 2, "old pier"),
        ("so the pier", "2 2 2", "mark det ROOT", 2, "the pier"),  # no part of a noun
        # What stands in brackets before the noun is passed over, not taken for its end.
        ("the ( long_ ) pier", "4 2 4 2 4", "det punct parataxis punct ROOT", 4, "pier"),
        ("old ( so ) pier", "4 2 2 2 4", "amod punct ROOT punct ROOT", 4, "old ( so ) pier"),
        ("a ) pier", "2 2 2", "det punct ROOT", 2, "pier"),
        (", old pier", "2 2 2", "punct amod ROOT", 2, "old pier"),
        ("a half_ -_ new pier", "4 3 3 4 4", "det advmod punct amod ROOT", 4, "a half-new pier"),
        ("the pier of Velm", "1 1 1 2", "det ROOT prep pobj", 1, "the pier of Velm"),
        ("pier we had , of us", "0 2 0 0 0 4", "ROOT dep relcl punct prep pobj", 0, "pier we had"),
        ("pier and mole of Velm", "0 0 0 0 3", "ROOT cc conj prep pobj", 0, "pier"),
        ("pier_ - of Velm", "0 0 0 2", "ROOT punct prep pobj", 0, "pier"),
    ],
)  # fmt: skip
def test_the_words_of_a_noun(line, heads, deps, head, found):
    assert whole(parsed(line, heads, deps), head) == found


@pytest.mark.parametrize(
    ("line", "first", "last", "cut"),
    [
        ("the pier is", 1, 1, False),
        ("e_ - mail", 0, 0, True),  # "e" of "e-mail"
        ("the pier_ .", 1, 1, False),
        ("pier_ s", 0, 0, True),
        ("a/_ pier", 1, 1, True),  # what is before it is glued to it
        ("the _pier", 1, 1, False),
        ("pier-", 0, 0, True),
        ("“_ the pier", 1, 2, False),
        ("“_ the pier", 0, 2, True),  # a quotation that does not end
        ("pier", 0, 0, False),
    ],
)
def test_pieces_of_words(line, first, last, cut):
    size = len(line.split())
    doc = parsed(line, " ".join(["0"] * size), " ".join(["ROOT"] + ["dep"] * (size - 1)))
    assert is_cut(first, last, doc[last]) == cut


def test_a_phrase_whose_first_words_are_elsewhere_is_cut():
    doc = parsed("the old pier", "2 2 2", "det amod ROOT")
    assert is_cut(1, 2, doc[2]) and is_cut(2, 2, doc[2])
    assert not is_cut(0, 2, doc[2])


@pytest.mark.parametrize(
    ("line", "heads", "deps", "called"),
    [
        ("his son Otto", "1 1 1", "poss ROOT appos", "Otto"),
        ('the film " Cold', "1 1 1 1", "det ROOT punct appos", "Cold"),
        ('the film " " Cold', "1 1 1 1 1", "det ROOT punct punct appos", None),
        ("his son , Otto", "1 1 1 1", "poss ROOT punct appos", None),
        ("his son came", "1 1 1", "poss ROOT relcl", None),
    ],
)
def test_the_name_beside_a_noun(line, heads, deps, called):
    found = called_of(parsed(line, heads, deps)[1])
    assert (found.text if found is not None else None) == called


@pytest.mark.parametrize(
    ("text", "is_open"),
    [('the "Moon"', False), ('the "Moon', True), ("Moon”", True),
     ("«Moon»", False), ("«Moon", True), ("Moon", False), ('"a" "', True), ("“Moon”", False),
     ("„Mond“", False), ("„Mond", True), ("Mond“", True)],
)  # fmt: skip
def test_quotations_that_do_not_end(text, is_open):
    assert quoted_open(text) == is_open
