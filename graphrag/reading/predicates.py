"""Whether a page supports what a question says of it: "Are A and B both film directors?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.language.countries import ADJECTIVES, COUNTRY_OF, find_countries
from graphrag.language.dates import Moment
from graphrag.language.keys import tokens
from graphrag.language.kinds import kind_of_noun
from graphrag.language.words import FUNCTION_WORDS, root
from graphrag.reading.found import Found
from graphrag.reading.page import Page

_NOT_PREDICATE = FUNCTION_WORDS | frozenset(
    "considered type kind term located situated based person".split()
)
_SAME = re.compile(r"\bsame (?:type of |kind of )?([\w-]+)", re.IGNORECASE)
_REGIONS = re.compile(r"^(?:state|province|county|city|town|region|district|place|area|island)s?$")


def predicate_words(rest: str) -> list[str]:
    """Words that say something of the sides, from the question without their names."""
    words = (rest[word.start : word.end] for word in tokens(rest))
    return [word for word in words if word.lower() not in _NOT_PREDICATE]


def support(page: Page, words: Sequence[str]) -> tuple[float, Found | None]:
    """Share of `words` the page bears out, and the sentence that bears out most of them.

    An adjective of nationality must agree with the page's own; it counts double, as does the last
    word, the noun.
    """
    if not words:
        return 0.0, None
    stems = {root(word.key) for word in page.words}
    total = agreed = 0.0
    for position, word in enumerate(words):
        weight = 2.0 if word in ADJECTIVES or position == len(words) - 1 else 1.0
        total += weight
        agreed += weight * (
            _agrees(page, word) if word in COUNTRY_OF else root(word.lower()) in stems
        )
    return agreed / total, _best_sentence(page, words)


def _agrees(page: Page, adjective: str) -> bool:
    wanted = COUNTRY_OF[adjective]
    stop = page.sentences[min(1, len(page.sentences) - 1)][1]
    return any(country == wanted for _, _, country in find_countries(page.text, 0, stop))


def _best_sentence(page: Page, words: Sequence[str]) -> Found:
    wanted = {root(word.lower()) for word in words}
    best, most = 0, -1
    for number, (start, end) in enumerate(page.sentences):
        first, past = page.words_between(start, end)
        count = len(wanted & {root(word.key) for word in page.words[first:past]})
        if count > most:
            best, most = number, count
    start, end = page.sentences[best]
    return Found(page, start, end, 1.0)


def same_thing(one: Page, other: Page, question: str) -> tuple[bool, float]:
    """Whether two pages name the same thing of the kind after "same", and how sure that is."""
    match = _SAME.search(question)
    noun = match.group(1).lower() if match else ""
    if _REGIONS.match(noun):
        shared = _places(one) & _places(other)
        return bool(shared), 0.6
    if kind_of_noun(noun) == "description":
        return bool(_lead_nouns(one) & _lead_nouns(other)), 0.5
    return bool(_names(one) & _names(other)), 0.5


def _places(page: Page) -> set[str]:
    """Regions named in the first sentence; countries left out, "... province" and states kept."""
    start, end = page.sentences[0]
    found = set()
    for name in page.names:
        text = page.text[name.start : name.end]
        follows = page.text[name.end : name.end + 14]
        if not start <= name.start < end or text in page.name:
            continue
        country = COUNTRY_OF.get(text)
        if re.match(
            r" (?:province|state|region|county|prefecture|district)\b", follows, re.IGNORECASE
        ):
            found.add(text.casefold())
        elif country is None or (country != text and text not in ADJECTIVES):
            found.add(text.casefold())
    return found


def _lead_nouns(page: Page) -> set[str]:
    start, end = page.sentences[0]
    first, past = page.words_between(start, end)
    return {root(w.key) for w in page.words[first:past] if kind_of_noun(w.key) == "person"}


def _names(page: Page) -> set[str]:
    own = page.name.casefold()
    texts = (
        page.text[name.start : name.end] for name in page.names if not page.in_date(name.start)
    )
    return {t.casefold() for t in texts if t not in COUNTRY_OF and t.casefold() not in own}


def earliest(page: Page, words: Sequence[str]) -> Found | None:
    """The earliest date of the first sentence; where it has none, of those said with most words."""
    wanted = {root(word.lower()) for word in words}

    def order(date: Moment) -> tuple[bool, int, tuple[int, int, int]]:
        number = page.sentence_at(date.start)
        first, past = page.words_between(*page.sentences[number])
        shared = len(wanted & {root(word.key) for word in page.words[first:past]})
        return number > 0, -shared, date.key

    date = min((date for date in page.dates if date.year), key=order, default=None)
    return Found(page, date.start, date.end, 0.5, date) if date else None
