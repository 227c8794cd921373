"""How long the first visitor waits: a server that has just come up, a new browser, nothing kept.

python scripts/first_visit.py --index .cache/sample-index --times 5

From the address to a field with the cursor, which takes a question; and to the whole page.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from statistics import median

from selenium.webdriver.support.ui import WebDriverWait

from tests.app.browsing import ROOT, driving, serving

# Noted in the frame after, when it is painted; milliseconds since the address was gone to.
NOTED = """
window.noted = {};
const note = (name) => { if (!(name in window.noted)) window.noted[name] = performance.now(); };
const look = () => {
  const field = document.activeElement?.matches('input[aria-label="Your question"]');
  if (field) requestAnimationFrame(() => note("field"));
  const coming = document.documentElement?.classList.contains("gr-coming");
  if (field && !coming && document.querySelector(".gr-hero")) note("whole");
  requestAnimationFrame(look);
};
look();
"""


def main() -> None:
    """Serve, visit, and print the waits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=ROOT / ".cache" / "sample-index")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    visits = [first_visit(options.index) for _ in range(options.times)]
    for name, said in (("field", "the field is usable"), ("whole", "the page is whole")):
        waits = sorted(visit[name] / 1000 for visit in visits)
        print(f"{said} after {median(waits):.2f} s (all: {', '.join(f'{w:.2f}' for w in waits)})")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def first_visit(index: Path) -> dict[str, float]:
    """Milliseconds from the address to the cursor in a field that is shown, and to all of it."""
    with (
        tempfile.TemporaryDirectory() as profile,
        serving(index) as url,
        driving(Path(profile)) as browser,
    ):
        browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": NOTED})
        browser.get(url)
        WebDriverWait(browser, 60).until(lambda b: b.execute_script("return window.noted.whole"))
        noted: dict[str, float] = browser.execute_script("return window.noted")
        return noted


if __name__ == "__main__":
    main()
