"""What the tests of the stages share."""

from __future__ import annotations

import pytest

from tests.graphrag.cli.shell import Shell


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)
