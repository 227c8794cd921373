"""What passages a corpus of lines gives: `python scripts/corpus_digest.py CORPUS.jsonl...`.

Prints how many there are, and a digest of their ids, titles and texts. Run by two commits, it says
whether an index made from the corpus holds the very same passages; no encoder is needed.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from graphrag.settings import Chunking
from indexing.readers import read_source


def main(corpora: list[str]) -> None:
    """Print a line a corpus."""
    for corpus in corpora:
        path = Path(corpus)
        source = read_source(path, Chunking(), path.parent / "index", lambda done, total: None)
        digest = hashlib.sha256()
        for passage in source.passages:
            row = [passage.id, passage.title, passage.text]
            digest.update(json.dumps(row, ensure_ascii=False).encode())
        sys.stdout.write(f"{digest.hexdigest()[:16]} {len(source.passages):6} {corpus}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
