"""`graphrag search`: the passages for one question, or for a file of them; no reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphrag.cli.options import (
    index_option,
    json_option,
    k_option,
    one_or_many,
    out_option,
    questions_option,
    settings_options,
    where_option,
)
from graphrag.cli.spacy_alone import without_commands


@click.command("search")
@click.argument("question", required=False)
@index_option
@k_option
@json_option
@questions_option
@out_option
@where_option
@settings_options
@without_commands()
def command(
    question: str | None,
    directory: Path,
    k: int,
    as_json: bool,
    questions: Path | None,
    out: Path | None,
    where: tuple[str, ...],
    toml: Path | None,
    pairs: tuple[str, ...],
) -> None:
    """Find the passages for QUESTION, best first, without reading an answer.

    In bulk: --questions FILE.jsonl --out RESULTS.jsonl writes
    {"id", "passages", "notes", "ms"} lines.
    """
    one_or_many(question, questions)
    from graphrag.cli.bulk import read_questions, run_bulk
    from graphrag.cli.opening import at_once, open_for
    from graphrag.cli.render import render_search
    from graphrag.cli.shapes import search_shape, to_json
    from graphrag.pipeline import check_question, retrieve

    asked = read_questions(questions, lambda text: check_question(text, k)) if questions else []
    index = open_for(directory, toml, pairs, where)
    if questions:

        def ids(text: str) -> dict[str, Any]:
            found = retrieve(index, text, k)
            return {"passages": [p.id for p in found.passages], "notes": list(found.notes)}

        run_bulk(asked, out, ids, at_once(index))
        return
    retrieval = retrieve(index, question or "", k)
    click.echo(to_json(search_shape(retrieval), indent=2) if as_json else render_search(retrieval))
