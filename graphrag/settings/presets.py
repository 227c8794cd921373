"""Settings that go together: how much a language model does, from one call a question to all.

            when indexing                  when a question is asked
economy     nothing                        reads the answer: 1 call
balanced    entities and triples beside    picks the facts that start the walk, picks 5 of up to
            those of the rules, one call   100 candidates, reads: 3 calls
catrag      entities, then triples         picks facts, scores the edges around 5 seeds, reads:
            about them, two calls          up to 7 calls (CatRAG, arXiv 2602.01965)
thorough    the same, asked once more      all of these, the question taken apart first, and up to
            for what was missed            4 steps of asking on

The model itself is named in section llm; `python -m benchmarks llm_costs` counts calls and tokens.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any

from graphrag.errors import SettingsError

Table = Mapping[str, Mapping[str, Any]]

_READS = {"reader": "llm"}
PRESETS: Mapping[str, Table] = {
    "economy": {"reading": _READS},
    "balanced": {
        "extraction": {"extractor": "rules+llm", "mode": "one-call"},
        "asking": {"stages": ("facts",)},
        "reranking": {"llm": "select"},
        "reading": _READS,
    },
    "catrag": {
        "extraction": {"extractor": "rules+llm", "mode": "two-calls"},
        "asking": {"stages": ("facts", "edges")},
        "reading": _READS,
    },
    "thorough": {
        "extraction": {"extractor": "rules+llm", "mode": "two-calls", "gleaning": 1},
        "asking": {"stages": ("understand", "facts", "edges", "steps")},
        "reranking": {"llm": "select", "pool_walk": 40, "pool_list": 20},
        "reading": {**_READS, "passages": 8, "budget_tokens": 1_500},
    },
}


def preset(name: object) -> Table:
    """The sections and keys that a preset changes.

    Raises:
        SettingsError: there is no preset of that name.
    """
    if not isinstance(name, str) or name not in PRESETS:
        near = difflib.get_close_matches(str(name), PRESETS, n=1, cutoff=0.0)
        raise SettingsError(f"unknown preset {name!r}; did you mean {near[0]!r}?")
    return PRESETS[name]
