"""The page of recorded evaluations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.views.evaluate import RECORDED, overall, report_files
from app.views.failing import ALL, bar_of, failed
from eval.questions import Question
from eval.report.json_file import save_run
from eval.report.summary import summarise
from eval.run import Run
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


def a_run() -> Run:
    """Three questions of two kinds: dense misses q1, the graph answers q2 wrong."""
    questions = tuple(
        Question(f"q{n}", f"Who is {n}?", ("x",), ("p",), kind, 2)
        for n, kind in enumerate(("bridge", "bridge", "two_sides"))
    )
    right = {"recall@5": 1.0, "em": 1.0}
    scores = {
        "dense": {"q0": right, "q1": right | {"recall@5": 0.5}, "q2": right},
        "graph": {"q0": right, "q1": right, "q2": right | {"em": 0.0}},
    }
    summary = summarise(questions, scores, {"dense": [], "graph": []}, 1, 10)
    data = {"name": "own", "questions": 3, "passages": 1}
    return Run(
        "", data, {"dense": {}, "graph": {}}, {}, "abc", 1, 10, questions, scores, summary, {}
    )


def test_the_questions_that_failed_are_told_by_method_kind_and_what_failed() -> None:
    run = a_run()

    def names(*chosen: str) -> list[str]:
        return [question.id for question in failed(run, *chosen)]

    assert names("dense", ALL, "recall@5") == ["q1"] and names("dense", ALL, "em") == []
    assert names("graph", "two_sides", "em") == ["q2"]
    assert names("graph", "bridge", "em") == []


def test_a_click_on_a_bar_chooses_its_method_and_kind() -> None:
    run = a_run()
    picked = {"selection": {"selected": [{"series_index": 1, "data_indices": [1]}]}}
    assert bar_of(run, picked) == ("graph", "two_sides")
    beyond = {"selection": {"selected": [{"series_index": 7, "data_indices": [1]}]}}
    assert bar_of(run, beyond) is None and bar_of(run, None) is None


def test_the_best_figure_of_each_column_stands_out() -> None:
    rows = dict(overall(a_run(), ["recall@5", "em"]))
    assert [best for _, best in rows["dense"]] == [False, True]
    assert [best for _, best in rows["graph"]] == [True, False]


def test_a_failing_question_leads_to_ask(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "eval-out" / "own").mkdir(parents=True)
    save_run(a_run(), tmp_path / "eval-out" / "own" / "run.json")
    monkeypatch.chdir(tmp_path)
    page = opened("evaluate")
    page = page.selectbox(key="failing-method").set_value("dense").run()
    assert [one.label.replace("\\", "") for one in page.button] == ["Who is 1?"]
    assert "1 question; a click asks it" in words_of(page)
