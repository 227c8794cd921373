"""From the bytes of an XML file to its tree, also where they break the rules.

Feeds, exports and logs are cut off, written one after the other into a file, name letters as only
HTML does, or have a bare "&". Who opens them reads on; so does this, and says what is wrong.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint

from lxml import etree

from graphrag.errors import DocumentError
from indexing.clean import clean, decode
from indexing.encodings import named
from indexing.readers.zipped import Element, parse_xml

LEAST = 0.5  # share of the words that have to be in what is read
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,80}?encoding=[\"']([\w.:-]{1,40})[\"'][^>]{0,80}\?>")
_HEAD = re.compile(r"\s*<\?xml[^>]{0,200}\?>|<!DOCTYPE[^<>\[]{0,500}>")
_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|\w{1,40};)")
_NAMED = re.compile(r"&([A-Za-z]\w{1,10});")
_KEPT = frozenset(("lt", "gt", "amp", "quot", "apos"))
_TAG = re.compile(r"<[^<>]{0,2000}>")
_WORD = re.compile(r"\w+")


def tree_of(raw: bytes) -> tuple[Element, str]:
    """The root, and what is wrong with the file ("" where nothing is).

    Where libxml does not know the encoding that is declared, or bytes are not of it, they are read
    by what it may mean, else by what they look like.

    Raises:
        DocumentError: it is no XML, or too little of it can be read.
    """
    try:
        return parse_xml(raw), ""
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"\0" in raw[:100]:
            raise DocumentError(f"it cannot be read as XML ({error})") from error
        declared = _DECLARED.match(raw)
    text = named(raw, declared.group(1).decode()) if declared else None
    text = clean(decode(raw) if text is None else text)
    text = (_HEAD.sub("", text, count=1) if declared else text).strip()
    try:
        return parse_xml(text.encode()), ""
    except (etree.XMLSyntaxError, ValueError) as error:
        root = _mended(text)
        if root is None:
            raise DocumentError(f"it cannot be read as XML ({error})") from error
        return root, f"what stands at line {getattr(error, 'lineno', None) or 1}"


def _mended(text: str) -> Element | None:
    """The root of a text that breaks the rules; None where too little of it can be read."""
    if not text.startswith("<"):
        return None
    bare = _NAMED.sub(_letter, _AMPERSAND.sub("&amp;", text))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    body = _HEAD.sub("", bare)
    best, most = None, LEAST * len(_WORD.findall(_TAG.sub(" ", body)))
    for whole in (bare, f"<all>{body}</all>"):
        root = etree.fromstring(whole.encode(), parser)
        count = len(_WORD.findall(" ".join(root.itertext()))) if root is not None else 0
        if count and count > most:
            best, most = root, count
    return best


def _letter(found: re.Match[str]) -> str:
    """The letter that HTML calls so."""
    name = found.group(1)
    return (
        found.group() if name in _KEPT or name not in name2codepoint else chr(name2codepoint[name])
    )
