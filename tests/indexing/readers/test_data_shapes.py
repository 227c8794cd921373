"""JSON and XML as programs and people leave them: remarks, lines, deep records, broken ends."""

import json
import time
from pathlib import Path

import pytest

from graphrag.errors import DocumentError
from indexing.readers.formats import read
from tests.indexing.readers.one_document import blocks, only

PEOPLE = [("row", "name: Olga; city: Turku."), ("row", "name: Ida; city: Velm.")]
OLGA, IDA = '{"name": "Olga", "city": "Turku"}', '{"name": "Ida", "city": "Velm"}'


@pytest.mark.parametrize(
    "source",
    [
        f"{OLGA}\n{IDA}\n",
        f"{OLGA} {IDA}",
        f"[{OLGA}, // of the office\n{IDA}, /* last */ ]",
        "\ufeff" + f"[{OLGA}, {IDA}]",
        '{"columns": ["name", "city"], "index": [0, 1], "data": [["Olga", "Turku"],'
        '["Ida", "Velm"]]}',
        '{"name": {"0": "Olga", "1": "Ida"}, "city": {"0": "Turku", "1": "Velm"}}',
        '[{"name": "Olga", "city": "Turku", "age": NaN}, {"name": "Ida", "city": "Velm"}]',
    ],
    ids=("lines", "joined", "remarks", "mark", "split", "columns", "no number"),
)
def test_one_table_in_many_forms(source):
    assert [said for said in blocks("a.json", source) if "age" not in said[1]] == PEOPLE


def test_a_bad_line_costs_that_line():
    found = read(Path("a.json"), f"{OLGA}\n{IDA}\n{{x\n".encode())
    assert [line for line, _ in found.lost] == ["line 3"]
    assert len(found.documents[0].blocks) == 2


def test_what_looks_like_a_remark_in_a_text_stays():
    source = '{"see": "http://velm.example/a, ]", "note": "2 /* two */", "x": 1,}'
    assert blocks("a.json", source) == [
        ("field", "see: http://velm.example/a, ]"),
        ("field", "note: 2 /* two */"),
        ("field", "x: 1"),
    ]


def test_records_in_records_are_rows():
    places = [
        {"type": "Feature", "properties": {"name": name, "size": size},
         "geometry": {"type": "Point", "coordinates": [[1.5, 2]]}}
        for name, size in (("Velm", 4), ("Orlen", 5))
    ]  # fmt: skip
    assert blocks("a.geojson", json.dumps({"features": places}))[1:] == [
        ("row", f"type: Feature; name: {name}; size: {size}; geometry type: Point; "
         "coordinates: 1.5, 2.")
        for name, size in (("Velm", 4), ("Orlen", 5))
    ]  # fmt: skip
    said = [
        {"user": "Ida", "text": "Who has the key?"},
        {"user": "Tom", "text": "I do.", "marks": [{"name": "ok", "users": ["Ida", "Ann"]}]},
    ]
    assert blocks("a.json", json.dumps(said))[1] == (
        "row",
        "user: Tom; text: I do.; marks: name: ok, users: Ida, Ann.",
    )


def test_records_too_long_for_rows_are_sections_of_their_own():
    long = [{"step": "Lift " + "x" * 200}, {"step": "Wait " + "x" * 200}]
    docks = [{"name": "Velm", "steps": long, "keeper": "Ida"}, {"name": "Orlen", "keeper": "Tom"}]
    document = only("a.json", json.dumps({"docks": docks}))
    paths = {document.text[b.start : b.end]: b.path for b in document.blocks if b.kind == "field"}
    assert paths["keeper: Ida"] == ("docks", "Velm")
    assert paths["keeper: Tom"] == ("docks", "Orlen")


def test_the_source_of_pages_in_values_is_read_as_pages():
    page = {"name": "Velm", "body": "<h2>Docks</h2><p>Wet &amp; cold.</p>", "by": "<b>Ida</b>"}
    assert blocks("a.json", json.dumps(page)) == [
        ("field", "name: Velm"),
        ("heading", "body"),
        ("paragraph", "Docks"),
        ("paragraph", "Wet & cold."),
        ("field", "by: Ida"),
    ]


def test_a_name_that_is_no_word_is_no_title():
    assert only("a.json", '{"name": {"first": "Ida"}, "title": "Docks"}').title == "Docks"
    assert only("a.json", '{"name": {"first": "Ida"}}').title == "a"


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("<log>\n<e><who>Ida</who><did>Opened</did></e>\n<e><who>Tom</who><did>Shut the", 3,
         [("row", "who: Ida; did: Opened."), ("row", "who: Tom; did: Shut the.")]),
        ("<r><item><p>Caf&eacute; &amp; bar</p></item><item><p>Rope & tar</p></item></r>", 1,
         [("paragraph", "Café & bar"), ("paragraph", "Rope & tar")]),
        ("<doc><p>One of Velm.</p></doc>\n<doc><p>Two of Velm.</p></doc>", 2,
         [("field", "p: One of Velm."), ("field", "p: Two of Velm.")]),
        ('<doc a="1" a="2"><p>One.</p><p>Two.</p></doc>', 1,
         [("field", "a: 1"), ("paragraph", "One."), ("paragraph", "Two.")]),
    ],
    ids=("cut off", "letters", "joined", "twice"),
)  # fmt: skip
def test_xml_that_breaks_the_rules_is_read_and_spoken_of(source, line, said):
    found = read(Path("a.xml"), source.encode())
    (document,) = found.documents
    texts = [(b.kind, document.text[b.start : b.end]) for b in document.blocks]
    assert [text for _, text in texts] == [text for _, text in said]
    assert [where for where, _ in found.lost] == [f"what stands at line {line}"]


def test_well_formed_xml_has_nothing_to_speak_of():
    assert read(Path("a.xml"), b"<doc><p>One &amp; two.</p><p>x</p></doc>").lost == ()


def test_what_is_hardly_xml_is_refused():
    for source in ("Notes of Velm <on docks> and of much more that is no markup at all.", "<a>"):
        with pytest.raises(DocumentError, match="cannot be read as XML"):
            read(Path("a.xml"), source.encode())


@pytest.mark.parametrize("unit", ["/*", '"\\', '"', "//", ",]", '{"a":1}', "&a", "<a", "<a>&b;"])
def test_long_strings_end_soon(unit):
    started = time.process_time()
    for name in ("a.json", "a.xml"):
        try:
            read(Path(name), (unit * 10_000).encode())
        except DocumentError:
            pass
    assert time.process_time() - started < 2
