"""`python -m tests.golden` writes anew every file that is written down here."""

import runpy

HOMES = (
    *("record", "record_reading", "record_sample"),
    *("read_files", "read_varied", "read_grids", "read_cuts", "read_sentences", "said_of_lines"),
)

for home in HOMES:
    runpy.run_module(f"tests.golden.{home}", run_name="__main__")
