"""The ranker's trees of each fold, so that a question is retrieved by trees that never saw it.

What is fitted on retrievals (the reader) would else see better passages than it meets later:
`fit_ranker.py --folds DIR` saves them, `head_questions.py --folds DIR` retrieves by them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from graphrag.retrieval.reranking import order
from graphrag.retrieval.reranking.trees import parse_trees
from scripts.ranker_examples import Example
from scripts.write_trees import save_trees


def save_folds(folder: Path, alone: Sequence[Example], joint: Sequence[Example]) -> None:
    """Both models of every fold, and which fold's models have not seen a question.

    Args:
        alone, joint: examples with the model that was fitted without them, questions in one order.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fold_of: dict[str, int] = {}
    numbers: dict[int, int] = {}
    for one, two in zip(alone, joint, strict=True):
        fold = numbers.setdefault(id(one.model), len(numbers))
        fold_of[one.question_id] = fold
        for name, example in (("alone", one), ("joint", two)):
            path = folder / f"{name}-{fold}.json"
            if not path.exists():
                assert example.model is not None
                save_trees(path, example.model, example.names)
    (folder / "folds.json").write_text(json.dumps(fold_of), encoding="utf-8")


class FoldTrees:
    """The saved models, opened once."""

    def __init__(self, folder: Path) -> None:
        """Read all of them."""
        self.fold_of: dict[str, int] = json.loads((folder / "folds.json").read_text("utf-8"))
        self.trees = {
            path.stem: parse_trees(json.loads(path.read_text("utf-8")))
            for path in folder.glob("*-*.json")
        }

    @contextmanager
    def without(self, question_id: str) -> Iterator[None]:
        """The pipeline orders by models that have not seen this question."""
        fold = self.fold_of[question_id]
        with patch.object(order, "load_trees", lambda name: self.trees[f"{name}-{fold}"]):
            yield
