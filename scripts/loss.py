"""Which words of real documents are in no passage: `python scripts/loss.py FOLDER...`.

What a person sees in a file is taken from another library than the reader's (pypdf, python-docx,
python-pptx, openpyxl, Beautiful Soup, the bare source of marked-up text). A word counts as held
where a passage of the same file has it. Left out by name: what a page does not show or shows on
every page (the readers' own noise: navigation, running heads, page numbers, tables of contents),
marks of markup, and addresses behind links. Prints a line a format and the commonest words that
are missing.

A passage is navigation where each of its lines says only words of menus ("previous", "home"), or is
a link that three pages of its folder or more have: what a site repeats on its pages.
"""

from __future__ import annotations

import email
import email.policy
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pptx
import pypdf
from bs4 import BeautifulSoup
from docx.oxml.ns import qn

from graphrag.errors import DocumentError
from graphrag.settings import Chunking
from indexing.clean import decode
from indexing.passages import cut
from indexing.readers.formats import KINDS, read
from indexing.readers.front_matter import split_front

_WORD = re.compile(r"[^\W_]+")
SITE = 3  # pages that have the same link
_UNSHOWN = ("script", "style", "head", "nav", "noscript", "template", "svg", "button", "select")
_MARKUP = (
    (
        ".md",
        r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|<!--[\s\S]*?-->|</?\w[^<>]*>",
    ),
    (".md", r"^\s*\[[^\]]+\]:\s*\S+.*$|^[`~]{3,}.*$|\{[:#.%][^{}]*\}|&\w+;"),
    (".rst", r"^\.\. _[^\n]*$|^\.\. [\w-]+::.*$|^\s+:[\w-]+:.*$|<[^<>`]+>`|:[\w:+-]+:(?=`)"),
)
_NAVIGATION = re.compile(
    r"(?:\W|\b(?:previous|prev|next|home|index|menu|search|skip to (?:main )?content|back to top"
    r"|privacy policy|accept (?:all )?cookies)\b)*",
    re.IGNORECASE,
)


def seen(path: Path, raw: bytes) -> str:
    """The text of a file by another library."""
    ending = path.suffix.lower()
    match ending:
        case ".pdf":
            return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(raw)).pages)
        case ".docx":
            body = docx.Document(BytesIO(raw)).element.body
            texts = ((t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
            return "\n".join("".join(parts) for parts in texts)
        case ".pptx":
            shapes = (s for slide in pptx.Presentation(BytesIO(raw)).slides for s in slide.shapes)
            return "\n".join(s.text_frame.text for s in shapes if s.has_text_frame)
        case ".xlsx":
            book = openpyxl.load_workbook(BytesIO(raw), data_only=True)
            cells = (c for sheet in book for row in sheet.iter_rows(values_only=True) for c in row)
            return "\n".join(str(cell) for cell in cells if cell is not None)
        case ".html" | ".htm":
            soup = BeautifulSoup(raw, "html.parser")
            for element in soup(_UNSHOWN):
                element.decompose()
            return soup.get_text(" ")
        case ".eml":
            message = email.message_from_bytes(raw, policy=email.policy.default)
            body = message.get_body(("plain", "html"))
            return str(body.get_content()) if body else ""
    text = decode(raw)
    if ending == ".md":
        text = split_front(text)[1]
    for kind, marks in _MARKUP:
        if kind == ending:
            text = re.sub(
                marks, " ", text, flags=re.MULTILINE | re.DOTALL if "<!--" in marks else 8
            )
    return text


def words(text: str) -> Counter[str]:
    """The words of a text, in one form; hyphens and line ends inside them do not count."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("\xad", "")
    return Counter(_WORD.findall(re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "", text)))


def menus(pages: list[Path]) -> set[str]:
    """The texts of links that three pages or more have."""
    found: Counter[str] = Counter()
    for page in pages:
        soup = BeautifulSoup(page.read_bytes(), "html.parser")
        found.update({plain(link.get_text(" ")) for link in soup("a")})
    return {text for text, count in found.items() if count >= SITE and text}


def plain(text: str) -> str:
    """Its words and nothing between them, in small letters."""
    return " ".join(_WORD.findall(text.casefold()))


def is_navigation(text: str, known: set[str]) -> bool:
    """Says each line of a passage nothing but what menus say?"""
    lines = [line for line in text.split("\n") if line.strip()]
    return all(_NAVIGATION.fullmatch(line) or plain(line) in known for line in lines)


def main(folders: list[str]) -> None:
    """Print the shares."""
    total: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    missing: dict[str, Counter[str]] = defaultdict(Counter)
    navigation = passages = 0
    known = {
        Path(folder): menus([p for p in Path(folder).rglob("*.htm*") if p.is_file()])
        for folder in folders
    }
    for path in sorted(p for folder in folders for p in Path(folder).rglob("*") if p.is_file()):
        if path.suffix.lower() not in KINDS:
            continue
        raw = path.read_bytes()
        try:
            documents = read(path, raw).documents
        except DocumentError as error:
            print(f"{path}: {error}")
            continue
        found = [passage for document in documents for passage in cut(document, Chunking())]
        held = words(" \n ".join(f"{p.title} \n {p.text}" for p in found))
        shown = words(seen(path, raw))
        gone = Counter({word: n for word, n in shown.items() if word not in held})
        total[path.suffix] += shown.total()
        lost[path.suffix] += gone.total()
        missing[path.suffix] += gone
        passages += len(found)
        site = next(links for folder, links in known.items() if path.is_relative_to(folder))
        navigation += sum(is_navigation(p.text, site) for p in found)
    for kind, count in sorted(total.items()):
        share = 100 * (1 - lost[kind] / max(1, count))
        common = ", ".join(f"{word} {n}" for word, n in missing[kind].most_common(8))
        sys.stdout.write(f"{kind:6} {count:8} words, {share:6.2f} % in passages; not: {common}\n")
    share = 100 * (1 - lost.total() / max(1, total.total()))
    sys.stdout.write(f"all    {total.total():8} words, {share:6.2f} % in passages\n")
    sys.stdout.write(f"{navigation} of {passages} passages are navigation\n")


if __name__ == "__main__":
    main(sys.argv[1:])
