"""ConvertTo-SecureString: a text as a secret."""

from __future__ import annotations

from pscompat.dotnet.containers import SecureString
from pscompat.errors import NotRunError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.engine.call import Call

NOT_RUN = ("SecureKey", "Key")


def process(call: Call) -> Iterator[SecureString]:
    """Write the secret. Raises NotRunError for a text that would have to be decrypted."""
    if not call.values.AsPlainText:
        raise NotRunError("Encrypted texts are not read by pscompat.", hint="-AsPlainText takes a text as it is.")
    yield SecureString(call.values.String)
