"""The sample documents and some of its questions give what is written down; `record_sample.py`."""

import json

from tests.golden.record_sample import EXPECTED, opened_sample, record
from tests.golden.test_golden import differences


def test_every_stage_is_as_written_down():
    expected = json.loads(EXPECTED.read_text(encoding="utf-8"))
    with opened_sample() as index:
        changed = differences(expected, record(index))
    assert not changed, f"{len(changed)} values differ:\n" + "\n".join(changed[:20])
