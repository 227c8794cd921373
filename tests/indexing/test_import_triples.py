"""Imported triples: located in the text, tied to the sentence that states them, or refused."""

import json

import pytest

from graphrag.datatypes import Mention, Passage, PassageExtraction, Span, Triple
from graphrag.errors import SettingsError, SourceError
from graphrag.settings import Settings, update
from graphrag.storage.catalog import Catalog
from graphrag.storage.verify import verify
from indexing import build_index
from indexing.import_triples import apply_triples, read_triples
from tests.fakes import HashEmbedder, write_corpus

TEXT = "Ada Lane wrote The Long Tide. In 1951 the book was filmed by Jon Rook; ada lane hated it."
PASSAGE = Passage("p", "p", "The Long Tide", TEXT, 0, len(TEXT))
RULES = PassageExtraction(
    (Span(0, 29), Span(30, len(TEXT))),
    (Mention(0, 8, "Ada Lane", "name"), Mention(33, 37, "1951", "date")),
    (Triple("Ada Lane", "wrote", "The Long Tide", 0),),
)
LINE = {
    "passage_id": "p",
    "entities": ["Ada Lane", "Jon Rook", "Nobody Here", " "],
    "triples": [
        ["The Long Tide", "was filmed by", "Jon Rook"],
        ["Ada Lane", "author of", "The Long Tide"],
        ["The Long Tide", "was filmed by", "Jon Rook"],
        ["", "x", "y"],
    ],
}


def read(path, *lines):
    path.write_text(
        "\n".join(item if isinstance(item, str) else json.dumps(item) for item in lines)
    )
    return read_triples(path)


def apply(tmp_path, keep_rules, line=LINE, extraction=RULES):
    imported = read(tmp_path / "t.jsonl", line)
    return apply_triples(imported, [PASSAGE], [extraction], keep_rules)[0]


def test_instead_of_the_rules(tmp_path):
    found = apply(tmp_path, keep_rules=False)
    assert found.sentences == RULES.sentences
    assert [(TEXT[m.start : m.end], m.text, m.kind) for m in found.mentions] == [
        ("Ada Lane", "Ada Lane", "name"),
        ("The Long Tide", "The Long Tide", "name"),
        ("Jon Rook", "Jon Rook", "name"),
        ("ada lane", "ada lane", "name"),
    ]
    assert found.triples == (
        Triple("The Long Tide", "was filmed by", "Jon Rook", 1, "import"),
        Triple("Ada Lane", "author of", "The Long Tide", 0, "import"),
    )


def test_beside_the_rules(tmp_path):
    found = apply(tmp_path, keep_rules=True)
    assert {m.text for m in found.mentions} >= {"1951", "Ada Lane", "Jon Rook"}
    assert len({(m.start, m.end) for m in found.mentions}) == len(found.mentions)
    assert [m.start for m in found.mentions] == sorted(m.start for m in found.mentions)
    assert [triple.origin for triple in found.triples] == ["rules", "import", "import"]


def test_names_are_found_as_whole_words_across_line_ends(tmp_path):
    text = "Roma is not in Romania. Old\nRoma is."
    passage = Passage("p", "p", "", text, 0, len(text))
    imported = read(
        tmp_path / "t.jsonl", {"passage_id": "p", "entities": ["Roma", "Old Roma"], "triples": []}
    )
    spans = PassageExtraction((Span(0, 23), Span(24, len(text))), (), ())
    (found,) = apply_triples(imported, [passage], [spans], False)
    assert [(m.start, m.text) for m in found.mentions] == [
        (0, "Roma"),
        (24, "Old\nRoma"),
        (28, "Roma"),
    ]


def test_a_passage_without_a_line_or_without_sentences(tmp_path):
    imported = read(tmp_path / "t.jsonl", LINE)
    other = Passage("q", "q", "Q", "", 0, 0)
    empty = PassageExtraction((), (), ())
    found = apply_triples(imported, [PASSAGE, other], [RULES, empty], False)
    assert found[1] == empty
    bare = apply(tmp_path, False, extraction=empty)
    assert bare.triples == ()


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ({"triples": []}, "passage_id"),
        ({"passage_id": None, "triples": []}, "passage_id"),
        ({"passage_id": "q"}, 'field "triples"'),
        ({"passage_id": "q", "triples": {}}, 'field "triples"'),
        ({"passage_id": "q", "triples": [], "entities": "Ada"}, "list of names"),
        ({"passage_id": "q", "triples": [], "entities": [1]}, "list of names"),
        ({"passage_id": "p", "triples": []}, "other triples on an earlier line"),
    ],
)
def test_a_malformed_line_is_named(tmp_path, bad, complaint):
    with pytest.raises(SourceError, match=f"line 2.*{complaint}"):
        read(tmp_path / "t.jsonl", LINE, bad)


def test_what_is_not_a_triple_is_left_out_and_counted(tmp_path):
    bad = [["a", "b"], ["a", "b", "c", "d"], ["a", "b", 3], "abc", None, [], ["a", "b", " "]]
    line = {"passage_id": "q", "triples": [*bad, ["Ada", "met", "Jon"]]}
    imported = read(tmp_path / "t.jsonl", LINE, line)
    assert imported.lines["q"].triples == (("Ada", "met", "Jon"),)
    assert imported.left_out == (1, *[2] * len(bad))
    assert imported.notes([PASSAGE]) == (
        "8 imported triples are not three texts and were left out; the first is on line 1",
        "1 imported lines name passages that the source does not have",
    )


def test_an_empty_or_missing_file(tmp_path):
    with pytest.raises(SourceError, match="holds no triples"):
        read(tmp_path / "t.jsonl", "")
    with pytest.raises(SourceError, match="cannot read"):
        read_triples(tmp_path / "absent.jsonl")


def test_a_file_about_other_passages(tmp_path):
    with pytest.raises(SourceError, match="none of the passages"):
        apply(tmp_path, False, {"passage_id": "other", "triples": []})


# --- through a build ------------------------------------------------------------------------


def origins(folder):
    with Catalog(folder) as catalog:
        facts = catalog.content().resolution.facts
        return {fact.origin for fact in facts}, catalog.meta()["extractor"]


def test_building_with_triples(tmp_path):
    source = write_corpus(tmp_path / "c.jsonl", [("p", "The Long Tide", TEXT)])
    triples = tmp_path / "t.jsonl"
    triples.write_text(json.dumps(LINE))
    index = tmp_path / "index"

    def build(extractor="rules", given=triples):
        settings = update(Settings(), {"extraction": {"extractor": extractor}})
        return build_index(source, index, settings, triples=given, embedder=HashEmbedder())

    build()
    assert origins(index) == ({"import"}, "import")
    assert not build("import").changed
    assert build("rules+import").extracted == 0
    kinds, extractor = origins(index)
    assert kinds == {"parser", "import"}
    assert extractor.startswith("rules-") and extractor.endswith("+import")
    build(given=None)
    assert origins(index)[0] == {"parser"}
    assert verify(index) == []
    triples.write_text(json.dumps({**LINE, "triples": LINE["triples"][:1]}))
    assert build().facts == 1


def test_importing_needs_a_file(tmp_path):
    source = write_corpus(tmp_path / "c.jsonl")
    settings = update(Settings(), {"extraction": {"extractor": "import"}})
    with pytest.raises(SettingsError, match="--triples FILE"):
        build_index(source, tmp_path / "i", settings, embedder=HashEmbedder())
