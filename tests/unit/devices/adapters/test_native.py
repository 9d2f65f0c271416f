"""Native payloads: what is well formed comes through, everything else has a code."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.adapters import native
from devices.adapters.native import CommandMessage, Reply, ReplyStatus
from devices.errors import DeviceError, InvalidPayload, PayloadTooLarge
from devices.schema import Value

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
VALUES: dict[str, Value] = {
    "on": True,
    "brightness": 40,
    "temperature": 20.5,
    "mode": "cool",
    "items": ["milk", "äpfel"],
}


def test_what_is_written_is_read_back() -> None:
    status = native.parse_status(native.format_status(online=False, epoch=7))
    assert (status.online, status.epoch) == (False, 7)
    state = native.parse_state(native.format_state(VALUES, epoch=7, version=3, at=NOW))
    assert (state.epoch, state.version, state.at, state.values) == (7, 3, NOW, VALUES)
    event = native.parse_event(native.format_event("pressed", at=NOW, data={"times": 2}))
    assert (event.event, event.at, event.data) == ("pressed", NOW, {"times": 2})
    for command in (
        CommandMessage("c-1", set=VALUES, expires_at=NOW),
        CommandMessage("c-2", run="start", arguments={"minutes": 5}),
    ):
        assert native.parse_command(native.format_command(command)) == command
    reply = Reply("c-1", ReplyStatus.REJECTED, "busy", "One thing at a time.", {"on": False})
    assert native.parse_reply(native.format_reply(reply), correlation=b"c-1") == reply


def test_values_keep_their_types() -> None:
    values = native.parse_state(native.format_state(VALUES, epoch=1, version=1, at=NOW)).values
    assert {name: type(value) for name, value in values.items()} == {
        name: type(value) for name, value in VALUES.items()
    }


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff",
        b'{"status":"online"}',
        b'{"status":"online","epoch":true}',
        b'{"status":"online","epoch":-1}',
        b'{"status":"online","epoch":1.5}',
        b'{"status":"online","epoch":99999999999999999999}',
        b'{"status":"ONLINE","epoch":1}',
        b"[" * 60_000,
    ],
)
def test_a_malformed_status_is_invalid(payload: bytes) -> None:
    with pytest.raises(InvalidPayload):
        native.parse_status(payload)


def test_a_time_without_a_zone_is_invalid() -> None:
    with pytest.raises(InvalidPayload):
        native.parse_state(b'{"epoch":1,"version":1,"at":"2026-01-01T00:00:00","values":{}}')


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_moment_that_utc_does_not_have_is_invalid(at: str) -> None:
    with pytest.raises(InvalidPayload):
        native.parse_state(json.dumps({"epoch": 1, "version": 1, "at": at, "values": {}}).encode())
    with pytest.raises(InvalidPayload):
        native.parse_event(json.dumps({"event": "pressed", "at": at}).encode())
    with pytest.raises(InvalidPayload):
        native.parse_command(json.dumps({"id": "c", "set": {}, "expires_at": at}).encode())


def test_times_become_utc() -> None:
    state = native.parse_state(b'{"epoch":1,"version":1,"at":"2026-01-01T02:00:00+02:00","values":{}}')
    assert state.at == datetime(2026, 1, 1, tzinfo=UTC)
    assert state.at.utcoffset() == timedelta(0)


def test_size_is_checked_before_anything_else() -> None:
    with pytest.raises(PayloadTooLarge):
        native.parse_state(b"x" * (native.MAX_PAYLOAD + 1))
    with pytest.raises(PayloadTooLarge):
        native.format_state({"text": "x" * native.MAX_PAYLOAD}, epoch=1, version=1, at=NOW)


def test_a_reply_must_answer_the_command_it_names() -> None:
    payload = native.format_reply(Reply("c-1", ReplyStatus.SUCCEEDED))
    assert native.parse_reply(payload).command_id == "c-1"
    with pytest.raises(InvalidPayload):
        native.parse_reply(payload, correlation=b"c-2")


def test_a_devices_words_are_cut_and_cleaned() -> None:
    text = "line\n\x1b[31mred\u202e" + "x" * 500
    reply = native.parse_reply(
        json.dumps({"id": "c", "status": "failed", "code": "made_up", "message": text}).encode()
    )
    assert reply.code == "internal"
    assert len(reply.message) == native.MAX_MESSAGE
    assert reply.message.isprintable()


@pytest.mark.parametrize("body", [{}, {"set": {}, "run": "x"}, {"set": {"a": None}}, {"run": 5}])
def test_a_command_either_sets_or_runs(body: dict[str, object]) -> None:
    with pytest.raises(InvalidPayload):
        native.parse_command(json.dumps({"id": "c", **body}).encode())


def test_a_command_expires_at_its_moment() -> None:
    command = CommandMessage("c", set={}, expires_at=NOW)
    assert command.expired(NOW)
    assert not command.expired(NOW - timedelta(milliseconds=1))
    assert not CommandMessage("c", set={}).expired(NOW)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["status", "epoch", "version", "at", "values", "id", "set", "run", "name", "type", "properties"]
)


@given(st.binary(max_size=200) | st.dictionaries(KEYS, JSON).map(lambda body: json.dumps(body).encode()))
def test_nothing_but_device_errors_leaves_a_parser(payload: bytes) -> None:
    for parse in (
        native.parse_status,
        native.parse_state,
        native.parse_event,
        native.parse_reply,
        native.parse_command,
        native.parse_description,
    ):
        assert _code(parse, payload) in {"", "invalid_payload", "invalid_description", "payload_too_large"}


def _code(parse: Callable[[bytes], object], payload: bytes) -> str:
    try:
        parse(payload)
    except DeviceError as error:
        return error.code
    return ""
