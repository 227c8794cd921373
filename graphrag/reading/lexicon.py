"""The relations a question can ask for, in plain English: how questions and passages word each.

Attributes have a value (a date, a place, ...); roles lead to another named thing. Where several
wordings of a question fit, the first row wins.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Attribute(NamedTuple):
    """An attribute: its kind of value and how questions ask for it."""

    name: str
    kind: str  # date | place | country | phrase | name
    asked: re.Pattern[str]


class Cue(NamedTuple):
    """Wording in a passage, and on which side of it the name stands."""

    pattern: re.Pattern[str]
    side: str  # after | before
    score: float


def _asked(name: str, kind: str, *wordings: str) -> Attribute:
    return Attribute(name, kind, re.compile("|".join(wordings), re.IGNORECASE))


ATTRIBUTES = (
    _asked(
        "cause of death",
        "phrase",
        r"\bcause of death\b",
        r"\bhow did\b.*\bdie\b",
        r"\bwhy did\b.*\bdie\b",
        r"\b(?:what|which).*\bdie (?:of|from)\b",
    ),
    _asked("place of burial", "place", r"\bburied\b", r"\binterred\b", r"\bburial\b"),
    _asked(
        "place of death",
        "place",
        r"\bplace of death\b",
        r"\bdeath ?place\b",
        r"\bwhere (?:did|was|were)\b.*\b(?:die|dead|killed)\b",
        r"\b(?:in|at) (?:which|what) (?:city|town|country|place|state|county|village|region)"
        r"\b.*\bdied?\b",
        r"\bdied? in (?:which|what)\b",
    ),
    _asked(
        "place of birth",
        "place",
        r"\bplace of birth\b",
        r"\bbirth ?place\b",
        r"\bwhere (?:was|were|is)\b.*\bborn\b",
        r"\b(?:in|at) (?:which|what) (?:city|town|country|place|state|county|village|region)"
        r"\b.*\bborn\b",
        r"\bborn in (?:which|what|the same) (?!year|month|decade|century)",
    ),
    _asked(
        "date of death",
        "date",
        r"\bdate of death\b",
        r"\bdeath date\b",
        r"\bwhen (?:did|was|were)\b.*\b(?:die|died|death|killed|assassinated)\b",
        r"\bdied? (?:first|earlier|later|last|more recently|in (?:what|which) year"
        r"|on (?:what|which) (?:date|day))\b",
        r"\b(?:what|which) (?:year|date|day)\b.*\bdied?\b",
        r"\bwho (?:lived longer|died)\b",
    ),
    _asked(
        "date of birth",
        "date",
        r"\bdate of birth\b",
        r"\bbirth ?da(?:y|te)\b",
        r"\bwhen (?:was|were|is)\b.*\bborn\b",
        r"\bborn (?:first|earlier|later|last|before|when"
        r"|in (?:what|which) (?:year|month)|on (?:what|which) (?:date|day))\b",
        r"\b(?:what|which) (?:year|date|day)\b.*\bborn\b",
        r"\b(?:older|oldest|younger|youngest|elder|eldest)\b",
    ),
    _asked(
        "award received",
        "name",
        r"\b(?:which|what)\b.*\b(?:award|prize|honou?r|medal)s?\b.*"
        r"\b(?:receive|received|win|won|get|got|earn|earned)\b",
    ),
    _asked(
        "educated at",
        "name",
        r"\b(?:where|which|what)\b.*\b(?:study|studied|graduate|graduated"
        r"|educated)\b",
        r"\balma mater\b",
        r"\b(?:which|what) (?:college|university|school)\b.*\b(?:attend|attended|go to)\b",
    ),
    _asked(
        "employer",
        "name",
        r"\bwhere (?:does|did)\b.*\bwork(?:s|ed)?(?: at| for)?\b",
        r"\bemployer\b",
    ),
    _asked(
        "nationality",
        "country",
        r"\bnationalit(?:y|ies)\b",
        r"\bcitizenship\b",
        r"\b(?:which|what) country\b.*\bfrom\b",
        r"\bfrom (?:the same|which|what) country\b",
        r"\b(?:which|what) country\b.*\b(?:citizen|come from)\b",
    ),
    _asked(
        "country",
        "country",
        r"\b(?:located|situated|based|found|lie|lies|are)\b.*"
        r"\b(?:same|which|what) (?:country|nation)\b",
        r"\boriginated? from the same country\b",
        r"\b(?:which|what) country\b.*\b(?:located|situated|origin|originate|in)\b",
        r"\bcountry of origin\b",
    ),
    _asked(
        "publication date",
        "date",
        r"\b(?:released|published|release date|publication date"
        r"|came out|come out|premiered|aired|debuted|came first|made) ?(?:first|earlier|later"
        r"|more recently|last|before|most recently)?\b",
    ),
    _asked(
        "inception",
        "date",
        r"\b(?:when|what year|which year|first|earlier|later|before|older)"
        r"\b.*\b(?:founded|established|formed|created|opened|built|launched|started|happen"
        r"|begin|began|invented|constructed|completed)\b",
        r"\b(?:founded|established|formed|created|opened|built|launched|started|happen(?:ed)?"
        r"|began|took place|constructed|completed)\b.*\b(?:first|earlier|later|before"
        r"|more recently)\b",
    ),
)
BY_NAME = {attribute.name: attribute for attribute in ATTRIBUTES}


def _after(*wordings: str, score: float = 1.0) -> Cue:
    return Cue(
        re.compile(r"\b(?:" + "|".join(wordings) + r")(?![\w-])", re.IGNORECASE), "after", score
    )


def _before(*wordings: str, score: float = 0.8) -> Cue:
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
ASKED_WORDS = re.compile(
    r"^(?:(?:place|date|cause|country) of|director|performer|composer|author|father|mother)\b"
)
ROLE_CHAINS = list(ROLE_WORDS.values())

ROLE_CUES: dict[str, tuple[Cue, ...]] = {
    "director": (
        _after(
            r"directed(?:[ \w,-]{0,40}?)? by",
            r"direct(?:ion|orial debut|ing debut) (?:of|by)",
            r"helmed by",
            r"film-?maker",
        ),
        _after(r"film by", r"documentary by", r"movie by", r"directors?,?", score=0.8),
        _before(r"directed"),
    ),
    "performer": (
        _after(r"(?:performed|recorded|sung|released)(?:[ \w,-]{0,40}?)? by"),
        _after(
            r"(?:song|single|track|album|ballad|hit|recording|ep|record|cover|duet|tune)s?"
            r"(?: [\w' -]{0,40}?)? by",
            r"\bby(?: the)? (?:[\w-]+ ){0,4}(?:singer|band|rapper"
            r"|group|artist|duo|musician|singer-songwriter|trio|recording artist)",
        ),
        _after(r"by", r"singers?", r"artists?", r"bands?", r"rappers?", r"musicians?", score=0.5),
    ),
    "composer": (
        _after(
            r"(?:composed|scored)(?:[ \w,-]{0,40}?)? by",
            r"(?:music|score|soundtrack|lyrics)"
            r"(?: \w+){0,4} by",
            r"composer(?:s| is| was)?,?",
        ),
        _after(r"written(?:[ \w,-]{0,40}?)? by", r"songwriters?", r"musical by", score=0.8),
        _after(r"music director", r"music", r"score", score=0.4),
    ),
    "author": (
        _after(
            r"(?:written|authored|penned)(?:[ \w,-]{0,40}?)? by",
            r"(?:novel|book|play|poem|story"
            r"|work|memoir|treatise|series|collection)s?(?: \w+){0,3} by",
            r"authors?,?",
            r"writers?,?",
        ),
        _after(r"by", score=0.5),
        _before(r"(?:wrote|authored|penned)"),
    ),
    "screenwriter": (
        _after(
            r"(?:written|scripted)(?:[ \w,-]{0,40}?)? by",
            r"(?:screenplay|script|story)(?: \w+){0,2} by",
            r"screenwriters?",
        ),
    ),
    "producer": (_after(r"produced(?:[ \w,-]{0,40}?)? by", r"producers?"),),
    "founder": (
        _after(
            r"(?:founded|established|formed|created|started)(?:[ \w,-]{0,40}?)? by",
            r"founders?,?",
            r"creators?",
        ),
        _before(r"(?:founded|co-founded|established|created)"),
    ),
    "publisher": (_after(r"published(?:[ \w,-]{0,40}?)? by", r"publishers?", r"imprint of"),),
    "editor": (_after(r"edited(?:[ \w,-]{0,40}?)? by", r"editors?(?:-in-chief)?(?: is| was)?"),),
    "father": (
        _after(
            r"(?:son|daughter|child|offspring) (?:of|to)",
            r"born(?: \w+){0,4} to",
            r"(?:his|her|their) father(?: was| is)?,?",
            r"fathered by",
            r"father's name was",
        ),
        _after(
            r"father(?: was| is| of)?,?",
            r"succeeded (?:his|her) father,?",
            r"parents,?"
            r"(?: were| are)?",
            score=0.7,
        ),
        _before(r"and (?:his|her) (?:son|daughter)", score=0.4),
    ),
    "mother": (
        _after(r"(?:his|her|their) mother(?: was| is)?,?", r"by his (?:\w+ )?wife,?"),
        _after(
            r"(?:son|daughter|child|offspring) (?:of|to)",
            r"born(?: \w+){0,4} to",
            r"mother(?: was| is)?,?",
            r"parents,?(?: were| are)?",
            score=0.8,
        ),
    ),
    "spouse": (
        _after(
            r"married(?: to)?",
            r"(?:wife|husband|widow|consort|spouse|fiancée?) of",
            r"(?:his|her)(?: \w+){0,2} (?:wife|husband|spouse)(?: was| is)?,?",
            r"marri(?:age|ed) (?:to|with)",
            r"marries",
            r"wed",
        ),
        _after(r"(?:wife|husband|spouse|consort|widow),?(?: was| is)?", score=0.6),
    ),
    "child": (
        _after(
            r"(?:father|mother|parent) (?:of|to)(?: (?:actor|actress|singer|director))?",
            r"(?:his|her|their)(?: \w+){0,2} (?:son|daughter|child)s?(?: was| is)?,?",
            r"(?:children|sons|daughters)(?: were| are)?[,:]?",
        ),
        _after(r"(?:son|daughter|child|children)s?(?: was| is)?,?(?! of)", score=0.5),
    ),
    "sibling": (
        _after(
            r"(?:brother|sister|sibling|twin)s? (?:of|to)",
            r"(?:his|her|their)(?: \w+){0,3} (?:brother|sister|sibling|half-brother"
            r"|half-sister)s?(?: was| is)?,?",
        ),
        _after(r"(?:brother|sister|sibling|half-brother|half-sister)s?(?: was| is)?,?", score=0.6),
    ),
}

# Attributes whose value is the name that follows a cue.
ATTRIBUTE_CUES: dict[str, tuple[Cue, ...]] = {
    "educated at": (
        _after(
            r"graduated(?: \w+){0,4} (?:from|at)",
            r"attended",
            r"studied(?: [\w,]+){0,6} (?:at|in)",
            r"educated(?: \w+){0,3} (?:at|in)",
            r"(?:alumn(?:us|a)|graduate|student) of",
            r"degrees?(?: [\w.,']+){0,8} (?:from|at)",
            r"trained(?: \w+){0,3} at",
            r"(?:student|studies|enrolled)(?: \w+){0,3} (?:at|in)",
        ),
    ),
    "employer": (
        _after(
            r"member of",
            r"(?:he|she|who|has|also) work(?:ed|s|ing)(?: \w+){0,4} (?:for|at)",
            r"employed (?:by|at)",
            r"professor(?: [\w,]+){0,6} at",
            r"(?:taught|teaches|lecturer)(?: \w+){0,3} at",
            r"joined",
            r"employee of",
        ),
    ),
    "place of burial": (
        _after(
            r"(?:buried|interred|entombed)(?: \w+){0,4} (?:in|at)",
            r"(?:burial|grave|tomb|remains)(?: \w+){0,4} (?:in|at)",
        ),
    ),
    "award received": (
        _after(
            r"inducted into",
            r"(?:won|received|awarded|recipient of|earned|winner of|honou?red with"
            r"|winning|receiving)",
        ),
        _after(r"nominated for", score=0.4),
    ),
}
AWARD = re.compile(
    r"\b(?:Awards?|Prize|Medal|Hall of Fame|Order of|Oscars?|Gramm(?:y|ies)|Emmys?"
    r"|Globes?|BAFTA|Honou?rs?|Fellow(?:ship)?|Palme|Bear|Lion|Ribbon|Cross|Knight)\b"
)

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
