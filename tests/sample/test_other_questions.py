"""The sample's questions in other words, and those about relations on no list, keep their word."""

import json
from pathlib import Path

import pytest

from tests.sample.test_sample import QUESTIONS, TEXTS, named_in, supporting_texts

SAMPLE = Path(__file__).parent.parent.parent / "sample"


def read_lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (SAMPLE / name).read_text(encoding="utf-8").splitlines()]


WORDED = read_lines("other_words.jsonl")
UNLISTED = read_lines("unlisted.jsonl")


def test_every_question_is_said_otherwise_once():
    originals = {question["id"]: question for question in QUESTIONS}
    assert len(WORDED) == len(originals)
    for question in WORDED:
        original = originals[question["id"].replace("worded-", "sample-")]
        assert question["question"] != original["question"]
        same = ("answer", "aliases", "supporting_ids", "type", "hops", "evidences")
        assert {key: question[key] for key in same} == {key: original[key] for key in same}


def test_sixty_more_of_one_and_two_hops():
    assert len({question["question"] for question in UNLISTED}) == len(UNLISTED) == 60
    assert {question["hops"] for question in UNLISTED} == {1, 2}


@pytest.mark.parametrize("question", UNLISTED, ids=lambda question: question["id"])
def test_answer_is_stated(question):
    assert {name.removesuffix("#0") for name in question["supporting_ids"]} <= TEXTS.keys()
    assert any(named_in(question["answer"], text) for text in supporting_texts(question))
