"""The questions over ordinary documents say what those say, and are judged by their kind."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks import ordinary, ordinary_drive
from graphrag.datatypes import Passage, Retrieval, ScoredPassage

FOLDERS = Path(__file__).parents[2] / "benchmarks" / "documents"
NAMES = sorted(path.parent.name for path in FOLDERS.glob("*/questions.jsonl"))
SPANS = ("who-where", "when", "number", "two-hop")
WORDED = ("why", "how-to", "definition")
OTHERS = ("comparison", "yes-no", "list-all", "unanswerable")


def flat(text: str) -> str:
    """Without marks of Markdown and HTML, in lower case, one space between words."""
    return re.sub(r"\s+", " ", re.sub(r"[*_`|>#]|<[^>]+>", " ", text)).strip().lower()


def questions(name: str) -> Iterator[dict[str, Any]]:
    for line in (FOLDERS / name / "questions.jsonl").open(encoding="utf-8"):
        yield json.loads(line)


@pytest.mark.parametrize("name", NAMES)
def test_quotes_stand_in_their_files_and_answers_in_their_quotes(name: str):
    seen = Counter[str]()
    for asked in questions(name):
        seen[asked["id"]] += 1
        assert asked["kind"] in (*SPANS, *WORDED, *OTHERS), asked
        assert asked["answerable"] == (asked["kind"] != "unanswerable"), asked
        assert bool(asked["quotes"]) == bool(asked["answer"]) == asked["answerable"], asked
        said = ""
        for quote in asked["quotes"]:
            text = (FOLDERS / name / "files" / quote["file"]).read_text(encoding="utf-8")
            assert flat(quote["text"]) in flat(text), asked
            said += " " + flat(quote["text"])
        assert isinstance(asked["answer"], list) == (asked["kind"] == "list-all"), asked
        if asked["kind"] in SPANS:
            assert any(flat(one) in said for one in (asked["answer"], *asked["aliases"])), asked
        if asked["kind"] in WORDED:
            assert asked["key"] and all(flat(key) in said for key in asked["key"]), asked
    assert len(seen) > 60 and max(seen.values()) == 1


def test_there_are_folders():
    assert len(NAMES) > 30 and set(NAMES) > ordinary.READ


def test_a_folder_is_indexed_asked_and_judged(tmp_path: Path):
    folder = tmp_path / "folder"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "mill.md").write_text("# Mill\n\nHanna Brisk opened the mill in 1871.\n")
    rows = [
        {"question": "When was the mill opened?", "kind": "when", "answer": "1871"},
        {"question": "Who opened the mill?", "kind": "who-where", "answer": "Otto Brandt"},
        {"question": "What colour is the car of Ada Stone?", "kind": "unanswerable", "answer": ""},
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "questions.jsonl").write_text(lines, encoding="utf-8")
    found = list(ordinary.verdicts(folder, tmp_path / "index"))
    assert [(one.kind, one.outcome) for one in found] == [
        ("when", "right"),
        ("who-where", "wrong"),
        ("unanswerable", "well silent"),
    ]


def test_a_quote_is_looked_for_in_the_passages_of_its_file():
    folder = FOLDERS / "chess" / "files"
    texts = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.md")}
    passages = [
        Passage(f"{place}/{name}#{number}", "", "", text[:most], 0, 0)
        for place in ("chess", "bank")
        for name, text in texts.items()
        for number, most in ((0, 200), (1, None))
    ]
    found = list(ordinary_drive.questions(["chess"], passages))
    wanted = [holders for asked in found for holders in asked.wanted]
    assert len(found) > 20
    assert all(name.startswith("chess/") for holders in wanted for name in holders)
    assert any(holders == {name} for holders in wanted for name in holders if name.endswith("#1"))
    ids = ["bank/x#0", *found[0].wanted[0]]
    retrieval = Retrieval("", "", tuple(ScoredPassage(i, "", "", 0, {}, ()) for i in ids))
    assert ordinary_drive.ranks(found[0], retrieval)[0] == 1
