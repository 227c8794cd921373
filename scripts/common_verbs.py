"""Print the roots of words that are mostly verbs or adverbs, from a treebank in CoNLL-U.

    python scripts/common_verbs.py ../shared/data/treebank/ewt-train.conllu

`graphrag/language/verbs.txt` is made of what it prints, without those that are nouns of tables
as well ("rent"): a question's verb seldom stands in the row that answers.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from graphrag.language.words import FUNCTION_WORDS, root

_KINDS = frozenset(("VERB", "ADV", "AUX"))
_LEAST, _SHARE = 4, 0.75  # times seen; share of them as one of these kinds


def main() -> None:
    """Count, print."""
    seen, verbs = Counter[str](), Counter[str]()
    for line in Path(sys.argv[1]).open(encoding="utf-8"):
        cells = line.split("\t")
        if len(cells) < 4 or not cells[1].isalpha() or cells[1].lower() in FUNCTION_WORDS:
            continue
        word = root(cells[1].lower())
        seen[word] += 1
        verbs[word] += cells[3] in _KINDS
    print(*sorted(w for w in seen if seen[w] >= _LEAST and verbs[w] >= _SHARE * seen[w]))


if __name__ == "__main__":
    main()
