"""The train questions with what the pipeline finds for each, for `fit_head.py`.

    python scripts/head_questions.py ../shared/data/train OUT.jsonl --work .cache/fit --folds FOLDS

One row a question: its answers and the passages found, best first, each with its sentences'
places and cosines and whether the question's data call it supporting. MuSiQue's single hops and
2WikiMultiHopQA's evidence triples, put as questions, stand beside the questions they belong to
(one `group`). With --folds (of `fit_ranker.py`) a question is retrieved by trees that have not seen
it, as the questions of users are. `fit_head.py` runs where PyTorch is and reads only this file.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from graphrag.datatypes import Retrieval  # noqa: E402
from graphrag.index import open_index  # noqa: E402
from graphrag.pipeline import retrieve  # noqa: E402
from indexing.build import build_index  # noqa: E402
from scripts.fold_trees import FoldTrees  # noqa: E402

FOLDERS = ("2wiki", "hotpotqa", "musique", "dated", "news")
PASSAGES = 8  # three more than are read: wrong ones to tell apart


def main() -> None:
    """Index, retrieve, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("train", type=Path, help="folder with " + ", ".join(FOLDERS))
    parser.add_argument("out", type=Path)
    parser.add_argument("--work", type=Path, default=Path(".cache/fit"), help="for the indexes")
    parser.add_argument("--folds", type=Path, help="the folder that fit_ranker.py --folds wrote")
    arguments = parser.parse_args()
    trees = FoldTrees(arguments.folds) if arguments.folds else None
    with arguments.out.open("w", encoding="utf-8") as out:
        for name in FOLDERS:
            folder, directory = arguments.train / name, arguments.work / name
            build_index(folder / "corpus.jsonl", directory)
            with open_index(directory) as index:
                for row in asked(folder):
                    with trees.without(row["id"]) if trees else nullcontext():
                        found = retrieve(index, row["question"], PASSAGES)
                    line = {"set": name, **row, "passages": passages(row, found)}
                    out.write(json.dumps(line, ensure_ascii=False) + "\n")


def asked(folder: Path) -> Iterator[dict[str, Any]]:
    """The questions of a folder, and the single steps of those that have them."""
    for line in (folder / "questions.jsonl").open("rb"):
        question = json.loads(line)
        yield of(question, question["question"], [question["answer"], *question["aliases"]])
        for hop in hops(question):
            yield of(question, hop["question"], [hop["answer"]], "hop")
        for subject, relation, value in question.get("evidences") or ():
            yield of(question, f"What is the {relation} of {subject}?", [value], "hop")


def hops(question: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The single-hop questions in plain English, earlier answers filled in for #1, #2, ..."""
    answers: list[str] = []
    for hop in question.get("decomposition", ()):
        text = hop["question"]
        for number, answer in enumerate(answers, start=1):
            text = text.replace(f"#{number}", answer)
        answers.append(hop["answer"])
        if ">>" not in text:
            yield {"question": text, "answer": hop["answer"]}


def of(row: dict[str, Any], question: str, answers: list[str], kind: str = "") -> dict[str, Any]:
    """What is kept of a question or of a step of it."""
    kept = {"id": row["id"], "group": row["id"], "type": kind or row.get("type", "")}
    return {**kept, "question": question, "answers": answers, "supporting": row["supporting_ids"]}


def passages(row: dict[str, Any], found: Retrieval) -> list[dict[str, Any]]:
    """The passages found, without what only the product needs."""
    return [
        {
            "title": passage.title,
            "text": passage.text,
            "supporting": passage.id in row["supporting"],
            "sentences": [[s.start, s.end, s.score, s.hop] for s in passage.sentences],
        }
        for passage in found.passages
    ]


if __name__ == "__main__":
    main()
