"""What exactly is embedded and searched for a passage, a sentence and an entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Passage
from graphrag.storage.caches import key_list, key_table, text_keys
from graphrag.storage.catalog import Content
from graphrag.storage.ragged import distinct, is_in
from graphrag.storage.row_list import values_of
from graphrag.storage.span_lists import span_lists

Keys = NDArray[np.uint8]  # (n, 16)

ARROW = " › "  # between a document's title and its headings


def passage_text(title: str, text: str, section: str = "") -> str:
    """A passage as the dense and the BM25 vector see it."""
    name = placed(title, section)
    return f"{name}. {text}" if name else text


def placed(title: str, section: str, page: int = 0) -> str:
    """Where a passage stands: "Handbook › Travel › Booking, page 3"."""
    named = ARROW.join(part for part in (title, section) if part)
    return f"{named}, page {page}" if page else named


def sentence_text(title: str, sentence: str) -> str:
    """A sentence (and so every fact it states) as the encoder sees it."""
    return f"{title}: {sentence}" if title else sentence


class PassageTexts(Sequence[str]):
    """`passage_text` of each passage, made when it is asked for."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages

    def __len__(self) -> int:
        return len(self._passages)

    def __getitem__(self, place: Any) -> Any:
        one = self._passages[place]
        return passage_text(one.title, one.text, one.section)


def passage_texts(content: Content) -> Sequence[str]:
    """`passage_text` of each passage, in order."""
    return PassageTexts(content.passages)


def sentence_texts(content: Content) -> list[str]:
    """`sentence_text` of every sentence, corpus-wide in order."""
    return [
        sentence_text(passage.title, passage.text[start:end])
        for passage, spans in zip(
            content.passages, span_lists(content.sentences).bounds(), strict=True
        )
        for start, end in spans
    ]


def entity_texts(content: Content) -> list[str]:
    """The name of every entity, in order."""
    return list(values_of(content.resolution.entities, "name"))


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    """The former generation's rows that have the same text, by the names of the matrices."""

    rows: Mapping[str, NDArray[np.int64]]  # where each of ours was there; -1: nowhere
    keys: Mapping[str, Keys]  # its own


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """What has a vector, by the matrix it is a row of: passages, sentences, entities."""

    passages: Sequence[str]  # the text of each
    keys: Mapping[str, Keys]  # of each vector
    new: Mapping[bytes, str]  # the texts, but for those that the former generation has
    same: Same | None = None

    def gone(self) -> set[bytes]:
        """The keys of the former generation that are none any more, as far as `same` says."""
        assert self.same is not None
        left = []
        for name, keys in self.same.keys.items():
            rows, lost = self.same.rows[name], np.ones(len(keys), dtype=bool)
            lost[rows[rows >= 0]] = False
            left.append(keys[lost].reshape(-1, 16))
        lost_keys, now = np.concatenate(left), np.concatenate(list(self.keys.values()))
        again = now[is_in(_short(now), _short(lost_keys))]
        return set(key_list(lost_keys)).difference(key_list(again))

    def count(self) -> int:
        """How many distinct keys there are."""
        return len(distinct(_short(np.concatenate(list(self.keys.values())))))


def _short(keys: Keys) -> NDArray[np.uint64]:
    """Half of each key: two of a million are the same once in many million indexes."""
    return np.ascontiguousarray(keys[:, :8]).view(np.uint64).ravel()


def embedded(content: Content, fingerprint: str, same: Same | None = None) -> Embedded:
    """What has a vector of the encoder with that fingerprint.

    Args:
        same: what the former generation, of the same encoder, has of it; default: nothing is known.
    """
    passages = passage_texts(content)
    if same is None:
        texts = {"passages": passages, "sentences": sentence_texts(content)}
        texts["entities"] = entity_texts(content)
        found = {name: text_keys(fingerprint, some) for name, some in texts.items()}
        new = {k: t for name in texts for k, t in zip(found[name], texts[name], strict=True)}
        return Embedded(passages, {name: key_table(keys) for name, keys in found.items()}, new)
    keys, new = {}, {}
    for name, rows in same.rows.items():
        fresh = np.flatnonzero(rows < 0)
        some = _texts_at(content, name, fresh)
        own = text_keys(fingerprint, some)
        new.update(zip(own, some, strict=True))
        keys[name] = np.empty((len(rows), 16), np.uint8)
        keys[name][rows >= 0] = same.keys[name].reshape(-1, 16)[rows[rows >= 0]]
        keys[name][fresh] = key_table(own)
    return Embedded(passages, keys, new, same)


def _texts_at(content: Content, name: str, places: NDArray[np.intp]) -> list[str]:
    """Some rows' texts of one matrix."""
    numbers = places.tolist()
    if name == "passages":
        texts = passage_texts(content)
        return [texts[n] for n in numbers]
    if name == "entities":
        names = values_of(content.resolution.entities, "name")
        return [names[n] for n in numbers]
    lists = span_lists(content.sentences)
    owners = (np.searchsorted(lists.first, places, side="right") - 1).tolist()
    bounds = lists.table[places].tolist()
    owned = zip((content.passages[n] for n in owners), bounds, strict=True)
    return [sentence_text(p.title, p.text[start:end]) for p, (start, end) in owned]


def embedded_texts(content: Content) -> list[str]:
    """Every text that needs a vector."""
    return [*passage_texts(content), *sentence_texts(content), *entity_texts(content)]
