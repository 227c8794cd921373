"""What a generation's manifest records of its files, and whether they are still so.

A manifest is written last, and sealed: a folder without one, or with one that was changed, is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from graphrag.storage.layout import Layout, files_of, flush

FULL_CHECK_BELOW = 1 << 30  # bytes; more are hashed by `verify` only, their sizes at opening


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


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
