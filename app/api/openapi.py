"""The API as an OpenAPI 3.1 document, written from one table."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _object(*required: str, **properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required or properties)}


TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
FLAG: Schema = {"type": "boolean"}
ANY: Schema = {"type": "object"}

HOP = _object(source=TEXT, relation=TEXT, target=TEXT, passage_id=TEXT, sentence=TEXT)
DRAWN_HOP = _object(**HOP["properties"], backward=FLAG)
CITATION = _object(
    passage_id=TEXT, title=TEXT, section=TEXT, page=COUNT, start=COUNT, end=COUNT, text=TEXT,
    values=_list(TEXT), metadata=ANY,
)  # fmt: skip
PASSAGE = _object(
    id=TEXT, title=TEXT, section=TEXT, page=COUNT, before=TEXT, after=TEXT, text=TEXT,
    score=NUMBER, parts=ANY, sentences=_list(ANY), metadata=ANY,
)  # fmt: skip
SEARCH = _object(
    question=TEXT, route=TEXT, passages=_list(PASSAGE), seeds=_list(ANY),
    paths=_list(_list(HOP)), timings_ms=ANY, notes=_list(TEXT), understanding={},
    steps=_list(ANY), model_use=_list(ANY),
)  # fmt: skip
SOURCE = _object(
    number=COUNT, passage_id=TEXT, title=TEXT, section=TEXT, page=COUNT, file=TEXT,
    cited=_list(TEXT),
)  # fmt: skip
ANSWER = _object(
    **SEARCH["properties"], answer=TEXT, abstained=FLAG, form=TEXT, confidence=NUMBER,
    reader=TEXT, note=TEXT, read_as={}, claims=_list(ANY), citations=_list(CITATION),
    evidence=_object(branches=_list(_list(DRAWN_HOP)), sources=_list(SOURCE)),
)  # fmt: skip
EXPLANATION = _object(**SEARCH["properties"], edges=_list(ANY))
STATS = _object(
    documents=COUNT, passages=COUNT, sentences=COUNT, entities=COUNT, facts=COUNT, edges=ANY,
    embedder=TEXT, extractor=TEXT, generation=COUNT, failures=_list(ANY),
    passage_failures=_list(ANY),
)  # fmt: skip
DOCUMENTS = _object(files=ANY, folders_skipped=COUNT, met=_list(ANY), lost=_list(ANY))
NAMED = _object(name=TEXT, kind=TEXT, passages=COUNT)
CARD = _object(
    name=TEXT, kind=TEXT, aliases=_list(TEXT), facts=_list(ANY), neighbours=_list(ANY),
    passages=_list(ANY), fact_count=COUNT, passage_count=COUNT,
)  # fmt: skip
ERROR = _object(error=_object(type=TEXT, message=TEXT))
K = {"type": "integer", "minimum": 1, "maximum": 1000, "default": 5}
HISTORY = {
    **_list(_object("question", question=TEXT, answer=TEXT)),
    "maxItems": 20,
    "description": "The turns before in a conversation, the oldest first: each question as it was "
    "read (read_as.question), and its answer.",
}
STREAM = {
    **FLAG,
    "description": "Answer with server-sent events: `stage` {stage, ms} when one has ended, "
    "`piece` {text} with what a language model writes, at the end `answer`, an Answer, or `error`, "
    "an Error.",
}


def _question(**more: Schema) -> Schema:
    """What may be sent with a question, and nothing else."""
    text = {**TEXT, "minLength": 1, "maxLength": 2000}
    where = {**_list(TEXT), "description": "Conditions such as folder=minutes, date>=2020."}
    sent = _object("question", question=text, where=where, **more)
    return {**sent, "additionalProperties": False}


SCHEMAS: dict[str, Schema] = {
    "Question": _question(k=K), "Asked": _question(stream=STREAM, history=HISTORY),
    "Answer": ANSWER, "Search": SEARCH,
    "Explanation": EXPLANATION, "Stats": STATS, "Documents": DOCUMENTS,
    "Entities": _object(entities=_list(NAMED)), "Entity": CARD,
    "Way": _object(hops=_list(DRAWN_HOP)),
    "Health": _object(status=TEXT, generation=COUNT), "Error": ERROR,
}  # fmt: skip

# method, address, what it does, schema of the body, schema of the answer, parameters
TABLE: tuple[tuple[str, str, str, str, str, tuple[tuple[str, str, bool], ...]], ...] = (
    ("post", "/api/ask", "Answer a question, with citations and evidence", "Asked", "Answer", ()),
    ("post", "/api/search", "Find the passages for a question", "Question", "Search", ()),
    ("post", "/api/explain", "Say why they were found", "Question", "Explanation", ()),
    ("get", "/api/stats", "Count what the index holds", "", "Stats", ()),
    ("get", "/api/documents", "List every file met, and what became of it", "", "Documents", ()),
    ("get", "/api/entities", "Find things by a part of their name", "", "Entities",
     (("q", "query", True), ("limit", "query", False))),
    ("get", "/api/entities/{name}", "Everything about one thing", "", "Entity",
     (("name", "path", True),)),
    ("get", "/api/way", "The statements that join two things", "", "Way",
     (("from", "query", True), ("to", "query", True))),
    ("get", "/health", "Whether questions can be asked", "", "Health", ()),
)  # fmt: skip


def document() -> dict[str, Any]:
    """The document."""
    paths: dict[str, dict[str, Any]] = {}
    for method, address, said, body, answer, parameters in TABLE:
        found: dict[str, Any] = {
            "summary": said,
            "operationId": f"{method}_{address.strip('/').replace('/', '_').strip('{}')}",
            "responses": {
                "200": {"description": said, "content": _json(answer)},
                "default": {"description": "What went wrong", "content": _json("Error")},
            },
        }
        if body:
            found["requestBody"] = {"required": True, "content": _json(body)}
        if parameters:
            found["parameters"] = [
                {"name": name, "in": where, "required": required, "schema": TEXT}
                for name, where, required in parameters
            ]
        paths.setdefault(address, {})[method] = found
    return {
        "openapi": "3.1.0",
        "info": {"title": "graphrag", "version": "1", "summary": "Multi-hop question answering"},
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }


def _json(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
