"""The drawn evidence of an answer: from what the question names to what was read.

    question names ─ sentence ─ thing ─ sentence ─ answer            one branch
    one side ─ … ─ its value,   the other side ─ … ─ its value        a comparison: two
    question names ─ … ─ item                                         a list: one an item

A branch is the shortest way (Dijkstra) over what the sentences join. Sentences that the answer
cites cost least, those of retrieval's own paths more, all others of the retrieved passages most.
An answer that states nothing has none.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING

from graphrag.datatypes import Answer, EvidencePath, Hop
from graphrag.evidence.stated_edges import Statement, Thing, about, label, said_in
from graphrag.evidence.targets import Target, targets_of
from graphrag.retrieval.linking.asked_words import roots
from graphrag.retrieval.linking.mentions import link_mentions
from graphrag.storage.view import LITERALS

if TYPE_CHECKING:
    from graphrag.index import Index

CITED, WALKED, OTHER = 1.0, 2.0, 4.0  # cost of a sentence
COMPARED = ("choice", "yes-no")  # forms with two sides
_PASSING = 0.5  # added where a way goes on from a thing that no passage is about

Edges = Mapping[Thing, list[tuple[Thing, Statement]]]


def branches_of(index: Index, answer: Answer) -> tuple[EvidencePath, ...]:
    """The branches, each from a thing that the question names; from what the first citation is
    about where no name leads there."""
    if answer.abstained:
        return ()
    position = _positions(index, answer)
    targets = targets_of(index, answer, position)
    edges = _edges(index, answer, targets, position)
    named = named_things(index, answer.retrieval.question)
    subjects = [int(index.view.about[position[c.passage_id]]) for c in answer.citations]
    ways = []
    for target in targets:
        starts = named - {target.thing}
        side = about(index, target.sentence)
        if answer.form in COMPARED and side in starts:
            starts = {side}
        way = _way(index, edges, starts, target.thing, subjects)
        way = way or _way(index, edges, subjects[:1], target.thing, subjects)
        ways.append(way or _direct(index, target, answer.retrieval.question))
    found = dict.fromkeys(
        _spoken(index, way, target) for way, target in zip(ways, targets, strict=True) if way
    )
    return _longest_of_each_side(found) if answer.form in COMPARED else tuple(found)


def named_things(index: Index, question: str) -> set[Thing]:
    """The entities that the question names, those of the same name among them."""
    mentions = link_mentions(
        question, index.view.lexicon, min_similarity=index.settings.linking.fuzzy
    )
    named = {entity for mention in mentions for entity in mention.entities}
    return {*named, *(o for e in named for o in index.view.namesakes.get(e, ()))}


def _edges(
    index: Index, answer: Answer, targets: Iterable[Target], position: Mapping[str, int]
) -> Edges:
    values: defaultdict[int, list[str]] = defaultdict(list)
    for target in targets:
        values[target.sentence].append(target.text)
    walked = {(hop.passage_id, hop.sentence) for path in answer.retrieval.paths for hop in path}
    edges: defaultdict[Thing, list[tuple[Thing, Statement]]] = defaultdict(list)
    for sentence, cost in _sentences(index, answer, walked, position):
        for statement in said_in(index, sentence, cost, values.get(sentence, ())):
            edges[statement.subject].append((statement.object, statement))
            edges[statement.object].append((statement.subject, statement))
    return edges


def _sentences(
    index: Index, answer: Answer, walked: set[tuple[str, str]], position: Mapping[str, int]
) -> Iterator[tuple[int, float]]:
    """Every sentence of the retrieved and the cited passages with its cost."""
    cited = {(c.passage_id, c.start) for c in answer.citations}
    for name, place in position.items():
        first, past = index.first_sentence[place : place + 2].tolist()
        for sentence in range(first, past):
            if (name, int(index.sentence_start[sentence])) in cited:
                yield sentence, CITED
            elif (name, index.sentence(sentence)) in walked:
                yield sentence, WALKED
            else:
                yield sentence, OTHER


def _way(
    index: Index,
    edges: Edges,
    starts: Collection[Thing],
    end: Thing,
    subjects: Collection[Thing],
) -> list[tuple[Thing, Statement]]:
    """The cheapest way from a start to the end: (thing come to, statement); empty without one."""
    order = count()
    ahead = [(0.0, next(order), start) for start in sorted(starts, key=str) if start != end]
    cost: dict[Thing, float] = {start: 0.0 for _, _, start in ahead}
    back: dict[Thing, tuple[Thing, Statement]] = {}
    while ahead:
        spent, _, thing = heapq.heappop(ahead)
        if thing == end:
            break
        if spent > cost[thing] or (thing not in starts and _is_value(index, thing)):
            continue
        passing = _PASSING if thing not in starts and thing not in subjects else 0.0
        for other, statement in edges.get(thing, ()):
            total = spent + passing + statement.cost
            if total < cost.get(other, float("inf")):
                cost[other] = total
                back[other] = (thing, statement)
                heapq.heappush(ahead, (total, next(order), other))
    way: list[tuple[Thing, Statement]] = []
    while end in back:
        before, statement = back[end]
        way.insert(0, (end, statement))
        end = before
    return way


def _is_value(index: Index, thing: Thing) -> bool:
    """A date, a number or words that are nobody's name: nothing is reached through it."""
    return isinstance(thing, str) or index.entities[thing].kind in LITERALS


def _direct(index: Index, target: Target, question: str) -> list[tuple[Thing, Statement]]:
    """One step within its sentence, the nearest to the question, where no name leads there."""
    asked = roots(question)

    def worth(statement: Statement) -> tuple[int, float]:
        return len(asked & roots(statement.relation)), -statement.cost

    said = said_in(index, target.sentence, CITED, (target.text,))
    ends = [one for one in said if target.thing in (one.subject, one.object)]
    best = max(ends, key=worth, default=None)
    return [(target.thing, best)] if best else []


def _spoken(index: Index, way: list[tuple[Thing, Statement]], target: Target) -> EvidencePath:
    """The way as hops; its end is called as the reader read it."""
    hops = []
    for thing, said in way:
        backward = thing == said.subject
        source, end = (said.object, said.subject) if backward else (said.subject, said.object)
        name = target.text if end == target.thing else label(index, end)
        passage = index.passage_ids[int(index.sentence_passage[said.sentence])]
        text = index.sentence(said.sentence)
        hops.append(Hop(label(index, source), said.relation, name, passage, text, backward))
    return tuple(hops)


def _longest_of_each_side(paths: Iterable[EvidencePath]) -> tuple[EvidencePath, ...]:
    """Names on the way to a side's value are read as well: the way to the value is the longest."""
    longest: dict[str, EvidencePath] = {}
    for path in paths:
        if len(path) > len(longest.get(path[0].source, ())):
            longest[path[0].source] = path
    return tuple(longest.values())


def _positions(index: Index, answer: Answer) -> dict[str, int]:
    """Where the retrieved and the cited passages stand in the index, which is sorted by id."""
    names = [passage.id for passage in answer.retrieval.passages]
    names += [cited.passage_id for cited in answer.citations]
    return {name: bisect_left(index.passage_ids, name) for name in dict.fromkeys(names)}
