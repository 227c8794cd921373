"""`graphrag ask`: the answer to one question with its evidence, or answers to a file of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphrag.cli.options import (
    index_option,
    json_option,
    one_or_many,
    out_option,
    questions_option,
    settings_options,
    where_option,
)
from graphrag.cli.spacy_alone import without_commands

if TYPE_CHECKING:
    from graphrag.datatypes import Answer
    from graphrag.index import Index


@click.command("ask")
@click.argument("question", required=False)
@index_option
@json_option
@click.option("--stream", is_flag=True, help="Show what a language model writes as it writes.")
@questions_option
@out_option
@where_option
@settings_options
@without_commands()
def command(
    question: str | None,
    directory: Path,
    as_json: bool,
    stream: bool,
    questions: Path | None,
    out: Path | None,
    where: tuple[str, ...],
    toml: Path | None,
    pairs: tuple[str, ...],
) -> None:
    """Answer QUESTION with citations and the path of evidence.

    In bulk: --questions FILE.jsonl --out RESULTS.jsonl writes
    {"id", "answer", "abstained", "form", "confidence", "citations", "passages", "notes", "ms"}
    lines. An answer that states nothing has the form "found" where its citations may help.
    """
    one_or_many(question, questions)
    if stream and (as_json or questions):
        raise click.UsageError("--stream shows one answer to a person; leave --json out.")
    from graphrag.answering import ask
    from graphrag.cli.bulk import read_questions, run_bulk
    from graphrag.cli.opening import at_once, open_for
    from graphrag.cli.render import render_answer
    from graphrag.cli.shapes import answered_shape, citation_shape, number, to_json
    from graphrag.evidence.answer_evidence import evidence_of
    from graphrag.pipeline import check_question

    asked = read_questions(questions, lambda text: check_question(text, 1)) if questions else []
    index = open_for(directory, toml, pairs, where)
    if questions:

        def answer(text: str) -> dict[str, Any]:
            found = ask(index, text)
            return {
                "answer": found.text,
                "abstained": found.abstained,
                "form": found.form,
                "confidence": number(found.confidence),
                "citations": [citation_shape(citation) for citation in found.citations],
                "passages": [passage.id for passage in found.retrieval.passages],
                "notes": list(dict.fromkeys((*found.retrieval.notes, *found.notes))),
            }

        run_bulk(asked, out, answer, at_once(index))
        return
    found = show_pieces(index, question or "") if stream else ask(index, question or "")
    evidence = evidence_of(index, found)
    if as_json:
        click.echo(to_json(answered_shape(found, evidence), indent=2))
    else:
        click.echo(render_answer(found, evidence.branches))


def show_pieces(index: Index, question: str) -> Answer:
    """Print what a language model writes as it comes, then an empty line; return the answer."""
    from graphrag.answering import ask_stream
    from graphrag.datatypes import Answer

    shown = False
    for piece in ask_stream(index, question):
        if isinstance(piece, Answer):
            if shown:
                click.echo("\n")
            return piece
        click.echo(click.style(piece, dim=True), nl=False)
        shown = True
    raise AssertionError("unreachable: the answer comes last")
