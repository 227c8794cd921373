"""A tokenizer that adds its special cases as it meets them cuts texts as one that has them all."""

import random

import pytest
from spacy.tokenizer import Tokenizer

from graphrag.language.parser import special_cases
from graphrag.language.parser.package import model_folder
from graphrag.language.parser.pipelines import load_parser
from graphrag.language.parser.special_cases import CasesAsMet

pytestmark = pytest.mark.skipif(model_folder() is None, reason="the parser is not installed")
AROUND = ("", " ", "(", '"', "'", "-", ".", ",", "…", "\n", "a", "I")


@pytest.fixture(scope="module")
def both():
    parser = load_parser()
    as_met, raw = type(parser.tokenizer), parser.tokenizer.to_bytes(exclude=["vocab"])
    assert issubclass(as_met, CasesAsMet)
    return tuple(
        lambda kind=kind: kind(parser.vocab).from_bytes(raw, exclude=["vocab"])
        for kind in (as_met, Tokenizer)
    )


def cut(tokenizer, text):
    return [(t.text, t.whitespace_, t.norm_, t.idx) for t in tokenizer(text)]


def test_a_case_is_added_when_a_text_has_its_letters(both):
    as_met, _ = (make() for make in both)
    assert [t.text for t in as_met("Ida can't swim.")] == ["Ida", "ca", "n't", "swim", "."]
    waiting = set(as_met._waiting)
    assert {"can't", "won't"} & waiting == {"won't"}
    assert as_met.rules == both[1]().rules


def test_texts_made_of_cases_are_cut_alike(both):
    """Cases within each other, with blanks put in, in other letters and with marks around them."""
    whole, made = both[1](), random.Random(5)
    cases = sorted(whole.rules)

    def part():
        case = made.choice(cases)
        if made.random() < 0.3:
            at = made.randint(0, len(case))
            case = case[:at] + made.choice((" ", "\n", "\u00a0", "  ")) + case[at:]
        if made.random() < 0.2:
            case = case.upper()
        return made.choice(AROUND) + case + made.choice(AROUND)

    for _ in range(40):
        as_met = both[0]()
        for _ in range(10):
            text = made.choice(("", " ")).join(part() for _ in range(made.randint(1, 6)))
            assert cut(as_met, text) == cut(whole, text)


def test_who_reads_much_adds_all_of_them_at_once(both, monkeypatch):
    monkeypatch.setattr(special_cases, "_ONE_BY_ONE", 2)
    as_met, whole = (make() for make in both)
    for text in ("Ulm", "Bray", "I'd go."):
        assert as_met._waiting
        assert cut(as_met, text) == cut(whole, text)
    assert not as_met._waiting
    assert cut(as_met, "You won't :-)") == cut(whole, "You won't :-)")
