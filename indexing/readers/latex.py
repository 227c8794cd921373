"""LaTeX: its structure is told by its own commands, their text made plain by pylatexenc."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pylatexenc.latex2text import LatexNodes2Text

from indexing.clean import decode
from indexing.documents import Document
from indexing.fields import iso_date
from indexing.readers.latex_shown import BRACED, VERBATIM, shown, without_comments
from indexing.readers.lines import numeral, one_line
from indexing.readers.tables import Rows, joined_heads, make_table
from indexing.readers.writer import Writer

logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # it complains of broken formulas
_BODY = re.compile(r"\\begin\{document\}(.*?)(?:\\end\{document\}|\Z)", re.DOTALL)
_LEVELS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
_FRAMES = ("frametitle", "framesubtitle")
_HEADING = re.compile(
    rf"\\({'|'.join((*_LEVELS, *_FRAMES))})\*?\s*(?:<[^<>]*>)?(?:\[[^\]]*\]\s*)?{BRACED}"
)
_TABULAR = re.compile(
    r"\\begin\{(tabularx?\*?|longtable|tabulary)\}((?:\[[^\]]*\]|\{(?:[^{}]|\{[^{}]*\})*\})*)"
    r"(.*?)\\end\{\1\}",
    re.DOTALL,
)
_ITEM = re.compile(r"\\item\b\s*(?:\[([^\]]*)\])?")
_LISTS = re.compile(
    r"\\(?P<edge>begin|end)\{(?P<list>enumerate|itemize|description)\*?\}|\\item\b(?!\s*\[)"
)
_COUNT = re.compile(r"\d+\.|[a-z]\.")
_SPAN = re.compile(
    rf"\\multi(column|row)\s*(?:\[[^\]]*\])?{BRACED}\s*(?:\[[^\]]*\])?{BRACED}\s*"
    rf"(?:\[[^\]]*\])?{BRACED}"
)
_STRUTS = re.compile(
    r"\\(?:rule\s*(?:\[[^\]]*\])?|cmidrule\s*(?:\([^)]*\))?|specialrule\{[^{}]*\}\{[^{}]*\}"
    r"|addlinespace\s*(?:\[[^\]]*\])?|rowcolor\s*(?:\[[^\]]*\])?|cellcolor\s*(?:\[[^\]]*\])?)"
    r"(?:\{[^{}]*\})*"
)
_ENVIRONMENT = re.compile(
    r"\\(?:begin|end)\{([a-zA-Z*]+)\}(?:\[[^\]]*\])?(?:(?<=\{thebibliography\})\{[^{}]*\})?"
)
_MATH = ("equation", "align", "gather", "multline", "eqnarray", "math", "displaymath", "array")
_SPOKEN = re.compile(rf"\\(caption|footnote|footnotetext|thanks|note)\s*(?:\[[^\]]*\])?{BRACED}")
_RULES = re.compile(
    r"\\(?:hline|toprule|midrule|bottomrule|cline\{[^}]*\}|endhead|endfirsthead)(?![a-z])"
)
_LEFT_OUT = re.compile(
    r"\\(?:maketitle|tableofcontents|listoffigures|listoftables|newpage|clearpage|bibliography"
    r"|bibliographystyle|includegraphics|vspace|hspace|label|centering|noindent|input|include"
    r"|usepackage|printindex|appendix|[a-zA-Z]*cite[a-z]*|(?:eq|page|auto|[cC]|v|name)?ref"
    r"|pagestyle|thispagestyle|setlength|addtolength|setcounter|addcontentsline|markboth"
    r"|definecolor|hypersetup|newlength)(?![a-zA-Z])\*?(?:\[[^\]]*\])*(?:\{[^{}]*\})*"
)
_MARKS = re.compile(r"\\[a-zA-Z]+\*?|[{}]")
MOST = 2_000_000  # characters
MOST_HEADS = 3  # rows that name columns
MOST_COLUMNS = 50


def read_tex(path: Path, raw: bytes) -> list[Document]:
    """A text in LaTeX; other files that it includes are left out."""
    source = shown(decode(raw)[:MOST])
    facts = {name: _argument(source, name) for name in ("title", "author", "date")}
    body = _BODY.search(source)
    writer = Writer()
    for kind, text, level in _blocks(_counted(body.group(1) if body else source)):
        if kind == "table":
            writer.add_table(_table(text))
        else:
            writer.add(kind, text if kind == "code" else _plain(text), level=level)
    names = re.split(r"\\and\b|\\\\", _SPOKEN.sub(" ", facts["author"]))
    title, author = _plain(facts["title"]), ", ".join(filter(None, map(_plain, names)))
    return [writer.document(path.stem, title, author=author, date=iso_date(_plain(facts["date"])))]


def _argument(source: str, name: str) -> str:
    source = without_comments(source)
    found = re.search(rf"\\{name}\s*(?:\[[^\]]*\]\s*)?{BRACED}", source)
    return found.group(1) if found else ""


def _counted(source: str) -> str:
    """The source with the numbers that its lists show: "\\item[2.]", one deeper "\\item[b.]"."""
    open_lists: list[list[Any]] = []  # each with its kind and the items so far

    def of(found: re.Match[str]) -> str:
        if found.group("edge") == "begin":
            open_lists.append([found.group("list"), 0])
        elif found.group("edge") and open_lists:
            open_lists.pop()
        elif open_lists and open_lists[-1][0] == "enumerate":
            open_lists[-1][1] += 1
            depth = sum(kind == "enumerate" for kind, _ in open_lists)
            return rf"\item[{numeral(open_lists[-1][1], 'alpha' if depth == 2 else '')}.]"
        return found.group()

    at, parts = 0, []
    for code in VERBATIM.finditer(source):
        parts += [_LISTS.sub(of, source[at : code.start()]), code.group()]
        at = code.end()
    return "".join((*parts, _LISTS.sub(of, source[at:])))


def _blocks(source: str) -> Iterator[tuple[str, str, int]]:
    """Kind, source and level of each block, in order."""
    at = 0
    for found in VERBATIM.finditer(source):
        yield from _tables(without_comments(source[at : found.start()]))
        yield "code", found.group(2), 0
        at = found.end()
    yield from _tables(without_comments(source[at:]))


def _tables(source: str) -> Iterator[tuple[str, str, int]]:
    at = 0
    for found in _TABULAR.finditer(source):
        yield from _sections(source[at : found.start()])
        yield "table", found.group(3), 0
        at = found.end()
    yield from _sections(source[at:])


def _sections(source: str) -> Iterator[tuple[str, str, int]]:
    at = 0
    for found in _HEADING.finditer(source):
        yield from _paragraphs(source[at : found.start()])
        level = _LEVELS.index(found.group(1)) + 1 if found.group(1) in _LEVELS else len(_LEVELS)
        yield "heading", found.group(2), level
        at = found.end()
    yield from _paragraphs(source[at:])


def _paragraphs(source: str) -> Iterator[tuple[str, str, int]]:
    spoken = [(found.group(1), found.group(2)) for found in _SPOKEN.finditer(source)]
    source = _LEFT_OUT.sub(" ", _SPOKEN.sub(" ", source))
    source = _ENVIRONMENT.sub(
        lambda f: f.group() if f.group(1).rstrip("*") in _MATH else "\n\n", source
    )
    for part in re.split(r"\n\s*\n", source):
        first, *items = re.split(r"(?=\\item\b)", part)
        yield "paragraph", first, 0
        for item in items:
            term = _ITEM.match(item)
            name = term.group(1) if term and term.group(1) else ""
            said = f"{name}{' ' if _COUNT.fullmatch(name) else ': '}" if name else ""
            yield "item", said + _ITEM.sub("", item, count=1), 0
    for name, text in spoken:
        yield "caption" if name == "caption" else "note", text, 0


def _table(source: str) -> Rows:
    """Rows; a rule below the first one alone, or below few others, parts the columns' names off;
    so does one below some rows of which the first has names over several columns.
    """
    spans = _SPAN.search(source.partition("\\\\")[0]) is not None
    source = _LEFT_OUT.sub(" ", _STRUTS.sub(" ", _SPAN.sub(_apart, source)))
    lines = re.split(r"\\\\(?:\[[^\]]*\])?|\\tabularnewline", source)
    lines = [line for line in lines if _RULES.sub(" ", line).strip()]
    ruled = [_RULES.match(line.strip()) is not None for line in lines[1:]]
    rows = [re.split(r"(?<!\\)&", _RULES.sub(" ", line)) for line in lines]
    cells = [list(map(_plain, row)) for row in rows]
    heads = ruled.index(True) + 1 if spans and True in ruled[:MOST_HEADS] else 0
    if heads > 1 and heads < len(cells):
        return make_table([joined_heads(cells[:heads]), *cells[heads:]], header=True)
    parted = ruled[:1] == [True] and (len(ruled) == 1 or not all(ruled))
    return make_table(cells, header=True if parted else None)


def _apart(found: re.Match[str]) -> str:
    """What is said over several columns, and the columns behind the first."""
    over, number, _, said = found.groups()
    more = int(number) - 1 if over == "column" and number.isdecimal() else 0
    return f" {said} " + "& " * min(more, MOST_COLUMNS)


def _plain(source: str) -> str:
    """The text as it is printed, formulas as they stand."""
    if "\\" not in source and "$" not in source and "{" not in source and "~" not in source:
        text = source.replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–")
        return one_line(text)
    reader = LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=False)
    try:
        text = one_line(reader.latex_to_text(source, tolerant_parsing=True))
        return re.sub(r" (?=[.,;:])", "", text)
    except (ValueError, IndexError, RecursionError, AttributeError, TypeError):
        return one_line(_MARKS.sub(" ", source))
