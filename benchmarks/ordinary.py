"""`python -m benchmarks.ordinary [NAME …]`: answers over ordinary documents, by kind of question.

Each folder of `benchmarks/documents` is indexed by itself and asked its questions with the default
settings. Prints right, stated and wrong, and silent, by kind: over the folders whose failures were
looked at while the reader was made, and over the others. The tables are `eval.verdicts`' own.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import graphrag
from eval.verdicts import Judged, judge, table
from indexing.build import build_index

FOLDERS = Path(__file__).with_name("documents")
READ = frozenset(
    "airline archive bank brewery chess choir cluster council drone expedition ferry festival "
    "football hospital mine software".split()
)


def main() -> None:
    """Ask, judge, print."""
    names = sorted(path.parent.name for path in FOLDERS.glob("*/questions.jsonl"))
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", default=names, help=", ".join(names))
    parser.add_argument("--work", type=Path, default=Path(".cache/ordinary"), help="for indexes")
    given = parser.parse_args()
    unknown = sorted(set(given.names) - set(names))
    if unknown:
        parser.error(f"no folder {', '.join(unknown)}; there are {', '.join(names)}")
    parts: dict[str, list[Judged]] = {"looked at": [], "others": []}
    for name in given.names:
        part = parts["looked at" if name in READ else "others"]
        part += verdicts(FOLDERS / name, given.work / name)
    for title, found in parts.items():
        if found:
            print(f"\nFolders {title}:\n", *table(found), sep="\n")


def verdicts(folder: Path, work: Path) -> Iterator[Judged]:
    """How each question of a folder is answered from its documents, indexed in `work`."""
    build_index(folder / "files", work)
    with graphrag.open_index(work) as index:
        for line in (folder / "questions.jsonl").open(encoding="utf-8"):
            question: dict[str, Any] = json.loads(line)
            answer = graphrag.ask(index, question["question"])
            cited = [{"text": cited.text} for cited in answer.citations]
            given = {"answer": answer.text, "abstained": answer.abstained, "citations": cited}
            yield judge(question, given)


if __name__ == "__main__":
    main()
