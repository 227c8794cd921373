"""What a person has said of names: these two are one, this one is another's; kept over indexing.

    {"do": "merge", "name": "Ilse Marrow", "other": "I. M. Marrow"}
    {"do": "split", "name": "Herbert Kessler", "other": "Kessler"}

They lie in a file beside the catalog, in the order in which they were made, and are applied after
the rules of `aliases.py` whenever names are resolved. One whose names no document has any more
waits until one has.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from graphrag.errors import DamagedIndex
from graphrag.language.keys import Key, name_key
from indexing.aliases import Names
from indexing.source import sha256

FILE = "corrections.jsonl"
REASON = "by hand"


@dataclass(frozen=True, slots=True)
class Correction:
    """`other` is a name of the thing called `name` (merge), or of something else (split)."""

    do: str  # merge | split
    name: str
    other: str

    def __str__(self) -> str:
        if self.do == "merge":
            return f"{self.other} is {self.name}"
        return f"{self.other} is not {self.name}"


def read(directory: Path) -> tuple[Correction, ...]:
    """All of them, the oldest first.

    Raises:
        DamagedIndex: the file holds something else.
    """
    try:
        lines = (directory / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return ()
    try:
        found = tuple(Correction(**json.loads(line)) for line in lines if line.strip())
    except (ValueError, TypeError) as error:
        raise DamagedIndex(f"{directory / FILE} is damaged: {error}") from error
    if any(one.do not in ("merge", "split") for one in found):
        raise DamagedIndex(f"{directory / FILE} is damaged: it knows merge and split only")
    return found


def write(directory: Path, corrections: Sequence[Correction]) -> None:
    """Put these in the file's place, in one step."""
    partial = (directory / FILE).with_suffix(".partial")
    lines = (json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in corrections)
    partial.write_text("".join(lines), encoding="utf-8")
    os.replace(partial, directory / FILE)


def digest(directory: Path) -> str:
    """Names what is said; another where anything else is."""
    return sha256(*(repr(one) for one in read(directory)))


def merge(names: Names, corrections: Sequence[Correction]) -> None:
    """Apply what holds for all passages."""
    for one in corrections:
        key, other = name_key(one.name), name_key(one.other)
        if one.do == "split":
            names.stands_for.pop(other, None)
        elif key in names.surfaces and other in names.surfaces:
            kept, gone = names.canonical(key), names.canonical(other)
            if kept != gone:
                names.stands_for[gone] = (kept, REASON)


def without_split(
    names: Names, corrections: Sequence[Correction], local: dict[Key, Key]
) -> dict[Key, Key]:
    """The short names of one passage, less those that are said not to be the longer one's."""
    apart = {(name_key(c.other), name_key(c.name)) for c in corrections if c.do == "split"}
    owners = {(other, names.canonical(key)) for other, key in apart}
    return {short: key for short, key in local.items() if (short, key) not in owners}
