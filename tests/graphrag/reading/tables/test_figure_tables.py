"""Figures by year in plain text, side by side and a cell a line; what is asked of them."""

from __future__ import annotations

import re

import pytest

from graphrag.datatypes import Answer, ScoredPassage, ScoredSentence
from graphrag.reading.tables.figure_tables import figure_rows
from graphrag.reading.tables.figure_value import years_in
from tests.graphrag.reading.build import ask

SIDE = """Harbour Trust
Income for the years ended 31 March
2023 2022 2021 Income

Mooring fees; 12,400; 11,950; 10,020.

Shop sales; 1,870; —; 1,210.

Expenditure

Repairs to the pier; (6,310); (4,120); (3,900).

The accounts were audited by Dorit Halm."""

BELOW = """Ferry Company plc
(Millions, except per share data)
At December 31,
2022
2021
Assets
Cash at the bank
$
1,204 $
998
Total current assets
7,154
7,097
Total assets
9,154
9,097
Earnings per share
1.20
0.80
Long lines
412"""


def page_of(text: str, title: str) -> ScoredPassage:
    """A passage of which each line is a sentence."""
    spans = [match.span() for match in re.finditer(r"[^\n]+", text)]
    scored = tuple(ScoredSentence(text[a:b], a, b, 0.5) for a, b in spans)
    return ScoredPassage(title, title, text, 1.0, {}, scored)


PAGES = (page_of(SIDE, "Harbour Trust"), page_of(BELOW, "Ferry Company plc"))


def rows(text: str) -> list[tuple[str, str, dict[int, str]]]:
    return [
        (
            text[slice(*row.label)],
            row.above,
            {year: text[slice(*span)] for year, span in row.figures.items()},
        )
        for row in figure_rows(text)
    ]


def asked(question: str) -> Answer:
    return ask(question, *PAGES)


def test_years_side_by_side_head_the_rows_below() -> None:
    assert rows(SIDE) == [
        ("Mooring fees", "", {2023: "12,400", 2022: "11,950", 2021: "10,020"}),
        ("Shop sales", "", {2023: "1,870", 2022: "—", 2021: "1,210"}),
        ("Repairs to the pier", "Expenditure", {2023: "(6,310)", 2022: "(4,120)", 2021: "(3,900)"}),
    ]


def test_years_below_each_other_head_a_cell_a_line() -> None:
    found = rows(BELOW)
    assert found[0] == ("Cash at the bank", "Assets", {2022: "1,204", 2021: "998"})
    assert [label for label, *_ in found] == [
        *("Cash at the bank", "Total current assets", "Total assets", "Earnings per share"),
    ]  # "Long lines" has one figure only


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20222021\nFees; 1; 2.",
        "2022\nMooring fees\n12",
        "Since 2021 and 2022 fees; 1; 2.",
        "Fees; 1; 2.",
    ],
)
def test_what_has_no_years_is_no_table(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How much were the mooring fees in 2022?", "11,950"),
        ("What did the repairs to the pier cost in FY2023?", "(6,310)"),  # minus stays minus
        ("By how much did the repairs to the pier change from 2021 to 2022?", "-220"),
        ("What were the Ferry Company's total assets at the end of 2021?", "9,097 million"),
        ("What were the Ferry Company's total current assets in 2021?", "7,097 million"),
        ("What were the earnings per share of the Ferry Company in 2022?", "1.20"),
        ("By how much did mooring fees rise from 2021 to 2022?", "1,930"),
        ("What was the change in mooring fees from FY21 to FY22 in percent?", "19.3%"),
    ],
)
def test_the_figure_of_a_label_and_a_year(question: str, answer: str) -> None:
    assert asked(question).text == answer


def test_year_label_and_figure_are_cited() -> None:
    found = asked("What were the Ferry Company's total assets at the end of 2021?")
    assert [cited.text for cited in found.citations] == [
        *("(Millions, except per share data)", "2021", "Total assets", "9,097"),
    ]


def test_the_newest_year_where_none_is_named() -> None:
    found = asked("What are the mooring fees?")
    assert found.text == "12,400"
    assert found.note is not None and "2023" in found.note


@pytest.mark.parametrize(
    "question",
    [
        "How much were the mooring fees in 2019?",  # no such year
        "How much were the mooring fees in 2022 and in 2030?",  # two are asked for
        "How much were the shop sales in 2022?",  # no figure
        "How much were the mooring fees of the Silt Bay Club in 2022?",  # another's
        "What share of total assets were the mooring fees in 2022 as a percentage?",
        "What is the ratio of mooring fees to shop sales in 2023?",
    ],
)
def test_what_no_row_tells_is_not_read_off_one(question: str) -> None:
    found = asked(question)
    assert found.abstained or found.text not in {"12,400", "11,950", "1,870", "—"}


def test_the_number_of_a_note_is_no_figure() -> None:
    text = "2022 2021\nFees; 4; 120; 110.\nGrants; 40; 30; 20; 10.\nSales; 12; 11."
    assert [(label, list(figures.values())) for label, _, figures in rows(text)] == [
        ("Fees", ["120", "110"]),
        ("Sales", ["12", "11"]),
    ]


def test_a_total_is_of_what_stands_above_it() -> None:
    page = page_of("2022 2021\nMembers\nTotal; 40; 38.\nBoats\nTotal; 12; 11.", "Silt Bay Club")
    assert ask("How many members did the Silt Bay Club have in 2021?", page).text == "38"
    assert ask("How many boats did the Silt Bay Club have in 2022?", page).text == "12"


def test_years_of_a_question() -> None:
    assert years_in("from FY21 to fiscal year 2023, not 2021") == [2021, 2023]
    assert years_in("how many members?") == []
