"""What comes in at the door: one form of Unicode, and characters that everything can hold."""

import json
import unicodedata

from graphrag import open_index
from graphrag.pipeline import check_question, retrieve
from graphrag.settings import Chunking
from indexing import build_index
from indexing.clean import clean, usable
from indexing.corpus import read_corpus


def test_text_is_composed_and_usable():
    assert clean("Ca\u0301diz\x00 \ud800") == "Cádiz  \ufffd"
    assert usable("Ca\u0301diz\x00") == "Ca\u0301diz "  # a name of a file keeps its spelling


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def test_a_corpus_in_combining_marks_is_that_of_whole_letters(tmp_path):
    row = {
        "id": decomposed("josé"),
        "title": decomposed("José Núñez"),
        "text": decomposed("José Núñez Ibáñez was born in Cádiz. His father was Andrés Núñez."),
    }
    (tmp_path / "c.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (passage,) = read_corpus(tmp_path / "c.jsonl", Chunking()).passages
    assert passage.id == row["id"]  # gold data names passages as they were
    assert passage.text == unicodedata.normalize("NFC", row["text"])
    assert passage.end == len(passage.text)
    build_index(tmp_path / "c.jsonl", tmp_path / "i")
    with open_index(tmp_path / "i") as index:
        names = {entity.name for entity in index.entities}
        found = retrieve(index, decomposed("Where was José Núñez born?"), 1)
    assert {"José Núñez", "Cádiz", "Andrés Núñez"} <= names
    assert found.question == "Where was José Núñez born?"
    first, _ = found.passages[0].sentences
    assert passage.text[first.start : first.end].endswith("Cádiz.")


def test_a_question_is_composed():
    assert check_question(decomposed(" Cádiz? "), 1) == "Cádiz?"
