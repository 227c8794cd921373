"""Common English words, by which the reader of wrapped lines tells "well-⏎known" from "exam-⏎ple":
`python scripts/common_words.py FILE.jsonl[.gz]... > indexing/readers/common_words.txt`.

Counted over the distinct texts of corpora and of reading sets. A word is kept where it is said at
least four times in lower case, and half as often as with a capital (names are no words); a part
of a hyphenated word ("self") is a word, and what is oftener written with a hyphen is none.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator

_WORD = re.compile(r"(?<![\w])[A-Za-z][a-z]+(?![\w])")
_COMPOUND = re.compile(r"(?<![\w-])[a-z]+-[a-z]+(?![\w-])")
LEAST = 4


def main(paths: list[str]) -> None:
    """Print the words, one a line."""
    low: Counter[str] = Counter()
    high: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    for text in set(_texts(paths)):
        for word in _WORD.findall(text):
            (low if word.islower() else high)[word.lower()] += 1
        apart.update(word.replace("-", "") for word in _COMPOUND.findall(text))
    often = (word for word, count in low.items() if count >= max(LEAST, apart[word]))
    kept = (word for word in often if 2 * low[word] >= high[word])
    sys.stdout.write("\n".join(sorted(kept)) + "\n")


def _texts(paths: list[str]) -> Iterator[str]:
    for path in paths:
        opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path, encoding="utf-8")
        with opened as file:
            for line in file:
                row = json.loads(line)
                yield row.get("text") or row["context"]


if __name__ == "__main__":
    main(sys.argv[1:])
