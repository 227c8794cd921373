"""The pieces of an answer as HTML: card, branches, passages, what was asked step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.markup import filled, named_values
from graphrag.clock import StageEnded
from graphrag.datatypes import Answer, Claim, ModelUse, ScoredPassage, ScoredSentence, Seed, Step
from graphrag.evidence.answer_evidence import AnswerEvidence
from graphrag.evidence.entities import Neighbour
from graphrag.evidence.sources import NumberedSource
from graphrag.retrieval.seeding.reasons import WHY_SEED

SHOWN = 20  # neighbours
EVEN = 0.5  # confidence below which an answer is more likely wrong than right
STAGE_WORDS = {
    "understanding": "Question",
    "signals": "Seeds",
    "facts": "Facts",
    "edges": "Edges",
    "walk": "Walk",
    "rank": "Order",
    "reranking": "Order again",
    "evidence": "Evidence",
    "reading": "Reading",
    "steps": "Between steps",
    "total": "Together",
}


def under_way(stages: Sequence[StageEnded], written: str) -> str:
    """The stages that have ended, each with its time, and what a language model has written so far,
    line by line."""
    ended = [(STAGE_WORDS.get(one.stage, one.stage), one.ms) for one in stages]
    lines = [line for line in written.splitlines() if line.strip()]
    return filled("under_way", stages=ended, lines=lines)


def answer_card(answer: Answer, evidence: AnswerEvidence, total_ms: float) -> str:
    """The answer with the numbers of its sources, who read it and how surely.

    A reader that abstains is shown with what it found; stages that failed, with their notes. A
    sentence that a branch quotes is not quoted here as well, but where the answer is unsure: its
    sentence is then read with it.
    """
    said = {(hop.passage_id, hop.sentence) for path in evidence.branches for hop in path}
    unsure = is_unsure(answer)
    return filled(
        "answer_card",
        answer=answer,
        unsure=unsure,
        in_ten=max(1, round(10 * answer.confidence)),
        guess=answer.text if answer.abstained else "",
        confidence=f"{answer.confidence:.0%}",
        remark="" if "no language model" in answer.note else answer.note,
        notes=dict.fromkeys((*answer.retrieval.notes, *answer.notes)),
        reader=reader_name(answer),
        took=f"{total_ms:.0f} ms",
        sources=[source for source in evidence.sources if source.cited],
        quoted=set() if unsure else said,
        numbers=evidence.numbers,
    )


def is_unsure(answer: Answer) -> bool:
    """Whether the rules that read it are more likely wrong than right, as they were calibrated."""
    return not answer.abstained and answer.reader == "extractive" and answer.confidence < EVEN


def reader_name(answer: Answer) -> str:
    """Who read the answer."""
    if answer.reader == "extractive":
        asked = answer.retrieval.model_use or answer.model_use or answer.notes
        return "Read by rules" if asked else "No language model was used"
    return f"Read by {answer.reader}"


def branch_list(evidence: AnswerEvidence, *, quoted: bool = False) -> str:
    """Each branch hop by hop, with the sentence that states it and a link to its source; the first
    open, the others folded.

    Args:
        quoted: the card of the answer quotes the sentences that it rests on.
    """
    above = {(s.passage_id, cited.text) for s in evidence.sources for cited in s.cited}
    return filled(
        "branch_list",
        branches=evidence.branches,
        numbers=evidence.numbers,
        quoted=above if quoted else set(),
    )


def legend() -> str:
    """What the shapes and colours of the drawing mean."""
    return filled("legend")


def step_list(steps: Sequence[Step], numbers: Mapping[str, int]) -> str:
    """What was asked step by step, what was learned and where from, and why it ended."""
    return filled("step_list", steps=steps, numbers=numbers, sources=_titles)


def _titles(step: Step, learned: Claim) -> dict[str, str]:
    """The titles of the passages that state it, by id."""
    cited = (step.citations[n] for n in learned.citations)
    return {citation.passage_id: citation.title for citation in cited}


def seed_chips(seeds: Sequence[Seed]) -> str:
    """Where the walk started, each with its share and the reason."""
    return filled("seed_chips", seeds=seeds, why=WHY_SEED)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage: a scored sentence, or what stands between two of them."""

    text: str
    sentence: ScoredSentence | None = None
    tint: int = 0
    cited: bool = False


def passage_card(source: NumberedSource, passage: ScoredPassage, best: float) -> str:
    """One passage: sentences tinted by their score, cited ones marked, the score in parts.

    `best` is the highest sentence score of the retrieval, which gets the full tint.
    """
    cited = {(c.start, c.end) for c in source.cited}
    pieces, last = [], 0
    for sentence in sorted(passage.sentences, key=lambda s: s.start):
        if sentence.start < last:
            continue
        text = passage.text[sentence.start : sentence.end]
        is_cited = (sentence.start, sentence.end) in cited
        pieces.append(Piece(passage.text[last : sentence.start]))
        pieces.append(Piece(text, sentence, strength(sentence.score, best), is_cited))
        last = sentence.end
    pieces.append(Piece(passage.text[last:]))
    return filled(
        "passage_card", source=source, passage=passage, pieces=pieces, opened=bool(source.cited)
    )


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
    return named_values(values)


def timing_row(timings: Mapping[str, float]) -> str:
    """Milliseconds by stage, at the end their sum."""
    rows = sorted(timings.items(), key=lambda row: row[0] == "total")
    values = [(STAGE_WORDS.get(name, name), f"{ms:.1f} ms") for name, ms in rows]
    return named_values(values)


def neighbour_list(neighbours: Sequence[Neighbour]) -> str:
    """What facts join to a thing, those that most facts do first."""
    return filled("neighbour_list", neighbours=neighbours[:SHOWN], left=len(neighbours) - SHOWN)


def node_card(kind: str, label: str, sentence: str, source: NumberedSource | None) -> str:
    """What a clicked node of the drawing says, and where."""
    return filled("node_card", kind=kind, label=label, sentence=sentence, source=source)
