"""Run tests in a fork of this process, in which our code and all libraries are loaded already.

The mutant is put into the modules in memory: functions and methods get its code, and where a
module's constant or kernel is another one, everybody who imported it gets the other one.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType

HEAVY = (
    *("numpy", "scipy.sparse", "numba", "igraph", "spacy", "qdrant_client", "tokenizers"),
    *("safetensors", "onnxruntime", "pytest", "hypothesis", "rich", "click", "httpx", "openai"),
)
OURS = ("graphrag", "indexing", "eval/metrics")
PLAIN = (int, float, str, tuple, frozenset, dict)  # values of a class that may be replaced
CPU_SECONDS = 150  # of a trial; a mutant that never ends is noticed, too
WALL_SECONDS = 900


def load_all(tree: Path) -> None:
    """Import what takes long, then our modules from `tree`, and let them work once."""
    for name in HEAVY:
        import_module(name)
    os.chdir(tree)
    sys.path.insert(0, str(tree))
    os.environ["PYTHONPATH"] = str(tree)
    for part in OURS:
        for path in sorted((tree / part).rglob("*.py")):
            if path.name != "__main__.py":
                import_module(module_name(path.relative_to(tree).as_posix()))
    golden = import_module("tests.golden.record")
    with tempfile.TemporaryDirectory() as folder, golden.open_golden(Path(folder) / "i") as index:
        golden.record(index)  # kernels are compiled by now


def module_name(file: str) -> str:
    """`graphrag/cli/__init__.py` is `graphrag.cli`."""
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def run_tests(tests: Sequence[str], said: Path, change: tuple[str, str] | None = None) -> int:
    """Exit status of pytest over `tests`; what it prints goes to the file `said`.

    Args:
        change: a module's name and its source with a mutant.
    """
    child = os.fork()
    if not child:
        _become_pytest(tests, said, change)
    ends = time.monotonic() + WALL_SECONDS
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(child, 9)
    os.waitpid(child, 0)
    return -9


def _become_pytest(tests: Sequence[str], said: Path, change: tuple[str, str] | None) -> None:
    """Never returns."""
    status = 70
    try:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        for name in [name for name in sys.modules if name.split(".")[0] == "tests"]:
            del sys.modules[name]
        import pytest

        if change is not None:
            put_in(*change)
        status = int(pytest.main(["-x", "-q", "--no-header", "-p", "no:cacheprovider", *tests]))
    finally:
        os._exit(status)


def put_in(name: str, source: str) -> None:
    """Make a loaded module do what `source` says."""
    old = sys.modules[name]
    new = ModuleType(name)
    new.__dict__.update({key: value for key, value in vars(old).items() if key.startswith("__")})
    exec(compile(source, str(old.__file__), "exec"), new.__dict__)
    for key, value in vars(new).items():
        if key.startswith("__") and not isinstance(value, FunctionType):
            continue
        if not _take_over(vars(old).get(key), value):
            _spread(key, vars(old).get(key), value)
            setattr(old, key, value)


def _take_over(old: object, new: object) -> bool:
    """Whether the old thing itself now does what the new one does."""
    before, after = _bare(old), _bare(new)
    if isinstance(old, type) and isinstance(new, type):
        for key, value in vars(new).items():
            if not _take_over(vars(old).get(key), value) and isinstance(value, PLAIN):
                setattr(old, key, value)
        return True
    if hasattr(old, "py_func"):  # numba compiles anew only what differs
        kernels = [(thing.py_func.__code__.co_code, thing.py_func.__code__.co_consts)
                   for thing in (old, new)]  # fmt: skip
        return kernels[0] == kernels[1]
    if isinstance(before, FunctionType) and isinstance(after, FunctionType):
        before.__code__, before.__defaults__ = after.__code__, after.__defaults__
        before.__kwdefaults__ = after.__kwdefaults__
        getattr(old, "cache_clear", lambda: None)()
        return True
    return old is new


def _bare(thing: object) -> object:
    """The function within a property, a class method, a command or a cache."""
    for inner in ("fget", "func", "callback", "__func__", "__wrapped__"):
        thing = getattr(thing, inner, None) or thing
    return thing


def _spread(key: str, old: object, value: object) -> None:
    """Whoever imported the old value by this name gets the new one."""
    for module in list(sys.modules.values()):
        theirs = getattr(module, "__dict__", {})
        if str(theirs.get("__name__")).startswith(("graphrag", "indexing", "eval")):
            if key in theirs and theirs[key] is old:
                theirs[key] = value
