"""`python -m benchmarks.ordinary_drive`: is the default the best order on ordinary documents, too?

The folders of `benchmarks/documents` whose failures were looked at become one index, the others
another, as a shared drive holds the papers of many. Every question that the documents answer is
asked of the default and of the plain lists. A quote is found where one of the first k passages is
of its file and holds as many of its words as any does. Printed are the share of a question's
quotes that are found (recall@k) and of questions all of whose quotes are.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import numpy as np

from benchmarks.ordinary import FOLDERS, READ
from benchmarks.table import Table
from eval.methods import METHODS
from graphrag.datatypes import Passage, Retrieval
from graphrag.index import Index, open_index
from graphrag.storage.catalog import Catalog
from indexing.build import build_index

METHODS_ASKED = ("graph", "hybrid", "bm25", "dense")
AT = (1, 2, 5, 10)
MOST = 0.7  # of a quote's words that a passage must hold to be taken for its place


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and of each of its quotes the passages that hold it."""

    question: str
    wanted: tuple[frozenset[str], ...]


def main() -> None:
    """Index, ask, print."""
    names = sorted(path.parent.name for path in FOLDERS.glob("*/questions.jsonl"))
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--limit", type=int, help="questions of each part, evenly drawn")
    parser.add_argument("--work", type=Path, default=Path(".cache/drives"), help="for indexes")
    given = parser.parse_args()
    for part, title in (("looked-at", "looked at"), ("others", "others")):
        mine = [name for name in names if (name in READ) == (part == "looked-at")]
        passages = drive(mine, given.work / part)
        asked = list(questions(mine, passages))
        if given.limit:
            asked = asked[:: max(1, len(asked) // given.limit)]
        with open_index(given.work / part / "index") as index:
            rows = [(name, *figures(index, name, asked, given.work)) for name in METHODS_ASKED]
        heads = ("method", *(f"recall@{k}, all" for k in AT))
        what = f"Folders {title}: {len(passages):,} passages, {len(asked)} questions"
        print(Table(what, heads, rows), end="\n\n")


def drive(names: Sequence[str], work: Path) -> tuple[Passage, ...]:
    """The passages of these folders as one index."""
    for name in names:
        copytree(FOLDERS / name / "files", work / "files" / name, dirs_exist_ok=True)
    build_index(work / "files", work / "index")
    with Catalog(work / "index") as catalog:
        return catalog.passages()


def questions(names: Sequence[str], passages: Sequence[Passage]) -> Iterator[Asked]:
    """The questions whose quotes are found in passages of their files."""
    said = [(p.id, _words(f"{p.title} {p.section} {p.text}")) for p in passages]
    for name in names:
        for line in (FOLDERS / name / "questions.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            wanted = [_holders(quote, name, said) for quote in row["quotes"]]
            if wanted and all(wanted):
                yield Asked(row["question"], tuple(wanted))


def figures(index: Index, name: str, asked: Sequence[Asked], work: Path) -> list[str]:
    """Recall, and the share of questions with all quotes, at each depth."""
    retrieve = METHODS[name].prepare(index, work)
    found = [ranks(one, retrieve(index, one.question, AT[-1])) for one in asked]
    cells = []
    for k in AT:
        hits = [[rank < k for rank in ranks] for ranks in found]
        recall, whole = np.mean([np.mean(hit) for hit in hits]), np.mean([all(h) for h in hits])
        cells.append(f"{100 * recall:.1f}, {100 * whole:.1f}")
    return cells


def ranks(asked: Asked, retrieval: Retrieval) -> list[int]:
    """Of each quote the place, from 0, of the first passage that holds it."""
    ids = [passage.id for passage in retrieval.passages]
    return [
        next((place for place, name in enumerate(ids) if name in wanted), len(ids) + AT[-1])
        for wanted in asked.wanted
    ]


def _holders(
    quote: dict[str, str], folder: str, said: Sequence[tuple[str, frozenset[str]]]
) -> frozenset[str]:
    words = _words(quote["text"])
    shares = {
        name: len(words & own) / len(words)
        for name, own in said
        if name.startswith(f"{folder}/{quote['file']}#")
    }
    best = max(shares.values(), default=0.0)
    return frozenset(n for n, share in shares.items() if share == best >= MOST)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))


if __name__ == "__main__":
    main()
