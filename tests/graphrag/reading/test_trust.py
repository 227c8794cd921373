"""What is not stated: the wrong kind of thing, and what the citations do not bear out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.datatypes.metadata import Metadata
from graphrag.reading.chooser import Learned
from graphrag.reading.found import Finding, Found
from graphrag.reading.material import gather
from graphrag.reading.page import open_pages
from graphrag.reading.question import analyse
from graphrag.reading.scene import Scene
from graphrag.reading.trust import (
    is_borne_out,
    is_of_asked_kind,
    signs_of,
    trusted,
)
from tests.graphrag.reading.build import passage

QUARRY = passage(
    "q", "Slate Quarry",
    "Slate Quarry was opened in 1871 by Hanna Brisk.",
    "It is 40 metres deep and lies in Norway, near Molde.",
)  # fmt: skip


def finding(question: str, text: str, form: str = "span") -> tuple[Finding, Scene]:
    pages = open_pages([QUARRY], 5)
    start = pages[0].text.index(text) if text in pages[0].text else 0
    step = Found(pages[0], start, start + len(text), 1.0)
    return Finding(text, 0.5, (step,), form), Scene(analyse(question, pages), pages)


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("Who opened the quarry?", "Hanna Brisk", True),
        ("Who opened the quarry?", "1871", False),
        ("Who opened the quarry?", "Norway", False),
        ("When was the quarry opened?", "1871", True),
        ("When was the quarry opened?", "Hanna Brisk", False),
        ("When was the quarry opened?", "Norway", False),
        ("When is the quarry open?", "mid October", True),
        ("When is the quarry open?", "every Friday morning", True),
        ("When is the quarry open?", "$40", False),
        ("At what time does the quarry close?", "06 356-6606", False),
        ("At what time does the quarry close?", "17:30", True),
        ("What does the quarry charge for a cart?", "Storage Fee", False),
        ("What does the quarry charge for a cart?", "$40", True),
        ("What is the number of the quarry's telephone?", "2@quarry.example", False),
        ("How deep is the quarry?", "four feet", True),
        ("How many bands play there?", "Five Star", False),
        ("How deep is the quarry?", "40 metres", True),
        ("How long does a visit take?", "Monthly", False),
        ("How much does a visit cost?", "Lye Soap", False),
        ("How many carts are there?", "86", True),
        ("How many carts are there?", "two years", False),
        ("How many carts are there each year?", "two years", False),
        ("How many years did it take?", "two years", True),
        ("How many working days did it take?", "12 days", True),
        ("How often are carts checked?", "6-week", False),
        ("How often are carts checked?", "every six weeks", True),
        ("How often are carts checked?", "weekly", True),
        ("How deep is the quarry?", "Norway", False),
        ("Where is the quarry?", "Norway", True),
        ("Where is the quarry?", "1871", False),
        ("Which town is the quarry near?", "Molde", True),
        ("Which country is the quarry in?", "Norway", True),
        ("What is the quarry known for?", "slate", True),
        ("Which quarry was opened by Hanna Brisk?", "Hanna Brisk", False),
    ],
)
def test_the_kind_that_is_asked_for(question: str, text: str, fits: bool) -> None:
    assert is_of_asked_kind(*finding(question, text)) is fits


def test_what_a_bare_number_counts_is_read_behind_it() -> None:
    assert is_of_asked_kind(*finding("How many carts are there?", "40"))  # metres: no time
    waited = open_pages([passage("w", "Carts", "A new cart comes every three years.")], 5)
    start = waited[0].text.index("three")
    three = Finding("three", 0.5, (Found(waited[0], start, start + 5, 1.0),), "span")
    for question, fits in (("How many carts are there?", False), ("How many years?", True)):
        assert is_of_asked_kind(three, Scene(analyse(question, waited), waited)) is fits


def test_only_spans_have_a_kind() -> None:
    assert is_of_asked_kind(*finding("Who opened the quarry?", "Norway", "sentences"))


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
    found, _ = finding("Who opened the quarry?", text, form)
    assert is_borne_out(found, cited) is borne


def test_trust_is_a_logistic_of_the_signs() -> None:
    weights = Learned(choice={}, span={"fit": 2.0}, sentences={"fit": -1.0})
    assert trusted("span", {}, weights) == 0.5  # exp(0) / (1 + exp(0))
    assert trusted("span", {"fit": 0.5}, weights) == pytest.approx(0.7311, abs=1e-4)
    for form in ("list", "sentences", "yes-no"):
        assert trusted(form, {"fit": 1.0}, weights) == pytest.approx(0.2689, abs=1e-4)
    assert trusted("span", {"fit": 9.0, "names": 0.0}, weights) == 0  # it speaks of others
    assert trusted("span", {"fit": 9.0, "names": 0.5}, weights) > 0.9


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
