"""The reader's numbers over the fixed index are those that are written down, to six digits."""

from __future__ import annotations

import json

from graphrag.index import Index
from tests.golden.record_reading import READING, heard_of, record_reading
from tests.golden.test_golden import differences


def test_every_number_of_the_reader_is_as_written_down(golden_index: Index) -> None:
    expected = json.loads(READING.read_text(encoding="utf-8"))
    assert differences(expected, record_reading(golden_index)) == []


def test_the_stand_in_says_what_it_says_of_places_alone() -> None:
    one, other = heard_of(["Ada left."]), heard_of(["Otto came."])
    assert [span.score for span in one.spans] == [span.score for span in other.spans]
    assert one.none == (0.5,) and one.spans[0].passage == 0
