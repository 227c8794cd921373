"""Org: outlines with their marks, tables, drawers and times, and what only programs read."""

from pathlib import Path

import pytest

from indexing.readers.formats import read
from indexing.readers.org_text import plain

WHOLE = """#+TITLE: The harbour of *Velm*
#+AUTHOR: Siri Holt
#+DATE: <2021-05-03 Mon>
#+OPTIONS: toc:nil
#+STARTUP: overview

# a remark
The harbour has two cranes, and the
older one stands on the [[https://velm.example/quay][north quay]].[fn:1]

* TODO [#A] Repair the crane                                   :quay:noexport:
  DEADLINE: <2021-06-01 Tue -2d> SCHEDULED: <2021-05-20 Thu +1w>
  :PROPERTIES:
  :CUSTOM_ID: crane
  :Owner: Rolf Eid
  :END:
  :LOGBOOK:
  CLOCK: [2021-05-04 Tue 09:00]--[2021-05-04 Tue 10:00] =>  1:00
  :END:
** Ropes
- [X] Buy rope at the =chandler=
- Splice it
  over two days
  1. first the ends
- Length :: forty metres
-----
#+CAPTION: What was paid
|       | <r5> |
| who   | paid |
|-------+------|
| Olga  |   30 |
| Ben   |   12 |
#+TBLFM: $2=vsum(@2..@3)
#+BEGIN_QUOTE
No crane lifts
what is wet.
#+END_QUOTE
#+begin_src python
* not a heading
#+end_src
#+BEGIN_EXPORT html
<b>gone</b>
#+END_EXPORT
: as it stands
[fn:1] It was built in 1911.
"""


def document_of(source):
    (document,) = read(Path("quay.org"), source.encode()).documents
    return document


def blocks(source):
    document = document_of(source)
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_an_outline_with_everything_in_it():
    document = document_of(WHOLE)
    told = (document.title, document.author, document.date)
    assert told == ("The harbour of Velm", "Siri Holt", "2021-05-03")
    assert blocks(WHOLE) == [
        ("field", "Author: Siri Holt"),
        ("field", "Date: 2021-05-03"),
        (
            "paragraph",
            "The harbour has two cranes, and the older one stands on the north quay.",
        ),
        ("heading", "TODO Repair the crane"),
        ("field", "Tags: quay"),
        ("field", "Deadline: 2021-06-01"),
        ("field", "Scheduled: 2021-05-20"),
        ("field", "Owner: Rolf Eid"),
        ("heading", "Ropes"),
        ("item", "[X] Buy rope at the chandler"),
        ("item", "Splice it over two days"),
        ("item", "1. first the ends"),
        ("item", "Length: forty metres"),
        ("caption", "What was paid"),
        ("row", "who: Olga; paid: 30."),
        ("row", "who: Ben; paid: 12."),
        ("quote", "No crane lifts what is wet."),
        ("code", "* not a heading"),
        ("code", "as it stands"),
        ("note", "It was built in 1911."),
    ]
    ropes = next(block for block in document.blocks if block.kind == "quote")
    assert ropes.path == ("TODO Repair the crane", "Ropes")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a *bold* and /slanted/ word, =code=, +gone+", "a bold and slanted word, code, gone"),
        ("2*3*4 and a/b/c and x_1_", "2*3*4 and a/b/c and x_1_"),
        ("see [[file:notes.org::*Plan]]", "see notes.org::*Plan"),
        ("or [[#ropes][the ropes]]", "or the ropes"),
        ("[[./crane.png]]The crane", "The crane"),
        ("at <2021-05-03 Mon 10:00-12:00>", "at 2021-05-03 10:00-12:00"),
        ("from [2021-05-03 Mon] on", "from 2021-05-03 on"),
        ("the quay[fn:2] and[fn:: see above] more", "the quay and (see above) more"),
        ("<<anchor>>Text {{{kbd(C-c)}}}", "anchorText C-c"),
        ("write <https://velm.example/a>", "write https://velm.example/a"),
        ("[[https://velm.example/][The [old] crane]] turns", "The [old] crane turns"),
        ("monthly <%%(diary-float t 3 2)>", "monthly "),
    ],
)  # fmt: skip
def test_marks_are_not_text(source, shown):
    assert plain(source) == shown


def test_what_has_no_end_loses_nothing_behind_it():
    told = [said for _, said in blocks(":PROPERTIES:\n:Owner: Rolf\n* Next\nText of it.\n")]
    assert told == ["Owner: Rolf", "Next", "Text of it."]
    assert blocks("#+begin_src\nx = 1\n") == [("code", "x = 1")]


def test_a_list_ends_where_a_line_stands_at_its_marks():
    assert blocks("- one\n- two\nAfter the list.\n* Head\n * three\n") == [
        ("item", "one"),
        ("item", "two"),
        ("paragraph", "After the list."),
        ("heading", "Head"),
        ("item", "three"),
    ]


def test_a_text_without_a_title_goes_by_its_first_heading():
    assert document_of("* The ferry of Orlen\nIt runs daily.\n").title == "The ferry of Orlen"
