"""Which module imports which, read off the sources of the four parts."""

import ast
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PARTS = ("graphrag", "indexing", "app", "eval")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


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
