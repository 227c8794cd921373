"""Progress on standard error: a bar on a terminal, plain lines elsewhere.

`Progress` is called with (stage, done, total) as often as the work likes; it shows the stage, the
count, the rate and the time left, and what else `remark` was told.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Self

import click

from graphrag.cli.interrupts import Interruptions

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

EVERY_SECONDS = 5.0


class Progress:
    """Shows stages of work, and ends it where an interruption got lost; use as a context manager.

    Args:
        unit: what is counted, in the plural ("passages").
        units: what single stages count instead.
        clock: seconds, only differences matter.
        bar: whether to draw; default: when standard error is a terminal.
    """

    def __init__(
        self,
        unit: str = "passages",
        *,
        units: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.monotonic,
        bar: bool | None = None,
    ) -> None:
        self._unit = unit
        self._units = units or {}
        self._clock = clock
        self._draw = sys.stderr.isatty() if bar is None else bar
        self._interruptions = Interruptions()
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._stage = self._remark = ""
        self._told = 0.0
        self._started = self._last = clock()

    def __enter__(self) -> Self:
        self._interruptions.__enter__()
        if self._draw:
            self._bar = make_bar()
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._interruptions.__exit__()
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` units of `stage` are finished; a total of 0 means it is not known.

        Raises:
            KeyboardInterrupt: there was one that got lost.
        """
        self._interruptions.raise_if_lost()
        fresh = stage != self._stage
        if fresh:
            # The first call of a stage may come after some of its work: it began no later than
            # the last call of the stage before.
            self._stage, self._started, self._remark = stage, self._last, ""
        self._last = self._clock()
        if self._bar is not None:
            self._advance_bar(self._bar, fresh, done, total)
        else:
            self._tell(fresh, done, total)

    def remark(self, text: str) -> None:
        """What else there is to say about the current stage, such as the money spent so far."""
        self._remark = text
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, remark=text)

    def _advance_bar(self, bar: Bar, fresh: bool, done: int, total: int) -> None:
        if fresh or self._task is None:
            unit = self._units.get(self._stage, self._unit)
            self._task = bar.add_task(self._stage, total=total or None, unit=unit, remark="")
        bar.update(self._task, completed=done, total=total or None)

    def _tell(self, fresh: bool, done: int, total: int) -> None:
        finished = total > 0 and done >= total
        if not (fresh or finished) and self._last - self._told < EVERY_SECONDS:
            return
        self._told = self._last
        unit = self._units.get(self._stage, self._unit)
        seconds = self._last - self._started
        told = done if finished or not fresh else 0  # a rate needs two points in time
        line = describe(self._stage, told, total, seconds, unit)
        click.echo(f"{line}; {self._remark}" if self._remark else line, err=True)


def describe(stage: str, done: int, total: int, seconds: float, unit: str) -> str:
    """One plain line: `embed: 120 of 400 passages, 60 a second, 5 s left`."""
    if done == 0:
        return f"{stage}: {total:,} {unit}" if total else f"{stage} ..."
    counted = f"{done:,} of {total:,} {unit}" if total else f"{done:,} {unit}"
    if seconds < 0.05:
        return f"{stage}: {counted}"
    rate = done / seconds
    line = f"{stage}: {counted}, {rate:,.{0 if rate >= 10 else 1}f} a second"
    if total > done:
        return f"{line}, {(total - done) / rate:.0f} s left"
    return f"{line}, done in {seconds:.1f} s"


def make_bar() -> Bar:
    """A rich progress bar on standard error: stage, bar, count, rate, time left."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as RichProgress
    from rich.text import Text

    class Rate(ProgressColumn):
        """Units a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            unit = task.fields["unit"]
            return Text(f"{speed:,.0f} {unit}/s" if speed else unit, style="dim")

    return RichProgress(
        TextColumn("{task.description:<12}", markup=False),
        BarColumn(bar_width=None, complete_style="cyan", finished_style="green"),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("{task.fields[remark]}", markup=False, style="dim"),
        console=Console(stderr=True),
    )
