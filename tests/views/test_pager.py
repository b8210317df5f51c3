"""Help on a terminal: width, colour, the pager, harmless control characters."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import pytest
from pytest_subprocess import FakeProcess

from pscompat.model import Command
from pscompat.views.help.help_answer import HelpAnswer
from pscompat.views.help.lookup import find_help
from pscompat.views.help.pager import HEADING, RESET, show, terminal_text
from pscompat.views.help.sources import HelpSource

SOURCE = HelpSource("Acme", [Command(name="Get-Crate")], texts={"about_X": "TOPIC\n\x1b[31mred\x07\n"})
ANSWER = find_help("Get-Crate", sources=[SOURCE])


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(answer: HelpAnswer, width: int | None = None, **environment: Any) -> str:
    stream = Terminal()
    show(answer, width=width, stream=stream, environment=environment)
    return stream.getvalue()


def paged(fp: FakeProcess, command: list[str], **environment: Any) -> str:
    given: list[bytes] = []
    fp.register(command, stdin_callable=given.append)
    assert shown(ANSWER, **environment) == ""
    return b"".join(given).decode()


def test_a_pipe_gets_plain_text_of_any_width() -> None:
    stream = io.StringIO()
    show(ANSWER, stream=stream, environment={"PAGER": "false"})
    assert stream.getvalue() == ANSWER.text()
    stream = io.StringIO()
    show(ANSWER, width=20, stream=stream)
    assert stream.getvalue() == ANSWER.text(20)


def test_a_terminal_goes_through_the_pager(fp: FakeProcess) -> None:
    text = paged(fp, ["less", "-R"])
    assert text.startswith(f"\n{HEADING}NAME{RESET}\n    Get-Crate\n")
    assert text.replace(HEADING, "").replace(RESET, "") == ANSWER.text(79)


def test_the_environment_names_the_pager(fp: FakeProcess) -> None:
    assert "REMARKS" in paged(fp, ["my pager", "-x"], PAGER="'my pager' -x")
    assert HEADING not in paged(fp, ["less", "-R"], NO_COLOR="1")


@pytest.mark.parametrize("environment", [{"PAGER": ""}, {"PAGER": "cat"}, {"PAGER": "no-such-pager"}, {"PAGER": "'"}])
def test_without_a_pager_it_is_printed(environment: dict[str, Any]) -> None:
    assert shown(ANSWER, **environment) == terminal_text(ANSWER.page(79), coloured=True)


def test_a_dumb_terminal_gets_neither_colour_nor_pager() -> None:
    assert shown(ANSWER, width=30, TERM="dumb") == ANSWER.text(30)


def test_table_headers_are_headings() -> None:
    source = HelpSource("Acme", [Command(name="Get-Crate"), Command(name="Set-Crate")])
    lines = shown(find_help("*", sources=[source]), PAGER="cat").split("\n")
    assert [line.startswith(HEADING) for line in lines[:4]] == [False, True, True, False]


def test_control_characters_are_made_harmless_for_a_terminal_only() -> None:
    answer = find_help("about_X", sources=[SOURCE])
    assert shown(answer, PAGER="cat") == "TOPIC\n\ufffd[31mred\ufffd\n\n"
    assert answer.text() == "TOPIC\n\x1b[31mred\x07\n\n"


def test_nothing_found_prints_nothing() -> None:
    assert shown(find_help("zz*", sources=[SOURCE])) == ""


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_real_terminal_and_a_pager_that_ends_early(tmp_path: os.PathLike[str]) -> None:
    import pty
    import subprocess

    code = (
        "from pscompat.model import Command\n"
        "from pscompat.views.help.lookup import find_help\n"
        "from pscompat.views.help.sources import HelpSource\n"
        "from pscompat.views.help.pager import show, terminal_width\n"
        "import sys\n"
        "names = [Command(name=f'Get-Crate{n}') for n in range(9000)]\n"
        "show(find_help('*', sources=[HelpSource('Acme', names)]))\n"
        "print('width', terminal_width(sys.stdout))\n"
    )
    parent, child = pty.openpty()
    try:
        import fcntl
        import struct
        import termios

        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 72, 0, 0))
        environment = {**os.environ, "PAGER": "head -n 3", "TERM": "xterm", "NO_COLOR": "1"}
        process = subprocess.Popen(
            [sys.executable, "-c", code], stdout=child, env=environment, stdin=subprocess.DEVNULL
        )
        assert process.wait(30) == 0
        os.close(child)
        child = -1
        received = os.read(parent, 4096).decode()
    finally:
        os.close(parent)
        if child >= 0:
            os.close(child)
    lines = received.replace("\r\n", "\n").split("\n")
    assert lines[:2] == ["", "Name                              Category  Module                    S"]
    assert lines[3] == "width 71"
