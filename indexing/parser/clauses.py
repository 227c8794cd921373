"""Whether a clause states anything, on whose word, and on what condition.

A condition ("if the vote fails") states nothing, and what depends on it is stated with it only.
What somebody said is stated on his word: "Ann Lee denied".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexing.parser.verbs import FINITE, saying_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONDITIONS = frozenset("if unless whether lest provided assuming once until till".split())
_TIMES = frozenset("when whenever before after while as where wherever since".split())
_OPENING = ("if", "unless", "when", "whenever")
_WAITING = frozenset("when whenever before after".split())  # conditions, but for what is past
_SPEAKING = frozenset(
    """say says said saying tell tells told claim claims claimed deny denies denied state states
    stated report reports reported believe believes believed think thinks thought argue argues
    argued allege alleges alleged suggest suggests suggested announce announces announced expect
    expects expected hope hopes hoped admit admits admitted insist insists insisted warn warns
    warned write writes wrote note notes noted add adds added explain explains explained assert
    asserts asserted confirm confirms confirmed estimate estimates estimated assume assumes assumed
    predict predicts predicted promise promises promised doubt doubts doubted fear fears feared
    feel feels felt conclude concludes concluded propose proposes proposed agree agrees agreed
    dispute disputes disputed recall recalls recalled reveal reveals revealed""".split()
)
_FINDING = _SPEAKING | frozenset(
    """find finds found know knows knew known show shows showed shown learn learns learned see sees
    saw observe observes observed discover discovers discovered remember remembers remembered mean
    means meant realize realizes realized realise realises realised notice noticed""".split()
)
_UNSTATED = frozenset("csubj csubjpass pcomp dep intj meta".split())
LONGEST = 14  # words of a condition that is kept with what depends on it


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clause is stated: on whose word and on what conditions."""

    qualifiers: tuple[str, ...]


def standing_of(verb: Token) -> Standing | None:
    """How the clause of the verb is stated; None where it is not stated at all."""
    found = _conditions(verb)
    node = verb
    while found is not None and node.dep_ != "ROOT":
        more = _standing_in(node)
        found = None if more is None else found + more
        node = node.head
    lost = _opening(verb, found) if found is not None else None
    if found is None or lost is None:
        return None
    return Standing(tuple(dict.fromkeys(lost + found + _asides(node))))


def _opening(verb: Token, found: list[str]) -> list[str] | None:
    """The condition that the sentence opens with, where the parse lost it; None: it is too long."""
    doc = verb.doc
    saying = saying_of(verb)
    past = saying is not None and saying.past
    first = "if" if doc[:2].text.casefold() == "in case" else doc[0].lower_
    comma = next((t.i for t in doc[: verb.i] if t.text == ","), 0)
    if not comma or first not in _OPENING or (first == "when" and past):
        return []
    if any(one.startswith(doc[0].text) for one in found):
        return []
    return [doc[:comma].text] if comma <= LONGEST else None


def _standing_in(clause: Token) -> list[str] | None:
    """What the place of a clause in the next larger one says of it; None: it is not stated."""
    if clause.dep_ in _UNSTATED or (clause.dep_ == "parataxis" and clause.lower_ in _SPEAKING):
        return None
    if clause.dep_ == "advcl" and not _factual(clause):
        return None
    if clause.dep_ == "relcl" and _where(clause):
        return None
    if clause.dep_ in ("acl", "relcl") and any(t.dep_ == "mark" for t in clause.children):
        return None  # "the claim that ..."
    asides = [t for t in clause.children if t.dep_ == "parataxis" and t.lower_ in _SPEAKING]
    found = [_told_by(one) for one in asides]
    if clause.dep_ == "ccomp" and not _beside(clause):
        word = _word_of(clause)
        return None if word is None else [*found, word]
    if clause.dep_ in ("conj", "xcomp"):
        more = _conditions(clause.head)
        return None if more is None else found + more
    return found


def _factual(clause: Token) -> bool:
    """Whether an adverbial clause tells what is so: no condition, and no time but in the past."""
    marks = {t.lower_ for t in clause.children if t.dep_ == "mark" or t.tag_ == "WRB"}
    if marks & _CONDITIONS:
        return False
    saying = saying_of(clause)
    if saying is None:
        return False
    if marks & _TIMES:
        return saying.past
    if clause.tag_ == "VB" and not saying.finite:
        return False  # "to win the race"
    return True


def _where(clause: Token) -> bool:
    """ "A case where the chair is ill": that he is, is not said; "Velm, where she died" is."""
    saying = saying_of(clause)
    adverbial = any(t.tag_ == "WRB" for t in clause.children)
    return adverbial and (saying is None or not saying.past)


def _conditions(verb: Token) -> list[str] | None:
    """The conditions beside a verb, in their words; None: one is too long to be kept."""
    saying = saying_of(verb)
    past = saying is not None and saying.past
    found = []
    for clause in verb.children:
        if clause.dep_ != "advcl":
            continue
        marks = {t.lower_ for t in clause.subtree if t.head == clause and
                 (t.dep_ == "mark" or t.tag_ == "WRB")}  # fmt: skip
        if marks & _CONDITIONS or (marks & _WAITING and not past):
            words = clause.doc[clause.left_edge.i : clause.right_edge.i + 1].text
            if len(words.split()) > LONGEST:
                return None
            found.append(words.strip(" ,"))
    return found


def _word_of(clause: Token) -> str | None:
    """Whose word the clause is: "Ann Lee said"; None where it is not stated by anybody."""
    marks = {t.lower_ for t in clause.children if t.dep_ == "mark"}
    asked = any(t.tag_ in ("WRB", "WP", "WDT") for t in clause.children)
    own = saying_of(clause)
    if marks & _CONDITIONS or asked or own is None or not own.finite:
        return None
    if "that" not in marks and clause.head.lower_ not in _FINDING:
        return None  # two sentences run together
    saying = saying_of(clause.head)
    if saying is None or clause.head.pos_ not in ("VERB", "AUX"):
        return None
    subject = next(
        (t for t in clause.head.children if t.dep_ in ("nsubj", "nsubjpass") and t.i != clause.i),
        None,
    )
    if subject is None and clause.head.tag_ not in FINITE:
        return None  # "Ensure that ..."
    return _told_by(clause.head)


def _beside(clause: Token) -> bool:
    """Whether two sentences are run together with a comma: the first is nobody's word."""
    marked = any(t.dep_ == "mark" for t in clause.children)
    return clause.i < clause.head.i and clause.head.lower_ not in _SPEAKING and not marked


def _told_by(verb: Token) -> str:
    """ "Ann Lee said"; "it is clear"."""
    saying = saying_of(verb)
    subject = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    words = saying.words if saying is not None else (verb.text,)
    more = (t.text for t in verb.children if t.dep_ == "acomp")
    return " ".join((_who(subject), *words, *more)).strip()


def _who(subject: Token | None) -> str:
    """A speaker in few words: the name beside the office, where there is one."""
    if subject is None:
        return ""
    named = next((t for t in subject.children if t.dep_ == "appos" and t.pos_ == "PROPN"), subject)
    span = named.doc[named.left_edge.i : named.i + 1]
    return span.text if len(span) <= LONGEST else named.text


def _asides(root: Token) -> list[str]:
    """Whose word the whole sentence is: "according to Ann Lee"."""
    found = []
    for token in root.subtree:
        if token.lower_ == "according" and token.dep_ == "prep":
            found.append(" ".join(t.text for t in token.subtree if not t.is_punct)[:120])
    return found
