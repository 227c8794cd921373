"""A process that buys replies with several threads; the kill test starts and kills it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from graphrag.llm import open_llm
from graphrag.settings import LLM

SCHEMA = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}


def buy(section: LLM, file: Path, count: int, threads: int) -> None:
    """Ask for the replies 0, 1, 2, … in the order of their numbers."""
    with open_llm(section, file) as model, ThreadPoolExecutor(threads) as pool:

        def ask(number: int) -> int:
            value = model.structured(f"Number {number}?", SCHEMA, "number", stage="extraction")
            return int(value["n"])

        assert list(pool.map(ask, range(count))) == list(range(count))
