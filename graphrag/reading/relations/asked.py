"""What a question asks for by the lists: an attribute, and the roles on the way to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphrag.language.keys import word_keys
from graphrag.language.words import FUNCTION_WORDS
from graphrag.reading.question import Anchor, QuestionAnalysis
from graphrag.reading.relations.attribute_words import ATTRIBUTES, Attribute
from graphrag.reading.relations.role_words import ROLE_CHAINS, ROLES_ASKED

# Words of questions that ask for an attribute and nothing else.
_PLAIN_WORDS = frozenset(
    """film films movie song songs album book novel series show band company born birth birthday
    birthplace die died death date place cause nationality country citizenship study studied
    graduate graduated educated university college school attend award awards prize received
    receive won win got work works worked employer buried founded established formed created opened
    built launched started released published
    year day city located what""".split()
)
_DESCRIBED = re.compile(r"\b(?:which|what|both)(?: \w+)? $", re.IGNORECASE)


@dataclass(frozen=True)
class AskedRelations:
    """A question and the attribute it asks for, if the lists know one."""

    question: QuestionAnalysis
    attribute: Attribute | None

    def roles_to(self, anchor: Anchor) -> list[tuple[str, ...]]:
        """Chains of roles that lead from the anchor to what is asked about, nearest hop first."""
        blank = self.question.outside_anchors()
        before = list(ROLES_ASKED.finditer(blank, 0, anchor.start))
        after = list(ROLES_ASKED.finditer(blank, anchor.end))
        chains: list[tuple[str, ...]] = [()]
        for match in [*reversed(before), *after]:
            if self._is_description(blank, match):
                continue
            options = ROLE_CHAINS[int(str(match.lastgroup)[1:])]
            chains = [chain + option for chain in chains for option in options]
        return chains

    def shared_roles(self) -> tuple[str, ...]:
        """Distinct roles on the way from each side of a comparison, nearest hop first."""
        if not self.question.anchors:
            return ()
        return tuple(dict.fromkeys(self.roles_to(self.question.anchors[-1])[0]))

    def unexplained(self) -> int:
        """Words that are no name, no role and no wording of an attribute; 0: all understood."""
        blank = ROLES_ASKED.sub(" ", self.question.outside_anchors())
        return sum(
            key not in FUNCTION_WORDS and key not in _PLAIN_WORDS for key in word_keys(blank)
        )

    def _is_description(self, blank: str, match: re.Match[str]) -> bool:
        """ "which composer", "the singer NAME", "are both directors": the role leads nowhere."""
        if _DESCRIBED.search(blank[: match.start()]):
            return True
        gap = self.question.text[match.end() :]
        return any(
            anchor.start - match.end() in (1, 2) and not gap[:1].isalpha()
            for anchor in self.question.anchors
        )


def asked_relations(question: QuestionAnalysis) -> AskedRelations:
    """The first row of the attributes whose wording the question has outside its names."""
    blank = question.outside_anchors()
    asked = next((row for row in ATTRIBUTES if row.asked.search(blank)), None)
    return AskedRelations(question, asked)
