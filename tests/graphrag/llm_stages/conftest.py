"""What the tests of the stages share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.graphrag.cli.shell import Shell
from tests.graphrag.llm_stages.stage_server import copy_of


@pytest.fixture
def index_copy(sample_index: Path, tmp_path: Path) -> Path:
    return copy_of(sample_index, tmp_path)


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(capsys)
