"""No paid reply is bought twice: kill -9 at random moments, then go on."""

import multiprocessing
import random
import re
import signal
import time
from collections import Counter
from pathlib import Path

from graphrag.llm import replies_file
from graphrag.llm.kept.ledger import read_costs
from graphrag.llm.kept.replies_file import RepliesFile
from tests.graphrag.llm.buyer import buy
from tests.servers.server import FakeServer, Seen

COUNT, THREADS, KILLS = 120, 4, 8


def number(seen: Seen) -> str:
    return '{"n": ' + re.search(r"\d+", seen.question)[0] + "}"


def finished(process: multiprocessing.process.BaseProcess) -> bool:
    """Did it end by itself, with everything bought?"""
    process.join(60)
    return process.exitcode == 0


def test_repeats_stay_below_kills_times_threads(tmp_path: Path):
    processes = multiprocessing.get_context("forkserver")  # forks quickly: the client is loaded
    processes.set_forkserver_preload(["graphrag.llm.wire.vendor", "tests.graphrag.llm.buyer"])
    chance = random.Random(7)
    file = replies_file(tmp_path)
    kills = 0
    with FakeServer(number, latency=0.03) as server:

        def start() -> multiprocessing.process.BaseProcess:
            section = server.section(concurrency=THREADS)
            process = processes.Process(target=buy, args=(section, file, COUNT, THREADS))
            process.start()
            return process

        while kills < KILLS:
            process = start()
            enough = server.calls + chance.randint(1, COUNT // KILLS - 2)
            while server.calls < enough and process.is_alive():
                time.sleep(0.002)
            time.sleep(chance.uniform(0, 0.05))
            process.kill()
            process.join(10)
            assert process.exitcode == -signal.SIGKILL  # it was amid its work
            kills += 1
        assert finished(start())
        asked = Counter(seen.question for seen in server.seen)
        assert len(asked) == COUNT
        assert server.calls - COUNT <= kills * THREADS
        bought = server.calls
        assert finished(start())
        assert server.calls == bought  # a clean run buys nothing
    costs = read_costs(RepliesFile(file))
    assert sum(row.calls for row in costs) == COUNT  # a reply and its row are one transaction
    assert costs[-1].reused == COUNT
