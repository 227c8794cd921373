"""`graphrag index`: build an index from documents, or bring it up to date with them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphrag.cli.options import index_option, json_option, settings_options

if TYPE_CHECKING:
    from graphrag.settings import LLM, Settings
    from indexing.llm.estimate import Estimate
    from indexing.report import BuildReport, ModelReport

UNITS = {"read": "files", "extract": "passages", "ask": "passages", "embed": "texts"}


@click.command("index")
@click.argument("source", type=click.Path(path_type=Path))
@index_option
@click.option(
    "--triples",
    type=click.Path(path_type=Path),
    help='A .jsonl file of {"passage_id", "entities", "triples"} lines to build from.',
)
@click.option(
    "--extractor",
    help="rules, llm, rules+llm, import or rules+import; see extraction.extractor.",
)
@click.option(
    "--dry-run", is_flag=True, help="Print what a language model would cost; write nothing."
)
@click.option("--max-calls", type=int, help="Stop after so many calls of the language model.")
@click.option("--max-tokens", type=int, help="Stop after so many tokens.")
@click.option("--max-cost", type=float, help="Stop after so much money, at the prices of [llm].")
@click.option("--max-seconds", type=float, help="Stop after so many seconds of asking.")
@click.option("--retry-failed", is_flag=True, help="Ask again about passages that failed.")
@click.option("--batch", is_flag=True, help="Ask through the server's Batch API.")
@click.option("--add", is_flag=True, help="Index SOURCE beside what the index holds of others.")
@click.option("--replace", is_flag=True, help="Put SOURCE in the place of what the index holds.")
@click.option("--prune", is_flag=True, help="Let more than a tenth of the documents go.")
@json_option
@settings_options
def command(
    source: Path,
    directory: Path,
    triples: Path | None,
    extractor: str | None,
    dry_run: bool,
    max_calls: int | None,
    max_tokens: int | None,
    max_cost: float | None,
    max_seconds: float | None,
    retry_failed: bool,
    batch: bool,
    add: bool,
    replace: bool,
    prune: bool,
    as_json: bool,
    toml: Path | None,
    pairs: tuple[str, ...],
) -> None:
    """Index SOURCE: a folder of documents, or a .jsonl corpus of {"id", "title", "text"} lines.

    Run it again after the documents have changed: only the difference is done. The same goes for a
    run that was stopped, at a cap (exit code 3) or otherwise. Every file and folder met is
    accounted for; `graphrag documents` lists them again.
    """
    from graphrag.cli.progress import Progress
    from graphrag.cli.spacy_alone import without_commands
    from graphrag.settings import load_settings
    from indexing.build import build_index
    from indexing.checking import uses_model

    given = {
        "extraction.extractor": extractor,
        "llm.call_limit": max_calls,
        "llm.token_limit": max_tokens,
        "llm.cost_limit": max_cost,
        "llm.seconds_limit": max_seconds,
    }
    own = [f"{name}={value}" for name, value in given.items() if value is not None]
    settings = load_settings(toml, (*pairs, *own))
    if (batch or retry_failed) and not uses_model(settings):
        raise click.UsageError(
            "--batch and --retry-failed are for extractors with a language model; name one with "
            "--extractor llm or rules+llm."
        )
    alone = without_commands(checks=bool(settings.extraction.spacy_model))
    with Progress("passages", units=UNITS) as progress, alone:
        if dry_run:
            from indexing.llm.dry_run import plan_index

            plan = plan_index(
                source,
                directory,
                settings,
                triples=triples,
                retry_failed=retry_failed,
                add=add,
                replace=replace,
                prune=prune,
                progress=progress,
            )
        else:
            report = build_index(
                source,
                directory,
                settings,
                triples=triples,
                retry_failed=retry_failed,
                batch=batch,
                add=add,
                replace=replace,
                prune=prune,
                progress=progress,
            )
    if as_json:
        from graphrag.cli.shapes import to_json

        click.echo(to_json(asdict(plan) if dry_run else report_shape(report), indent=2))
    else:
        click.echo(render_plan(plan, settings) if dry_run else render_report(report))


def render_plan(plan: Estimate, settings: Settings) -> str:
    """What a run would send and buy."""
    from graphrag.cli.terminal import clean, table

    if not plan.calls:
        asked = "no language model would be asked"
        return (
            f"{plan.passages:,} passages, {plan.new:,} of them new; {asked}. Nothing was written."
        )
    head = f"Nothing was sent or written. With {clean(settings.llm.model)} this run would take:"
    return "\n".join([head, *table(plan_rows(plan, settings.llm))])


def plan_rows(plan: Estimate, section: LLM) -> list[tuple[str, str]]:
    """Its parts by name: passages, calls, tokens, money, time."""
    money = "set llm.price_prompt and llm.price_completion to see it"
    if plan.priced:
        prices = f"{section.price_prompt:g} and {section.price_completion:g} a million tokens"
        money = f"about {plan.cost:,.4f}, at {prices}"
    return [
        ("passages", f"{plan.passages:,}, of which {plan.new:,} are to be read"),
        ("calls", f"{plan.calls:,}"),
        (
            "tokens",
            f"about {plan.prompt_tokens:,} in prompts and {plan.completion_tokens:,} in replies",
        ),
        ("money", money),
        ("time", f"about {duration(plan.seconds)}, {section.concurrency} calls at a time"),
    ]


def duration(seconds: float) -> str:
    """Seconds in words: `40 s`, `12 min`, `3.5 h`."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def render_report(report: BuildReport) -> str:
    """What the index holds now and what this run did."""
    from graphrag.cli.accounts import account_lines
    from graphrag.cli.terminal import table, wrap

    where = f"{report.directory} (generation {report.generation})"
    seconds = sum(report.seconds.values())
    head = f"{where} is ready after {seconds:.1f} s."
    if not report.changed:
        head = f"Nothing to do: {where} is up to date."
    names = ("documents", "passages", "sentences", "entities", "facts")
    rows: list[tuple[str, ...]] = [(name, f"{getattr(report, name):,}") for name in names]
    rows.append(("edges", ", ".join(f"{kind} {n:,}" for kind, n in report.edges.items())))
    lines = [head, *table(rows)]
    if report.changed:
        lines.append(
            f"Documents: {report.added:,} added, {report.updated:,} updated, "
            f"{report.removed:,} removed. New work: {report.extracted:,} passages read for "
            f"entities and facts, {report.embedded:,} texts embedded."
        )
    if report.model is not None:
        lines += model_lines(report.model)
    lines += account_lines(report.accounts, report.failures)
    return "\n".join(lines + [wrap(note) for note in report.notes])


def report_shape(report: BuildReport) -> dict[str, Any]:
    """The JSON of the same, with every file and folder that was met."""
    from graphrag.cli.accounts import accounts_shape

    counts = ("documents", "passages", "sentences", "entities", "facts")
    done = ("added", "updated", "removed", "extracted", "embedded")
    shape: dict[str, Any] = {
        "directory": str(report.directory),
        "generation": report.generation,
        "changed": report.changed,
        **{name: getattr(report, name) for name in (*counts, *done)},
        "edges": dict(report.edges),
        "seconds": {name: round(value, 3) for name, value in report.seconds.items()},
        **accounts_shape(report.accounts, report.failures),
        "notes": list(report.notes),
        "model": None,
    }
    if report.model is not None:
        model = report.model
        shape["model"] = {
            **{name: getattr(model, name) for name in ("model", "ok", "empty", "failed", "asked")},
            "triples": asdict(model.tally),
            "failures": [asdict(failure) for failure in model.failures],
        }
    return shape


def model_lines(report: ModelReport) -> list[str]:
    """What a language model read, what became of its triples, and what it cost."""
    from graphrag.cli.stats import passage_lines
    from graphrag.cli.terminal import clean
    from indexing.llm.extract import spent

    total, tally = report.ok + report.empty + report.failed, report.tally
    lines = [
        f"{clean(report.model)}: {total:,} passages = {report.ok:,} ok + {report.empty:,} empty + "
        f"{report.failed:,} failed; {report.asked:,} read in this run, with {spent(report.usage)}.",
        f"Triples: {tally.accepted:,} accepted, {tally.ungrounded:,} without support in the text, "
        f"{tally.malformed:,} malformed, {tally.duplicates:,} repeated, {tally.off_schema:,} of "
        f"kinds not asked for. Entities: {tally.entities:,} found in the text, {tally.absent:,} "
        f"not, {tally.off_kind:,} of kinds not asked for.",
    ]
    return lines + passage_lines(report.failures)
