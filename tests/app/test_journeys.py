"""What an analyst does from beginning to end, in a real browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from indexing.build import build_index
from tests.app.browsing import (
    NEEDS_A_BROWSER,
    find,
    look_as,
    serving,
    settle,
    text_of,
    wait_to_read,
)

pytestmark = NEEDS_A_BROWSER
CORPUS = Path(__file__).parents[1] / "golden" / "corpus.jsonl"
LONG = 240  # seconds that indexing in the background may take on a busy machine
FIELD = 'input[aria-label="Your question"]'
TEXTS = {
    "lund.md": "# Edda Lund\n\nEdda Lund, a painter, was born in Bergen. She died in Velm.\n",
    "rook.md": "# Jon Rook\n\nJon Rook was a sculptor. He was born in Tromso.\n",
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages of an index that the journeys may change."""
    directory = tmp_path_factory.mktemp("own") / "index"
    build_index(CORPUS, directory)
    with serving(directory) as url:
        yield url


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents to bring, and where downloads go."""
    folder = tmp_path_factory.mktemp("files")
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    return folder


def press(browser, words: str) -> None:
    """The first displayed button that says so."""

    def pressed(_: object) -> bool:
        for one in browser.find_elements(By.CSS_SELECTOR, "[data-testid=stMain] button"):
            if words in one.text and one.is_displayed():
                browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", one)
                one.click()
                return True
        return False

    WebDriverWait(browser, 60, 0.2).until(pressed)


JOBS = "return [...document.querySelectorAll('.gr-job')].map(job => job.innerText).join(' ')"


def begin(browser, words: str) -> None:
    """Press it, and wait until the page tells of another job than the last one."""
    before = browser.execute_script(JOBS)
    press(browser, words)
    WebDriverWait(browser, 60, 0.2).until(lambda b: b.execute_script(JOBS) not in ("", before))


def wait_for_the_job(browser, url: str) -> None:
    """Look again until it has ended, as somebody who reloads."""
    until = time.monotonic() + LONG
    while time.monotonic() < until:
        browser.get(f"{url}/documents")
        settle(browser)
        said = browser.execute_script(JOBS)  # in one go: an element could be drawn anew meanwhile
        assert "failed" not in said and "stopped" not in said, said
        if "Done" in said:
            return
        time.sleep(2)
    raise AssertionError("the job did not end")


def test_documents_are_brought_and_indexed_over_a_reload(browser, own: str, files: Path) -> None:
    look_as(browser, 1200, "light")
    browser.get(f"{own}/documents")
    settle(browser)
    upload = browser.find_element(By.CSS_SELECTOR, "input[type=file]")
    upload.send_keys("\n".join(str(files / name) for name in TEXTS))
    wait_to_read(browser, "[data-testid=stFileUploader]", "rook.md")
    begin(browser, "Index them")
    browser.refresh()
    assert text_of(browser, ".gr-job").startswith("INDEXING")  # it goes on
    wait_for_the_job(browser, own)
    assert "lund.md" in text_of(browser, ".gr-table")


def test_a_question_is_followed_up_and_its_source_and_graph_opened(browser, own: str) -> None:
    browser.get(own)
    settle(browser)
    find(browser, FIELD).send_keys("Where was Edda Lund born?", Keys.ENTER)
    wait_to_read(browser, ".gr-answer-text", "Bergen")
    settle(browser)
    first = browser.current_url
    field = find(browser, FIELD)
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("Where did she die?", Keys.ENTER)
    wait_to_read(browser, ".gr-hint", "Read as: Where did Edda Lund die?")
    wait_to_read(browser, ".gr-answer-text", "Velm")
    settle(browser)
    find(browser, ".gr-sources a").click()
    WebDriverWait(browser, 10).until(lambda b: b.current_url.endswith("#passage-1"))
    node = find(browser, "[data-testid=stEChartsChart] svg path[fill='#c27b1a']")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", node)
    node.click()
    wait_to_read(browser, ".gr-node", "Velm")
    while browser.current_url != first:  # the citation is a step back as well
        browser.back()
        time.sleep(0.5)
    wait_to_read(browser, ".gr-answer-text", "Bergen")


def test_an_answer_is_taken_along(browser, own: str, files: Path) -> None:
    where = {"behavior": "allow", "downloadPath": str(files)}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", where)
    browser.get(f"{own}/?{urlencode({'q': 'Where was Edda Lund born?'})}")
    settle(browser)
    press(browser, "Take it along")
    link = "[data-testid=stPopoverBody] [data-testid=stDownloadButton] button"
    find(browser, link).click()
    WebDriverWait(browser, 30).until(lambda _: (files / "answer.md").exists())
    assert "**Bergen**" in (files / "answer.md").read_text()


def test_things_are_merged_and_that_is_undone(browser, own: str) -> None:
    thing = f"{own}/explore?{urlencode({'e': 'Edda Lund'})}"
    browser.get(thing)
    settle(browser)
    press(browser, "Merge")
    find(browser, 'input[aria-label="Also this thing"]').send_keys("Jon Rook", Keys.ENTER)
    find(browser, ".gr-job")
    wait_for_the_job(browser, own)
    browser.get(f"{own}/explore?{urlencode({'e': 'Jon Rook'})}")
    wait_to_read(browser, ".gr-answer-text", "Edda Lund")
    settle(browser)
    begin(browser, "Undo the last")
    wait_for_the_job(browser, own)
    browser.get(f"{own}/explore?{urlencode({'e': 'Jon Rook'})}")
    wait_to_read(browser, ".gr-answer-text", "Jon Rook")


def test_a_document_is_deleted(browser, own: str) -> None:
    browser.get(f"{own}/documents")
    settle(browser)
    wait_to_read(browser, ".gr-note", "lund.md")  # what would go with it
    begin(browser, "Delete it")
    wait_for_the_job(browser, own)
    assert "lund.md" not in text_of(browser, ".gr-table")
    assert "rook.md" in text_of(browser, ".gr-table")
