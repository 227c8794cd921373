"""Entities and triples that something else extracted, such as a language model.

Lines of `{"passage_id", "entities": [name, …], "triples": [[subject, predicate, object], …]}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphrag.datatypes import Mention, Passage, PassageExtraction, Triple
from graphrag.errors import SourceError
from graphrag.language.keys import tokens
from indexing.clean import clean
from indexing.corpus import parse_line, read_lines
from indexing.said import Listed, Said, read_list
from indexing.source import sha256


@dataclass(frozen=True, slots=True)
class TripleLine:
    """What the file says about one passage."""

    entities: tuple[str, ...]
    triples: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """Lines by passage id, the hash of their content, and what was wrong with the rest."""

    lines: Mapping[str, TripleLine]
    sha256: str
    left_out: tuple[int, ...] = ()  # numbers of the lines with such triples, one a triple

    def notes(self, passages: Sequence[Passage]) -> tuple[str, ...]:
        """What a person should know about triples that were not used."""
        found = []
        if self.left_out:
            found.append(
                f"{len(self.left_out)} imported triples are not three texts and were left out; the "
                f"first is on line {self.left_out[0]}"
            )
        strangers = len(self.lines.keys() - {passage.id for passage in passages})
        if strangers:
            found.append(f"{strangers} imported lines name passages that the source does not have")
        return tuple(found)


def read_triples(path: Path) -> Imported:
    """Read a file of triples.

    What is not a triple is left out and counted, never repaired; the line's other triples stay.

    Raises:
        SourceError: it cannot be read, holds nothing, or a line is malformed (its number).
    """
    found: dict[str, TripleLine] = {}
    left_out: list[int] = []
    for number, line in enumerate(read_lines(path), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        row = parse_line(line, where)
        name = row.get("passage_id")
        if not isinstance(name, str | int) or isinstance(name, bool):
            raise SourceError(f'{where} needs a field "passage_id"')
        listed = _triples(row, where)
        parsed = TripleLine(_entities(row, where), listed.triples)
        if found.setdefault(str(name), parsed) != parsed:
            raise SourceError(f"{where}: passage {name!r} has other triples on an earlier line")
        left_out += [number] * listed.malformed
    if not found:
        raise SourceError(f"{path} holds no triples")
    digest = sha256(*(repr((name, found[name])) for name in sorted(found)))
    return Imported(found, digest, tuple(left_out))


def _entities(row: dict[str, Any], where: str) -> tuple[str, ...]:
    value = row.get("entities", [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SourceError(f'{where}: "entities" is a list of names')
    return tuple(dict.fromkeys(clean(item).strip() for item in value if item.strip()))


def _triples(row: dict[str, Any], where: str) -> Listed:
    value = row.get("triples")
    if not isinstance(value, list):
        raise SourceError(f'{where} needs a field "triples" that is a list')
    return read_list(value)


def apply_triples(
    imported: Imported,
    passages: Sequence[Passage],
    extractions: Sequence[PassageExtraction],
    keep_rules: bool,
) -> list[PassageExtraction]:
    """The extractions with the imported entities and triples, beside the rules' or instead.

    Raises:
        SourceError: no line of the file is about any of the passages.
    """
    if not any(passage.id in imported.lines for passage in passages):
        raise SourceError("the file of triples names none of the passages of this source")
    nothing = TripleLine((), ())
    return [
        _apply(passage, extraction, imported.lines.get(passage.id, nothing), keep_rules)
        for passage, extraction in zip(passages, extractions, strict=True)
    ]


def _apply(
    passage: Passage, extraction: PassageExtraction, line: TripleLine, keep_rules: bool
) -> PassageExtraction:
    names = dict.fromkeys([*line.entities, *(end for s, _, o in line.triples for end in (s, o))])
    mentions = [spot for name in names for spot in _find(name, passage.text)]
    triples = [
        Triple(s, p, o, _stating(passage, extraction, (s, p, o)), "import")
        for s, p, o in line.triples
    ]
    if not extraction.sentences:
        triples = []
    own = PassageExtraction(extraction.sentences, _in_order(mentions), tuple(triples))
    return unite(extraction, own) if keep_rules else own


def unite(ruled: PassageExtraction, other: PassageExtraction) -> PassageExtraction:
    """What the rules found and what something else found in the same sentences, as one."""
    taken = {(m.start, m.end) for m in ruled.mentions}
    more = [m for m in other.mentions if (m.start, m.end) not in taken]
    mentions = _in_order([*more, *ruled.mentions])
    triples = (*ruled.triples, *other.triples)
    facts = None if ruled.facts is None else (*ruled.facts, *other.stated)
    return PassageExtraction(ruled.sentences, mentions, triples, facts)


def _in_order(mentions: list[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.kind)))


def _find(name: str, text: str) -> list[Mention]:
    """Every place where `name` stands as whole words, in any case."""
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)"
    return [
        Mention(match.start(), match.end(), match.group(), "name")
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]


def _stating(passage: Passage, extraction: PassageExtraction, triple: Said) -> int:
    """The sentence that shares most words with the triple; its ends count double."""
    subject, predicate, obj = ({token.key for token in tokens(part)} for part in triple)
    best, most = 0, -1
    for position, span in enumerate(extraction.sentences):
        words = {token.key for token in tokens(passage.text[span.start : span.end])}
        overlap = 2 * len(words & (subject | obj)) + len(words & predicate)
        if overlap > most:
            best, most = position, overlap
    return best
