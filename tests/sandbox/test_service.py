"""What a module's stand-in answers with: transactions, refusals, faults, its data file."""

from __future__ import annotations

from pathlib import Path

import pytest

import pscompat.sandbox
from pscompat.sandbox import Refusal, Sandbox, SandboxError, Service

from .asking import Asking
from .shop import Shop


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [
        ("refusal", 409, {"message": "No.", "code": "no"}),
        ("shape", 400, {"message": "Your request does not have the expected form: 'missing'"}),
        ("fault", 500, {"message": "The server failed: NotImplementedError('not yet')"}),
    ],
)
def test_what_fails_is_answered_and_leaves_nothing(ask: Asking, kind: str, status: int, error: dict[str, str]) -> None:
    reply = ask("POST", f"/faults/{kind}", {})
    assert (reply.status, reply.json) == (status, {"error": error})
    assert ask("GET", "/carts/cart_of_a_fault").status == 404


def test_the_face_has_what_it_names() -> None:
    for name in pscompat.sandbox.__all__:
        assert getattr(pscompat.sandbox, name) is not None
    assert not hasattr(pscompat.sandbox, "nothing")


def test_paths_without_the_base_are_answered_too(ask: Asking) -> None:
    ask.connection.request("GET", "/carts/cart_1", headers={"Authorization": f"Bearer {ask.sandbox.key}"})
    response = ask.connection.getresponse()
    response.read()
    assert response.status == 200


def test_a_service_may_have_errors_and_headers_of_its_own() -> None:
    class Own(Service):
        keys = {"X-Key": "", "X-Other": "token"}  # noqa: RUF012

        def error_body(self, refusal: Refusal) -> object:
            return [refusal.status, refusal.message]

    with Sandbox(Own()) as sandbox:
        ask = Asking(sandbox)
        for name, value, status in (
            ("Authorization", f"Bearer {sandbox.key}", 401),
            ("X-Key", sandbox.key, 404),
            ("X-Key", f"token {sandbox.key}", 401),
            ("X-Other", f"Token {sandbox.key}", 404),
            ("X-Other", sandbox.key, 401),
        ):
            reply = ask("GET", "/none", **{"Authorization": "", name: value})  # type: ignore[arg-type]
            assert (reply.status, reply.json[0]) == (status, status)


def test_the_data_file_of_another_service_is_refused(tmp_path: Path) -> None:
    class Other(Shop):
        name = "Other"

    file = tmp_path / "state.db"
    with Sandbox(Shop(), data_file=str(file)):
        pass
    with pytest.raises(SandboxError, match="the file holds something else"):
        Sandbox(Other(), data_file=str(file)).start()
    with Sandbox(Shop(), data_file=str(file)):
        pass
