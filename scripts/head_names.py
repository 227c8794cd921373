"""Other names in a question and its passages, so that the head reads them and recalls nothing."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from graphrag.embedding.span_head.head_rows import HeadText
from scripts.head_leads import NAME

Places = list[list[tuple[int, int]]]  # by text: start and length of the answers


class Names:
    """Names of many questions, by how many words they have."""

    def __init__(self) -> None:
        """None yet."""
        self.known: dict[int, list[str]] = defaultdict(list)

    def know(self, questions: Iterable[str]) -> None:
        """Remember the names of these."""
        for question in questions:
            for match in NAME.finditer(question, 1):
                self.known[match.group().count(" ")].append(match.group())

    def other(self, name: str, rng: random.Random) -> str:
        """One of as many words."""
        return rng.choice(self.known.get(name.count(" ")) or [name])

    def asked_of_another(self, question: str, context: str, rng: random.Random) -> str | None:
        """The question with another name in place of one that stands in its passage."""
        own = [one for one in NAME.finditer(question, 1) if one.group() in context]
        if not own:
            return None
        name = rng.choice(own)
        other = self.other(name.group(), rng)
        return (
            None if other in context else question[: name.start()] + other + question[name.end() :]
        )

    def exchanged(
        self, question: str, texts: Sequence[HeadText], places: Places, rng: random.Random
    ) -> tuple[str, list[HeadText], Places]:
        """Each name of the question that no answer touches gives way to another, everywhere."""
        texts, places = list(texts), [list(own) for own in places]
        answers = " ".join(
            one.text[start : start + length]
            for one, own in zip(texts, places, strict=True)
            for start, length in own
        )
        for name in {one.group() for one in NAME.finditer(question, 1)}:
            if len(name) < 4 or any(part in answers for part in name.split()):
                continue
            other, stands = self.other(name, rng), re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            said = other.replace("\\", r"\\")
            for at, one in enumerate(texts):
                cuts = [match.start() for match in stands.finditer(one.text)]
                longer = len(other) - len(name)
                places[at] = [
                    (start + longer * sum(cut < start for cut in cuts), length)
                    for start, length in places[at]
                ]
                texts[at] = HeadText(stands.sub(said, one.text), stands.sub(said, one.before))
            question = stands.sub(said, question)
        return question, texts, places
