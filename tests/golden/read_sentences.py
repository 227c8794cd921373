"""What rules and parser make of the sample documents: mentions, triples, facts.

`sentences.txt` holds, for each passage, the number of sentences, the mentions by kind, what joins
names for the walk (~), and the facts. `python -m tests.golden.read_sentences` writes it anew; read
its difference before committing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graphrag.datatypes import Passage
from graphrag.settings import Chunking, Extraction
from indexing.extraction import Rules
from indexing.passages import cut
from indexing.readers.formats import read

HERE = Path(__file__).parent
EXPECTED = HERE / "sentences.txt"
DOCUMENTS = HERE.parents[1] / "sample" / "documents"


def passages() -> Iterator[Passage]:
    """The passages of the sample, in the order of the files' names."""
    files = sorted(path for path in DOCUMENTS.rglob("*") if path.is_file())
    for path in files:
        name = path.relative_to(DOCUMENTS)
        for document in read(name, path.read_bytes()).documents:
            yield from cut(document, Chunking())


def record() -> str:
    """Everything that is compared, a line a kind of mention and a line a fact."""
    read_ones = list(passages())
    lines: list[str] = []
    for passage, found in zip(read_ones, Rules(Extraction()).extract(read_ones), strict=True):
        lines.append(f"== {passage.title}: {len(found.sentences)} sentences")
        kinds: dict[str, list[str]] = {}
        for mention in found.mentions:
            kinds.setdefault(mention.kind, []).append(mention.text)
        lines += [f"{kind}: {' | '.join(texts)}" for kind, texts in sorted(kinds.items())]
        lines += [f"~ {t.subject} > {t.predicate} > {t.object}" for t in found.triples]
        for fact in found.facts or ():
            said = f"{fact.subject} > {fact.predicate} > {fact.object}"
            lines.append(said + f" [{'; '.join(fact.qualifiers)}]" * bool(fact.qualifiers))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    EXPECTED.write_text(record(), encoding="utf-8")
