"""Checks of ``request:`` and ``response:``, made when the help file is loaded: words, shapes, names, variants.

Every check raises HelpFileError with file, line and key, so that a command runs with data that make sense.
"""

from __future__ import annotations

from typing import Any

from ..model import ALL_SETS
from .entry import Entry, shown
from .request_values import Names, Place, check_name
from .request_words import (
    ACCEPTOR_KEYS,
    ACCEPTOR_STATES,
    ACTIONS,
    BODIES,
    ERROR_FORMS,
    METHODS,
    READINGS,
    REQUEST_KEYS,
    RESPONSE_KEYS,
    RESPONSE_VARIANT_KEYS,
    STEP_KEYS,
    TRUTHS,
    VARIANT_KEYS,
    WAITER_KEYS,
)
from .yamltext import Mapping, Node, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Parameter
    from .modulefile import ModuleFile


def check_request(own: Entry, parameters: Iterable[Parameter], default_set: str, module: ModuleFile) -> None:
    """Check the ``request:`` and ``response:`` of a command's ``pscompat`` mapping. Raises HelpFileError."""
    request = own.mapping("request")
    if request is None:
        return
    parameters = list(parameters)
    sets = {entry.name for parameter in parameters for entry in parameter.sets if entry.name != ALL_SETS}
    sets |= {default_set} if default_set else set()
    services = module.endpoints.get("services", {})
    response = own.mapping("response")
    names = Names((parameter.name for parameter in parameters), sets, services)
    checker = _Checker(names, module, response.tree if response else None)
    checker.lists = {parameter.name.lower() for parameter in parameters if parameter.type.endswith("[]")}
    checker.request(request)
    if response is not None:
        checker.response(response)


class _Checker:
    def __init__(self, names: Names, module: ModuleFile, answer: Node) -> None:
        self.names = names
        self.module = module
        self.answer = answer
        self.lists: set[str] = set()

    def request(self, entry: Entry) -> None:
        entry.only(REQUEST_KEYS)
        place = Place(entry.path, entry.where, entry.tree.line)
        self._declare(entry, place)
        sends = bool(entry.tree.get("path"))
        for key, node, at in place.members(entry.tree):
            if key == "before":
                self.steps(node, at)
            elif key == "variants":
                sends = self.variants(node, at, entry.tree) or sends
            elif key == "each":
                self.each(node, at)
            elif key == "errors":
                _one_of(node, ERROR_FORMS, at)
            elif key not in ("values", "collect"):
                self.part(key, node, Place(at.path, at.key, at.line, "each" in entry.tree))
        if not sends and "before" not in entry.tree:
            raise place.error("there is neither a path nor a step: the request does nothing")
        self.whole(entry.tree, place)

    def _declare(self, entry: Entry, place: Place) -> None:
        """Make the names known that the request itself gives to values, and check what they stand for."""
        given: list[tuple[Node, Place]] = []
        for key in ("values", "collect"):
            below = entry.mapping(key)
            for name, value, at in Place(entry.path, entry.place(key), 0).members(below.tree) if below else ():
                self.names.values.add(check_name(name, at))
                given.append((value, at))
        self.names.values.update(name for tree in (entry.tree, self.answer) for name in _into(tree))
        for value, at in given:
            self.names.value(value, at)

    def part(self, key: str, node: Node, place: Place) -> None:
        """Check a part of a request that a variant may have as well."""
        if key == "method":
            _one_of(node, METHODS, place)
        elif key == "changes":
            _one_of(node, TRUTHS, place)
        elif key == "path":
            if not isinstance(node, str):
                raise place.error("must be text")
            self.path(node, place)
        elif key == "paginator":
            _one_of(node, self.module.paginators, place, "the module file has no paginator of that name")
        elif key in ("query", "headers", "form", "multipart"):
            if not isinstance(node, Mapping):
                raise place.error("must be a mapping")
            self.names.value(node, place)
            if key == "query":
                self.query(node, place)
        else:
            self.names.value(node, place)

    def path(self, text: str, place: Place) -> None:
        """Check a path: each place in braces takes one value."""
        self.names.path_text(text, place)
        for name in text.replace("}", "{").split("{")[1::2]:
            if name.removeprefix("$").lower() in self.lists:
                raise place.error(
                    f"{name} is a list, and a path takes one value: join it, or repeat the request (each)"
                )

    def query(self, tree: Mapping, place: Place) -> None:
        """Check that no field is an object where the module file says nothing of objects."""
        if self.module.endpoints.get("requests", {}).get("objects") == "deepObject":
            return
        for _, node, at in place.members(tree):
            if isinstance(node, Mapping) and not any(key.startswith("$") for key in node):
                raise at.error("is an object; endpoints.requests.objects of the module file says how one is sent")

    def each(self, node: Node, place: Place) -> None:
        """Check what a request is repeated for."""
        if isinstance(node, str) and not node.startswith("$"):
            raise place.error("must be a list, or a value that begins with $")
        self.names.value(node, place)

    def whole(self, tree: Mapping | dict[str, Node], place: Place) -> None:
        """Check a whole request, with what a variant adds: it has one kind of body, and that fits its Content-Type."""
        bodies = [key for key in BODIES if key in tree]
        if len(bodies) > 1:
            raise place.error(f"a request has one body: {' or '.join(bodies)}, not both")
        paginator = self.module.paginators.get(str(tree.get("paginator")), {})
        members = tree.get("form", tree.get("body", Mapping()))
        if paginator.get("input_in") == "body" and not isinstance(members, Mapping):
            raise place.error("the paginator puts its token into the body, which has no members")
        headers = tree.get("headers")
        for name, stated in headers.items() if isinstance(headers, Mapping) else ():
            if name.lower() != "content-type" or not isinstance(stated, str) or stated.startswith("$"):
                continue
            media = stated.partition(";")[0].strip().lower()
            if bodies and bodies[0] != "body":
                raise place.error(f"the Content-Type of a request with {bodies[0]} is its own")
            if isinstance(tree.get("body"), (Mapping, Sequence)) and not _takes_objects(media, tree["body"]):
                raise place.error(f"a body of members cannot be sent as {media}")

    def variants(self, node: Node, place: Place, base: Mapping) -> bool:
        """Check the variants: each has a path, here or in common, and can come to pass."""
        if not isinstance(node, Sequence) or not node:
            raise place.error("must be a list of variants")
        reachable = _Reachable(self.names.sets)
        for tree, at in place.items(node):
            if not isinstance(tree, Mapping):
                raise at.error("must be a mapping")
            Entry(tree, at.path, at.key).only(VARIANT_KEYS)
            if "path" not in tree and "path" not in base:
                raise at.error("the variant has no path")
            self.whole({**base, **tree}, at)
            reachable.add(tree.get("when"), at)
            for key, value, part in at.members(tree):
                if key == "each":
                    self.each(value, part)
                    continue
                if key == "when":
                    part.current = "each" in base
                    self.names.condition(value, part)
                    continue
                part.current = "each" in base or "each" in tree
                self.part(key, value, part)
        return True

    def response(self, entry: Entry) -> None:
        entry.only(RESPONSE_KEYS)
        place = Place(entry.path, entry.where, entry.tree.line, current=True)
        for key, node, at in place.members(entry.tree):
            if key == "variants":
                self.response_variants(node, at)
            else:
                self.response_part(key, node, at)

    def response_variants(self, node: Node, place: Place) -> None:
        """Check the variants of a response; they are told apart before there is an answer."""
        if not isinstance(node, Sequence) or not node:
            raise place.error("must be a list of variants")
        reachable = _Reachable(self.names.sets)
        for tree, at in place.items(node):
            if not isinstance(tree, Mapping):
                raise at.error("must be a mapping")
            Entry(tree, at.path, at.key).only(RESPONSE_VARIANT_KEYS)
            reachable.add(tree.get("when"), at)
            for key, value, part in at.members(tree):
                if key == "when":
                    part.current = False
                    self.names.condition(value, part)
                else:
                    self.response_part(key, value, part)

    def response_part(self, key: str, node: Node, place: Place) -> None:
        """Check a part of a response that a variant may have as well."""
        if key == "as":
            if isinstance(node, str):
                _one_of(node, READINGS, place)
            else:
                self.names.value(node, place)
        elif key == "items":
            if not isinstance(node, str):
                raise place.error("must be an expression")
            self.names.expression(node, place)
        elif key == "plain":
            if not isinstance(node, str) or not node:
                raise place.error("must be text")
        elif key in ("write", "complete"):
            self.names.condition(node, place)
        elif key == "then":
            self.steps(node, place)
        else:
            self.names.value(node, place)

    def steps(self, node: Node, place: Place) -> None:
        """Check a list of steps."""
        if not isinstance(node, Sequence):
            raise place.error("must be a list of steps")
        for tree, at in place.items(node):
            if not isinstance(tree, Mapping):
                raise at.error("a step is a mapping")
            actions = [key for key in tree if key in ACTIONS and not (key == "stop" and "error" in tree)]
            if len(actions) != 1:
                raise at.error(f"a step has one action of {', '.join(ACTIONS)}")
            if actions == ["stop"] and not at.current:
                raise at.error("stop alone ends the answer, and there is none yet")
            around = ("when",) if actions == ["stop"] else ("when", "each")
            Entry(tree, at.path, at.key).only((*around, *actions, *STEP_KEYS[actions[0]]))
            self.step(tree, actions[0], at)

    def step(self, tree: Mapping, action: str, place: Place) -> None:
        for key, node, at in place.members(tree):
            if key == "each":
                self.names.value(node, at)
                continue
            at.current = at.current or "each" in tree
            if key == "when":
                self.names.condition(node, at)
            elif key in ("error", "warn", "verbose"):
                if not isinstance(node, str) or not node:
                    raise at.error("must be text")
                self.names.text(node, at)
            elif key in ("stop", "continue", "once", "apart"):
                _one_of(node, ("true",) if action == "stop" else TRUTHS, at)
            elif key == "waiter":
                self.waiter(node, at)
            elif key == "add":
                self.members(node, at)
            elif key == "with":
                self.arguments(node, at, given=action == "command")
            elif key in ("write", "information", "save", "to"):
                self.names.value(node, at)
            elif key in ("command", "hook", "exception", "by", "into") and not (isinstance(node, str) and node):
                raise at.error("must be text")
        if action == "save" and "to" not in tree:
            raise place.error("what is saved needs a path under to:")
        if action == "waiter" and "into" not in tree:
            raise place.error("a waiter says under into: what its last record is called")

    def members(self, node: Node, place: Place) -> None:
        """Check the members that ``add`` puts on an object; below ``list[].`` the list's item is at hand."""
        if not isinstance(node, Mapping):
            raise place.error("must be a mapping of members")
        for _, value, at in place.members(node):
            at.current = True
            self.names.value(value, at)

    def arguments(self, node: Node, place: Place, *, given: bool) -> None:
        """Check ``with``: a mapping of values, or for a command ``given``."""
        if isinstance(node, str) and given:
            _one_of(node, ("given",), place)
        elif not isinstance(node, Mapping):
            raise place.error("must be a mapping of parameters and values")
        else:
            self.names.value(node, place)

    def waiter(self, node: Node, place: Place) -> None:
        """Check a waiter, its acceptors look at the record that was polled."""
        if not isinstance(node, Mapping):
            raise place.error("must be a mapping")
        entry = Entry(node, place.path, place.key)
        entry.only(WAITER_KEYS)
        if ("url" in node) == ("operation" in node):
            raise entry.error("a waiter has an operation or a url")
        entry.required("url" if "url" in node else "operation")
        for key, value, at in place.members(node):
            if key == "with":
                self.arguments(value, at, given=True)
            elif key in ("delay", "url"):
                self.names.value(value, at)
            elif key == "progress":
                at.current = True
                self.names.text(entry.text(key), at)
            elif key in ("done", "total"):
                at.current = True
                for expression in entry.texts(key):
                    self.names.expression(expression, at)
        acceptors = list(entry.mappings("acceptors"))
        if not any(each.text("state") == "retry" for each in acceptors):
            raise entry.error("no acceptor has the state retry, so nothing is waited for", "acceptors")
        for each in acceptors:
            self.acceptor(each)

    def acceptor(self, entry: Entry) -> None:
        entry.only(ACCEPTOR_KEYS)
        place = Place(entry.path, entry.where, entry.tree.line, current=True)
        _one_of(entry.text("matcher", "path"), ("path",), place.at("matcher", entry.tree.line))
        _one_of(entry.required("state"), ACCEPTOR_STATES, place.at("state", entry.tree.lines["state"]))
        self.names.expression(entry.required("argument"), place.at("argument", entry.tree.lines["argument"]))
        if "expected" in entry.tree:
            self.names.value(entry.tree["expected"], place.at("expected", entry.tree.lines["expected"]))
        self.names.text(entry.text("message"), place.at("message", entry.tree.line))


class _Reachable:
    """Which variants can come to pass: none after one without condition, or whose sets are taken already."""

    def __init__(self, sets: frozenset[str]) -> None:
        self.sets = sets
        self.taken: set[str] = set()
        self.seen: list[Any] = []
        self.closed = False

    def add(self, condition: Node, place: Place) -> None:
        """Take a variant's condition. Raises HelpFileError when it can never be the first that holds."""
        names = self._only_sets(condition)
        if self.closed or condition in self.seen or (names and names <= self.taken):
            raise place.error("the variant is never reached: those before it take every case")
        self.seen.append(condition)
        self.taken |= names
        self.closed = condition is None or bool(names and self.taken >= self.sets)

    def _only_sets(self, condition: Node) -> set[str]:
        if not isinstance(condition, Mapping) or list(condition) != ["set"]:
            return set()
        named = condition["set"]
        return {named} if isinstance(named, str) else {str(name) for name in named or ()}


def _takes_objects(media: str, body: Node) -> bool:
    """Whether members can be sent as that media type; a value of another kind may hide in one with words."""
    if isinstance(body, Mapping) and any(key in ("$value", "$text", "$first", "$nth") for key in body):
        return True
    form = media == "application/x-www-form-urlencoded" and isinstance(body, Mapping)
    return form or media == "application/json" or media.endswith("+json")


def _into(node: Node) -> list[str]:
    """The names that steps give to what commands, waiters and hooks return."""
    found = []
    pending: list[Node] = [node]
    while pending:
        each = pending.pop()
        if isinstance(each, Mapping):
            name = each.get("into")
            if isinstance(name, str):
                found.append(name)
            pending += each.values()
        elif isinstance(each, Sequence):
            pending += each
    return found


def _one_of(node: Node, known: Iterable[str], place: Place, reason: str = "") -> None:
    if not isinstance(node, str) or node not in known:
        told = reason or f"must be one of {', '.join(known)}"
        raise place.error(f"{told}; it is {shown(str(node))}")
