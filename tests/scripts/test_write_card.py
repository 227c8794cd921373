"""The card that the fitting scripts write: the same fit, the same card; no data without licence."""

import hashlib
import json

import pytest

from graphrag.storage.cards import Made
from scripts.write_card import ROOT, code_digest, write_card

FIGURES = {"five-fold": {"musique": {"recall@5": 50.0}}}


def card_of(folder, name="musique", code=("graphrag/retrieval/seeding", "graphrag/pipeline.py")):
    data = folder / name
    data.mkdir(exist_ok=True)
    (data / "corpus.jsonl").write_text("{}\n{}\n")
    (data / "questions.jsonl").write_text("{}\n")
    learned = folder / "model.json"
    learned.write_text("[1]")
    at = {"walk.damping": 0.5}
    write_card(learned, "A model.", [data], at, Made("rules", "e", "f"), code, FIGURES)
    return (folder / "model.card.json").read_text()


def test_what_a_card_says(tmp_path):
    card = json.loads(card_of(tmp_path))
    assert card["file"] == "model.json" and card["what"] == "A model."
    assert card["sha256"] == hashlib.sha256(b"[1]").hexdigest()
    corpus = card["data"]["musique"]["corpus.jsonl"]
    assert corpus == {"lines": 2, "sha256": hashlib.sha256(b"{}\n{}\n").hexdigest()}
    assert "CC BY 4.0" in card["data"]["musique"]["licence"]
    assert card["index"] == {"extractor": "rules", "encoder": "e", "fingerprint": "f"}
    assert card["settings"] == {"walk.damping": 0.5} and card["figures"] == FIGURES
    assert card["code"]["graphrag/retrieval/seeding"] == code_digest(
        ROOT / "graphrag" / "retrieval" / "seeding"
    )


def test_the_same_fit_gives_the_same_card(tmp_path):
    assert card_of(tmp_path) == card_of(tmp_path)


def test_data_of_an_unknown_licence_are_refused(tmp_path):
    with pytest.raises(KeyError, match="chat"):
        card_of(tmp_path, name="chat")


def test_another_source_is_another_digest():
    digests = {
        code_digest(ROOT / "graphrag" / part) for part in ("reading", "index", "pipeline.py")
    }
    assert len(digests) == 3
