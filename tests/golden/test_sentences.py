"""The sample's sentences say what is written down; see `read_sentences.py`."""

from difflib import unified_diff

from tests.golden.read_sentences import EXPECTED, record


def test_every_fact_is_as_written_down():
    expected, found = EXPECTED.read_text(encoding="utf-8"), record()
    changed = list(unified_diff(expected.splitlines(), found.splitlines(), "written", "now", n=1))
    assert not changed, "\n".join(changed[:60])
