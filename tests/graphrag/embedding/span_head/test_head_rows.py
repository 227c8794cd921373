"""Which rows of a long passage the span head reads: those that have what was asked."""

from __future__ import annotations

from graphrag.embedding.span_head import open_head
from graphrag.embedding.span_head.head_rows import READ, ROWS, HeadText, rows

PLAIN = "The weather of the week was dry, and the boats stayed in the harbour as before. "
TOLD = "Ilse Marrow was born in Port Kelder. "
LED = "The breakwater was led by Odo Fenn until the storm. "
WHERE = "Where was Ilse Marrow born?"
LONG = PLAIN * 12  # about two thirds of a row


def tokenise(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """A number for each word, its place in the text beside it."""
    ids, places, at = [], [], 0
    for word in text.split():
        at = text.index(word, at)
        ids.append(1000 + sum(map(ord, word.strip("?.,"))))
        places.append((at, at + len(word)))
        at += len(word)
    return ids, places


def read(question: str, *texts: str, most: int = READ) -> list[list[str]]:
    """What the rows of each text say, in order."""
    found: list[list[str]] = [[] for _ in texts]
    for row in rows(tokenise, question, [HeadText(text) for text in texts], 100, most):
        text = texts[row.passage]
        found[row.passage].append(text[row.places[0, 0] : row.places[-1, 1]])
    return found


def test_a_short_passage_is_read_whole():
    text = PLAIN * 8  # two rows
    assert read(WHERE, text, most=ROWS) == read(WHERE, text)
    assert len(read(WHERE, text)[0]) == 2


def test_of_a_long_one_those_rows_that_have_what_was_asked():
    text = f"{LONG}{TOLD}{LONG}"
    (every,), (some,) = read(WHERE, text, most=ROWS), read(WHERE, text)
    assert len(every) == ROWS
    assert 1 <= len(some) <= READ
    assert any("Port Kelder" in row for row in some)
    assert [row for row in every if row in some] == some  # in order


def test_two_places_that_have_as_much_of_it_are_both_read():
    text = f"{TOLD}{LONG}{TOLD}{PLAIN * 4}"
    (some,) = read(WHERE, text)
    assert len(some) == 2
    assert all("Port Kelder" in row for row in some)


def test_a_row_with_next_to_nothing_of_it_is_not_read():
    text = f"{TOLD}{PLAIN * 20}"
    (some,) = read(WHERE, text)
    assert [row[:4] for row in some] == ["Ilse"]


def test_a_passage_is_read_as_if_it_were_alone():
    one, other = f"{LONG}{TOLD}{LONG}", f"{LONG}{LED}{LONG}"
    together = read("Who led the breakwater?", one, other)
    assert together == [read("Who led the breakwater?", text)[0] for text in (one, other)]


def test_where_nothing_of_the_question_is_there_the_first_rows_are_read():
    (some,) = read("Zzz?", f"{LONG}{LED}{LONG}")
    assert some == read("Zzz?", f"{LONG}{LED}{LONG}", most=ROWS)[0][:READ]


def test_the_head_finds_what_stands_at_the_end_of_a_long_passage():
    text = f"{PLAIN * 45}{TOLD}{PLAIN}"
    found = open_head().read(WHERE, [HeadText(text)])
    assert "Port Kelder" in text[found.spans[0].start : found.spans[0].end]
    assert len(found.rows) <= READ < len(open_head().read(WHERE, [HeadText(text)], most=ROWS).rows)
