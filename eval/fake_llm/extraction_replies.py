"""Replies to the extraction prompts: from our own rules, or as a model once gave them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from eval.fake_llm.server import Answer, PromptRead, Unknown
from graphrag.datatypes import PassageExtraction
from graphrag.language.parser.pipelines import load_language
from graphrag.language.plain import plain
from graphrag.llm.prompts import one_line
from indexing import extract_rules
from indexing.corpus import parse_line, read_lines

_PASSAGE = re.compile(r"^([0-9a-f]{16})\nTitle: ([^\n]*)\n\n(.*?)\n\1$", re.S | re.M)
_GLEANING = "Facts read so far:"


def by_rules(asked: PromptRead) -> object:
    """What the rule-based extractor finds in the passage of the prompt.

    Raises:
        Unknown: it is not an extraction prompt.
    """
    title, text = _passage(asked)
    found = _extraction(title, text)
    entities = list(dict.fromkeys(mention.text for mention in found.mentions))
    triples = [[triple.subject, triple.predicate, triple.object] for triple in found.triples]
    return _reply(asked, {"entities": entities, "triples": triples})


def recorded(file: Path, corpus: Path) -> Answer:
    """A function that gives the replies of `file`, found by the passage's title and text.

    Args:
        file: lines of `{"passage_id", "entities", "triples"}`, as they were recorded.
        corpus: the passages by those ids.
    """
    said = _by_passage(file, corpus)

    def answer(asked: PromptRead) -> object:
        title, text = _passage(asked)
        if (title, text) not in said:
            raise Unknown("no reply to this passage was recorded")
        line = said[title, text]
        return _reply(asked, {"entities": line.entities, "triples": line.triples})

    return answer


@dataclass(frozen=True, slots=True)
class Recorded:
    """A line of recorded replies, unchecked."""

    entities: list[object]
    triples: list[object]


def _by_passage(file: Path, corpus: Path) -> dict[tuple[str, str], Recorded]:
    passages = {
        str(row["id"]): (one_line(plain(row.get("title", ""))), plain(row["text"]))
        for row in (parse_line(line, str(corpus)) for line in read_lines(corpus) if line.strip())
    }
    rows = (parse_line(line, str(file)) for line in read_lines(file) if line.strip())
    return {
        passages[str(row["passage_id"])]: Recorded(row.get("entities", []), row["triples"])
        for row in rows
        if str(row["passage_id"]) in passages
    }


def _reply(asked: PromptRead, known: Mapping[str, list[object]]) -> dict[str, list[object]]:
    if _GLEANING in asked.prompt:
        return {"triples": []}
    return {name: known[name] for name in asked.wanted if name in known}


def _passage(asked: PromptRead) -> tuple[str, str]:
    match = _PASSAGE.search(asked.prompt)
    if match is None or not {"entities", "triples"} & set(asked.wanted):
        raise Unknown("this server answers extraction prompts only")
    return match.group(2), match.group(3)


@cache
def _extraction(title: str, text: str) -> PassageExtraction:
    return extract_rules.extract(title, text, _language())


@cache
def _language() -> Any:
    return load_language()
