"""What passages say of a question, what each leaves open of it, and what is read before one for it.

"Where was the builder of Harrow Mill born?": the passage "Edda Lund was born in Bergen." does not
say that she built the mill, so the span head cannot tell it from other births. After "Harrow Mill
was built by Edda Lund." it can. Before a passage that the question is answered on alone other
sentences only distract, so they must say more of what is asked than the passage does, and the two
together no less than any passage of its own (docs/decisions/0023-read-after-what-leads-there.md).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from graphrag.retrieval.linking.asked_words import roots

NEW = 0.15  # share of what is asked that the leading sentences must add to the passage
_LEAD = 240  # characters of a leading sentence, its passage's title among them


class QuestionWords:
    """The question's words, how much each says among some passages, and which passage has which."""

    def __init__(self, question: str, texts: Sequence[str]) -> None:
        """Rarer words weigh more: log(1 + (passages + 1) / (passages having it + ½)).

        Args:
            texts: the passages, titles among them.
        """
        self.words = roots(question)
        self.said = [roots(text) & self.words for text in texts]
        counts = Counter(word for words in self.said for word in words)
        above = len(texts) + 1
        self.weight = {w: math.log(1 + above / (counts[w] + 0.5)) for w in sorted(self.words)}
        self._total = sum(self.weight.values()) or 1.0
        self._most = max(map(self.share, self.said), default=0.0)

    def share(self, words: Iterable[str]) -> float:
        """How much of what is asked these words of the question are, from 0 to 1."""
        return sum(self.weight[word] for word in sorted(words)) / self._total

    def covered_by(self, text: str) -> float:
        """How much of what is asked a text says, from 0 to 1."""
        return self.share(roots(text) & self.words)

    def before(self, passage: int, leading: Iterable[str]) -> str:
        """The sentences that lead to a passage, if they say what it leaves open; "" otherwise.

        Args:
            passage: its number among the texts.
            leading: the sentences after their own titles, the fittest last.
        """
        texts = [text[:_LEAD] for text in leading]
        said = self.said[passage]
        new = (roots(" ".join(texts)) & self.words) - said
        if self.share(new) < NEW or self.share(said | new) < self._most:
            return ""
        return "".join(f"{text} " for text in texts)
