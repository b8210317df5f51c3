"""A first help file for a new command: from a name, a method and a path to a file that passes the check and runs."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..dotnet.conversion import convert
from ..dotnet.types import UnknownTypeError, resolve
from ..errors import ConversionError, HelpFileError, ParseError
from ..files import read_bytes
from ..helpfile.module import MODULE_FILE, help_folder_of
from ..helpfile.modulefile import read_module_file
from ..language.literal import read_literal
from ..model import COMMON_PARAMETERS, SHOULD_PROCESS_PARAMETERS
from .checking.approved_verbs import CHANGING_VERBS
from .document import ALL_SETS, CommandHelp, Example, HelpParameter, SetEntry, TypeNote
from .formats.page_types import OBJECT, SWITCH, dotnet_name
from .formats.syntax_derivation import derive_syntaxes
from .formats.yaml_blocks import dump
from .formats.yaml_writer import write_yaml
from .importer import Output

_RESERVED = {
    word.lower() for each in (*COMMON_PARAMETERS, *SHOULD_PROCESS_PARAMETERS) for word in (each.name, *each.aliases)
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*-[A-Za-z][A-Za-z0-9]*")
_PARAMETER = re.compile(
    r"(?P<name>[A-Za-z_]\w*)(?::(?P<type>[^=!]+))?(?P<mandatory>!)?(?:=(?P<default>.*))?", re.ASCII | re.DOTALL
)
_PLACE = re.compile(r"\{([^{}]*)\}")
_METHOD_OF_VERB = {"New": "POST", "Add": "POST", "Request": "POST", "Send": "POST", "Set": "POST", "Update": "PATCH"}
_METHOD_OF_VERB |= {"Remove": "DELETE", "Clear": "DELETE", "Invoke": "POST", "Start": "POST", "Stop": "POST"}
_WORD_OF_VERB = {"New": "Creates", "Set": "Changes"}
_SAMPLES = {
    "System.Boolean": "$true",
    "System.Char": "x",
    "System.Collections.Hashtable": "@{ name = 'value' }",
    "System.Collections.IDictionary": "@{ name = 'value' }",
    "System.DateTime": "2026-01-31",
    "System.DateTimeOffset": "2026-01-31",
    "System.Guid": "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "System.TimeSpan": "00:05:00",
    "System.Uri": "https://example.test/",
    "System.Version": "1.0.0",
}
_OTHER_SAMPLES = ("1", "{ 1 }", "System.String")


@dataclass(frozen=True, slots=True)
class NewParameter:
    """A parameter to be declared: its name, type, whether it is mandatory, and its default as a PowerShell literal."""

    name: str
    type: str = "string"
    mandatory: bool = False
    default: str = ""


def parse_parameter(text: str) -> NewParameter:
    """``Name``, ``Name:type``, ``Name:type!`` (mandatory) or ``Name:type=default``.

    Raises HelpFileError, also for the name of a common parameter and for a default that the type does not take.
    """
    match = _PARAMETER.fullmatch(text.strip())
    if not match:
        raise HelpFileError(text, "a parameter is written Name:type, Name:type! or Name:type=default")
    kind = (match["type"] or "string").strip()
    if dotnet_name(kind) is None:
        raise HelpFileError(text, f"there is no type {kind}")
    asked = NewParameter(match["name"], kind, match["mandatory"] is not None, match["default"] or "")
    _check_name(text, asked.name)
    if asked.default:
        _default_literal(asked, dotnet_name(kind) or OBJECT)
    return asked


def _check_name(given: str, name: str) -> None:
    if name.lower() in _RESERVED:
        raise HelpFileError(given, f"-{name} is a common parameter, which PowerShell adds itself")


def method_for(name: str) -> str:
    """The HTTP method that the verb suggests."""
    return _METHOD_OF_VERB.get(name.partition("-")[0].capitalize(), "GET")


def known_method(name: str, method: str) -> str:
    """The method in capitals. Raises HelpFileError for one that no request has."""
    if method.upper() not in METHODS:
        raise HelpFileError(name, f"{method.upper()} is none of {', '.join(METHODS)}")
    return method.upper()


def check_command_name(name: str) -> None:
    """Raises HelpFileError when the name is not of the form Verb-Noun."""
    if not _NAME.fullmatch(name):
        raise HelpFileError(name or "''", "a command is called Verb-Noun, with letters and digits")


def new_document(
    name: str,
    *,
    method: str,
    path: str,
    parameters: Sequence[NewParameter] = (),
    synopsis: str = "",
) -> CommandHelp:
    """The document of the new command.

    Each ``{Name}`` of the path is a mandatory parameter with a position; the others are sent in the query of a GET or
    DELETE, else in the body, under their names in snake_case. Raises HelpFileError.
    """
    check_command_name(name)
    method = known_method(name, method)
    places = places_of(name, path)
    noun = _words(name.partition("-")[2])
    document = CommandHelp(name, {"Module Name": "", "Locale": "en-US"})
    document.synopsis = synopsis or f"{_third_person(name.partition('-')[0])} {_article(noun)}."
    document.description = f"Sends {method} {path} and writes the answer."
    document.common_parameters = True
    given = {parameter.name.lower(): parameter for parameter in parameters}
    if len(given) < len(parameters):
        raise HelpFileError(name, "a parameter is given twice")
    for position, place in enumerate(places):
        asked = given.pop(place.lower(), NewParameter(place))
        document.parameters.append(_path_parameter(asked, position, noun))
    rest = [parameter for parameter in parameters if parameter.name.lower() in given]
    document.parameters += [_sent_parameter(parameter) for parameter in rest]
    request: dict[str, object] = {"method": method, "path": path}
    if rest:
        # A default is always sent, everything else when it is given.
        fields = {_snake(each.name): f"${each.name}{'!' if each.default else ''}" for each in rest}
        request["query" if method in ("GET", "DELETE") else "body"] = fields
    changes = name.partition("-")[0].capitalize() in CHANGING_VERBS
    document.extra = {"supportsShouldProcess": "true", "request": request} if changes else {"request": request}
    document.examples = [_example(document, noun)]
    document.outputs = [TypeNote("System.Management.Automation.PSObject", "The answer of the service.")]
    document.syntaxes = derive_syntaxes(document)
    return document


def new_files(document: CommandHelp, folder: str, *, base: str = "") -> tuple[str, list[Output]]:
    """The help folder, and the files to write into it: the command's, and a module file where there is none.

    ``folder`` is the module's folder or its help folder; ``base`` the base URL of a new module's service.
    Raises HelpFileError when there is a module file that cannot be read.
    """
    folder = os.path.abspath(folder)
    help_folder = help_folder_of(folder)
    module_path = os.path.join(help_folder, MODULE_FILE)
    _check_unknown(document.title, help_folder)
    outputs = []
    if os.path.isfile(module_path):
        name = read_module_file(read_bytes(module_path), module_path).name
    else:
        name = re.sub(r"[^\w.]+", "", os.path.basename(os.path.dirname(help_folder))).lstrip(".") or "MyModule"
        outputs.append(Output(MODULE_FILE, _module_file(name, base)))
    document.metadata["Module Name"] = document.module or name
    return help_folder, [Output(f"{document.title}.yaml", write_yaml(document)), *outputs]


def _check_unknown(name: str, help_folder: str) -> None:
    """Names of commands differ by more than case. Raises HelpFileError."""
    for file in os.listdir(help_folder) if os.path.isdir(help_folder) else ():
        if file.lower() == f"{name}.yaml".lower() and file != f"{name}.yaml":
            raise HelpFileError(os.path.join(help_folder, file), f"the module has this command, {file[:-5]}, already")


def _module_file(name: str, base: str) -> str:

    tree: dict[str, object] = {
        "name": name,
        "version": "0.1.0",
        "description": f"The commands of {name}.",
    }
    if base:
        tree["endpoints"] = {"default": name, "services": {name: {"base": base}}}
    return dump(tree)


def places_of(name: str, path: str) -> list[str]:
    """The names of the places ``{Name}`` in the path of a command's request. Raises HelpFileError."""
    if not path.startswith("/") or any(char.isspace() or char in "?#\\" for char in path):
        raise HelpFileError(name, f"the path {path!r} must start with a slash, without blanks, query or fragment")
    places = _PLACE.findall(path)
    for place in places:
        if not re.fullmatch(r"[A-Za-z_]\w*", place, re.ASCII):
            raise HelpFileError(name, f"{{{place}}} in the path is no name for a parameter")
        _check_name(name, place)
    if "{" in _PLACE.sub("", path) or "}" in _PLACE.sub("", path):
        raise HelpFileError(name, f"the braces of the path {path!r} do not match")
    if len({place.lower() for place in places}) < len(places):
        raise HelpFileError(name, f"the path {path!r} has a place twice")
    return places


def _path_parameter(asked: NewParameter, position: int, noun: str) -> HelpParameter:
    words = _words(asked.name)
    text = f"The id of the {noun}." if words in ("id", f"{noun} id") else f"The {words}."
    entry = SetEntry(ALL_SETS, str(position), True, by_value=position == 0, by_name=True)
    parameter = HelpParameter(asked.name, dotnet_name(asked.type) or OBJECT, text, sets=[entry])
    if _snake(asked.name) != asked.name.lower():
        parameter.aliases = [_snake(asked.name)]
    if parameter.type == "System.String":
        parameter.extra = {"validate": [{"kind": "notNullOrEmpty"}]}
    return parameter


def _sent_parameter(asked: NewParameter) -> HelpParameter:
    entry = SetEntry(ALL_SETS, "Named", asked.mandatory)
    parameter = HelpParameter(asked.name, dotnet_name(asked.type) or OBJECT, f"The {_words(asked.name)}.", sets=[entry])
    if asked.default:
        parameter.default = asked.default
        parameter.extra = {"default": _default_literal(asked, parameter.type or OBJECT)}
    return parameter


def _default_literal(asked: NewParameter, kind: str) -> str:
    """The default as a PowerShell literal; a bare word gets what it needs to be one.

    Raises HelpFileError for a value that the type does not take.
    """
    text = asked.default
    words = text.split(",") if kind.endswith("[]") and not _is_constant(text) else [text]
    literal = ", ".join(_word_literal(word.strip(), kind.removesuffix("[]")) for word in words)
    try:
        convert(read_literal(literal), resolve(kind))
    except (ParseError, ConversionError) as error:
        reason = " ".join(str(error).split())
        raise HelpFileError(f"{asked.name}={text}", f"the default is no {kind}: {reason}") from None
    return literal


def _word_literal(word: str, kind: str) -> str:
    if kind in ("System.Boolean", SWITCH) and word.lower() in ("true", "false"):
        return f"${word.lower()}"
    if _is_constant(word) and (kind != "System.String" or word[:1] in ("'", '"', "$", "@")):
        return word
    return "'" + word.replace("'", "''") + "'"


def _is_constant(text: str) -> bool:
    try:
        read_literal(text)
    except (ParseError, ConversionError, UnknownTypeError):
        return False
    return True


def _example(document: CommandHelp, noun: str) -> Example:
    words = [document.title]
    for parameter in document.parameters:
        if parameter.sets[0].required:
            words.append(
                f"-{parameter.name}" if parameter.type == SWITCH else f"-{parameter.name} {_sample(parameter)}"
            )
    return Example(
        f"Example 1: {document.synopsis.rstrip('.')}",
        f"```powershell\nPS> {' '.join(words)}\n```\n\nWrites the {noun} as the service answers it.",
    )


def _sample(parameter: HelpParameter) -> str:
    """A value that the parameter's type takes; a variable where no text makes one."""
    kind = resolve(parameter.type or OBJECT)
    element = kind
    while element.kind == "array" and element.element is not None:
        element = element.element
    text = f"{_snake(parameter.name)}_123"
    likely = list(element.enum.members)[:1] if element.enum is not None else [_SAMPLES.get(element.full_name, text)]
    for word in (*likely, *_OTHER_SAMPLES):
        try:
            convert(read_literal(word) if _is_constant(word) else word, kind)
        except ConversionError:
            continue
        return word
    return f"${parameter.name[0].lower()}{parameter.name[1:]}"


def _words(name: str) -> str:
    """``ThreadRun`` as ``thread run``."""
    return _snake(name).replace("_", " ")


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def _article(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _third_person(verb: str) -> str:
    verb = verb.capitalize()
    if verb in _WORD_OF_VERB:
        return _WORD_OF_VERB[verb]
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else f"{verb}s"
