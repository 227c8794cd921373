"""HTML of the page: numbering, links, tints, and no tag that comes from a document."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from app import markup
from app.evidence_chart import LIGHT, chart_height, option
from graphrag.datatypes import (
    Answer,
    Citation,
    Hop,
    Retrieval,
    ScoredPassage,
    ScoredSentence,
    Seed,
)

OURS = {
    "section",
    "p",
    "a",
    "span",
    "ol",
    "li",
    "div",
    "q",
    "b",
    "i",
    "details",
    "summary",
    "small",
}
EVIL = (
    '<script>alert(1)</script><img src="http://x.test/a.png" onerror=alert(1)>'
    "![a](http://x.test/b.png)'\"&lt;\x1b\u202e</p></div>"
)


class Tags(HTMLParser):
    """Collects the tags and attributes of a fragment."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(fragment)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def made_of(text: str) -> Answer:
    """An answer in which every text is `text`."""
    sentence = ScoredSentence(text, 0, len(text), 0.5)
    passage = ScoredPassage(text, text, text, 1.0, {text: 1.0}, (sentence,))
    path = (Hop(text, text, text, text, text),)
    retrieval = Retrieval(text, "graph", (passage,), (Seed(text, 1.0, text),), (path,), {text: 1.0})
    return Answer(text, False, 0.5, (Citation(text, text, 0, len(text), text),), retrieval, text,
                  text)  # fmt: skip


def everything(answer: Answer) -> str:
    retrieval = answer.retrieval
    rank = markup.ranks(retrieval)
    return "".join([
        markup.answer_card(answer, 3.0),
        markup.path_list(retrieval.paths, rank),
        markup.seed_chips(retrieval.seeds),
        markup.passage_card(1, retrieval.passages[0], answer, 0.5),
        markup.timing_row(retrieval.timings_ms),
    ])  # fmt: skip


@pytest.mark.parametrize("abstained", [False, True])
def test_documents_bring_no_tag_attribute_or_control_character(abstained: bool) -> None:
    parsed = Tags(everything(replace(made_of(EVIL), abstained=abstained)))
    assert set(parsed.tags) <= OURS
    assert set(parsed.attributes) <= {"class", "href", "id", "title", "style", "open"}
    assert "<script>alert(1)</script>" in parsed.text
    assert not set("\x1b\u202e") & set(parsed.text)


def test_chart_labels_hold_no_template_and_no_long_text() -> None:
    path = (Hop("{b}" * 30, "{c}" * 30, "x", "p", "y"),)
    spec = option([path], {"p": 1}, LIGHT)
    labels = [node["label"]["formatter"] for node in spec["series"][0]["nodes"]]
    assert all("{" not in label and len(label) <= 30 for label in labels)
    assert chart_height([path]) >= 200


def test_a_passage_shows_its_number_in_the_chart() -> None:
    spec = option([(Hop("a", "knows", "b", "p", "s"),)], {"p": 7}, LIGHT)
    labels = [node["label"]["formatter"] for node in spec["series"][0]["nodes"]]
    assert labels == ["a", "b", "knows  7"]


def test_citations_link_to_their_passage_and_back() -> None:
    answer = made_of("Some words.")
    assert 'href="#passage-1"' in markup.answer_card(answer, 1.0)
    assert 'href="#source-1"' in markup.passage_card(1, answer.retrieval.passages[0], answer, 0.5)


def test_a_citation_of_a_passage_that_is_not_shown_has_no_link() -> None:
    answer = made_of("Some words.")
    elsewhere = replace(answer, citations=(Citation("other", "T", 0, 1, "S"),))
    assert "#passage-" not in markup.answer_card(elsewhere, 1.0)


def test_all_text_of_a_passage_is_kept_once() -> None:
    text = "One. Two. Three."
    sentences = tuple(ScoredSentence(text[a:b], a, b, 0.1) for a, b in ((0, 4), (5, 9), (3, 8)))
    passage = ScoredPassage("p", "T", text, 1.0, {}, sentences)
    card = markup.passage_card(1, passage, made_of("x"), 1.0)
    assert text in Tags(card).text


@pytest.mark.parametrize(
    ("score", "best", "tint"), [(1, 1, 100), (0.8, 1, 50), (0.6, 1, 0), (-1, 1, 0), (0.5, 0, 0)]
)
def test_tint_grows_from_six_tenths_of_the_best(score: float, best: float, tint: int) -> None:
    assert markup.strength(score, best) == tint


def test_abstention_and_fallback_are_said() -> None:
    answer = made_of("Guess")
    silent = replace(
        answer,
        abstained=True,
        reader="extractive",
        retrieval=replace(answer.retrieval, route="dense+bm25"),
    )
    words = Tags(markup.answer_card(silent, 1.0)).text
    assert "The documents do not say it clearly." in words
    assert "The best guess is Guess, with 50% confidence." in words
    assert "No language model was used" in words
    assert "dense and BM25 search only" in words
