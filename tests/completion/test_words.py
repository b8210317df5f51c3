"""Words of a shell: what is offered for the last one (completion.md §9)."""

from __future__ import annotations

import pytest

from pscompat.shells.replies import bash_reply

BREAKS = " \t\n\"'@><=;|&(:"

LINES: list[tuple[str, list[str]]] = [
    ("Get-ThreadRun -thr", ["-ThreadId "]),
    ("get-threadrun -THR", ["-ThreadId "]),
    ("Get-ThreadRun x -Order d", ["desc "]),
    ("Get-ThreadRun x -order:d", ["desc "]),
    ("Get-ThreadRun x -order: d", ["desc "]),
    ("Get-ThreadRun x -Order 'd", ["desc"]),
    ("Get-ThreadRun x -Order zz", []),
    ("Get-ThreadRun x -all:", ["true ", "false "]),
    ("Get-ThreadRun x -RunId ", ["files"]),
    ("Get-ThreadRun x y z", ["files"]),
    ("Get-ThreadRun x y -or", ["-Organization "]),
    ("Get-ThreadRun x -Nope", []),
    ("Get-ThreadRun [", ["files"]),
    (
        "Request-Response -Include file_search_call.results,reas",
        ["file_search_call.results,reasoning.encrypted_content "],
    ),
    ("pscompat -o json Get-ThreadRun x -ord", ["-Order "]),
    ("pscompat --sandbox bind get-threadrun x -ord", ["-Order "]),
    ("pscompat get-threadruns", ["Get-ThreadRunStep "]),
    ("pscompat she", ["shell "]),
    ("/opt/bin/pscompat help get-threadruns", ["Get-ThreadRunStep "]),
    ("Get-Help *threadrunstep", ["Get-ThreadRunStep "]),
    ("nothing-known -x", ["files"]),
    ("a=1 Get-ThreadRun -thr", ["-ThreadId "]),
    ("(Get-ThreadRun -thr", ["-ThreadId "]),
]


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[row[0] for row in LINES])
def test_offered_for_words(line: str, expected: list[str]) -> None:
    mark, *offered = bash_reply(line, BREAKS)
    assert (offered if mark == "words" else [mark]) == expected
