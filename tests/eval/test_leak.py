"""Gold never leaves `eval/`: the library is watched while it indexes and answers."""

import sys
from pathlib import Path

import graphrag
from eval import questions, returned
from eval.indexing_run import write_corpus
from eval.methods import METHODS
from eval.runner import Plan, run_method
from graphrag.index import open_index
from indexing.build import build_index
from tests.eval.conftest import CANARY
from tests.fakes import ROWS, HashEmbedder
from tests.fakes import write_corpus as write_rows

LIBRARY = str(Path(graphrag.__file__).parent)
GOLD_TYPES = (questions.Question, questions.Dataset, questions.Evidence, returned.Row)


def carries_gold(value, depth=2) -> bool:
    """Whether a value is, or holds within two levels, a record of `eval/` or a gold answer."""
    if isinstance(value, GOLD_TYPES):
        return True
    if isinstance(value, str):
        return CANARY in value
    if depth and isinstance(value, dict):
        return any(carries_gold(item, depth - 1) for pair in value.items() for item in pair)
    if depth and isinstance(value, list | tuple | set | frozenset):
        return any(carries_gold(item, depth - 1) for item in value)
    return False


def watched(run):
    """Run something; the library functions that were handed gold, and how many were watched."""
    leaks, calls = [], 0

    def watch(frame, event, _):
        nonlocal calls
        if event == "call" and frame.f_code.co_filename.startswith(LIBRARY):
            calls += 1
            for name, value in frame.f_locals.items():
                if carries_gold(value):
                    leaks.append(f"{frame.f_code.co_qualname}({name})")

    sys.setprofile(watch)
    try:
        run()
    finally:
        sys.setprofile(None)
    return leaks, calls


def test_no_library_function_is_handed_gold(tiny_index, tiny_data, tmp_path):
    def run():
        for method in METHODS.values():
            plan = Plan(4, True, tmp_path)
            run_method(method, tiny_index, tiny_data.questions, plan, lambda *args: None)

    leaks, calls = watched(run)
    assert calls > 100
    assert leaks == []


def test_the_watch_would_see_a_leak(tiny_data):
    from graphrag.language.keys import name_key

    leaks, _ = watched(lambda: name_key(tiny_data.questions[0].answers[1]))
    assert "name_key(name)" in leaks


def test_methods_receive_a_plain_string(tiny_index, tiny_data, tmp_path):
    import dataclasses

    seen = []

    def look(index, question, k):
        seen.append(type(question))
        return METHODS["bm25"].prepare(index, None)(index, question, k)

    method = dataclasses.replace(METHODS["bm25"], prepare=lambda index, scratch: look)
    run_method(method, tiny_index, tiny_data.questions, Plan(4, True, tmp_path), lambda *a: None)
    assert set(seen) == {str}


def test_nothing_hangs_on_the_names_or_the_order_of_passages(tiny_index, tiny_data, tmp_path):
    """Published corpora list gold next to gold; retrieval must not profit from that."""
    renamed = [(f"x{9 - n}", title, text) for n, (_, title, text) in enumerate(ROWS)]
    names = dict(zip((row[0] for row in renamed), (row[0] for row in ROWS), strict=True))
    corpus = write_rows(tmp_path / "corpus.jsonl", renamed[::-1])
    build_index(corpus, tmp_path / "index", embedder=HashEmbedder())
    with open_index(tmp_path / "index", embedder=HashEmbedder()) as other:
        for question in tiny_data.questions:
            here = METHODS["graph"].prepare(tiny_index, tmp_path)(tiny_index, question.text, 5)
            there = METHODS["graph"].prepare(other, tmp_path)(other, question.text, 5)
            assert [passage.id for passage in here.passages] == [
                names[passage.id] for passage in there.passages
            ]


def test_the_corpus_that_is_indexed_holds_no_gold(tiny_data, tmp_path):
    written = write_corpus(tiny_data, tmp_path).read_text()
    assert CANARY not in written
    assert "The Long Tide is a novel" in written
