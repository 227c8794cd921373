"""Conditions on where passages come from: `folder=minutes`, `date>=2020`, `author!=Ada Lane`.

    folder   = the folder and all below it, != not
    path     = !=
    date     = within, >= from, <= up to, > after, < before; a year or a month is all its days
    author   = != one of the authors, whatever the case
    others   = != < <= > >=, as numbers where both are; one of several values is enough for =

A text that does not say its date fits no condition on dates; likewise for further fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graphrag.datatypes.metadata import COPIES, Metadata
from graphrag.errors import QuestionError

PLAIN = ("path", "folder", "date", "author")
_FORM = re.compile(r"\s*([^=<>!]*[^=<>!\s])\s*(>=|<=|!=|=|>|<)\s*(.*?)\s*", re.DOTALL)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_AUTHORS = re.compile(r"\s*(?:[;,&]|\band\b)\s*")


@dataclass(frozen=True, slots=True)
class Condition:
    """A name, how it is compared, and with what."""

    name: str
    sign: str  # = != < <= > >=
    value: str


def read_conditions(where: str | Sequence[str] | None) -> tuple[Condition, ...]:
    """What is asked for; all of it has to hold.

    Raises:
        QuestionError: one is not `NAME=VALUE` or the like, or compares what cannot be.

    >>> read_conditions("date >= 2020-05")
    (Condition(name='date', sign='>=', value='2020-05'),)
    """
    texts = [where] if isinstance(where, str) else where or ()
    if not all(isinstance(text, str) for text in texts):
        raise QuestionError("a condition is a text such as folder=minutes or date>=2020")
    return tuple(map(_read, texts))


def _read(text: str) -> Condition:
    form = _FORM.fullmatch(text)
    if form is None:
        raise QuestionError(
            f"the condition {text!r} is not of the form NAME=VALUE; also known are != < <= > >="
        )
    found = Condition(*form.groups())
    if found.name == "date" and not _DATE.fullmatch(found.value):
        raise QuestionError(f"{text!r}: a date is written YYYY, YYYY-MM or YYYY-MM-DD")
    if found.name in ("path", "folder", "author") and found.sign not in ("=", "!="):
        raise QuestionError(f"{text!r}: {found.name} knows = and != only")
    return found


def check_names(conditions: Iterable[Condition], records: Iterable[Metadata]) -> None:
    """Refuse a name that no document has: more often than not it is misspelt.

    Raises:
        QuestionError: the names there are.
    """
    known = {*PLAIN, *(name for record in records for name, _ in record.fields)}
    for condition in conditions:
        if condition.name not in known:
            raise QuestionError(
                f"no document has a field {condition.name!r}; known are {', '.join(sorted(known))}"
            )


def fits(metadata: Metadata, conditions: Iterable[Condition]) -> bool:
    """Whether all conditions hold.

    >>> fits(Metadata(date="2020-05-17"), read_conditions(["date>=2020", "date<2020-06"]))
    True
    """
    return all(_holds(metadata, condition) for condition in conditions)


def standing(metadata: Metadata, conditions: Sequence[Condition]) -> Metadata | None:
    """What a text goes by where the conditions hold: its own record, or that of a copy of it.

    Copies that do not fit are not named; None where neither the text's own place nor a copy fits.
    """
    fields = dict(metadata.fields)
    copies = fields.pop(COPIES, "")
    places = [metadata.path, *(copies.split("; ") if copies else ())]
    fitting = []
    for path in places:
        folder = metadata.folder if path == metadata.path else path.rpartition("/")[0]
        one = replace(metadata, path=path, folder=folder, fields=tuple(sorted(fields.items())))
        if fits(one, conditions):
            fitting.append(one)
    if not fitting:
        return None
    first, *others = fitting
    if others:
        fields[COPIES] = "; ".join(other.path for other in others)
    return replace(first, fields=tuple(sorted(fields.items())))


def _holds(metadata: Metadata, condition: Condition) -> bool:
    name, sign, value = condition.name, condition.sign, condition.value
    if name == "date":
        return bool(metadata.date) and _compared_dates(metadata.date, sign, value)
    if name == "folder":
        inside = _inside(metadata.folder, value.strip("/"))
        return inside == (sign == "=")
    if name == "path":
        return (metadata.path == value) == (sign == "=")
    if name == "author":
        said = metadata.author.casefold()
        return (value.casefold() in (said, *_AUTHORS.split(said))) == (sign == "=")
    own = dict(metadata.fields).get(name)
    return own is not None and _compared(own, sign, value)


def _inside(folder: str, wanted: str) -> bool:
    return folder == wanted or (bool(wanted) and folder.startswith(f"{wanted}/"))


def _compared_dates(date: str, sign: str, value: str) -> bool:
    """By first and last day: "2020" runs from 2020-01-01 to 2020-12-31."""
    (first, last), (from_, to) = _days(date), _days(value)
    return {
        "=": from_ <= first and last <= to,
        "!=": not (from_ <= first and last <= to),
        ">=": first >= from_,
        "<=": last <= to,
        ">": first > to,
        "<": last < from_,
    }[sign]


def _days(date: str) -> tuple[str, str]:
    return date + "-01-01"[len(date) - 4 :], date + "-12-31"[len(date) - 4 :]


def _compared(own: str, sign: str, value: str) -> bool:
    values = {part.strip().casefold() for part in own.split(";")} | {own.casefold()}
    if sign in ("=", "!="):
        return (value.casefold() in values) == (sign == "=")
    one, other = _number(own), _number(value)
    if one is not None and other is not None:
        return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}[sign]
    left, right = own.casefold(), value.casefold()
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign]


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
