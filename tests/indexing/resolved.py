"""A few passages, extracted by the rules and resolved; what tests ask about them, in names."""

from graphrag.datatypes import Passage
from graphrag.language.parser.pipelines import load_language
from graphrag.storage.graph import KINDS, build_graph
from indexing.extract_rules import extract
from indexing.normalise import resolve

ENGLISH = load_language()


class Resolved:
    """Passages by title and text, resolved; what tests ask about it, in names."""

    def __init__(self, *rows: tuple[str, str]) -> None:
        passages = [
            Passage(f"p{number}", f"p{number}", title, text, 0, len(text))
            for number, (title, text) in enumerate(rows)
        ]
        self.found = resolve(passages, [extract(t, x, ENGLISH) for t, x in rows])
        self.n_passages = len(rows)
        self.names = [entity.name for entity in self.found.entities]

    def of(self, surface: str) -> str:
        """The entity a surface belongs to."""
        (owner,) = {self.names[a.entity] for a in self.found.aliases if a.surface == surface}
        return owner

    def reason(self, surface: str) -> str:
        (reason,) = {a.reason for a in self.found.aliases if a.surface == surface}
        return reason

    def spots(self, name: str) -> set[tuple[int, int]]:
        """(passage, sentence) of each occurrence; -1: the title."""
        number = self.names.index(name)
        return {(o.passage, o.sentence) for o in self.found.occurrences if o.entity == number}

    def facts(self) -> set[tuple[str, str, str]]:
        return {
            (self.names[f.subject], f.predicate, self.names[f.object]) for f in self.found.facts
        }

    def edges(self, kind: str) -> set[tuple[str, str]]:
        graph = build_graph(self.n_passages, self.found)
        rows = zip(graph.source, graph.target, graph.kind, strict=True)
        return {(self.names[a], self.names[b]) for a, b, k in rows if KINDS[k] == kind}
