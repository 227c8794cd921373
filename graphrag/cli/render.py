"""Answers and retrievals as text worth reading aloud: the answer, its sources, its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graphrag.cli.render_model import asked_words, claim_lines, step_block, understanding_block
from graphrag.cli.terminal import clean, heading, quote, table, wrap
from graphrag.datatypes import Answer, Citation, EvidencePath, Retrieval, ScoredPassage, Seed
from graphrag.datatypes.metadata import COPIES, Metadata
from graphrag.retrieval.seeding.reasons import WHY_SEED
from graphrag.storage.texts import placed

if TYPE_CHECKING:
    from graphrag.explain import EdgeFlow

FALLBACK = (
    "No known name was found in the question, so the graph was not walked: "
    "these passages come from dense and BM25 search alone."
)
SILENCE = "The documents do not say it clearly."
MOST_BRANCHES = 3
SHORT, FEW = 40, 4  # characters of a document's field, and fields, that are written
NO_MODEL = "Read off the passages by rules; no language model was used."


def render_answer(answer: Answer, branches: Sequence[EvidencePath] = ()) -> str:
    """The answer first, then who read it, numbered sources, evidence and timings.

    Args:
        branches: of its evidence, from what the question names to what was read; the first
            `MOST_BRANCHES` are written.
    """
    first = SILENCE if answer.abstained else clean(answer.text)
    blocks = [heading(first), wrap(how_read(answer))]
    blocks += _caveats(answer.retrieval, answer.notes)
    blocks.append(step_block(answer.steps))
    if answer.claims:
        blocks.append("\n".join([heading("Reasoning"), *claim_lines(answer.claims)]))
    if answer.citations:
        title = "What may help" if answer.abstained else "Sources"
        blocks.append("\n".join([heading(title), *_citations(answer.citations)]))
    blocks += _paths(branches[:MOST_BRANCHES])
    blocks.append(_took({**answer.retrieval.timings_ms, **answer.timings_ms}, "Answered"))
    blocks.append(asked_words((*answer.retrieval.model_use, *answer.model_use)))
    return "\n\n".join(block for block in blocks if block)


def how_read(answer: Answer) -> str:
    """Which reader, its note, and how sure it is."""
    sure = f"Confidence {answer.confidence:.2f}."
    if answer.abstained:
        guess = clean(answer.text)
        sure = f"The best guess is {guess} (confidence {answer.confidence:.2f})." if guess else ""
    reader = "" if "by rules" in answer.note else NO_MODEL
    if answer.reader != "extractive":  # how sure it is of itself says little
        sure, reader = "", f"Read by the language model {clean(answer.reader)}."
    return " ".join(part for part in (sure, clean(answer.note), reader) if part)


def render_search(retrieval: Retrieval) -> str:
    """Ranked passages, each with its nearest sentence."""
    blocks = [*_caveats(retrieval), step_block(retrieval.steps)]
    if not retrieval.passages:
        blocks.append("No passage was found.")
    blocks += [_passage(i, p, with_parts=False) for i, p in enumerate(retrieval.passages, 1)]
    blocks.append(_took(retrieval.timings_ms, "Searched"))
    blocks.append(asked_words(retrieval.model_use))
    return "\n\n".join(block for block in blocks if block)


def render_explanation(retrieval: Retrieval, edges: Sequence[EdgeFlow] = ()) -> str:
    """Seeds and why, the strongest edges, evidence paths, scores in parts, timings by stage."""
    blocks = [heading(clean(retrieval.question))]
    blocks += _caveats(retrieval) or [wrap("Found by walking the graph.")]
    blocks.append(understanding_block(retrieval.understanding))
    blocks.append(step_block(retrieval.steps))
    if retrieval.seeds:
        lines = [heading("Seeds: where the walk starts"), *_seeds(retrieval.seeds)]
        blocks.append("\n".join(lines))
    if edges:
        blocks.append("\n".join([heading("Edges the walk crossed most"), *_edges(edges)]))
    blocks += _paths(retrieval.paths)
    blocks.append(heading("Passages, with the parts of each score"))
    blocks += [_passage(i, p, with_parts=True) for i, p in enumerate(retrieval.passages, 1)]
    blocks.append("\n".join([heading("Time by stage"), *_timings(retrieval.timings_ms)]))
    blocks.append(asked_words(retrieval.model_use))
    return "\n\n".join(block for block in blocks if block)


def _caveats(retrieval: Retrieval, notes: Sequence[str] = ()) -> list[str]:
    """What a person should know before trusting what was found."""
    said = [FALLBACK] if retrieval.route != "graph" else []
    return [wrap(note) for note in dict.fromkeys((*said, *retrieval.notes, *notes))]


def _citations(citations: Sequence[Citation]) -> list[str]:
    lines = []
    for number, citation in enumerate(citations, 1):
        mark = f"  [{number}] "
        stands = placed(citation.title, citation.section, citation.page)
        where = f"{stands} ({citation.passage_id}, characters {citation.start}–{citation.end})"
        where += came_from(citation.metadata)
        lines += [wrap(where, " " * len(mark), mark), quote(citation.text, " " * len(mark))]
    return lines


def came_from(metadata: Metadata) -> str:
    """ ", by Ada Lane, 2021-05, also in may.pdf"; empty where nothing is known.

    Of further fields the first short ones; `--json` has all.
    """
    fields = dict(metadata.fields)
    said = [f"by {metadata.author}"] if metadata.author else []
    said += [metadata.date] if metadata.date else []
    said += [f"also in {fields.pop(COPIES)}"] if COPIES in fields else []
    short = [f"{name}: {value}" for name, value in fields.items() if len(value) <= SHORT]
    said += short[:FEW]
    return "".join(f", {part}" for part in said)


def _paths(paths: Sequence[EvidencePath]) -> list[str]:
    blocks = []
    for number, path in enumerate(paths, 1):
        name = "Evidence, hop by hop" if len(paths) == 1 else f"Evidence path {number}, hop by hop"
        lines = [heading(name)]
        for step, hop in enumerate(path, 1):
            mark = f"  {step}. "
            pad = " " * len(mark)
            arrow = "←" if hop.backward else "→"
            said = f"{hop.source} {arrow} {hop.relation} {arrow} {hop.target}"
            lines.append(wrap(said, pad, mark))
            if hop.sentence:
                lines.append(quote(hop.sentence, pad))
        blocks.append("\n".join(lines))
    return blocks


def _seeds(seeds: Sequence[Seed]) -> list[str]:
    rows = [
        (f"{seed.weight:.3f}", clean(seed.entity), WHY_SEED.get(seed.source, seed.source))
        for seed in seeds
    ]
    return table(rows)


def _edges(edges: Sequence[EdgeFlow]) -> list[str]:
    lines = []
    for edge in edges:
        mark = f"  {edge.flow:6.1%}  "
        end = f"passage {edge.target}" if edge.kind == "context" else edge.target
        lines.append(wrap(f"{edge.source} – {end} ({edge.kind})", " " * len(mark), mark))
        if edge.sentence:
            lines.append(quote(edge.sentence, " " * len(mark)))
    return lines


def _passage(rank: int, passage: ScoredPassage, *, with_parts: bool) -> str:
    mark = f"{rank:>3}. "
    pad = " " * len(mark)
    stands = placed(passage.title, passage.section, passage.page)
    lines = [wrap(f"{stands} ({passage.id}), score {passage.score:.3f}", pad, mark)]
    if with_parts and passage.parts:
        parts = ", ".join(f"{name} {value:.3g}" for name, value in passage.parts.items())
        lines.append(wrap(parts, pad))
    if passage.sentences:
        best = max(passage.sentences, key=lambda sentence: sentence.score)
        lines.append(quote(best.text, pad))
    elif passage.text:
        lines.append(quote(passage.text[:300], pad))
    return "\n".join(lines)


def _timings(timings: Mapping[str, float]) -> list[str]:
    rows = [(name, f"{ms:8.2f} ms") for name, ms in timings.items() if name != "total"]
    return table([*rows, ("total", f"{total_ms(timings):8.2f} ms")])


def _took(timings: Mapping[str, float], verb: str) -> str:
    if not timings:
        return ""
    stages = sorted((ms, name) for name, ms in timings.items() if name != "total")
    slow = ", ".join(f"{name} {ms:.0f}" for ms, name in reversed(stages[-3:]) if ms >= 0.5)
    detail = f", most of it in {slow}" if len(stages) > 1 and slow else ""
    return wrap(f"{verb} in {total_ms(timings):.0f} ms{detail}.")


def total_ms(timings: Mapping[str, float]) -> float:
    """The recorded total, or the sum of the stages."""
    return timings.get("total", sum(timings.values()))
