"""Answers by the stage that asks: each request carries a schema, and its name is the stage's."""

import json
from collections.abc import Callable
from typing import Any

from tests.servers.replies import Answer, chat, respond
from tests.servers.server import Seen

Reply = dict[str, Any] | str | int | Callable[[str], Any]


def by_stage(**replies: Reply) -> Callable[[Seen], Answer]:
    """Replies to each stage with what `replies` holds for it; HTTP 500 to all others.

    A dict is sent as JSON, a string as it stands, a number as an HTTP error, and a function is
    called with the prompt and may return any of these.
    """

    def answer(seen: Seen) -> Answer:
        reply = replies.get(seen.stage, 500)
        if callable(reply):
            reply = reply(seen.question)
        if isinstance(reply, int):
            return respond({}, status=reply)
        text = reply if isinstance(reply, str) else json.dumps(reply)
        counted = {
            "prompt_tokens": len(seen.question) // 4,
            "completion_tokens": len(text) // 4,
        }
        return chat(text, usage=counted)

    return answer
