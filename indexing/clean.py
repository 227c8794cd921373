"""From bytes to text that every later stage can hold."""

from __future__ import annotations

import codecs
import re

from graphrag.errors import DocumentError
from graphrag.language.scripts import composed

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MOSTLY = 0.1  # share of control characters from which bytes are not text


def decode(raw: bytes) -> str:
    """UTF-8, or UTF-16/32 with a byte order mark; Windows-1252 where that reads as text.

    Raises:
        DocumentError: the bytes are not text.
    """
    marked = next((encoding for mark, encoding in _BOMS if raw.startswith(mark)), None)
    encoding = marked or _utf16_without_mark(raw) or "utf-8"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        text = _western(raw, error)
    if len(_CONTROL.findall(text)) > _MOSTLY * len(text):
        raise DocumentError("it is not text: too many control characters")
    return text


def clean(text: str) -> str:
    """`text` in its composed form (NFC), usable; offsets of passages count in what this returns."""
    return composed(usable(text))


def usable(text: str) -> str:
    """`text` with each unusable character replaced by one other; names keep their spelling."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))


def _utf16_without_mark(raw: bytes) -> str | None:
    """English in UTF-16 has a zero in every second byte."""
    head = raw[:2000]
    if len(head) < 4 or head.count(0) < 0.3 * len(head):
        return None
    if head[1::2].count(0) > 0.7 * len(head[1::2]) and head[::2].count(0) == 0:
        return "utf-16-le"
    if head[::2].count(0) > 0.7 * len(head[::2]) and head[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _western(raw: bytes, error: UnicodeDecodeError) -> str:
    """Old Western European text has few bytes above 127 and no control characters."""
    high = sum(byte > 127 for byte in raw)
    if error.encoding == "utf-8" and high < 0.3 * len(raw) and not _has_controls(raw):
        return raw.decode("cp1252", "replace")
    raise DocumentError(f"it is not text ({error.reason} at byte {error.start})") from error


def _has_controls(raw: bytes) -> bool:
    return any(byte < 32 and byte not in b"\t\n\r\f" for byte in raw)
