"""Reading-comprehension questions with what the pipeline finds for each, for `fit_reader.py`.

    python scripts/reading_questions.py ../shared/data/reading OUT.jsonl --work .cache/fit

A corpus is made of the passages of some hundred questions of each kind (searches, reviews, forums,
papers, articles), and of all passages of the articles that no head was fitted on; among their
questions are some that nothing in their own article answers. Rows are those of `head_questions.py`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from graphrag.index import open_index  # noqa: E402
from graphrag.pipeline import retrieve  # noqa: E402
from graphrag.reading.asking.asked import form_of  # noqa: E402
from indexing.build import build_index  # noqa: E402
from scripts.head_questions import PASSAGES, passages  # noqa: E402

Row = dict[str, Any]
HELD = 12  # one article in twelve of squad_dev is unknown to the head
# File -> questions of any form, and of those whose answer is a sentence.
DRAWN = {
    "covidqa": (150, 0), "squadshifts_reddit": (110, 70), "squadshifts_amazon_reviews": (110, 70),
    "squadshifts_new_wiki": (110, 70), "qed_dev": (100, 0), "squad_dev": (0, 120),
}  # fmt: skip
UNKNOWN = (180, 200)  # of the unknown articles: answered there, and not


def main() -> None:
    """Draw, index, retrieve, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reading", type=Path, help="the folder of reading data")
    parser.add_argument("out", type=Path)
    parser.add_argument("--work", type=Path, default=Path(".cache/fit"), help="for the index")
    arguments = parser.parse_args()
    drawn, contexts = draw(arguments.reading, random.Random(5))
    arguments.work.mkdir(parents=True, exist_ok=True)
    corpus = arguments.work / "reading.jsonl"
    lines = [{"id": key, "title": title, "text": text} for text, (key, title) in contexts.items()]
    corpus.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    build_index(corpus, arguments.work / "reading")
    with open_index(arguments.work / "reading") as index, arguments.out.open("w") as out:
        for row in drawn:
            found = retrieve(index, row["question"], PASSAGES)
            line = {**row, "passages": passages(row, found)}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def draw(folder: Path, rng: random.Random) -> tuple[list[Row], dict[str, tuple[str, str]]]:
    """Questions, and the texts of their passages with id and title."""
    contexts: dict[str, tuple[str, str]] = {}
    drawn: list[Row] = []
    read = {name: _lines(folder / f"{name}.jsonl.gz") for name in DRAWN}
    unknown = [q for q in read["squad_dev"] if zlib.crc32(q["title"].encode()) % HELD == 0]
    for name, (any_form, sentences) in DRAWN.items():
        rows = [q for q in read[name] if q["answers"]]
        drawn += _some(rng, rows, any_form, name, contexts)
        longer = [q for q in rows if form_of(q["question"]) == "sentences"]
        drawn += _some(rng, longer, sentences, name, contexts)
    for count, answered in zip(UNKNOWN, (True, False), strict=True):
        rows = [q for q in unknown if bool(q["answers"]) == answered]
        drawn += _some(rng, rows, count, "unknown", contexts)
    for question in unknown:
        _known(question, contexts)
    return drawn, contexts


def _some(
    rng: random.Random,
    rows: Sequence[Row],
    count: int,
    name: str,
    contexts: dict[str, tuple[str, str]],
) -> list[Row]:
    return [
        {
            "set": name,
            "id": str(row["id"]),
            "group": row["title"] or str(row["id"]),
            "type": form_of(row["question"]),
            "question": row["question"],
            "answers": list(dict.fromkeys(answer["text"] for answer in row["answers"])),
            "supporting": [_known(row, contexts)] if row["answers"] else [],
        }
        for row in rng.sample(list(rows), min(count, len(rows)))
    ]


def _known(row: Row, contexts: dict[str, tuple[str, str]]) -> str:
    number = len(contexts)
    title = row["title"] or f"note {number}"
    return contexts.setdefault(row["context"], (f"r{number}", title))[0]


def _lines(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


if __name__ == "__main__":
    main()
