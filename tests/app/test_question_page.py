"""The page, run without a browser on the sample index and on hostile documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.desk import LONG, Desk

PAGE = Path(__file__).parents[2] / "app" / "main.py"
QUESTION = "In which city did the author of the book Cybernetics die?"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch):
    """Opens the page on an index."""

    def open_page(directory: Path) -> AppTest:
        monkeypatch.setenv("GRAPHRAG_INDEX", str(directory))
        return AppTest.from_file(str(PAGE), default_timeout=60).run()

    return open_page


def ask(page: AppTest, question: str) -> AppTest:
    page.text_input[0].input(question)
    return page.button[0].click().run()


def shown(page: AppTest) -> str:
    """All HTML of the page but the style sheet."""
    assert not page.exception
    return "\n".join(h.proto.body for h in page.get("html") if "<style>" not in h.proto.body)


def words(page: AppTest) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", shown(page)).split())


def test_a_question_gets_answer_sources_evidence_and_passages(page, sample_index: Path) -> None:
    asked = ask(page(sample_index), QUESTION)
    html = shown(asked)
    for part in ("gr-answer-text", "gr-sources", "gr-path", "gr-legend", 'id="passage-1"'):
        assert part in html
    assert "No language model was used" in html
    assert len(asked.get("echarts_chart")) == 1


def test_the_sidebar_counts_and_the_start_offers_questions(page, sample_index: Path) -> None:
    Desk(sample_index).examples(LONG)  # kept beside the index: the page would not wait so long
    start = page(sample_index)
    assert "Passages" in words(start) and "Things" in words(start)
    offered = [button for button in start.button if button.key and button.key.startswith("start-")]
    assert len(offered) == 6
    answered = offered[0].click().run()
    assert answered.text_input[0].value == offered[0].label.replace("\\", "")
    assert answered.query_params["q"] in (asked := answered.text_input[0].value, [asked])
    assert "gr-answer-text" in shown(answered)


def test_a_question_in_the_address_is_asked(
    monkeypatch: pytest.MonkeyPatch, sample_index: Path
) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(sample_index))
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    page.query_params["q"] = QUESTION
    assert "gr-answer-text" in shown(page.run())


def test_back_shows_the_question_before(page, sample_index: Path) -> None:
    asked = ask(page(sample_index), QUESTION)
    other = ask(asked, "Who designed K-202?")
    assert "Jacek Karpi" in words(other)
    other.query_params["q"] = QUESTION  # what the browser's Back does
    back = other.run()
    assert back.text_input[0].value == QUESTION
    assert "Stockholm" in words(back) and "Jacek Karpi" not in words(back)


def test_no_sentence_is_printed_three_times_and_silence_draws_nothing(
    page, sample_index: Path
) -> None:
    asked = words(ask(page(sample_index), QUESTION))
    assert asked.count("Wiener died in Stockholm on 18 March 1964.") == 2
    silent = ask(page(sample_index), "What is quartz made of?")
    assert not silent.get("echarts_chart") and "gr-path" not in shown(silent)
    assert "The documents do not say it clearly." in words(silent)


@pytest.mark.parametrize("question", ["", " ", "a" * 10_000])
def test_an_unusable_question_gets_a_sentence(page, sample_index: Path, question: str) -> None:
    html = shown(ask(page(sample_index), question))
    assert "gr-error" in html and "The question" in html
    assert "Traceback" not in html and "gr-answer-text" not in html


def test_a_directory_without_an_index_gets_a_sentence(page, tmp_path: Path) -> None:
    html = shown(page(tmp_path))
    assert "gr-error" in html and "holds no index" in html


def test_documents_cannot_add_tags_or_images(page, tmp_path: Path) -> None:
    from indexing.build import build_index

    evil = "<img src=http://x.test/a.png onerror=alert(1)> ![b](http://x.test/b.png) <script>"
    rows = [
        {"id": f"{evil}-{n}", "title": f"{name} {evil}", "text": f"{name} met Ada Lane. {evil}"}
        for n, name in enumerate(["Jon Rook", "Mira Stone"])
    ]
    corpus = tmp_path / "c.jsonl"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows))
    build_index(corpus, tmp_path / "index")
    asked = ask(page(tmp_path / "index"), f"Who met Ada Lane? {evil}")
    html = shown(asked)
    assert "Ada Lane" in html and "&lt;img" in html
    assert "<img" not in html and "<script" not in html
    for kind in ("markdown", "title", "header", "subheader", "caption"):
        assert not [element for element in asked.get(kind) if "x.test" in element.value]


def test_a_conversation_is_read_shown_and_edited(page, sample_index: Path) -> None:
    asked = ask(page(sample_index), "Who designed K-202?")
    on = ask(asked, "Where was he born?")
    assert "Read as: Where was Jacek Karpiński born?" in words(on) and "Turin" in words(on)
    assert on.query_params["q"] in ("Where was he born?", ["Where was he born?"])
    third = ask(on, "And Grace Hopper?")
    assert "Read as: Where was Grace Hopper born?" in words(third)
    assert third.query_params["after"] == ["Who designed K-202?", "Where was Jacek Karpiński born?"]
    turns = [one for one in third.button if one.key and one.key.startswith("turn-")]
    assert [one.label.replace("\\", "") for one in turns] == [
        "Who designed K-202? :gray[Jacek Karpiński]",
        "Where was Jacek Karpiński born? :gray[Turin]",
    ]
    changed = third.button(key="change-reading").click().run()
    assert changed.text_input[0].value == "Where was Grace Hopper born?"
    back = changed.button(key="turn-1").click().run()
    assert back.text_input[0].value == "Where was Jacek Karpiński born?"
    assert back.query_params["after"] in ("Who designed K-202?", ["Who designed K-202?"])
    unclear = ask(back, "When did she marry?")
    assert "Nothing spoken of before fits “she”" in words(unclear)
    fresh = unclear.button(key="afresh").click().run()
    assert "after" not in fresh.query_params and fresh.text_input[0].value == ""
