"""From a command's path to a service's URL: other paths, versions and deployments (psopenai.md §4)."""

from __future__ import annotations

from urllib.parse import parse_qsl

from ..errors import CommandError, ErrorRecord
from .provider import PathRule, Service
from .request_errors import local_error
from .urls import compose, segment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .settings import Settings


class EndpointError(CommandError):
    """The service has no such endpoint; the whole line ends, not only the command."""

    ends_line = True

    def __init__(self, message: str, command: str) -> None:
        exception = "Microsoft.PowerShell.Commands.WriteErrorException"
        super().__init__(
            [ErrorRecord(exception, message, exception=exception, command=command, activity="Write-Error")]
        )


class Endpoint:
    """How one service writes one path: its rule, if there is one, and what the rule left over."""

    __slots__ = ("_filled", "_path", "_rest", "_rule", "_service", "_settings", "_spec")

    def __init__(self, settings: Settings, path: str) -> None:
        """Raises EndpointError when the service does not have the endpoint."""
        self._settings = settings
        self._service: Service = settings.service
        self._path = path
        self._rule: PathRule | None = None
        self._filled: list[str] = []
        self._rest: list[str] = []
        self._spec: dict[str, Any] = {}
        segments = [part for part in path.split("/") if part]
        for rule in settings.provider.paths:
            found = rule.match(segments)
            if found is not None:
                self._rule = rule
                self._filled, self._rest = found
                break
        spec = self._rule.spec.get(self._service.name, {}) if self._rule else {}
        if isinstance(spec, dict):
            self._spec = spec
        elif self._rule:
            message = self._service.refusal.format(name=self._rule.name, title=self._service.title)
            raise EndpointError(message, settings.provider.errors.commands.get("endpoint") or settings.command)

    def path(self, deployment: str) -> str:
        """The path on this service. Raises LocalError when it needs a deployment and none is known."""
        written = self._spec.get("path")
        if written is None:
            return self._service.path.replace("{path}", self._path)
        for value in self._filled:
            written = written.replace("{}", value, 1)
        if "{deployment}" in written:
            name = deployment.replace("/", "").replace("\\", "").strip()
            if not name:
                message = "This service needs the name of a deployment (the model), and none is known."
                raise local_error(message, self._settings.command)
            encoding = self._settings.provider.requests.encoding
            written = written.replace("{deployment}", segment(name, "deployment", encoding))
        return "/".join([written.rstrip("/"), *self._rest])

    def version(self) -> list[tuple[str, str]]:
        """The query pair that names the API version, if the service wants one."""
        if not self._service.version_query:
            return []
        version = self._settings.version.strip() or self._spec.get("version") or self._service.version
        # The version is written into the query as it is, so it is read as any query is (a plus is a blank).
        return parse_qsl(f"{self._service.version_query}={version}", keep_blank_values=True) if version else []

    def batch_path(self) -> str:
        """What stands for this endpoint in the input of a batch, ``""`` for none."""
        rule = self._rule.spec.get("batch", "") if self._rule else ""
        return str(self._spec.get("batch", "" if self._spec else rule))


def endpoint_url(settings: Settings, path: str, pairs: list[tuple[str, str]], deployment: str) -> str:
    """The whole URL for a command's path. Raises UrlError, LocalError, EndpointError."""
    endpoint = Endpoint(settings, path)
    version = endpoint.version()
    # A version takes the place of the query of the base URL.
    base = settings.base.partition("?")[0] if version else settings.base
    encoding = settings.provider.requests.encoding
    return compose(base, endpoint.path(deployment), version + pairs, encoding)
