"""Supporting-sentence F1, as HotpotQA scores supporting facts (arXiv:1809.09600).

A sentence is (passage id, number in the passage). What a system offers are character ranges, so
they are turned into numbers first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from graphrag.datatypes import Span


def sentence_f1(offered: Collection[tuple[str, int]], gold: Collection[tuple[str, int]]) -> float:
    """2·TP / (2·TP + FP + FN) over sets; 1 when both are empty."""
    given, wanted = set(offered), set(gold)
    if not given and not wanted:
        return 1.0
    return 2 * len(given & wanted) / (len(given) + len(wanted))


def numbers(start: int, end: int, sentences: Sequence[Span]) -> list[int]:
    """The sentences that a range covers by half of their length or that hold half of the range."""
    found = []
    for number, span in enumerate(sentences):
        shared = min(end, span.end) - max(start, span.start)
        if shared > 0 and 2 * shared >= min(end - start, span.end - span.start):
            found.append(number)
    return found
