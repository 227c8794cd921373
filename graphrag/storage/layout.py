"""The files of one generation's derived folder, by name.

<index>/catalog.sqlite          the truth
<index>/derived/<generation>/   everything below, rebuilt when missing or damaged
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

FORMAT = 10  # raise when the meaning of a derived file changes


@dataclass(frozen=True, slots=True)
class Layout:
    """Names every derived file of the generation whose folder is `root`."""

    root: Path

    @property
    def manifest(self) -> Path:
        """{"key": …, "made": …, "files": {relative path: [bytes, sha256, mtime]},
        "seal": …}; written last.

        The key names content and code, `made` the code alone.
        """
        return self.root / "manifest.json"

    @property
    def passages(self) -> Path:
        """Ids, titles, sections, texts and offsets of passages, and what stands next to them."""
        return self.root / "passages.arrays"

    @property
    def metadata(self) -> Path:
        """Where passages come from: the distinct records, and which one is each passage's."""
        return self.root / "metadata.arrays"

    @property
    def sentences(self) -> Path:
        """Passage, start and end of every sentence; first sentence of every passage."""
        return self.root / "sentences.arrays"

    @property
    def names(self) -> Path:
        """Entities and aliases."""
        return self.root / "names.arrays"

    @property
    def links(self) -> Path:
        """Occurrences and facts."""
        return self.root / "links.arrays"

    @property
    def packed(self) -> dict[str, Path]:
        """The files that hold what the catalog has packed, by the names it has there."""
        return {"sentences": self.sentences, "names": self.names, "links": self.links}

    @property
    def graph(self) -> Path:
        """The edge arrays."""
        return self.root / "graph.arrays"

    @property
    def view(self) -> Path:
        """What the question path looks up: adjacency, supports, places of names."""
        return self.root / "view.arrays"

    @property
    def lexicon(self) -> Path:
        """Names by what they say."""
        return self.root / "lexicon.arrays"

    @property
    def resolved(self) -> Path:
        """What the next generation takes over of how names were resolved; may be missing."""
        return self.root / "resolved.arrays"

    @property
    def terms(self) -> Path:
        """The BM25 terms of every passage."""
        return self.root / "terms.arrays"

    @property
    def keys(self) -> Path:
        """16 bytes for each row of the three matrices that name its text and its encoder."""
        return self.root / "keys.arrays"

    @property
    def passage_vectors(self) -> Path:
        """float32 (passages, dimension)."""
        return self.root / "passage_vectors.npy"

    @property
    def sentence_vectors(self) -> Path:
        """float32 (sentences, dimension)."""
        return self.root / "sentence_vectors.npy"

    @property
    def codes(self) -> Path:
        """The sentences' vectors along their leading axes, rounded to int8, and the step of each;
        missing where they are few."""
        return self.root / "sentence_codes.arrays"

    @property
    def entity_vectors(self) -> Path:
        """float32 (entities, dimension)."""
        return self.root / "entity_vectors.npy"

    def vectors(self) -> dict[str, Path]:
        """The three matrices, by the names that their rows have in `keys`."""
        return {
            "passages": self.passage_vectors,
            "sentences": self.sentence_vectors,
            "entities": self.entity_vectors,
        }

    @property
    def store(self) -> Path:
        """The Qdrant collection, a folder."""
        return self.root / "store"

    @property
    def points(self) -> Path:
        """Which passage each of the collection's points is, and the parameters of its BM25."""
        return self.root / "points.arrays"


def files_of(root: Path) -> dict[str, Path]:
    """Every file below `root` by its relative name, but for the manifest.

    A folder that goes meanwhile is passed over: another process that opens the store makes such.
    """
    paths = sorted(Path(folder, name) for folder, _, names in os.walk(root) for name in names)
    return {
        path.relative_to(root).as_posix(): path
        for path in paths
        if path.is_file() and path.name != "manifest.json"
    }


def flush(path: Path) -> None:
    """Have a file or a folder written to the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
