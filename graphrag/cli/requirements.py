"""What the installed distribution asks for, and what of it is not there."""

from __future__ import annotations

import importlib.metadata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.requirements import Requirement

DISTRIBUTION = "multihop-graphrag"


def lacking(need: Requirement) -> str:
    """What is wrong about one required package; empty when it fits."""
    try:
        version = importlib.metadata.version(need.name)
    except importlib.metadata.PackageNotFoundError:
        return f"{need.name} is not installed"
    if need.specifier.contains(version, prereleases=True):
        return ""
    return f"{need.name} {version} is installed; needed is {need.specifier}"


def metadata() -> importlib.metadata.PackageMetadata | None:
    """Of the distribution; None where the package runs from its sources."""
    try:
        return importlib.metadata.metadata(DISTRIBUTION)
    except importlib.metadata.PackageNotFoundError:
        return None


def requirements() -> list[Requirement]:
    """All that it asks for, extras included."""
    from packaging.requirements import Requirement

    return [Requirement(line) for line in importlib.metadata.requires(DISTRIBUTION) or ()]


def holds(need: Requirement, extra: str) -> bool:
    """Is it asked for here, with this extra ("": none)?"""
    return need.marker is None or need.marker.evaluate({"extra": extra})
