"""The firmware's own rules: waiting, checking, telling the speaker, and what it may import."""

from __future__ import annotations

import ast
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import grpc
import pytest
from ensemble.v1 import device_pb2
from hypothesis import given
from hypothesis import strategies as st

from devices.adapters.description import parse_description
from edge import offline
from edge.backoff import Backoff
from edge.describe import Refused, check_run, check_set, describe_payload
from edge.examples.lamp import Lamp
from edge.link import _parse
from edge.offline import Event, RecentEvents, local_answer

EDGE = Path(__file__).resolve().parents[3] / "edge"
MAY_IMPORT = {"edge", "ensemble", "grpc", "paho"}

DESCRIPTION = device_pb2.DeviceDescription(
    name="Oven",
    type="oven",
    properties=[
        device_pb2.Property(
            name="target", type=device_pb2.VALUE_TYPE_NUMBER, writable=True, minimum=50, maximum=250
        ),
        device_pb2.Property(name="level", type=device_pb2.VALUE_TYPE_INTEGER, writable=True),
        device_pb2.Property(
            name="mode", type=device_pb2.VALUE_TYPE_STRING, writable=True, choices=["bake", "grill"]
        ),
        device_pb2.Property(name="temperature", type=device_pb2.VALUE_TYPE_NUMBER),
    ],
    actions=[
        device_pb2.Action(
            name="start",
            risk=device_pb2.RISK_CONFIRM,
            arguments=[
                device_pb2.Argument(
                    name="minutes", type=device_pb2.VALUE_TYPE_INTEGER, required=True, minimum=1
                )
            ],
        )
    ],
)


def test_firmware_needs_only_the_stubs_grpc_and_paho() -> None:
    foreign: set[str] = set()
    for path in EDGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            foreign |= {name.partition(".")[0] for name in names}
    assert foreign - MAY_IMPORT <= set(sys.stdlib_module_names) | {"__future__"}


def test_delays_grow_to_a_cap_and_start_again() -> None:
    ceilings: list[float] = []

    def highest(low: float, high: float) -> float:
        assert low == 0
        ceilings.append(high)
        return high

    backoff = Backoff(0.5, 4.0, uniform=highest)
    assert [backoff.delay() for _ in range(6)] == [0.5, 1.0, 2.0, 4.0, 4.0, 4.0]
    backoff.reset()
    assert backoff.delay() == 0.5


def test_delays_are_spread_over_the_whole_range() -> None:
    delays = [Backoff(8.0).delay() for _ in range(400)]
    assert min(delays) < 1.0
    assert max(delays) > 7.0


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"target": 400}, "out_of_range"),
        ({"target": 10}, "out_of_range"),
        ({"target": "180"}, "invalid_value"),
        ({"target": True}, "invalid_value"),
        ({"target": float("nan")}, "invalid_value"),
        ({"level": 1.5}, "invalid_value"),
        ({"mode": "fry"}, "invalid_value"),
        ({"temperature": 20}, "unknown_property"),
        ({"doors": 2}, "unknown_property"),
    ],
)
def test_values_that_do_not_fit_are_refused(values: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as caught:
        check_set(DESCRIPTION, values)
    assert (caught.value.code, caught.value.status) == (code, "rejected")


def test_values_that_fit_have_the_right_type() -> None:
    checked = check_set(DESCRIPTION, {"target": 180, "level": 3.0, "mode": "bake"})
    assert checked == {"target": 180.0, "level": 3, "mode": "bake"}
    assert [type(value) for value in checked.values()] == [float, int, str]


@pytest.mark.parametrize(
    ("action", "arguments", "code"),
    [
        ("fly", {}, "unknown_action"),
        ("start", {}, "invalid_value"),
        ("start", {"minutes": 1, "colour": "red"}, "invalid_value"),
        ("start", {"minutes": 0}, "out_of_range"),
    ],
)
def test_actions_that_do_not_fit_are_refused(action: str, arguments: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as caught:
        check_run(DESCRIPTION, action, arguments)
    assert caught.value.code == code


@pytest.mark.parametrize("description", [DESCRIPTION, Lamp.description])
def test_the_platform_reads_what_the_firmware_says(description: device_pb2.DeviceDescription) -> None:
    parsed = parse_description(describe_payload(description))
    assert parsed.name == description.name
    assert [p.name for p in parsed.properties] == [p.name for p in description.properties]
    assert [p.writable for p in parsed.properties] == [p.writable for p in description.properties]
    assert [len(a.arguments) for a in parsed.actions] == [len(a.arguments) for a in description.actions]


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_payload_breaks_the_firmware(payload: bytes) -> None:
    assert _parse(payload) is None or isinstance(_parse(payload), dict)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"null",
        b"[]",
        b"7",
        b"{}",
        b'{"id": 7, "set": {}}',
        b'{"id": "", "set": {}}',
        b'{"id": "c", "set": {}, "run": "x"}',
        b'{"id": "c"}',
        b'{"id": "c", "set": []}',
        b'{"id": "c", "set": {}, "expires_at": "soon"}',
        b'{"id": "c", "set": {}, "expires_at": "2030-01-01T00:00:00"}',
        b'{"id": "c", "set": {}, "expires_at": 5}',
        b'{"id": "c", "set": {"a": "' + b"x" * 70000 + b'"}}',
        b"[" * 50000,
        b"\xff\xfe",
    ],
)
def test_commands_that_are_none(payload: bytes) -> None:
    assert _parse(payload) is None


def test_nothing_was_done_is_said_only_when_it_is_certain() -> None:
    assert local_answer(grpc.StatusCode.UNAVAILABLE, sent=False) == offline.UNREACHABLE
    assert local_answer(grpc.StatusCode.UNAVAILABLE, sent=True) == offline.UNANSWERED
    assert local_answer(grpc.StatusCode.DEADLINE_EXCEEDED) == offline.UNANSWERED
    assert local_answer(grpc.StatusCode.UNAUTHENTICATED) == offline.STRANGER
    assert local_answer(grpc.StatusCode.INTERNAL) == offline.BROKEN
    assert local_answer(grpc.StatusCode.RESOURCE_EXHAUSTED, "I am busy.") == "I am busy."


def test_events_wait_for_a_while_and_no_longer() -> None:
    now = datetime(2030, 1, 1, tzinfo=UTC)
    kept = RecentEvents(lambda: now)
    kept.keep(Event("old", now - timedelta(minutes=6)))
    for number in range(20):
        kept.keep(Event(f"e{number}", now - timedelta(seconds=20 - number)))
    assert [event.name for event in kept.take()] == [f"e{number}" for number in range(4, 20)]
    assert kept.take() == []
    kept.keep(Event("old", now - timedelta(minutes=6)))
    assert kept.take() == []
