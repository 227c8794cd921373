"""A headless Chromium for tests, and what several of them do with it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
ROOT = Path(__file__).parents[2]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --window-size=1200,1000"
)
NEEDS_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM or not DRIVER, reason="no chromium and chromedriver here"),
]


@contextmanager
def serving(index: Path, *options: str, folder: Path = ROOT) -> Iterator[str]:
    """`graphrag ui` on a free port, started in `folder`; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [sys.executable, "-m", "graphrag", "ui", "--index", index, "--port", str(port), *options]
    found = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    server = subprocess.Popen(line, cwd=folder, env={**os.environ, "PYTHONPATH": found},
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(server, f"{url}/_stcore/health")
        yield url
    finally:
        server.terminate()
        server.wait(20)


def wait_for(server: subprocess.Popen[bytes], url: str) -> None:
    """Until it answers, three minutes at most."""
    for _ in range(1800):
        if server.poll() is not None:
            assert server.stdout is not None
            raise AssertionError(server.stdout.read().decode())
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the page did not start")


@contextmanager
def driving(profile: Path) -> Iterator[webdriver.Chrome]:
    """A Chromium that logs what it asks for."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS.split():
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={profile}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def find(browser: webdriver.Chrome, selector: str):
    """The first displayed element; waits for it."""
    return _patient(browser).until(
        lambda b: next(
            (e for e in b.find_elements(By.CSS_SELECTOR, selector) if e.is_displayed()), 0
        )
    )


def text_of(browser: webdriver.Chrome, selector: str) -> str:
    """What the first displayed element says, also where it is drawn anew meanwhile."""
    return _patient(browser).until(lambda b: find(b, selector).text)


def wait_to_read(browser: webdriver.Chrome, selector: str, words: str) -> None:
    """Until an element says so."""
    _patient(browser).until(
        lambda b: any(words in e.text for e in b.find_elements(By.CSS_SELECTOR, selector))
    )


def _patient(browser: webdriver.Chrome) -> WebDriverWait:
    gone = [StaleElementReferenceException]  # drawn anew while it was looked at
    return WebDriverWait(browser, 60, 0.1, ignored_exceptions=gone)


def look_as(browser: webdriver.Chrome, width: int, scheme: str, height: int = 1000) -> None:
    """A window of this width, in the light or the dark theme."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


RESTS = (
    "const one = (part) => document.querySelector(part); return one('.gr-hero') && "
    "!one('.gr-coming') && !one('[data-testid=stSkeleton]') && !one('[data-testid=stSpinner]') && "
    "one('[data-testid=stApp]').dataset.testScriptState !== 'running'"
)


def settle(browser: webdriver.Chrome) -> None:
    """Until nothing is drawn any more."""
    WebDriverWait(browser, 60, 0.1).until(lambda b: b.execute_script(RESTS))
    time.sleep(0.3)
