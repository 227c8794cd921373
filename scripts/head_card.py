"""Measure the span head on questions left out of its fit, and write its card.

    python scripts/head_card.py ../shared/data TRAIN.jsonl --unseen UNSEEN.onnx

TRAIN.jsonl is what `head_questions.py` wrote. UNSEEN.onnx is a head fitted by `fit_head.py` without
--train: what it reads of the train sets is what a head reads of kinds that it was not fitted on.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from eval.metrics.answers import exact_match, f1  # noqa: E402
from graphrag.embedding.weights import HASHES  # noqa: E402
from graphrag.reading.head.span_head import SpanHead  # noqa: E402
from graphrag.reading.head.texts import HeadText  # noqa: E402
from scripts.head_examples import MIX, NO_SPANS, is_held, lines, truths  # noqa: E402
from scripts.write_card import code_digest, data_of, digest  # noqa: E402
from scripts.write_head import OUT  # noqa: E402

QUESTIONS = 50  # of a kind that are measured
HOPS = ("2wiki", "hotpotqa", "musique")  # train_hops was made of these
LICENCES = {  # of the files of reading
    "squad_dev": "CC BY-SA 4.0", "squad_train_tenth": "CC BY-SA 4.0", "qed_dev": "CC BY-SA 3.0",
    "squadshifts_new_wiki": "CC BY 4.0, text CC BY-SA", "squadshifts_reddit": "CC BY 4.0",
    "squadshifts_amazon_reviews": "CC BY 4.0", "qamr": "MIT, text CC BY-SA and CC BY",
    "made_two": "as squad and qamr", "train_hops": "as 2wiki, hotpotqa and musique",
}  # fmt: skip
CODE = ("scripts/fit_head.py", "scripts/head_examples.py", "scripts/head_model.py",
        "scripts/write_head.py")  # fmt: skip

Row = dict[str, Any]


def main() -> None:
    """Measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="folder with reading and train")
    parser.add_argument("train", type=Path, help="the file that head_questions.py wrote")
    parser.add_argument("--unseen", type=Path, required=True, help="a head that saw no train set")
    given = parser.parse_args()
    reading = given.data / "reading"
    card = {
        "what": "Span head on all-MiniLM-L6-v2: start, end and none of an answer in a passage.",
        "file": OUT.name,
        "sha256": digest(OUT),
        "licence": "CC BY-SA 4.0, as the data; the encoder it started from is Apache-2.0",
        "start": HASHES["model.safetensors"],
        "fit": "Fitted before `fit_head.py` was written, by its like with a softmax for each "
        "passage: 52 minutes of CPU, 46,600 questions drawn of the files under `data`. "
        "It has seen the train questions of 2wiki, hotpotqa and musique (train_hops).",
        "data": {name: of_file(reading / f"{name}.jsonl.gz") for name in (*MIX, "train_hops")}
        | {name: data_of(given.data / "train" / name) for name in HOPS},
        "code": {part: code_digest(ROOT / part) for part in CODE},
        "figures": measured(reading, lines(given.train), given.unseen),
    }
    path = OUT.with_suffix(".card.json")
    path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(card["figures"], indent=1))


def of_file(path: Path) -> dict[str, Any]:
    """Licence, digest and count of a file of reading."""
    name = path.name.removesuffix(".jsonl.gz")
    return {"licence": LICENCES[name], "lines": len(lines(path)), "sha256": digest(path)}


def measured(reading: Path, train: list[Row], unseen: Path) -> dict[str, Any]:
    """EM and F1 of the best span: of one passage, and among the first five found."""
    own, other = SpanHead(), SpanHead(unseen.read_bytes())
    held = [row for row in lines(reading / "squad_dev.jsonl.gz") if is_held(row)]
    single = {"squad articles left out": held, "covidqa": lines(reading / "covidqa.jsonl.gz")}
    spans = [row for row in train if row["type"] not in (*NO_SPANS, "hop")]
    kinds: dict[str, list[Row]] = {}
    for row in spans:
        if row["answers"][0].lower() not in ("yes", "no"):
            kinds.setdefault(row["set"], []).append(row)
    new = {kind: rows for kind, rows in kinds.items() if kind not in HOPS}
    return {
        "left out, one passage": {name: of(own, map(alone, rows)) for name, rows in single.items()},
        "kinds not fitted on, five passages": {n: of(own, map(five, r)) for n, r in new.items()},
        "a head fitted without the train sets, one passage": {
            name: of(other, map(alone, rows)) for name, rows in single.items()
        },
        "a head fitted without the train sets, five passages": {
            name: of(other, map(five, rows)) for name, rows in kinds.items()
        },
    }


def alone(row: Row) -> tuple[str, list[HeadText], list[str]]:
    """A question of reading with its own passage."""
    return row["question"], [HeadText(row["context"])], truths(row)


def five(row: Row) -> tuple[str, list[HeadText], list[str]]:
    """A train question with the first five passages found."""
    found = [HeadText(p["text"], f"{p['title']}: ") for p in row["passages"][:5]]
    return row["question"], found, truths(row)


def of(head: SpanHead, asked: Iterable[tuple[str, list[HeadText], list[str]]]) -> dict[str, float]:
    """Figures of some of the questions that have an answer."""
    able = [row for row in asked if row[2]]
    won = []
    for question, texts, answers in random.Random(3).sample(able, min(QUESTIONS, len(able))):
        best = head.read(question, texts, 1).spans[0]
        said = texts[best.passage].text[best.start : best.end]
        won.append((exact_match(said, answers), f1(said, answers)))
    exact, mean = (round(100 * sum(column) / len(won), 1) for column in zip(*won, strict=True))
    return {"questions": len(won), "EM": exact, "F1": mean}


if __name__ == "__main__":
    main()
