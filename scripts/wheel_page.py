"""Open the page that an installed wheel serves, as a browser would: theme, safety and words.

Run by the environment under test, with the page's address (127.0.0.1:PORT) and app/streamlit.toml;
needs nothing that the page does not bring.
"""

from __future__ import annotations

import socket
import sys
import tomllib
from pathlib import Path
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

COLOURS = {
    "primaryColor": "primary_color",
    "backgroundColor": "background_color",
    "secondaryBackgroundColor": "secondary_background_color",
    "textColor": "text_color",
}
SECONDS = 30


def main(address: str, settings: Path) -> None:
    """Fail with a sentence when the page is not as it should be."""
    table = tomllib.loads(settings.read_text(encoding="utf-8"))
    messages = visit(address)
    start = next(m.new_session for m in messages if m.WhichOneof("type") == "new_session")
    for kind in ("light", "dark"):
        theme: Any = getattr(start.custom_theme, kind)
        for name, field in COLOURS.items():
            wanted, found = table["theme"][kind][name], getattr(theme, field)
            assert found == wanted, f"theme.{kind}.{name} is {found!r}, not {wanted!r}"
    assert not start.config.gather_usage_stats, "telemetry is on"
    words = "".join(str(message.delta) for message in messages)
    assert "Ask your documents" in words, "the page does not show its heading"
    assert "gr-card gr-error" not in words, "the page shows an error"
    assert not any(m.delta.new_element.WhichOneof("type") == "exception" for m in messages), (
        "the page raised an exception"
    )
    refuse_a_foreign_name(address)


def visit(address: str) -> list[ForwardMsg]:
    """Everything the server sends to a visitor until the page stands."""
    messages = []
    with connect(
        f"ws://{address}/_stcore/stream", origin=f"http://{address}", max_size=None
    ) as line:
        ask = BackMsg()
        ask.rerun_script.query_string = ""
        line.send(ask.SerializeToString())
        while True:
            message = ForwardMsg.FromString(line.recv(SECONDS))
            messages.append(message)
            if message.WhichOneof("type") == "script_finished":
                return messages


def refuse_a_foreign_name(address: str) -> None:
    """A page elsewhere that resolves its own name to this machine must not get in."""
    host, port = address.split(":")
    known = socket.create_connection((host, int(port)), SECONDS)
    try:
        with connect("ws://elsewhere.test/_stcore/stream", sock=known):
            raise AssertionError("a foreign name of this machine is let in")
    except InvalidStatus as refusal:
        assert refusal.response.status_code == 403, refusal


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
