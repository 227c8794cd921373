"""Hostile documents through every page and every export in a real browser: no script runs, nothing
is asked for elsewhere, no cell is a formula.

The payloads are file names, titles, texts, names of things, questions, settings and reports.
"""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from app.views.evaluate import RECORDED
from graphrag import load_settings, open_index
from graphrag.language.plain import plain
from indexing.build import build_index
from tests.app.browsing import NEEDS_A_BROWSER, find, look_as, serving, settle
from tests.app.test_journeys import press
from tests.test_templates import PAYLOADS, WRAPPED

pytestmark = NEEDS_A_BROWSER
FORMULAS = ("=1+1", "+2", "-3", "@SUM(1)", '=HYPERLINK("http:x.test")', "\t=4")
ALL = [wrapping.replace("{}", payload) for payload in PAYLOADS for wrapping in WRAPPED]
PEOPLE = [
    f"{first} {last}" for first in ("Ada", "Bo", "Cy", "Eli") for last in ("Lane", "Rook", "Voss")
]
FILES = ("answer.md", "answer.html", "answer.json", "evidence.svg", "evidence.png",
         "evidence.graphml")  # fmt: skip
LINKS = "[data-testid=stPopoverBody] [data-testid=stDownloadButton] button"
# A script of a payload would call `alert`; it is written down, and shows nothing that blocks.
TELLING = "window.alert = () => console.error('A SCRIPT RAN')"
# What no page of ours has: an element that a payload made, whether or not it did something.
FOREIGN = """return [...document.querySelectorAll(
  '[src*="x.test"], [href*="x.test"], [href^="javascript"], [href^="data:text"], iframe, object, ' +
  'embed, base, marquee, form[action], meta[http-equiv=refresh]')].map((e) => e.outerHTML).concat(
  [...document.querySelectorAll('main *, section *')].filter((e) => e.getAttributeNames().some(
    (name) => name.startsWith("on"))).map((e) => e.outerHTML))"""


@dataclass
class Watch:
    """What a browser did while it was watched, and what it showed."""

    browser: webdriver.Chrome
    home: str
    scripts: int = 0
    asked: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    text: str = ""

    def look(self) -> None:
        """Take down what has happened since, and what is shown."""
        time.sleep(0.5)  # for what a payload might still load
        rows = self.browser.get_log("browser")
        self.scripts += sum("A SCRIPT RAN" in row["message"] for row in rows)
        messages = [
            json.loads(row["message"])["message"] for row in self.browser.get_log("performance")
        ]
        asked = [m["params"]["request"]["url"] for m in messages
                 if m["method"] == "Network.requestWillBeSent"]  # fmt: skip
        ours = (self.home, "data:", "blob:", "chrome:", "chrome-untrusted:", "file:")
        self.asked += [url for url in asked if not url.startswith(ours)]
        self.foreign += self.browser.execute_script(FOREIGN)
        self.text += self.browser.execute_script("return document.body.textContent")


def file_name(text: str) -> str:
    """As much of a payload as may be a file's name."""
    return text.replace("/", "\u2215").replace("\x00", "")[:100]


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of documents that are payloads, and a report of an evaluation beside it."""
    folder = tmp_path_factory.mktemp("evil")
    (folder / "documents").mkdir()
    triples = []
    for number, person in enumerate(PEOPLE):
        own = ALL[number :: len(PEOPLE)]
        name = f"{file_name(own[0])}{number}.txt"
        lines = [f"{person} {own[0]}", "", f"{person} was born in Velm {own[1]}."]
        lines += [f"{person} met {payload}" for payload in own]
        (folder / "documents" / name).write_text("\n".join(lines), encoding="utf-8")
        facts = [[person, f"met {one}", one] for one in own[2:]]
        facts = [[person, "was born in", f"Velm {own[1]}"], *facts]
        row = {"passage_id": f"{name}#0", "entities": [person, *own], "triples": facts}
        triples.append(row)
    for formula in FORMULAS:
        (folder / "documents" / f"{formula}.txt").write_text(f"{formula} is a sum of Velm.")
    imported = folder / "triples.jsonl"
    imported.write_text("".join(json.dumps(row) + "\n" for row in triples), encoding="utf-8")
    settings = load_settings(None, ["extraction.extractor=rules+import"])
    build_index(folder / "documents", folder / "index", settings, triples=imported)
    run = json.loads((RECORDED / "2wiki.json").read_text(encoding="utf-8"))
    told = json.dumps(run).replace('"bm25"', json.dumps(ALL[0]))
    (folder / "eval-out" / file_name(ALL[4])).mkdir(parents=True)
    (folder / "eval-out" / file_name(ALL[4]) / "run.json").write_text(told, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def watch(evil: Path, browser: webdriver.Chrome) -> Iterator[Watch]:
    """The pages of that index, in a browser that is watched."""
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": TELLING})
    look_as(browser, 1200, "light")
    given = ["--set", f"llm.model={ALL[0]}", "--set", f"llm.base_url=http://127.0.0.1:9/{ALL[8]}"]
    with serving(evil / "index", *given, folder=evil) as url:
        yield Watch(browser, url)


def test_a_watch_sees_scripts_requests_and_elements(browser, tmp_path: Path) -> None:
    """Were a payload let through, the tests below would fail."""
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": TELLING})
    page = tmp_path / "page.html"
    page.write_text(
        "<main><script>alert(1)</script><img src='http://x.test/a.png' onerror=alert(1)>"
    )
    seen = Watch(browser, "http://127.0.0.1")
    browser.get(page.as_uri())
    seen.look()
    assert seen.scripts >= 1 and seen.asked == ["http://x.test/a.png"] and len(seen.foreign) == 2


def addresses(evil: Path) -> list[str]:
    """Every page, with payloads in its address too."""
    with open_index(evil / "index") as index:
        names = [entity.name for entity in index.entities if "alert" in entity.name]
    assert len(names) > 40  # they are things of the index
    asked = [{"q": f"Where was {person} born? {payload}"}
             for person, payload in zip(PEOPLE, ALL[::10], strict=True)]  # fmt: skip
    before = {"after": [ALL[3], "Where was Ada Lane born?"], "q": "When did she die?"}
    things = [{"e": person} for person in PEOPLE]
    things += [{"e": names[0]}, {"e": PEOPLE[0], "to": names[-1]}, {"e": ALL[1], "to": ALL[2]}]
    return [
        "",
        *(f"?{urlencode(one)}" for one in asked),
        f"?{urlencode(before, doseq=True)}",
        "documents",
        "explore",
        *(f"explore?{urlencode(one)}" for one in things),
        f"compare?{urlencode({'q': ALL[5]})}",
        "evaluate",
        "settings",
    ]


def test_no_page_runs_a_payload_or_asks_elsewhere(evil: Path, watch: Watch) -> None:
    for address in addresses(evil):
        watch.browser.get(f"{watch.home}/{address}")
        settle(watch.browser)
        watch.look()
    assert (watch.scripts, watch.asked, watch.foreign) == (0, [], [])
    shown = " ".join(watch.text.split())
    unseen = [one for one in ALL if " ".join(plain(one).split()) not in shown]
    assert not unseen  # each was there to be run


def test_the_drawing_shows_names_as_they_are(watch: Watch) -> None:
    watch.browser.get(f"{watch.home}/?{urlencode({'q': f'Where was {PEOPLE[0]} born?'})}")
    settle(watch.browser)
    for node in watch.browser.find_elements(
        By.CSS_SELECTOR, "[data-testid=stEChartsChart] svg path"
    )[:8]:
        ActionChains(watch.browser).move_to_element(node).perform()
        watch.look()  # with what is written beside the pointer
    assert (watch.scripts, watch.asked, watch.foreign) == (0, [], [])


def wait_for_file(browser: webdriver.Chrome, file: Path) -> None:
    """Until it is downloaded."""
    WebDriverWait(browser, 60).until(lambda _: file.exists())


def test_no_export_runs_a_payload_or_asks_elsewhere(watch: Watch, tmp_path: Path) -> None:
    browser = watch.browser
    where = {"behavior": "allow", "downloadPath": str(tmp_path)}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", where)
    browser.get(f"{watch.home}/?{urlencode({'q': f'Where was {PEOPLE[0]} born?'})}")
    settle(browser)
    press(browser, "Take it along")
    find(browser, LINKS)
    for number, name in enumerate(FILES):
        browser.find_elements(By.CSS_SELECTOR, LINKS)[number].click()
        wait_for_file(browser, tmp_path / name)
    browser.get(f"{watch.home}/documents")
    settle(browser)
    press(browser, "As a table (CSV)")
    wait_for_file(browser, tmp_path / "documents.csv")
    written = (tmp_path / "answer.md").read_text(encoding="utf-8")
    rendered = MarkdownIt("commonmark", {"html": True}).render(written)
    (tmp_path / "rendered.html").write_text(f"<main>{rendered}</main>", encoding="utf-8")
    for name in ("answer.html", "evidence.svg", "rendered.html"):
        browser.get((tmp_path / name).as_uri())
        time.sleep(0.5)
        if name.endswith(".html"):
            watch.look()
    assert (watch.scripts, watch.asked, watch.foreign) == (0, [], [])
    cited = json.loads((tmp_path / "answer.json").read_text(encoding="utf-8"))["citations"]
    assert "<img src=" in cited[0]["text"]  # it was there
    ElementTree.parse(tmp_path / "evidence.graphml")
    with (tmp_path / "documents.csv").open(encoding="utf-8", newline="") as table:
        cells = [cell for row in csv.reader(table) for cell in row]
    assert sum(cell.startswith("'") for cell in cells) >= len(FORMULAS)
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
