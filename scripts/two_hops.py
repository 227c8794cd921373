"""Two-hop questions over two passages, put together from reading questions, for `fit_head.py`.

    python scripts/two_hops.py ../shared/data/reading TWO.jsonl

"Who composed Norma?" is answered by "Bellini" in one passage, and "Where was Bellini born?" by
another: "Where was the one who composed Norma born?" needs both (arXiv:2108.00573 composes its
questions so). A part has a third hop. The passage with the name is the near miss that the head has
to tell from the answer: one row of the file has both, `passages[0]` answers.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from scripts.descriptions import Description, described  # noqa: E402
from scripts.descriptions import description as description  # noqa: E402
from scripts.head_examples import lines  # noqa: E402
from scripts.head_leads import NAME  # noqa: E402

FILES = (
    "squad_dev", "squad_train_tenth", "squadshifts_new_wiki", "qamr", "qed_dev",
    "squadshifts_reddit", "squadshifts_amazon_reviews",
)  # fmt: skip
OF_FIRST, OF_SECOND = 40, 8  # questions made of one
THIRD = 0.2  # how often the description itself is put in other words
WORDS = 3  # of the second question beside the name
BEFORE = frozenset(  # a word behind which a name stands for itself, as its description can
    "of in to by for from with at on did does do is was are were has had can could would and than"
    " that as about against between into after before during when if who which".split()
)

Row = dict[str, Any]


def main() -> None:
    """Describe, put together, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("reading", type=Path, help="the folder of reading data")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    rng = random.Random(5)
    asked = [
        {**row, "file": name}
        for name in FILES
        for row in lines(arguments.reading / f"{name}.jsonl.gz")
        if row["answers"]
    ]
    told = described(asked)
    with arguments.out.open("w", encoding="utf-8") as out:
        for row in composed(asked, told, rng):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def composed(
    asked: list[Row], told: dict[str, list[Description]], rng: random.Random
) -> Iterator[Row]:
    """Second questions with what is told of a name in place of it."""
    used: Counter[str] = Counter()
    for row in rng.sample(asked, len(asked)):
        names = {one.group(): one.span() for one in NAME.finditer(row["question"])}
        made = 0
        for name, (start, end) in names.items():
            own = name.removesuffix("'s")
            for one in rng.sample(told.get(own, []), len(told.get(own, []))):
                if (
                    made < OF_SECOND
                    and used[one.text] < OF_FIRST
                    and _fits(row, one, start, end - start)
                ):
                    place = start, start + len(own)
                    yield _row(row, one, place, told, rng)
                    made += 1
                    used[one.text] += 1


def _fits(row: Row, one: Description, start: int, length: int) -> bool:
    """Two passages, of which only the second answers."""
    first, answers = one.row, [answer["text"].lower() for answer in row["answers"]]
    before = row["question"][:start].split()
    left = len(row["question"]) - length
    return (
        first["context"] != row["context"]
        and left > WORDS * 6
        and (not before or before[-1].lower() in BEFORE)
        and not any(a in first["context"].lower() or a in one.text.lower() for a in answers)
        and one.name.lower() not in answers
        and (one.name in row["context"] or one.name in row["title"])
    )


def _row(
    row: Row,
    one: Description,
    place: tuple[int, int],
    told: dict[str, list[Description]],
    rng: random.Random,
) -> Row:
    text, chain = one.text, [one.row]
    if rng.random() < THIRD:
        text, chain = _deeper(row, one, told, rng)
    question = row["question"][: place[0]] + text + row["question"][place[1] :]
    question = re.sub(r"\b([Tt]he) the\b", r"\1", question)
    every = [row, *chain]
    return {
        "question": question[0].upper() + question[1:],
        "answers": row["answers"],
        "source": row["source"],
        "title": row["title"],
        "file": row["file"],
        "passages": [
            {"context": r["context"], "title": r["title"], "source": r["source"]} for r in every
        ],
        "bridges": [r["answers"][0]["text"].strip() for r in chain],
    }


def _deeper(
    row: Row, one: Description, told: dict[str, list[Description]], rng: random.Random
) -> tuple[str, list[Row]]:
    """The description with another in place of a name in it, where there is one that fits."""
    answers = [answer["text"].lower() for answer in row["answers"]]
    for found in NAME.finditer(one.text):
        fitting = [
            deeper
            for deeper in told.get(found.group(), [])
            if deeper.row["context"] not in (row["context"], one.row["context"])
            and one.name not in deeper.text
            and one.name not in deeper.row["context"]
            and not any(answer in deeper.row["context"].lower() for answer in answers)
        ]
        if fitting:
            deeper = rng.choice(fitting)
            text = one.text[: found.start()] + deeper.text + one.text[found.end() :]
            return text, [one.row, deeper.row]
    return one.text, [one.row]


if __name__ == "__main__":
    main()
