"""What a LaTeX source says once its own commands are put in, and without what it does not print."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_PASSES = 4  # commands within commands
MOST_GROWN = 4  # times as long as before; what grows more is left as it stands
MOST_GIVEN = 20_000  # characters that an argument is looked for in
_ARGUMENTS = re.compile(r"#([1-9])")
_DEFINED = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand|DeclareRobustCommand)\*?\s*\{?\s*\\(?P<new>[A-Za-z]+)"
    r"\s*\}?\s*(?:\[(?P<count>\d)\])?(?:\[(?P<default>[^\]]*)\])?\s*(?=\{)"
    r"|\\[gex]?def\s*\\(?P<def>[A-Za-z]+)(?P<places>(?:#\d)*)\s*(?=\{)"
    r"|\\newtheorem\*?\{(?P<env>[A-Za-z]+)\*?\}(?:\[[^\]]*\])?\{(?P<shown>[^{}]*)\}(?:\[[^\]]*\])?"
)
_KEPT = frozenset(  # commands that the reader itself knows by their names
    "part chapter section subsection subsubsection paragraph subparagraph item begin end caption "
    "footnote title author date label ref cite href url maketitle and".split()
)
_CALL = re.compile(r"\\([A-Za-z]+)\*?")
_UNSEEN = re.compile(
    r"\\iffalse\b.*?\\fi\b|\\begin\{comment\}.*?\\end\{comment\}|(?<=\\item)\s*<[^<>\n]*>",
    re.DOTALL,
)
_VERB = re.compile(r"\\(?:verb\*?|lstinline(?:\[[^\]]*\])?)([^\sA-Za-z*{\[])(.*?)\1")
_XSPACE = re.compile(r"\\xspace(?![A-Za-z])")
_SPECIAL = re.compile(r"[\\{}$&#^_~%]")
_SHOWN = {"\\": r"\textbackslash{}", "^": "^", "~": r"\textasciitilde{}"}
_THEOREMS = {
    name: name.capitalize()
    for name in "theorem lemma corollary proposition definition remark example claim".split()
}


@dataclass(frozen=True, slots=True)
class _Macro:
    body: str
    count: int  # arguments
    default: str | None  # of the first, where it may be left out


def expanded(source: str) -> str:
    """The source with its own commands put in and their definitions taken out; theorems say what
    they are called; what is commented out by commands is gone.
    """
    source = _VERB.sub(lambda found: _escaped(found.group(2)), _UNSEEN.sub(" ", source))
    macros, theorems, source = _definitions(source)
    named = "|".join(theorems)
    source = re.sub(
        rf"(\\begin\{{({named})\*?\}})(?:\[([^\]]*)\])?",
        lambda f: f"{f[1]}{theorems[f[2]]}{f' ({f[3]})' if f[3] else ''}. ",
        source,
    )
    most = MOST_GROWN * len(source) + 1_000
    for _ in range(MOST_PASSES if macros else 0):
        after = _once(source, macros, most)
        if after == source:
            break
        source = after
    return source


def _definitions(source: str) -> tuple[dict[str, _Macro], dict[str, str], str]:
    """The commands and theorems that a source defines, and the source without the definitions."""
    macros: dict[str, _Macro] = {}
    theorems = dict(_THEOREMS)
    parts, at = [], 0
    for found in _DEFINED.finditer(source):
        if found.start() < at:
            continue
        end = found.end()
        if found["env"]:
            theorems[found["env"]] = found["shown"]
        else:
            body, end = _argument(source, end)
            body = _XSPACE.sub("", body)  # the space behind a command stays
            name = found["new"] or found["def"]
            count = len(found["places"]) // 2 if found["def"] else int(found["count"] or 0)
            itself = re.search(rf"\\{name}(?![A-Za-z])", body)
            if name not in _KEPT and not itself:
                macros[name] = _Macro(body, count, found["default"])
        parts.append(source[at : found.start()])
        at = end
    return macros, theorems, "".join((*parts, source[at:]))


def _once(source: str, macros: dict[str, _Macro], most: int) -> str:
    """All calls put in once; as it was where it would grow too long."""
    parts, at, grown = [], 0, len(source)
    for found in _CALL.finditer(source):
        macro = macros.get(found.group(1))
        if macro is None or found.start() < at:
            continue
        given, end = [], found.end()
        if macro.default is not None:
            optional = re.compile(r"\s*\[([^\]]*)\]").match(source, end)
            given.append(optional.group(1) if optional else macro.default)
            end = optional.end() if optional else end
        while len(given) < macro.count:
            said, end = _argument(source, end)
            given.append(said)
        if not macro.count and source.startswith("{}", end):
            end += 2
        body = _filled(macro.body, given)
        grown += len(body) - (end - found.start())
        if grown > most:
            return source
        parts += [source[at : found.start()], body]
        at = end
    return "".join((*parts, source[at:]))


def _filled(body: str, given: list[str]) -> str:
    """A body with what is given in the places of its arguments."""
    given += [""] * (9 - len(given))
    return _ARGUMENTS.sub(lambda place: given[int(place.group(1)) - 1], body)


def _argument(source: str, at: int) -> tuple[str, int]:
    """What stands in braces at `at`, or the next sign; and where it ends."""
    while at < len(source) and source[at].isspace():
        at += 1
    if not source.startswith("{", at):
        command = _CALL.match(source, at)
        end = command.end() if command else min(at + 1, len(source))
        return source[at:end], end
    depth, place = 0, at
    while place < min(len(source), at + MOST_GIVEN):
        if source[place] == "\\":
            place += 1
        elif source[place] in "{}":
            depth += 1 if source[place] == "{" else -1
            if not depth:
                return source[at + 1 : place], place + 1
        place += 1
    return "", at + 1


def _escaped(text: str) -> str:
    """Signs of the language as what they look like."""
    return _SPECIAL.sub(lambda sign: _SHOWN.get(sign[0], rf"\{sign[0]}"), text)
