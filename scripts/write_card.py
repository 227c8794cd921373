"""The card of a learned file: what it is, from which data, settings and code, with which figures.

`fit_ranker.py` and `fit_reader.py` call it where they write a learned file; a card is never
written by hand. It has no date: the same fit gives the same card.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graphrag.storage.cards import Made

ROOT = Path(__file__).resolve().parents[1]
LICENCES = {  # of the question sets by folder; passages of the first three are Wikipedia's
    "2wiki": "2WikiMultiHopQA (Ho et al. 2020), Apache-2.0; passages CC BY-SA",
    "hotpotqa": "HotpotQA (Yang et al. 2018), CC BY-SA 4.0; passages CC BY-SA",
    "musique": "MuSiQue (Trivedi et al. 2022), CC BY 4.0; passages CC BY-SA",
    "news": "MultiHop-RAG (Tang & Yang 2024), ODC-BY",
    "dated": "TimeQA (Chen et al. 2021), BSD-3-Clause; passages CC BY-SA",
    "posts": "SQuADShifts, Reddit (Miller et al. 2020), CC BY 4.0",
    "talk": "SQuADShifts, Reddit (Miller et al. 2020), CC BY 4.0",
    "turns": "SQuADShifts, new Wikipedia (Miller et al. 2020), CC BY 4.0; passages CC BY-SA",
    "papers": "COVID-QA (Moeller et al. 2020), Apache-2.0; articles CC BY",
    "searches": "QED (Lamm et al. 2021), CC BY-SA 3.0",
    "untitled": "HotpotQA (Yang et al. 2018), CC BY-SA 4.0; passages CC BY-SA",
}
Figures = Mapping[str, Mapping[str, Mapping[str, float]]]  # how tested -> set -> metric -> value


def write_card(
    learned: Path,
    what: str,
    folders: Iterable[Path],
    inputs: Mapping[str, Any],
    made: Made,
    code: Iterable[str],
    figures: Figures,
    rows: Iterable[Path] = (),
) -> None:
    """Write NAME.card.json beside NAME.json.

    Args:
        what: a sentence or two.
        folders: each with `corpus.jsonl` and `questions.jsonl`.
        inputs: the settings that decide what was learned from (`cards.values`).
        made: how the indexes were made.
        code: files and folders of the repository that compute what was learned from.
        rows: files drawn from the data that the fit read, kept by digest.

    Raises:
        KeyError: the licence of a folder's questions is not known.
    """
    card = {
        "what": what,
        "file": learned.name,
        "sha256": digest(learned),
        "licence": "MIT, as the code",
        "data": {folder.name: data_of(folder) for folder in folders},
        "settings": dict(inputs),
        "index": asdict(made),
        "code": {part: code_digest(ROOT / part) for part in code},
        "rows": {path.name: {"lines": _lines(path), "sha256": digest(path)} for path in rows},
        "figures": figures,
    }
    path = learned.with_suffix(".card.json")
    path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _lines(path: Path) -> int:
    return len(path.read_bytes().splitlines())


def data_of(folder: Path) -> dict[str, Any]:
    """Licence, digests and counts of a folder's two files."""
    names = ("corpus.jsonl", "questions.jsonl")
    rows = {
        name: {
            "lines": _lines(folder / name),
            "sha256": digest(folder / name),
        }
        for name in names
    }
    return {"licence": LICENCES[folder.name], **rows}


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def code_digest(part: Path) -> str:
    """SHA-256 over the sources and lists of words of a file or folder, by path."""
    found = hashlib.sha256()
    for path in [part] if part.is_file() else sorted(part.rglob("*")):
        if path.suffix in (".py", ".txt", ".tsv", ".toml"):
            found.update(path.relative_to(ROOT).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()
