"""The table of techniques in docs/ideas.md: one row for each option, with the settings it has."""

import re
from pathlib import Path

from eval.ablations import OPTIONS

IDEAS = (Path(__file__).parents[2] / "docs" / "ideas.md").read_text(encoding="utf-8")


def test_every_option_is_in_each_table():
    rows = re.findall(r"^\| (with-[a-z-]+) \| ([^|]*) \|(.*)\|$", IDEAS, re.MULTILINE)
    for name, (_, pairs) in OPTIONS.items():
        settings = [said for row, said, _ in rows if row == name]
        assert set(settings) == {", ".join(f"`{pair}`" for pair in pairs)}, name


def test_a_cell_says_the_change_of_both_measures():
    cell = r"[+-][\d.]+ \([+-][\d.]+ to [+-][\d.]+\)"
    rows = [line for line in IDEAS.splitlines() if line.startswith("| with-")]
    for row in rows:
        for figures in row.strip("|").split("|")[2:]:
            assert re.fullmatch(rf" (0|{cell} / {cell}) ", figures), row
