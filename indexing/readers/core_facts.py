"""What Office Open XML, OpenDocument and EPUB files say of themselves (Dublin Core)."""

from __future__ import annotations

from indexing.fields import iso_date
from indexing.readers.zipped import Archive, Element, local

_NOBODY = frozenset(("python-docx", "steve canny", "unknown", "user", "administrator", "openpyxl"))


def core_facts(archive: Archive, name: str = "docProps/core.xml") -> tuple[str, str, str]:
    """Title, author and date; empty where there are none. The date a program saved it is none."""
    root = archive.xml(name)
    return facts_of(root) if root is not None else ("", "", "")


def facts_of(root: Element) -> tuple[str, str, str]:
    """The same of a part of metadata."""
    found: dict[str, str] = {}
    for element in root.iter():
        plain = local(element) and len(element) == 0
        text = " ".join((element.text or "").split()) if plain else ""
        if text:
            found.setdefault(local(element), text)
    author = found.get("creator") or found.get("initial-creator") or ""
    author = "" if author.casefold() in _NOBODY else author
    return found.get("title", ""), author, iso_date(found.get("date", ""))
