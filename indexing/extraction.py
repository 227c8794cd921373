"""Extract what is not yet in the catalog, a batch at a time, and hand back everything."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from graphrag.datatypes import Passage, PassageExtraction
from graphrag.errors import DamagedIndex
from graphrag.language import keys, scripts
from graphrag.language.parser.package import model_folder
from graphrag.language.parser.pipelines import load_beside, load_language
from graphrag.settings import Extraction as Section
from graphrag.storage.caches import Cache, content_key, dump_extraction, load_extraction
from graphrag.storage.catalog import Catalog
from indexing import extract_rules, facts
from indexing.parser.parsing import Parser
from indexing.source import code_hash, sha256

BATCH = 200  # passages between two commits
_BLANK = f"{extract_rules.RULES_VERSION}/blank_en"  # the name of the pipeline that is no model


class Rules:
    """The extractor that needs no language model: rules, and a parser where the settings say so
    and one is installed; with a fingerprint of code and pipelines. spaCy is loaded when a text is
    to be read: taking documents out reads none.
    """

    def __init__(self, section: Section) -> None:
        self._language = load_language(section.spacy_model) if section.spacy_model else None
        self.name = _BLANK
        if self._language is not None:
            self.name = extract_rules.extractor_name(self._language)
        self.fingerprint = sha256(self.name, code_hash(extract_rules, facts, keys, scripts))
        self.parser: Parser | None = None
        if section.facts == "parser" and model_folder() is not None:
            self.parser = Parser()
        self._shown = "rules" in section.extractor.split("+")
        self._lacking = section.facts == "parser" and self.parser is None
        self.whole_fingerprint = self.fingerprint
        if self.parser is not None:
            self.whole_fingerprint = sha256(self.fingerprint, self.parser.fingerprint)
        self._keys: dict[int, tuple[Passage, bytes]] = {}  # a passage hashes its text, its id not

    def key(self, passage: Passage) -> bytes:
        """Names everything the passage's extraction depends on; asked for several times a run."""
        found = self._keys.get(id(passage))
        if found is None:
            parts = (passage.title, passage.text, passage.section)
            found = passage, content_key(self.whole_fingerprint, *parts)
            self._keys[id(passage)] = found  # which keeps the passage, and so its id
        return found[1]

    def extract(self, passages: Sequence[Passage]) -> list[PassageExtraction]:
        """See `extract_rules.extract` and `parser.parsing.Parser.facts`."""
        if self._language is None:
            parser = self.parser
            self._language = load_beside(parser.language) if parser else load_language()
        found = [extract_rules.extract(p.title, p.text, self._language) for p in passages]
        if self.parser is None:
            return found
        stated = self.parser.facts(passages, found)
        return [replace(one, facts=told) for one, told in zip(found, stated, strict=True)]

    @property
    def parser_name(self) -> str:
        """Whose parse the facts are read off; empty where it is nobody's."""
        return self.parser.name if self.parser is not None and self._shown else ""

    def notes(self, others: int, passages: int) -> tuple[str, ...]:
        """Where the facts are those of the rules, though the settings ask for a parser's.

        Args:
            others: the passages whose facts are the rules', of all `passages`.
        """
        if self.parser is None:
            said = "The English parser is not installed, so facts come from the rules, which are "
            said += "often wrong on ordinary text; `graphrag setup` installs it."
            return (said,) if self._lacking and self._shown else ()
        if not others or not self._shown:
            return ()
        said = f"{others:,} of {passages:,} passages are not in English; their facts come from "
        return (f"{said}the rules.",)


def extract_missing(
    rules: Rules,
    passages: Sequence[Passage],
    catalog: Catalog,
    progress: Callable[[int, int], None],
    sure: Collection[bytes] = (),
) -> int:
    """Extract and commit what the catalog lacks; returns for how many passages.

    Args:
        sure: keys of extractions whose passages the former generation has; they are read if they
            are needed, and not before.
    """
    cache = Cache(catalog, "extractions")
    keys = {rules.key(passage): passage for passage in passages}
    missing = cache.missing(key for key in keys if key not in sure)
    todo = [(key, passage) for key, passage in keys.items() if key in missing]
    for start in range(0, len(todo), BATCH):
        some = todo[start : start + BATCH]
        found = rules.extract([passage for _, passage in some])
        named = zip(some, found, strict=True)
        cache.put([(key, dump_extraction(one)) for (key, _), one in named])
        progress(start + len(some), len(todo))
    return len(todo)


def load_extractions(
    rules: Rules, passages: Sequence[Passage], catalog: Catalog
) -> list[PassageExtraction]:
    """One extraction a passage, in order; what is lacking or damaged is extracted anew.

    Raises:
        DamagedIndex: one is missing from the catalog.
    """
    keys = [rules.key(passage) for passage in passages]
    cache = Cache(catalog, "extractions")
    found = dict(cache.get(list(dict.fromkeys(keys))))
    if lacking := [p for p, key in zip(passages, keys, strict=True) if key not in found]:
        extract_missing(rules, lacking, catalog, lambda done, total: None)
        found |= dict(cache.get(list(dict.fromkeys(map(rules.key, lacking)))))
    if missing := set(keys) - set(found):
        raise DamagedIndex(
            f"{catalog.path} lost {len(missing)} extractions while indexing; run the command again"
        )
    return [load_extraction(found[key]) for key in keys]
