"""Let the whole zoo into an index: exit code 0, a status for each file, 20 s a file, 1 GB in all.

    python -m tests.zoo [FOLDER]

Each file is also read alone, to say how long it takes and what becomes of it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import click

from graphrag.settings import Chunking
from indexing.readers.formats import KINDS
from indexing.readers.processes import FileJob, ReaderPool
from indexing.readers.walk import walk
from tests.zoo.memory import peaks_of
from tests.zoo.release import release

SECONDS, MEGABYTES = 20.0, 1000  # of all processes together
SLACK = 1.5  # seconds for a kill and a new process on a busy machine


def main() -> int:
    """Print one line a file and the sums; 0 where every promise held."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if len(sys.argv) > 1:
            count, root = None, Path(sys.argv[1])
        else:
            root = folder / "zoo"
            count = release(root)
        slowest = max(_alone(root), default=0.0)
        command = ["graphrag", "index", str(root), "--index", str(folder / "index"), "--json"]
        code, out, (peak, together), seconds = _run([sys.executable, "-m", *command])
    wrong = [f"exit code {code}"] if code else []
    files = json.loads(out)["files"] if not code else {"all": 0}
    if count not in (None, files["all"]):
        wrong.append(f"{count} files, but {files['all']} accounted for")
    if sum(n for status, n in files.items() if status != "all") != files["all"]:
        wrong.append("the statuses do not add up")
    if slowest > SECONDS + SLACK:
        wrong.append(f"a file took {slowest:.1f} s")
    if together > MEGABYTES:
        wrong.append(f"all processes together took {together:.0f} MB")
    click.echo(
        f"{files}; slowest {slowest:.1f} s, largest process {peak:.0f} MB, "
        f"all processes {together:.0f} MB, {seconds:.0f} s"
    )
    click.echo("wrong: " + "; ".join(wrong) if wrong else "every promise held")
    return 1 if wrong else 0


def _alone(root: Path) -> list[float]:
    """Seconds of each file read by itself, printed with what came of it."""
    found, section, times = walk(root, root / "none", KINDS), Chunking(), []
    with ReaderPool(section, 1) as pool:
        for name, path in sorted(found.files.items()):
            started = time.perf_counter()
            (reading,) = pool.read([FileJob(path, name, path.stat().st_size)])
            times.append(time.perf_counter() - started)
            said = reading.failed or f"{len(reading.passages)} passages"
            click.echo(f"{times[-1]:6.2f} s  {name!r:.60}  {said[:120]}")
    for reason, count in Counter(a.reason for a in found.accounts).items():
        click.echo(f"{'':8}  {count} passed over: {reason}")
    return times


def _run(command: list[str]) -> tuple[int, str, tuple[float, float], float]:
    """Exit code, output, memory in MB of the largest process and of all together, seconds."""
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        peaks = peaks_of(process)
        out.seek(0)
        return process.returncode, out.read(), peaks, time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
