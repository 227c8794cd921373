"""What living with an index costs: opening, a first question, ten documents more, ten fewer; a file
of questions, one at a time and on all cores; and a question in an index many times as large.

Commands run as a person runs them, in a process of their own on a copy of the index, and their CPU
time is that of the process and its children. Where others use the machine, CPU time says more than
time on the wall; ratios are of two measurements of one run.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.grown import grow
from benchmarks.table import Table
from graphrag.answering import ask
from graphrag.cli.bulk import Asked, run_bulk
from graphrag.datatypes import Passage
from graphrag.embedding.runtime import cores
from graphrag.index import Index, open_index
from graphrag.pipeline import retrieve
from graphrag.storage.catalog import Catalog

ADDED = 10  # documents
TIMES = 16  # copies of the passages in the grown index
WAYS = (", one at a time", ", on all cores")
STAGES = ("signals", "walk", "rank", "evidence")
Costs = dict[str, tuple[list[float], list[float]]]  # CPU and wall milliseconds of each run


def run(
    directory: Path, questions: Path, times: int = TIMES, limit: int = 24, to: Path | None = None
) -> Table:
    """One row a thing done: CPU and wall, median and 95th percentile.

    Args:
        directory: any index; it is copied.
        questions: lines of JSON with a `question`.
        times: how much larger the grown index is.
        limit: questions asked.
        to: a file that gets all figures as JSON.
    """
    lines = questions.read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines if line.strip()][:limit]
    costs: Costs = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "index"
        shutil.copytree(directory, copy, copy_function=shutil.copy2)
        open_index(copy).close()  # derived by this code, compiled and in memory
        costs["open_index"] = repeated(lambda: open_index(copy).close(), 5)
        ask = ["ask", asked[0], "--index", str(copy)]
        command(ask, Path(folder))  # what a first run compiles
        costs["graphrag ask, from nothing"] = repeated(lambda: command(ask, Path(folder)), 3)
        costs |= _changes(copy, Path(folder))
        index = open_index(directory)
        costs |= _bulk(index, asked, Path(folder))
    costs["a question, as set"] = _questions(index, asked, "")["a question"]
    unread = _unread(index)
    larger = grow(unread, times)
    for name, one in (("", unread), (f", {times} times", larger)):
        costs |= _questions(one, asked, name)
    whole, grown = (np.median(costs[f"a question{n}"][0]) for n in ("", f", {times} times"))
    alone, together = (np.median(costs[f"{name}{n}"][1]) for n in WAYS for name in ["a file asked"])
    passages = len(index.texts), len(larger.texts)
    title = (
        f"{passages[0]:,} passages; a question in {passages[1]:,} costs {grown / whole:.2f} × one; "
        f"a file of {len(asked)} is answered {alone / together:.2f} × as fast on {cores()} cores"
    )
    if to is not None:
        to.parent.mkdir(parents=True, exist_ok=True)
        said = {name: {"cpu_ms": cpu, "wall_ms": wall} for name, (cpu, wall) in costs.items()}
        to.write_text(json.dumps({"passages": passages, "costs": said}, indent=1))
    heads = ("what", "CPU ms, p50", "p95", "wall ms, p50", "p95")
    return Table(title, heads, [_row(name, *taken) for name, taken in costs.items()])


def repeated(work: Callable[[], object], repeats: int) -> tuple[list[float], list[float]]:
    """CPU time, children's too, and wall time of each run."""
    cpu, wall = [], []
    for _ in range(repeats):
        used, start = _used(), time.perf_counter()
        work()
        cpu.append(1000 * (_used() - used))
        wall.append(1000 * (time.perf_counter() - start))
    return cpu, wall


def command(arguments: Sequence[str], folder: Path) -> None:
    """Run `graphrag` in a process of its own, which keeps what Python compiles in `folder`.

    Raises:
        CalledProcessError: it failed.
    """
    program = [sys.executable, "-m", "graphrag", *arguments]
    own = {n: value for n, value in os.environ.items() if n != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        program,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**own, "PYTHONPYCACHEPREFIX": str(folder / "compiled")},
    )


def _changes(index: Path, folder: Path) -> Costs:
    """Ten documents are added beside a first one, and taken out again."""
    with Catalog(index) as catalog:
        parser = catalog.meta().get("parser")
        first, *rows = _mixed(catalog.passages())
    made = [] if parser else ["--set", "extraction.facts=rules"]
    source = folder / "more.jsonl"

    def change(some: Sequence[object], wish: str) -> None:
        source.write_text("".join(json.dumps(row) + "\n" for row in some), encoding="utf-8")
        command(["index", str(source), "--index", str(index), wish, *made], folder)

    change([first], "--add")  # what a first run compiles
    return {
        f"{ADDED} documents more": repeated(lambda: change([first, *rows], "--add"), 1),
        f"{ADDED} documents fewer": repeated(lambda: change([first], "--prune"), 1),
    }


def _mixed(passages: Sequence[Passage]) -> list[dict[str, str]]:
    """Documents of some passages' texts, each under the next one's title: words that others say,
    as real ones have, so that names come to mean something else; and texts that are not encoded.
    """
    places = np.linspace(0, len(passages), ADDED + 1, endpoint=False).astype(int).tolist()
    return [
        {"id": f"more-{n}", "title": passages[other].title, "text": passages[place].text}
        for n, (place, other) in enumerate(zip(places, [*places[1:], 0], strict=True))
    ]


def _bulk(index: Index, asked: Sequence[str], folder: Path) -> Costs:
    """All questions answered, one at a time and as many at once as there are cores, in turn."""
    rows = [Asked(number, number, question) for number, question in enumerate(asked)]

    def answer(question: str) -> dict[str, Any]:
        return {"answer": ask(index, question).text}

    found: Costs = {f"a file asked{way}": ([], []) for way in WAYS}
    answer(asked[0])
    for _ in range(3):
        for way, at_once in zip(WAYS, (1, cores()), strict=True):
            work = partial(run_bulk, rows, folder / "answers.jsonl", answer, at_once)
            for kept, taken in zip(found[f"a file asked{way}"], repeated(work, 1), strict=True):
                kept += taken
    return found


def _unread(index: Index) -> Index:
    """The same, its passages in the order of the first two looks, and nothing asked first.

    Where the order doubts, a third look reads ten passages, and what stands within the question is
    asked first: both cost more than all else. Whether it doubts hangs on scores, and copies of
    passages change them.
    """
    asking = dataclasses.replace(index.settings.asking, steps=0)
    reranking = dataclasses.replace(index.settings.reranking, ranker="unread")
    settings = dataclasses.replace(index.settings, asking=asking, reranking=reranking)
    return dataclasses.replace(index, settings=settings)


def _questions(index: Index, asked: Sequence[str], name: str) -> Costs:
    """Each question once, after one that is not counted: in all, and the wall time by stage."""
    retrieve(index, asked[0])
    cpu: list[float] = []
    wall: list[float] = []
    stages: dict[str, list[float]] = {stage: [] for stage in STAGES}
    for question in asked:
        one, other = repeated(lambda question=question: _by_stage(index, question, stages), 1)
        cpu += one
        wall += other
    return {f"a question{name}": (cpu, wall)} | {
        f"  {stage}{name}": ([], taken) for stage, taken in stages.items()
    }


def _by_stage(index: Index, question: str, stages: dict[str, list[float]]) -> None:
    timings = retrieve(index, question).timings_ms
    for stage, taken in stages.items():
        taken.append(timings[stage])


def _used() -> float:
    both = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)  # `os.times` counts in 10 ms


def _row(name: str, cpu: list[float], wall: list[float]) -> tuple[str, ...]:
    cells = [
        f"{value:,.0f}" for some in (cpu, wall) if some for value in np.percentile(some, [50, 95])
    ]
    return (name, *([""] * (4 - len(cells))), *cells)
