"""The page of recorded evaluations: figures by method and kind, and the questions that failed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from app.ask.chart import DARK, LIGHT
from app.markup import counted, filled, line, refusal
from app.shell import heading
from app.views.failing import kind_name, kinds_of, show_failing
from eval.bootstrap import Interval
from eval.report.json_file import load_run
from eval.run import Run
from graphrag.errors import GraphRAGError
from graphrag.language.plain import plain

RECORDED = Path(__file__).parents[2] / "eval" / "results"
METRICS = {
    "recall@2": "Recall@2",
    "recall@5": "Recall@5",
    "all-recall@5": "All@5",
    "em": "Exact match",
    "f1": "F1",
}
# One colour a method, in the light and in the dark; ablations come after the methods and are paler.
SERIES = (
    ("#9aa5b1", "#6d7986", "#c8a15a", "#8a5a83", "#2f5d8a", "#6f95ba", "#5b8c5a", "#9ab98c",
     "#b0644f", "#d3a08f"),
    ("#6d7986", "#9aa5b1", "#e0a24a", "#b48bb0", "#8db7dd", "#56789a", "#8cbf88", "#5f8459",
     "#dd8f7b", "#9c5f50"),
)  # fmt: skip


def page() -> None:
    """Draw the page."""
    st.set_page_config(page_title="Evaluate")
    heading("Evaluate", "What graphrag eval measured, by method and by kind of question.")
    files = report_files(Path.cwd())
    if not files:
        st.html(
            line("No report is recorded. Run graphrag eval DATA; it writes eval-out/.", "gr-hint")
        )
        return
    name = st.selectbox("Report", list(files), format_func=plain)
    try:
        run = load_run(files[name])
    except GraphRAGError as error:
        st.html(refusal(error))
        return
    metrics = [metric for metric in METRICS if metric in next(iter(run.summary.values())).overall]
    st.html(line(about(run), "gr-hint"))
    st.html(
        filled("report_table", head="Method", metrics=_named(metrics), rows=overall(run, metrics))
    )
    usual = "recall@5" if "recall@5" in metrics else metrics[0]
    metric = st.pills(
        "Figure by kind of question", metrics, default=usual, format_func=METRICS.__getitem__,
        required=True,
    )  # fmt: skip
    picked = st.echarts_chart(
        bars(run, metric),
        height=320,
        key=f"by-kind-{name}",
        on_select="rerun",
        alt=f"{METRICS[metric]} of each method by kind of question",
    )
    show_failing(run, picked)


def report_files(here: Path) -> dict[str, Path]:
    """The runs of `eval-out/` where the server was started, then the recorded ones, by name."""
    own = sorted(here.glob("eval-out/**/run.json"))
    found = {str(path.parent.relative_to(here)): path for path in own}
    return found | {f"recorded: {path.stem}": path for path in sorted(RECORDED.glob("*.json"))}


def about(run: Run) -> str:
    """Over what it was measured, and by which code."""
    said = f"{counted(run.data['questions'], 'question')} over "
    return f"{said}{counted(run.data['passages'], 'passage')}; code {run.code}. In per cent."


def _named(metrics: list[str]) -> list[str]:
    return [METRICS[metric] for metric in metrics]


def overall(run: Run, metrics: list[str]) -> list[tuple[str, list[tuple[str, bool]]]]:
    """A row a method: each figure in per cent, and whether no method has a better one."""
    tables = {method: summary.overall for method, summary in run.summary.items()}
    best = {m: max(table[m].mean for table in tables.values() if m in table) for m in metrics}
    return [
        (method, [_figure(table.get(metric), best[metric]) for metric in metrics])
        for method, table in tables.items()
    ]


def _figure(found: Interval | None, best: float) -> tuple[str, bool]:
    return (f"{100 * found.mean:.1f}", found.mean == best) if found else ("–", False)


def bars(run: Run, metric: str) -> dict[str, Any]:
    """A bar for each method and kind of question."""
    colours = DARK if st.context.theme.type == "dark" else LIGHT
    kinds = kinds_of(run)
    series = [
        {
            "type": "bar",
            "name": method,
            "selectedMode": "single",
            "data": [
                round(100 * summary.by_type[kind][metric].mean, 1)
                if kind in summary.by_type and metric in summary.by_type[kind]
                else None
                for kind in kinds
            ],
        }
        for method, summary in run.summary.items()
    ]
    text = {"color": colours.text}
    return {
        "animation": False,
        "color": list(SERIES[colours is DARK]),
        "tooltip": {"trigger": "axis", "confine": True},
        "legend": {"bottom": 0, "type": "scroll", "textStyle": text, "pageTextStyle": text},
        "grid": {"top": 16, "left": 8, "right": 8, "bottom": 36, "containLabel": True},
        "xAxis": {
            "type": "category",
            "data": [kind_name(kind) for kind in kinds],
            "axisLabel": text
            | {"interval": 0, "width": 78, "overflow": "break", "lineHeight": 14, "fontSize": 11},
        },
        "yAxis": {"type": "value", "max": 100, "axisLabel": text},
        "series": series,
    }
