"""The command line: one small file a command; nothing heavy is imported before it is needed."""

from graphrag.cli.entry import main

__all__ = ["main"]
