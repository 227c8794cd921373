"""Where passages of the fixed files begin and end at several sizes, and which small changes of a
text leave it the same text.

`cuts.txt` holds a line a file and size, and a line of marks a text: "=" where what was changed says
the same. `python -m tests.golden.read_cuts` writes it anew; read its difference before committing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graphrag.settings import Chunking
from indexing.documents import Document
from indexing.passages import cut
from indexing.readers.differences import say_the_same, wording
from indexing.readers.formats import read
from tests.golden.read_files import HERE, sources
from tests.golden.read_sentences import DOCUMENTS
from tests.golden.read_varied import Pick, picks

EXPECTED = HERE / "cuts.txt"
SIZES = [(20, 0), (20, 10), (31, 15), (60, 0), (60, 20), (150, 30)]
CHANGES = 240


def record() -> str:
    """Everything that is compared."""
    lines = []
    for document in documents():
        for tokens, overlap in SIZES:
            found = cut(document, Chunking(tokens=tokens, overlap=overlap))
            said = " ".join(f"{p.start}-{p.end}{_place(p.section, p.page)}" for p in found)
            lines.append(f"{document.title} {tokens}/{overlap}: {said}")
        marks = "".join(marks_of(document.text))
        lines += [marks[at : at + 80] for at in range(0, len(marks), 80)]
    return "\n".join(lines) + "\n"


def _place(section: str, page: int) -> str:
    return f"[{section}]" * bool(section) + f"p{page}" * bool(page)


def documents() -> Iterator[Document]:
    """Those of the fixed files, and of three of the sample's."""
    for name, raw in sources():
        yield from read(Path(name), raw).documents
    for path in sorted(DOCUMENTS.rglob("*.md"))[::20]:
        yield from read(path, path.read_bytes()).documents


def marks_of(text: str) -> Iterator[str]:
    """Whether each change leaves the text the same."""
    before = wording(text)
    for number in range(CHANGES):
        other = wording(changed(text, picks(f"{len(text)} {number}")))
        yield "=" if say_the_same(before, other) else "."


def changed(text: str, pick: Pick) -> str:
    """The text with one or two things changed that a print of it may change, or that matter."""
    for turn in range(1 + pick("turns", 2)):
        text = _changed(text, pick, str(turn))
    return text


def _changed(text: str, pick: Pick, turn: str) -> str:
    words = list(re.finditer(r"\w+", text))
    lines = text.split("\n")
    if not words:
        return text
    one, at = words[pick(f"word {turn}", len(words))], pick(f"line {turn}", len(lines))
    before, word, after = text[: one.start()], one[0], text[one.end() :]
    half = max(1, len(word) // 2)
    way = pick(f"way {turn}", 16)
    if way < 8:
        new = (
            "", f"{word} {word}", f"{word[:half]} {word[half:]}", f"{word[:half]}-\n{word[half:]}",
            f"the {word}", f"not {word}", word.upper(), word.replace("or", "our").replace("z", "s"),
        )[way]  # fmt: skip
        return before + new + after
    if way == 8:
        return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), text, count=1)
    if way < 13:
        line = (
            "Back to the top", f"{1 + pick('page', 3)}", "Velm Harbour Board", "It was never so.",
            "A line of more words than a foot of a page has, as it says so much of it all",
        )[way - 9]  # fmt: skip
        return "\n".join([*lines[:at], line, *lines[at:]])
    count = 2 + pick(f"count {turn}", 2)
    feet = {
        13: [f"Page {n}" for n in range(1, count + 1)],
        14: ["Rules of Velm"] * count,
        15: [f"Rules of {n * 2} May" for n in range(1, count + 1)],
    }[way]
    for place, foot in enumerate(feet):
        lines.insert((at + 3 * place) % (len(lines) + 1), foot)
    return "\n".join(lines)


if __name__ == "__main__":
    EXPECTED.write_text(record(), encoding="utf-8")
