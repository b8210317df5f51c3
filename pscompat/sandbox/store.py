"""What a stand-in server remembers: objects by kind, parent and id, and the bytes of files, in one sqlite database."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..files import check_regular

Object = dict[str, Any]

_OURS = 0x70736362
"""By this application id a file is known as a stand-in's; its version is 0 until the first objects are in it."""
_LAYOUT = 1
_EPOCH = 1_699_075_072
"""The sandbox's clock starts here and ticks once for each object, so that every run gives the same answers."""
_PIECE = 1024 * 1024
_TABLES = """
create table if not exists objects(
    seq integer primary key autoincrement,
    kind text not null, parent text not null, id text not null,
    body text not null, hidden text not null default '{}',
    unique(kind, parent, id));
create index if not exists listing on objects(kind, parent, seq);
create table if not exists pieces(file text not null, number integer not null, data blob not null,
    primary key(file, number));
"""


class StoreError(Exception):
    """The data file cannot be used."""


def _make_private(path: str) -> None:
    """Make the file, if there is none, for its owner only; what the database puts beside it is like it.

    Raises OSError for a pipe or a device, which are no place for a database.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    check_regular(os.stat(path).st_mode, path)


class Store:
    """One database. ``lock`` is held by whoever uses it, for a whole request."""

    def __init__(self, path: str = "", owner: str = "") -> None:
        """Open or make the database of that owner's objects. Raises StoreError for a file that holds something else.

        Without a path it ends with the store, and lies in memory as far as it is small.
        """
        self._mark = zlib.crc32(f"{_LAYOUT} {owner}".encode()) >> 1 or 1
        self.lock = threading.RLock()
        self._closed = False
        try:
            if path:
                path = os.path.abspath(path)
                _make_private(path)
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._prepare()
        except (sqlite3.Error, OSError, ValueError) as error:
            raise StoreError(getattr(error, "strerror", None) or str(error)) from None

    def _prepare(self) -> None:
        (application,) = self._db.execute("pragma application_id").fetchone()
        (version,) = self._db.execute("pragma user_version").fetchone()
        (tables,) = self._db.execute("select count(*) from sqlite_master").fetchone()
        if (application != _OURS and (application or version or tables)) or version not in (0, self._mark):
            raise sqlite3.DatabaseError("the file holds something else")
        self._db.execute(f"pragma application_id={_OURS}")
        self._db.execute("pragma journal_mode=wal")
        self._db.execute("pragma synchronous=normal")
        self._db.executescript(_TABLES)

    def plant(self, fill: Callable[[Store], None]) -> None:
        """Let a new database be filled with its first objects, by one of all that are opened on its file at once."""
        with self.lock:
            if self._is_planted():
                return
            self.begin()
            keep = False
            try:
                if not self._is_planted():
                    fill(self)
                    self._db.execute(f"pragma user_version={self._mark}")
                    keep = True
            finally:
                self.end(keep)

    def _is_planted(self) -> bool:
        (version,) = self._db.execute("pragma user_version").fetchone()
        return bool(version == self._mark)

    def close(self) -> None:
        """Close the database; nothing is done with it afterwards."""
        with self.lock:
            self._closed = True
            self._db.close()

    def begin(self) -> None:
        """Start a change that is kept whole or not at all. Raises OSError once the store is closed."""
        if self._closed:
            raise OSError("the store is closed")
        self._db.execute("begin immediate")

    def end(self, keep: bool) -> None:
        """Keep or drop the changes since ``begin``."""
        self._db.execute("commit" if keep else "rollback")

    def now(self) -> int:
        """The sandbox's time, in Unix seconds."""
        (last,) = self._db.execute("select coalesce(max(seq), 0) from sqlite_sequence where name='objects'").fetchone()
        return _EPOCH + int(last)

    def new_id(self, prefix: str) -> str:
        """An id that is not in use: the prefix and the number that the next object will have."""
        return f"{prefix}{self.now() - _EPOCH + 1:06d}"

    def pass_time(self) -> None:
        """Let the clock tick for an answer that leaves no object behind, so that the next one has another id."""
        self._db.execute("update sqlite_sequence set seq=seq+1 where name='objects'")

    def add(self, kind: str, parent: str, body: Object, hidden: Object | None = None) -> None:
        """Keep a new object under its ``id``. Raises TypeError for an id that is no text."""
        _check_id(body["id"])
        self._db.execute(
            "insert into objects(kind, parent, id, body, hidden) values(?, ?, ?, ?, ?)",
            (kind, parent, body["id"], json.dumps(body), json.dumps(hidden or {})),
        )

    def add_all(self, kind: str, parent: str, texts: Iterable[tuple[str, str]]) -> None:
        """Keep many new objects, given as ids and JSON texts."""
        rows = ((kind, parent, identifier, text) for identifier, text in texts)
        self._db.executemany("insert into objects(kind, parent, id, body) values(?, ?, ?, ?)", rows)

    def get(self, kind: str, parent: str, identifier: str) -> Object | None:
        """The object, None where there is none. Raises TypeError for an id that is no text."""
        _check_id(identifier)
        return self._one("select body from objects where kind=? and parent=? and id=?", kind, parent, identifier)

    def hidden(self, kind: str, parent: str, identifier: str) -> Object:
        """What was kept with the object and is not shown."""
        query = "select hidden from objects where kind=? and parent=? and id=?"
        return self._one(query, kind, parent, identifier) or {}

    def put(self, kind: str, parent: str, body: Object) -> None:
        """Write an object anew."""
        self._db.execute(
            "update objects set body=? where kind=? and parent=? and id=?",
            (json.dumps(body), kind, parent, body["id"]),
        )

    def remove(self, kind: str, parent: str, identifier: str) -> None:
        """Remove an object and everything under it."""
        self._db.execute("delete from objects where kind=? and parent=? and id=?", (kind, parent, identifier))
        below = f"{parent}/{identifier}" if parent else identifier
        self._db.execute(
            "delete from objects where parent=? or substr(parent, 1, ?)=?", (below, len(below) + 1, below + "/")
        )

    def all(self, kind: str, parent: str) -> list[Object]:
        """All objects under a parent, the oldest first."""
        rows = self._db.execute("select body from objects where kind=? and parent=? order by seq", (kind, parent))
        return [json.loads(body) for (body,) in rows]

    def page(
        self,
        kind: str,
        parent: str,
        *,
        limit: int,
        descending: bool,
        after: str | None,
        before: str | None,
        only: Callable[[Object], bool] | None = None,
    ) -> tuple[list[Object], bool] | None:
        """At most ``limit`` objects between two cursors, and whether there are more; ``only`` picks.

        Without ``after``, a page that ends at ``before`` is the one right before it. None for an unknown cursor.
        """
        bounds = ["kind=?", "parent=?"]
        values: list[Any] = [kind, parent]
        for cursor, later in ((after, not descending), (before, descending)):
            if not cursor:
                continue
            found = self._db.execute(
                "select seq from objects where kind=? and parent=? and id=?", (kind, parent, cursor)
            ).fetchone()
            if found is None:
                return None
            bounds.append("seq>?" if later else "seq<?")
            values.append(found[0])
        backwards = bool(before) and not after
        way = "desc" if descending != backwards else "asc"
        rows = self._db.execute(f"select body from objects where {' and '.join(bounds)} order by seq {way}", values)
        picked: list[Object] = []
        for (text,) in rows:
            body = json.loads(text)
            if only is None or only(body):
                picked.append(body)
                if len(picked) > limit:
                    break
        page = picked[:limit]
        return (page[::-1] if backwards else page), len(picked) > limit

    def write_file(self, file: str, pieces: Iterator[bytes]) -> int:
        """Keep a file's bytes; how many there were."""
        size = 0
        for number, piece in enumerate(pieces):
            self._db.execute("insert or replace into pieces values(?, ?, ?)", (file, number, piece))
            size += len(piece)
        return size

    def read_file(self, file: str) -> Iterator[bytes]:
        """A file's bytes, piece by piece; each look takes the lock anew. Raises OSError once the store is closed."""
        number = 0
        while True:
            with self.lock:
                if self._closed:
                    raise OSError("the store is closed")
                row = self._db.execute("select data from pieces where file=? and number=?", (file, number)).fetchone()
            if row is None:
                return
            yield row[0]
            number += 1

    def remove_file(self, file: str) -> None:
        """Forget a file's bytes."""
        self._db.execute("delete from pieces where file=?", (file,))

    def _one(self, query: str, *values: str) -> Object | None:
        row = self._db.execute(query, values).fetchone()
        return None if row is None else json.loads(row[0])


def _check_id(identifier: object) -> None:
    if not isinstance(identifier, str):
        raise TypeError(f"{identifier!r} is no id")
