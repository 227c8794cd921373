"""What stands on a sheet around its tables."""

from pathlib import Path

from indexing.readers.sheets import of_sheets

BOATS = [
    ["Boat", "Berth", "Dues"],
    ["Heron", "A1", "30"],
    ["Gull", "A2", "45"],
    ["Tern", "B1", "20"],
]
OARS = [
    ["Oar", "Wood", "Price"],
    ["Long", "ash", "12"],
    ["Short", "pine", "8"],
    ["Spare", "ash", "9"],
]


def blocks(*rows):
    document = of_sheets(Path("harbour.xlsx"), [("Sheet1", [list(row) for row in rows])], 1)
    found = document.blocks
    return [(b.kind, document.text[b.start : b.end], b.path) for b in found]


def test_totals_above_the_columns_are_fields_and_titles_head_their_tables():
    found = blocks(
        *(["The boats"], ["Total dues", "95", "", "Mean", "31.7"], *BOATS, []),
        *(["The oars"], *OARS),
    )
    assert found[:3] == [
        ("heading", "The boats", ("The boats",)),
        ("field", "Total dues: 95", ("The boats",)),
        ("field", "Mean: 31.7", ("The boats",)),
    ]
    assert found[7] == ("row", "Oar: Long; Wood: ash; Price: 12.", ("The oars",))


def test_the_title_of_the_only_table_heads_nothing():
    assert blocks(["The boats"], *BOATS)[0] == ("paragraph", "The boats", ())


def test_what_stands_beside_a_table_is_no_column_of_it():
    rows = [
        list(row)
        for row in (*BOATS, ["Teal", "B2", "10"], ["Coot", "B3", "15"], ["Rail", "B4", "5"])
    ]
    rows[2] += ["", "DUES"]
    rows[3] += ["", "Mean of all", "20.8"]
    said = [(kind, text) for kind, text, _ in blocks(*rows)]
    assert said[1] == ("row", "Boat: Gull; Berth: A2; Dues: 45.")
    assert said[-1] == ("field", "DUES, Mean of all: 20.8")


def test_a_column_that_few_rows_have_stays_one():
    rows = [[*BOATS[0], "", "Remark"], *([f"Boat {n}", f"A{n}", "30"] for n in range(8))]
    rows[3] += ["", "leaks"]
    assert "Remark: leaks" in blocks(*rows)[2][1]
