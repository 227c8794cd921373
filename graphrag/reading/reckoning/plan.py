"""What a question asks to be done with what is found, as operations within operations.

What is the sum of the digits of the year when the mill was built?
    the sum of the digits < When was the mill built?
How many days lay between the fire and 3 May 1932?
    days apart < When was the fire?, 3 May 1932
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from graphrag.language.grammar import PARTICIPLE
from graphrag.reading.reckoning import date_steps, digits, spelling
from graphrag.reading.reckoning.asked_for import Sought, is_time, sought_for
from graphrag.reading.reckoning.operations import OPERATIONS

_START = re.compile(
    r"^(?:(?:on )?(?:what|which)(?:['’]s| is| are| was| were|)"
    r"|calculate|compute|find) (?=\S)",
    re.IGNORECASE,
)
_KINDS = r"(?:(?:unique|distinct|different|repeated) )?(?:letter|vowel|consonant|syllable)s"
_NAMED = r"(?=[^?]*\b(?:names?|titles?|words?)\b|[^?]*\b(?:unique|distinct|repeated)\b)"
# What is said in another way, as the operations are written.
_READ_AS = tuple(
    (re.compile(pattern, re.IGNORECASE), written)
    for pattern, written in (
        (rf"{_NAMED}how many ({_KINDS}) are (?:there )?in (.+)", r"number of \1 in \2"),
        (rf"{_NAMED}how many ({_KINDS}) does (.+) (?:have|contain)", r"number of \1 in \2"),
        (r"how many letters remain if you (?:remove|take out|delete) (?:all )?(?:the )?vowels"
         r" from (.+)", r"number of consonants in \1"),
        (r"how many times does (?:the )?letter \W?(\w)\W? (?:appear|occur) in (.+)",
         r"number of times of \1 in \2"),
        (r"how many more vowels than consonants are (?:there )?in (.+)",
         r"number of vowels above consonants in \1"),
        (r"how many (?:distinct|different|unique) two-letter combinations (?:exist|are) in (.+)",
         r"number of two-letter combinations in \1"),
        (r"(?:day of the week|weekday) (was|were|did) (.+)",
         r"day of the week of \1 \2"),
    )
)  # fmt: skip
_NAMED_SO = tuple(
    (re.compile(pattern, re.IGNORECASE), written)
    for pattern, written in (
        (r"(.+)['’]s? (first|last|given|family|middle) name", r"\2 name of \1"),
        (r"(.+)['’]s? surname", r"last name of \1"),
        (r"(?:the )?surname of (.+)", r"last name of \1"),
    )
)
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_BETWEEN = re.compile(
    rf"(?:how many {_UNIT}|number of (?P<unit2>day|week|month|year)s)"
    r" (?:(?:are|is|were|was|lay|lie|lies|passed|went by|elapsed|there) )*between (?P<both>.+)",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"how many {_UNIT} (?:after|before) (?P<both>.+)", re.IGNORECASE)
_DID = re.compile(rf",? (?P<did>did|was|were) (?!{PARTICIPLE.pattern})(?=\S)")
_OLDER = re.compile(
    rf"how (?:much|many {_UNIT}) (?:older|younger) (?:is|was) (?P<one>.+) than (?P<other>.+)",
    re.IGNORECASE,
)
_LETTERS_MORE = re.compile(
    r"how many (?:more|fewer|less|additional|extra) (?P<what>letter|vowel|consonant|syllable)s"
    r" (?:does|do|are in) (?P<one>.+?)(?: have| contain)? (?:than|compared (?:to|with)|does)"
    r" (?P<other>.+?)(?: has| does| have)?",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"how many (?:more|fewer|less|additional|extra) (?P<what>[\w-]+(?: [\w-]+)?)"
    r" (?P<do>does|do|did) (?P<one>.+?) (?P<verb>[a-z]+) (?:than|compared (?:to|with))"
    r" (?P<other>.+?)(?: has| does| have| did)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Planned:
    """An operation on one value or two, each found first or given."""

    says: str
    of: tuple[Planned | Sought, ...]
    work: Callable[..., str | None]


def plan_of(question: str) -> Planned | None:
    """What is to be done; None where the question asks for nothing of the kind."""
    phrase = _START.sub("", question.strip().rstrip(" ?."))
    plan = _both(phrase) or _one(phrase)
    return plan if plan and _asks(plan) else None


def _asks(node: Planned | Sought) -> bool:
    """Whether anything has to be found for it."""
    return bool(node.question) if isinstance(node, Sought) else any(map(_asks, node.of))


def _one(phrase: str) -> Planned | None:
    return _operated(_rewritten(phrase, _READ_AS)) or _operated(_rewritten(phrase, _NAMED_SO))


def _rewritten(phrase: str, ways: Sequence[tuple[re.Pattern[str], str]]) -> str:
    told = ((pattern.fullmatch(phrase), written) for pattern, written in ways)
    return next((match.expand(written) for match, written in told if match), phrase)


def _operated(phrase: str) -> Planned | None:
    for operation in OPERATIONS:
        match = operation.pattern.fullmatch(phrase)
        if match:
            value = _value(match["of"], operation.wants)
            return Planned(operation.said(match), (value,), partial(operation.work, match))
    return None


def _value(phrase: str, wants: str) -> Planned | Sought:
    """Another operation, else what is to be asked."""
    inverted = re.match(r"(?:was|were|did) ", phrase)
    if inverted:  # "on which weekday was the pilot born?"
        rest = phrase[inverted.end() :]
        return sought_for(rest, wants) if is_time(rest) else Sought(f"When {phrase}?")
    return _one(phrase) or sought_for(phrase, wants)


def _both(phrase: str) -> Planned | None:
    if told := _BETWEEN.fullmatch(phrase):
        unit = (told["unit"] or told["unit2"]).lower()
        sides = _sides(told["both"])
        return _apart(unit, *(_value(side, "time") for side in sides)) if sides else None
    if told := _AFTER.fullmatch(phrase):
        return _after(told["both"], told["unit"].lower())
    if told := _OLDER.fullmatch(phrase):
        born = (Sought(f"When was {told[side]} born?") for side in ("one", "other"))
        return _apart((told["unit"] or "year").lower(), *born)
    if told := _LETTERS_MORE.fullmatch(phrase):
        what = told["what"].lower()
        return Planned(
            f"how far the numbers of {what}s are apart",
            tuple(_value(told[side], "name") for side in ("one", "other")),
            lambda *two: digits.between_numbers(*(spelling.counted(one, what) for one in two)),
        )
    if told := _MORE.fullmatch(phrase):
        asked = f"How many {told['what']} {told['do']} {{}} {told['verb']}?"
        both = (Sought(asked.format(told[side])) for side in ("one", "other"))
        return Planned("the difference", tuple(both), digits.between_numbers)
    return None


def _after(both: str, unit: str) -> Planned | None:
    """ "the pier was built did the lighthouse burn": parted before the last verb that asks."""
    joints = list(_DID.finditer(both))
    if not joints:
        return None
    one, other = both[: joints[-1].start()], both[joints[-1].end() :]
    return _apart(unit, _value(one, "time"), Sought(f"When {joints[-1]['did']} {other}?"))


def _apart(unit: str, one: Planned | Sought, other: Planned | Sought) -> Planned:
    return Planned(
        f"{unit}s apart", (one, other), lambda left, right: date_steps.apart(left, right, unit)
    )


def _sides(both: str) -> tuple[str, str] | None:
    """What stands before and behind the "and" that parts two times, else behind the last one."""
    joints = list(re.finditer(r",? and ", both))
    pairs = [(both[: joint.start()], both[joint.end() :]) for joint in joints]
    return next((two for two in pairs if all(map(is_time, two))), pairs[-1] if pairs else None)
