"""Containers and the files in them."""

from __future__ import annotations

from collections.abc import Iterable

from pscompat.sandbox import Collection, Content, Exchange, Object, Routes

from .files import need_files

ROUTES = Routes()
CONTAINERS = Collection("container", "cntr_", "container")
FILES = Collection("container.file", "cfile_", "file", parent=CONTAINERS)


@ROUTES("POST", "/containers")
def create(exchange: Exchange) -> Object:
    """A new container, with copies of the files that the request names."""
    exchange.required("name")
    body = exchange.body
    files = need_files(exchange, body.get("file_ids") or ())
    members = {
        "name": body["name"],
        "status": "running",
        "expires_after": body.get("expires_after") or {"anchor": "last_active_at", "minutes": 20},
        "last_active_at": exchange.store.now(),
        "memory_limit": body.get("memory_limit") or "1g",
    }
    container = CONTAINERS.new(exchange, members)
    for file in files:
        _copy(exchange, container["id"], file)
    return container


@ROUTES("POST", "/containers/{}/files")
def add_file(exchange: Exchange, container: str) -> Object:
    """Put a file into a container: an uploaded one, or one that the request brings."""
    CONTAINERS.find(exchange, container)
    if exchange.body:
        (file,) = need_files(exchange, [exchange.required("file_id")])
        return _copy(exchange, container, file)
    part = exchange.file("file")
    return _add(exchange, container, part.name, part.pieces())


def _copy(exchange: Exchange, container: str, file: Object) -> Object:
    return _add(exchange, container, file["filename"], list(exchange.store.read_file(file["id"])))


def _add(exchange: Exchange, container: str, name: str, pieces: Iterable[bytes]) -> Object:
    identifier = exchange.store.new_id(FILES.prefix)
    size = exchange.store.write_file(f"{container}/{identifier}", iter(pieces))
    base = name.replace("\\", "/").rpartition("/")[2]
    members = {
        "id": identifier,
        "container_id": container,
        "bytes": size,
        "path": f"/mnt/data/{base}",
        "source": "user",
    }
    return FILES.new(exchange, members, container)


@ROUTES("GET", "/containers/{}/files/{}/content")
def content(exchange: Exchange, container: str, file: str) -> Content:
    """A file's bytes."""
    found = FILES.find(exchange, file, container)
    return Content("application/octet-stream", exchange.store.read_file(f"{container}/{file}"), found["bytes"])


@ROUTES("DELETE", "/containers/{}/files/{}")
def delete_file(exchange: Exchange, container: str, file: str) -> Object:
    """Remove a file."""
    answer = FILES.delete(exchange, file, container)
    exchange.store.remove_file(f"{container}/{file}")
    return answer


@ROUTES("DELETE", "/containers/{}")
def delete(exchange: Exchange, container: str) -> Object:
    """Remove a container and what is in it."""
    for file in exchange.store.all(FILES.kind, container):
        exchange.store.remove_file(f"{container}/{file['id']}")
    return CONTAINERS.delete(exchange, container)


CONTAINERS.serve(ROUTES, "/containers/{}", deletable=False)
FILES.serve(ROUTES, "/containers/{}/files/{}", deletable=False)
