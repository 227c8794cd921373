"""The card beside the span head is of that very file, names its data, and hides no weakness."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import pytest

FOLDER = files("graphrag.embedding.span_head")
CARD = json.loads((FOLDER / "span-head.card.json").read_text("utf-8"))
READING = Path(__file__).parents[6] / "shared" / "data" / "reading"


def test_the_card_is_of_the_file_that_ships():
    assert CARD["sha256"] == hashlib.sha256((FOLDER / CARD["file"]).read_bytes()).hexdigest()
    assert "CC BY-SA" in CARD["licence"] and "Apache-2.0" in CARD["licence"]
    assert all(row["licence"] for row in CARD["data"].values())


def test_what_was_left_out_is_measured():
    figures = CARD["figures"]
    assert "covidqa" in figures["left out, one passage"]
    folds = figures["train, by the other fold's head, five passages"]
    assert set(folds) == {"2wiki", "hotpotqa", "musique", "dated", "news"}
    assert not {*folds, "covidqa", "train_hops"} & set(CARD["data"])
    assert CARD["runs"] and all(run["minutes"] > 0 for run in CARD["runs"])


@pytest.mark.parametrize("name", [name for name in CARD["data"] if "sha256" in CARD["data"][name]])
def test_the_data_are_those_of_the_card(name: str):
    path = READING / f"{name}.jsonl.gz"
    if not path.exists():
        pytest.skip("the data are not here")
    assert CARD["data"][name]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
