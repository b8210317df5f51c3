"""Many records at once: those of a pipeline's first sending command, bound in order and sent by threads.

The thread of the pipeline binds the records, and does all writing: what a job writes, its records as well as its errors
and questions, waits until the job's turn has come. No more jobs are under way, or done and not yet read, than were
asked for; so memory is bounded, and ``Select-Object -First 3`` lets at most 3 and the number of jobs be sent.
"""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

from ..errors import BindingError, CommandError, Withheld
from ..http.deadline import LOOKS, Cancelled, cancelled_by, sleep
from .call import Values
from .should_process import ShouldProcess
from .stage import Pulse
from .streams import Streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor, Future
    from typing import Any

    from ..errors import ErrorRecord
    from ..http.client import Client
    from ..http.settings import Settings
    from ..http.transport import Transport
    from .at_once import AtOnce
    from .call import Call
    from .session import Session
    from .stage import Stage

_HELD = 100
"""So many records and messages a job may be ahead of what is read of it."""


def take(stages: Iterable[Stage], wish: AtOnce) -> None:
    """Let the first command of a pipeline that sends a request for each object work so, or say why it does not."""
    for stage in stages:
        if stage.run.state.expecting_input and _sends(stage):
            reason = _alone(stage)
            if reason:
                stage.session.streams.note(f"{stage.command.name} takes one record after the other: {reason}")
            else:
                stage.many = partial(each, stage, wish)
            return


def each(stage: Stage, wish: AtOnce, upstream: Iterable[Any]) -> Iterator[Any]:
    """What the command writes for the records of the pipeline. Raises CommandError."""
    executor = wish.executor or ThreadPoolExecutor(wish.count, thread_name_prefix="pscompat")
    crew = _Crew(stage, executor)
    try:
        yield from _written(crew, iter(upstream), wish)
    finally:
        # Whoever is still at work has nobody to work for.
        crew.cancelled.set()
        if executor is not wish.executor:
            executor.shutdown(wait=False)


def _written(crew: _Crew, upstream: Iterator[Any], wish: AtOnce) -> Iterator[Any]:
    jobs: deque[_Job] = deque()
    more = True
    while jobs or more:
        while more and len(jobs) < wish.count:
            record = next(upstream, _END)
            if record is _END:
                more = False
                break
            if type(record) is Pulse:
                yield record
                continue
            jobs.append(crew.start(record))
            yield from _ready(jobs, wish.unordered, wait=False)
            if crew.stage.call.stopped_upstream:
                return
        yield from _ready(jobs, wish.unordered, wait=True)
        if crew.stage.call.stopped_upstream:
            return


def _ready(jobs: deque[_Job], unordered: bool, *, wait: bool) -> Iterator[Any]:
    """What jobs have written, the first one's only unless the order does not matter; finished jobs are taken out.

    With ``wait`` there is a job less afterwards.
    """
    while jobs:
        read = False
        for job in list(jobs) if unordered else [jobs[0]]:
            items, ended = job.take()
            read = read or bool(items)
            for item in items:
                yield from job.written(item)
            if ended:
                jobs.remove(job)
                job.finish()
                return
        if not wait and not read:
            return
        if not read:
            jobs[0].crew.wait()


def _sends(stage: Stage) -> bool:
    """Whether the command is one that sends requests, as far as can be told: by its help file, or by a handler."""
    definition, module = stage.command.definition, stage.command.module
    return definition.request is not None or bool(definition.handler and module.endpoints)


def _alone(stage: Stage) -> str:
    """Why the command takes one record after the other, empty where it need not."""
    definition = stage.command.definition
    if stage.handler.end is not None:
        return "it gathers its records."
    if definition.handler and not stage.command.module.threads:
        return "its module file does not say that its handlers may run in threads."
    if stage.session.dry_run:
        return "nothing is sent in a dry run."
    if definition.supports_should_process and ShouldProcess(stage.session).asks(stage.run.bound):
        return "it asks before each."
    return ""


class _Crew:
    """What the jobs of one command share: the stage, its workers, and the bell that a job rings when it has written."""

    def __init__(self, stage: Stage, executor: Executor) -> None:
        self.stage = stage
        self.executor = executor
        self.cancelled = threading.Event()
        self.bell = threading.Condition()
        self.alone = threading.Lock()
        self._making = threading.Lock()
        self._settings: Settings | None = None
        self._transport: Transport | None = None

    def start(self, record: Any) -> _Job:
        """Bind a record and let a worker take it; one that does not bind has its error written in its turn."""
        job = _Job(self, record)
        try:
            bound = self.stage.run.bind(record)
        except BindingError as error:
            job.post(lambda error=error: self.stage.not_bound(error))
            job.ended = True
            return job
        job.prepare(bound)
        self.executor.submit(job.run).add_done_callback(job.leave)
        return job

    def make_client(self, call: Call) -> Client:
        """A client for a job's call. All of them send with the settings of the first one, and at the same pace."""
        from ..http.client import Client
        from ..http.retry import PacedTransport

        real = self.stage.call
        with self._making:
            if self._settings is None or self._transport is None:
                self._settings = real.settings or real.session.make_client(call).settings
                self._transport = PacedTransport(real.session.transport(), self._settings.provider.retries)
        return Client(self._settings, call, self._transport, call.withholds)

    def wait(self) -> None:
        """Wait until some job has written. Short waits: Ctrl-C has to come through on every system."""
        with self.bell:
            self.bell.wait(LOOKS)


class _Job:
    """One record at work in a thread."""

    def __init__(self, crew: _Crew, record: Any) -> None:
        self.crew = crew
        self.record = record
        self.items: deque[Any] = deque()
        self.ended = False
        self.failure: BaseException | None = None
        self.alone = _Alone(crew.alone)
        self.call: Call = crew.stage.call.for_one_record()

    def prepare(self, bound: Any) -> None:
        """Give the job a call of its own: the binder fills the same dictionaries with the next record."""
        call, real = self.call, self.crew.stage.call
        for text in bound.warnings:
            self.post(lambda text=text: real.warn(text))
        call.input = self.record
        call.set_name, call.bound, call.values = bound.set_name, dict(bound.bound), Values(dict(bound.values))
        call.preferences = real.preferences.apart()
        call.session = _JobSession(real.session, self)  # type: ignore[assignment]
        call.alone = None if call.module.threads else self.alone

    def run(self) -> None:
        """The process block, in a worker's thread."""
        call, handler = self.call, self.crew.stage.handler
        try:
            with cancelled_by(self.crew.cancelled), call.session.type_data:
                for record in (handler.process(call) if handler.process is not None else None) or ():
                    self.post(_Record(record))
        except (Cancelled, Withheld):
            pass
        except BaseException as error:  # whatever it is, the thread of the pipeline raises it
            self.failure = error
        with self.crew.bell:
            self.ended = True
            self.crew.bell.notify()

    def leave(self, future: Future[None]) -> None:
        """Tell of a job that no worker runs: its executor was shut down, or can't hand it to a process."""
        with self.crew.bell:
            if not self.ended:
                if future.cancelled():
                    self.failure = RuntimeError("the executor was shut down before all records were sent")
                else:
                    self.failure = future.exception()
                self.ended = True
                self.crew.bell.notify()

    def post(self, item: Any) -> None:
        """Hold something until the job's turn. Raises Cancelled."""
        if len(self.items) >= _HELD:
            self.wait(lambda: len(self.items) < _HELD)
        with self.crew.bell:
            self.items.append(item)
            self.crew.bell.notify()

    def wait(self, over: Callable[[], bool]) -> None:
        """Wait for the thread of the pipeline. A hook lets others run meanwhile: its turn may wait for theirs."""
        with self.alone.let_go():
            while not over():
                sleep(LOOKS)

    def take(self) -> tuple[list[Any], bool]:
        """What was written since it was last asked for, and whether that was all."""
        with self.crew.bell:
            items = list(self.items)
            self.items.clear()
            return items, self.ended

    def written(self, item: Any) -> Iterable[Any]:
        """A record on its way; anything else is done now, in the thread of the pipeline."""
        if type(item) is _Record:
            return (item.value,)
        item()
        return ()

    def finish(self) -> None:
        """Gather what the job collected for -ErrorVariable, and whether it wants no more; raise what ended it."""
        real = self.crew.stage.call
        real.preferences.gather(self.call.preferences)
        real.stopped_upstream = real.stopped_upstream or self.call.stopped_upstream
        if isinstance(self.failure, CommandError):
            self.point_at_record(self.failure.records)
        if self.failure is not None:
            raise self.failure

    def point_at_record(self, errors: Iterable[ErrorRecord]) -> None:
        """Let errors keep the object that they are about."""
        for error in errors:
            if error.target is None:
                error.target = self.record


class _Alone:
    """What a job's hook runs under where its module does not say that hooks may run in threads: one at a time."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._held = False

    def __enter__(self) -> None:
        self._lock.acquire()
        self._held = True

    def __exit__(self, *error: object) -> None:
        self._held = False
        self._lock.release()

    @contextmanager
    def let_go(self) -> Iterator[None]:
        """Let others run; what was held before is held again afterwards."""
        held = self._held
        if held:
            self.__exit__()
        try:
            yield
        finally:
            if held:
                self.__enter__()


class _Record:
    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


class _JobSession:
    """The session as a job sees it: everything is the session's own, but what is written waits for the job's turn."""

    def __init__(self, session: Session, job: _Job) -> None:
        self._session = session
        self._job = job
        self.streams = _JobStreams(session.streams, job)
        self.wrote_error = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)

    def make_client(self, call: Call) -> Client:
        """As the session does, but with what all jobs share."""
        return self._job.crew.make_client(call)

    def note_errors(self, records: Iterable[Any]) -> None:
        """Put errors into $Error when the job's turn has come."""
        noted = list(records)
        self._job.point_at_record(noted)

        def note() -> None:
            self._session.wrote_error = True
            self._session.note_errors(noted)

        self._job.post(note)


class _JobStreams(Streams):
    """Streams whose messages wait for the job's turn; who is asked a question waits for the answer."""

    def __init__(self, real: Streams, job: _Job) -> None:
        super().__init__()
        self.most_bad_records = real.most_bad_records
        self.takes_information = real.takes_information
        for name in ("error", "terminating", "host", "note", "warning", "verbose", "debug", "information"):
            setattr(self, name, _posting(job, getattr(real, name)))
        for name in ("inquire", "confirm", "may_continue", "ask"):
            setattr(self, name, _asking(job, getattr(real, name)))


def _posting(job: _Job, act: Callable[..., Any]) -> Callable[..., None]:
    return lambda *arguments: job.post(lambda: act(*arguments))


def _asking(job: _Job, act: Callable[..., Any]) -> Callable[..., Any]:
    def ask(*arguments: Any, **named: Any) -> Any:
        answer: list[Any] = []
        job.post(lambda: answer.append(act(*arguments, **named)))
        job.wait(lambda: bool(answer))
        return answer[0]

    return ask


_END = object()
