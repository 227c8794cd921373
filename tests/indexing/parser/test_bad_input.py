"""Text that is none, or without end: no crash, and in good time."""

import time

import pytest

from tests.indexing.parser.parsed import told

TEXTS = {
    "nothing": "",
    "white space": " \n\t ",
    "marks": "?!.,;:" * 200,
    "entities": "&#" * 4000,
    "brackets": "((((" * 500 + "Ada Lane" + "))))" * 500 + ".",
    "controls": "Ada\x00 Lane\x07 founded\u200b the Polar Club.",
    "a sentence without end": "Ada Lane saw Velm and " * 3000,
    "colons": "a: b; " * 3000,
    "fields": "A: b\n" * 3000,
    "lone surrogates of other scripts": "𝔄𝔡𝔞 founded 北京. 王小明创办了红星工厂。",
}


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_is_too_bad(name: str):
    begun = time.process_time()
    assert isinstance(told(TEXTS[name], "Ada Lane"), list)
    assert time.process_time() - begun < 20


def test_time_grows_with_length():
    one = "Ada Lane met Jon Rook in Velm. "
    spent = []
    for times in (200, 800):
        begun = time.process_time()
        assert len(told(one * times)) >= times
        spent.append(time.process_time() - begun)
    assert spent[1] < 12 * spent[0]
