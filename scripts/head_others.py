"""Passages that look as if they answered a question and do not, for the span head's examples."""

from __future__ import annotations

import math
import random
import re
from collections import defaultdict
from collections.abc import Iterable
from heapq import nlargest
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_COMMON = 400  # passages; a word that stands in more finds none
_LOOKED = 8  # the passages most like the question among which some are drawn


class Others:
    """The passages of one file, found by the rare words of a question (the sum of their IDF)."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self.texts = list(dict.fromkeys((row["context"], row["title"]) for row in rows))
        self.with_word: dict[str, list[int]] = defaultdict(list)
        for number, (text, title) in enumerate(self.texts):
            for word in set(_words(f"{title} {text}")):
                self.with_word[word].append(number)

    def of(self, row: dict[str, Any], count: int, rng: random.Random) -> list[tuple[str, str]]:
        """At most `count` passages (text, title) like the question, without its answers."""
        found: dict[int, float] = defaultdict(float)
        for word in set(_words(f"{row['title']} {row['question']}")):
            holders = self.with_word.get(word, ())
            if len(holders) <= _COMMON:
                for number in holders:
                    found[number] += math.log(len(self.texts) / len(holders))
        wrong = [answer["text"].lower() for answer in row["answers"]]
        near: list[tuple[str, str]] = []
        for number in nlargest(3 * _LOOKED, found, key=found.__getitem__):
            text, title = self.texts[number]
            if text != row["context"] and not any(answer in text.lower() for answer in wrong):
                near.append((text, title))
            if len(near) == _LOOKED:
                break
        return rng.sample(near, min(count, len(near)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
