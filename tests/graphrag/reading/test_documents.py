"""The reader over whole small folders: hops, silence, namesakes, denial, dates, asked in full."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphrag.answering import ask
from graphrag.datatypes import Answer
from graphrag.index import Index, open_index
from indexing.build import build_index

NOTES = (
    "Harrow Mill was built by Edda Lund in 1902.",
    "Edda Lund was born in Bergen. She studied in Graz.",
    "Tin Bridge was designed by Omar Said in Lagos.",
    "Omar Said was born in Fez. He died in Paris.",
    "Seed Atlas is a book written by Nora Pell.",
    "Nora Pell was married to Ivo Brandt. She lived in Tulsa.",
    "Blue Hour is a 1962 film directed by Karl Voss.",
    "Karl Voss was a director. His father was Emil Voss.",
)
SILENT = {
    "a.md": "# Harbor Mill\n\nHarbor Mill was built in 1902 by Edda Lund. It was sold to Tove Falk"
    " in 1931.\n",
    "b.md": "# Edda Lund\n\nEdda Lund was an architect. She was born in Bergen. Her brother was"
    " Nils Lund.\n",
    "c.md": "# Tove Falk\n\nTove Falk was a merchant from Odense. She did not attend university."
    " She never visited Rome.\n",
}
MIXED = {
    "engineer.md": "# Li Wei (engineer)\n\nLi Wei is an engineer at Harbin Boiler Works. He was"
    " born in Dalian in 1961.\n",
    "painter.md": "# Li Wei (painter)\n\nLi Wei is a painter. He was born in Suzhou in 1979. He"
    " studied under Zhao Min.\n",
    "zhao.md": "# Zhao Min\n\nZhao Min was a painter who taught in Hangzhou. She was born in"
    " Ningbo.\n",
    "lena.md": "# Lena Fors\n\nLena Fors was not born in Oslo but in Bergen.\n",
    "per.md": "# Per Holm\n\nPer Holm never worked for the railway but for the post office.\n",
    "who.md": "# The Who\n\nThe Who is a rock band formed in London by Pete Marsh.\n",
    "omar.md": "# Omar Said\n\nOmar Said was born in Fez. He studied in Paris.\n",
    "mill.md": "# Old mill\n\nThe old mill was closed on 2019-11-02 by the council.\n",
    "ferry.md": "# Ferry\n\nThe ferry was stopped on 03/04/2015 and sold on 2016-05-17.\n",
}


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Index]]:
    root = tmp_path_factory.mktemp("documents")
    folders = {
        "notes": {f"n{number}.txt": f"{text}\n" for number, text in enumerate(NOTES)},
        "one file": {"minutes.md": "# Minutes of the archive\n\n" + "\n\n".join(NOTES) + "\n"},
        "silent": SILENT,
        "mixed": MIXED,
    }
    opened = {name: _index(root / name, files) for name, files in folders.items()}
    yield opened
    for index in opened.values():
        index.close()


def _index(folder: Path, files: dict[str, str]) -> Index:
    (folder / "files").mkdir(parents=True)
    for name, text in files.items():
        (folder / "files" / name).write_text(text, encoding="utf-8")
    build_index(folder / "files", folder / "index")
    return open_index(folder / "index")


def answer(indexes: dict[str, Index], folder: str, question: str) -> Answer:
    return ask(indexes[folder], question)


TWO_HOPS = [
    ("Where was the builder of Harrow Mill born?", "Bergen"),
    ("Where did the designer of Tin Bridge die?", "Paris"),
    ("Who was the husband of the author of Seed Atlas?", "Ivo Brandt"),
    ("Who was the father of the director of Blue Hour?", "Emil Voss"),
    ("In which city did the builder of Harrow Mill study?", "Graz"),
    ("Where did the writer of Seed Atlas live?", "Tulsa"),
    ("Where was the designer of Tin Bridge born?", "Fez"),
]


def test_most_two_hops_over_untitled_notes_are_right_and_cite_both(
    indexes: dict[str, Index],
) -> None:
    found = [answer(indexes, "notes", question) for question, _ in TWO_HOPS]
    right = [one for one, (_, wanted) in zip(found, TWO_HOPS, strict=True) if one.text == wanted]
    assert len(right) >= 4
    assert sum(len({cited.passage_id for cited in one.citations}) == 2 for one in right) >= 4


@pytest.mark.parametrize(
    "question",
    [
        "Which university did Tove Falk attend?",
        "What is the capital of Peru?",
        "Who designed the Sydney Opera House?",
        "Which university did Edda Lund attend?",
        "How tall was Tove Falk?",
    ],
)
def test_silence_where_nothing_is_known(indexes: dict[str, Index], question: str) -> None:
    found = answer(indexes, "silent", question)
    assert found.abstained and found.text == "" and found.form == "found"
    assert 1 <= len(found.citations) <= 3


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Where was Edda Lund born?", "Bergen"),
        ("Who was the brother of Edda Lund?", "Nils Lund"),
        ("When was Harbor Mill sold?", "1931"),
    ],
)
def test_what_is_known_is_stated(indexes: dict[str, Index], question: str, wanted: str) -> None:
    found = answer(indexes, "silent", question)
    assert (found.text, found.abstained) == (wanted, False)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Where was the engineer Li Wei born?", "Dalian"),
        ("When was Li Wei of Harbin Boiler Works born?", "1961"),
        ("Where was Lena Fors born?", "Bergen"),
        ("Who studied in Paris?", "Omar Said"),
        ("When was the old mill closed?", "2019-11-02"),
        ("When was the ferry sold?", "2016-05-17"),
    ],
)
def test_namesakes_denial_and_dates(indexes: dict[str, Index], question: str, wanted: str) -> None:
    assert answer(indexes, "mixed", question).text == wanted


def test_an_outer_step_is_said_and_not_dropped(indexes: dict[str, Index]) -> None:
    found = answer(indexes, "notes", "What is an anagram of the builder of Harrow Mill?")
    assert found.abstained and "what is done with letters" in found.note
    assert any("Edda Lund" in cited.text for cited in found.citations)
