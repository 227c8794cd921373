"""The JSON that `--json` and the bulk modes print: the datatypes as plain dicts."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from graphrag.datatypes import (
    Answer,
    Citation,
    Claim,
    Hop,
    ModelUse,
    ReadAs,
    Retrieval,
    ScoredPassage,
    Step,
    Understanding,
)
from graphrag.datatypes.metadata import Metadata
from graphrag.evidence.answer_evidence import AnswerEvidence


def search_shape(retrieval: Retrieval) -> dict[str, Any]:
    """`{"question", "route", "passages", "seeds", "paths", "timings_ms", "notes",
    "understanding", "steps", "model_use"}`."""
    return {
        "question": retrieval.question,
        "route": retrieval.route,
        "passages": [passage_shape(passage) for passage in retrieval.passages],
        "seeds": [
            {"entity": seed.entity, "weight": number(seed.weight), "source": seed.source}
            for seed in retrieval.seeds
        ],
        "paths": [[hop_shape(hop) for hop in path] for path in retrieval.paths],
        "timings_ms": numbers(retrieval.timings_ms),
        "notes": list(retrieval.notes),
        "understanding": understanding_shape(retrieval.understanding),
        "steps": [step_shape(step) for step in retrieval.steps],
        "model_use": [use_shape(use) for use in retrieval.model_use],
    }


def ask_shape(answer: Answer) -> dict[str, Any]:
    """The shape of search, and `"answer", "abstained", "form", "confidence", "reader", "note",
    "read_as", "claims", "citations"`; a claim's citations are positions among them.
    """
    found = search_shape(answer.retrieval)
    return {
        "question": found.pop("question"),
        "answer": answer.text,
        "abstained": answer.abstained,
        "form": answer.form,
        "confidence": number(answer.confidence),
        "reader": answer.reader,
        "note": answer.note,
        "read_as": read_shape(answer.read_as),
        "claims": [claim_shape(claim) for claim in answer.claims],
        "citations": [citation_shape(citation) for citation in answer.citations],
        **found,
        "timings_ms": numbers({**answer.retrieval.timings_ms, **answer.timings_ms}),
        "notes": list(dict.fromkeys((*answer.retrieval.notes, *answer.notes))),
        "model_use": [use_shape(use) for use in (*answer.retrieval.model_use, *answer.model_use)],
    }


def answered_shape(answer: Answer, evidence: AnswerEvidence) -> dict[str, Any]:
    """The shape of ask, and its `"evidence"`: the branches that are drawn and the numbered sources.

    A hop that is `backward` is said of its target.
    """
    branches = [
        [{**hop_shape(hop), "backward": hop.backward} for hop in path] for path in evidence.branches
    ]
    sources = [
        {
            "number": source.number,
            "passage_id": source.passage_id,
            "title": source.title,
            "section": source.section,
            "page": source.page,
            "file": source.file,
            "cited": [cited.text for cited in source.cited],
        }
        for source in evidence.sources
    ]
    return {**ask_shape(answer), "evidence": {"branches": branches, "sources": sources}}


def read_shape(read: ReadAs | None) -> dict[str, Any] | None:
    """How a question was read that goes on from others; None where it stands alone."""
    if read is None:
        return None
    return {"asked": read.asked, "question": read.question, "note": read.note}


def claim_shape(claim: Claim) -> dict[str, Any]:
    """A claim and the positions of its citations."""
    return {"text": claim.text, "citations": list(claim.citations)}


def understanding_shape(understood: Understanding | None) -> dict[str, Any] | None:
    """What a language model read out of the question; None when it was not asked, or failed."""
    if understood is None:
        return None
    return {
        "names": list(understood.names),
        "answer_kind": understood.answer_kind,
        "questions": list(understood.questions),
    }


def step_shape(step: Step) -> dict[str, Any]:
    """One step of asking on."""
    return {
        "question": step.question,
        "passages": list(step.passages),
        "learned": [claim_shape(claim) for claim in step.learned],
        "citations": [citation_shape(citation) for citation in step.citations],
        "next_question": step.next_question,
        "why": step.why,
    }


def use_shape(use: ModelUse) -> dict[str, Any]:
    """What one stage asked of a language model."""
    return {
        "stage": use.stage,
        "calls": use.calls,
        "prompt_tokens": use.prompt_tokens,
        "completion_tokens": use.completion_tokens,
        "from_cache": use.from_cache,
        "cost": number(use.cost),
        "ms": number(use.ms),
    }


def passage_shape(passage: ScoredPassage) -> dict[str, Any]:
    """One passage with its score in parts and its sentences."""
    return {
        "id": passage.id,
        "title": passage.title,
        "section": passage.section,
        "page": passage.page,
        "before": passage.before,
        "after": passage.after,
        "text": passage.text,
        "score": number(passage.score),
        "parts": numbers(passage.parts),
        "sentences": [
            {"text": s.text, "start": s.start, "end": s.end, "score": number(s.score)}
            for s in passage.sentences
        ],
        "metadata": metadata_shape(passage.metadata),
    }


def hop_shape(hop: Hop) -> dict[str, str]:
    """One step of an evidence path."""
    return {
        "source": hop.source,
        "relation": hop.relation,
        "target": hop.target,
        "passage_id": hop.passage_id,
        "sentence": hop.sentence,
    }


def citation_shape(citation: Citation) -> dict[str, Any]:
    """One quoted sentence and where it stands."""
    return {
        "passage_id": citation.passage_id,
        "title": citation.title,
        "section": citation.section,
        "page": citation.page,
        "start": citation.start,
        "end": citation.end,
        "text": citation.text,
        "values": list(citation.values),
        "metadata": metadata_shape(citation.metadata),
    }


def metadata_shape(metadata: Metadata) -> dict[str, Any]:
    """Where a text comes from; empty where nothing is known."""
    plain = {name: getattr(metadata, name) for name in ("path", "folder", "date", "author")}
    return {**plain, "fields": dict(metadata.fields)}


def number(value: float) -> float:
    """A plain float with six decimals; NumPy scalars are accepted."""
    return round(float(value), 6)


def numbers(values: Mapping[str, float]) -> dict[str, float]:
    """The same for each value."""
    return {name: number(value) for name, value in values.items()}


def to_json(value: object, *, indent: int | None = None, encoding: str | None = None) -> str:
    """JSON in Unicode; escaped to ASCII where `encoding` (default: stdout's) cannot write it.

    Raises:
        ValueError: a number is not finite.
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    try:
        text.encode(encoding or sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=indent, allow_nan=False)
    return text
