"""An interruption in a callback, or in code made from text, ends the command as any other does."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graphrag.cli.interrupts import Interruptions

ROOT = Path(__file__).parents[3]
COMMAND = """
import os, signal, sys, weakref
import click
from graphrag.cli import entry
from graphrag.cli.progress import Progress

class Thing:
    pass

def interrupt(*_):
    os.kill(os.getpid(), signal.SIGINT)
    sum(range(1000))

@click.command
def command():
    with Progress() as progress:
        for i in range(3):
            progress("asking", i, 9)
            {interrupted}
    print("went on")

entry.COMMANDS["work"] = ("__main__:command", "")
sys.argv = ["graphrag", "work"]
sys.exit(entry.main())
"""
IN_A_CALLBACK = "thing = Thing(); seen = weakref.ref(thing, interrupt); del thing"
IN_CODE_FROM_TEXT = "exec('interrupt()')"


@pytest.mark.parametrize("interrupted", [IN_A_CALLBACK, IN_CODE_FROM_TEXT])
def test_it_is_heard_and_the_command_ends_with_its_own_code(
    interrupted: str, tmp_path: Path
) -> None:
    (tmp_path / "work.py").write_text(COMMAND.format(interrupted=interrupted))
    done = subprocess.run(
        [sys.executable, "-m", "work"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whoever runs the tests
        check=False,
    )
    assert done.returncode == 130, done.stderr
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == "graphrag: interrupted."


def test_what_listened_before_listens_again() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with Interruptions():
            assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with Interruptions():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
