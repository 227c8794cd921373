"""The default on 60 questions: all-recall@5 stays within the interval that was recorded."""

from pathlib import Path

from eval.report.json_file import load_run
from eval.slice import judge, recorded_at, run_slice

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data" / "dev" / "2wiki"


def test_the_default_holds_what_was_recorded(tmp_path):
    data = SHARED if SHARED.is_dir() else ROOT / "sample"
    run = run_slice(data, tmp_path, lambda *args: None)
    verdict = judge(run, load_run(recorded_at(run)))
    assert verdict.holds, verdict.said
