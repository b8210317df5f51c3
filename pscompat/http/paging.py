"""Lists that come in pages, each telling where the next one is (psopenai.md §10).

The next page is asked for with a token of the answer, with a number that grows, or at an address that the answer names.
Whatever an answer says of there being more is believed: a list that cannot be read to its end is an error, never a
shorter list.
"""

from __future__ import annotations

from copy import copy
from urllib.parse import urljoin

from ..dotnet.containers import PSCustomObject
from ..dotnet.members import ABSENT_PROPERTY, entry, member
from ..dotnet.strings import to_string
from .deadline import Deadline
from .request import NO_BODY, Request
from .request_errors import empty_answer, pick, timeout_error, unexpected_answer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from .answer import Answer
    from .settings import Settings

    Fetch = Callable[[Request, Deadline], tuple[Any, Answer]]

MORE = "There is more data that has not been retrieved."
MAYBE_MORE = "There may be more data that has not been retrieved."


class Paginator:
    """How a service pages its lists, in the words of the module file, which botocore's are."""

    __slots__ = (
        *("counts", "first", "input_in", "input_token", "largest", "last_page", "limit_key", "missing_token"),
        *("more_results", "next_url", "output_token", "result_key", "total"),
    )

    def __init__(
        self,
        *,
        input_token: str = "",
        input_in: str = "query",
        output_token: str = "",
        next_url: str = "",
        counts: str = "",
        first: str = "",
        last_page: str = "",
        total: str = "",
        more_results: str = "",
        result_key: str = "",
        missing_token: str = "error",
        limit_key: str = "",
        largest: str = "100",
        **parameters: str,
    ) -> None:
        """``parameters`` are the words that name parameters of a command; they are its own matter."""
        self.input_token = input_token
        self.input_in = input_in
        self.output_token = output_token
        self.next_url = next_url
        self.counts = counts
        self.first = int(first or counts == "pages")
        self.last_page = last_page
        self.total = total
        self.more_results = more_results
        self.result_key = result_key
        self.missing_token = missing_token
        self.limit_key = limit_key
        self.largest = int(largest)


class _Page:
    """One page: its items, whether there is more, what to say of that, and the request for the next one."""

    __slots__ = ("items", "mark", "more", "next", "warning")

    def __init__(self) -> None:
        self.items: list[Any] = []
        self.more = False
        self.warning = MORE
        self.next: Request | None = None
        self.mark = ""


def pages(
    fetch: Fetch,
    request: Request,
    paginator: Paginator,
    *,
    settings: Settings,
    all_pages: bool,
    warn: Callable[[str], None] | None,
    wanted: int | None = None,
) -> Iterator[Any]:
    """The items of all pages, of as many as hold the items that are wanted, or of one.

    ``fetch`` sends a request and gives the answer's JSON and the answer; ``warn`` is told where there is more than was
    asked for.

    The overall time-out runs over all pages: a page that comes too late is dropped. Raises AnswerError for a page
    that holds no list, where the next page is not told or not the service's own, and where one comes twice, as the
    pages would never end.
    """
    deadline = Deadline(settings.overall_timeout)
    request = _sized(request, paginator, all_pages, wanted)
    reader = _Reader(paginator, request, settings)
    left = wanted
    seen = {reader.start}
    while True:
        content, answer = fetch(request, deadline)
        if deadline.passed:
            raise timeout_error(settings, settings.overall_timeout)
        if content is None:
            raise empty_answer(settings)
        page = reader.read(request, content, answer)
        enough = not all_pages and (left is None or len(page.items) >= left)
        cut = left is not None and not all_pages and len(page.items) > left
        if enough and warn is not None and (cut or (page.more and page.warning)):
            # Before the items: who takes only the first of them is told as well.
            warn(MORE if cut else page.warning)
        lost = page.more and not enough and page.next is None
        if lost and paginator.missing_token == "warning" and warn is not None:
            warn(MORE)
        yield from page.items if left is None or all_pages else page.items[:left]
        if enough or not page.more or (lost and paginator.missing_token == "warning"):
            return
        request = reader.next(page, seen)
        left = None if left is None else left - len(page.items)


def _sized(request: Request, paginator: Paginator, all_pages: bool, wanted: int | None) -> Request:
    """The first request; where several pages may be read, with the size to ask for."""
    size = paginator.largest if all_pages else wanted and min(wanted, paginator.largest)
    if not paginator.limit_key or not size:
        return request
    return _with(request, "body" if paginator.input_in == "body" else "query", paginator.limit_key, size)


def _with(request: Request, place: str, name: str, value: Any) -> Request:
    """The request with one more field in its query, its body, or its headers."""
    changed = copy(request)
    if place == "header":
        changed.headers = {**request.headers, name: value}
    elif place == "query":
        changed.query = {**dict(request.query or {}), name: value}
    elif request.form is not None:
        changed.form = {**dict(request.form), name: value}
    else:
        changed.json = _with_member({} if request.json is NO_BODY else request.json, name.split("."), value)
    return changed


def _with_member(body: Any, names: list[str], value: Any) -> Any:
    """A body with one more member, which may lie deeper in it (variables.after)."""
    first, *rest = names
    members = body if isinstance(body, dict) else {}
    inner = _with_member(members.get(first), rest, value) if rest else value
    return PSCustomObject({**members, first: inner})


def _field(request: Request, place: str, name: str) -> Any:
    """What a request has in such a field already, None for nothing."""
    body = request.form if request.form is not None else request.json
    where: Any = {"query": request.query and dict(request.query), "header": request.headers, "body": body}[place]
    for part in name.split(".") if place == "body" else [name]:
        where = member(where, part)
    return where


class _Reader:
    """Reads pages one after the other: what is in each, and where the next one is."""

    def __init__(self, paginator: Paginator, request: Request, settings: Settings) -> None:
        self.paginator = paginator
        self.settings = settings
        self.taken = 0
        self.last: list[Any] | None = None
        given = _field(request, paginator.input_in, paginator.input_token) if paginator.input_token else None
        self.number = paginator.first
        if paginator.counts and given is not None:
            self.number = self._number(given, paginator.input_token)
        self.offset = self.number if paginator.counts == "items" else 0
        self.start = to_string(given or "")

    def read(self, request: Request, content: Any, answer: Answer) -> _Page:
        """One page. Raises AnswerError for one that holds no list."""
        page = _Page()
        page.items = self._items(content)
        self.taken += len(page.items)
        facts = answer.facts
        if self.paginator.counts:
            self._count(page, request, content, facts)
        else:
            self._follow(page, request, content, answer, facts)
        return page

    def next(self, page: _Page, seen: set[str]) -> Request:
        """The request for the next page. Raises AnswerError where it is not told, or was asked for before."""
        if page.next is None:
            raise self._error("The service says that there is more, and not where.")
        if page.mark in seen or (self.paginator.counts and page.items == self.last):
            raise self._error(f"The service repeated the cursor {page.mark}; there is no end to its pages.")
        seen.add(page.mark)
        self.last = page.items
        return page.next

    def _items(self, content: Any) -> list[Any]:
        where = self.paginator.result_key
        found = pick(content, where) if where else content
        if isinstance(found, list):
            return found
        if found is None and self._is_null(content, where):
            return []
        raise self._error(f"The service's answer has no list{f' at {where}' if where else ''}.")

    def _is_null(self, content: Any, where: str) -> bool:
        """Whether null stands where the list should: some services write an empty list so."""
        above, _, name = where.rpartition(".")
        holder = pick(content, above) if above else content
        return isinstance(holder, dict) and entry(holder, name) is not ABSENT_PROPERTY

    def _follow(self, page: _Page, request: Request, content: Any, answer: Answer, facts: Any) -> None:
        """The next page by a token or an address that the answer names."""
        paginator = self.paginator
        token = pick(content, paginator.output_token or paginator.next_url, facts)
        page.more = self._told(content, facts, bool(token))
        if not token:
            return
        if "[-1]" in paginator.output_token and not paginator.more_results:
            # The last item is on the last page as well.
            page.warning = self._guess(page, request)
        page.mark = to_string(token)
        if paginator.output_token:
            page.next = _with(request, paginator.input_in, paginator.input_token, page.mark)
        else:
            page.next = copy(request)
            page.next.url = urljoin(answer.url, page.mark)

    def _count(self, page: _Page, request: Request, content: Any, facts: Any) -> None:
        """The next page by a number that grows."""
        paginator = self.paginator
        if paginator.last_page:
            end = self._number(pick(content, paginator.last_page, facts), paginator.last_page)
            more = self.number < end - (paginator.first == 0)
        elif paginator.total:
            end = self._number(pick(content, paginator.total, facts), paginator.total)
            more = self.offset + self.taken < end
        else:
            more = bool(page.items)
            page.warning = MORE if paginator.more_results else self._guess(page, request)
        page.more = self._told(content, facts, more)
        if page.more and not page.items:
            # The number would grow for ever.
            return
        self.number += len(page.items) if paginator.counts == "items" else 1
        page.mark = str(self.number)
        page.next = _with(request, paginator.input_in, paginator.input_token, self.number)

    def _guess(self, page: _Page, request: Request) -> str:
        """What to say where only the next page could tell: nothing after one that is not full."""
        place = "body" if self.paginator.input_in == "body" else "query"
        size = _field(request, place, self.paginator.limit_key) if self.paginator.limit_key else None
        return "" if isinstance(size, int) and len(page.items) < size else MAYBE_MORE

    def _told(self, content: Any, facts: Any, otherwise: bool) -> bool:
        """Whether there is more: as the answer says, where it has a place for that."""
        if not self.paginator.more_results:
            return otherwise
        told = pick(content, self.paginator.more_results, facts)
        return told.lower() not in ("", "false", "0") if isinstance(told, str) else bool(told)

    def _number(self, value: Any, where: str) -> int:
        text = "" if value is None or isinstance(value, bool) else to_string(value)
        if not text.isdecimal():
            raise self._error(f"{where} is no number in the service's answer.")
        return int(text)

    def _error(self, message: str) -> Exception:
        return unexpected_answer(self.settings, self.settings.masker.text(message))
