"""Plain progress lines, told by a clock that stands where the test puts it."""

from __future__ import annotations

import pytest

from graphrag.cli.progress import Progress, describe


def test_a_line_gives_count_rate_and_time_left() -> None:
    line = describe("embed", 120, 420, 2.0, "passages")
    assert line == "embed: 120 of 420 passages, 60 a second, 5 s left"


def test_the_last_line_gives_the_time_taken() -> None:
    assert describe("embed", 4, 4, 2.0, "passages").endswith("2.0 a second, done in 2.0 s")


def test_an_unknown_total_is_not_invented() -> None:
    assert describe("read", 30, 0, 1.0, "files") == "read: 30 files, 30 a second, done in 1.0 s"


def test_lines_come_at_the_start_every_five_seconds_and_at_the_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    now = 0.0
    with Progress("files", clock=lambda: now, bar=False) as progress:
        for done in range(13):
            now = float(done)
            progress("read", done, 12)
    told = [line.split(",")[0] for line in capsys.readouterr().err.splitlines()]
    assert told == [
        "read: 12 files",
        "read: 5 of 12 files",
        "read: 10 of 12 files",
        "read: 12 of 12 files",
    ]


def test_a_bar_counts_its_stages(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("files", bar=True) as progress:
        progress("read", 0, 2)
        progress("read", 2, 2)
        progress("embed", 1, 4)
        assert progress._bar is not None
        tasks = [(task.description, task.completed, task.total) for task in progress._bar.tasks]
    assert tasks == [("read", 2, 2), ("embed", 1, 4)]
    drawn = [line for line in capsys.readouterr().err.splitlines() if line.strip()]
    assert [line.split()[0] for line in drawn] == ["read", "embed"]
    assert all("files" in line for line in drawn)  # what is counted, and how many a second
