"""Fit the span head by the clock, on one core; needs PyTorch, which the product never does.

    python scripts/fit_head.py ../shared/data/reading OUT --minutes 20
    python scripts/fit_head.py ../shared/data/reading OUT --minutes 8 --start CHECKPOINT \\
        --train TRAIN.jsonl --fold 0

TRAIN.jsonl is what `head_questions.py` wrote; --fold N leaves out that half of its questions, so
that `fit_reader.py` can choose among scores of questions that the head has not seen. The loss is
one softmax over all spans of a question's passages and none (arXiv:1710.10723),
and half as much one softmax over the spans of each passage by itself. OUT/head.safetensors has the
weights' running mean, saved every few minutes; OUT/log.jsonl the figures on questions left out.
`write_head.py` makes the ONNX file of it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from eval.metrics.answers import f1  # noqa: E402
from graphrag.embedding.runtime import open_tokenise  # noqa: E402
from graphrag.embedding.weights import model_folder  # noqa: E402
from graphrag.reading.head.span_head import LONGEST  # noqa: E402
from scripts.head_examples import MIX, NO_SPANS, Example, Maker, fold_of, is_held, lines, truths  # noqa: E402
from scripts.head_model import HeadModel, opened, save  # noqa: E402

TOKENS = 2560  # of a step, filled places included
BY_ITSELF = 0.5  # weight of the softmax within each passage
MEAN = 0.99  # of the running mean of the weights, a step
FAR = -1e4


def main() -> None:
    """Draw, step, look, save."""
    given = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    maker = Maker(open_tokenise(model_folder()), random.Random(given.seed))
    stream, held = questions(given, maker)
    fit(given, opened(given.start), batches(stream), held)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "reading", type=Path, help="folder of *.jsonl.gz with questions and passages"
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, required=True, help="of one core's time")
    parser.add_argument("--start", type=Path, help="a checkpoint; default: the bundled encoder")
    parser.add_argument("--train", type=Path, help="the file that head_questions.py wrote")
    parser.add_argument("--fold", type=int, help="leave this half of the train questions out")
    parser.add_argument("--share", type=float, default=0.4, help="of train questions among all")
    parser.add_argument("--several", type=float, default=0.3, help="of the others among passages")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument(
        "--decay", type=float, default=0.5, help="of the time, the rate falling to 0"
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=float, default=4, help="minutes between looks")
    return parser.parse_args()


def questions(
    given: argparse.Namespace, maker: Maker
) -> tuple[Iterator[Example], list[tuple[str, list[str], Example]]]:
    """An endless stream of examples; and questions kept out of it, with their answers."""
    read = {name: lines(given.reading / f"{name}.jsonl.gz") for name in MIX}
    held = [("reading", row) for rows in read.values() for row in rows if is_held(row)]
    read = {name: [row for row in rows if not is_held(row)] for name, rows in read.items()}
    for rows in read.values():
        maker.know(rows)
    train = lines(given.train) if given.train else []
    train = [row for row in train if row["type"] not in NO_SPANS]
    train = [row for row in train if row["answers"][0].lower() not in ("yes", "no")]
    own = [row for row in train if given.fold is None or fold_of(row["group"]) != given.fold]
    own = own if given.share else []
    chosen = random.Random(5)
    looked = chosen.sample([pair for pair in held if pair[1]["answers"]], 100)
    seen = {row["group"] for row in own}
    left = [row for row in train if row["group"] not in seen and row["type"] != "hop"]
    looked += [(row["set"], row) for row in chosen.sample(left, min(100, len(left)))]
    aside = Maker(maker.tokenise, chosen)
    made = [
        (name, truths(row), aside.of_reading(row, 0) if name == "reading" else aside.of_train(row))
        for name, row in looked
    ]
    kept = [(name, answers, one) for name, answers, one in made if one is not None]
    return drawn(given, maker, read, own), kept


def drawn(
    given: argparse.Namespace, maker: Maker, read: dict[str, list], own: list[dict]
) -> Iterator[Example]:
    """Questions of every file by its part, each file's in an order of its own, again and again."""
    rng, waiting = maker.rng, {name: list[dict]() for name in (*read, "train")}
    while True:
        of_train = bool(own) and rng.random() < given.share
        name = "train" if of_train else rng.choices(list(MIX), list(MIX.values()))[0]
        if not waiting[name]:
            rows = [r for r in own if rng.random() < part(r)] if of_train else read[name]
            waiting[name] = rng.sample(rows, len(rows))
        row = waiting[name].pop()
        made = maker.of_train(row) if of_train else maker.of_reading(row, given.several)
        if made is not None:
            yield made


def part(row: dict[str, Any]) -> float:
    """How often a train question is drawn in a round: steps of 2wiki, many and alike, seldom."""
    return 0.25 if (row["set"], row["type"]) == ("2wiki", "hop") else 1.0


def batches(stream: Iterator[Example]) -> Iterator[list[Example]]:
    """Examples of like length, about TOKENS in all."""
    rng = random.Random(1)
    while True:
        pool = sorted(islice(stream, 400), key=lambda one: max(r.ids.shape[1] for r in one.rows))
        made, batch, count = [], list[Example](), 0
        for one in pool:
            own = sum(row.ids.shape[1] for row in one.rows)
            if batch and count + own > TOKENS:
                made.append(batch)
                batch, count = [], 0
            batch.append(one)
            count += own
        made.append(batch)
        rng.shuffle(made)
        yield from made


def tables(model: HeadModel, batch: list[Example]) -> dict[tuple[int, int], Tensor]:
    """(tokens, LONGEST) scores above none of every span of every row, by example and row."""
    every = [(row, (n, k)) for n, one in enumerate(batch) for k, row in enumerate(one.rows)]
    every.sort(key=lambda pair: -pair[0].ids.shape[1])
    found: dict[tuple[int, int], Tensor] = {}
    while every:
        width = every[0][0].ids.shape[1]
        part = [pair for pair in every if pair[0].ids.shape[1] > 0.8 * width]
        every = every[len(part) :]
        ids, kinds = (torch.zeros(len(part), width, dtype=torch.long) for _ in range(2))
        valid, own = (torch.zeros(len(part), width, dtype=torch.bool) for _ in range(2))
        for place, (row, _) in enumerate(part):
            length = row.ids.shape[1]
            ids[place, :length] = torch.from_numpy(row.ids[0])
            kinds[place, :length] = torch.from_numpy(row.kinds[0])
            valid[place, :length] = True
            own[place, row.first : row.first + len(row.places)] = True
        logits = model(ids, kinds, valid)
        logits = (logits - logits[:, :1]).masked_fill(~own[..., None], FAR)
        ends = torch.nn.functional.pad(logits[..., 1], (0, LONGEST - 1), value=FAR)
        scores = logits[..., 0, None] + ends.unfold(1, LONGEST, 1)
        found |= {key: scores[place] for place, (_, key) in enumerate(part)}
    return found


def loss_of(one: Example, scores: list[Tensor]) -> Tensor:
    """Of an example, from its rows' tables."""
    none = torch.zeros(())
    every = [table.logsumexp((0, 1)) for table in scores]
    right = [
        torch.stack([table[first, last - first] for first, last in spans]).logsumexp(0)
        if (spans := [s for s in answers if s[1] - s[0] < LONGEST])
        else None
        for table, answers in zip(scores, one.answers, strict=True)
    ]
    good = [value for value in right if value is not None]
    together = torch.stack([none, *every]).logsumexp(0)
    loss = together - (torch.stack(good).logsumexp(0) if good else none)
    alone = [
        torch.logaddexp(none, whole) - (none if own is None else own)
        for whole, own, sure in zip(every, right, one.sure, strict=True)
        if sure
    ]
    return loss + BY_ITSELF * torch.stack(alone).mean() if len(every) > 1 and alone else loss


def fit(
    given: argparse.Namespace, model: HeadModel, source: Iterator[list[Example]], held: list
) -> None:
    """Step until the time is spent."""
    fitted = model.fitted()
    groups = [
        {"params": [w for w in fitted if (w.ndim > 1) == flat], "weight_decay": 0.01 * flat}
        for flat in (True, False)
    ]
    optimiser = torch.optim.AdamW(groups, lr=given.rate, betas=(0.9, 0.98), fused=True)
    average = [weight.detach().clone() for weight in fitted]
    began, looked, losses, seen = time.process_time(), 0.0, list[float](), 0
    for step, batch in enumerate(source):
        spent = (time.process_time() - began) / 60
        if spent >= given.minutes or spent - looked >= given.every:
            row = {"minutes": round(spent, 1), "questions": seen, "loss": mean(losses)}
            look(given, model, average, held, row)
            looked, losses = spent, []
        if spent >= given.minutes:
            break
        left = (1 - spent / given.minutes) / given.decay if given.decay else 1.0
        for group in optimiser.param_groups:
            group["lr"] = given.rate * min(1.0, (step + 1) / 100, left)
        model.train()
        found = tables(model, batch)
        loss = torch.stack(
            [
                loss_of(one, [found[n, k] for k in range(len(one.rows))])
                for n, one in enumerate(batch)
            ]
        ).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(fitted, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        losses.append(float(loss.detach()))
        seen += len(batch)
        with torch.no_grad():
            for kept, weight in zip(average, fitted, strict=True):
                kept.lerp_(weight, 1 - min(MEAN, step / (step + 40)))


def mean(values: list[float]) -> float:
    """Rounded, 0 of none."""
    return round(sum(values) / max(1, len(values)), 3)


@torch.no_grad()
def look(given: argparse.Namespace, model: HeadModel, average: list, held: list, row: dict) -> None:
    """Save the running mean and say what it reads of the questions left out."""
    fitted = model.fitted()
    raw = [weight.detach().clone() for weight in fitted]
    for weight, kept in zip(fitted, average, strict=True):
        weight.copy_(kept)
    save(model, given.out / "head.safetensors")
    model.eval()
    won: dict[str, list[float]] = {}
    for name, answers, one in held:
        found = tables(model, [one])
        best = max(range(len(one.rows)), key=lambda k: float(found[0, k].max()))
        first, long = divmod(int(found[0, best].argmax()), LONGEST)
        won.setdefault(name, []).append(f1(one.text(best, first, first + long), answers))
    for weight, kept in zip(fitted, raw, strict=True):
        weight.copy_(kept)
    row |= {
        name: [len(values), round(100 * sum(values) / len(values), 1)]
        for name, values in won.items()
    }
    print(json.dumps(row), flush=True)
    with (given.out / "log.jsonl").open("a") as log:
        log.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
