"""What a question asks for by the lexicon: an attribute, and the roles on the way to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphrag.language.keys import word_keys
from graphrag.language.words import FUNCTION_WORDS
from graphrag.reading.asking.question import Anchor, QuestionAnalysis
from graphrag.reading.relations.wordings import ATTRIBUTE_WORDS, ATTRIBUTES, KIND_WORDS, ROLES

_ROLE = re.compile(
    "|".join(rf"(?<![\w-])(?P<r{i}>{words})s?(?![\w-])" for i, words in enumerate(ROLES)),
    re.IGNORECASE,
)
_CHAINS = tuple(ROLES.values())


@dataclass(frozen=True, slots=True)
class AskedRelations:
    """A question and the attribute it asks for, "" where the lexicon knows none."""

    question: QuestionAnalysis
    attribute: str

    def roles_to(self, anchor: Anchor) -> list[tuple[str, ...]]:
        """Chains of roles that lead from the anchor to what is asked about, nearest hop first."""
        blank = self.question.outside_anchors()
        before = list(_ROLE.finditer(blank, 0, anchor.start))
        chains: list[tuple[str, ...]] = [()]
        for match in [*reversed(before), *_ROLE.finditer(blank, anchor.end)]:
            options = _CHAINS[int(str(match.lastgroup)[1:])]
            chains = [chain + option for chain in chains for option in options]
        return chains

    def is_understood(self) -> bool:
        """Every word is a name's, a role's or of the wording of the attribute."""
        keys = word_keys(_ROLE.sub(" ", self.question.outside_anchors()))
        plain = KIND_WORDS | (ATTRIBUTE_WORDS if self.attribute else frozenset())
        return all(key in FUNCTION_WORDS or key in plain for key in keys)


def asked_relations(question: QuestionAnalysis) -> AskedRelations:
    """The first attribute whose wording the question has outside its names."""
    blank = question.outside_anchors()
    asked = (name for name, wording in ATTRIBUTES.items() if wording.search(blank))
    return AskedRelations(question, next(asked, ""))
