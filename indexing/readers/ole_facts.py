"""What an Office file of the older form says of itself: title, author, the day it was made."""

from __future__ import annotations

import olefile

LOCKED_TOLD = "it is encrypted; save it without a password"
_UTF8 = -535  # 65001 in two bytes with a sign


def made_on(facts: olefile.OleMetadata) -> str:
    """The day, as the ISO writes it; empty where it says none."""
    return facts.create_time.date().isoformat() if facts.create_time else ""


def said(fact: bytes | None, codepage: int | None) -> str:
    """A property's text; they are of the code page that the properties name."""
    coding = "utf-8" if codepage == _UTF8 else f"cp{(codepage or 1252) & 0xFFFF}"
    try:
        return (fact or b"").decode(coding, "replace").strip("\0 ")
    except LookupError:
        return ""
