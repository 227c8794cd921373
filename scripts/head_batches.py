"""Batches of training examples of the span head, drawn without an end, for `fit_head.py`."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch.utils.data import IterableDataset, get_worker_info

from scripts.head_examples import MIX, Example, Maker, Ways
from scripts.head_loss import Rows, batches, laid_out

Row = dict[str, Any]


@dataclass(frozen=True)
class Data:
    """What is drawn from: rows by file of `reading`, train questions, questions of two hops."""

    read: dict[str, list[Row]]
    train: list[Row]
    two: list[Row]
    share: float  # of train questions among all
    two_share: float


class Batches(IterableDataset):  # type: ignore[type-arg]
    """An endless stream of batches, each worker's by a seed of its own."""

    def __init__(self, maker: Maker, data: Data, tokens: int, seed: int) -> None:
        self.maker, self.data, self.tokens, self.seed = maker, data, tokens, seed

    def __iter__(self) -> Iterator[tuple[list[Rows], int]]:
        worker = get_worker_info()
        torch.set_num_threads(1)
        self.maker.rng = random.Random(1000 * self.seed + (worker.id if worker else 0))
        for batch in batches(drawn(self.maker, self.data), self.tokens, self.maker.rng):
            yield laid_out(batch), len(batch)


def drawn(maker: Maker, data: Data) -> Iterator[Example]:
    """Questions of every file by its part, each file's in an order of its own, again and again."""
    rng, ways = maker.rng, Ways()
    waiting = {name: list[Row]() for name in (*data.read, "train", "two")}
    files = ["train", "two", "reading"]
    parts = [data.share, data.two_share, 1 - data.share - data.two_share]
    while True:
        name = rng.choices(files, parts)[0]
        if name == "reading":
            name = rng.choices(list(MIX), list(MIX.values()))[0]
        if not waiting[name]:
            rows = data.read[name] if name in data.read else getattr(data, name)
            if name == "train":
                rows = [row for row in rows if rng.random() < part(row)]
            waiting[name] = rng.sample(rows, len(rows))
        row = waiting[name].pop()
        if name == "train":
            made = maker.of_train(row, ways)
        elif name == "two":
            made = maker.of_two(row, ways)
        else:
            made = maker.of_reading(name, row, ways)
        if made is not None:
            yield made


def part(row: Row) -> float:
    """How often a train question is drawn in a round: steps of 2wiki, many and alike, seldom."""
    return 0.25 if (row["set"], row["type"]) == ("2wiki", "hop") else 1.0
