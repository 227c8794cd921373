"""One report as a page, a print and a letter: it counts once."""

from pathlib import Path
from textwrap import wrap

import docx
import pytest

from graphrag.index import open_index
from graphrag.settings import Chunking
from indexing import build_index
from indexing.readers.copies import near_copies
from indexing.readers.one import read_one
from tests.fakes import HashEmbedder
from tests.indexing.readers.pages import lines, pdf

TITLE = "Annual report of the Delta Works"
SAID = (
    "The works were founded in Brno in 1987.",
    "Their first director was Radu Kovacs, an engineer.",
    "They were sold in 2004.",
)


def test_the_same_words_in_three_formats(tmp_path: Path) -> None:
    page = f"<title>{TITLE}</title><nav>Home</nav><h1>{TITLE}</h1>"
    page += f"<p>{SAID[0]}</p><ul><li>{SAID[1]}<li>{SAID[2]}</ul>"
    (tmp_path / "a.html").write_text(page)
    printed = [(72, 740, TITLE), *lines(SAID[0], "", f"• {SAID[1]}", f"• {SAID[2]}", leading=24)]
    (tmp_path / "b.pdf").write_bytes(pdf(printed, title=TITLE))
    made = docx.Document()
    made.add_heading(TITLE, 0)
    made.add_paragraph(SAID[0])
    for said in SAID[1:]:
        made.add_paragraph(said, style="List Bullet")
    made.save(str(tmp_path / "c.docx"))
    readings = [read_one(path, path.name, Chunking()) for path in sorted(tmp_path.iterdir())]
    assert not any(reading.failed for reading in readings)
    assert {reading.title for reading in readings} == {TITLE}
    assert len({reading.words for reading in readings}) == 1


POLICY = """The archive keeps the minutes of the regional council and lends them to members.

A volume may be kept for 30 days. Well-known readers are allowed an extension of 10 days, which the
head of the reading-room grants in writing. Nothing that was printed before 1850 leaves the house.

Whoever loses a volume pays its price and a fee of 25 euros. The council decides on exceptions; its
decision is announced to the organisation that asked for it and is final.
"""


def printed(text: str, head: str) -> bytes:
    """As three narrow pages with a running head, page numbers and words parted at line ends."""
    said = [line for part in text.split("\n\n") for line in (*wrap(" ".join(part.split()), 50), "")]
    for number, line in enumerate(said[:-1]):
        if line and said[number + 1].startswith("extension"):
            said[number : number + 2] = [f"{line} exten-", said[number + 1].removeprefix("exten")]
    size = -(-len(said) // 3)
    pages = [said[start : start + size] for start in range(0, len(said), size)]
    return pdf(
        *(
            [(72, 770, head), *lines(*page), (300, 30, f"Page {number} of {len(pages)}")]
            for number, page in enumerate(pages, 1)
        ),
        title="Rules of the archive",
    )


def page_of(text: str) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    return f"<title>Rules of the archive</title><h1>Rules of the archive</h1>{paragraphs}"


def index_of(folder: Path, index: Path) -> dict[str, tuple[str, str]]:
    report = build_index(folder, index, embedder=HashEmbedder(64), prune=True)
    return {account.path: (account.status, account.reason) for account in report.accounts}


def test_a_page_and_its_print_count_once(tmp_path: Path) -> None:
    """Line breaks, hyphens, heads, an article and a line that is no sentence apart."""
    folder = tmp_path / "files"
    folder.mkdir()
    shown = POLICY.replace("Well-known", "Wellknown").replace(
        "The council decides", "Council decides"
    )
    (folder / "a.html").write_text(page_of(shown) + "<p>Download these rules</p>")
    (folder / "b.pdf").write_bytes(printed(POLICY, "Council of Velm"))
    (folder / "c.txt").write_text("The council of Velm meets in spring. " * 5)
    read, copy = ("read", ""), ("copy", "a.html")
    accounts = index_of(folder, tmp_path / "index")
    assert accounts == {"a.html": read, "b.pdf": copy, "c.txt": read}
    with open_index(tmp_path / "index", embedder=HashEmbedder(64)) as index:
        assert [record.fields for record in index.records if record.path == "a.html"] == [
            (("copies", "b.pdf"),)
        ]
    assert index_of(folder, tmp_path / "index") == accounts
    (folder / "c.txt").write_text("The council of Velm meets in May. " * 5)
    assert index_of(folder, tmp_path / "index") == accounts
    (folder / "a.html").unlink()
    assert index_of(folder, tmp_path / "index") == {"b.pdf": read, "c.txt": read}


CHANGES = [
    *(("30 days", "45 days"), ("10 days", "1 day"), ("1850", "1860"), ("25 euros", "2.5 euros")),
    *(("30 days", "30 weeks"), ("is final", "is not final"), ("may be kept", "must be kept")),
    *(("Nothing that", "All that"), ("before 1850", "after 1850"), ("council and", "court and")),
    *(("in writing", ""), (" Nothing that was printed before 1850 leaves the house.", "")),
    *(("is final.", "is final. Members of the court are exempt."),),
    *(("\n\nWhoever", "\n\nMembers of the court are exempt.\n\nWhoever"),),
    *(("days", "days (at most)"), ("a fee of 25", "a fee of €25"), ("members.", "members: none.")),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_two_versions_are_two_texts(old: str, new: str) -> None:
    """What users ask about is the one in which they differ."""
    changed = POLICY.replace(old, new)
    assert changed != POLICY
    assert near_copies({"a": POLICY, "b": changed}) == {}
    assert near_copies({"a": changed, "b": POLICY}) == {}
    assert near_copies({"a": POLICY, "b": POLICY.upper()}) == {"b": "a"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("organisation", "organization"),
        ("reading-room", "reading room"),
        ("The archive", "This archive"),
        ("A volume", "1. A volume"),
        ("final.", "final.\n\nBack to the top"),
    ],
)
def test_what_printing_makes_is_no_difference(old: str, new: str) -> None:
    assert old in POLICY
    changed = POLICY.replace(old, new)
    assert near_copies({"a": POLICY, "b": changed}) == {"b": "a"}
    assert near_copies({"a": changed, "b": POLICY}) == {"b": "a"}


def test_running_heads_in_the_text_are_no_difference() -> None:
    first, *others = POLICY.replace(". ", ".\n\n").split("\n\n")
    numbered = [f"Council of Velm\n\n{n}\n\n{part}" for n, part in enumerate(others, 2)]
    plain, pages = "\n\n".join([first, *others]), "\n\n".join([first, *numbered])
    assert near_copies({"a": plain, "b": pages}) == {"b": "a"}
    one_page = f"Council of Velm\n\n{plain}\n\nPage 1 of 1"
    assert near_copies({"a": plain, "b": one_page}) == {"b": "a"}
    assert near_copies({"a": plain, "b": f"Council of Velm\n\n{plain}"}) == {}
    assert near_copies({"a": plain, "b": one_page.replace("Council", "Not")}) == {}
    jumps = pages.replace("\n\n4\n\n", "\n\n40\n\n")  # no number of a page
    assert near_copies({"a": plain, "b": jumps}) == {}


SITES = POLICY + "\nThe council has rooms in\n\nVelm\n\nPort Ems\n\nGrey Hill\n\n"


@pytest.mark.parametrize(
    "changed",
    [
        SITES.replace("Port Ems\n", "Port Ems\n\nNorth Bay\n"),
        SITES.replace("Port Ems\n\n", ""),
        SITES.replace("Velm\n\nPort Ems", "Port Ems\n\nVelm"),
        SITES + "North Bay\n",
        SITES.replace("Grey Hill\n\n", ""),
        SITES + "Closed: Velm.\n",
    ],
)
def test_an_item_of_a_list_is_a_difference(changed: str) -> None:
    assert changed != SITES
    assert near_copies({"a": SITES, "b": changed}) == {}
    assert near_copies({"a": changed, "b": SITES}) == {}
