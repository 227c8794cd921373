"""Fit the span head by the clock; needs PyTorch, which the product never does.

    python scripts/fit_head.py ../shared/data/reading OUT --minutes 60 --without READING.jsonl
    python scripts/fit_head.py ../shared/data/reading OUT --minutes 8 --start CHECKPOINT \\
        --train TRAIN.jsonl --fold 0 --without READING.jsonl

On one core a minute is one of its time; with `--device cuda --workers 14 --tokens 49152` the same
fit runs on a GPU. TRAIN.jsonl is what `head_questions.py` wrote; --fold N leaves out that half of
its questions, so that `fit_reader.py` can choose among scores of questions that the head has not
seen. --without names the file of `reading_questions.py`: no question over a passage that it asks
about is fitted on. OUT/head.safetensors has the weights' running mean, saved at every look;
OUT/log.jsonl the figures on questions left out. `write_head.py` makes the ONNX file of it.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch.utils.data import DataLoader

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from eval.metrics.answers import f1  # noqa: E402
from graphrag.embedding.runtime import open_tokenise  # noqa: E402
from graphrag.embedding.span_head.span_head import LONGEST  # noqa: E402
from graphrag.embedding.weights import model_folder  # noqa: E402
from scripts.head_batches import Batches, Data  # noqa: E402
from scripts.head_examples import (  # noqa: E402
    MIX,
    NO_SPANS,
    Example,
    Maker,
    Ways,
    fold_of,
    is_held,
    lines,
    truths,
)
from scripts.head_loss import laid_out, loss_of, scores_of  # noqa: E402
from scripts.head_model import HeadModel, opened, save  # noqa: E402

MEAN = 0.99  # of the running mean of the weights, a step
WARM = 0.03  # of the time, the rate rising
LOOKED = 150  # questions of a kind left out that a look reads

Row = dict[str, Any]
Held = list[tuple[str, list[str], Example]]


def main() -> None:
    """Draw, step, look, save."""
    given = arguments()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    maker = Maker(open_tokenise(model_folder()), random.Random(given.seed))
    data, held = questions(given, maker)
    fit(given, opened(given.start), Batches(maker, data, given.tokens, given.seed), held)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "reading", type=Path, help="folder of *.jsonl.gz with questions and passages"
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--start", type=Path, help="a checkpoint; default: the bundled encoder")
    parser.add_argument("--train", type=Path, help="the file that head_questions.py wrote")
    parser.add_argument("--two", type=Path, help="the file that two_hops.py wrote")
    parser.add_argument("--two-share", type=float, default=0.15, help="of its among all")
    parser.add_argument("--fold", type=int, help="leave this half of the train questions out")
    parser.add_argument("--share", type=float, default=0.4, help="of train questions among all")
    parser.add_argument("--without", type=Path, help="the file that reading_questions.py wrote")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--tokens", type=int, default=2560, help="of a step")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=float, default=4, help="minutes between looks")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--workers", type=int, default=0, help="processes that make examples")
    return parser.parse_args()


def questions(given: argparse.Namespace, maker: Maker) -> tuple[Data, Held]:
    """What is fitted on; and questions kept out of it, with their answers."""
    read = {name: lines(given.reading / f"{name}.jsonl.gz") for name in MIX}
    asked = lines(given.without) if given.without else []
    kept_out = {
        passage["text"] for row in asked for passage in row["passages"] if passage["supporting"]
    }
    held = [("reading", row) for rows in read.values() for row in rows if is_held(row)]
    read = {
        name: [row for row in rows if not is_held(row) and row["context"] not in kept_out]
        for name, rows in read.items()
    }
    for name, rows in read.items():
        maker.know(name, rows)
    train = lines(given.train) if given.train else []
    two = [row for row in lines(given.two) if is_known(row, kept_out)] if given.two else []
    data = Data(read, [], two, 0.0, given.two_share if two else 0.0)
    if train:
        able = [row for row in train if row["type"] not in NO_SPANS]
        able = [row for row in able if row["answers"][0].lower() not in ("yes", "no")]
        data = fold(given, data, able)
        seen = {row["group"] for row in data.train}
        held += [(r["set"], r) for r in able if r["group"] not in seen and r["type"] != "hop"]
    return data, looked_at(maker, held)


def is_known(row: Row, kept_out: set[str]) -> bool:
    """No passage of a question of two hops is kept out of the fit."""
    return all(p["context"] not in kept_out and not is_held(p) for p in row["passages"])


def fold(given: argparse.Namespace, data: Data, able: list[Row]) -> Data:
    """With the train questions of the other fold, or of both."""
    own = [row for row in able if given.fold is None or fold_of(row["group"]) != given.fold]
    return replace(data, train=own if given.share else [], share=given.share if own else 0.0)


def looked_at(maker: Maker, held: list[tuple[str, Row]]) -> Held:
    """Some of each kind as examples: of reading alone, of train five passages, and them led."""
    chosen = random.Random(5)
    aside = Maker(maker.tokenise, chosen)
    aside.others, aside.names = maker.others, maker.names
    kinds: dict[str, list[Row]] = {}
    for name, row in held:
        if name != "reading" or row["answers"]:
            kinds.setdefault(name, []).append(row)
    kept: Held = []
    for name, rows in kinds.items():
        for row in chosen.sample(rows, min(LOOKED, len(rows))):
            if name == "reading":
                made = {name: aside.of_reading(name, row, Ways(0, 0, 0, 0, exchanged=0))}
            else:
                made = {name: aside.of_train(row, Ways(train_joined=0, led=0))}
                made[f"{name} led"] = aside.of_train(row, Ways(train_joined=0, led=1))
            kept += [(kind, truths(row), one) for kind, one in made.items() if one is not None]
    return kept


def fit(given: argparse.Namespace, model: HeadModel, source: Batches, held: Held) -> None:
    """Step until the time is spent."""
    given.out.mkdir(parents=True, exist_ok=True)
    on_gpu = given.device != "cpu"
    clock = time.monotonic if on_gpu else time.process_time
    model.to(given.device)
    fitted = model.fitted()
    groups = [
        {"params": [w for w in fitted if (w.ndim > 1) == flat], "weight_decay": 0.01 * flat}
        for flat in (True, False)
    ]
    optimiser = torch.optim.AdamW(groups, lr=given.rate, betas=(0.9, 0.98), fused=True)
    average = [weight.detach().clone() for weight in fitted]
    stream = DataLoader(
        source, batch_size=None, num_workers=given.workers,
        prefetch_factor=4 if given.workers else None,
    )  # fmt: skip
    began, looked, losses, seen = clock(), 0.0, list[torch.Tensor](), 0
    for step, (rows, count) in enumerate(stream):
        spent = (clock() - began) / 60
        if spent >= given.minutes or spent - looked >= given.every:
            loss = float(torch.stack(losses).mean()) if losses else 0.0
            row = {"minutes": round(spent, 1), "questions": seen, "loss": round(loss, 3)}
            look(given, model, average, held, row)
            looked, losses = spent, []
        if spent >= given.minutes:
            break
        share = spent / given.minutes
        for group in optimiser.param_groups:
            group["lr"] = given.rate * min(1.0, share / WARM + 1e-3, 1 - share)
        model.train()
        with torch.autocast(given.device, torch.bfloat16, enabled=on_gpu):
            loss = loss_of(model, [one.to(given.device) for one in rows], count)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(fitted, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        losses.append(loss.detach())
        seen += count
        with torch.no_grad():
            torch._foreach_lerp_(average, fitted, 1 - min(MEAN, step / (step + 40)))


@torch.no_grad()
def look(given: argparse.Namespace, model: HeadModel, average: list, held: Held, row: Row) -> None:
    """Save the running mean and say what it reads of the questions left out."""
    fitted = model.fitted()
    raw = [weight.detach().clone() for weight in fitted]
    for weight, kept in zip(fitted, average, strict=True):
        weight.copy_(kept)
    save(model, given.out / "head.safetensors")
    model.eval()
    won: dict[str, list[float]] = {}
    for name, answers, one in held:
        best: tuple[float, str] = (-1e9, "")
        for rows in laid_out([one]):
            scores = scores_of(model, rows.to(given.device)).flatten(1)
            for at, (top, where) in enumerate(
                zip(*map(torch.Tensor.tolist, scores.max(1)), strict=True)
            ):
                first, after = divmod(where, LONGEST)
                if top > best[0]:
                    best = top, one.text(int(rows.place[at]), first, first + after)
        won.setdefault(name, []).append(f1(best[1], answers))
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
