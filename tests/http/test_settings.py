"""Where settings come from, and what goes before what (psopenai.md §3)."""

from __future__ import annotations

from typing import Any

import pytest

from pscompat.dotnet.containers import SecureString
from pscompat.dotnet.network import Uri
from pscompat.http.settings import CredentialError, Resolver, Settings

from .loopback import Notes, provider

ENVIRONMENT = {"SHOP_KEY": "key-env", "SHOP_BASE": "http://env/v1", "SHOP_ORGANIZATION": "org-env"}


def resolve(
    bound: dict[str, Any] | None = None,
    context: dict[str, Any] | None = None,
    variables: dict[str, Any] | None = None,
    environment: dict[str, str] | None = None,
    notes: Notes | None = None,
) -> Settings:
    return Resolver(provider(), bound or {}, context, variables, environment).settings(notes)


def key(made: Settings) -> str | None:
    return made.key.reveal() if made.key is not None else None


def test_order_of_precedence() -> None:
    bound = {"Key": SecureString("key-bound"), "Base": Uri("http://bound/v1", "", True), "Organization": "org-bound"}
    context = {"Key": SecureString("key-context"), "Base": "http://context/v1", "Organization": "org-context"}
    variables = {"shop_key": "key-global", "SHOP_BASE": "http://global/v1", "Shop_Organization": "org-global"}
    given: list[dict[str, Any]] = [bound, context, variables, ENVIRONMENT]
    for number, name in enumerate(("bound", "context", "global", "env")):
        layers = [layer if at >= number else {} for at, layer in enumerate(given)]
        made = resolve(layers[0], layers[1], layers[2], layers[3])
        assert key(made) == f"key-{name}"
        assert made.base == f"http://{name}/v1"
        assert made.organization == f"org-{name}"


def test_defaults() -> None:
    made = resolve(environment={"SHOP_KEY": "key-env"})
    assert made.base == "https://shop.example/v1"
    assert made.organization == ""
    assert (made.service.name, made.authentication, made.version) == ("Shop", "bearer", "")
    assert (made.timeout, made.retries) == (0, 0)


def test_null_is_not_given_and_empty_is() -> None:
    assert key(resolve({"Key": None}, {}, {}, ENVIRONMENT)) == "key-env"
    assert key(resolve({"Key": SecureString("")}, {}, {}, ENVIRONMENT)) == ""
    assert key(resolve({"Key": None}, {"Key": SecureString("key-context")}, {}, ENVIRONMENT)) == "key-env"
    assert resolve({"Organization": ""}, {}, {}, ENVIRONMENT).organization == "org-env"
    assert resolve({"Organization": " "}, {}, {}, ENVIRONMENT).organization == ""


@pytest.mark.parametrize("base", ["no address", "v1", "http://[", "http://h:99999"])
def test_an_address_that_is_none_ends_the_line(base: str) -> None:
    """The original sends to the service's own address then, and the key with it."""
    for bound, variables, environment in (
        ({"Base": base.partition(":")[0]}, {}, ENVIRONMENT),  # the parameter's type takes no others
        ({}, {"SHOP_BASE": base}, {"SHOP_KEY": "k"}),
        ({}, {}, {**ENVIRONMENT, "SHOP_BASE": base}),
    ):
        with pytest.raises(CredentialError, match="holds no web address") as caught:
            resolve(bound, {}, variables, environment)
        assert caught.value.message.startswith("-Base" if bound else "The variable SHOP_BASE")
        assert base not in str(caught.value) and caught.value.ends_line


def test_an_empty_address_is_the_service_s_own_and_hides_the_environment() -> None:
    assert resolve({}, {}, {"SHOP_BASE": ""}, ENVIRONMENT).base == "https://shop.example/v1"
    assert resolve({"Base": ""}, {}, {}, {"SHOP_KEY": "k"}).base == "https://shop.example/v1"


def test_variable_that_is_no_text_is_passed_over() -> None:
    made = resolve({}, {}, {"SHOP_KEY": 123, "SHOP_BASE": 5, "SHOP_ORGANIZATION": None}, ENVIRONMENT)
    assert (key(made), made.base, made.organization) == ("key-env", "http://env/v1", "org-env")


def test_missing_key_ends_the_line() -> None:
    with pytest.raises(CredentialError) as caught:
        resolve()
    record = caught.value.records[0]
    assert record.fully_qualified_error_id == "System.ArgumentException,Find-Key"
    assert record.message == "A key is needed."
    assert "-Key" in record.hint
    assert "SHOP_KEY" in record.hint
    assert caught.value.ends_line


def test_missing_base_of_a_service_without_default() -> None:
    with pytest.raises(CredentialError, match="Name your depot") as caught:
        resolve({"Service": "Depot"}, {}, {}, {"SHOP_KEY": "k"})
    assert caught.value.records[0].command == "Find-Base"


@pytest.mark.parametrize(
    ("service", "asked", "used"),
    [
        ("Shop", None, "bearer"),
        ("Shop", "header", "bearer"),
        ("Depot", None, "header"),
        ("depot", "HEADER", "header"),
        ("Depot", "bearer", "bearer"),
        ("Depot", "nonsense", "header"),
    ],
)
def test_authentication(service: str, asked: str | None, used: str) -> None:
    bound = {"Service": service, "Authentication": asked}
    assert resolve(bound, {}, {}, ENVIRONMENT).authentication == used


def test_time_out_of_the_context_is_for_single_requests_only() -> None:
    made = resolve({}, {"TimeoutSec": 5, "Retries": 2}, {}, ENVIRONMENT)
    assert (made.timeout, made.overall_timeout, made.retries) == (5, 0, 2)
    made = resolve({"TimeoutSec": 3}, {"TimeoutSec": 5}, {}, ENVIRONMENT)
    assert (made.timeout, made.overall_timeout) == (3, 3)


def test_additions_come_from_parameters_only() -> None:
    more: dict[str, Any] = {"MoreQuery": {"a": 1}, "MoreHeaders": {"b": 2}, "MoreBody": {"c": 3}}
    made = resolve(more, {}, {}, ENVIRONMENT)
    assert (made.query, made.headers, made.body) == ({"a": 1}, {"b": 2}, {"c": 3})
    made = resolve({}, more, {}, ENVIRONMENT)
    assert (made.query, made.headers, made.body) == (None, None, None)


def test_verbose_says_where_things_were_found() -> None:
    notes = Notes()
    resolve({}, {}, {"SHOP_BASE": "http://global/v1"}, {"SHOP_KEY": "key-0123456789"}, notes)
    assert notes.messages == [
        'key found in environment variable "SHOP_KEY".',
        'base found in global variable "SHOP_BASE".',
        "API key to be used is ***************",
    ]


def test_environment_of_an_embedded_server() -> None:
    variables = provider().environment("http://127.0.0.1:5/v1", "key-sandbox")
    made = resolve(environment=variables)
    assert (made.base, key(made)) == ("http://127.0.0.1:5/v1", "key-sandbox")
