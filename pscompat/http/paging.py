"""Lists that come in pages, each naming the cursor of the next (psopenai.md §10)."""

from __future__ import annotations

from ..dotnet.strings import to_string
from .deadline import Deadline
from .request import Request
from .request_errors import empty_answer, pick, timeout_error, unexpected_answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from .settings import Settings

MORE = "There is more data that has not been retrieved."


class Paginator:
    """How a service pages its lists.

    size, maximum   the query field for the page size, and the size to ask for when all pages are wanted
    cursor          the query field that says where a page begins
    items           where in the answer the items stand
    next_cursor     where in the answer the cursor of the next page stands
    more            where in the answer it says whether there is a next page; where it never says so, a cursor does

    An empty ``size`` asks for no size.
    """

    __slots__ = ("cursor", "items", "maximum", "more", "next_cursor", "size")

    def __init__(
        self,
        *,
        size: str = "limit",
        maximum: int = 100,
        cursor: str = "after",
        items: str = "data",
        next_cursor: str = "last_id",
        more: str = "has_more",
    ) -> None:
        self.size = size
        self.maximum = maximum
        self.cursor = cursor
        self.items = items
        self.next_cursor = next_cursor
        self.more = more


def pages(
    fetch: Callable[[Request, Deadline], Any],
    request: Request,
    paginator: Paginator,
    *,
    settings: Settings,
    all_pages: bool,
    warn: Callable[[str], None] | None,
) -> Iterator[Any]:
    """The items of all pages, or of one; an answer that is no list is the one item.

    ``fetch`` sends a request and gives the answer's JSON; ``warn`` is told where there is more than was asked for.

    The overall time-out runs over all pages: a page that comes too late is dropped. Raises AnswerError when a
    cursor comes twice, as the pages would never end.
    """
    deadline = Deadline(settings.overall_timeout)
    query = dict(request.query or {})
    if all_pages and paginator.size:
        query[paginator.size] = paginator.maximum
    seen = {to_string(query.get(paginator.cursor) or "")}
    while True:
        page = Request(
            request.method, request.path, request.ids, query=query, headers=request.headers, changes=request.changes
        )
        answer = fetch(page, deadline)
        if deadline.passed:
            raise timeout_error(settings, settings.overall_timeout)
        if answer is None:
            raise empty_answer(settings)
        cursor = pick(answer, paginator.next_cursor)
        more = bool(pick(answer, paginator.more) if paginator.more else cursor)
        goes_on = all_pages and more and bool(cursor)
        if more and not goes_on and warn is not None:
            # Before the items: who takes only the first of them is told as well.
            warn(MORE)
        items = pick(answer, paginator.items)
        yield from items if isinstance(items, list) else [answer]
        if not goes_on:
            return
        after = to_string(cursor)
        if after in seen:
            message = f"The service repeated the cursor {after}; there is no end to its pages."
            raise unexpected_answer(settings, message)
        seen.add(after)
        query[paginator.cursor] = after
