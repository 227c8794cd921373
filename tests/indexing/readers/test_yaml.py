"""YAML says what JSON of the same shape says, each value in the words of the file."""

import json
from pathlib import Path

import pytest

from graphrag.errors import DocumentError
from indexing.readers.formats import read


def blocks(name, source):
    (document,) = read(Path(name), source.encode()).documents
    said = [(block.kind, document.text[block.start : block.end]) for block in document.blocks]
    return said, [block.name for block in document.blocks if block.name]


def test_records_are_rows_with_names():
    source = "- name: Olga Brun\n  port: Velm\n- name: Ben Rask\n  port: Orlen\n"
    value = [{"name": "Olga Brun", "port": "Velm"}, {"name": "Ben Rask", "port": "Orlen"}]
    assert blocks("a.yaml", source) == blocks("a.json", json.dumps(value))
    assert blocks("a.yml", source)[1] == ["Olga Brun", "Ben Rask"]


BOARD = """
name: Harbour board
founded: 1911
seat: Velm
chief:
- name: Ben Rask
members:
- name: Olga Brun
  role: chair
- name: Ada Lind
  role: member
"""


def test_what_is_told_of_one_thing_is_known_by_it():
    said, names = blocks("a.yml", BOARD)
    assert said[2:] == [
        ("field", "seat: Velm"),
        ("field", "chief name: Ben Rask"),
        ("heading", "members"),
        ("row", "name: Olga Brun; role: chair."),
        ("row", "name: Ada Lind; role: member."),
    ]
    assert names == []  # no passage by herself that would not name the board


def test_what_only_holds_records_does_not_name_them():
    _, names = blocks("a.yml", BOARD.replace("founded: 1911\nseat: Velm\n", ""))
    assert names == ["Olga Brun", "Ada Lind"]


def test_no_type_is_guessed():
    source = "at: 1:30\nno: NO\nmode: 010\nday: 2021-05-03\nlate: true\nnobody: ~\nsize: 1e3\n"
    assert blocks("a.yaml", source)[0] == [
        ("field", "at: 1:30"),
        ("field", "no: NO"),
        ("field", "mode: 010"),
        ("field", "day: 2021-05-03"),
        ("field", "late: yes"),
        ("field", "size: 1e3"),
    ]


def test_several_documents_are_a_list_and_remarks_are_none():
    source = "# of the quay\n---\nname: crane\nyear: 1911\n---\nname: gauge\nyear: 1920\n---\n"
    assert blocks("a.yaml", source)[0] == [
        ("row", "name: crane; year: 1911."),
        ("row", "name: gauge; year: 1920."),
    ]


def test_tags_of_programs_build_nothing():
    source = "what: !!python/object/apply:os.system ['true']\nplace: !Ref quay\n"
    assert blocks("a.yaml", source)[0] == [("field", "what: yes"), ("field", "place: quay")]


def test_what_is_none_or_has_no_bound_costs_its_file_only():
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    for source, why in {
        "a: [1, 2\nb: 3": "cannot be read as YAML",
        "a: &a [*a]": "recursive node",
        "[" * 40 + "]" * 40: "nest more than",
        bomb: "stands for more than",
    }.items():
        with pytest.raises(DocumentError, match=why):
            read(Path("a.yaml"), source.encode())


def test_an_older_ending_of_asciidoc():
    assert blocks("a.asc", "= The quay\n\n== Cranes\n\nThere are *two*.\n")[0] == [
        ("heading", "Cranes"),
        ("paragraph", "There are two."),
    ]
