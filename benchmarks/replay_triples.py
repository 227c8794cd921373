"""`python -m benchmarks.replay_triples FILE CORPUS [QUESTIONS]`: triples a model once gave, again.

The recorded replies are served over HTTP and go through the whole route: prompts, schema, parsing,
grounding, index. Printed are what became of the triples and how near the estimate of the dry run
was; with a data set's questions, also how rules, the model's triples and both find the passages.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.table import Table
from eval.fake_llm.extraction_replies import recorded
from eval.fake_llm.server import Fake, serving
from graphrag.embedding import Embedder
from graphrag.settings import Settings, load_settings
from indexing import build_index
from indexing.llm.dry_run import plan_index
from indexing.llm.estimate import Estimate
from indexing.report import BuildReport

EXTRACTORS = ("rules", "llm", "rules+llm")


def settings(fake: Fake, extractor: str, *more: str) -> Settings:
    """Settings that ask the fake server."""
    pairs = [f"extraction.extractor={extractor}", "llm.model=recorded", "llm.max_tokens=16000"]
    pairs += [f"llm.base_url={fake.url}", "llm.price_prompt=1", "llm.price_completion=1"]
    return load_settings(None, [*pairs, *more])


def indexes(
    fake: Fake, corpus: Path, root: Path, embedder: Embedder | None = None
) -> Iterator[tuple[str, BuildReport]]:
    """The corpus indexed by each extractor, below `root`."""
    for extractor in EXTRACTORS:
        chosen = settings(fake, extractor)
        yield extractor, build_index(corpus, root / extractor, chosen, embedder=embedder)


def counts(report: BuildReport) -> Table:
    """What became of passages, triples and entities."""
    found = report.model
    if found is None:
        raise ValueError("no language model took part")
    tally = found.tally
    triples = tally.accepted + tally.ungrounded + tally.malformed + tally.duplicates
    rows = [
        ("passages: ok + empty + failed", f"{found.ok:,} + {found.empty:,} + {found.failed:,}"),
        ("triples in the replies", f"{triples:,}"),
        ("accepted", f"{tally.accepted:,}"),
        ("without support in the text", f"{tally.ungrounded:,}"),
        ("malformed (not three texts)", f"{tally.malformed:,}"),
        ("repeated", f"{tally.duplicates:,}"),
        ("entities found in the text", f"{tally.entities:,}"),
        ("entities not found", f"{tally.absent:,}"),
    ]
    return Table("Recorded replies", ("what", "number"), rows)


def estimates(plan: Estimate, report: BuildReport) -> Table:
    """The dry run beside what the server counted."""
    if report.model is None:
        raise ValueError("no language model took part")
    used = report.model.usage
    pairs = {
        "calls": (plan.calls, used.calls),
        "prompt tokens": (plan.prompt_tokens, used.prompt_tokens),
        "completion tokens": (plan.completion_tokens, used.completion_tokens),
    }
    rows = [(name, f"{a:,}", f"{b:,}", f"{a / max(b, 1):.2f}") for name, (a, b) in pairs.items()]
    return Table("Estimate", ("what", "dry run", "counted", "ratio"), rows)


def recall(
    root: Path, data: Path, reports: dict[str, BuildReport], embedder: Embedder | None = None
) -> Table:
    """Recall of each index, by one walk and by the default order."""
    from graphrag.index import open_index
    from graphrag.pipeline import retrieve

    lines = (data / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines if line.strip()]
    rows = []
    for extractor, report in reports.items():
        found = []
        for pair in ("reranking.ranker=ppr", "reranking.ranker=learned"):
            chosen = load_settings(None, [pair])
            with open_index(root / extractor, settings=chosen, embedder=embedder) as index:
                for k in (5, 10):
                    shares = [
                        _share(q, [p.id for p in retrieve(index, q["question"], k).passages])
                        for q in questions
                    ]
                    every = sum(share == 1 for share in shares) / len(shares)
                    found.append(f"{100 * sum(shares) / len(shares):.1f} / {100 * every:.1f}")
        rows.append((extractor, f"{report.entities:,}", f"{report.facts:,}", *found))
    titles = ("one walk, 5", "one walk, 10", "default, 5", "default, 10")
    name = "Recall / all found, in the first 5 and 10"
    return Table(name, ("triples", "entities", "facts", *titles), rows)


def _share(question: dict[str, list[str]], found: list[str]) -> float:
    wanted = set(question["supporting_ids"])
    return len(wanted & set(found)) / len(wanted)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replay_triples")
    parser.add_argument("file", type=Path, help="recorded replies: passage_id, entities, triples")
    parser.add_argument("corpus", type=Path, help="the passages by those ids")
    parser.add_argument("--questions", type=Path, help="a data set with questions about them")
    parser.add_argument("--keep", type=Path, help="where to put the indexes; default: nowhere")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, serving(recorded(given.file, given.corpus)) as f:
        root = given.keep or Path(scratch)
        plan = plan_index(given.corpus, root / "llm", settings(f, "llm"))
        if given.questions is None:
            report = build_index(given.corpus, root / "llm", settings(f, "llm"))
            print(counts(report), estimates(plan, report), sep="\n\n")
            return
        reports = dict(indexes(f, given.corpus, root))
        print(counts(reports["llm"]), estimates(plan, reports["llm"]), sep="\n\n")
        print(f"\n{recall(root, given.questions, reports)}")


if __name__ == "__main__":
    main()
