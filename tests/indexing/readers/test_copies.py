"""One report as a page, a print and a letter: it counts once."""

from pathlib import Path

import docx

from graphrag.settings import Chunking
from indexing.readers.one import read_one
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
