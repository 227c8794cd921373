"""Share of the gold hops (2WikiMultiHopQA's `evidences`) that the returned evidence paths state.

A gold hop (subject, relation, object) is found when a returned hop has the subject at one end and
the object at the other end or in its sentence, or the reverse. Names are compared after
normalisation and without a bracketed part; dates by day, month and year in any order. The
relation's word is not compared: systems name relations freely.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from eval.metrics.answers import normalise
from eval.questions import Evidence
from graphrag.datatypes import Hop
from graphrag.language.dates import MONTHS

_BRACKETS = re.compile(r"\s*\([^()]*\)")


def hops_found(evidences: Sequence[Evidence], hops: Iterable[Hop]) -> float:
    """Found gold hops / gold hops."""
    returned = [(_name(hop.source), _name(hop.target), _words(hop.sentence)) for hop in hops]
    return sum(any(_states(hop, gold) for hop in returned) for gold in evidences) / len(evidences)


def _states(hop: tuple[str, str, str], gold: Evidence) -> bool:
    source, target, sentence = hop
    for end, other in ((source, target), (target, source)):
        if _among(end, gold.subjects) and (
            _among(other, gold.objects) or _said(gold.objects, sentence)
        ):
            return True
        if _among(end, gold.objects) and _said(gold.subjects, sentence):
            return True
    return False


def _among(name: str, golds: Collection[str]) -> bool:
    return any(name == _name(gold) or _same_date(name, _words(gold)) for gold in golds)


def _said(golds: Collection[str], sentence: str) -> bool:
    """Whether the sentence holds one of the names as whole words, or one of the dates."""
    padded = f" {sentence} "
    for gold in golds:
        name = _name(gold)
        if name and f" {name} " in padded:
            return True
        words = name.split()
        if _is_date(words) and set(words) <= set(sentence.split()):
            return True
    return False


def _same_date(one: str, other: str) -> bool:
    words = one.split()
    return _is_date(words) and sorted(words) == sorted(other.split())


def _is_date(words: Sequence[str]) -> bool:
    return any(word in MONTHS for word in words) and any(word.isdigit() for word in words)


@lru_cache(maxsize=65_536)  # methods return the same names again and again
def _name(text: str) -> str:
    return normalise(_spaced(_BRACKETS.sub("", text)))


@lru_cache(maxsize=65_536)
def _words(text: str) -> str:
    return normalise(_spaced(text))


def _spaced(text: str) -> str:
    """Dashes and commas between words become blanks, so that they do not glue words together."""
    return re.sub(r"[-–—,/]", " ", text)
