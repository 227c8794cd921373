"""Cards: where each learned file comes from, and whether it is used as it was fitted.

Beside every learned file NAME.json lies NAME.card.json, written by the script that fits it
(`scripts/write_card.py`): data and code by digest, settings, figures, licence. Here a card's
settings are held against those in force. Nothing is refused: a note says where they differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from graphrag.settings import Settings

# Sections and single settings that decide what the features of candidates are. `walk.solver` is
# not among them: the solvers compute the same scores.
GRAPH = ("linking", "weighting", "walk.seeds", "walk.damping", "store.bm25_k1", "store.bm25_b")
ENCODER = ("embedding.provider", "embedding.precision", "embedding.max_tokens", "embedding.model")
ALONE = (*GRAPH, *ENCODER, "reranking.pool_walk", "reranking.pool_list")
JOINT = (*ALONE, "reranking.pool_hop")
READER = (*ENCODER, "reading.passages", "reading.relations")  # a file for each `relations`

# Rules of extraction that read the texts of the fits as those of the cards did: other names in 4 of
# their 9,724 passages (docs/decisions/0034-a-code-is-a-word-and-a-name.md), other sentences in 3
# (docs/decisions/0044-a-column-by-another-word.md).
_ALIKE = dict.fromkeys(("rules-3", "rules-4", "rules-5"), "rules-2")


@dataclass(frozen=True, slots=True)
class Made:
    """How an index was made, as far as what is learned depends on it."""

    extractor: str
    encoder: str
    fingerprint: str  # of the encoder


@dataclass(frozen=True, slots=True)
class Card:
    """What is compared of a card; the file says more."""

    settings: Mapping[str, Any]  # section.key -> value at the fit
    made: Made


@cache
def read_card(package: str, name: str) -> Card:
    """The card of the learned file `name`.json in `package`."""
    table = json.loads(files(package).joinpath(f"{name}.card.json").read_text("utf-8"))
    return Card(table["settings"], Made(**table["index"]))


def values(settings: Settings, names: tuple[str, ...]) -> dict[str, Any]:
    """`section.key` -> value of the named settings and sections; lists as JSON has them."""
    found = {}
    for name in names:
        section, _, key = name.partition(".")
        part = getattr(settings, section)
        for one in (key,) if key else (field.name for field in fields(part)):
            value = getattr(part, one)
            found[f"{section}.{one}"] = list(value) if isinstance(value, tuple) else value
    return found


def order_note(settings: Settings, made: Made) -> str:
    """Where the learned order is used otherwise than it was fitted; empty: nowhere."""
    used = {name: ("joint", JOINT) for name in ("learned", "unread", "hedged")} | {
        "alone": ("alone", ALONE)
    }
    if settings.reranking.ranker not in used:
        return ""
    name, inputs = used[settings.reranking.ranker]
    card = read_card("graphrag.retrieval.reranking", name)
    return _note("order of passages", values(settings, inputs), made, card)


def reader_note(settings: Settings, made: Made) -> str:
    """The same of the reader's weights."""
    if settings.reading.reader != "extractive":
        return ""
    card = read_card("graphrag.reading", f"weights-{settings.reading.relations}")
    made = Made(card.made.extractor, made.encoder, made.fingerprint)  # it reads texts, no triples
    return _note("choice of answers", values(settings, READER), made, card)


def _note(what: str, now: Mapping[str, Any], made: Made, card: Card) -> str:
    found = "; ".join(
        f"at {name}={_said(then)}, not {_said(value)}"
        for name, then, value in _differing(now, made, card)
    )
    return f"The learned {what} was fitted {found}." if found else ""


def _differing(now: Mapping[str, Any], made: Made, card: Card) -> Iterator[tuple[str, Any, Any]]:
    """(setting, fitted value, value in force), where the difference can matter."""
    known = False
    young = values(Settings(), tuple(now))  # a setting that is younger than the card
    for name, value in now.items():
        then = card.settings.get(name, young[name])
        if value == then or not _matters(name, now):
            continue
        known = known or name.startswith("embedding.")
        yield name, then, value
    if made.fingerprint != card.made.fingerprint and not known:
        yield "the encoder", card.made.encoder, made.encoder
    if _rules(made.extractor) != _rules(card.made.extractor):
        yield "extraction.extractor", card.made.extractor, made.extractor


def _rules(extractor: str) -> str:
    """The rules and their pipeline, under one name where they read alike: "rules-2/blank_en"."""
    rules, slash, pipeline = extractor.partition("/")
    return f"{_ALIKE.get(rules, rules)}{slash}{pipeline}"


def _matters(name: str, now: Mapping[str, object]) -> bool:
    """Whether a setting is read at all beside the others."""
    if name == "weighting.temperature":
        return now["weighting.scheme"] == "query-aware"
    if name in ("embedding.precision", "embedding.model"):
        return (now["embedding.provider"] == "minilm") == (name == "embedding.precision")
    return True


def _said(value: Any) -> str:
    return (",".join(value) or "none") if isinstance(value, list) else str(value)
