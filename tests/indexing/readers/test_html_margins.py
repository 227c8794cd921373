"""Pages without a main part: menus above and below their text, and text that is called a menu."""

import pytest

from tests.indexing.readers.one_document import blocks

PROSE = (
    "The dock was built in 1340 by the town of Velm, which paid for it with tolls of the bridge."
)
MENU = "".join(f"<li><a href='{name}.html'>{name}</a></li>" for name in ("News", "Boats", "Ropes"))


@pytest.mark.parametrize("name", ["i-nav_drawer_slide", "site-nav page", "breadcrumb-wrap toc"])
def test_a_page_that_lies_in_an_element_called_navigation_is_text(name):
    page = f"<body><div class='{name}'><ul>{MENU}</ul><h1>Docks</h1>{f'<p>{PROSE}</p>' * 7}</div>"
    assert ("paragraph", PROSE) in blocks("a.html", page)
    inner = f"<div class='main-nav'>{MENU}</div>"
    assert "News" not in str(blocks("a.html", page.replace("<h1>", f"{inner}<h1>")))


def test_navigation_of_links_stays_out_however_long_it_is():
    page = f"<div class='main-nav'>{MENU * 60}</div><p>{PROSE}</p>"
    assert blocks("a.html", page) == [("paragraph", PROSE)]


def test_lists_of_links_above_and_below_the_text_are_no_text():
    page = f"<ul>{MENU}</ul><p>{PROSE}</p><ul>{MENU}</ul>"
    assert blocks("a.html", page) == [("paragraph", PROSE)]


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{PROSE}</p><h2>See also</h2><ul>{MENU}</ul>",
        f"<p>{PROSE}</p><p>The forms:</p><ul>{MENU}</ul>",
        f"<p>{PROSE}</p><ul>{MENU}</ul><p>{PROSE}</p>",
        f"<h1>All pages</h1><ul>{MENU}</ul>",
    ],
)
def test_lists_of_links_in_the_text_or_under_a_heading_stay(page):
    assert [text for kind, text in blocks("a.html", page) if kind == "item"] == [
        "News",
        "Boats",
        "Ropes",
    ]


def test_formulas_are_text_once():
    page = (
        "<p>When <math><mi>a</mi><mo>=</mo><mn>0</mn><annotation encoding='application/x-tex'>"
        "a=0</annotation></math> it rests."
    )
    assert blocks("a.html", page) == [("paragraph", "When a=0 it rests.")]
