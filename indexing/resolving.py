"""A generation's content: resolved from the former one's where the rules alone read passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Passage, PassageExtraction
from graphrag.language import keys
from graphrag.storage import derived, packing
from graphrag.storage.catalog import Catalog
from graphrag.storage.packing import Array
from indexing import (
    aliases,
    before,
    corrections,
    counting,
    kept,
    key_table,
    loaded,
    normalise,
    numbering,
    occurrences,
    said_counts,
    said_names,
    same,
    showing,
    stating,
    touched,
    word_search,
)
from indexing.before import Before, nothing_before, read_before
from indexing.extraction import Rules, load_extractions
from indexing.normalise import Resolved
from indexing.source import code_hash, sha256

CODE = (
    aliases,
    occurrences,
    normalise,
    numbering,
    said_names,
    stating,
    counting,
    showing,
    said_counts,
    key_table,
    keys,
)  # what decides
_TAKING_OVER = (before, kept, loaded, same, touched, word_search)


@dataclass(frozen=True, slots=True)
class Resolving:
    """The parts of a build that names are resolved from."""

    folder: Path
    catalog: Catalog
    rules: Rules

    def former(self) -> Before:
        """What the catalog's generation leaves; nothing, where other code or corrections made it,
        or more than the rules read its passages."""
        layout = derived.sound(self.folder, self.catalog.generation)
        if layout is None or not layout.resolved.exists():
            return nothing_before()
        arrays = packing.load_arrays(layout.resolved)
        if bytes(arrays["made"]) != self._made():
            return nothing_before()
        passages = packing.load_arrays(layout.passages)
        columns = ("ids", "titles", "texts")
        names, titles, texts = (packing.unpack_strings(name, passages) for name in columns)
        sections = packing.unpack_codes("sections", passages)

        def extraction(n: int) -> PassageExtraction:
            one = Passage(names[n], "", titles[n], texts[n], 0, 0, sections[n])
            return load_extractions(self.rules, [one], self.catalog)[0]

        return read_before(layout, arrays, extraction)

    def run(self, former: Before, passages: Sequence[Passage]) -> tuple[Resolved, dict[str, Array]]:
        """Resolve, and what is to be kept of it beside the generation's files."""

        def load(positions: Sequence[int]) -> list[PassageExtraction]:
            some = [passages[position] for position in positions]
            return load_extractions(self.rules, some, self.catalog)

        said = corrections.read(self.folder)
        resolved = normalise.renew(former, passages, self.marks(passages), load, said)
        made = np.frombuffer(self._made(), np.uint8)
        return resolved, {"made": made, **resolved.kept.arrays()}

    def plain(self, former: Before, passages: Sequence[Passage]) -> int:
        """In how many passages of an unchanged generation the facts are the rules'."""
        if len(former.ids) == len(passages):
            return int(former.kept.plain.sum())
        return sum(
            one.facts is None for one in load_extractions(self.rules, passages, self.catalog)
        )

    def marks(self, passages: Sequence[Passage]) -> NDArray[np.uint8]:
        """(P, 16) the key of each passage's extraction."""
        raw = b"".join(map(self.rules.key, passages))
        return np.frombuffer(raw, np.uint8).reshape(-1, 16)

    def _made(self) -> bytes:
        """By which code and corrections names were resolved, as one hash."""
        parts = (code_hash(*CODE, *_TAKING_OVER), corrections.digest(self.folder))
        return bytes.fromhex(sha256(*parts))
