"""Whether a question names a table's column, though in other words: "Ext." by "extension".

A head is named where the question has each of its words, a fuller word for a short one, or the
word by which the same is asked: "how heavy" names "Weight", "what does it cost" names "Price".
Words that go with any value ("number", "name", "per day") need not be said beside another.
"""

from __future__ import annotations

import re

from graphrag.language.column_words import ANY_VALUE, CALLED
from graphrag.retrieval.linking.asked_words import roots

_AGENT = 5  # letters of such a word
_HOW_MUCH = re.compile(r"\bhow much (?:is|are|was|were|for|do I|will I)\b", re.IGNORECASE)


_NOUN = re.compile(  # what is asked for, up to where something is said of it
    r"(?:\b(?:what|which)(?: of(?= (?:the|our|its|their|my|your)\b))?|^\W*(?:list|name))"
    r"(?:(?:['’]s| is| are| was| were)(?= (?:the|our|its|their|an?)\b))?"
    r"(?: the| our| its| their| an?)? (?P<noun>[^?]*?)(?P<rest>(?: (?:of|in|on|at|for|from|by|to"
    r"|with|that|which|who|whose|where|when|is|are|was|were|do|does|did|has|have|had|can|could"
    r"|will|would|should|must|may)\b.*)?)\W*$",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(  # what something is said of: "the boat that …", "Ada's company"
    r"(?:\b(?:the|an?|our|its|their|whose)|['’]s) (?P<what>(?:[\w-]+ )?(?!\w+ed\b)[\w-]+)"
    r"(?=['’]s\b| (?:that|which|who|whom|whose|of|where|on|in|for|from|with)\b|\W*$)",
    re.IGNORECASE,
)
_IS_THE = re.compile(r"\b(?:is|are|was|were) (?:the|our|its|their|an?) (\w+(?: \w+){0,2})")


def asked_noun(question: str) -> str:
    """What a question asks for: "sponsors" of "which sponsors are at the level"; "" where nothing
    tells."""
    asked = _NOUN.search(question)
    return asked["noun"] if asked else ""


def turn_of(question: str, wh: str) -> frozenset[str]:
    """The turn of phrase by which a question names columns, as a word that no text has."""
    if wh == "how":
        many = re.search(r"\bhow many\b", question, re.IGNORECASE) is not None
        turn = "much" if _HOW_MUCH.search(question) else "many" if many else ""
    else:
        turn = wh if wh in ("where", "when", "who") else ""
    return frozenset({f"?{turn}"} if turn else ())


def words_naming(column: frozenset[str], asked: frozenset[str]) -> frozenset[str]:
    """The words of the question that name a column; none where it is not named.

    Args:
        column: the roots of its head's words.
        asked: those of the question's, and its turns of phrase.
    """
    found = {word: asked & ({word} | CALLED.get(word, frozenset()) | _done_by(word))
             for word in column}  # fmt: skip
    telling = column - ANY_VALUE or column
    if not column or not all(found[word] for word in telling):
        return frozenset()
    return frozenset().union(*found.values())


def _done_by(word: str) -> frozenset[str]:
    """What somebody does who is called so, by its root: "drive" of "driver"."""
    agent = word.endswith(("er", "or")) and len(word) >= _AGENT
    return frozenset({word[:-1], word[:-2]} if agent else ())


def is_on_the_way(column: frozenset[str], question: str) -> bool:
    """Whether a question writes a column's head and asks for something else of it: "module" of
    "which codec is in the module that came last?". What a head *is* is asked for under it:
    "which inn is the venue?".
    """
    asked = _NOUN.search(question)
    noun = roots(asked_noun(question))
    if not asked or not noun or not column or words_naming(column, noun):
        return False
    said = " ".join(_IS_THE.findall(asked["rest"]))
    if not column.isdisjoint(noun | roots(said)):
        return False
    return any(column <= roots(one["what"]) for one in _DESCRIBED.finditer(asked["rest"]))
