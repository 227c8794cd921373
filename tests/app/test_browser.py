"""The page in a real browser: an answer is displayed, links lead, nothing leaves this machine."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from app.front import PAGES
from graphrag import ask, open_index
from graphrag.evidence.answer_evidence import evidence_of
from tests.app.browsing import NEEDS_A_BROWSER, find, settle, text_of, wait_to_read

QUESTION = "Which mathematician born in Budapest became president of Dartmouth College?"
DRAWING = "[data-testid=stEChartsChart] svg"
pytestmark = NEEDS_A_BROWSER


def scroll(browser: webdriver.Chrome) -> float:
    top = "return document.querySelector('[data-testid=stMain]').scrollTop"
    return float(browser.execute_script(top))


def keep(browser: webdriver.Chrome, name: str) -> None:
    """Save a screenshot where the environment asks for it."""
    if folder := os.environ.get("SCREENSHOTS"):
        browser.save_screenshot(f"{folder}/{name}.png")


def test_asking_shows_answer_evidence_and_passages(
    browser, address: str, sample_index: Path
) -> None:
    with open_index(sample_index) as index:
        expected = ask(index, QUESTION)
        (branch,) = evidence_of(index, expected).branches
    assert not expected.abstained
    browser.get(address)
    settle(browser)
    field = find(browser, "input[type=text]")
    keep(browser, "start")
    field.send_keys(QUESTION)
    find(browser, "[data-testid=stFormSubmitButton] button").click()
    assert text_of(browser, ".gr-answer-text").startswith(expected.text)
    assert "No language model was used" in text_of(browser, ".gr-badges")
    assert branch[0].sentence in text_of(browser, ".gr-path q")
    assert branch[0].source in text_of(browser, ".gr-path")
    assert find(browser, DRAWING).size["height"] > 100
    shown = text_of(browser, "#passage-1 .gr-text")  # with the numbers of cited sentences
    first = expected.citations[0].passage_id
    (passage,) = (one for one in expected.retrieval.passages if one.id == first)
    assert all(sentence.text in shown for sentence in passage.sentences)
    keep(browser, "answer")


def test_a_source_leads_to_its_passage(browser, address: str) -> None:
    before = scroll(browser)
    find(browser, ".gr-sources a").click()
    WebDriverWait(browser, 10).until(lambda b: scroll(b) > before)
    assert len(browser.window_handles) == 1


def test_every_question_has_its_address_and_title_and_back_works(browser, address: str) -> None:
    first, title = browser.current_url, browser.title
    assert QUESTION.split()[-2] in first and title.startswith(QUESTION)
    field = find(browser, "input[type=text]")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("Who designed K-202?", Keys.ENTER)
    wait_to_read(browser, ".gr-answer-text", "Karpi")
    assert browser.title.startswith("Who designed K-202?")
    browser.back()
    wait_to_read(browser, ".gr-answer-text", "Kemeny")
    WebDriverWait(browser, 10).until(lambda b: b.title == title)
    assert browser.current_url == first
    assert find(browser, "input[type=text]").get_attribute("value") == QUESTION


@pytest.mark.parametrize(("name", "width", "scheme"), [("narrow", 400, "light"),
                                                       ("dark", 1200, "dark")])  # fmt: skip
def test_nothing_is_cut_off(browser, address: str, name: str, width: int, scheme: str) -> None:
    metrics = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.refresh()
    find(browser, ".gr-answer-text")
    find(browser, DRAWING)
    keep(browser, name)
    box = find(browser, ".gr-answer").rect
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    wider = "return document.documentElement.scrollWidth > window.innerWidth"
    assert not browser.execute_script(wider)


def test_no_request_leaves_the_machine_and_nothing_fails(browser, address: str) -> None:
    for page in PAGES[1:]:
        browser.get(f"{address}/{page}")
        settle(browser)
    messages = [json.loads(row["message"])["message"] for row in browser.get_log("performance")]
    asked = {
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }
    assert any(url.startswith(address) for url in asked)
    ours = (address, "data:", "blob:", "chrome:", "chrome-untrusted:")
    assert not {url for url in asked if not url.startswith(ours)}
    said = [row for row in browser.get_log("browser") if row["level"] == "SEVERE"]
    # Streamlit looks for its server below the page's own address first.
    looked = tuple(f"{address}/{page}/_stcore/" for page in PAGES)
    assert not [row for row in said if not row["message"].startswith(looked)]
