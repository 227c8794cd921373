"""Indexing keeps what was paid for; once it is forgotten, a deleted document has left no text."""

from graphrag.llm import ReplyCache, open_llm, replies_file
from graphrag.storage.catalog import Catalog
from indexing import build_index
from indexing.llm.forget import forget_replies
from tests.fakes import ROWS, HashEmbedder, write_corpus
from tests.servers.ruled import by_rules, settings_for
from tests.servers.server import FakeServer

CANARY = "Quokkacanary"
ROW = ("p9", CANARY, f"{CANARY} Hale met Ada Lane in {CANARY} Bay.")


def build(path, rows, directory, settings=None, **kwargs):
    source = write_corpus(path, rows)
    return build_index(source, directory, settings, embedder=HashEmbedder(), replace=True, **kwargs)


def holding(directory, word):
    """Files below `directory` with the word in them, whatever its case or coding."""
    forms = [form for w in (word, word.lower()) for form in (w.encode(), w.encode("utf-16-le"))]
    return [
        path.name
        for path in directory.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    ]


def stages(directory):
    file = ReplyCache.open(replies_file(directory))
    try:
        return sorted(s for (s,) in file._file.read("SELECT DISTINCT stage FROM replies"))
    finally:
        file.close()


def replies(directory):
    file = ReplyCache.open(replies_file(directory))
    try:
        return file._file.read("SELECT count(*) FROM replies WHERE stage = 'extraction'")[0][0]
    finally:
        file.close()


def ask(settings, directory):
    """What a question would leave behind."""
    with open_llm(settings.llm, replies_file(directory)) as model:
        model.structured(
            f"Where did {CANARY} Hale go?", {"type": "object"}, "answer", stage="answer"
        )


def question_or_rules(seen):
    return f'{{"answer": "{CANARY} Bay"}}' if "Where did" in seen.prompt else None


def test_a_deleted_document_leaves_nothing(tmp_path):
    with FakeServer(by_rules(question_or_rules)) as server:
        settings = settings_for(server)
        build(tmp_path / "a.jsonl", [*ROWS, ROW], tmp_path / "i", settings)
        ask(settings, tmp_path / "i")
        assert len(holding(tmp_path / "i", CANARY)) >= 3  # catalog, derived files, replies
        assert stages(tmp_path / "i") == ["answer", "extraction"]
        report = build(tmp_path / "b.jsonl", ROWS, tmp_path / "i", settings)
        (note,) = report.notes
        assert report.removed == 1 and "graphrag forget" in note
        assert holding(tmp_path / "i", CANARY) == ["replies.sqlite"]
        assert forget_replies(tmp_path / "i") == 3 and forget_replies(tmp_path / "i") == 0
        assert holding(tmp_path / "i", CANARY) == []
        assert stages(tmp_path / "i") == ["extraction"] and replies(tmp_path / "i") == 10
        build(tmp_path / "b.jsonl", ROWS, tmp_path / "alone", settings)
    with Catalog(tmp_path / "i") as one, Catalog(tmp_path / "alone") as two:
        assert one.content() == two.content() and one.digest() == two.digest()


def test_failed_passages_leave_nothing_either(tmp_path):
    def trouble(seen):
        return (
            '{"triples": "none"}'
            if CANARY in seen.prompt and "Entities: [" in seen.prompt
            else None
        )

    with FakeServer(by_rules(trouble)) as server:
        settings = settings_for(server)
        report = build(tmp_path / "a.jsonl", [*ROWS, ROW], tmp_path / "i", settings)
        assert report.model.failed == 1 and replies(tmp_path / "i") == 11
        build(tmp_path / "b.jsonl", ROWS, tmp_path / "i", settings)
    forget_replies(tmp_path / "i")
    assert holding(tmp_path / "i", CANARY) == []


def test_indexing_never_erases_a_reply(tmp_path):
    """A source named by mistake, even in the place of the right one, costs no reply."""
    with FakeServer(by_rules()) as server:
        settings = settings_for(server)
        build(tmp_path / "a.jsonl", [*ROWS, ROW], tmp_path / "i", settings)
        asked, bought = len(server.seen), replies(tmp_path / "i")
        build(tmp_path / "b.jsonl", [("x", "Nim", "Nim is a cat.")], tmp_path / "i")
        assert replies(tmp_path / "i") == bought > 0
        report = build(tmp_path / "a.jsonl", [*ROWS, ROW], tmp_path / "i", settings)
        assert len(server.seen) == asked  # nothing was bought twice
    assert report.model.ok == 6


def test_a_kill_between_commit_and_dropping_is_made_up_for(tmp_path, monkeypatch):
    from indexing import build as module

    def killed(*_):
        raise KeyboardInterrupt

    with FakeServer(by_rules()) as server:
        settings = settings_for(server)
        build(tmp_path / "a.jsonl", [*ROWS, ROW], tmp_path / "i", settings)
        with monkeypatch.context() as patch:
            patch.setattr(module, "forget_outcomes", killed)
            try:
                build(tmp_path / "b.jsonl", ROWS, tmp_path / "i", settings)
            except KeyboardInterrupt:
                pass
        assert "catalog.sqlite" in holding(tmp_path / "i", CANARY)
        report = build(tmp_path / "b.jsonl", ROWS, tmp_path / "i", settings)
    assert not report.changed and holding(tmp_path / "i", CANARY) == ["replies.sqlite"]


def test_an_index_without_a_model_makes_no_replies_file(tmp_path):
    build(tmp_path / "a.jsonl", ROWS, tmp_path / "i")
    assert not replies_file(tmp_path / "i").exists()
