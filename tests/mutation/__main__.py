"""`python -m tests.mutation`: how many small mistakes the tests notice, over a seeded sample.

Each mutant (`mutants.py`) is put into a copy of the tree, and the tests that concern its file
(`concern.py`) run until one fails. Trials are kept (`kept.py`), so that a run that was broken off
goes on.

Why not mutmut or cosmic-ray: mutmut 3.8, tried on `graphrag/retrieval/reranking`, leaves each
function with a decorator alone, so all numba kernels, and every table of a module; it writes 1,851
mutants of that folder before the first one runs, and draws no sample. cosmic-ray has one command of
tests for all files and starts a process a mutant, which here would load spaCy, numba and Qdrant for
longer than it tests. Here they are loaded once (`trial.py`).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.mutation.concern import group_of, tests_of
from tests.mutation.kept import Kept
from tests.mutation.mutants import Mutant, mutants_of, mutated
from tests.mutation.trial import load_all, module_name, run_tests

ROOT = Path(__file__).parents[2]
KEPT = ROOT / ".cache" / "mutation"
WHERE = ("graphrag", "indexing", "eval/metrics")
TRIES = 3  # a test that fails with and without the mutant was late, perhaps: again
SLOW = ("graphrag/cli", "graphrag/llm_stages", "indexing/llm")  # these are tried last
NOT_YET = ("graphrag/llm/",)
APART = ("graphrag/reading",)  # a sample of its own, not among all
GROUPS = {  # beside the sample over everything, a sample of their own
    "reranking": ("graphrag/retrieval/reranking",),
    "pipeline, seeding, linking": (
        "graphrag/pipeline.py", "graphrag/retrieval/straight_line.py",
        "graphrag/retrieval/seeding", "graphrag/retrieval/linking",
    ),
    "reading": ("graphrag/reading",),
}  # fmt: skip


def main() -> None:
    """Sample, try, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--seed", type=int, default=9, help="which sample is drawn")
    parser.add_argument("--count", type=int, default=60, help="mutants over everything")
    parser.add_argument("--group", type=int, default=15, help="mutants in each of the groups")
    parser.add_argument("--only", default="", help="files whose names begin so, instead of all")
    chosen = parser.parse_args()
    files = [file for file in source_files() if file.startswith(chosen.only)]
    most = files if chosen.only else [file for file in files if not file.startswith(APART)]
    samples = {"everything but reading": sample(most, chosen.count, chosen.seed)}
    if not chosen.only:
        for name, starts in GROUPS.items():
            samples[name] = sample([f for f in files if f.startswith(starts)], chosen.group,
                                   chosen.seed)  # fmt: skip
    caught = try_all(dict.fromkeys(mutant for drawn in samples.values() for mutant in drawn))
    for name, drawn in samples.items():
        print("\n".join(["", *table(name, drawn, caught)]))


def source_files() -> list[str]:
    """Everything that is mutated."""
    found = [p.relative_to(ROOT).as_posix() for part in WHERE for p in (ROOT / part).rglob("*.py")]
    return sorted(file for file in found if not file.startswith(NOT_YET))


def sample(files: Sequence[str], count: int, seed: int) -> list[Mutant]:
    """`count` mutants, each as likely as any other, at most one a line.

    Each draws its own lot, from what it changes and not from where that stands: a change of one
    function leaves the others' mutants in the sample.
    """
    lots: dict[bytes, Mutant] = {}
    for file in files:
        alike: Counter[str] = Counter()
        for mutant in mutants_of(file, (ROOT / file).read_text()):
            told = f"{seed} {file} {mutant.kind} {mutant.before} {mutant.after}"
            alike[told] += 1
            lots[hashlib.sha256(f"{told} {alike[told]}".encode()).digest()] = mutant
    drawn: dict[tuple[str, int], Mutant] = {}
    for _, mutant in sorted(lots.items()):
        drawn.setdefault((mutant.file, mutant.line), mutant)
    return list(drawn.values())[:count]


def try_all(mutants: Iterable[Mutant]) -> dict[Mutant, str]:
    """What noticed each mutant: a test that passes without it, or nothing for a survivor."""
    kept, tree = Kept(KEPT / "trials.json"), copy_tree(KEPT / "tree")
    load_all(tree)
    for _ in range(TRIES):
        caught = {mutant: kept.get(mutant) for mutant in mutants}
        new = [mutant for mutant, found in caught.items() if found is None]
        for mutant in sorted(new, key=lambda mutant: mutant.file.startswith(SLOW)):
            caught[mutant] = found = first_failure(tree, mutant, kept.said)
            kept.put(mutant, found)
            print(f"{mutant.file}:{mutant.line}: {found or 'SURVIVED'}", flush=True)
        told = {test for test in caught.values() if test.startswith("tests/")}
        wrong = failing_anyway(told, kept)
        if not wrong:
            return caught
        kept.forget(mutant for mutant, test in caught.items() if test in wrong)
    raise SystemExit(f"{kept.said.read_text()}\nthese tests fail without any mutant: {wrong}")


def failing_anyway(tests: set[str], kept: Kept) -> set[str]:
    """Those of the tests that fail where nothing is changed; what they caught does not count."""
    new = {test for test in tests if not kept.passes(test)}
    if new and run_tests(["--maxfail=1000", *sorted(new)], kept.said):
        new -= (wrong := failures(kept.said))
    else:
        wrong = set()
    for test in new:
        kept.put_passed(test)
    return wrong


def copy_tree(folder: Path) -> Path:
    """The tracked files, with their changes, in a folder of their own; compiled code stays."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    names = {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}
    for old in [
        path for path in folder.rglob("*.py") if str(path.relative_to(folder)) not in names
    ]:
        old.unlink()
    for name in names:
        there = folder / name
        if not there.exists() or there.read_bytes() != (ROOT / name).read_bytes():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, there)
    return folder


def first_failure(tree: Path, mutant: Mutant, said: Path) -> str:
    """The first test that fails with the mutant in the tree, if any does."""
    file = tree / mutant.file
    source, times = file.read_text(), file.stat()
    changed = mutated(source, mutant.number)
    file.write_text(changed)  # for the processes that tests start
    os.utime(file, (times.st_atime, times.st_mtime + 10 + mutant.number))  # no stale byte code
    try:
        status = run_tests(tests_of(mutant.file), said, (module_name(mutant.file), changed))
    finally:
        file.write_text(source)
        os.utime(file, (times.st_atime, times.st_mtime))
    failed = sorted(failures(said))
    return failed[0] if failed else f"exit status {status}" * bool(status)


def failures(said: Path) -> set[str]:
    """The tests that pytest says failed; parameters may hold blanks, so without them."""
    lines = said.read_text(errors="replace").splitlines()
    found = [line.split()[1] for line in lines if line.startswith(("FAILED ", "ERROR "))]
    return {test.partition("[")[0] for test in found}


def table(name: str, drawn: Sequence[Mutant], caught: dict[Mutant, str]) -> list[str]:
    """Caught and survived by folder, then the survivors."""
    groups = {group_of(mutant.file) for mutant in drawn}
    rows = [(group, [m for m in drawn if group_of(m.file) == group]) for group in sorted(groups)]
    lines = [f"{name:34} mutants  caught  survived"]
    for group, some in [*rows, ("all", list(drawn))]:
        n = sum(bool(caught[mutant]) for mutant in some)
        share = f"  {n / len(some):4.0%}" if group == "all" else ""
        lines.append(f"  {group:32} {len(some):7} {n:7} {len(some) - n:9}{share}")
    lines += [
        f"  survived: {m.file}:{m.line} {m.kind}: {m.before[:60]} -> {m.after[:60]}"
        for m in sorted(drawn, key=lambda m: (m.file, m.line))
        if not caught[m]
    ]
    return lines


if __name__ == "__main__":
    main()
