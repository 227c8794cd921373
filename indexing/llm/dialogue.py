"""What a language model is asked about one passage, and what is heard from it.

    two-calls   entities, then triples about them (HippoRAG 2's OpenIE, arXiv:2502.14802)
    one-call    both at once
    gleaning    so many times more: which facts are missing from those read so far?

A conversation is a generator that yields each question and is sent its checked reply, so that the
same one is led by threads, by a server's batches, or by an estimate of what it would cost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphrag.datatypes import Passage
from graphrag.errors import SettingsError
from graphrag.llm.prompts import fill, one_line, text
from graphrag.settings import Extraction as Section
from indexing.clean import clean
from indexing.llm.grounding import words_of
from indexing.said import Said, read_list

STAGE = "extraction"  # under which its replies are kept and its costs stand in the ledger
PROMPTS = ("extract_entities", "extract_triples", "extract_both", "extract_more")
MOST_GLEANING = 5

_TEXT: dict[str, Any] = {"type": "string"}
_NAMES = {"type": "array", "items": _TEXT}
_TRIPLES = {"type": "array", "items": {"type": "array", "items": _TEXT}}


@dataclass(frozen=True, slots=True)
class Turn:
    """One prompt, the schema of its reply and what the reply is called."""

    prompt: str
    schema: Mapping[str, Any]
    name: str


@dataclass(frozen=True, slots=True)
class Heard:
    """All that a model said about a passage, before it is held against the text."""

    entities: tuple[str, ...]
    triples: tuple[Said, ...]
    malformed: int = 0
    duplicates: int = 0
    off_schema: int = 0  # triples of relations or between kinds that were not asked for
    off_kind: int = 0  # entities of such kinds


Conversation = Generator[Turn, Any, Heard]


def check_section(section: Section) -> None:
    """Refuse settings that cannot work.

    Raises:
        SettingsError: gleaning is out of range.
    """
    if not 0 <= section.gleaning <= MOST_GLEANING:
        raise SettingsError(f"extraction.gleaning is between 0 and {MOST_GLEANING}")


def prompt_hashes() -> dict[str, str]:
    """SHA-256 of each prompt file of the extraction, for the catalog."""
    return {name: hashlib.sha256(text(name).encode()).hexdigest() for name in PROMPTS}


def converse(passage: Passage, section: Section) -> Conversation:
    """Ask about `passage` as the settings say; returns what was heard."""
    heard = _Hearing(_wanted(section.kinds), _wanted(section.relations))
    places = _places(passage, heard)
    if section.mode == "one-call":
        reply = yield _question("extract_both", places, _schema(heard, "entities", "triples"))
        heard.take_entities(reply["entities"])
    else:
        reply = yield _question("extract_entities", places, _schema(heard, "entities"))
        heard.take_entities(reply["entities"])
        named = {**places, "entities": _json(list(heard.entities))}
        reply = yield _question("extract_triples", named, _schema(heard, "triples"))
    heard.take_triples(reply["triples"])
    for _ in range(section.gleaning):
        told = {**places, "facts": "\n".join(map(_json, heard.triples)) or "(none)"}
        reply = yield _question("extract_more", told, _schema(heard, "triples"))
        if not heard.take_triples(reply["triples"]):
            break
    return heard.result()


@dataclass(slots=True)
class _Hearing:
    """Gathers the replies of one conversation; what the schema does not allow is counted."""

    kinds: tuple[str, ...]
    relations: tuple[str, ...]
    entities: dict[str, None] = field(default_factory=dict)
    triples: dict[Said, None] = field(default_factory=dict)
    malformed: int = 0
    duplicates: int = 0
    off_schema: int = 0
    off_kind: int = 0

    def take_entities(self, items: list[Any]) -> None:
        allowed = {kind.casefold() for kind in self.kinds}
        for item in items:
            name = item["name"] if isinstance(item, dict) else item
            name = clean(name).strip()
            if allowed and clean(item["kind"]).strip().casefold() not in allowed:
                self.off_kind += 1
            elif name:
                self.entities[name] = None

    def take_triples(self, items: list[Any]) -> int:
        """How many were new."""
        listed = read_list(items)
        self.malformed += listed.malformed
        self.duplicates += listed.repeated
        relations = {relation.casefold() for relation in self.relations}
        known = {words_of(name) for name in self.entities}
        before = len(self.triples)
        for said in listed.triples:
            if said in self.triples:
                self.duplicates += 1
            elif relations and said[1].casefold() not in relations:
                self.off_schema += 1
            elif self.kinds and not {words_of(said[0]), words_of(said[2])} <= known:
                self.off_schema += 1
            else:
                self.triples[said] = None
        return len(self.triples) - before

    def result(self) -> Heard:
        counts = (self.malformed, self.duplicates, self.off_schema, self.off_kind)
        return Heard(tuple(self.entities), tuple(self.triples), *counts)


def _wanted(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _schema(heard: _Hearing, *names: str) -> dict[str, Any]:
    typed: dict[str, Any] = {"type": "object", "properties": {"name": _TEXT, "kind": _TEXT}}
    typed |= {"required": ["name", "kind"], "additionalProperties": False}
    entities = {"type": "array", "items": typed} if heard.kinds else _NAMES
    properties = {"entities": entities, "triples": _TRIPLES}
    return {
        "type": "object",
        "properties": {name: properties[name] for name in names},
        "required": list(names),
        "additionalProperties": False,
    }


def _places(passage: Passage, heard: _Hearing) -> dict[str, str]:
    """What every prompt is filled in with."""
    kinds = relations = ""
    if heard.kinds:
        kinds = f"- Only these kinds, and each with its kind: {_json(list(heard.kinds))}\n"
    if heard.relations:
        relations = f"- Only these predicates, word for word: {_json(list(heard.relations))}\n"
    return {
        "title": one_line(passage.title),
        "text": passage.text,
        "kinds": kinds,
        "relations": relations,
    }


def _question(name: str, places: dict[str, str], schema: dict[str, Any]) -> Turn:
    return Turn(fill(name, **places), schema, "_and_".join(_names(schema)))


def _names(schema: dict[str, Any]) -> Iterable[str]:
    names: list[str] = schema["required"]
    return names


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
