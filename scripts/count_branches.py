"""Count how often the drawn evidence starts at what is asked about and ends in the answer.

    python scripts/count_branches.py INDEX QUESTIONS.jsonl --most 200

A branch ends in the answer where its last hop leads to it, and the sentence of that hop or the
title of its passage holds it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from graphrag import Index, ask, open_index
from graphrag.datatypes import Answer, EvidencePath
from graphrag.evidence.branches import branches_of, named_things
from graphrag.evidence.sources import sources_of
from graphrag.evidence.stated_edges import label


def counted(index: Index, questions: Iterable[str]) -> Counter[str]:
    """How many answers there are by form, and how many spans' branches "end" and "start" right.

    Where the question describes everything, no branch can start at what it names: "named" are the
    spans whose question names something. Abstentions that draw something are "drawn in silence".
    """
    found: Counter[str] = Counter()
    for question in questions:
        answer = ask(index, question)
        branches = branches_of(index, answer)
        found[answer.form] += 1
        if answer.abstained:
            found["drawn in silence"] += bool(branches)
        elif answer.form == "span":
            found["end"] += any(ends_in(path, answer) for path in branches)
            named = {label(index, thing) for thing in named_things(index, question)}
            found["named"] += bool(named)
            found["start"] += any(path[0].source in named for path in branches)
        elif answer.form in ("choice", "yes-no"):
            found["two sides"] += len(branches) == 2
            found["compared"] += 1
    return found


def ends_in(path: EvidencePath, answer: Answer) -> bool:
    """Whether the last hop leads to the answer, and says so."""
    last = path[-1]
    titles = {source.passage_id: source.title for source in sources_of(answer, (path,))}
    said = f"{titles[last.passage_id]} {last.sentence}".casefold().split()
    words = answer.text.casefold().split()
    return last.target == answer.text and " ".join(words) in " ".join(said)


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--most", type=int, default=200, help="questions that are asked")
    options = parser.parse_args()
    rows = options.questions.read_text(encoding="utf-8").splitlines()[: options.most]
    with open_index(options.index) as index:
        found = counted(index, [json.loads(row)["question"] for row in rows])
    for name, count in sorted(found.items()):
        print(f"{count:6d}  {name}")


if __name__ == "__main__":
    main()
