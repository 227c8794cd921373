"""The drawing of `picture.py` as a PNG of twice its size, by matplotlib without a display."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from app.ask.chart import LIGHT, drawing_of, short
from app.ask.drawn_points import Drawing, Node
from app.ask.picture import COLUMN, LEFT, LINE, ROW, TOP, WIDTH, place, sentences_below
from graphrag.datatypes import Answer
from graphrag.evidence.answer_evidence import AnswerEvidence
from graphrag.language.plain import plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DOTS = 144  # an inch; the drawing counts 72 of its units to one
_FILL = {"named": LIGHT.named, "read": LIGHT.read}


def raster(answer: Answer, evidence: AnswerEvidence) -> bytes:
    """The PNG."""
    from matplotlib.figure import Figure

    drawing = drawing_of(evidence)
    top = TOP - ROW * min((node.y for node in drawing.nodes), default=0)
    bottom = top + ROW * max((node.y for node in drawing.nodes), default=0) + 70
    below = sentences_below(evidence, drawing)
    width = max(WIDTH, LEFT * 2 + COLUMN * (drawing.columns - 1))
    height = bottom + LINE * len(below) + 14
    figure = Figure(figsize=(width / 72, height / 72), dpi=DOTS, facecolor=LIGHT.paper)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    _write(axes, 28, 42, short(answer.retrieval.question, 110), size=16, ha="left")
    _write(axes, 28, 74, short(answer.text, 72), size=21, weight="bold", ha="left")
    _draw_edges(axes, drawing, top)
    for node in drawing.nodes:
        _draw_node(axes, node, evidence.numbers.get(node.passage_id, 0), top)
    for row, (number, text) in enumerate(below):
        y = bottom + LINE * row
        _write(axes, 28, y, str(number or ""), size=11, weight="bold", ha="left")
        _write(axes, 50, y, text, size=11, ha="left")
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _write(axes: Axes, x: float, y: float, text: str, **how: Any) -> None:
    """Text as it is: no dollar sign begins a formula."""
    look: dict[str, Any] = {"color": LIGHT.text, "ha": "center", "va": "center", "zorder": 3} | how
    axes.text(x, y, " ".join(plain(text).split()), parse_math=False, **look)


def _draw_edges(axes: Axes, drawing: Drawing, top: float) -> None:
    at = {node.key: place(node, top) for node in drawing.nodes}
    for a, b in drawing.edges:
        (x1, y1), (x2, y2) = at[a], at[b]
        axes.plot([x1, x2], [y1, y2], color=LIGHT.line, linewidth=1.2, zorder=1)
        if b.startswith("e:"):
            length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1.0
            tip = x2 - 14 * (x2 - x1) / length, y2 - 14 * (y2 - y1) / length
            axes.plot(*tip, marker="o", markersize=6, color=LIGHT.line, zorder=2)


def _draw_node(axes: Axes, node: Node, number: int, top: float) -> None:
    x, y = place(node, top)
    if node.kind != "statement":
        colour = _FILL.get(node.kind, LIGHT.thing)
        axes.plot(x, y, marker="o", markersize=19, color=colour, zorder=2)
        _write(axes, x, y + 27, short(node.label, 28), size=11, weight="bold")
        return
    box = {"boxstyle": "round,pad=0.5,rounding_size=1", "fc": LIGHT.paper, "ec": LIGHT.line}
    said = f"{short(node.label, 22)}  {number}" if number else short(node.label, 22)
    _write(axes, x, y, said, size=10, style="italic", bbox=box)
