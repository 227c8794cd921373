"""A question within a question, told from its words, and what is left to ask once it is answered.

    Who was the first student of [the school that owns the field]?    Which school owns the field?
    What number has [the technician who owns the protocol]?           Which technician owns …?
    In what year did [Ada Lane's husband] die?                        Who is Ada Lane's husband?

Decomposing a question so is what language models are asked to do (self-ask, arXiv:2210.03350).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphrag.language.kinds import kind_of_noun
from graphrag.language.words import FUNCTION_WORDS, PREPOSITIONS, of_class
from graphrag.retrieval.linking.asked_words import roots

_PERSONS = frozenset("person man woman one boy girl lady guy somebody someone".split())
_OBJECTS = of_class("article", "demonstrative", "personal", "question")  # "that the firm built"
_RELATIVE = re.compile(
    r"\b(?:the|an?) (?P<named>(?:(?!(?:the|an?) )[\w'’-]+ ){1,4}?)(?:who|that|which) "
    r"(?P<clause>[^?,:;]+)(?=[?,:;]|$)",
    re.IGNORECASE,
)
# "What number does the person have who": the verb of the question stands before the clause
_VERB = re.compile(
    r"(?P<named>.+) (?P<verb>have|hold|live|get|serve|receive|give|win|do|make|work|come in|need"
    r"|use|earn|pay|own|belong to)"
)
_FRONTED = re.compile(
    r"\b(?:do|does|did|has|have|had|can|could|will|would|is|are|was|were|should|must|may)\W+"
    r"(?:[\w'’-]+ ){0,7}$",
    re.IGNORECASE,
)
_ASKS_FOR_IT = re.compile(
    r"\W*(?:who|what|which)(?: \w+)?(?: is| was| are| were)\W+", re.IGNORECASE
)
_OWNER = re.compile(
    r"(?P<whole>(?:the (?:[\w-]+ ){1,3}?|(?:[A-ZÀ-Þ][\w.-]+ ){0,3})[\w.-]+['’]s (?P<noun>[\w-]+))"
)
_TAIL = 6  # words of a clause that may belong to the question around it


@dataclass(frozen=True, slots=True)
class Inner:
    """A question within a question; around its answer stand `before` and `after`."""

    question: str
    before: str
    after: str
    clause: str = ""  # what of it may hold the end of the question around it

    def rest(self, answer: str, said: frozenset[str]) -> str:
        """The question around it, with the answer in its place.

        Args:
            answer: of the inner question.
            said: stems of the sentences that answer it: the last words of the clause that none of
                them say belong to the question around it ("does the man who farms here [earn]").
        """
        words = self.clause.split()
        kept = len(words) if said & roots(self.clause) else 0
        while 0 < kept and len(words) - kept < _TAIL and not said & roots(words[kept - 1]):
            kept -= 1
        tail = " ".join(["", *words[kept:]]) if 0 < kept < len(words) else ""
        return f"{self.before}{answer}{tail}{self.after}".strip()


def inner_question(question: str) -> Inner | None:
    """The question to ask first; None where none is told."""
    clauses = (_of_clause(question, found) for found in reversed([*_RELATIVE.finditer(question)]))
    return next((one for one in clauses if one), None) or _of_owner(question)


def _of_clause(question: str, found: re.Match[str]) -> Inner | None:
    """Of a thing and what it does: "the school that owns the field"."""
    named, clause = found["named"].strip(), found["clause"].strip()
    verb = _VERB.fullmatch(named)
    named = verb["named"] if verb else named
    words = named.lower().split()
    first = clause.split()[0]
    if words[-1] in PREPOSITIONS or first.lower() in _OBJECTS or first[:1].isupper():
        return None
    if "of" not in words and FUNCTION_WORDS.intersection(words[:-1]):
        return None  # another clause lies between
    asks = "Who" if len(words) == 1 and words[0] in _PERSONS else f"Which {named}"
    before = question[: found.start()]
    if _ASKS_FOR_IT.fullmatch(before):
        return None
    fronted = _FRONTED.search(before) is not None and not verb
    after = (f" {verb['verb']}" if verb else "") + question[found.end() :]
    return Inner(f"{asks} {clause}?", before, after, clause if fronted else "")


def _of_owner(question: str) -> Inner | None:
    """Of somebody's somebody: "Ada Lane's husband", where something of him is asked for."""
    for found in _OWNER.finditer(question):
        before, after = question[: found.start()], question[found.end() :]
        if kind_of_noun(found["noun"]) == "person" and before.strip() and after.strip(" ?"):
            return Inner(f"Who is {found['whole']}?", before, after)
    return None
