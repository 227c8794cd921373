"""The HTML report in a real browser: it opens offline, shows its plots, unfolds its tables."""

import shutil

import pytest

from eval.report.html_report import html

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--window-size=1200,1600"
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM or not DRIVER, reason="no chromium and chromedriver here"),
]


@pytest.fixture
def browser(tmp_path):
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS.split(), f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


def test_the_report_opens_offline(browser, tmp_path, run):
    path = tmp_path / "report.html"
    path.write_text(html(run), encoding="utf-8")
    browser.get(path.as_uri())
    assert browser.get_log("browser") == []
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    plots = browser.find_elements("css selector", "figure svg")
    assert len(plots) == 4
    for plot in plots:
        assert plot.size["width"] > 400 and plot.size["height"] > 80
        assert plot.get_attribute("aria-label")
    said = browser.find_element("css selector", "figure svg").text
    assert "recall@k, %" in said and "graph" in said
    tables = browser.find_elements("css selector", "table")
    assert [table.is_displayed() for table in tables[:2]] == [True, True]
    folded = browser.find_elements("css selector", "details")[-1]
    inside = folded.find_element("css selector", "table")
    assert not inside.is_displayed()
    folded.find_element("css selector", "summary").click()
    assert inside.is_displayed()
