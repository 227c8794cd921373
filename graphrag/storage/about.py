"""What each passage is about: its title's entity, or the first name of a passage without one.

Encyclopaedia articles are called after what they are about. Notes, turns of a talk and sections are
not: "note 17" is named by no sentence, so nothing could ever link to it. Such a passage is taken to
be about the name that its first sentence names first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graphrag.datatypes import Entity
from graphrag.storage.row_list import value_at

Ints = NDArray[np.int32]


def about_entities(
    title_entity: Ints,
    named_in_text: NDArray[np.bool_],
    namesakes: Mapping[int, Sequence[int]],
    first_names: Callable[[int], Sequence[int]],
    first_sentence: Callable[[int], str],
    entities: Sequence[Entity],
) -> Ints:
    """(P,) an entity for each passage; -1 where title and first sentence hold none.

    Args:
        title_entity: (P,) -1 for a title without words.
        named_in_text: (E,) whether a sentence of any passage names the entity.
        first_names: the names in a passage's first sentence.
        first_sentence: its text.
    """
    telling = np.append(named_in_text, False)  # the last one: of a title without words
    for title, others in namesakes.items():
        telling[title] |= named_in_text[list(others)].any()
    about = title_entity.copy()
    for passage in np.flatnonzero(~telling[title_entity]).tolist():
        lead = _earliest(first_names(passage), first_sentence(passage), entities)
        if lead >= 0:
            about[passage] = lead
    return about


def _earliest(names: Sequence[int], text: str, entities: Sequence[Entity]) -> int:
    """The name that is written first, the longer one of two; -1 if none is written as it is."""
    low, said = text.lower(), [value_at(entities, name, "name") for name in names]
    places = [
        (low.find(one.lower()), -len(one), name) for one, name in zip(said, names, strict=True)
    ]
    found = [place for place in places if place[0] >= 0]
    return min(found)[2] if found else -1
