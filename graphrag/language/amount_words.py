"""How amounts are written: units, clocks, days, and the words that bound them: "within"."""

from __future__ import annotations

import re

from graphrag.language.dates import MONTHS
from graphrag.language.numbers import LARGE, NUMBER_WORD
from graphrag.language.patterns import pattern

# Of each dimension its units, each in the first one.
_FACTORS = {
    "second": "second 1 sec 1 minute 60 min 60 hour 3600 hr 3600 h 3600 day 86400 night 86400"
    " week 604800 fortnight 1209600 month 2629800 quarter 7889400 year 31557600",
    "metre": "metre 1 meter 1 m 1 centimetre .01 centimeter .01 cm .01 millimetre .001"
    " millimeter .001 mm .001 kilometre 1000 kilometer 1000 km 1000 mile 1609 foot .3048"
    " feet .3048 inch .0254 inche .0254 yard .9144",
    "gram": "gram 1 gramme 1 g 1 kilogram 1000 kilogramme 1000 kilo 1000 kg 1000 mg .001 tonne 1e6"
    " ton 1e6 ounce 28.35 oz 28.35 lb 453.6",
    "litre": "litre 1 liter 1 l 1 millilitre .001 milliliter .001 ml .001 hectolitre 100"
    " gallon 3.785",
    "€": "€ 1 euro 1 eur 1 cent .01", "$": "$ 1 dollar 1 usd 1", "£": "£ 1 pound 1 gbp 1",
    "florin": "florin 1", "crown": "crown 1", "franc": "franc 1 chf 1", "yen": "yen 1 ¥ 1",
    "guilder": "guilder 1", "rupee": "rupee 1", "krone": "krone 1 kroner 1", "peso": "peso 1",
    "%": "% 1 percent 1", "°": "° 1 degree 1", "km/h": "km/h 1 kph 1", "mph": "mph 1",
    "mb": "kb .001 mb 1 gb 1000 tb 1e6",
}  # fmt: skip
UNITS = {
    words[i]: (dimension, float(words[i + 1]))
    for dimension, listed in _FACTORS.items()
    for words in (listed.split(),)
    for i in range(0, len(words), 2)
}
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DAY = rf"\b(?P<day>{'|'.join(DAYS)}|weekday|weekend)s?\b"
_MONTH = rf"(?<!\d )(?<!\w)(?P<month>(?-i:{'|'.join(map(str.capitalize, MONTHS))}))\b(?! \d| I\b)"
_NUMBER = (
    rf"(?:(?P<sign>[$€£])\s?)?(?<![\w.])(?P<figure>\d[\d,]*(?:\.\d+)?(?!\d)|{NUMBER_WORD})"
    rf"(?![:.]\d)(?:[ -](?P<large>{'|'.join(LARGE)})\b)?"
    r"(?:[ -]?(?P<unit>%|°|€|km/h\b|[^\W\d_]+))?"
)
_CLOCK = (
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d)(?!\d|[:.]\d)"
    r"(?: ?(?P<pm>[ap])\.?m\b\.?)?| ?(?P<pm2>[ap])\.?m\b\.?| o'clock\b)"
    r"|\b(?P<noon>noon|midday|midnight)\b"
)
_ONE = (
    r"\b(?:(?P<bare>an?)|the (?:first|whole|entire)|a (?:whole|full)|all|every|each"
    r"|(?P<half>half an?)) (?P<one>second|minute|hour|day|night|week|month|year)\b"
    r"|\b(?P<often>daily|weekly|monthly|quarterly|yearly|annually|annual)\b"
)
_SEASON = r"\b(?P<season>spring|summer|autumn|winter)\b"
FOUND = pattern(
    f"(?:{_CLOCK})|(?:{_DAY})|(?:{_MONTH})|(?:{_SEASON})|(?:{_ONE})|(?:{_NUMBER})", re.IGNORECASE
)
_ABOVE = (
    r"more than|over|above|exceed(?:s|ing|ed)?|in excess of|beyond|after|later than"
    r"|(?:old|long|larg|great|bigg|high|heavi|wid|deep|fast|tall|strong)er than"
)
_BELOW = (
    r"(?:less|fewer|earlier) than|under|below|before"
    r"|(?:young|short|small|low|light|narrow|slow|weak)er than"
)
CUES = tuple(  # before the amount; an upper bound is (-1), a lower one (1), strict or not
    (pattern(rf"\b(?:{words})(?: of| is| the| an?| about)*\s*$", re.IGNORECASE), way, strict)
    for words, way, strict in (
        (rf"(?:no|not|never) (?:{_ABOVE})", -1, False),
        (rf"(?:no|not|never) (?:{_BELOW})", 1, False),
        (_ABOVE, 1, True),
        (_BELOW, -1, True),
        (r"at least|minimum|from|starting at|a good", 1, False),
        (r"at (?:the )?most|up to|maximum|max\.?|within|until|till|by|limited to"
         r"|limit", -1, False),
    )
)  # fmt: skip
TAILS = (
    (pattern(r"\s*(?:,? ?(?:or|and) (?:more|over|above|older|longer|later|up|upwards)|onwards?"
                r"|at least|minimum|at the earliest)\b", re.IGNORECASE), 1),
    (pattern(r"\s*(?:,? ?(?:or|and) (?:less|fewer|under|below|younger|shorter|earlier)"
                r"|at (?:the )?(?:most|latest)|maximum)\b", re.IGNORECASE), -1),
)  # fmt: skip
JOINT = pattern(r"\s*(?:to|and|until|till|through|[–—-])\s*(?:the )?", re.IGNORECASE)
BETWEEN = pattern(r"\bbetween\s*(?:the )?$", re.IGNORECASE)
OF_DAY = {day: (float(at), float(at)) for at, day in enumerate(DAYS)} | {
    "weekday": (0.0, 4.0),
    "weekend": (5.0, 6.0),
}
LASTING = frozenset(  # words before "a month", or before "May"
    "for after within in than least most over under about exactly lasts last takes take until"
    " from to since till through by before during of and".split()
)
OWNER = pattern(r"([^\W\d_]+)(?::| (?:of|aged|is|are|was|were|has|have))? ?$")  # "a child of 8"
AHEAD = pattern(r" (?:before|prior to|in advance|ahead)\b")
WORD = pattern(r"[^\W\d_]+")
COUNT = "count"
SEASONS = "spring summer autumn winter".split()
EVERY = pattern("(?:every|each) ", re.IGNORECASE)
OFTEN = {"daily": 86400.0, "weekly": 604800.0, "monthly": 2629800.0, "quarterly": 7889400.0,
          "yearly": 31557600.0, "annual": 31557600.0, "annually": 31557600.0}  # fmt: skip
MONEY = frozenset("€ $ £ florin crown franc yen guilder rupee krone peso".split())
LOOK = 30  # characters before an amount in which its cue stands
