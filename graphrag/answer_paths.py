"""Which evidence paths tell how an answer came about."""

from __future__ import annotations

from graphrag.datatypes import Answer, EvidencePath


def answer_paths(answer: Answer) -> tuple[EvidencePath, ...]:
    """The retrieval's paths: those that end at the answer first, then by sentences cited.

    A path that is a part of an earlier one is left out.
    """
    cited = {(citation.passage_id, citation.text) for citation in answer.citations}
    words = answer.text.casefold()

    def worth(path: EvidencePath) -> tuple[bool, int]:
        last = path[-1]
        ends_there = bool(words) and words in f"{last.target} {last.sentence}".casefold()
        return ends_there, sum((hop.passage_id, hop.sentence) in cited for hop in path)

    kept: list[EvidencePath] = []
    for path in sorted(filter(None, answer.retrieval.paths), key=worth, reverse=True):
        if not any(set(path) <= set(other) for other in kept):
            kept.append(path)
    return tuple(kept)
