"""Labels in bold become fields with a colon; bold words of sentences do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexing.readers.markdown import read_markdown


def text(source: str) -> str:
    """What is read of a page."""
    (document,) = read_markdown(Path("page.md"), source.encode())
    return document.text


BOAT = "**Length** 12 m\n\n**Crew min.** two\n\n**Built by** Oda Brask\n\n**Top speed** 9 kn."


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("**Director** Oda Brask **Music** none **With** *Kim Ott*, Per Dahl",
         ["Director: Oda Brask; Music: none; With: Kim Ott, Per Dahl"]),
        ("**Born** 3 May 1886 at Harn. **Died** 1 June 1971.",
         ["Born: 3 May 1886 at Harn. Died: 1 June 1971."]),
        ("*Shown twice*\n**Director** Oda Brask **Music** none",
         ["Shown twice", "Director: Oda Brask; Music: none"]),
        ("**Length** 12 m  \n**Crew** two  \n**Built by** Oda Brask",
         ["Length: 12 m", "Crew: two", "Built by: Oda Brask"]),
        (BOAT, ["Length: 12 m", "Crew min. two", "Built by: Oda Brask", "Top speed: 9 kn."]),
        # one or two labels alone, sentences, and what has its own mark
        ("**Length** 12 m\n\n**Crew** two", ["Length 12 m", "Crew two"]),
        ("**Never** open it.\n\n**Always** ask us.\n\n**Please** knock.\n\n**Do** wait.",
         ["Never open it.", "Always ask us.", "Please knock.", "Do wait."]),
        ("**Length:** 12 m **Crew:** two", ["Length: 12 m Crew: two"]),
        ("Ask **Oda Brask** or **Kim Ott** for it.", ["Ask Oda Brask or Kim Ott for it."]),
        ("**Oda Brask** and **Kim Ott** wrote it.", ["Oda Brask and Kim Ott wrote it."]),
    ],
)  # fmt: skip
def test_labels(source: str, lines: list[str]) -> None:
    assert [line for line in text(f"# A page\n\n{source}\n").split("\n") if line] == lines
