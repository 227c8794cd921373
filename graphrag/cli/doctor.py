"""`graphrag doctor`: what this installation lacks, and what to do about it."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from graphrag.cli.options import index_option, json_option
from graphrag.cli.requirements import DISTRIBUTION, holds, lacking, metadata, requirements

if TYPE_CHECKING:
    pass

NAMESAKE = "graphrag"  # another project's distribution, of the same import name
# Importing these loads every compiled library that indexing and asking need.
LOADED = (
    "graphrag.pipeline",
    "graphrag.storage.stores.edge",
    "graphrag.storage.graph",
    "indexing.build",
)
ROOM = 1 << 28  # bytes free; an index of a few thousand passages needs about as much


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    state: Literal["ok", "wrong", "optional"]
    said: str
    remedy: str = ""


@click.command("doctor")
@index_option
@json_option
@click.pass_context
def command(ctx: click.Context, directory: Path, as_json: bool) -> None:
    """Check Python, packages, the encoder's weights, and the place for the index.

    Exits with 2 when something that is needed is missing or wrong.
    """
    from graphrag.cli.shapes import to_json

    checks = list(examine(directory))
    wrong = [check for check in checks if check.state == "wrong"]
    if as_json:
        rows = [
            {"name": c.name, "state": c.state, "said": c.said, "remedy": c.remedy} for c in checks
        ]
        click.echo(to_json({"sound": not wrong, "checks": rows}, indent=2))
    else:
        click.echo("\n".join(lines(checks)))
    ctx.exit(2 if wrong else 0)


def lines(checks: list[Check]) -> Iterator[str]:
    """Every check as a line, with its remedy under it, and the verdict."""
    from graphrag.cli.terminal import clean

    for check in checks:
        yield f"{check.state:<8}  {check.name:<11}  {clean(check.said)}"
        if check.remedy:
            yield f"{'':<23}{clean(check.remedy)}"
    wrong = sum(check.state == "wrong" for check in checks)
    yield f"\n{wrong} to be put right." if wrong else "\nEverything needed is here."


def examine(directory: Path) -> Iterator[Check]:
    """All checks, those first that others rest on."""
    yield check_python()
    yield from check_packages()
    yield from check_namesake()
    yield from check_libraries()
    weights = check_weights()
    yield weights
    if weights.state == "ok":
        yield check_encoder()
    yield check_parser()
    yield check_place(directory)
    yield from check_optional()


def check_python() -> Check:
    """The interpreter, against what the distribution asks for."""
    from packaging.specifiers import SpecifierSet

    said, asked = f"Python {platform.python_version()}", ">=3.11"
    if (data := metadata()) is not None:
        asked = data["Requires-Python"]
    if SpecifierSet(asked).contains(platform.python_version(), prereleases=True):
        return Check("python", "ok", said)
    return Check("python", "wrong", f"{said}; needed is {asked}", "Install it into a newer Python.")


def check_packages() -> Iterator[Check]:
    """Every package that the distribution asks for, against the versions it asks for."""
    if metadata() is None:
        said = "not installed but run from its sources, so versions are not compared"
        yield Check("packages", "optional", said, "In a checkout, `make setup` installs it.")
        return
    needed = [need for need in requirements() if holds(need, "")]
    problems = [(need, problem) for need in needed if (problem := lacking(need))]
    for need, problem in problems:
        line = f"{need.name}{need.specifier}"
        yield Check("packages", "wrong", problem, f"Run `python -m pip install '{line}'`.")
    if not problems:
        version = importlib.metadata.version(DISTRIBUTION)
        said = f"{DISTRIBUTION} {version} and {len(needed)} packages, in versions that fit"
        yield Check("packages", "ok", said)


def check_namesake() -> Iterator[Check]:
    """Another project that installs files under our import name."""
    try:
        version = importlib.metadata.version(NAMESAKE)
    except importlib.metadata.PackageNotFoundError:
        return
    said = f"another project, {NAMESAKE} {version}, is installed under the same import name"
    yield Check(
        "packages",
        "wrong",
        said,
        f"Use an environment without it: uninstall both, then install {DISTRIBUTION} again.",
    )


def check_libraries() -> Iterator[Check]:
    """Whether the compiled libraries load."""
    problems = [problem for name in LOADED if (problem := _loads(name))]
    for problem in dict.fromkeys(problems):
        remedy = "Install the package again for this Python and machine."
        yield Check("libraries", "wrong", problem, remedy)
    if not problems:
        yield Check("libraries", "ok", f"all load on {platform.system()} {platform.machine()}")


def _loads(module: str) -> str:
    try:
        importlib.import_module(module)
    except (ImportError, OSError, RuntimeError, AttributeError, TypeError) as error:
        return f"{module} cannot be loaded ({error})"
    return ""


def check_weights() -> Check:
    """The encoder's files, by hash."""
    return _attempt("weights", "Run `graphrag setup`.", _whole_weights)


def _whole_weights() -> str:
    from graphrag.embedding.weights import HASHES, checked_folder

    return f"{len(HASHES)} files with the recorded hashes in {checked_folder()}"


def check_encoder() -> Check:
    """Whether the encoder encodes."""
    return _attempt("encoder", "Install onnxruntime again.", _encoded)


def _encoded() -> str:
    from graphrag.embedding import open_embedder
    from graphrag.settings import Embedding

    encoder = open_embedder(Embedding())
    vector = encoder.encode(["Who taught the painter of The Night Watch?"])[0]
    return f"{encoder.name} makes a vector of {len(vector)} numbers of a question"


def _attempt(name: str, remedy: str, work: Callable[[], str]) -> Check:
    from graphrag.errors import GraphRAGError

    try:
        return Check(name, "ok", work())
    except (GraphRAGError, ImportError, OSError, RuntimeError) as error:
        return Check(name, "wrong", str(error), remedy)


def check_parser() -> Check:
    """The English parser's files, by hash; without it the rules tell facts and clauses."""
    from graphrag.language.parser.package import NAME, checked_folder, model_folder

    if model_folder() is None:
        said = "the English parser is not installed, so facts and clauses are told by the rules"
        return Check("parser", "optional", said, "Run `graphrag setup`.")
    return _attempt(
        "parser", "Run `graphrag setup`.", lambda: f"{NAME}, whole, in {checked_folder()}"
    )


def check_place(directory: Path) -> Check:
    """Whether an index can be written at `directory`."""
    place = directory.resolve()
    existing = next(folder for folder in (place, *place.parents) if folder.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        said = f"{existing} cannot be written"
        return Check("place", "wrong", said, "Name another place with --index DIRECTORY.")
    free = shutil.disk_usage(existing).free
    said = f"{existing} can be written; {free / 1e9:.1f} GB are free"
    if free < ROOM:
        return Check("place", "wrong", said, "Make room, or name another place with --index.")
    return Check("place", "ok", said)


def check_optional() -> Iterator[Check]:
    """Parts that are off unless somebody turns them on."""
    from graphrag.settings import LLM

    key = LLM().key_env
    said = f"{key} is {'set' if os.environ.get(key) else 'not set'}; no setting needs it by default"
    yield Check("model", "ok" if os.environ.get(key) else "optional", said)
    data = metadata()
    for extra in sorted(set(data.get_all("Provides-Extra") or ())) if data else ():
        needed = [need for need in requirements() if holds(need, extra) and not holds(need, "")]
        missing = [need.name for need in needed if lacking(need)]
        said = f"lacks {', '.join(missing)}" if missing else f"{len(needed)} packages"
        yield Check(extra, "optional" if missing else "ok", said)
