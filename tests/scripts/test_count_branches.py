"""The drawn evidence of the sample's questions starts at what is asked and ends in the answer."""

from __future__ import annotations

import json
from pathlib import Path

from graphrag import open_index
from scripts.count_branches import counted

QUESTIONS = Path(__file__).parents[2] / "sample" / "questions.jsonl"


def test_branches_of_the_sample_end_in_the_answer(sample_index: Path) -> None:
    rows = QUESTIONS.read_text(encoding="utf-8").splitlines()
    with open_index(sample_index) as index:
        found = counted(index, [json.loads(row)["question"] for row in rows])
    assert found["span"] >= 20 and found["compared"] >= 10
    assert found["end"] >= 0.95 * found["span"]
    assert found["named"] >= 20 and found["start"] >= 0.95 * found["named"]
    assert found["two sides"] >= 0.95 * found["compared"]
    assert found["drawn in silence"] == 0
