"""Mentions and triples of one passage by rules, on spaCy's tokenizer and sentence splitter.

A function of the passage's title and text alone, so that its result can be kept by content. What
needs the other passages (known names in lower case, aliases) is done in `normalise`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graphrag.datatypes import Mention, PassageExtraction, Span
from graphrag.language.dates import find_dates, is_within_date
from graphrag.language.names import find_names
from graphrag.language.scripts import SENTENCE_END
from indexing.facts import find_triples

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span as SpacySpan

RULES_VERSION = "rules-5"

_UNITS = (
    r"(?:%|percent|per cent|million|billion|thousand|km|kilomet(?:re|er)s?|met(?:re|er)s?|m|miles?|"
    r"feet|ft|kg|tons?|tonnes?|acres|hectares|square|people|inhabitants|episodes|minutes|years|"
    r"dollars|euros|pounds)"
)
_NUMBER = re.compile(rf"(?<![\w.,])[$€£]?\d[\d,]*(?:\.\d+)?\s?{_UNITS}\b")
_QUOTED = re.compile(r"[\"“„«]\s?([^\"“”„«»]{2,80}?)\s?[\"”“»]")
_GOES_ON = re.compile(  # behind an abbreviation, or a stop with another mark: "Speed: 40 ft.;"
    r"[.!?][;:,]$|(?:^|[\s(.-])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Gen|Col|Lt|Capt|Rev|Hon|No|Vol|vs|Mt|Ft"
    r"|approx|ca|c|e\.g|i\.e)\.$"
)


_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_ITEM = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{1,6})[.):]+")
_SCRIPT_END = re.compile(SENTENCE_END)
_LONG_RUN = re.compile(r"([^\w\s])\1{20,}|\S{120,}")  # the tokenizer's time is quadratic in it
_MARKS = re.compile(r"[\W_]")
_LONGEST_NAME = 200  # characters; what is longer is a text in capitals, or a list


def extractor_name(language: Language) -> str:
    """What the catalog records: the rules' version and the pipeline they ran on."""
    meta = language.meta
    if language.pipe_names == ["sentencizer"]:
        return f"{RULES_VERSION}/blank_{meta['lang']}"
    return f"{RULES_VERSION}/{meta['lang']}_{meta['name']}-{meta['version']}"


def extract(title: str, text: str, language: Language) -> PassageExtraction:
    """Sentences, mentions and triples of one passage.

    Args:
        title: the passage's title; stands in as subject where a sentence has a pronoun or none.
        text: the passage; all offsets count in it.
        language: from `pipelines.load_language`.
    """
    document = language(tamed(text))
    sentences = _sentences(text, _at_script_ends(text, _at_blank_lines(text, document.sents)))
    mentions = _mentions(text, sentences)
    if document.has_annotation("ENT_IOB"):
        named = (Mention(e.start_char, e.end_char, e.text, _kind(e.label_)) for e in document.ents)
        mentions = _without_overlaps([*mentions, *named])
    return PassageExtraction(sentences, mentions, find_triples(title, text, sentences, mentions))


def _at_blank_lines(text: str, found: Iterable[SpacySpan]) -> Iterator[Span]:
    """Sentences, ended also where a paragraph or a heading ends."""
    for sentence in found:
        start = sentence.start_char
        for gap in _BLANK_LINE.finditer(text, start, sentence.end_char):
            yield Span(start, gap.start())
            start = gap.end()
        yield Span(start, sentence.end_char)


def _at_script_ends(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """Sentences, ended also by the stops of scripts that write no space after them."""
    for sentence in found:
        start = sentence.start
        if not text[start : sentence.end].isascii():
            for stop in _SCRIPT_END.finditer(text, start, sentence.end):
                yield Span(start, stop.end())
                start = stop.end()
        yield Span(start, sentence.end)


def tamed(text: str) -> str:
    """As long a text that the tokenizer goes through in good time."""
    return _LONG_RUN.sub(_spaced, text)


def _spaced(run: re.Match[str]) -> str:
    """As long a text in which the tokenizer finds nothing to try: marks become spaces."""
    said = run.group()
    return _MARKS.sub(" ", said[:-2]) + said[-2:]


def _kind(label: str) -> str:
    kinds = {"DATE": "date", "WORK_OF_ART": "work"}
    numbers = {"CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT", "TIME"}
    return "number" if label in numbers else kinds.get(label, "name")


def _sentences(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Trim white space; join what an abbreviation, an initial, a lower-case start or a stop before
    another mark cut apart.
    """
    joined: list[Span] = []
    for span in spans:
        start, end = span.start, span.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        if joined and not _BLANK_LINE.search(text, joined[-1].end, start):
            before = text[joined[-1].start : joined[-1].end]
            tiny = not any(char.isalnum() for char in text[start:end])
            goes_on = _GOES_ON.search(before) is not None or is_within_date(text, start)
            if tiny or text[start].islower() or goes_on or _marks_an_item(text, joined[-1]):
                joined[-1] = Span(joined[-1].start, end)
                continue
        joined.append(Span(start, end))
    return tuple(joined)


def _marks_an_item(text: str, sentence: Span) -> bool:
    """It is the "3." or "(iv)" before a list's item, no sentence."""
    opens = (
        not text[: sentence.start].strip(" \t") or text[: sentence.start].rstrip(" \t")[-1] == "\n"
    )
    return opens and _ITEM.fullmatch(text, sentence.start, sentence.end) is not None


def _mentions(text: str, sentences: tuple[Span, ...]) -> tuple[Mention, ...]:
    found = [Mention(d.start, d.end, text[d.start : d.end], "date") for d in find_dates(text)]
    found += [Mention(m.start(), m.end(), m.group(), "number") for m in _NUMBER.finditer(text)]
    for match in _QUOTED.finditer(text):
        inner = match.group(1)
        if inner[0].isupper() or inner[0].isdigit():
            found.append(Mention(match.start(1), match.end(1), inner, "work"))
    for sentence in sentences:
        for start, end in find_names(text, sentence.start, sentence.end):
            if end - start > _LONGEST_NAME:
                continue
            found.append(Mention(start, end, text[start:end], _kind_of_run(text[start:end])))
    return _without_overlaps(found)


def _kind_of_run(run: str) -> str:
    return "acronym" if run.isupper() and run.isalpha() and len(run) <= 8 else "name"


def _without_overlaps(found: list[Mention]) -> tuple[Mention, ...]:
    """Keep the longer of two overlapping mentions, the earlier kind on a tie; sorted by start."""
    taken: list[tuple[int, int]] = []
    kept = []
    for mention in sorted(found, key=lambda m: (-(m.end - m.start), m.start, m.kind)):
        spot = bisect_right(taken, (mention.start, mention.end))
        left = taken[spot - 1][1] if spot else -1
        right = taken[spot][0] if spot < len(taken) else len(mention.text) + mention.end
        if left <= mention.start and mention.end <= right:
            taken.insert(spot, (mention.start, mention.end))
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.start))
