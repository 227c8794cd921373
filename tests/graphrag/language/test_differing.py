"""What questions ask the difference of."""

import pytest

from graphrag.language.differing import differing_in


@pytest.mark.parametrize(
    ("question", "things", "topic"),
    [
        ("What changed between version 1 and version 2 of the hut rules?",
         "version 1 and version 2 of the hut rules", ""),
        ("What has changed in the hut rules between 2019 and 2021?",
         "2019 and 2021 the hut rules", ""),
        ("What is the difference between the old and the new rules about dogs?",
         "the old and the new rules", "dogs"),
        ("How do the rules of 2019 and 2021 differ on fires?",
         "the rules of 2019 and 2021", "fires"),
        ("How does the Heron differ from the Tern?", "the Heron from the Tern", ""),
        ("Compare the Heron with the Tern.", "the Heron with the Tern", ""),
        ("What is the difference in price between the Heron and the Tern?",
         "the Heron and the Tern", "price"),
    ],
)  # fmt: skip
def test_differing_in(question: str, things: str, topic: str) -> None:
    found = differing_in(question)
    assert found is not None and (found.things, found.topic) == (things, topic)


def test_other_questions_ask_no_difference() -> None:
    for question in ("What did the change cost?", "Which changes cost most?", "How is it done?"):
        assert differing_in(question) is None
