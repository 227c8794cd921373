"""Notes say where what is learned is used otherwise than it was fitted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graphrag.index import open_index
from graphrag.settings import load_settings
from graphrag.storage import cards
from tests.graphrag.cli.shell import QUESTION, Shell

MADE = cards.read_card("graphrag.reranking", "joint").made


# --- notes --------------------------------------------------------------------------------------


def order(*pairs: str, made: cards.Made = MADE) -> str:
    return cards.order_note(load_settings(None, pairs), made)


def reader(*pairs: str) -> str:
    return cards.reader_note(load_settings(None, pairs), MADE)


def test_as_fitted_nothing_is_said() -> None:
    assert order() == reader() == ""


def test_a_setting_that_differs_is_named_with_both_values() -> None:
    note = "The learned order of passages was fitted at walk.damping=0.5, not 0.85."
    assert order("walk.damping=0.85") == note
    both = order("walk.damping=0.85", "linking.also=vectors")
    assert "at linking.also=none, not vectors; at walk.damping=0.5, not 0.85." in both
    read = "The learned choice of answers was fitted at reading.passages=5, not 8."
    assert reader("reading.passages=8") == read


@pytest.mark.parametrize(
    "pairs",
    [
        ("walk.damping=0.85", "reranking.ranker=min-rank"),  # nothing learned is used
        ("walk.damping=0.85", "reranking.ranker=ppr"),
        ("reranking.pool_hop=1", "reranking.ranker=alone"),  # only the second look reads it
        ("walk.solver=power",),  # the same scores
        ("reading.passages=8",),  # after the order
        ("reranking.select=coverage",),
    ],
)
def test_what_cannot_matter_is_not_said(pairs: tuple[str, ...]) -> None:
    assert order(*pairs) == ""


def test_a_setting_that_another_one_silences_is_not_said() -> None:
    note = order("weighting.scheme=static", "weighting.temperature=0.1")
    assert "weighting.scheme" in note and "temperature" not in note
    note = order("embedding.provider=openai", "embedding.model=e", "embedding.precision=fp32")
    assert "embedding.model" in note and "precision" not in note
    assert reader("reading.passages=8", "reading.reader=llm") == ""
    assert reader("walk.damping=0.85") == ""


def test_how_the_index_was_made_is_compared_too() -> None:
    note = order(made=replace(MADE, extractor="tiny"))
    assert note.endswith(f"at extraction.extractor={MADE.extractor}, not tiny.")
    note = order(made=cards.Made(MADE.extractor, "other", "0"))
    assert note.endswith(f"at the encoder={MADE.encoder}, not other.")
    named = order("embedding.precision=fp32", made=cards.Made(MADE.extractor, MADE.encoder, "0"))
    assert "embedding.precision=int8, not fp32" in named and "the encoder" not in named


def test_the_note_reaches_whoever_asks(
    capsys: pytest.CaptureFixture[str], sample_index: Path
) -> None:
    shell = Shell(capsys)
    damped = "at walk.damping=0.5, not 0.85"
    pairs = ("--index", sample_index, "--set", "walk.damping=0.85", "--set", "reading.passages=8")
    (note,) = shell.json("search", QUESTION, *pairs)["notes"]
    assert note.startswith("The learned order of passages was fitted ") and damped in note
    order_note, reader_note = shell.json("ask", QUESTION, *pairs)["notes"]
    assert damped in order_note and "at reading.passages=5, not 8" in reader_note
    unknown = shell.json("search", "how do quarks decay?", *pairs)
    assert (unknown["route"], unknown["notes"]) == ("dense+bm25", [])
    with open_index(sample_index) as index:
        own = [said for said in (index.order_note, index.reader_note) if said]
    assert shell.json("ask", QUESTION, "--index", sample_index)["notes"] == own
