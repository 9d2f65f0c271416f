"""The examples of the documentation are what the code takes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from ensemble.v1 import assistant_pb2, device_pb2, home_pb2
from google.protobuf import json_format
from google.protobuf.message import Message

from assistant.errors import CODES
from devices.adapters import native

DOCS = Path(__file__).resolve().parents[3] / "docs"
DEVICES = (DOCS / "devices.md").read_text(encoding="utf-8")
API = (DOCS / "api.md").read_text(encoding="utf-8")
READERS: dict[str, Callable[[bytes], object]] = {
    "describe": native.parse_description,
    "status": native.parse_status,
    "state": native.parse_state,
    "command": native.parse_command,
    "reply": native.parse_reply,
    "event": native.parse_event,
}
PAYLOADS = re.findall(r"```json (\w+)\n(.*?)```", DEVICES, re.DOTALL)
CALLS = re.findall(r"-d '(.*?)'[\s\\]+127\.0\.0\.1:50051 ensemble\.v1\.(\w+)/(\w+)", API, re.DOTALL)
FILES = {"AssistantService": assistant_pb2, "DeviceService": device_pb2, "HomeService": home_pb2}


def test_every_channel_has_an_example() -> None:
    assert {channel for channel, _ in PAYLOADS} == set(READERS)


@pytest.mark.parametrize(("channel", "payload"), PAYLOADS)
def test_a_payload_is_accepted(channel: str, payload: str) -> None:
    READERS[channel](payload.encode())


def test_the_reported_values_and_the_event_are_described() -> None:
    by_channel = {channel: json.loads(payload) for channel, payload in PAYLOADS}
    described = by_channel["describe"]
    assert set(by_channel["state"]["values"]) == set(described["properties"])
    assert by_channel["event"]["event"] in described["events"]


def test_the_codes_of_devices_are_all_named() -> None:
    line = DEVICES.partition("\nCodes: ")[2].partition("Any other")[0]
    assert set(re.findall(r"`(\w+)`", line)) == native.DEVICE_CODES


def test_there_are_calls_of_every_service() -> None:
    assert {service for _, service, _ in CALLS} == set(FILES)


@pytest.mark.parametrize(("body", "service", "method"), CALLS)
def test_a_call_is_one_of_the_contract(body: str, service: str, method: str) -> None:
    descriptor = FILES[service].DESCRIPTOR.services_by_name[service].methods_by_name[method]
    request: Message = getattr(FILES[service], descriptor.input_type.name)()
    json_format.Parse(body, request)


def test_the_error_codes_exist_under_their_status() -> None:
    rows = re.findall(r"^\| (`[A-Z_`, ]+)[^|]*\| (.*?) \|$", API.partition("## Errors")[2], re.MULTILINE)
    assert len(rows) == 7
    for statuses, codes in rows:
        allowed = set(re.findall(r"`([A-Z_]+)`", statuses))
        for code in re.findall(r"`(\w+)`", codes):
            assert CODES[code].grpc.name in allowed, code


def test_the_program_is_one() -> None:
    [program] = re.findall(r"```python\n(.*?)```", API, re.DOTALL)
    compile(program, "docs/api.md", "exec")
