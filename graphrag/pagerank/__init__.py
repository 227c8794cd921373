"""Personalized PageRank: `personalized_pagerank` checks its input, then calls one solver.

    ppr = d · Wᵀ ppr + (1 − d) · r        W = row-normalised edge weights, r = reset vector

Solvers: `push` (local, certified; the default on the question path), `exact` (igraph) and `power`
(all vertices; the one for weights that differ by direction).
"""

from graphrag.pagerank.guard import personalized_pagerank, vertex_strength

__all__ = ["personalized_pagerank", "vertex_strength"]
