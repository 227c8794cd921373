"""Run tests in a fork of this process, in which the heavy libraries are loaded already."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

HEAVY = (
    *("numpy", "scipy.sparse", "numba", "igraph", "spacy", "qdrant_client", "tokenizers"),
    *("safetensors", "onnxruntime", "pytest", "hypothesis", "rich", "click", "httpx", "openai"),
)
CPU_SECONDS = 150  # of a trial; a mutant that never ends is noticed, too
WALL_SECONDS = 900


def load_heavy() -> None:
    """Import what takes long to import; nothing of ours."""
    for name in HEAVY:
        import_module(name)


def run_tests(tree: Path, tests: Sequence[str], said: Path) -> int:
    """Exit status of pytest over `tests` in `tree`; what it prints goes to the file `said`."""
    child = os.fork()
    if not child:
        _become_pytest(tree, tests, said)
    ends = time.monotonic() + WALL_SECONDS
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(child, 9)
    os.waitpid(child, 0)
    return -9


def _become_pytest(tree: Path, tests: Sequence[str], said: Path) -> None:
    """Never returns."""
    status = 70
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        os.chdir(tree)
        sys.path[:] = [str(tree), *(path for path in sys.path if path not in ("", os.getcwd()))]
        os.environ["PYTHONPATH"] = str(tree)
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        for name in [n for n in sys.modules if n.split(".")[0] in ("tests", "graphrag", "eval")]:
            del sys.modules[name]
        import pytest

        status = int(pytest.main(["-x", "-q", "--no-header", "-p", "no:cacheprovider", *tests]))
    finally:
        os._exit(status)
