"""From a data set to a run: make or open the index, run the methods, score their rows."""

from __future__ import annotations

import dataclasses
import resource
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.ablations import ablation_methods, variant
from eval.indexing_run import IndexingCost, build, check_same_corpus, describe, write_corpus
from eval.methods import METHODS, Method
from eval.questions import Dataset
from eval.run import ABLATION_PREFIX, Run, make_run
from eval.runner import Plan, Progress, run_method
from graphrag.cli.opening import open_for
from graphrag.errors import SettingsError
from graphrag.index import Index
from graphrag.settings import Settings

GROUPS = {
    "ablations": ABLATION_PREFIX,
    "without": f"{ABLATION_PREFIX}no-",
    "with": f"{ABLATION_PREFIX}with-",
}


def choose_methods(
    names: Sequence[str], variants: Sequence[str], base: Settings
) -> dict[str, Method]:
    """The methods named, in order, then the variants.

    `ablations` stands for graph, all it can go without and all that can be added; `without` and
    `with` for graph and one of the two.

    Raises:
        SettingsError: a name is unknown, or a variant is malformed.
    """
    ablations = ablation_methods(base)
    known = {**METHODS, **ablations}
    chosen: dict[str, Method] = {}
    for name in (name.strip() for name in names):
        if name in GROUPS:
            group = {key: found for key, found in ablations.items() if key.startswith(GROUPS[name])}
            chosen.update({"graph": METHODS["graph"], **group})
        elif name in known:
            chosen[name] = known[name]
        else:
            choices = ", ".join([*known, *GROUPS])
            raise SettingsError(f"unknown method {name!r}; choose from: {choices}")
    return chosen | {method.name: method for method in map(variant, variants)}


def open_or_build(
    dataset: Dataset, directory: Path | None, out: Path, toml: Path | None, pairs: Sequence[str]
) -> tuple[Index, IndexingCost | None]:
    """The index in `directory`, or one made in `out` from the corpus alone, and what that cost."""
    if directory is not None:
        return open_for(directory, toml, tuple(pairs)), None
    corpus = write_corpus(dataset, out)
    directory = out / corpus.stem.replace("corpus", "index")
    options = [word for pair in pairs for word in ("--set", pair)]
    if toml is not None:
        options += ["--settings", str(toml)]
    cost = build(corpus, directory, options)
    return open_for(directory, toml, tuple(pairs)), cost


def measure(
    dataset: Dataset,
    index: Index,
    methods: Mapping[str, Method],
    plan: Plan,
    progress: Progress,
    *,
    seed: int,
    cost: IndexingCost | None = None,
    changed: Sequence[str] = (),
) -> Run:
    """Run every method on every question and score it.

    Args:
        changed: `section.key=value` pairs that hold for all methods, for the report.
    """
    dataset = dataclasses.replace(
        dataset, notes=(*dataset.notes, *check_same_corpus(dataset, index))
    )
    plan.out.mkdir(parents=True, exist_ok=True)
    rows = {
        name: run_method(method, index, dataset.questions, plan, progress)
        for name, method in methods.items()
    }
    said = {
        name: {"what": method.what, "settings": [*changed, *method.settings]}
        for name, method in methods.items()
    }
    about = {
        **describe(index, cost),
        "passages retrieved for a question": plan.depth,
        "peak memory of this run, all methods, MB": _peak_memory_mb(),
    }
    return make_run(dataset, rows, said, about, seed=seed, depth=plan.depth)


def _peak_memory_mb() -> float:
    # ru_maxrss counts kilobytes on Linux and bytes on macOS.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024.0 if sys.platform != "darwin" else 1024.0 * 1024.0)
