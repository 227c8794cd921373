"""Questions to try, made of this index's own facts, and asked before they are offered.

    X was designed by Y                         Who designed X?
    Y was born in Z                             Where was Y born?
    both                                        Where was the person who designed X born?

Then what rows and verbs of any kind say (`asked_facts`). Only a question whose answer is the fact's
own end is kept. Where those are few, others ask what a thing is that has a passage of its own. No
language model is asked: nobody has asked for it, and each call costs.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.ask.asked_facts import asked_facts
from app.comparing import without_model
from app.workbench_rows import change_rows, read_rows
from graphrag.answering import ask
from graphrag.language.keys import fold

if TYPE_CHECKING:
    from graphrag.index import Index

FILE = "examples.jsonl"
WANTED, ASKED = 6, 24  # questions that are offered, and that are asked to find them
_SAID = re.compile(
    r"(?:was|were|is)(?: also| first)? (?P<verb>\w+ed|born|built) (?P<how>by|in|at|on)"
)
Turn = Callable[[], AbstractContextManager[None]]  # had for each question that is asked
_PLACED = ("born", "built", "founded", "established", "located", "buried", "opened")


@dataclass(frozen=True, slots=True)
class FactAsked:
    """A fact as a question: about whom or what, how it asks, and what would be right."""

    subject: int
    verb: str
    word: str  # Who | When | Where
    object: int
    right: str

    def about(self, name: str) -> str:
        """The question about `name`."""
        if self.word == "Who":
            return f"Who {self.verb} {name}?"
        return f"{self.word} was {name} {self.verb}?"


def example_questions(index: Index, turn: Turn = nullcontext) -> list[str]:
    """Two hops first, then one; each was asked and answered right."""
    index = _by_rules(index)
    single = list(_facts_asked(index))
    by_subject = {one.subject: one for one in reversed(single) if one.word != "Who"}
    double = [
        (on.about(f"the person who {one.verb} {index.entities[one.subject].name}"), on.right)
        for one in single
        if one.word == "Who" and (on := by_subject.get(one.object)) and on.verb == "born"
    ]
    plain = [(one.about(index.entities[one.subject].name), one.right) for one in single]
    found = _answered(index, _spread(double, ASKED // 2), WANTED // 2, turn)
    found += _answered(index, _spread(plain, ASKED // 2), WANTED - len(found), turn)
    if len(found) < WANTED:
        two, one = ([(a.question, a.right) for a in some] for some in asked_facts(index))
        found = _answered(index, two[: ASKED // 2], WANTED // 2, turn) + found
        found += _answered(index, one[: ASKED // 2], WANTED - len(found), turn)
    if len(found) < WANTED:
        found += _answered(index, _what_is(index), WANTED - len(found), turn)
    return found


def kept_examples(folder: Path, index: Index, turn: Turn = nullcontext) -> list[str]:
    """The same, as they were found when this generation was last asked with these settings."""
    of = {
        "generation": index.generation,
        "settings": hashlib.sha256(repr(index.settings).encode()).hexdigest(),
    }
    for row in read_rows(folder / FILE):
        if {key: row.get(key) for key in of} == of:
            return [str(question) for question in row.get("questions", ())]
    found = example_questions(index, turn)
    try:
        change_rows(folder / FILE, lambda _: [{**of, "questions": found}])
    except OSError as error:  # found again the next time
        logging.getLogger(__name__).warning("example questions cannot be kept: %s", error)
    return found


def _by_rules(index: Index) -> Index:
    settings = without_model(index.settings)
    reading = replace(settings.reading, reader="extractive")
    return replace(index, settings=replace(settings, reading=reading))


def _facts_asked(index: Index) -> Iterator[FactAsked]:
    """The facts that a passage states of what it is about, as far as they can be asked."""
    seen = set()
    for fact, predicate in enumerate(index.predicates):
        said = _SAID.fullmatch(predicate)
        subject, object_ = int(index.fact_subject[fact]), int(index.fact_object[fact])
        about = int(index.view.about[int(index.fact_passage[fact])])
        if said is None or about != subject or object_ < 0:
            continue
        word = _word(said["verb"], said["how"], index.entities[object_].kind)
        if word and (subject, word) not in seen:
            seen.add((subject, word))
            yield FactAsked(subject, said["verb"], word, object_, index.entities[object_].name)


def _word(verb: str, how: str, kind: str) -> str:
    """The question word that the fact answers; none where it is not clear."""
    if how == "by":
        return "Who" if verb not in ("born", "built") and kind == "name" else ""
    if kind == "date":
        return "When"
    return "Where" if verb in _PLACED and kind == "name" else ""


def _answered(index: Index, asked: Iterable[tuple[str, str]], wanted: int, turn: Turn) -> list[str]:
    """Those whose answer holds what would be right, until there are enough."""
    found: list[str] = []
    for question, right in asked:
        if len(found) == wanted:
            break
        with turn():
            answer = ask(index, question)
        said = answer.text or " ".join(cited.text for cited in answer.citations)
        if not answer.abstained and fold(right) in fold(said):
            found.append(question)
    return found


def _what_is(index: Index) -> list[tuple[str, str]]:
    """What the things are that passages are about, evenly over the index."""
    things = dict.fromkeys(int(entity) for entity in index.view.about if entity >= 0)
    names = [index.entities[thing].name for thing in things]
    return _spread([(f"What is {name}?", "") for name in names if len(name) < 60], ASKED)


def _spread(rows: list[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """At most so many of them, evenly from first to last."""
    return rows[:: max(1, len(rows) // most)][:most]
