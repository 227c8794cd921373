"""`python -m graphrag` is the same as the `graphrag` command."""

import sys

from graphrag.cli import main

sys.exit(main())
