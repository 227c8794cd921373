"""How passages word attributes: the cue before a name, or the phrase that holds the value."""

from __future__ import annotations

import re

from graphrag.reading.relations.role_words import Cue, after

# Attributes whose value is the name that follows a cue.
ATTRIBUTE_CUES: dict[str, tuple[Cue, ...]] = {
    "educated at": (
        after(
            r"graduated(?: \w+){0,4}? (?:from|at)",
            r"attended",
            r"studied(?: [\w,]+){0,6}? (?:at|in)",
            r"educated(?: \w+){0,3}? (?:at|in)",
            r"(?:alumn(?:us|a)|graduate|student) of",
            r"degrees?(?: [\w.,']+){0,8}? (?:from|at)",
            r"trained(?: \w+){0,3}? at",
            r"(?:student|studies|enrolled)(?: \w+){0,3}? (?:at|in)",
        ),
    ),
    "employer": (
        after(
            r"member of",
            r"(?:he|she|who|has|also) work(?:ed|s|ing)(?: \w+){0,4}? (?:for|at)",
            r"employed (?:by|at)",
            r"professor(?: [\w,]+){0,6}? at",
            r"(?:taught|teaches|lecturer)(?: \w+){0,3}? at",
            r"joined",
            r"employee of",
        ),
    ),
    "place of burial": (
        after(
            r"(?:buried|interred|entombed)(?: \w+){0,4}? (?:in|at)",
            r"(?:burial|grave|tomb|remains)(?: \w+){0,4}? (?:in|at)",
        ),
    ),
    "award received": (
        after(
            r"inducted into",
            r"(?:won|received|awarded|recipient of|earned|winner of|honou?red with"
            r"|winning|receiving)",
        ),
        after(r"nominated for", score=0.4),
    ),
    "eponym": (after(r"named (?:after|for|in honou?r of)", r"name (?:was )?(?:taken )?from"),),
    "home ground": (
        after(r"home (?:games|matches|ground|stadium)(?: [\w']+){0,4}? (?:at|in|is|was)"),
        after(r"play(?:s|ed)? (?:\w+ ){0,3}at", score=0.7),
    ),
    "label": (
        after(r"signed (?:to|with|by)", r"(?:released|issued)(?: \w+){0,4}? (?:by|on|through)"),
    ),
    "network": (
        after(r"(?:broadcast|aired|premiered|airs|shown|televised)(?: \w+){0,4}? (?:by|on)"),
    ),
    "owner": (after(r"owned(?: \w+){0,3}? by", r"subsidiary of", r"division of", r"owner is"),),
    "seat": (
        after(r"(?:based|headquartered|headquarters|located|situated)(?: \w+){0,2}? (?:in|at)"),
        after(r"(?:city|town|village|suburb|district|county|company|band|station) in", score=0.7),
    ),
    "team": (
        after(r"(?:plays?|played|playing)(?: [\w-]+){0,6}? (?:for|with)", r"signed (?:for|with)"),
    ),
    "language": (after(r"(?:in|into|to|from|speaks?|spoke|language(?: is| was)?)", score=0.5),),
}

# Attributes whose value is the phrase itself.
PHRASES: dict[str, tuple[re.Pattern[str], ...]] = {
    "population": (
        re.compile(
            r"\bpopulation(?: \w+){0,4}? (?:of|was|is|at) (?:about |around |over )?"
            r"(?P<value>\d[\d,]*(?:\.\d+)?(?: million)?)"
        ),
        re.compile(
            r"(?P<value>\d[\d,]*(?:\.\d+)?(?: million)?) (?:people|inhabitants|residents)\b"
        ),
    ),
    "nickname": (
        re.compile(
            r"\b(?:nick-?named?|dubbed|known as|called|sobriquet|name of)(?: the| was| is)?,?"
            r' "(?P<value>[^"]{2,40}?) ?"'
        ),
        re.compile(
            r"\b(?:nick-?named?|stage name|known as|called)(?: was| is)? (?:the )?"
            r"(?P<value>[A-ZÀ-Þ][\w']*(?: [A-ZÀ-Þ][\w']*){0,3})"
        ),
    ),
    "short form": (
        re.compile(r"\babbreviated(?: as| to)? \"?(?P<value>[A-Z]\w*(?:\.\w+)*)"),
        re.compile(r"[(,] ?(?P<value>[A-ZÄÖÜ]{2,7})\b"),
    ),
    "position": (
        re.compile(
            r"\b(?:plays?|played|playing)(?: \w+){0,4}? as an? (?P<value>[a-z][\w -]*?)"
            r"(?= for| in| at| and| with|[.,;]|$)"
        ),
        re.compile(
            r"\b(?P<value>goalkeeper|(?:\w+ )?(?:midfielder|defender|back|forward)|striker"
            r"|winger|quarterback|linebacker|pitcher|catcher|outfielder|shortstop)\b"
        ),
    ),
}
AWARD = re.compile(
    r"\b(?:Awards?|Prize|Medal|Hall of Fame|Order of|Oscars?|Gramm(?:y|ies)|Emmys?"
    r"|Globes?|BAFTA|Honou?rs?|Fellow(?:ship)?|Palme|Bear|Lion|Ribbon|Cross|Knight)\b"
)
