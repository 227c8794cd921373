"""`python -m benchmarks.llm_route CORPUS`: does the language-model route give the rules' graph?

The corpus is indexed twice: by the rules, and through the whole route over HTTP with a server that
answers the extraction prompts from those same rules. Entities with their ids, aliases, occurrences
and the graph shall be the same. What cannot be is the sentence of some triples: it is found anew
here, and where several sentences support a triple equally, the first is taken; and a triple that
the rules find in two sentences of one passage is one triple in a reply.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.table import Table
from eval.fake_llm.extraction_replies import by_rules
from eval.fake_llm.server import serving
from graphrag.datatypes import Alias, Fact, Resolution
from graphrag.embedding import Embedder
from graphrag.settings import load_settings
from graphrag.storage.catalog import Catalog, Content
from graphrag.storage.graph import build_graph
from indexing import build_index
from indexing.report import BuildReport


def compare(
    corpus: Path, root: Path, mode: str, concurrency: int, embedder: Embedder | None = None
) -> Table:
    """Index by both ways and count what differs."""
    plain = load_settings(None, ["extraction.facts=rules"])
    build_index(corpus, root / "rules", plain, embedder=embedder)
    with serving(by_rules) as fake:
        pairs = ["extraction.extractor=llm", f"extraction.mode={mode}", "llm.model=rules"]
        pairs += [f"llm.base_url={fake.url}", f"llm.concurrency={concurrency}"]
        pairs.append("llm.max_tokens=16000")
        chosen = load_settings(None, pairs)
        report = build_index(corpus, root / "llm", chosen, embedder=embedder)
        calls = fake.calls
        again = build_index(corpus, root / "llm", chosen, embedder=embedder)
        rows = [("calls of a second run", "0", f"{fake.calls - calls:,}")]
    ruled, asked = _content(root / "rules"), _content(root / "llm")
    rows = [*_differences(ruled, asked), ("calls", "", f"{calls:,}"), *rows]
    rows.append(("changed by a second run", "no", "yes" if again.changed else "no"))
    return Table(_title(report), ("what", "rules", "language-model route"), rows)


def _content(directory: Path) -> Content:
    with Catalog(directory) as catalog:
        return catalog.content()


def _title(report: BuildReport) -> str:
    if report.model is None:
        raise ValueError("no language model took part")
    model = report.model
    status = f"{model.ok:,} ok + {model.empty:,} empty + {model.failed:,} failed"
    tally = model.tally
    return (
        f"{report.passages:,} passages = {status}; triples: {tally.accepted:,} accepted, "
        f"{tally.ungrounded:,} without support, {tally.malformed:,} malformed, "
        f"{tally.duplicates:,} repeated"
    )


def _differences(ruled: Content, asked: Content) -> list[tuple[str, str, str]]:
    """Rows for every table; what belongs to an entity is compared by the entity's name."""
    one, two = ruled.resolution, asked.resolution
    rows: list[tuple[str, Sequence[object], Sequence[object]]]
    rows = [("entities, with ids", one.entities, two.entities)]
    parts = {
        "aliases": lambda r: [_alias(r, alias) for alias in r.aliases],
        "occurrences": lambda r: [
            (_name(r, o.entity), o.passage, o.sentence) for o in r.occurrences
        ],
        "facts": lambda r: [_fact(r, fact)[:4] for fact in r.facts],
        "facts, with their sentence": lambda r: [_fact(r, fact) for fact in r.facts],
    }
    rows += [(name, part(one), part(two)) for name, part in parts.items()]
    rows.append(("edges, with weights", _edges(ruled), _edges(asked)))
    return [(name, f"{len(a):,}", _told(a, b)) for name, a, b in rows]


def _name(found: Resolution, entity: int) -> str:
    return found.entities[entity].name


def _alias(found: Resolution, alias: Alias) -> tuple[str, ...]:
    return _name(found, alias.entity), alias.surface, alias.reason


def _fact(found: Resolution, fact: Fact) -> tuple[object, ...]:
    ends = _name(found, fact.subject), fact.predicate, _name(found, fact.object)
    return (*ends, fact.passage, fact.sentence)


def _edges(content: Content) -> list[tuple[object, ...]]:
    found = content.resolution
    graph = build_graph(len(content.passages), found)
    names = [entity.name for entity in found.entities]
    nodes = [*names, *(passage.id for passage in content.passages)]
    columns = (graph.source, graph.target, graph.kind, graph.weight)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [(*sorted((nodes[a], nodes[b])), kind, weight) for a, b, kind, weight in rows]


def _told(one: Sequence[object], two: Sequence[object]) -> str:
    first, second = Counter(one), Counter(two)
    if first == second:
        return "the same"
    less, more = (first - second).total(), (second - first).total()
    return f"{len(two):,}; {less:,} of the rules' missing, {more:,} others"


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.llm_route")
    parser.add_argument("corpus", type=Path, help="a corpus or a folder of documents")
    parser.add_argument("--mode", default="two-calls", choices=("two-calls", "one-call"))
    parser.add_argument("--concurrency", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        print(compare(given.corpus, Path(scratch), given.mode, given.concurrency))


if __name__ == "__main__":
    main()
