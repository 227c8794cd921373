"""What each technique is worth: the default without a part, or with one that is off by default.

Each is a method `graph-NAME` of one change of settings.
"""

from __future__ import annotations

import re

from eval.methods import Method, graph_method
from eval.run import ABLATION_PREFIX as PREFIX
from graphrag.errors import SettingsError
from graphrag.settings import Settings, load_settings

# Name -> what it goes without, and the settings that take it away.
ABLATIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "no-query-aware": ("query-aware edge weights", ("weighting.scheme=specific",)),
    "no-anchors": ("seeds from the question's names", ("walk.seeds=facts,dates,passages",)),
    "no-fact-seeds": ("seeds from the nearest facts", ("walk.seeds=names,passages",)),
    "no-fuzzy": ("linking of near spellings", ("linking.fuzzy=1",)),
    "no-literal-facts": (
        "dates and numbers of the nearest facts",
        ("walk.seeds=names,facts,passages",),
    ),
    "no-passage-seeds": ("reset mass on passages", ("walk.seeds=names,facts,dates",)),
    "no-relations": ("edges between entities", ("weighting.edges=context",)),
    "no-relation-lists": (
        "lists of relations, its reader fitted without them",
        ("reading.relations=none",),
    ),
    "no-fusion": ("dense and BM25 candidates", ("reranking.pool_list=0",)),
    "no-rerank": ("a ranker: the order of the walk", ("reranking.ranker=ppr",)),
    "no-learning": ("learned order: best rank of all lists", ("reranking.ranker=min-rank",)),
    "no-next-hops": ("asking again from the best candidates", ("reranking.pool_hop=0",)),
    "no-inner-questions": ("asking first what stands within the question", ("asking.steps=0",)),
    "no-third-look": (
        "reading the first candidates where the order doubts",
        ("reranking.ranker=unread",),
    ),
    "no-joint": (
        "the second look in the light of the others, and the third",
        ("reranking.ranker=alone",),
    ),
}

# Name -> what is added or put in place of the default's, and the settings that do it.
OPTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "with-vector-links": ("phrases linked by vector", ("linking.also=vectors",)),
    "with-word-anchors": (
        "entities called like a word as seeds",
        ("walk.seeds=names,facts,dates,passages,words",),
    ),
    "with-relation-words": (
        "predicates that the question says",
        ("weighting.boosts=relation-words",),
    ),
    "with-static-weights": ("edge weights of HippoRAG 2", ("weighting.scheme=static",)),
    "with-typed-weights": ("edge weights of GAAMA", ("weighting.scheme=typed",)),
    "with-tiers": ("edge weights of CatRAG, by cosine", ("weighting.scheme=tiers",)),
    "with-key-facts": ("key-fact passages of CatRAG", ("weighting.boosts=key-facts",)),
    "with-direction": (
        "facts followed rather from subject to object",
        ("weighting.boosts=direction", "walk.solver=power"),
    ),
    "with-spreading": (
        "activation spread before the walk, LinearRAG",
        ("walk.seeds=names,facts,dates,passages,spreading",),
    ),
    "with-fact-paths": ("a beam search over fact paths, PropRAG", ("linking.also=fact-paths",)),
    "with-rrf": ("reciprocal ranks of all lists as its order", ("reranking.ranker=rrf",)),
    "with-additive": (
        "walk plus cosine as its order, GAAMA",
        ("reranking.ranker=additive",),
    ),
    "with-feedback": ("embedding feedback as its order, E2Rank", ("reranking.ranker=feedback",)),
    "with-joint-choice": (
        "the first five chosen as a set that covers the question and hangs together",
        ("reranking.select=marginal",),
    ),
    "with-coverage": (
        "the first five chosen as a set that covers the question",
        ("reranking.select=coverage",),
    ),
}


def ablation_methods(base: Settings) -> dict[str, Method]:
    """Every ablation and option that changes something; what is so already is left out."""
    kinds = (("without", ABLATIONS), ("with", OPTIONS))
    return {
        PREFIX + name: graph_method(PREFIX + name, f"graph {kind} {part}", pairs)
        for kind, table in kinds
        for name, (part, pairs) in table.items()
        if load_settings(None, pairs, base) != base
    }


def variant(text: str) -> Method:
    """A method of one's own from "NAME:section.key=value[,section.key=value]".

    Raises:
        SettingsError: the text has another form.
    """
    name, colon, pairs = text.partition(":")
    if not colon or not name or not pairs:
        raise SettingsError(
            f"--variant {text!r} is not of the form NAME:section.key=value[,section.key=value]"
        )
    # A comma that no `section.key=` follows stands between the names of a list.
    changes = tuple(pair.strip() for pair in re.split(r",(?=\s*\w+\.\w+=)", pairs))
    return graph_method(PREFIX + name, "graph with other settings", changes)
