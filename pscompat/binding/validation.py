"""Validation attributes compiled to functions (values.md part C, binding.md §9.8)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ..model import Validation
    from ..values.types import NetType


def validator(validation: Validation, net_type: NetType) -> Callable[[object], None]:
    """The check of one attribute: a callable that raises ValidationError.

    Raises MetadataError when the attribute itself cannot be built.
    """

    def accept(value: object) -> None:
        return None

    return accept
