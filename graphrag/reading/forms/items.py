"""Lists: every item of an enumeration in a sentence, or of the lines under an announcement.

"… into five chapters: Design, Engineering, and Sales."      three items of one sentence
"The documentation must include the following:" + lines      an item a line
"Spring: the highest." + "Neap: the lowest."                 lines by their headwords
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.language.words import of_class
from graphrag.reading.material.sentences import ReadSentence, leads_on
from graphrag.reading.pages.found import Finding, Found, tidy
from graphrag.reading.pages.page_parts import MARK
from graphrag.reading.tables.table_rows import FIELD

_COMMA = re.compile(  # "Hale & Sons" is one name
    r"\s*(?:[,;]\s+(?:and\s+|or\s+|as well as\s+)?|\s(?:and|or|&(?!\s[A-ZÀ-Þ]))\s+)"
)
_HEADWORD = re.compile(r"^(?P<word>[^:–—.;]{1,60}?)(?:: | [–—-] )(?=\S)")
_BRACKET = re.compile(r"(?<=\w) ?\([^()]*\)$")
_AFTER_COLON = re.compile(r":\s+(?=\S)")
_LONGEST_ITEM = 9  # words of an item within a sentence
_LONGEST_LINE = 30  # words of a line that is one
_MOST = 25  # items
_LOOKED_AT = 3  # places, the fittest first
_WRITTEN_AS_ONE = 2.0  # what lines are ahead of commas, in log-odds: they are meant as a list
_CLAUSE = of_class("auxiliary", "personal", "question") | {"not"}  # words of no item
_DONE = re.compile(  # "paid by the school": what is done, and no item
    rf"[a-z]+(?:ed (?:{'|'.join(of_class('preposition', 'article'))})|(?:[nt]|[aeiou]de?) by)\b"
)
_DEED = re.compile(r"[a-z]+(?:ed|s) (?:again|now|well|since|today|still|on|in|at|by|the|an?)\b")
_FIGURE = re.compile(r"\d[\d.,:]*")
_PREPOSITIONS = of_class("preposition")
_JOINING = of_class("auxiliary", "personal", "preposition", "question") - {"of"}


def listed(places: Sequence[ReadSentence], heard: HeadReading) -> Finding | None:
    """The items, each with its sentence; None where nothing near the question is a list.

    Of several lists, the one whose announcement fits and in which the head sees the answer.
    """
    found = []
    for place in places[:_LOOKED_AT]:
        announced = Found(place.page, *place.span, place.fit)
        for above, steps, ahead in (
            (*_around_item(place), _WRITTEN_AS_ONE),
            ([announced], _lines_under(place), _WRITTEN_AS_ONE),
            ([], _of_sentence(place, heard), 0.0),
        ):
            if len(steps) >= 2:
                odds = heard.log_odds(place.page.rank, steps[0].start, steps[-1].end)
                found.append((place.fit + odds + ahead, above, steps))
    found += [(fit, [], steps) for fit, steps in _pointed_at(places, heard)]
    found += [(fit, [], steps) for fit, steps in _remarked(places, heard)]
    if not found:
        return None
    _, above, steps = max(found, key=lambda one: one[0])
    return _finding(above, steps)


def enumerates(place: ReadSentence) -> bool:
    """The sentence has several things beside each other, and announces none."""
    return not leads_on(place) and _COMMA.search(place.text.rstrip(" .")) is not None


def _pointed_at(
    places: Sequence[ReadSentence], heard: HeadReading
) -> list[tuple[float, list[Found]]]:
    """The lines that one span of the head goes over, from the start of the first: a list whose
    heading alone announces it.
    """
    found = []
    for span in heard.spans:
        ends = (span.start, span.end)
        own = [p for p in places if p.page.rank == span.passage and _meet(p.span, ends)]
        if not own:
            continue
        text = own[0].page.passage.text
        lines = [m.span() for m in re.finditer(r"[^\n]+", text) if span.start < m.end()]
        lines = [(start, end) for start, end in lines if start < span.end]
        if (
            len(lines) > 1
            and lines[0][0] == span.start
            and all(_is_item(text[a:b]) for a, b in lines)
        ):
            fit = max(place.fit for place in own)
            steps = [Found(own[0].page, start, end, fit) for start, end in lines]
            found.append((fit + span.score + _WRITTEN_AS_ONE, steps))
    return found


def _remarked(
    places: Sequence[ReadSentence], heard: HeadReading
) -> list[tuple[float, list[Found]]]:
    """The lines that bear the remark which the question asks for: "Parr (wood)", "Holm (wood)",
    and no line with another remark has as much of the question.
    """
    found = []
    for place in places[:_LOOKED_AT]:
        remark = _BRACKET.search(place.text.rstrip())
        if not remark:
            continue
        beside = [p for p in places if p.page is place.page and _BRACKET.search(p.text.rstrip())]
        alike = [p for p in beside if p.text.rstrip().endswith(remark.group().strip())]
        others = [p.cover for p in beside if p not in alike]
        if len(alike) > 1 and others and min(p.cover for p in alike) > max(others):
            steps = [Found(p.page, *p.span, p.fit) for p in sorted(alike, key=lambda p: p.number)]
            odds = heard.log_odds(place.page.rank, steps[0].start, steps[-1].end)
            found.append((place.fit + odds + 2 * _WRITTEN_AS_ONE, steps))
    return found


def _meet(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _finding(above: Sequence[Found], steps: Sequence[Found]) -> Finding:
    """The items as text; what announces them is cited before them."""
    return Finding(enumerated(map(_as_written, steps)), 0.0, (*above, *steps), "list")


def enumerated(lines: Iterable[str]) -> str:
    """The items that lines are, without their marks; by their headwords where each has one."""
    said = [MARK.sub("", line).strip().removesuffix(".") for line in lines]
    heads = [match["word"] for one in said if (match := _HEADWORD.match(one))]
    if len(heads) == len(said):
        said = heads if len(set(heads)) > 1 else [_first_value(one) for one in said]
    bare = [_BRACKET.sub("", one) for one in said]
    changed = sum(one != whole for one, whole in zip(bare, said, strict=True))
    return ", ".join(map(tidy, bare if 2 * changed > len(said) else said))


def _first_value(line: str) -> str:
    """What stands under the first name of a row: "Heron" of "Boat: Heron; Berth: A1"."""
    match = _HEADWORD.match(line)
    return line[match.end() if match else 0 :].split("; ")[0].strip()


def _as_written(step: Found) -> str:
    return step.page.passage.text[step.start : step.end].split("\n")[0]


def _lines_under(place: ReadSentence) -> list[Found]:
    """The lines behind an announcement up to an empty line after them, or the next heading.

    Behind a sentence that announces nothing, only lines that are marked as items.
    """
    page, (_, at) = place.page, place.span
    text = page.passage.text
    marked = MARK.match(text[at:].lstrip("\n")) is not None
    if not leads_on(place) and (not marked or MARK.match(place.text)):
        return []
    found: list[Found] = []
    gap = False
    for match in re.finditer(r"[^\n]+|\n\s*\n", text[at:]):
        line = match.group()
        if not line.strip():
            gap = True
            continue
        start, end = at + match.start(), at + match.end()
        marked = MARK.match(line) is not None
        if len(line.split()) > _LONGEST_LINE or (gap and found and not _alike(text, found, line)):
            break
        if found and MARK.match(_line(text, found[0])) and not marked:
            break
        found.append(Found(page, start, end, place.fit))
        gap = False
        if len(found) == _MOST:
            break
    return found


def _around_item(place: ReadSentence) -> tuple[list[Found], list[Found]]:
    """What announces the list that a marked line belongs to, and its lines; of others nothing."""
    if _AFTER_COLON.search(place.text):
        return [], []  # it has items of its own
    page, (at, _) = place.page, place.span
    text = page.passage.text
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    own = next((n for n, (start, end) in enumerate(lines) if start <= at < end), None)
    if own is None or not MARK.match(text[slice(*lines[own])]):
        return [], []
    first = past = own
    while first and _follows(text, lines[first - 1], lines[first]):
        first -= 1
    while past + 1 < len(lines) and _follows(text, lines[past], lines[past + 1]):
        past += 1
    above = lines[first - 1] if first else (0, 0)
    announced = text[slice(*above)].rstrip().endswith(":")
    steps = [Found(page, *line, place.fit) for line in lines[first : past + 1][:_MOST]]
    return ([Found(page, *above, place.fit)], steps) if announced else ([], [])


def _follows(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Two marked lines, one below the other."""
    return all(MARK.match(text[slice(*line)]) for line in (one, other))


def _line(text: str, step: Found) -> str:
    return text[step.start : step.end]


def _alike(text: str, found: Sequence[Found], line: str) -> bool:
    """A line after an empty one goes on with the list: as short, and closed in the same way."""
    first = _line(text, found[0])
    closed = [part.rstrip().endswith((".", ":", "?", "!")) for part in (first, line)]
    return closed[0] == closed[1] and len(line.split()) <= 3 * len(first.split())


def _of_sentence(place: ReadSentence, heard: HeadReading) -> list[Found]:
    """The longest enumeration, the one that the head points at where it points at one.

    Of a row of a table within one cell.
    """
    page, (start, end) = place.page, place.span
    pointed = [s.start for s in heard.spans if s.passage == page.rank and start <= s.start < end]
    cells = [match.span("cell") for match in FIELD.finditer(page.text[start:end])]
    parts = [(start + a, start + b) for a, b in cells] if len(cells) > 1 else [(start, end)]
    runs = [run for a, b in parts for run in _enumerations(page.text, a, b, pointed)]
    if pointed:
        runs = [run for run in runs if run[0][0] <= pointed[0] < run[-1][1]] or runs
    return [Found(page, a, b, place.fit) for a, b in max(runs, key=len, default=[])]


def _enumerations(
    text: str, start: int, end: int, pointed: Sequence[int]
) -> list[list[tuple[int, int]]]:
    """Runs of at least two short items with commas, semicolons or "and" between them."""
    colon = _AFTER_COLON.search(text, start, end)
    end = start + len(text[start:end].rstrip(" ."))
    joints = [match.span() for match in _COMMA.finditer(text, colon.end() if colon else start, end)]
    starts = [colon.end() if colon else start, *(past for _, past in joints)]
    if not colon and joints:
        starts[0] = next((at for at in pointed if at < joints[0][0]), start)
    runs: list[list[tuple[int, int]]] = [[]]
    for a, b in zip(starts, [*(joint for joint, _ in joints), end], strict=True):
        if _is_item(text[a:b]):
            runs[-1].append((a, b))
        else:
            tail = _tail(text, a, b, pointed)
            runs.append([(tail, b)] if _is_item(text[tail:b]) else [])
    return [run for run in runs if len(run) >= 2 and _are_alike([text[a:b] for a, b in run])]


def _are_alike(items: Sequence[str]) -> bool:
    """Where one is a figure alone, all have figures: no "2016 and received new engines". A name is
    not listed with what it does: "Hale & Sons and works again".
    """
    opens = [item.split()[0].lower() in _PREPOSITIONS for item in items]
    if opens == [False, True]:  # "the ward, in a blow to its leader"
        return False
    alone = any(_FIGURE.fullmatch(item.strip()) for item in items)
    name_and_deed = len(items) == 2 and items[0][:1].isupper() and _DEED.match(items[1].strip())
    return not name_and_deed and (not alone or all(map(_FIGURE.search, items)))


def _tail(text: str, a: int, b: int, pointed: Sequence[int]) -> int:
    """Where an enumeration may begin within a clause: where the head points, or its last words."""
    inside = [start for start in pointed if a <= start < b]
    if inside:
        return inside[0]
    joining = [w.end() for w in re.finditer(r"\S+", text[a:b]) if w.group().lower() in _JOINING]
    return min(a + joining[-1] + 1, b) if joining else b


def _is_item(text: str) -> bool:
    """A few words that are neither two sentences nor a clause."""
    words = [word if word == "May" else word.lower() for word in text.split()]
    short = 0 < len(words) <= _LONGEST_ITEM and text.count("(") == text.count(")")
    if _DONE.match(text.strip()):
        return False
    return short and not re.search(r"[.!?]\s", text) and _CLAUSE.isdisjoint(words)
