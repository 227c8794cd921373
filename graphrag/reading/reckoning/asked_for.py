"""The question that gets the value which an operation is done with.

the father of Ada Lane             Who is the father of Ada Lane?
when the mill burned               When did the mill burn?
the date of birth of Ada Lane      When was Ada Lane born?
Ada Lane (whose name is spelt)     nothing to ask
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphrag.language.dates import find_dates
from graphrag.language.grammar import PARTICIPLE
from graphrag.language.kinds import is_person_noun
from graphrag.language.names import find_names

_WHEN = re.compile(
    r"(?:(?:the )?(?:exact )?(?:year|date|day|time|month)(?: of)? (?:when|that|(?:in|on) which)"
    r"|(?:until |of )?when) (?P<clause>.+)",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r"(?:(?:the )?(?:place|town|city|country)(?: (?:where|in which))|where) (?P<clause>.+)",
    re.IGNORECASE,
)
_OF_LIFE = re.compile(
    r"(?:the )?(?:(?:exact )?(?:year|date|day) of )?(?:the )?"
    r"(?P<what>birth|death)(?: ?(?:date|day|year))? of (?P<who>.+)"
    r"|(?:the )?(?:(?:year|date|day) of )?(?P<whose>.+)['’]s? (?:(?:year|date|day) of )?"
    r"(?P<own>birth|death)(?: ?(?:date|day|year))?",
    re.IGNORECASE,
)
_PASSIVE = re.compile(rf" (?P<be>was|were|is|are) (?P<done>{PARTICIPLE.pattern})\b(?=[^?]*$)")
_PLAIN = {
    "died": "die", "ended": "end", "began": "begin", "started": "start", "opened": "open",
    "closed": "close", "became": "become", "left": "leave", "joined": "join", "won": "win",
    "retired": "retire", "married": "marry", "burned": "burn", "burnt": "burn",
    "resigned": "resign", "moved": "move", "sank": "sink", "crashed": "crash",
    "arrived": "arrive", "fell": "fall", "hosted": "host", "launched": "launch",
    "signed": "sign", "collapsed": "collapse",
}  # fmt: skip
_ACTIVE = re.compile(rf"(?P<who>.+?) (?P<did>{'|'.join(_PLAIN)})(?P<rest>(?: .*)?)")
_DATED = 0.7  # share of a phrase that a date in it takes, where it is the date
_THE_NAME = re.compile(r"(?:the )?(?:full )?name of (?P<of>.+)", re.IGNORECASE)
_STARTS = re.compile(r" (?:of|in|on|at|for|from|by|to|with|that|which|who|whose|where|when)\b")


@dataclass(frozen=True, slots=True)
class Sought:
    """What is to be found first: a question, or a value that the question itself gives."""

    question: str = ""
    given: str = ""


def sought_for(phrase: str, wants: str) -> Sought:
    """What to ask for a phrase.

    Args:
        phrase: what an operation is done with, as the question writes it.
        wants: "person", "name", "time" or "number".
    """
    phrase = phrase.strip(" ?.,")
    if _is_given(phrase, wants):
        return Sought(given=phrase)
    told = _WHEN.fullmatch(phrase)
    if told:
        return Sought(asking("When", told["clause"]))
    told = _WHERE.fullmatch(phrase)
    if told:
        return Sought(asking("Where", told["clause"]))
    told = _OF_LIFE.fullmatch(phrase)
    if told and wants in ("time", "number"):
        who, what = told["who"] or told["whose"], (told["what"] or told["own"]).lower()
        return Sought(f"When was {who} born?" if what == "birth" else f"When did {who} die?")
    if wants == "time" and not is_time(phrase):  # an event, or a clause without its "when"
        asked = asking("When", phrase)
        return Sought(f"When was {phrase}?" if asked == f"When {phrase}?" else asked)
    told = _THE_NAME.fullmatch(phrase)
    phrase = told["of"] if told else phrase
    who = wants == "person" or _is_person(phrase)
    return Sought(f"{'Who' if who else 'What'} is {phrase}?")


def asking(word: str, clause: str) -> str:
    """A clause as a question: "When was the mill built?" of "the mill was built"."""
    passive = list(_PASSIVE.finditer(f" {clause}"))
    if passive:
        last = passive[-1]
        who, done = clause[: max(last.start() - 1, 0)], clause[last.start("done") - 1 :]
        return f"{word} {last['be']} {who} {done}?"
    active = _ACTIVE.fullmatch(clause)
    if active:
        return f"{word} did {active['who']} {_PLAIN[active['did']]}{active['rest']}?"
    return f"{word} {clause}?"


def is_time(phrase: str) -> bool:
    """Whether a phrase means a time: "when …", "the date of …", "3 May 1932"."""
    phrase = phrase.strip(" ?.,")
    told = (_WHEN, _OF_LIFE)
    named = re.match(r"(?:the )?(?:[\w-]+ )?(?:date|year|day)\b", phrase, re.IGNORECASE)
    return _is_given(phrase, "time") or bool(named) or any(one.fullmatch(phrase) for one in told)


def _is_given(phrase: str, wants: str) -> bool:
    if wants in ("person", "name"):
        names = find_names(phrase)
        return len(names) == 1 and names[0].end - names[0].start == len(phrase)
    if wants == "number" and phrase.isdigit():
        return True
    return sum(d.end - d.start for d in find_dates(phrase)) >= _DATED * len(phrase) > 0


def _is_person(phrase: str) -> bool:
    """By the noun before what tells which one, or the last one of "Ada Lane's husband"."""
    owner, _, owned = phrase.replace("’s ", "'s ").rpartition("'s ")
    words = _STARTS.split(owned if owner and not _STARTS.search(owned) else phrase)[0].split()
    return bool(words) and is_person_noun(words[-1].lower())
