"""Formats of data: XML, JSON, tables in text."""

import json
from pathlib import Path

import pytest

from graphrag.errors import DocumentError
from indexing.readers.formats import read
from tests.indexing.readers.one_document import blocks, only


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<people><p1 name="Olga" site="Turku"/><p1 name="Ivo" site="Ghent"/></people>',
         [("row", "name: Olga; site: Turku."), ("row", "name: Ivo; site: Ghent.")]),
        ("<r><staff><who>Olga</who><site>Turku</site></staff>"
         "<staff><who>Ivo</who><site>Ghent</site></staff></r>",
         [("row", "who: Olga; site: Turku."), ("row", "who: Ivo; site: Ghent.")]),
        ("<article><title>T</title><section><title>S</title><para>An <emphasis>old</emphasis> sea."
         "</para><programlisting>a  b</programlisting></section></article>",
         [("heading", "S"), ("paragraph", "An old sea."), ("code", "a  b")]),
        ("<memo><from>Olga</from><date>2021-03-04</date></memo>",
         [("field", "from: Olga"), ("field", "date: 2021-03-04")]),
    ],
)  # fmt: skip
def test_xml(source, found):
    assert blocks("a.xml", source) == found


def test_xml_expands_no_entities():
    bomb = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a><b>&y;</b><c>Text</c></a>'
    assert "haha" not in only("a.xml", bomb).text


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ([{"name": "Olga", "site": "Turku", "tags": ["a", "b"]}, {"name": "Ivo", "site": None}],
         [("row", "name: Olga; site: Turku; tags: a, b."), ("row", "name: Ivo.")]),
        ({"crew": {"boat": {"cook": "Olga"}}, "spec": {"limit": 65, "ok": True}, "name": "Boiler"},
         [("field", "name: Boiler"), ("field", "spec limit: 65"), ("field", "spec ok: yes"),
          ("heading", "crew"), ("field", "boat cook: Olga")]),
        ({"spec": dict.fromkeys("abcdef", 1)},
         [("heading", "spec"), *(("field", f"{key}: 1") for key in "abcdef")]),
        (["a", "b"], [("item", "a"), ("item", "b")]),
    ],
)  # fmt: skip
def test_json(value, found):
    assert blocks("a.json", json.dumps(value)) == found


def test_json_is_read_as_deep_as_people_nest_it():
    def nested(depth):
        return json.dumps("Olga") if not depth else f'{{"k{depth}": {nested(depth - 1)}}}'

    assert blocks("a.json", nested(20))[-1] == ("field", "k2 k1: Olga")
    with pytest.raises(DocumentError, match="nest more than"):
        read(Path("a.json"), nested(40).encode())


def test_json_documents():
    rows = [{"id": "x", "title": "Nim", "text": "A cat.", "kind": "pet"}, {"id": "y", "text": "B"}]
    found = read(Path("a.json"), json.dumps(rows).encode()).documents
    assert [(d.id, d.title, d.text, d.fields) for d in found] == [
        ("x", "Nim", "A cat.", {"kind": "pet"}),
        ("y", "a", "B", {}),
    ]


@pytest.mark.parametrize("name", ["a.json", "a.xml", "a.ipynb", "a.rtf", "a.eml", "a.mbox"])
def test_what_is_none_is_refused_in_words(name):
    for source in ("{", "[" * 100_000, "<a>", ""):
        with pytest.raises(DocumentError, match="cannot be read as"):
            read(Path(name), source.encode())


TSV = "name\tsite\nOlga Berg\tTurku\n"


@pytest.mark.parametrize(
    ("name", "source", "rows"),
    [
        ("a.tsv", TSV, [("Olga Berg", "name: Olga Berg; site: Turku.")]),
        ("a.csv", "id,full name,city\n1,Olga Berg,Turku\n",
         [("Olga Berg", "id: 1; full name: Olga Berg; city: Turku.")]),
        ("a.csv", "nr,article,price\n1,Resin,2\n2,Glue,3\n",
         [("Resin", "nr: 1; article: Resin; price: 2."),
          ("Glue", "nr: 2; article: Glue; price: 3.")]),
        ("a.csv", "name,city\nOlga Berg,Turku,Finland,retired\n",
         [("Olga Berg", "name: Olga Berg; city: Turku; column 3: Finland; column 4: retired.")]),
        ("a.csv", "sep=;\nname;city\nOlga Berg;Turku\n", [("Olga Berg", "name: Olga Berg; city: "
         "Turku.")]),
        ("a.csv", "Staff list 2020,,\n,,\nname,city,role\nOlga Berg,Turku,buyer\n",
         [("Olga Berg", "name: Olga Berg; city: Turku; role: buyer.")]),
        ("a.csv", "Staff list 2020;;\n;;\nname;city;role\nOlga Berg;Turku;buyer;late\n",
         [("Olga Berg", "name: Olga Berg; city: Turku; role: buyer; column 4: late.")]),
    ],
)  # fmt: skip
def test_tables_in_text(name, source, rows):
    document = only(name, source)
    found = [(b.name, document.text[b.start : b.end]) for b in document.blocks if b.kind == "row"]
    assert found == rows
    assert ("Staff list 2020" in document.text) == ("Staff" in source)


def test_tables_below_each_other_keep_their_own_columns():
    sites = "site,area,keeper\nPorto,A,Olga Berg\nLund,B,Tom Hale\n"
    pumps = "pump,site,litres\nP one,Porto,65\nP two,Lund,70\n"
    assert [said for _, said in blocks("a.csv", f"{sites}\n{pumps}")] == [
        "site: Porto; area: A; keeper: Olga Berg.",
        "site: Lund; area: B; keeper: Tom Hale.",
        "pump: P one; site: Porto; litres: 65.",
        "pump: P two; site: Lund; litres: 70.",
    ]
    # An empty row only parts the rows of one table.
    more = "Graz,A,Ann Dahl\nVelm,A,Jon Rook\n"
    assert blocks("a.csv", f"{sites}\n{more}")[2:] == [
        ("row", "site: Graz; area: A; keeper: Ann Dahl."),
        ("row", "site: Velm; area: A; keeper: Jon Rook."),
    ]


def test_a_row_like_those_below_names_no_columns():
    rows = "Port Ems,12,7\nVelm,30,-4\nOrlov,9,2\n"
    assert blocks("a.csv", rows)[0] == ("row", "Port Ems; 12; 7.")
    assert blocks("a.csv", f"port,1990,2000\n{rows}")[0] == (
        "row",
        "port: Port Ems; 1990: 12; 2000: 7.",
    )


def test_keys_of_data_are_no_title():
    (document,) = read(
        Path("site.json"), b'{"crew": {"cook": ["Olga", {}]}, "open": true}'
    ).documents
    assert document.title == "site"
    assert ("heading", "crew") in [
        (b.kind, document.text[b.start : b.end]) for b in document.blocks
    ]


def test_rows_of_numbers_name_no_columns():
    assert blocks("a.csv", "1,2,3\n4,5,6\n") == [("row", "1; 2; 3."), ("row", "4; 5; 6.")]
    assert blocks("a.csv", "item,2020\n7,8\n") == [("row", "item: 7; 2020: 8.")]
    assert blocks("a.csv", "2020,2021\nrope,tar\n") == [("row", "2020: rope; 2021: tar.")]


def test_the_pages_inside_a_feed_are_read_as_pages():
    text = "&lt;p&gt;Rope &amp;amp; &lt;b&gt;tar&lt;/b&gt;&lt;/p&gt;"
    source = f"<rss><item><title>One</title><description>{text}</description></item></rss>"
    assert blocks("a.xml", source)[-1] == ("field", "description: Rope & tar")
    kept = "<doc><p>Write &lt;b&gt;so&lt;/b&gt;.</p><p>And so.</p></doc>"
    assert ("paragraph", "Write <b>so</b>.") in blocks("a.xml", kept)


def test_xml_in_an_encoding_that_only_we_know():
    source = '<?xml version="1.0" encoding="IBM855"?><memo><p>Радость</p><p>Книга</p></memo>'
    assert blocks("a.xml", source.encode("cp855")) == [
        ("paragraph", "Радость"),
        ("paragraph", "Книга"),
    ]
    bare = "<memo><p>田中一郎は東京で生まれた。</p><p>彼は大阪で働いた。</p></memo>"
    assert only("b.xml", bare.encode("cp932")).text.startswith("田中一郎は東京で生まれた。")
