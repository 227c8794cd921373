"""Whether one sentence says yes or no to a question, or leaves it open.

What denies it is a word of denial that the question lacks, a plain "No", the opposite of a word
asked, a limit that leaves out some of what is asked, or an amount outside of what it sets. What is
excepted ("unless it is sealed") turns it round. That something may be does not say that it must.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.language.amounts import Amount, amounts_in
from graphrag.language.denied import DENIES
from graphrag.language.opposites import are_opposed
from graphrag.language.scripts import WORD
from graphrag.language.words import root
from graphrag.reading.forms.bounded import IN, OPEN, OUT, fit_of
from graphrag.reading.material.sentences import ReadSentence
from graphrag.retrieval.linking.asked_words import roots

_LIMITS = re.compile(
    r"\b(?:only|solely|except|until(?! (?:half|a quarter|\d{1,2}\b|noon|midnight|late|dusk|dark))"
    r"|formerly|previously|used to)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:(?:there (?:is|are) no|without|at no) (?:any |a )?(?:charge|cost|fee)s?|free of charge"
    r"|for nothing)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:^|:|\?)\s*(?P<said>yes|no)\b"
    r"(?!\s+(?:\w+\s+(?:is|are)|(?:more|less|fewer|\w+er)\s+than)\b)",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r";|,? (?:but|whereas|while)\b|, and\b")
_OF_ANOTHER = re.compile(
    r"\W*(?:(?:with|for|on|in|at|to|by|of) )?(?:the |an? )?(?P<first>[\w'’-]+)", re.IGNORECASE
)  # a clause with what it is about
_IN_CASE = re.compile(r"\b(?:(?:even )?if|when|unless) [^,?]*", re.IGNORECASE)

_EXCEPTION = re.compile(
    r",?;? \b(?:unless|except(?: for| if| when)?|other than|apart from|with the exception of)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:no|not) \w+", re.IGNORECASE)
_WITHOUT = re.compile(r"\b(?:without|unless|if (?:not|no)\b)[^,?;]*", re.IGNORECASE)
_LACKING = re.compile(
    r",? ?\b(?:(?:if|when) (?:i|we|you|one) (?:have|has|had|am|are) (?:no|not an?)|without"
    r"|with no|no)"
    r"(?: an?| any| the)? (?P<what>[\w-]+)",
    re.IGNORECASE,
)
_NOBODY_BUT = re.compile(
    r"\b(?:nobody|no one|none|nothing) (?:but|except|other than)\b", re.IGNORECASE
)
_OPTIONAL = re.compile(r"\b(?:optional|voluntary|voluntarily|recommended)\b", re.IGNORECASE)
_ASKS_NEED = re.compile(
    r"\b(?:must|(?:have|has|had|need|needs) to|need|needs|required?|requires|obliged|necessary"
    r"|compulsory|mandatory|obligatory)\b",
    re.IGNORECASE,
)
_ALLOWS = re.compile(
    r"\b(?:may|can|could|might|allow(?:s|ed)?|permit(?:s|ted)?|possible|ok(?:ay)?)\b", re.IGNORECASE
)
_NO_NEED = re.compile(
    r"\bnot? (?:\w+ ){0,3}?(?:needed|required|necessary|obligatory|compulsory|mandatory)\b"
    r"|\b(?:n['’]t|not) (?:have|need|required?|obliged)\b|\bneed not\b",
    re.IGNORECASE,
)
_MOST = 0.75  # of what is asked that a clause must have beside a denial behind it
_RELATED = re.compile(
    r"\b(?P<done>[^\W\d]+) (?P<word>by|with|at|in|on|from|to|for) (?:the |an? |our |its )?"
    r"(?P<of>[\w'’-]+(?: [\w'’-]+)?)",
    re.IGNORECASE,
)
_EVEN = 0.5  # of an exception; of which no more is asked, it stays open whether it is meant
_REST = re.compile(  # "Smaller ones are …", after "more than 10 litres are …"
    r"\W*(?:all |the )?(?:(?:small|larg|bigg|low|high|short|long|old|young|light)er|others?)\b",
    re.IGNORECASE,
)
_TURNED = {IN: OUT, OUT: IN, OPEN: OPEN}


def asks_for_rule(question: str) -> bool:
    """Whether it asks what may or must be done, which a rule says without naming who or where."""
    return any(asks.search(question) for asks in (_ASKS_NEED, _ALLOWS))


def verdict(question: str, place: ReadSentence, amounts: Sequence[Amount]) -> str:
    """yes, no, or "" where the sentence leaves it open."""
    sentence, about = _NOBODY_BUT.sub("only", place.text.strip()), place.page.name
    question = _FREE.sub("free", question)
    if re.search(r"\bfree\b", question, re.IGNORECASE):
        sentence = _FREE.sub("free", sentence)
    question, sentence = _without_the_same(question, sentence)
    said = _SAID.search(sentence)
    if said:
        return said["said"].lower()
    clause = _clause(question, sentence)
    if not clause:
        return ""
    main, but = _parted(clause)
    fit = _fit(question, place, main, amounts)
    asked = _WITHOUT.sub(" ", question) if but else question
    holds = _holds(asked, main, about, limits=fit == "")
    if holds is None:
        return ""
    excepted = _excepted(asked, main, but)
    if excepted:
        return "" if excepted <= _EVEN else "no" if holds else "yes"
    if fit == OPEN or (fit == OUT and not holds):
        return ""
    other = _other(question, main) if holds and not fit else ""
    if other:
        return "no" if other == "by" else ""
    return "yes" if holds and fit != OUT else "no"


def _without_the_same(question: str, sentence: str) -> tuple[str, str]:
    """Both without what both say is lacking: "allowed, without a permit", asked of having none."""
    for lacking in _LACKING.finditer(question):
        same = re.search(
            rf",? \bwithout(?: an?| any| the)? {re.escape(lacking['what'])}\b,?", sentence, re.I
        )
        if same:
            sentence = f"{sentence[: same.start()]} {sentence[same.end() :]}"
            question = question.replace(lacking.group(), " ")
    return question, sentence


def _fit(question: str, place: ReadSentence, main: str, amounts: Sequence[Amount]) -> str:
    """How the amounts of the question lie to those of the clause, or of the one before it."""
    if not amounts:
        return ""
    fit = fit_of(amounts, amounts_in(main), f"{question} {main}")
    if _REST.match(main):
        return _TURNED.get(fit_of(amounts, amounts_in(_before(place, main)), main), fit)
    return fit


def _other(question: str, text: str) -> str:
    """The word by which the text tells another thing of the same: "sent by mail", asked of post."""
    asked, told = ({(root(m["done"].lower()), m["word"].lower()): roots(m["of"])
                    for m in _RELATED.finditer(one)} for one in (question, text))  # fmt: skip
    said, known = roots(text), roots(question)
    for related, own in asked.items():
        others = told.get(related, frozenset())
        if own - said and others - known:
            return "by" if related[1] == "by" and not (own & said or others & known) else "other"
    return ""


def _before(place: ReadSentence, clause: str) -> str:
    """What stands before a clause in its sentence and the one before."""
    start = place.page.sentences[max(0, place.number - 1)][0]
    return place.page.text[start : place.page.text.index(clause, place.span[0])]


def _clause(question: str, sentence: str) -> str:
    """Of "A, but B" the part that has most of what is asked; else the whole.

    What comes after it is left away only where it says of what: not "but did not win". Nothing
    where that denies something and the part has too little of what is asked.
    """
    parts = [part for part in _CLAUSES.split(sentence) if len(part.split()) > 1]
    asked = roots(question)
    shared = [len(asked & roots(part)) for part in parts]
    best = max(shared, default=0)
    if shared.count(best) != 1 or 2 * best < len(asked):
        return sentence
    later = parts[shared.index(best) + 1 :]
    after = map(_OF_ANOTHER.match, later)
    others = [
        match is not None and bool(roots(match["first"])) and not DENIES.match(match["first"])
        for match in after
    ]
    if not all(others):
        return sentence
    unsure = best < _MOST * len(asked) and any(map(DENIES.search, later))
    return "" if unsure else parts[shared.index(best)]


def _parted(clause: str) -> tuple[str, str]:
    """What holds, and what it does not hold of: "unless …", "except …", "not … without …"."""
    cut = _EXCEPTION.search(clause)
    if cut is None:
        cut = re.search(r" without\b", clause)
        if cut is None or not DENIES.search(clause[: cut.start()]):
            return clause, ""
    return clause[: cut.start()], clause[cut.end() :]


def _excepted(question: str, main: str, but: str) -> float:
    """How much of the exception the question is about: all of "unless it is sealed" where it asks
    of a sealed package.
    """
    own = roots(but) - roots(main)
    return len(own & roots(_NEGATED.sub(" ", question))) / len(own) if own else 0.0


def _holds(question: str, text: str, about: str, limits: bool) -> bool | None:
    """Whether a text says what is asked; None where it leaves that open."""
    spared, question = _unbounded(text), _IN_CASE.sub(" ", question)
    no_need = _NO_NEED.search(spared) is not None
    needs, allows = (asks.search(question) is not None for asks in (_ASKS_NEED, _ALLOWS))
    if allows and not needs and no_need and not DENIES.search(question):
        return None  # that it need not be does not say that it may
    optional = needs and _OPTIONAL.search(spared) is not None
    denied = optional or _denies(spared, question) != are_opposed(question, spared)
    if needs and not denied and _ALLOWS.search(spared) and not _ASKS_NEED.search(spared):
        return None  # that it may be does not say that it must
    asks_no = _denies(question, spared)
    limited = limits and not asks_no and _limited(question, spared, about)
    return (denied or limited) == asks_no


def _unbounded(text: str) -> str:
    """Without the words that bound an amount: "no more than two" denies nothing."""
    for amount in amounts_in(text):
        text = f"{text[: amount.first]}{' ' * (amount.start - amount.first)}{text[amount.start :]}"
    return text


def _denies(text: str, other: str) -> bool:
    """It has a word of denial that the other has not: "dropped" denies nothing of "to drop it"."""
    words = {root(word.lower()) for word in re.findall(WORD, other)}
    return any(root(found.group().lower()) not in words for found in DENIES.finditer(text))


def _limited(question: str, sentence: str, about: str) -> bool:
    """It holds of other things only, or did once: "lime is sold loose only", asked of sacks. What
    the page is about need not be said again.
    """
    if _LIMITS.search(question) or not _LIMITS.search(sentence):
        return False
    asked = roots(_ASKS_NEED.sub(" ", _ALLOWS.sub(" ", question)))
    return not asked <= roots(f"{about} {sentence}")
