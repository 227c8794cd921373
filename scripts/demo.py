"""Index the sample corpus, ask three of its questions, and show each answer with its evidence."""

from __future__ import annotations

import argparse
import json
import sys
import time
from io import TextIOWrapper
from pathlib import Path

from graphrag import ask, open_index, retrieve
from graphrag.cli import main as graphrag_command
from graphrag.datatypes import Answer

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample"
NEXT = """\
What to try next
  graphrag ask "…" --index {index}        your own question
  graphrag explain "…" --index {index}    why these passages
  make ui                                 the same in a browser
  graphrag index YOUR-FOLDER --index my-index
  graphrag settings                       everything that can be changed
(run the commands as .venv/bin/graphrag, or `. .venv/bin/activate` first)"""


def chosen(questions: list[dict[str, str]], count: int = 3) -> list[dict[str, str]]:
    """The first question of every kind, then the first of the rest, `count` in all."""
    first_of_kind = {question.get("type", ""): question for question in reversed(questions)}
    kinds = [
        question for question in questions if first_of_kind[question.get("type", "")] is question
    ]
    rest = [question for question in questions if question not in kinds]
    return (kinds + rest)[:count]


def shown(answer: Answer, seconds: float) -> str:
    """The answer, the sentences it rests on, and the path of evidence, as lines of text."""
    lines = [f"  answer    {answer.text}   (confidence {answer.confidence:.2f}, {answer.reader})"]
    if answer.abstained:
        lines = [f"  no answer: {answer.note}"]
    for number, citation in enumerate(answer.citations, 1):
        lines.append(f"  [{number}] {citation.title}: {citation.text}")
    for path in answer.retrieval.paths[:2]:
        lines.append("  evidence")
        for hop in path:
            lines.append(f"    {hop.source} --{hop.relation}--> {hop.target}   ({hop.passage_id})")
            lines.append(f"      {hop.sentence}")
    lines.append(f"  took      {1000 * seconds:.0f} ms, route: {answer.retrieval.route}")
    return "\n".join(lines)


def main() -> int:
    """Run the demonstration; 0 when it went well."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True, errors="backslashreplace")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=ROOT / ".cache" / "sample-index")
    directory: Path = parser.parse_args().index
    code = graphrag_command(["index", str(SAMPLE / "documents"), "--index", str(directory)])
    if code:
        return code
    lines = (SAMPLE / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    index = open_index(directory)
    retrieve(index, "the first question loads the encoder and compiles the solver")
    for question in chosen([json.loads(line) for line in lines if line.strip()]):
        print(f"\n{question['question']}")
        start = time.perf_counter()
        answer = ask(index, question["question"])
        print(shown(answer, time.perf_counter() - start))
    print(f"\n{NEXT.format(index=directory)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
