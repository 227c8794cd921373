"""The JSON promised to scripts: exact keys, plain values."""

from __future__ import annotations

import json

import numpy as np
import pytest

from graphrag.cli.shapes import ask_shape, number, search_shape, to_json
from graphrag.datatypes import Answer, Retrieval


def test_search_has_exactly_the_promised_keys(retrieval: Retrieval) -> None:
    shape = search_shape(retrieval)
    keys = "question route passages seeds paths timings_ms notes understanding steps model_use"
    assert list(shape) == keys.split()
    assert list(shape["passages"][0]) == [
        *("id", "title", "section", "page", "before", "after", "text", "score", "parts"),
        *("sentences", "metadata"),
    ]
    assert list(shape["passages"][0]["sentences"][0]) == ["text", "start", "end", "score"]
    assert list(shape["seeds"][0]) == ["entity", "weight", "source"]
    assert list(shape["paths"][0][0]) == ["source", "relation", "target", "passage_id", "sentence"]


def test_offsets_point_at_the_sentence(retrieval: Retrieval) -> None:
    for passage in search_shape(retrieval)["passages"]:
        for sentence in passage["sentences"]:
            assert passage["text"][sentence["start"] : sentence["end"]] == sentence["text"]


def test_ask_adds_its_keys_and_its_own_timings(answer: Answer) -> None:
    shape = ask_shape(answer)
    added = set(shape) - set(search_shape(answer.retrieval))
    own = {"answer", "abstained", "form", "confidence", "reader", "note", "read_as", "claims",
           "citations"}  # fmt: skip
    assert added == own
    assert list(shape["citations"][0]) == [
        *("passage_id", "title", "section", "page", "start", "end", "text", "values", "metadata"),
    ]
    assert shape["timings_ms"] == {"link": 2.0, "pagerank": 5.0, "read": 3.0}


def test_numpy_scalars_become_numbers() -> None:
    assert json.loads(to_json({"a": number(np.float32(0.5))})) == {"a": 0.5}


def test_unicode_is_kept_where_the_encoding_can_write_it() -> None:
    assert to_json("Škoda", encoding="utf-8") == '"Škoda"'
    assert to_json("Škoda", encoding="ascii") == '"\\u0160koda"'
    assert to_json("\ud800", encoding="utf-8") == '"\\ud800"'


def test_a_number_that_is_not_finite_is_refused() -> None:
    with pytest.raises(ValueError):
        to_json({"score": float("nan")})
