"""What lists of relations tell the reader of a question and its pages; nothing where they are off.

Hints are extra candidates, extra features and values to compare. The reader's own features do not
need them: `NO_HINTS` is a whole, empty set of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphrag.reading.found import Finding, Found

Value = tuple[tuple[Found, ...], float]  # what was passed, the value last; and how sure


@dataclass(frozen=True, slots=True)
class Hints:
    """Chains to answers, and by a page's rank the value that a comparison compares.

    `understood`: every word of the question is a name, a role or the wording of an attribute.
    """

    chains: tuple[Finding, ...] = ()  # best first
    understood: bool = False
    compared: Mapping[int, Value] | None = None  # None: the lists do not know what is compared


NO_HINTS = Hints()
