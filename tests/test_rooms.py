"""The rooms of pscompat: which may import which, and what a bound line must not import."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pscompat"

ENGINE = (
    "version",
    "errors",
    "files",
    "dotnet",
    "masking",
    "credentials",
    "model",
    "language",
    "evaluation",
    "helpfile",
    "binding",
    "http",
    "engine",
    "views",
    "completion",
    "shells",
    "handlers",
    "companions",
    "api",
    "cli",
)
"""The rooms of the engine in order: a room imports itself and rooms before it, for the type checker too."""
ROOMS = (*ENGINE, "sandbox", "workshop")
"""All rooms; the toolkit for stand-in servers and the authors' tools stand outside the engine."""

LATE = {("engine", "sandbox"): "session.py", ("cli", "sandbox"): "sandbox.py", ("cli", "workshop"): "help.py"}
"""The one file of a room that reaches one behind it, for a session that asks for a stand-in, ``pscompat sandbox``
and ``pscompat help``. Nothing is loaded before that.
"""
FACES = {"__init__", "__main__"}
FORMATTER = ("renderer", "page", "value_text", "view_choice", "table_layout", "list_layout", "type_views")
HEAVY = ("yaml", "requests", "typer", "rich", "jmespath", "json", "re", "typing", "dataclasses", "decimal")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    found = set()
    depth = len(path.relative_to(PACKAGE).parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth and depth:
            names = [node.module.split(".")[0]] if node.module else [alias.name for alias in node.names]
            found.update(names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").startswith("pscompat."):
            found.add((node.module or "").split(".")[1])
        elif isinstance(node, ast.Import):
            found.update(alias.name.split(".")[1] for alias in node.names if alias.name.startswith("pscompat."))
    return found


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if room_of(path) in ROOMS and "modules" not in path.parts]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_before_it(path: Path) -> None:
    room = room_of(path)
    for imported in imported_rooms(path) & set(ROOMS):
        late = LATE.get((room, imported)) == path.name
        assert ROOMS.index(imported) <= ROOMS.index(room) or late, f"{room} imports {imported}"


def test_every_module_belongs_to_a_room_a_face_or_a_shipped_module() -> None:
    rooms = {room_of(path) for path in PACKAGE.rglob("*.py")}
    assert rooms <= set(ROOMS) | FACES | {"modules"}


def test_nothing_in_the_package_reads_the_tests() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] != "tests", path
            elif isinstance(node, ast.Import):
                assert all(alias.name.split(".")[0] != "tests" for alias in node.names), path


OWN = sorted((ROOT / "cmdlets").rglob("*.py"))
FOR_MODULES = {"pscompat.handlers", "pscompat.sandbox"}


@pytest.mark.parametrize("path", OWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_modules_own_files_see_of_pscompat_only_what_is_meant_for_them(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        assert {name for name in names if name.split(".")[0] == "pscompat"} <= FOR_MODULES, names
        if isinstance(node, ast.ImportFrom):
            # A file of its own is loaded alone, a package with what lies in it.
            assert node.level <= len(path.relative_to(ROOT).parts) - 2, f"{'.' * node.level}{node.module}"


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported_modules(path: Path, modules: set[str]) -> set[str]:
    """The package's modules that one imports: at once, later, or for the type checker."""
    found: set[str] = set()
    here = path.relative_to(ROOT).parts[:-1]
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                found.update({f"{base}.{alias.name}"} & modules or {base} & modules)
        elif isinstance(node, ast.Import):
            found.update({alias.name for alias in node.names} & modules)
        waiting += ast.iter_child_nodes(node)
    return found - {module_of(path)}


def test_no_modules_import_each_other_in_a_circle() -> None:
    paths = {module_of(path): path for path in [*PACKAGE.rglob("*.py"), *OWN]}
    imports = {module: imported_modules(path, set(paths)) for module, path in paths.items()}
    TopologicalSorter(imports).prepare()  # raises CycleError, which names a circle


@pytest.mark.parametrize("path", [*sorted(PACKAGE.rglob("*.py")), *OWN], ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def loaded_after(words: list[str], tmp_path: Path, **more: str) -> set[str]:
    """The modules that a warm run of the command line has loaded."""
    program = (
        "import sys\nfrom pscompat.cli import main\n"
        f"main({words!r})\n"
        "sys.stdout.flush()\nprint('\\n'.join(['LOADED', *sys.modules]))\n"
    )
    environment = {"XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", **more}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60, check=True
        )
    return set(done.stdout.split("LOADED\n")[1].split("\n"))


@pytest.mark.parametrize(
    "words",
    [
        ["bind", "Get-ThreadRun", "thread_abc123", "-Limit", "5"],
        ["Get-ThreadRun", "thread_abc123", "-Nope"],
        ["Get-ThreadRun", "-RunId", "x", "-All"],
        ["Get-ThreadRun", "thread_abc123", "-Limit", "500"],
        ["Get-ThreadRun", "-?"],
        ["Get-Help", "Get-ThreadRun", "-Full"],
        ["Get-Help", "about_pscompat_lines"],
    ],
    ids=lambda words: " ".join(words),
)
def test_a_bound_or_refused_line_and_help_load_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    loaded = loaded_after(words, tmp_path)
    assert not loaded & set(HEAVY)
    assert not [name for name in loaded if name.startswith(("pscompat.workshop", "pscompat.sandbox"))]
    assert not loaded & {f"pscompat.views.{name}" for name in FORMATTER}


@pytest.mark.parametrize(
    "words",
    [
        ["Get-Command"],
        ["Get-Command", "Get-*"],
        ["Get-Command", "Get-ThreadRun", "-Syntax"],
        ["Get-Module"],
        ["-o", "table", "Get-Command"],
    ],
    ids=lambda words: " ".join(words),
)
def test_listing_commands_loads_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    loaded = loaded_after(words, tmp_path)
    assert not loaded & set(HEAVY)
    for room in ("language.nodes", "evaluation", "http", "sandbox", "workshop", "engine.requests"):
        assert not [name for name in loaded if name.startswith(f"pscompat.{room}")]
    assert not loaded & {"pscompat.engine.script_blocks", "pscompat.engine.hinted_errors", "importlib.util"}
    assert "datetime" not in loaded
    if words[0] != "-o":
        assert not loaded & {*(f"pscompat.views.{name}" for name in FORMATTER), "functools"}


def test_a_bound_line_reads_no_context(tmp_path: Path) -> None:
    folder = tmp_path / "pscompat"
    folder.mkdir()
    (folder / "config.json").write_text("no JSON")
    loaded = loaded_after(["bind", "Get-ThreadRun", "thread_abc123"], tmp_path, XDG_CONFIG_HOME=str(tmp_path))
    assert not loaded & set(HEAVY)
    assert not [name for name in loaded if name.startswith("pscompat.credentials")]
