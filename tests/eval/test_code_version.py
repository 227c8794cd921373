"""The code version names the git revision, and tells changed work trees apart."""

import re
import subprocess

from eval import code_version as module


def version():
    module.code_version.cache_clear()
    return module.code_version()


def test_revision_and_digest(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_ROOT", tmp_path)
    source = tmp_path / "graphrag" / "a.py"
    recorded = tmp_path / "eval" / "results" / "x.json"
    for path in (source, recorded):
        path.parent.mkdir(parents=True)
        path.write_text("1")

    def git(*words):
        name = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", "-C", tmp_path, *name, *words], check=True, capture_output=True)

    git("init")
    git("add", ".")
    git("commit", "-m", "x", "--no-verify")
    clean = version()
    assert re.fullmatch(r"[0-9a-f]{12}", clean)
    recorded.write_text("2")
    assert version() == clean  # a new record is no other code
    source.write_text("2")
    changed = version()
    assert re.fullmatch(rf"{clean}\+[0-9a-f]{{8}}", changed)
    source.write_text("3")
    assert version() not in (clean, changed)
    module.code_version.cache_clear()


def test_without_git_it_is_the_packages_version(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_ROOT", tmp_path)
    assert re.match(r"\d+\.\d+|sources [0-9a-f]{8}", version())
    module.code_version.cache_clear()
