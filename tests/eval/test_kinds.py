"""The default beside the plain lists, by kind of text and of question."""

import pytest
from click.testing import CliRunner

from eval.cli import cli
from eval.kinds import LISTS, kinds_of, kinds_table, question_sets
from eval.run import make_run
from tests.eval.runs import DATA, rows

RIGHT = {"bm25": 12, "dense": 8, "hybrid": 10, "graph-min-rank": 6, "graph-walk": 4}


def run(ours):
    right = {**RIGHT, "graph": ours}
    said = {name: {"what": name, "settings": []} for name in right}
    found = {name: rows(name, n) for name, n in right.items()}
    return make_run(DATA, found, said, {}, seed=0, resamples=100)


def test_the_default_is_held_against_the_best_plain_list():
    whole, *types = kinds_of(run(ours=16))
    assert (whole.name, whole.n, whole.best, whole.behind) == ("tiny & co", 20, "bm25", False)
    assert whole.means["bm25"] == pytest.approx(((12 + 8 / 2) / 20, 12 / 20))
    assert whole.gain.mean == pytest.approx(4 / 2 / 20)
    assert [(kind.name, kind.n) for kind in types] == [("bridge", 10), ("comparison", 10)]


@pytest.mark.parametrize(("ours", "behind"), [(12, False), (11, True)])
def test_a_point_below_the_best_plain_list_is_behind(ours, behind):
    assert kinds_of(run(ours))[0].behind is behind


def test_a_row_a_set_and_its_types_below():
    table = kinds_table([kinds_of(run(ours=11))])
    assert [row[0] for row in table.rows] == ["tiny & co", "  bridge", "  comparison"]
    assert table.rows[0][2 : 2 + len(LISTS)][0] == "80.0 / 60.0"
    assert table.rows[0][-1] == "behind"
    assert {row[-1] for row in table.rows[1:]} == {""}


def test_sets_are_folders_with_questions(tmp_path):
    for name in ("b", "a", "notes"):
        (tmp_path / name).mkdir()
    for name in ("b", "a"):
        (tmp_path / name / "questions.jsonl").touch()
    assert [path.name for path in question_sets(tmp_path)] == ["a", "b"]
    assert question_sets(tmp_path / "a") == [tmp_path / "a"]


def test_an_unknown_set_is_said(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "questions.jsonl").touch()
    found = CliRunner().invoke(cli, ["kinds", str(tmp_path), "--only", "c"])
    assert found.exit_code == 2
    assert "no set" in found.output
