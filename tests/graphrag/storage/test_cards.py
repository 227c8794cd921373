"""Cards tell the truth about the files they lie beside, and notes say where a fit does not hold."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphrag.index import open_index
from graphrag.settings import Settings, load_settings
from graphrag.storage import cards
from tests.graphrag.cli.shell import QUESTION, Shell

ROOT = Path(__file__).parents[3]
TRAIN = ROOT.parent / "shared" / "data" / "train"
LEARNED = [
    path
    for path in sorted((ROOT / "graphrag").rglob("*.json"))
    if path.parent.name in ("reranking", "reading") and not path.name.endswith(".card.json")
]
INPUTS = {
    "alone": cards.ALONE,
    "joint": cards.JOINT,
    "read": cards.JOINT,
}  # of the others: the reader's
MADE = cards.read_card("graphrag.retrieval.reranking", "joint").made


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def lies(card: dict[str, Any], learned: Path, train: Path) -> list[str]:
    """What in a card is not so, as far as the files that are here can tell."""
    found = []
    if (card["file"], card["sha256"]) != (learned.name, digest(learned)):
        found.append("the learned file is another")
    for name, files in card["data"].items():
        for file in ("corpus.jsonl", "questions.jsonl"):
            path, said = train / name / file, files[file]
            if path.exists() and said != {
                "lines": len(path.read_bytes().splitlines()),
                "sha256": digest(path),
            }:
                found.append(f"{name}/{file} is another")
        if not files["licence"]:
            found.append(f"{name} has no licence")
    if len(card["figures"]) < 2:
        found.append("it says not how it was tested")
    for how, figures in card["figures"].items():
        if not set(card["data"]) <= set(figures):
            found.append(f"a set has no figure, {how}")
        if not all(v >= 0 for row in figures.values() for v in row.values()):
            found.append(f"a figure is impossible, {how}")
    if not set(card["settings"]) >= set(
        cards.values(Settings(), INPUTS.get(learned.stem, cards.READER))
    ):
        found.append("a setting is missing")
    if any(len(value) != 64 for value in card["code"].values()) or not card["code"]:
        found.append("the code has no digest")
    return found


@pytest.mark.parametrize("learned", LEARNED, ids=lambda path: path.name)
def test_every_learned_file_has_a_card_that_is_true(learned: Path) -> None:
    card = json.loads(learned.with_suffix(".card.json").read_text("utf-8"))
    assert {"what", "licence", "index"} <= set(card)
    assert lies(card, learned, TRAIN) == []


def test_there_are_learned_files() -> None:
    names = {path.stem for path in LEARNED}
    assert names == {"alone", "joint", "read", "weights-lexicon", "weights-none"}


def _set(*place: str, to: object) -> Callable[[dict[str, Any]], None]:
    def change(card: dict[str, Any]) -> None:
        for name in place[:-1]:
            card = card[name]
        card[place[-1]] = to

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("sha256", to="0" * 64),
        _set("file", to="joint.json"),
        _set("figures", "five-fold", to={}),
        _set("figures", "leave-one-set-out", "musique", "recall@5", to=-1.0),
        _set("settings", to={}),
        _set("code", "graphrag/retrieval/linking", to=""),
        _set("data", "musique", "licence", to=""),
        _set("data", "musique", "questions.jsonl", to={"lines": 1, "sha256": "0" * 64}),
    ],
)
def test_a_card_that_lies_is_found_out(
    change: Callable[[dict[str, Any]], None], tmp_path: Path
) -> None:
    learned = ROOT / "graphrag" / "retrieval" / "reranking" / "alone.json"
    card = json.loads(learned.with_suffix(".card.json").read_text("utf-8"))
    for name in card["data"]:  # data of this test's own, so that it needs no folder outside
        for file in ("corpus.jsonl", "questions.jsonl"):
            path = tmp_path / name / file
            path.parent.mkdir(exist_ok=True)
            path.write_text('{"id": "1"}\n')
            card["data"][name][file] = {"lines": 1, "sha256": digest(path)}
    assert lies(card, learned, tmp_path) == []
    changed = copy.deepcopy(card)
    change(changed)
    assert len(lies(changed, learned, tmp_path)) == 1


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


def test_the_reader_has_weights_of_its_own_where_the_lists_of_relations_are_off() -> None:
    assert reader("reading.relations=none") == ""
    assert "at reading.passages=5, not 8" in reader("reading.relations=none", "reading.passages=8")


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
    for alike in ("rules-3", "rules-4", "rules-5"):
        alike = MADE.extractor.replace("rules-2", alike)
        assert alike != MADE.extractor and not order(made=replace(MADE, extractor=alike))
    assert order(made=replace(MADE, extractor=f"{alike}_sm"))
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
