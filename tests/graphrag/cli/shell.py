"""Command lines run in this process, and what they print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graphrag.cli import main

QUESTION = "Where did the father of the woman after whom the language Ada is named die?"


class Shell:
    """Runs command lines in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        """(exit code, standard output, standard error)"""
        code = main([str(argument) for argument in arguments])
        out, err = self._capsys.readouterr()
        return code, out, err

    def json(self, *arguments: str | Path) -> Any:
        code, out, err = self(*arguments, "--json")
        assert code == 0, err
        return json.loads(out)

    def refusal(self, *arguments: str | Path) -> str:
        """The one line of a refusal."""
        code, out, err = self(*arguments)
        assert (code, out) == (2, "")
        assert len(err.splitlines()) == 1, err
        return err


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
