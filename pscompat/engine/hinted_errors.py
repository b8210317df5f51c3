"""Errors of binding as they leave the engine: with the cmdlet's class for their id, a hint, and no secret in them."""

from __future__ import annotations

from ..errors import BindingError, MetadataError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..binding import Run
    from ..language.elements import Element
    from .loaded_command import LoadedCommand
    from .session import Session


def name_and_hint_later(
    error: BindingError, session: Session, command: LoadedCommand, elements: Sequence[Element], expecting_input: bool
) -> None:
    """Give the error of a command line the cmdlet's class for its id, and let it find its hint when asked.

    The hint comes from the same binder with its steps traced. What the line gives as a secret is not in the error then.
    """
    from .secrets import mask_error, masker_of_line

    def make() -> str:
        from ..binding.explanation import explain
        from ..binding.hints import hint_for

        binder = command.binder()
        records = () if expecting_input else None
        return hint_for(error, explain(binder, elements, records=records, defaults=session.default_values), binder)

    error.identity = command.definition.class_name
    # A faulty definition has its hint already, and no binder to ask.
    if not isinstance(error, MetadataError):
        error.make_hint = make
        mask_error(error, masker_of_line(session, command.binder().command, elements))


def name_and_hint(error: BindingError, command: LoadedCommand, run: Run) -> None:
    """Give the error of one pipeline object the cmdlet's class for its id, and its hint; take secrets out of it."""
    from ..binding.explanation import explain_standing
    from ..binding.hints import hint_for
    from .secrets import mask_error, masker_of_call

    binder = command.binder()
    error.hint = hint_for(error, explain_standing(binder, run), binder)
    error.identity = command.definition.class_name
    mask_error(error, masker_of_call(command.session, command.definition, run.bound))
