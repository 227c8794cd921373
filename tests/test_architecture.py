"""The plan of the house as tests: arrows between folders, one home per vendor, small files."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.imports import (
    PARTS,
    ROOT,
    circles,
    files,
    imported,
    modules,
    needs,
    reached,
    top,
    tree,
    where,
)

LONGEST_FILE = 300

ALLOWED = {  # who may import whom, at any level
    "graphrag": {"graphrag"},
    "indexing": {"graphrag", "indexing"},
    "app": {"graphrag", "indexing", "eval", "app"},
    "eval": {"graphrag", "indexing", "eval"},
}

HOMES = {  # vendor -> the only places that import it
    "openai": ("graphrag/llm/",),
    "qdrant_client": ("graphrag/storage/stores/",),
    "qdrant_edge": ("graphrag/storage/stores/",),
    "igraph": ("graphrag/storage/graph.py", "graphrag/retrieval/pagerank/"),
    **dict.fromkeys(("streamlit", "mcp", "starlette"), ("app/",)),
    **dict.fromkeys(("llama_index", "langchain_core", "haystack"), ("graphrag/interop/",)),
    **dict.fromkeys(("numba", "llvmlite"), ("graphrag/machine/compiled.py",)),
    **dict.fromkeys(("onnxruntime", "tokenizers", "safetensors"), ("graphrag/embedding/",)),
    "filelock": ("indexing/lock.py",),
    "jsonschema": ("graphrag/llm/schema.py",),
    "docutils": ("indexing/readers/rst.py", "indexing/readers/rst_tree.py"),
    "lxml": ("indexing/readers/",),
    "openpyxl": ("indexing/readers/sheets.py",),
    "pylatexenc": ("indexing/readers/latex.py",),
    "pypdfium2": ("indexing/readers/pdf.py",),
    "striprtf": ("indexing/readers/rtf.py",),
    "markdown_it": ("indexing/readers/markdown.py",),
    "jinja2": ("app/markup.py", "eval/report/html_report.py"),
    "sqlite3": ("graphrag/storage/", "graphrag/llm/kept/", "graphrag/llm/batches/"),
}
FORBIDDEN = {"pickle", "shelve", "marshal", "dill", "joblib", "yaml", "torch", "transformers"}
WORDS_ONLY = "indexing/readers/yaml_tree.py: yaml"  # by the loader that builds strings alone
ONE_FILE = ("spacy",)

# The straight line of a question. A stage may use the types of an earlier one, never of a later.
STAGES = (
    *("language", "settings", "llm", "index", "retrieval.linking", "retrieval.seeding"),
    *("retrieval.weighting", "retrieval.pagerank", "embedding.span_head", "retrieval.reranking"),
    *("evidence", "reading", "llm_stages", "retrieval.straight_line"),
    *("pipeline", "answering", "explain"),
    *("warm", "interop", "cli"),
)
NO_STAGES = {"datatypes", "errors", "storage", "embedding", "machine", "retrieval", "clock"}
NO_STAGES |= {"__init__", "__main__"}
# The same within the reader, finding and extractive being files.
ROOMS = (
    *("pages", "asking", "material", "told", "tables", "choosing", "comparing", "relations"),
    *("forms", "finding", "extractive", "steps", "reckoning"),
)
NAMES = 20  # that a newcomer sees in graphrag/, beside its __init__ and __main__

# Heavy modules that `import graphrag` must not pull in: it stays quick, parts load when used.
HEAVY = {
    *("llama_index", "langchain_core", "haystack", "streamlit", "spacy", "openai", "numba"),
    *("igraph", "qdrant_client", "qdrant_edge", "scipy", "pandas", "pypdf", "bs4", "torch"),
    *("onnxruntime", "tokenizers", "jsonschema", "llvmlite"),
}

# Names that only data sets with gold answers use. `answer` alone is a word of ours.
GOLD = ("supporting_ids", "supporting_facts", "evidences", "decomposition", "gold")


@pytest.mark.parametrize("part", PARTS)
def test_arrows_between_folders(part: str):
    wrong = {
        f"{where(path)} imports {name}"
        for path in files(part)
        # The command line may call the other folders, from inside its functions only.
        for name in imported(path, inside_functions=not where(path).startswith("graphrag/cli/"))
        if top(name) in PARTS and top(name) not in ALLOWED[part]
    }
    assert not wrong


@pytest.mark.parametrize("vendor", HOMES)
def test_one_home_per_vendor(vendor: str):
    strays = {
        where(path)
        for part in PARTS
        for path in files(part)
        if vendor in {top(name) for name in imported(path)}
        and not where(path).startswith(HOMES[vendor])
    }
    assert not strays


@pytest.mark.parametrize("vendor", ONE_FILE)
def test_vendors_of_a_single_file(vendor: str):
    homes = {
        where(path)
        for part in PARTS
        for path in files(part)
        if vendor in {top(name) for name in imported(path)}
    }
    assert len(homes) <= 1


@pytest.mark.parametrize("part", PARTS)
def test_nothing_unsafe_is_imported(part: str):
    found = {
        f"{where(path)}: {name}"
        for path in files(part)
        for name in imported(path)
        if top(name) in FORBIDDEN
    }
    assert not found - {WORDS_ONLY}


def test_gold_fields_are_unknown_to_the_library():
    seen = {
        f"{where(path)}: {word}"
        for path in files("graphrag")
        for word in GOLD
        for node in ast.walk(tree(path))
        if word
        in {getattr(node, "value", None), getattr(node, "attr", None), getattr(node, "id", None)}
    }
    assert not seen


@pytest.mark.parametrize("part", [*PARTS, "tests", "benchmarks", "scripts"])
def test_files_are_short_enough_to_read(part: str):
    long = {
        where(path): lines
        for path in files(part)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert not long


@pytest.mark.parametrize("part", PARTS)
def test_every_file_says_what_it_is(part: str):
    silent = [
        where(path)
        for path in files(part)
        if path.stat().st_size and not ast.get_docstring(tree(path))
    ]
    assert not silent


def test_importing_the_library_loads_nothing_heavy():
    program = "import sys, graphrag; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = {top(name) for name in done.stdout.split()}
    assert not loaded & HEAVY
    assert not loaded & (set(PARTS) - {"graphrag"})


def part_of(dotted: str) -> str:
    """The stage, or the part that is none, of a module's name after `graphrag.`."""
    first, second = (*dotted.split("."), "")[:2]
    within = f"{first}.{second}"
    return within if (first == "retrieval" and second) or within in STAGES else first


def own_part(path: Path) -> str:
    name = ".".join(path.relative_to(ROOT / "graphrag").with_suffix("").parts)
    return part_of(name.removesuffix(".__init__"))


def test_every_part_of_the_library_is_a_stage_or_said_to_be_none():
    assert {own_part(path) for path in files("graphrag")} == set(STAGES) | NO_STAGES


def test_a_newcomer_sees_few_names():
    places = (path.relative_to(ROOT / "graphrag") for path in (ROOT / "graphrag").rglob("*.*"))
    names = {place.parts[0] for place in places if "__pycache__" not in place.parts}
    assert len(names - {"__init__.py", "__main__.py", "py.typed"}) <= NAMES


def test_stages_look_back_never_ahead():
    position = {name: place for place, name in enumerate(STAGES)}
    ahead = set()
    for path in files("graphrag"):
        for name in imported(path, inside_functions=False):
            other = part_of(name.removeprefix("graphrag.")) if top(name) == "graphrag" else ""
            if position.get(other, -1) > position.get(own_part(path), len(STAGES)):
                ahead.add(f"{where(path)} imports {name}")
    assert not ahead


def test_rooms_of_the_reader_look_back_too():
    position = {name: place for place, name in enumerate(ROOMS)}
    home = ROOT / "graphrag" / "reading"
    ahead, seen = set(), set()
    for path in home.rglob("*.py"):
        own = path.relative_to(home).parts[0].removesuffix(".py")
        seen.add(own)
        for name in imported(path, inside_functions=False):
            other = name.removeprefix("graphrag.reading.").split(".")[0]
            if name.startswith("graphrag.reading.") and position[other] > position.get(own, -1):
                ahead.add(f"{where(path)} imports {name}")
    assert seen == {"__init__", *ROOMS}
    assert not ahead


def test_no_module_reaches_itself_by_imports():
    assert not circles()


def test_retrieving_does_not_know_that_reading_exists():
    known = modules()
    graph = {name: needs(path, known) for name, path in known.items()}
    assert "graphrag.evidence.last_hop" in reached("graphrag.retrieval.straight_line", graph)
    reading = {
        name
        for name in reached("graphrag.retrieval.straight_line", graph)
        if name.startswith("graphrag.reading")
    }
    assert not reading


def test_lists_of_relations_stand_behind_one_door():
    known = modules()
    home = "graphrag.reading.relations"
    used = {
        (name, other)
        for name, path in known.items()
        if not name.startswith(home)
        for other in needs(path, known)
        if other.startswith(home)
    }
    assert used == {("graphrag.reading.finding", f"{home}.door")}
    # Late, so that a reader without them does not even load them.
    reader = known["graphrag.reading.finding"]
    assert not {n for n in imported(reader, inside_functions=False) if n.startswith(home)}


def test_no_class_has_a_namesake():
    homes: dict[str, list[str]] = {}
    for part in PARTS:
        for path in files(part):
            for node in tree(path).body:
                if isinstance(node, ast.ClassDef):
                    homes.setdefault(node.name, []).append(where(path))
    assert not {name: paths for name, paths in homes.items() if len(paths) > 1}


ONE_THING = {  # files of one name in two homes: each time the same thing, seen from another side
    *("__init__", "__main__", "answers", "ask", "asked", "compare", "corpus", "documents"),
    *("entities", "explain", "facts", "forget", "index", "kinds", "neighbours"),
    *("passages", "progress", "protocol", "requests", "run", "sentences", "serve", "settings"),
    *("stats", "verdicts", "verify"),
}


def test_no_file_has_a_namesake_of_another_meaning():
    homes: dict[str, list[str]] = {}
    for part in PARTS:
        for path in files(part):
            homes.setdefault(path.stem, []).append(where(path))
    twice = {name for name, paths in homes.items() if len(paths) > 1}
    assert twice <= ONE_THING, {name: homes[name] for name in twice - ONE_THING}
    assert twice >= ONE_THING, f"no longer twice: {sorted(ONE_THING - twice)}"


def test_no_index_address_in_the_requirements():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        assert "://" not in path.read_text(encoding="utf-8"), path.name
        assert "--index" not in path.read_text(encoding="utf-8"), path.name
