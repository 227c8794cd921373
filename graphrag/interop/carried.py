"""What the retrievers of all frameworks share: how the index is opened, and what a passage carries.

Each of their documents has the passage's id and text, its score, and these metadata:

title, section, page        where the passage stands in its document
route, rank, score_parts    how it was found, and what its score is made of
sentences                   text, start, end and score of each; offsets within the text
evidence_paths              those through this passage, hop by hop with the sentence that states it
notes                       which stages of a language model failed and were left out
path, folder, date, …       where the document comes from, `fields` with whatever else it says
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graphrag.datatypes import Retrieval, ScoredPassage
from graphrag.index import Index, open_index
from graphrag.settings import Settings, load_settings, recorded
from graphrag.storage.catalog import Catalog

Where = str | Sequence[str] | None


def opened(directory: Path | str, settings: Settings | None, preset: str | None) -> Index:
    """The index in `directory`, to be searched by the settings, changed by the preset.

    Raises:
        IndexError_: the directory holds no index that can be opened.
        SettingsError: there is no such preset, or it needs a language model and none is named.
    """
    if preset is None:
        return open_index(directory, settings=settings)
    with Catalog(Path(directory)) as catalog:
        base = settings or recorded(catalog.meta().get("embedding", {}))
    return open_index(directory, settings=load_settings(base=base, preset=preset))


def metadata_of(retrieval: Retrieval, rank: int, passage: ScoredPassage) -> dict[str, Any]:
    """The metadata of one passage: JSON throughout."""
    through = [p for p in retrieval.paths if any(hop.passage_id == passage.id for hop in p)]
    return {
        "title": passage.title,
        "section": passage.section,
        "page": int(passage.page),
        "route": retrieval.route,
        "rank": rank,
        "score_parts": {name: float(value) for name, value in passage.parts.items()},
        "sentences": [
            {"text": s.text, "start": int(s.start), "end": int(s.end), "score": float(s.score)}
            for s in passage.sentences
        ],
        "evidence_paths": [[asdict(hop) for hop in path] for path in through],
        "notes": list(retrieval.notes),
        **asdict(passage.metadata),
        "fields": dict(passage.metadata.fields),
    }
