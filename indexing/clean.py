"""From bytes to text that every later stage can hold."""

from __future__ import annotations

import codecs
import re

from graphrag.errors import DocumentError
from graphrag.language.scripts import composed
from indexing.encodings import guess

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = (  # bytes of a letter, and which of them is that of ASCII
    ("utf-32-le", 4, 0),
    ("utf-32-be", 4, 3),
    ("utf-16-le", 2, 0),
    ("utf-16-be", 2, 1),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MOSTLY = 0.1  # share of control characters from which bytes are not text


def decode(raw: bytes) -> str:
    """UTF-8, or UTF-16/32 with a byte order mark, or the one old encoding in which it is words.

    Raises:
        DocumentError: the bytes are not text, or it is not certain which encoding they are in.
    """
    marked = next((encoding for mark, encoding in _BOMS if raw.startswith(mark)), None)
    encoding = marked or _without_mark(raw) or _shifted(raw) or "utf-8"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        text = _old(raw, error)
    if len(_CONTROL.findall(text)) > _MOSTLY * len(text):
        raise DocumentError("it is not text: too many control characters")
    return text


def clean(text: str) -> str:
    """`text` in its composed form (NFC), usable; offsets of passages count in what this returns."""
    return composed(usable(text))


def usable(text: str) -> str:
    """`text` with each unusable character replaced by one other; names keep their spelling."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))


def _without_mark(raw: bytes) -> str | None:
    """English in UTF-16 has a zero in every second byte, in UTF-32 three in every four."""
    head = raw[:2000]
    if len(head) < 4 or head.count(0) < 0.3 * len(head):
        return None
    for encoding, width, at in _WIDE:
        parts = [head[n::width] for n in range(width)]
        own = parts.pop(at)
        if own.count(0) == 0 and all(part.count(0) > 0.7 * len(part) for part in parts):
            return encoding
    return None


def _shifted(raw: bytes) -> str | None:
    """East Asian text in seven bits tells by escape sequences what its bytes stand for."""
    if raw.isascii() and b"\x1b$" in raw:
        return "iso2022_kr" if b"\x1b$)C" in raw else "iso2022_jp_2"
    return None


def _old(raw: bytes, error: UnicodeDecodeError) -> str:
    """Bytes that are not the Unicode they should be: nearly so, or of an older encoding."""
    if error.encoding != "utf-8" or _has_controls(raw):
        raise DocumentError(f"it is not text ({error.reason} at byte {error.start})") from error
    nearly = raw.decode("utf-8", "replace")
    broken = nearly.count("\ufffd")
    if len(nearly) - len(nearly.encode("ascii", "ignore")) > 21 * broken:
        return nearly
    text, reason = guess(raw)
    if reason:
        raise DocumentError(f"its encoding is not known: {reason}") from error
    return text


def _has_controls(raw: bytes) -> bool:
    return len(raw.translate(None, _CONTROL_BYTES)) < len(raw)
