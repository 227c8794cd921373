"""The evidence of an answer as one SVG: question, answer, drawing, and the sentences behind it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from html import escape as escaped

from app.ask.chart import drawing_of, short
from app.ask.drawn_points import Drawing, Node
from graphrag.datatypes import Answer
from graphrag.evidence.answer_evidence import AnswerEvidence
from graphrag.language.plain import plain

WIDTH, LEFT, TOP, COLUMN, ROW, LINE = 1000, 124, 118, 124, 84, 21
STYLE = """
text { font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #22262b; }
.paper { fill: #fdfdfc; stroke: #d9dade; } .line { stroke: #b9bec4; stroke-width: 1.5; }
.pill { fill: #fdfdfc; stroke: #b9bec4; } .named { fill: #2f5d8a; } .thing { fill: #9db4c8; }
.read { fill: #c27b1a; } .tip { fill: #b9bec4; } .question { font-size: 18px; }
.answer { font-size: 24px; font-weight: 700; } .name { font-size: 13px; font-weight: 600; }
.said { font-size: 12px; font-style: italic; } .source { font-size: 13px; }
.number { font-weight: 700; } .title { font-style: normal; opacity: .65; }
@media (prefers-color-scheme: dark) {
text { fill: #e4e6e8; } .paper { fill: #16191d; stroke: #343a40; } .line { stroke: #4a525a; }
.pill { fill: #16191d; stroke: #4a525a; } .named { fill: #8db7dd; } .thing { fill: #56708a; }
.read { fill: #e0a24a; } .tip { fill: #4a525a; } }
"""


def escape(text: str) -> str:
    """Text as text, without control characters."""
    return escaped(plain(text))


def picture(answer: Answer, evidence: AnswerEvidence) -> str:
    """The SVG. It names nothing outside itself."""
    drawing = drawing_of(evidence)
    top = TOP - ROW * min((node.y for node in drawing.nodes), default=0)
    bottom = top + ROW * max((node.y for node in drawing.nodes), default=0) + 70
    sources = source_lines(evidence, drawing, bottom)
    height = bottom + LINE * len(sources) + 14
    asked = escape(short(answer.retrieval.question, 110))
    width = max(WIDTH, LEFT * 2 + COLUMN * (drawing.columns - 1))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" role="img">',
        f"<title>{escape(answer.retrieval.question)} {escape(answer.text)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height:.0f}" rx="12"/>',
        f'<text class="question" x="28" y="42">{asked}</text>',
        f'<text class="answer" x="28" y="74">{escape(short(answer.text, 72))}</text>',
        *edge_lines(drawing, top),
        *(node_shape(node, evidence.numbers, top) for node in drawing.nodes),
        *sources,
        "</svg>\n",
    ]
    return "\n".join(parts)


def place(node: Node, top: float) -> tuple[float, float]:
    """Pixels of a node's centre."""
    return LEFT + COLUMN * node.x, top + ROW * node.y


def edge_lines(drawing: Drawing, top: float) -> list[str]:
    """Straight lines; those into a thing end in a dot at its rim."""
    at = {node.key: place(node, top) for node in drawing.nodes}
    lines = []
    for a, b in drawing.edges:
        (x1, y1), (x2, y2) = at[a], at[b]
        lines.append(f'<path class="line" d="M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}"/>')
        if b.startswith("e:"):
            length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1.0
            x, y = x2 - 13 * (x2 - x1) / length, y2 - 13 * (y2 - y1) / length
            lines.append(f'<circle class="tip" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>')
    return lines


def node_shape(node: Node, numbers: Mapping[str, int], top: float) -> str:
    """A circle with its name below, or a pill with what is said and the source's number."""
    x, y = place(node, top)
    if node.kind != "statement":
        return (
            f'<circle class="{node.kind}" cx="{x:.0f}" cy="{y:.0f}" r="10"/>'
            f'<text class="name" x="{x:.0f}" y="{y + 28:.0f}" text-anchor="middle">'
            f"{escape(short(node.label, 28))}</text>"
        )
    said = short(node.label, 22)
    half = 3.4 * len(said) + 16
    return (
        f'<rect class="pill" x="{x - half:.0f}" y="{y - 12:.0f}" width="{2 * half:.0f}" '
        f'height="24" rx="12"/><text class="said" x="{x:.0f}" y="{y + 4:.0f}" '
        f'text-anchor="middle">{escape(said)} '
        f'<tspan class="number">{numbers.get(node.passage_id, "")}</tspan></text>'
    )


def source_lines(evidence: AnswerEvidence, drawing: Drawing, top: float) -> list[str]:
    """The sentences of the statements, numbered by their source, wrapped."""
    lines: list[str] = []
    for row, (number, text) in enumerate(sentences_below(evidence, drawing)):
        y = top + LINE * row
        mark = f'<tspan class="number">{number}</tspan>' if number else ""
        words = f'<text class="source" x="50" y="{y:.0f}">{escape(text)}</text>'
        lines.append(f'<text class="source" x="28" y="{y:.0f}">{mark}</text>{words}')
    return lines


def sentences_below(evidence: AnswerEvidence, drawing: Drawing) -> list[tuple[int, str]]:
    """What stands below the drawing, line by line; the number is 0 where a sentence goes on."""
    numbers = evidence.numbers
    said = {(numbers[n.passage_id], n.detail) for n in drawing.nodes if n.kind == "statement"}
    return [
        (number if row == 0 else 0, text)
        for number, sentence in sorted(said)
        for row, text in enumerate(
            textwrap.wrap(plain(f"“{sentence}” {evidence.sources[number - 1].title}"), 110)
        )
    ]
