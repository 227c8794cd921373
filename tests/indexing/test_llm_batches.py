"""Indexing through the Batch API: the same index, each reply bought once, resumable."""

import pytest

from graphrag.errors import BudgetReached
from graphrag.storage.catalog import Catalog
from indexing import build_index
from indexing.llm import rounds
from tests.fakes import HashEmbedder, write_corpus
from tests.servers.batches import Batches
from tests.servers.ruled import by_rules, ruled, settings_for
from tests.servers.server import FakeServer


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(rounds, "POLL", 0.01)


@pytest.fixture
def source(tmp_path):
    return write_corpus(tmp_path / "c.jsonl")


def build(source, directory, settings, **kwargs):
    return build_index(source, directory, settings, embedder=HashEmbedder(), **kwargs)


def digest(directory):
    with Catalog(directory) as catalog:
        return catalog.digest()


def test_the_same_index_in_one_batch_a_round(tmp_path, source):
    with FakeServer(by_rules()) as server:
        build(source, tmp_path / "calls", settings_for(server))
    with FakeServer(api := Batches(ruled)) as server:
        settings = settings_for(server)
        report = build(source, tmp_path / "i", settings, batch=True)
        assert (report.model.ok, report.model.failed) == (5, 0)
        assert len(api.batches) == 2 and len(api.answered) == 10
        again = build(source, tmp_path / "i", settings, batch=True)
        assert not again.changed and len(api.answered) == 10
    assert digest(tmp_path / "i") == digest(tmp_path / "calls")


def test_an_interrupted_batch_is_found_again(tmp_path, source, monkeypatch):
    with FakeServer(api := Batches(ruled, looks=3)) as server:
        settings = settings_for(server)
        with monkeypatch.context() as patch:

            def interrupted(*_):
                raise KeyboardInterrupt

            patch.setattr(rounds, "_watch", interrupted)
            with pytest.raises(KeyboardInterrupt):
                build(source, tmp_path / "i", settings, batch=True)
        assert len(api.batches) == 1
        report = build(source, tmp_path / "i", settings, batch=True)
        assert report.model.ok == 5
        assert len(api.batches) == 2 and len(set(api.answered)) == len(api.answered) == 10


def test_a_line_that_fails_is_a_failed_passage(tmp_path, source):
    with FakeServer(api := Batches(ruled)) as server:
        settings = settings_for(server)
        api.spoil = lambda lines: lines[1:]  # one reply a batch never comes
        report = build(source, tmp_path / "i", settings, batch=True)
        assert (report.model.ok, report.model.failed) == (3, 2)
        assert "without a reply" in report.model.failures[0].reason
        api.spoil = lambda lines: lines
        report = build(source, tmp_path / "i", settings, batch=True, retry_failed=True)
        assert (report.model.ok, report.model.failed) == (5, 0)
        # Ten questions, and the two without a reply once more; of one of these two passages the
        # second question had not been asked yet.
        assert len(api.answered) == 9 + 3
    with FakeServer(by_rules()) as server:
        build(source, tmp_path / "calls", settings_for(server))
    assert digest(tmp_path / "i") == digest(tmp_path / "calls")


def test_a_cap_stops_before_the_batch_that_would_pass_it(tmp_path, source):
    with FakeServer(api := Batches(ruled)) as server:
        settings = settings_for(server, llm={"call_limit": 3})
        with pytest.raises(BudgetReached, match="0 of 5 new passages"):
            build(source, tmp_path / "i", settings, batch=True)
        assert len(api.answered) == 3
        settings = settings_for(server)
        assert build(source, tmp_path / "i", settings, batch=True).model.ok == 5
        assert len(api.answered) == 10
