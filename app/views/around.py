"""The part of Explore that draws a thing among what facts join to it; a click leads there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from app.ask.chart import ROW as WIDE_ROW
from app.ask.chart import Palette, option
from app.ask.drawn_points import Drawing, draw
from app.bars import colours_now
from graphrag.datatypes import Hop
from graphrag.evidence.entities import EntityCard

MOST, FEW = 6, 2  # neighbours that are drawn; fewer than two say no more than the list
HEIGHT, ROW = 40, 52  # pixels of the drawing, and more a neighbour


def show_around(card: EntityCard, choose: Callable[[str], None]) -> None:
    """The drawing, where there is enough to draw."""
    hops = hops_around(card)
    if len(hops) < FEW:
        return
    drawing = star(card.name, hops)
    picked = st.echarts_chart(
        star_option(drawing, colours_now()),
        height=HEIGHT + ROW * len(hops),
        key=f"around-{card.name}",
        on_select="rerun",
        renderer="svg",
        alt=f"{card.name} and what facts join to it",
    )
    name = clicked(drawing, picked)
    if name and name != card.name:
        choose(name)
        st.rerun()


def star(name: str, hops: Sequence[Hop]) -> Drawing:
    """The thing on the left; what it is joined to is no answer, so nothing is drawn as one."""
    drawing = draw([(hop,) for hop in hops], (name,))
    nodes = (replace(n, kind="thing") if n.kind == "read" else n for n in drawing.nodes)
    return replace(drawing, nodes=tuple(nodes))


def star_option(drawing: Drawing, colours: Palette) -> dict[str, Any]:
    """From left to right in every window: below each other the names have room."""
    spec = option(drawing, {}, colours)
    (series,) = spec["series"]
    near = [node | {"y": node["y"] * ROW / WIDE_ROW} for node in series["nodes"]]
    return {**spec, "media": [], "series": [series | {"nodes": near}]}


def hops_around(card: EntityCard) -> list[Hop]:
    """A fact for each of the nearest neighbours, as a step away from the thing."""
    near = {one.name for one in card.neighbours}
    hops: dict[str, Hop] = {}
    for fact in card.facts:
        backward = fact.object == card.name
        other = fact.subject if backward else fact.object
        if other in near and other != card.name:
            said = (fact.predicate, other, fact.passage_id, fact.sentence, backward)
            hops.setdefault(other, Hop(card.name, *said))
    return list(hops.values())[:MOST]


def clicked(drawing: Drawing, picked: object) -> str:
    """The thing that was clicked; empty before a click, and for a statement."""
    selection = picked.get("selection", {}) if isinstance(picked, Mapping) else {}
    for one in selection.get("selected", ()):
        for place in one.get("data_indices", ()):
            if one.get("data_type") != "edge" and place < len(drawing.nodes):
                node = drawing.nodes[place]
                return "" if node.kind == "statement" else node.label
    return ""
