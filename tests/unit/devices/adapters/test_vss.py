"""Properties with other names on the wire."""

from __future__ import annotations

import pytest

from devices.adapters.vss import from_wire, to_wire
from devices.errors import DeviceError
from devices.schema import Description, Property, Value, ValueType
from devices.validation import validate_value

LEFT, RIGHT = "Vehicle.Cabin.Door.Row1.Left.IsLocked", "Vehicle.Cabin.Door.Row1.Right.IsLocked"
CAR = Description(
    "Car",
    "car",
    (
        Property("locked", ValueType.BOOLEAN, writable=True, paths=(LEFT, RIGHT)),
        Property("open", ValueType.BOOLEAN, writable=True, paths=("O1", "O2")),
        Property("windows", ValueType.INTEGER, writable=True, paths=("W1", "W2")),
        Property("gear", ValueType.STRING, paths=("G1", "G2")),
        Property("speed", ValueType.NUMBER, paths=("Vehicle.Speed",)),
        Property("name", ValueType.STRING),
    ),
)


@pytest.mark.parametrize("metres", [float("inf"), float("nan"), 10**400])
def test_a_distance_that_cannot_be_is_left_for_the_description_to_refuse(metres: float) -> None:
    spec = Property("range", ValueType.INTEGER, unit="km", paths=("Vehicle.Powertrain.Range",))
    car = Description("Car", "car", (spec,))
    [value] = from_wire(car, {"Vehicle.Powertrain.Range": metres}).values()
    assert value is metres
    with pytest.raises(DeviceError):
        validate_value(spec, value)


def test_one_property_is_written_to_all_its_paths() -> None:
    assert to_wire(CAR, {"locked": True, "speed": 3, "name": "x"}) == {
        LEFT: True,
        RIGHT: True,
        "Vehicle.Speed": 3,
        "name": "x",
    }


@pytest.mark.parametrize(
    ("wire", "expected"),
    [
        ({"Vehicle.Speed": 3}, {"speed": 3}),
        ({"name": "x", "unknown": 1}, {"name": "x", "unknown": 1}),
        ({LEFT: True, RIGHT: True}, {"locked": True}),
        ({LEFT: True, RIGHT: False}, {"locked": False}),
        ({LEFT: True}, {}),
        ({LEFT: False}, {"locked": False}),
        ({"O1": False, "O2": True}, {"open": True}),
        ({"O1": False, "O2": False}, {"open": False}),
        ({"W1": 0, "W2": 60}, {"windows": 60}),
        ({"W1": 10}, {"windows": 10}),
        ({"G1": "P", "G2": "P"}, {"gear": "P"}),
        ({"G1": "P", "G2": "D"}, {}),
        ({"W1": "wide", "W2": 3}, {"windows": "wide"}),
    ],
)
def test_many_paths_make_one_value(wire: dict[str, Value], expected: dict[str, Value]) -> None:
    assert from_wire(CAR, wire) == expected


@pytest.mark.parametrize("kind", [ValueType.INTEGER, ValueType.NUMBER])
def test_a_range_in_km_is_metres_on_the_wire(kind: ValueType) -> None:
    path = "Vehicle.Powertrain.TractionBattery.Range"
    car = Description("Car", "car", (Property("range", kind, unit="km", paths=(path,)),))
    assert from_wire(car, {path: 336_000}) == {"range": 336}
    assert to_wire(car, {"range": 336}) == {path: 336_000}
    in_metres = Description("Car", "car", (Property("range", kind, unit="m", paths=(path,)),))
    assert from_wire(in_metres, {path: 336_000}) == {"range": 336_000}
