"""The keys of very many names at once, each as one text: `" ".join(name_key(name))`.

Almost all names are ASCII letters, digits and what stands between them. All of those are lowered
and cut in one pass over their bytes; the others are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphrag.language.keys import name_key

_OTHER = 1  # a byte that says: this name is not so plain
_PLAIN = bytes(
    _OTHER if code > 127 or chr(code) in "'`" else
    ord(chr(code).lower()) if chr(code).isalnum() else 10 if code == 10 else 32
    for code in range(256)
)  # fmt: skip


def joined_keys(names: Sequence[str]) -> list[str]:
    """The key of each name; empty for one without words."""
    raw = "\n".join(names).encode("utf-8", "surrogatepass").translate(_PLAIN)
    lines = raw.decode("ascii").split("\n")
    if len(lines) != len(names):  # a name has two lines, or there are none
        return [" ".join(name_key(name)) for name in names]
    other, found = chr(_OTHER), []
    for line, name in zip(lines, names, strict=True):
        if other in line:
            key = " ".join(name_key(name))
        else:
            key = " ".join(line.split())
            if key.startswith("the "):
                key = key[4:]
        found.append(key)
    return found
