"""Where expressions run: an evaluator with all of the language, in one scope of variables."""

from __future__ import annotations

from ..dotnet.containers import NetDict
from ..dotnet.conversion import convert
from ..dotnet.types import UnknownTypeError, resolve
from ..errors import CommandError
from ..language.evaluate import Evaluator, custom_object, kept
from ..language.indexing import run_time_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from ..dotnet.containers import ScriptBlock
    from ..dotnet.types import NetType
    from ..errors import PscompatError
    from ..language.nodes import HashLiteral, Node
    from ..language.structure import ScriptBlockLiteral


class Status:
    """Whether a pipeline of the statement that runs wrote an error (``$?``)."""

    __slots__ = ("wrote_error",)

    def __init__(self) -> None:
        self.wrote_error = False


class Context:
    """What all frames of one text share.

    trying    how many ``try`` blocks are running: errors go to them instead of being written
    report    writes an error that ended a statement; tells whether everything ends with it
    note      keeps an error that was caught, in ``$Error``
    stops     whether a written error ends everything (``$ErrorActionPreference``)
    run       runs a pipeline that holds a command, for a frame
    compiled  statements and values by their node
    depth     how many blocks are called inside each other
    bind      binds the arguments of a block that has parameters, for a frame; None where none is called
    status    whether the statement that runs wrote an error
    check     gives the check of what is assigned to a variable with attributes, for a frame
    """

    __slots__ = ("bind", "check", "compiled", "depth", "note", "report", "run", "status", "stops", "trying")

    def __init__(
        self,
        run: Callable[[Any, Any], Iterator[Any]],
        report: Callable[[CommandError], bool],
        note: Callable[[CommandError], None],
        stops: Callable[[], bool],
    ) -> None:
        self.run = run
        self.report = report
        self.note = note
        self.stops = stops
        self.trying = 0
        self.status: Any = Status()
        self.depth = 0
        self.compiled: dict[Any, Any] = {}
        self.check: Callable[[Any, Sequence[Any], str], Callable[[Any], None]] | None = None
        self.bind: Callable[[Any, Any, Any, bool], Callable[[Any], bool]] | None = None


class Frame(Evaluator):
    """An evaluator of all the language, in one scope. What runs statements is in ``Interpreter``."""

    __slots__ = ("context",)

    context: Context

    def body(self, statements: Sequence[Node]) -> Iterator[Any]:
        """What statements write; an error that ends one is written, and the next one runs."""
        raise NotImplementedError

    def inner(self) -> Frame:
        """A frame in a scope inside this one."""
        raise NotImplementedError

    def plain_value(self, node: Node) -> Any:
        """The value of a node that the plain evaluator knows."""
        return Evaluator._value(self, node)

    def ordered(self, node: HashLiteral) -> Any:
        """A hash literal that keeps its order."""
        table = NetDict("System.Collections.Specialized.OrderedDictionary")
        self.fill(table, node)
        return table

    def custom_object(self, table: dict[Any, Any]) -> Any:
        """The object of a table's entries."""
        return custom_object(table)

    def find_type(self, name: str) -> NetType:
        """The type of that name. Raises CommandError where there is none."""
        try:
            return resolve(name, self.types)
        except UnknownTypeError as error:
            raise run_time_error("TypeNotFound", error.message) from None

    def converted(self, value: Any, type_name: str) -> Any:
        """A value cast to a type."""
        value = kept(value)
        kind = self.find_type(type_name)
        if kind.full_name == "System.String" and isinstance(value, list):
            return self.text(value)
        return convert(value, kind, self.clock)

    def script_block(self, node: ScriptBlockLiteral) -> ScriptBlock:
        """A script block that runs in this frame."""
        raise NotImplementedError

    def failed(self, error: PscompatError) -> None:
        """An error that ended a statement: written, or passed on where something waits for it."""
        raise NotImplementedError
