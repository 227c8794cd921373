"""A small zoo in the suite; `make zoo` lets all of it in and measures time and memory."""

from collections import Counter

from graphrag.settings import Settings, update
from indexing import build_index
from tests.fakes import HashEmbedder
from tests.zoo.release import SLOW, release


def test_each_hostile_file_has_a_status_and_none_stops_the_run(tmp_path):
    root = tmp_path / "zoo"
    count = release(root, every=4, without=SLOW)
    settings = update(Settings(), {"chunking": {"max_seconds": 8, "max_memory_mb": 400}})
    report = build_index(root, tmp_path / "index", settings, embedder=HashEmbedder())
    files = [account for account in report.accounts if not account.path.endswith("/")]
    found = Counter(account.status for account in files)
    assert len(files) == count == sum(found.values())
    assert all(found[status] for status in ("read", "copy", "skipped", "failed"))
    assert all(account.reason for account in files if account.status != "read")
    text = "\n".join(f"{a.path} {a.reason}" for a in report.accounts)
    assert "Traceback" not in text
