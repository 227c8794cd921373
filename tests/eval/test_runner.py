"""Rows of methods over a tiny index: what is recorded, and that a run resumes."""

import dataclasses

import pytest

from eval.ablations import ABLATIONS, OPTIONS, ablation_methods, variant
from eval.measure import choose_methods
from eval.methods import METHODS, Method
from eval.runner import WARM_UP, Plan, run_method
from graphrag.errors import QuestionError, SettingsError
from graphrag.settings import Settings, load_settings


def silent(method, done, total):
    pass


def counting(asked):
    """BM25 that writes down what it is asked."""

    def retrieve(index, question, k):
        asked.append(question)
        return METHODS["bm25"].prepare(index, None)(index, question, k)

    return dataclasses.replace(METHODS["bm25"], prepare=lambda index, scratch: retrieve)


@pytest.mark.parametrize("name", METHODS)
def test_every_method_gives_a_row_a_question(name, tiny_index, tiny_data, tmp_path):
    rows = run_method(
        METHODS[name], tiny_index, tiny_data.questions, Plan(4, True, tmp_path), silent
    )
    assert [row.question_id for row in rows] == ["q1", "q2", "q3"]
    known = {passage.id for passage in tiny_data.passages}
    for row in rows:
        assert row.method == name
        assert set(row.passages) <= known and len(set(row.passages)) == len(row.passages)
        assert row.ms > 0 and row.timings_ms
        assert row.answer is not None and row.citations is not None
        assert (row.hops is not None) == (name == "graph")
        assert row.llm == {"calls": 0, "tokens": 0, "cost": 0}


def test_without_a_reader_there_is_no_answer(tiny_index, tiny_data, tmp_path):
    plan = Plan(4, False, tmp_path)
    rows = run_method(METHODS["graph"], tiny_index, tiny_data.questions, plan, silent)
    assert all(row.answer is None and row.citations is None for row in rows)
    assert all(row.hops is not None for row in rows)


def test_an_interrupted_run_goes_on_where_it_was(tiny_index, tiny_data, tmp_path):
    plan, asked = Plan(4, False, tmp_path), []
    run_method(counting(asked), tiny_index, tiny_data.questions[:2], plan, silent)
    assert asked == [WARM_UP] + [question.text for question in tiny_data.questions[:2]]
    asked.clear()
    log = tmp_path / "rows.jsonl"
    log.write_text(log.read_text()[:-20])  # the second row is torn
    rows = run_method(counting(asked), tiny_index, tiny_data.questions, plan, silent)
    assert asked == [WARM_UP] + [question.text for question in tiny_data.questions[1:]]
    assert [row.question_id for row in rows] == ["q1", "q2", "q3"]
    asked.clear()
    assert run_method(counting(asked), tiny_index, tiny_data.questions, plan, silent) == rows
    assert asked == []


def test_other_settings_or_another_depth_run_anew(tiny_index, tiny_data, tmp_path):
    asked = []
    method, questions = counting(asked), tiny_data.questions[:1]
    run_method(method, tiny_index, questions, Plan(4, False, tmp_path), silent)
    run_method(method, tiny_index, questions, Plan(3, False, tmp_path), silent)
    changed = dataclasses.replace(method, settings=("walk.damping=0.6",))
    run_method(changed, tiny_index, questions, Plan(4, False, tmp_path), silent)
    assert asked.count(questions[0].text) == 3


def test_a_question_that_was_reworded_runs_anew(tiny_index, tiny_data, tmp_path):
    plan, asked = Plan(4, False, tmp_path), []
    question = tiny_data.questions[0]
    reworded = dataclasses.replace(question, text="Where was Ada Lane born?")
    for one in (question, reworded):
        run_method(counting(asked), tiny_index, [one], plan, silent)
    assert asked == [WARM_UP, question.text, WARM_UP, reworded.text]


def test_a_refused_question_is_a_row_with_its_error(tiny_index, tiny_data, tmp_path):
    def refuse(index, question, k):
        if question != WARM_UP:
            raise QuestionError("no")
        return METHODS["bm25"].prepare(index, None)(index, question, k)

    method = dataclasses.replace(METHODS["bm25"], prepare=lambda index, scratch: refuse)
    row = run_method(method, tiny_index, tiny_data.questions[:1], Plan(4, True, tmp_path), silent)[
        0
    ]
    assert (row.passages, row.error, row.abstained) == ((), "no", True)


def test_progress_counts_the_questions(tiny_index, tiny_data, tmp_path):
    told = []
    plan = Plan(4, False, tmp_path)
    run_method(
        METHODS["bm25"], tiny_index, tiny_data.questions, plan, lambda *args: told.append(args)
    )
    assert told == [("bm25", done, 3) for done in range(4)]


BOTH = {**ABLATIONS, **OPTIONS}


@pytest.mark.parametrize("name", BOTH)
def test_every_ablation_changes_the_settings(name):
    changed = load_settings(None, BOTH[name][1])
    assert changed != Settings()


@pytest.mark.parametrize("name", BOTH)
def test_every_ablation_runs(name, tiny_index, tiny_data, tmp_path):
    misspelt = dataclasses.replace(tiny_data.questions[1], text="Who filmed The Lnog Tide?")
    method = ablation_methods(tiny_index.settings)[f"graph-{name}"]
    plan = Plan(4, False, tmp_path)
    rows = run_method(method, tiny_index, [*tiny_data.questions, misspelt], plan, silent)
    assert all(row.passages and not row.error for row in rows)


def test_an_ablation_of_what_is_off_already_is_left_out():
    base = load_settings(None, ["weighting.scheme=specific", "reranking.ranker=rrf"])
    assert "graph-with-rrf" not in ablation_methods(base)
    assert "graph-no-query-aware" not in ablation_methods(base)
    assert "graph-no-query-aware" in ablation_methods(Settings())


def test_ablations_reach_the_pipeline(tiny_index, tiny_data, tmp_path):
    plan, seen = Plan(4, False, tmp_path), []

    def look(index, question, k):
        seen.append(index.settings)
        return METHODS["bm25"].prepare(index, None)(index, question, k)

    ablation = ablation_methods(tiny_index.settings)["graph-no-rerank"]
    method = Method(
        ablation.name, "", lambda index, scratch: look, METHODS["bm25"].ask, ablation.settings
    )
    run_method(method, tiny_index, tiny_data.questions[:1], plan, silent)
    assert {settings.reranking.ranker for settings in seen} == {"ppr"}


def test_variants_are_methods_of_ones_own():
    method = variant("damped:walk.damping=0.85,walk.seeds=names,facts, reranking.pool_hop=1")
    assert method.name == "graph-damped"
    assert method.settings == (
        "walk.damping=0.85",
        "walk.seeds=names,facts",
        "reranking.pool_hop=1",
    )
    with pytest.raises(SettingsError, match="NAME:section"):
        variant("walk.damping=0.85")


def test_methods_are_chosen_by_name():
    chosen = choose_methods(["bm25", "ablations"], ["x:walk.damping=0.6"], Settings())
    assert list(chosen) == ["bm25", "graph", *ablation_methods(Settings()), "graph-x"]
    kinds = [set(choose_methods([kind], [], Settings())) for kind in ("without", "with")]
    assert kinds[0] & kinds[1] == {"graph"}
    assert kinds[0] | kinds[1] == set(choose_methods(["ablations"], [], Settings()))
    with pytest.raises(Exception, match="unknown method 'bm52'"):
        choose_methods(["bm52"], [], Settings())
