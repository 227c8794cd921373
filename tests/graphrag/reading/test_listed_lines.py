"""Which lines are the items that are asked for: by a remark, not by standing below another item."""

from tests.graphrag.reading.test_forms import items


def test_the_lines_with_the_remark_that_is_asked_for():
    lines = (
        ("- Brask Yard (hull builder)", 0.3),
        ("- Holm & Sons (rope maker)", 0.6),
        ("- The mill of Velm (owner)", 0.2),
        ("- Lane (rope maker)", 0.5),
    )
    assert items("Which firms are rope makers of the guild?", *lines) == "Holm & Sons, Lane"


def test_an_item_does_not_announce_those_below_it():
    lines = (
        ("1. The board of the quay consists of: the warden, the clerk and two masters.", 0.9),
        ("1. All of them keep the rules.", 0.2),
        ("1. None of them is paid.", 0.2),
    )
    question = "Who sits on the board of the quay?"
    assert items(question, *lines) == "the warden, the clerk, two masters"


def test_rows_under_one_name_are_listed_by_what_they_say():
    lines = (
        ("The funds of the town:", 0.9),
        ("Fund: Quay; Spent by: the warden.", 0.3),
        ("Fund: Trees; Spent by: the gardener.", 0.3),
    )
    assert items("Which funds does the town have?", *lines) == "Quay, Trees"
