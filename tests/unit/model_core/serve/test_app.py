"""The HTTP side without a model: bodies that never come whole, and names that the server does not go by."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest

from model_core.serve.app import Api

PART = {"type": "http.request", "body": b"{", "more_body": True}
GONE = {"type": "http.disconnect"}


async def call(
    api: Api,
    *received: dict[str, Any],
    path: str = "/v1/chat/completions",
    host: Sequence[str] = ("localhost",),
) -> tuple[int, dict[bytes, bytes], Any]:
    """Status, headers and JSON of one request; after what was received nothing comes any more."""
    told = iter(received)
    sent: list[Any] = []

    async def receive() -> Any:
        try:
            return next(told)
        except StopIteration:
            await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"content-type", b"application/json"), *((b"host", each.encode()) for each in host)]
    scope = {
        "type": "http",
        "method": "POST" if received else "GET",
        "path": path,
        "root_path": "",
        "query_string": b"",
        "headers": headers,
    }
    await api.app(scope, receive, send)
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], dict(sent[0]["headers"]), json.loads(body) if body else None


async def test_a_caller_who_leaves_while_the_body_comes_is_no_failure() -> None:
    status, _, _ = await call(Api("m"), PART, GONE)
    assert status == 499


async def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    async with asyncio.timeout(30):
        status, headers, body = await call(Api("m", body_seconds=0.05), PART)
    assert (status, body["error"]["code"]) == (408, "request_timeout")
    assert headers[b"connection"] == b"close"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:80", "[::1]", "[::1]:8000"]
)
async def test_without_a_key_this_machine_is_known_by_its_local_names(host: str) -> None:
    assert (await call(Api("m"), path="/v1/models", host=[host]))[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        ["evil.example"],
        ["evil.example:8000"],
        ["localhost.evil.example"],
        ["127.0.0.1.evil.example:8000"],
        ["evil.example@"],
        ["192.168.1.7:8000"],
        ["[::1"],
        [""],
        [],
    ],
)
async def test_without_a_key_no_other_name_is_answered(host: list[str]) -> None:
    for path in ("/v1/models", "/v1/models/m"):
        status, _, body = await call(Api("m"), path=path, host=host)
        assert (status, body["error"]["code"]) == (421, "host_not_allowed")
    status, _, body = await call(Api("m"), PART, GONE, host=host)
    assert (status, body["error"]["code"]) == (421, "host_not_allowed")


async def test_with_a_key_the_key_decides_and_no_name() -> None:
    status, _, body = await call(Api("m", key="secret"), path="/v1/models", host=["home.example"])
    assert (status, body["error"]["code"]) == (401, "invalid_api_key")
