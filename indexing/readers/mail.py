"""Mails (the standard library's email): header fields, the text, what is quoted, attachments."""

from __future__ import annotations

import email
import email.header
import email.policy
import mailbox
import re
import tempfile
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
_MARKED_NAME = re.compile(r'"([^",]*)"(?=\s*(?:<|,|$))')  # marks that only programs need
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)  # a line of a box that begins no mail
_SIGNED = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash:[^\n]*\n)?", re.MULTILINE)
_SIGNATURE = re.compile(
    r"^-----BEGIN (PGP SIGNATURE|PGP PUBLIC KEY BLOCK|PGP MESSAGE)-----\n[^-]*?\n-----END \1-----$",
    re.MULTILINE,
)
_BYTES = re.compile("[\udc80-\udcff]")  # as the library holds those that are no ASCII
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


_POLICY = _Frugal()


def read_mail(path: Path, raw: bytes, attached: Attached) -> list[Document]:
    """A mail, and what is attached to it as documents of their own.

    Args:
        attached: the documents in a file, by its name and a function that gives its bytes.
    """
    message = email.message_from_bytes(raw, policy=_POLICY)
    if not message.keys() and (header := _HEADER.match(raw)):
        message = email.message_from_bytes(raw[header.end() :], policy=_POLICY)
    if not message.keys():
        raise DocumentError("it cannot be read as a mail (it has no header)")
    return _documents(message, path.stem, "", attached)


def read_mailbox(path: Path, raw: bytes, attached: Attached) -> list[Document]:
    """The mails of a box, numbered from 1."""
    with tempfile.NamedTemporaryFile(suffix=".mbox") as file:
        file.write(raw)
        file.flush()
        box = mailbox.mbox(file.name, factory=None, create=False)
        found = []
        for number, held in enumerate(box.itervalues(), 1):
            one = _ESCAPED.sub(rb"\1", held.as_bytes())
            message = email.message_from_bytes(one, policy=_POLICY)
            found += _documents(message, path.stem, str(number), attached)
        box.close()
    if not found:
        raise DocumentError("it cannot be read as a mailbox (it holds no mail)")
    return found


def _documents(
    message: Any, stem: str, name: str, attached: Attached, depth: int = 0
) -> list[Document]:
    writer = Writer()
    facts = {key: _header(message, key) for key in _HEADERS}
    for key in _HEADERS:
        if facts[key] and key != "Subject":
            writer.add("field", f"{key}: {facts[key]}")
    others: list[Document] = []
    for number, part in enumerate(_parts(message), 1):
        inner_name = f"{name}.{number}" if name else str(number)
        if part.get_content_type() == "message/rfc822" and depth < MOST_NESTED:
            inner = part.get_payload(0)
            others += _documents(inner, stem, inner_name, attached, depth + 1)
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
    try:
        said = " ".join(str(message.get(key, "")).split())
        return said if key == "Subject" else _MARKED_NAME.sub(r"\1", said)
    except (ValueError, IndexError, TypeError, AttributeError):
        raw = dict(message.raw_items()).get(key, "")
        return " ".join(str(raw).split())


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
        for quoted, lines in _by_quoting(text.split("\n")):
            if not quoted:
                write_lines(writer, lines)
                continue
            inner = Writer()
            write_lines(inner, lines)
            for _, said in inner.said():
                writer.add("quote", said)


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
