"""The default of an option that the question describes: the cell of the row that fits best.

    "Option: key_lifetime; Default: 180d; Meaning: API keys expire after this time."
    "How long do API keys live unless you change it?"                180d

No train set has such tables: the bounds and the confidence were set by hand.
"""

from __future__ import annotations

from graphrag.language.by_default import asks_default
from graphrag.language.words import root
from graphrag.reading.material.material import Material
from graphrag.reading.material.sentences import ReadSentence
from graphrag.reading.pages.found import Finding, Found, tidy
from graphrag.reading.tables.table_rows import FIELD
from graphrag.retrieval.linking.asked_words import roots

_DEFAULT = root("default")
_LEAST, _AHEAD = 1.5, 0.8  # fit of the row; how far ahead of other rows, behind the fittest place
_BEHIND = 2.0
_SURE, _HEARD = 0.35, 0.1  # confidence, and what each log-odds of the head adds
_MOST = 3.0


def default_of(material: Material) -> Finding | None:
    """The default that is asked for; None where none is, or two rows fit alike."""
    if not asks_default(material.scene.question.text):
        return None
    rows = [(place, cell) for place in material.around if (cell := _default(place)) is not None]
    if not rows:
        return None
    (best, cell), others = rows[0], rows[1:]
    second = max((one.fit for one, other in others if other.text != cell.text), default=0.0)
    least = max(_LEAST, second + _AHEAD, material.around[0].fit - _BEHIND)
    if best.fit < least:
        return None
    sure = _SURE + _HEARD * max(0.0, min(_MOST, best.heard))
    return Finding(tidy(cell.text), sure, (cell,), "span", named=True)


def _default(place: ReadSentence) -> Found | None:
    """The cell of a row's default; None of others."""
    start, end = place.span
    for field in FIELD.finditer(place.page.text[start:end]):
        if _DEFAULT in roots(field["column"]) and field["cell"].strip():
            return Found(
                place.page, start + field.start("cell"), start + field.end("cell"), place.fit
            )
    return None
