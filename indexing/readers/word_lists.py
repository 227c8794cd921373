"""How the lists of a Word document count (numbering.xml): the mark of an item as it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexing.readers.lines import numeral
from indexing.readers.zipped import Element, attribute, children, local

_PLACE = re.compile(r"%([1-9])")
_LETTERS = {"lowerLetter": "loweralpha", "upperLetter": "upperalpha"}
_ROMAN = {"lowerRoman": str.lower, "upperRoman": str.upper}
_UNMARKED = ("bullet", "none")
_UNITS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
MOST_ROMAN = 39


@dataclass(frozen=True, slots=True)
class Level:
    """One depth of a list: how it counts, from where, and what its mark looks like ("%1.%2")."""

    form: str
    shape: str
    start: int


class Lists:
    """The lists of a document, and how far each has counted.

    Args:
        root: of numbering.xml; None where the document has none.
        styles: of styles.xml; a style may say that its paragraphs are a list's.
    """

    def __init__(self, root: Element | None, styles: Element | None) -> None:
        self._of_style = {
            attribute(style, "styleId"): holder
            for style in (children(styles, "style") if styles is not None else ())
            for holder in style.iter()
            if local(holder) == "numPr"
        }
        self._levels: dict[str, dict[int, Level]] = {}  # by the id of an abstract list
        self._abstract: dict[str, str] = {}  # a list -> the abstract one that it counts in
        self._restarts: dict[str, dict[int, int]] = {}  # a list -> where it starts anew
        self._counts: dict[str, dict[int, int]] = {}
        for part in root if root is not None else ():
            if local(part) == "abstractNum":
                self._levels[attribute(part, "abstractNumId")] = dict(
                    map(_level, children(part, "lvl"))
                )
            elif local(part) == "num":
                self._add(part)

    def _add(self, part: Element) -> None:
        name = attribute(part, "numId")
        for child in part:
            if local(child) == "abstractNumId":
                self._abstract[name] = attribute(child, "val")
            elif local(child) == "lvlOverride":
                for start in children(child, "startOverride"):
                    depth = _number(attribute(child, "ilvl"), 0)
                    self._restarts.setdefault(name, {})[depth] = _number(attribute(start, "val"), 1)

    def mark(self, properties: Element | None) -> str:
        """The mark of the next item, with a space; "" for a bullet and for what is no item.

        Args:
            properties: of the item's paragraph.
        """
        if properties is None:
            return ""
        styles = (attribute(part, "val") for part in children(properties, "pStyle"))
        found = children(properties, "numPr") or [
            self._of_style[style] for style in styles if style in self._of_style
        ]
        said = {local(part): attribute(part, "val") for holder in found for part in holder}
        name, depth = said.get("numId", "0"), _number(said.get("ilvl", "0"), 0)
        abstract = self._abstract.get(name, "")
        levels = self._levels.get(abstract, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        restart = self._restarts.get(name, {}).pop(depth, None)
        before = levels[depth].start - 1 if restart is None else restart - 1
        counts[depth] = (counts.get(depth, before) if restart is None else before) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if levels[depth].form in _UNMARKED:
            return ""
        shown = _PLACE.sub(
            lambda f: _shown(int(f.group(1)) - 1, counts, levels), levels[depth].shape
        )
        return f"{shown} " if shown.strip() else ""


def _shown(depth: int, counts: dict[int, int], levels: dict[int, Level]) -> str:
    level = levels.get(depth, Level("decimal", "", 1))
    number = counts.get(depth, level.start)
    if level.form in _ROMAN and 0 < number <= MOST_ROMAN:
        return _ROMAN[level.form](_roman(number))
    return numeral(number, _LETTERS.get(level.form, ""))


def _roman(number: int) -> str:
    said = ""
    for unit, letters in _UNITS:
        said += letters * (number // unit)
        number %= unit
    return said


def _level(part: Element) -> tuple[int, Level]:
    said = {local(child): attribute(child, "val") for child in part}
    level = Level(
        said.get("numFmt", "decimal"), said.get("lvlText", ""), _number(said.get("start", "1"), 1)
    )
    return _number(attribute(part, "ilvl"), 0), level


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise
