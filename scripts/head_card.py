"""Measure the span head on questions left out of its fit, and write its card.

    python scripts/head_card.py ../shared/data TRAIN.jsonl RUN/log.jsonl ...

TRAIN.jsonl is what `head_questions.py` wrote: the head was fitted without these questions. The logs
are those of the runs of `fit_head.py` that led to it, the first first.
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
from scripts.write_card import code_digest, digest  # noqa: E402
from scripts.write_head import OUT  # noqa: E402

QUESTIONS = 50  # of a kind that are measured
LICENCES = {  # of the files of reading
    "squad_dev": "CC BY-SA 4.0", "squad_train_tenth": "CC BY-SA 4.0", "qed_dev": "CC BY-SA 3.0",
    "squadshifts_new_wiki": "CC BY 4.0, text CC BY-SA", "squadshifts_reddit": "CC BY 4.0",
    "squadshifts_amazon_reviews": "CC BY 4.0", "qamr": "MIT, text CC BY-SA and CC BY",
    "made_two": "as squad and qamr",
}  # fmt: skip
CODE = ("scripts/fit_head.py", "scripts/head_examples.py", "scripts/head_model.py",
        "scripts/write_head.py")  # fmt: skip

Row = dict[str, Any]


def main() -> None:
    """Measure, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, help="folder with reading and train")
    parser.add_argument("train", type=Path, help="the file that head_questions.py wrote")
    parser.add_argument("logs", type=Path, nargs="+", help="log.jsonl of each run, the first first")
    given = parser.parse_args()
    reading = given.data / "reading"
    card = {
        "what": "Span head on all-MiniLM-L6-v2: start, end and none of an answer in a passage.",
        "file": OUT.name,
        "sha256": digest(OUT),
        "licence": "CC BY-SA 4.0, as the data; the encoder it started from is Apache-2.0",
        "start": HASHES["model.safetensors"],
        "fit": "By `fit_head.py` from the bundled encoder, on the files under `data` alone: no "
        "question of a train set. Each run went on where the one before it ended.",
        "runs": [lines(log)[-1] for log in given.logs],
        "data": {name: of_file(reading / f"{name}.jsonl.gz") for name in MIX},
        "code": {part: code_digest(ROOT / part) for part in CODE},
        "figures": measured(reading, lines(given.train)),
    }
    path = OUT.with_suffix(".card.json")
    path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(card["figures"], indent=1))


def of_file(path: Path) -> dict[str, Any]:
    """Licence, digest and count of a file of reading."""
    name = path.name.removesuffix(".jsonl.gz")
    return {"licence": LICENCES[name], "lines": len(lines(path)), "sha256": digest(path)}


def measured(reading: Path, train: list[Row]) -> dict[str, Any]:
    """EM and F1 of the best span: of one passage, and among the first five found."""
    own = SpanHead()
    held = [row for row in lines(reading / "squad_dev.jsonl.gz") if is_held(row)]
    single = {"squad articles left out": held, "covidqa": lines(reading / "covidqa.jsonl.gz")}
    spans = [row for row in train if row["type"] not in (*NO_SPANS, "hop")]
    kinds: dict[str, list[Row]] = {}
    for row in spans:
        if row["answers"][0].lower() not in ("yes", "no"):
            kinds.setdefault(row["set"], []).append(row)
    return {
        "left out, one passage": {name: of(own, map(alone, rows)) for name, rows in single.items()},
        "kinds not fitted on, five passages": {n: of(own, map(five, r)) for n, r in kinds.items()},
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
