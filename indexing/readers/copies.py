"""Files that say the same: which of them counts, and which are its copies.

Equal words make a copy; so do words that differ in nothing of weight (`differences`), of which the
likeliest are looked at: those that share runs of words, by MinHash (Broder, 1997), whose signature
of a text holds, for each of some hash functions, the least hash of its runs. Texts that share a
share s of their runs agree in about s of it; cut into bands of four places, they have a band in
common with probability 1 - (1 - s⁴)^bands: 0.99 for s = 0.6.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from indexing.readers.differences import RUN, Wording, say_the_same, wording

FEWEST, MOST = 20, 50_000  # words of a text that is compared by more than its hash
BANDS, PLACES = 32, 4
LOOKED_AT = 20  # of the likeliest texts, for each one
MOST_REPEATED = 2.0  # times that a run of words occurs on average, such as in logs

Signature = NDArray[np.uint64]  # (BANDS, PLACES)


def near_copies(texts: Mapping[str, str]) -> dict[str, str]:
    """The name of the text that each near copy is one of: the first by name that says the same."""
    found: dict[str, str] = {}
    counting: dict[str, tuple[Signature, Wording]] = {}
    bands: dict[bytes, list[str]] = defaultdict(list)
    for name, text in sorted(texts.items()):
        words = wording(text)
        signature = _signature(words.words)
        if signature is None:
            continue
        keys = [bytes([n]) + band.tobytes() for n, band in enumerate(signature)]
        near = {other for key in keys for other in bands.get(key, ())}
        likely = sorted(near, key=lambda o: (-np.sum(counting[o][0] == signature), o))
        for other in likely[:LOOKED_AT]:
            if say_the_same(counting[other][1], words):
                found[name] = other
                break
        else:
            counting[name] = signature, words
            for key in keys:
                bands[key].append(name)
    return found


def _signature(words: tuple[str, ...]) -> Signature | None:
    """None of a text that is too short, too long or too much the same all along."""
    if not FEWEST <= len(words) <= MOST:
        return None
    coded = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    runs = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for place in range(RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + coded[place : len(runs) + place]
    distinct = np.unique(runs)
    if len(runs) > MOST_REPEATED * len(distinct):
        return None
    factors = np.random.default_rng(0).integers(
        1, 2**63, BANDS * PLACES, dtype=np.uint64
    ) | np.uint64(1)
    least = [np.min(_mixed(distinct * factor)) for factor in factors]
    return np.array(least, dtype=np.uint64).reshape(BANDS, PLACES)


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The high bits brought down (MurmurHash3's finisher), so that the least one is any one."""
    numbers = numbers ^ (numbers >> np.uint64(33))
    numbers = numbers * np.uint64(0xFF51AFD7ED558CCD)
    return numbers ^ (numbers >> np.uint64(33))
