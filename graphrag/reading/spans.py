"""Stretches of text that can be answers: names, lists of names, quoted works, numbers."""

from __future__ import annotations

import re

from graphrag.language.names import Stretch

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŠŽŹŻĆČĐİŞŐŰĀĒĪŌŪȘȚ"
_ABBREVIATED = r"(?:St|Jr|Sr|Dr|Mr|Mrs|Ms|Gen|Lt|Col|Capt|Sgt|Maj|Prof|Rev|Mt|Ft|Hon|Wm|Chas|Geo)\."
_WORD = (
    rf"(?:{_ABBREVIATED}|(?:[{_UPPER}]\. ?)*[{_UPPER}]\.|[{_UPPER}][\w']*"
    rf"(?:[.&/] ?(?=[{_UPPER}])(?<! )[\w']+|- ?(?=[{_UPPER}])[\w']+|-[\w']+)*)"
)
_LINK = (
    r"(?:of the|of|the|de la|de las|de los|de|del|della|der|den|des|di|da|dos|do|du|la|le|los|las"
    r"|el|al|van der|van|von|zu|und|bin|ibn|bint|ben|ap|ab|ferch|y|e|'s|&|\d+(?:st|nd|rd|th))"
)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_NAME = re.compile(
    rf"(?<![\w]){_WORD}(?:(?: (?:{_LINK} )*| ?)(?={_WORD}){_WORD}"
    rf"| \d{{1,3}}\b(?![,.]\d| (?:{_MONTHS})))*"
)
_TITLE = (
    r"(?:Baron|Baronet|Baroness|Earl|Duke|Duchess|Viscount|Marquess|Marquis|Count|Countess|Lord|Lady"
    r"|Prince|Princess|King|Queen|Elector|Landgrave|Margrave|Emperor|Empress|Grand Duke)"
)
_RANK = re.compile(
    rf",? \d+(?:st|nd|rd|th) {_TITLE}(?: (?:(?:of|de|von) )?{_WORD})*"
    rf"|, {_TITLE} (?:of|de|von|Palatine)(?: (?:the )?{_WORD})*"
)
_NO_FINAL_STOP = re.compile(r"(?:\b[A-Z]|\bJr|\bSr|\b[A-Z]\.[A-Z]|\bInc|\bCo|\bLtd|\bSt|\bNo)\.$")
_NEXT_SENTENCE = re.compile(
    r"\. (?:He|She|It|They|The|In|His|Her|A|An|This|After|During|On|At|As)\b"
)
# Words that open a sentence with a capital and name nothing.
_OPENERS = frozenset(
    """a an and as at after although also along among another around based because before besides
    being born both but by despite during each earlier every eventually following for formerly from
    furthermore given he her here hers his how however i if in initially instead into it its just
    known later like many more moreover most much my nearly no nor not notable now of often on once
    one only or originally other our out over prior since she so some soon still such than that the
    their them then there these they this those though through throughout to today together two
    three four five six seven eight nine ten under until upon used using very was we were what when
    where whereas which while who whose with within without written you your""".split()
)


def find_names(text: str) -> list[Stretch]:
    """Runs of capitalised words, with the small words that join them ("King Wu of Zhou")."""
    found: list[Stretch] = []
    for match in _NAME.finditer(text):
        start, end = _trim(text, match.start(), match.end())
        if end <= start:
            continue
        ranked = _RANK.match(text, end)
        if ranked:
            end = ranked.end()
        if found and start < found[-1].end:
            continue
        found.append(Stretch(start, end))
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop opening function words, a closing full stop and a closing possessive."""
    while start < end:
        first = re.match(r"[^\s]+\s*", text[start:end])
        if first is None or first.group().strip(" .'").lower() not in _OPENERS:
            break
        if text.startswith("The Hague", start):
            break
        if first.end() == end - start and first.group().strip().lower() not in ("i",):
            return end, end
        start += first.end()
    while start < end and not text[start].isalnum():
        start += 1
    opened = _NEXT_SENTENCE.search(text, start, end)
    if opened:
        end = opened.start()
    if text[start:end].endswith("'s"):
        end -= 2
    if text[start:end].endswith(".") and not _NO_FINAL_STOP.search(text[start:end]):
        end -= 1
    while end > start and text[end - 1] in " '-&":
        end -= 1
    return start, end
