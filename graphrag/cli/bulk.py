"""Many questions from a file, one result line each, in the same order.

All questions are read and checked before the first is asked. Results go to `FILE.part`, a line
at a time, which becomes FILE when the last is written: an earlier FILE survives an interruption.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import click

from graphrag.cli.progress import Progress
from graphrag.cli.shapes import number, to_json
from graphrag.errors import GraphRAGError, QuestionError
from graphrag.language.parser.clause_ends import clause_ends


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the questions file; the id is given back as it came."""

    line: int
    id: str | int
    question: str


def read_questions(path: Path, check: Callable[[str], object]) -> list[Asked]:
    """The questions of a .jsonl file; blank lines are skipped.

    Args:
        path: the file.
        check: raises QuestionError for a question that cannot be asked.

    Raises:
        QuestionError: the file cannot be read or holds none; a line is not `{"id", "question"}`.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise QuestionError(f"cannot read the questions {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QuestionError(f"the questions {path} are not UTF-8 text") from error
    asked = [_parse(path, i, line) for i, line in enumerate(lines, 1) if line.strip()]
    if not asked:
        raise QuestionError(f"{path} holds no question; write one JSON object a line")
    for item in asked:
        try:
            check(item.question)
        except QuestionError as error:
            raise QuestionError(f"{path}, line {item.line}: {error}") from error
    return asked


def _parse(path: Path, number: int, line: str) -> Asked:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:  # too deep, or a number of too many digits
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be parsed"
        raise QuestionError(f"{path}, line {number} is not JSON: {reason}") from error
    if not isinstance(row, dict):
        raise QuestionError(f"{path}, line {number} is not a JSON object")
    key, question = row.get("id"), row.get("question")
    if not isinstance(key, str | int) or isinstance(key, bool) or not isinstance(question, str):
        raise QuestionError(f'{path}, line {number} needs an "id" and a "question" that is text')
    return Asked(number, key, question)


def run_bulk(
    asked: Sequence[Asked],
    out: Path | None,
    answer: Callable[[str], dict[str, Any]],
    at_once: int = 1,
) -> None:
    """Write `{"id", **answer(question), "ms"}` for each question; `ms` is its wall-clock time.

    Args:
        asked: the questions.
        out: the file; None: standard output.
        answer: to one of them.
        at_once: how many are answered at a time, each in a thread.

    Raises:
        GraphRAGError: `out` cannot be written.
    """

    def row(item: Asked) -> dict[str, Any]:
        start = time.perf_counter()
        result = answer(item.question)
        return {"id": item.id, **result, "ms": number((time.perf_counter() - start) * 1000)}

    with _lines_to(out) as stream, Progress("questions") as progress:
        progress("asking", 0, len(asked))
        for done, found in enumerate(_in_order(row, asked, at_once), 1):
            click.echo(to_json(found, encoding=stream.encoding), file=stream)
            progress("asking", done, len(asked))
    if out is not None:
        click.echo(f"{len(asked):,} results are in {out}.", err=True)


def _in_order(
    row: Callable[[Asked], dict[str, Any]], asked: Sequence[Asked], at_once: int
) -> Iterator[dict[str, Any]]:
    """The rows in the questions' order. An interruption waits for those that are being answered."""
    alone = asked if at_once < 2 else asked[:1]  # the first loads what all of them need
    yield from map(row, alone)
    if asked[len(alone) :]:
        clause_ends("")  # no thread may ask for a module while others stand in for spaCy's
    pool = ThreadPoolExecutor(at_once)
    begun: deque[Future[dict[str, Any]]] = deque()
    try:
        for item in asked[len(alone) :]:
            begun.append(pool.submit(row, item))
            if len(begun) > 2 * at_once:  # so that a long question keeps no thread idle
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _lines_to(out: Path | None) -> Iterator[TextIO]:
    if out is None:
        yield sys.stdout
        return
    part = out.with_name(f"{out.name}.part")
    try:
        stream = part.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise GraphRAGError(f"cannot write {out}: {error.strerror}") from error
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        click.echo(f"The results finished so far are in {part}.", err=True)
        raise
    part.replace(out)
