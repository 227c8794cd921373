"""The report's plots as inline SVG, drawn by matplotlib without a display.

Text stays text and takes the page's colour, so that the plots read on a light and a dark page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from eval.bootstrap import Interval
from eval.report.report_tables import ablations
from eval.run import Run, whole_methods
from eval.scoring import KS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's colours, told apart by colour-blind readers too.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#B0A000", "#7F7F7F")
_MARKERS = "osD^vP*X"
_INK = "#010203"  # stands for the page's text colour until the SVG is written
_STYLE: Any = {
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.alpha": 0.2,
    "grid.color": _INK,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
}


def plots(run: Run) -> dict[str, str]:
    """Caption -> `<svg>`; a plot with nothing to show is left out."""
    import matplotlib
    from matplotlib.figure import Figure

    drawn: dict[str, str] = {}
    with matplotlib.rc_context(_STYLE):
        for draw in (_by_k, _by_type, _latency, _ablation_bars):
            figure = Figure(figsize=(9, 3.6))
            figure.patch.set_alpha(0)
            caption = draw(run, figure)
            if caption:
                drawn[caption] = _svg(figure, f"plot{len(drawn)}")
    return drawn


def _by_k(run: Run, figure: Figure) -> str:
    left, right = figure.subplots(1, 2)
    drawn = 0
    for axes, family in ((left, "recall"), (right, "all-recall")):
        for position, method in enumerate(whole_methods(run)):
            figures = run.summary[method].overall
            found = {k: figures[f"{family}@{k}"] for k in KS if f"{family}@{k}" in figures}
            drawn += len(found)
            _line(axes, found, position, method)
        axes.set_xticks(range(len(KS)), [str(k) for k in KS])
        axes.set_xlabel("k, passages returned")
        axes.set_title(f"{family}@k, %", loc="left")
        axes.set_ylim(0, 103)
    _legend(left, figure)
    return "Recall by k and method, with 95 % intervals" if drawn else ""


def _line(axes: Axes, found: Mapping[int, Interval], position: int, method: str) -> None:
    places = [KS.index(k) for k in found]
    colour, marker = _look(position)
    axes.plot(
        places,
        [100 * i.mean for i in found.values()],
        color=colour,
        marker=marker,
        markersize=4,
        label=method,
    )
    axes.fill_between(
        places,
        [100 * i.low for i in found.values()],
        [100 * i.high for i in found.values()],
        color=colour,
        alpha=0.15,
        linewidth=0,
    )


def _by_type(run: Run, figure: Figure) -> str:
    methods = whole_methods(run)
    types = list(run.summary[methods[0]].by_type) if methods else []
    metric = "all-recall@5"
    if len(types) < 2 or metric not in run.summary[methods[0]].overall:
        return ""
    axes = figure.subplots()
    for position, method in enumerate(methods):
        shift = (position - (len(methods) - 1) / 2) * 0.8 / len(methods)
        found = [run.summary[method].by_type[name].get(metric) for name in types]
        shown = [(place + shift, i) for place, i in enumerate(found) if i is not None]
        _dots(axes, shown, position, method)
    counts = {name: sum(question.type == name for question in run.questions) for name in types}
    axes.set_xticks(range(len(types)), [f"{name}\n(n = {counts[name]})" for name in types])
    axes.set_title(f"{metric}, %", loc="left")
    axes.set_ylim(0, 103)
    _legend(axes, figure)
    return f"{metric} by question type, with 95 % intervals"


def _dots(axes: Axes, shown: Sequence[tuple[float, Interval]], position: int, method: str) -> None:
    colour, marker = _look(position)
    places = [place for place, _ in shown]
    means = [100 * i.mean for _, i in shown]
    below = [100 * (i.mean - i.low) for _, i in shown]
    above = [100 * (i.high - i.mean) for _, i in shown]
    axes.errorbar(
        places,
        means,
        yerr=[below, above],
        fmt=marker,
        color=colour,
        markersize=5,
        elinewidth=1.5,
        label=method,
    )


def _latency(run: Run, figure: Figure) -> str:
    from matplotlib.ticker import LogLocator

    axes = figure.subplots()
    drawn = 0
    for position, method in enumerate(whole_methods(run)):
        times = sorted(row.ms for row in run.rows.get(method, ()) if row.ms is not None)
        if times:
            share = [100 * (rank + 1) / len(times) for rank in range(len(times))]
            axes.step(times, share, where="post", color=_look(position)[0], label=method)
            drawn += 1
    if not drawn:
        return ""
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter("{x:g}")
    axes.xaxis.set_minor_formatter("")
    axes.set_xlabel("time of one retrieval, ms (logarithmic)")
    axes.set_title("questions done within this time, %", loc="left")
    _legend(axes, figure)
    return "Latency distribution"


def _ablation_bars(run: Run, figure: Figure) -> str:
    metric = "all-recall@5"
    found = {name: items[metric] for name, items in ablations(run).items() if metric in items}
    if not found:
        return ""
    figure.set_size_inches(9, 1.2 + 0.34 * len(found))
    axes = figure.subplots()
    names = list(reversed(found))
    means = [100 * found[name].mean for name in names]
    below = [100 * (found[name].mean - found[name].low) for name in names]
    above = [100 * (found[name].high - found[name].mean) for name in names]
    axes.barh(
        names,
        means,
        xerr=[below, above],
        color=_COLOURS[0],
        alpha=0.75,
        error_kw={"ecolor": _INK, "elinewidth": 1.2},
    )
    axes.axvline(0, color=_INK, linewidth=1)
    axes.set_title(f"change of {metric} against graph, points", loc="left")
    return "Ablations: what each part is worth, with 95 % intervals of the paired difference"


def _look(position: int) -> tuple[str, str]:
    return _COLOURS[position % len(_COLOURS)], _MARKERS[position % len(_MARKERS)]


def _legend(axes: Axes, figure: Figure) -> None:
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=min(len(labels), 6))


def _svg(figure: Figure, name: str) -> str:
    """The figure as an `<svg>` element; its ids start with `name`, so that plots do not clash."""
    import matplotlib

    stream = io.StringIO()
    with matplotlib.rc_context({"svg.hashsalt": name}):
        figure.savefig(
            stream,
            format="svg",
            transparent=True,
            metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
        )
    text = stream.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r'\b(id="|href="#|url\(#)', rf"\g<1>{name}-", text)
    return text.replace(_INK, "currentColor")
