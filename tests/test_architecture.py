"""The plan of the house as tests: arrows between folders, one home per vendor, small files."""

import ast
import subprocess
import sys
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("graphrag", "indexing", "app", "eval")
LONGEST_FILE = 300

ALLOWED = {  # who may import whom, at any level
    "graphrag": {"graphrag"},
    "indexing": {"graphrag", "indexing"},
    "app": {"graphrag", "indexing", "eval", "app"},
    "eval": {"graphrag", "indexing", "eval"},
}

HOMES = {  # vendor -> the only places that import it
    "openai": ("graphrag/llm/",),
    "qdrant_client": ("graphrag/stores/",),
    "qdrant_edge": ("graphrag/stores/",),
    "igraph": ("graphrag/storage/graph.py", "graphrag/pagerank/"),
    **dict.fromkeys(("streamlit", "mcp", "starlette"), ("app/",)),
    **dict.fromkeys(("llama_index", "langchain_core", "haystack"), ("graphrag/interop/",)),
    **dict.fromkeys(("numba", "llvmlite"), ("graphrag/compiled.py",)),
    **dict.fromkeys(("onnxruntime", "tokenizers", "safetensors"), ("graphrag/embedding/",)),
    "filelock": ("indexing/lock.py",),
    "jsonschema": ("graphrag/llm/schema.py",),
    "docutils": ("indexing/readers/rst.py",),
    "lxml": ("indexing/readers/",),
    "openpyxl": ("indexing/readers/sheets.py",),
    "pylatexenc": ("indexing/readers/latex.py",),
    "pypdfium2": ("indexing/readers/pdf.py",),
    "striprtf": ("indexing/readers/rtf.py",),
    "markdown_it": ("indexing/readers/markdown.py",),
    "jinja2": ("app/markup.py", "eval/report/html_page.py"),
    "sqlite3": ("graphrag/storage/", "graphrag/llm/kept/", "graphrag/llm/batches/"),
}
FORBIDDEN = {"pickle", "shelve", "marshal", "dill", "joblib", "yaml", "torch", "transformers"}
ONE_FILE = ("spacy",)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)

# The straight line of a question. A stage may use the types of an earlier one, never of a later.
STAGES = (
    *("language", "settings", "llm", "conditions", "index", "facts", "within", "linking"),
    *("seeding", "weighting", "pagerank", "span_head"),
    *("reranking", "evidence", "reading", "llm_stages", "pipeline", "answering", "explain"),
    *("entities", "warm", "interop", "cli"),
)
NO_STAGES = set("datatypes extracted knowledge metadata errors storage stores embedding".split())
NO_STAGES |= {"clock", "compiled", "user_cache", "__init__", "__main__"}

# Heavy modules that `import graphrag` must not pull in: it stays quick, parts load when used.
HEAVY = {
    *("llama_index", "langchain_core", "haystack", "streamlit", "spacy", "openai", "numba"),
    *("igraph", "qdrant_client", "qdrant_edge", "scipy", "pandas", "pypdf", "bs4", "torch"),
    *("onnxruntime", "tokenizers", "jsonschema", "llvmlite"),
}

# Names that only data sets with gold answers use. `answer` alone is a word of ours.
GOLD = ("supporting_ids", "supporting_facts", "evidences", "decomposition", "gold")


def files(part: str) -> list[Path]:
    return sorted((ROOT / part).rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path, *, inside_functions: bool = True) -> set[str]:
    """Dotted names of the modules that running `path` imports; those for type checkers do not."""
    found: set[str] = set()
    for node in _running(tree(path), inside_functions):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            found.update(str(a.value) for a in node.args[:1] if isinstance(a, ast.Constant))
    return found


def _running(node: ast.AST, inside_functions: bool) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTIONS) and not inside_functions:
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from _running(child, inside_functions)


def modules() -> dict[str, Path]:
    """Every module of the four parts by its dotted name."""
    dotted = {
        path: ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for p in PARTS
        for path in files(p)
    }
    return {name.removesuffix(".__init__"): path for path, name in dotted.items()}


def needs(path: Path, known: Container[str]) -> set[str]:
    """The modules that `path` names in any import: late ones and those for type checkers too."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            full = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in known else node.module for name in full}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name in known}


def circles() -> list[str]:
    """The modules that reach themselves by imports, sorted."""
    known = modules()
    graph = {name: needs(path, known) - {name} for name, path in known.items()}
    return sorted(name for name in graph if name in reached(name, graph))


def reached(start: str, graph: Mapping[str, Iterable[str]]) -> set[str]:
    """Every module that `start` comes to by imports, by whatever way."""
    found: set[str] = set()
    ahead = list(graph[start])
    while ahead:
        if (name := ahead.pop()) not in found:
            found.add(name)
            ahead += graph[name]
    return found


def top(name: str) -> str:
    return name.partition(".")[0]


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
    assert not found


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


def test_every_part_of_the_library_is_a_stage_or_said_to_be_none():
    parts = {
        path.relative_to(ROOT / "graphrag").with_suffix("").parts[0] for path in files("graphrag")
    }
    assert parts == set(STAGES) | NO_STAGES


def test_stages_look_back_never_ahead():
    position = {name: place for place, name in enumerate(STAGES)}
    ahead = set()
    for path in files("graphrag"):
        own = path.relative_to(ROOT / "graphrag").with_suffix("").parts[0]
        for name in imported(path, inside_functions=False):
            other = name.split(".")[1] if name.startswith("graphrag.") else ""
            if position.get(other, -1) > position.get(own, len(STAGES)):
                ahead.add(f"{where(path)} imports {name}")
    assert not ahead


def test_no_module_reaches_itself_by_imports():
    assert not circles()


def test_retrieving_does_not_know_that_reading_exists():
    known = modules()
    graph = {name: needs(path, known) for name, path in known.items()}
    assert "graphrag.evidence.last_hop" in reached("graphrag.pipeline", graph)
    reading = {
        name for name in reached("graphrag.pipeline", graph) if name.startswith("graphrag.reading")
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


def test_no_index_address_in_the_requirements():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        assert "://" not in path.read_text(encoding="utf-8"), path.name
        assert "--index" not in path.read_text(encoding="utf-8"), path.name
