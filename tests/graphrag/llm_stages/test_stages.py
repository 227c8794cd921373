"""Each stage alone, end to end over a real socket: what it changes, and what its failure leaves."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import graphrag
from graphrag.explain import explain, strongest_edges
from graphrag.interop import GraphRAGRetriever
from graphrag.settings import load_settings
from tests.results import results
from tests.servers.by_stage import by_stage
from tests.servers.replies import raw
from tests.servers.server import Serve

WHOLE = load_settings(None, ["asking.steps=0"])  # no question within it is asked first
QUESTION = (
    "At which university did the doctoral supervisor of the designer of Pascal take his own "
    "doctorate?"
)


def numbers(prompt: str, letter: str) -> list[str]:
    """The numbered lines of a prompt: P1, P2, …"""
    return re.findall(rf"^({letter}\d+) ", prompt, re.MULTILINE)


def line_with(prompt: str, letter: str, words: str) -> str:
    """The number of the first line that holds `words`."""
    return re.search(rf"^({letter}\d+) .*{re.escape(words)}", prompt, re.MULTILINE)[1]


def keep_all(prompt: str) -> Any:
    return {"keep": numbers(prompt, "F")[:4]}


def turn_round(prompt: str) -> Any:
    return {"order": numbers(prompt, "P")[::-1]}


def last_one(prompt: str) -> Any:
    return {"best": numbers(prompt, "P")[-1]}


def tens(prompt: str) -> Any:
    return {"scores": [{"neighbour": n, "score": 10} for n in numbers(prompt, "N")]}


UNDERSTOOD = {
    "names": ["Pascal", "Niklaus Wirth"],
    "answer_kind": "organisation",
    "questions": ["Who designed Pascal?"],
}
LEARNED = {"learned": [], "enough": True, "next_question": ""}
STAGES: dict[str, tuple[str, Any]] = {  # setting -> the stage's name in calls, a good reply
    "asking.stages=understand": ("understanding", UNDERSTOOD),
    "asking.stages=facts": ("facts", keep_all),
    "asking.stages=edges": ("edges", tens),
    "asking.stages=steps": ("steps", LEARNED),
    "reranking.llm=select": ("reranking", lambda p: {"passages": numbers(p, "P")[-2:]}),
    "reranking.llm=listwise": ("reranking", turn_round),
    "reranking.llm=setwise": ("reranking", last_one),
    "reranking.llm=pointwise": ("reranking", lambda p: {"score": len(p) % 11}),
}


@pytest.mark.parametrize("setting", STAGES)
def test_each_stage_alone_is_asked_and_accounted_for(
    serve: Serve, index_copy: Path, setting: str
) -> None:
    stage, reply = STAGES[setting]
    server = serve(by_stage(**{stage: reply}))
    with server.open(index_copy, setting) as index:
        found = graphrag.retrieve(index, QUESTION)
        (use,) = found.model_use
        assert (use.stage, use.calls) == (stage, server.calls) and use.calls > 0
        assert use.prompt_tokens > 0 and found.notes == ()
        answer = graphrag.ask(index, QUESTION)
        assert answer.reader == "extractive" and "no language model" not in answer.note
        assert answer.retrieval.model_use[0].calls == 0  # all replies were kept
        assert server.calls == use.calls


@pytest.mark.parametrize("setting", STAGES)
@pytest.mark.parametrize("broken", [500, "garbage", {"other": 1}], ids=str)
def test_a_failing_stage_leaves_what_there_is_without_it_and_says_so(
    serve: Serve, index_copy: Path, setting: str, broken: Any
) -> None:
    stage, _ = STAGES[setting]
    server = serve(by_stage(**{stage: broken}))
    with (
        server.open(index_copy, setting) as index,
        graphrag.open_index(index_copy, settings=WHOLE) as plain,
    ):
        found, without = graphrag.retrieve(index, QUESTION), graphrag.retrieve(plain, QUESTION)
    assert results(found) == results(without)
    assert len(found.notes) == 1 and "was left out: " in found.notes[0]
    assert not without.notes


@pytest.mark.parametrize("setting", [*STAGES, "reading.reader=llm"])
def test_a_silent_server_is_left_after_its_time(
    serve: Serve, index_copy: Path, setting: str
) -> None:
    server = serve(lambda _: raw(silence=5))  # or until the client goes
    own = [] if setting in STAGES else ["asking.steps=0"]
    with (
        server.open(index_copy, "llm.timeout=0.3", setting, *own) as index,
        graphrag.open_index(index_copy, settings=WHOLE) as plain,
    ):
        found, without = graphrag.ask(index, QUESTION), graphrag.ask(plain, QUESTION)
    assert results(found.retrieval) == results(without.retrieval)
    assert found.text == without.text and "0.3 s" in found.notes[0]


def test_after_two_failures_the_server_is_left_alone(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage())  # fails at everything
    on = ["asking.stages=understand,facts", "reranking.llm=select"]
    with server.open(index_copy, *on, "reading.reader=llm") as index:
        answer = graphrag.ask(index, QUESTION)
    assert [seen.stage for seen in server.seen] == ["understanding", "facts"]
    assert len(answer.notes) == 4 and "not asked again" in answer.notes[-1]


def test_a_budget_ends_the_asking_and_says_so(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage(understanding=UNDERSTOOD, facts=keep_all))
    on = ["asking.stages=understand,facts", "llm.call_limit=1"]
    with server.open(index_copy, *on, "reading.reader=llm") as index:
        answer = graphrag.ask(index, QUESTION)
    assert server.calls == 1 and answer.reader == "extractive"
    assert answer.notes[0].startswith("Fact selection was left out: ")


# --- what each stage does -----------------------------------------------------------------------


def test_names_found_by_the_model_seed_the_walk(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage(understanding=UNDERSTOOD))
    with server.open(index_copy, "asking.stages=understand") as index:
        found = graphrag.retrieve(index, QUESTION)
    sources = {seed.entity: seed.source for seed in found.seeds}
    assert (
        sources["Pascal (programming language)"] == "mention" and sources["Niklaus Wirth"] == "llm"
    )
    assert found.understanding.answer_kind == "organisation"


def test_the_reader_is_told_what_kind_of_answer_is_wanted(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage(understanding=UNDERSTOOD))
    with server.open(index_copy, "asking.stages=understand", "reading.reader=llm") as index:
        graphrag.ask(index, QUESTION)
    assert "of this kind: organisation" in server.asked("answer")[0]


def test_only_kept_facts_start_the_walk(serve: Serve, index_copy: Path) -> None:
    replies = {"keep": ["F7", "F7", "F2", "F1", "F3", "F4"]}
    server = serve(by_stage(facts=replies))
    with server.open(index_copy, "asking.stages=facts") as index:
        found = graphrag.retrieve(index, QUESTION)
        shown = server.asked("facts")[0]
        assert len(numbers(shown, "F")) == 10 and "at most 4" in shown
        (title,) = re.findall(r"^F7 \(([^)]*)\)", shown, re.MULTILINE)
        assert title in {seed.entity for seed in found.seeds if seed.source != "mention"}
        server.answer = by_stage(facts={"keep": []})
        none = graphrag.retrieve(index, QUESTION + " ")  # kept: the same prompt
        assert results(none) == results(found)
        other = graphrag.retrieve(index, "Who designed the language Pascal?")
        assert {seed.source for seed in other.seeds} == {"mention"}


def test_no_name_and_no_kept_fact_is_the_dense_route(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage(facts={"keep": []}))
    question = "which machine was the first to be sold for money?"
    with server.open(index_copy, "asking.stages=facts") as index:
        found = graphrag.retrieve(index, question)
    assert found.route == "dense+bm25" and not found.seeds and found.passages


def test_edges_scored_high_carry_more_of_the_walk(serve: Serve, index_copy: Path) -> None:
    def only_wirth(prompt: str) -> Any:
        lines = re.findall(r"^(N\d+) ([^.]*)\. Fact", prompt, re.MULTILINE)
        assert len(lines) <= 15
        return {
            "scores": [{"neighbour": n, "score": 10 * (name == "Niklaus Wirth")}
                       for n, name in lines]
        }  # fmt: skip

    server = serve(by_stage(edges=only_wirth))
    with server.open(index_copy, "asking.stages=edges") as index:
        explain(index, QUESTION)
        scored = strongest_edges(index, QUESTION, 500)
        assert 1 <= server.calls <= 5  # and what is explained was not bought again
    with graphrag.open_index(index_copy, settings=WHOLE) as plain:
        before = strongest_edges(plain, QUESTION, 500)

    def flow(edges: Any) -> float:
        ends = {"Pascal (programming language)", "Niklaus Wirth"}
        return sum(e.flow for e in edges if {e.source, e.target} == ends and e.kind == "relation")

    assert flow(scored) > 1.5 * flow(before) > 0


def test_a_selection_comes_first_in_its_order(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage(reranking={"passages": ["P9", "P7", "P7"]}))
    with (
        server.open(index_copy, "reranking.llm=select") as index,
        graphrag.open_index(index_copy, settings=WHOLE) as plain,
    ):
        found = graphrag.retrieve(index, QUESTION, 12)
        without = [passage.id for passage in graphrag.retrieve(plain, QUESTION, 12).passages]
    ids = [passage.id for passage in found.passages]
    assert ids == [without[8], without[6], *(x for x in without if x not in ids[:2])]
    scores = [passage.score for passage in found.passages]
    assert scores == sorted(scores, reverse=True)
    assert 20 < len(numbers(server.seen[0].question, "P")) <= 100


def test_a_list_is_turned_round(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage(reranking=turn_round))
    with (
        server.open(index_copy, "reranking.llm=listwise") as index,
        graphrag.open_index(index_copy, settings=WHOLE) as plain,
    ):
        found = graphrag.retrieve(index, QUESTION, 20)
        without = graphrag.retrieve(plain, QUESTION, 20)
    assert [p.id for p in found.passages] == [p.id for p in without.passages][::-1]


def test_points_order_and_a_named_title_gets_its_bonus(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage(reranking={"score": 5}))
    with server.open(index_copy, "reranking.llm=pointwise") as index:
        found = graphrag.retrieve(index, QUESTION, 20)
    assert server.calls == 20
    assert found.passages[0].title == "Pascal (programming language)"


def test_the_llamaindex_retriever_honours_the_stages(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage(reranking={"passages": ["P4"]}))
    with server.open(index_copy, "reranking.llm=select") as index:
        nodes = GraphRAGRetriever(index, k=5).retrieve(QUESTION)
        assert [n.node.node_id for n in nodes] == [
            p.id for p in graphrag.retrieve(index, QUESTION).passages
        ]
    assert server.calls == 1


def test_settings_of_another_index_are_not_asked(serve: Serve, index_copy: Path) -> None:
    server = serve(by_stage(facts=keep_all))
    with server.open(index_copy, "asking.stages=facts") as index:
        off = replace(index, settings=replace(index.settings, asking=type(index.settings.asking)()))
        graphrag.retrieve(off, QUESTION)
    assert not server.seen
