"""What exactly is embedded and searched for a passage, a sentence and an entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphrag.storage.caches import text_keys
from graphrag.storage.catalog import Content
from graphrag.storage.row_list import values_of

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


def passage_texts(content: Content) -> list[str]:
    """`passage_text` of each passage, in order."""
    return [passage_text(p.title, p.text, p.section) for p in content.passages]


def sentence_texts(content: Content) -> list[str]:
    """`sentence_text` of every sentence, corpus-wide in order."""
    return [
        sentence_text(passage.title, passage.text[span.start : span.end])
        for passage, spans in zip(content.passages, content.sentences, strict=True)
        for span in spans
    ]


def entity_texts(content: Content) -> list[str]:
    """The name of every entity, in order."""
    return list(values_of(content.resolution.entities, "name"))


@dataclass(frozen=True, slots=True)
class Embedded:
    """What has a vector, by the matrix it is a row of: each text, and the key of its vector."""

    texts: Mapping[str, Sequence[str]]  # passages, sentences, entities
    keys: Mapping[str, Sequence[bytes]]

    def by_key(self) -> dict[bytes, str]:
        """Every distinct text."""
        return {
            key: text
            for name, keys in self.keys.items()
            for key, text in zip(keys, self.texts[name], strict=True)
        }


def embedded(content: Content, fingerprint: str) -> Embedded:
    """What has a vector of the encoder with that fingerprint."""
    texts = {
        "passages": passage_texts(content),
        "sentences": sentence_texts(content),
        "entities": entity_texts(content),
    }
    return Embedded(texts, {name: text_keys(fingerprint, some) for name, some in texts.items()})


def embedded_texts(content: Content) -> list[str]:
    """Every text that needs a vector."""
    return [*passage_texts(content), *sentence_texts(content), *entity_texts(content)]
