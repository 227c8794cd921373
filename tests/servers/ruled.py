"""Answers to extraction prompts from the rules, failures for chosen passages, and settings."""

import json
import re
from collections.abc import Callable

from eval.fake_llm.extraction_replies import by_rules as read_prompt
from eval.fake_llm.server import PromptRead
from graphrag.settings import Settings, update
from tests.servers.replies import Answer, chat, raw, respond
from tests.servers.server import FakeServer, Seen

_TITLE = re.compile(r"^Title: (.*)$", re.MULTILINE)


def title_of(seen: Seen) -> str:
    """The title of the passage that a prompt is about."""
    return _TITLE.search(seen.prompt)[1]


def wanted(seen: Seen) -> tuple[str, ...]:
    """What the reply is to hold."""
    return tuple(seen.schema["required"])


def ruled(seen: Seen) -> str:
    """The reply that the rules give."""
    return json.dumps(read_prompt(PromptRead(seen.prompt, wanted(seen))))


def by_rules(
    trouble: Callable[[Seen], Answer | None] = lambda seen: None,
) -> Callable[[Seen], Answer]:
    """Answers from the rules, but where `trouble` has something else to say."""

    def answer(seen: Seen) -> Answer:
        other = trouble(seen)
        return ruled(seen) if other is None else other

    return answer


def saying(*, entities: list, triples: list) -> Callable[[Seen], Answer]:
    """Always says the same."""
    known = {"entities": entities, "triples": triples}
    return lambda seen: json.dumps({name: known[name] for name in wanted(seen)})


def settings_for(server: FakeServer, extractor: str = "llm", **changes) -> Settings:
    """Settings that ask this server; values by section in `changes`."""
    table = {
        "extraction": {"extractor": extractor, **changes.pop("extraction", {})},
        "llm": {
            "model": "tiny",
            "base_url": server.address,
            "retries": 0,
            "timeout": 60.0,  # the rules load their model in the first reply
            "concurrency": 4,
            "max_tokens": 4096,
            **changes.pop("llm", {}),
        },
    }
    return update(Settings(), {**table, **changes})


def troubles() -> list[Answer]:
    """Eight ways to fail for one passage."""
    cut = '{"entities": ["Ada Lane", "The Lo'
    return [
        respond({"error": {"message": "boom"}}, status=500),
        respond("<html>bad gateway</html>", status=502),
        respond({"error": "no such thing"}),
        respond({"choices": []}),
        chat(cut),
        chat(cut, finish="length"),
        chat(None, finish="content_filter"),
        raw(reset=True),
    ]
