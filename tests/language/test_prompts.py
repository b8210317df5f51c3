"""Prompts at the start of lines that were copied from a console."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.language.prompts import lines_of, without_prompts


@pytest.mark.parametrize(
    ("text", "rest", "numbers"),
    [
        ("PS C:\\> Get-Thread t", "Get-Thread t", [1]),
        ("  PS C:\\Users\\me> Get-Thread t | ft", "Get-Thread t | ft", [1]),
        ("PS /home/me/a b> Get-Thread t", "Get-Thread t", [1]),
        ("PS ~> a; 'PS> b'", "a; 'PS> b'", [1]),
        ("PS Cert:\\> a\nPS \\\\server\\share> b", "a\nb", [1, 2]),
        ("PS> a\r\nPS>b\r\n", "a\r\nb\r\n", [1, 2]),
        ("[DBG]: PS C:\\>> a\n[server]: PS /> b", "a\nb", [1, 2]),
        ("\n\nPS C:\\> a", "\n\na", [3]),
        ("$x = 1\nPS C:\\> a", "$x = 1\na", [2]),
        ("PS C:\\>", "", [1]),
        # The console shows >> until a statement is finished, and then once more.
        ("PS> a |\n>> b |\n>>     c\n>>\nPS> d", "a |\nb |\n    c\n\nd", [1, 2, 3, 4, 5]),
        (">> a", "a", [1]),
        ("PS C:\\Users\\O'Brien> 'a'\nPS C:\\Users\\O'Brien> b", "'a'\nb", [1, 2]),
        # What is begun behind a prompt goes on behind one, strings too; others are left alone.
        ("PS> 'a\n>> b'\nPS> c", "'a\nb'\nc", [1, 2, 3]),
        ("PS> @'\n>> PS> a\n>> '@ + 'b'\nPS> c", "@'\nPS> a\n'@ + 'b'\nc", [1, 2, 3, 4]),
        ("'a\n>> b\nPS> c'\nPS> d", "'a\n>> b\nPS> c'\nd", [4]),
        ('@"\nPS> $(\nPS> 1)\n"@\nPS> d', '@"\nPS> $(\nPS> 1)\n"@\nd', [5]),
        ("<#\nPS> a\n#>\nPS> b # don't\nPS> c", "<#\nPS> a\n#>\nb # don't\nc", [4, 5]),
        ('PS> "it\'s `" \'$("x")\'"\nPS> b', '"it\'s `" \'$("x")\'"\nb', [1, 2]),
        ("PS> \u2018a\u2019\nPS> b", "\u2018a\u2019\nb", [1, 2]),
        ("Get-Thread t 2> PS.txt", "Get-Thread t 2> PS.txt", []),
        ("PSx > y\nPS y > z", "PSx > y\nPS y > z", []),
    ],
)
def test_prompts_are_left_out(text: str, rest: str, numbers: list[int]) -> None:
    assert without_prompts(text) == (rest, numbers)


@given(st.lists(st.text(st.sampled_from("ab1 |;(){}$=-"), min_size=1).map(str.strip).filter(bool), min_size=1))
def test_a_prompt_before_every_line_of_code_changes_nothing(lines: list[str]) -> None:
    plain = "\n".join(lines)
    assert without_prompts("\n".join(f"PS C:\\a b> {line}" for line in lines))[0] == plain


@given(st.text(st.sampled_from("PS>\"'@`$()#\r\nab :/<")))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert "".join(lines_of(text)) == text
    rest, numbers = without_prompts(text)
    assert bool(numbers) is (rest != text)
