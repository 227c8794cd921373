"""How the pages feel: the field is there and has the cursor, nothing jumps, everybody can read."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.app.browsing import NEEDS_A_BROWSER, ROOT, find, look_as, settle, text_of

pytestmark = NEEDS_A_BROWSER
AXE = ROOT / ".cache" / "axe" / "axe.min.js"
QUESTION = "In which city did the author of the book Cybernetics die?"
PAGES = {
    "start": "",
    "answer": f"?{urlencode({'q': QUESTION})}",
    "silence": f"?{urlencode({'q': 'What is quartz made of?'})}",
    "refusal": f"?{urlencode({'q': 'a' * 9_000})}",
    "documents": "documents",
    "hubs": "explore",
    "thing": f"explore?{urlencode({'e': 'Norbert Wiener', 'to': 'Stockholm'})}",
    "nothing": f"explore?{urlencode({'e': 'Nobody Here'})}",
    "compare": f"compare?{urlencode({'q': QUESTION})}",
    "evaluate": "evaluate",
    "settings": "settings",
}
FIELD = 'input[aria-label="Your question"]'
IN_FIELD = f"return document.activeElement.matches('{FIELD}')"
EARLY = (".gr-first-title", ".gr-first input", ".gr-first button")
LATE = (
    ".gr-hero h1",
    "[data-testid=stTextInputRootElement]",
    "[data-testid=stFormSubmitButton] button",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@contextmanager
def connection_lost(browser: webdriver.Chrome) -> Iterator[None]:
    """Streamlit does not reach its server meanwhile, and tries again."""
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/_stcore/*"]})
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})


def test_the_field_has_the_cursor_and_is_there_at_once(browser, address: str) -> None:
    look_as(browser, 1000, "light")
    browser.get(address)  # what the browser keeps for the second visit
    settle(browser)
    began = time.perf_counter()
    browser.get(address)
    WebDriverWait(browser, 30, 0.02).until(lambda b: b.execute_script(IN_FIELD))
    assert time.perf_counter() - began < 3  # 0.4 where nothing else runs
    settle(browser)
    assert browser.execute_script(IN_FIELD)


def test_what_is_asked_before_the_page_is_whole_is_answered(browser, address: str) -> None:
    with connection_lost(browser):
        browser.get(address)
        WebDriverWait(browser, 30).until(lambda b: b.execute_script(IN_FIELD))
        browser.switch_to.active_element.send_keys("Who designed the K-202?", Keys.HOME)
        browser.switch_to.active_element.send_keys(Keys.DELETE, "W")
        assert browser.find_elements(By.CSS_SELECTOR, ".gr-coming")
    settle(browser)
    assert browser.execute_script(IN_FIELD)
    browser.switch_to.active_element.send_keys(Keys.DELETE, "h")  # where the cursor was
    field = find(browser, FIELD)
    assert field.get_attribute("value") == "Who designed the K-202?"
    with connection_lost(browser):
        browser.get(address)
        WebDriverWait(browser, 30).until(lambda b: b.execute_script(IN_FIELD))
        browser.switch_to.active_element.send_keys("Who designed K-202?", Keys.ENTER)
    assert "Karpi" in text_of(browser, ".gr-answer-text")
    assert not browser.find_elements(By.CSS_SELECTOR, ".gr-first")


@pytest.mark.parametrize("width", [400, 800, 1000, 1600])
def test_the_early_field_lies_where_the_page_puts_its_own(browser, address: str, width) -> None:
    look_as(browser, width, "dark")
    with connection_lost(browser):
        browser.get(address)
        early = [find(browser, part).rect for part in EARLY]
    settle(browser)
    assert [find(browser, part).rect for part in LATE] == early


def test_few_stops_lie_before_the_field(browser, address: str) -> None:
    browser.get(f"{address}/{PAGES['answer']}")
    WebDriverWait(browser, 30).until(lambda b: b.execute_script(IN_FIELD))
    browser.execute_script("document.activeElement.blur(); getSelection().removeAllRanges()")
    find(browser, "h1").click()
    stops = 0
    while not browser.execute_script(IN_FIELD) and stops < 20:
        browser.switch_to.active_element.send_keys(Keys.TAB)
        stops += 1
    assert stops <= 2


@pytest.mark.parametrize("name", PAGES)
def test_nothing_jumps(browser, address: str, name: str) -> None:
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": SHIFTS})
    try:
        for width in (400, 1000, 1600):
            look_as(browser, width, "light")
            browser.get(f"{address}/{PAGES[name]}")
            settle(browser)
            assert browser.execute_script("return window.shifted") <= 0.1, width
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here; make browser fetches it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser, address: str, name: str, scheme: str) -> None:
    """WCAG A and AA, by axe-core."""
    look_as(browser, 400 if scheme == "dark" else 1000, scheme)
    browser.get(f"{address}/{PAGES[name]}")
    settle(browser)
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    run = "const done = arguments[1]; axe.run(document, {runOnly: arguments[0]}).then(done)"
    found = browser.execute_async_script(run, RULES)
    assert len(found["passes"]) > 10
    told = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
    assert not told, json.dumps(told, indent=1)


def test_an_answer_appears_without_moving_what_is_read(browser, address: str) -> None:
    look_as(browser, 1000, "light")
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": SHIFTS})
    browser.get(address)
    settle(browser)
    find(browser, FIELD).send_keys(QUESTION, Keys.ENTER)
    find(browser, ".gr-answer-text")
    settle(browser)
    assert browser.execute_script("return window.shifted") <= 0.1
    assert len(browser.find_elements(By.CSS_SELECTOR, ".gr-passage")) > 1


def tab_to(browser, selector: str, most: int) -> None:
    """Press Tab until what has the focus is such an element."""
    for _ in range(most):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        if browser.execute_script("return document.activeElement.matches(arguments[0])", selector):
            return
    raise AssertionError(f"{most} stops do not lead to {selector}")


def test_the_keyboard_alone_leads_from_the_question_to_its_source_and_its_file(
    browser, address: str
) -> None:
    look_as(browser, 1000, "light")
    browser.get(address)
    settle(browser)
    browser.switch_to.active_element.send_keys(QUESTION, Keys.ENTER)
    find(browser, ".gr-answer-text")
    settle(browser)
    tab_to(browser, ".gr-sources a", 5)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    WebDriverWait(browser, 10).until(lambda b: "#passage-" in b.current_url)
    browser.get(f"{address}/{PAGES['answer']}")
    settle(browser)
    tab_to(browser, "[data-testid=stPopoverButton]", 10)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    download = "[data-testid=stPopoverBody] [data-testid=stDownloadButton] button"
    here = "return document.activeElement.matches(arguments[0])"
    WebDriverWait(browser, 10).until(lambda b: b.execute_script(here, download))
    tab_to(browser, download, 1)  # the next of them
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    WebDriverWait(browser, 10).until(
        lambda b: not b.find_elements(By.CSS_SELECTOR, "[data-testid=stPopoverBody]")
    )
    tab_to(browser, "[data-testid=stPopoverButton]", 1)  # the one beside it
