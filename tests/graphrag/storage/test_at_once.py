"""What is done for very many strings at once is what is done for each."""

import zlib

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from graphrag.language.keys import name_key
from graphrag.storage import looked_up
from graphrag.storage.joined import joined_keys
from graphrag.storage.packing import pack_strings, unpack_strings

LETTERS = "aZ9 _-'`’\n\t\x1cäßÉ東京ก\u0301(the)"
NAMES = st.lists(st.one_of(st.text(max_size=8), st.text(LETTERS, max_size=12)), max_size=8)


@given(NAMES)
@example(["The", "the Tide", "The  B-52's", "O’Neill", "", "a_b", "Ünder\nThe", "AT&T."])
@example(["\n"])
@example([])
def test_keys(names):
    assert joined_keys(names) == [" ".join(name_key(name)) for name in names]


@given(NAMES)
@example(["", "x" * 70, "é" * 40, "y" * 64])
def test_hashes(names):
    names = [name.encode("utf-8", "replace").decode() for name in names]
    packed = pack_strings("s", names)
    found = looked_up.hashes_of(packed["s_bytes"], packed["s_ends"])
    assert found.tolist() == [zlib.crc32(name.encode()) for name in names]
    assert found.dtype == np.uint32


@given(NAMES, st.booleans())
@example(["é" * 300, "a", ""], False)
def test_strings(names, ascii_only):
    names = [name.encode("ascii" if ascii_only else "utf-8", "replace").decode() for name in names]
    strings = unpack_strings("s", pack_strings("s", names))
    assert list(strings) == names
    again = pack_strings("t", strings)
    assert unpack_strings("t", again) == names


def test_many_strings_are_made_in_several_goes(monkeypatch):
    monkeypatch.setattr("graphrag.storage.strings._AT_ONCE", 3)
    names = ["Ada", "Ünder", "", "東京", "Velm", "x" * 400, "Orlov"]
    assert list(unpack_strings("s", pack_strings("s", names))) == names


@given(NAMES)
@example([f"name {number}" for number in range(100)])
def test_each_string_is_found_by_its_text(names):
    names = list(dict.fromkeys(n.encode("utf-8", "replace").decode() for n in names))
    found = looked_up.LookedUp("s", looked_up.pack_looked_up("s", names))
    assert [found.find(name) for name in names] == list(range(len(names)))
    assert found.find("none of them, surely") == -1
