"""A stand-in that only these tests have: carts with lines, and files."""

from __future__ import annotations

from typing import Any

from pscompat.sandbox import Collection, Content, Exchange, Object, Refusal, Routes, Service, Store

ROUTES = Routes()
CARTS = Collection("cart", "cart_", "cart")
LINES = Collection("line", "line_", "line", parent=CARTS)
FILES = Collection("file", "file_", "file")


@ROUTES("POST", "/carts")
def create(exchange: Exchange) -> Object:
    return CARTS.new(exchange, {"metadata": exchange.body.get("metadata") or {}})


@ROUTES("POST", "/files")
def upload(exchange: Exchange) -> Object:
    file = exchange.file("file")
    made = FILES.new(exchange, {"filename": file.name, "bytes": file.size, "media_type": file.media_type})
    exchange.store.write_file(made["id"], file.pieces())
    return made


@ROUTES("GET", "/files/{}/content")
def content(exchange: Exchange, identifier: str) -> Content:
    file = FILES.find(exchange, identifier)
    return Content("application/octet-stream", exchange.store.read_file(identifier), file["bytes"])


@ROUTES("POST", "/faults/{}")
def fail(exchange: Exchange, kind: str) -> Any:
    CARTS.new(exchange, {"id": "cart_of_a_fault"})
    if kind == "refusal":
        raise Refusal(409, "No.", code="no")
    return exchange.body["missing"] if kind == "shape" else 1 if kind == "none" else FAULTS.pop()()


def _fault() -> Any:
    raise NotImplementedError("not yet")


FAULTS = [_fault]
CARTS.serve(ROUTES, "/carts/{}", change=("metadata",))
LINES.serve(ROUTES, "/carts/{}/lines/{}", deletable=False)
FILES.serve(ROUTES, "/files/{}")


class Shop(Service):
    name = "Shop"
    base = "/shop/v1"
    routes = ROUTES

    def plant(self, store: Store) -> None:
        store.add("cart", "", {"id": "cart_1", "object": "cart", "metadata": {}})
        for number in range(1, 251):
            store.add("line", "cart_1", {"id": f"line_{number:03d}", "object": "line"})
