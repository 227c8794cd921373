"""What is mutated, what is left alone, and that the change is made where it is said to be."""

import sys
from types import ModuleType

import pytest

from tests.mutation import concern
from tests.mutation.__main__ import ROOT, source_files
from tests.mutation.mutants import mutants_of, mutated
from tests.mutation.trial import put_in


def changes(source: str) -> list[str]:
    return [f"{m.before} -> {m.after}" for m in mutants_of("f.py", source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", ["a < b -> a >= b"]),
        ("a < 3", ["a < 3 -> a >= 3", "a < 3 -> a <= 3", "3 -> 4", "3 -> 2"]),
        ("a == len(b)", ["a == len(b) -> a != len(b)"]),
        ("a in b and not c", ["a in b and (not c) -> a in b or not c",
                              "a in b -> a not in b", "not c -> c"]),
        ("a + b * c", ["a + b * c -> a - b * c", "b * c -> b / c"]),
        ("min(a, b)", ["min(a, b) -> (nothing)", "min(a, b) -> max(a, b)"]),
        ("x.argmax()", ["x.argmax() -> (nothing)", "x.argmax() -> x.argmin()"]),
        ("def f():\n    return True", ["return True -> return None", "True -> False"]),
        ("def f():\n    return False", ["False -> True"]),
        ("def f():\n    return None", []),
        ("def f():\n    return 0", ["return 0 -> return None", "0 -> 1", "0 -> -1"]),
        ("a[b] = c", ["a[b] = c -> (nothing)"]),
        ("for a in b:\n    continue", ["continue -> (nothing)"]),
    ],
)  # fmt: skip
def test_what_is_mutated(source: str, expected: list[str]):
    assert sorted(changes(source)) == sorted(expected)


@pytest.mark.parametrize(
    "source",
    [
        '"""A text."""',
        "a: int | None",
        "@cache(maxsize=3)\ndef f(a: dict[str, 1 + 1]) -> None: ...",
        'raise ValueError(f"{a + 1} is {b - 1}")',
        "log.warning('%d', 1 + 1)",
        "if TYPE_CHECKING:\n    a = 1 + 1",
        "_BLOCK = 512",
        'x = f"{a + 1}"',
        '"a" + b',
        "class A(Protocol):\n    n = 1",
    ],
)
def test_what_cannot_change_what_is_found_is_left_alone(source: str):
    assert changes(source) == []


def test_one_change_at_a_time():
    source = "def f(a):\n    g(a)\n    return a + 1\n"
    made = {mutated(source, m.number) for m in mutants_of("f.py", source)}
    assert made == {
        "def f(a):\n    pass\n    return a + 1",
        "def f(a):\n    g(a)\n    return None",
        "def f(a):\n    g(a)\n    return a - 1",
        "def f(a):\n    g(a)\n    return a + 2",
        "def f(a):\n    g(a)\n    return a + 0",
    }


def test_every_file_has_tests_that_concern_it():
    for file in source_files():
        assert all((ROOT / test).exists() for test in concern.tests_of(file)), file


MODULE = """
from functools import cache, cached_property
LIMIT = 3
def below(a):
    return a < LIMIT
@cache
def double(a):
    return a * 2
class Box:
    SIZE = 4
    @property
    def half(self):
        return self.SIZE / 2
    @classmethod
    def more(cls):
        return cls.SIZE + 1
"""


def test_a_mutant_is_put_into_what_is_loaded(monkeypatch: pytest.MonkeyPatch):
    module, user = ModuleType("graphrag.home"), ModuleType("graphrag.user")
    module.__file__ = "home.py"
    exec(MODULE, module.__dict__)
    user.LIMIT, user.below, user.Box = module.LIMIT, module.below, module.Box
    monkeypatch.setitem(sys.modules, "graphrag.home", module)
    monkeypatch.setitem(sys.modules, "graphrag.user", user)
    box = module.Box()
    seen = [lambda: user.LIMIT, lambda: user.below(3), lambda: module.double(3), lambda: box.half,
            user.Box.more, lambda: user.Box.SIZE]  # fmt: skip
    assert [look() for look in seen] == [3, False, 6, 2, 5, 4]
    changes = [("LIMIT = 3", "LIMIT = 4"), ("a < LIMIT", "a <= LIMIT"), ("a * 2", "a / 2"),
               ("SIZE / 2", "SIZE * 2"), ("cls.SIZE + 1", "cls.SIZE - 1"),
               ("SIZE = 4", "SIZE = 6")]  # fmt: skip
    for old, new in changes:
        put_in("graphrag.home", MODULE.replace(old, new))
        changed = [look() for look in seen]
        put_in("graphrag.home", MODULE)
        assert changed != [look() for look in seen] == [3, False, 6, 2, 5, 4], new
