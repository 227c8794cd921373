"""What a person reads: the answer first, then why."""

from __future__ import annotations

from dataclasses import replace

import click
import pytest

from graphrag.cli.render import (
    FALLBACK,
    render_answer,
    render_explanation,
    render_search,
)
from graphrag.cli.terminal import clean, table, wrap
from graphrag.datatypes import Answer, Claim, Hop, Retrieval, Step


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same line length everywhere."""
    monkeypatch.setenv("COLUMNS", "100")


def test_answer_comes_first_then_sources_then_hops(answer: Answer) -> None:
    text = click.unstyle(render_answer(answer, answer.retrieval.paths))
    assert text.splitlines()[0] == "Pieter Lastman"
    parts = ["no language model was used", "Sources", "[1]", "[2]", "Evidence", "Answered in 10 ms"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "1. The Night Watch → painted by → Rembrandt" in text
    assert "2. Rembrandt → pupil of → Pieter Lastman" in text
    assert "“Rembrandt spent six months as a pupil of Pieter Lastman.”" in text


def test_three_branches_are_written_and_a_hop_said_of_its_end_points_back(answer: Answer) -> None:
    hop = Hop("Rembrandt", "painted by", "The Night Watch", "p1", "By Rembrandt.", backward=True)
    text = click.unstyle(render_answer(answer, [(hop,)] * 4))
    assert text.count("1. Rembrandt ← painted by ← The Night Watch") == 3
    assert [f"Evidence path {n}, hop by hop" in text for n in range(5)] == [
        False,
        *[True] * 3,
        False,
    ]


def test_a_language_model_is_named(answer: Answer) -> None:
    text = render_answer(replace(answer, reader="some-model"))
    assert "language model some-model" in text
    assert "no language model" not in text


def test_steps_are_shown_between_the_answer_and_its_sources(answer: Answer) -> None:
    learned = (Claim("Rembrandt painted it.", (0,)), Claim("He had a teacher.", ()))
    steps = (
        Step("Who painted it?", ("p1",), learned, answer.citations, "Who taught him?", "a next"),
        Step("Who taught him?", ("p2",), (), (), "", "enough is known"),
    )
    asked_on = replace(answer, retrieval=replace(answer.retrieval, steps=steps))
    for text in (render_answer(asked_on), render_search(asked_on.retrieval)):
        words = " ".join(click.unstyle(text).split())
        assert "1. Who painted it? - Rembrandt painted it. (The Night Watch)" in words
        assert "- He had a teacher. (not cited" in words
        assert "2. Who taught him? Ended here: enough is known." in words
    text = click.unstyle(render_answer(asked_on))
    assert text.index("Asked step by step") < text.index("Sources")


def test_abstention_says_what_was_found(answer: Answer) -> None:
    silent = replace(answer, abstained=True, confidence=0.1, note="No model. So.")
    text = click.unstyle(render_answer(silent))
    assert text.startswith("The documents do not say it clearly.")
    assert "The best guess is Pieter Lastman (confidence 0.10). No model. So." in text
    assert "What may help" in text


def test_abstention_without_a_guess_names_none(answer: Answer) -> None:
    text = click.unstyle(render_answer(replace(answer, text="", abstained=True)))
    assert "best guess" not in text


def test_no_model_is_said_once(answer: Answer) -> None:
    noted = replace(answer, note="Read by rules; no language model was used.")
    for shown in (answer, noted):
        assert " ".join(render_answer(shown).split()).count("no language model was used") == 1


def test_fallback_is_said(answer: Answer, retrieval: Retrieval) -> None:
    dense = replace(retrieval, route="dense+bm25", seeds=(), paths=())
    shown = [render_search(dense), render_explanation(dense)]
    shown.append(render_answer(replace(answer, retrieval=dense)))
    for text in shown:
        assert FALLBACK in " ".join(click.unstyle(text).split())


def test_search_quotes_the_best_sentence(retrieval: Retrieval) -> None:
    text = click.unstyle(render_search(retrieval))
    assert "  1. The Night Watch (p1), score 0.750" in text
    assert "pupil of Pieter Lastman" in text
    assert "He was Dutch" not in text


def test_explanation_names_seeds_parts_and_stages(retrieval: Retrieval) -> None:
    text = click.unstyle(render_explanation(retrieval))
    assert "0.750  The Night Watch  named in the question" in text
    assert "ppr 0.5, dense 0.25" in text
    assert "pagerank      5.00 ms" in text


def test_documents_cannot_steer_the_terminal(retrieval: Retrieval) -> None:
    evil = Hop("a\x1b[2Jb", "\x07rel\nation", "\u202ec", "p", "\x9b31mred")
    text = click.unstyle(render_explanation(replace(retrieval, paths=((evil,),))))
    assert not set("\x1b\x07\u202e\x9b") & set(text)


def test_clean_keeps_every_script() -> None:
    assert clean("  Łódź\t東京\n(naïve) ") == "Łódź 東京 (naïve)"


def test_wrap_indents_and_table_pads() -> None:
    assert wrap("one two", "    ", "  - ") == "  - one two"
    assert table([("a", "bb"), ("ccc", "d")], "") == ["a    bb", "ccc  d"]
