"""Which reader reads which file: one file a format, bytes in, documents made of blocks out."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath
from typing import Any

from graphrag.errors import DocumentError
from indexing.documents import Document, FileContent
from indexing.readers.json_lines import LINES, read_lines
from indexing.source import sha256

Reader = Callable[..., Any]  # documents, or a FileContent where some of it may be lost
READERS = {  # ending -> module and function: a format's library is loaded when a file needs it
    **dict.fromkeys((".txt", ".text", ".log"), "indexing.readers.text:read_text"),
    **dict.fromkeys((".md", ".markdown"), "indexing.readers.markdown:read_markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "indexing.readers.html:read_html"),
    ".pdf": "indexing.readers.pdf:read_pdf",
    **dict.fromkeys((".docx", ".docm"), "indexing.readers.word:read_docx"),
    ".doc": "indexing.readers.word_doc:read_doc",
    **dict.fromkeys((".pptx", ".pptm"), "indexing.readers.slides:read_pptx"),
    **dict.fromkeys((".ppt", ".pps"), "indexing.readers.slides_ppt:read_ppt"),
    **dict.fromkeys((".xlsx", ".xlsm"), "indexing.readers.sheets:read_xlsx"),
    ".xls": "indexing.readers.sheets_xls:read_xls",
    **dict.fromkeys((".odt", ".ods", ".odp"), "indexing.readers.open_document:read_odt"),
    **dict.fromkeys((".csv", ".tsv"), "indexing.readers.table_files:read_csv"),
    **dict.fromkeys((".json", ".geojson", ".jsonc"), "indexing.readers.json_tree:read_json"),
    **dict.fromkeys((".yaml", ".yml"), "indexing.readers.yaml_tree:read_yaml"),
    ".xml": "indexing.readers.xml:read_xml",
    **dict.fromkeys((".rst", ".rest"), "indexing.readers.rst:read_rst"),
    **dict.fromkeys((".adoc", ".asciidoc", ".asc"), "indexing.readers.adoc:read_adoc"),
    ".org": "indexing.readers.org:read_org",
    ".epub": "indexing.readers.epub:read_epub",
    ".eml": "indexing.readers.mail:read_mail",
    ".mbox": "indexing.readers.mail_box:read_mailbox",
    ".rtf": "indexing.readers.rtf:read_rtf",
    ".ipynb": "indexing.readers.notebook:read_notebook",
    ".tex": "indexing.readers.latex:read_tex",
    ".zip": "indexing.readers.bundle:read_zip",
}
KINDS = (*READERS, *LINES)
TEMPLATES = (".erb", ".j2", ".jinja", ".jinja2", ".mustache", ".hbs", ".tmpl", ".tpl", ".in")
_FILLED_IN = re.compile(rb"<%.*?%>|\{%.*?%\}", re.DOTALL)  # what a program writes there
_PLAIN = (".txt", ".text", ".log")
_PRINTED = (".pdf", ".doc", ".docx", ".docm", ".rtf", ".odt")  # often named as another of them
_BEGINNINGS = {b"%PDF-": ".pdf", b"\xd0\xcf\x11\xe0": ".doc", b"{\\rtf": ".rtf"}
_BLANK = b"\xef\xbb\xbf \t\r\n"  # a mark of the order of bytes, and spaces
_PARTS = {"word/document.xml": ".docx", "content.xml": ".odt"}
_BOX = re.compile(  # a box: the line that parts its mails, and a field of the first one's header
    rb"From [^\n]{1,200}\b\d{4}\r?\n(?:From|To|Date|Subject|Received|Return-Path|Message-ID"
    rb"|MIME-Version|Delivered-To|Reply-To|X-[\w-]{1,40}):[ \t]",
    re.IGNORECASE,
)
_WITH_OTHERS = {  # formats that hold files of other formats, and what these are called
    ".eml": "attachment",
    ".mbox": "attachment",
    ".zip": "file",
}


def code_version() -> str:
    """Hash of everything that a file's passages depend on: readers, cleaning, cutting."""
    folder = Path(__file__).parent
    code = [*sorted(folder.glob("*.py")), *sorted(folder.glob("*.txt"))]
    others = ("documents", "clean", "encodings", "corpus", "fields", "passages")
    code += [folder.parent / f"{name}.py" for name in others]
    code.append(folder.parent / "common_letters.txt")
    return sha256(*(path.read_bytes() for path in code))


def ending_of(path: PurePath) -> str:
    """The ending that tells how a file is read; of a template ("rules.md.erb") the one below it."""
    ending = path.suffix.lower()
    below = PurePath(path.stem).suffix.lower()
    return below if ending in TEMPLATES and below in READERS else ending


def read(path: Path, raw: bytes) -> FileContent:
    """The documents in a file: one, or several where its lines or mails are documents.

    Raises:
        DocumentError: it cannot be read as what its name says.
    """
    ending = ending_of(path)
    if ending != path.suffix.lower():
        path, raw = path.with_suffix(""), _FILLED_IN.sub(b"", raw)
    ending = _as_it_begins(ending, raw)
    if ending in LINES:
        return read_lines(path, raw)
    if ending not in READERS:
        raise DocumentError("it is of no known format")
    module, _, name = READERS[ending].partition(":")
    reader: Reader = getattr(import_module(module), name)
    if ending not in _WITH_OTHERS:
        found = reader(path, raw)
        return found if isinstance(found, FileContent) else FileContent(tuple(found))
    lost: list[tuple[str, str]] = []

    def held(inside: Path, content: Callable[[], bytes]) -> list[Document]:
        where = f"{_WITH_OTHERS[ending]} {inside.as_posix()}"
        try:
            inner = read(inside, content())
        except DocumentError as error:
            lost.append((where, str(error)))
            return []
        lost.extend((f"{where}, {line}", why) for line, why in inner.lost)
        return list(inner.documents)

    return FileContent(tuple(reader(path, raw, held)), tuple(lost))


def _as_it_begins(ending: str, raw: bytes) -> str:
    """The ending that a print, a text of a word processor or a box of mails should have by its
    first bytes, or by the parts in it; that of its name where these do not say.
    """
    if ending in _PLAIN:
        return ".mbox" if _BOX.match(raw[:2_000].lstrip(_BLANK)) else ending
    if ending not in _PRINTED:
        return ending
    start = raw[:1_000].lstrip(_BLANK)
    if start.startswith(b"<") and b"<html" in start.lower():
        return ".html"
    told = next((is_ for begins, is_ in _BEGINNINGS.items() if start.startswith(begins)), "")
    if not told and start.startswith(b"PK\x03\x04"):
        told = next((is_ for part, is_ in _PARTS.items() if part.encode() in raw), "")
    return told or ending
