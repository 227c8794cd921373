"""What a model's scores of edges come to."""

from graphrag.llm_stages.edges import PHI, Neighbourhood, _phi


def test_an_edge_without_a_score_keeps_its_weight_and_the_first_score_counts() -> None:
    found = Neighbourhood(0, (4, 7, 9), ())
    rows = [("N2", 10), ("N3", 0), ("N2", 0)]
    reply = {"scores": [{"neighbour": name, "score": score} for name, score in rows]}
    assert _phi(found, reply) == {4: 1.0, 7: PHI[10], 9: PHI[0]}
