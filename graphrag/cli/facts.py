"""`graphrag facts`: what an index holds as facts, each beside the sentence that states it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphrag.cli.options import index_option, json_option

if TYPE_CHECKING:
    from graphrag.index import Index
    from graphrag.index.facts import StatedFact


@click.command("facts")
@index_option
@click.option("--sample", default=20, show_default=True, help="How many facts, drawn by chance.")
@click.option("--seed", default=0, show_default=True, help="Another number draws others.")
@json_option
def command(directory: Path, sample: int, seed: int, as_json: bool) -> None:
    """Show facts at random with their sentences, to judge whether they are true."""
    from graphrag.cli.shapes import to_json
    from graphrag.index import open_index
    from graphrag.index.facts import stated

    with open_index(directory) as index:
        count = len(index.predicates)
        chosen = random.Random(seed).sample(range(count), min(max(sample, 0), count))
        found = [stated(index, fact) for fact in chosen]
        if as_json:
            shape = {"facts": count, "sample": [fact_shape(index, fact) for fact in found]}
            click.echo(to_json(shape, indent=2))
        else:
            click.echo("\n".join(lines(index, found, count)))


def fact_shape(index: Index, fact: StatedFact) -> dict[str, Any]:
    """The JSON of a fact."""
    return {
        "subject": fact.subject,
        "predicate": fact.predicate,
        "object": fact.object,
        "qualifiers": list(fact.qualifiers),
        "sentence": index.sentence(fact.sentence),
        "passage_id": index.passage_ids[fact.passage],
        "title": index.titles[fact.passage],
        "section": index.sections[fact.passage],
        "page": int(index.pages[fact.passage]),
        "origin": fact.origin,
    }


def lines(index: Index, found: list[StatedFact], count: int) -> list[str]:
    """Each fact, its sentence and its place."""
    from graphrag.cli.terminal import clean, quote, wrap
    from graphrag.storage.texts import placed

    told = [f"{len(found):,} of {count:,} facts:"]
    for number, fact in enumerate(found, 1):
        first = f"{number:>3}  "
        told.append(wrap(f"{fact.subject} | {fact.relation} | {fact.object}", " " * 5, first))
        told.append(quote(index.sentence(fact.sentence), " " * 5))
        where = placed(
            index.titles[fact.passage], index.sections[fact.passage], int(index.pages[fact.passage])
        )
        told.append(
            wrap(f"{clean(where)} ({index.passage_ids[fact.passage]}; {fact.origin})", " " * 5)
        )
    return told
