"""Why, how and what something is: the part of a sentence that says it, and one to three sentences
cited; of steps under a heading that names what is to be done, more, and whole. Asked to tell about
something, all that is cited is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphrag.embedding.span_head.span_head import HeadReading
from graphrag.language.breaks import REASON
from graphrag.reading.asking.asked import HOW, WHY, asks_account, subject_of, term_of
from graphrag.reading.forms.clause import clause_of, said
from graphrag.reading.forms.items import enumerated
from graphrag.reading.material.sentences import ReadSentence, following, items_after, leads_on
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import Page
from graphrag.reading.pages.page_parts import MARK, Part
from graphrag.reading.tables.table_rows import FIELD, fields
from graphrag.retrieval.linking.asked_words import roots

_REASON = re.compile(
    rf"\b(?:{REASON}|as a result|therefore|thus"
    r"|to (?:avoid|prevent|ensure|allow|make|keep|help|protect)|reasons?|otherwise)\b"
    r"|, (?:as|for) (?:he|she|it|they|there|we|the|an?|no|his|her|its|their|all|some)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\bwhat(?:['’]s| is| are) [^?]* for\??$", re.IGNORECASE
)  # not how it is done
_CUE = 0.8  # what a word of reason adds to a sentence's fit where a reason is asked for
_DEFINES = 1.5  # what a sentence that says what the term is adds where that is asked
_EXPLAINS = 3.0  # what the first sentence of an entry on the term adds
_NAMED = 0.7  # what a sentence that names what is to be told about is worth as such a share
_PROSE = 8  # words of a cell
_NEAR = 2.0  # at most so far below the first one's fit may a second sentence elsewhere lie
MOST = 3  # sentences cited
_SAME, _FEWEST = 0.8, 2  # share and number of the words that question and heading have in common
_ITEM = 9  # words of a line that is an item
_HEADED = 0.6  # share of the question's words that the headings above steps must have
_MAKING = "make cook prepare bake do get use"  # what a title need not say: "Fresh guacamole"
_SURE = (0.2, 0.6)  # confidence: where nothing, and what all of the question's words add to it
_MOST_STEPS = 8  # lines quoted


def quoted(question: str, places: Sequence[ReadSentence], heard: HeadReading) -> Finding | None:
    """What the fittest sentence says of it; None where no passage has any.

    Numbered steps are quoted where how something is done is asked. A heading or an announcement
    stands for what follows it. The next fittest sentences are cited, too, where they are nearly as
    fit.
    """
    if WHY.search(question) or HOW.search(question):
        places = [place for place in places if not _is_row(place) or _has_prose(place)]
    if not places:
        return None
    cover, steps = _numbered_steps(question, places) if HOW.search(question) else (0.0, [])
    headed = None if steps else _under_the_question(question, places)
    if headed is not None:
        return headed
    term, subject = term_of(question) or subject_of(question), roots(subject_of(question))
    ranked = _ranked(question, places, term)
    best = ranked[0]
    told = ""
    if not steps:
        told, steps = _told(question, ranked, places, heard)
        for other in ranked[1:]:
            if len(steps) >= MOST or best.fit - other.fit > _NEAR:
                break
            taken = any(step.page is other.page and step.sentence == other.number for step in steps)
            is_row = _is_row(other) and not FIELD.search(best.text)
            if not (taken or is_row or leads_on(other)) and _is_about(other, subject):
                steps.append(Found(other.page, *other.span, other.fit))
    named = subject <= roots(f"{best.text} {best.page.name}") if subject else False
    confidence = sure(cover or _NAMED) if cover or named else 0.0
    if not told or asks_account(question):
        told = " ".join(_sentence(step) for step in steps)
    return Finding(told, confidence, tuple(steps), "sentences")


def _is_row(place: ReadSentence) -> bool:
    return len(FIELD.findall(place.text)) > 1


def _has_prose(row: ReadSentence) -> bool:
    """A cell that may give a reason, or a way: a few words seldom do."""
    return any(len(cell.split()) >= _PROSE for _, cell in fields(row.text))


def _sentence(step: Found) -> str:
    """The whole sentence of a step, as the passage writes it."""
    return " ".join(step.page.passage.text[slice(*step.page.sentences[step.sentence])].split())


def fittest(question: str, places: Sequence[ReadSentence]) -> ReadSentence:
    """The sentence that answers: the fittest, or what it leads to."""
    best = _ranked(question, places, term_of(question) or subject_of(question))[0]
    return _led_to(best, places)


def _ranked(question: str, places: Sequence[ReadSentence], term: str) -> list[ReadSentence]:
    why, defines, words = WHY.search(question) is not None, _defining(term), roots(term)
    return sorted(places, key=lambda place: -_fit(place, why, defines, words))


def _led_to(best: ReadSentence, places: Sequence[ReadSentence]) -> ReadSentence:
    """The first sentence behind a heading or an announcement; itself where it is none."""
    behind = following(best, 1) if leads_on(best) else []
    return next((one for one in places if one.page is best.page and one.span in behind), best)


def _told(
    question: str,
    ranked: Sequence[ReadSentence],
    places: Sequence[ReadSentence],
    heard: HeadReading,
) -> tuple[str, list[Found]]:
    """The part of the fittest sentence that answers, or all that it announces; what is cited."""
    best = ranked[0]
    items = items_after(best)[:_MOST_STEPS]
    if len(items) > 1:
        steps = [Found(best.page, *span, best.fit) for span in (best.span, *items)]
        return " ".join(map(_sentence, steps)), steps
    told = _led_to(best, places)
    spans = clause_of(question, told, places, heard)
    goes_on = WHY.search(question) is not None or HOW.search(question) is not None
    behind = following(told, 1) if goes_on or told is not best else []
    cited = [*spans, *(span for span in behind if span not in spans)]
    if told is not best:
        cited.insert(0, best.span)
    return said(told, spans), [Found(best.page, *span, best.fit) for span in cited]


def sure(cover: float) -> float:
    """The confidence in what a heading or a title names, by the share of the question it says."""
    return _SURE[0] + _SURE[1] * cover


def as_quoted(place: ReadSentence) -> Finding:
    """One sentence as it stands."""
    step = Found(place.page, *place.span, place.fit)
    text = place.page.passage.text[slice(*place.span)]
    return Finding(" ".join(MARK.sub("", text).split()), 0.0, (step,), "sentences")


def _under_the_question(question: str, places: Sequence[ReadSentence]) -> Finding | None:
    """What stands under a heading that asks the same: "Why do we ask for a deposit?"."""
    asked = roots(question)
    for page, part in _parts(places):
        head = roots(part.heading)
        if len(asked & head) < max(_FEWEST, _SAME * len(asked | head)):
            continue
        told = [line for line in part.lines if roots(page.passage.text[slice(*line)]) - head]
        if not told:
            continue  # the heading once more
        texts = [page.passage.text[a:b] for a, b in told]
        items = all(len(text.split()) <= _ITEM for text in texts) and len(texts) > 1
        opens = texts[0].rstrip().endswith(":")
        lines = told[: _MOST_STEPS if items or opens else 1]
        steps = _sentences(page, lines)
        said = steps if items or opens else steps[:MOST]
        text = enumerated(texts) if items else " ".join(" ".join(s.text.split()) for s in said)
        return Finding(text, sure(1.0), tuple(said), "list" if items else "sentences")
    return None


def _numbered_steps(question: str, places: Sequence[ReadSentence]) -> tuple[float, list[Found]]:
    """The numbered lines under headings and a title that name what is to be done."""
    asked = roots(question) - roots(_MAKING)
    if _PURPOSE.search(question):
        return 0.0, []
    for page, part in _parts(places):
        said = roots(f"{page.name} {page.passage.section} {part.heading}")
        steps = [span for span in part.lines if _counts(page.passage.text[slice(*span)])]
        cover = len(asked & said) / max(1, len(asked))
        if len(steps) > 1 and cover >= _HEADED:
            return cover, _sentences(page, steps[:_MOST_STEPS])
    return 0.0, []


def _parts(places: Sequence[ReadSentence]) -> Iterator[tuple[Page, Part]]:
    """The parts of all pages, the first page's first."""
    pages = {place.page.rank: place.page for place in places}
    return ((page, part) for _, page in sorted(pages.items()) for part in page.parts)


def _sentences(page: Page, lines: Sequence[tuple[int, int]]) -> list[Found]:
    """The sentences that begin in these lines, each to be cited."""
    return [Found(page, *one, 1.0) for line in lines for one in page.sentences_in(*line)]


def _counts(line: str) -> bool:
    mark = MARK.match(line)
    return mark is not None and mark["counted"] is not None


def _fit(
    place: ReadSentence, why: bool, defines: re.Pattern[str] | None, term: frozenset[str]
) -> float:
    cue = _CUE * (why and _REASON.search(place.text) is not None)
    said = _DEFINES * bool(defines and defines.search(place.text))
    return place.fit + cue + (_EXPLAINS if _opens(place, term) else said)


def _opens(place: ReadSentence, term: frozenset[str]) -> bool:
    """It is the first sentence of a page that is called by the term: an entry of a glossary."""
    if not term or roots(place.page.name) != term or leads_on(place):
        return False
    earlier = (ReadSentence(place.page, n, 0.0, 0.0, 0.0) for n in range(place.number))
    return not place.page.passage.section and all(map(leads_on, earlier))


def _is_about(place: ReadSentence, subject: frozenset[str]) -> bool:
    """Whether it and its page's name say half of the subject, where one is asked about."""
    said = subject & (roots(place.text) | roots(place.page.name))
    return 2 * len(said) >= len(subject)


def _defining(term: str) -> re.Pattern[str] | None:
    """Sentences that say what `term` is: "Base schedule: …", "Comp time is …", "we define …"."""
    term = re.sub(r"^(?:an?|the) ", "", term.strip(" \"'“”"), flags=re.IGNORECASE)
    if not term:
        return None
    name = r"\W+".join(map(re.escape, term.split())) + r"s?\b[\"'”*]*(?: \([^)]*\))?"
    return re.compile(
        rf"^\W*(?:an? |the )?{name}"
        r"(?::| [-–—]| (?:is|are|means?|refers? to|stands? for|describes?)\b)"
        rf"|\bdefines? (?:an? |the )?{name}|\b{name} (?:is|are) defined\b",
        re.IGNORECASE,
    )
