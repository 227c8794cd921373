"""`python -m benchmarks [NAME …]`: print the tables, with peak memory; without a name all of speed.

The parts are cut so that all of them together take less than three minutes on two cores.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SPEED = ("encoder", "pagerank", "life", "pace", "questions", "formats")
NAMES = (*SPEED, "llm_costs", "million")  # these two take minutes, and the last 21 GB of disk


def run_one(name: str, index: Path, questions: Path, folder: Path) -> str:
    """Run one benchmark in this process; its table and the most memory the process held."""
    if name == "encoder":
        from benchmarks import encoder

        table = encoder.run()
    elif name == "pagerank":
        from benchmarks import pagerank

        table = pagerank.run()
    elif name == "pace":
        from benchmarks import pace

        table = pace.run()
    elif name == "life":
        from benchmarks import life

        table = life.run(index, questions, to=ROOT / ".cache" / "benchmark-life.json")
    elif name == "llm_costs":
        from benchmarks import llm_costs

        table = llm_costs.run(ROOT / "sample" / "documents", questions)
    elif name == "million":
        from benchmarks import million

        table = million.run(index, questions)
    elif name == "formats":
        from benchmarks import formats

        table = formats.run(folder)
    else:
        from benchmarks import questions as asking

        table = asking.run(index, questions)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    took = f"{_cpu(resource.RUSAGE_SELF) + _cpu(resource.RUSAGE_CHILDREN):,.0f} s of CPU"
    return f"{table}\n\npeak memory of this benchmark: {peak:,.0f} MB; it took {took}\n"


def _cpu(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Run one benchmark here, or several in a process each."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--index", type=Path, default=ROOT / ".cache" / "sample-index")
    parser.add_argument("--questions", type=Path, default=ROOT / "sample" / "questions.jsonl")
    parser.add_argument("--folder", type=Path, default=ROOT / "sample" / "documents")
    arguments = parser.parse_args()
    names = arguments.names or SPEED
    unknown = set(names) - set(NAMES)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if len(names) == 1:
        print(run_one(names[0], arguments.index, arguments.questions, arguments.folder))
        return 0
    where = ["--index", str(arguments.index), "--questions", str(arguments.questions)]
    where += ["--folder", str(arguments.folder)]
    commands = [[sys.executable, "-m", "benchmarks", name, *where] for name in names]
    start = time.perf_counter()
    code = max([subprocess.run(command, check=False).returncode for command in commands])
    wall, cpu = time.perf_counter() - start, _cpu(resource.RUSAGE_CHILDREN)
    print(f"all of this took {wall:,.0f} s, and {cpu:,.0f} s of CPU")
    return code


if __name__ == "__main__":
    sys.exit(main())
