"""Ten thousand characters that make parsers look back again and again, in every format.

`python -m tests.zoo.strings` takes some 230 such strings; here are those that took longest.
"""

import pytest

from indexing.readers.formats import KINDS
from tests.zoo.strings import LENGTH, MAKERS, SECONDS, times_of

HARD = (
    "A-",
    "----a",
    "=?utf-8?q?a?=",
    "- a\n",
    "a\n\n",
    "\\",
    "{",
    "A ..... 1\n",
    "`a\n`__\n",
    "{{a}}",
)


@pytest.mark.parametrize("ending", MAKERS)
def test_they_are_read_cut_and_extracted_soon(ending):
    times_of(ending, "Ada Lane was born in Riga.")  # what is loaded once
    for unit in HARD:
        assert sum(times_of(ending, (unit * LENGTH)[:LENGTH])) < SECONDS, unit


def test_every_format_has_its_strings():
    same = {
        ".text",
        ".log",
        ".markdown",
        ".htm",
        ".xhtml",
        ".docm",
        ".pptm",
        ".pps",
        ".xlsm",
        ".ods",
        ".odp",
    }
    same |= {".rest", ".asciidoc", ".asc", ".yml", ".ndjson", ".geojson", ".jsonc"}
    assert set(KINDS) - same == set(MAKERS)
