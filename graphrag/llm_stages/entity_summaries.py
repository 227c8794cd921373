"""What an entity is, in a few sentences (CatRAG, arXiv:2602.01965), asked for when first needed.

Only entities with more than three facts are worth a call; of the others the facts themselves are
the summary. Replies are kept under the stage "summary" and dropped when the content changes, since
a summary is made of what all documents say about the entity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from graphrag.index.facts import stated
from graphrag.llm.prompts import fill, one_line

if TYPE_CHECKING:
    from graphrag.index import Index
    from graphrag.llm import LanguageModel

STAGE = "summary"
FEW = 3  # facts that need no summary
MOST = 20  # facts told to the model
WORDS = 60
LONGEST = 600  # characters

_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"summary": {"type": "string", "maxLength": LONGEST}},
    "required": ["summary"],
    "additionalProperties": False,
}


def entity_summary(model: LanguageModel, index: Index, entity: int) -> str:
    """What the index says about an entity.

    Args:
        model: an open language model; one with a replies file is asked once only.
        index: where the facts are.
        entity: its position in `index.entities`.

    Raises:
        BudgetReached: a cap is reached.
        LLMError: no usable reply; an entity with few facts needs none.
    """
    facts = _facts(index, entity)
    if len(facts) <= FEW:
        return " ".join(f"{_line(index, fact)}." for fact in facts)
    prompt = fill(
        "entity_summary",
        entity=one_line(index.entities[entity].name),
        words=str(WORDS),
        facts="\n".join(_stated(index, facts[:MOST])),
    )
    reply = model.structured(prompt, _SCHEMA, "summary", stage=STAGE)
    return one_line(str(reply["summary"]))


def _facts(index: Index, entity: int) -> list[int]:
    """Positions of the distinct facts with the entity as an end, in reading order."""
    ends = (index.fact_subject == entity) | (index.fact_object == entity)
    distinct = {_line(index, fact): fact for fact in np.flatnonzero(ends)[::-1].tolist()}
    return sorted(distinct.values())


def _line(index: Index, fact: int) -> str:
    return one_line(str(stated(index, fact)))


def _stated(index: Index, facts: list[int]) -> list[str]:
    """Each fact, and below the sentence that states it where it is another than the one before."""
    lines, last = [], -1
    for fact in facts:
        sentence = int(index.fact_sentence[fact])
        lines.append(f"- {_line(index, fact)}")
        if sentence != last:
            title = index.titles[int(index.fact_passage[fact])]
            lines.append(f"  {one_line(title)}: {one_line(index.sentence(sentence))}")
        last = sentence
    return lines
