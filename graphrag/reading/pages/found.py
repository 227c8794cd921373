"""What a rule read off a page, and the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graphrag.language.dates import Moment
from graphrag.reading.pages.page import Page


@dataclass(frozen=True)
class Found:
    """A value at [start, end) of a page; `score` in [0, 1] says how sure its rule is."""

    page: Page
    start: int
    end: int
    score: float
    moment: Moment | None = None

    @property
    def text(self) -> str:
        """The value as the passage writes it."""
        return self.page.text[self.start : self.end]

    @property
    def sentence(self) -> int:
        """Index of the sentence that states it."""
        return self.page.sentence_at(self.start)

    @property
    def stated(self) -> str:
        """The sentence that states it."""
        start, end = self.page.sentences[self.sentence]
        return self.page.text[start:end]


@dataclass(frozen=True)
class Finding:
    """A candidate answer with the values its reasoning passed through, first hop first."""

    text: str
    confidence: float
    steps: tuple[Found, ...]
    form: str  # span | choice | yes-no | list | sentences
    caveat: str = ""  # what was missing, a whole sentence
    named: bool = False  # the question names the column it stands in: no doubt of its kind


Value = tuple[tuple[Found, ...], float]  # what was passed, the value last; and how sure


@dataclass(frozen=True, slots=True)
class Hints:
    """What lists of relations tell of a question and its pages; nothing where they are off.

    Chains to answers, and by a page's rank the value that a comparison compares.
    `understood`: every word of the question is a name, a role or the wording of an attribute.
    """

    chains: tuple[Finding, ...] = ()  # best first
    understood: bool = False
    compared: Mapping[int, Value] | None = None  # None: the lists do not know what is compared


NO_HINTS = Hints()


def tidy(text: str) -> str:
    """An answer's text without the stray spaces and quotes of a tokenised passage."""
    text = re.sub(r"(?<=\w)- (?=[A-ZÀ-Þ])", "-", text.strip())
    return re.sub(r"\s+", " ", text).strip(' ,;:"')
