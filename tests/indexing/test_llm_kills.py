"""kill -9 while a language model is asked: few calls are repeated, and none once all is there."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from graphrag.storage.catalog import Catalog
from graphrag.storage.verify import verify
from indexing import build_index
from tests.fakes import ROWS, HashEmbedder, write_corpus
from tests.servers.ruled import by_rules, settings_for
from tests.servers.server import FakeServer

KILLS = 3
WORKERS = 4
PASSAGES = 40

# Builds like `graphrag index --extractor llm`, with an encoder that takes no time to load.
PROGRAM = """
import sys
from graphrag.settings import load_settings
from indexing import build
from indexing.llm import asking
from tests.fakes import HashEmbedder
asking.COMMIT_EVERY = 0.05
source, directory, *pairs = sys.argv[1:]
build.build_index(source, directory, load_settings(None, pairs), embedder=HashEmbedder())
"""


def start(source, directory, settings):
    llm = settings.llm
    pairs = ["extraction.extractor=llm", "llm.model=tiny", f"llm.base_url={llm.base_url}"]
    pairs += [f"llm.concurrency={WORKERS}", f"llm.max_tokens={llm.max_tokens}"]
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", PROGRAM, str(source), str(directory), *pairs]
    return subprocess.Popen(command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)})


def test_kills_at_random_moments(tmp_path):
    rng = random.Random(5)
    rows = [
        (f"{name}-{n}", f"{title} {n}", re.sub("Mira Stone", f"Mira Stone {n}", text))
        for n in range(PASSAGES // len(ROWS))
        for name, title, text in ROWS
    ]
    source = write_corpus(tmp_path / "c.jsonl", rows)
    with FakeServer(by_rules()) as server:
        build_index(source, tmp_path / "w", settings_for(server), embedder=HashEmbedder())
        with Catalog(tmp_path / "w") as catalog:
            expected = catalog.digest()
    killed = 0
    with FakeServer(by_rules(), latency=0.03) as server:
        settings = settings_for(server)
        directory = tmp_path / "i"
        for _ in range(KILLS):
            process = start(source, directory, settings)
            reached = server.calls + rng.randrange(3, 22)
            while server.calls < reached and process.poll() is None:
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        assert killed == KILLS
        assert start(source, directory, settings).wait() == 0
        whole = [seen for seen in server.seen if seen.body]  # others were cut off by a kill
        asked = {seen.question for seen in whole}
        assert len(asked) == 2 * PASSAGES
        assert len(whole) - len(asked) <= KILLS * WORKERS
        calls = server.calls
        assert start(source, directory, settings).wait() == 0
        assert server.calls == calls  # a clean run again buys nothing
    with Catalog(directory) as catalog:
        assert catalog.digest() == expected
    assert verify(directory) == []
