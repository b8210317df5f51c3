"""Which module, and which of its services, a word means that names either; and where that service is."""

from __future__ import annotations

from ..credentials.lookup import secret_of
from .options import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..engine.session import Session
    from ..helpfile.module import Module
    from ..http.provider import Provider
    from ..http.settings import Resolver


class NamedService:
    """A module's service, and what the chosen context says of it. ``given`` tells whether it was asked for by name."""

    def __init__(self, session: Session, module: Module, name: str) -> None:
        self.session = session
        self.module = module
        self.provider: Provider = session.provider(module)
        self.name = name or self._usual()

    def _usual(self) -> str:
        """The service that calls talk to where nobody names one: that of the context, else the module's default."""
        parameter = self.provider.parameters.get("service", "")
        stored = self.session.stored_credentials(self.module)
        chosen = str(stored.settings.get(parameter) or "") if stored is not None and parameter else ""
        return next((name for name in self.provider.services if name.lower() == chosen.lower()), self.provider.default)

    @property
    def variable(self) -> str:
        """The environment variable that holds a key; empty for none."""
        return self.provider.sources[secret_of(self.module.credentials)].variable

    def base(self) -> str:
        """The address that calls without one of their own go to. Raises CredentialError where there is none."""
        return self._resolver().base(self.provider.service(self.name))

    def origin(self) -> str:
        """Where that is, as ``https://host``. Raises CredentialError and UsageError."""
        from ..http.urls import UrlError, origin_of

        try:
            return origin_of(self.base())
        except UrlError as error:
            raise UsageError(str(error)) from None

    def _resolver(self) -> Resolver:
        from ..http.settings import Resolver

        stored = self.session.stored_credentials(self.module)
        return Resolver(self.provider, {}, None, None, self.session.environment, stored)


def modules_with_keys(session: Session) -> list[Module]:
    """The modules whose service takes a key."""
    return [module for module in session.modules() if module.endpoints and secret_of(module.credentials)]


def service_named(session: Session, name: str, *, first: bool = False) -> NamedService:
    """The service of that name, or the usual one of the module of that name, in any case.

    Without a name it is that of the only module that takes a key, or of the ``first`` one. Raises UsageError.
    """
    modules = modules_with_keys(session)
    if not name and (len(modules) == 1 or (first and modules)):
        return NamedService(session, modules[0], "")
    for module in modules if name else ():
        if module.name.lower() == name.lower():
            return NamedService(session, module, "")
    for module in modules if name else ():
        for service in module.endpoints["services"]:
            if service.lower() == name.lower():
                return NamedService(session, module, service)
    known = [
        f"{module.name} ({', '.join(module.endpoints['services'])})"
        if len(module.endpoints["services"]) > 1
        else module.name
        for module in modules
    ]
    message = f"No module and no service is named '{name}'." if name else "More than one module takes a key."
    if not modules:
        raise UsageError("No module here takes a key.")
    raise UsageError(message, hint=f"Give one of these with --service: {', '.join(known)}.")
