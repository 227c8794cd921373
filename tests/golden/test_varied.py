"""Files with one thing changed, and small tables in every format, are read as is written down.

See `read_varied.py`, `read_grids.py` and `read_cuts.py`.
"""

from difflib import unified_diff

import pytest

from tests.golden import read_cuts, read_grids, read_varied
from tests.golden.read_varied import picks, varied


@pytest.mark.parametrize(
    "home", [read_varied, read_grids, read_cuts], ids=["varied", "grids", "cuts"]
)
def test_everything_is_read_as_written_down(home):
    expected, found = home.EXPECTED.read_text(encoding="utf-8"), home.record()
    changed = list(unified_diff(expected.splitlines(), found.splitlines(), "written", "now", n=2))
    assert not changed, "\n".join(changed[:60])


def test_a_variation_depends_on_its_number_alone():
    done = {
        varied("a.txt", b"one\ntwo\nthree", picks(f"a.txt {number % 9}")) for number in range(18)
    }
    assert len(done) == 9
