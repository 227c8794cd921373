"""Personalized PageRank: `personalized_pagerank` checks its input, then calls one solver;
`local_walks` is the question path's own way to the local one, without a step over the whole graph.

    ppr = d · Wᵀ ppr + (1 − d) · r        W = row-normalised edge weights, r = reset vector

Solvers: `push` (local, certified; the default on the question path), `exact` (igraph) and `power`
(all vertices; the one for weights that differ by direction).
"""

from graphrag.retrieval.pagerank.guard import local_walks, personalized_pagerank

__all__ = ["local_walks", "personalized_pagerank"]
