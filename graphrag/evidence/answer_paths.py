"""Which evidence paths tell how an answer came about."""

from __future__ import annotations

from graphrag.datatypes import Answer, EvidencePath


def answer_paths(answer: Answer) -> tuple[EvidencePath, ...]:
    """The retrieval's paths, the most telling first.

    Each next path is the one through most cited passages not covered yet, then one that ends at the
    answer, then one with most cited sentences. A part of an earlier path is left out.
    """
    return tuple(path for path, _ in _ordered(answer))


def supporting_paths(answer: Answer, most: int = 3) -> tuple[EvidencePath, ...]:
    """As few of them as cover the cited passages; at least one where there is any."""
    ordered = _ordered(answer)[:most]
    needed = sum(covers for _, covers in ordered)
    return tuple(path for path, _ in ordered[: max(needed, 1)])


def _ordered(answer: Answer) -> list[tuple[EvidencePath, bool]]:
    """Paths in order, and whether each covers a cited passage that none before it does."""
    cited = {(citation.passage_id, citation.text) for citation in answer.citations}
    uncovered = {passage_id for passage_id, _ in cited}
    words = answer.text.casefold()

    def worth(path: EvidencePath) -> tuple[int, bool, int]:
        last = path[-1]
        return (
            len(uncovered & {hop.passage_id for hop in path}),
            bool(words) and words in f"{last.target} {last.sentence}".casefold(),
            sum((hop.passage_id, hop.sentence) in cited for hop in path),
        )

    left = [path for path in answer.retrieval.paths if path]
    kept: list[tuple[EvidencePath, bool]] = []
    while left:
        best = max(left, key=worth)
        left.remove(best)
        if any(set(best) <= set(other) for other, _ in kept):
            continue
        kept.append((best, worth(best)[0] > 0))
        uncovered -= {hop.passage_id for hop in best}
    return kept
