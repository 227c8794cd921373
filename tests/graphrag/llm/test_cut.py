"""No cut of an answer becomes a value: fifty answers, each cut at every byte, on the whole way
from the socket to the caller and, where that takes too long, through the same parser.
"""

import json
import random

import pytest

from graphrag.errors import LLMError
from graphrag.llm import open_llm
from graphrag.llm.failures import Unusable
from graphrag.llm.ladder import fitting
from graphrag.llm.replies import read_chat
from tests.servers.in_turn import in_turn
from tests.servers.replies import chat, completion, respond
from tests.servers.server import FakeServer

STRINGS = {"type": "array", "items": {"type": "string"}, "minItems": 3, "maxItems": 3}
SCHEMA = {
    "type": "object",
    "properties": {"triples": {"type": "array", "items": STRINGS}},
    "required": ["triples"],
    "additionalProperties": False,
}
WORDS = ["Ada", "wrote", "a “note”", "born in", "Łódź", "1815", "{", '"]', "\\", "\n", "[]", "é"]


def answers() -> list[str]:
    """Fifty answers as models write them: compact, spaced, in a fence, after thoughts."""
    chance = random.Random(3)
    written = []
    for number in range(50):
        triples = [[chance.choice(WORDS) for _ in range(3)] for _ in range(chance.randint(0, 3))]
        value = {"triples": triples}
        indent = chance.choice([None, 1])
        text = json.dumps(value, ensure_ascii=number % 2 == 0, indent=indent)
        frame = ["{}", "```json\n{}\n```", "<think>hm {{}}</think>\n{}", " {}\n\n"][number % 4]
        written.append(frame.replace("{{}}", "[]").replace("{}", text))
    return written


def value_of(text: str) -> object:
    """What structured() makes of a reply's text; None: nothing."""
    try:
        reply = read_chat(json.dumps(completion(text)).encode())
        return json.loads(fitting(reply.text, SCHEMA))
    except (Unusable, ValueError):
        return None


def test_no_cut_of_fifty_answers_gives_another_value():
    accepted = cuts = 0
    for answer in answers():
        whole = value_of(answer)
        assert whole is not None
        raw = answer.encode()
        for length in range(len(raw)):
            cuts += 1
            found = value_of(raw[:length].decode("utf-8", "replace"))
            # What is cut off may be space or the fence's last mark: then the value is the same.
            accepted += found is not None and found != whole
    assert cuts > 3000
    assert accepted == 0


def test_no_cut_of_fifty_response_bodies_gives_a_reply():
    for answer in answers():
        raw = json.dumps(completion(answer)).encode()
        for length in range(len(raw)):
            with pytest.raises(Unusable):
                read_chat(raw[:length])


@pytest.mark.parametrize("step", [7])
def test_the_same_over_a_socket(step: int):
    """Every seventh byte of four answers, as text cut by the model and as a body cut on the way."""
    answer = json.dumps({"triples": [["Ada", "wrote", "notes"], ["a", "b", "c"]]})
    raw = json.dumps(completion(answer)).encode()
    cuts = [chat(answer[:length]) for length in range(1, len(answer), step)]
    cuts += [respond(raw[:length]) for length in range(0, len(raw), 2 * step)]
    for cut in cuts:
        with FakeServer(in_turn(cut)) as server, open_llm(server.section(retries=0)) as model:
            with pytest.raises(LLMError):
                model.structured("Find.", SCHEMA, "triples")
