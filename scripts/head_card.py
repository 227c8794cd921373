"""Measure the span head on questions left out of its fit, and write its card.

    python scripts/head_card.py ../shared/data TRAIN.jsonl RUN/log.jsonl ... --heads ONNX ONNX

TRAIN.jsonl is what `head_questions.py` wrote; the heads are those of `fit_head.py --fold 0` and
`--fold 1`. The logs are those of the runs whose means ship, each one's first run before its second.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from eval.metrics.answers import exact_match, f1  # noqa: E402
from graphrag.embedding.span_head.head_rows import HeadText  # noqa: E402
from graphrag.embedding.span_head.span_head import NOWHERE, HeadSpan, SpanHead  # noqa: E402
from graphrag.embedding.weights import HASHES  # noqa: E402
from scripts.head_cuts import tokens_of  # noqa: E402
from scripts.head_examples import MIX, NO_SPANS, fold_of, is_held, lines, truths  # noqa: E402
from scripts.head_joined import WINDOW, joined, picked  # noqa: E402
from scripts.write_card import code_digest, digest  # noqa: E402
from scripts.write_head import OUT, TEMPERATURE  # noqa: E402

QUESTIONS = 100  # of a kind that are measured
LOSSES = 250  # questions over which the loss is averaged
TEMPERATURES = (1, 1.25, 1.5, 1.75, 2, 2.5)
FIT = (
    "The mean of three heads' weights, each by `fit_head.py` from the bundled encoder: first on "
    "the files under `data`, then shortly with 12 train questions (`train`) among 100; on one H200 "
    "or H100 with PyTorch 2.11, minutes of its clock. The first was fitted before questions of two "
    "hops were put together (`two_hops.py`), the others with 12 of them among 100. For each, two "
    "more went on from its first run with half of the train questions; their means read the other "
    "half for `figures` and for `fit_reader.py`."
)
LICENCES = {  # of the files of reading
    "squad_dev": "CC BY-SA 4.0", "squad_train_tenth": "CC BY-SA 4.0", "qed_dev": "CC BY-SA 3.0",
    "squadshifts_new_wiki": "CC BY 4.0, text CC BY-SA", "squadshifts_reddit": "CC BY 4.0",
    "squadshifts_amazon_reviews": "CC BY 4.0", "qamr": "MIT, text CC BY-SA and CC BY",
    "made_two": "as squad and qamr",
}  # fmt: skip
CODE = tuple(
    f"scripts/{name}.py"
    for name in (
        "fit_head",
        "head_cuts",
        "head_examples",
        "head_leads",
        "head_loss",
        "head_model",
        "head_names",
        "head_others",
        "two_hops",
        "write_head",
    )
)

Row = dict[str, Any]


def main() -> None:
    """Measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="folder with reading and train")
    parser.add_argument("train", type=Path, help="the file that head_questions.py wrote")
    parser.add_argument("logs", type=Path, nargs="+", help="log.jsonl of each run, the first first")
    parser.add_argument(
        "--heads", type=Path, nargs=2, required=True, help="ONNX files of the folds"
    )
    given = parser.parse_args()
    reading = given.data / "reading"
    card = {
        "what": "Span head on all-MiniLM-L6-v2: start, end and none of an answer in a passage.",
        "file": OUT.name,
        "sha256": digest(OUT),
        "licence": "CC BY-SA 4.0, as the data; the encoder it started from is Apache-2.0",
        "start": HASHES["model.safetensors"],
        "fit": FIT,
        "runs": [lines(log)[-1] for log in given.logs],
        "data": {name: of_file(reading / f"{name}.jsonl.gz") for name in MIX},
        "train": {"lines": len(lines(given.train)), "sha256": digest(given.train)},
        "code": {part: code_digest(ROOT / part) for part in CODE},
        "figures": measured(reading, lines(given.train), given.heads),
    }
    path = OUT.with_suffix(".card.json")
    path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(card["figures"], indent=1))


def of_file(path: Path) -> dict[str, Any]:
    """Licence, digest and count of a file of reading."""
    name = path.name.removesuffix(".jsonl.gz")
    return {"licence": LICENCES[name], "lines": len(lines(path)), "sha256": digest(path)}


def measured(reading: Path, train: list[Row], folds: list[Path]) -> dict[str, Any]:
    """EM and F1 of the best span: of one passage, among five found, of their sentences joined."""
    held = [row for row in lines(reading / "squad_dev.jsonl.gz") if is_held(row)]
    single = {"squad articles left out": held, "covidqa": lines(reading / "covidqa.jsonl.gz")}
    kinds: dict[str, list[Row]] = {}
    for row in train:
        yes_no = row["answers"][0].lower() in ("yes", "no")
        if row["type"] not in (*NO_SPANS, "hop") and not yes_no:
            kinds.setdefault(row["set"], []).append(row)
    ships = SpanHead()
    heads = [SpanHead(path.read_bytes()) for path in folds]
    return {
        "left out, one passage": {n: of(rows, partial(alone, ships)) for n, rows in single.items()},
        "loss a question there, at temperature": losses(
            ships, [r for v in single.values() for r in v]
        ),
        "train, by the other fold's head, five passages": {
            name: of(rows, partial(five, heads)) for name, rows in kinds.items()
        },
        "the same, the fittest sentences of the five as one text": {
            name: of(rows, partial(as_one, heads)) for name, rows in kinds.items()
        },
    }


def losses(head: SpanHead, rows: list[Row]) -> dict[str, float]:
    """Mean negative logarithm of what a softmax over spans and none gives to the right ones."""
    found: dict[str, list[float]] = {}
    for row in random.Random(4).sample(rows, LOSSES):
        read = head.read(row["question"], [HeadText(row["context"])], 1).rows
        places = [(answer["start"], len(answer["text"])) for answer in row["answers"]]
        scores, right = [0.0], [not places]  # none
        for one in read:
            table, first = one.table(), one.row.first
            answers = {(a - first, b - first) for a, b in tokens_of(one.row, places)}
            spans = [tuple(span) for span in np.argwhere(table > NOWHERE)]
            scores += [float(table[span]) for span in spans]
            right += [span in answers for span in spans]
        for tried in TEMPERATURES if any(right) else ():
            values = np.array(scores) * TEMPERATURE / tried
            loss = np.logaddexp.reduce(values) - np.logaddexp.reduce(values[right])
            found.setdefault(str(tried), []).append(float(loss))
    return {tried: round(float(np.mean(values)), 3) for tried, values in found.items()}


def alone(head: SpanHead, row: Row) -> str:
    """What the head reads of a question's own passage."""
    return said(head.read(row["question"], [HeadText(row["context"])], 1).spans, [row["context"]])


def five(heads: list[SpanHead], row: Row) -> str:
    """What the head that has not seen the question reads of each of the first five passages."""
    read = heads[fold_of(row["group"])].read(row["question"], found(row), 1)
    return said(read.spans, [text.text for text in found(row)])


def as_one(heads: list[SpanHead], row: Row) -> str:
    """What it reads of their fittest sentences."""
    rated = [[(a, b, max(s, h)) for a, b, s, h in p["sentences"]] for p in row["passages"][:5]]
    text = joined(found(row), picked(rated)).text
    head = heads[fold_of(row["group"])]
    return said(head.read(row["question"], [HeadText(text)], 1, WINDOW).spans, [text])


def found(row: Row) -> list[HeadText]:
    """The first five passages found."""
    return [HeadText(p["text"], f"{p['title']}: ") for p in row["passages"][:5]]


def said(spans: Sequence[HeadSpan], texts: list[str]) -> str:
    """What the best span says."""
    return texts[spans[0].passage][spans[0].start : spans[0].end] if spans else ""


def of(rows: list[Row], read: Callable[[Row], str]) -> dict[str, float]:
    """Figures of some of the questions that have an answer."""
    able = [row for row in rows if row["answers"]]
    won = []
    for row in random.Random(3).sample(able, min(QUESTIONS, len(able))):
        answer = read(row)
        won.append((exact_match(answer, truths(row)), f1(answer, truths(row))))
    exact, mean = (round(100 * sum(column) / len(won), 1) for column in zip(*won, strict=True))
    return {"questions": len(won), "EM": exact, "F1": mean}


if __name__ == "__main__":
    main()
