"""Boxes of mails (.mbox), and the text files of a month in which mailing lists keep theirs."""

from __future__ import annotations

import email
import mailbox
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from graphrag.errors import DocumentError
from indexing.documents import Document
from indexing.readers.mail import POLICY, Attached, documents_of

_OF_PROSE = re.compile(rb"^(?=From (?![^\n]*\b\d{4}\s*$))", re.MULTILINE)  # parts no mails
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)  # a line of a box that begins no mail
_TAG = re.compile(r"((?:re|aw|fwd?): ?)*(\[[^\[\]]{1,40}\]) ?(?=\S)", re.IGNORECASE)


def read_mailbox(path: Path, raw: bytes, attached: Attached) -> list[Document]:
    """The mails of a box, numbered from 1. The tag that a list puts before each of its subjects
    ("[ferries] The new boat") is no part of their titles.
    """
    mails = list(_mails(raw))
    tag = _tag_of([str(mail.get("Subject", "")) for mail in mails])
    found = []
    for number, mail in enumerate(mails, 1):
        for document in documents_of(mail, path.stem, str(number), attached):
            found.append(replace(document, title=_without(document.title, tag)))
    if not found:
        raise DocumentError("it cannot be read as a mailbox (it holds no mail)")
    return found


def _mails(raw: bytes) -> Iterator[Any]:
    with tempfile.NamedTemporaryFile(suffix=".mbox") as file:
        file.write(_OF_PROSE.sub(b">", raw))
        file.flush()
        box = mailbox.mbox(file.name, factory=None, create=False)
        for held in box.itervalues():
            one = _ESCAPED.sub(rb"\1", held.as_bytes())
            yield email.message_from_bytes(one, policy=POLICY)
        box.close()


def _tag_of(subjects: Sequence[str]) -> str:
    """What stands in brackets before most of them; empty where that is nothing or there are few."""
    tags = Counter(found[2] for said in subjects if (found := _TAG.match(" ".join(said.split()))))
    tag, count = max(tags.items(), key=lambda item: item[1], default=("", 0))
    return tag if count > 1 and 2 * count > len(subjects) else ""


def _without(title: str, tag: str) -> str:
    found = _TAG.match(title) if tag else None
    return (found[1] or "") + title[found.end() :] if found and found[2] == tag else title
