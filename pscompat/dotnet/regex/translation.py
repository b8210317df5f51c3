"""From the tree of a .NET regular expression to a compiled Python one."""

from __future__ import annotations

from .atoms import RegexProblem
from .classes import class_text, literal_text
from .grammar import parse_pattern
from .guarded import guarded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from .grammar import Node


class UnsupportedPattern(RegexProblem):
    """A pattern that .NET takes and Python's engine cannot run."""


class Translation:
    """One translation: group numbers of .NET against names in the Python expression."""

    def __init__(self, ascii_only: bool) -> None:
        self.ascii_only = ascii_only
        self.captures: dict[int, list[str]] = {}
        self.count = 0

    def text(self, node: Node) -> str:
        """The node as a Python expression."""
        method: Callable[[Node], str] = getattr(self, "_" + node[0].replace("-", "_"))
        return method(node)

    def _literal(self, node: Node) -> str:
        return literal_text(node[1], node[2])

    def _any(self, node: Node) -> str:
        return "[\\s\\S]" if node[1] else "[^\\n]"

    def _class(self, node: Node) -> str:
        return class_text(node, self.ascii_only)

    def _anchor(self, node: Node) -> str:
        name, flag = node[1], node[2]
        if name == "^":
            return "(?m:^)" if flag else "\\A"
        if name == "$":
            return "(?=\\n|\\Z)" if flag else "(?=\\n?\\Z)"
        if name in ("\\b", "\\B"):
            return self._boundary(flag or self.ascii_only, name == "\\B")
        return {"\\A": "\\A", "\\G": "\\A", "\\Z": "(?=\\n?\\Z)", "\\z": "\\Z"}[name]

    def _boundary(self, ascii_only: bool, inverted: bool) -> str:
        if ascii_only:
            word = "[a-zA-Z0-9_]"
        else:
            word = class_text(
                ("class", False, [("shorthand", "w", False), ("range", "\u200c", "\u200d")], None, False), False
            )
        at = f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
        return f"(?!{at})" if inverted else at

    def _seq(self, node: Node) -> str:
        return "".join(self.text(part) for part in node[1])

    def _either(self, node: Node) -> str:
        return "(?:" + "|".join(self.text(part) for part in node[1]) + ")"

    def _group(self, node: Node) -> str:
        return f"(?:{self.text(node[1])})"

    def _capture(self, node: Node) -> str:
        number, removed, body = node[1], node[2], node[3]
        if removed is not None:
            raise UnsupportedPattern("Balancing groups are not supported.")
        name = self._new_name()
        text = f"(?P<{name}>{self.text(body)})"
        self.captures.setdefault(number, []).append(name)
        return text

    def _new_name(self) -> str:
        self.count += 1
        return f"g{self.count}"

    def _ahead(self, node: Node) -> str:
        return f"(?={self.text(node[1])})"

    def _not_ahead(self, node: Node) -> str:
        return f"(?!{self.text(node[1])})"

    def _behind(self, node: Node) -> str:
        return f"(?<={self.text(node[1])})"

    def _not_behind(self, node: Node) -> str:
        return f"(?<!{self.text(node[1])})"

    def _atomic(self, node: Node) -> str:
        name = self._new_name()
        return f"(?=(?P<{name}>{self.text(node[1])}))(?P={name})"

    def _reference(self, node: Node) -> str:
        names = self.captures.get(node[1])
        if not names:
            return "(?!)"  # to a group that has not matched yet
        text = "(?:" + "|".join(f"(?P={name})" for name in reversed(names)) + ")"
        return f"(?i:{text})" if node[2] else text

    def _repeat(self, node: Node) -> str:
        body, low, high, lazy = node[1:]
        bounds = {(0, -1): "*", (1, -1): "+", (0, 1): "?"}.get((low, high))
        if bounds is None:
            bounds = f"{{{low},{'' if high == -1 else high}}}"
        return f"(?:{self.text(body)}){bounds}{'?' if lazy else ''}"

    def _if_group(self, node: Node) -> str:
        names = self.captures.get(node[1], [])
        yes, no = self.text(node[2]), self.text(node[3]) if len(node) > 3 else ""
        return f"(?({names[-1]}){yes}|{no})" if names else f"(?:{no})"

    def _if_matches(self, node: Node) -> str:
        condition = self.text(node[1])
        yes, no = self.text(node[2]), self.text(node[3]) if len(node) > 3 else ""
        return f"(?:(?={condition})(?:{yes})|(?!{condition})(?:{no}))"


_compiled: dict[tuple[str, frozenset[str], bool], tuple[Any, dict[int, list[str]]]] = {}
_CACHE_LIMIT = 200


def units(text: str) -> str:
    """A text whose characters are UTF-16 units."""
    if text.isascii() or not any(char > "\uffff" for char in text):
        return text
    raw = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(raw[i] | raw[i + 1] << 8) for i in range(0, len(raw), 2))


def search(pattern: str, options: frozenset[str], text: str) -> bool:
    """Whether the pattern matches anywhere in the text. Raises RegexProblem."""
    return guarded(_compiled_for(pattern, options, text)[0]).search(units(text)) is not None


Span = tuple[int, int]
"""Where a group matched, in UTF-16 units; -1 and -1 where it did not."""


def find_all(pattern: str, options: frozenset[str], text: str) -> Iterator[tuple[list[Span], str]]:
    """Each match as the spans of its groups, the whole one first, and the text they count in. Raises RegexProblem."""
    compiled, captures = _compiled_for(pattern, options, text)
    told = units(text)
    for found in compiled.finditer(told):
        spans = [found.span()]
        for number in range(1, max(captures, default=0) + 1):
            taken = [found.span(name) for name in captures.get(number, ()) if found.group(name) is not None]
            spans.append(taken[-1] if taken else (-1, -1))
        yield spans, told


def _compiled_for(pattern: str, options: frozenset[str], text: str) -> tuple[Any, dict[int, list[str]]]:
    key = (pattern, options, text.isascii())
    compiled = _compiled.get(key)
    if compiled is None:
        compiled = _compile(*key)
        if len(_compiled) >= _CACHE_LIMIT:
            _compiled.clear()
        _compiled[key] = compiled
    return compiled


def _compile(pattern: str, options: frozenset[str], ascii_only: bool) -> tuple[Any, dict[int, list[str]]]:
    import re

    tree = parse_pattern(units(pattern), options)
    translation = Translation(ascii_only)
    try:
        return re.compile(translation.text(tree)), translation.captures
    except (re.error, OverflowError) as error:
        raise UnsupportedPattern(f"The pattern '{pattern}' cannot be run here: {error}.") from None
    except RecursionError:
        raise UnsupportedPattern(f"The pattern '{pattern[:80]}' is nested too deeply.") from None
