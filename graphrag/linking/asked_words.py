"""Type and relation words of a question ("director", "born"): CatRAG's anchors (arXiv 2602.01965).

They say what is asked, not of whom, and are read in two ways: as entities that are called so
(`graphrag/seeding/anchors.py`) and relation edges whose predicate says so
(`graphrag/weighting/relation_words.py`). Words are compared by their stems; a few families that no
stemmer joins ("wrote", "author") are listed.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphrag.language.keys import tokens
from graphrag.linking.mentions import FUNCTION_WORDS, QuestionMention
from graphrag.stores.bm25_text import terms

_FAMILIES = (
    "direct directed director directors filmmaker",
    "write wrote written writer author authored screenplay novelist",
    "born birth birthplace birthday",
    "die died dead death deathplace",
    "marry married wife husband spouse",
    "father mother parent parents son daughter child children",
    "grandfather grandmother grandparent grandson granddaughter",
    "star stars starring starred actor actress cast portrayed played",
    "found founded founder established",
    "compose composed composer music",
    "produce produced producer producers",
    "sing sang sung singer performed performer performers",
    "locate located location situated",
    "educated studied attended alumnus graduated",
    "employed worked employer",
    "owned owner owns",
    "develop developed developer",
    "publish published publisher",
    "win won winner award awarded",
)
_FAMILY_OF = {stem: number for number, words in enumerate(_FAMILIES) for stem in set(terms(words))}


def asked_words(question: str, mentions: Iterable[QuestionMention]) -> tuple[str, ...]:
    """Words outside the question's names that are no function words, in order, each once."""
    inside = [(mention.start, mention.end) for mention in mentions]
    found = [
        word.key
        for word in tokens(question)
        if word.key not in FUNCTION_WORDS
        and not any(start <= word.start < end for start, end in inside)
    ]
    return tuple(dict.fromkeys(found))


def roots(text: str) -> frozenset[str]:
    """Stems of the words of `text`; the words of a family share one."""
    found = {str(_FAMILY_OF.get(stem, stem)) for stem in terms(text) if stem not in FUNCTION_WORDS}
    return frozenset(found)
