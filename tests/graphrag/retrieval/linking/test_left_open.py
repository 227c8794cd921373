"""What passages say of a question, and what is read before one."""

import math

import pytest

from graphrag.retrieval.linking.left_open import QuestionWords

BUILT, BORN = "Harrow Mill was built by Edda Lund.", "Edda Lund was born in Bergen."
ASKED = "Where was the builder of Harrow Mill born?"


def test_rare_words_of_the_question_say_more():
    asked = QuestionWords("Which heron eats quartz?", ["quartz", "quartz and a heron", "quartz"])
    quartz, heron, eats = (math.log(1 + 4 / (n + 0.5)) for n in (3, 1, 0))
    assert asked.share({"quartz"}) == pytest.approx(quartz / (quartz + heron + eats))
    assert asked.share(asked.words) == pytest.approx(1)
    assert asked.share(()) == 0


def test_a_question_without_words_of_its_own_asks_nothing():
    assert QuestionWords("who is it?", ["a town"]).share(()) == 0


def test_a_passage_is_read_after_what_says_the_part_it_leaves_open():
    assert QuestionWords(ASKED, [BUILT, BORN]).before(1, [BUILT]) == f"{BUILT} "


def test_not_after_what_says_nothing_new():
    assert QuestionWords(ASKED, [BUILT, BORN]).before(1, ["Lund was born."]) == ""


def test_nor_where_another_passage_says_as_much_alone():
    whole = "The builder of Harrow Mill was born."
    assert QuestionWords(ASKED, [BUILT, BORN, whole]).before(1, ["It is a mill."]) == ""


def test_a_long_sentence_is_cut():
    assert len(QuestionWords(ASKED, [BUILT, BORN]).before(1, [BUILT + " far" * 99])) == 241
