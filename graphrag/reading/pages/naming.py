"""Which page is about a name, and where a page writes one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphrag.language.keys import Key, Token, fold, name_key
from graphrag.reading.pages.page import Page


def page_named(name: str, pages: Sequence[Page], avoid: frozenset[int] | set[int]) -> Page | None:
    """The retrieved page about `name`: equal names first, then the same first and last word.

    Pages whose rank is in `avoid` are left out.
    """
    key = name_key(fold(name))
    if not key:
        return None
    left = [page for page in pages if page.rank not in avoid]
    for page in left:
        if page.key == key or page.full_key == key:
            return page
    for page in left:
        if same_person(page.key, key):
            return page
    return None


def same_person(one: Key, other: Key) -> bool:
    """Two writings of one name: one is the other with middle names or a closing title."""
    if len(one) < 2 or len(other) < 2:
        return False
    short, long = sorted((one, other), key=len)
    if short[0] != long[0]:
        return False
    remaining = iter(long)
    in_order = all(word in remaining for word in short)
    return in_order and (short[-1] == long[-1] or short == long[: len(short)])


def runs_of(key: Key, words: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Each run of words that writes `key`."""
    size = len(key)
    for first, word in enumerate(words if key else ()):
        run = words[first : first + size] if word.key == key[0] else ()
        if tuple(one.key for one in run) == key:
            yield run
