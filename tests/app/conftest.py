"""The pages of the sample index in a browser, for the tests that need one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from tests.app.browsing import driving, serving


@pytest.fixture(scope="module")
def address(sample_index: Path) -> Iterator[str]:
    """Where `graphrag ui` serves the sample."""
    with serving(sample_index) as url:
        yield url


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A headless Chromium."""
    with driving(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver
