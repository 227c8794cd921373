"""The table that spaCy's registries look into says what the machine's entry points say; the parser
needs no list of words to parse as it does with one."""

from importlib.metadata import EntryPoint, EntryPoints, entry_points

import pytest
from spacy.util import catalogue

from graphrag.language.parser import pipelines

POINTS = [("a", "x = m:f", "spacy_factories"), ("b", "y", "thinc"), ("c", "z", "spacy_factories")]


@pytest.fixture
def found(monkeypatch):
    def change(points):
        monkeypatch.setattr(catalogue, "AVAILABLE_ENTRY_POINTS", points)
        pipelines._group_entry_points()
        return catalogue.AVAILABLE_ENTRY_POINTS

    return change


def test_points_in_a_row_are_grouped(found):
    row = EntryPoints(EntryPoint(*point) for point in POINTS)
    groups = found(row)
    assert {name: list(some) for name, some in groups.items()} == {
        name: list(row.select(group=name)) for name in ("spacy_factories", "thinc")
    }
    assert found(groups) is groups  # a table stays one


def test_the_machines_own_are_found_in_it(found):
    whole = entry_points()
    groups = found(whole)
    for name in whole.groups:
        assert sorted(groups[name]) == sorted(whole.select(group=name)), name
    registry = catalogue.create("graphrag_no_such_group", entry_points=True)
    assert registry.get_entry_points() == {}


TEXTS = (
    "Ada Lane, who didn't write to Ulm's bakers in 1932, left for the U.S. on Friday.",
    "Zürich’s naïve 東京 “quoted” 12:30pm x² e.g. Ph.D. gonna :) qwrtzp",
)


def test_words_that_are_not_read_beforehand_are_met(monkeypatch):
    def said():
        parser = pipelines.load_parser()
        words = [word for text in TEXTS for word in parser(text)]
        return [
            (w.text, w.norm_, w.shape_, w.tag_, w.pos_, w.dep_, w.head.i, str(w.morph))
            for w in words
        ]

    found = said()
    monkeypatch.setattr(pipelines, "_KNOWN", "ner")
    assert said() == found
