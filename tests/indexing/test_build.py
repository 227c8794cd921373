"""Building: a function of the set of documents, incremental, and the same after any history."""

import dataclasses
import random

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from graphrag.errors import NotAnIndex, SettingsError, SourceError
from graphrag.index import open_index
from graphrag.settings import Settings, update
from graphrag.storage.caches import Cache
from graphrag.storage.catalog import Catalog
from graphrag.storage.derived import layout_of
from graphrag.storage.verify import verify
from indexing import build_index
from tests.fakes import ROWS, HashEmbedder, write_corpus


def build(rows, folder, embedder=None, **kwargs):
    folder.mkdir(parents=True, exist_ok=True)
    source = write_corpus(folder / "corpus.jsonl", rows)
    kwargs = {"embedder": embedder or HashEmbedder(), "prune": True, **kwargs}
    return build_index(source, folder / "index", **kwargs)


def state(folder):
    """Everything that must not depend on order or history."""
    with Catalog(folder / "index") as catalog:
        content, digest = catalog.content(), catalog.digest()
        kept = [
            sorted(key for (key,) in catalog.connection.execute(f"SELECT key FROM {table}"))
            for table in ("extractions", "vectors")
        ]
    with open_index(folder / "index", embedder=HashEmbedder()) as index:
        graph = index.graph
        arrays = (graph.source, graph.target, graph.kind, graph.weight)
        vectors = (index.passage_vectors, index.sentence_vectors, index.entity_vectors)
        terms = index.terms.arrays().values()
        return content, digest, kept, [np.asarray(a).tobytes() for a in (*arrays, *vectors, *terms)]


def test_report_of_a_first_build(tmp_path):
    report = build(ROWS, tmp_path)
    assert report.changed and report.generation == 1
    assert (report.documents, report.passages, report.sentences) == (5, 5, 10)
    assert (report.added, report.updated, report.removed) == (5, 0, 0)
    assert report.extracted == 5
    assert report.entities > 5 and report.facts > 0
    assert set(report.edges) == {"relation", "context", "alias"}
    assert report.failures == ()
    assert {"read", "extract", "resolve", "embed", "commit", "derive"} == set(report.seconds)
    assert verify(tmp_path / "index") == []


def test_the_same_source_again_does_nothing(tmp_path):
    build(ROWS, tmp_path)
    before = state(tmp_path)
    embedder = HashEmbedder()
    report = build(ROWS[::-1], tmp_path, embedder)
    assert not report.changed and report.generation == 1
    assert (report.added, report.updated, report.removed) == (0, 0, 0)
    assert (report.extracted, report.embedded, embedder.encoded) == (0, 0, [])
    assert state(tmp_path) == before


def test_only_the_difference_is_worked_on(tmp_path):
    build(ROWS, tmp_path)
    changed = [*ROWS[1:4], (*ROWS[4][:2], "Velm lies in Ostria."), ("p6", "Nim", "Nim is a cat.")]
    embedder = HashEmbedder()
    report = build(changed, tmp_path, embedder)
    assert report.changed and report.generation == 2
    assert (report.added, report.updated, report.removed) == (1, 1, 1)
    assert report.extracted == 2
    assert "Nim. Nim is a cat." in embedder.encoded
    assert not any(text.startswith("Port Ems") for text in embedder.encoded)


def test_what_a_damaged_generation_says_of_a_text_is_not_copied(tmp_path):
    build(ROWS[:4], tmp_path / "a")
    layout = layout_of(tmp_path / "a/index", 1)
    for path in (layout.passage_vectors, layout.terms):
        content = bytearray(path.read_bytes())
        content[-70:] = bytes(70)
        path.write_bytes(content)
    build(ROWS, tmp_path / "a")
    build(ROWS, tmp_path / "b")
    assert state(tmp_path / "a") == state(tmp_path / "b")


def test_what_is_removed_leaves_nothing(tmp_path):
    build([*ROWS, ("quokkacanary", "Quokkacanary", "Quokkacanary is here.")], tmp_path / "a")
    build(ROWS, tmp_path / "a")
    build(ROWS, tmp_path / "b")
    assert state(tmp_path / "a") == state(tmp_path / "b")
    for path in (tmp_path / "a").rglob("*"):
        if path.is_file():
            assert b"uokkacanary" not in path.read_bytes(), path
    assert [p.name for p in (tmp_path / "a/index/derived").iterdir() if p.is_dir()] == ["2"]


WORDS = ["Ada Lane", "Jon Rook", "Velm", "The Long Tide (1950 film)", "The Long Tide", "A. Lane"]
PASSAGE = st.tuples(
    st.sampled_from(WORDS),
    st.lists(st.tuples(*[st.sampled_from(WORDS)] * 2), min_size=1, max_size=3).map(
        lambda pairs: " ".join(f"{a} was made by {b}." for a, b in pairs)
    ),
)


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # a smaller counter-example is not worth minutes of builds
)
@given(passages=st.lists(PASSAGE, min_size=2, max_size=6), seed=st.integers(0, 99))
def test_order_and_history_leave_no_trace(tmp_path_factory, passages, seed):
    rows = [(f"p{n}", title, text) for n, (title, text) in enumerate(passages)]
    mixed = random.Random(seed).sample(rows, len(rows))
    half = mixed[: len(mixed) // 2 + 1]
    folder = tmp_path_factory.mktemp("build")
    build(rows, folder / "once")
    build(mixed, folder / "shuffled")
    build(half, folder / "twice")
    build(mixed, folder / "twice")
    once = state(folder / "once")
    assert state(folder / "shuffled") == once
    assert state(folder / "twice") == once


def test_the_result_does_not_depend_on_hash_seeds(tmp_path):
    import subprocess
    import sys

    program = (
        "import sys; from pathlib import Path; from tests.fakes import *;"
        "from indexing import build_index; from graphrag.storage.catalog import Catalog;"
        "p = Path(sys.argv[1]); build_index(write_corpus(p / 'c.jsonl'), p / 'i',"
        " embedder=HashEmbedder()); print(Catalog(p / 'i').digest())"
    )
    digests = set()
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / seed)],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_other_settings_are_a_change(tmp_path):
    build(ROWS, tmp_path)
    report = build(ROWS, tmp_path, settings=update(Settings(), {"store": {"bm25_b": 0.4}}))
    assert report.changed and report.generation == 2 and report.embedded == 0


@pytest.mark.parametrize(("key", "value"), [("bm25_b", 1.5), ("bm25_k1", -1.0), ("bm25_b", np.nan)])
def test_impossible_bm25_parameters(tmp_path, key, value):
    with pytest.raises(SettingsError, match=key):
        build(ROWS, tmp_path, settings=update(Settings(), {"store": {key: float(value)}}))


def test_another_encoder_embeds_anew(tmp_path):
    first = build(ROWS, tmp_path)
    report = build(ROWS, tmp_path, HashEmbedder(8))
    assert report.changed and report.extracted == 0 and report.embedded == first.embedded
    with open_index(tmp_path / "index", embedder=HashEmbedder(8)) as index:
        assert index.passage_vectors.shape == (5, 8)


def test_progress_names_stages_and_ends_complete(tmp_path):
    calls = []
    build(ROWS, tmp_path, progress=lambda *call: calls.append(call))
    last = {stage: (done, total) for stage, done, total in calls}
    assert last["extract"] == (5, 5)
    assert last["embed"][0] == last["embed"][1] > 0


def test_lost_cache_rows_are_computed_again(tmp_path):
    build(ROWS, tmp_path)
    before = state(tmp_path)
    with Catalog(tmp_path / "index", write=True) as catalog:
        catalog.connection.execute("DELETE FROM vectors WHERE rowid IN (1, 2, 3)")
        catalog.connection.execute("UPDATE extractions SET payload = x'00' WHERE rowid = 1")
        assert len(Cache(catalog, "extractions").missing(before[2][0])) == 1
    assert len(verify(tmp_path / "index")) == 2
    report = build(ROWS, tmp_path)
    assert not report.changed and (report.extracted, report.embedded) == (1, 3)
    assert verify(tmp_path / "index") == []
    assert state(tmp_path) == before


def test_rows_changed_from_outside_are_replaced(tmp_path):
    build(ROWS, tmp_path)
    digest = state(tmp_path)[1]
    with Catalog(tmp_path / "index", write=True) as catalog:
        catalog.connection.execute(
            "UPDATE passages SET text = 'forged' WHERE id = (SELECT max(id) FROM passages)"
        )
    assert any("changed from outside" in line for line in verify(tmp_path / "index"))
    assert build(ROWS, tmp_path).changed
    assert state(tmp_path)[1] == digest
    assert verify(tmp_path / "index") == []


@pytest.mark.parametrize("bad", [np.nan, np.inf, 0.0, 3.0])
def test_bad_vectors_never_enter(tmp_path, bad):
    class Broken(HashEmbedder):
        def encode(self, texts, *, progress=None):
            vectors = super().encode(texts)
            vectors[-1] *= bad
            return vectors

    from graphrag.errors import GraphRAGError

    with pytest.raises(GraphRAGError, match="encoder hash returned"):
        build(ROWS, tmp_path, Broken())
    with Catalog(tmp_path / "index") as catalog:
        assert catalog.generation == 0
        assert catalog.connection.execute("SELECT count(*) FROM vectors").fetchone() == (0,)
    assert build(ROWS, tmp_path).extracted == 0  # that part was kept


def test_a_bad_source_changes_nothing(tmp_path):
    with pytest.raises(SourceError, match="no file or folder"):
        build_index(tmp_path / "absent", tmp_path / "index", embedder=HashEmbedder())
    assert not (tmp_path / "index").exists()
    build(ROWS, tmp_path)
    before = state(tmp_path)
    (tmp_path / "corpus.jsonl").write_text("{")
    with pytest.raises(SourceError, match="line 1 is not JSON"):
        build_index(tmp_path / "corpus.jsonl", tmp_path / "index", embedder=HashEmbedder())
    assert state(tmp_path) == before


def test_a_directory_of_other_things_is_not_touched(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear")
    source = write_corpus(tmp_path / "c.jsonl")
    with pytest.raises(NotAnIndex, match="nothing of yours is touched"):
        build_index(source, tmp_path / "mine", embedder=HashEmbedder())
    with pytest.raises(NotAnIndex, match="is a file"):
        build_index(source, source, embedder=HashEmbedder())
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_report_is_plain_data(tmp_path):
    report = build(ROWS, tmp_path)
    assert dataclasses.asdict(report)["edges"] == dict(report.edges)
