"""Whether, where and how often the documents write something."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.datatypes import Answer, Metadata, ScoredPassage
from graphrag.reading.forms.mentioned import mention_asked, told_of_mentions
from tests.graphrag.reading.build import ask, passage


def page(path: str, title: str, *sentences: str) -> ScoredPassage:
    return replace(passage(f"{path}#0", title, *sentences), metadata=Metadata(path=path))


PAGES = (
    page("minutes.md", "Minutes, May", "Ada spoke.", "Life jackets were ordered. Twelve came."),
    page("news.md", "Newsletter", "The life-jackets came late.", "A life jacket was lost."),
    page("boats.md", "Boats", "The jacket of the boiler leaks for life."),
)


def told(question: str, *, is_all: bool = True) -> Answer:
    asked = mention_asked(question)
    assert asked is not None
    return told_of_mentions(ask(question, *PAGES[:2]), asked, (PAGES, is_all))


@pytest.mark.parametrize(
    ("question", "text", "form"),
    [
        ("Do the documents mention life jackets?", "yes", "yes-no"),
        ("Are life jackets mentioned anywhere?", "yes", "yes-no"),
        ("Is there any mention of “life jackets” in the newsletter?", "yes", "yes-no"),
        ("Does the documentation mention lifeboats?", "no", "yes-no"),
        ("Do the minutes mention the boiler?", "no", "yes-no"),
        ("Which documents mention life jackets?", "Minutes, May; Newsletter", "list"),
        ("Which minutes mention life jackets?", "Minutes, May", "list"),
        ("Where is the boiler mentioned?", "Boats", "list"),
        ("How many newsletters mention life jackets?", "1", "worked-out"),
        ("How many documents mention life jackets?", "2", "worked-out"),
        ("How often is the life jacket mentioned?", "3", "worked-out"),
    ],
)
def test_what_the_words_say(question: str, text: str, form: str) -> None:
    found = told(question)
    assert (found.text, found.form, found.abstained) == (text, form, False)
    assert bool(found.citations) == (text != "no")


def test_what_writes_it_is_cited_and_among_the_passages() -> None:
    found = told("Where is the boiler mentioned?")
    assert [cited.text for cited in found.citations] == [PAGES[2].text]
    assert PAGES[2] in found.retrieval.passages
    assert found.note.startswith("One passage writes “boiler”")


def test_where_too_many_share_its_words_nothing_is_denied_or_counted() -> None:
    for question in ("Do the documents mention lifeboats?", "How many pages mention life jackets?"):
        plain = ask(question, *PAGES[:2])
        assert told(question, is_all=False).text == plain.text


@pytest.mark.parametrize(
    "question",
    [
        "Does Ada Lund mention the fire?",  # a person, not a document
        "Which documents do I need?",
        "Does the policy mention what to do when somebody falls into the cold water?",
        "Who mentioned the flood?",
        "How often is the filter changed?",
    ],
)
def test_other_questions_are_read(question: str) -> None:
    assert mention_asked(question) is None


def test_two_documents_of_one_title_are_two() -> None:
    twins = (PAGES[1], page("old/news.md", PAGES[1].title, "A life jacket was found."))
    asked = mention_asked("How many documents mention life jackets?")
    assert asked is not None
    assert told_of_mentions(ask("", *twins), asked, (twins, True)).text == "2"
