"""What a module file says about its provider is checked."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from pscompat.errors import HelpFileError
from pscompat.http.provider import Provider

from .loopback import CREDENTIALS, ENDPOINTS


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("nonsense", "x"),
        ("services", {}),
        ("services.Shop", "text"),
        ("services.Shop.colour", "red"),
        ("services.Shop.authentication", ["magic"]),
        ("default", "Nowhere"),
        ("paths.0.Depot", "maybe"),
        ("paths.0.Attic", {}),
        ("paths.0.path", ""),
        ("paths.1.Depot.colour", "red"),
        ("errors.colour", "red"),
        ("errors.exceptions.0.status", "many"),
        ("errors.hints.0.text", ""),
        ("retirements.notice", "soon"),
    ],
)
def test_mistakes_are_named(path: str, value: Any) -> None:
    endpoints: Any = copy.deepcopy(ENDPOINTS)
    place = endpoints
    *way, last = path.split(".")
    for name in way:
        place = place[int(name)] if isinstance(place, list) else place[name]
    place[last] = value
    with pytest.raises(HelpFileError) as caught:
        Provider(endpoints, CREDENTIALS)
    assert caught.value.key.startswith("endpoints")


@pytest.mark.parametrize("path", ["nonsense", "key.nonsense", "parameters.nonsense", "masks.nonsense"])
def test_mistakes_in_credentials(path: str) -> None:
    credentials: Any = copy.deepcopy(CREDENTIALS)
    place = credentials
    *way, last = path.split(".")
    for name in way:
        place = place[name]
    place[last] = "x"
    with pytest.raises(HelpFileError) as caught:
        Provider(ENDPOINTS, credentials)
    assert caught.value.key.startswith("credentials")


def test_little_is_needed() -> None:
    made = Provider({"services": {"Any": {"base": "http://127.0.0.1/"}}})
    assert made.service("").name == "Any"
    assert made.service("any").title == "Any"
    with pytest.raises(KeyError):
        made.service("other")
