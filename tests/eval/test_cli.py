"""The commands as a user types them, on the tiny corpus with the real encoder."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from eval.cli import cli
from eval.report.json_file import save_run
from eval.run import make_run
from graphrag.cli import main
from tests.eval import samples
from tests.eval.runs import DATA
from tests.eval.runs import rows as samples_rows
from tests.fakes import ROWS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data") / "tiny"
    return samples.folder(
        folder,
        [
            {
                "id": "q1", "question": "Where was the author of The Long Tide born?",
                "answer": "Port Ems", "supporting_ids": ["p2", "p1"], "type": "bridge",
                "evidences": [["The Long Tide", "author", "Ada Lane"]],
                "supporting_facts": [["The Long Tide", 0], ["Ada Lane", 1]],
            },
            {
                "id": "q2", "question": "Who taught Jon Rook?", "answer": "Mira Stone",
                "supporting_ids": ["p3"], "type": "single",
            },
        ],
        [{"id": name, "title": title, "text": text} for name, title, text in ROWS],
    )  # fmt: skip


@pytest.fixture(scope="module")
def out(data, tmp_path_factory):
    """`python -m eval DATA`, once; the folder of its report."""
    folder = tmp_path_factory.mktemp("out")
    recorded = folder / "recorded" / "tiny.json"
    line = [sys.executable, "-m", "eval", str(data), "--methods", "bm25,hipporag2,graph"]
    line += ["--out", str(folder), "--record", str(recorded)]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "all-recall@5" in done.stdout and "report.html" in done.stdout
    return folder / "tiny"


def test_a_run_leaves_a_report(out):
    assert {"run.json", "report.md", "report.html", "rows.jsonl"} <= {p.name for p in out.iterdir()}
    run = json.loads((out / "run.json").read_text())
    assert list(run["scores"]) == ["bm25", "hipporag2", "graph"]
    assert run["summary"]["graph"]["overall"]["recall@5"]["n"] == 2
    assert run["index"]["peak memory of indexing, MB"] > 50
    assert run["index"]["generation"] == 1
    assert run["code"] and run["summary"]["graph"]["llm"] == {"calls": 0, "tokens": 0, "cost": 0}


def test_the_same_command_again_runs_nothing(out, data, monkeypatch):
    # The code may have been edited since the first run, which would rightly run everything anew.
    code = json.loads((out / "run.json").read_text())["code"]
    monkeypatch.setattr("eval.runner.code_version", lambda: code)
    before = (out / "rows.jsonl").read_text()
    code = main(["eval", str(data), "--methods", "bm25,hipporag2,graph", "--out", str(out.parent)])
    assert code == 0
    assert (out / "rows.jsonl").read_text() == before


def invoke(*words):
    done = CliRunner().invoke(cli, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.output


def test_compare_and_worst(out):
    run = out / "run.json"
    said = invoke("compare", run, run, "--method", "bm25", "--method", "graph")
    assert "B graph against A bm25, 2 questions" in said and "won by B on all-recall@5" in said
    said = invoke("worst", run, "-n", "1", "--method", "bm25")
    assert "bm25: " in said and "questions failed" in said


def test_worst_shows_what_there_is_to_see(run, tmp_path):
    save_run(run, tmp_path / "run.json")
    said = invoke("worst", tmp_path / "run.json", "-n", "1")
    assert "5 of 20 questions failed (linked but not reached 5)" in said
    for part in (
        "not returned  p16",
        "rank 1  p15",
        "seeds: Title 15",
        "path:  a – b – c",
        "read: ",
    ):
        assert part in said


def test_results_prints_a_table_for_each_recorded_run(out):
    said = invoke("results", "--folder", out.parent / "recorded")
    assert "### tiny" in said and "| graph |" in said


def test_techniques_prints_a_row_for_each_change(tmp_path):
    rows = {
        "graph": samples_rows("graph", 15),
        "graph-no-rerank": samples_rows("graph-no-rerank", 10),
    }
    rows["graph-with-rrf"] = samples_rows("graph-with-rrf", 15)
    settings = {"graph": ["walk.damping=0.6"]}
    settings["graph-no-rerank"] = ["walk.damping=0.6", "reranking.ranker=ppr"]
    settings["graph-with-rrf"] = ["walk.damping=0.6", "reranking.ranker=rrf"]
    methods = {name: {"what": "", "settings": pairs} for name, pairs in settings.items()}
    save_run(make_run(DATA, rows, methods, {}, seed=0, resamples=100), tmp_path / "run.json")
    lines = invoke("techniques", tmp_path / "run.json", tmp_path / "run.json").splitlines()
    assert lines[0] == "With `walk.damping=0.6`:"
    assert lines[4] == "| graph |  | 87.5 / 75.0 | 87.5 / 75.0 |"
    assert lines[5].startswith("| no-rerank | `reranking.ranker=ppr` | -12.5 (")
    assert " / -25.0 (" in lines[5]
    assert lines[6] == "| with-rrf | `reranking.ranker=rrf` | 0 | 0 |"


def test_score(out, data, tmp_path):
    results = samples.write_lines(
        tmp_path / "theirs.jsonl",
        [{"id": "q1", "passages": ["p1", "p2"]}, {"id": "q2", "passages": ["p5"]}],
    )
    said = invoke("score", results, data, "--out", tmp_path / "scored")
    assert "theirs" in said and "50.0" in said
    assert (tmp_path / "scored" / "report.html").is_file()


@pytest.mark.parametrize("command", ["search", "ask"])
def test_our_own_bulk_output_can_be_scored(command, out, data, tmp_path):
    index = next(out.glob("index-*[!n]"))
    results = tmp_path / "results.jsonl"
    questions = data / "questions.jsonl"
    line = [command, "--questions", questions, "--index", index, "--out", results]
    assert main([str(word) for word in line]) == 0
    said = invoke("score", results, data, "--out", tmp_path / "scored")
    assert "all-recall@5" in said
    assert ("sentence-f1" in said.split("Note")[0]) == (command == "ask")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "no data at nowhere"),
        (["score", "nowhere.jsonl", "{data}"], "cannot read nowhere.jsonl"),
        (["worst", "nowhere.json"], "cannot read the run"),
        (["{data}", "--index", "{data}"], "index"),
        (["{data}", "--limit", "0"], "at least 1"),
    ],
)
def test_what_cannot_be_done_is_said_with_exit_code_2(words, said, data, capsys):
    assert main(["eval", *(word.format(data=data) for word in words)]) == 2
    assert said in capsys.readouterr().err


def test_help_names_every_command():
    said = invoke("--help")
    for name in ("score", "compare", "worst", "results", "slice", "run"):
        assert name in said
