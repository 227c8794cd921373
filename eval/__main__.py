"""`python -m eval …` is `graphrag eval …`."""

from __future__ import annotations

import sys

from graphrag.cli import main

if __name__ == "__main__":
    sys.exit(main(["eval", *sys.argv[1:]]))
