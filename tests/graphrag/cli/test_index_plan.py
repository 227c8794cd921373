"""How a plan of what a language model would cost is told."""

import pytest

from graphrag.cli.index import duration, plan_rows, render_plan
from graphrag.settings import load_settings
from indexing.llm.estimate import Estimate


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (89.4, "89 s"), (90, "2 min"), (149, "2 min"), (5399, "90 min"), (5400, "1.5 h"),
     (9000, "2.5 h")],
)  # fmt: skip
def test_seconds_in_words(seconds, said):
    assert duration(seconds) == said


def plan(**fields):
    given = {"passages": 1200, "new": 7, "calls": 14, "prompt_tokens": 2000,
             "completion_tokens": 500, "seconds": 30.0, "cost": 0.25, "priced": True}  # fmt: skip
    return Estimate(**{**given, **fields})


def test_a_plan_with_prices_and_without():
    section = load_settings(None, ("llm.price_prompt=1.5", "llm.price_completion=2")).llm
    rows = dict(plan_rows(plan(), section))
    assert rows["passages"] == "1,200, of which 7 are to be read" and rows["calls"] == "14"
    assert rows["tokens"] == "about 2,000 in prompts and 500 in replies"
    assert rows["money"] == "about 0.2500, at 1.5 and 2 a million tokens"
    assert rows["time"].startswith("about 30 s, ")
    assert "price_prompt" in dict(plan_rows(plan(priced=False), section))["money"]


def test_a_plan_that_asks_nobody():
    said = render_plan(plan(calls=0, new=0), load_settings())
    assert said == (
        "1,200 passages, 0 of them new; no language model would be asked. Nothing was written."
    )
    assert render_plan(plan(), load_settings()).count("\n") == 5
