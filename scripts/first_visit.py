"""How long the first visitor waits for the field: a new server, a new browser, nothing kept.

python scripts/first_visit.py --index .cache/sample-index --times 3
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from selenium.webdriver.support.ui import WebDriverWait

from tests.app.browsing import ROOT, driving, serving

READY = """return document.activeElement.matches('input[aria-label="Your question"]')
  && !document.querySelector('.gr-coming')"""


def main() -> None:
    """Serve, visit, and print the waits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=ROOT / ".cache" / "sample-index")
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    waits = sorted(first_visit(options.index) for _ in range(options.times))
    load = os.getloadavg()[0]
    print(f"the field is usable after {', '.join(f'{wait:.2f}' for wait in waits)} s")
    print(f"load {load:.1f} on {os.cpu_count()} cores")


def first_visit(index: Path) -> float:
    """Seconds from the address to the cursor in a field that is shown."""
    with (
        tempfile.TemporaryDirectory() as profile,
        serving(index) as url,
        driving(Path(profile)) as browser,
    ):
        began = time.perf_counter()
        browser.get(url)
        WebDriverWait(browser, 60, 0.02).until(lambda one: one.execute_script(READY))
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
