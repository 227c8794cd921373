"""The parser at work on many passages at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graphrag.datatypes import Passage, PassageExtraction, Triple
from graphrag.language import lives
from graphrag.language.parser import package
from graphrag.language.parser.pipelines import load_parser
from indexing.extract_rules import tamed
from indexing.source import code_hash, sha256

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 256  # sentences at once
_INSIDE = re.compile(r"(?<=\w)\( (?=\S)")
# What reads a parse, of this folder; it is loaded where a text is read: taking some out reads none.
_CODE = "antecedents bounds clauses complements lives nominals phrases reading statements subjects"
_CODE += " tabular verbs whole worth"


def spaced(said: str) -> str:
    """As long a text with the blank of "Velm( a town)" before its bracket."""
    return _INSIDE.sub(" (", said)


class Parser:
    """The English pipeline, loaded when first needed, and a fingerprint of it and of its use."""

    name = package.NAME

    def __init__(self) -> None:
        package.checked_folder()
        own = Path(__file__)
        code = (lives if name == "lives" else own.with_name(f"{name}.py") for name in _CODE.split())
        self.fingerprint = sha256(package.DIGEST, code_hash(*code))
        self._language: Language | None = None

    @property
    def language(self) -> Language:
        """The pipeline."""
        if self._language is None:
            self._language = load_parser()
        return self._language

    def facts(
        self, passages: Sequence[Passage], extractions: Sequence[PassageExtraction]
    ) -> list[tuple[Triple, ...] | None]:
        """What each passage states; None where it is not English."""
        from indexing.parser import tabular, worth

        rows = [
            tabular.records_of(passage, extraction.sentences)
            for passage, extraction in zip(passages, extractions, strict=True)
        ]
        english = [
            bool(row) or worth.is_english(passage.text)
            for passage, row in zip(passages, rows, strict=True)
        ]
        parsed = self._parse(passages, extractions, english, rows)
        return [
            self._of(passage, extraction, row, docs) if fits else None
            for passage, extraction, row, docs, fits in zip(
                passages, extractions, rows, parsed, english, strict=True
            )
        ]

    def _of(
        self,
        passage: Passage,
        extraction: PassageExtraction,
        rows: dict[int, list[Triple]],
        docs: dict[int, Doc],
    ) -> tuple[Triple, ...]:
        from indexing.parser import reading

        told = [triple for found in rows.values() for triple in found]
        told += reading.facts_of_passage(
            passage.title, extraction.sentences, extraction.mentions, docs
        )
        return tuple(sorted(told, key=lambda triple: triple.sentence))

    def _parse(
        self,
        passages: Sequence[Passage],
        extractions: Sequence[PassageExtraction],
        english: Sequence[bool],
        rows: Sequence[dict[int, list[Triple]]],
    ) -> list[dict[int, Doc]]:
        """The parse of every sentence worth one, a dictionary a passage."""
        from indexing.parser import worth

        wanted = []
        for position, (passage, extraction) in enumerate(zip(passages, extractions, strict=True)):
            spans = extraction.sentences
            numbers = worth.worth_parsing(passage.text, spans, extraction.mentions)
            for number in numbers if english[position] else ():
                if number not in rows[position]:
                    said = passage.text[spans[number].start : spans[number].end]
                    lead = worth.lead_of(passage.title, said)
                    wanted.append((spaced(tamed(said[lead:])), (position, number)))
        found: list[dict[int, Doc]] = [{} for _ in passages]
        if not wanted:
            return found
        parsed = self.language.pipe(wanted, as_tuples=True, batch_size=BATCH)
        for doc, (position, number) in parsed:
            found[position][number] = doc
        return found
