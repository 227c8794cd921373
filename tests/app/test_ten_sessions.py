"""Ten people at once, each in a session of their own: all see the answer to what they asked."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

from selenium.webdriver.common.keys import Keys

from graphrag import ask, open_index
from tests.app.browsing import NEEDS_A_BROWSER, ROOT, find, settle, wait_to_read
from tests.app.test_feel import FIELD

pytestmark = NEEDS_A_BROWSER
QUESTIONS = ROOT / "sample" / "questions.jsonl"
PEOPLE = 10


def answered(index_directory: Path) -> dict[str, str]:
    """Questions whose answers differ, and these."""
    found: dict[str, str] = {}
    rows = QUESTIONS.read_text(encoding="utf-8").splitlines()
    with open_index(index_directory) as index:
        for row in rows:
            answer = ask(index, json.loads(row)["question"])
            if not answer.abstained and answer.text not in found.values():
                found[answer.retrieval.question] = answer.text
            if len(found) == 2 * PEOPLE:
                break
    return found


def test_each_sees_the_answer_to_their_own_question(
    browser, address: str, sample_index: Path
) -> None:
    expected = answered(sample_index)
    first, second = list(expected)[:PEOPLE], list(expected)[PEOPLE:]
    assert len(second) == PEOPLE
    browser.get(address)
    own = browser.current_window_handle
    for question in first:
        browser.execute_script(
            "window.open(arguments[0])", f"{address}/?{urlencode({'q': question})}"
        )
    people = [handle for handle in browser.window_handles if handle != own]
    said = {}
    for handle in people:
        browser.switch_to.window(handle)
        question = browser.execute_script("return new URLSearchParams(location.search).get('q')")
        wait_to_read(browser, ".gr-answer-text", expected[question])
        said[handle] = question
    assert sorted(said.values()) == sorted(first)
    for handle, question in zip(people, second, strict=True):  # nobody waits for the one before
        browser.switch_to.window(handle)
        settle(browser)
        field = find(browser, FIELD)
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(question, Keys.ENTER)
    for handle, question in zip(people, second, strict=True):
        browser.switch_to.window(handle)
        wait_to_read(browser, ".gr-answer-text", expected[question])
        assert browser.title.startswith(question[:40])
        browser.close()
    browser.switch_to.window(own)
