"""As much of Qdrant's HTTP interface as the store uses, answered by qdrant-client's local mode."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from qdrant_client import QdrantClient, models


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    client: QdrantClient
    keys: list[str | None] = []  # noqa: RUF012 (of every request)

    def log_message(self, *args: object) -> None:
        pass

    def _handle(self) -> None:
        self.keys.append(self.headers.get("api-key"))
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"{}")
        parts = self.path.partition("?")[0].strip("/").split("/")
        result = self._result(parts[1], parts[2:], body)
        reply = json.dumps({"result": result, "status": "ok", "time": 0.0}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    do_GET = do_PUT = do_POST = do_DELETE = _handle

    def _result(self, name: str, rest: list[str], body: dict) -> object:
        client = self.client
        match self.command, rest:
            case "GET", ["exists"]:
                return {"exists": client.collection_exists(name)}
            case "PUT", []:
                made = models.CreateCollection(**body)
                return client.create_collection(
                    name,
                    vectors_config=made.vectors,
                    sparse_vectors_config=made.sparse_vectors,
                )
            case "DELETE", []:
                return client.delete_collection(name)
            case "PUT", ["points"]:
                client.upsert(name, models.PointsList(**body).points)
                return {"operation_id": 0, "status": "completed"}
            case "POST", ["points", "count"]:
                return {"count": client.count(name).count}
            case "POST", ["points", "query"]:
                asked = models.QueryRequest(**body)
                found = client.query_points(
                    name, query=asked.query, using=asked.using, limit=asked.limit
                )
                points = [{"id": p.id, "version": 0, "score": p.score} for p in found.points]
                return {"points": points}
        raise AssertionError((self.command, self.path))


@contextmanager
def serve() -> Iterator[str]:
    """The address of a fresh server on this machine."""
    handler = type("Own", (Handler,), {"client": QdrantClient(":memory:")})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
