"""What stands on the pages of a document and is not its text: running heads, page numbers, tables
of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_LONGEST = 300  # characters of an entry of a table of contents
EDGE = 3  # lines at the top and at the bottom of a page that may be running
_FURTHER = 6  # and that may be, where they return word for word on nearly all
_NUMBER = re.compile(r"\d+")
_PAGE_WORD = r"(?:page|seite|pagina|página|стр\.?|第|p\.|pg\.?)"
_PAGE = re.compile(
    rf"\W*(?:{_PAGE_WORD}\s*)?(?:\d{{1,4}}|[ivxlc]{{1,6}})(?:\s*(?:of|/|von|de|sur)\s*\d{{1,4}})?"
    r"\s*页?\W*",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"\b{_PAGE_WORD}\W*#|#\s*(?:of|/|von|de|sur)\s*#|^\W*#|#\W*$", re.IGNORECASE)
_LEADER = re.compile(
    rf".*\S\s*(?:(?:\.\s?){{4,}}|…{{2,}})\s*(?:{_PAGE_WORD}\s*)?(?:\d{{1,4}}|[ivxlc]{{1,6}})\s*",
    re.IGNORECASE,
)
_ENTRY = re.compile(r".*[^\W\d].*\s(\d{1,4})\s*")  # of a table of contents without leaders
CONTENTS = re.compile(r"\W*(?:table of )?contents\W*|\W*inhalt(?:sverzeichnis)?\W*", re.IGNORECASE)


def running_lines(pages: Sequence[Sequence[str]]) -> list[set[int]]:
    """For each page the positions of the lines that return at the pages' edges, and of its number.

    From the edge inwards, as long as lines run. A line returns where it stands on a third of the
    pages, twice at least; with other numbers in it thrice, or where the numbers are pages.
    """
    if len(pages) < 2:
        return [set() for _ in pages]
    exact: Counter[str] = Counter()
    further: Counter[str] = Counter()
    like: Counter[str] = Counter()
    for page in pages:
        edges = [page[position] for position in _edges(page, EDGE)]
        exact.update({_plainly(line) for line in edges})
        like.update({_like(line) for line in edges})
        further.update({_plainly(page[position]) for position in _edges(page, _FURTHER)})
    least = max(2, len(pages) // 3)

    def runs(line: str, depth: int) -> bool:
        if depth >= EDGE:
            return further[_plainly(line)] >= max(3, 0.8 * len(pages))
        form = _like(line)
        counted = max(least, 2 if _COUNTED.search(form) else 3)
        return (
            _PAGE.fullmatch(line) is not None
            or exact[_plainly(line)] >= least
            or ("#" in form and like[form] >= counted)
        )

    found = []
    for page in pages:
        said = [position for position, line in enumerate(page) if line.strip()]
        positions: set[int] = set()
        for order in (said, said[::-1]):
            for depth, position in enumerate(order[:_FURTHER]):
                if not runs(page[position], depth):
                    break
                positions.add(position)
        found.append(positions)
    return found


def without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages' lines but for those."""
    return [
        [line for position, line in enumerate(page) if position not in running]
        for page, running in zip(pages, running_lines(pages), strict=True)
    ]


def contents_lines(lines: Sequence[str]) -> set[int]:
    """Positions of tables of contents: three entries with leaders to a page number, or more, and
    the line that heads them; or two and more below such a line that end in numbers of pages."""
    found = _plain_contents(lines)
    run: list[int] = []
    for position, line in enumerate((*lines, "end")):
        if len(line) < _LONGEST and _LEADER.fullmatch(line):
            run.append(position)
        elif line.strip():
            if len(run) >= 3:
                found.update(run)
                before = (n for n in range(run[0] - 1, -1, -1) if lines[n].strip())
                found.update(
                    n for n in [next(before, -1)] if n >= 0 and CONTENTS.fullmatch(lines[n])
                )
            run = []
    return found


def _plain_contents(lines: Sequence[str]) -> set[int]:
    """Positions of those without leaders: "Contents", "Boats 3", "Oars 7"."""
    found: set[int] = set()
    for head, line in enumerate(lines):
        if not CONTENTS.fullmatch(line):
            continue
        run, page = [head], 0
        for position in range(head + 1, len(lines)):
            entry = _ENTRY.fullmatch(lines[position])
            if not entry or int(entry.group(1)) < page:
                break
            run.append(position)
            page = int(entry.group(1))
        if len(run) > 2:
            found.update(run)
    return found


def without(lines: Iterable[str], positions: set[int]) -> list[str]:
    """The lines but for those at `positions`."""
    return [line for position, line in enumerate(lines) if position not in positions]


def _edges(page: Sequence[str], deep: int) -> list[int]:
    said = [position for position, line in enumerate(page) if line.strip()]
    return [*said[:deep], *said[max(deep, len(said) - deep) :]]


def _plainly(line: str) -> str:
    return " ".join(line.split()).casefold()


def _like(line: str) -> str:
    """A line as it returns with other numbers."""
    return _NUMBER.sub("#", _plainly(line))
