"""Extract what is not yet in the catalog, a batch at a time, and hand back everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graphrag.datatypes import Passage, PassageExtraction
from graphrag.errors import DamagedIndex
from graphrag.language import keys, scripts
from graphrag.settings import Extraction as Section
from graphrag.storage.caches import Cache, content_key, dump_extraction, load_extraction
from graphrag.storage.catalog import Catalog
from indexing import extract_rules, facts
from indexing.source import code_hash, sha256

BATCH = 200  # passages between two commits


class Rules:
    """The rule-based extractor, with a fingerprint of its code and of spaCy's pipeline."""

    def __init__(self, section: Section) -> None:
        self._language = extract_rules.load_language(section.spacy_model)
        self.name = extract_rules.extractor_name(self._language)
        self.fingerprint = sha256(self.name, code_hash(extract_rules, facts, keys, scripts))

    def key(self, passage: Passage) -> bytes:
        """Names everything the passage's extraction depends on."""
        return content_key(self.fingerprint, passage.title, passage.text)

    def extract(self, passage: Passage) -> PassageExtraction:
        """See `extract_rules.extract`."""
        return extract_rules.extract(passage.title, passage.text, self._language)


def extract_missing(
    rules: Rules,
    passages: Sequence[Passage],
    catalog: Catalog,
    progress: Callable[[int, int], None],
) -> int:
    """Extract and commit what the catalog lacks; returns for how many passages."""
    cache = Cache(catalog, "extractions")
    keys = {rules.key(passage): passage for passage in passages}
    missing = cache.missing(keys)
    todo = [(key, passage) for key, passage in keys.items() if key in missing]
    for start in range(0, len(todo), BATCH):
        some = todo[start : start + BATCH]
        cache.put([(key, dump_extraction(rules.extract(passage))) for key, passage in some])
        progress(start + len(some), len(todo))
    return len(todo)


def load_extractions(
    rules: Rules, passages: Sequence[Passage], catalog: Catalog
) -> list[PassageExtraction]:
    """One extraction a passage, in order.

    Raises:
        DamagedIndex: one is missing from the catalog.
    """
    keys = [rules.key(passage) for passage in passages]
    found = dict(Cache(catalog, "extractions").get(list(dict.fromkeys(keys))))
    if missing := set(keys) - set(found):
        raise DamagedIndex(
            f"{catalog.path} lost {len(missing)} extractions while indexing; run the command again"
        )
    return [load_extraction(found[key]) for key in keys]
