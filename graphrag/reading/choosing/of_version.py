"""What was found is said of another version than the question names."""

from __future__ import annotations

import re

from graphrag.reading.pages.found import Finding

_VERSION = re.compile(r"(?<![\w.])v?(\d+(?:\.\d+){2,}|(?<=version )\d+\.\d+)", re.IGNORECASE)


def is_of_other_version(finding: Finding, question: str) -> bool:
    """The question names a version, "0.6.1", and the pages that it rests on write only others."""
    asked = set(_VERSION.findall(question))
    pages = {step.page.rank: step.page for step in finding.steps}.values() if asked else ()
    said = {
        version
        for page in pages
        for version in _VERSION.findall(f"{page.name} {page.passage.section} {page.text}")
    }
    return bool(asked and said) and asked.isdisjoint(said)
