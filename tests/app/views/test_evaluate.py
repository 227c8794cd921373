"""The page of recorded evaluations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.views.evaluate import RECORDED, report_files
from tests.app.pages import html_of, opened, words_of


def test_recorded_reports_are_found_and_their_figures_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    files = report_files(tmp_path)
    assert "recorded: 2wiki" in files
    page = opened("evaluate")
    first = next(iter(files.values()))
    run = json.loads(first.read_text(encoding="utf-8"))
    said = words_of(page)
    for method, summary in run["summary"].items():
        assert method in said
        assert f"{100 * summary['overall']['recall@5']['mean']:.1f}" in said
    assert len(page.get("echarts_chart")) == 1 and "gr-error" not in html_of(page)


def test_an_own_run_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "eval-out" / "mine"
    own.mkdir(parents=True)
    (own / "run.json").write_text((RECORDED / "2wiki.json").read_text(encoding="utf-8"))
    assert next(iter(report_files(tmp_path))) == "eval-out/mine"
