"""login, logout and whoami, as their users type them."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from pathlib import Path

import pytest

from ..cli.processes import words
from .user import CANARY, LINE, User


def test_a_key_from_a_pipe_is_stored_and_never_shown(user: User) -> None:
    done = user.run("login", "--stdin", stdin=CANARY.encode())
    assert done.code == 0 and done.err == ""
    assert user.modes() == {"pscompat": 0o700, "config.json": 0o600, "credentials.json": 0o600}
    assert CANARY not in user.config.read_text()
    told = user.run("whoami")
    assert told.code == 0 and told.err == ""
    for text in ("key      ********", f"file     {user.credentials}", "age      today", "context  default"):
        assert text in told.out
    assert CANARY not in done.out + told.out
    assert user.run(*LINE).code == 0
    assert user.sent() == [CANARY]


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o022])
def test_whatever_the_umask_files_are_the_owners_alone(user: User, mask: int) -> None:
    user.home.chmod(0o755)
    subprocess.run(
        words("login", "--stdin"),
        input=CANARY.encode(),
        env=user.environment(),
        umask=mask,
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert user.modes() == {"pscompat": 0o700, "config.json": 0o600, "credentials.json": 0o600}


def test_a_folder_that_was_open_is_closed(user: User) -> None:
    user.folder.mkdir(parents=True)
    user.folder.chmod(0o755)
    user.login()
    assert user.modes()["pscompat"] == 0o700


def test_a_key_is_asked_for_without_being_shown(user: User) -> None:
    assert user.server is not None
    question = f"Key of OpenAI for {user.server.base.removesuffix('/v1')}: "
    code, screen = user.on_terminal("login", answers=[(question, CANARY)])
    assert code == 0, screen
    assert CANARY not in screen and question in screen
    assert user.keys()["default/PSOpenAI/OpenAI"]["key"] == CANARY


def test_no_answer_stores_nothing(user: User) -> None:
    assert user.server is not None
    question = f"Key of OpenAI for {user.server.base.removesuffix('/v1')}: "
    code, screen = user.on_terminal("login", answers=[(question, "")])
    assert code == 2
    assert "Nothing is stored: the answer gave nothing." in screen
    assert not user.folder.exists()


def test_without_a_terminal_nobody_is_asked(user: User) -> None:
    done = user.run("login")
    assert done.all == (
        2,
        "",
        "pscompat: There is no terminal to ask for the key on.\nGive it with --stdin, by a pipe.\n",
    )


@pytest.mark.parametrize(
    "given",
    [
        [CANARY],
        ["--stdin", CANARY],
        [f"--key={CANARY}"],
        [f"--stdin={CANARY}"],
        ["-k", CANARY],
        ["--store", "file", CANARY],
        ["--store", CANARY],
        ["--service", "OpenAI", CANARY],
        [f"--{CANARY}"],
    ],
)
def test_a_key_is_never_taken_from_the_command_line(user: User, given: list[str]) -> None:
    done = user.run("login", *given, stdin=b"other-key")
    assert done.code == 2 and CANARY not in done.out + done.err
    assert not user.folder.exists()
    for verb in ("logout", "whoami"):
        assert CANARY not in user.run(verb, CANARY).err


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (b"", "gave nothing"),
        (b"\n \n", "gave nothing"),
        (b"one-key\ntwo-keys\n", "gave more than one line"),
        (b"\xff\xfe\xfa", "gave bytes that are no UTF-8"),
        (b"key\x00with", "gave characters that no key has"),
        (b"key\x1b[31m", "gave characters that no key has"),
    ],
)
def test_what_is_no_key_is_not_stored(user: User, given: bytes, reason: str) -> None:
    done = user.run("login", "--stdin", stdin=given)
    assert done.all == (2, "", f"pscompat: Nothing is stored: the answer {reason}.\n")
    assert not user.folder.exists()


def test_line_ends_and_blanks_around_a_key_are_no_part_of_it(user: User) -> None:
    user.login(key=f" \ufeff{CANARY}\r\n".lstrip())
    assert user.keys()["default/PSOpenAI/OpenAI"]["key"] == CANARY


def test_logout_forgets_one_key_and_leaves_the_others(user: User) -> None:
    user.login()
    assert user.run("context", "set", "work", "--timeout", "5").code == 0
    user.login(key="sk-other-key", PSCOMPAT_CONTEXT="work")
    done = user.run("logout")
    assert done.code == 0 and "is forgotten" in done.out
    assert [entry["key"] for entry in user.keys().values()] == ["sk-other-key"]
    again = user.run("logout")
    assert again.all == (1, "", "pscompat: No key of OpenAI is stored.\n")
    assert user.run("whoami").code == 1
    assert user.run("logout", PSCOMPAT_CONTEXT="work").code == 0
    assert not user.credentials.exists()
    failed = user.run(*LINE)
    assert failed.code == 1 and "`pscompat login`" in failed.err
    assert user.sent() == []


def test_a_key_that_replaces_one_of_another_store_takes_it_away(user: User) -> None:
    user.login()
    user.store_command("echo sk-printed")
    assert not user.credentials.exists()
    assert user.run(*LINE).code == 0
    user.login(key="sk-again")
    assert user.run(*LINE).code == 0
    assert user.sent() == ["sk-printed", "sk-again"]
    assert "printed" not in user.config.read_text()


def test_each_service_has_a_key_of_its_own(user: User) -> None:
    user.login(key="sk-openai")
    user.login("--service", "azure", key="sk-azure")
    user.login("--service=psopenai", key="sk-openai-2")
    azure = ("-ApiType", "Azure", "-AuthType", "azure")
    assert user.run(*LINE).code == 0
    assert user.run(*LINE, *azure).code == 0
    assert user.server is not None
    assert [each.headers.get("api-key", "") for each in user.server.received] == ["", "sk-azure"]
    assert user.sent() == ["sk-openai-2", ""]
    unknown = user.run("login", "--service", "Nope", "--stdin", stdin=b"sk-x")
    assert unknown.code == 2 and "PSOpenAI (OpenAI, Azure)" in unknown.err


def test_a_service_without_an_address_needs_one(user: User) -> None:
    done = user.run("login", "--service", "Azure", "--stdin", stdin=CANARY.encode(), OPENAI_API_BASE="")
    assert done.code == 1 and CANARY not in done.err
    assert not user.folder.exists()


def test_a_module_of_ones_own_has_the_names_of_its_module_file(user: User, tmp_path: Path) -> None:
    folder = tmp_path / "github" / "help"
    folder.mkdir(parents=True)
    assert user.server is not None
    (folder / "module.yaml").write_text(
        "name: GitHub\nversion: 1.0.0\n"
        f"endpoints:\n  services: {{GitHub: {{base: '{user.server.base}', authentication: [token]}}}}\n"
        "  authentication: {token: {Authorization: 'Bearer {key}'}}\n"
        "credentials:\n  key: {parameter: Token, variable: GITHUB_TOKEN, label: Token}\n"
    )
    (folder / "Get-It.yaml").write_text(
        "title: Get-It\nsynopsis: Gets it.\nparameters:\n- {name: Token, type: System.Security.SecureString}\n"
        "pscompat: {request: {method: GET, path: /it}}\n"
    )
    own = ("--module", str(tmp_path / "github"))
    more = user.run(*own, "login", "--stdin", stdin=b"x")
    assert more.code == 2 and "GitHub" in more.err and "PSOpenAI" in more.err
    assert user.run(*own, "login", "--service", "GitHub", "--stdin", stdin=b"ghp-stored").code == 0
    given: list[dict[str, str]] = [{}, {"GITHUB_TOKEN_COMMAND": "echo ghp-printed"}, {"GITHUB_TOKEN": "ghp-env"}]
    for variables in given:
        assert user.run(*own, "Get-It", more=variables).code == 0
    assert user.sent() == ["ghp-stored", "ghp-printed", "ghp-env"]
    told = user.run(*own, "-o", "json", "whoami")
    assert [(each["module"], bool(each["key"])) for each in json.loads(told.out)] == [
        ("GitHub", True),
        ("PSOpenAI", False),
    ]


def test_a_password_is_stored_where_there_is_no_key(user: User, tmp_path: Path) -> None:
    folder = tmp_path / "tracker" / "help"
    folder.mkdir(parents=True)
    assert user.server is not None
    (folder / "module.yaml").write_text(
        "name: Tracker\nversion: 1.0.0\n"
        f"endpoints:\n  services: {{Tracker: {{base: '{user.server.base}', authentication: [basic]}}}}\n"
        "  authentication: {basic: {Authorization: 'Basic {basic}'}}\n"
        "credentials:\n  user: {variable: TRACKER_USER}\n"
        "  password: {variable: TRACKER_PASSWORD, label: Password, required: No password.}\n"
    )
    (folder / "Get-It.yaml").write_text(
        "title: Get-It\nsynopsis: Gets it.\npscompat: {request: {method: GET, path: /it}}\n"
    )
    own = ("--module", str(tmp_path / "tracker"))
    failed = user.run(*own, "Get-It", TRACKER_USER="ann")
    assert failed.code == 1 and "store it with `pscompat login`" in failed.err
    assert user.run(*own, "login", "--service", "tracker", "--stdin", stdin=b"pass word").code == 0
    assert user.run(*own, "Get-It", TRACKER_USER="ann").code == 0
    assert user.run(*own, "Get-It", TRACKER_USER="ann", TRACKER_PASSWORD_COMMAND="echo other").code == 0
    sent = [each.headers["authorization"].removeprefix("Basic ") for each in user.server.received]
    assert [base64.b64decode(each) for each in sent] == [b"ann:pass word", b"ann:other"]


def test_whoami_as_data(user: User) -> None:
    user.login()
    (answer,) = json.loads(user.run("-o", "json", "whoami").out)
    assert user.server is not None
    origin = user.server.base.removesuffix("/v1")
    assert answer == {
        "module": "PSOpenAI",
        "service": "OpenAI",
        "context": "default",
        "base": user.server.base,
        "key": "********",
        "from": "file of the context 'default'",
        "for": origin,
        "file": str(user.credentials),
        "age_days": 0,
        "problem": None,
    }
    old = json.loads(user.config.read_text())
    old["contexts"]["default"]["PSOpenAI"]["keys"]["OpenAI"]["stored"] -= 3 * 86_400 + 5
    user.config.write_text(json.dumps(old))
    user.config.chmod(0o600)
    assert "age      3 days\n" in user.run("whoami").out


def test_whoami_tells_of_the_first_that_has_a_key(user: User) -> None:
    user.login()
    (user.home / "key").write_text("sk-in-a-file\n")
    variables = {
        "OPENAI_API_KEY": "sk-env",
        "OPENAI_API_KEY_FILE": str(user.home / "key"),
        "OPENAI_API_KEY_COMMAND": "false",
    }
    for name in variables:
        told = user.run("whoami", more=variables)
        assert told.code == 0 and f"from     environment {name}\n" in told.out
        assert "sk-" not in told.out + told.err
        variables[name] = ""
    assert "from     file of the context 'default'\n" in user.run("whoami").out


def test_whoami_tells_what_is_wrong(user: User) -> None:
    user.login()
    user.credentials.chmod(0o640)
    told = user.run("whoami")
    assert told.code == 1
    assert f"chmod 600 {user.credentials}" in told.err
    user.credentials.unlink()
    told = user.run("whoami")
    assert told.code == 1 and "is not in" in told.err
    elsewhere = user.run("whoami", OPENAI_API_BASE="http://127.0.0.1:2/v1")
    assert elsewhere.code == 1


def test_a_variable_that_goes_before_the_stored_key_is_told(user: User) -> None:
    done = user.login(OPENAI_API_KEY="sk-env-0123456789")
    assert done.err == "NOTE: OPENAI_API_KEY is set, and goes before a stored key.\n"


def test_the_sandbox_has_a_key_of_its_own(user: User) -> None:
    for verb in ("login", "logout", "whoami"):
        assert user.run("--sandbox", verb, stdin=b"").code == 2
    assert not user.folder.exists()


def test_logins_at_the_same_time_lose_nothing(user: User) -> None:
    names = [f"c{number}" for number in range(6)]
    for name in names:
        assert user.run("context", "set", name, "--timeout", "5").code == 0
    children = [
        subprocess.Popen(
            words("--context", name, "login", "--stdin"),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env=user.environment(),
        )
        for name in names
    ]
    for name, child in zip(names, children, strict=True):
        child.communicate(f"sk-{name}".encode(), timeout=60)
        assert child.returncode == 0
    assert sorted(entry["key"] for entry in user.keys().values()) == [f"sk-{name}" for name in names]
    known = json.loads(user.config.read_text())["contexts"]
    assert [name for name in names if "keys" not in known[name]["PSOpenAI"]] == []


def test_a_full_disk_leaves_what_was_there(user: User) -> None:
    import resource

    user.login()
    before = user.credentials.read_bytes(), user.config.read_bytes()
    done = subprocess.run(
        words("login", "--stdin"),
        input=b"sk-other-key",
        env={**user.environment(), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20)),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.decode() == f"pscompat: {user.credentials} cannot be written: File too large.\n"
    assert (user.credentials.read_bytes(), user.config.read_bytes()) == before
    assert sorted(os.listdir(user.folder)) == ["config.json", "credentials.json"]


def test_without_a_home_there_is_nowhere_to_store(user: User) -> None:
    done = user.run("login", "--stdin", stdin=CANARY.encode(), HOME="", XDG_CONFIG_HOME="")
    assert done.code == 1 and "neither HOME nor XDG_CONFIG_HOME" in done.err
    # What needs no stored key works all the same.
    assert user.run(*LINE, HOME="", XDG_CONFIG_HOME="", OPENAI_API_KEY="sk-env").code == 0


def test_help_of_each_verb(user: User) -> None:
    for verb in ("login", "logout", "whoami", "context"):
        done = user.run(verb, "--help")
        assert done.code == 0 and done.out.startswith("Usage: pscompat ")


def test_a_key_that_is_too_long_is_not_cut(user: User) -> None:
    done = user.run("login", "--stdin", stdin=b"k" * 65537)
    assert done.all == (2, "", "pscompat: Nothing is stored: the answer has more than 64 KiB.\n")
    assert not user.credentials.exists()
    assert user.run("login", "--stdin", stdin=b"k" * 65536).code == 0
