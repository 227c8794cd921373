"""Reading comprehension as retrieval: the passage wanted is the one that holds the answer."""

import gzip
import json

import pytest

from scripts.retrieval_corpora import disguise, numbered, turns, whole

CONTEXT = "Harrow Mill stands in Graz. Edda Lund built it in 1902. It was sold later."
OTHER = "Tin Bridge leads to Fez. Nobody knows who built it."


@pytest.fixture
def reading(tmp_path):
    rows = [
        {"id": "1", "question": "Who built it?", "context": CONTEXT, "title": "Mills",
         "answers": [{"text": "Edda Lund", "start": CONTEXT.index("Edda")}]},
        {"id": "2", "question": "Who built the bridge?", "context": OTHER, "title": "Bridges",
         "answers": []},
    ]  # fmt: skip
    path = tmp_path / "posts.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def read(folder):
    texts = ((folder / f"{name}.jsonl").read_text("utf-8") for name in ("corpus", "questions"))
    return [[json.loads(line) for line in text.splitlines()] for text in texts]


def test_a_context_is_a_passage_and_questions_without_an_answer_are_not_asked(reading, tmp_path):
    whole(reading, tmp_path / "posts", numbered("note"))
    corpus, (question,) = read(tmp_path / "posts")
    (wanted,) = [row for row in corpus if row["id"] in question["supporting_ids"]]
    assert (question["question"], wanted["text"]) == ("Who built it?", CONTEXT)
    assert wanted["title"].startswith("note ")


def test_a_turn_is_a_sentence_and_the_one_with_the_answer_is_wanted(reading, tmp_path):
    turns(reading, tmp_path / "turns", lambda number, title: title)
    corpus, (question,) = read(tmp_path / "turns")
    (wanted,) = [row["text"] for row in corpus if row["id"] in question["supporting_ids"]]
    assert wanted == "Edda Lund built it in 1902."
    assert len({row["title"] for row in corpus if row["text"] in CONTEXT}) == 1


def test_a_disguised_set_keeps_what_supports_its_answers(tmp_path):
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "corpus.jsonl").write_text(json.dumps({"id": "x", "title": "Mills", "text": "A."}))
    asked = {"id": "q", "question": "Who?", "supporting_ids": ["x"], "answer": "A"}
    (folder / "questions.jsonl").write_text(json.dumps(asked))
    disguise(folder, tmp_path / "out", title=numbered("note"))
    ((passage,), (question,)) = read(tmp_path / "out")
    assert (passage["title"], question["supporting_ids"]) == ("note 0", ["x"])
