"""Mails (the standard library's email): header fields, the text, what is quoted, attachments.

What a list's manager writes into them is left out; an attachment that it took out is told.
"""

from __future__ import annotations

import email
import email.header
import email.policy
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graphrag.errors import DocumentError
from indexing.clean import clean, decode
from indexing.documents import Document
from indexing.encodings import named
from indexing.fields import iso_date
from indexing.readers.html import write_html
from indexing.readers.text import write_lines
from indexing.readers.writer import Writer

MOST_NESTED = 5  # mails in mails
LONGEST_PARSED = 4_000  # characters of a header field that becomes a tree of its parts
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_HEADER = re.compile(  # what a program or a copying hand left above it
    rb"(?:[ \t]*\n){0,3}(?:[^\n:]{1,80}\n){0,2}(?=(?:From|To|Date|Subject|Received|Return-Path"
    rb"|Message-ID|MIME-Version|Delivered-To|Reply-To|X-[\w-]{1,40}):[ \t])",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(
    r"([^\s<>()]+(?:@| at )[^\s<>()]+) \(([^()]+)\)"
)  # "ida@x.example (Ida Moe)"
_MARKED_NAME = re.compile(r'"([^",]*)"(?=\s*(?:<|,|$))')  # marks that only programs need
_MINUTE = re.compile(  # of a mail's date, before its second and its zone
    r"(?<=\d\d:\d\d)(?::\d\d)? ?(?:[+-]\d{4}|[A-Z]{1,4})?(?: ?\([^()]*\))?$"
)
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_SIGNED = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash:[^\n]*\n)?", re.MULTILINE)
_SIGNATURE = re.compile(
    r"^-----BEGIN (PGP SIGNATURE|PGP PUBLIC KEY BLOCK|PGP MESSAGE)-----\n[^-]*?\n-----END \1-----$",
    re.MULTILINE,
)
_BYTES = re.compile("[\udc80-\udcff]")  # as the library holds those that are no ASCII
_FOOT = re.compile(  # of a mailing list
    r"^[> \t]*_{20,}\n[> \t]*\S+ mailing list\n[> \t]*\S+(?:@| at )\S+\n[> \t]*https?://\S+$",
    re.MULTILINE,
)
_TAKEN_OUT = re.compile(  # by a list's manager, from a mail in its archive
    r"^[> \t]*-{10,} next part -{10,}\n[> \t]*An? .{1,40} was scrubbed\.\.\.\n"
    r"(?:[> \t]*Name: (?P<name>[^\n]+)\n)?(?:[> \t]*(?:Type|Size|Desc): [^\n]*\n)*"
    r"[> \t]*URL: ?\n?[^\n]*$",
    re.MULTILINE,
)
_FLOWED = re.compile(r"(?<=\S) \n")
Attached = Callable[[Path, Callable[[], bytes]], list[Document]]


class _Frugal(email.policy.EmailPolicy):
    """Header fields as the library's newer parser reads them, very long ones as the older one does:
    the newer makes a tree of each field, some ten kilobytes for every encoded word of it.
    """

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The field's value, decoded; bytes that nothing names are read as what they look like."""
        if _BYTES.search(value):
            value = _eight_bits(value)
        if len(value) <= LONGEST_PARSED:
            return super().header_fetch_parse(name, value)
        return str(email.header.make_header(email.header.decode_header(value)))


POLICY = _Frugal()


def read_mail(path: Path, raw: bytes, attached: Attached) -> list[Document]:
    """A mail, and what is attached to it as documents of their own.

    Args:
        attached: the documents in a file, by its name and a function that gives its bytes.
    """
    message = email.message_from_bytes(raw, policy=POLICY)
    if not message.keys() and (header := _HEADER.match(raw)):
        message = email.message_from_bytes(raw[header.end() :], policy=POLICY)
    if not message.keys():
        raise DocumentError("it cannot be read as a mail (it has no header)")
    return documents_of(message, path.stem, "", attached)


def documents_of(
    message: Any, stem: str, name: str, attached: Attached, depth: int = 0
) -> list[Document]:
    """A mail called by its subject, and what is attached to it, named after `name`."""
    writer = Writer()
    facts = {key: _header(message, key) for key in _HEADERS}
    for key in _HEADERS:
        if facts[key] and key != "Subject":
            said = _MINUTE.sub("", facts[key]) if key == "Date" else facts[key]
            writer.add("field", f"{key}: {said}")
    others: list[Document] = []
    for number, part in enumerate(_parts(message), 1):
        inner_name = f"{name}.{number}" if name else str(number)
        if part.get_content_type() == "message/rfc822" and depth < MOST_NESTED:
            inner = part.get_payload(0)
            others += documents_of(inner, stem, inner_name, attached, depth + 1)
        elif file := part.get_filename():
            writer.add("field", f"Attachment: {file}")
            others += _attached(part, file, inner_name, attached)
        else:
            _write_body(writer, part)
    fields = {key.casefold(): facts[key] for key in ("From", "To", "Cc") if facts[key]}
    own = writer.document(
        *(stem, facts["Subject"]),
        id=name,
        author=facts["From"],
        date=iso_date(facts["Date"]),
        fields=fields,
    )
    return [own, *others]


def _header(message: Any, key: str) -> str:
    """A header field; one that breaks the rules as it stands."""
    raw = " ".join(str(dict(message.raw_items()).get(key, "")).split())
    try:
        if key != "Subject" and _NAME_AFTER.fullmatch(raw):
            raw = _eight_bits(raw) if _BYTES.search(raw) else raw
            said = str(email.header.make_header(email.header.decode_header(raw)))
            return _NAME_AFTER.sub(_named, said)
        said = " ".join(str(message.get(key, "")).split())
        return said if key == "Subject" else _MARKED_NAME.sub(r"\1", said)
    except (ValueError, IndexError, TypeError, AttributeError):
        return raw


def _named(match: re.Match[str]) -> str:
    """An address with its name before it; without one that is the address again."""
    address, name = match.groups()
    return address if name == address else f"{name} <{address}>"


def _eight_bits(value: str) -> str:
    """A header field that holds letters as bare bytes, as old programs write it."""
    try:
        return decode(value.encode("ascii", "surrogateescape"))
    except (DocumentError, UnicodeEncodeError):
        return value


def _parts(message: Any) -> Iterator[Any]:
    """The leaves of a mail; of alternatives the plain text, else the last that is text."""
    kind = message.get_content_type()
    if kind == "multipart/alternative":
        parts = [part for part in message.iter_parts()]
        plain = [p for p in parts if p.get_content_type() == "text/plain" and _text(p).strip()]
        for part in (plain or parts[-1:])[:1]:
            yield from _parts(part)
    elif message.is_multipart() and kind != "message/rfc822":
        for part in message.iter_parts():
            yield from _parts(part)
    else:
        yield message


def _write_body(writer: Writer, part: Any) -> None:
    kind = part.get_content_type()
    if kind == "text/html":
        write_html(writer, _text(part))
    elif kind == "text/plain" or part.get_content_maintype() == "text":
        text = clean(_text(part)).replace("\r\n", "\n")
        if part.get_param("format") == "flowed":
            text = _FLOWED.sub(" ", text.replace("\n-- \n", "\n--\n"))
        text = _SIGNED.sub("\n", _SIGNATURE.sub("\n", text))
        text = _TAKEN_OUT.sub(_attachment, _FOOT.sub("\n", text))
        for quoted, lines in _by_quoting(text.split("\n")):
            if not quoted:
                write_lines(writer, lines, letter=True)
                continue
            inner = Writer()
            write_lines(inner, lines, letter=True)
            for _, said in inner.said():
                writer.add("quote", said)


def _attachment(match: re.Match[str]) -> str:
    return f"\nAttachment: {name}\n" if (name := match["name"]) else "\n"


def _by_quoting(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Stretches of lines that are quoted, without their marks, and that are not."""
    held: list[str] = []
    state = False
    for line in lines:
        quoted = bool(_QUOTED.match(line))
        if quoted != state and line.strip():
            yield state, held
            held, state = [], quoted
        held.append(_QUOTED.sub("", line))
    yield state, held


def _text(part: Any) -> str:
    """The text of a part, by its own charset, else by what its bytes look like."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return str(part.get_payload())
    charset = part.get_content_charset()
    if charset and charset not in ("us-ascii", "unknown-8bit"):
        said = named(raw, charset)
        if said is not None:
            return said
    return decode(raw)


def _attached(part: Any, file: str, name: str, attached: Attached) -> list[Document]:
    """The documents in an attachment, named by its number."""
    raw = part.get_payload(decode=True)
    path = Path(Path(file.replace("\\", "/")).name)
    if not isinstance(raw, bytes) or not raw:
        return []
    found = attached(path, lambda: raw)
    names = (f"{name}.{document.id}" if document.id else name for document in found)
    return [
        Document(own, d.title, d.text, d.blocks, d.author, d.date, d.fields)
        for own, d in zip(names, found, strict=True)
    ]
