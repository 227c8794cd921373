"""What an amount measures: time, length, weight, money, … of "31 hours", and of "how heavy …?".

FRACTION         matches "a third", "two thirds", "half"
measured_by      dimensions that an amount's unit may have: {weight, money} of "5 pounds"
is_whole         the price, where it is asked how much of it somebody pays
asked_for        dimensions that a question's answer may have; empty where it asks for no amount
is_amount        "40 florins", "half", "a week"; not "a Fossegrim 30"
is_time          "3 May 1986", "every Friday", "09:30"; may_be_time: all but a price or a telephone
without_times    "the audit of  " of "the audit of May"
says_how_often   "weekly", "after each use"
"""

from __future__ import annotations

import re

from graphrag.language.dates import MONTHS, find_dates
from graphrag.language.numbers import LARGE, NUMBER_WORD
from graphrag.language.patterns import pattern
from graphrag.language.words import FUNCTION_WORDS

_UNITS = {
    "time": "second sec minute min hour day night week fortnight month quarter year yr decade"
    " century",
    "length": "mm cm m km millimetre millimeter centimetre centimeter metre meter kilometre"
    " kilometer mile foot feet inch inche yard",
    "weight": "mg g kg gram gramme kilo kilogram kilogramme ton tonne ounce oz pound lb stone",
    "volume": "ml l litre liter millilitre milliliter gallon pint hectolitre",
    "money": "€ £ $ ¥ dollar euro pound cent pence penny franc yen rupee peso kroner krona yuan"
    " usd eur gbp chf jpy cad aud nzd sek nok dkk inr cny",
    "share": "% percent per",
    "temperature": "° degree celsius fahrenheit",
    "data": "kb mb gb tb kib mib gib byte kilobyte megabyte gigabyte terabyte",
}
_SIGNS = {"euro": "€", "eur": "€", "pound": "£", "gbp": "£", "dollar": "$", "usd": "$", "yen": "¥"}
MONEY_WORDS = "|".join(f"{word}s?" for word in _SIGNS)
_OF_UNIT: dict[str, frozenset[str]] = {}
for _dimension, _words in _UNITS.items():
    for _word in _words.split():
        _OF_UNIT[_word] = _OF_UNIT.get(_word, frozenset()) | {_dimension}

_AMOUNT = pattern(
    rf"(?P<sign>[$£€¥])?\s?(?<![\w.])(?:\d[\d.,]*|{NUMBER_WORD})(?:[ -](?:{'|'.join(LARGE)})\b)?"
    r"(?:[ -]?(?P<unit>[%°€£$¥]|[a-z]+))?",
    re.IGNORECASE,
)
_SPAN = "|".join((*_UNITS["time"].split(), "mile", "dozen", "third"))
FRACTION = (
    r"(?:(?:an?|one) (?:half|third|quarter|fourth|fifth|sixth|eighth|tenth)(?= of\b)"
    r"|(?:two|three|four|five|\d)[- ](?:thirds|quarters|fourths|fifths|sixths|eighths|tenths)"
    r"|half(?= (?:of|the|its|his|her|their)\b))(?![\w-])"
)
_SHARE = pattern(rf"{FRACTION}|half|\d ?%|\bper ?cent\b", re.IGNORECASE)
_PART_ASKED = pattern(r"\bhow much of (?:the|its|his|her|their|this|that|an?)\b", re.IGNORECASE)
_PAID = pattern(
    r"\bhow much [^?]*\b(?:pay|pays|paid|cover|covers|contribute|bear)\b", re.IGNORECASE
)
_PART_PAID = pattern(rf"(?:{FRACTION}|\d ?%|\bper ?cent) of which\b", re.IGNORECASE)
_COUNTS = pattern(
    rf"(?<!\w)[$€£¥]?\d|\b{NUMBER_WORD}|\ban? (?:\w+ )?(?:{_SPAN}|{'|'.join(LARGE)})s?\b"
    r"|\b(?:all|both|couple|double|few|free|half|no|none|nothing|until|several|whole|overnight"
    r"|unlimited)\b",
    re.IGNORECASE,
)
_NUMBERED = pattern(r"(?:an? |the )?(?P<name>[A-ZÀ-Þ]\w+) \d[\w-]*")
_SECTION = pattern(r"\d+(?:\.\d+){2,}\.?")  # "7.1.1" is the mark of a part
_IN_TIME = pattern(  # "mid October", "every Friday": no date, and yet a time
    rf"\b(?:(?-i:[A-Z]\w+ (?:Day|Week|Eve))|{'|'.join(MONTHS)}"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|spring|summer|autumn|winter|noon|midday"
    r"|midnight|morning|evening|afternoon|night|easter|christmas|ramadan|passover)\b",
    re.IGNORECASE,
)
_NO_TIME = pattern(r"[$€£¥%]|^\+?\(?\d[\d ()]*[ -]\d[\d ()-]{3,}$")  # a price, a telephone
_OFTEN = pattern(
    r"\b(?:every|each|per|once|twice|times|always|never|rarely|seldom|usually|sometimes|often|after"
    r"|before|when|whenever|at|on|an?|\w+ly|annual|\w+days|continuous|as)\b",
    re.IGNORECASE,
)
_DO = r"(?:do|does|did|is|are|was|were|will|would)"
_ASKED = tuple(
    (pattern(words, re.IGNORECASE), frozenset(dimensions.split()))
    for words, dimensions in (
        (r"\bhow (?:long|soon|quickly)\b|\bfor how long\b", "time length"),
        (r"\bhow (?:old|much time)\b|\b(?:what|which) (?:is the )?(?:duration|age)\b", "time"),
        (r"\bhow far\b", "length time"),
        (r"\bhow (?:tall|high|wide|deep|thick)\b", "length temperature share money data"),
        (r"\bhow heavy\b|\bhow much (?:do|does|did|can|may|must) [^?]*\bweigh\b", "weight"),
        (r"\b(?:what|which) (?:percentage|proportion|portion|share)\b", "share count"),
        (rf"\bhow much {_DO} [^?]*\b(?:cost|charged?|paid|pay)\b",
         "money share"),
        (r"\bhow (?:hot|cold|warm)\b|\b(?:what|which) (?:is the |was the )?temperature\b",
         "temperature"),
    )
)  # fmt: skip
_HOW_MANY = pattern(r"\bhow many(?P<noun>(?:\W+\w+){1,3})", re.IGNORECASE)


def measured_by(text: str, behind: str = "") -> frozenset[str]:
    """The dimensions of the amount that a text begins with or holds; empty where none is told.

    `behind` is what follows it: "14" may be followed by " days".
    """
    if _SHARE.match(text + behind):
        return _OF_UNIT["%"]
    for whole in (text, text + behind):
        amount = _AMOUNT.search(whole)
        if amount is not None and amount.start() < len(text):
            found = _OF_UNIT["$"] if amount["sign"] else _of_unit(amount["unit"] or "")
            if found:
                return found
    return frozenset()


def asked_for(question: str) -> frozenset[str]:
    """What an amount must measure to answer; things counted are of the dimension "count"."""
    many = _HOW_MANY.search(question)
    if many is not None:
        units = [_of_unit(word) for word in re.findall(r"\w+", many["noun"])]
        return frozenset().union(*units) or frozenset({"count", "share"})
    return next((found for words, found in _ASKED if words.search(question)), frozenset())


def is_whole(text: str, sentence: str, question: str) -> bool:
    """A part of something is asked for, and the sentence tells a share beside this amount."""
    if _SHARE.search(f"{text} of"):
        return False
    if _PAID.search(question) and _PART_PAID.search(sentence):
        return True
    return _PART_ASKED.search(question) is not None and _SHARE.search(sentence) is not None


def is_amount(text: str) -> bool:
    """It counts or measures something; the figure of a name does not: "a Fossegrim 30"."""
    named = _NUMBERED.fullmatch(text)
    if _SECTION.fullmatch(text):
        return False
    known = named is None or named["name"].lower() in FUNCTION_WORDS or named["name"].endswith("ly")
    return known and _COUNTS.search(text) is not None


def is_time(text: str) -> bool:
    """A date, a time of the day or the year, or figures that may be one."""
    if _IN_TIME.search(text) or find_dates(text):
        return True
    return re.search(r"\d", text) is not None and may_be_time(text)


def without_times(text: str) -> str:
    """The text with its months, days, seasons and feasts blanked out."""
    return _IN_TIME.sub(" ", text)


def may_be_time(text: str) -> bool:
    """It is no price, share or telephone number."""
    return _NO_TIME.search(text) is None


def says_how_often(text: str) -> bool:
    """A rate, a rule, an occasion."""
    return _OFTEN.search(text) is not None


def money_sign(unit: str) -> str:
    """The sign of a money that is written as a word: "€" of "euros"; any other unit itself."""
    return _SIGNS.get(unit.lower().removesuffix("s"), unit)


def _of_unit(word: str) -> frozenset[str]:
    low = word.lower()
    return _OF_UNIT.get(low) or _OF_UNIT.get(low.removesuffix("s"), frozenset())
