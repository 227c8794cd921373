"""What returns on pages, and tables of contents."""

from indexing.readers.running import contents_lines, running_lines

HEAD = ["Rules of the quay", "Adopted by the guild", "Seen by the bailiff", "In force since May"]


def page(*said: str) -> list[str]:
    return [*HEAD, *said, "The end of a page that says something of its own " + said[0]]


def test_a_head_of_many_lines_returns_word_for_word():
    pages = [page(f"Berth {place} is free.", f"Berth {place} is let.") for place in "ABCD"]
    assert all(running >= {0, 1, 2, 3} for running in running_lines(pages))
    assert not any({4, 5} & running for running in running_lines(pages))


def test_a_line_below_the_head_that_some_pages_have_stays():
    pages = [page("Of berths", f"Berth {place} is free.") for place in "AB"]
    pages += [page(f"Oar {place} is free.") for place in "ABCD"]
    assert not any(4 in running for running in running_lines(pages))


def test_leaders_may_lead_to_a_word_for_page():
    entries = [f"CHAPTER {n} Of boats.........Page {n}" for n in (1, 2, 3)]
    lines = ["Table of Contents", *entries, "Boats are long."]
    assert contents_lines(lines) == {0, 1, 2, 3}


def test_contents_without_leaders_count_pages_upwards():
    assert contents_lines(["CONTENTS", "0 Boats 3", "1 Oars 4", "Boats are long."]) == {0, 1, 2}
    assert contents_lines(["Contents", "Oars 4", "Boats 3"]) == set()
    assert contents_lines(["Boats 3", "Oars 4"]) == set()
