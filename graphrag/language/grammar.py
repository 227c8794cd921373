"""Small closed classes of English words by which sentences and questions are read."""

from __future__ import annotations

import re

BE = ("is", "was", "are", "were", "be", "been")
MODALS = frozenset("may might can could must shall should will would ought".split())
POSSESSIVES = frozenset("his her its their hers theirs".split())  # of a third
# Pronouns of persons, by the form that begins a sentence.
OF_PERSONS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
CLAUSE_WORDS = frozenset("that to whether how why what".split())  # "it is clear that"
SET_PHRASE_WORDS = frozenset("by on at in for under out over with off".split())  # "on foot"
STATING = frozenset(("is", "was", "are", "were", "has", "had"))  # verbs that a statement turns on
RELATIVE = frozenset("that who whom whose which where when while because".split())
NO_NOUNS = frozenset("in at on from to for with by and or when".split())  # after "the", "that"

# A question's main verb that stands between what it asks of and the clause on that: "the person
# live who", "the aircraft leased that".
MAIN_VERBS = frozenset(
    """have hold live get serve receive give win do make work need use earn pay own cost weigh spend
    take come go end start run stay keep last belong play teach sit stand sleep""".split()
)
# What two things held against each other do: "did the mat or the foil get".
ACTIONS = MAIN_VERBS | frozenset(
    """bring ask charge sell reach gain lose carry produce use require allow offer rise fall grow
    score arrive open close leave receive""".split()
)
# "The city of Bath" is a city by name, "the capital of Peru" says which one it is.
NAMING_NOUNS = frozenset(
    """city town village state county country province island kingdom republic district region
    municipality river lake mountain battle war university church month year day""".split()
)
OF_BIRTH = frozenset("birth death origin citizenship residence burial".split())
PARTICIPLE = re.compile(
    r"[a-z-]{2,}(?:ed|en|ing)|known|held|made|born|built|led|won|shot|told|drawn|sold|found|kept"
    r"|left|lost|sent|put|set|run|bought|brought|taught|caught|sung|spun|cut|paid|laid"
)

ABOUT_ONESELF = re.compile(
    r"\b(?:I|I['’]\w+|[Mm]y|me|mine|myself|[Ww]e|[Ww]e['’]\w+|[Oo]ur|ours|us|ourselves)\b"
)
ABOUT_THE_OTHER = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
