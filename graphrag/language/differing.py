"""Questions for what differs: "What changed between …?", "How do … differ on …?", "Compare …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABOUT = (
    r"(?:about|on|concerning|regarding|as (?:regards|to|for)|with (?:regard|respect) to"
    r"|in terms of|when it comes to)"
)
_CHANGED = re.compile(
    r"^\W*(?:and |so |tell me )?what(?:['’]s)?(?: (?:has|have|had|was|were|is|are))?(?: been)?"
    r"(?: the)?(?: \w+)? (?:changed|changes|new|different|differences?)"
    rf"(?: {_ABOUT} (?P<first>[^?]+?))? (?:in|between|from|since|with|of|to) (?P<rest>[^?]+)",
    re.IGNORECASE,
)
_DIFFER = re.compile(
    r"^\W*(?:and |so )?(?:how|in (?:what|which) (?:way|respect)s?) (?:do|does|did|are|is|was|were"
    r"|has|have) (?P<rest>[^?]+?) (?:differ(?:s|ed|ent)?|changed?|compare)\b(?P<tail>[^?]*)",
    re.IGNORECASE,
)
_COMPARE = re.compile(r"^\W*(?:please |can you )?compare (?P<rest>[^?]+)", re.IGNORECASE)
_TOPIC = re.compile(rf",? \b(?:{_ABOUT}) (?P<topic>.+)$", re.IGNORECASE)
_IN_TAIL = re.compile(r"^(?P<side>.*?) ?\b(?:in|for) (?P<topic>[^\d?]+)$", re.IGNORECASE)
_BETWEEN = re.compile(r"^(?P<topic>.*?)\b(?:between|from) (?P<rest>.+)$", re.IGNORECASE)
_MARK = r"(?:the )?(?:\w+ )?(?:v?\d[\d.]*|old|new|first|second|last|previous|current)(?: \w+)?"
_MARKS = re.compile(rf"{_MARK} (?:and|to) {_MARK}", re.IGNORECASE)
_JOINT = re.compile(r" (?:and|with|to|versus|vs\.?|from) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Differing:
    """The things that are held against each other, as the question calls them, and about what."""

    things: str
    topic: str = ""

    @property
    def sides(self) -> tuple[str, str] | None:
        """The two, where a word stands between them."""
        parts = _JOINT.split(self.things, maxsplit=1)
        return (parts[0], parts[1]) if len(parts) == 2 else None


def differing_in(question: str) -> Differing | None:
    """What a question asks the difference of; None where it asks for none."""
    for pattern in (_CHANGED, _DIFFER, _COMPARE):
        match = pattern.match(question)
        if match:
            return _read({name: said or "" for name, said in match.groupdict().items()})
    return None


def _read(said: dict[str, str]) -> Differing:
    rest, topic, tail = said["rest"].strip(" .!"), said.get("first", ""), said.get("tail", "")
    ended = _TOPIC.search(rest) or _TOPIC.search(tail)
    narrowed = None if ended else _IN_TAIL.match(tail)
    if narrowed:  # "… from the Gull in price"
        topic, rest = narrowed["topic"], f"{rest}{narrowed['side']}"
    elif ended:
        topic, rest = ended["topic"], f"{_TOPIC.sub('', rest)}{_TOPIC.sub('', tail)}"
    else:
        rest = f"{rest}{tail}"
    between = _BETWEEN.match(rest)
    if between and _JOINT.search(between["rest"]):
        before = re.sub(r"^(?:in|of) ", "", between["topic"].strip())
        if _MARKS.fullmatch(between["rest"]):  # "… in the phone rules between 2022 and 2024"
            return Differing(f"{between['rest']} {before}".strip(), topic)
        return Differing(between["rest"], topic or before)
    return Differing(rest, topic)
