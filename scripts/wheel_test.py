"""Install the wheel into a fresh environment, with its weights and nothing else, and use it.

`newest` takes the pinned newest versions of requirements/requirements.txt; `lowest` the lowest that
pyproject.toml allows, requirements/lowest.txt, on the lowest Python.
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
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = {"newest": "requirements.txt", "lowest": "lowest.txt"}
QUESTION = "Which poet was the father of Ada Lovelace?"
ANSWER = "Lord Byron"
# Nothing of the checkout is on the path, whatever the caller's environment says.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
STRAYS = ("app", "eval", "indexing")
PATIENCE = 60.0  # seconds for the page to answer


def main() -> int:
    """Run one of the two; 0 when all went well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("versions", choices=REQUIREMENTS)
    parser.add_argument("wheel", type=Path, help="the folder that holds the one wheel")
    given = parser.parse_args()
    (wheel,) = given.wheel.resolve().glob("*.whl")
    with tempfile.TemporaryDirectory(prefix="wheel-test-") as name:
        folder = Path(name)
        python = install(folder / "environment", wheel, given.versions)
        use(python, folder)
        require_one_name(python, folder)
    print(f"the wheel works on the {given.versions} versions")
    return 0


def install(environment: Path, wheel: Path, versions: str) -> Path:
    """A new environment with the pinned requirements, then the wheel alone; its Python."""
    run(interpreter(versions), "-m", "venv", environment)
    python = environment / "bin" / "python"
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps")
    pinned = ROOT / "requirements" / REQUIREMENTS[versions]
    run(*pip, "--no-compile", "--require-hashes", "-r", pinned)
    run(*pip, wheel)
    return python


def interpreter(versions: str) -> str:
    """The Python to test with: this one, or the lowest that the wheel allows.

    Raises:
        SystemExit: the lowest is not on this machine.
    """
    if versions == "newest" or sys.version_info[:2] == (3, 11):
        return sys.executable
    lowest = shutil.which("python3.11")
    if lowest is None:
        raise SystemExit("the lowest versions are tested on Python 3.11, which is not here")
    return lowest


def use(python: Path, folder: Path) -> None:
    """Weights, doctor, index, ask and page, as somebody new to it would; away from any checkout."""
    graphrag, index = python.with_name("graphrag"), folder / "index"
    refused = run(graphrag, "doctor", cwd=folder, code=2)
    require("graphrag setup" in refused, refused)
    run(graphrag, "setup", cwd=folder)
    print(run(graphrag, "doctor", "--index", index, cwd=folder))
    run(graphrag, "index", ROOT / "sample" / "documents", "--index", index, cwd=folder)
    answer = json.loads(run(graphrag, "ask", QUESTION, "--index", index, "--json", cwd=folder))
    require(answer["answer"] == ANSWER, f"{QUESTION} {answer['answer']!r}")
    require(bool(answer["citations"]), "the answer cites nothing")
    with page(graphrag, index) as address:
        settings = ROOT / "app" / "streamlit.toml"
        run(python, ROOT / "scripts" / "wheel_page.py", address, settings, cwd=folder)


@contextmanager
def page(graphrag: Path, index: Path) -> Iterator[str]:
    """`graphrag ui` while the block runs; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"127.0.0.1:{port}"
    line = [graphrag, "ui", "--index", index, "--port", str(port)]
    server = subprocess.Popen(line, cwd=index.parent, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while not healthy(address):
            require(server.poll() is None, "the page stopped")
            require(time.monotonic() < until, f"no page after {PATIENCE:.0f} seconds")
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def healthy(address: str) -> bool:
    """Whether the page's server says that it is well."""
    try:
        with urllib.request.urlopen(f"http://{address}/_stcore/health", timeout=5) as reply:
            return bool(reply.read() == b"ok")
    except OSError:
        return False


def require_one_name(python: Path, folder: Path) -> None:
    """None of our other folders' names is taken in this environment."""
    looked = f"import importlib.util as u; print(*filter(u.find_spec, {STRAYS}))"
    found = run(python, "-I", "-c", looked, cwd=folder).split()
    require(not found, f"installed as well: {', '.join(found)}")


def require(holds: bool, otherwise: str) -> None:
    """Stop with a sentence unless it holds."""
    if not holds:
        raise SystemExit(f"error: {otherwise}")


def run(*line: str | Path, cwd: Path | None = None, code: int = 0) -> str:
    """What a command prints; stop with what it said when it ends otherwise than with `code`."""
    done = subprocess.run(
        line, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    said = f"{' '.join(map(str, line))} ended with {done.returncode}"
    require(done.returncode == code, f"{said}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
