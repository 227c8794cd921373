"""A fixed file with one thing changed is read as it is written down; see `read_varied.py`."""

from difflib import unified_diff

from tests.golden.read_varied import EXPECTED, picks, record, varied


def test_every_variation_is_read_as_written_down():
    expected, found = EXPECTED.read_text(encoding="utf-8"), record()
    changed = list(unified_diff(expected.splitlines(), found.splitlines(), "written", "now", n=2))
    assert not changed, "\n".join(changed[:60])


def test_a_variation_depends_on_its_number_alone():
    done = {
        varied("a.txt", b"one\ntwo\nthree", picks(f"a.txt {number % 9}")) for number in range(18)
    }
    assert len(done) == 9
