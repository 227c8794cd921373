"""What is said of drawn lines is what is written down; see `said_of_lines.py`."""

from tests.golden.said_of_lines import differing


def test_every_answer_is_as_written_down():
    changed = differing()
    assert not changed, f"{len(changed)} answers differ:\n" + "\n".join(changed[:20])
