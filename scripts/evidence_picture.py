"""Draw docs/evidence-graph.svg: a question to the sample corpus and the graph of its evidence."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.ask.picture import picture
from graphrag import ask, open_index
from graphrag.evidence.answer_evidence import evidence_of
from indexing import build_index

ROOT = Path(__file__).parent.parent
QUESTION = (
    "Which river flows through the town where the company in which Georges Doriot "
    "invested had its offices?"
)


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=ROOT / ".cache" / "sample-index")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "evidence-graph.svg")
    options = parser.parse_args()
    build_index(ROOT / "sample" / "documents", options.index)
    with open_index(options.index) as index:
        answer = ask(index, QUESTION)
        options.out.write_text(picture(answer, evidence_of(index, answer)), encoding="utf-8")
    print(f"{options.out}: {answer.text}")


if __name__ == "__main__":
    main()
