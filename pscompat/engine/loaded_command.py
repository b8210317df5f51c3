"""A command of a loaded module: its definition, its binder and what runs it, each made when first needed."""

from __future__ import annotations

from ..binding import Binder
from ..errors import CommandError, ErrorRecord, MetadataError, ValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..evaluation.sealed_evaluator import Pipelines
    from ..helpfile.module import Module
    from ..model import Command
    from .call import Call
    from .handler_files import Handler
    from .session import Session


_COMMAND_EXISTS = " (Get-Command $_ -ea Ignore) -is [CommandInfo] "
"""The script that does in PowerShell what the named validator does."""


class LoadedCommand:
    """One command of a module."""

    __slots__ = ("_binder", "_handler", "_pipelines", "definition", "module", "session")

    def __init__(
        self, module: Module, definition: Command, session: Session, pipelines: Pipelines | None = None
    ) -> None:
        """``pipelines`` runs the commands in its validation scripts."""
        self.session = session
        self._pipelines = pipelines
        self.module = module
        self.definition = definition
        self._binder: Binder | None = None
        self._handler: Handler | None = None

    @property
    def name(self) -> str:
        """The command's name."""
        return self.definition.name

    def binder(self) -> Binder:
        """The binder, compiled once. Raises MetadataError where the definition contradicts itself."""
        if self._binder is None:
            with self.session.making:
                self._binder = self._binder or self._make_binder()
        return self._binder

    def _make_binder(self) -> Binder:
        try:
            return Binder(
                self.definition,
                self.module.types,
                named_validators={"commandExists": self._command_exists},
                strict=self.session.strict,
                pipelines=self._pipelines,
            )
        except MetadataError as error:
            from ..binding.hints import FAULTY_DEFINITION

            error.hint = FAULTY_DEFINITION
            raise

    def _command_exists(self, value: object) -> None:
        """The named validator ``commandExists``: the value must name a command that is loaded.

        PowerShell says it with a validation script, and so does the message.
        """
        if self.session.find(str(value)) is None:
            raise ValidationError(
                "ValidateScriptFailure",
                f'The "{_COMMAND_EXISTS}" validation script for the argument with value "{value}" did not return a '
                "result of True. Determine why the validation script failed, and then try the command again.",
            )

    def handler(self) -> Handler:
        """What runs the command: its handler module, or the request of its help file."""
        if self._handler is None:
            self._handler = self._make_handler()
        return self._handler

    def _make_handler(self) -> Handler:
        from .handler_files import Handler, load_handler

        definition = self.definition
        self.session.check_sandbox(self.module)
        if definition.handler:
            return load_handler(self.module.cmdlets_folder, definition.handler)
        if definition.request is not None:
            from .requests.program import request_handler

            return request_handler(definition, self.module)
        return Handler(None, _not_yet, None)


def _not_yet(call: Call) -> None:
    name = call.command.name
    own = call.module.document(name).get("pscompat") or {}
    hint = str(own.get("later") or "Its help file has neither a request nor a handler.")
    beside = _beside(call)
    if beside:
        hint += f" {beside}, which it names, runs."
    raise CommandError(
        [
            ErrorRecord(
                "NotImplemented",
                f"{name} binds, completes and has help, but can't run yet.",
                category="NotImplemented",
                command=name,
                hint=hint,
            )
        ]
    )


def _beside(call: Call) -> str:
    """The first command with the same verb that the links of a command's help name and that runs, empty without one."""
    module, name = call.module, call.command.name
    for link in module.document(name).get("links") or ():
        other = str(link.get("text", "")) if isinstance(link, dict) else ""
        if other.partition("-")[0] == name.partition("-")[0] and module.find(other) == other:
            command = module.command(other)
            if command.handler or command.request is not None:
                return other
    return ""
