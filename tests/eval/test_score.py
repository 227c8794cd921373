"""Results files: by id, by title, with answers, and malformed."""

import pytest

from eval.datasets import load_dataset
from eval.run import make_run
from eval.score import load_results
from graphrag.errors import SourceError
from tests.eval import samples


@pytest.fixture
def data(tmp_path):
    return load_dataset(
        samples.folder(tmp_path / "d", [samples.question("q1"), samples.question("q2")])
    )


def results(tmp_path, *lines):
    return samples.write_lines(tmp_path / "theirs.jsonl", lines)


def figures(scored):
    run = make_run(scored.dataset, {"theirs": scored.rows}, {"theirs": {"what": "x"}}, {}, seed=0)
    return {name: found.mean for name, found in run.summary["theirs"].overall.items()}, run


def test_by_id_with_answers_and_times(tmp_path, data):
    path = results(
        tmp_path,
        {"id": "q2", "passages": ["p3", "p1"], "ms": 3, "answer": "", "citations": []},
        {
            "id": "q1",
            "passages": ["p1", "p2"],
            "ms": 1.0,
            "answer": "Fredonia",
            "citations": [{"passage_id": "p1", "start": 20, "end": 46}],
        },
    )
    found, run = figures(load_results(path, data))
    assert found["recall@2"] == 3 / 4
    assert found["all-recall@2"] == 1 / 2
    assert (found["em"], found["joint"], found["abstained"]) == (1 / 2, 1 / 2, 1 / 2)
    assert found["sentence-f1"] == pytest.approx(
        (2 / 3) / 2, abs=1e-6
    )  # one of two gold cited, then nothing cited
    assert run.summary["theirs"].latency_ms["retrieve"]["p50"] == 2
    assert run.summary["theirs"].llm == {}  # not known, so not shown as 0


def test_by_title(tmp_path, data):
    path = results(
        tmp_path, *({"id": name, "passages": ["Ruritown", "Blue River"]} for name in ("q1", "q2"))
    )
    scored = load_results(path, data)
    found, run = figures(scored)
    assert found["all-recall@2"] == 1
    assert "em" not in found and "sentence-f1" not in found
    assert any("by title" in note for note in scored.dataset.notes)
    assert run.left_out["em, f1, abstained, joint (theirs)"] == "no reader ran"


def test_a_missing_question_counts_as_not_found(tmp_path, data):
    path = results(tmp_path, {"id": "q1", "passages": ["p1", "p2"]})
    assert figures(load_results(path, data))[0]["recall@2"] == 1 / 2
    scored = load_results(path, data, answered_only=True)
    assert figures(scored)[0]["recall@2"] == 1
    assert "1 questions without a line" in scored.dataset.notes[-1]


def test_strange_passages_are_counted(tmp_path, data):
    path = results(tmp_path, {"id": "q1", "passages": ["zz", "p1"]}, {"id": "q2", "passages": []})
    assert any(
        note.startswith("1 of 2 returned") for note in load_results(path, data).dataset.notes
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"id": "q9", "passages": []}, "field 'id' is 'q9', no question of d"),
        ({"passages": []}, "field 'id' is missing"),
        ({"id": "q2"}, "field 'passages' is missing"),
        ({"id": "q2", "passages": [1]}, "field 'passages' is not a list of strings"),
        ({"id": "q2", "passages": [], "ms": "1"}, "field 'ms' is not a number"),
        ({"id": "q2", "passages": [], "answer": 1}, "field 'answer' is not a string"),
        ({"id": "q2", "passages": [], "abstained": 1}, "field 'abstained' is not true or false"),
        ({"id": "q1", "passages": []}, "field 'id' repeats 'q1' of line 1"),
        (
            {"id": "q2", "passages": [], "citations": [{"passage_id": "p1", "end": 1}]},
            "citations[0]: field 'start' is missing",
        ),
    ],
)
def test_a_malformed_line_is_named(tmp_path, data, line, said):
    path = results(tmp_path, {"id": "q1", "passages": ["p1"]}, line)
    with pytest.raises(SourceError) as error:
        load_results(path, data)
    assert "theirs.jsonl, line 2" in str(error.value)
    assert said in str(error.value)


def test_results_of_other_data_are_refused(tmp_path, data):
    with pytest.raises(SourceError, match="against the data they were made from"):
        load_results(results(tmp_path, {"id": "q1", "passages": ["zz"]}), data)
