"""How English words a dozen relations of persons and works: data alone.

What stands here is worth its lines (docs/decisions/0031-what-the-relation-lists-are-worth.md).
"""

from __future__ import annotations

import re


def _wordings(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# How questions ask for an attribute of a person; where several wordings fit, the first row wins.
_WHERE = r"\b(?:in|at) (?:which|what) (?:city|town|country|place|state|county|village|region)\b"
ATTRIBUTES = {
    "cause of death": _wordings(
        r"\bcause of death\b|\b(?:how|why) did\b.*\bdie\b",
    ),
    "place of death": _wordings(
        r"\b(?:place of death|death ?place)\b",
        rf"\bwhere (?:did|was|were)\b.*\b(?:die|dead|killed)\b|{_WHERE}.*\bdied?\b",
        r"\bdied? in (?:which|what)\b",
    ),
    "place of birth": _wordings(
        r"\b(?:place of birth|birth ?place)\b",
        rf"(?:\bwhere (?:was|were|is)\b|{_WHERE}).*\bborn\b",
        r"\bborn in (?:which|what|the same) (?!year|month|decade|century)",
    ),
    "date of death": _wordings(
        r"\b(?:date of death|death date)\b",
        r"\bwhen (?:did|was|were)\b.*\b(?:die|died|death|killed|assassinated)\b",
        r"\bdied? (?:first|earlier|later|last|more recently|in (?:what|which) year"
        r"|on (?:what|which) (?:date|day))\b",
        r"\b(?:what|which) (?:year|date|day)\b.*\bdied?\b",
        r"\bwho (?:lived longer|died)\b",
    ),
    "date of birth": _wordings(
        r"\b(?:date of birth|birth ?da(?:y|te))\b",
        r"\bwhen (?:was|were|is)\b.*\bborn\b",
        r"\bborn (?:first|earlier|later|last|before|when"
        r"|in (?:what|which) (?:year|month)|on (?:what|which) (?:date|day))\b",
        r"\b(?:what|which) (?:year|date|day)\b.*\bborn\b",
        r"\b(?:older|oldest|younger|youngest|elder|eldest)\b",
    ),
    "education": _wordings(
        r"\b(?:where|which|what)\b.*\b(?:study|studied|graduate|graduated|educated)\b",
        r"\balma mater\b|\b(?:college|university|school)\b.*\b(?:attend|attended|go to)\b",
    ),
    "nationality": _wordings(
        r"\b(?:nationalit(?:y|ies)|citizenship)\b",
        r"\b(?:which|what) country\b.*\b(?:from|citizen)\b",
        r"\bfrom (?:the same|which|what) country\b",
    ),
    "country": _wordings(
        r"\b(?:located|situated|based|found|lie|are)\b.*\bsame (?:country|nation)\b"
    ),
}

# How questions name a role; the chains that a word can mean, the hop nearest to the name first.
_PARENTS = ("father", "mother")
ROLES = {
    r"paternal grandfather": (("father", "father"),),
    r"paternal grandmother": (("father", "mother"),),
    r"maternal grandfather": (("mother", "father"),),
    r"maternal grandmother": (("mother", "mother"),),
    r"grandfather": tuple((parent, "father") for parent in _PARENTS),
    r"grandmother": tuple((parent, "mother") for parent in _PARENTS),
    r"director|film-?maker": (("director",),),
    r"performer|singer|artist": (("performer",),),
    r"composer|song-?writer": (("composer",),),
    r"father": (("father",),),
    r"mother": (("mother",),),
    r"husband|wife|spouse": (("spouse",),),
}

# Words that say what a name is of, and words of questions that ask for an attribute alone.
KIND_WORDS = frozenset("film films movie song songs album person".split())
ATTRIBUTE_WORDS = frozenset(
    """born birth birthday birthplace die died death date place cause nationality country city year
    day citizenship located both study studied graduate graduated educated university college school
    attend""".split()
)

# How pages word it: what stands before the name, and how sure that is.
_IS = r"(?: was| is)?,?"
CUES = {
    "director": (
        (r"directed(?:[ \w,-]{0,40}?)? by|direct(?:ion|orial debut|ing debut) (?:of|by)", 1.0),
        (r"film by|documentary by|movie by|directors?,?|film-?maker", 0.8),
    ),
    "performer": (
        (r"(?:performed|recorded|sung|released)(?:[ \w,-]{0,40}?)? by", 1.0),
        (r"(?:song|single|track|album|ballad|hit|recording|cover)s?(?: [\w' -]{0,40}?)? by", 1.0),
        (r"by|singers?|artists?|bands?|rappers?", 0.5),
    ),
    "composer": (
        (r"(?:composed|scored)(?:[ \w,-]{0,40}?)? by|(?:music|score)(?: \w+){0,4} by", 1.0),
        (r"written(?:[ \w,-]{0,40}?)? by|composers?,?|songwriters?", 0.8),
        (r"music director|music|score", 0.4),
    ),
    "father": (
        (r"(?:son|daughter|child|offspring) (?:of|to)|born(?: [\w,]+){0,9} to", 1.0),
        (rf"(?:his|her|their) father{_IS}", 1.0),
        (r"father(?: was| is)?(?! of),?|parents,?(?: were| are)?", 0.7),
    ),
    "mother": (
        (rf"(?:his|her|their) mother{_IS}|by his (?:\w+ )?wife,?", 1.0),
        (r"(?:son|daughter|child|offspring) (?:of|to)|born(?: [\w,]+){0,9} to", 0.8),
        (rf"mother{_IS}|parents,?(?: were| are)?", 0.8),
    ),
    "spouse": (
        (r"marri(?:age|ed)(?: to| with)?|marries|wed", 1.0),
        (r"(?:wife|husband|widow|consort|spouse) of", 1.0),
        (rf"(?:his|her)(?: \w+){{0,2}} (?:wife|husband){_IS}", 1.0),
        (rf"(?:wife|husband|spouse|consort|widow){_IS}", 0.6),
    ),
    "education": (
        (
            r"graduated(?: \w+){0,4}? (?:from|at)|attended|studied(?: [\w,]+){0,6}? (?:at|in)"
            r"|educated(?: \w+){0,3}? (?:at|in)|(?:alumn(?:us|a)|graduate|student) of"
            r"|degrees?(?: [\w.,']+){0,8}? (?:from|at)|trained(?: \w+){0,3}? at",
            1.0,
        ),
    ),
}
CAUSES = (  # of a death: the phrase itself
    r"\b(?:died|death|succumbed)(?: [\w,]+){0,8}? (?:of|from|due to|by|to)"
    r"(?: an?| the| his| her| complications (?:of|from)| acute| massive)*"
    r" (?P<cause>[a-zA-Z][\w' -]*?)"
    r"(?=,| (?:in|at|on|while|when|during|and|aged|after|before|which|that)\b|[.;()]|$)",
    r"\bfrom an? (?P<cause>heart attack|stroke|[\w ]*cancer|[\w ]*failure|overdose)\b",
    r"\b(?P<cause>suicide|drowned|shot|murdered|executed|beheaded|poisoned|hanged"
    r"|(?:car|plane|traffic|road|helicopter) (?:accident|crash)|killed in action)\b",
)
FEMALE = (
    r"(?:Queen|Princess|Lady|Countess|Duchess|Empress|Baroness|Mrs|Miss|Infanta|Archduchess"
    r"|Margravine|Marchioness|Dame|actress|wife|mother|daughter)"
)
