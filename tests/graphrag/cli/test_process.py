"""The command as a process of its own: exit codes, pipes, signals, terminals without Unicode."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[3]
GRAPHRAG = [sys.executable, "-m", "graphrag"]


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*GRAPHRAG, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )


def test_a_refusal_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    done = run("ask", "Who?", "--index", tmp_path / "none")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"graphrag: ")
    assert done.stderr.count(b"\n") == 1


def test_an_answer_in_a_locale_without_unicode(sample_index: Path) -> None:
    question = "Were Jan Łukasiewicz and Stanisław Ulam born in the same city?"
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    plain = run("search", question, "--index", sample_index, **ascii_only)
    assert plain.returncode == 0, plain.stderr
    assert b"Ulam" in plain.stdout
    shaped = run("search", question, "--index", sample_index, "--json", **ascii_only)
    assert json.loads(shaped.stdout.decode("ascii"))["question"] == question


def test_a_closed_pipe_is_no_traceback(sample_index: Path) -> None:
    line = [*GRAPHRAG, "settings", "--json"]
    process = subprocess.Popen(line, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 1


def test_an_interruption_exits_130_and_keeps_what_is_done(
    sample_index: Path, tmp_path: Path
) -> None:
    questions = tmp_path / "q.jsonl"
    rows = ({"id": n, "question": f"Who built computer number {n}?"} for n in range(20_000))
    questions.write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = tmp_path / "out.jsonl"
    line = [*GRAPHRAG, "search", "--questions", questions, "--index", sample_index, "--out", out]
    process = subprocess.Popen(
        line,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # whoever runs the tests
    )
    assert process.stderr is not None
    assert b"20,000 questions" in process.stderr.readline()
    part = tmp_path / "out.jsonl.part"
    while not (part.exists() and part.stat().st_size):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read().decode()
    assert process.wait(60) == 130
    assert [line for line in rest.splitlines() if line][-2:] == [
        f"The results finished so far are in {part}.",
        "graphrag: interrupted.",
    ]
    assert not out.exists()
    finished = part.read_text().splitlines()
    assert [json.loads(row)["id"] for row in finished] == list(range(len(finished)))


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    program = "import sys, graphrag.cli; graphrag.cli.main(['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True,
                          check=True)  # fmt: skip
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert not loaded & {
        "numpy",
        "rich",
        "spacy",
        "streamlit",
        "onnxruntime",
        "llama_index",
        "eval",
    }


def test_two_processes_ask_one_index_at_the_same_time(sample_index: Path) -> None:
    from graphrag import open_index, retrieve

    question = "Which poet was the father of Ada Lovelace?"
    with open_index(sample_index) as index:  # as the page holds it
        done = run("search", question, "--index", sample_index, "--json")
        assert done.returncode == 0, done.stderr
        theirs = [passage["id"] for passage in json.loads(done.stdout)["passages"]]
        assert [passage.id for passage in retrieve(index, question).passages] == theirs
