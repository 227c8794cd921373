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
from graphrag.reading.forms.marked_lines import AFTER_COLON, around_item, lines_under
from graphrag.reading.material.sentences import ReadSentence, leads_on
from graphrag.reading.pages.found import Finding, Found, tidy
from graphrag.reading.pages.page_parts import MARK
from graphrag.reading.tables.table_rows import FIELD

_COMMA = re.compile(  # "Hale & Sons" is one name
    r"\s*(?:[,;]\s+(?:and\s+|or\s+|as well as\s+)?|\s(?:and|or|&(?!\s[A-ZÀ-Þ]))\s+)"
)
_HEADWORD = re.compile(r"^(?P<word>[^:–—.;]{1,60}?)(?:: | [–—-] )(?=\S)")
_BRACKET = re.compile(r"(?<=\w) ?\([^()]*\)$")
_LONGEST_ITEM = 9  # words of an item within a sentence
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
            (*around_item(place), _WRITTEN_AS_ONE),
            ([announced], lines_under(place), _WRITTEN_AS_ONE),
            ([], _of_sentence(place, heard), 0.0),
        ):
            if len(steps) >= 2:
                odds = heard.log_odds(place.page.rank, steps[0].start, steps[-1].end)
                found.append((place.fit + odds + ahead, above, steps))
    found += [(fit, [], steps) for fit, steps in _remarked(places, heard)]
    if not found:
        return None
    _, above, steps = max(found, key=lambda one: one[0])
    return _finding(above, steps)


def enumerates(place: ReadSentence) -> bool:
    """The sentence has several things beside each other, and announces none."""
    return not leads_on(place) and _COMMA.search(place.text.rstrip(" .")) is not None


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
    colon = AFTER_COLON.search(text, start, end)
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
