"""How long ten people wait who ask at once while documents are indexed.

python scripts/ten_users.py --index .cache/sample-index --documents sample/documents --seconds 30

The index is copied, served, and given a folder of further documents in the background. Each person
asks over HTTP, thinks for a second, and asks the next question.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from app.desk import Desk
from app.documents.job import job_of, start_job
from app.documents.uploads import FOLDER

ROOT = Path(__file__).parent.parent
QUESTIONS = ROOT / "sample" / "questions.jsonl"
PEOPLE, THOUGHT = 10, 1.0


def main() -> None:
    """Serve, index, ask, and print the waits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=ROOT / ".cache" / "sample-index")
    parser.add_argument("--documents", type=Path, default=ROOT / "sample" / "documents")
    parser.add_argument("--seconds", type=float, default=30.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        index = Path(shutil.copytree(options.index, Path(folder) / "index"))
        served = Desk(index)
        shutil.copytree(options.documents, served.folder / FOLDER)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        line = [sys.executable, "-m", "graphrag", "serve", "--port", str(port), "--index"]
        server = subprocess.Popen([*line, str(index)], cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            ask_until_served(f"http://127.0.0.1:{port}/health")
            start_job(served)
            waits = ask_for(f"http://127.0.0.1:{port}/api/ask", options.seconds)
            job = job_of(served.folder)
        finally:
            server.terminate()
            server.wait(20)
    waits.sort()
    load = os.getloadavg()[0]
    print(f"{len(waits)} questions by {PEOPLE} people; the job is {job.state if job else 'gone'}")
    print(
        f"waits: median {waits[len(waits) // 2]:.2f} s, 95 % {waits[len(waits) * 95 // 100]:.2f} s"
    )
    print(f"       longest {waits[-1]:.2f} s; load {load:.1f} on {os.cpu_count()} cores")


def ask_until_served(url: str) -> None:
    """Wait for the server, a minute at most."""
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310 (our own)
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("error: the server did not start")


def ask_for(url: str, seconds: float) -> list[float]:
    """The waits of all people over so many seconds."""
    rows = QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(row)["question"] for row in rows]
    waits: list[float] = []
    until = time.monotonic() + seconds

    def person(number: int) -> None:
        time.sleep(THOUGHT * number / PEOPLE)
        turn = number
        while time.monotonic() < until:
            body = json.dumps({"question": questions[turn % len(questions)]}).encode()
            began = time.perf_counter()
            urllib.request.urlopen(url, body, timeout=60).close()  # noqa: S310
            waits.append(time.perf_counter() - began)
            turn += PEOPLE
            time.sleep(THOUGHT)

    people = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return waits


if __name__ == "__main__":
    main()
