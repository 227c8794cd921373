"""The part of Explore that draws a thing among what facts join to it; a click leads there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from app.ask.chart import DARK, LIGHT, chart_height, option, wide_height
from app.ask.layout import Drawing, draw
from graphrag.datatypes import Hop
from graphrag.entities import EntityCard

MOST, FEW = 6, 2  # neighbours that are drawn; fewer than two say no more than the list


def show_around(card: EntityCard, choose: Callable[[str], None]) -> None:
    """The drawing, where there is enough to draw."""
    hops = hops_around(card)
    if len(hops) < FEW:
        return
    drawing = draw([(hop,) for hop in hops], (card.name,))
    colours = DARK if st.context.theme.type == "dark" else LIGHT
    st.html(f"<style>:root {{ --gr-wide: {wide_height(drawing)}px; }}</style>")
    with st.container(key="drawing"):
        picked = st.echarts_chart(
            option(drawing, {}, colours),
            height=chart_height(drawing),
            key=f"evidence-{card.name}",
            on_select="rerun",
            renderer="svg",
            alt=f"{card.name} and what facts join to it",
        )
    name = clicked(drawing, picked)
    if name and name != card.name:
        choose(name)
        st.rerun()


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
