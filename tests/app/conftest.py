"""The pages of the sample index in a browser, for the tests that need one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from tests.app.browsing import driving, serving


@pytest.fixture(scope="module")
def address(sample_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `graphrag ui` serves the sample: a copy, for it keeps beside it what was asked."""
    copy = shutil.copytree(sample_index, tmp_path_factory.mktemp("served") / "index")
    with serving(copy) as url:
        yield url


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A headless Chromium."""
    with driving(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver
