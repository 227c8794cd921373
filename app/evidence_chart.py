"""The evidence graph as an ECharts option: circles are entities, boxes their statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.evidence_layout import Drawing, Node, draw
from graphrag.datatypes import EvidencePath
from graphrag.language.plain import plain


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme."""

    seed: str
    entity: str
    end: str
    line: str
    text: str
    paper: str


LIGHT = Palette("#2f5d8a", "#9db4c8", "#c27b1a", "#b9bec4", "#22262b", "#fdfdfc")
DARK = Palette("#8db7dd", "#56708a", "#e0a24a", "#4a525a", "#e4e6e8", "#16191d")
COLUMN, ROW = 96, 84  # pixels between neighbours where there is room
NARROW = 560  # below this width the drawing reads downwards, and shows fewer paths
NARROW_WIDTH = 200  # pixels of a narrow drawing between the centres of its outermost nodes
TOP, BOTTOM, SIDE = 24, 44, 84
SHOWN, SHOWN_NARROW = 3, 2  # paths


def chart_height(paths: Sequence[EvidencePath]) -> int:
    """Pixels that suit the drawing in both its shapes."""
    wide = ROW * (draw(paths[:SHOWN]).rows + 0.6)
    narrow = 48 * (draw(paths[:SHOWN_NARROW]).columns + 0.8)
    return int(min(560, max(200, wide, narrow)))


def _narrow_steps(part: Drawing, height: int) -> tuple[float, float]:
    """Pixels between lanes and between levels that fill a narrow chart without scaling it."""
    across = min(165.0, NARROW_WIDTH / max(part.rows - 1, 0.5))
    return across, min(80.0, (height - TOP - BOTTOM) / max(part.columns - 1, 1))


def option(
    paths: Sequence[EvidencePath], rank: Mapping[str, int], colours: Palette
) -> dict[str, Any]:
    """The ECharts option. `rank` gives the number of each shown passage by its id."""
    drawing, part = draw(paths[:SHOWN]), draw(paths[:SHOWN_NARROW])
    across, down = _narrow_steps(part, chart_height(paths))
    wide = {
        "nodes": [
            _node(node, rank, colours, 26) | {"x": node.x * COLUMN, "y": node.y * ROW}
            for node in drawing.nodes
        ],
        "edges": [_edge(*edge, colours) for edge in drawing.edges],
    }
    narrow = {
        "nodes": [
            _node(node, rank, colours, 15) | {"x": node.y * across, "y": node.x * down}
            for node in part.nodes
        ],
        "edges": [_edge(*edge, colours) for edge in part.edges],
    }
    series = {
        "type": "graph",
        "layout": "none",
        "roam": True,
        "scaleLimit": {"min": 0.6, "max": 4},
        "left": SIDE,
        "right": SIDE,
        "top": TOP,
        "bottom": BOTTOM,
        "preserveAspect": True,
        "edgeSymbolSize": 7,
        "emphasis": {"focus": "adjacency"},
    }
    return {
        "animationDuration": 300,
        "tooltip": {"confine": True, "extraCssText": "max-width: 22rem; white-space: normal;"},
        "series": [series | wide],
        "media": [
            {"query": {"maxWidth": NARROW}, "option": {"series": [narrow]}},
            {"query": {"minWidth": NARROW}, "option": {"series": [wide]}},
        ],
    }


def _edge(source: str, target: str, colours: Palette) -> dict[str, Any]:
    into_entity = target.startswith("e:")
    return {
        "source": source,
        "target": target,
        "symbol": ["none", "arrow" if into_entity else "none"],
        "lineStyle": {"color": colours.line, "width": 1.5},
    }


def _node(node: Node, rank: Mapping[str, int], colours: Palette, longest: int) -> dict[str, Any]:
    fill = {"seed": colours.seed, "end": colours.end}.get(node.kind, colours.entity)
    drawn: dict[str, Any] = {
        "id": node.key,
        "name": node.detail or node.label,
        "symbol": "circle",
        "symbolSize": 20,
        "itemStyle": {"color": fill},
        "label": {
            "show": True,
            "position": "bottom",
            "distance": 6,
            "formatter": _short(node.label, longest),
            "color": colours.text,
            "fontSize": 13,
            "fontWeight": 600,
            "textBorderColor": colours.paper,
            "textBorderWidth": 3,
        },
    }
    if node.kind == "statement":
        drawn |= _pill(node, rank.get(node.passage_id, 0), colours, min(longest, 20))
    return drawn


def _pill(node: Node, number: int, colours: Palette, longest: int) -> dict[str, Any]:
    """A statement: the relation and the number of its passage, inside a rounded box."""
    words = _short(node.label, longest)
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


def _short(label: str, longest: int) -> str:
    """A label that fits its column; braces would be read as a template, so they go."""
    flat = " ".join(plain(label).replace("{", "(").replace("}", ")").split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1].rstrip()}…"
