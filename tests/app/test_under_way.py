"""What a visitor sees while a question is answered: stages as they end, words as they come."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.app.browsing import NEEDS_A_BROWSER, find, serving, settle, text_of, wait_to_read
from tests.app.test_feel import FIELD
from tests.servers.replies import events, send_events
from tests.servers.server import FakeServer

pytestmark = NEEDS_A_BROWSER
QUESTION = "Which poet was the father of Ada Lovelace?"
TEXT = "- Lord Byron was her father. [S1]\nAnswer: Lord Byron [S1]"


class Slow:
    """A model that begins to write when it may, and ends when it may."""

    def __init__(self) -> None:
        self.begin, self.end = Event(), Event()

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        first, *rest = events(TEXT, pieces=2)
        self.begin.wait(60)
        send_events([first])(handler)
        self.end.wait(60)
        for part in rest:
            handler.wfile.write(part)


@pytest.fixture(scope="module")
def model() -> Slow:
    """The model that is asked."""
    return Slow()


@pytest.fixture(scope="module")
def address(
    model: Slow, sample_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The pages of the sample, read by that model."""
    copy = shutil.copytree(sample_index, tmp_path_factory.mktemp("slow") / "index")
    with FakeServer(lambda _: model) as server:
        pairs = server.pairs("reading.reader=llm")
        given = [word for pair in pairs for word in ("--set", pair)]
        with serving(Path(copy), *given) as url:
            yield url


def test_stages_then_words_then_the_answer(browser, address: str, model: Slow) -> None:
    browser.get(address)
    settle(browser)
    find(browser, FIELD).send_keys(QUESTION, Keys.ENTER)
    wait_to_read(browser, ".gr-under-way", "Evidence")
    said = text_of(browser, ".gr-under-way")
    stages = re.findall(r"(\w+) \d+ ms", said)
    assert stages == ["Seeds", "Walk", "Order", "Evidence"] and "Reading" not in said
    place = find(browser, ".gr-answer").location
    model.begin.set()
    wait_to_read(browser, ".gr-answer", "Lord Byron was her")
    assert not browser.find_elements(By.CSS_SELECTOR, ".gr-answer-text")
    model.end.set()
    wait_to_read(browser, ".gr-answer-text", "Lord Byron")
    settle(browser)
    assert not browser.find_elements(By.CSS_SELECTOR, ".gr-under-way")
    assert find(browser, ".gr-answer").location == place
    wait_to_read(browser, ".gr-parts", "Reading")
