"""A described thing in a question: the noun, and what behind it tells which one is meant.

    the school [that owns the field]    the country [where the lake is]
    the bird [her aunt never saw]       the artist [known as Orme]
    the author [of the play Brand]      the captain [of LR 208]

Each is a question of its own (`Shape.asked`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from graphrag.language.dates import find_dates
from graphrag.language.grammar import (
    BE,
    MAIN_VERBS,
    NAMING_NOUNS,
    PARTICIPLE,
    POSSESSIVES,
    RELATIVE,
)
from graphrag.language.kinds import PERSONS, is_person_noun, kind_of_noun
from graphrag.language.names import joins
from graphrag.language.parser.clause_ends import clause_ends
from graphrag.language.words import ARTICLES, PREPOSITIONS, of_class

AUXILIARIES = of_class("auxiliary") - {"became"}
PRONOUNS = of_class("personal") | POSSESSIVES
BEHIND = RELATIVE - {"when", "while", "because"}
TOLD_BY_A_NAME = frozenset(("person", "organisation", "work", "place"))
ENDS = BEHIND | AUXILIARIES | PREPOSITIONS | ARTICLES | PRONOUNS | of_class("conjunction")
_SUBJECTS = ARTICLES | PRONOUNS | of_class("demonstrative", "question")  # "that the firm built"
_SHORTENED = re.compile(r"[A-Z]|[A-Z][a-z]{1,2}")
_LONGEST_NOUN = 5  # words


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a quoted title, without the punctuation around it."""

    text: str
    start: int
    end: int
    stops: bool  # punctuation follows

    @property
    def low(self) -> str:
        """In small letters."""
        return self.text.lower()

    @property
    def is_name(self) -> bool:
        """Written as names, numbers and titles are."""
        return self.text[:1].isupper() or self.text[:1].isdigit() or self.text[:1] == '"'


def words_of(question: str) -> list[Word]:
    """The words of a question; a quoted title is one."""
    found = []
    for match in re.finditer(r"\"[^\"]+\"|\S+", question):
        text = match.group().rstrip(".,;:?!")
        own = text.lstrip("('“‘")
        if own:
            start = match.start() + len(text) - len(own)
            shortened = match.group()[-1] == "." and _SHORTENED.fullmatch(text)  # "Mr.", "J."
            stops = len(text) < len(match.group()) and not shortened
            found.append(Word(own, start, start + len(own), stops))
    return found


def noun_of(words: list[Word], at: int) -> int | None:
    """Where the noun stands that the article at `at` opens; None where nothing follows it."""
    if words[at].low not in ARTICLES:
        return None
    end = at + 1
    while end < len(words) and end - at <= _LONGEST_NOUN and not _ends_noun(words, at + 1, end):
        end += 1
    return end - 1 if at + 1 < end < len(words) - 1 else None


def _ends_noun(words: list[Word], first: int, here: int) -> bool:
    word, before = words[here], words[here - 1]
    follows = words[here + 1].low if here + 1 < len(words) else ""
    if word.low in ENDS:
        return not (word.low in MAIN_VERBS and follows in BEHIND)  # "the person have who"
    if here == first:
        return False
    is_told = PARTICIPLE.fullmatch(word.text) is not None and follows in PREPOSITIONS
    return before.stops or is_told or (word.is_name and not before.is_name)


def is_main_verb(words: list[Word], at: int, noun: int) -> bool:
    """Whether the last word of the noun is a verb of the question: "does the man live who …"."""
    if noun - at < 2 or words[noun + 1].low not in BEHIND or words[noun].is_name:
        return False
    low = words[noun].low
    return low in MAIN_VERBS or (low.endswith("ed") and PARTICIPLE.fullmatch(low) is not None)


@dataclass(frozen=True, slots=True)
class Shape:
    """The question that a noun with something behind it is, and the last word of that."""

    asked: str
    end: int


def shape_of(question: str, words: list[Word], first: int, noun: int, behind: int) -> Shape | None:
    """The question that a described noun is; None where what follows does not tell which one.

    Args:
        question: the whole.
        words: its words.
        first: the number of the noun's first word; an article is before it.
        noun: of its last.
        behind: of the first word of what tells.
    """
    follows, after = words[behind], words[behind + 1]
    clauses = clause_ends(question) if _may_be_a_clause(follows, after) else None
    end = _end_of_clause(words, behind, clauses)
    named = question[words[first].start : words[noun].end]
    which = "Who" if words[noun].low in PERSONS else f"Which {named}"
    said = question[follows.start : words[end].end]
    rest = question[after.start : words[end].end]
    if behind < end and follows.low in ("who", "that", "which"):
        is_object = after.low in _SUBJECTS or after.is_name
        return Shape(f"{which} {'is it that ' if is_object else ''}{rest}?", end)
    if words[noun].stops or words[noun].is_name or behind == end:
        return None
    if follows.low in ("whose", "whom", "where") or (
        follows.low in PREPOSITIONS and after.low in ("which", "whom", "whose")
    ):
        return Shape(f"{which} is it {said}?", end)
    if PARTICIPLE.fullmatch(follows.text):
        is_told = _tells_by_participle(words, first, noun, behind, clauses)
        return Shape(f"{which} was {said}?", end) if is_told else None
    if _is_bare_clause(words, first, noun, behind, end):
        return Shape(f"{which} is it that {said}?", end)
    end_of_name = _name_behind(question, words, noun, behind)
    of_names = any(word.is_name for word in words[first : noun + 1])  # "the Nets play in Orme"
    if end_of_name is None or words[first - 1].low != "the" or (of_names and follows.low != "of"):
        return None
    who = "Who" if is_person_noun(words[noun].low) else "What"
    whole = question[words[first].start : words[end_of_name].end]
    return Shape(f"{who} is the {whole}?", end_of_name)


def _may_be_a_clause(follows: Word, after: Word) -> bool:
    """Whether a parse is worth its time: "of Brand" behind the noun is no clause."""
    is_phrase = follows.low in PREPOSITIONS and PARTICIPLE.fullmatch(follows.text) is None
    return not is_phrase or after.low in ("which", "whom", "whose")


def _end_of_clause(words: list[Word], behind: int, clauses: Mapping[int, int] | None) -> int:
    """The number of its last word: by the parse, or where punctuation follows."""
    end = next(i for i in range(behind, len(words)) if words[i].stops or i == len(words) - 1)
    told = (clauses or {}).get(words[behind].start)
    if told is None:
        return end
    return max((i for i in range(behind, end + 1) if words[i].end <= told), default=end)


def _tells_by_participle(
    words: list[Word], first: int, noun: int, behind: int, clauses: Mapping[int, int] | None
) -> bool:
    """Whether the participle tells which one: "the woman speaking in Orme", but not "the heating in
    Orme", "the clerk wanted to stop" or, within a clause, "that the clerk looked through"."""
    after = words[behind + 1] if behind + 1 < len(words) else words[behind]
    if after.low not in PREPOSITIONS or _is_passive(words, first):
        return False
    is_active = words[behind].low.endswith("ing")
    is_parsed = clauses is not None and words[behind].start in clauses
    if not is_parsed and (clauses or is_active) and not is_person_noun(words[noun].low):
        return False
    object_of = words[behind + 2] if behind + 2 < len(words) else None
    if after.low == "to" and object_of is not None:
        if not (object_of.is_name or object_of.low in ARTICLES | PRONOUNS):
            return False
    segment = takewhile(lambda word: not word.stops, reversed(words[2 : first - 1]))
    return not any(word.low in BEHIND for word in segment)


def _is_passive(words: list[Word], first: int) -> bool:
    """Whether the question's own verb is to follow: "When was the clock built in Orme?"."""
    return words[first - 2].low in BE and words[0].low not in ("who", "what", "which")


def _is_bare_clause(words: list[Word], first: int, noun: int, behind: int, end: int) -> bool:
    """ "The bird the aunt never saw", "the country Velm lies in": without "that"."""
    follows = words[behind]
    if follows.is_name:
        verbs = any(word.low in AUXILIARIES for word in words[behind:end])
        return verbs and kind_of_noun(words[noun].low) in TOLD_BY_A_NAME
    return first == noun and follows.low in ("the", *POSSESSIVES)


def _name_behind(question: str, words: list[Word], noun: int, behind: int) -> int | None:
    """The last word of a name: "the director of (the film) Brand", "the captain of LR 208"."""
    low, preposition = words[noun].low, words[behind].low
    is_person = is_person_noun(low)
    if preposition not in PREPOSITIONS or (preposition == "of" and low in NAMING_NOUNS):
        return None
    if not is_person and kind_of_noun(low) not in TOLD_BY_A_NAME:
        return None
    skipped = takewhile(_is_before_name, words[behind + 1 : behind + 3])
    start = behind + 1 + sum(1 for _ in skipped)
    if start >= len(words) or not words[start].is_name:
        return None
    end = start
    while end + 1 < len(words) and not words[end].stops and _goes_on(words, end + 1):
        end += 1
    name = question[words[start].start : words[end].end]
    is_owner = words[end].text.endswith(("'s", "’s"))
    return None if is_owner or find_dates(name) or (name.isdigit() and not is_person) else end


def _is_before_name(word: Word) -> bool:
    """As "the film" is in "the director of the film Brand"."""
    return word.low in ARTICLES or (not word.is_name and kind_of_noun(word.text) != "")


def _goes_on(words: list[Word], here: int) -> bool:
    """Whether a name goes on with this word: itself one, or before one ("of the Nile")."""
    between = takewhile(lambda word: joins(word.low) and not word.stops, words[here : here + 2])
    name = here + sum(1 for word in between if not word.is_name)
    return name < len(words) and words[name].is_name
