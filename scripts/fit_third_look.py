"""Fit the trees of the third look (`retrieval/reranking/third_look.py`) on training questions.

    python scripts/fit_third_look.py ../shared/data/train/{musique,hotpotqa,news,dated,2wiki} \\
        --reading READING.jsonl --folds FOLDS --heads 0.onnx 1.onnx --work .cache/fit [--write]

Each question is asked of its own corpus and ordered by trees that have not seen it (of
`fit_ranker.py --folds`); the first candidates are read by a head that has not seen it (of
`fit_head.py --fold`). READING.jsonl are questions on passages that no head has seen, and lie with
their index in --work (`reading_questions.py`). Prints recall@2|recall@5/all-recall@5 of the order
before, and five-fold and of each set by trees without it: read always, and where it doubts.
--write saves the trees and their card.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from graphrag.index import Index, open_index
from graphrag.machine.one_thread import one_thread
from graphrag.retrieval.linking.signals import Signals
from graphrag.retrieval.reranking import third_look
from graphrag.retrieval.reranking.order import Ranking, rank_pool
from graphrag.retrieval.reranking.third_look import READ, is_worth_reading, reading_features
from graphrag.storage.cards import JOINT as INPUTS
from graphrag.storage.cards import values
from indexing.build import build_index
from scripts.fit_ranker import CODE, OUT, figures, fit, folds, held_out, kin, table
from scripts.fold_trees import FoldTrees
from scripts.ranker_examples import Example, Floats, look
from scripts.remembered_head import FoldHeads
from scripts.write_card import write_card
from scripts.write_trees import save_trees

TREES = {  # a dozen features of some thousand questions
    **{"num_leaves": 5, "learning_rate": 0.05, "min_data_in_leaf": 40, "lambda_l2": 10.0},
    **{"feature_fraction": 0.6, "num_iterations": 150},
}
WHAT = (
    "Gradient-boosted trees: log-odds that one of the first candidates is needed, from its share "
    "by joint.json and from what the span head says of it and of the others."
)


def main() -> None:
    """Collect, fit, report, and with --write save the trees and their card."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--reading", type=Path, required=True, help="rows of reading_questions.py")
    parser.add_argument("--folds", type=Path, required=True, help="of fit_ranker.py --folds")
    parser.add_argument("--heads", type=Path, nargs=2, required=True, help="the head's folds")
    parser.add_argument("--work", type=Path, default=Path(".cache/fit"), help="for the indexes")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    trees, heads = FoldTrees(arguments.folds), FoldHeads(arguments.heads)
    examples = list[Example]()
    with patch.object(third_look, "open_head", lambda: heads.current):
        for name, directory, questions in asked_of(
            arguments.folders, arguments.reading, arguments.work
        ):
            with open_index(directory) as index:
                made = index.made
                examples += collect(index, name, questions, trees, heads)
                inputs = values(index.settings, INPUTS)
    tested = report(examples)
    if arguments.write:
        save_trees(OUT / "read.json", fit(examples, TREES), examples[0].names)
        code = (*CODE, "scripts/fit_third_look.py")
        rows = [arguments.reading]
        write_card(OUT / "read.json", WHAT, arguments.folders, inputs, made, code, tested, rows)


def asked_of(
    folders: list[Path], reading: Path, work: Path
) -> Iterator[tuple[str, Path, list[dict[str, Any]]]]:
    """(set, index, questions) of every folder, and of the reading questions."""
    for folder in folders:
        build_index(folder / "corpus.jsonl", work / folder.name)
        lines = (folder / "questions.jsonl").open("rb")
        yield folder.name, work / folder.name, [json.loads(line) for line in lines]
    rows = [json.loads(line) for line in reading.open("rb")]
    known = [{**row, "supporting_ids": row["supporting"]} for row in rows if row["supporting"]]
    yield "reading", work / "reading", known


def collect(
    index: Index, name: str, questions: list[dict[str, Any]], trees: FoldTrees, heads: FoldHeads
) -> Iterator[Example]:
    """What the third look sees of each question, with the order before it as the score."""
    for record in questions:
        known = record["id"] in trees.fold_of
        heads.turn_to(record.get("group", record["id"]))
        with one_thread(), trees.without(record["id"]) if known else nullcontext():
            ranking, signals = ranked(index, record["question"])
            names, found = reading_features(index, ranking, signals)
        passages = ranking.pool.passages[ranking.order[:READ]]
        ids = [index.passage_ids[position] for position in passages.tolist()]
        gold = np.isin(ids, record["supporting_ids"]).astype(float)
        one = Example(record["id"], name, names, found, gold, len(record["supporting_ids"]))
        one.score = -np.arange(len(ids), dtype=np.float32)
        if not is_worth_reading(index, ranking):
            one.lean = as_before
        yield one


def ranked(index: Index, question: str) -> tuple[Ranking, Signals]:
    """The order of a question's pool before the third look."""
    pool, signals = look(index, question)
    return rank_pool(
        index, pool, signals, replace(index.settings.reranking, ranker="unread")
    ), signals


def as_before(share: Floats) -> NDArray[np.int64]:
    """The candidates as they stood."""
    return np.arange(len(share))


def report(examples: list[Example]) -> dict[str, Any]:
    """Figures for the card, printed: before, and read where in doubt or always."""
    found = {"before": figures(examples)}
    known = held_out(examples, folds(examples), TREES)
    unseen = held_out(examples, [kin(example.group) for example in examples], TREES)
    for how, tried in (("five-fold", known), ("leave-one-set-out", unseen)):
        found[how] = figures(tried, lambda example: example.lean)
        found[f"{how}, all read"] = figures(tried)
    for how, rows in found.items():
        print(how, table(rows), flush=True)
    return found


if __name__ == "__main__":
    main()
