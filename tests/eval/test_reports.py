"""A run as tables, Markdown, JSON and HTML, and two runs compared."""

import json
import re

import pytest

from eval.paired import compare, pick
from eval.report.html_report import html
from eval.report.json_file import load_run, save_run
from eval.report.markdown_page import markdown
from eval.report.plots import plots
from eval.report.report_tables import tables
from eval.returned import Row
from eval.run import make_run
from eval.slice import judge
from eval.worst import guess, worst
from graphrag.errors import SourceError
from tests.eval.runs import DATA, QUESTIONS, rows


def table(run, title):
    return next(table for table in tables(run) if table.title.startswith(title))


def same_scores(one, other):
    """Equal but for the rounding of the file."""
    return all(
        found == pytest.approx(other.scores[method][question], abs=1e-6)
        for method, scores in one.scores.items()
        for question, found in scores.items()
    )


def test_the_figures(run):
    graph = run.summary["graph"]
    assert graph.overall["all-recall@5"].mean == 15 / 20
    assert graph.overall["recall@5"].mean == (15 + 5 / 2) / 20
    assert graph.overall["em"].mean == graph.overall["joint"].mean == 15 / 20
    assert graph.by_type["bridge"]["em"].mean == 8 / 10  # q0, q2, … q14 of ten
    assert graph.by_hops["3"]["em"].n == 10
    assert graph.latency_ms["walk"]["p50"] == 10.5
    assert graph.routes == {"graph": 20}
    assert graph.llm == {"calls": 0, "tokens": 0, "cost": 0}


def test_every_table_is_there(run):
    assert [found.title for found in tables(run)] == [
        "Retrieval", "Answers, sentences and paths", "Every cutoff", "By question type",
        "By number of hops", "Ablations: change against graph, in points",
        "Latency in ms by stage", "Routes", "Index and cost", "Language model while asking",
    ]  # fmt: skip
    assert table(run, "Retrieval").rows[1][0] == "graph"
    assert "75.0 (" in table(run, "Retrieval").rows[1][4]
    ablation = table(run, "Ablations").rows[0]
    assert ablation[0] == "graph-no-rerank"
    assert ablation[2].startswith("-25.0 (")
    cost = dict(table(run, "Index and cost").rows)
    assert cost["seconds to index"] == "1.2"
    assert table(run, "Language model").rows[1] == ("graph", "0", "0", "0")


def test_columns_that_do_not_apply_are_left_out_and_named(run):
    for found in tables(run):
        assert "sentence-f1" not in found.columns and "hops-found" not in found.columns
    assert run.left_out["sentence-f1"] == "the data has no usable gold sentences"
    assert run.left_out["hops-found"] == "the data has no usable gold triples"
    assert "hops-found: left out, the data has no usable gold triples" in markdown(run)


def test_markdown_is_tables(run):
    text = markdown(run)
    lines = [line for line in text.split("\n") if line.startswith("|")]
    assert all(line.endswith("|") for line in lines)
    assert "- a note" in text and "`graph`: what graph is (`a.b=1`)" in text
    assert "95 % bootstrap intervals" in text


def test_json_gives_the_run_back(run, tmp_path):
    save_run(run, tmp_path / "run.json")
    again = load_run(tmp_path / "run.json")
    assert again.questions == run.questions
    assert again.rows == run.rows
    assert same_scores(again, run)
    assert again.titles == run.titles
    assert markdown(again) == markdown(run)


def test_a_recorded_run_has_figures_and_metrics_but_no_rows_or_path(run, tmp_path):
    save_run(run, tmp_path / "run.json", with_rows=False)
    text = (tmp_path / "run.json").read_text()
    assert "somewhere" not in text and "rows" not in json.loads(text)
    again = load_run(tmp_path / "run.json")
    assert same_scores(again, run)
    assert table(again, "Retrieval") == table(run, "Retrieval")


@pytest.mark.parametrize("text", ["no json", "[]", '{"schema": 0}', "[" * 100_000])
def test_a_file_that_is_no_run_is_refused(text, tmp_path):
    path = tmp_path / "run.json"
    path.write_text(text)
    with pytest.raises(SourceError, match="run"):
        load_run(path)


def test_html_is_one_safe_page_with_four_plots(run):
    page = html(run)
    assert page.count("<svg ") == 4
    assert "<script" not in page and "tiny &amp; co" in page
    outside = set(re.findall(r"""(?:src|href)=["'](?!#)([^"']*)""", page))
    assert outside == set()
    identifiers = re.findall(r'\bid="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))
    targets = re.findall(r"url\(#([^)]+)\)", page)
    assert set(targets) <= set(identifiers)


def test_plots_with_nothing_to_show_are_left_out():
    alone = make_run(DATA, {"bm25": rows("bm25", 5)}, {"bm25": {"what": "x"}}, {}, seed=0,
                     resamples=50)  # fmt: skip
    assert not any("Ablation" in caption for caption in plots(alone))


def test_compare_by_hand(run):
    found = compare(run.questions, run.scores["bm25"], run.scores["graph"], seed=0)
    by_name = {item.metric: item for item in found.differences}
    item = by_name["all-recall@5"]
    assert (item.first, item.second, item.mean) == (5 / 20, 15 / 20, pytest.approx(10 / 20))
    assert item.low > 0 and item.p < 0.01
    assert [question.id for question in found.won] == [f"q{n}" for n in range(5, 15)]
    assert found.lost == ()


def test_a_run_against_itself_is_a_tie(run):
    found = compare(run.questions, run.scores["graph"], run.scores["graph"], seed=0)
    assert all(item.mean == 0 and item.p == 1 for item in found.differences)


def test_runs_that_share_no_question_are_refused(run):
    with pytest.raises(SourceError, match="share no question"):
        compare(run.questions, run.scores["graph"], {}, seed=0)


def test_an_unknown_metric_is_refused(run):
    scores = run.scores["graph"]
    with pytest.raises(SourceError, match="'recall@7', but: recall@1"):
        compare(run.questions, scores, scores, seed=0, decided_by="recall@7")


def test_which_method_is_compared(run):
    assert pick(run, None) == "graph"
    assert pick(run, "bm25") == "bm25"
    with pytest.raises(SourceError, match="no method 'x'; name one of: bm25, graph"):
        pick(run, "x")


def test_the_worst_come_first_with_a_cause(run):
    failures = worst(run, "graph", {})
    assert len(failures) == 5
    assert {failure.cause for failure in failures} == {"linked but not reached"}
    assert failures[0].ranks == {"p15": 1, "p16": None}
    with pytest.raises(SourceError, match="holds no rows"):
        worst(run, "other", {})


NAMES = {"p0": "Ada wrote it", "p1": "Rome is old"}


@pytest.mark.parametrize(
    ("passages", "seeds", "answer", "em", "cause"),
    [
        (("p0", "p1"), ("Ada",), "answer 0", 1.0, ""),
        (("p0", "p1"), ("Ada",), "no", 0.0, "read wrongly"),
        (("p0", "p1"), (), None, 1.0, ""),
        (("p0",), ("Ada",), None, 1.0, "linked but not reached"),
        (("p0",), ("Adam",), None, 1.0, "not linked"),
        (("p0",), (), None, 1.0, "not linked"),
        (("p0", "a", "b", "c", "d", "p1"), ("rome",), None, 1.0, "reached but outranked"),
    ],
)
def test_causes(passages, seeds, answer, em, cause):
    row = Row("q0", "graph", passages, route="graph", answer=answer,
              seeds=tuple((name, 1.0, "mention") for name in seeds))  # fmt: skip
    assert guess(QUESTIONS[0], row, {"em": em}, NAMES) == cause


def test_a_slice_holds_unless_it_falls_below_the_interval(run):
    assert judge(run, run).holds
    verdict = judge(graph_run(6), run)
    assert not verdict.holds
    assert "all-recall@5 of graph is 30.0" in verdict.said


def graph_run(right):
    methods = {"graph": rows("graph", right)}
    return make_run(DATA, methods, {"graph": {"what": "x"}}, {}, seed=0, resamples=200)


def test_a_perfect_slice_may_lose_three_of_n():
    perfect = graph_run(20)
    assert judge(graph_run(17), perfect).holds
    assert not judge(graph_run(16), perfect).holds
