"""The files of one generation's derived folder, their manifest, and the checks before use.

<index>/catalog.sqlite          the truth
<index>/derived/<generation>/   everything below, rebuilt when missing or damaged
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FORMAT = 9  # raise when the meaning of a derived file changes
FULL_CHECK_BELOW = 1 << 30  # bytes; more are hashed by `verify` only, their sizes at opening


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
        """The sentences' vectors rounded to int8, and the step of each; missing where they are
        few."""
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


def write_manifest(layout: Layout, key: str, made: str, former: Layout | None = None) -> None:
    """Record size, hash and time of every file, then flush all of them to the disk.

    Args:
        former: sound files of another generation; of one that both have, what is recorded there
            holds here too.
    """
    paths, entries = files_of(layout.root), _shared(layout, former)
    new = {name: path for name, path in paths.items() if name not in entries}
    with ThreadPoolExecutor() as pool:
        digests = pool.map(_sha256, new.values())
        for (name, path), digest in zip(new.items(), digests, strict=True):
            entries[name] = [path.stat().st_size, digest, path.stat().st_mtime_ns]
    said = {"key": key, "made": made, "files": {name: entries[name] for name in paths}}
    layout.manifest.write_text(json.dumps({**said, "seal": _seal(said)}, indent=1))
    folders = {path.parent for path in paths.values()}
    for path in [*new.values(), layout.manifest, *folders, layout.root]:
        flush(path)


def _shared(layout: Layout, former: Layout | None) -> dict[str, list[Any]]:
    """What the former manifest says of those files that are the very same here, by their names."""
    if former is None:
        return {}
    recorded, theirs = recorded_files(former), files_of(former.root)
    return {
        name: recorded[name]
        for name, path in files_of(layout.root).items()
        if name in recorded and name in theirs and path.samefile(theirs[name])
    }


def read_key(layout: Layout) -> str | None:
    """What the folder was derived from; None when it is absent or its manifest unusable."""
    return _read(layout).get("key")


def recorded_files(layout: Layout) -> dict[str, list[Any]]:
    """Size, hash and time of every file of a sealed folder, by their relative names."""
    found: dict[str, list[Any]] = _read(layout).get("files", {})
    return found


def read_made(layout: Layout) -> str | None:
    """Which code wrote the folder; None when nobody can say."""
    return _read(layout).get("made")


def problems(layout: Layout, *, full: bool = False) -> list[str]:
    """One sentence for every file that is missing or differs from the manifest.

    Files the manifest does not name are let be: another process may be opening the store.

    Args:
        layout: the folder to check.
        full: hash every file; default: those that were touched since they were written, unless
            they are huge.
    """
    expected = recorded_files(layout)
    if not expected:
        return [f"{layout.manifest} is missing or damaged"]
    present = files_of(layout.root)
    found = [f"{layout.root / name} is missing" for name in sorted(set(expected) - set(present))]
    names = sorted(set(present) & set(expected))
    sizes = {name: present[name].stat().st_size for name in names}
    found += [
        f"{present[name]} has {sizes[name]} bytes instead of {expected[name][0]}"
        for name in names
        if sizes[name] != expected[name][0]
    ]
    if not full:
        names = [n for n in names if present[n].stat().st_mtime_ns != expected[n][2]]
    if found or (not full and sum(sizes[name] for name in names) > FULL_CHECK_BELOW):
        return found
    with ThreadPoolExecutor() as pool:
        digests = pool.map(_sha256, [present[name] for name in names])
        return [
            f"{present[name]} is damaged (its SHA-256 differs)"
            for name, digest in zip(names, digests, strict=True)
            if digest != expected[name][1]
        ]


def _read(layout: Layout) -> dict[str, Any]:
    try:
        manifest = json.loads(layout.manifest.read_text())
    except (OSError, ValueError):
        return {}
    if not isinstance(manifest, dict):
        return {}
    return manifest if manifest.pop("seal", "") == _seal(manifest) else {}


def _seal(said: Mapping[str, Any]) -> str:
    """A hash of what a manifest says, by which one that was changed is known."""
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


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


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Have a file or a folder written to the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
