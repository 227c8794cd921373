"""Bars as ECharts options: across for names, upright for a scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from app.ask.chart import DARK, LIGHT, Palette, short

ROW, LONGEST = 28, 24  # pixels of a bar across; characters of its name
UPRIGHT = 190  # pixels of a drawing of upright bars


def colours_now() -> Palette:
    """Those of the visitor's theme."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def height(counts: Mapping[str, int], *, upright: bool) -> int:
    """Pixels of the drawing."""
    return UPRIGHT if upright else 24 + ROW * len(counts)


def bars(
    counts: Mapping[str, int], unit: str, colours: Palette, *, upright: bool
) -> dict[str, Any]:
    """A bar a name, in their order: from above, or from the left."""
    text = {"color": colours.text}
    rows = list(counts.items())[:: 1 if upright else -1]
    names = {
        "type": "category",
        "data": [short(name, LONGEST) for name, _ in rows],
        "axisLabel": text | {"fontSize": 11 if upright else 12, "hideOverlap": True},
        "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": colours.line}},
    }
    values = {"type": "value", "show": False}
    return {
        "animation": False,
        "tooltip": {"confine": True},
        "grid": {"top": 20 if upright else 4, "left": 4, "bottom": 4, "containLabel": True,
                 "right": 16 if upright else 48},  # half of the last name; a count
        "xAxis": names if upright else values,
        "yAxis": values if upright else names,
        "series": [
            {
                "type": "bar",
                "name": unit,
                "data": [count for _, count in rows],
                "barMaxWidth": 26,
                "itemStyle": {"color": colours.named, "borderRadius": 3},
                "label": {
                    "show": len(rows) <= 14,
                    "position": "top" if upright else "right",
                    "fontSize": 11,
                    **text,
                },
            }
        ],
    }  # fmt: skip
