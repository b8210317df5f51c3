"""Get-Module: the modules in use."""

from __future__ import annotations

from pscompat.dotnet.wildcard import any_of
from pscompat.engine.module_info import module_info

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.dotnet.containers import TextRecord
    from pscompat.engine.call import Call

NOT_RUN = ("FullyQualifiedName", "PSEdition", "PSSession", "CimSession", "CimResourceUri", "CimNamespace")


def process(call: Call) -> Iterator[TextRecord]:
    """Write the modules of these names."""
    picked = any_of(call.values.Name) if call.values.Name else lambda _: True
    for module in sorted(call.session.modules(), key=lambda module: module.name.lower()):
        if picked(module.name):
            yield module_info(module)
