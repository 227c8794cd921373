"""A document as the answer: "which policy changed after the fire?" is answered by its title.

It is the one whose title has the noun that is asked for and which says most of the question in a
sentence that fits as well as any.
No train set asks so of titles that their text does not write: the shares were set by hand.
"""

from __future__ import annotations

import re

from graphrag.language.kinds import DOCUMENTS
from graphrag.language.words import root
from graphrag.reading.forms.quoting import sure
from graphrag.reading.material.material import Material
from graphrag.reading.material.sentences import leads_on
from graphrag.reading.pages.found import Finding, Found
from graphrag.retrieval.linking.asked_words import roots

_WHICH = re.compile(
    r"^\W*(?:in |under |by )?(?:which|what) (?:of (?:the|our) )?(?:[\w-]+ )??"
    rf"(?P<noun>{'|'.join(sorted(DOCUMENTS))})\b",
    re.IGNORECASE,
)
_BELOW = 1.5  # at most so far below the fittest sentence of all
_COVER = 0.3  # share of the question's other words that the page's sentence must have


def titled(material: Material) -> Finding | None:
    """The title of the page that says what is asked; None where no title has the noun."""
    scene = material.scene
    asked = _WHICH.match(scene.question.text)
    if asked is None:
        return None
    noun = root(asked["noun"].lower())
    told = [place for place in material.around if not leads_on(place)]
    fits = [
        place
        for place in told
        if place.fit >= told[0].fit - _BELOW and noun in roots(place.page.name)
    ]
    rest = roots(scene.question.text) - {noun}
    best = max(fits, key=lambda place: len(rest & roots(place.text)), default=None)
    if best is None or noun in roots(best.text):
        return None  # or the sentence may name it by itself
    cover = len(rest & roots(best.text)) / max(1, len(rest))
    step = Found(best.page, *best.span, best.fit)
    found = Finding(best.page.name, sure(cover), (step,), "span", named=True)
    return found if cover >= _COVER else None
