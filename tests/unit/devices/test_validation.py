"""What a device may be asked for, by its own description."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.errors import DeviceError, InvalidValue, NotWritable, OutOfRange, UnknownAction, UnknownProperty
from devices.schema import ActionSpec, Argument, Description, Property, ValueType
from devices.validation import MAX_INTEGER, MAX_TEXT, validate_run, validate_set

LAMP = Description(
    name="Lamp",
    type="light",
    properties=(
        Property("on", ValueType.BOOLEAN, writable=True),
        Property("brightness", ValueType.INTEGER, writable=True, minimum=0, maximum=100, unit="%"),
        Property("warmth", ValueType.NUMBER, writable=True, minimum=-10.5),
        Property("level", ValueType.NUMBER, writable=True, maximum=5, unit="m"),
        Property("count", ValueType.INTEGER, writable=True),
        Property("color", ValueType.STRING, writable=True, choices=("red", "warm white")),
        Property("title", ValueType.STRING, writable=True),
        Property("tags", ValueType.LIST, writable=True),
        Property("power", ValueType.NUMBER),
    ),
    actions=(
        ActionSpec(
            "blink",
            (
                Argument("times", ValueType.INTEGER, required=True, minimum=1, maximum=9),
                Argument("color", ValueType.STRING, choices=("red", "blue")),
            ),
        ),
        ActionSpec("identify"),
    ),
)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("on", True, True),
        ("brightness", 0, 0),
        ("brightness", 100, 100),
        ("brightness", 50.0, 50),
        ("warmth", 3, 3.0),
        ("warmth", -10.5, -10.5),
        ("color", "warm white", "warm white"),
        ("title", "", ""),
        ("title", "Zoë's 灯 🎉\nline", "Zoë's 灯 🎉\nline"),
        ("tags", ["a", "b"], ["a", "b"]),
        ("tags", (), []),
        ("count", MAX_INTEGER, MAX_INTEGER),
    ],
)
def test_good_values_come_back_in_the_declared_type(name: str, value: Any, expected: Any) -> None:
    checked = validate_set(LAMP, {name: value})[name]
    assert checked == expected
    assert type(checked) is type(expected)


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("on", 1, InvalidValue),
        ("on", "true", InvalidValue),
        ("on", None, InvalidValue),
        ("brightness", True, InvalidValue),
        ("brightness", "50", InvalidValue),
        ("brightness", 50.5, InvalidValue),
        ("brightness", math.nan, InvalidValue),
        ("brightness", math.inf, InvalidValue),
        ("brightness", -1, OutOfRange),
        ("brightness", 101, OutOfRange),
        ("brightness", 10**400, OutOfRange),
        ("count", MAX_INTEGER + 1, OutOfRange),
        ("warmth", True, InvalidValue),
        ("warmth", math.nan, InvalidValue),
        ("warmth", -math.inf, InvalidValue),
        ("warmth", 10**400, OutOfRange),
        ("warmth", -10.6, OutOfRange),
        ("level", 5.1, OutOfRange),
        ("color", "Red", InvalidValue),
        ("color", 3, InvalidValue),
        ("title", "x" * (MAX_TEXT + 1), InvalidValue),
        ("title", "a\x00b", InvalidValue),
        ("title", "\ud800", InvalidValue),
        ("title", b"bytes", InvalidValue),
        ("tags", "abc", InvalidValue),
        ("tags", ["a", 1], InvalidValue),
        ("power", 1.0, NotWritable),
        ("volume", 1, UnknownProperty),
    ],
)
def test_bad_values_are_refused_with_their_code(name: str, value: object, error: type[DeviceError]) -> None:
    with pytest.raises(error) as caught:
        validate_set(LAMP, {"on": True, name: value})
    assert name in str(caught.value)


def test_nothing_to_set_is_refused() -> None:
    with pytest.raises(InvalidValue):
        validate_set(LAMP, {})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("brightness", 101, "brightness must be between 0 and 100%."),
        ("warmth", -11, "warmth must be at least -10.5."),
        ("level", 6, "level must be at most 5 m."),
        ("count", 2**60, "count is too large."),
    ],
)
def test_out_of_range_says_the_range(name: str, value: object, sentence: str) -> None:
    with pytest.raises(OutOfRange) as caught:
        validate_set(LAMP, {name: value})
    assert str(caught.value) == sentence


def test_a_good_run() -> None:
    assert validate_run(LAMP, "blink", {"times": 3.0, "color": "blue"}) == {"times": 3, "color": "blue"}
    assert validate_run(LAMP, "identify", {}) == {}


@pytest.mark.parametrize(
    ("action", "arguments", "error"),
    [
        ("explode", {}, UnknownAction),
        ("blink", {}, InvalidValue),
        ("blink", {"times": 3, "speed": 1}, InvalidValue),
        ("blink", {"times": 10}, OutOfRange),
        ("blink", {"times": "3"}, InvalidValue),
        ("blink", {"times": 3, "color": "green"}, InvalidValue),
        ("identify", {"times": 3}, InvalidValue),
    ],
)
def test_bad_runs_are_refused(action: str, arguments: dict[str, object], error: type[DeviceError]) -> None:
    with pytest.raises(error):
        validate_run(LAMP, action, arguments)


@given(
    st.dictionaries(
        st.sampled_from([p.name for p in LAMP.properties]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text()
        | st.lists(st.text())
        | st.binary(),
        min_size=1,
    )
)
def test_anything_is_accepted_as_declared_or_refused_as_a_device_error(values: dict[str, object]) -> None:
    types = {p.name: p.type for p in LAMP.properties}
    python = {"boolean": bool, "integer": int, "number": float, "string": str, "list": list}
    try:
        checked = validate_set(LAMP, values)
    except DeviceError:
        return
    assert set(checked) == set(values)
    assert all(type(value) is python[types[name]] for name, value in checked.items())
    assert validate_set(LAMP, checked) == checked
