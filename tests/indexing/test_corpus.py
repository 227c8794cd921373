"""Corpus files: good lines, and a sentence with the number for each bad one."""

import json

import pytest

from graphrag.errors import SourceError
from graphrag.settings import Chunking
from graphrag.storage.caches import content_key
from indexing.readers import read_source


def read(path, raw):
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return read_source(path, Chunking(), path.parent / "index", lambda done, total: None)


def line(name="a", title="A", text="x", **more):
    return json.dumps({"id": name, "title": title, "text": text, **more}) + "\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "corpus.jsonl"


def test_lines_become_passages_sorted_by_id(path):
    source = read(path, line("b", "B", "Beta.") + "\n \n" + line("a", "Ä", "Alpha.", more=1))
    assert [(p.id, p.document_id, p.title, p.text, p.start, p.end) for p in source.passages] == [
        ("a", "a", "Ä", "Alpha.", 0, 6),
        ("b", "b", "B", "Beta.", 0, 5),
    ]
    assert source.kind == "corpus" and source.failures == ()


def test_order_changes_nothing(path):
    lines = [line(str(n), f"T{n}", f"text {n}") for n in range(20)]
    assert read(path, "".join(lines)) == read(path, "".join(lines[::-1]))


def test_whatever_is_read_is_in_the_digest(path):
    one = [("a", "A", "Alpha."), ("b", "B", "Beta.")]
    others = [[("a", "A", "Alphas."), one[1]], [("c", "A", "Alpha."), one[1]], one[:1], one[::-1]]
    others += [[("a", "", "Alpha."), one[1]], [("b", "A", "Alpha."), ("a", "B", "Beta.")]]
    digests = [
        read(path, "".join(line(*row) for row in rows)).digest(
            lambda p: content_key(p.title, p.section, p.text)
        )
        for rows in (one, *others)
    ]
    assert len({*digests}) == len(others) and digests[4] == digests[0]


def test_identical_duplicates_are_merged(path):
    assert len(read(path, line() + line("b") + line()).passages) == 2


@pytest.mark.parametrize("other", [{"text": "y"}, {"title": "B"}])
def test_a_duplicate_id_with_different_text_costs_the_later_line(path, other):
    source = read(path, line() + line("b") + line(**other))
    assert [(p.id, p.title, p.text) for p in source.passages] == [("a", "A", "x"), ("b", "A", "x")]
    (lost,) = source.failures
    assert lost.document == "line 3" and "the id 'a' has another text on line 1" in lost.reason


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ("{", "is not JSON"),
        ("nonsense", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[1, 2]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ('{"title": "A", "text": "x"}', 'field "id"'),
        ('{"id": null, "text": "x"}', 'field "id"'),
        ('{"id": "", "text": "x"}', 'field "id"'),
        ('{"id": true, "text": "x"}', 'field "id"'),
        ('{"id": "b", "title": "B"}', 'field "text"'),
        ('{"id": "b", "text": 3}', 'field "text"'),
        ('{"id": "b", "title": ["B"], "text": "x"}', 'field "title"'),
    ],
)
def test_a_malformed_line_costs_that_line_and_is_named(path, bad, complaint):
    source = read(path, line() + bad + "\n" + line("c"))
    assert [p.id for p in source.passages] == ["a", "c"]
    (lost,) = source.failures
    assert lost.document == "line 2" and complaint in lost.reason
    (account,) = source.accounts
    assert (account.path, account.status) == ("corpus.jsonl", "read")
    assert account.reason == "1 of its lines could not be read"


def test_a_corpus_of_bad_lines_says_what_is_wrong_with_the_first(path):
    with pytest.raises(SourceError, match="holds no passage: line 1 is not JSON"):
        read(path, "nonsense\n[1]\n")


def test_what_else_a_line_holds_is_its_metadata(path):
    more = {"date": "3 May 2021", "author": "Ada  Lane", "pages": 7, "tags": ["x", "y"], "z": None}
    (owned,) = read(path, line(**more)).metadata
    assert owned.owner == "a"
    assert (owned.metadata.date, owned.metadata.author) == ("2021-05-03", "Ada Lane")
    assert owned.metadata.fields == (("pages", "7"), ("tags", "x; y"))
    assert read(path, line()).metadata == ()


def test_an_endless_title_or_text_is_cut(path):
    source = read(path, line("a", "word " * 2000, "One sentence more. " * 1000) + line("b"))
    assert [p.id for p in source.passages][:2] == ["a#0", "a#1"]
    assert source.passages[-1].id == "b" and len(source.documents) == 2
    assert max(len(p.title) for p in source.passages) <= 300
    assert max(len(p.text) for p in source.passages) < 2000


@pytest.mark.parametrize("raw", ["", "\n\n", line(title="", text=" ")])
def test_nothing_to_index(path, raw):
    with pytest.raises(SourceError, match="holds no passage"):
        read(path, raw)


def test_an_empty_line_is_an_empty_document(path):
    source = read(path, line("a", "", "") + line("b", "B", ""))
    assert [(row.id, row.status) for row in source.documents] == [("a", "empty"), ("b", "ok")]
    assert [passage.id for passage in source.passages] == ["b"]


def test_a_whole_number_is_an_id_and_a_title_may_lack(path):
    (passage,) = read(path, '{"id": 7, "text": "x"}').passages
    assert (passage.id, passage.title) == ("7", "")


def test_unusable_characters_are_replaced_one_for_one(path):
    (passage,) = read(path, line(text="a\x00b\ud800c")).passages
    assert passage.text == "a b\ufffdc"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings(path, encoding):
    text = line(text="Zoë met Jürgen in Łódź.").encode().decode("unicode-escape")
    (passage,) = read(path, text.encode(encoding)).passages
    assert passage.text == "Zoë met Jürgen in Łódź."


def test_binary_rubbish(path):
    with pytest.raises(SourceError, match="not text"):
        read(path, bytes(range(256)) * 50)


def test_windows_line_ends(path):
    assert len(read(path, (line() + line("b")).replace("\n", "\r\n")).passages) == 2


def test_missing_source(tmp_path):
    with pytest.raises(SourceError, match="no file or folder at"):
        read_source(tmp_path / "absent", Chunking(), tmp_path / "i", lambda done, total: None)


def test_unknown_format(tmp_path):
    with pytest.raises(SourceError, match="no known format"):
        read(tmp_path / "a.exe", b"MZ")


@pytest.mark.parametrize(
    "text",
    [
        "# A heading\n\n- an item\n- another  one\n\n| a | b |\n|--|--|\n| 1 | 2 |",
        "1. OPENING\n\nPort   Tons   Ships\nVelm   10   2\nOrlen   11   3",
        "<p>Kept <b>as it</b> stands</p> [[a|b]] {% x %} ~~c~~ !!! note",
        "a well-\nknown dock\n\nPage 2 of 3",
        "\\newcommand{\\a}{b} \\a $x$ {\\rtf1 c}",
    ],
)
def test_a_line_is_the_passage_that_it_says_whatever_it_looks_like(path, text):
    (passage,) = read(path, line("a", "A: b", text)).passages
    assert (passage.id, passage.title, passage.text) == ("a", "A: b", text)
