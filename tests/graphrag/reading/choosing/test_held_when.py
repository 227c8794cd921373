"""Candidates by the time that stands beside them."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from graphrag.datatypes import ScoredPassage
from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.reading.asking.question import analyse
from graphrag.reading.choosing import chooser
from graphrag.reading.choosing.chooser import Held, best_option
from graphrag.reading.choosing.held_when import held_features, held_of, time_asked
from graphrag.reading.choosing.option_features import Option, options
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import open_pages
from tests.graphrag.reading.build import passage

BOARD = passage(
    "b",
    "Pier Board",
    "Ann Lee chaired the board from 1990 to 1995.",
    "In 1995 Bo Ray took the chair.",
    "Cy Dunn was elected in 1999, and Di Moss has led it since 2004.",
    "Ed Fox is its clerk.",
)


def scene_of(question: str, *pages: ScoredPassage) -> Scene:
    opened = open_pages(pages or (BOARD,), 5)
    return Scene(analyse(question, opened), opened)


def named(scene: Scene) -> dict[str, Option]:
    heard = HeadReading((), (1.0,) * len(scene.pages), ())
    return {
        option.text: option for option in options(scene, heard) if option.candidate.kind == "name"
    }


def best(question: str) -> str:
    """The name whose time fits best, all else being equal."""
    scene = scene_of(question)
    found = list(named(scene).values())
    scores = [held.score for held in held_of(found, scene)]
    return found[max(range(len(scores)), key=scores.__getitem__)].text


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who chaired it from 1990 to 1995?", "Ann Lee"),
        ("Who chaired it in 1992?", "Ann Lee"),
        ("Who chaired it from 1995 to 1999?", "Bo Ray"),
        ("Who was the chair in 1997?", "Bo Ray"),
        ("Who was the chair from 2004 to 2010?", "Di Moss"),
        ("Who was the chair in 2012?", "Di Moss"),
    ],
)
def test_who_held_it_then(question: str, name: str) -> None:
    assert best(question) == name


def test_a_time_beside_a_name_is_met_or_is_another() -> None:
    scene = scene_of("Who chaired it from 1990 to 1995?")
    asked = time_asked(scene)
    assert asked is not None
    of = named(scene)
    names = ("Ann Lee", "Bo Ray", "Di Moss", "Ed Fox")
    ann, bo, di, ed = held_features([of[name] for name in names], asked)
    assert ann == {"begins": 1, "ends": 1, "covers": 1, "later": 0, "over": 0, "latest": 1}
    assert bo["later"] == 1 and bo["latest"] == 0
    assert di["later"] == 1
    assert not any(ed.values())


def test_what_was_over_before() -> None:
    scene = scene_of("Who chaired it in 2001?")
    asked = time_asked(scene)
    assert asked is not None
    (ann,) = held_features([named(scene)["Ann Lee"]], asked)
    assert ann["over"] == 1 and ann["latest"] == 0


@pytest.mark.parametrize(
    "question",
    ["When did Bo Ray take the chair?", "In which year after 1990 was it?", "Who chaired it?"],
)
def test_questions_without_a_time(question: str) -> None:
    scene = scene_of(question)
    assert time_asked(scene) is None
    assert held_of(list(named(scene).values()), scene) == []


def test_a_year_in_a_title_that_is_named_is_no_time() -> None:
    page = passage("f", "Flood of 1953", "The Flood of 1953 was seen by Ann Lee in 1960.")
    assert time_asked(scene_of("Who saw the Flood of 1953?", page)) is None


def test_only_a_whole_spell_makes_surer() -> None:
    scene = scene_of("Who chaired it from 1990 to 1995?")
    held = held_of([named(scene)[name] for name in ("Ann Lee", "Bo Ray")], scene)
    assert [one.whole for one in held] == [True, False]


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who chaired the board from 1995 to 1999?", True),
        ("In the years from 1995 to 1999, who chaired the board?", True),
        ("Which man, in 1997, chaired the board?", True),
        ("Whose 1997 report was lost?", False),
        ("Which report first read in 1997 at the pier was lost?", False),
        ("Who taught the woman who chaired the board in 1997?", False),
    ],
)
def test_a_time_is_of_the_whole_question_or_tells_which_is_meant(question: str, asks: bool) -> None:
    assert (time_asked(scene_of(question)) is not None) is asks


def test_a_choice_that_is_likely_is_not_changed_for_its_time() -> None:
    scene = scene_of("Who was the chair in 1997?")
    found = [named(scene)[name] for name in ("Ann Lee", "Bo Ray")]
    held = [Held(0.0, False), Held(1.5, False)]
    trees = chooser.learned("none").choice

    def chosen(first: float) -> str:
        with patch.object(chooser, "scores_of", lambda _options, _trees: [first, 0.0]):
            best = best_option(found, trees, lambda _option: True, held)
        assert best is not None
        return best[0].text

    assert chosen(1.0) == "Ann Lee"  # e to 1, a share of 0.73
    assert chosen(-0.2) == "Bo Ray"
