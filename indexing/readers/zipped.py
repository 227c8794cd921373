"""Archives of XML parts (Office Open XML, OpenDocument, EPUB), with limits to their size."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lxml import etree

from graphrag.errors import DocumentError

MOST_UNPACKED = 200 << 20  # bytes
MOST_RATIO = 200  # unpacked to packed
Element = Any  # lxml's elements have no types of their own

# Names of ISO's "strict" form of Office Open XML, and those of the common one.
_ISO, _COMMON = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
_STRICT = (
    (b"officeDocument/", b"officeDocument/2006/"),
    (b"drawingml/", b"drawingml/2006/"),
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"presentationml/main", b"presentationml/2006/main"),
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
)


_BROKEN = (  # what the library raises over an archive or a part that is damaged or locked
    *(zipfile.BadZipFile, zlib.error, struct.error, etree.XMLSyntaxError, EOFError, OSError),
    *(KeyError, ValueError, IndexError, RuntimeError, NotImplementedError),
)


@contextmanager
def archive(raw: bytes, what: str) -> Iterator[Archive]:
    """The archive, open; `what` is what its name says it is.

    Raises:
        DocumentError: it is damaged, encrypted, or unpacks to too much.
    """
    with _opened(raw, what) as file:
        unpacked = sum(item.file_size for item in file.infolist())
        if unpacked > min(MOST_UNPACKED, MOST_RATIO * len(raw)):
            raise DocumentError(f"it unpacks to {unpacked >> 20} MB, more than a document needs")
        yield Archive(file, what)


def _opened(raw: bytes, what: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except _BROKEN as error:
        if raw.startswith(b"\xd0\xcf\x11\xe0"):
            raise DocumentError(
                "it is encrypted, or of a format older than its name says"
            ) from error
        raise DocumentError(f"it cannot be read as {what} ({error})") from error


class Archive:
    """Parts of an archive by their names."""

    def __init__(self, file: zipfile.ZipFile, what: str) -> None:
        self._file = file
        self._what = what
        self.items = file.infolist()
        self.names = frozenset(file.namelist())

    def read(self, name: str | zipfile.ZipInfo) -> bytes:
        """A part's bytes.

        Raises:
            DocumentError: there is no such part, or it is damaged or encrypted.
        """
        try:
            return self._file.read(name)
        except _BROKEN as error:
            raise DocumentError(f"it cannot be read as {self._what} ({error})") from error

    def xml(self, name: str) -> Element | None:
        """The root of a part; None where there is no such part.

        Raises:
            DocumentError: it is damaged, encrypted or not well-formed.
        """
        if name not in self.names:
            return None
        try:
            return parse_xml(self.read(name))
        except etree.XMLSyntaxError as error:
            raise DocumentError(f"it cannot be read as {self._what} ({error})") from error


def parse_xml(raw: bytes) -> Element:
    """The root of an XML text; entities are not expanded, nothing is fetched.

    Raises:
        XMLSyntaxError: it is not well-formed.
    """
    if _ISO in raw:
        for strict, common in _STRICT:
            raw = raw.replace(_ISO + strict, _COMMON + common)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(raw, parser)


def local(element: Element) -> str:
    """Its name without the namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without the namespace; empty where it has none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def children(element: Element, *names: str) -> list[Element]:
    """Its children of these names, in any namespace."""
    return [child for child in element if local(child) in names]


def descendants(element: Element, *names: str) -> list[Element]:
    """The elements below it of these names, in any namespace."""
    return [found for found in element.iter() if local(found) in names and found is not element]
