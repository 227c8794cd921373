"""A lexicon's arrays say of all names at once what is said of one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graphrag.datatypes import Alias, Entity
from graphrag.storage.lexicon import (
    _all_letters,
    _letters,
    build_lexicon,
    lengths_of,
    pack_lexicon,
)
from graphrag.storage.owned_names import owned_names
from graphrag.storage.packing import pack_strings, unpack_strings
from graphrag.storage.row_list import RowList


@given(st.lists(st.text(max_size=5)))
def test_letters_of_all_texts_are_those_of_each(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    strings = unpack_strings("s", pack_strings("s", texts))
    assert _all_letters(strings).tolist() == [_letters(text) for text in texts]
    assert lengths_of(strings).tolist() == [len(text) for text in texts]


def test_a_bare_name_stands_for_every_title_that_shares_it() -> None:
    entities = [Entity("Tide (1950 film)", "title", 1), Entity("Tide (song)", "title", 1)]
    entities += [Entity("!?", "name", 1), Entity("Ada Lane", "name", 2)]
    aliases = [Alias(3, "A. Lane", "initials"), Alias(3, "Ada Lane", "name"), Alias(1, "", "name")]
    lexicon = build_lexicon(entities, aliases, ["Tide (song)", ""])
    assert dict(lexicon.entities_of) == {
        ("tide",): (0, 1),
        ("tide", "song"): (1,),
        ("tide", "1950", "film"): (0,),
        ("ada", "lane"): (3,),
        ("a", "lane"): (3,),
    }
    assert lexicon.is_title(("tide",)) and not lexicon.is_title(("tide", "1950", "film"))
    assert lexicon.longest == 3


def test_columns_give_what_rows_give() -> None:
    rows = [Entity("Ada", "name", 1), Entity("Orlov (town)", "title", 2)]
    columns = RowList(Entity, [e.name for e in rows], ["name", "title"], np.array([1, 2]), ["", ""])
    packed = [pack_lexicon(owned_names(some, []), []) for some in (rows, columns)]
    for one, other in zip(*(some.items() for some in packed), strict=True):
        assert one[0] == other[0] and np.array_equal(one[1], other[1])
    assert len(build_lexicon([], [], []).entities_of) == 0
