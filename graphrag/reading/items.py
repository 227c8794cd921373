"""Lists: every item of an enumeration in a sentence, or of the lines under an announcement.

"… into five chapters: Design, Engineering, and Sales."      three items of one sentence
"The documentation must include the following:" + lines      an item a line
"… the bottle banks (fire house, corn hall, kiln)."          three items in brackets
"Spring: the highest." + "Neap: the lowest."                 lines by their headwords
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.language.words import of_class
from graphrag.reading.found import Finding, Found, tidy
from graphrag.reading.rows import FIELD
from graphrag.reading.sentences import ReadSentence, announces, leads_on

_COMMA = re.compile(r"\s*(?:[,;]\s+(?:and\s+|or\s+|as well as\s+)?|\s(?:and|or|&)\s+)")
_MARK = re.compile(
    r"^\s*(?:[-*•‣–]|\d{1,2}(?:\.\d{1,2})+[.)]?|\(?(?:\d{1,2}|[ivxIVX]{1,6})[.)]|\(?[a-z]\))\s+"
)
_HEADWORD = re.compile(r"^(?P<word>[^:–—.;]{1,60}?)(?:: | [–—-] )(?=\S)")
_BRACKET = re.compile(r"(?<=\w) ?\([^()]*\)$")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_AFTER_COLON = re.compile(r":\s+(?=\S)")
_STOP = re.compile(r"[.!?](?:\s|$)|\s(?:which|that|who|are|is|were|was|have|has)\s")
_LONGEST_ITEM = 9  # words of an item within a sentence
_LONGEST_LINE = 30  # words of a line that is one
_MOST = 25  # items
_LOOKED_AT = 12  # places, the fittest first
_WRITTEN_AS_ONE = 2.0  # what lines are ahead of commas, in log-odds: they are meant as a list
_CLAUSE = of_class("auxiliary", "personal", "question") | {"not"}  # words of no item
_JOINING = of_class("auxiliary", "personal", "preposition", "question") - {"of"}


def listed(places: Sequence[ReadSentence], heard: HeadReading) -> Finding | None:
    """The items, each with its sentence; None where nothing near the question is a list.

    Of several lists, the one whose announcement fits and in which the head sees the answer.
    """
    found = []
    for place in places[:_LOOKED_AT]:
        for steps, ahead in (
            (_lines_under(_announcer(place)), _WRITTEN_AS_ONE),
            (_of_sentence(place, heard), 0.0),
        ):
            if len(steps) >= 2:
                odds = heard.log_odds(place.page.rank, steps[0].start, steps[-1].end)
                found.append((place.fit + odds + ahead, steps))
    return _finding(max(found, key=lambda pair: pair[0])[1]) if found else None


def _finding(steps: Sequence[Found]) -> Finding:
    said = [_MARK.sub("", _as_written(step)).strip() for step in steps]
    heads = [match["word"] for one in said if (match := _HEADWORD.match(one))]
    said = heads if len(heads) == len(said) else said
    bare = [_BRACKET.sub("", one) for one in said]
    changed = sum(one != whole for one, whole in zip(bare, said, strict=True))
    said = bare if 2 * changed > len(said) else said
    return Finding(", ".join(map(tidy, said)), 0.0, tuple(steps), "list")


def _as_written(step: Found) -> str:
    return step.page.passage.text[step.start : step.end].split("\n")[0]


def _announcer(place: ReadSentence) -> ReadSentence:
    """The sentence with a colon above a line of a list; otherwise the place itself."""
    for number in range(place.number - 1, max(-1, place.number - _MOST), -1):
        above = replace(place, number=number)
        if announces(above):
            return above
        if not leads_on(above):
            break
    return place


def _lines_under(place: ReadSentence) -> list[Found]:
    """The lines behind an announcement up to an empty line after them, or the next heading.

    Behind a sentence that announces nothing, only lines that are marked as items.
    """
    page, (_, at) = place.page, place.span
    text = page.passage.text
    if not leads_on(place) and not _MARK.match(text[at:].lstrip("\n")):
        return []
    found: list[Found] = []
    gap = False
    for match in re.finditer(r"[^\n]+|\n\s*\n", text[at:]):
        line = match.group()
        if not line.strip():
            gap = True
            continue
        start, end = at + match.start(), at + match.end()
        marked = _MARK.match(line) is not None
        if len(line.split()) > _LONGEST_LINE or (gap and found and not _alike(text, found, line)):
            break
        if found and _MARK.match(_line(text, found[0])) and not marked:
            break
        found.append(Found(page, start, end, place.fit))
        gap = False
        if len(found) == _MOST:
            break
    return found


def _line(text: str, step: Found) -> str:
    return text[step.start : step.end]


def _alike(text: str, found: Sequence[Found], line: str) -> bool:
    """A line after an empty one goes on with the list: as short, and closed in the same way."""
    first = _line(text, found[0])
    closed = [part.rstrip().endswith((".", ":", "?", "!")) for part in (first, line)]
    return closed[0] == closed[1] and len(line.split()) <= 3 * len(first.split())


def _of_sentence(place: ReadSentence, heard: HeadReading) -> list[Found]:
    """The longest enumeration of the sentence; the one the head points to, where it does."""
    page, (start, end) = place.page, place.span
    text = page.passage.text
    pointed = [s.start for s in heard.spans if s.passage == page.rank and start <= s.start < end]
    cells = [match.span("cell") for match in FIELD.finditer(text[start:end])]
    within = [(start + a, start + b) for a, b in cells]
    inner = [(m.start() + 1, m.end() - 1) for m in _IN_BRACKETS.finditer(text, start, end)]
    parts = [*(within if len(within) > 1 else [(start, end)]), *inner]
    runs = [run for a, b in parts for run in _enumerations(text, a, b, pointed)]
    if pointed:
        runs = [run for run in runs if run[0][0] <= pointed[0] < run[-1][1]] or runs
    best = max(runs, key=len, default=[])
    return [Found(page, a, b, place.fit) for a, b in best]


def _enumerations(
    text: str, start: int, end: int, pointed: Sequence[int]
) -> list[list[tuple[int, int]]]:
    """Runs of at least two short items with commas, semicolons or "and" between them."""
    colon = _AFTER_COLON.search(text, start, end)
    brackets = [match.span() for match in _IN_BRACKETS.finditer(text, start, end)]
    pieces: list[tuple[int, int]] = []
    at = colon.end() if colon else start
    for match in _COMMA.finditer(text, at, end):
        if not any(a < match.start() < b for a, b in brackets):
            pieces.append((at, match.start()))
            at = match.end()
    pieces.append((at, end))
    runs: list[list[tuple[int, int]]] = [[]]
    for position, (a, b) in enumerate(pieces):
        first, last = position == 0 and not colon, position == len(pieces) - 1
        a, b = _trimmed(text, a, b, first, last)
        if _is_item(text[a:b]):
            runs[-1].append((a, b))
        else:
            runs.append([])
            tail = _tail(text, a, b, pointed)
            if _is_item(text[tail:b]):
                runs[-1].append((tail, b))
    return [run for run in runs if len(run) >= 2]


def _tail(text: str, a: int, b: int, pointed: Sequence[int]) -> int:
    """Where an enumeration may begin within a clause: where the head points, or its last words."""
    inside = [start for start in pointed if a <= start < b]
    if inside:
        return inside[0]
    joining = [w.end() for w in re.finditer(r"\S+", text[a:b]) if w.group().lower() in _JOINING]
    return min(a + joining[-1] + 1, b) if joining else b


def _is_item(text: str) -> bool:
    """A few words that are neither two sentences nor a clause."""
    words = text.lower().split()
    short = 0 < len(words) <= _LONGEST_ITEM
    return short and not re.search(r"[.!?]\s", text) and _CLAUSE.isdisjoint(words)


def _trimmed(text: str, a: int, b: int, first: bool, last: bool) -> tuple[int, int]:
    """The first item without what stands before it, the last without what follows it."""
    if first:
        words = list(re.finditer(r"\S+", text[a:b]))
        capital = next((w for w in reversed(words) if _begins(text[a:b], w.start())), None)
        a += capital.start() if capital else 0
    if last:
        stop = _STOP.search(text[a:b])
        b = a + stop.start() if stop else b
    return a, b


def _begins(text: str, at: int) -> bool:
    """An item may begin here: the first capital or figure of a run of them."""
    before = text[:at].split()
    begins = text[at].isupper() or text[at].isdigit()
    return begins and not (before and before[-1][:1].isupper() and len(before) > 1)
