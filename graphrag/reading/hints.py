"""What lists of relations tell the reader of a question and its pages; nothing where they are off.

Hints are extra candidates, extra features and values to compare. The reader's own features do not
need them: `NO_HINTS` is a whole, empty set of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphrag.reading.found import Finding, Found

# (start, end) of a value on its page -> the feature that it gets, and the feature's number.
Told = Mapping[tuple[int, int], tuple[str, float]]
Value = tuple[tuple[Found, ...], float]  # what was passed, the value last; and how sure


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison compares: a kind of value, and each page's own by the page's rank."""

    kind: str  # date | place | country | phrase | name
    beginning: bool  # when a thing began: where stated late, its page's first date is meant
    values: Mapping[int, Value]


@dataclass(frozen=True, slots=True)
class Hints:
    """Chains to answers; by a page's rank, values told by rules; what is compared.

    `understood`: every word of the question is a name, a role or the wording of an attribute.
    `distant`: the question speaks of things that roles lead to, not of those it names.
    """

    chains: tuple[Finding, ...] = ()  # best first
    understood: bool = False
    told: Mapping[int, Told] = field(default_factory=dict)
    compared: Compared | None = None
    distant: bool = False


NO_HINTS = Hints()
