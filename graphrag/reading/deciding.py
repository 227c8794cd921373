"""Yes or no by the sentence that decides, where the question does not hold two things together.

"Can people on a standard schedule earn credit hours?" and "Credit hours: No - not available with
this schedule" give no. The sentence is the one that has most of what is asked. What denies it is a
word of denial which the question lacks, a plain "No", the opposite of a word asked, a limit that
leaves out some of what is asked ("only", "until"), or an amount outside of what the sentence sets
("within 14 days", asked of 20). Where it stays open, nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from graphrag.language.amounts import Amount, amounts_in
from graphrag.language.names import find_names
from graphrag.language.opposites import are_opposed
from graphrag.language.quantities import without_times
from graphrag.language.scripts import WORD
from graphrag.language.words import root
from graphrag.reading.bounded import IN, OPEN, OUT, fit_of
from graphrag.reading.found import Finding, Found
from graphrag.reading.sentences import ReadSentence, leads_on
from graphrag.reading.table_rows import fields
from graphrag.retrieval.linking.asked_words import roots

_DENIES = re.compile(
    r"\b(?:no|not|never|none|cannot|neither|nor|without|nothing|nobody|unavailable|unable"
    r"|fails? to|prohibited|forbidden|banned|instead of|rather than|closed|barred|excluded|rejected"
    r"|refused?|denied|dismissed|dropped|withdrawn|abolished|lapses?|ended|ceased)\b|n['’]t\b"
    r"|\bnon-?(?=\w)",
    re.IGNORECASE,
)
_LIMITS = re.compile(r"\b(?:only|solely|except|until|formerly|previously|used to)\b", re.IGNORECASE)
_UNREAL = re.compile(r"\bif\b.*\bwould\b|\bwould\b.*\bif\b", re.IGNORECASE | re.DOTALL)
_FREE = re.compile(
    r"\b(?:(?:without|at no) (?:any |a )?(?:charge|cost|fee)s?|free of charge|for nothing)\b",
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
_MEANT = re.compile(
    r"\b(?:propos\w+|suspect\w+|suggest\w+|recommend\w*|request\w*|(?:had )?meant to"
    r"|want(?:s|ed)|hop(?:es?|ed) to|plan(?:s|ned)? to|intend(?:s|ed)? to)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"\W*(?:did|was|were|has|have|had|is|are)\b", re.IGNORECASE)
_ONCE = re.compile(r"^\W*(?:before|until|till|up to) (?:\w+ ){0,2}\d{4}\b", re.IGNORECASE)
_IN_CASE = re.compile(r"\b(?:(?:even )?if|when|unless) [^,?]*", re.IGNORECASE)

_EXCEPTION = re.compile(
    r",?;? \b(?:unless|except(?: for| if| when)?|other than|apart from|with the exception of)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:no|not) \w+", re.IGNORECASE)
_WITHOUT = re.compile(r"\b(?:without|unless|if (?:not|no)\b)[^,?;]*", re.IGNORECASE)
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
_EVEN = 0.5  # of an exception; of which no more is asked, it stays open whether it is meant
_REST = re.compile(  # "Smaller ones are …", after "more than 10 litres are …"
    r"\W*(?:all |the )?(?:(?:small|larg|bigg|low|high|short|long|old|young|light)er|others?)\b",
    re.IGNORECASE,
)
_TURNED = {IN: OUT, OUT: IN, OPEN: OPEN}
_LOOKED_AT = 4  # places, the fittest first
_COVER = 2.0  # the asked words decide more here, what the head sees less: no span answers
_BOUNDED, _COVERED = 0.5, 0.35  # confidence of an amount compared, where so much is asked of it
_COMPARED = 0.5  # what an amount adds that can be held against one of the question


def decided(question: str, places: Sequence[ReadSentence]) -> Finding | None:
    """Yes or no with the sentence that says so; None where no passage has a sentence that does."""
    asked = roots(question)
    fit = (place for place in places if not leads_on(place) and _may_decide(place, asked))
    usable = list(islice(fit, _LOOKED_AT))
    amounts = amounts_in(question)
    best = max(usable, key=lambda place: _value(place, amounts), default=None)
    if best is None or _is_unreal(question, best):
        return None
    answer = _answer(question, best, amounts)
    if not answer or (answer == "yes" and not _may_affirm(question, best)):
        return None
    sure = _BOUNDED if _compares(best, amounts) and best.cover >= _COVERED else 0.0
    return Finding(answer, sure, (Found(best.page, *best.span, best.fit),), "yes-no")


def _may_decide(place: ReadSentence, asked: frozenset[str]) -> bool:
    """A row of a table tells of the thing that its first cell names."""
    cells = list(fields(place.text))
    return len(cells) < 2 or bool(roots(cells[0][1]) & asked)


def _value(place: ReadSentence, amounts: Sequence[Amount]) -> float:
    return _COVER * place.cover + place.fit + _COMPARED * _compares(place, amounts)


def _compares(place: ReadSentence, amounts: Sequence[Amount]) -> bool:
    """It has an amount that can be held against one of the question."""
    return bool(amounts) and fit_of(amounts, amounts_in(place.text), "") in (IN, OUT)


def _may_affirm(question: str, place: ReadSentence) -> bool:
    """It has something of what is asked, and its page writes every name of the question."""
    page = place.page
    said = roots(f"{page.lead} {page.passage.metadata.path} {page.text}")
    opened = re.match(r"\W*\w+", question)
    names = find_names(question, opened.end() if opened else 0)
    named = (roots(without_times(question[slice(*name)])) for name in names)
    return place.cover > 0 and all(name & said for name in named if name)


def _is_unreal(question: str, place: ReadSentence) -> bool:
    """It says what would be, was once or was meant: "if there were a pier, it would call"."""
    text = place.text
    if _ONCE.match(text) and not re.match(r"\W*(?:did|was|were|had)\b", question, re.IGNORECASE):
        return True
    if _DONE.match(question) and _MEANT.search(text) and not _MEANT.search(question):
        return True
    return _UNREAL.search(text) is not None and not _UNREAL.search(question)


def _answer(question: str, place: ReadSentence, amounts: Sequence[Amount]) -> str:
    """yes, no, or "" where the sentence leaves it open."""
    sentence, about = place.text.strip(), place.page.name
    question = _FREE.sub("free", question)
    if re.search(r"\bfree\b", question, re.IGNORECASE):
        sentence = _FREE.sub("free", sentence)
    said = _SAID.search(sentence)
    if said:
        return said["said"].lower()
    clause = _clause(question, sentence)
    main, but = _parted(clause)
    asked = _WITHOUT.sub(" ", question) if but else question
    holds = _holds(asked, main, about)
    if holds is None:
        return ""
    excepted = _excepted(asked, main, but)
    if excepted:
        return "" if excepted <= _EVEN else "no" if holds else "yes"
    fit = fit_of(amounts, amounts_in(main), f"{question} {main}") if amounts else ""
    if amounts and _REST.match(main):
        fit = _TURNED.get(fit_of(amounts, amounts_in(_before(place, main)), main), fit)
    if fit == OPEN or (fit == OUT and not holds):
        return ""
    return "yes" if holds and fit != OUT else "no"


def _before(place: ReadSentence, clause: str) -> str:
    """What stands before a clause in its sentence and the one before."""
    start = place.page.sentences[max(0, place.number - 1)][0]
    return place.page.text[start : place.page.text.index(clause, place.span[0])]


def _clause(question: str, sentence: str) -> str:
    """Of "A, but B" the part that has most of what is asked; else the whole.

    What comes after it is left away only where it says of what: not "but did not win".
    """
    parts = [part for part in _CLAUSES.split(sentence) if len(part.split()) > 1]
    asked = roots(question)
    shared = [len(asked & roots(part)) for part in parts]
    best = max(shared, default=0)
    if shared.count(best) != 1 or 2 * best < len(asked):
        return sentence
    after = (_OF_ANOTHER.match(part) for part in parts[shared.index(best) + 1 :])
    others = [
        match is not None and bool(roots(match["first"])) and not _DENIES.match(match["first"])
        for match in after
    ]
    return parts[shared.index(best)] if all(others) else sentence


def _parted(clause: str) -> tuple[str, str]:
    """What holds, and what it does not hold of: "unless …", "except …", "not … without …"."""
    cut = _EXCEPTION.search(clause)
    if cut is None:
        cut = re.search(r" without\b", clause)
        if cut is None or not _DENIES.search(clause[: cut.start()]):
            return clause, ""
    return clause[: cut.start()], clause[cut.end() :]


def _excepted(question: str, main: str, but: str) -> float:
    """How much of the exception the question is about: all of "unless it is sealed" where it asks
    of a sealed package.
    """
    own = roots(but) - roots(main)
    return len(own & roots(_NEGATED.sub(" ", question))) / len(own) if own else 0.0


def _holds(question: str, text: str, about: str) -> bool | None:
    """Whether a text says what is asked; None where it leaves that open."""
    spared, question = _unbounded(text), _IN_CASE.sub(" ", question)
    no_need = _NO_NEED.search(spared) is not None
    needs, allows = (asks.search(question) is not None for asks in (_ASKS_NEED, _ALLOWS))
    if allows and not needs and no_need and not _DENIES.search(question):
        return None  # that it need not be does not say that it may
    denied = _denies(spared, question) != are_opposed(question, spared)
    if needs and not denied and _ALLOWS.search(spared) and not _ASKS_NEED.search(spared):
        return None  # that it may be does not say that it must
    asks_no = _denies(question, spared)
    limited = not asks_no and _limited(question, spared, about)
    return (denied or limited) == asks_no


def _unbounded(text: str) -> str:
    """Without the words that bound an amount: "no more than two" denies nothing."""
    for amount in amounts_in(text):
        text = f"{text[: amount.first]}{' ' * (amount.start - amount.first)}{text[amount.start :]}"
    return text


def _denies(text: str, other: str) -> bool:
    """It has a word of denial that the other has not: "dropped" denies nothing of "to drop it"."""
    words = {root(word.lower()) for word in re.findall(WORD, other)}
    return any(root(found.group().lower()) not in words for found in _DENIES.finditer(text))


def _limited(question: str, sentence: str, about: str) -> bool:
    """It holds of other things only, or did once: "lime is sold loose only", asked of sacks. What
    the page is about need not be said again.
    """
    if _LIMITS.search(question) or not _LIMITS.search(sentence):
        return False
    asked = roots(_ASKS_NEED.sub(" ", _ALLOWS.sub(" ", question)))
    return not asked <= roots(f"{about} {sentence}")
