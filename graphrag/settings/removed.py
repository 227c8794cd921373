"""Settings of former versions and what to do in their place; shown when one is given."""

from __future__ import annotations

from collections.abc import Mapping


def _constant(names: str, where: str) -> dict[str, str]:
    """Numbers that nobody tuned: their place in the code."""
    return dict.fromkeys(names.split(), f"its number stands in graphrag/{where}")


_STAGES = "asking.stages lists what a language model does: understand, facts, edges, summaries"
_SEEDS = "walk.seeds lists where the walk starts; leave out or add "
_BOOSTS = "a name in the list weighting.boosts: "
_EDGES = "weighting.edges lists the kinds of edges that are walked"
_AZURE = "write the address as https://…?api-version=…; the key then goes in a header api-key"
REMOVED: Mapping[str, str] = {
    **dict.fromkeys(
        ("asking.understand", "asking.facts", "asking.edges", "asking.summaries"), _STAGES
    ),
    **_constant("asking.facts_shown asking.facts_kept", "llm_stages/fact_selection.py"),
    **_constant("asking.edge_seeds asking.edge_neighbours", "llm_stages/edges.py"),
    **_constant("asking.step_tokens", "llm_stages/asking_on.py"),
    "embedding.dimension": "the server is asked",
    **_constant("embedding.retries", "embedding/openai_compatible.py"),
    "embedding.key_header": _AZURE,
    "embedding.api_version": _AZURE,
    "llm.api_version": _AZURE,
    "linking.vector": "a name in the list linking.also: vectors",
    "linking.beam": "a name in the list linking.also: fact-paths",
    **_constant("linking.beam_length", "retrieval/linking/fact_paths.py"),
    "linking.facts": _SEEDS + "facts",
    "linking.many_facts": _SEEDS + "facts",
    **_constant("linking.min_similarity", "retrieval/seeding/reset.py"),
    "weighting.key_facts": _BOOSTS + "key-facts",
    "weighting.relation_words": _BOOSTS + "relation-words",
    "weighting.direction": _BOOSTS + "direction",
    **dict.fromkeys(("weighting.context", "weighting.relation", "weighting.alias"), _EDGES),
    **_constant("weighting.literal", "retrieval/weighting/static.py"),
    "reading.head": "the span head is what the reader reads with; it cannot be left out",
    "walk.anchors": _SEEDS + "names",
    "walk.literal_facts": _SEEDS + "dates",
    "walk.word_anchors": _SEEDS + "words",
    "walk.method": _SEEDS + "spreading",
    **_constant("walk.spread_floor", "retrieval/seeding/spreading.py"),
    "walk.passage_mass": _SEEDS + "passages",
    **_constant("walk.passage_seeds", "retrieval/seeding/reset.py"),
    **_constant("walk.epsilon", "retrieval/pagerank/guard.py"),
    "reranking.joint": "reranking.ranker=alone leaves the second look out",
    **_constant("reranking.feedback", "retrieval/reranking/feedback.py"),
    "reranking.cover": "reranking.select=coverage chooses by the words of the question alone",
    "reranking.tie": "reranking.select=coverage chooses by the words of the question alone",
    **_constant("reranking.hop_width reranking.hop_questions", "retrieval/reranking/hops.py"),
    **_constant("reranking.hop_depth", "retrieval/reranking/hops.py"),
    **_constant("reranking.llm_wanted", "llm_stages/numbered.py"),
    **_constant("reranking.llm_title_bonus", "llm_stages/pointwise.py"),
}
