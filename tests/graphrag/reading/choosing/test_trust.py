"""What is not stated: what the citations do not bear out, and what too little speaks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.datatypes import ScoredPassage, Seed
from graphrag.datatypes.metadata import Metadata
from graphrag.reading.choosing.chooser import Learned
from graphrag.reading.choosing.trust import is_borne_out, signs_of, trusted
from graphrag.reading.material.material import gather
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import open_pages
from tests.graphrag.reading.build import QUARRY, passage, quarry_finding


@pytest.mark.parametrize(
    ("text", "form", "cited", "borne"),
    [
        ("Hanna Brisk", "span", ["It was opened by Hanna Brisk."], True),
        ("Hanna Brisk", "span", ["It was opened by Hanna Frost."], False),
        ("Hanna Brisk", "span", [], False),
        ("slate, lime", "list", ["They sell slate.", "They sell lime."], True),
        ("slate, lime", "list", ["They sell slate."], False),
        ("yes", "yes-no", ["They sell slate."], True),
        ("yes", "yes-no", [], False),
    ],
)
def test_what_the_citations_bear_out(text: str, form: str, cited: list[str], borne: bool) -> None:
    question = "Who opened the quarry?"
    found, _ = quarry_finding(question, text, form)
    assert is_borne_out(found, cited, question) is borne


def test_what_is_denied_is_borne_out_by_what_denies() -> None:
    question = "Who did not come to the quarry?"
    found, _ = quarry_finding(question, "Hanna Brisk")
    assert not is_borne_out(found, ["Present: Hanna Brisk."], question)
    assert is_borne_out(found, ["Excused: Hanna Brisk."], question)
    assert is_borne_out(found, ["Hanna Brisk didn’t come."], question)
    aside = "What does the quarry cost if I did not order it?"
    assert is_borne_out(found, ["Hanna Brisk pays."], aside)
    of_one = "Who opened the quarry that never paid?"
    assert is_borne_out(found, ["It was opened by Hanna Brisk."], of_one)


def test_trust_is_a_logistic_of_the_signs() -> None:
    weights = Learned(choice={}, span={"fit": 2.0}, sentences={"fit": -1.0})
    assert trusted("span", {}, weights) == 0.5  # exp(0) / (1 + exp(0))
    assert trusted("span", {"fit": 0.5}, weights) == pytest.approx(0.7311, abs=1e-4)
    for form in ("list", "yes-no"):
        assert trusted(form, {"fit": 1.0}, weights) == pytest.approx(0.2689, abs=1e-4)
    assert trusted("span", {"fit": 9.0, "names": 0.0}, weights) == 0  # it speaks of others
    assert trusted("span", {"fit": 9.0, "names": 0.5}, weights) > 0.9


def test_quoted_sentences_are_trusted_by_a_line_over_their_log_odds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weights = Learned(choice={}, span={}, sentences={"fit": -1.0})
    monkeypatch.setattr("graphrag.reading.choosing.trust.OF_SENTENCES", (2.0, 3.0))
    assert trusted("sentences", {"fit": 1.0}, weights) == pytest.approx(0.7311, abs=1e-4)


def test_a_document_says_what_it_is_about_in_its_path_too() -> None:
    question = "Who may open the gate at Kelder Point?"
    said = passage("g", "Gates", "The gate is opened by the warden alone.")
    there = replace(said, metadata=Metadata(path="kelder-point/gates.md"))

    def names(page: ScoredPassage, *others: ScoredPassage) -> float:
        material = gather(question, open_pages([page, *others], 5))
        start = page.text.index("the warden")
        found = Found(material.scene.pages[0], start, start + 10, 1.0)
        return signs_of(Finding("the warden", 0.5, (found,), "span"), material)["names"]

    assert (names(said), names(there)) == (0.0, 1.0)
    leading = passage("k", "Coast", "Kelder Point is looked after by the Gates Trust.")
    elsewhere = passage("e", "Coast", "Kelder Point is a lonely place.")
    trust = replace(said, title="Gates Trust")
    assert (names(trust, leading), names(trust, elsewhere)) == (1.0, 0.0)


def test_what_the_head_says_is_among_the_signs() -> None:
    material = gather("Who opened the quarry?", open_pages([QUARRY], 5))
    page = material.scene.pages[0]
    start = page.text.index("Hanna Brisk")
    found = Finding("Hanna Brisk", 0.5, (Found(page, start, start + 11, 1.0),), "span")
    signs = signs_of(found, material)
    assert signs["constant"] == signs["page"] == signs["heard first"] == 1.0
    assert signs["heard"] == signs["heard best"] > 0 > -signs["heard none"]
    assert signs["odds"] >= signs["heard"] and 0.5 < signs["share of all"] < 1
    assert signs["words of all"] == pytest.approx(1.0)  # opened, quarry: sentence and title


def test_months_and_names_that_most_documents_write_need_not_be_on_a_page() -> None:
    question = "Who opened the gate of Kelder Point in May?"
    said = passage("g", "Gates", "The gate was opened by the warden alone.")

    def names(*seeds: Seed) -> float:
        material = gather(question, open_pages([said], 5), seeds)
        start = said.text.index("the warden")
        found = Found(material.scene.pages[0], start, start + 10, 1.0)
        return signs_of(Finding("the warden", 0.5, (found,), "span"), material)["names"]

    assert names() == names(Seed("Kelder Point", 1.0, "mention", 0.05)) == 0
    assert names(Seed("Kelder Point", 1.0, "mention", 0.4)) == 1
