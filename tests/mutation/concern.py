"""Which tests concern a file: those that mirror it, and for the question path the fixed index."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

GOLDEN = tuple(f"tests/golden/test_{name}.py" for name in ("golden", "reading", "by_pencil"))
LINES = "tests/golden/test_said_of_lines.py"
READ = (LINES, *(f"tests/golden/test_{name}.py" for name in ("read", "varied")))
SENTENCES = "tests/golden/test_sentences.py"
SAMPLE = "tests/golden/test_sample_index.py"  # what takes longest comes last
EXAMPLES = ("tests/test_examples.py", "tests/test_public_names.py")
STAGES = ("tests/graphrag/llm_stages/test_stages.py", "tests/graphrag/llm_stages/test_asking_on.py")

# Folder or file -> tests, the quickest to notice first. The longest name that fits counts.
CONCERN: dict[str, tuple[str, ...]] = {
    "eval/metrics": ("tests/eval/metrics",),
    "graphrag": ("tests/graphrag/index/test_index.py", *EXAMPLES),
    "graphrag/answering/replying.py": ("tests/graphrag/test_pipeline.py", *EXAMPLES),
    "graphrag/cli": tuple(
        f"tests/graphrag/cli/test_{name}.py"
        for name in ("render", "shapes", "refusals", "installation", "commands")
    ),
    "graphrag/embedding": ("tests/graphrag/embedding", "tests/graphrag/index/test_index.py"),
    "graphrag/evidence": (
        *("tests/graphrag/evidence", *GOLDEN, "tests/graphrag/test_pipeline.py", SAMPLE),
    ),
    "graphrag/explain.py": ("tests/graphrag/test_explain.py", *EXAMPLES),
    "graphrag/interop": ("tests/graphrag/interop",),
    "graphrag/language": (
        *("tests/graphrag/language", LINES, *GOLDEN, SENTENCES, "tests/golden/test_read.py"),
        *("tests/indexing/test_normalise.py", SAMPLE),
    ),
    "graphrag/index": ("tests/graphrag/index", *EXAMPLES),
    "graphrag/machine": ("tests/graphrag/machine",),
    "graphrag/retrieval/linking": (
        "tests/graphrag/retrieval/linking",
        *GOLDEN,
        "tests/graphrag/test_pipeline.py",
        SAMPLE,
    ),
    "graphrag/llm_stages": ("tests/graphrag/llm_stages",),
    "graphrag/retrieval/pagerank": ("tests/graphrag/retrieval/pagerank", *GOLDEN, SAMPLE),
    "graphrag/retrieval/straight_line.py": (
        *GOLDEN,
        "tests/graphrag/test_pipeline.py",
        *STAGES,
        SAMPLE,
    ),
    "graphrag/pipeline.py": (*GOLDEN, "tests/graphrag/test_pipeline.py", *STAGES, SAMPLE),
    "graphrag/reading": (
        *("tests/golden/test_reading.py", "tests/graphrag/reading", *GOLDEN),
        "tests/graphrag/test_pipeline.py",
    ),
    "graphrag/reading/relations": ("tests/graphrag/reading/relations", "tests/graphrag/reading"),
    "graphrag/retrieval/reranking": ("tests/graphrag/retrieval/reranking", *GOLDEN, SAMPLE),
    "graphrag/retrieval/seeding": (
        "tests/graphrag/retrieval/test_seeding.py",
        *GOLDEN,
        SAMPLE,
    ),
    "graphrag/settings": (
        *("tests/graphrag/test_settings.py", "tests/graphrag/cli/test_commands.py"),
        "tests/golden/test_golden.py",  # the defaults
    ),
    "graphrag/storage": (
        *("tests/graphrag/storage", *GOLDEN, "tests/graphrag/index/test_index.py"),
        *("tests/indexing/test_faults.py", "tests/indexing/test_build.py", SAMPLE),
    ),
    "graphrag/embedding/span_head": (
        "tests/graphrag/embedding/span_head",
        "tests/graphrag/reading",
    ),
    "graphrag/storage/modes.py": ("tests/indexing/test_lock.py", "tests/graphrag/storage"),
    "graphrag/storage/stores": ("tests/graphrag/storage/stores", *GOLDEN),
    "graphrag/retrieval/weighting": ("tests/graphrag/retrieval/weighting", *GOLDEN, SAMPLE),
    "indexing": (
        *("tests/indexing/test_build.py", *GOLDEN, *READ, SENTENCES),
        "tests/indexing/test_corpus.py",
        *("tests/indexing/test_normalise.py", "tests/indexing/test_histories.py", SAMPLE),
    ),
    "indexing/llm": ("tests/indexing/llm", "tests/indexing/test_llm_faults.py"),
    "indexing/parser": (
        "tests/indexing/parser",
        LINES,
        SENTENCES,
        "tests/indexing/test_facts.py",
        *GOLDEN,
    ),
    "indexing/readers": (*READ, "tests/indexing/readers", "tests/indexing/test_corpus.py"),
}


def tests_of(file: str) -> tuple[str, ...]:
    """Paths of the tests that concern a source file: its own file of tests first, then those that
    import it, then those of its folder.
    """
    near = max((name for name in CONCERN if file.startswith(name)), key=len)
    path = Path(file)
    own = Path("tests") / path.parent / f"test_{path.name}"
    mine = (own.as_posix(),) if own.exists() else ()
    rest = (*_importing(file), *CONCERN[near])
    return (*mine, *(test for test in dict.fromkeys(rest) if test not in mine))


def _importing(file: str) -> tuple[str, ...]:
    """The tests that import a source file by its own name."""
    module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    home, _, name = module.rpartition(".")
    said = re.compile(rf"(?:from|import) {module}\b(?!\.)|from {home} import [^\n]*\b{name}\b")
    return tuple(test for test, text in _tests().items() if said.search(text))


@cache
def _tests() -> dict[str, str]:
    paths = sorted(Path("tests").rglob("test_*.py"))
    return {
        path.as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if not path.as_posix().startswith(("tests/app/", "tests/scripts/"))
    }


def group_of(file: str) -> str:
    """The row of the table that a file belongs to."""
    parts = Path(file).parts
    if parts[:2] == ("graphrag", "retrieval"):
        return "/".join(parts[:3])
    return "/".join(parts[:2]) if parts[0] != "indexing" or len(parts) > 2 else "indexing"
