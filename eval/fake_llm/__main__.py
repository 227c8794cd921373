"""`python -m eval.fake_llm`: run the fake server in a terminal, until Ctrl-C."""

from __future__ import annotations

import time
from pathlib import Path

import click

from eval.fake_llm.extraction_replies import by_rules, recorded
from eval.fake_llm.question_replies import in_order
from eval.fake_llm.server import serving, whichever

_file = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option("--port", default=8099, show_default=True, help="Where to listen, on 127.0.0.1.")
@click.option("--recorded", "file", type=_file, help="Replies a model gave, a .jsonl file.")
@click.option("--corpus", type=_file, help="With --recorded: the passages they are about.")
@click.option("--delay", default=0.0, help="Seconds each reply takes.")
def command(port: int, file: Path | None, corpus: Path | None, delay: float) -> None:
    """Answer extraction prompts from the rule-based extractor, or from recorded replies.

    Prompts of the question path are answered by rules as well.
    """
    if (file is None) != (corpus is None):
        raise click.UsageError("--recorded and --corpus go together.")
    extracting = recorded(file, corpus) if file and corpus else by_rules
    with serving(whichever(in_order, extracting), port=port, delay=delay) as fake:
        click.echo(f"serving at {fake.url}; for instance:")
        click.echo(
            f"  graphrag index sample/documents --index llm-index --extractor llm"
            f" --set llm.model=fake --set llm.base_url={fake.url}"
        )
        try:
            while True:
                time.sleep(1)
        except KeyboardInterrupt:
            click.echo(f"{fake.calls} calls answered")


if __name__ == "__main__":
    command()
