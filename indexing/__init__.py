"""Documents in, index out: `build_index` and what it returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexing.build import build_index
    from indexing.report import BuildReport

__all__ = ["BuildReport", "build_index"]


def __getattr__(name: str) -> Any:
    """Load the heavy parts when they are used."""
    if name == "build_index":
        from indexing.build import build_index

        return build_index
    if name == "BuildReport":
        from indexing.report import BuildReport

        return BuildReport
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
