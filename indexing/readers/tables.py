"""Tables of every format: a row is told with the names of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexing.passages import count_tokens

_NUMBER = re.compile(
    r"[\s$€£¥%+\-–−().,:/\d]*[\d][\s$€£¥%+\-–−().,:/\d]*|[-–—n/a\s]*", re.IGNORECASE
)
_COLON = re.compile(r":(?=\s)\s*")  # in a head: "OPT: Code" would be a head and the half of a cell
MOST_HEAD = 60  # characters of a column's name, where nothing marks it as one
_LONGEST_KEY = 40
_KEY_HEADS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"|parameters?|propert(?:y|ies)|attributes?|keys?|fields?|items?|specifications?|specs?"
        r"|characteristics?|features?|settings?|quantity",
        "values?|details?|data",
    )
)
_MOST_HEADS = 3  # rows that name columns
_LOOKED_AT = 50  # rows
LONGEST_ROW = 200  # tokens: a little less than a passage holds
YEAR = re.compile(r"(?:19|20)\d\d")  # a number that may name a column


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of cells, and the names of the columns (empty where it has none)."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def row_text(self, row: Sequence[str]) -> str:
        """A row in words: "name: Tom Hale; born: 1901." Empty cells say nothing."""
        heads = (*(_COLON.sub(" ", head) for head in self.header), *([""] * len(row)))
        text = ""
        for head, cell in zip(heads, row, strict=False):
            apart = " " if not head and cell[-1:] == ":" else "; "  # "Status:" names what follows
            text += f"{head}: {cell}{apart}" if head and cell else f"{cell}{apart}" if cell else ""
        text = text.rstrip().removesuffix(";")
        return f"{text}." if text and text[-1] not in ".!?。！？।" else text

    def pieces(self, row: Sequence[str], telling: Sequence[int]) -> list[str]:
        """A row in words, a long one in several pieces, each of which begins with the cells that it
        is known by.

        Args:
            telling: the columns of these.
        """
        whole = self.row_text(row)
        if count_tokens(whole) <= LONGEST_ROW or not telling:
            return [whole]
        known = tuple(cell if n in telling else "" for n, cell in enumerate(row))
        found, held = [], known
        for n, cell in enumerate(row):
            if n in telling or not cell:
                continue
            more = tuple(cell if m == n else one for m, one in enumerate(held))
            if held != known and count_tokens(self.row_text(more)) > LONGEST_ROW:
                found.append(self.row_text(held))
                more = tuple(cell if m == n else one for m, one in enumerate(known))
            held = more
        return [*found, self.row_text(held)]

    def unused(self) -> list[str]:
        """The names of columns in which no cell says anything."""
        width = range(len(self.header))
        used = {n for row in self.rows for n, cell in enumerate(row) if cell}
        return [name for n in width if n not in used and (name := self.header[n])]


def make_table(cells: Sequence[Sequence[str]], *, header: bool | None = None) -> Rows:
    """A table of cells, empty rows left out.

    Args:
        cells: row by row; white space in a cell does not count.
        header: whether the first row names the columns; None: judge by what it looks like.
    """
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in cells]
    unnamed = bool(header and rows) and not any(rows[0])  # what stands below is a row like others
    header = False if unnamed else header
    rows = [row for row in rows if any(row)]
    if len(rows) > 1 and header is not False and _heads_keys(rows[0]) and _are_keyed(rows[1:]):
        return Rows((), tuple(map(_of_key, rows[1:])))
    count = 0 if header is False else heads_of(rows)
    if count > 1:
        return Rows(_named(joined_heads(rows[:count])), tuple(rows[count:]))
    if len(rows) < 2 or header is False or (header is None and not _heads(rows)):
        return Rows((), tuple(map(_of_key, rows) if unnamed and _are_keyed(rows) else rows))
    return Rows(_named(rows[0]), tuple(rows[1:]))


def _heads_keys(row: Sequence[str]) -> bool:
    """Whether it heads any keys and their values: "Parameter", "Value"."""
    return len(row) == 2 and all(
        pattern.fullmatch(cell) for pattern, cell in zip(_KEY_HEADS, row, strict=True)
    )


def _are_keyed(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether it is a list of keys and values: two columns, the first of short words, each once."""
    keys = [row[0] for row in rows]
    return (
        all(len(row) == 2 for row in rows)
        and all(key and len(key) <= _LONGEST_KEY and not is_number(key) for key in keys)
        and len(set(keys)) == len(keys)
    )


def _of_key(row: tuple[str, ...]) -> tuple[str, ...]:
    """Its key with a colon, so that "Status", "Final" is told as "Status: Final"."""
    return (row[0] if row[0].endswith(":") or not row[1] else f"{row[0]}:", row[1])


def heads_of(rows: Sequence[Sequence[str]]) -> int:
    """How many rows name the columns where several do: the first leaves columns open (a cell over
    several columns is told once), and those below it name each of these. 1 where they do not.
    """
    if len(rows) < 3 or not all(rows[0][:1]) or not any(rows[0][1:]):
        return 1
    if _says_more(rows[0], rows[1], rows[2:_LOOKED_AT]):
        return 2
    width = max(map(len, rows))
    for count in range(2, min(_MOST_HEADS, len(rows) - 1) + 1):
        heads = [[*row, *[""] * (width - len(row))] for row in rows[:count]]
        above, last = heads[0], heads[-1]
        open_ones = [n for n in range(1, width) if not above[n]]
        over = [n - 1 for n in open_ones if above[n - 1]]
        used = {n for row in rows[count:] for n, cell in enumerate(row) if cell}
        named = all(any(row[n] for row in heads) for n in used)
        if not open_ones or any(_is_value(cell) for row in heads for cell in row):
            return 1
        below = rows[count]
        if all(last[n] for n in (*open_ones, *over)) and named and any(map(is_number, below)):
            return count
    return 1


def _says_more(head: Sequence[str], row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether the row below the first says more of the columns (units, kinds of answers): it alone
    leaves the first column open, and says in words what neither the first nor a row below says
    there.
    """
    said = [(n, cell) for n, cell in enumerate(row) if cell]
    alone = len(below) > 1 and not any(row[:1]) and all(any(other[:1]) for other in below)
    return (
        alone
        and bool(said)
        and not any(is_number(cell) or len(cell) > _LONGEST_KEY for _, cell in said)
        and not any(cell in other[n : n + 1] for n, cell in said for other in (head, *below))
    )


def _is_value(cell: str) -> bool:
    return bool(cell) and is_number(cell) and not YEAR.fullmatch(cell)


def joined_heads(rows: Sequence[Sequence[str]]) -> list[str]:
    """The names of columns that stand in several rows: "BLEU" over "German" and "French" are "BLEU
    German" and "BLEU French".
    """
    width = max(map(len, rows))
    filled = []
    for row in rows[:-1]:
        said = ""
        line = []
        for cell in [*row, *[""] * (width - len(row))]:
            said = cell or said
            line.append(said)
        filled.append(line)
    last = [*rows[-1], *[""] * (width - len(rows[-1]))]
    return [
        " ".join(dict.fromkeys(filter(None, (*(line[n] for line in filled if last[n]), last[n]))))
        or next((row[n] for row in rows if n < len(row) and row[n]), "")
        for n in range(width)
    ]


def is_number(cell: str) -> bool:
    """Whether it is a number, an amount, or a sign that there is none."""
    return _NUMBER.fullmatch(cell.strip()) is not None


def _heads(rows: Sequence[tuple[str, ...]]) -> bool:
    """Does the first row name columns? Its cells are full, short, different and no numbers, while
    what stands below them is not of the kind of a list of two columns.
    """
    first, below = rows[0], rows[1:]
    width = max(len(row) for row in rows)
    if len(first) < width or width < 2 or not all(first[1:]):
        return False
    if any(_NUMBER.fullmatch(cell) or len(cell) > MOST_HEAD for cell in first if cell):
        return False
    if first[0].endswith(":") or len(set(first)) < len(first):
        return False
    if width == 2:  # a list of keys and values looks like a table of two columns
        long = [row for row in below if len(row) > 1 and len(row[1]) > 2 * len(first[1]) + 10]
        numbers = [row for row in below if len(row) > 1 and _NUMBER.fullmatch(row[1] or "x")]
        return len(below) > 1 and len(long) + len(numbers) > len(below) // 2
    return True


def _named(first: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.rstrip(":") for cell in first)
