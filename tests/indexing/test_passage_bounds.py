"""Where passages begin and end, block by block: each bound from both of its sides."""

import pytest

from graphrag.errors import SettingsError
from graphrag.settings import Chunking
from indexing.documents import Block, Document
from indexing.passages import TINY, _again, _label, _Unit, check_section, count_tokens
from indexing.passages import cut as cut_document


def document(*parts):
    """Blocks of (kind, text, path), a line each; a path's last part heads it."""
    blocks, at = [], 0
    for kind, text, path in parts:
        blocks.append(Block(kind, at, at + len(text), path=path))
        at += len(text) + 1
    return Document("d", "T", "\n".join(text for _, text, _ in parts), tuple(blocks))


def texts(*parts, **section):
    return [p.text for p in cut_document(document(*parts), Chunking(**section))]


@pytest.mark.parametrize(("words", "passages"), [(TINY - 1, 1), (TINY, 2)])
def test_a_section_is_a_passage_of_its_own_from_so_many_tokens(words, passages):
    small, large = "a " * (words - 1) + "a", "b " * 59 + "b"
    found = texts(("paragraph", small, ("A",)), ("paragraph", large, ("B",)))
    assert len(found) == passages and found[0].startswith("a a")


def test_what_is_too_little_at_the_end_goes_with_what_it_follows():
    large, small = "b " * 59 + "b", "a a"
    assert texts(("paragraph", large, ("B",)), ("paragraph", small, ("A",))) == [
        f"{large}\n{small}"
    ]


@pytest.mark.parametrize(
    ("paths", "label"),
    [
        ([("A",)], "A"),
        ([("A", "B"), ("A", "C")], "A > B; C"),
        ([("A", "B"), ("A",)], "A > B"),
        ([("A",), ("B",)], "A; B"),
        ([("A",), ("B",), ("C",), ("D",)], "A; B; C"),  # three at most
        ([(), ("B",)], "B"),
        ([()], ""),
    ],
)
def test_what_a_passage_stands_under(paths, label):
    blocks = [Block("paragraph", 0, 1, path=path) for path in paths]
    assert _label(blocks) == label.replace(">", "›")


def test_a_heading_alone_says_where_it_stands():
    assert _label([Block("heading", 0, 1, path=("A",))]) == "A"
    assert _label([Block("heading", 0, 1, path=("A",)), Block("item", 1, 2, path=("B",))]) == "B"


def units(*tokens):
    return [_Unit(0, 1, abs(n), heading=n < 0) for n in tokens]


@pytest.mark.parametrize(
    ("before", "overlap", "size", "after", "again"),
    [
        ((5, 5, 5), 10, 30, (5,), 2),
        ((5, 5, 5), 9, 30, (5,), 1),
        ((5, 5, 5), 4, 30, (5,), 0),
        ((5, 5), 30, 60, (5,), 1),  # never all of it
        ((5, 5, 5), 10, 14, (5,), 1),  # room for one more: nine
        ((5, 5, 5), 10, 20, (-5, 6), 1),  # with the headings above it: nine
        ((5, 5, 5), 10, 30, (), 0),  # there is none
    ],
)
def test_how_much_is_said_again(before, overlap, size, after, again):
    assert _again(units(*before), overlap, size, units(*after)) == again


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("a", 1), ("abcdefgh", 1), ("abcdefghi", 2), ("a, b", 3),
                         ("海海", 2)],
)  # fmt: skip
def test_tokens(text, tokens):
    assert count_tokens(text) == tokens


def test_a_row_is_cut_between_its_cells():
    row = "; ".join(f"Key{n}: one two three four five" for n in range(8))
    found = texts(("row", row, ()), tokens=20)
    assert len(found) > 2 and all(text.startswith("Key") for text in found)


def test_code_is_cut_between_its_lines():
    code = "\n".join(f"let x{n} be one. And two" for n in range(12))
    found = texts(("code", code, ()), tokens=20)
    assert len(found) > 2 and all(text.startswith("let") for text in found)


@pytest.mark.parametrize(
    ("name", "least", "most", "step"),
    [
        ("tokens", 20, None, 1),
        ("overlap", 0, 120, 1),  # half of 240 tokens
        ("max_file_mb", 1, None, 1),
        ("max_seconds", 1, 1_000_000, 1),
        ("max_memory_mb", 256, None, 1),
    ],
)
def test_sizes_at_their_bounds(name, least, most, step):
    base = {"tokens": 240, "overlap": 0}
    for value in (least, *([most] if most else [])):
        check_section(Chunking(**{**base, name: value}))
    for value in (least - step, *([most + step] if most else [])):
        with pytest.raises(SettingsError, match=name):
            check_section(Chunking(**{**base, name: value}))
