"""What a passage is about, with and without a telling title."""

import numpy as np
import pytest

from graphrag.datatypes import Entity
from graphrag.storage.about import about_entities

NAMES = ("note 1", "Harrow Mill", "Edda Lund", "Mill", "Harbor Mill (1902)")
ENTITIES = [Entity(name, "name", 1) for name in NAMES]
NOTE, HARROW, EDDA, MILL, HARBOR = range(5)


def about(title, text, names, said=(), namesakes=None):
    """Of one passage with that title and first sentence; `said` are named in some sentence."""
    named = np.isin(np.arange(len(ENTITIES)), [*names, *said])
    titles = np.array([title], np.int32)
    found = about_entities(
        titles, named, namesakes or {}, lambda _: names, lambda _: text, ENTITIES
    )
    return int(found[0])


TEXT = "Harrow Mill was built by Edda Lund."


@pytest.mark.parametrize(
    ("title", "text", "names", "wanted"),
    [
        (NOTE, TEXT, [EDDA, HARROW], HARROW),  # no sentence names "note 1"
        (-1, TEXT, [EDDA, HARROW], HARROW),  # no title at all
        (EDDA, TEXT, [EDDA, HARROW], EDDA),  # the title is named
        (NOTE, "harrow mill was built.", [HARROW], HARROW),  # in small letters
        (NOTE, "It was built.", [], NOTE),  # nothing better
        (-1, "It was built.", [], -1),
        (-1, "The mill of Lund, Edda", [EDDA], -1),  # written otherwise
        (NOTE, "Harrow Mill burnt down.", [MILL, HARROW], HARROW),  # not the name within it
    ],
)
def test_the_title_or_the_first_name(title, text, names, wanted):
    assert about(title, text, names) == wanted


def test_a_title_is_telling_where_its_bare_name_is_said():
    said = {"said": [MILL], "namesakes": {HARBOR: (MILL,)}}
    assert about(HARBOR, TEXT, [EDDA], **said) == HARBOR
    assert about(HARBOR, TEXT, [EDDA], namesakes={HARBOR: (MILL,)}) == EDDA


def test_the_title_entities_are_left_as_they_are():
    titles = np.array([NOTE], np.int32)
    named = np.zeros(len(ENTITIES), bool)
    about_entities(titles, named, {}, lambda _: [EDDA], lambda _: "Edda Lund", ENTITIES)
    assert titles.tolist() == [NOTE]
