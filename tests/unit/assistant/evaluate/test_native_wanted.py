"""Expectations that are more than a value: when they hold, and how a wrong one is told."""

from __future__ import annotations

import pytest

from assistant.evaluate.native.wanted import Wanted, as_given, holds, read_expected
from devices.errors import DeviceError
from devices.schema import Property, ValueType

LEVEL = Property("volume", ValueType.INTEGER, minimum=0, maximum=100, unit="%")
WARMTH = Property("warmth", ValueType.NUMBER)
COLOR = Property("color", ValueType.STRING, choices=("red", "blue", "white"))
ON = Property("on", ValueType.BOOLEAN)
ITEMS = Property("items", ValueType.LIST)


@pytest.mark.parametrize(
    ("spec", "given", "before", "right", "wrong"),
    [
        (LEVEL, 40, 0, (40,), (41, None)),
        (LEVEL, {"moves": "up"}, 40, (41, 100), (40, 39, None)),
        (LEVEL, {"moves": "down"}, 40, (39, 0), (40, 41, None)),
        (WARMTH, {"moves": "up"}, 20.0, (20.5,), (20.000001, 19.5)),
        (LEVEL, {"moves": "up"}, None, (), (40,)),
        (LEVEL, {"at_least": 30}, 40, (30, 80), (29, None, True)),
        (LEVEL, {"at_most": 30}, 40, (30, 0), (31, None)),
        (WARMTH, {"at_least": 30, "at_most": 50}, 0, (30, 40.5, 50.00001), (29, 51)),
        (LEVEL, {"moves": "down", "at_least": 20}, 40, (20, 39), (19, 40, 41)),
        (COLOR, {"one_of": ["red", "blue"]}, "white", ("red", "blue"), ("white", None)),
        (LEVEL, {"one_of": [0, 10]}, 40, (0, 10), (5,)),
        (ITEMS, {"one_of": [["a", "b"], ["b", "a"]]}, [], (["b", "a"],), (["a"], "a")),
        (ON, {"one_of": [True]}, False, (True,), (False, None)),
    ],
)
def test_when_it_holds(
    spec: Property, given: object, before: object, right: tuple[object, ...], wrong: tuple[object, ...]
) -> None:
    expected = read_expected(spec, given)
    assert [value for value in right if not holds(expected, before, value)] == []
    assert [value for value in wrong if holds(expected, before, value)] == []
    assert as_given(expected) == given


@pytest.mark.parametrize(
    ("spec", "given", "told"),
    [
        (LEVEL, {}, "it is empty; allowed are moves, at_least and at_most, or one_of"),
        (LEVEL, {"more": True}, "there is no 'more'; allowed are moves"),
        (LEVEL, {"moves": "up", 5: 5}, "there is no 5; allowed are"),
        (LEVEL, {"moves": "louder"}, "moves is up or down"),
        (LEVEL, {"moves": ["up"]}, "moves is up or down"),
        (COLOR, {"moves": "up"}, "moves is for numbers; color may be a value or one_of several"),
        (ON, {"at_least": 1}, "at_least is for numbers; on may be a value"),
        (ITEMS, {"at_most": 3}, "at_most is for numbers"),
        (LEVEL, {"at_least": 101}, "volume must be between 0 and 100%"),
        (LEVEL, {"at_most": "loud"}, "volume must be a whole number"),
        (LEVEL, {"at_least": None}, "volume must be a whole number"),
        (LEVEL, {"at_least": 60, "at_most": 50}, "nothing is at least 60 and at most 50"),
        (COLOR, {"one_of": []}, "one_of has a list of values"),
        (COLOR, {"one_of": "red"}, "one_of has a list of values"),
        (COLOR, {"one_of": ["red", "green"]}, "color must be one of: red, blue, white"),
        (LEVEL, {"one_of": [1], "moves": "up"}, "one_of goes with nothing else"),
    ],
)
def test_each_mistake_is_told(spec: Property, given: object, told: str) -> None:
    with pytest.raises((ValueError, DeviceError)) as error:
        read_expected(spec, given)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted(moves="up"), "up"),
        (Wanted(moves="down", at_least=20), "down and at least 20"),
        (Wanted(at_least=20, at_most=21.5), "at least 20 and at most 21.5"),
        (Wanted(one_of=("red", "blue")), "red or blue"),
    ],
)
def test_it_is_told_in_words(wanted: Wanted, told: str) -> None:
    assert str(wanted) == told
