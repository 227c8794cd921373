"""Keys in a table, and their numbers when some come and some go."""

import numpy as np

from graphrag.language.keys import name_key
from graphrag.storage.packing import pack_strings, unpack_strings
from indexing.key_table import KeyTable, renumbered

NAMES = ("Ada", "Ada Lane", "Ada M. Lane", "Adan Rook", "7 April 1920", "Łódź É Velm", "A. B. Rook")


def table_of(*names):
    texts = sorted(" ".join(name_key(name)) for name in names)
    return KeyTable(unpack_strings("keys", pack_strings("keys", texts)))


def test_texts_have_the_order_of_their_keys():
    table = table_of(*NAMES)
    assert list(table) == sorted(map(name_key, NAMES))
    assert [table.find(key) for key in table] == list(range(len(NAMES)))
    assert table.find(("lane",)) == -1


def test_keys_with_the_same_first_word_are_neighbours():
    table = table_of(*NAMES)
    assert table[table.beginning("ada")] == [("ada",), ("ada", "lane"), ("ada", "m", "lane")]
    assert table[table.beginning("ad")] == []


def test_what_is_seen_of_all_keys_at_once():
    table = table_of(*NAMES)
    said = {table[n]: (int(table.words[n]), bool(table.has_short_word[n]), bool(letter))
            for n, letter in enumerate(table.begins_with_letter)}  # fmt: skip
    assert said == {
        ("ada",): (1, False, True),
        ("ada", "lane"): (2, False, True),
        ("ada", "m", "lane"): (3, True, True),
        ("adan", "rook"): (2, False, True),
        ("7", "april", "1920"): (3, False, False),
        ("łódź", "é", "velm"): (3, True, False),
        ("a", "b", "rook"): (3, True, True),
    }


def test_numbers_after_a_change():
    table = table_of("Ada", "Bex", "Rho", "Ulm")
    stay = np.array([True, False, False, True])
    now = renumbered(table, stay, [("cora", "x"), ("rho",), ("ada",), ("zoe",)])
    assert list(now.table) == [("ada",), ("cora", "x"), ("rho",), ("ulm",), ("zoe",)]
    assert now.moved.tolist() == [0, -1, 2, 3]
    assert now.numbers([("zoe",), ("rho",), ("bex",), ("cora", "x"), ("no",)]) == [4, 2, -1, 1, -1]
    assert stay.tolist() == [True, False, False, True]
