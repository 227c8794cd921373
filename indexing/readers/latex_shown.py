"""A LaTeX source as it is printed: what only the index, the layout or a drawing needs is taken out,
the text's own commands, links, works, units are put in; code stays as it stands.
"""

from __future__ import annotations

import re

from indexing.readers.latex_macros import expanded

BRACED = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
_NO_TEXT = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
VERBATIM = re.compile(
    r"\\begin\{(verbatim|lstlisting|minted|Verbatim|alltt)\*?\}(?:\[[^\]]*\])?(?:\{[^}]*\})?"
    r"(.*?)\\end\{\1\*?\}",
    re.DOTALL,
)
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*\n?[ \t]*")
_FRAME = re.compile(rf"\\begin\{{frame\}}\s*(?:<[^<>]*>)?(?:\[[^\]]*\])*\s*{BRACED}")
_LINK = re.compile(rf"\\(?:href\s*{BRACED}\s*|url\s*){BRACED}")
_NAMED = re.compile(  # works that the sentence speaks of; those it only refers to are left out
    r"\\(?:[Cc]itet|[Tt]extcite|[Cc]iteauthor)\*?\s*(?:\[[^\]]*\])*\{([^{}]*)\}"
)
_WORK = re.compile(r"\\bibitem\s*(?:\[[^\]]*\])?\{([^{}]*)\}")
_INDEX = re.compile(  # and remarks to the authors; a line of nothing else is no blank line
    r"(^[ \t]*)?\\(?:index|sindex|indexdef|indexsee|indexfoot|glossary|nomenclature|todo)"
    rf"(?![a-zA-Z])\s*(?:\[[^\]]*\])?{_NO_TEXT}(?:{_NO_TEXT})?(?:[ \t]*\n(?=[ \t]*\S))?",
    re.MULTILINE,
)
_SIZED = re.compile(  # what an environment is told of its size
    r"\\begin\{(minipage|wrapfigure|wraptable|multicols|subfigure|subtable|adjustbox|adjustwidth"
    r"|spacing|columns?|textblock|parcolumns|floatingfigure)(\*?)\}"
    rf"(?:\s*\[[^\]]*\])*(?:{_NO_TEXT}){{0,2}}(?:\[[^\]]*\])*(?:{_NO_TEXT})?"
)
_BOX = re.compile(  # and a box, before the text in it
    rf"\\(?:resizebox\*?\s*{_NO_TEXT}\s*{_NO_TEXT}|(?:parbox|raisebox|scalebox|rotatebox|colorbox)"
    rf"(?:\s*\[[^\]]*\])*\s*{_NO_TEXT})(?:\s*\[[^\]]*\])*(?=\s*\{{)"
)
_DRAWING = re.compile(r"\\begin\{(tikzpicture|pgfpicture|picture)\}(.*?)\\end\{\1\}", re.DOTALL)
_NODE = re.compile(rf"node[^{{}};]{{0,200}}{BRACED}")
_UNIT = re.compile(rf"\\(?:SI|qty)\s*(?:\[[^\]]*\])?{BRACED}\s*{BRACED}")
_ALONE = re.compile(rf"\\(?:num|unit|si|ang)\s*(?:\[[^\]]*\])?{BRACED}")
_MEASURE = re.compile(r"\\(per|squared|cubed|square|cubic|tothe|[a-z]+)\s*")
_PREFIXES = ("kilo", "centi", "milli", "micro", "nano", "mega", "giga", "tera", "deci", "hecto")
_WORDS = {"per": " per ", "squared": " squared", "cubed": " cubed", "tothe": " to the "}


def without_comments(source: str) -> str:
    """The source without what stands behind "%"."""
    return _COMMENT.sub(r"\1", source)


def shown(source: str) -> str:
    """The source as it is printed; code as it stands."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found.group())
        return f"\x00{len(held) - 1}\x00"

    source = expanded(without_comments(VERBATIM.sub(hold, source.replace("\x00", ""))))
    source = _DRAWING.sub(_drawn, _INDEX.sub(_gone, source))
    source = _BOX.sub("", _SIZED.sub(r"\\begin{\1\2}", source))
    source = _ALONE.sub(lambda found: _measure(found.group(1)), _UNIT.sub(_quantity, source))
    source = _LINK.sub(lambda found: found.group(2), source)
    source = _NAMED.sub(r"[\1]", _WORK.sub(r"\n\n[\1] ", source))
    source = _FRAME.sub(r"\\begin{frame}\\frametitle{\1}", source)
    return re.sub(r"\x00(\d+)\x00", lambda found: held[int(found.group(1))], source)


def _gone(found: re.Match[str]) -> str:
    """Nothing; the end of a line stays where the line says something before."""
    return "\n" if found.group(1) is None and found.group().endswith("\n") else ""


def _drawn(found: re.Match[str]) -> str:
    """What is written into a drawing."""
    return "\n\n" + "\n\n".join(_NODE.findall(found.group(2))) + "\n\n"


def _quantity(found: re.Match[str]) -> str:
    return f"{found.group(1)} {_measure(found.group(2))}"


def _measure(unit: str) -> str:
    r"""A unit by its names: "\kilo\metre\per\second" is "kilometre per second"."""
    said = _MEASURE.sub(
        lambda found: _WORDS.get(
            found.group(1), found.group(1) + ("" if found.group(1) in _PREFIXES else " ")
        ),
        unit,
    )
    return re.sub(r"\s+", " ", said).strip()
