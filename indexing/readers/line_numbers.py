"""The numbers that transcripts and bills have beside every line are not text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from indexing.readers.pdf_lines import TextRun, lines_of

LEAST = 12  # lines of a page
_OTHERS = 5  # lines without a number: heads and feet of the page
Pages = Sequence[Sequence[TextRun]]


def without_line_numbers(pages: Pages) -> Pages:
    """The pages without numbers that count their lines at the left, each page anew or on from the
    page before. A table whose rows are numbered is on one page, or has heads and text round it.
    """
    counted = [_counted(page) for page in pages]
    if sum(map(bool, counted)) < max(2, 0.5 * len(pages)):
        return pages
    return [
        [run for run in page if id(run) not in numbers]
        for page, numbers in zip(pages, counted, strict=True)
    ]


def _counted(page: Sequence[TextRun]) -> set[int]:
    """Ids of the runs that number the lines of a page; none where they do not."""
    lines = lines_of(page, 1)
    firsts = [min(line.cells, key=lambda cell: cell.left) for line in lines]
    numbers = [cell for cell in firsts if cell.text.isdecimal() and len(cell.text) < 4]
    if len(numbers) < LEAST or len(lines) - len(numbers) > _OTHERS:
        return set()
    values = [int(cell.text) for cell in numbers]
    edge = [cell.right for cell in numbers]
    on = sum(after == before + 1 for before, after in pairwise(values))
    if on < len(values) - 3 or max(edge) - min(edge) > 2 * numbers[0].size:
        return set()
    places = {(cell.text, round(cell.left), round(cell.middle)) for cell in numbers}
    return {id(r) for r in page if (r.text, round(r.left), round(r.middle)) in places}
