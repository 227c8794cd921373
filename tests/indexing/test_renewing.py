"""A generation resolved from the one before is the one that is resolved from nothing."""

import random

import numpy as np
import pytest

from graphrag.datatypes import Passage, Triple
from graphrag.language.keys import word_keys
from graphrag.storage.caches import content_key
from graphrag.storage.unpacking import FACT_WORDS
from indexing.before import Before, nothing_before
from indexing.extract_rules import extract
from indexing.normalise import renew, resolve
from indexing.said_names import say
from indexing.touched import saying
from tests.indexing.resolved import ENGLISH

# Names that are merged, shared, known, said in lower case and said within each other.
TITLES = (
    *("Ada Lane", "Ada M. Lane", "Ada Marrow Lane", "The Long Tide (1950 film)", "The Long Tide"),
    *("The Long Tide (song)", "World Food Programme", "Orlov", "Bishop of Orlov", "Low Water"),
    *("Herbert Kessler", "Herbert L. Kessler", "Velm", "Kessler", "note 7", ""),
)
SENTENCES = (
    "Ada Lane met Herbert L. Kessler in Orlov.",
    "Lane left Velm with the Bishop of Orlov.",
    "The World Food Programme (WFP) was led by Ada M. Lane.",
    "The World Fish Panel (WFP) sat in Velm.",
    "The long tide was shown in Orlov, and low water came.",
    "The Long Tide was made by Kessler.",
    "Kessler knew Herbert Kessler's Aunt Ada.",
    "Ada O’Lane's Long Tide won.",
    "WFP sent low water to velm.",
    "Ada Marrow-Lane is a Hungarian bishop.",
    "They met Jon Rook there. Rook left Velm.",
    "They saw JON ROOK, and JON ROOK left.",
)
# What a parser may take an end to be though the passage does not write it so.
ENDS = ("Herbert L. Kessler", "Low Water", "WFP", "Jon Rook", "JON ROOK's", "The Long Tide")
ADDED = (1, 1, 2, 5)  # passages that come or go in one step


def drawn(rng: random.Random, name: str) -> Passage:
    title, text = rng.choice(TITLES), " ".join(rng.sample(SENTENCES, rng.choice((1, 2, 3))))
    return Passage(name, name, title, text, 0, len(text))


def read(passage: Passage):
    """By the rules, with facts of a parser's kind in two thirds of the passages."""
    found = extract(passage.title, passage.text, ENGLISH)
    if len(passage.text) % 3 == 0:
        return found
    facts = [
        Triple(t.subject, t.predicate, f"the {t.object.lower()}", t.sentence, "parser")
        for t in found.triples
    ]
    facts += [Triple(passage.title, "is", f"a {passage.title}", 0, "parser")]
    facts += [Triple(passage.title, "knew", ENDS[len(passage.text) % len(ENDS)], 0, "parser")]
    object.__setattr__(found, "facts", (*facts, *found.triples))
    return found


def before_of(done, passages: list[Passage]) -> Before:
    """What a generation leaves, as its files would say it."""

    def ends(rows):
        columns = [(r.subject, r.object, r.passage, r.sentence) for r in rows]
        return np.array(columns, dtype=np.int64).reshape(-1, 4)

    facts = done.resolution.facts
    fields = ("predicate", "subject_text", "object_text", "qualifiers", "origin")
    spans = [(span.start, span.end) for some in done.sentences for span in some]
    return Before(
        done.kept,
        [p.id for p in passages],
        [p.title for p in passages],
        [p.text for p in passages],
        np.cumsum([0, *map(len, done.sentences)]),
        np.array(spans, dtype=np.int32).reshape(-1, 2),
        done.resolution.entities.column("name"),
        done.resolution.entities.column("kind"),
        ends(facts),
        {word: facts.column(name) for word, name in zip(FACT_WORDS, fields, strict=True)},
        ends(done.resolution.joins),
        lambda position: read(passages[position]),
    )


def marks_of(passages: list[Passage]):
    rows = [content_key(p.title, p.text) for p in passages]
    return np.frombuffer(b"".join(rows), np.uint8).reshape(-1, 16)


@pytest.mark.parametrize("seed", range(12))
def test_any_history_ends_in_what_a_first_generation_is(seed: int) -> None:
    rng = random.Random(seed)
    held = {f"p{n:02}": drawn(rng, f"p{n:02}") for n in range(rng.choice((3, 12, 30)))}
    before, loaded, whole = nothing_before(), 0, 0
    for _ in range(12):
        passages = [held[name] for name in sorted(held)]
        asked: list[int] = []

        def load(positions, passages=passages, asked=asked):
            asked.extend(positions)
            return [read(passages[position]) for position in positions]

        done = renew(before, passages, marks_of(passages), load)
        fresh = renew(nothing_before(), passages, marks_of(passages), load)
        assert done.sentences == fresh.sentences
        for name in ("entities", "aliases", "occurrences", "facts", "joins"):
            one, other = getattr(done.resolution, name), getattr(fresh.resolution, name)
            assert list(one) == list(other), name
        loaded, whole = loaded + len(asked) - len(passages), whole + len(passages)
        before = before_of(done, passages)
        for _ in range(rng.choice(ADDED)):
            name = f"p{rng.randrange(40):02}"
            if rng.random() < 0.4:
                held.pop(name, None)
            else:
                held[name] = drawn(rng, name)
    assert loaded < whole  # something was taken over


def test_only_what_a_change_touches_is_read_again() -> None:
    rows = [("Ada Lane", "Ada Lane met Jon Rook."), ("Velm", "Velm lies by Port Ems.")]
    rows += [("Orlov", "Orlov is old."), ("Port Ems", "Port Ems is new.")]
    passages = [Passage(f"p{n}", f"p{n}", *row, 0, len(row[1])) for n, row in enumerate(rows)]

    def first(positions):
        return [read(passages[position]) for position in positions]

    before = before_of(renew(nothing_before(), passages[:3], marks_of(passages[:3]), first),
                       passages[:3])  # fmt: skip
    asked: list[int] = []

    def load(positions):
        asked.extend(positions)
        return first(positions)

    renew(before, passages, marks_of(passages), load)
    assert sorted(asked) == [1, 3]  # Port Ems is a title now, and Velm's passage names it


def test_a_fact_follows_an_end_that_its_passage_does_not_write() -> None:
    rows = [("Velm", "It rained."), ("Quill", "The World Food Programme (WFP) sat.")]
    rows += [("Bex", "The World Fish Panel (WFP) sat.")]
    passages = [Passage(f"p{n}", f"p{n}", *row, 0, len(row[1])) for n, row in enumerate(rows)]

    def renewed(before, some):
        found = [extract(p.title, p.text, ENGLISH) for p in some]
        for passage, one in zip(some, found, strict=True):
            told = (Triple("Velm", "got", "WFP", 0, "parser"),) if passage.title == "Velm" else ()
            object.__setattr__(one, "facts", told)
        done = renew(before, some, marks_of(some), lambda ps: [found[p] for p in ps])
        object_ = done.resolution.facts[0].object
        names = {n: entity.name for n, entity in enumerate(done.resolution.entities)}
        return before_of(done, some), names[object_]

    food, named = renewed(nothing_before(), passages[:2])
    assert named == "World Food Programme"
    assert renewed(food, passages)[1] == "WFP"
    assert renewed(food, [passages[0], passages[2]])[1] == "World Fish Panel"


def test_words_are_found_however_they_are_written() -> None:
    texts = ["O’Neill's Café", "an O'Neill", "CAFÉ of oneill", "Oneil cafe"]
    passages = [Passage(f"p{n}", "", "", text, 0, 0) for n, text in enumerate(texts)]
    assert saying(passages, {("oneill",): True}) == {0, 1, 2}
    assert saying(passages, {("oneill", "café"): True}) == {0, 2}
    assert saying(passages, {}) == set()


def test_words_of_a_key_are_whole_and_side_by_side() -> None:
    texts = ["A car", "A & R", "the a's r", "R2A", "a'r", "A of R", "a of r", "x``a r", "中a r中"]
    passages = [Passage(f"p{n}", "", "", text, 0, 0) for n, text in enumerate(texts)]
    assert saying(passages, {("a", "r"): True}) == {1, 2, 5, 7, 8}
    assert saying(passages, {("a", "r"): False}) == {1, 5}  # within names alone
    assert saying(passages, {("ar",): True}) == {4}


def test_dates_that_nothing_parts_are_found() -> None:
    passage = Passage("p", "", "", "Ada Lane (7 April 192011 May 2012)", 0, 0)
    assert saying([passage], {("7", "april", "1920"): True, ("x",): True}) == {0}
    assert saying([passage], {("11", "may", "2012"): True}) == {0}


@pytest.mark.parametrize("seed", range(3))
def test_whatever_words_a_text_has_are_found_in_it(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(300):
        text = "".join(rng.choices("aAbs'’` _-12éßİ中文\u0301", k=9))
        passage = Passage("p", "", "", text, 0, 0)
        for key in word_keys(text):
            assert saying([passage], {(key,): True}) == {0}, (text, key)


def test_an_end_of_a_triple_counts_where_nothing_else_is_called_so() -> None:
    passage = Passage("p", "p", "Ada Lane", "Ada Lane met Jon Rook.", 0, 22)
    found = read(passage)
    object.__setattr__(found, "triples", (Triple("Ada Lane", "met", "the Rooks", 0),))
    said = say(passage, found)
    assert said.ends == {("rooks",): "the Rooks"}
    assert resolve([passage], [found]).joins != ()
