"""What the files of a folder are called, each by itself: by its name, where that tells which it is.

Where it does not ("index", "README", "2024-05-12") or files of several folders have it ("rings/
firmware.md", "clouds/firmware.md"), the folders' names stand before it, as many as are needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from indexing.readers.titles import PLACE, is_placeholder


def called(names: Iterable[str]) -> dict[str, str]:
    """Each file's stem after the folders that it needs, `PLACE` between them."""
    parts = {name: (*(path := PurePosixPath(name)).parent.parts, path.stem) for name in names}
    depths = {name: 1 + (is_placeholder(own[-1]) and len(own) > 1) for name, own in parts.items()}
    deeper = list(parts)
    while deeper:
        places: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        for name, own in parts.items():
            places[own[-depths[name] :]].add(own[:-1])
        deeper = []
        for name, own in parts.items():
            said = own[-depths[name] :]
            if depths[name] < len(own) and (
                len(places[said]) > 1 or not any(map(str.isalpha, "".join(said)))
            ):
                deeper.append(name)
                depths[name] += 1
    return {name: PLACE.join(own[-depths[name] :]) for name, own in parts.items()}
