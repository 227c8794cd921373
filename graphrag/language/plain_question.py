"""A question as people type it, in the order in which a question is read.

    Could you tell me which gate opens first, please?    Which gate opens first?
    Do you know whether the pool is heated?              Is the pool heated?
    Find me the address of the depot.                    What is the address of the depot?
    Give me the vessels that have a kiosk.               List the vessels that have a kiosk.
    The mate of the Aurelia: where did she train?        Where did the mate of the Aurelia train?
    I leave in May. How much do I get back?              How much do I get back? I leave in May.
    If I leave in May, do I get it back?                 Do I get it back if I leave in May?
    bike hire price                                      What is the bike hire price?

What is asked stands first, and what is said beside it is kept: it is looked for, too.
"""

from __future__ import annotations

import re

from graphrag.language.grammar import OF_PERSONS
from graphrag.language.kinds import is_person_noun, kind_of_noun
from graphrag.language.numbers import NUMBER_WORD
from graphrag.language.patterns import pattern
from graphrag.language.words import FUNCTION_WORDS, PREPOSITIONS, of_class

_WH = "|".join(sorted(of_class("question")))
_HELPING = "|".join(sorted(of_class("auxiliary") - {"became", "am", "be", "been", "being"}))
_AUX = rf"(?:{_HELPING}|am)\b(?!-)"
_ASKS = rf"(?:(?:{'|'.join(sorted(PREPOSITIONS))}) )?(?:{_WH})\b"
_YOU = r"(?:you|someone|somebody|anyone|anybody)"
_ASKING = pattern(
    r"^\W*(?:(?:hi|hello|hey|dear \w+|ok|okay|well|so|sorry|excuse me|quick question)\b[\W]+)*"
    rf"(?:(?:please |kindly )*(?:can|could|would|will) {_YOU} (?:please |kindly |maybe )?"
    r"(?:tell|show|remind|give|say|explain|check|find(?: out)?|look up|list)(?: to)?(?: me| us)?"
    r"|(?:please |kindly )+(?:tell|remind|show|explain|say|check|find(?: out)?|look up|list"
    r"|(?=give))(?: to)?(?: me| us)?"
    rf"|(?:do|does|did|would) {_YOU} (?:happen to )?know"
    r"|(?:tell|remind) (?:me|us)"
    r"|i(?:['’]d| would) (?:like|love|want) to (?:know|ask|find out)|i (?:want|need|have) to"
    r" (?:know|ask|find out)|i(?:['’]m| am| was| have been)(?: just)? wondering|i wonder"
    r"|(?:do you have )?any idea|my question is|what i (?:want|need) to know is)[,:]? +",
    re.IGNORECASE,
)
_THANKS = pattern(
    r"[,.!?]*\s+(?:please|thanks(?: a lot| in advance)?|thank you(?: very much)?|thx|cheers)\W*$",
    re.IGNORECASE,
)
_WHETHER = pattern(rf"(?:if|whether)(?: or not)? (?P<who>.+?) (?P<helps>{_AUX})(?P<rest>.*)$")
_THING = r"(?:the|all|our|my) (?!(?:overview|summary|account|list|description)\b)"
_ORDER = pattern(
    rf"^\W*(?:please )?(?:(?:give|show|find|get|send|tell)(?: me| us)?|look up|find out)"
    rf" (?={_THING})",
    re.IGNORECASE,
)
_SEVERAL = pattern(
    rf"(?:all|the (?:{NUMBER_WORD}|\d+))\b"
    r"|(?:(?:the|our|my) (?:[\w-]+ ){0,3}?(?:\w{2,}(?<!s)(?<!u)(?<!i)s|people|men|women"
    r"|children))(?=\W*$| (?:that|who|which|whom|whose|where|of|in|on|at|for|from|with|by|named)"
    r"\b)",
    re.IGNORECASE,
)
_JOINT = pattern(r"(?<=[\w)\"”’]{2}[.!]) +(?=[A-Z])|(?<=\w): +| +[–—-] +(?=\w)")
_ABBREVIATED = pattern(r"\b(?:[A-Z][a-z]|Mrs|Prof|Rev|Gen|Col|Capt|No|vs|etc|Inc|Ltd|Co|Jr)\.$")
_OPENS = pattern(rf"(?:and |so |but )?(?P<own>(?:{_ASKS}|{_AUX}).*)", re.IGNORECASE | re.DOTALL)
_CONDITION = pattern(
    rf"^\W*(?P<if>(?:if|provided|unless|assuming)\b [^?]+?),? (?:then )?"
    rf"(?P<own>(?<=, ){_ASKS}[^?]*|(?<=, ){_AUX}[^?]*)\?*$",
    re.IGNORECASE,
)
_PRONOUN = pattern(rf"\b(?:it|its|they|them|their|{'|'.join(OF_PERSONS)})\b", re.IGNORECASE)
_SAME = {**OF_PERSONS, "its": "it", "it": "it", "them": "they", "their": "they", "they": "they"}
_OWNING = frozenset(("his", "its", "their"))
_WISH = pattern(
    r"(?P<who>I|we)(?: would|['’]d)? (?:like|love|want|plan|intend|hope|wish) to (?P<do>.+)",
    re.IGNORECASE,
)
_MAY = pattern(
    r"(?:is|are|would) (?:that|this|it|we|I)(?: be)?"
    r" (?:allowed|okay|ok|possible|permitted|fine|all right)(?: to)?\W*",
    re.IGNORECASE,
)
_SHORT = pattern(rf"(?!how\W*$|why\W*$){_ASKS}(?: (?!{_AUX})[\w-]+){{0,2}}\W*$", re.IGNORECASE)
_TO_DO = pattern(
    r"(?:what (?:to do|(?:do|should|must|can|shall) (?:i|we|you) do|now)|how (?:to|do i) react)\W*",
    re.IGNORECASE,
)
_WHAT = pattern(r"(?P<asks>what|who)(?:['’]s|s| is| are| was) (?:that|this|it)\W*", re.IGNORECASE)
_OWNED = pattern(r" +(?P<noun>(?:(?:new|old|own|first|last|full|former|late|next) )?[a-z][\w-]*)")
_NO_THINGS = frozenset("i we you he she it they there".split())
_VERBAL = of_class("question", "auxiliary", "personal") | frozenset(
    "list name give show find tell compare summarize summarise describe explain define".split()
)
_PARTED = frozenset("of for in at on to from per".split())
_VALUED = frozenset(("number", "date", "place"))
_KEYWORDS = 9  # words at most
_MOST = 600  # characters of a question that is looked at
_LONGEST = 14  # words of a thing that stands for a pronoun


def in_plain_words(question: str) -> str:
    """The question without courtesy, what is asked first; as it is where there is nothing to do.

    >>> in_plain_words("Could you tell me which gate opens first, please?")
    'Which gate opens first?'
    """
    if len(question) > _MOST:
        return question
    if _is_keywords(question):
        return f"What is the {question.strip().rstrip(' ?.')}?"
    thanked = _THANKS.search(question)
    return _asked_first(
        _without_courtesy(question[: thanked.start()] + "?" if thanked else question)
    )


def _is_keywords(text: str) -> bool:
    """A few words that name a figure, a day or a place: "bike hire price", "date of the vote"."""
    words = re.findall(r"[\w'’-]+", text)
    low = [re.split(r"['’]", word.lower())[0] for word in words]
    if (
        not 1 < len(words) <= _KEYWORDS
        or _VERBAL.intersection(low)
        or re.search(r"[:,;.!](?= )", text)
    ):
        return False
    ends = (low[0], low[-1]) if _PARTED.intersection(low[1:2]) else (low[-1],)
    return any(kind_of_noun(word) in _VALUED and not word.endswith("s") for word in ends)


def _without_courtesy(text: str) -> str:
    opened = _ASKING.match(text)
    rest = text[opened.end() :] if opened else text
    if opened:
        whether = _WHETHER.match(rest)
        if whether:
            helps = whether["helps"].capitalize()
            return f"{helps} {whether['who']}{whether['rest'].rstrip(' .?')}?"
        if re.match(rf"{_ASKS}", rest, re.IGNORECASE):
            return f"{rest[:1].upper()}{rest[1:].rstrip(' .?')}?"
        if not re.match(_THING, rest, re.IGNORECASE):
            return text
    else:
        order = _ORDER.match(text)
        if order is None:
            return text
        rest = text[order.end() :]
    rest = rest.rstrip(" .?")
    return f"List {rest}." if _SEVERAL.match(rest) else f"What is {rest}?"


def _asked_first(text: str) -> str:
    """With what is asked before what is said beside it."""
    condition = _CONDITION.match(text)
    if condition:
        own = condition["own"].strip()
        asked = own[:1].upper() + own[1:]
        under = condition["if"].strip()
        return f"{asked} {under[:1].lower()}{under[1:]}?"
    joints = [one for one in _JOINT.finditer(text) if not _ABBREVIATED.search(text[: one.start()])]
    if not joints:
        return text
    joint = joints[-1]
    before, own = text[: joint.start()].strip(), text[joint.end() :]
    opens = _OPENS.match(own)
    if opens is None or "?" in before or re.match(rf"\W*{_ASKS}", before, re.IGNORECASE):
        return text
    own, _, after = opens["own"].partition("?")
    asked = f"{own[:1].upper()}{own[1:].rstrip(' .')}?"
    return f"{_put_first(asked, before, before[-1] in '.!')} {after.strip()}".rstrip()


def _put_first(asked: str, before: str, is_sentence: bool) -> str:
    """The question, then what was said before it, unless that has its place in the question."""
    told = before.rstrip(".!")
    wish, what = _WISH.match(told), _WHAT.fullmatch(asked)
    if wish and _MAY.fullmatch(asked):
        return f"May {'I' if wish['who'] in 'iI' else 'we'} {wish['do']}?"
    if _TO_DO.fullmatch(asked):
        return f"{asked.rstrip(' ?')} if {_small(told)}?"
    if what and not is_sentence:
        return f"{what['asks']} is {_small(told)}?"
    if _SHORT.match(asked):
        small = _small(told)
        return f"{asked[:-1]} was it that {small}?" if is_sentence else f"{before}: {_small(asked)}"
    read = _with_its_noun(asked, _subject(told) if is_sentence else _thing(told), is_sentence)
    if read != asked and not is_sentence:
        return read
    points_back = read == asked and is_sentence and _PRONOUN.search(asked)
    if points_back and re.match(_ASKS, asked, re.IGNORECASE):
        return f"{before} {asked}"  # it is read in the order in which it was said
    return f"{read} {told}."


def _subject(sentence: str) -> str:
    """What a sentence says something of; "" where that cannot be seen."""
    parts = re.split(rf" {_AUX}", sentence, maxsplit=1)
    return _thing(parts[0]) if len(parts) > 1 else ""


def _thing(words: str) -> str:
    """A thing that can stand for a pronoun; "" where it is none."""
    opener = words.split(" ", 1)[0].lower()
    if opener in _NO_THINGS or len(words.split()) > _LONGEST:
        return ""
    return _small(words)


def _small(words: str) -> str:
    """With a small letter at its head, unless a name opens it."""
    opener = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if opener.lower() in FUNCTION_WORDS - {"i"} else words


def _with_its_noun(asked: str, thing: str, is_sentence: bool) -> str:
    """With the thing in the place of the first pronoun, where all pronouns mean one.

    Of a sentence "it" and "they" may mean what stands later in it, so there only persons are meant.
    """
    found = list(_PRONOUN.finditer(asked))
    meant = {_SAME[one.group().lower()] for one in found}
    if not thing or len(meant) != 1 or (is_sentence and meant & {"it", "they"}):
        return asked
    if meant == {"it"} and is_person_noun(thing.rsplit(" ", 1)[-1]):
        return asked
    first = found[0]
    word = first.group().lower()
    head, tail = asked[: first.start()], asked[first.end() :]
    owned = _OWNED.match(tail)
    if owned is None or word not in (*_OWNING, "her"):
        return f"{head}{thing}{tail}"
    if len(thing.split()) <= 3:
        return f"{head}{thing}’s{tail}"
    return f"{head}the {owned['noun']} of {thing}{tail[owned.end() :]}"
