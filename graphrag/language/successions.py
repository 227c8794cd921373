"""Who came into an office after whom, and who left it, as a sentence says it.

Ada Wren took over as head of operations from Harald Linde    new, old, office
Harald Linde was succeeded by Ada Wren                        new, old
Ada was captain until last month                              old, office
Ada Wren became captain in May                                new, office
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphrag.language.names import Stretch

_ROLE = r"(?P<role>[a-z][^,;:.()]*?)"
_END = (
    r"(?= (?:on|in|at|from|since|until|till|after|when|who|and|last|this|two|early|late)\b"
    r"|[,;:.(«]|$)"
)
_THE = r"(?:the |our |an? )?(?:new )?"
_AS = rf"(?: as {_THE}{_ROLE}{_END})?"
_AS_LATER = _AS.replace("role", "role2")  # after the second name
_NEW, _OLD = r"«(?P<new>\d+)»", r"«(?P<old>\d+)»"
_POST = r"(?:the |his |her )?(?:post|office|role|job|position)"
_ALSO = r"(?:,? (?:who )?|, [^,«]*, )(?:has |have |had |will |then |later )?"
_NAMED = r"(?:appointed|elected|named|made|chosen)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NEW}{_ALSO}(?:took|takes?|taken) over{_AS} from {_OLD}{_AS_LATER}",
        rf"{_NEW}{_ALSO}(?:took|takes?|taken) over {_POST} of {_ROLE} from {_OLD}",
        rf"{_NEW}{_ALSO}(?:succeed|replace)(?:s|ed|d)? {_OLD}{_AS}",
        rf"{_NEW}{_ALSO}(?:follow|relieve)(?:s|ed|d)? {_OLD} as {_THE}{_ROLE}{_END}",
        rf"{_OLD} (?:was|is|has been|will be|had been) (?:succeeded|replaced)"
        rf"(?: as {_THE}{_ROLE})?(?: [^«]{{0,25}})? by {_NEW}{_AS_LATER}",
        rf"{_OLD} (?:hand|pass)(?:s|es|ed)? (?:over )?{_POST}(?: of {_ROLE})? (?:over |on )?"
        rf"to {_NEW}",
        rf"{_NEW} (?:has |had )?(?:became|becomes|become|(?:was|has been) {_NAMED}|is|started as)"
        rf"(?: as)? (?:the |our )?new {_ROLE}{_END}",
        rf"{_OLD}[^«;]*?\b(?:was|had been|served as|worked as) {_THE}(?!\w+ed\b){_ROLE}"
        r" (?:until|till)\b",
        rf"{_OLD},? (?:who )?(?:has |had )?(?:stepped down|steps down|resigned|retired|retires"
        rf"|resigns|left|leaves) as {_THE}{_ROLE}{_END}",
        rf"\b(?:former|previous|retired) {_ROLE} {_OLD}",
        rf"{_OLD} (?:has |had )?(?:left(?: us)?|retired|resigned|stepped down)"
        r"(?= (?:in|on|at|last|this)\b|[,;.]|$)",
    )
)


@dataclass(frozen=True, slots=True)
class Succession:
    """Who came and who went, each "" where it is not told; so is the office."""

    new: str
    old: str
    role: str


def successions(text: str, names: Sequence[Stretch]) -> Iterator[Succession]:
    """What a sentence tells of them; `names` are the names that it writes."""
    written, past = [], 0
    for number, (start, end) in enumerate(names):
        written += [text[past:start], f"«{number}»"]
        past = end
    marked = "".join((*written, text[past:]))
    if "«" not in marked:
        return
    for pattern in _PATTERNS:
        for match in pattern.finditer(marked):
            told = match.groupdict()
            role = told.get("role") or told.get("role2") or ""
            one, other = (
                text[slice(*names[int(told[who])])] if told.get(who) else ""
                for who in ("new", "old")
            )
            yield Succession(one, other, _spelt(role, text, names))


def _spelt(role: str, text: str, names: Sequence[Stretch]) -> str:
    return re.sub(r"«(\d+)»", lambda m: text[slice(*names[int(m[1])])], role)
