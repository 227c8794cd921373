"""spaCy without its commands, which it loads for the sake of one function, `spacy.info`.

They are half of what loading it costs, and nothing here calls them. That is for a process of our
own alone: elsewhere somebody may say `spacy.cli.download`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_COMMANDS = ("spacy.cli", "spacy.cli.info")


@contextmanager
def without_commands() -> Iterator[None]:
    """Whoever loads spaCy within the block finds no commands; who loads them later does."""
    if "spacy" in sys.modules:
        yield
        return
    for name in _COMMANDS:
        sys.modules[name] = ModuleType(name)
    vars(sys.modules[_COMMANDS[1]])["info"] = None
    try:
        yield
    finally:
        for name in _COMMANDS:
            sys.modules.pop(name, None)
