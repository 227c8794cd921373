"""Draw docs/evidence-graph.svg: a question to the sample corpus and the graph of its evidence."""

from __future__ import annotations

import argparse
import textwrap
from html import escape
from pathlib import Path

from app.evidence_layout import Drawing, Node, draw
from graphrag import ask, open_index
from graphrag.datatypes import Answer
from graphrag.evidence.answer_paths import answer_paths
from indexing import build_index

ROOT = Path(__file__).parent.parent
QUESTION = (
    "Which river flows through the town where the company in which Georges Doriot "
    "invested had its offices?"
)
WIDTH, LEFT, TOP, COLUMN, ROW, LINE = 1000, 124, 118, 124, 84, 21
STYLE = """
text { font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #22262b; }
.paper { fill: #fdfdfc; stroke: #d9dade; } .line { stroke: #b9bec4; stroke-width: 1.5; }
.pill { fill: #fdfdfc; stroke: #b9bec4; } .seed { fill: #2f5d8a; } .entity { fill: #9db4c8; }
.end { fill: #c27b1a; } .tip { fill: #b9bec4; } .question { font-size: 18px; }
.answer { font-size: 24px; font-weight: 700; } .name { font-size: 13px; font-weight: 600; }
.said { font-size: 12px; font-style: italic; } .source { font-size: 13px; }
.number { font-weight: 700; } .title { font-style: normal; opacity: .65; }
@media (prefers-color-scheme: dark) {
text { fill: #e4e6e8; } .paper { fill: #16191d; stroke: #343a40; } .line { stroke: #4a525a; }
.pill { fill: #16191d; stroke: #4a525a; } .seed { fill: #8db7dd; } .entity { fill: #56708a; }
.end { fill: #e0a24a; } .tip { fill: #4a525a; } }
"""


def picture(answer: Answer, paths: int = 3) -> str:
    """The SVG: question and answer, the graph of the first paths, the sentences behind it."""
    chosen = answer_paths(answer)[:paths]
    drawing = draw(chosen)
    shown = list(dict.fromkeys(hop.passage_id for path in chosen for hop in path))
    number = {passage_id: n for n, passage_id in enumerate(shown, 1)}
    top = TOP - ROW * min((node.y for node in drawing.nodes), default=0)
    bottom = top + ROW * max((node.y for node in drawing.nodes), default=0) + 70
    sources = source_lines(answer, drawing, number, bottom)
    height = bottom + LINE * len(sources) + 14
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img">',
        f"<title>{escape(answer.retrieval.question)} {escape(answer.text)}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height:.0f}" rx="12"/>',
        f'<text class="question" x="28" y="42">{escape(answer.retrieval.question)}</text>',
        f'<text class="answer" x="28" y="74">{escape(answer.text)}</text>',
        *edge_lines(drawing, top),
        *(node_shape(node, number, top) for node in drawing.nodes),
        *sources,
        "</svg>\n",
    ]
    return "\n".join(parts)


def place(node: Node, top: float) -> tuple[float, float]:
    """Pixels of a node's centre."""
    return LEFT + COLUMN * node.x, top + ROW * node.y


def edge_lines(drawing: Drawing, top: float) -> list[str]:
    """Straight lines; those into an entity end in a dot at its rim."""
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


def node_shape(node: Node, number: dict[str, int], top: float) -> str:
    """A circle with its name below, or a pill with what is said and the source's number."""
    x, y = place(node, top)
    if node.kind != "statement":
        name = escape(textwrap.shorten(node.label, 28, placeholder="…"))
        return (
            f'<circle class="{node.kind}" cx="{x:.0f}" cy="{y:.0f}" r="10"/>'
            f'<text class="name" x="{x:.0f}" y="{y + 28:.0f}" text-anchor="middle">{name}</text>'
        )
    said = textwrap.shorten(node.label, 22, placeholder="…")
    half = 3.4 * len(said) + 16
    return (
        f'<rect class="pill" x="{x - half:.0f}" y="{y - 12:.0f}" width="{2 * half:.0f}" '
        f'height="24" rx="12"/><text class="said" x="{x:.0f}" y="{y + 4:.0f}" '
        f'text-anchor="middle">{escape(said)} '
        f'<tspan class="number">{number[node.passage_id]}</tspan></text>'
    )


def source_lines(answer: Answer, drawing: Drawing, number: dict[str, int], top: float) -> list[str]:
    """The sentences of the statements, numbered by their passage, wrapped."""
    titles = {passage.id: passage.title for passage in answer.retrieval.passages}
    lines = []
    said = {(n.passage_id, n.detail) for n in drawing.nodes if n.kind == "statement"}
    for passage_id, sentence in sorted(said, key=lambda pair: (number[pair[0]], pair[1])):
        title = titles.get(passage_id, passage_id)
        for row, text in enumerate(textwrap.wrap(f"“{sentence}” {title}", 110)):
            y = top + LINE * len(lines)
            mark = f'<tspan class="number">{number[passage_id]}</tspan>' if row == 0 else ""
            words = f'<text class="source" x="50" y="{y:.0f}">{escape(text)}</text>'
            lines.append(f'<text class="source" x="28" y="{y:.0f}">{mark}</text>{words}')
    return lines


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=ROOT / ".cache" / "sample-index")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "evidence-graph.svg")
    options = parser.parse_args()
    build_index(ROOT / "sample" / "documents", options.index)
    answer = ask(open_index(options.index), QUESTION)
    options.out.write_text(picture(answer), encoding="utf-8")
    print(f"{options.out}: {answer.text}")


if __name__ == "__main__":
    main()
