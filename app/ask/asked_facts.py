"""Facts of ordinary documents as questions, whatever their relation; each with what would be right.

    a row's cell      Kubernetes — quadrant → platforms       What is the quadrant of Kubernetes?
    a verb            MongoDB — was chosen to host → Atlas     What was chosen to host Atlas?
    both, two hops    the same two of one thing                What is the quadrant of what …?

The last names the thing by another sentence, in another passage, so both have to be found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphrag.index.facts import StatedFact, stated
from graphrag.language.kinds import GIVEN_NAMES
from graphrag.storage.view import LITERALS

if TYPE_CHECKING:
    from graphrag.index import Index

_COLUMN = re.compile(r"[A-Za-z][a-z]+(?: [a-z]+){0,2}")
_VERB = re.compile(r"(?:is|was|has|can|will|[a-z]{3,}(?:ed|[^s]s))\b(?: [a-z]+)*")
_NAMING = re.compile(r"[A-Z]\w|\d")  # "the process" or "you" could be anything
_BARE = ("is", "was", "has", "can", "will")  # say nothing alone
_LONGEST = 45  # characters of a name in a question, and of a short answer
_SAMPLED = 4_000  # facts that are looked at


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """A question and what would be right; `form` is what it has in common with its like."""

    question: str
    right: str
    form: str


def asked_facts(index: Index) -> tuple[list[FactQuestion], list[FactQuestion]]:
    """Questions of two hops, and of one; those of one relation never follow each other."""
    cells: defaultdict[int, list[StatedFact]] = defaultdict(list)
    verbs: defaultdict[int, list[StatedFact]] = defaultdict(list)
    for fact in _sampled(index):
        kept = cells if _is_cell(fact) else verbs if is_verb(fact) else None
        if kept is not None and _is_name(index, fact.subject_entity):
            kept[fact.subject_entity].append(fact)
    double = [
        FactQuestion(
            f"What is the {_column(cell)} of {_described(verb)}?", cell.object, cell.predicate
        )
        for thing in cells.keys() & verbs.keys()
        for verb in verbs[thing][:1]
        for cell in cells[thing]
        if cell.passage != verb.passage
    ]
    single = [
        FactQuestion(f"What is the {_column(cell)} of {cell.subject}?", cell.object, cell.predicate)
        for some in cells.values()
        for cell in some[:2]
    ]
    single += [
        FactQuestion(f"{_who(verb)} {verb.predicate} {verb.object}?", verb.subject, verb.predicate)
        for some in verbs.values()
        for verb in some[:1]
    ]
    return _by_turns(double), _by_turns(single)


def _sampled(index: Index) -> Iterator[StatedFact]:
    step = max(1, len(index.predicates) // _SAMPLED)
    return (stated(index, fact) for fact in range(0, len(index.predicates), step))


def _is_cell(fact: StatedFact) -> bool:
    short = 1 < len(fact.object) <= _LONGEST and fact.object.upper() not in ("TRUE", "FALSE")
    return fact.origin == "fields" and short and bool(_COLUMN.fullmatch(fact.predicate))


def is_verb(fact: StatedFact) -> bool:
    """A statement that a question can be made of: what it says it of has a name or a number."""
    telling = _VERB.fullmatch(fact.predicate) and fact.predicate not in _BARE
    fits = 2 < len(fact.object) <= _LONGEST and bool(_NAMING.search(fact.object))
    return fact.origin != "fields" and bool(telling) and fits


def _is_name(index: Index, entity: int) -> bool:
    """A thing that a question can call by its name."""
    if entity < 0:
        return False
    name, kind = index.entities[entity].name, index.entities[entity].kind
    return kind not in LITERALS and 2 < len(name) <= _LONGEST and name[:1].isupper()


def _column(cell: StatedFact) -> str:
    return cell.predicate[:1].lower() + cell.predicate[1:]


def _who(verb: StatedFact) -> str:
    return "Who" if verb.subject.split()[0].lower() in GIVEN_NAMES else "What"


def _described(verb: StatedFact) -> str:
    thing = "the person who" if _who(verb) == "Who" else "the thing that"
    return f"{thing} {verb.predicate} {verb.object}"


def _by_turns(asked: list[FactQuestion]) -> list[FactQuestion]:
    """One of each form, then the second of each."""
    seen: defaultdict[str, int] = defaultdict(int)
    turns = []
    for number, one in enumerate(asked):
        turns.append((seen[one.form], number, one))
        seen[one.form] += 1
    return [one for *_, one in sorted(turns, key=lambda turn: turn[:2])]
