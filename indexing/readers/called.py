"""What the files of a folder are called, each by itself: by its name, where that tells which it is.

Where it does not ("index", "README", "2024-05-12") or files of several folders have it ("rings/
firmware.md", "clouds/firmware.md"), the folders' names stand before it, as many as are needed; not
where these files say the same: a copy's folder is nothing that the other is called by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from indexing.readers.titles import PLACE, is_placeholder


def called(names: Iterable[str], says: Callable[[str], str] = str) -> dict[str, str]:
    """Each file's stem after the folders that it needs, `PLACE` between them.

    Args:
        names: of the files, relative to their folder.
        says: what stands for a file's content, by its name; all differ where it is not given.
    """
    parts = {name: (*(path := PurePosixPath(name)).parent.parts, path.stem) for name in names}
    depths = {name: 1 + (is_placeholder(own[-1]) and len(own) > 1) for name, own in parts.items()}
    deeper = list(parts)
    while deeper:
        alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name, own in parts.items():
            alike[own[-depths[name] :]].append(name)
        apart = {
            said
            for said, group in alike.items()
            if len({parts[name][:-1] for name in group}) > 1 and len(set(map(says, group))) > 1
        }
        deeper = []
        for name, own in parts.items():
            said = own[-depths[name] :]
            if depths[name] < len(own) and (
                said in apart or not any(map(str.isalpha, "".join(said)))
            ):
                deeper.append(name)
                depths[name] += 1
    return {name: PLACE.join(own[-depths[name] :]) for name, own in parts.items()}


def contents(files: Mapping[str, Path]) -> Callable[[str], str]:
    """A digest of a file's bytes by its name; of what cannot be read, the name."""

    @cache
    def says(name: str) -> str:
        try:
            with files[name].open("rb") as file:
                return file_digest(file, "sha256").hexdigest()
        except OSError:
            return name

    return says
