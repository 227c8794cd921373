"""An open index, a part of it by conditions on where passages come from, and its facts in words."""

from graphrag.index.index import Index, open_index

__all__ = ["Index", "open_index"]
