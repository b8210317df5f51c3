"""``pscompat login``, ``logout`` and ``whoami``: a key is stored, forgotten, and told of without being shown."""

from __future__ import annotations

import sys
import time

from ..credentials.contexts import StoredKey
from ..credentials.errors import CredentialsError
from ..credentials.stores import STORES, Place, check_store, forget_key, write_key
from ..masking import HIDDEN
from .exit_code import DONE, FAILED
from .options import UsageError
from .services import NamedService, modules_with_keys, service_named
from .setup import make_session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..credentials.lookup import Chosen
    from ..dotnet.containers import SecureString
    from ..engine.session import Session
    from .console import Console
    from .options import Options

USAGE = """\
Usage: pscompat [--context NAME] login [--service NAME] [--store file|keyring|command 'LINE'] [--stdin]
       pscompat [--context NAME] logout [--service NAME]
       pscompat [--context NAME] [-o json] whoami [--service NAME]

login asks for a key without showing it, or reads it from standard input (--stdin), and stores it: in a file that only
you can read, in the system's keyring (pip install 'pscompat[keyring]'), or as a command that prints it, such as
'op read op://vault/openai/key'. A stored key goes only to the host that it was stored for: that of the context, of
the environment, or the service's own. The command is run when a request goes out, never before.

NAME is a module, or a service of one. whoami tells where the key comes from that a call would use; it reads none.
"""


def run_login(verb: str, words: Sequence[str], options: Options, console: Console) -> int:
    """Do what the verb and the words behind it say. Raises UsageError and CredentialsError."""
    if any(word in ("-h", "--help") for word in words):
        sys.stdout.write(USAGE)
        return DONE
    given = _read_words(verb, words)
    if options.sandbox:
        raise UsageError(f"The sandbox has a key of its own: {verb} has nothing to do there.")
    session = make_session(options, console)
    if verb == "whoami":
        return _whoami(session, given["--service"], options, console)
    service = service_named(session, given["--service"])
    if verb == "logout":
        return _logout(session, service)
    return _login(session, service, given, console)


def _read_words(verb: str, words: Sequence[str]) -> dict[str, str]:
    """The options behind the verb. No other word is repeated in an error: it may be a key. Raises UsageError."""
    given = {"--service": "", "--store": "", "--stdin": "", "command": ""}
    waiting = list(words)
    while waiting:
        name, equals, value = waiting.pop(0).partition("=")
        if name == "--stdin" and verb == "login" and not equals:
            given[name] = "yes"
            continue
        if name not in ("--service", "--store") or (name == "--store" and verb != "login"):
            raise UsageError(
                f"pscompat {verb} takes no such word; a key is never given on the command line.",
                hint="It would be in the shell's history and in `ps`: login asks for it, or reads it with --stdin."
                if verb == "login"
                else f"`pscompat {verb} --help` tells what it takes.",
            )
        if not equals:
            if not waiting:
                raise UsageError(f"The option {name} needs a value.")
            value = waiting.pop(0)
        given[name] = value
        if name == "--store" and value == "command":
            if not waiting:
                raise UsageError("--store command needs the command that prints the key, as one word in quotes.")
            given["command"] = waiting.pop(0)
    if given["--store"] not in ("", *STORES):
        raise UsageError(f"A key is stored in one of {', '.join(STORES)}.")
    if given["command"] and given["--stdin"]:
        raise UsageError("A command prints the key: there is none to read from standard input.")
    return given


def _login(session: Session, service: NamedService, given: dict[str, str], console: Console) -> int:
    store = given["--store"] or "file"
    check_store(store)
    known = StoredKey(store, service.origin(), int(time.time()), given["command"])
    key = None
    if store == "command":
        _check_command(known.command, session.chosen())
    else:
        key = _given_key(service, known.origin, bool(given["--stdin"]), console)
    chosen = session.chosen()
    with chosen.contexts.changing():
        chosen = chosen.again()
        place = _place(chosen, service)
        before = chosen.contexts.key(chosen.name, service.module.name, service.name)
        if key is not None:
            write_key(place, known, key)
        chosen.contexts.set_key(chosen.name, service.module.name, service.name, known)
        chosen.contexts.save()
        if before is not None and before.store != store:
            forget_key(place, before)
    where = {"file": place.file, "keyring": "the keyring", "command": "what the command prints"}[store]
    print(f"The key of {service.name} for {known.origin} is {'in ' if store != 'command' else ''}{where}{_of(chosen)}.")
    if service.variable and session.environment.get(service.variable):
        console.note(f"{service.variable} is set, and goes before a stored key.")
    return DONE


def _of(chosen: Chosen) -> str:
    from ..credentials.contexts import DEFAULT

    return "" if chosen.name == DEFAULT else f" (context '{chosen.name}')"


def _place(chosen: Chosen, service: NamedService) -> Place:
    return Place(chosen.contexts.folder, chosen.name, service.module.name, service.name, chosen.environment)


def _check_command(command: str, chosen: Chosen) -> None:
    """Raise UsageError for a command that could never be run."""
    from ..credentials.bounded import ProgramFailed
    from ..credentials.key_command import program_of

    try:
        program_of(command, chosen.environment)
    except ProgramFailed as error:
        raise UsageError(f"The key command {error}.") from None


_MOST = 64 * 1024


def _given_key(service: NamedService, origin: str, from_stdin: bool, console: Console) -> SecureString:
    """The key that is typed or read. Raises UsageError."""
    from ..credentials.bounded import ProgramFailed
    from ..credentials.key_command import one_line

    if from_stdin:
        data = b"" if sys.stdin is None else sys.stdin.buffer.read(_MOST + 1)
    else:
        if not console.asks_for_values:
            raise UsageError("There is no terminal to ask for the key on.", hint="Give it with --stdin, by a pipe.")
        typed = console.ask(f"Key of {service.name} for {origin}: ", hidden=True)
        data = (typed or "").encode("utf-8", "replace")
    try:
        if len(data) > _MOST:
            raise ProgramFailed(f"has more than {_MOST // 1024} KiB")
        return one_line(data)
    except ProgramFailed as error:
        raise UsageError(f"Nothing is stored: the answer {error}.") from None


def _logout(session: Session, service: NamedService) -> int:
    chosen = session.chosen()
    with chosen.contexts.changing():
        chosen = chosen.again()
        known = chosen.contexts.key(chosen.name, service.module.name, service.name)
        if known is None:
            raise CredentialsError(f"No key of {service.name} is stored{_of(chosen)}.")
        forget_key(_place(chosen, service), known)
        chosen.contexts.set_key(chosen.name, service.module.name, service.name, None)
        chosen.contexts.save()
    print(f"The key of {service.name} for {known.origin} is forgotten{_of(chosen)}.")
    return DONE


def _whoami(session: Session, name: str, options: Options, console: Console) -> int:
    """Print where the key of each module comes from. Returns 1 where one has none, or one that cannot be used."""
    services = (
        [service_named(session, name)]
        if name
        else [NamedService(session, module, "") for module in modules_with_keys(session)]
    )
    answers = [_answer(session, service) for service in services]
    if options.output in ("json", "jsonl"):
        import json

        if options.output == "json":
            print(json.dumps(answers, indent=2, ensure_ascii=False))
        else:
            print("".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers), end="")
    else:
        print("\n".join(_told(answer) for answer in answers))
    sys.stdout.flush()
    for answer in answers:
        if answer["problem"]:
            console.fail(answer["problem"])
    return DONE if all(answer["key"] and not answer["problem"] for answer in answers) else FAILED


def _answer(session: Session, service: NamedService) -> dict[str, Any]:
    from ..http.settings import CredentialError

    chosen = session.chosen()
    answer: dict[str, Any] = {"module": service.module.name, "service": service.name, "context": chosen.name}
    try:
        answer["base"] = session_masker_text(session, service.base())
    except CredentialError:
        answer["base"] = None
    answer |= {"key": None, "from": None, "for": None, "file": None, "age_days": None, "problem": None}
    if service.variable and session.environment.get(service.variable):
        return answer | {"key": HIDDEN, "from": f"environment {service.variable}"}
    found = chosen.find_key(service.module.name, service.name, service.variable)
    if found is None:
        return answer
    age = None if found.stored is None else max(0, int(time.time()) - found.stored) // 86_400
    answer |= {"key": HIDDEN, "from": found.told, "for": found.origin or None, "file": found.path or None}
    try:
        found.look()
        if answer["base"] is not None and found.origin:
            found.check(service.origin())
    except CredentialsError as error:
        answer["problem"] = error.message + (f" {error.hint}" if error.hint else "")
    return answer | {"age_days": age}


def session_masker_text(session: Session, text: str) -> str:
    """The text without secrets, an address's password for example."""
    from ..engine.secrets import session_masker

    return session_masker(session).text(text)


def _told(answer: dict[str, Any]) -> str:
    lines = [answer["module"], f"  context  {answer['context']}", f"  service  {answer['service']}"]
    lines.append(f"  address  {answer['base'] or 'none'}")
    if answer["key"] is None:
        lines.append("  key      none: `pscompat login` stores one")
        return "\n".join(lines)
    lines.append(f"  key      {answer['key']}")
    lines.append(f"  from     {answer['from']}")
    if answer["file"]:
        lines.append(f"  file     {answer['file']}")
    if answer["for"]:
        lines.append(f"  for      {answer['for']}")
    if answer["age_days"] is not None:
        days = answer["age_days"]
        lines.append(f"  age      {'today' if not days else f'{days} day' + 's' * (days > 1)}")
    return "\n".join(lines)
