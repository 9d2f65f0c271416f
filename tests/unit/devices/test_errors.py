"""The error family."""

from __future__ import annotations

from devices import errors


def subclasses() -> list[type[errors.DeviceError]]:
    return errors.DeviceError.__subclasses__()


def test_codes_are_stable_snake_case_and_unique() -> None:
    codes = [error.code for error in subclasses()]
    assert len(set(codes)) == len(codes)
    assert all(code == code.lower() and code.replace("_", "").isalpha() for code in codes)
    assert errors.DeviceError.code not in codes


def test_every_error_is_a_sentence_even_without_words() -> None:
    for error in subclasses():
        raised = error(device_id="lamp", count=3)
        assert str(raised).endswith(".")
        assert raised.details == {"device_id": "lamp", "count": "3"}
        assert str(error("Said otherwise.")) == "Said otherwise."
