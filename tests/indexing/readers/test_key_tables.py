"""Tables of keys and values: each row is a field."""

import pytest

from tests.indexing.readers.one_document import only

HEAD = "| {0} | {1} |\n| --- | --- |\n| Width | 14 feet |\n| Sails | 2 |\n"


@pytest.mark.parametrize("heads", [("Parameter", "Value"), ("Property", "Details"), ("", "Value")])
def test_what_heads_any_keys_is_not_said(heads):
    document = only("skiff.md", "The boat.\n\n" + HEAD.format(*heads))
    assert document.text == "The boat.\n\nWidth: 14 feet.\n\nSails: 2."


@pytest.mark.parametrize("heads", [("Part", "Value"), ("Parameter", "Meaning")])
def test_other_heads_are_said(heads):
    document = only("skiff.md", "The boat.\n\n" + HEAD.format(*heads))
    assert f"{heads[0]}: Width; {heads[1]}: 14 feet." in document.text


def test_keys_that_come_again_are_no_keys():
    rows = HEAD.format("Item", "Value") + "| Width | 3 feet |\n"
    assert "Item: Width; Value: 3 feet." in only("skiff.md", "The boats.\n\n" + rows).text
