"""What the baseline's list of triples holds beside the parsed facts."""

from dataclasses import replace

import numpy as np
import pytest

from eval.baselines.triples import triples_of


@pytest.fixture
def unparsed(tiny_index):
    """An index whose sentences state nothing, but join names."""
    names = ("fact_subject", "fact_object", "fact_sentence", "predicates")
    return replace(tiny_index, **{name: getattr(tiny_index, name)[:0] for name in names})


def test_what_a_fact_states_is_not_told_again(tiny_index):
    triples = triples_of(tiny_index)
    assert len(tiny_index.join_subject) > 0
    assert np.array_equal(triples.subject, tiny_index.fact_subject)
    assert np.array_equal(triples.object, tiny_index.fact_object)


def test_joins_without_a_fact_are_told_in_the_words_before_the_second_name(unparsed):
    triples = triples_of(unparsed)
    names = [entity.name for entity in unparsed.entities]
    assert triples.subject.tolist() == unparsed.join_subject.tolist()
    for subject, object_, text in zip(triples.subject, triples.object, triples.texts, strict=True):
        assert text.startswith(f"{names[subject]} ")
        assert text.endswith(f" {names[object_]}")
    assert "The Long Tide is a novel by Ada Lane" in triples.texts
