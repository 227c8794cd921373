"""Another language, no parser, no setting for it: the rules go on, and it is said once."""

import spacy

from graphrag.datatypes import Passage
from graphrag.language.parser.package import checked_folder
from graphrag.language.parser.pipelines import load_parser
from graphrag.settings import Extraction, Settings, update
from graphrag.storage.catalog import Catalog
from indexing.build import build_index
from indexing.extraction import Rules
from tests.fakes import HashEmbedder, write_corpus
from tests.indexing.parser.parsed import both

ENGLISH = "Ada Lane was not born in Velm. She moved to Orlov in 1950."
GERMAN = "Ada Lane wurde in Velm geboren und ist mit der Familie nach Orlov gezogen."
ROWS = [("a", "Ada Lane", ENGLISH), ("b", "Ada Lane (de)", GERMAN)]


def build(tmp_path, facts="parser", name="i"):
    source = write_corpus(tmp_path / "c.jsonl", ROWS)
    settings = update(Settings(), {"extraction": {"facts": facts}})
    report = build_index(source, tmp_path / name, settings, embedder=HashEmbedder())
    with Catalog(tmp_path / name) as catalog:
        return report, catalog.content().resolution, catalog.meta()


def test_another_language_goes_on_with_the_rules(tmp_path):
    report, found, meta = build(tmp_path)
    assert {(fact.passage, fact.origin) for fact in found.facts} == {(0, "parser"), (1, "rules")}
    assert [note for note in report.notes if "1 of 2 passages are not in English" in note]
    assert meta["parser"] == "en_core_web_sm-3.8.0"
    assert build(tmp_path)[0].changed is False


def test_without_the_package_it_is_said_and_the_rules_go_on(tmp_path, monkeypatch):
    monkeypatch.setattr("graphrag.language.parser.package.PACKAGE", "no_such_package_here")
    report, found, meta = build(tmp_path)
    assert {fact.origin for fact in found.facts} == {"rules"}
    assert len([note for note in report.notes if "graphrag setup" in note]) == 1
    assert meta["parser"] == ""


def test_the_walk_is_the_same_with_and_without(tmp_path):
    _, parsed, _ = build(tmp_path)
    _, ruled, meta = build(tmp_path, "rules", "j")
    assert parsed.joins == ruled.joins and parsed.joins
    assert parsed.occurrences == ruled.occurrences and parsed.aliases == ruled.aliases
    assert [e.name for e in parsed.entities] == [e.name for e in ruled.entities]
    assert meta["parser"] == "" and {fact.origin for fact in ruled.facts} == {"rules"}


def test_a_denial_reaches_the_catalog_and_an_end_in_words_is_kept(tmp_path):
    _, found, _ = build(tmp_path)
    denied = next(fact for fact in found.facts if fact.qualifiers)
    assert (denied.predicate, denied.qualifiers) == ("was not born in", "not")
    assert found.entities[denied.subject].name == "Ada Lane"


def test_passages_read_together_or_alone_give_the_same():
    passages = [Passage(i, "d", title, text, 0, len(text)) for i, title, text in ROWS]
    alone = [both().extract([passage])[0] for passage in passages]
    assert both().extract(passages) == alone
    assert both().extract(passages[::-1]) == alone[::-1]


def test_the_setting_is_a_part_of_the_key():
    passage = Passage("a", "d", "T", "x", 0, 1)
    assert both().key(passage) != Rules(Extraction(facts="rules")).key(passage)


def test_the_parser_has_the_tokenizer_of_its_files():
    whole = spacy.load(checked_folder(), exclude=["ner", "lemmatizer", "senter"])
    found, expected = load_parser().tokenizer, whole.tokenizer
    assert found.to_bytes(exclude=["vocab"]) == expected.to_bytes(exclude=["vocab"])
