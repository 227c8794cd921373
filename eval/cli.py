"""`graphrag eval DATA`, and its commands `score`, `compare`, `worst`, `results`, …"""

from __future__ import annotations

import click

from eval.commands import (
    compare_runs,
    kinds,
    results,
    run_methods,
    score_results,
    slice_run,
    techniques,
    verdicts,
    worst_questions,
)


class DataOrCommand(click.Group):
    """A first argument that names no command is the data: `eval DATA` means `eval run DATA`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Insert `run` where no command is named."""
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(cls=DataOrCommand, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Measure retrieval and answers on HotpotQA, 2WikiMultiHopQA, MuSiQue or data of your own.

    \b
    graphrag eval DATA                         the five methods, a report in eval-out/
    graphrag eval DATA --methods graph,bm25 --limit 100
    graphrag eval score RESULTS.jsonl DATA     what another system returned
    graphrag eval compare A.json B.json        differences with p-values
    graphrag eval kinds FOLDER                 the default beside plain lists on every set
    graphrag eval worst RUN.json -n 10         the failures, with a guess at the cause
    graphrag eval verdicts QUESTIONS ANSWERS   right, wrong and silent by kind of question

    DATA is a folder of corpus.jsonl (or documents/) and questions.jsonl, or a published file:
    HotpotQA JSON, 2WikiMultiHopQA JSON, MuSiQue JSONL, HippoRAG's NAME.json and NAME_corpus.json.
    """


for module in (
    *(run_methods, score_results, compare_runs, worst_questions, results, slice_run),
    *(techniques, kinds, verdicts),
):
    cli.add_command(module.command)
