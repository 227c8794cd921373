"""Where a clause ends that tells which one is meant: by a parse, not by its words.

    How do you reach the foreman [who was looking for the spare windscreen]?
    What rating did the boy [who beat the master] have in April?

Where the question is left without the verb that its "did" or "has" wants, the parse has taken it
into the clause: it ends before that verb, "the firm [that welded the lid] quoted".
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from graphrag.errors import WeightsError
from graphrag.language.grammar import BE, MODALS
from graphrag.language.parser.pipelines import load_parser

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_BARE = frozenset(("do", "does", "did", *MODALS))  # want a verb's bare form
_WANT = dict.fromkeys(("have", "has", "had"), ("VBN", "VBD"))
_WANT |= dict.fromkeys(_BARE, ("VB", "VBP"))
_STOPS = frozenset(".,;:?!")
_one_at_a_time = Lock()  # the pipeline's layers hand results to each other through themselves


@lru_cache(1)
def _parser() -> Language | None:
    try:
        return load_parser()
    except WeightsError:
        return None


@lru_cache(64)
def clause_ends(question: str) -> Mapping[int, int] | None:
    """Past the last character of each clause that follows what it tells of, by its first.

    None where the parser is not installed. Clauses whose end the parse does not tell are left out:
    where a name or "to" follows at once, that belongs to them.
    """
    with _one_at_a_time:
        parser = _parser()
        tokens = parser(question) if parser else None
    if tokens is None:
        return None
    found: dict[int, int] = {}
    with_subject: dict[int, int] = {}
    for verb in reversed(tokens):
        end = _end(tokens, verb) if _tells(verb) else None
        if end is not None:
            past = end.idx + len(end)
            following = tokens[end.i + 1].idx if end.i + 1 < len(tokens) else -1
            # "named after the bird | Ada never saw": of the bird, whatever the parse says
            found[verb.left_edge.idx] = with_subject.get(following, past)
            if verb.left_edge.i < verb.i:
                with_subject[verb.left_edge.idx] = past
    return found


def _tells(verb: Token) -> bool:
    """Whether it is that of a clause behind what this tells of."""
    return verb.dep_ in ("relcl", "acl") and verb.head.i < verb.left_edge.i


def _end(tokens: Doc, verb: Token) -> Token | None:
    """The last word of the verb's clause; None where it cannot be told."""
    last = verb.right_edge.i
    wanted = _left_wanting(tokens, verb, last)
    if wanted:
        behind = tokens[verb.i + 1 : last + 1]
        own = [one.i for one in behind if one.tag_ in wanted]
        own = own or [one.i for one in behind if "VB" in wanted and _may_be_a_verb(one)]
        if not own:
            return None
        last = own[-1] - 1
    while last > verb.i and (tokens[last].text in _STOPS or tokens[last].dep_ == "cc"):
        last -= 1
    follows = tokens[last + 1].text if last + 1 < len(tokens) else ""
    is_cut = follows[:1].isupper() or follows[:1].isdigit() or follows[:1] in "\"“'‘"
    return None if follows and (is_cut or follows == "to") else tokens[last]


def _may_be_a_verb(word: Token) -> bool:
    """Whether a word taken for a noun may be one: "the bureau's mistake [run]?"."""
    follows = word.nbor(1).pos_ if word.i + 1 < len(word.doc) else "PUNCT"
    is_bare = word.tag_ in ("NN", "NNP") and word.text.islower()
    before = word.nbor(-1).pos_ in ("NOUN", "PROPN", "ADV", "VERB")
    return is_bare and before and follows in ("ADP", "PUNCT", "DET")


def _left_wanting(tokens: Doc, verb: Token, last: int) -> tuple[str, ...]:
    """The forms of the verb that a helping verb before the clause wants and finds only in it."""
    for word in tokens[: verb.left_edge.i]:
        wants = _WANT.get(word.text.lower())
        if word.text.lower() in BE and tokens[0].text.lower() in (
            "when",
            "where",
        ):  # "was X built?"
            wants = _WANT["has"]
        is_alone = word.dep_ == "ROOT" or verb.left_edge.i <= word.head.i <= last
        if wants and (is_alone or word.head.i == verb.head.i):
            has_own = any(child.tag_ in wants for child in tokens[word.i + 1 : verb.left_edge.i])
            return () if has_own else wants
    return ()
