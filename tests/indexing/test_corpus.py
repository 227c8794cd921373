"""Corpus files: good lines, and a sentence with the number for each bad one."""

import json

import pytest

from graphrag.errors import SourceError
from graphrag.settings import Chunking
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
    assert read(path, "".join(lines)).digest() == read(path, "".join(lines[::-1])).digest()


def test_identical_duplicates_are_merged(path):
    assert len(read(path, line() + line("b") + line()).passages) == 2


@pytest.mark.parametrize("other", [{"text": "y"}, {"title": "B"}])
def test_a_duplicate_id_with_different_text(path, other):
    with pytest.raises(SourceError, match="line 3: the id 'a' has another text on line 1"):
        read(path, line() + line("b") + line(**other))


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
def test_a_malformed_line_is_named(path, bad, complaint):
    with pytest.raises(SourceError, match=f"line 2.*{complaint}"):
        read(path, line() + bad + "\n" + line("c"))


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
