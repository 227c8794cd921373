"""Answers, paths and passages as HTML in which every text of a document is escaped."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from graphrag.datatypes import (
    Answer,
    EvidencePath,
    ModelUse,
    Retrieval,
    ScoredPassage,
    Seed,
    Step,
)
from graphrag.language.plain import plain

WHY_SEED = {
    "mention": "named in the question",
    "fuzzy": "almost named in the question",
    "vector": "a name close in meaning",
    "fact": "an end of one of the nearest facts",
    "anchor": "an anchor word of the question",
    "llm": "named by the language model",
}


def safe(text: str) -> str:
    """Text as HTML text or attribute value: no tag, entity or quote of it survives."""
    return html.escape(plain(text), quote=True)


def being_written(text: str) -> str:
    """What a language model has written so far, line by line."""
    lines = "".join(f"<p>{safe(line)}</p>" for line in text.splitlines() if line.strip())
    return (
        '<section class="gr-card gr-answer"><p class="gr-kicker">Being written</p>'
        f"{lines}</section>"
    )


def answer_card(answer: Answer, total_ms: float) -> str:
    """The answer, who read it and how surely, and the numbered sources."""
    badges = [_badge(reader_name(answer)), _badge(f"{total_ms:.0f} ms")]
    if answer.abstained:
        badges.insert(0, _badge("The evidence is thin", "warn"))
    elif answer.reader == "extractive":  # how sure a language model is of itself says little
        badges.insert(0, _badge(f"Confidence {answer.confidence:.0%}"))
    if answer.retrieval.route != "graph":
        badges.append(_badge("No known name in the question: dense and BM25 search only", "warn"))
    tone, kicker, text = "", "Answer", safe(answer.text) + _marks(answer)
    if answer.abstained:
        tone, kicker, text = " gr-silent", "No answer", "The passages do not settle this."
    return (
        f'<section class="gr-card gr-answer{tone}"><p class="gr-kicker">{kicker}</p>'
        f'<p class="gr-answer-text">{text}</p>{_note(answer)}{_notes(answer)}{_claims(answer)}'
        f'<p class="gr-badges">{"".join(badges)}</p>{_sources(answer)}</section>'
    )


def _marks(answer: Answer) -> str:
    numbers = range(1, len(answer.citations) + 1)
    return "".join(f'<a class="gr-mark" href="#source-{n}">{n}</a>' for n in numbers)


def _note(answer: Answer) -> str:
    """The best guess of a reader that abstains, and what it says about itself."""
    parts = []
    if answer.abstained and answer.text:
        guess = safe(answer.text)
        parts.append(f"The best guess is <b>{guess}</b>, with {answer.confidence:.0%} confidence.")
    if "no language model" not in answer.note:
        parts.append(safe(answer.note))
    note = " ".join(part for part in parts if part)
    return f'<p class="gr-note">{note}</p>' if note else ""


def _notes(answer: Answer) -> str:
    """Which stages of a language model failed and were left out."""
    notes = dict.fromkeys((*answer.retrieval.notes, *answer.notes))
    return "".join(f'<p class="gr-note gr-left-out">{safe(note)}</p>' for note in notes)


def _claims(answer: Answer) -> str:
    """Each step of the reasoning with links to its sources, or that it has none."""
    if not answer.claims:
        return ""
    rows = []
    for claim in answer.claims:
        marks = "".join(
            f'<a class="gr-mark" href="#source-{n + 1}">{n + 1}</a>' for n in claim.citations
        )
        rows.append(f"<li>{safe(claim.text)}{marks or _badge('not cited', 'warn')}</li>")
    return f'<p class="gr-kicker">Reasoning</p><ol class="gr-claims">{"".join(rows)}</ol>'


def step_list(steps: Sequence[Step], rank: Mapping[str, int]) -> str:
    """What was asked step by step, what was learned and where from, and why it ended."""
    rows = []
    for step in steps:
        learned = []
        for claim in step.learned:
            names = {step.citations[n].passage_id: step.citations[n].title for n in claim.citations}
            links = "".join(
                f'<a class="gr-mark" href="#passage-{rank[name]}">{rank[name]}</a>'
                if name in rank
                else _badge(title)
                for name, title in names.items()
            )
            learned.append(f"<li>{safe(claim.text)}{links or _badge('not cited', 'warn')}</li>")
        end = "" if step.next_question else f'<p class="gr-hint">Ended here: {safe(step.why)}.</p>'
        rows.append(
            f"<li><p><b>{safe(step.question)}</b></p>"
            f'<ol class="gr-claims">{"".join(learned)}</ol>{end}</li>'
        )
    return f'<ol class="gr-steps">{"".join(rows)}</ol>'


def reader_name(answer: Answer) -> str:
    """Who read the answer."""
    if answer.reader == "extractive":
        asked = answer.retrieval.model_use or answer.model_use or answer.notes
        return "Read by rules" if asked else "No language model was used"
    return f"Read by {answer.reader}"


def _badge(text: str, tone: str = "plain") -> str:
    return f'<span class="gr-badge gr-{tone}">{safe(text)}</span>'


def _sources(answer: Answer) -> str:
    if not answer.citations:
        return ""
    rank = ranks(answer.retrieval)
    rows = []
    for number, citation in enumerate(answer.citations, 1):
        target = rank.get(citation.passage_id)
        title = safe(citation.title)
        link = f'<a href="#passage-{target}">{title}</a>' if target else title
        rows.append(
            f'<li id="source-{number}"><span class="gr-mark">{number}</span>'
            f'<div><q>{safe(citation.text)}</q><span class="gr-where">{link}</span></div></li>'
        )
    kicker = "What was found" if answer.abstained else "Sources"
    return f'<p class="gr-kicker">{kicker}</p><ol class="gr-sources">{"".join(rows)}</ol>'


def ranks(retrieval: Retrieval) -> dict[str, int]:
    """The number of each passage, 1 the best."""
    return {passage.id: n for n, passage in enumerate(retrieval.passages, 1)}


def path_list(paths: Sequence[EvidencePath], rank: Mapping[str, int]) -> str:
    """Each path hop by hop, with the sentence that states it and a link to its passage."""
    blocks = []
    for number, path in enumerate(paths, 1):
        head = f'<p class="gr-kicker">Path {number}</p>' if len(paths) > 1 else ""
        steps = []
        for hop in path:
            where = rank.get(hop.passage_id)
            mark = f'<a class="gr-mark" href="#passage-{where}">{where}</a>' if where else ""
            quote = f"<q>{safe(hop.sentence)}</q>" if hop.sentence else ""
            steps.append(
                f'<li><p class="gr-hop"><b>{safe(hop.source)}</b>'
                f"<i>{safe(hop.relation)}</i><b>{safe(hop.target)}</b>{mark}</p>{quote}</li>"
            )
        blocks.append(f'{head}<ol class="gr-path">{"".join(steps)}</ol>')
    return f'<div class="gr-paths">{"".join(blocks)}</div>'


def seed_chips(seeds: Sequence[Seed]) -> str:
    """Where the walk started, each with its share and the reason."""
    chips = [
        f'<span class="gr-badge gr-plain" title="{safe(WHY_SEED.get(s.source, s.source))}">'
        f"{safe(s.entity)} <small>{s.weight:.0%}</small></span>"
        for s in seeds
    ]
    return f'<p class="gr-badges">{"".join(chips)}</p>'


def passage_card(number: int, passage: ScoredPassage, answer: Answer, best: float) -> str:
    """One passage: sentences tinted by their score, cited ones marked, the score in parts.

    `best` is the highest sentence score of the retrieval, which gets the full tint.
    """
    cited = {
        (c.start, c.end): n for n, c in enumerate(answer.citations, 1) if c.passage_id == passage.id
    }
    body, last = [], 0
    for sentence in sorted(passage.sentences, key=lambda s: s.start):
        if sentence.start < last:
            continue
        body.append(safe(passage.text[last : sentence.start]))
        text = safe(passage.text[sentence.start : sentence.end])
        source = cited.get((sentence.start, sentence.end))
        mark = f'<a class="gr-mark" href="#source-{source}">{source}</a>' if source else ""
        kind = "gr-s gr-cited" if source else "gr-s"
        tint = strength(sentence.score, best)
        body.append(
            f'<span class="{kind}" style="--tint:{tint}%" '
            f'title="cosine to the question {sentence.score:.2f}">{text}</span>{mark}'
        )
        last = sentence.end
    body.append(safe(passage.text[last:]))
    opened = " open" if cited or number <= 2 else ""
    return (
        f'<details class="gr-card gr-passage" id="passage-{number}"{opened}><summary>'
        f'<span class="gr-mark">{number}</span><b>{safe(passage.title)}</b>'
        f'<span class="gr-score">{passage.score:.3f}</span></summary>'
        f'<p class="gr-text">{"".join(body)}</p>{_parts(passage)}</details>'
    )


def strength(score: float, best: float) -> int:
    """Tint in per cent: none up to 0.6 of the best score, full at the best."""
    if best <= 0:
        return 0
    return round(100 * min(1.0, max(0.0, (score / best - 0.6) / 0.4)))


def _parts(passage: ScoredPassage) -> str:
    parts = "".join(
        f"<span>{safe(name)} <b>{value:.3g}</b></span>" for name, value in passage.parts.items()
    )
    return f'<p class="gr-parts"><span>{safe(passage.id)}</span>{parts}</p>'


def model_row(uses: Sequence[ModelUse]) -> str:
    """What the language model was asked, by stage."""
    cells = "".join(
        f"<span>{safe(use.stage)} <b>{use.calls} calls, {use.from_cache} kept, "
        f"{use.prompt_tokens:,} + {use.completion_tokens:,} tokens, {use.ms:.0f} ms</b></span>"
        for use in uses
    )
    return f'<p class="gr-parts">{cells}</p>'


def timing_row(timings: Mapping[str, float]) -> str:
    """Milliseconds by stage."""
    cells = "".join(f"<span>{safe(k)} <b>{ms:.1f} ms</b></span>" for k, ms in timings.items())
    return f'<p class="gr-parts">{cells}</p>'
