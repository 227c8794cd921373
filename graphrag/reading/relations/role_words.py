"""The roles that lead from one named thing to another: how questions and passages word each."""

from __future__ import annotations

import re
from typing import NamedTuple


class Cue(NamedTuple):
    """Wording in a passage, and on which side of it the name stands."""

    pattern: re.Pattern[str]
    side: str  # after | before
    score: float


def after(*wordings: str, score: float = 1.0) -> Cue:
    """A cue that stands before the name."""
    return Cue(
        re.compile(r"\b(?:" + "|".join(wordings) + r")(?![\w-])", re.IGNORECASE), "after", score
    )


def before(*wordings: str, score: float = 0.8) -> Cue:
    """A cue that stands after the name."""
    return Cue(
        re.compile(r"\b(?:" + "|".join(wordings) + r")(?![\w-])", re.IGNORECASE), "before", score
    )


# How questions name a role; the chain of a compound ("paternal grandfather") nearest hop first.
ROLE_WORDS: dict[str, tuple[tuple[str, ...], ...]] = {
    r"paternal grandfather": (("father", "father"),),
    r"paternal grandmother": (("father", "mother"),),
    r"maternal grandfather": (("mother", "father"),),
    r"maternal grandmother": (("mother", "mother"),),
    r"grandfather": (("father", "father"), ("mother", "father")),
    r"grandmother": (("father", "mother"), ("mother", "mother")),
    r"father-in-law": (("spouse", "father"),),
    r"mother-in-law": (("spouse", "mother"),),
    r"(?:sibling|brother|sister)-in-law": (("spouse", "sibling"), ("sibling", "spouse")),
    r"(?:child|son|daughter)-in-law": (("child", "spouse"),),
    r"step-?father": (("mother", "spouse"),),
    r"step-?mother": (("father", "spouse"),),
    r"grand(?:child|son|daughter)": (("child", "child"),),
    r"uncle|aunt": (("father", "sibling"), ("mother", "sibling")),
    r"nephew|niece": (("sibling", "child"),),
    r"co-?(?:husband|wife)": (("spouse", "spouse"),),
    r"director|film-?maker": (("director",),),
    r"performer|singer|artist": (("performer",),),
    r"composer|song-?writer|lyricist": (("composer",),),
    r"author|writer": (("author",),),
    r"screen-?writer": (("screenwriter",),),
    r"producer": (("producer",),),
    r"founder|creator": (("founder",),),
    r"publisher|company that published": (("publisher",),),
    r"editor": (("editor",),),
    r"father": (("father",),),
    r"mother": (("mother",),),
    r"husband|wife|spouse|partner": (("spouse",),),
    r"child|son|daughter": (("child",),),
    r"sibling|brother|sister|half-(?:brother|sister)": (("sibling",),),
}
ROLES_ASKED = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<r{i}>{words})" for i, words in enumerate(ROLE_WORDS))
    + r")s?(?![\w-])",
    re.IGNORECASE,
)
ROLE_CHAINS = list(ROLE_WORDS.values())

ROLE_CUES: dict[str, tuple[Cue, ...]] = {
    "director": (
        after(
            r"directed(?:[ \w,-]{0,40}?)? by",
            r"direct(?:ion|orial debut|ing debut) (?:of|by)",
            r"helmed by",
            r"film-?maker",
        ),
        after(r"film by", r"documentary by", r"movie by", r"directors?,?", score=0.8),
        before(r"directed"),
    ),
    "performer": (
        after(r"(?:performed|recorded|sung|released)(?:[ \w,-]{0,40}?)? by"),
        after(
            r"(?:song|single|track|album|ballad|hit|recording|ep|record|cover|duet|tune)s?"
            r"(?: [\w' -]{0,40}?)? by",
            r"\bby(?: the)? (?:[\w-]+ ){0,4}(?:singer|band|rapper"
            r"|group|artist|duo|musician|singer-songwriter|trio|recording artist)",
        ),
        after(r"by", r"singers?", r"artists?", r"bands?", r"rappers?", r"musicians?", score=0.5),
    ),
    "composer": (
        after(
            r"(?:composed|scored)(?:[ \w,-]{0,40}?)? by",
            r"(?:music|score|soundtrack|lyrics)"
            r"(?: \w+){0,4} by",
            r"composer(?:s| is| was)?,?",
        ),
        after(r"written(?:[ \w,-]{0,40}?)? by", r"songwriters?", r"musical by", score=0.8),
        after(r"music director", r"music", r"score", score=0.4),
    ),
    "author": (
        after(
            r"(?:written|authored|penned)(?:[ \w,-]{0,40}?)? by",
            r"(?:novel|book|play|poem|story"
            r"|work|memoir|treatise|series|collection)s?(?: \w+){0,3} by",
            r"authors?,?",
            r"writers?,?",
        ),
        after(r"by", score=0.5),
        before(r"(?:wrote|authored|penned)"),
    ),
    "screenwriter": (
        after(
            r"(?:written|scripted)(?:[ \w,-]{0,40}?)? by",
            r"(?:screenplay|script|story)(?: \w+){0,2} by",
            r"screenwriters?",
        ),
    ),
    "producer": (after(r"produced(?:[ \w,-]{0,40}?)? by", r"producers?"),),
    "founder": (
        after(
            r"(?:founded|established|formed|created|started)(?:[ \w,-]{0,40}?)? by",
            r"founders?,?",
            r"creators?",
        ),
        before(r"(?:founded|co-founded|established|created)"),
    ),
    "publisher": (after(r"published(?:[ \w,-]{0,40}?)? by", r"publishers?", r"imprint of"),),
    "editor": (after(r"edited(?:[ \w,-]{0,40}?)? by", r"editors?(?:-in-chief)?(?: is| was)?"),),
    "father": (
        after(
            r"(?:son|daughter|child|offspring) (?:of|to)",
            r"born(?: \w+){0,4} to",
            r"(?:his|her|their) father(?: was| is)?,?",
            r"fathered by",
            r"father's name was",
        ),
        after(
            r"father(?: was| is)?(?! of),?",
            r"succeeded (?:his|her) father,?",
            r"parents,?"
            r"(?: were| are)?",
            score=0.7,
        ),
        before(r"and (?:his|her) (?:son|daughter)", score=0.4),
    ),
    "mother": (
        after(r"(?:his|her|their) mother(?: was| is)?,?", r"by his (?:\w+ )?wife,?"),
        after(
            r"(?:son|daughter|child|offspring) (?:of|to)",
            r"born(?: \w+){0,4} to",
            r"mother(?: was| is)?,?",
            r"parents,?(?: were| are)?",
            score=0.8,
        ),
    ),
    "spouse": (
        after(
            r"married(?: to)?",
            r"(?:wife|husband|widow|consort|spouse|fiancée?) of",
            r"(?:his|her)(?: \w+){0,2} (?:wife|husband|spouse)(?: was| is)?,?",
            r"marri(?:age|ed) (?:to|with)",
            r"marries",
            r"wed",
        ),
        after(r"(?:wife|husband|spouse|consort|widow),?(?: was| is)?", score=0.6),
    ),
    "child": (
        after(
            r"(?:father|mother|parent) (?:of|to)(?: (?:actor|actress|singer|director))?",
            r"(?:his|her|their)(?: \w+){0,2} (?:son|daughter|child)s?(?: was| is)?,?",
            r"(?:children|sons|daughters)(?: were| are)?[,:]?",
        ),
        after(r"(?:son|daughter|child|children)s?(?: was| is)?,?(?! of)", score=0.5),
    ),
    "sibling": (
        after(
            r"(?:brother|sister|sibling|twin)s? (?:of|to)",
            r"(?:his|her|their)(?: \w+){0,3} (?:brother|sister|sibling|half-brother"
            r"|half-sister)s?(?: was| is)?,?",
        ),
        after(r"(?:brother|sister|sibling|half-brother|half-sister)s?(?: was| is)?,?", score=0.6),
    ),
}

_ROLE_VERBS = {
    "director": re.compile(r"\bdirect(?:ed|or|ors)\b", re.IGNORECASE),
    "performer": re.compile(r"\b(?:performed|sung|sang|sings|recorded|performer)\b", re.IGNORECASE),
    "composer": re.compile(r"\b(?:composed|composer|scored|music)\b", re.IGNORECASE),
    "author": re.compile(r"\b(?:wrote|written|author|writer)\b", re.IGNORECASE),
    "producer": re.compile(r"\bproduce(?:d|r|rs)\b", re.IGNORECASE),
    "founder": re.compile(
        r"\b(?:founde?d?|founders?|created|creator|established)\b", re.IGNORECASE
    ),
    "publisher": re.compile(r"\bpublish(?:ed|er)\b", re.IGNORECASE),
    "editor": re.compile(r"\bedit(?:ed|or)\b", re.IGNORECASE),
    "father": re.compile(r"\b(?:father|parents?)\b", re.IGNORECASE),
    "mother": re.compile(r"\bmother\b", re.IGNORECASE),
    "spouse": re.compile(r"\b(?:wife|husband|spouse|married|partner)\b", re.IGNORECASE),
    "child": re.compile(r"\b(?:son|daughter|child|children)\b", re.IGNORECASE),
    "sibling": re.compile(r"\b(?:brother|sister|sibling)s?\b", re.IGNORECASE),
}


def role_verbs(question: str) -> list[str]:
    """Roles that a question's verbs or nouns speak of: "Who directed ..." → ["director"]."""
    return [role for role, wording in _ROLE_VERBS.items() if wording.search(question)]
