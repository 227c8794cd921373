"""Files that ordinary folders held and that were read wrongly once, from bytes to passages."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from graphrag.language.scripts import composed
from graphrag.settings import Chunking
from indexing.passages import cut
from indexing.readers.formats import read
from tests.indexing.readers.one_document import blocks, only

STAFF = (
    ("Priya Raman", "head of the quality laboratory", "Lisbon"),
    ("Tomas Eklund", "buyer of resin and pigments", "Porto"),
    ("Ivo Brandt", "auditor of both production lines", "Ghent"),
)
TANKS = [(f"Tank {n}", str(10 + n), f"Keeper Number{n}") for n in range(1, 61)]
HEADS = ("tank name", "limit in litres", "keeper")


def page(rows: Sequence[tuple[str, ...]], head: tuple[str, ...], *, closed: bool) -> str:
    def told(row: tuple[str, ...], kind: str) -> str:
        end = f"</{kind}>" if closed else ""
        return "<tr>" + "".join(f"<{kind}>{text}{end}" for text in row) + "</tr>" * closed

    body = told(head, "th") + "".join(told(row, "td") for row in rows)
    return f"<title>Site directory</title><table>{body}</table>"


@pytest.mark.parametrize("closed", [True, False])
def test_each_row_of_a_page_is_a_line_of_its_own(closed):
    wanted = [("row", f"Name: {name}; Role: {role}; Site: {site}.") for name, role, site in STAFF]
    assert blocks("staff.html", page(STAFF, ("Name", "Role", "Site"), closed=closed)) == wanted


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("a.html", page(TANKS, HEADS, closed=True)),
        (
            "a.md",
            "\n".join(f"| {' | '.join(row)} |" for row in (HEADS, ("--", "--", "--"), *TANKS)),
        ),
        ("a.csv", "\n".join(",".join(row) for row in (HEADS, *TANKS))),
        ("a.txt", "\n".join(f"{a:12}{b:18}{c}" for a, b, c in (HEADS, *TANKS))),
    ],
)
def test_every_piece_of_a_long_table_knows_its_columns(name, source):
    passages = [
        p.text for d in read(Path(name), source.encode()).documents for p in cut(d, Chunking())
    ]
    assert len(passages) > 2
    (of_55,) = [text for text in passages if "Tank 55;" in text]
    assert "tank name: Tank 55; limit in litres: 65; keeper: Keeper Number55." in of_55
    assert all("limit in litres: " in text for text in passages)


def test_one_bad_line_costs_that_line_and_a_title_may_be_nothing():
    source = (
        '{"id": "a", "title": null, "text": "Mira Holt lives in Velm."}\n'
        '{"id": "b", "title": "B", "text": null}\n{"title": null}\n'
    )
    found = read(Path("people.jsonl"), source.encode())
    assert [(d.id, d.title, d.text) for d in found.documents] == [
        ("a", "people", "Mira Holt lives in Velm.")
    ]
    assert [line for line, _ in found.lost] == ["line 2", "line 3"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv", "a.rst", "a.tex", "a.xml"])
def test_letters_with_marks_apart_are_whole_letters_in_every_format(name):
    said = "Jose\u0301 Nu\u0301n\u0303ez was born in Ca\u0301diz"
    source = (
        f"<a><b>{said}</b><c>x y</c></a>" if name == "a.xml" else f"{said}, they say.\n\nEnd of it."
    )
    text = only(name, source).text
    assert text == composed(text) and "Cádiz" in text


HIDDEN = (
    '<div style="display:none">secret tracking 77</div><span hidden>hidden note</span>'
    '<div role="navigation"><a href="a">Menu of all</a></div><p>Shown to all.</p>'
)


def test_what_a_page_hides_is_no_text():
    assert blocks("a.html", HIDDEN) == [("paragraph", "Shown to all.")]


@pytest.mark.parametrize(
    "said", ["김철수는 부산에서 태어났다. " * 60, "สมชายเกิดที่เชียงใหม่และเรียนที่กรุงเทพ" * 60,
             "रमेश कुमार का जन्म पटना में हुआ। " * 60, "ولد أحمد في القاهرة؟ ودرس في دمشق۔ " * 60,
             "王小明出生于北京。他创办了红星工厂。" * 60]
)  # fmt: skip
def test_long_texts_of_other_scripts_are_cut_and_lose_nothing(said):
    passages = cut(only("a.txt", said), Chunking())
    assert len(passages) > 1
    told = "".join("".join(p.text.split()) for p in sorted(passages, key=lambda p: p.start))
    assert told == "".join(said.split())
