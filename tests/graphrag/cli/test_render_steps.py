"""Steps without a language model, as text: what was asked and learned, no reason to end."""

from __future__ import annotations

from graphrag.cli.render_model import step_block
from graphrag.datatypes import Claim, Step


def test_steps_that_end_by_themselves_give_no_reason() -> None:
    first = Step("Which town?", ("a",), (Claim("Orme", ()),), (), "Who led Orme?", "within")
    last = Step("Who led Orme?", ("b",), (), (), "", "")
    said = step_block([first, last])
    assert "1. Which town?" in said and "2. Who led Orme?" in said and "Ended" not in said
    stopped = Step("Who led Orme?", ("b",), (), (), "", "step limit")
    assert "Ended here: step limit." in step_block([first, stopped])
