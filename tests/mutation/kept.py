"""Trials of earlier runs, in a file: each holds while what decided it is unchanged.

A mutant that a test noticed: its source file and that test's file. A survivor: its source file and
all files of the tests. A test that passes with no mutant: all sources, and the test's file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.mutation.concern import tests_of
from tests.mutation.mutants import Mutant

ROOT = Path(__file__).parents[2]
SOURCES = ("graphrag", "indexing", "eval")


class Kept:
    """What is known of each mutant; `said` is what the last tests printed."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file, self.said = file, file.with_name("said.txt")
        self._known: dict[str, list[str]] = json.loads(file.read_text()) if file.exists() else {}

    def get(self, mutant: Mutant) -> str | None:
        """What noticed the mutant, as far as that is still so."""
        caught, decided = self._known.get(_key(mutant), ("", ""))
        return caught if decided == _decided_by(mutant, caught) else None

    def put(self, mutant: Mutant, caught: str) -> None:
        """Write down what noticed it."""
        self._write(_key(mutant), [caught, _decided_by(mutant, caught)])

    def forget(self, mutants: Iterable[Mutant]) -> None:
        """Try these again."""
        for mutant in mutants:
            self._known.pop(_key(mutant), None)

    def passes(self, test: str) -> bool:
        """Whether this test is known to pass where nothing is changed."""
        return self._known.get(test) == ["", _digest([*SOURCES, test.partition("::")[0]])]

    def put_passed(self, test: str) -> None:
        """It does."""
        self._write(test, ["", _digest([*SOURCES, test.partition("::")[0]])])

    def _write(self, key: str, value: list[str]) -> None:
        self._known[key] = value
        self._file.write_text(json.dumps(self._known, indent=1))


def _key(mutant: Mutant) -> str:
    source = hashlib.sha256((ROOT / mutant.file).read_bytes()).hexdigest()[:16]
    return f"{mutant.file} {source} {mutant.number}"


def _decided_by(mutant: Mutant, caught: str) -> str:
    file = caught.partition("::")[0]
    return _digest([file] if (ROOT / file).is_file() else tests_of(mutant.file))


def _digest(tests: Sequence[str]) -> str:
    found = hashlib.sha256()
    for test in tests:
        place = ROOT / test
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.suffix in (".py", ".json", ".jsonl"):
                found.update(path.read_bytes())
    return found.hexdigest()[:16]
