"""What the span head is fitted on: the answer's tokens, whole sentences, what is left out."""

from __future__ import annotations

import random

import pytest

from graphrag.embedding.runtime import open_tokenise
from graphrag.embedding.weights import model_folder
from scripts.head_cuts import crop, occurrences
from scripts.head_examples import Maker, Ways, fold_of, is_held

TEXT = "The mill stands in Oss. It was built in 1830. Its owner was Ada Brandt. It burned twice."
PASSAGES = [
    {"title": "Mill", "text": TEXT, "supporting": True, "sentences": [[0, 23, 0.5, 0.0]]},
    {"title": "Fire", "text": "Ada Brandt died.", "supporting": False, "sentences": []},
    {"title": "Oss", "text": "Oss is a town.", "supporting": False, "sentences": []},
]  # fmt: skip
ROW = {"question": "Who owned the mill?", "answers": ["Ada Brandt"], "passages": PASSAGES}


@pytest.fixture
def maker() -> Maker:
    return Maker(open_tokenise(model_folder()), random.Random(0))


@pytest.mark.parametrize("room", [10, 45, 400])
def test_a_cut_keeps_whole_sentences_and_the_answer(room: int):
    answer = {"text": "Ada Brandt", "start": TEXT.index("Ada")}
    text, shift = crop(TEXT, answer, room, random.Random(1))
    assert TEXT[shift:].startswith(text) and "Its owner was Ada Brandt. " in text + " "
    assert len(text) <= max(room, 26) and (room < 400 or text == TEXT)


def test_places_of_an_answer_are_whole_words():
    assert occurrences("An Adam, Ada and Ada.", ["Ada"]) == [(9, 3), (17, 3)]
    assert occurrences("Ada", [""]) == []


def test_only_supporting_passages_answer(maker: Maker):
    while True:  # some are drawn without what supports
        made = maker.of_train(ROW, Ways(train_joined=0))
        if made is not None and any(made.answers):
            break
    for number, (row, spans, sure) in enumerate(
        zip(made.rows, made.answers, made.sure, strict=True)
    ):
        text = made.texts[row.passage]
        assert [made.text(number, *span) for span in spans] == ["Ada Brandt"] * (text == TEXT)
        assert sure == (not text.startswith("Ada Brandt died"))  # it may be right by chance


def test_the_fittest_sentences_as_one_text(maker: Maker):
    rated = [[0, 23, 0.5, 0.0], [24, 45, 0.1, 0.0], [46, 71, 0.2, 0.7], [72, 88, 0.1, 0.0]]
    row = {**ROW, "passages": [{**PASSAGES[0], "sentences": rated}, *PASSAGES[1:]]}
    while True:  # a sentence is left out by chance
        made = maker.of_train(row, Ways(train_joined=1))
        if made is not None and any(made.answers):
            break
    assert len(made.rows) == 1 and "Its owner was Ada Brandt." in made.texts[0]
    assert [made.text(0, *span) for span in made.answers[0]] == ["Ada Brandt"]


OF_READING = {
    "question": "When was the mill built?", "context": TEXT, "title": "Mill", "source": "x",
    "answers": [{"text": "1830", "start": TEXT.index("1830")}],
}  # fmt: skip
OTHER = "A mill was sold to a baker."


def test_a_question_of_reading_with_another_passage_like_it(maker: Maker):
    says_it = "A mill of 1830."  # holds the answer, so it is no wrong passage
    maker.know("x", [OF_READING, *({**OF_READING, "context": c} for c in (OTHER, says_it))])
    made = maker.of_reading("x", OF_READING, Ways(several=1, joined=0, none=0))
    assert {made.texts[row.passage] for row in made.rows} == {made.texts[0], OTHER}
    assert made.text(0, *made.answers[0][0]) == "1830" and made.answers[1] == ()


def test_a_question_of_reading_joined_to_another_passage(maker: Maker):
    maker.know("x", [OF_READING, {**OF_READING, "context": OTHER}])
    made = maker.of_reading("x", OF_READING, Ways(several=0, joined=1))
    assert len(made.rows) == 1 and OTHER in made.texts[0]
    assert [made.text(0, *span) for span in made.answers[0]] == ["1830"]


def test_a_question_and_its_steps_are_in_one_fold():
    assert {fold_of(f"q{n}") for n in range(20)} == {0, 1}
    assert is_held({"source": "squad-v2.0-dev", "title": "Normans"}) in (True, False)
    assert not is_held({"source": "qamr", "title": "Normans"})
