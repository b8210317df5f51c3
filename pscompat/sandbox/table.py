"""A server for tests of a module: it answers from a table, and records what was sent."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from typing import Any

from .answers import Refusal
from .routes import Route, Routes, path_parts
from .server import Body, Server


class Received:
    """A request as it came in; its headers by name in lower case."""

    def __init__(self, method: str, target: str, headers: dict[str, str], body: bytes) -> None:
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body

    @property
    def json(self) -> Any:
        """The body as JSON, None without one. Raises ValueError."""
        return json.loads(self.body) if self.body else None


class TableServer(Server):
    """Answers from a table, by ``METHOD /path``; ``{}`` in a path stands for any one segment.

    An answer is what ``respond`` takes, or a function that is given the request and what stands for each ``{}``, and
    gives or raises (Refusal) the answer. A list holds answers in order, the last one from then on; to answer with a
    list, put it into one. ``received`` is what was asked, also what the table does not have.

        with TableServer({"GET /carts/7": {"id": 7}, "POST /carts": lambda request: request.json}) as server:
            shop = pscompat.load("./shop", environment={"SHOP_URL": server.base_url, "SHOP_KEY": "key"})
            assert shop.invoke("Get-Cart", 7) == [{"id": 7}]
            assert server.received[0].headers["authorization"] == "Bearer key"
    """

    def __init__(self, table: Mapping[str, Any], base: str = "") -> None:
        """``base`` is the path that the base URL ends with, and that stands before the table's. Raises ValueError."""
        super().__init__(base=base)
        self.received: list[Received] = []
        self._lock = threading.Lock()
        self._routes = Routes()
        for key, answer in table.items():
            method, _, path = key.partition(" ")
            if not path.startswith("/") or answer == []:
                raise ValueError(f"{key!r}: an entry is 'METHOD /path' and an answer, or a list of some")
            self._routes.add(method, base + path, self._answers_of(answer if isinstance(answer, list) else [answer]))

    def _answers_of(self, answers: list[Any]) -> Route:
        left = list(reversed(answers))

        def next_answer(request: Received, *taken: str) -> Any:
            with self._lock:
                answer = left.pop() if len(left) > 1 else left[0]
            return answer(request, *taken) if callable(answer) else answer

        return next_answer

    def result(self, method: str, target: str, headers: Any, body: Body) -> Any:
        """What the table has. Raises Refusal."""
        given = {name.lower(): value for name, value in headers.items()}
        request = Received(method, target, given, body.whole())
        with self._lock:
            self.received.append(request)
        path = target.partition("?")[0]
        try:
            function, taken = self._routes.find(method, path, path_parts(path))
        except Refusal as refusal:
            refusal.message = f"The table has no '{method} {path}'."
            raise
        return function(request, *taken)
