"""The tools, by a real MCP client: in this process, and as a command over standard input."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import mcp
import pytest

from app.tools import tool_server

ROOT = Path(__file__).parents[2]
QUESTION = "In which city did the author of the book Cybernetics die?"
NAMES = ["search", "ask", "explain", "entity", "documents"]


async def visit(server) -> dict[str, object]:
    """What each tool says."""
    async with mcp.Client(server) as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
        calls = {
            "search": {"question": QUESTION, "k": 2},
            "ask": {"question": QUESTION},
            "explain": {"question": QUESTION},
            "entity": {"name": "Norbert Wiener"},
            "documents": {},
        }
        found = {name: await client.call_tool(name, given) for name, given in calls.items()}
        refused = await client.call_tool("ask", {"question": ""})
        unknown = await client.call_tool("entity", {"name": "wiener of"})
    return {"names": names, "found": found, "refused": refused, "unknown": unknown}


def check(said: dict) -> None:
    assert said["names"] == NAMES
    shapes = {name: json.loads(one.content[0].text) for name, one in said["found"].items()}
    assert not any(one.is_error for one in said["found"].values())
    assert shapes["ask"]["answer"] == "Stockholm" and shapes["ask"]["evidence"]["branches"]
    assert len(shapes["search"]["passages"]) == 2 and shapes["explain"]["edges"]
    assert shapes["entity"]["name"] == "Norbert Wiener" and shapes["entity"]["facts"]
    assert shapes["documents"]["files"]["read"] == 130
    assert said["refused"].is_error and "question is empty" in said["refused"].content[0].text
    assert json.loads(said["unknown"].content[0].text) == {"entities": []}


def test_the_tools_in_this_process(monkeypatch: pytest.MonkeyPatch, sample_index: Path) -> None:
    monkeypatch.setenv("GRAPHRAG_INDEX", str(sample_index))
    check(asyncio.run(visit(tool_server())))


def test_the_tools_as_a_command(sample_index: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = ["-m", "graphrag", "mcp", "--index", str(sample_index)]
    check(asyncio.run(visit(mcp.StdioServerParameters(command=sys.executable, args=line,
                                                  env=environment))))  # fmt: skip
