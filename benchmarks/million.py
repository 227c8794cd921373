"""A million passages: opened as a user's own are, mapped from files, and asked.

The index is grown (`benchmarks.grown`) by a process of its own, whose memory is not counted. What
the one that asks holds is said by the kernel: what is its own, and pages of files, which it gives
back where memory is short.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.grown import grow
from benchmarks.life import STAGES
from benchmarks.table import Table
from graphrag import answering
from graphrag.datatypes import Resolution
from graphrag.index import Index, open_index
from graphrag.storage import packed, packing
from graphrag.storage.graph import save_graph
from graphrag.storage.layout import Layout
from graphrag.storage.lexicon import Lexicon, pack_lexicon
from graphrag.storage.opened import load_fields
from graphrag.storage.owned_names import owned_names
from graphrag.storage.rounded import write_rounded
from graphrag.storage.unpacking import FACT_WORDS
from graphrag.storage.view import build_view, view_arrays

PASSAGES = 1_000_000
MEMORY = {"own": "RssAnon", "of files": "RssFile", "most of both": "VmHWM"}


def run(directory: Path, questions: Path, limit: int = 20, passages: int = PASSAGES) -> Table:
    """Wall milliseconds of answers and of their search by stage; what memory is held.

    Args:
        directory: any index; it is only read.
        questions: lines of JSON with a `question`.
        passages: at least so many; a passage takes 20 kB of disk.
    """
    lines = questions.read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines if line.strip()][:limit]
    with tempfile.TemporaryDirectory(dir=directory.parent) as folder:
        command = [sys.executable, "-m", "benchmarks.million", directory, folder, str(passages)]
        subprocess.run(command, check=True)
        return ask(directory, Path(folder), asked)


def ask(directory: Path, folder: Path, asked: Sequence[str]) -> Table:
    """Open what was laid out and ask it."""
    start = time.perf_counter()
    index = dataclasses.replace(open_index(directory), **load_fields(Layout(folder)))
    opened, held = 1000 * (time.perf_counter() - start), [_memory()]
    rows: list[dict[str, float]] = []
    for question in asked:
        start = time.perf_counter()
        taken = answering.ask(index, question).retrieval.timings_ms
        rows.append({"in all": 1000 * (time.perf_counter() - start), **taken})
        held.append(_memory())
    title = f"{len(index.texts):,} passages, {len(index.sentence_passage):,} sentences, "
    title += f"{len(index.graph.source):,} edges; opened in {opened:,.0f} ms"
    table = [
        (stage, f"{rows[0][stage]:,.0f}", *_two([row[stage] for row in rows[1:]]))
        for stage in ("in all", *STAGES)
    ]
    moments = (held[0], held[1], held[-1])
    table += [(f"MB, {name}", *(f"{some[name]:,.0f}" for some in moments)) for name in MEMORY]
    heads = ("wall ms", "first question", "others, p50", "p95")
    return Table(f"{title}; MB: opened, after one, after {len(asked)}", heads, table)


def lay_out(directory: Path, layout: Layout, passages: int) -> None:
    """Write the derived files of the index, grown to so many passages."""
    with open_index(directory) as small:
        index = grow(small, -(-passages // len(small.texts)), layout)
    strings = {name: getattr(index, f"passage_{name}") for name in ("ids",)}
    strings |= {name: getattr(index, name) for name in ("titles", "texts", "document_ids")}
    own = {"start": index.passage_start, "end": index.passage_end, "page": index.pages}
    own |= {"before": index.passage_before, "after": index.passage_after}
    for name, some in strings.items():
        own |= packing.pack_strings(name, some)
    packing.save_arrays(layout.passages, own | packing.pack_codes("sections", index.sections))
    records = [json.dumps(dataclasses.astuple(record)) for record in index.records]
    texts = packing.pack_strings("records", records)
    packing.save_arrays(layout.metadata, {"record": index.record, **texts})
    names = packed.pack((), Resolution(index.entities, index.aliases, (), (), ()))["names"]
    layout.names.write_bytes(names)
    _write_rows(layout, index)
    write_rounded(layout.sentence_vectors, layout.codes, None)
    words = pack_lexicon(owned_names(index.entities, index.aliases), index.titles)
    packing.save_arrays(layout.lexicon, words)
    view = build_view(
        index.graph,
        index.entities,
        index.aliases,
        index.titles,
        (index.occ_entity, index.occ_passage, index.occ_sentence),
        index.fact_sentence,
        (index.join_subject, index.join_object, index.join_sentence),
        index.first_sentence,
        index.sentence,
        Lexicon(words),
    )
    packing.save_arrays(layout.view, view_arrays(view))


def _write_rows(layout: Layout, index: Index) -> None:
    """Sentences, links, graph and terms."""
    sentences = {name: getattr(index, f"sentence_{name}") for name in ("passage", "start", "end")}
    packing.save_arrays(layout.sentences, {**sentences, "first": index.first_sentence})
    links: dict[str, packing.Array] = {
        item.name: getattr(index, item.name)
        for item in dataclasses.fields(index)
        if item.name.startswith(("occ_", "fact_", "join_"))
    }
    for name in FACT_WORDS:
        links |= packing.pack_codes(name, getattr(index, name))
    packing.save_arrays(layout.links, links)
    save_graph(layout.graph, index.graph)
    packing.save_arrays(layout.terms, index.terms.arrays())


def _two(values: Sequence[float]) -> tuple[str, str]:
    p50, p95 = np.percentile(values or [0.0], [50, 95])
    return f"{p50:,.0f}", f"{p95:,.0f}"


def _memory() -> dict[str, float]:
    """Megabytes that this process holds, as Linux counts them."""
    said = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {name: int(said[key].split()[0]) / 1024 for name, key in MEMORY.items()}


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]), Layout(Path(sys.argv[2])), int(sys.argv[3]))
