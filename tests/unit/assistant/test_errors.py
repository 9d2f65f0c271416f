"""The one table: every code that exists is in it, and becomes a status with its details."""

from __future__ import annotations

import re
from pathlib import Path

import grpc
import pytest
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo

from assistant.errors import CODES, AssistantError, InvalidRequest, code_of, sentence, to_status
from devices.errors import BrokerUnavailable, DeviceError, OutOfRange
from model_core.errors import EngineBusy, ModelError

ROOT = Path(__file__).resolve().parents[3]

OUTCOMES = {
    "out_of_range",
    "unknown_property",
    "unknown_action",
    "invalid_value",
    "busy",
    "blocked",
    "unsafe",
    "not_possible",
    "expired",
    "internal",
    "no_answer",
    "device_offline",
}
"""What devices answer, and what the platform says for a silent or absent one."""


def family(base: type[Exception]) -> list[type[Exception]]:
    return [base, *(deep for each in base.__subclasses__() for deep in family(each))]


@pytest.mark.parametrize("base", [AssistantError, DeviceError, ModelError])
def test_every_error_is_in_the_table(base: type[Exception]) -> None:
    codes = {vars(error)["code"] for error in family(base) if "code" in vars(error)}
    assert codes <= set(CODES)
    assert all(re.fullmatch(r"[a-z][a-z_]{1,47}", code) for code in codes)


def test_every_code_that_the_sources_name_is_in_the_table() -> None:
    named = re.compile(r'(?:code=|Refused\(|CannotResolve\()"([a-z_]+)"')
    found = {
        code
        for package in ("assistant", "devices")
        for path in (ROOT / package).rglob("*.py")
        for code in named.findall(path.read_text())
    }
    assert "device_offline" in found
    assert found <= set(CODES)


def test_every_outcome_is_in_the_table_with_the_state_it_ends_in() -> None:
    assert set(CODES) >= OUTCOMES
    assert {CODES[code].result for code in OUTCOMES} == {"rejected", "failed", "expired", "unknown"}


@pytest.mark.parametrize("code", sorted(CODES))
def test_sentences_read_well_without_details(code: str) -> None:
    text = sentence(code)
    assert "{" not in text
    assert text[0].isupper()
    assert text[-1] in ".!?"


def test_details_fill_the_sentence() -> None:
    assert sentence("busy", device="the garage door") == "The garage door is busy and did not do that."
    assert sentence("busy", device="both", be="are") == "Both are busy and did not do that."
    assert sentence("busy", device="") == "The device is busy and did not do that."
    assert sentence("no such code") == CODES["internal"].sentence


def test_an_error_becomes_a_status_with_its_details() -> None:
    code, status = to_status(OutOfRange("Too bright.", property="brightness", maximum=100))
    info, bad = ErrorInfo(), BadRequest()
    assert status.details[0].Unpack(info)
    assert status.details[1].Unpack(bad)
    assert code is grpc.StatusCode.OUT_OF_RANGE
    assert (status.code, status.message) == (code.value[0], "Too bright.")
    assert (info.reason, info.domain) == ("OUT_OF_RANGE", "ensemble")
    assert dict(info.metadata) == {"code": "out_of_range", "property": "brightness", "maximum": "100"}
    assert bad.field_violations[0].field == "brightness"


@pytest.mark.parametrize("error", [BrokerUnavailable(), EngineBusy("Busy.")])
def test_what_may_pass_says_when_to_try_again(error: Exception) -> None:
    _, status = to_status(error)
    retry = RetryInfo()
    assert any(detail.Unpack(retry) for detail in status.details)
    assert retry.retry_delay.ToNanoseconds() > 0


def test_what_is_not_ours_stays_inside() -> None:
    class Foreign(Exception):
        code = 42

    for error in (Foreign("secret"), KeyError("secret"), ValueError("secret")):
        code, status = to_status(error)
        assert code is grpc.StatusCode.INTERNAL
        assert "secret" not in status.SerializeToString().decode(errors="ignore")
    assert code_of(TimeoutError()) == "deadline_exceeded"


def test_long_texts_are_cut() -> None:
    _, status = to_status(InvalidRequest("x" * 5000, field="y" * 5000))
    assert status.ByteSize() < 2000
