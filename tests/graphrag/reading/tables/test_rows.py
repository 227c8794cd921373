"""Tables answered by row and column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphrag.datatypes import Retrieval, ScoredSentence
from graphrag.reading.asking.question import analyse
from graphrag.reading.extractive import read
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.page import open_pages
from graphrag.reading.tables.rows import row_value, several_in_one
from graphrag.settings import Reading
from tests.graphrag.reading.build import passage

FERRIES = passage(
    "f", "Ferries of Lake Ulla",
    "Boat: Grey Heron; Master: Ines Okafor; Berths: 40; In service since: 12 May 1961.",
    "Boat: Marsh Tern; Master: Per Dahl; Berths: 12; In service since: 3 April 1987.",
    "Boat: Sand Martin; Master: Per Dahl; Berths: 12; In service since: 1 June 1990.",
    "The lake is 14 km long: bring a coat.",
)  # fmt: skip
OPTIONS = passage(
    "o", "Settings of the kiln",
    "setting: max_heat; command line: --max-heat INT; default: 900.",
    "setting: hold_time; command line: --hold-time INT; default: 30.",
)  # fmt: skip


def asked(question: str) -> tuple[str, str] | None:
    """The cell and its row."""
    pages = open_pages([FERRIES, OPTIONS], 5)
    found = row_value(Scene(analyse(question, pages), pages))
    if found is None:
        return None
    (step,) = found.steps
    start, end = step.page.sentences[step.sentence]
    assert found.form == "span" and 0.25 < found.confidence <= 0.9
    return found.text, step.page.text[start:end]


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("Who is the master of the Grey Heron?", "Ines Okafor"),
        ("How many berths does the Marsh Tern have?", "12"),
        ("When did the boat Sand Martin enter service?", "1 June 1990"),
        ("Which boat has forty berths? It is the one with 40 berths.", "Grey Heron"),
        ("What is the default of hold_time?", "30"),
        ("what's the default for max_heat", "900"),
        ("On the command line, what sets max_heat?", "--max-heat INT"),
    ],
)
def test_the_cell_of_the_row_that_is_meant(question: str, cell: str) -> None:
    found = asked(question)
    assert found is not None and found[0] == cell


@pytest.mark.parametrize(
    "question",
    [
        "How many berths does the Blue Gull have?",  # no such row
        "What is the telephone number of the Grey Heron?",  # no such column
        "Which boat is Per Dahl master of?",  # two of them
        "How long is the lake?",  # no row says
        "What is the weather like?",
        "Who or what are the berths of the Grey Heron?",  # a figure is nobody
    ],
)
def test_where_no_row_decides_nothing_is_found(question: str) -> None:
    assert asked(question) is None


def test_a_reason_is_no_cell() -> None:
    retrieval = Retrieval("", "graph", (FERRIES,))
    who = read("Who is the master of the Grey Heron?", retrieval, Reading())
    why = read("Why does the Grey Heron have a master?", retrieval, Reading(min_confidence=0))
    assert (who.form, who.text) == ("span", "Ines Okafor")
    assert why.form == "sentences"


def test_the_row_is_cited_whole() -> None:
    found = asked("Who is the master of the Grey Heron?")
    assert found is not None
    assert found[1].startswith("Boat: Grey Heron") and found[1].endswith("12 May 1961.")


def test_what_a_row_says_surer_is_said_more_of_the_question() -> None:
    pages = open_pages([OPTIONS], 5)

    def sure(question: str) -> float:
        found = row_value(Scene(analyse(question, pages), pages))
        return found.confidence if found else 0.0

    exact = sure("What is the default of hold_time?")
    assert exact == pytest.approx(0.9)
    assert 0.6 < sure("What is the default of hold_time today?") < exact
    assert sure("What is the default of hold_time on old ovens?") == 0


HEADS = [
    passage("a", "Minutes of the boat club", "Chair: Ada Lane.", "Date: 3 May 1961."),
    passage("b", "Minutes of the ferry board", "Chair: Per Dahl.", "Date: 4 June 1962."),
    passage("c", "Minutes of the ferry board of Velm", "Chair: Ines Okafor.", "Place: Orlov."),
]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Who was the chair of the boat club?", "Ada Lane"),
        ("Who was the chair of the ferry board?", "Per Dahl"),  # nothing is said of Velm
        ("Who was the chair of the ferry board of Velm?", "Ines Okafor"),
        ("What is the date of the boat club's minutes?", "3 May 1961"),
        ("Who was the chair?", None),  # of three
        ("Who was the chair of the chess league?", None),
        ("Who was the treasurer of the boat club?", None),
        ("How many were the chair of the boat club?", None),  # a name is no number
        ("What was the place of the boat club?", None),  # another document has one
    ],
)
def test_a_line_with_a_field_answers_for_its_document(question: str, value: str | None) -> None:
    pages = open_pages(HEADS, 5)
    found = row_value(Scene(analyse(question, pages), pages))
    assert (found.text if found else None) == value


STAFF = passage(
    "s", "Who is who at the lighthouse",
    "Name: Oda Brask; Task: lamp keeper; Ext.: 214; Years in service: 11.",
    "Name: Joel Tamm; Task: boatman; Ext.: 215; Years in service: 3.",
    "Name: Mina Tamm; Task: cook; Ext.: 216; Years in service: 9.",
)  # fmt: skip
HIRE = passage(
    "h", "Hire at Skerry quay",
    "Item: single kayak; Price/Day: 18 crowns; Weight: 24 kg; Top speed: 9 km/h.",
    "Item: double kayak; Price/Day: 27 crowns; Weight: 36 kg; Top speed: 8 km/h.",
    "Item: Anders, the old dinghy; Price/Day: 40 crowns; Weight: 110 kg; Top speed: 5 km/h.",
    "Item: canoe or raft; Price/Day: 9 crowns; Weight: 30 kg; Top speed: 2 km/h.",
    "Water: Tide race; Difficulty: 4 of 5.",
    "Tel.: 0555 7311.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("What is Oda Brask's extension?", "214"),  # a short form
        ("Which extension do I dial for Joel Tamm?", "215"),
        ("How many years of service has Mina Tamm?", "9"),
        ("What is the extension of Mr Brask?", "214"),  # a part of a name
        ("What is the extension of Tamm?", None),  # of two
        ("What is the extension of Rufus Brask?", None),  # of another
        ("What is the extension of the brask?", None),  # a common word
        ("What does the double kayak cost a day?", "27 crowns"),
        ("What is the daily charge for a single kayak?", "18 crowns"),
        ("How heavy is the double kayak?", "36 kg"),
        ("How much is the Anders?", "40 crowns"),  # the first of what a row is about
        ("How much is the double canoe with a sail?", None),
        ("What is the phone number of Skerry quay?", "0555 7311"),
        ("How old is the Anders?", None),  # no such column
        ("What is the top speed of the raft?", "2 km/h"),  # one of two names
        ("What is the difficulty rating of the tide race?", "4 of 5"),
    ],
)
def test_a_column_by_another_word(question: str, cell: str | None) -> None:
    pages = open_pages([STAFF, HIRE], 5)
    found = row_value(Scene(analyse(question, pages), pages))
    assert (found.text if found else None) == cell


def test_lines_of_a_field_each_are_fields_though_no_sentence_ends() -> None:
    lines = "Number: 14\nSubject: Moorings\nSubmitted by: Oda Brask"
    memo = replace(
        passage("m", "Motion", lines), sentences=(ScoredSentence(lines, 0, len(lines), 0.5),)
    )
    note = passage("n", "Motion", "Number: 14\nThe rest is told by Oda Brask")
    for page, value in ((memo, "Oda Brask"), (note, None)):
        pages = open_pages([page], 5)
        found = row_value(Scene(analyse("Who submitted the motion?", pages), pages))
        assert (found.text if found else None) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Who chairs the boat club?", "Oda Brask"),
        ("Who is the treasurer of the boat club?", "Joel van Tamm"),
        ("Who is the secretary of the boat club?", "Mina Tamm"),
        ("Who is the warden of the boat club?", None),  # a sentence goes on
        ("Who is the chair of the chess league?", None),
    ],
)
def test_a_name_with_its_role_is_a_field(question: str, value: str | None) -> None:
    lines = ("Oda Brask, Chair (@oda)", "Joel van Tamm (treasurer)", "- Mina Tamm – the secretary",
             "Per Dahl, warden, came at six.")  # fmt: skip
    pages = open_pages([passage("c", "The boat club", *lines)], 5)
    found = row_value(Scene(analyse(question, pages), pages))
    assert (found.text if found else None) == value


def test_a_cell_of_several_is_a_list_where_several_are_asked_for() -> None:
    guide = passage("g", "Guide", "Guide: Oda; Languages: Norse, Danish, Ulla.", "Guide: Per.")
    for question, text in (
        ("Which languages does Oda speak?", "Norse, Danish, Ulla"),
        ("Which tours does Oda lead?", None),
    ):
        pages = open_pages([guide], 5)
        found = several_in_one(Scene(analyse(question, pages), pages))
        assert (found and (found.text, found.form)) == (text and (text, "list"))


CALENDAR = [
    passage("a", "Minutes of March",
            "When: 4 May 2009, 10:00am; Where: Ada Lane's home; What: Board meeting.",
            "When: 6 June 2009; Where: Velm; What: Annual meeting."),
    passage("b", "Minutes of April", "When: 4 May 2009; Where: Ada Lane; What: Board meeting."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("Where is the board meeting of 4 May 2009 held?", "Ada Lane's home"),
        ("Where is the annual meeting held?", "Velm"),
        ("When is the annual meeting in Velm?", "6 June 2009"),
        ("Where is the board meeting after 3 May 2009 held?", "Ada Lane's home"),
    ],
)
def test_columns_of_a_calendar_and_rows_that_agree(question: str, cell: str | None) -> None:
    pages = open_pages(CALENDAR, 5)
    found = row_value(Scene(analyse(question, pages), pages))
    assert (found.text if found else None) == cell
