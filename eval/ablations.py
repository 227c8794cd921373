"""Ablations of the default: settings that switch one part off, each a method `graph-NAME`."""

from __future__ import annotations

from eval.methods import Method, graph_method
from eval.run import ABLATION_PREFIX as PREFIX
from graphrag.errors import SettingsError
from graphrag.settings import Settings, load_settings

# Name -> what it goes without, and the settings that take it away.
ABLATIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "no-query-aware": ("query-aware edge weights", ("weighting.query_aware=false",)),
    "no-anchors": ("seeds from the question's names", ("walk.anchors=false",)),
    "no-fact-seeds": ("seeds from the nearest facts", ("linking.facts=0", "linking.many_facts=0")),
    "no-fuzzy": ("linking of near spellings", ("linking.fuzzy=1",)),
    "no-passage-seeds": ("reset mass on passages", ("walk.passage_mass=0",)),
    "no-relations": ("edges between entities", ("weighting.relation=0", "weighting.alias=0")),
    "no-fusion": ("dense and BM25 candidates", ("reranking.pool_list=0",)),
    "no-rerank": ("a ranker: the order of the walk", ("reranking.ranker=ppr",)),
    "no-learning": ("learned order: best rank of all lists", ("reranking.ranker=min-rank",)),
    "no-next-hops": ("asking again from the best candidates", ("reranking.pool_hop=0",)),
    "no-joint": ("the second look in the light of the others", ("reranking.joint=false",)),
}


def ablation_methods(base: Settings) -> dict[str, Method]:
    """Every ablation that changes something: one whose part is off already is left out."""
    found = {}
    for name, (part, pairs) in ABLATIONS.items():
        if load_settings(None, pairs, base) != base:
            found[PREFIX + name] = graph_method(PREFIX + name, f"graph without {part}", pairs)
    return found


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
    changes = tuple(pair.strip() for pair in pairs.split(","))
    return graph_method(PREFIX + name, "graph with other settings", changes)
