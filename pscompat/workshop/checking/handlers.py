"""What commands do: handler modules against the parameters they read. They are parsed, never run."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Sequence

from ...engine.python_files import stand_in_file
from ...errors import HelpFileError
from ...files import read_bytes
from ...helpfile.entry import root
from ...helpfile.yamltext import read_yaml
from .calls import check_requests
from .findings import Finding
from .subject import CheckedModule, Subject

_BLOCKS = ("begin", "process", "end")


def check_actions(module: CheckedModule) -> Iterator[Finding]:
    """What the commands of a module do: a request, or a handler, whose module exists and reads their parameters."""
    by_handler: dict[str, list[Subject]] = {}
    for subject in module.subjects:
        command = subject.command
        if command.handler:
            by_handler.setdefault(command.handler, []).append(subject)
        elif command.request is None:
            yield subject.finding("not-run", "warning", "it has neither a request nor a handler", "pscompat")
        elif not module.alone and not module.module.endpoints:
            message = "the module file describes no service to send it to, under endpoints"
            yield subject.finding("request-service", "warning", message, "pscompat.request")
    yield from check_requests(module)
    for name, subjects in by_handler.items():
        yield from _handler(os.path.join(module.folder, "cmdlets", f"{name}.py"), subjects)
    if module.module.sandbox:
        yield from _stand_in(module, stand_in_file(os.path.join(module.folder, "cmdlets"), module.module.sandbox)[0])


def _stand_in(module: CheckedModule, path: str) -> Iterator[Finding]:
    """What the module has for the sandbox: a Python file with a SERVICE."""
    own = module.module.path
    try:
        body = ast.parse(read_bytes(path), filename=path).body
    except HelpFileError as error:
        line = root(read_yaml(read_bytes(own), own), own).tree.lines["sandbox"]
        yield Finding("sandbox-missing", "error", f"{path}: {error.reason}", own, line, "sandbox")
        return
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        yield Finding("sandbox-missing", "error", f"is not Python: {error}", path, getattr(error, "lineno", 0) or 0)
        return
    targets = [name for node in body if isinstance(node, ast.Assign) for name in node.targets]
    if not any(isinstance(name, ast.Name) and name.id == "SERVICE" for name in targets):
        yield Finding("sandbox-missing", "error", "has no SERVICE", path, 1)


def _handler(path: str, subjects: Sequence[Subject]) -> Iterator[Finding]:
    """One handler module; several commands may share it, so it may read the parameters of any of them."""
    first = subjects[0]
    try:
        tree = ast.parse(read_bytes(path), filename=path)
    except HelpFileError as error:
        for subject in subjects:
            yield subject.finding("handler-missing", "error", f"{path}: {error.reason}", "pscompat.handler")
        return
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", 0) or 0
        yield Finding("handler-missing", "error", f"is not Python: {error}", path, line, first.command.name)
        return
    blocks = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in _BLOCKS]
    if not blocks and not any(_imports_block(node) for node in tree.body):
        yield Finding("handler-missing", "error", "has none of begin, process and end", path, 1, first.command.name)
    known = {each.parameter.name.lower() for subject in subjects for each in subject.parameters}
    for block in blocks:
        for name, line in values_read(block):
            if name.lower() not in known:
                message = f"reads {name}, which is no parameter of {' or '.join(s.command.name for s in subjects[:3])}"
                yield Finding("handler-parameters", "error", message, path, line, block.name)


def _imports_block(node: ast.stmt) -> bool:
    if isinstance(node, ast.ImportFrom):
        return any((alias.asname or alias.name) in _BLOCKS for alias in node.names)
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id in _BLOCKS for target in node.targets)
    return False


def values_read(block: ast.FunctionDef) -> Iterator[tuple[str, int]]:
    """The names that a block reads from ``call.values``, also through a variable that was set to it."""
    if not block.args.args:
        return
    call = block.args.args[0].arg
    aliases = {
        target.id
        for node in ast.walk(block)
        if isinstance(node, ast.Assign) and _is_values(node.value, call)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(block):
        if isinstance(node, ast.Attribute) and (_is_values(node.value, call) or _is_name(node.value, aliases)):
            if not node.attr.startswith("_") and node.attr not in ("get", "items", "keys", "values"):
                yield node.attr, node.lineno
        elif isinstance(node, ast.Subscript) and _is_values(node.value, call):
            index = node.slice
            if isinstance(index, ast.Constant) and isinstance(index.value, str):
                yield index.value, node.lineno


def _is_values(node: ast.expr, call: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "values" and _is_name(node.value, {call})


def _is_name(node: ast.expr, names: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names
