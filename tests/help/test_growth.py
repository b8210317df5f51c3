"""Help files of thousands of parameter sets: what is shown of them, and that nothing compares them all with all.

Comparing each with each would take minutes where one pass takes a second or two.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ..cli.processes import run

COUNT = 4_000
MODULE = "name: Sets\nversion: 1.0.0\ndescription: Many sets.\n"


def write_module(folder: Path, count: int, synopsis: str = "Gets it.") -> None:
    """A module whose one command has so many parameters, each in a set of its own."""
    lines = ["title: Get-It", f"synopsis: {synopsis}", "parameters:"]
    for number in range(count):
        entry = f"{{name: S{number}, position: '0'}}"
        lines += [f"- name: P{number}", "  type: System.String", "  description: It.", f"  parameterSets: [{entry}]"]
    (folder / "help").mkdir()
    (folder / "help/module.yaml").write_text(MODULE)
    (folder / "help/Get-It.yaml").write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize("synopsis", ["Gets it.", "''"])
@pytest.mark.parametrize(("count", "note"), [(32, 0), (33, 1), (COUNT, COUNT - 32)])
def test_syntax_shows_the_first_32_sets_and_says_how_many_more(
    tmp_path: Path, count: int, note: int, synopsis: str
) -> None:
    write_module(tmp_path, count, synopsis)
    out = run("--module", str(tmp_path), "Get-Help", "Get-It", "-Full").out
    assert out.count("    Get-It [") == 32
    notes = [line.strip() for line in out.splitlines() if "more parameter set" in line]
    told = f"… and {note:,} more parameter set{'s' * (note > 1)}; PowerShell takes 32."
    assert notes == [told] * (note > 0)
    assert f"-P{count - 1} <" in out


def test_check_counts_the_sets_and_compares_33(tmp_path: Path) -> None:
    write_module(tmp_path, COUNT)
    text = (tmp_path / "help/Get-It.yaml").read_text()
    # Two sets alike, among the first and behind them.
    row = "- {{name: {}, type: System.String, description: It., parameterSets: [{{name: {}}}, {{name: {}}}]}}\n"
    head, _, rest = text.partition("parameters:\n")
    changed = f"{head}parameters:\n{row.format('A', 'E', 'F')}{rest}{row.format('B', 'Y', 'Z')}"
    (tmp_path / "help/Get-It.yaml").write_text(changed)
    out = run("help", "check", str(tmp_path)).out
    assert f"{COUNT + 4} parameter sets; PowerShell takes 32 [set-count]" in out
    assert "the sets E and F have the same parameters" in out
    assert "the sets Y and Z" not in out


@pytest.mark.parametrize("form", ["yaml", "markdown", "maml"])
def test_pages_of_thousands_of_sets_are_written(tmp_path: Path, form: str) -> None:
    write_module(tmp_path, COUNT)
    done = run("help", "import", str(tmp_path / "help/Get-It.yaml"), "--to", form)
    assert f"P{COUNT - 1}" in done.out
    assert f"which of S0, S1, {', '.join(f'S{number}' for number in range(2, 32))} and 3,968 more is" in done.err


def test_no_line_is_bound_for_too_many_sets(tmp_path: Path) -> None:
    write_module(tmp_path, COUNT)
    done = run("--module", str(tmp_path), "Get-It", "-P1", "x")
    assert (done.code, done.err.partition("\n")[0]) == (
        2,
        "pscompat: Cannot get or run the command. "
        "The maximum number of parameter sets for this command has been exceeded.",
    )
