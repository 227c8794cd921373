"""What Python makes of patterns is kept: it makes the same ones, and nothing of a person is in."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graphrag.cli import kept_patterns
from graphrag.cli.kept_patterns import KeptPatterns
from graphrag.machine import user_cache

PROGRAM = """
import re, sys
from graphrag.cli.kept_patterns import KeptPatterns
from graphrag.cli.late_methods import make_methods_late
kept = KeptPatterns()
kept.put_in_place()
make_methods_late()
import graphrag.answering, indexing.build
from graphrag.language.dates import find_dates
re.compile("of [a-z]+ question " + sys.argv[1])
print([str(date) for date in find_dates("It was on 3 May 1932.")], kept._new)
kept.save()
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "multihop-graphrag" / kept_patterns._FILE


def started(seed: str) -> tuple[str, int]:
    """What the program says, and how much of it was new."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, seed],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said, _, new = done.stdout.strip().rpartition(" ")
    return said, int(new)


def test_a_second_start_makes_next_to_none_and_finds_the_same(home: Path):
    first, new = started("1")
    assert new > 200
    before = home.read_bytes()
    second, again = started("2")
    assert second == first
    assert again <= kept_patterns._FEW
    assert home.read_bytes() == before
    assert b"question 1" not in before


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (r"(?P<day>\d{1,2}) (?P<month>May|June)|(x)", 0),
        (r"[\w’'-]+(?<!s) # a word", re.VERBOSE | re.IGNORECASE),
        (r"(?i:straße)[^\W\d_]", re.ASCII),
        (r"[々-〇\u3040-ヿㇰ-ㇿ㐀-䶿\U00020000-\U0003fffd]+", 0),
    ],
)
def test_what_is_kept_makes_the_same_pattern(pattern: str, flags: int, monkeypatch):
    kept = KeptPatterns()
    kept._kept[pattern, int(flags)] = kept_patterns.made_of(re._compiler, pattern, int(flags))
    user_cache.write(kept_patterns._FILE, kept_patterns._written(kept._kept))
    read = KeptPatterns()
    assert read._kept == kept._kept
    made = read.compiling(re._compiler, lambda *_: pytest.fail("it was compiled"))
    found, expected = made(pattern, flags), re.compile(pattern, flags)
    assert found == expected
    assert found.flags == expected.flags
    assert found.groupindex == expected.groupindex


def test_what_another_python_kept_counts_as_none(monkeypatch):
    user_cache.write(kept_patterns._FILE, kept_patterns._written({("a", 0): (32, b"", 0, {})}))
    assert KeptPatterns()._kept
    monkeypatch.setattr(kept_patterns, "_version", lambda: "another")
    assert not KeptPatterns()._kept


@pytest.mark.parametrize("held", [b"", b"\0\0\0\0", b"\4\0\0\0true", b"\xff\xff\0\0{}"])
def test_what_is_no_such_file_counts_as_none(held: bytes):
    user_cache.write(kept_patterns._FILE, [held])
    assert not KeptPatterns()._kept


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owners here")
def test_what_somebody_else_may_have_written_counts_as_none(home: Path, monkeypatch):
    user_cache.write(home.name, [b"one"])
    assert user_cache.read(home.name) is not None
    monkeypatch.setattr(os, "getuid", lambda: home.stat().st_uid + 1)
    assert user_cache.read(home.name) is None
