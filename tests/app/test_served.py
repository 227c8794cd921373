"""`graphrag serve` as a process: pages, API and tools in one, and no socket leaves the machine."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import mcp
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

ROOT = Path(__file__).parents[2]
TOKEN = "a-token-that-nobody-guesses"
KNOWN = {"Authorization": f"Bearer {TOKEN}"}
QUESTION = "In which city did the author of the book Cybernetics die?"
LOGGING = """
import os, socket
def told(what, where):
    with open(os.environ["SOCKET_LOG"], "a") as log:
        log.write(f"{what} {where!r}\\n")
real_connect, real_lookup = socket.socket.connect, socket.getaddrinfo
def connect(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1"):
        told("connect", address)
    return real_connect(self, address)
def lookup(host, *rest, **more):
    if host not in ("127.0.0.1", "localhost", "::1", None, ""):
        told("lookup", host)
    return real_lookup(host, *rest, **more)
socket.socket.connect, socket.getaddrinfo = connect, lookup
"""


@pytest.fixture(scope="module")
def served(
    sample_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """Its address (127.0.0.1:PORT), and the log of sockets that were meant for elsewhere."""
    with serving(sample_index, tmp_path_factory.mktemp("served")) as found:
        yield found


@contextmanager
def serving(index: Path, folder: Path, *options: str) -> Iterator[tuple[str, Path]]:
    """`graphrag serve` in a folder of its own."""
    (folder / "sitecustomize.py").write_text(LOGGING)
    log = folder / "sockets.log"
    log.touch()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
        "SOCKET_LOG": str(log),
        "GRAPHRAG_TOKEN": TOKEN,
    }
    line = [sys.executable, "-m", "graphrag", "serve", "--index", index, "--port", str(port)]
    line += options
    with (folder / "out.txt").open("wb") as out:
        server = subprocess.Popen(line, cwd=folder, env=environment, stdout=out, stderr=out)
        try:
            for _ in range(600):
                assert server.poll() is None, (folder / "out.txt").read_text()
                try:
                    urllib.request.urlopen(
                        urllib.request.Request(f"http://127.0.0.1:{port}/health", headers=KNOWN),
                        timeout=1,
                    ).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield f"127.0.0.1:{port}", log
        finally:
            server.terminate()
            server.wait(20)


def test_one_process_serves_programs_tools_and_pages(served) -> None:
    address, _ = served
    body = json.dumps({"question": QUESTION}).encode()
    with urllib.request.urlopen(f"http://{address}/api/ask", body, timeout=60) as reply:
        assert json.load(reply)["answer"] == "Stockholm"
    with urllib.request.urlopen(f"http://{address}/explore", timeout=60) as reply:
        assert reply.headers["content-type"].startswith("text/html")

    async def ask() -> object:
        async with mcp.Client(f"http://{address}/mcp") as client:
            return await client.call_tool("ask", {"question": QUESTION})

    assert json.loads(asyncio.run(ask()).content[0].text)["answer"] == "Stockholm"


def test_a_foreign_origin_makes_the_server_ask_nobody(served) -> None:
    address, log = served
    for origin in ("http://x.test", "null"):
        with pytest.raises(InvalidStatus) as refused:
            connect(f"ws://{address}/_stcore/stream", origin=origin, open_timeout=20)
        assert refused.value.response.status_code == 403
        request = urllib.request.Request(f"http://{address}/", headers={"Origin": origin})
        with pytest.raises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(request, timeout=20)
        assert error.value.code == 403
    with connect(f"ws://{address}/_stcore/stream", origin=f"http://{address}", open_timeout=20):
        pass
    assert log.read_text() == ""


def test_serving_others_makes_the_server_ask_nobody_for_its_address(
    sample_index: Path, tmp_path: Path
) -> None:
    with serving(sample_index, tmp_path, "--host", "0.0.0.0") as (address, log):
        host, port = address.split(":")
        name = f"my-machine.test:{port}"  # as somebody elsewhere calls it
        for known in (True, False):
            line = socket.create_connection((host, int(port)))
            headers = KNOWN if known else {}
            with (
                nullcontext() if known else pytest.raises(InvalidStatus),
                connect(f"ws://{name}/_stcore/stream", sock=line, origin=f"http://{name}",
                        additional_headers=headers, open_timeout=20),
            ):  # fmt: skip
                pass
    assert log.read_text() == ""
