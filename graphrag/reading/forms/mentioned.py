"""Questions about the words of the documents: is it mentioned, where, how often.

    Does the handbook mention parking?      yes or no, by every passage that writes "parking"
    Which documents mention the flood?      their titles
    How many documents mention the flood?   their number

The words are compared by their stems, in their order; other words for the same thing are not
found, and the note says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphrag.datatypes import Answer, Citation, Claim, ScoredPassage
from graphrag.evidence.merging import with_cited
from graphrag.evidence.passages import document_of
from graphrag.language.keys import fold, word_keys
from graphrag.language.kinds import DOCUMENTS
from graphrag.language.words import FUNCTION_WORDS, root
from graphrag.reading.pages.citing import citation
from graphrag.retrieval.linking.asked_words import roots

MOST = 512  # passages looked through
SURE = 0.9  # confidence; set by hand, other words for the same thing may stand there
_CITED, _LISTED = 5, 25  # sentences that show it, documents named
_LONGEST = 6  # words
_ANY = frozenset(
    "documents documentation docs files texts collection corpus material pages".split()
)
_WHOLE = rf"(?:{'|'.join(sorted(_ANY | DOCUMENTS, key=len, reverse=True))})s?"
_TELL = (
    r"(?:mention|refer to|contain (?:anything|something|any information) (?:about|on)|name"
    r"|say (?:anything|something) (?:about|on)|have anything (?:about|on)|talk about|discuss)"
)
_WORDS = r"(?P<words>[^?]+?)(?: (?:anywhere|at all|somewhere))?"
_IN = rf"(?: in (?:the |these |our |any |any of the )*(?P<where>(?:[\w-]+ ){{0,3}}{_WHOLE}))?"
_OFTEN = r"how (?:often|many times)"
_SHAPES = tuple(
    (wants, re.compile(rf"^\W*{pattern}\W*$", re.IGNORECASE))
    for wants, pattern in (
        ("yes-no", rf"(?:do|does|did) (?:any of )?(?:the|these|our|your|any|this) "
                   rf"(?P<where>(?:[\w-]+ ){{0,3}}{_WHOLE})"
                   rf" (?:ever |also |actually )?{_TELL} {_WORDS}"),
        ("yes-no", rf"(?:is|are|was|were) {_WORDS} (?:ever |also )?mentioned(?: anywhere)?{_IN}"),
        ("yes-no", rf"is there (?:any |a )?(?:mention of|reference to) {_WORDS}{_IN}"),
        ("list", rf"(?:(?:in )?(?:which|what)|list (?:all )?(?:the )?) ?"
                 rf"(?P<where>{_WHOLE}|[\w-]+s) (?:that |which )?{_TELL}s? {_WORDS}"),
        ("list", rf"in (?:which|what) {_WHOLE} (?:is|are|was|were) {_WORDS} mentioned"),
        ("list", rf"where (?:is|are|was|were) {_WORDS} mentioned{_IN}"),
        ("count", rf"how many (?P<where>{_WHOLE}|[\w-]+s) {_TELL} {_WORDS}"),
        ("count", rf"in how many {_WHOLE} (?:is|are|was|were) {_WORDS} mentioned"),
        ("times", rf"{_OFTEN} (?:is|are|was|were) {_WORDS} mentioned{_IN}"),
        ("times", rf"{_OFTEN} (?:do|does|did) {_WORDS} (?:appear|occur){_IN}"),
    )
)  # fmt: skip
_TRIM = re.compile(r"^(?:the |an? |any |some |our |word |words |term |name )+|[\"“”'‘’]", re.I)


_NOTE = "Found by rules in all passages; no language model was used."


@dataclass(frozen=True, slots=True)
class OfWords:
    """What is asked of the words of the documents.

    Attributes:
        wants: "yes-no", "list", "count" of documents, or "times".
        words: as the question writes them.
        where: roots of the documents' title; none where all are meant.
    """

    wants: str
    words: str
    where: frozenset[str]


def mention_asked(question: str) -> OfWords | None:
    """None where the question asks for nothing of the kind."""
    for wants, shape in _SHAPES:
        match = shape.match(question.strip())
        if match is None:
            continue
        words = _TRIM.sub("", match["words"]).strip()
        told = match.groupdict().get("where") or ""
        where = roots(" ".join(word for word in told.lower().split() if word not in _ANY))
        if _run(words) and len(words.split()) <= _LONGEST:
            return OfWords(wants, words, where)
    return None


def _run(text: str) -> list[str]:
    """The roots of the words of a text in their order, function words left out."""
    return [root(key) for key in word_keys(fold(text)) if key not in FUNCTION_WORDS]


def told_of_mentions(
    answer: Answer, asked: OfWords, shared: tuple[Sequence[ScoredPassage], bool]
) -> Answer:
    """What the documents write of it, or `answer` where too many share its words to tell.

    Args:
        answer: to the question, read off the passages retrieved.
        asked: from `mention_asked`.
        shared: the passages that share words with it, of at most `MOST`, best first; and whether
            they are all.
    """
    passages, is_all = shared
    wanted = _run(asked.words)
    meant = [one for one in passages if _is_in(one, asked.where)]
    found = [(one, cited) for one in meant if (cited := _cited(one, wanted))]
    is_there = any(_is_in(one, asked.where) for one in (*meant, *answer.retrieval.passages))
    if not found and not (is_all and is_there):
        return answer
    text = _told(asked.wants, found)
    counted = asked.wants in ("count", "times")
    if not text or (counted and not is_all):
        return answer
    cited = [own[0] for _, own in found][: _CITED if asked.wants == "yes-no" else _LISTED]
    whole = "" if is_all else f" of the {MOST} that share most words"
    said = f"sentences in {len(found)} passages{whole} that write “{asked.words}”"
    return replace(
        answer,
        text=text,
        abstained=False,
        confidence=SURE,
        citations=tuple(cited),
        claims=(Claim(said, tuple(range(len(cited)))),) if counted else (),
        retrieval=with_cited(answer.retrieval, cited, passages),
        note=f"{_passages(len(found))} “{asked.words}”; other words for it were not looked for."
        f" {_NOTE}",
        form="worked-out" if counted else asked.wants,
    )


def _told(wants: str, found: Sequence[tuple[ScoredPassage, Sequence[Citation]]]) -> str:
    """What is wanted of the passages that write it and of their sentences."""
    if wants == "yes-no":
        return "yes" if found else "no"
    if wants == "list":
        return "; ".join(list(dict.fromkeys(one.title for one, _ in found))[:_LISTED])
    if wants == "count":
        return str(len({document_of(one.id) for one, _ in found}))
    return str(sum(len(cited) for _, cited in found))


def _is_in(passage: ScoredPassage, where: frozenset[str]) -> bool:
    """Whether it is of a document that is called so."""
    return where <= roots(f"{passage.title} {passage.metadata.path}")


def _passages(count: int) -> str:
    if count == 0:
        return "No passage writes"
    return "One passage writes" if count == 1 else f"{count} passages write"


def _cited(passage: ScoredPassage, wanted: Sequence[str]) -> list[Citation]:
    """The sentences of a passage that write it; its first where only its title does."""
    own = [
        citation(passage, one.start, one.end)
        for one in passage.sentences
        if _holds(_run(one.text), wanted)
    ]
    if own or not _holds(_run(f"{passage.title} {passage.section}"), wanted):
        return own
    return [citation(passage, one.start, one.end) for one in passage.sentences[:1]]


def _holds(said: Sequence[str], wanted: Sequence[str]) -> bool:
    size = len(wanted)
    return any(list(said[at : at + size]) == list(wanted) for at in range(len(said) - size + 1))
