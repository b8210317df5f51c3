"""The state of one invocation while it is being bound, and what binding one parameter does to it."""

from __future__ import annotations

from .messages import ELABORATION_MULTIPLE, ELABORATION_SINGLE
from .metadata import ALL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from ..dotnet.clock import Clock
    from ..errors import BindingError
    from ..model import Command
    from .compiled_parameter import CompiledParameter
    from .metadata import CompiledCommand
    from .trace import Trace

    Prompt = Callable[[Sequence[CompiledParameter]], "list[tuple[CompiledParameter, Any]] | None"]


class State:
    """One invocation: what is bound, what is not, and which parameter sets are still possible.

    cur            the mask of the sets still valid (binding.md §5.1)
    set_name       ``$PSCmdlet.ParameterSetName``
    unbound        the parameters not bound yet; its order matters (binding.md §8.5)
    bound          ``$PSBoundParameters``: full name to value, never cleaned between pipeline objects
    is_bound       the parameters bound now
    variables      what the declared parameters' variables hold
    defaults       what the variables of unbound parameters hold, as far as it was known when the call began
    delayed        parameters given a script block that is evaluated for each pipeline object
    bound_defaults names bound from ``$PSDefaultParameterValues``
    warnings       what binding has to say now; warnings of obsolete parameters wait in ``obsolete_warnings`` for the
                   block that follows (binding.md §9.9)
    attempts       what was tried for the current pipeline object: parameter, by value, coerced, bound
    prompt         asks for missing mandatory parameters, None where nobody can be asked (binding.md §6.4)
    ask_secret     asks for a text that is not shown, None where nobody can be asked
    settled        whether the command line is bound, and variables of unbound parameters hold their defaults
    prioritized    the mask tried first for each pipeline object, or 0 (binding.md §6.3)
    """

    __slots__ = (
        "ask_secret",
        "attempts",
        "bound",
        "bound_defaults",
        "clock",
        "command",
        "cur",
        "default_values",
        "defaults",
        "delayed",
        "expecting_input",
        "is_bound",
        "obsolete_warnings",
        "pipeline_bound",
        "pre_pipeline_mask",
        "prioritized",
        "prompt",
        "reported_obsolete",
        "saved",
        "set_name",
        "settled",
        "trace",
        "unbound",
        "variables",
        "warnings",
    )

    def __init__(
        self, command: CompiledCommand, clock: Clock | None, expecting_input: bool, trace: Trace | None = None
    ) -> None:
        self.command = command
        self.clock = clock
        self.expecting_input = expecting_input
        self.trace = trace
        self.cur = ALL
        self.set_name = ""
        self.settled = False
        self.unbound: list[CompiledParameter] = list(command.unbound_template)
        self.bound: dict[str, Any] = {}
        self.is_bound: set[CompiledParameter] = set()
        # Another thread may bind the same command, and learn more of its defaults meanwhile.
        self.defaults = command.defaults
        self.variables: dict[str, Any] = self.defaults.implicit.copy()
        self.delayed: list[tuple[CompiledParameter, Any]] = []
        self.default_values: DefaultValues | None = None
        self.bound_defaults: list[str] = []
        self.prioritized = 0
        self.prompt: Prompt | None = None
        self.ask_secret: Callable[[str], str | None] | None = None
        self.pre_pipeline_mask = ALL
        self.pipeline_bound: list[CompiledParameter] = []
        self.saved: dict[CompiledParameter, Any] = {}
        self.warnings: list[str] = []
        self.obsolete_warnings: list[str] = []
        if command.command.obsolete is not None:
            self.warn_obsolete_command(command.command)
        self.attempts: list[tuple[CompiledParameter, bool, bool, bool]] = []
        self.reported_obsolete: set[str] = set()

    def mark_bound(self, parameter: CompiledParameter) -> None:
        """Narrow the sets, and take the parameter off the unbound list (binding.md §4.2)."""
        if parameter.flags:
            self.cur &= parameter.flags
        if parameter not in self.is_bound:
            self.is_bound.add(parameter)
            self.unbound.remove(parameter)

    def warn_obsolete_command(self, command: Command) -> None:
        """The warning that each call of an obsolete function begins with, if it comes to run."""
        from .messages import warning

        self.obsolete_warnings.append(warning("CommandObsolete", command.name, command.obsolete or ""))

    def warn_obsolete(self, parameter: CompiledParameter) -> None:
        """Note the warning about an obsolete parameter, once for each (binding.md §9.9)."""
        if parameter.name not in self.reported_obsolete:
            from .messages import warning

            self.reported_obsolete.add(parameter.name)
            text = warning("ParameterObsolete", parameter.name, parameter.obsolete or "")
            # Functions that are not advanced write it while they bind.
            (self.warnings if self.command.simple else self.obsolete_warnings).append(text)

    def take_warnings(self) -> list[str]:
        """The warnings that the next block writes before it runs."""
        warnings, self.warnings = self.warnings, []
        if self.obsolete_warnings:
            warnings += self.obsolete_warnings
            self.obsolete_warnings = []
        return warnings

    def open_sets(self) -> list[str]:
        """The names of the parameter sets still possible."""
        return [name for index, name in enumerate(self.command.set_names) if self.cur >> index & 1]

    def set_name_from_cur(self) -> None:
        """Set the parameter-set name from the current mask (binding.md §1.4)."""
        self.set_name = self.command.set_name_for(self.cur)

    def elaborate(self, error: BindingError) -> BindingError:
        """The error, told at length when default parameter values are in use (binding.md §7.6)."""
        if not self.bound_defaults:
            return error
        from ..errors import BindingError as Plain

        template = ELABORATION_SINGLE if len(self.bound_defaults) == 1 else ELABORATION_MULTIPLE
        names = "".join(f" -{name}" for name in self.bound_defaults)
        body = template.split("{6}", 1)[1].replace("{7}", names)
        return Plain(
            error.error_id,
            error.message + body,
            command=error.command,
            parameter=error.parameter,
            category=error.category,
            inner_id=error.inner_id,
            hint=error.hint,
        )


class DefaultValues:
    """The entries that apply to one invocation: parameter to value, in the order in which they were found."""

    __slots__ = ("pairs", "warned")

    def __init__(self) -> None:
        self.pairs: dict[CompiledParameter, Any] = {}
        self.warned: set[tuple[str, str]] = set()


class BoundCall:
    """One run of a command's process block.

    set_name  the parameter set; empty for simple functions
    bound     ``$PSBoundParameters``: stale entries of earlier records included (binding.md §11.1)
    values    what the declared parameters' variables hold for this record; like ``bound`` it is the binder's own
              dictionary, good until the next record is bound
    args      ``$args`` of a simple function
    warnings  texts of warnings that binding this record wrote
    """

    __slots__ = ("args", "bound", "set_name", "values", "warnings")

    def __init__(
        self, set_name: str, bound: dict[str, Any], values: dict[str, Any], args: list[Any], warnings: list[str]
    ) -> None:
        self.set_name = set_name
        self.bound = bound
        self.values = values
        self.args = args
        self.warnings = warnings

    def __repr__(self) -> str:
        # Names only: a value may be a secret.
        return f"<BoundCall of set {self.set_name!r}: {', '.join(self.bound)}>"


def count_sets(mask: int) -> int:
    """``count(m)`` of the specification: 1 for ``ALL``, else the number of one bits."""
    return 1 if mask == ALL else mask.bit_count()
