"""Photograph the pages, in three widths and both themes (needs Chromium).

python scripts/screenshots.py --out shots
python scripts/screenshots.py --documents FOLDER --question "…?" --thing "…"    of other documents
python scripts/screenshots.py --readme      the three that stand in the README
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote_plus

from selenium import webdriver

from indexing import build_index

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "golden" / "corpus.jsonl"
QUESTION = "Where was the director of the film The Glass Heron born?"
THING = "Ilse Marrow"
PAGES = {
    "ask": "?q={question}",
    "explore": "explore?e={thing}",
    "documents": "documents",
    "start": "",
    "silence": "?q=How+tall+is+the+Long+Bridge%3F",
    "hubs": "explore",
    "nothing": "explore?e=Nobody+Of+That+Name",
    "compare": "compare?q={question}",
    "evaluate": "evaluate",
    "settings": "settings",
}
README = ("ask", "explore", "documents")
WIDTHS, THEMES = (400, 1000, 1600), ("light", "dark")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update"
)
SETTLED = (
    "const one = (part) => document.querySelector(part); return one('.gr-hero') && "
    "!one('.gr-coming') && "
    "!one('[data-testid=stSpinner]') && "
    "[...document.querySelectorAll('[data-testid=stEChartsChart]')].every("
    "(chart) => chart.querySelector('svg path, canvas')) && "
    "one('[data-testid=stApp]').dataset.testScriptState !== 'running'"
)
LENGTH = "return document.querySelector('[data-testid=stMain]').scrollHeight"
TALLEST = 3_000  # pixels of a long page that are shown


def browser(profile: Path) -> webdriver.Chrome:
    """A headless Chromium that asks nobody."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    for flag in FLAGS.split():
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={profile}")
    service = webdriver.ChromeService(shutil.which("chromedriver"))
    return webdriver.Chrome(options=options, service=service)


def photograph(
    driver: webdriver.Chrome,
    address: str,
    width: int,
    theme: str,
    file: Path,
    height: int,
    tallest: int = 0,
) -> None:
    """One page in one width and theme, when nothing moves any more.

    Args:
        tallest: as much of a page that is longer than `height` is shown.
    """
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": theme}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    driver.get(address)
    until = time.monotonic() + 60
    while not driver.execute_script(SETTLED) and time.monotonic() < until:
        time.sleep(0.2)
    time.sleep(1.0)
    long = int(driver.execute_script(LENGTH))
    taller = metrics | {"height": max(height, min(long, tallest))}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", taller)
    time.sleep(0.5)
    driver.save_screenshot(str(file))
    print(file)


def main() -> None:
    """Index, serve, photograph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "screenshots")
    parser.add_argument("--documents", type=Path, default=CORPUS)
    parser.add_argument("--question", default=QUESTION)
    parser.add_argument("--thing", default=THING)
    parser.add_argument("--readme", action="store_true", help="the README's three, into docs/")
    parser.add_argument("--page", action="append", choices=PAGES, help="this one; may be repeated")
    options = parser.parse_args()
    named = {"question": quote_plus(options.question), "thing": quote_plus(options.thing)}
    pages = {name: PAGES[name].format(**named) for name in options.page or PAGES}
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        build_index(options.documents, Path(folder) / "invented")
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        line = [sys.executable, "-m", "graphrag", "ui", "--port", str(port)]
        line += ["--index", str(Path(folder) / "invented")]
        server = subprocess.Popen(line, cwd=ROOT)
        driver = browser(Path(folder) / "profile")
        try:
            wait_for(port)
            for name, path in pages.items():
                address = f"http://127.0.0.1:{port}/{path}"
                if options.readme and name in README:
                    file = ROOT / "docs" / f"page-{name}.png"
                    photograph(driver, address, 1000, "light", file, 1100)
                for width in () if options.readme else WIDTHS:
                    for theme in THEMES:
                        file = options.out / f"{name}-{width}-{theme}.png"
                        photograph(driver, address, width, theme, file, 1400, TALLEST)
        finally:
            driver.quit()
            server.terminate()
            server.wait(20)


def wait_for(port: int) -> None:
    """Until the server answers, three minutes at most."""
    until = time.monotonic() + 180
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("error: the server did not start")


if __name__ == "__main__":
    main()
