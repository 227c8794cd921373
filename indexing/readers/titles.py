"""Which title a document gets: its own, unless a program or a template wrote it; then headings."""

from __future__ import annotations

import re

from graphrag.language.dates import find_dates
from graphrag.language.scripts import LETTERS

MOST_TITLE = 160  # characters
PLACE = "\x1f"  # parts a folder's name and a file's, where the file's alone is not enough
_PLACEHOLDER = re.compile(
    r"(?:untitled|unnamed|no ?title|title|new|document|presentation|workbook|spreadsheet|slide|book"
    r"|sheet|page|index|home|powerpoint presentation|word document|(?:pdf|microsoft word) document"
    r"|microsoft (?:word|powerpoint|excel)|template|draft|scan(?:ned)?|image|default|test|temp"
    r"|latex document|tex output|readme|unknown|none|null|n/?a|ohne titel|unbenannt|sans titre"
    r"|titre|titel)"
    r"(?:[\s_-]*(?:document|page|\d+))*",
    re.IGNORECASE,
)
GENERAL = re.compile(  # what the first part of any document may be called
    r"(?:general |basic |some )?(?:overview|introduction|summary|information|description|background"
    r"|purpose|scope|details|status|about|notes?|basics|info)\W*",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bv(?:ersion)?\.? ?\d[\w.-]*"
    r"|\((?:final|unreleased|latest|current|draft)\)",
    re.IGNORECASE,
)
OF_PAGE = re.compile(  # when it was written or printed, not when what it tells took place
    r"(?<![a-z])(?:last |date )?(?:updated?|up to date|modified|changed?|revised|revision|reviewed"
    r"|printed|posted|published|retrieved|created|accessed|amended|version|as of|copyright|deadline"
    r"|due|expires?|valid|effective)(?![a-z])(?: (?:on|in))?|©",
    re.IGNORECASE,
)
_PROGRAM = re.compile(r"^(?:microsoft (?:word|powerpoint|excel)|ms word)\s*-\s*", re.IGNORECASE)
_FILE = re.compile(
    r"(?:\S*[\\/]\S*|\S+|.*[\w)])\."
    r"(?:docx?|docm|pdf|pptx?|xlsx?|odt|ods|odp|rtf|txt|html?|xhtml|md|rst|tex|dvi|ps|indd|qxd|pmd"
    r"|fm|eps|csv|tsv|json|xml|epub|ipynb|eml|log|tmp|pages|key|wpd|p65)",
    re.IGNORECASE,
)
_ENDINGS = re.compile(r"(?<=\w)(?:\.(?:html?|md|markdown|txt|rst|adoc))+$", re.IGNORECASE)
_CODED = re.compile(r"(?=\S*\d)\S+_\S+")  # "783583_v2_indd": a name of a file without its dot
_LETTERS = re.compile(LETTERS)


def own_title(given: str, stem: str) -> str:
    """What the document gives as its title; empty where it is none: "untitled", "report.doc",
    the file's own name in signs of names ("annual_report-2"), a number.
    """
    title = " ".join(given.split())
    title = _PROGRAM.sub("", title).strip("\"'“”")
    if _PLACEHOLDER.fullmatch(title) or _FILE.fullmatch(title) or not has_word(title):
        return ""
    if _CODED.fullmatch(title):
        return ""
    if title == stem and (" " not in title):
        return ""
    return title


def says_something(stem: str) -> bool:
    """Does a file's name tell what is in it? "readme" and "010_introduction" do not."""
    words = re.sub(r"[\W\d_]+", " ", stem).strip()
    return has_word(words) and not _PLACEHOLDER.fullmatch(stem) and not GENERAL.fullmatch(words)


def is_placeholder(stem: str) -> bool:
    """Is it what a file of any folder may be called: "index", "README"?"""
    return _PLACEHOLDER.fullmatch(stem) is not None


def is_general(heading: str) -> bool:
    """May it head a part of any document: "Overview", "12 May 2024", "v1.2 (final)"?"""
    return GENERAL.fullmatch(heading) is not None or is_imprint(heading)


def is_imprint(heading: str) -> bool:
    """Does it tell a day or a version alone: "v1.2 (final)", "Last revised in May 2024"?"""
    said = heading
    for date in reversed(list(find_dates(heading))):
        said = said[: date.start] + said[date.end :]
    said = _VERSION.sub(" ", said)
    return said != heading and not has_word(OF_PAGE.sub(" ", said))


def stem_title(stem: str) -> str:
    """A file's name as words, those of its folder before it where it needs them."""
    *folders, last = stem.split(PLACE)
    last = _ENDINGS.sub("", last) or last
    telling = folders if folders and is_placeholder(last) else [*folders, last]
    return " ".join(" ".join(telling).replace("_", " ").split()) or stem


def shorten(title: str) -> str:
    """`title`, cut after a word where it is too long to be one."""
    if len(title) <= MOST_TITLE:
        return title
    cut = title[: MOST_TITLE - 1]
    space = cut.rfind(" ")
    return cut[: space if space > MOST_TITLE // 2 else len(cut)].rstrip(" ,;:") + "…"


def same(one: str, other: str) -> bool:
    """Do they say the same but for case, spaces and marks?"""
    return letters_and_digits(one) == letters_and_digits(other) != ""


def letters_and_digits(text: str) -> str:
    """A text without case, spaces and marks."""
    return "".join(char for char in text.casefold() if char.isalnum())


def has_word(title: str) -> bool:
    """Is it more than a number or a letter? One ideograph is a word."""
    return any(len(word) > 1 for word in _LETTERS.findall(title)) or any(
        char > "\u2e7f" for char in title
    )
