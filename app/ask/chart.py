"""The evidence graph as an ECharts option: circles are things, boxes what a sentence says of them.

In a narrow window the drawing reads downwards; the nodes are the same, and in the same order, so
that a click means the same node in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.ask.drawn_points import Drawing, Node, draw
from graphrag.evidence.answer_evidence import AnswerEvidence
from graphrag.language.plain import plain


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme."""

    named: str
    thing: str
    read: str
    line: str
    text: str
    paper: str


LIGHT = Palette("#2f5d8a", "#9db4c8", "#c27b1a", "#b9bec4", "#22262b", "#fdfdfc")
DARK = Palette("#8db7dd", "#56708a", "#e0a24a", "#4a525a", "#e4e6e8", "#16191d")
COLUMN, ROW = 96, 84  # pixels between neighbours where there is room
NARROW = 500  # below this width the drawing reads downwards
NARROW_WIDTH = 200  # pixels of a narrow drawing between the centres of its outermost nodes
TOP, BOTTOM, SIDE = 24, 44, 84
SHOWN = 8  # branches
TALLEST = 620


def drawing_of(evidence: AnswerEvidence) -> Drawing:
    """What is drawn: at most `SHOWN` branches."""
    return draw(evidence.branches[:SHOWN], evidence.named)


def chart_height(drawing: Drawing) -> int:
    """Pixels of the drawing that reads downwards, in a narrow window."""
    return int(min(TALLEST, max(190, 40 * (drawing.columns + 0.8))))


def wide_height(drawing: Drawing) -> int:
    """Pixels of the drawing that reads from left to right."""
    return int(min(TALLEST, max(130, ROW * (drawing.rows + 0.6))))


def _narrow_steps(drawing: Drawing) -> tuple[float, float]:
    """Pixels between lanes and between levels that fill a narrow chart without scaling it."""
    across = min(165.0, NARROW_WIDTH / max(drawing.rows - 1, 0.5))
    down = (chart_height(drawing) - TOP - BOTTOM) / max(drawing.columns - 1, 1)
    return across, min(80.0, down)


def option(drawing: Drawing, numbers: Mapping[str, int], colours: Palette) -> dict[str, Any]:
    """The ECharts option. `numbers` are those of the sources by the id of their passage."""
    across, down = _narrow_steps(drawing)
    edges = [_edge(*edge, colours) for edge in drawing.edges]
    wide = [
        _node(node, numbers, colours, 26) | {"x": node.x * COLUMN, "y": node.y * ROW}
        for node in drawing.nodes
    ]
    narrow = [
        _node(node, numbers, colours, 15 if drawing.rows > 1 else 32)
        | {"x": node.y * across, "y": node.x * down}
        for node in drawing.nodes
    ]
    series = {
        "type": "graph",
        "layout": "none",
        "roam": "move",  # the wheel scrolls the page
        "selectedMode": "single",
        "select": {"itemStyle": {"borderColor": colours.text, "borderWidth": 2}},
        "left": SIDE,
        "right": SIDE,
        "top": TOP,
        "bottom": BOTTOM,
        "preserveAspect": True,
        "edgeSymbolSize": 7,
        "emphasis": {"focus": "adjacency"},
    }
    shapes = {"wide": {"nodes": wide, "edges": edges}, "narrow": {"nodes": narrow, "edges": edges}}
    return {
        "animation": False,
        "tooltip": {"confine": True, "extraCssText": "max-width: 22rem; white-space: normal;"},
        "series": [series | shapes["wide"]],
        "media": [
            {"query": {"maxWidth": NARROW}, "option": {"series": [shapes["narrow"]]}},
            {"query": {"minWidth": NARROW}, "option": {"series": [shapes["wide"]]}},
        ],
    }


def _edge(source: str, target: str, colours: Palette) -> dict[str, Any]:
    into_thing = target.startswith("e:")
    return {
        "source": source,
        "target": target,
        "symbol": ["none", "arrow" if into_thing else "none"],
        "lineStyle": {"color": colours.line, "width": 1.5},
    }


def _node(node: Node, numbers: Mapping[str, int], colours: Palette, longest: int) -> dict[str, Any]:
    fill = {"named": colours.named, "read": colours.read}.get(node.kind, colours.thing)
    drawn: dict[str, Any] = {
        "id": node.key,
        "name": _flat(node.detail or node.label),
        "symbol": "circle",
        "symbolSize": 20,
        "itemStyle": {"color": fill},
        "label": {
            "show": True,
            "position": "bottom",
            "distance": 6,
            "formatter": short(node.label, longest),
            "color": colours.text,
            "fontSize": 13,
            "fontWeight": 600,
            "textBorderColor": colours.paper,
            "textBorderWidth": 3,
        },
    }
    if node.kind == "statement":
        drawn |= _pill(node, numbers.get(node.passage_id, 0), colours, min(longest, 20))
    return drawn


def _pill(node: Node, number: int, colours: Palette, longest: int) -> dict[str, Any]:
    """A statement: the relation and the number of its source, inside a rounded box."""
    words = short(node.label, longest)
    text = f"{words}  {number}" if number else words
    return {
        "symbol": "rect",
        "symbolSize": [7 * len(text) + 16, 22],
        "itemStyle": {"color": "transparent"},
        "label": {
            "show": True,
            "position": "inside",
            "formatter": text,
            "color": colours.text,
            "fontSize": 12,
            "fontStyle": "italic",
            "backgroundColor": colours.paper,
            "borderColor": colours.line,
            "borderWidth": 1,
            "borderRadius": 11,
            "padding": [5, 9],
        },
    }


def short(label: str, longest: int) -> str:
    """A label that fits its column."""
    flat = _flat(label)
    return flat if len(flat) <= longest else f"{flat[: longest - 1].rstrip()}…"


def _flat(text: str) -> str:
    """On one line; braces would be read as a template, so they go."""
    return " ".join(plain(text).replace("{", "(").replace("}", ")").split())
