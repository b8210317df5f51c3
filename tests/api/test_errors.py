"""Errors of a service as Python's exceptions: by kind, with their facts, and picklable."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

import pscompat

from ..cli.processes import run
from ..http.loopback import Loopback, respond

KEY = "sk-errors-0123456789"
KINDS = {
    400: pscompat.ApiError,
    401: pscompat.AuthenticationError,
    403: pscompat.PermissionDeniedError,
    404: pscompat.NotFoundError,
    409: pscompat.ConflictError,
    429: pscompat.RateLimitError,
    500: pscompat.ServerError,
    503: pscompat.ServerError,
}
BODY = {"error": {"message": f"No, not with {KEY}.", "type": "invalid", "code": "no_way", "param": "run_id"}}


def _load(server: Loopback) -> pscompat.LoadedModule:
    return pscompat.load("PSOpenAI", environment={"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": server.base})


@pytest.mark.parametrize("way", ["invoke", "stream", "run", "stop"])
@pytest.mark.parametrize("status", KINDS)
def test_each_kind_is_an_exception_with_the_facts(status: int, way: str) -> None:
    with Loopback(respond(BODY, status=status, x_request_id="req_7")) as server, _load(server) as module:
        with pytest.raises(pscompat.CommandError) as caught:
            if way == "run":
                module.run("Get-ThreadRun thread_1 run_1")
            else:
                more: dict[str, Any] = {"ErrorAction": "Stop"} if way == "stop" else {}
                act = module.stream if way == "stream" else module.invoke
                list(act("Get-ThreadRun", "thread_1", "run_1", **more))
        for error in (caught.value, pickle.loads(pickle.dumps(caught.value))):
            assert type(error) is KINDS[status]
            assert isinstance(error, pscompat.ApiError)
            assert (error.status, error.code, error.type, error.param) == (status, "no_way", "invalid", "run_id")
            assert error.request_id == "req_7" and error.body["error"]["code"] == "no_way"
            assert error.records[0].command and "No, not with" in str(error)
            assert KEY not in repr([error.body, str(error), error.records, vars(error)])


def test_no_answer_and_no_answer_in_time_are_kinds_too() -> None:
    with pscompat.load(
        "PSOpenAI", environment={"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": "http://127.0.0.1:9/v1"}
    ) as m:
        with pytest.raises(pscompat.TransportError) as caught:
            m.invoke("Get-ThreadRun", "thread_1", "run_1")
        assert not isinstance(caught.value, pscompat.RequestTimeoutError)

    def silent(request: Any, connection: Any) -> None:
        connection.settimeout(10)
        connection.recv(1)

    with Loopback(silent) as server, _load(server) as module, pytest.raises(pscompat.RequestTimeoutError):
        module.invoke("Get-ThreadRun", "thread_1", "run_1", TimeoutSec=1)


def test_an_error_that_no_request_made_is_a_plain_one() -> None:
    with pscompat.load("Companions") as module, pytest.raises(pscompat.CommandError) as caught:
        module.invoke("Get-Content", "no such file")
    assert type(caught.value) is pscompat.CommandError


def test_json_error_lines_carry_the_same_facts() -> None:
    with Loopback(respond(BODY, status=404, x_request_id="req_7")) as server:
        done = run("-o", "json", "Get-ThreadRun", "thread_1", "run_1", server=server)
    told = json.loads(done.err)
    facts = {name: told[name] for name in ("status", "code", "type", "param", "request_id")}
    assert facts == {"status": 404, "code": "no_way", "type": "invalid", "param": "run_id", "request_id": "req_7"}
    assert told["body"]["error"]["param"] == "run_id" and told["message"]


def test_no_fact_of_an_error_holds_the_key() -> None:
    body = {"error": {"message": KEY, "type": f"t {KEY}", "code": f"c {KEY}", "param": f"p {KEY}", "more": [KEY]}}
    answer = respond(body, status=404, x_request_id=f"req {KEY}")
    with Loopback(answer) as server, _load(server) as module:
        with pytest.raises(pscompat.NotFoundError) as caught:
            module.invoke("Get-ThreadRun", "thread_1", "run_1")
        error: Any = caught.value
        assert error.request_id.startswith("req ") and error.code.startswith("c ") and error.body
        for text in (repr(vars(error)), repr([record.data for record in error.records]), str(error)):
            assert KEY not in text
        streams = pscompat.CollectingStreams()
        with pscompat.load("PSOpenAI", environment=dict(module.session.environment), streams=streams) as other:
            other.invoke("Get-ThreadRun", "thread_1", "run_1")
        assert [KEY in repr((record.data, record.message)) for record in streams.errors] == [False]
    with Loopback(answer) as server:
        for form in ("jsonl", "table"):
            told = run(
                "-o", form, "Get-ThreadRun", "thread_1", "run_1", more={"OPENAI_API_KEY": KEY}, server=server
            ).err
            assert "404" in told and KEY not in told


def test_a_hint_stands_under_the_errors_of_its_own_paths_and_service() -> None:
    with Loopback(respond(BODY, status=404)) as server:
        concerned = run("Get-ThreadRun", "thread_1", "run_1", server=server)
        other = run("Get-Response", "resp_1", server=server)
        azure = run("Get-ThreadRun", "thread_1", "run_1", "-ApiType", "Azure", "-ApiBase", server.base, server=server)
    assert "Assistants API" in concerned.err and concerned.code == 1
    for done in (other, azure):
        assert "404" in done.err and "Assistants API" not in done.err
