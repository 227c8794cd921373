"""Small closed classes of English words by which a parsed sentence is read (`indexing/parser`)."""

from __future__ import annotations

BE = ("is", "was", "are", "were", "be", "been")
MODALS = frozenset("may might can could must shall should will would ought".split())
POSSESSIVES = frozenset("his her its their hers theirs".split())  # of a third
CLAUSE_WORDS = frozenset("that to whether how why what".split())  # "it is clear that"
SET_PHRASE_WORDS = frozenset("by on at in for under out over with off".split())  # "on foot"
STATING = frozenset(("is", "was", "are", "were", "has", "had"))  # verbs that a statement turns on
RELATIVE = frozenset("that who whom whose which where when while because".split())
NO_NOUNS = frozenset("in at on from to for with by and or when".split())  # after "the", "that"
