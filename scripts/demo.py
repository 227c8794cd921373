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
from graphrag.datatypes import Answer, EvidencePath

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample"
NEXT = """\
What to try next
  graphrag ask "your own question" --index {index}
  graphrag explain "your own question" --index {index}
  graphrag index YOUR-FOLDER --index my-index
  graphrag settings
  make ui
(run the commands as .venv/bin/graphrag, or `. .venv/bin/activate` first)"""


def longest(paths: tuple[EvidencePath, ...], count: int = 2) -> list[EvidencePath]:
    """The longest paths, without those that add no hop to one already taken."""
    taken: list[EvidencePath] = []
    for path in sorted(paths, key=len, reverse=True):
        if not any(set(path) <= set(other) for other in taken):
            taken.append(path)
    return taken[:count]


def shown(answer: Answer, seconds: float) -> str:
    """The answer, the sentences it rests on, and the path of evidence, as lines of text."""
    lines = [f"  answer    {answer.text}   (confidence {answer.confidence:.2f}, {answer.reader})"]
    if answer.abstained:
        lines = [f"  no answer: {answer.note}"]
    for number, citation in enumerate(answer.citations, 1):
        lines.append(f"  [{number}] {citation.title}: {citation.text}")
    for path in longest(answer.retrieval.paths):
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
    for line in lines[:3]:
        question = json.loads(line)["question"]
        print(f"\n{question}")
        start = time.perf_counter()
        answer = ask(index, question)
        print(shown(answer, time.perf_counter() - start))
    print(f"\n{NEXT.format(index=directory)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
