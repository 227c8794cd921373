"""Answers, paths and passages as HTML (Jinja2, app/templates).

Templates escape whatever they are given, and only other templates' output passes as it is: no text
of a document is markup. What a piece shows is decided here; how it looks, in its template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from graphrag.datatypes import (
    Answer,
    Claim,
    EvidencePath,
    ModelUse,
    Retrieval,
    ScoredPassage,
    ScoredSentence,
    Seed,
    Step,
)
from graphrag.language.plain import plain
from graphrag.seeding.reasons import WHY_SEED
from graphrag.storage.catalog import Failure
from graphrag.storage.texts import placed


def _harmless(value: object) -> object:
    """Without control characters; what templates made is left alone. Escaping comes after it."""
    return value if isinstance(value, Markup) else plain(str(value))


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    finalize=_harmless,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals["placed"] = placed


def _filled(template: str, **values: object) -> str:
    return _TEMPLATES.get_template(f"{template}.html").render(values)


def line(text: str, style: str, role: str = "") -> str:
    """One paragraph; `style` is its class, `role` what a screen reader takes it for."""
    return _filled("line", text=text, style=style, role=role)


def being_written(text: str) -> str:
    """What a language model has written so far, line by line."""
    return _filled("being_written", lines=[line for line in text.splitlines() if line.strip()])


def answer_card(answer: Answer, total_ms: float) -> str:
    """The answer, who read it and how surely, and the numbered sources.

    A reader that abstains is shown with its best guess; stages that failed, with their notes.
    """
    return _filled(
        "answer_card",
        answer=answer,
        guess=answer.text if answer.abstained else "",
        confidence=f"{answer.confidence:.0%}",
        remark="" if "no language model" in answer.note else answer.note,
        notes=dict.fromkeys((*answer.retrieval.notes, *answer.notes)),
        reader=reader_name(answer),
        took=f"{total_ms:.0f} ms",
        rank=ranks(answer.retrieval),
    )


def reader_name(answer: Answer) -> str:
    """Who read the answer."""
    if answer.reader == "extractive":
        asked = answer.retrieval.model_use or answer.model_use or answer.notes
        return "Read by rules" if asked else "No language model was used"
    return f"Read by {answer.reader}"


def step_list(steps: Sequence[Step], rank: Mapping[str, int]) -> str:
    """What was asked step by step, what was learned and where from, and why it ended."""
    return _filled("step_list", steps=steps, rank=rank, sources=_sources)


def _sources(step: Step, learned: Claim) -> dict[str, str]:
    """The titles of the passages that state it, by id."""
    cited = (step.citations[n] for n in learned.citations)
    return {citation.passage_id: citation.title for citation in cited}


def ranks(retrieval: Retrieval) -> dict[str, int]:
    """The number of each passage, 1 the best."""
    return {passage.id: n for n, passage in enumerate(retrieval.passages, 1)}


def path_list(paths: Sequence[EvidencePath], rank: Mapping[str, int]) -> str:
    """Each path hop by hop, with the sentence that states it and a link to its passage."""
    return _filled("path_list", paths=paths, rank=rank)


def seed_chips(seeds: Sequence[Seed]) -> str:
    """Where the walk started, each with its share and the reason."""
    return _filled("seed_chips", seeds=seeds, why=WHY_SEED)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage: a scored sentence, or what stands between two of them."""

    text: str
    sentence: ScoredSentence | None = None
    tint: int = 0
    source: int = 0  # the number of the citation it is, from 1


def passage_card(number: int, passage: ScoredPassage, answer: Answer, best: float) -> str:
    """One passage: sentences tinted by their score, cited ones marked, the score in parts.

    `best` is the highest sentence score of the retrieval, which gets the full tint.
    """
    cited = {
        (c.start, c.end): n for n, c in enumerate(answer.citations, 1) if c.passage_id == passage.id
    }
    pieces, last = [], 0
    for sentence in sorted(passage.sentences, key=lambda s: s.start):
        if sentence.start < last:
            continue
        text = passage.text[sentence.start : sentence.end]
        source = cited.get((sentence.start, sentence.end), 0)
        pieces.append(Piece(passage.text[last : sentence.start]))
        pieces.append(Piece(text, sentence, strength(sentence.score, best), source))
        last = sentence.end
    pieces.append(Piece(passage.text[last:]))
    opened = bool(cited) or number <= 2
    return _filled("passage_card", number=number, passage=passage, pieces=pieces, opened=opened)


def strength(score: float, best: float) -> int:
    """Tint in per cent: none up to 0.6 of the best score, full at the best."""
    if best <= 0:
        return 0
    return round(100 * min(1.0, max(0.0, (score / best - 0.6) / 0.4)))


def model_row(uses: Sequence[ModelUse]) -> str:
    """What the language model was asked, by stage."""
    values = [
        (
            use.stage,
            f"{use.calls} calls, {use.from_cache} kept, {use.prompt_tokens:,} + "
            f"{use.completion_tokens:,} tokens, {use.ms:.0f} ms",
        )
        for use in uses
    ]
    return _filled("named_values", values=values)


def timing_row(timings: Mapping[str, float]) -> str:
    """Milliseconds by stage."""
    return _filled("named_values", values=[(k, f"{ms:.1f} ms") for k, ms in timings.items()])


def stats_table(values: Mapping[str, str]) -> str:
    """Counts by name."""
    return _filled("stats_table", values=values)


def failure_list(failures: Sequence[Failure]) -> str:
    """Documents that could not be read, folded away."""
    return _filled("failure_list", failures=failures)
