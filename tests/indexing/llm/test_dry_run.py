"""Costs known before they are spent, caps that stop, and going on afterwards."""

import hashlib
import json

import pytest

from eval.fake_llm.server import count_tokens
from graphrag.cli import main
from graphrag.errors import BudgetReached
from graphrag.settings import Extraction
from graphrag.storage.catalog import Catalog
from indexing import build_index
from indexing.llm.dry_run import plan_index
from indexing.llm.estimate import estimate
from tests.conftest import SAMPLE
from tests.fakes import ROWS, HashEmbedder, write_corpus
from tests.servers.replies import chat
from tests.servers.ruled import by_rules, ruled, settings_for, title_of
from tests.servers.server import FakeServer

PRICES = {"price_prompt": 2.0, "price_completion": 8.0}
WITHIN = 1.5  # the stated factor of an estimate


def files(folder):
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))  # SQLite's, and empty
    }


@pytest.fixture
def source(tmp_path):
    return write_corpus(tmp_path / "c.jsonl")


@pytest.mark.parametrize("mode", ["two-calls", "one-call"])
def test_an_estimate_is_near_what_a_tokenizer_counts(tmp_path, mode):
    """Counted in pieces of words, which the estimate knows nothing of. A second estimate, for other
    passages, takes the mean reply of the first run.
    """
    counted = {"prompt_tokens": 0, "completion_tokens": 0}

    def answer(seen):
        text = ruled(seen)
        tokens = [count_tokens(part) for part in (seen.prompt, text)]
        usage = dict(zip(counted, tokens, strict=True))
        with server.lock:
            for name, value in usage.items():
                counted[name] += value
        return chat(text, usage=usage)

    server = FakeServer(answer)
    with server:
        settings = settings_for(server, extraction={"mode": mode}, llm={**PRICES, "concurrency": 8})
        plan = plan_index(SAMPLE / "documents" / "places", tmp_path / "i", settings)
        report = build_index(
            SAMPLE / "documents" / "places", tmp_path / "i", settings, embedder=HashEmbedder()
        )
        sent = server.calls
        second = plan_index(
            SAMPLE / "documents" / "languages", tmp_path / "i", settings, replace=True
        )
        later = build_index(
            SAMPLE / "documents" / "languages",
            tmp_path / "i",
            settings,
            embedder=HashEmbedder(),
            replace=True,
        )
    assert plan.calls == sent and plan.new == plan.passages == report.passages
    usage = report.model.usage
    usages = usage + later.model.usage
    assert (usages.prompt_tokens, usages.completion_tokens) == tuple(counted.values())
    assert 1 / WITHIN < plan.prompt_tokens / usage.prompt_tokens < WITHIN
    assert 1 / WITHIN < plan.completion_tokens / usage.completion_tokens < WITHIN
    assert 1 / WITHIN < plan.cost / usage.cost < WITHIN
    assert 1 / WITHIN < second.cost / later.model.usage.cost < WITHIN


def test_a_dry_run_writes_and_sends_nothing(tmp_path, source):
    with FakeServer(by_rules()) as server:
        settings = settings_for(server, llm=PRICES)
        plan = plan_index(source, tmp_path / "i", settings)
        assert (plan.passages, plan.new, plan.calls) == (5, 5, 10)
        assert plan.cost == pytest.approx(
            (2 * plan.prompt_tokens + 8 * plan.completion_tokens) / 1_000_000
        )
        assert plan.seconds > 0 and server.calls == 0
        assert not (tmp_path / "i").exists()
        build_index(source, tmp_path / "i", settings, embedder=HashEmbedder())
        more = write_corpus(tmp_path / "more.jsonl", [*ROWS, ("p6", "Nim", "Nim is a cat.")])
        before, calls = files(tmp_path), server.calls
        plan = plan_index(more, tmp_path / "i", settings)
        assert (plan.passages, plan.new, plan.calls) == (6, 1, 2)
        assert files(tmp_path) == before and server.calls == calls


def test_without_a_model_nothing_is_bought(tmp_path, source):
    plan = plan_index(source, tmp_path / "i")
    assert (plan.passages, plan.new) == (5, 5)
    assert (plan.calls, plan.prompt_tokens, plan.completion_tokens) == (0, 0, 0)
    assert (plan.cost, plan.seconds) == (0, 0)


def test_replies_that_are_kept_cost_nothing(tmp_path, source):
    """A passage whose first reply was bought before the cap needs its second one only."""
    with FakeServer(by_rules()) as server:
        settings = settings_for(server, llm={"call_limit": 3, "concurrency": 1})
        with pytest.raises(BudgetReached):
            build_index(source, tmp_path / "i", settings, embedder=HashEmbedder())
        plan = plan_index(source, tmp_path / "i", settings)
    assert (plan.new, plan.calls) == (4, 7)


def test_a_gleaning_is_part_of_the_estimate():
    passages = []
    from graphrag.datatypes import Passage
    from graphrag.settings import LLM

    text = "Ada Lane wrote The Long Tide in 1950. " * 5
    passages = [Passage("p", "p", "Ada", text, 0, len(text))]
    sizes = []
    for gleaning in (0, 1, 2):
        section = Extraction(extractor="llm", gleaning=gleaning, kinds="person", relations="wrote")
        sizes.append(estimate(1, passages, section, LLM(model="m"), lambda question: None))
    assert [size.calls for size in sizes] == [2, 3, 4]
    assert sizes[0].prompt_tokens < sizes[1].prompt_tokens < sizes[2].prompt_tokens
    assert not sizes[0].priced and sizes[0].cost == 0


CAPS = {"call_limit": 7, "token_limit": 300, "cost_limit": 0.0015, "seconds_limit": 0.25}


@pytest.mark.parametrize("cap", CAPS)
def test_a_cap_stops_cleanly_and_the_next_run_goes_on(tmp_path, source, cap):
    rows = [(f"{name}-{n}", f"{t} {n}", x) for n in range(4) for name, t, x in ROWS]
    more = write_corpus(tmp_path / "more.jsonl", rows)

    def build(corpus, **llm):
        settings = settings_for(server, llm={**PRICES, "max_tokens": 400, "concurrency": 3, **llm})
        return build_index(corpus, tmp_path / "i", settings, embedder=HashEmbedder(), replace=True)

    def state():
        with Catalog(tmp_path / "i") as catalog:
            return catalog.digest(), catalog.generation

    with FakeServer(by_rules(), latency=0.03) as server:
        build(source)
        before, calls = state(), server.calls
        with pytest.raises(BudgetReached, match="of 20 new passages are read .* is as it was"):
            build(more, **{cap: CAPS[cap]})
        stopped = server.calls - calls
        assert 0 < stopped < 40 and state() == before
        if cap == "call_limit":
            assert stopped <= 7 + 1
        assert build(more).model.ok == 20
        assert server.calls == calls + 40  # nothing was bought twice


@pytest.mark.parametrize(
    ("option", "reached"),
    [
        ("--max-calls=3", "stopped after 3 calls"),
        ("--max-tokens=40", "llm.token_limit"),
        ("--max-cost=0.0001", "llm.cost_limit"),
        ("--max-seconds=0.01", "llm.seconds_limit"),
    ],
)
def test_the_command_says_where_it_stopped_and_how_to_go_on(
    tmp_path, source, capsys, option, reached
):
    with FakeServer(by_rules(), latency=0.02) as server:
        pairs = [f"llm.base_url={server.address}", "llm.model=tiny", "llm.max_tokens=400"]
        pairs += ["llm.price_prompt=2", "llm.price_completion=8", "llm.concurrency=1"]
        sets = [word for pair in pairs for word in ("--set", pair)]
        words = ["index", str(source), "--index", str(tmp_path / "i"), "--extractor", "llm", *sets]
        assert main([*words, option]) == 3
        said = capsys.readouterr().err.splitlines()[-1]
        assert reached in said and "the index is not there yet" in said
        assert "Run the same command again to go on" in said
        if option.startswith("--max-calls"):
            assert main(words) == 0
            out = capsys.readouterr()
            assert "5 passages = 5 ok + 0 empty + 0 failed" in out.out
            assert " calls, " in out.err and " spent" in out.err  # the progress tells the costs
            assert server.calls == 10


def test_the_command_prints_the_plan(tmp_path, source, capsys):
    with FakeServer(by_rules()) as server:
        words = ["index", str(source), "--index", str(tmp_path / "i"), "--dry-run"]
        model = ["--set", "llm.model=tiny", "--set", f"llm.base_url={server.address}"]
        assert main([*words, "--extractor", "llm", *model]) == 0
        printed = capsys.readouterr().out
        assert "5, of which 5 are to be read" in printed and "calls     10" in printed
        assert "llm.price_prompt" in printed  # money is not known without prices
        prices = ["--set", "llm.price_prompt=1", "--set", "llm.price_completion=4"]
        assert main([*words, "--extractor", "llm", *model, *prices]) == 0
        assert "at 1 and 4 a million tokens" in capsys.readouterr().out
        assert main(words) == 0
        assert "no language model would be asked" in capsys.readouterr().out
        assert server.calls == 0 and not (tmp_path / "i").exists()


def test_options_that_need_a_model(tmp_path, source, capsys):
    for option in ("--batch", "--retry-failed"):
        assert main(["index", str(source), "--index", str(tmp_path / "i"), option]) == 2
        assert "--extractor llm" in capsys.readouterr().err


def test_the_command_names_failed_passages_and_tries_them_again(tmp_path, source, capsys):
    healed = []

    def trouble(seen):
        bad = title_of(seen) in ("Velm", "Jon Rook") and not healed
        return chat(json.dumps({"entities": 3})) if bad else None

    with FakeServer(by_rules(trouble)) as server:
        words = ["index", str(source), "--index", str(tmp_path / "i"), "--extractor", "rules+llm"]
        words += ["--set", "llm.model=tiny", "--set", f"llm.base_url={server.address}"]
        assert main(words) == 0
        printed = capsys.readouterr().out
        assert "5 passages = 3 ok + 0 empty + 2 failed" in printed
        assert "2 passages failed" in printed and "--retry-failed" in printed
        assert "  p5: the reply" in printed
        assert main(["stats", "--index", str(tmp_path / "i")]) == 0
        assert "  p5: the reply" in capsys.readouterr().out
        healed.append(True)
        assert main([*words, "--retry-failed"]) == 0
        assert "5 passages = 5 ok + 0 empty + 0 failed; 2 read" in capsys.readouterr().out
