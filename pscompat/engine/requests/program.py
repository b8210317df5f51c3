"""Running the ``request:`` and ``response:`` of a help file: the handler of every command that has no Python.

Of each record the values are worked out, then the steps before the request, then the request is sent, and the steps
after it look at each record of the answer before it is written. All of it is compiled once for a command.
"""

from __future__ import annotations

from contextlib import closing

from ...dotnet.texts import Piece
from ...dotnet.types import resolve
from ...errors import Withheld
from ..handler_files import Handler
from ..secrets import mask_error
from .exchange import STREAMS, Exchange, Repetition, read_answer
from .expression import LEFT_OUT, Scope
from .response import Response
from .steps import Steps
from .template import compile_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from typing import Any

    from ...helpfile.module import Module
    from ...http.request import Request
    from ...http.request_errors import RequestError
    from ...model import Command
    from ..call import Call


def request_handler(definition: Command, module: Module) -> Handler:
    """What runs the request of a module's command."""
    program = Program(definition, module)
    return Handler(program.begin, program.process, program.end if program.collects else None)


class Program:
    """The request of one command, compiled."""

    def __init__(self, definition: Command, module: Module) -> None:
        request: dict[str, Any] = dict(definition.request or {})
        response: dict[str, Any] = dict(definition.response or {})
        folder = module.cmdlets_folder
        transforms = {parameter.name: parameter.transforms for parameter in definition.parameters}
        # A type of object that is no collection: PowerShell lets lists of such objects pass.
        self._single = [
            parameter.name
            for parameter in definition.parameters
            if parameter.ps_type_name and not resolve(parameter.type, module.types).kind
        ]
        self._values = [
            (name, compile_value(value), transforms.get(name, ())) for name, value in request.get("values", {}).items()
        ]
        self._before = Steps(request.get("before"), folder)
        self._collect = [(name, compile_value(value)) for name, value in request.get("collect", {}).items()]
        self._each = Repetition(request["each"]) if "each" in request else None
        base = {key: value for key, value in request.items() if key not in ("variants", "each")}
        self._exchanges = [Exchange({**base, **variant}, module) for variant in request.get("variants") or [base]]
        self._own_clock = self._each is not None or any(each.paged or each.each for each in self._exchanges)
        self._by_command = request.get("errors") == "command" or any(each.paged for each in self._exchanges)
        common = {key: value for key, value in response.items() if key != "variants"}
        variants = [{**common, **variant} for variant in response.get("variants", ())]
        # What no variant is about is read as their common part says.
        self._responses = [Response(spec, folder) for spec in (*variants, common)]

    @property
    def collects(self) -> bool:
        """Whether the request is sent once, at the end of the pipeline."""
        return bool(self._collect)

    def begin(self, call: Call) -> None:
        """Find key and address before anything else; without them the line ends."""
        if call.command.request:
            call.client  # noqa: B018 - made on first use

    def process(self, call: Call) -> Iterator[Any]:
        """One record, or each object of a list that was given for one object, as if it were piped."""
        from ...http.request_errors import RequestError

        for given in self._objects(call):
            try:
                scope = self._scope(call, given)
                if (yield from self._before.run(scope)):
                    continue
                if self._collect:
                    self._gather(scope)
                else:
                    yield from self._send(scope)
            except RequestError as error:
                self._report(error, call)

    def _objects(self, call: Call) -> list[dict[str, Any]]:
        """What stands for a parameter that asks for one object of some type name, once for each object of a list."""
        for name in self._single:
            if isinstance(call.values.get(name), list):
                return [{name: each} for each in call.objects(name)]
        return [{}]

    def end(self, call: Call) -> Iterator[Any]:
        """Of a command that collects, the request for all records; nothing is sent when there was none."""
        from ...http.request_errors import RequestError

        scope: Scope | None = getattr(call.state, "scope", None)
        if scope is None:
            return
        try:
            yield from self._send(scope)
        except RequestError as error:
            self._report(error, call)

    def _scope(self, call: Call, given: dict[str, Any]) -> Scope:
        scope = Scope(call, call.values.as_dict())
        if given:
            scope.values.update(given)
            scope.bound = {**scope.bound, **given}
        scope.describe = self._describe
        for name, value, transforms in self._values:
            found = value(scope)
            if found is not LEFT_OUT:
                own = scope.values.get(name)
                scope.define(name, found if found is own else _transformed(found, transforms))
        return scope

    def _describe(self, scope: Scope) -> Any:
        exchange = next((each for each in self._exchanges if each.applies(scope)), None)
        return None if exchange is None else exchange.description(scope)

    def _gather(self, scope: Scope) -> None:
        """Put what is collected behind what earlier records brought; every other value is the last record's."""
        before: Scope | None = getattr(scope.call.state, "scope", None)
        for name, value in self._collect:
            found = value(scope)
            items = [] if found is LEFT_OUT or found is None else found if isinstance(found, list) else [found]
            scope.define(name, [*(before.values[name] if before else ()), *items])
        scope.bound = dict(scope.bound)
        scope.call.state.scope = scope

    def _report(self, error: RequestError, call: Call) -> None:
        """Write the error of a request, as the request's own or as the command's.

        What the request itself reports ends the statement in PowerShell, so a command that catches gets it.
        """
        mask_error(error, call.masker)
        if not self._by_command and call.caller is not None and call.caller.catching:
            raise error
        if not error.record.command:
            # An error of PowerShell itself, a failed cast, bears no command's name.
            call.preferences.error(call.session.streams, error.record)
        elif self._by_command:
            call.error(error.written_by(call.command.name, own_clock=self._own_clock))
        else:
            call.error(error.record)

    def _send(self, scope: Scope) -> Iterator[Any]:
        """Send the request that applies, once or for each item of a list."""
        if self._each is None:
            yield from self._choose(scope)
            return
        for item in self._each.scopes(scope):
            yield from self._choose(item)

    def _choose(self, scope: Scope) -> Iterator[Any]:
        """Send the first request whose condition holds; a variant may have a list of its own."""
        exchange = next((each for each in self._exchanges if each.applies(scope)), None)
        if exchange is None:
            return
        for item in (scope,) if exchange.each is None else exchange.each.scopes(scope):
            yield from self._ask(exchange, item)

    def _ask(self, exchange: Exchange, scope: Scope) -> Iterator[Any]:
        """Send a request, and take the answer's records one after the other."""
        response = next(each for each in self._responses if each.applies(scope))
        if not exchange.sends:
            yield from response.then.run(scope)
            return
        if exchange.changes and not scope.call.should_process(exchange.target(scope)):
            if scope.call.caller is not None and scope.call.what_if:
                raise Withheld(f"{exchange.target(scope)} is not sent.")
            return
        if exchange.paged:
            yield from self._take(scope, response, _metered(scope.call, exchange.pages(scope)))
            return
        reading = response.reading(scope)
        if response.file is not None:
            target = response.file(scope)
            if target is not LEFT_OUT:
                exchange.download(scope, target, binary=reading == "bytes")
                return
        if reading in STREAMS:
            yield from self._follow(scope, response, exchange.request(scope, reading), reading)
            return
        answer = read_answer(scope, exchange.request(scope, reading), reading)
        if answer is LEFT_OUT:
            # Without content there is no record; steps that look at none are taken all the same.
            if response.content == "ignored":
                yield from self._take(scope, response, [None])
        elif isinstance(answer, (str, bytes)) and reading != "json":
            if response.writes(scope):
                yield answer
        else:
            yield from self._take(scope, response, response.items(scope, answer))

    def _take(self, scope: Scope, response: Response, records: Iterable[Any]) -> Iterator[Any]:
        """The records of an answer one after the other, until no further one is wanted."""
        for record in records:
            if (yield from response.take(scope, record)):
                return

    def _follow(self, scope: Scope, response: Response, request: Request, reading: str) -> Iterator[Any]:
        """The records of a stream: its events as objects, or their data as text, each as it arrives.

        An event that cannot be read is an error, and the next one is taken.
        """
        from ...http.request_errors import RequestError

        client = scope.call.client
        answer = client.send(request)
        if response.plain and not answer.is_stream:
            text = client.plain(answer, request)
            scope.call.warn(response.plain)
            yield text
            return
        events = client.events(answer, request, response.complete(scope))
        whole = object()
        with closing(events):
            for event in events:
                if reading == "lines":
                    if (yield from response.take(scope, event.data)):
                        return
                    continue
                try:
                    value = event.value()
                except RequestError as error:
                    self._report(error, scope.call)
                    continue
                for record in response.items(scope, value):
                    if (yield from _in_pieces(response.take(scope, record), whole)):
                        return


def _metered(call: Call, records: Iterable[Any]) -> Iterable[Any]:
    """The records of a list, whose number is shown while it is read."""
    if not call.tells_progress:
        return records
    from ...http.meter import records_meter

    return records_meter(call.progress, call.command.name).counted(records)


def _in_pieces(records: Generator[Any, None, bool], whole: object) -> Generator[Any, None, bool]:
    """What is written of an event, with its texts as pieces of one text, that of the stream."""
    while True:
        try:
            record = next(records)
        except StopIteration as stop:
            return bool(stop.value)
        yield Piece(record, whole) if type(record) is str else record


def _transformed(value: Any, transforms: Any) -> Any:
    """A value under a parameter's name, changed as the parameter changes what is given for it."""
    if not transforms:
        return value
    from ...binding.transformations import transformation

    for name in transforms:
        value = transformation(name)(value, False)
    return value
