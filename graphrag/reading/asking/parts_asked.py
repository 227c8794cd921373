"""A question that asks several things, taken apart, and each made one that stands alone.

    When and where was Ada born?            When was Ada born?
                                            Where was Ada born?
    Who approved the plan, and when?        Who approved the plan?
                                            When was it that Tom Ray approved the plan?
    What does a pass cost and who sells it? What does a pass cost?
                                            Who sells a pass?

A clause on the man "who built it and who died in 1907" asks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphrag.language.grammar import MAIN_VERBS, OF_PERSONS, PARTICIPLE, POSSESSIVES
from graphrag.language.kinds import is_person_noun, kind_of_noun
from graphrag.language.words import ARTICLES, PREPOSITIONS, of_class
from graphrag.reading.asking.asked import form_of
from graphrag.reading.asking.described import ENDS, Word, words_of
from graphrag.retrieval.linking.follow_up import with_name

_ASKING = of_class("question")
_ONE_WORD = _ASKING - {"which", "what", "whose"}
_PLAIN = rf"(?:{'|'.join(sorted(_ASKING))})\b"
_WH = rf"(?:(?:{'|'.join(sorted(PREPOSITIONS))}) )?{_PLAIN}"
_AUXILIARY = rf"(?:{'|'.join(sorted(of_class('auxiliary') - {'became'}))})\b"
_JOINT = re.compile(
    rf"(?:,? (?:and|&)|[;?](?: and)?)(?: also| then)? (?={_WH})|(?<=\w), (?={_WH} ?,? and )",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"(?:{_WH}|{_AUXILIARY})", re.IGNORECASE)
_IN_IT = re.compile(_PLAIN, re.IGNORECASE)
# The words that ask, the helping verb and what follows: "how many jackets | were | ordered".
_HELPED = re.compile(
    rf"(?P<asks>{_WH}(?: (?!{_AUXILIARY})[\w’'-]+){{0,4}}?)"
    rf" (?P<helps>{_AUXILIARY})(?: (?P<rest>.+))?$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"{_WH}(?: (?:exactly|else|(?:many|much|often|long|far|old|soon)(?: [\w-]+)?))?$"
    rf"|(?:(?:{'|'.join(sorted(PREPOSITIONS))}) )?(?:which|what) [\w-]+$",
    re.IGNORECASE,
)
_HOW_FAR = re.compile(r"how (?:many|much|often|long|far|old|soon|big)", re.IGNORECASE)
_COUNTED = re.compile(r"(?:how (?:many|much)|which|what) (?P<things>[\w’' -]+)$", re.IGNORECASE)
_POINTING = re.compile(
    rf"\b(?:it|its|they|them|their|theirs|{'|'.join(OF_PERSONS)})\b", re.IGNORECASE
)
_SAME = re.compile(r"\b(?:that|this|the same) (?P<noun>[a-z][\w-]+)\b", re.IGNORECASE)
_FIRST_NAME = re.compile(r"(?<=\s)[A-ZÀ-Þ][\w’'.-]*(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ\d][\w’'.-]*)*")
_THE = re.compile(r"\b(?:the|our|my|your) ([\w-]+)\b", re.IGNORECASE)
_LONGEST = 8  # words of an answer that can stand for a pronoun
_MOST = 3  # parts


def parts_of(question: str) -> tuple[str, ...]:
    """The things asked, in order and as they are written; none where it asks but one."""
    text = question.strip().rstrip(" ?.!")
    pieces = [piece.split("? ")[0].strip(" ,?") for piece in _JOINT.split(text)]
    if not 2 <= len(pieces) <= _MOST or not all(map(_OPENS.match, pieces)):
        return ()
    last = _HELPED.match(pieces[-1])
    if last and all(map(_awaits_verb, pieces[:-1])):
        tail = pieces[-1][last.start("helps") :]
        return (*(f"{piece} {tail}?" for piece in pieces[:-1]), f"{pieces[-1]}?")
    is_plain = len(_IN_IT.findall(pieces[0])) <= 1  # it has no clause that could go on
    joints = [match.group() for match in _JOINT.finditer(text)]
    goes_on = (
        _asks(piece, joint, pieces[0], is_plain)
        for piece, joint in zip(pieces[1:], joints, strict=True)
    )
    return tuple(f"{piece}?" for piece in pieces) if all(goes_on) and not _at_once(pieces) else ()


def _at_once(pieces: Sequence[str]) -> bool:
    """Whether the parts are told in one breath: why and how, items and what each is for."""
    if all(form_of(piece) == "sentences" for piece in pieces):
        return True
    of_items = _ALONE.match(pieces[1]) or re.search(r"\beach\b", pieces[1], re.IGNORECASE)
    return form_of(pieces[0]) == "list" and of_items is not None


def _awaits_verb(piece: str) -> bool:
    """Whether nothing is said yet of what it asks for: "when", "how many dogs", "which year"."""
    if _HOW_FAR.fullmatch(piece) or piece.lower() in _ONE_WORD | {"what"}:
        return True
    counted = _COUNTED.match(piece)
    noun = counted["things"].split()[-1].lower() if counted else ""
    is_noun = kind_of_noun(noun) != "" or (noun.endswith("s") and piece.lower().startswith("how"))
    return bool(noun) and is_noun and len(piece.split()) <= _MOST + 1


def _asks(piece: str, joint: str, before: str, is_plain: bool) -> bool:
    """Whether a later piece asks something, and is no clause that tells more of a noun."""
    if _ALONE.match(piece):
        return is_plain
    if _POINTING.search(piece) or joint[0] in ";?":
        return True
    helped = _HELPED.match(piece)
    is_inverted = helped is not None and _is_subject(words_of(helped["rest"] or ""), 0)
    asks_who = piece.lower().startswith("who ") and not _names_a_person(before)
    is_new = joint.startswith(",") and not piece.lower().startswith("whose")
    return is_plain and (is_inverted or asks_who or is_new)


def _names_a_person(first: str) -> bool:
    """Whether "who" behind it may tell more of a person in it."""
    words = first.lower().split()
    return words[0] in ("who", "whom", "whose") or any(map(is_person_noun, words))


def stands_alone(part: str, first: str, answer: str) -> str:
    """A later part as a question of its own.

    Args:
        part: of `parts_of`, not the first.
        first: the first, as it was asked.
        answer: to the first; "" where none is known.
    """
    own, told = part.rstrip(" ?"), first.rstrip(" ?")
    is_name = 0 < len(answer.split()) <= _LONGEST and not answer.lower().startswith("to ")
    known = answer if is_name else ""
    own = own[:1].upper() + own[1:]
    if _ALONE.match(own):
        return f"{own} {_rest(told, known)}?"
    same = _SAME.search(own)
    named = _same(same["noun"], told) if same else ""
    if same and named:
        return f"{own[: same.start()]}{named}{own[same.end() :]}?"
    pointing = _POINTING.search(own)
    name = _pointed_at(pointing.group().lower(), told, known) if pointing else ""
    return f"{with_name(own, *pointing.span(), name) if pointing and name else own}?"


def _same(noun: str, first: str) -> str:
    """ "The outage of March 2023" of a first part that speaks of it, for "that outage"."""
    of_it = r"(?: (?:of|in|at|on|from) [\w’'-]+(?: [A-ZÀ-Þ\d][\w’'-]*)*)?"
    found = re.search(rf"\b(?:the|an?) (?:[\w-]+ ){{0,2}}?{re.escape(noun)}\b{of_it}", first)
    return found.group() if found else ""


def _rest(first: str, answer: str) -> str:
    """What the first part says of what it asks for, as it follows another question word."""
    helped = _HELPED.match(first)
    if helped is None or not helped["rest"]:
        asked, said = _parted(first)
        return f"was it that {answer or asked} {said}"
    rest = helped["rest"]
    if _is_subject(words_of(rest), 0) or helped["asks"].split()[-1].lower() in _ONE_WORD - {"who"}:
        return f"{helped['helps']} {rest}"
    counted = helped["asks"].lower().startswith("how")
    subject = _noun(helped["asks"]) if counted or not answer else answer
    return f"{helped['helps']} {subject} {rest}"


def _parted(first: str) -> tuple[str, str]:
    """What asks for the subject, as a noun, and the verb with what follows it."""
    words = first.split()
    at = 1
    if words[0].lower() in ("which", "what", "whose") or words[:2] == ["How", "many"]:
        at = 1 + words.index("many") if "many" in words else 1
        while at < len(words) - 1 and not PARTICIPLE.fullmatch(words[at]):
            at += 1
    return _noun(" ".join(words[:at])), " ".join(words[at:])


def _noun(asks: str) -> str:
    """ "the jackets" of "how many jackets", "someone" of "who", "this" of "what"."""
    counted = _COUNTED.match(asks)
    return (
        f"the {counted['things']}" if counted else "this" if asks.lower() == "what" else "someone"
    )


def _pointed_at(word: str, first: str, answer: str) -> str:
    """What a pronoun of a later part stands for: the answer to the first, or what that is about."""
    asks_who = first.lower().startswith(("who ", "who'", "whom "))
    if word in OF_PERSONS or (asks_who and word in ("they", "them", "their")):
        return answer if asks_who else _person_in(first)
    if first.lower().startswith("what happened"):
        return first[:1].lower() + first[1:]
    helped = _HELPED.match(first)
    counts = first.lower().startswith("how")
    asks_for_one = first.lower().startswith("which") or (
        helped is not None and helped["asks"].lower().startswith("what ")
    )
    if counts and helped is not None and _COUNTED.match(helped["asks"]):
        return _noun(helped["asks"])
    if not asks_for_one:
        return _about(first)
    return answer or (_noun(helped["asks"]) if helped else _parted(first)[0])


def _person_in(first: str) -> str:
    """The last person that a question names or describes: "the treasurer"."""
    nouns = [noun for noun in _THE.finditer(first) if is_person_noun(noun[1].lower())]
    names = _FIRST_NAME.findall(first)
    return nouns[-1].group() if nouns else names[-1] if names else ""


def _about(first: str) -> str:
    """The first thing that a question names or tells of."""
    words = words_of(first)
    helped = _HELPED.match(first)
    at = len(helped["asks"].split()) + 1 if helped else 1
    while at < len(words) and not _is_subject(words, at):
        at += 1
    end = at + 1
    while end < len(words) and not words[end - 1].stops and not _ends(words, at, end):
        end += 1
    has_do = helped is not None and helped["helps"].lower() in ("do", "does", "did")
    last = words[end - 1].low if end <= len(words) and end > at + 1 else ""
    if end == len(words) and last and (has_do or PARTICIPLE.fullmatch(last)):
        end -= 1
    return first[words[at].start : words[end - 1].end] if at < len(words) else ""


def _is_subject(words: list[Word], at: int) -> bool:
    """Whether a thing or a person begins here: an article, "our", a name, a pronoun, things."""
    if at >= len(words):
        return False
    low = words[at].low
    opens = low in ARTICLES or low in POSSESSIVES or low in of_class("personal", "demonstrative")
    things = low.endswith("s") and not low.endswith(("ss", "us")) and low not in MAIN_VERBS
    return opens or words[at].is_name or (things and low not in ENDS)


def _ends(words: list[Word], at: int, here: int) -> bool:
    """Whether the noun that begins at `at` has ended before this word; "the price of" goes on."""
    word = words[here]
    if words[here - 1].low in ("of", "for"):
        return False
    if word.low in ("of", "for"):
        return here + 1 == len(words)
    is_open = words[at].low in ARTICLES  # "the restored mill"
    is_told = here > at + is_open and PARTICIPLE.fullmatch(word.text) is not None
    return word.low in ENDS or is_told
