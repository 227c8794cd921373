"""The tables of a report as rows of strings, shared by Markdown, HTML and the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.bootstrap import Interval
from eval.paired import Comparison, Difference, differences_of
from eval.report.summary import Table as Figures
from eval.run import Run, whole_methods
from eval.scoring import KS

RETRIEVAL = ("recall@2", "recall@5", "recall@10", "all-recall@5", "all-recall@10", "mrr", "ndcg@10")
ANSWERING = ("em", "f1", "joint", "abstained", "sentence-f1", "hops-found")
CUTOFFS = (*(f"recall@{k}" for k in KS), *(f"all-recall@{k}" for k in KS))
GROUPED = ("recall@5", "all-recall@5", "f1")
ABLATION = ("recall@5", "all-recall@5", "ndcg@10", "f1")


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, column names (the first one names the rows) and cells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def percent(value: float) -> str:
    """A share as a percentage with one decimal."""
    return f"{100 * value:.1f}"


def with_interval(value: Interval | None) -> str:
    """ "91.2 (89.0–93.1)", or a dash where the metric does not apply."""
    if value is None:
        return "–"
    return f"{percent(value.mean)} ({percent(value.low)}–{percent(value.high)})"


def mean_only(value: Interval | None) -> str:
    """ "91.2", or a dash."""
    return "–" if value is None else percent(value.mean)


def p_text(p: float) -> str:
    """A p-value with three decimals."""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def tables(run: Run) -> list[Table]:
    """Every table that has something to show."""
    found = [
        _figures(run, "Retrieval", RETRIEVAL),
        _figures(run, "Answers, sentences and paths", ANSWERING),
        _figures(run, "Every cutoff", CUTOFFS),
        *_grouped(run),
        _ablations(run),
        _latency(run),
        _routes(run),
        _cost(run),
        _language_model(run),
    ]
    return [table for table in found if table.rows]


def figures_table(
    title: str,
    figures: Mapping[str, Figures],
    metrics: Sequence[str],
    cell: Callable[[Interval | None], str] = with_interval,
) -> Table:
    """Methods down, metrics across; metrics that no method has are left out."""
    shown = [name for name in metrics if any(name in found for found in figures.values())]
    rows = tuple(
        (method, *(cell(found.get(name)) for name in shown)) for method, found in figures.items()
    )
    return Table(title, ("method", *shown), rows if shown else ())


def differences_table(comparison: Comparison, first: str, second: str) -> Table:
    """A comparison: means, difference with interval, p."""
    rows = tuple(
        (item.metric, percent(item.first), percent(item.second), signed(item), p_text(item.p))
        for item in comparison.differences
    )
    title = f"{second} against {first}, {comparison.shared} questions"
    return Table(title, ("metric", first, second, "difference", "p"), rows)


def signed(item: Difference) -> str:
    """ "+1.2 (-0.3 to +2.8)" in points."""
    mean, low, high = (f"{100 * value:+.1f}" for value in (item.mean, item.low, item.high))
    return f"{mean} ({low} to {high})"


def _figures(run: Run, title: str, metrics: Sequence[str]) -> Table:
    return figures_table(title, {m: s.overall for m, s in run.summary.items()}, metrics)


def _grouped(run: Run) -> list[Table]:
    """By type and by hops, unless there is only one."""
    found = []
    for title, groups in (
        ("By question type", {m: s.by_type for m, s in run.summary.items()}),
        ("By number of hops", {m: s.by_hops for m, s in run.summary.items()}),
    ):
        names = list(next(iter(groups.values())))
        if len(names) < 2:
            continue
        shown = [m for m in GROUPED if any(m in t for g in groups.values() for t in g.values())]
        rows = []
        for name in names:
            for method, tables_of in groups.items():
                figures = tables_of[name]
                n = max((interval.n for interval in figures.values()), default=0)
                cells = (with_interval(figures.get(metric)) for metric in shown)
                rows.append((name, method, str(n), *cells))
        found.append(Table(title, ("group", "method", "n", *shown), tuple(rows)))
    return found


def ablations(run: Run) -> dict[str, dict[str, Difference]]:
    """Each ablation of `graph` in the run: its differences to `graph` by metric."""
    if "graph" not in run.scores:
        return {}
    parts = {name: run.scores[name] for name in run.scores if name not in whole_methods(run)}
    found = differences_of(run.questions, run.scores["graph"], parts, run.seed)
    return {name: {item.metric: item for item in items} for name, items in found.items()}


def _ablations(run: Run) -> Table:
    rows = []
    for name, by_metric in ablations(run).items():
        cells = [
            f"{signed(by_metric[metric])}, p {p_text(by_metric[metric].p)}"
            if metric in by_metric
            else "–"
            for metric in ABLATION
        ]
        rows.append((name, *cells))
    return Table("Ablations: change against graph, in points", ("method", *ABLATION), tuple(rows))


def _latency(run: Run) -> Table:
    rows = tuple(
        (method, stage, *(f"{levels[name]:.1f}" for name in ("p50", "p95", "p99")))
        for method, summary in run.summary.items()
        for stage, levels in summary.latency_ms.items()
    )
    return Table("Latency in ms by stage", ("method", "stage", "p50", "p95", "p99"), rows)


def _routes(run: Run) -> Table:
    """Which way the questions went, and how many were refused."""
    rows = tuple(
        (
            method,
            ", ".join(f"{name}: {n}" for name, n in summary.routes.items()) or "–",
            str(summary.errors),
        )
        for method, summary in run.summary.items()
        if summary.routes or summary.errors
    )
    return Table("Routes", ("method", "questions by route", "errors"), rows)


def _cost(run: Run) -> Table:
    rows = tuple(
        (name, f"{value:,.1f}" if isinstance(value, float) else str(value))
        for name, value in run.index.items()
    )
    return Table("Index and cost", ("what", "value"), rows)


def _language_model(run: Run) -> Table:
    """What was used of a language model while asking; methods that do not tell are left out."""
    names = ("calls", "tokens", "cost")
    rows = tuple(
        (method, *(f"{summary.llm[name]:g}" for name in names))
        for method, summary in run.summary.items()
        if summary.llm
    )
    return Table("Language model while asking", ("method", *names), rows)
