"""The addresses of the API; each calls graphrag once and prints what the command line would."""

from __future__ import annotations

from dataclasses import asdict

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from app.api.answers import card_shape, error_answer, error_shape, json_answer, spoken
from app.api.openapi import document
from app.api.requests import ASKED, SEARCHED, Keys, SentQuestion, TooLarge, read_wanted
from app.desk import desk
from graphrag.answering import ask
from graphrag.cli.accounts import accounts_shape
from graphrag.cli.shapes import answered_shape, hop_shape, number, search_shape
from graphrag.cli.stats import stats_shape
from graphrag.errors import QuestionError
from graphrag.evidence.answer_evidence import evidence_of
from graphrag.evidence.entities import entity_card, find_entities, way_between
from graphrag.explain import explain
from graphrag.pipeline import retrieve
from graphrag.storage.catalog import Catalog

MOST_FOUND = 200


async def post_ask(request: Request) -> Response:
    """`graphrag ask --json`, or server-sent events with `"stream": true`."""
    wanted = await _wanted(request, ASKED)
    if isinstance(wanted, Response):
        return wanted
    if wanted.stream:
        index = await run_in_threadpool(desk().index)
        pieces = spoken(index, wanted)
        headers = {"cache-control": "no-store"}
        return StreamingResponse(pieces, media_type="text/event-stream", headers=headers)

    def answer() -> Response:
        index = desk().index()
        where = wanted.where or None
        with desk().turns.turn(index.settings):
            found = ask(index, wanted.question, where=where, history=wanted.history)
            return json_answer(answered_shape(found, evidence_of(index, found)))

    return await run_in_threadpool(answer)


async def post_search(request: Request) -> Response:
    """`graphrag search --json`."""
    wanted = await _wanted(request, SEARCHED)
    if isinstance(wanted, Response):
        return wanted

    def search() -> Response:
        where = wanted.where or None
        return json_answer(
            search_shape(retrieve(desk().index(), wanted.question, wanted.k, where=where))
        )

    return await run_in_threadpool(search)


async def post_explain(request: Request) -> Response:
    """`graphrag explain --json`."""
    wanted = await _wanted(request, SEARCHED)
    if isinstance(wanted, Response):
        return wanted

    def explained() -> Response:
        where = wanted.where or None
        found, edges = explain(desk().index(), wanted.question, wanted.k, where=where)
        rows = [{**asdict(edge), "flow": number(edge.flow)} for edge in edges]
        return json_answer({**search_shape(found), "edges": rows})

    return await run_in_threadpool(explained)


def get_stats(_: Request) -> Response:
    """`graphrag stats --json`."""
    return json_answer(stats_shape(desk().stats()))


def get_documents(_: Request) -> Response:
    """`graphrag documents --json`."""
    with Catalog(desk().directory) as catalog, catalog.snapshot():
        return json_answer(accounts_shape(catalog.accounts(), catalog.failures()))


def get_entities(request: Request) -> Response:
    """Things by a part of their name: `?q=…&limit=30`."""
    text, limit = request.query_params.get("q", ""), request.query_params.get("limit", "30")
    if not text.strip():
        raise QuestionError("q is missing: a part of a name")
    if not limit.isdecimal() or not 1 <= int(limit) <= MOST_FOUND:
        raise QuestionError(f"limit is no whole number from 1 to {MOST_FOUND}")
    found = find_entities(desk().index(), text, int(limit))
    return json_answer({"entities": [asdict(one) for one in found]})


def get_entity(request: Request) -> Response:
    """One thing by its name or an alias; 404 where nothing is called so."""
    try:
        return json_answer(card_shape(entity_card(desk().index(), request.path_params["name"])))
    except QuestionError as error:
        return error_answer(error, 404)


def get_way(request: Request) -> Response:
    """The statements that join two things: `?from=…&to=…`."""
    ends = [request.query_params.get(name, "") for name in ("from", "to")]
    way = way_between(desk().index(), *ends)
    return json_answer({"hops": [{**hop_shape(hop), "backward": hop.backward} for hop in way]})


def get_health(_: Request) -> Response:
    """Whether questions can be asked."""
    return json_answer({"status": "ok", "generation": desk().index().generation})


def nothing_here(request: Request) -> Response:
    """Any other address below /api."""
    shape = error_shape("NotFound", f"there is no {request.method} {request.url.path[:100]}")
    return json_answer(shape, 404)


def get_openapi(_: Request) -> Response:
    """This API as an OpenAPI document."""
    return json_answer(document())


async def _wanted(request: Request, keys: Keys) -> SentQuestion | Response:
    try:
        return await read_wanted(request, keys)
    except TooLarge as error:
        return error_answer(error, 413)


def routes() -> list[Route]:
    """Every address, in the order of the document."""
    return [
        Route("/api/ask", post_ask, methods=["POST"]),
        Route("/api/search", post_search, methods=["POST"]),
        Route("/api/explain", post_explain, methods=["POST"]),
        Route("/api/stats", get_stats),
        Route("/api/documents", get_documents),
        Route("/api/entities", get_entities),
        Route("/api/entities/{name:path}", get_entity),
        Route("/api/way", get_way),
        Route("/health", get_health),
        Route("/openapi.json", get_openapi),
        Route("/api/{rest:path}", nothing_here, methods=["GET", "POST", "PUT", "DELETE", "PATCH"]),
    ]
