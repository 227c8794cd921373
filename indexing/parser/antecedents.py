"""Whom "he", "its" and "the film" stand for, where that is sure.

Sure is: the subject of the sentence before, if it is a name and of a kind that the word fits; or
what the passage is about, from its first sentence on. "It" and "the film" need to know what a thing
is ("Glass Harbour is a 1962 film"), "he" and "she" that it is nothing else than a person.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphrag.language.grammar import CLAUSE_WORDS
from graphrag.language.keys import Key, name_key, without_bracket
from graphrag.language.kinds import kind_of_noun
from graphrag.language.words import of_class
from indexing.readers.lines import common_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_PERSONS = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she"}
_THINGS = frozenset({"it", "its"})
_LETTERS = re.compile(r"(?:[^\W\d_]|['’.,-])+")


@dataclass(slots=True)
class Talk:
    """What the sentences of a passage so far are about.

    Args:
        title: of the passage.
    """

    title: str
    focus: str = ""  # the subject of the sentence before, a name
    nouns: dict[Key, str] = field(default_factory=dict)  # what a name is said to be: "film"
    persons: dict[Key, str] = field(default_factory=dict)  # he or she

    def stands_for(self, token: Token) -> str:
        """The name that a word of the next sentence stands for; "" where that is not sure."""
        low = token.lower_
        if token.tag_ in ("PRP", "PRP$") and low in _PERSONS:
            return self._person(_PERSONS[low])
        if token.tag_ in ("PRP", "PRP$") and low in _THINGS:
            return self._thing(token)
        if token.tag_ == "NN" and token.pos_ == "NOUN":
            return self._described(token)
        return ""

    def _person(self, pronoun: str) -> str:
        for name in (self.focus, "" if self.focus or not name_like(self.title) else self.title):
            key = self.key(name)
            known = self.persons.get(key)
            if not key or (known and known != pronoun) or not self._may_be_person(name, key):
                continue
            self.persons[key] = pronoun
            return name
        return ""

    def _may_be_person(self, name: str, key: Key) -> bool:
        if key in self.nouns:
            return kind_of_noun(self.nouns[key]) in ("person", "")
        if name == self.title and name.casefold() in common_words():
            return False  # "Survey", "Transcript"; a person that a sentence is about may be Hope
        return name[:1].isupper() and not any(char.isdigit() for char in name) and _personal(name)

    def _thing(self, token: Token) -> str:
        key = self.key(self.focus)
        if not key or key in self.persons or key not in self.nouns:
            return ""
        if kind_of_noun(self.nouns[key]) == "person" or _expletive(token):
            return ""
        return self.focus

    def _described(self, token: Token) -> str:
        """ "The film", of what is said to be a film."""
        lefts = list(token.lefts)
        if len(lefts) != 1 or lefts[0].lower_ not in ("the", "this") or list(token.rights):
            return ""
        for name in dict.fromkeys((self.focus, self.title)):
            if name and self.nouns.get(self.key(name)) == token.lower_:
                return name
        return ""

    def heard(self, subject: str, noun: str, pronouns: Collection[str] = ()) -> None:
        """A sentence was about `subject` ("" for no name), said that it is a `noun`, and used
        these pronouns: all of one kind, they are likely the subject's.
        """
        self.focus = subject
        if subject and noun:
            self.nouns.setdefault(self.key(subject), noun)
        kinds = {_PERSONS[word] for word in pronouns if word in _PERSONS}
        if subject and len(kinds) == 1:
            self.persons.setdefault(self.key(subject), kinds.pop())

    def key(self, name: str) -> Key:
        """How names are compared here: the title without what stands in brackets."""
        return name_key(without_bracket(name))


def name_like(title: str) -> bool:
    """Whether a title can be a person's or a thing's name, and is no headline."""
    words = without_bracket(title).split()
    small = of_class("particle")
    return 0 < len(words) <= 5 and all(
        (word[0].isupper() or word.casefold() in small) and _LETTERS.fullmatch(word)
        for word in words
    )


def _personal(name: str) -> bool:
    """Whether no word behind a name's first says that it is a thing's, as in "Velm Club Rules"."""
    return {kind_of_noun(word.casefold()) for word in name.split()[1:]} <= {"person", ""}


def _expletive(token: Token) -> bool:
    """The "it" of "it is said that", "it took a year to"."""
    verb = token.head
    if token.tag_ == "PRP$":
        return False
    if any(t.dep_ in ("acomp", "ccomp", "csubj") for t in verb.children):
        return any(t.lower_ in CLAUSE_WORDS for t in verb.subtree)
    return False
