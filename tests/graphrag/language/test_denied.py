"""What a question denies."""

import pytest

from graphrag.language.denied import denied_in


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("Which rooms have no window?", "window"),
        ("Who does not speak Norse?", "speak Norse"),
        ("Which boats have never been painted?", "been painted"),
        ("Which masters don't have a boat, and why?", "have a boat"),
        ("Which huts are without a stove?", "stove"),
        ("Which boats are still unpainted?", "painted"),
        ("Which rooms have a window?", ""),
        ("Does the hut have no stove?", ""),
        ("Who is no longer in office?", "in office"),
        ("Which huts are not only dry but warm?", ""),
    ],
)
def test_denied_in(question: str, what: str) -> None:
    assert denied_in(question) == what
