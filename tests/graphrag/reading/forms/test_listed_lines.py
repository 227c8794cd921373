"""Which lines are the items that are asked for: by a remark, not by standing below another item."""

from graphrag.reading.forms.items import enumerates
from graphrag.reading.material.sentences import saying_denied
from tests.graphrag.reading.test_forms import items, page_of, places_of


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


def test_a_name_with_a_sign_is_one_and_what_is_done_is_none():
    said = ("The mill was cleaned in 2011 and received its stones from Hale & Sons.", 0.9)
    assert items("Which stones does the mill have?", said) is None
    said = ("Ropes for the tower come from Brask & Holm and are paid by the town.", 0.9)
    assert items("Which firms make ropes for the tower?", said) is None
    said = ("The mill was mended by Brask & Holm and works again.", 0.9)
    assert items("Which firms mended the mill?", said) is None
    said = ("The makers are Brask & Holm, Hale & Sons and Lane.", 0.9)
    assert items("Which firms are the makers?", said) == "Brask & Holm, Hale & Sons, Lane"
    said = ("The tower is held by ropes, nails, paid by the town.", 0.9)
    assert items("Which things hold the tower?", said) == "ropes, nails"


def test_what_others_have_is_not_what_some_have_not():
    said = ("Our boats carry guests and dogs only.", 0.9)
    question = "Which boats have no sail?"
    places = places_of(question, page_of(said))
    assert saying_denied(question, places) == []
    assert saying_denied("Which boats have a sail?", places) == places


def test_an_item_that_fits_brings_those_beside_it():
    lines = (
        ("The brewery may move in.", 0.9),
        ("Conditions:", 0.1),
        ("- deliveries by day only", 0.8),
        ("- the chimney must be kept", 0.2),
        ("- a filter for the smell", 0.1),
    )
    question = "List the conditions for the brewery."
    said = "deliveries by day only, the chimney must be kept, a filter for the smell"
    assert items(question, *lines) == said


def test_what_announces_only_lists_nothing():
    said = ("We allow all 5 types of schedules.", 0.9), ("Governors: Mrs. Sands and Mr. Rose.", 0.8)
    told, listing = places_of("Which types are allowed?", page_of(*said))[:2]
    assert not enumerates(told if "allow" in told.text else listing)
    assert enumerates(listing if "allow" in told.text else told)


def test_half_a_sentence_is_no_item():
    said = ("Labour won the seat in Wharf, in a blow to the leader.", 0.9)
    assert items("List the parties in Wharf.", said) is None


def test_what_is_not_included_is_not_covered():
    said = ("The plan does NOT include emergencies, food or travel.", 0.9)
    question = "List the things that the plan does not cover."
    assert saying_denied(question, places_of(question, page_of(said)))
