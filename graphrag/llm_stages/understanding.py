"""Query understanding: the names in a question, the kind of answer it wants, its sub-questions.

Names join those that are matched by rules, and seed the walk; the kind of answer is told to the
reader that is a language model; sub-questions are the plan of the steps, where steps are taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.datatypes import Understanding
from graphrag.language.keys import name_key
from graphrag.llm.prompts import fill, one_line
from graphrag.llm_stages.schemas import TEXT, one_of, record, several
from graphrag.llm_stages.session import Ask, ModelSession
from graphrag.retrieval.linking.mentions import QuestionMention, link_mentions
from graphrag.storage.lexicon import Lexicon

STAGE = "understanding"
KINDS = (
    *("person", "organisation", "place", "work", "event", "date", "number", "yes or no"),
    *("one of those named", "other"),
)
MOST_NAMES, MOST_QUESTIONS = 8, 5
LONGEST = 300  # characters of a name or a sub-question
SCHEMA = record(
    names=several(TEXT, MOST_NAMES),
    answer_kind=one_of(KINDS),
    questions=several(TEXT, MOST_QUESTIONS),
)


def understand(question: str, session: ModelSession) -> Understanding | None:
    """What the model reads out of `question`; None when it fails."""
    reply = session.ask(STAGE, Ask(fill("understanding", question=question), SCHEMA))
    if reply is None:
        return None
    return Understanding(_texts(reply["names"]), reply["answer_kind"], _texts(reply["questions"]))


def _texts(values: Sequence[str]) -> tuple[str, ...]:
    texts = (one_line(value)[:LONGEST] for value in values)
    return tuple(dict.fromkeys(text for text in texts if text))


def link_names(
    names: Sequence[str], question: str, lexicon: Lexicon, *, min_similarity: float
) -> tuple[QuestionMention, ...]:
    """Mentions of those names that are known, at their place in the question where they stand."""
    found = []
    for name in names:
        entities = lexicon.entities_of.get(name_key(name), ())
        score = 1.0
        if not entities:
            near = link_mentions(name, lexicon, min_similarity=min_similarity)
            entities = tuple(dict.fromkeys(e for mention in near for e in mention.entities))
            score = min((mention.score for mention in near), default=0.0)
        if entities:
            start = max(question.find(name), 0)
            end = start + len(name) if name in question else start
            found.append(QuestionMention(start, end, name, entities, "llm", score))
    return tuple(found)
