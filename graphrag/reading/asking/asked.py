"""The form that an answer takes, told from the question's words alone; and steps on top of it.

    sentences   why, how something is done, what something is: the sentences that say it
    list        every item of several
    span        a stretch of a passage: all other open questions

Comparisons and yes-no questions need the names in the question (`question.py`). An outer step is
done *with* what the documents say: "the letters of", "how many years after", "the sum of".
"""

from __future__ import annotations

import re

from graphrag.language.kinds import kind_of_noun
from graphrag.language.numbers import NUMBER_WORD
from graphrag.language.words import PREPOSITIONS

_START = r"^(?:(?:and|so|but|then|also|please|tell me|can you tell me|explain|say)\b[ ,:]*)*"
_DO = (
    r"(?:do|does|did|can|could|should|would|must|may|might|is|are|was|were|to|has|have|had|will"
    r"|shall)"
)
WHY = re.compile(
    rf"{_START}(?:why\b|for (?:what|which) reasons?\b|what reasons? {_DO}\b"
    r"|what(?:'s| is| was) (?:the (?:reason|cause)\b|behind\b)|what (?:made|caused)\b)"
    r"|[,;:] (?-i:why|what made)\b",
    re.IGNORECASE,
)
HOW = re.compile(
    rf"{_START}(?:how {_DO}\b|how come\b|in (?:what|which) way\b|describe\b)"
    rf"|[,;:] (?-i:how) {_DO}\b|[.?!–-] how {_DO}\b"
    r"|\bwhat (?:do|does|should|must|can|shall|am|are) (?:i|we|you|one|people|users?)"
    r" (?:(?:have|need|meant|supposed|expected) )?(?:to )?do\b"
    r"|\bwhat to do\b|\bwhat (?:(?:should|must|can) be|(?:is|are|has|have) to be) done\b"
    rf"|{_START}what (?:is|are|was|were) done (?:with|about|to|if|when|against)\b"
    r"|\bwhat (?:happens|happened|will happen|would happen) (?:if|when|to|with)\b"
    rf"|\bwhat (?:becomes|became|will become) of\b|{_START}what (?:went|goes) wrong\b"
    r"|[,;:.?!–-] (?:what (?:now|next|then)|(?:and )?how)\W*$"
    rf"|{_START}what(?:'s| is| was) the (?:\w+ )?"
    r"(?:way|procedure|process|remedy|cure|trick) (?:to|for)\b"
    rf"|{_START}what (?:do|does|did) [^?]* do\b(?: (?:in|on|for|with|to|when) [^?]*)?\??$"
    rf"|{_START}what(?:'s| is| are) [^?]* for\??$",
    re.IGNORECASE,
)
# A thing of its own, without what would make it a property of another: "what is comp time?"
_WHAT_IS = re.compile(
    rf"{_START}(?:in [^,?]+, )?(?:define\b|what(?:'s|s| is| are| was| were)) "
    r"(?P<article>an? |the )?(?P<term>[^?]*?)"
    r"(?P<where>,? (?:according to|in connection with|in the context of|in terms of|as used|about)"
    r" [^?]*)?\??$",
    re.IGNORECASE,
)
_MEANING = re.compile(
    rf"{_START}(?:what (?:do|does|did) (?P<means>.+?) mean\b"
    r"|(?:in [^,?]+, )?wh(?:at|o)(?:'s| is| was| are| were) "
    r"(?:meant by|the meaning of) (?P<meant>.+?)\??$"
    r"|what (?:do|does|did) .+? (?:understand|mean) by (?P<understood>.+?)\??$"
    r"|who or what (?:is|are|was|were) (?P<either>.+?)\??$"
    r"|what (?:do|does|did) (?:we|you|they|people|the [a-z]+)"
    r"(?: (?:in|at|on) the \w+)? call (?P<named>.+?)\??$"
    r"|(?:what|who) (?:counts|qualifies) as (?P<counts>.+?)(?: under [^?]*)?\??$"
    r"|whom? do (?:they|we|you|people) call (?P<called>.+?)\??$"
    r"|how (?:do|does|did) .+? define (?P<defined>.+?)\??$"
    r"|how (?:is|are|was|were) (?P<passive>.+?) defined\b)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"{_START}(?:tell (?:me|us) (?:more )?about"
    r"|what (?:do|does) \w+ know (?:about|of)|what is (?:known|said) about"
    r"|(?:give|show) (?:me|us) (?:an? )?(?:short |brief )?(?:overview|summary|account) of"
    r"|summari[sz]e|outline|describe) (?P<subject>.+?)[?.]*$"
    r"|^\W*who(?:['’]s| is| was| are| were)"
    r" (?P<named>(?-i:[A-ZÀ-Þ][\w’'.-]*(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w’'.-]*)*))\W*$",
    re.IGNORECASE,
)
_DOING = re.compile(r"\w+ing (?:the|an?|our|its|their|his|her|this|that|[A-Z]|\w*[_.\d])")
_CALLED = re.compile(r"\b(?:called|named|titled|nicknamed|known as)\b")  # its name is asked for
_DONE = re.compile(rf"\w(?:ed|en) (?:{'|'.join(sorted(PREPOSITIONS))})$", re.IGNORECASE)
_PROPERTY = re.compile(
    r"(?<![\w-])(?:of|for|on|at|by|from|to|that|which|who|whose|with|when|where"
    r"|in (?:\w+ )?\d+)(?![\w-])"
)
_MANY = rf"(?:(?!(?:one|zero|once|twice)\b){NUMBER_WORD}|\d{{1,2}}|all|various)"
_PLURAL = (
    r"(?:(?:\w+-)*(?!(?:\w*(?:ss|us|is|days|hours|times)|news|series|dates|years)\b)\w\w{2,}s"
    r"|people|men|women|children)\b"
)
_TIMES = r"(?:years|times|dates|occasions|days)"
_BEFORE = r"(?:(?:for|in|on|at|from|with|by|to|of) )?"  # "for which machines"
_OTHER = r"(?:other |different |kinds of |types of |(?-i:[A-Z])[\w-]* )?"
# "which body measurements does", but not "which actor stars in": a verb follows, or it was one
_VERB = r"(?: (?:do|does|did|are|were|was|have|had|can|could|must|should|may|might|will|would)\b)"
_SUMS = "costs|fees|sales|profits|wages|charges|takings|expenses|results|earnings|savings|losses"
_LIST = re.compile(
    rf"{_START}(?:list|enumerate|name (?:all|the {_MANY}|{_MANY}))\b"
    rf"|{_START}name (?:the |(?:[\w.-]+ ){{1,3}}?[\w-]+['’]s? )(?:[\w-]+ )?{_PLURAL}"
    rf"|{_START}(?:what|which|who) (?:are|were) (?:the |all )?(?:{_MANY} )?(?:[\w-]+ ){{0,2}}?"
    rf"{_PLURAL}"
    rf"|{_START}what {_DO} [^?]* (?:include|contain|state|consist of|list|comprise)\??$"
    rf"|{_START}what (?:is|are|was|were|belongs?|goes|(?:has|have) to be)"
    r" (?:in|on|inside|into) [^?]*\??$"
    rf"|{_START}what {_DO} (?:i|we|you|they|people|one) (?:need to |have to )?"
    r"(?:bring|pack|submit|hand in|enclose|provide)\b"
    rf"|{_START}who (?:all|on|among|voted|stood|(?:sits?|sat) on|belong(?:s|ed) to|ma[kd]es? up)\b"
    rf"|{_START}who [a-z]+ as (?:the |our )?(?:[\w-]+ ){{0,2}}?{_PLURAL}"
    rf"|{_START}(?:all |the )?(?!(?:{_SUMS})\b){_PLURAL} (?:for|of|in|at|on|to|from) [^?]*$"
    rf"|{_START}{_BEFORE}(?:what|which) {_MANY} "
    rf"|{_START}{_BEFORE}(?:what|which) (?:[\w-]+ )?{_TIMES}\b"
    rf"|{_START}{_BEFORE}(?:what|which) {_OTHER}(?!does\b|has\b|was\b){_PLURAL}"
    r"(?! (?:an?|the|it|his|her|to|that)\b)"  # "what shares a border with"
    rf"|{_START}{_BEFORE}(?:what|which) (?!(?:share|part|number|percentage|proportion|kind) of\b)"
    rf"(?:[\w-]+ ){{1,2}}?(?!does\b|has\b|was\b){_PLURAL}{_VERB}",
    re.IGNORECASE,
)
_UNIT = r"(?:years?|months?|weeks?|days?|hours|decades|centuries)"
# "How many days before the vote must it be sent?" is written, "did it take" is counted
_NO_RULE = r"(?![^?]*\b(?:must|can|may|should|shall|do|does|needs?|(?:have|has) to)\b)"
_STEPS = tuple(
    (re.compile(pattern, re.IGNORECASE), step)
    for pattern, step in (
        (r"\b(?:vowels?|consonants?|syllables?|palindromes?|anagrams?)\b"
         r"|\b(?:how many (?:\w+ )?|(?:first|last|second|third) (?:and \w+ )?)letters?\b"
         r"(?=(?: \w+)* (?:of|in|have|between) )(?=[^?]*\b(?:names?|surname|titles?|words?)\b)"
         r"|\bletters (?:of|in) [^?]*\b(?:name|surname|title|word)\b",
         "what is done with letters"),
        (r"\b(?:ascii|binary code|hexadecimal|unicode|roman numeral|spelled backwards|substring)\b",
         "writing it in another way"),
        (r"\b(?:concatenat\w+|digits?|prime factors?|square root|remainder|even or odd"
         r"|combined length|divided by|multipl(?:y|ied|ying)"
         rf"|(?:adding|subtracting|add|subtract) (?:\d+|{NUMBER_WORD}) (?:to|from)"
         r"|the (?:sum|product|reverse) of)\b", "a calculation"),
        (r"\bhow (?:many|much) (?:more|fewer|less|additional|extra)\b.*\b(?:than|compared)\b",
         "a difference"),
        (rf"(?<!within )\bhow many {_UNIT}\b{_NO_RULE}.{{0,60}}?\b(?:after|before|between|apart"
         r"|elapsed|older|younger|earlier|later)\b", "counting the time between"),
        (rf"\b(?:date|year)\b.* (?:\d+|{NUMBER_WORD}) {_UNIT} (?:after|before)\b",
         "counting on from a date"),
        (r"\b(?:day of the week|weekday)\b(?! (?:is|are|do|does|can|must|should|will|may)\b)",
         "working out a day of the week"),
    )
)  # fmt: skip


def form_of(text: str) -> str:
    """sentences, list or span."""
    if any(asks.search(text) for asks in (WHY, HOW, _MEANING, _ABOUT)) or _defines(text):
        return "sentences"
    return "list" if _LIST.search(text) else "span"


def outer_step(text: str) -> str:
    """What is to be done with what the documents say, in words; "" where nothing is."""
    return next((step for pattern, step in _STEPS if pattern.search(text)), "")


def subject_of(text: str) -> str:
    """What a question wants to be told about: "the fire" of "tell me about the fire", a person of
    "who is Ada Lane?"; else "".
    """
    match = _ABOUT.match(text)
    return (match["subject"] or match["named"]).strip() if match else ""


def asks_account(text: str) -> bool:
    """It asks for all there is to tell, and not for one thing: "tell me about the fire"."""
    match = _ABOUT.match(text)
    return match is not None and match["subject"] is not None


def term_of(text: str) -> str:
    """What is to be explained: "a base schedule" of "what is a base schedule?"; "" of others."""
    meaning = _MEANING.search(text)
    if meaning:
        return next(term for term in meaning.groups() if term).strip()
    match = _WHAT_IS.match(text) if _defines(text) else None
    return match["term"].strip() if match else ""


def _defines(text: str) -> bool:
    """What something is, not what a property of it is: "what is a base schedule?"."""
    match = _WHAT_IS.match(text)
    if match is None:
        return False
    term = match["term"].strip()
    if (
        _CALLED.search(term)
        or _DOING.match(term)
        or _DONE.search(term)
        or re.match(r"(?:in|on|inside) (?!\w+$)", term)
    ):
        return False  # "what is replacing the old scale?", "what is it served with?", "in the box"
    owned = "'s " in term or "’s " in term or _PROPERTY.search(term.lower()) is not None
    last = term.split(" in ")[0].rsplit(" ", 1)[-1]
    # "what is the date?"
    valued = (match["article"] or "").lower() == "the " and kind_of_noun(last) != ""
    return not owned and not valued and 0 < len(term.split()) <= 5
