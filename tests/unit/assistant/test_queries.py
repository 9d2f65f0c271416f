from __future__ import annotations

from datetime import timedelta

import pytest

from assistant import answers, queries
from assistant.context import House
from assistant.wording.english.wording import ENGLISH
from devices.schema import Value
from model_core.plan import Comparison, GetStep, Query, Test
from tests.unit.assistant.houses import NOON, device, house, light, percent, prop

SENSOR = device(
    "sensor",
    "temperature sensor",
    prop("temperature", "number", writable=False, unit="°C"),
    name="Bedroom sensor",
)
COLD = device(
    "cold",
    "temperature sensor",
    prop("temperature", "number", writable=False, unit="°C"),
    name="Cellar sensor",
)
FRONT = device("front", "lock", prop("locked"), name="Front door")
BACK = device("back", "lock", prop("locked"), name="Back door")
LAMP, CEILING = light("lamp", name="Desk lamp"), light("ceiling", name="Ceiling light")
LIST = device("list", "list", prop("items", "list", writable=False), name="Shopping list")
GONE = device("gone", "lock", prop("locked"), name="Shed door", online=False)
MUTE = device("mute", "lock", prop("locked"), name="Cellar door")

HOME = house(
    SENSOR,
    COLD,
    FRONT,
    BACK,
    LAMP,
    CEILING,
    LIST,
    GONE,
    MUTE,
    reported={
        "sensor": {"temperature": 21.0},
        "cold": {"temperature": 12.5},
        "front": {"locked": True},
        "back": {"locked": False},
        "lamp": {"on": True, "brightness": 40},
        "ceiling": {"on": False, "brightness": 0},
        "list": {"items": ["milk", "eggs"]},
        "gone": {"locked": True},
    },
)
LATER = NOON + timedelta(hours=2)


def ask(query: Query, *devices: str, group: bool = False, home: House = HOME, **rest: object) -> str:
    step = GetStep(devices, query, group=group, **rest)  # type: ignore[arg-type]
    return " ".join(answers.worded(ENGLISH, home, queries.answer(home, step, now=LATER), now=LATER))


def compared(name: str, value: Value, comparison: Comparison = Comparison.EQUAL, unit: str = "") -> Test:
    assert not isinstance(value, list)
    return Test(name, comparison, value, unit)


LOCKED = compared("locked", True)
ON = compared("on", True)


def test_values() -> None:
    assert ask(Query.VALUE, "sensor", properties=("temperature",)) == (
        "The temperature of the bedroom sensor is 21 °C."
    )
    assert ask(Query.VALUE, "front", properties=("locked",)) == "The front door is locked."
    assert ask(Query.VALUE, "list", properties=("items",)) == "2 things are on the shopping list: milk, eggs."


def test_checks() -> None:
    assert ask(Query.CHECK, "front", test=LOCKED) == "Yes, the front door is locked."
    assert ask(Query.CHECK, "back", test=LOCKED) == "No: the back door is unlocked."
    assert ask(Query.CHECK, "front", "back", test=LOCKED) == "No: the back door is unlocked."
    assert ask(Query.CHECK_ANY, "front", "back", test=LOCKED) == "Yes, the front door is locked."
    assert ask(Query.CHECK_ANY, "lamp", "ceiling", test=compared("color", "red")).startswith("I can't say")
    assert ask(Query.CHECK_ANY, "sensor", "cold", test=compared("temperature", 30, Comparison.ABOVE)) == (
        "No, none of the 2 temperature sensors has a temperature above 30 °C."
    )
    warm = compared("temperature", 68, Comparison.AT_LEAST, "F")
    assert ask(Query.CHECK, "sensor", test=warm) == "Yes, the temperature of the bedroom sensor is 21 °C."


def test_what_follows_a_yes_goes_on_in_the_sentence() -> None:
    two = house(FRONT, BACK, LIST, reported={"front": {"locked": True}, "back": {"locked": True}})
    assert ask(Query.CHECK, "front", "back", test=LOCKED, home=two) == (
        "Yes, front door and back door are locked."
    )
    listed = ask(Query.CHECK, "list", test=compared("items", "milk"))
    assert listed == "Yes, 2 things are on the shopping list: milk, eggs."


def test_windows_are_counted_and_not_their_sensors() -> None:
    left, right = (
        device(name, "window sensor", prop("open", writable=False), name=f"{name.capitalize()} window")
        for name in ("left", "right")
    )
    shut = house(left, right, reported={"left": {"open": False}, "right": {"open": False}})
    test = compared("open", True)
    assert ask(Query.CHECK_ANY, "left", "right", test=test, home=shut) == "No, none of the 2 windows is open."
    assert ask(Query.COUNT, "left", "right", test=test, home=shut) == "No windows are open."


def test_what_is_not_known_is_not_answered() -> None:
    assert ask(Query.CHECK, "front", "gone", test=LOCKED) == (
        "I can't say for sure. I have not heard from the shed door since 12:00; then it was locked. "
        "The front door is locked."
    )
    assert ask(Query.CHECK, "mute", test=LOCKED) == (
        "I can't say for sure. The cellar door has not told me yet whether it is locked."
    )


def test_a_check_that_fails_anyway_is_answered() -> None:
    assert ask(Query.CHECK, "back", "gone", test=LOCKED).startswith("No: the back door is unlocked.")


def test_counts_and_lists() -> None:
    assert ask(Query.COUNT, "lamp", "ceiling", test=ON) == "1 light is on: desk lamp."
    assert ask(Query.LIST, "lamp", "ceiling", test=ON) == "Only the desk lamp is on."
    assert ask(Query.LIST, "front", "back", test=compared("locked", True, Comparison.NOT_EQUAL)) == (
        "Only the back door is unlocked."
    )
    assert ask(Query.COUNT, "ceiling", test=ON) == "No lights are on."


def test_what_is_not_known_is_neither_counted_nor_ruled_out() -> None:
    shed = "I have not heard from the shed door since 12:00; then it was locked."
    unlocked = compared("locked", False)
    assert ask(Query.COUNT, "front", "gone", test=unlocked) == (
        f"As far as I know, no locks are unlocked. {shed}"
    )
    assert ask(Query.LIST, "back", "gone", test=unlocked) == f"The back door is unlocked. {shed}"
    assert ask(Query.LIST, "gone", test=unlocked) == f"I can't say for sure. {shed}"


def test_extremes() -> None:
    assert ask(Query.HIGHEST, "sensor", "cold", properties=("temperature",)) == (
        "The bedroom sensor has the highest temperature: 21 °C."
    )
    assert ask(Query.LOWEST, "sensor", "cold", properties=("temperature",)) == (
        "The cellar sensor has the lowest temperature: 12.5 °C."
    )


def test_extremes_of_different_units() -> None:
    attic = device(
        "attic",
        "temperature sensor",
        prop("temperature", "number", writable=False, unit="°F"),
        name="Attic sensor",
    )
    home = house(SENSOR, attic, reported={"sensor": {"temperature": 21.0}, "attic": {"temperature": 59.0}})
    assert ask(Query.HIGHEST, "sensor", "attic", home=home, properties=("temperature",)) == (
        "The bedroom sensor has the highest temperature: 21 °C."
    )
    assert ask(Query.LOWEST, "attic", "sensor", home=home, properties=("temperature",)) == (
        "The attic sensor has the lowest temperature: 59 °F."
    )


def test_gauges_that_fell_silent() -> None:
    late = NOON + timedelta(hours=30)
    step = GetStep(("sensor", "lamp"), properties=("temperature", "brightness"), group=True)
    found = queries.answer(HOME, step, now=late)
    assert [r.freshness for r in found.readings] == [queries.Freshness.STALE, queries.Freshness.FRESH]
    assert answers.worded(ENGLISH, HOME, found, now=late)[-1] == (
        "I have not heard from the bedroom sensor since 12:00 on 4 May; then its temperature was 21 °C."
    )


def test_refusals() -> None:
    found = queries.answer(HOME, GetStep(("front", "ghost"), properties=("humidity",)), now=LATER)
    assert [(r.code, r.device_id) for r in found.refused] == [
        ("unknown_property", "front"),
        ("unknown_device", "ghost"),
    ]
    group = queries.answer(HOME, GetStep(("front",), properties=("humidity",), group=True), now=LATER)
    assert [r.code for r in group.refused] == ["untold"]


@pytest.mark.parametrize(
    ("value", "comparison", "wanted", "unit", "passes"),
    [
        (21.0, Comparison.ABOVE, 20, "", True),
        (21.0, Comparison.ABOVE, 21, "", False),
        (21.0, Comparison.AT_LEAST, 21, "", True),
        (21.0, Comparison.BELOW, 70, "F", True),
        (21.0, Comparison.AT_MOST, 20.9, "", False),
        (21.0, Comparison.NOT_EQUAL, 21, "", False),
    ],
)
def test_comparisons(value: float, comparison: Comparison, wanted: float, unit: str, passes: bool) -> None:
    spec = SENSOR.description.find_property("temperature")
    assert queries.satisfies(value, Test("temperature", comparison, wanted, unit), spec) is passes


def test_comparisons_of_other_kinds() -> None:
    assert queries.satisfies("Playing", Test("state", Comparison.EQUAL, "playing"))
    assert not queries.satisfies("playing", Test("state", Comparison.ABOVE, "idle"))
    assert queries.satisfies(["Milk"], Test("items", Comparison.EQUAL, "milk"))
    assert not queries.satisfies(True, Test("on", Comparison.EQUAL, 1))
    assert queries.satisfies(40, Test("brightness", Comparison.EQUAL, 40), percent("brightness"))
