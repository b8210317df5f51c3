"""A family of objects with what all families share: create, list page by page, retrieve, update, delete."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .answers import Refusal
from .routes import Exchange, Routes
from .store import Object

MAX_LIMIT = 100


class Collection:
    """Objects of one kind, under the ids of their parents (a line under its cart)."""

    def __init__(
        self,
        kind: str,
        prefix: str,
        noun: str,
        *,
        parent: Collection | None = None,
        deleted: str = "",
        created: str = "created_at",
    ) -> None:
        """``kind`` is the API's ``object`` value, ``prefix`` begins new ids, ``noun`` names one in messages.

        ``deleted`` is the ``object`` value of the answer to a deletion, where it is not the usual one; ``created``
        the member that holds the time of creation, ``""`` for objects that have neither it nor ``object``.
        """
        self.kind = kind
        self.prefix = prefix
        self.noun = noun
        self.parent = parent
        self.deleted = deleted or f"{kind}.deleted"
        self.created = created

    def new(self, exchange: Exchange, body: Object, *parents: str, hidden: Object | None = None) -> Object:
        """Keep a new object: id, kind and time of creation, then the given members. Raises Refusal."""
        self._check_parent(exchange, parents)
        store = exchange.store
        stamp = {"object": self.kind, self.created: store.now()} if self.created else {}
        whole = {"id": "", **stamp, **body}
        whole["id"] = whole["id"] or store.new_id(self.prefix)
        store.add(self.kind, "/".join(parents), whole, hidden)
        return whole

    def find(self, exchange: Exchange, identifier: str, *parents: str) -> Object:
        """The object of that id. Raises Refusal (404)."""
        found = exchange.store.get(self.kind, "/".join(parents), identifier)
        if found is None:
            self._check_parent(exchange, parents)
            raise Refusal(404, f"No {self.noun} found with id '{identifier}'.")
        return found

    def put(self, exchange: Exchange, body: Object, *parents: str) -> Object:
        """Write an object anew."""
        exchange.store.put(self.kind, "/".join(parents), body)
        return body

    def change(self, exchange: Exchange, identifier: str, *parents: str, names: tuple[str, ...]) -> Object:
        """Take over those members of the request's body that may be changed. Raises Refusal."""
        found = self.find(exchange, identifier, *parents)
        return self.put(exchange, {**found, **exchange.copied(*names)}, *parents)

    def delete(self, exchange: Exchange, identifier: str, *parents: str) -> Object:
        """Remove an object and say so. Raises Refusal."""
        self.find(exchange, identifier, *parents)
        exchange.store.remove(self.kind, "/".join(parents), identifier)
        return {"id": identifier, "object": self.deleted, "deleted": True}

    def listing(
        self,
        exchange: Exchange,
        *parents: str,
        limit: int = 20,
        most: int = MAX_LIMIT,
        order: str = "desc",
        only: Callable[[Object], bool] | None = None,
    ) -> Object:
        """A page as the query asks for it: limit, order, after, before; ``only`` picks. Raises Refusal.

        ``limit`` and ``order`` hold where the query has none, ``most`` is the largest limit.
        """
        self._check_parent(exchange, parents)
        page = exchange.store.page(
            self.kind,
            "/".join(parents),
            limit=exchange.integer("limit", limit, 1, most),
            descending=exchange.choice("order", order, ("asc", "desc")) == "desc",
            after=exchange.query.get("after"),
            before=exchange.query.get("before"),
            only=only,
        )
        if page is None:
            raise Refusal(400, f"No {self.noun} is known by the cursor that was given.", param="after")
        return as_list(*page)

    def _check_parent(self, exchange: Exchange, parents: tuple[str, ...]) -> None:
        if self.parent is not None:
            self.parent.find(exchange, parents[-1], *parents[:-1])

    def serve(
        self,
        routes: Routes,
        path: str,
        *,
        change: tuple[str, ...] = (),
        deletable: bool = True,
        listed: bool = True,
    ) -> None:
        """Answer retrieve, and where wanted list, update and delete, on a path whose last ``{}`` is the id."""
        collection, _, _ = path.rpartition("/")

        def listing(exchange: Exchange, *parents: str) -> Any:
            return self.listing(exchange, *parents)

        def retrieve(exchange: Exchange, *ids: str) -> Any:
            return self.find(exchange, ids[-1], *ids[:-1])

        def update(exchange: Exchange, *ids: str) -> Any:
            return self.change(exchange, ids[-1], *ids[:-1], names=change)

        def delete(exchange: Exchange, *ids: str) -> Any:
            return self.delete(exchange, ids[-1], *ids[:-1])

        if listed:
            routes.add("GET", collection, listing)
        routes.add("GET", path, retrieve)
        if change:
            routes.add("POST", path, update)
        if deletable:
            routes.add("DELETE", path, delete)


def as_list(items: list[Object], has_more: bool = False) -> Object:
    """A list answer."""
    return {
        "object": "list",
        "data": items,
        "first_id": items[0].get("id") if items else None,
        "last_id": items[-1].get("id") if items else None,
        "has_more": has_more,
    }
