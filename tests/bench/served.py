"""The real server on a free port, in this process, for measuring."""

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from service.graph.database import Graph
from service.graph.warm import warm
from service.server import create_app
from service.settings import Settings
from service.web.secrets import ServerSecrets


@dataclass(frozen=True)
class Served:
    """A running server: `address` without a slash at the end, and its secrets."""

    address: str
    secrets: ServerSecrets
    graph: Graph

    def link(self, path: str = "/") -> str:
        """An address that signs a browser in."""
        return f"{self.address}/?token={self.secrets.opening()}&next={path}"

    def get(self, path: str) -> bytes:
        """The body of an answer to a script."""
        connection = http.client.HTTPConnection(self.address.removeprefix("http://"), timeout=60)
        connection.request("GET", path, headers={"Authorization": f"Bearer {self.secrets.bearer}"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {body[:300]!r}")
        return body


@contextmanager
def served(graph: Graph, settings: Settings) -> Iterator[Served]:
    """The whole service, answering; gone at the end."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    secrets = ServerSecrets()
    app = create_app(graph, settings.model_copy(update={"port": port}), secret=secrets)
    warm(graph)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield Served(f"http://127.0.0.1:{port}", secrets, graph)
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()
