"""Whether the servers that the settings name answer: one short question each, kept nowhere."""

from __future__ import annotations

import dataclasses
import json
import os
import time
from urllib.error import URLError
from urllib.request import Request, urlopen

from graphrag.errors import GraphRAGError
from graphrag.llm import open_llm
from graphrag.settings import LLM, Store

PATIENCE = 10.0  # seconds
QUESTION = "Answer with the one word yes."


def model_says(section: LLM) -> str:
    """What the model's server answers, in a sentence.

    Raises:
        GraphRAGError: it does not, and why.
    """
    patience = min(PATIENCE, section.timeout)
    began = time.perf_counter()
    with open_llm(dataclasses.replace(section, timeout=patience, retries=0)) as model:
        reply = model.complete(QUESTION, stage="test")
    took = time.perf_counter() - began
    said = " ".join(reply.text.split())[:80]
    return f"{section.model} answered “{said}” after {took:.1f} s."


def store_says(section: Store) -> str:
    """What the Qdrant server answers, in a sentence.

    Raises:
        GraphRAGError: it does not, and why.
    """
    key = os.environ.get("QDRANT_API_KEY", "")
    if not section.url.startswith(("http://", "https://")):
        raise GraphRAGError("store.url is no address of a server")
    request = Request(section.url, headers={"api-key": key} if key else {})  # noqa: S310 (above)
    try:
        with urlopen(request, timeout=PATIENCE) as reply:  # noqa: S310
            told = json.loads(reply.read(10_000))
    except (URLError, OSError, ValueError) as error:
        raise GraphRAGError(f"{section.url} does not answer as a Qdrant server: {error}") from error
    if not isinstance(told, dict) or "qdrant" not in str(told.get("title", "")).lower():
        raise GraphRAGError(f"{section.url} is a server, but no Qdrant server")
    return f"Qdrant {str(told.get('version', ''))[:20]} answers."
