"""Labels with a text that hangs beside them, over several lines: "Overview: | In this lesson …".

Forms, lesson plans and lives are set so. The lines below the first stand where the text begins, not
where the label does; a label may take two lines itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from indexing.readers.lines import item_of, join
from indexing.readers.pdf_lines import ENDS, Line, TextRun

_LINE = 1.55  # sizes of the type: what is further below is another paragraph
_LONG = 40  # characters of a line of text
_BESIDE = 0.6  # of the size: lines begin at one place that are no further apart


def with_hanging(lines: Sequence[Line], own: Collection[str]) -> list[Line]:
    """The lines, those that hang beside a label joined to the first of its text.

    Args:
        own: words that the text writes with a hyphen (`own_words`).
    """
    edges: dict[int, float] = defaultdict(float)
    for line in lines:
        edges[line.page] = max(edges[line.page], line.right)
    found: list[Line] = []
    last: Line | None = None  # the line above as it stands on the page
    for line in lines:
        before = found[-1] if found else None
        wrapped = last is not None and _is_wrapped(last, line, edges[line.page])
        if wrapped and before and _hangs(before, line):
            label, text = before.cells
            found[-1] = replace(before, cells=(label, _joined(text, line.cells[0], own)))
        elif last and before is last and _is_below(last, line) and _ends_label(last, line):
            label, text = last.cells
            label = _joined(label, line.cells[0], own)
            if not wrapped or item_of(line.cells[1].text) or text.text.endswith(ENDS):
                found[-1:] = [
                    replace(last, cells=(label, text)),
                    replace(line, cells=line.cells[1:]),
                ]
            else:
                text = _joined(text, line.cells[1], own)
                found[-1] = replace(last, cells=(label, text))
        else:
            found.append(line)
        last = line
    return found


def _hangs(labelled: Line, line: Line) -> bool:
    """It goes on where the text beside a label begins."""
    if len(labelled.cells) != 2 or len(line.cells) != 1 or item_of(line.text):
        return False
    label, text = labelled.cells
    return label.text.endswith(":") and _begin_alike(text, line.cells[0])


def _ends_label(above: Line, line: Line) -> bool:
    """The label that begins above, beside a line of text, ends here: "Project" "Outcome:".

    A head of a column is no label: what stands beside it is short.
    """
    if len(above.cells) != 2 or len(line.cells) != 2 or len(above.cells[1].text) < _LONG:
        return False
    is_open = not above.cells[0].text.endswith(ENDS) and line.cells[0].text.endswith(":")
    return is_open and all(map(_begin_alike, above.cells, line.cells))


def _is_below(above: Line, line: Line) -> bool:
    return above.page == line.page and 0 < above.middle - line.middle < _LINE * line.size


def _is_wrapped(above: Line, line: Line, edge: float) -> bool:
    """The line above was full: the first word of this one had no room in it before the edge."""
    word = line.cells[-1].text.split(" ", 1)[0]
    wide = (line.right - line.cells[-1].left) * len(word) / max(1, len(line.cells[-1].text))
    return _is_below(above, line) and above.right + wide > edge - line.size


def _begin_alike(one: TextRun, other: TextRun) -> bool:
    return abs(one.left - other.left) < _BESIDE * one.size


def _joined(one: TextRun, other: TextRun, own: Collection[str]) -> TextRun:
    text = join(one.text, other.text, own)
    return replace(one, text=text, right=max(one.right, other.right))
