"""Write-Host: text for the screen, which is no record."""

from __future__ import annotations

import pytest

from ..cli.processes import on_terminal, run


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Write-Host a", "a\n"),
        ("Write-Host a b, c 5", "a b c 5\n"),
        ("Write-Host a, b -Separator '-'", "a-b\n"),
        ("Write-Host 1, (2, 3) -Separator ', '", "1, 2, 3\n"),
        ("Write-Host a, b -Separator $null", "ab\n"),
        ("Write-Host", "\n"),
        ("Write-Host $null", "\n"),
        ("Write-Host a -NoNewline; Write-Host b", "ab\n"),
        ("'a', 'b' | Write-Host -NoNewline", "ab"),
        ("'a', 'b' | Write-Host", "a\nb\n"),
        ("Write-Host $true 1.5", "True 1.5\n"),
        ("Write-Host ([pscustomobject]@{a=1})", "@{a=1}\n"),
        ("Write-Host @{a=1; b=2}", "System.Collections.DictionaryEntry System.Collections.DictionaryEntry\n"),
        ("Write-Host a -ForegroundColor red", "a\n"),
        ("1; Write-Host a; 2", "1\na\n2\n"),
        ("Write-Host a | Write-Output", "a\n"),
        ("Write-Host a -InformationAction Ignore", ""),
        ("Write-Host a -InformationAction SilentlyContinue", "a\n"),
        ("Write-Host a -InformationVariable i; $i", "a\na\n"),
    ],
)
def test_what_the_screen_gets(line: str, shown: str) -> None:
    assert run("-c", line).all == (0, shown, "")


def test_with_json_it_stands_among_the_messages() -> None:
    assert run("-o", "json", "-c", "Write-Host a; 1").all == (0, "[\n  1\n]\n", '{"host": "a"}\n')


@pytest.mark.parametrize(
    ("given", "more", "shown"),
    [
        ("-ForegroundColor Green", {}, "\x1b[92ma\x1b[0m\n"),
        ("-ForegroundColor DarkRed -BackgroundColor White", {}, "\x1b[31;107ma\x1b[0m\n"),
        ("-BackgroundColor Black", {}, "\x1b[40ma\x1b[0m\n"),
        ("-ForegroundColor Green", {"NO_COLOR": "1"}, "a\n"),
        ("", {}, "a\n"),
    ],
)
def test_colours_on_a_terminal(given: str, more: dict[str, str], shown: str) -> None:
    assert on_terminal("-c", f"Write-Host a {given}", more=more) == (0, shown)


def test_control_characters_do_no_harm_on_a_terminal() -> None:
    assert on_terminal("-c", 'Write-Host "a`e[2J"') == (0, "a\ufffd[2J\n")


def test_a_colour_that_there_is_not() -> None:
    done = run("Write-Host", "a", "-ForegroundColor", "pink")
    assert (done.code, done.out) == (2, "")
    assert "Cannot bind parameter 'ForegroundColor'" in done.err
