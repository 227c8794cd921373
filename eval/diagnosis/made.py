"""Questions made of an index's own sentences, so that a corpus without any can be measured.

    one hop    a name and two other words of a sentence: its passage is wanted
    two hops   of two passages that write one name, never said: another name and a word beside it
               in the first, two words beside it in the second; both passages are wanted

So "the builder of Harrow Mill was born" asks for a mill and, by what is said of someone unnamed,
for the builder. They are no good English and share words with what is wanted, which flatters BM25;
orders can be held against each other by them, not against figures on real questions. Sentences are
drawn by seed. A passage whose text stands in the corpus twice is never wanted.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graphrag.index import Index
from graphrag.language.keys import fold, tokens
from graphrag.language.words import FUNCTION_WORDS

ONE_HOP, TWO_HOPS = "one hop", "two hops"
_WORDS = 2  # of a sentence that a question keeps
_MOST_PASSAGES = 10  # a name that more passages write leads anywhere


@dataclass(frozen=True, slots=True)
class MadeQuestion:
    """A question, its kind, and the ids of the passages wanted."""

    kind: str
    text: str
    wanted: tuple[str, ...]


def made_questions(index: Index, count: int, seed: int) -> list[MadeQuestion]:
    """At most `count` questions of each kind; fewer, or none, where the corpus does not give them.

    Args:
        index: an open index.
        count: of each kind.
        seed: decides the sample.
    """
    rng = random.Random(seed)
    alone = Counter(index.texts)
    usable = {place for place, text in enumerate(index.texts) if alone[text] == 1}
    one = _first(count, _one_hop(index, usable, rng))
    return one + _first(count, _two_hops(index, usable, rng))


def _first(count: int, found: Iterator[MadeQuestion]) -> list[MadeQuestion]:
    kept: dict[str, MadeQuestion] = {}
    for made in found:
        kept.setdefault(made.text, made)
        if len(kept) == count:
            break
    return list(kept.values())


def _one_hop(index: Index, usable: set[int], rng: random.Random) -> Iterator[MadeQuestion]:
    places = range(len(index.sentence_passage))
    for sentence in rng.sample(places, len(places)):
        passage = int(index.sentence_passage[sentence])
        words = _kept(index.sentence(sentence), frozenset(), 1, _WORDS, rng)
        if passage in usable and words:
            yield MadeQuestion(ONE_HOP, " ".join(words), (index.passage_ids[passage],))


def _two_hops(index: Index, usable: set[int], rng: random.Random) -> Iterator[MadeQuestion]:
    """Pairs of passages by a name that both write and neither question part says."""
    where: dict[int, dict[int, int]] = {}  # entity -> passage -> the first sentence that writes it
    occurrences = zip(index.occ_entity, index.occ_passage, index.occ_sentence, strict=True)
    for entity, passage, sentence in occurrences:
        if sentence >= 0 and int(passage) in usable:
            where.setdefault(int(entity), {}).setdefault(int(passage), int(sentence))
    shared = [entity for entity, found in where.items() if 2 <= len(found) <= _MOST_PASSAGES]
    for entity in rng.sample(shared, len(shared)):
        hidden = frozenset(key for key, _ in _words(index.entities[entity].name))
        ends = rng.sample(sorted(where[entity]), 2)
        said = [index.sentence(where[entity][end]) for end in ends]
        parts = [_kept(said[0], hidden, 1, 1, rng), _kept(said[1], hidden, 0, _WORDS, rng)]
        if all(parts):
            wanted = tuple(index.passage_ids[end] for end in ends)
            yield MadeQuestion(TWO_HOPS, " ".join(word for part in parts for word in part), wanted)


def _kept(
    sentence: str, hidden: frozenset[str], names: int, others: int, rng: random.Random
) -> list[str]:
    """So many names and other words of it, none hidden, in order; none where it has fewer.

    A name is a run of capitalised words; a script without capitals has only other words.
    """
    words = _words(sentence)
    runs: list[list[int]] = [[]]
    plain = []
    for place, (key, word) in enumerate(words):
        if key in hidden or not word[0].isupper():
            runs.append([])
            if key not in hidden:
                plain.append(place)
        else:
            runs[-1].append(place)
    named = [run for run in runs if run]
    if not named and not any(word[0].islower() for _, word in words):
        names, others = 0, names + others
    if len(named) < names or len(plain) < others:
        return []
    kept = {place for run in rng.sample(named, names) for place in run}
    kept.update(rng.sample(plain, others))
    return [words[place][1] for place in sorted(kept)]


def _words(text: str) -> list[tuple[str, str]]:
    """(key, as written) of the words that say something."""
    found = ((fold(word.key), text[word.start : word.end]) for word in tokens(text))
    return [(key, word) for key, word in found if key not in FUNCTION_WORDS]
