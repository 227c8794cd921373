"""Who holds an office now, who came before or after, where the pages tell of a change.

A table says that Tilda Varn is chief physician, a bulletin that Renata Sool succeeded her: asked
who is, the answer is Renata Sool, and both are cited. Where only the end is told, nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphrag.language.dates import MONTHS
from graphrag.language.keys import fold, name_key
from graphrag.language.names import Stretch
from graphrag.language.successions import Succession, successions
from graphrag.reading.material.scene import Scene
from graphrag.reading.pages.found import Finding, Found
from graphrag.reading.pages.page import Page
from graphrag.reading.told.in_force import NOW
from graphrag.retrieval.linking.asked_words import roots

_IS = re.compile(r"\W*who(?: is|['’]s|se) (?!(?:the )?(?:former|previous|old)\b)", re.IGNORECASE)
_IS_STILL = re.compile(r"\W*(?:is|does) ", re.IGNORECASE)
_BEFORE = re.compile(
    r"\W*who (?:was|had been|held|served) .*\bbefore\b|\bpredecessor\b"
    r"|\W*whom? did .* (?:succeed|replace|follow|take over from|relieve)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\W*who (?:has |was |will |then )*(?:succeed\w*|replace[sd]?|follow(?:s|ed)?|came after"
    r"|took over from|takes over from)\b|\bsuccessor\b",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)}) ", re.IGNORECASE)
ENDED = "What one passage says was over by another."
_SURE = 0.7  # of a change that the office asked for is named with
_COVERED = 0.5  # share of the question that a sentence must have where nobody else was found
_CHAIN = 4  # changes after each other


@dataclass(frozen=True, slots=True)
class _Change:
    """A change, and the sentence that tells it."""

    change: Succession
    page: Page
    start: int

    def found(self, name: str) -> Found:
        """Where the sentence writes a name of it."""
        at = self.page.text.index(name, self.start)
        return Found(self.page, at, at + len(name), 1.0)


def with_changes(finding: Finding | None, scene: Scene) -> Finding | None:
    """The finding, or what the changes that the pages tell make of it."""
    question = scene.question.text
    if _IS_STILL.match(question) and finding is not None and finding.form == "yes-no":
        return _still(finding, scene)
    if scene.wanted.wh != "who" or (finding is not None and finding.form != "span"):
        return finding
    for asks, known, sought in ((_AFTER, "old", "new"), (_BEFORE, "new", "old")):
        if asks.search(question):
            return _beside(finding, scene, known, sought)
    return _now(finding, scene) if _IS.match(question) else finding


def _beside(finding: Finding | None, scene: Scene, known: str, sought: str) -> Finding | None:
    """Who came before or after the one whom the question names."""
    for told in _told(scene):
        one, other = getattr(told.change, known), getattr(told.change, sought)
        if one and other and _is_written(one, scene.question.text) and _fits(told, scene):
            if finding is not None and _same(finding.text, other):
                return finding
            return Finding(other, _SURE, (told.found(one), told.found(other)), "span")
    return finding


def _now(finding: Finding | None, scene: Scene) -> Finding | None:
    """Who came after the one found, or in office at all; nobody where only an end is told."""
    now = NOW.search(scene.question.text) is not None
    told = [
        one
        for one in _told(scene)
        if _fits(one, scene) and (now or one.change.new or one.change.role)
    ]
    if finding is None or not any(_is_old(one, finding.text) for one in told):
        new = next((one for one in told if _is_meant(one, told, scene)), None)
        asks = now or re.search(r"\bnew\b", scene.question.text)
        if new is None or not asks or (finding and _same(new.change.new, finding.text)):
            return finding
        return Finding(new.change.new, _SURE, (new.found(new.change.new),), "span")
    held = finding
    for _ in range(_CHAIN):
        after = next((one for one in told if _is_old(one, held.text)), None)
        if after is None:
            break
        name = after.change.new
        steps = (*held.steps, after.found(name or after.change.old))
        if not name:
            return replace(held, confidence=0.0, steps=steps, caveat=ENDED)
        held = Finding(name, max(_SURE, held.confidence), steps, "span")
    return held


def _still(finding: Finding, scene: Scene) -> Finding:
    """No, where the one asked about is told to have left the office asked about."""
    for told in _told(scene):
        old, role = told.change.old, told.change.role
        if old and role and _is_written(old, scene.question.text) and _fits(told, scene):
            steps = (*finding.steps, told.found(old))
            sure = max(_SURE, finding.confidence)
            return replace(finding, text="no", confidence=sure, steps=steps)
    return finding


def _told(scene: Scene) -> Iterator[_Change]:
    """All changes that the pages tell; of "On 2 May Ada Lane" the name is Ada Lane."""
    for page in scene.pages:
        for start, end in page.sentences:
            names = [name for name in page.names if start <= name.start and name.end <= end]
            own = []
            for first, past in names:
                opens = _MONTH.match(page.text, first, past)
                own.append(Stretch((opens.end() if opens else first) - start, past - start))
            for change in successions(page.text[start:end], own):
                yield _Change(change, page, start)


def _is_meant(told: _Change, others: list[_Change], scene: Scene) -> bool:
    """Somebody came into the office asked for, and nobody came after."""
    page, name = told.page, told.change.new
    if not (name and told.change.role) or any(_is_old(other, name) for other in others):
        return False
    start, end = page.sentences[page.sentence_at(told.start)]
    return scene.share(roots(f"{page.name} {page.text[start:end]}")) >= _COVERED


def _is_old(told: _Change, name: str) -> bool:
    return told.change.old != "" and _same(told.change.old, name)


def _fits(told: _Change, scene: Scene) -> bool:
    """The office is the one asked for, as far as both say which."""
    role = roots(told.change.role)
    asked = roots(NOW.sub(" ", scene.question.outside_anchors()).replace(" new ", " "))
    if not role:
        return True
    return role <= roots(scene.question.text) or (bool(asked) and asked <= role)


def _is_written(name: str, text: str) -> bool:
    return any(word in fold(text).split() for word in name_key(fold(name))[-1:])


def _same(one: str, other: str) -> bool:
    """One of two names has all words of the other."""
    own, others = (set(name_key(fold(name))) for name in (one, other))
    return bool(own and others) and (own <= others or others <= own)
