"""Batches of the span head's examples, and the loss of one: a softmax over a question's spans.

One softmax runs over all spans of a question's passages and none (arXiv:1710.10723), and half as
much weighs one over the spans of each passage by itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from graphrag.embedding.span_head.span_head import LONGEST
from scripts.head_examples import Example
from scripts.head_model import HeadModel

BY_ITSELF = 0.5  # weight of the softmax within each passage
FAR = -1e4
POOL = 6  # batches that are made from examples drawn together, of like length each


Array = NDArray[Any]


@dataclass
class Rows:
    """Rows of like length, filled up to one; (rows, tokens) each but for the places."""

    ids: Array
    kinds: Array
    valid: Array
    own: Array  # tokens of the passage
    spans: Array  # (3, answers): row, first token, tokens after it
    example: Array  # (rows,) which example of the batch
    place: Array  # (rows,) which row of it
    sure: Array  # (rows,)

    def to(self, device: str) -> dict[str, Tensor]:
        """Its arrays on the device, by name."""
        arrays = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: torch.from_numpy(array).to(device) for name, array in arrays}


def batches(stream: Iterator[Example], tokens: int, rng: random.Random) -> Iterator[list[Example]]:
    """Examples of like length, about so many tokens in all."""
    while True:
        pool = list(islice(stream, max(400, POOL * tokens // 500)))
        pool.sort(key=lambda one: max(row.ids.shape[1] for row in one.rows))
        made, batch, count = [], list[Example](), 0
        for one in pool:
            own = sum(row.ids.shape[1] for row in one.rows)
            if batch and count + own > tokens:
                made.append(batch)
                batch, count = [], 0
            batch.append(one)
            count += own
        rng.shuffle(made)
        yield from made


def laid_out(batch: list[Example]) -> list[Rows]:
    """The batch's rows, those of like length together."""
    every = [
        (row.ids.shape[1], n, k) for n, one in enumerate(batch) for k, row in enumerate(one.rows)
    ]
    every.sort(reverse=True)
    groups = []
    while every:
        part = [one for one in every if one[0] > 0.6 * every[0][0]]
        every = every[len(part) :]
        groups.append(_filled(batch, part))
    return groups


def _filled(batch: list[Example], part: list[tuple[int, int, int]]) -> Rows:
    shape = len(part), -(-part[0][0] // 32) * 32
    ids, kinds = np.zeros(shape, np.int32), np.zeros(shape, np.int32)
    valid, own = np.zeros(shape, bool), np.zeros(shape, bool)
    spans = []
    for at, (length, n, k) in enumerate(part):
        row = batch[n].rows[k]
        ids[at, :length], kinds[at, :length] = row.ids[0], row.kinds[0]
        valid[at, :length] = True
        own[at, row.first : row.first + len(row.places)] = True
        spans += [(at, a, b - a) for a, b in batch[n].answers[k] if b - a < LONGEST]
    return Rows(
        ids, kinds, valid, own,
        np.array(spans, np.int64).reshape(-1, 3).T.copy(),
        np.array([n for _, n, _ in part]),
        np.array([k for *_, k in part]),
        np.array([batch[n].sure[k] for _, n, k in part]),
    )  # fmt: skip


def scores_of(model: HeadModel, rows: dict[str, Tensor]) -> Tensor:
    """(rows, tokens, LONGEST) scores above none of every span."""
    logits = model(rows["ids"], rows["kinds"], rows["valid"]).float()
    logits = (logits - logits[:, :1]).masked_fill(~rows["own"][..., None], FAR)
    ends = torch.nn.functional.pad(logits[..., 1], (0, LONGEST - 1), value=FAR)
    return logits[..., 0, None] + ends.unfold(1, LONGEST, 1)


def loss_of(model: HeadModel, groups: list[dict[str, Tensor]], examples: int) -> Tensor:
    """Mean over the batch's examples."""
    every, right = [], []
    for rows in groups:
        scores = scores_of(model, rows)
        answers = torch.full_like(scores, FAR)
        at, first, after = rows["spans"]
        answers[at, first, after] = scores[at, first, after]
        every.append(scores.logsumexp((1, 2)))
        right.append(answers.logsumexp((1, 2)))
    n, k, certain = (
        torch.cat([one[name] for one in groups]) for name in ("example", "place", "sure")
    )
    whole, own = torch.cat(every), torch.cat(right)
    shape = examples, int(k.max()) + 2
    table, good = whole.new_full(shape, FAR), whole.new_full(shape, FAR)
    table[:, 0] = 0  # none
    table[n, k + 1], good[n, k + 1] = whole, own
    found = good.logsumexp(1)
    together = table.logsumexp(1) - torch.where(found > FAR / 2, found, 0.0)
    alone = torch.logaddexp(torch.zeros_like(whole), whole) - torch.where(own > FAR / 2, own, 0.0)
    count = table.new_zeros(examples).index_add(0, n, torch.ones_like(whole))
    weight = certain * (count[n] > 1) / count[n]
    return together.mean() + BY_ITSELF * (alone * weight).sum() / examples
