"""EM and F1 of an answer, with HotpotQA's normalisation (arXiv:1809.09600; SQuAD's before it).

Against several gold answers the best one counts, each metric by itself, as the MuSiQue and
2WikiMultiHopQA scorers do with aliases.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_CLOSED = ("yes", "no", "noanswer")


def normalise(text: str) -> str:
    """Lower case, without ASCII punctuation, without articles, single blanks; in this order."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(answer: str, golds: Sequence[str]) -> float:
    """1 when the answer equals a gold answer after normalisation, else 0."""
    return float(normalise(answer) in {normalise(gold) for gold in golds})


def f1(answer: str, golds: Sequence[str]) -> float:
    """The best token F1 over the gold answers."""
    return max(_f1(normalise(answer), normalise(gold)) for gold in golds)


def _f1(answer: str, gold: str) -> float:
    """Harmonic mean of precision and recall of tokens with multiplicity.

    yes, no and "noanswer" match themselves only.
    """
    if answer != gold and (answer in _CLOSED or gold in _CLOSED):
        return 0.0
    given, wanted = answer.split(), gold.split()
    same = sum((Counter(given) & Counter(wanted)).values())
    if same == 0:
        return 0.0
    precision, recall = same / len(given), same / len(wanted)
    return 2 * precision * recall / (precision + recall)
