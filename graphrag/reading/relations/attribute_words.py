"""The attributes a question can ask for, in plain English: a date, a place, a country, a phrase.

Where several wordings fit a question, the first row wins.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Attribute(NamedTuple):
    """An attribute: its kind of value and how questions ask for it."""

    name: str
    kind: str  # date | place | country | phrase | name
    asked: re.Pattern[str]


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
    _asked(
        "population", "phrase", r"\bpopulation\b", r"\bhow many (?:people|inhabitants)\b.*\bliv"
    ),
    _asked("occupation", "phrase", r"\bprofession\b", r"\boccupation\b", r"\bcareer\b"),
    _asked("nickname", "phrase", r"\bnicknamed?\b", r"\balso known as\b", r"\bstage name\b"),
    _asked("short form", "phrase", r"\b(?:acronym|abbreviation|initials|abbreviated)\b"),
    _asked("position", "phrase", r"\b(?:what|which) position\b"),
    _asked("eponym", "name", r"\bnamed (?:after|for|in honou?r of)\b"),
    _asked("home ground", "name", r"\bhome (?:games|matches|ground|stadium)\b"),
    _asked("label", "name", r"\b(?:what|which) (?:record )?label\b"),
    _asked("network", "name", r"\b(?:what|which) (?:\w+ )?(?:network|station|channel)\b"),
    _asked("owner", "name", r"\b(?:owned by|owner|parent company|subsidiary of)\b"),
    _asked("seat", "place", r"\b(?:based|headquartered|headquarters|located|situated)\b"),
    _asked("team", "name", r"\b(?:what|which) (?:\w+ ){0,2}(?:team|club)\b"),
    _asked("language", "name", r"\b(?:what|which) language\b", r"\bnative language\b"),
)
BY_NAME = {attribute.name: attribute for attribute in ATTRIBUTES}
