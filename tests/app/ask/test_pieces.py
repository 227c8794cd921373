"""HTML of the page: numbering, links, tints, and no tag that comes from a document."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from app.ask import pieces
from app.ask.chart import LIGHT, chart_height, option
from app.ask.drawn_points import draw
from graphrag.datatypes import (
    Answer,
    Citation,
    Hop,
    Retrieval,
    ScoredPassage,
    ScoredSentence,
    Seed,
)
from graphrag.evidence.answer_evidence import AnswerEvidence
from graphrag.evidence.entities import Neighbour
from graphrag.evidence.sources import NumberedSource, sources_of

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
ARIA = ("aria-label", "aria-live")
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


def evidence_for(answer: Answer) -> AnswerEvidence:
    paths = answer.retrieval.paths
    return AnswerEvidence(paths, sources_of(answer, paths), frozenset())


def everything(answer: Answer) -> str:
    retrieval, evidence = answer.retrieval, evidence_for(answer)
    source = evidence.sources[0]
    return "".join([
        pieces.answer_card(answer, evidence, 3.0),
        pieces.branch_list(evidence),
        pieces.legend(),
        pieces.seed_chips(retrieval.seeds),
        pieces.passage_card(source, retrieval.passages[0], 0.5),
        pieces.node_card("kind", answer.text, answer.text, source),
        pieces.timing_row(retrieval.timings_ms),
    ])  # fmt: skip


@pytest.mark.parametrize("abstained", [False, True])
def test_documents_bring_no_tag_attribute_or_control_character(abstained: bool) -> None:
    parsed = Tags(everything(replace(made_of(EVIL), abstained=abstained)))
    assert set(parsed.tags) <= OURS
    assert set(parsed.attributes) <= {"class", "href", "id", "title", "style", "open", *ARIA}
    assert "<script>alert(1)</script>" in parsed.text
    assert not set("\x1b\u202e") & set(parsed.text)


def test_chart_labels_hold_no_template_and_no_long_text() -> None:
    drawing = draw([(Hop("{b}" * 30, "{c}" * 30, "x", "p", "y"),)])
    spec = option(drawing, {"p": 1}, LIGHT)
    labels = [node["label"]["formatter"] for node in spec["series"][0]["nodes"]]
    assert all("{" not in label and len(label) <= 30 for label in labels)
    assert chart_height(drawing) >= 190


def test_a_source_shows_its_number_in_the_chart() -> None:
    spec = option(draw([(Hop("a", "knows", "b", "p", "s"),)]), {"p": 7}, LIGHT)
    labels = [node["label"]["formatter"] for node in spec["series"][0]["nodes"]]
    assert labels == ["a", "b", "knows  7"]


def test_a_click_means_the_same_node_in_both_shapes_of_the_chart() -> None:
    spec = option(draw([(Hop("a", "knows", "b", "p", "s"),)]), {"p": 7}, LIGHT)
    narrow, wide = (media["option"]["series"][0]["nodes"] for media in spec["media"])
    assert [node["id"] for node in narrow] == [node["id"] for node in wide]


def test_a_source_has_one_number_everywhere() -> None:
    #  cited: b, then a; the branch goes through c; retrieved: a, d
    cited = tuple(Citation(name, name, 0, 1, f"{name}.") for name in "ba")
    passages = tuple(ScoredPassage(name, name, "x", 1.0, {}, ()) for name in "ad")
    answer = replace(made_of("x"), citations=cited, retrieval=Retrieval("q", "graph", passages))
    branch = (Hop("s", "says", "t", "c", "c."),)
    evidence = AnswerEvidence((branch,), sources_of(answer, (branch,)))
    assert evidence.numbers == {"b": 1, "a": 2, "c": 3, "d": 4}
    card = pieces.answer_card(answer, evidence, 1.0)
    assert re.findall(r'aria-label="Source (\d)"', card) == ["1", "2"]
    assert 'aria-label="Source 3"' in pieces.branch_list(evidence)
    assert 'id="passage-4"' in pieces.passage_card(evidence.sources[3], passages[1], 1.0)


def test_a_sentence_is_quoted_by_its_branch_and_not_again_in_the_card() -> None:
    answer = made_of("Some words.")
    evidence = evidence_for(answer)
    assert "<q>" not in pieces.answer_card(answer, evidence, 1.0)
    assert "<q>Some words.</q>" in pieces.branch_list(evidence)
    silent = replace(evidence, branches=())
    assert "<q>Some words.</q>" in pieces.answer_card(answer, silent, 1.0)


def test_one_branch_is_open_and_the_others_are_folded() -> None:
    hop = Hop("a", "knows", "b", "p", "s")
    html = pieces.branch_list(AnswerEvidence(((hop,), (replace(hop, target="c"),)), ()))
    assert html.count("<details") == 2 and html.count("<details open") == 1


def test_sources_link_to_their_passage() -> None:
    answer = made_of("Some words.")
    evidence = evidence_for(answer)
    assert 'href="#passage-1"' in pieces.answer_card(answer, evidence, 1.0)
    card = pieces.passage_card(evidence.sources[0], answer.retrieval.passages[0], 0.5)
    assert 'id="passage-1"' in card and "gr-cited" in card


def test_a_source_that_is_not_shown_has_no_link_in_the_list() -> None:
    answer = made_of("Some words.")
    elsewhere = replace(answer, citations=(Citation("other", "T", 0, 1, "S"),))
    card = pieces.answer_card(elsewhere, evidence_for(elsewhere), 1.0)
    assert '<a href="#passage-1">' not in card


def test_all_text_of_a_passage_is_kept_once() -> None:
    text = "One. Two. Three."
    sentences = tuple(ScoredSentence(text[a:b], a, b, 0.1) for a, b in ((0, 4), (5, 9), (3, 8)))
    passage = ScoredPassage("p", "T", text, 1.0, {}, sentences)
    source = NumberedSource(1, "p", "T", "", 0, "", (), passage)
    assert text in Tags(pieces.passage_card(source, passage, 1.0)).text


@pytest.mark.parametrize(
    ("score", "best", "tint"), [(1, 1, 100), (0.8, 1, 50), (0.6, 1, 0), (-1, 1, 0), (0.5, 0, 0)]
)
def test_tint_grows_from_six_tenths_of_the_best(score: float, best: float, tint: int) -> None:
    assert pieces.strength(score, best) == tint


def test_abstention_and_fallback_are_said() -> None:
    answer = made_of("Guess")
    silent = replace(
        answer,
        abstained=True,
        reader="extractive",
        retrieval=replace(answer.retrieval, route="dense+bm25"),
    )
    words = Tags(pieces.answer_card(silent, evidence_for(silent), 1.0)).text
    assert "The documents do not say it clearly." in words
    assert "A guess, with 50% confidence: Guess." in words
    assert "No language model was used" in words
    assert "searched by meaning and words alone" in words


@pytest.mark.parametrize(
    ("confidence", "reader", "unsure"),
    [(0.38, "extractive", True), (0.62, "extractive", False), (0.38, "a model", False)],
)
def test_an_unsure_answer_looks_unsure_and_stands_with_its_sentence(
    confidence: float, reader: str, unsure: bool
) -> None:
    answer = replace(made_of("Some words."), confidence=confidence, reader=reader)
    evidence = evidence_for(answer)
    card = pieces.answer_card(answer, evidence, 1.0)
    assert ("gr-unsure" in card, "Uncertain answer" in card) == (unsure, unsure)
    assert ("about 4 in 10 are right" in card) == unsure
    branches = pieces.branch_list(evidence, quoted=pieces.is_unsure(answer))
    quotes = [html.count("<q>Some words.</q>") for html in (card, branches)]
    assert quotes == ([1, 0] if unsure else [0, 1])  # once in either


def test_the_sum_of_the_stages_stands_last() -> None:
    row = pieces.timing_row({"signals": 1.0, "total": 3.0, "reading": 2.0})
    places = [row.index(word) for word in ("Seeds", "Reading", "Together", "3.0 ms")]
    assert places == sorted(places) and "total" not in row


def test_neighbours_are_a_list_and_none_is_a_sentence() -> None:
    near = [Neighbour(f"Thing {number}", "name", 2) for number in range(pieces.SHOWN + 3)]
    some = pieces.neighbour_list(near)
    assert some.count("<li>") == pieces.SHOWN and "2 facts" in some and "And 3 more." in some
    none = pieces.neighbour_list([])
    assert "<li>" not in none and "No fact joins it to anything." in none
