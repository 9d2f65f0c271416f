from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.exact import CannotResolve, coerce, resolve_value
from assistant.resolve import Intent, Refused, resolve
from devices.schema import Argument, Property, Value, ValueType
from model_core.plan import Assignment, Op, RunStep, SetStep, Word
from tests.unit.assistant.houses import act, device, house, light, percent, prop

RELATIVE = [
    Word.MORE,
    Word.LESS,
    Word.SLIGHTLY_MORE,
    Word.SLIGHTLY_LESS,
    Word.MUCH_MORE,
    Word.MUCH_LESS,
]
TARGET = prop("target_temperature", "number", minimum=10, maximum=30, unit="°C")


def value_of(spec: Property, value: Value | Word, now: Value | None = None, **rest: object) -> Value:
    assignment = Assignment(spec.name, value, **rest)  # type: ignore[arg-type]
    reported = {} if now is None else {spec.name: now}
    return resolve_value(spec, assignment, reported=reported, previous={})


def code_of(spec: Property, value: Value | Word, now: Value | None = None, **rest: object) -> str:
    with pytest.raises(CannotResolve) as caught:
        value_of(spec, value, now, **rest)
    return caught.value.code


@st.composite
def ranged(draw: st.DrawFn) -> tuple[Property, float]:
    """A numeric property and a value within its range."""
    low = draw(st.integers(-500, 500))
    high = low + draw(st.integers(1, 1000))
    kind = draw(st.sampled_from(["integer", "number"]))
    name = draw(st.sampled_from(["brightness", "volume", "speed", "target_temperature", "level"]))
    unit = draw(st.sampled_from(["", "%", "°C", "°F", "K"]))
    spec = prop(name, kind, minimum=low, maximum=high, unit=unit)
    now = draw(st.integers(low, high)) if kind == "integer" else draw(st.floats(low, high))
    return spec, now


@given(ranged(), st.sampled_from(RELATIVE))
def test_relative_words_stay_in_range_and_go_the_right_way(case: tuple[Property, float], word: Word) -> None:
    spec, now = case
    found = value_of(spec, word, now)
    assert isinstance(found, int | float)
    assert spec.minimum is not None
    assert spec.maximum is not None
    assert spec.minimum <= found <= spec.maximum
    if "more" in word.value:
        assert found >= now - 0.005
    else:
        assert found <= max(now, 1 if spec.name == "brightness" else now) + 0.005


@given(ranged(), st.sampled_from([Op.ADD, Op.SUBTRACT, Op.MULTIPLY]), st.floats(0, 1e6))
def test_relative_numbers_are_clamped(case: tuple[Property, float], op: Op, amount: float) -> None:
    spec, now = case
    found = value_of(spec, amount, now, op=op)
    assert isinstance(found, int | float)
    assert spec.minimum is not None
    assert spec.maximum is not None
    assert spec.minimum <= found <= spec.maximum


@given(ranged(), st.floats(allow_nan=True, allow_infinity=True))
def test_explicit_numbers_are_taken_or_refused_but_never_clamped(
    case: tuple[Property, float], wanted: float
) -> None:
    spec, _ = case
    assert spec.minimum is not None
    assert spec.maximum is not None
    if not (math.isfinite(wanted) and spec.minimum - 0.5 <= wanted <= spec.maximum + 0.5):
        assert code_of(spec, wanted) in ("out_of_range", "invalid_value")
    elif spec.minimum <= wanted <= spec.maximum:
        found = value_of(spec, wanted)
        assert isinstance(found, int | float)
        assert abs(found - wanted) <= (0.5 if spec.type is ValueType.INTEGER else 0.0051)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        (Word.SLIGHTLY_MORE, 60),
        (Word.MORE, 70),
        (Word.MUCH_MORE, 90),
        (Word.SLIGHTLY_LESS, 40),
        (Word.LESS, 30),
        (Word.MUCH_LESS, 10),
        (Word.MAXIMUM, 100),
        (Word.MINIMUM, 1),
    ],
)
def test_brightness_goes_in_points(word: Word, wanted: int) -> None:
    assert value_of(percent("brightness"), word, 50) == wanted


@pytest.mark.parametrize(
    ("word", "wanted"), [(Word.SLIGHTLY_MORE, 20.5), (Word.MORE, 21), (Word.MUCH_LESS, 18)]
)
def test_temperature_goes_in_degrees(word: Word, wanted: float) -> None:
    assert value_of(TARGET, word, 20.0) == wanted


def test_other_ranges_go_in_shares() -> None:
    assert value_of(percent("position"), Word.MORE, 50) == 65
    assert value_of(prop("level", "integer", minimum=0, maximum=4), Word.SLIGHTLY_MORE, 2) == 3


def test_dimming_never_puts_a_light_out() -> None:
    assert value_of(percent("brightness"), Word.MUCH_LESS, 10) == 1
    assert value_of(percent("volume"), Word.MUCH_LESS, 10) == 0


def test_units() -> None:
    assert value_of(TARGET, 70, unit="F") == 21.1
    assert value_of(TARGET, 3.6, 20.0, op=Op.ADD, unit="F") == 22
    assert value_of(prop("target_temperature", "number", unit="°F"), 20, unit="C") == 68
    assert value_of(TARGET, 10, 20.0, op=Op.ADD, unit="%") == 22
    assert code_of(TARGET, 5, unit="km") == "wrong_unit"


def test_explicit_out_of_range_names_the_range() -> None:
    with pytest.raises(CannotResolve) as caught:
        value_of(percent("brightness"), 101)
    assert caught.value.code == "out_of_range"
    assert caught.value.details == {"minimum": "0", "maximum": "100", "unit": "%"}


@pytest.mark.parametrize("value", ["50", True, "high"])
def test_numbers_are_not_made_of_other_things(value: Value) -> None:
    assert code_of(percent("brightness"), value) == "invalid_value"


def test_booleans() -> None:
    assert value_of(prop("on"), True) is True
    assert value_of(prop("on"), "off") is False
    assert value_of(prop("on"), Word.TOGGLE, True) is False
    assert code_of(prop("on"), Word.TOGGLE) == "no_state"
    assert code_of(prop("on"), 1) == "invalid_value"
    assert code_of(prop("on"), Word.MORE, True) == "invalid_value"
    assert code_of(prop("on"), 1, True, op=Op.ADD) == "invalid_value"


def test_choices() -> None:
    mode = prop("mode", "string", choices=("Low", "Medium", "High", "eco"))
    assert value_of(mode, "high") == "High"
    assert value_of(mode, Word.MORE, "Low") == "Medium"
    assert value_of(mode, Word.MUCH_MORE, "Low") == "High"
    assert value_of(mode, Word.MAXIMUM) == "High"
    assert code_of(mode, "turbo") == "not_a_choice"
    assert code_of(mode, Word.MORE, "eco") == "no_state"


def test_previous_comes_from_the_twin() -> None:
    home = house(light("lamp"), reported={"lamp": {"brightness": 10}}, previous={"lamp": {"brightness": 80}})
    step = SetStep(("lamp",), (Assignment("brightness", Word.PREVIOUS),))
    assert resolve(home, [step]).intents == (Intent("lamp", {"on": True, "brightness": 80}),)
    other = SetStep(("lamp",), (Assignment("color", Word.PREVIOUS),))
    assert resolve(home, [other]).refused == (Refused("no_previous", "lamp", "color"),)


@pytest.mark.parametrize(
    ("reported", "wanted", "values"),
    [
        ({"on": False}, Assignment("brightness", 40), {"on": True, "brightness": 40}),
        ({"on": True}, Assignment("brightness", 40), {"brightness": 40}),
        ({"on": True}, Assignment("brightness", 0), {"brightness": 0, "on": False}),
        ({"on": False}, Assignment("color", "red"), {"on": True, "color": "red"}),
        ({}, Assignment("color", "red"), {"on": True, "color": "red"}),
    ],
)
def test_light_comes_on_with_what_makes_it_light(
    reported: dict[str, Value], wanted: Assignment, values: dict[str, Value]
) -> None:
    home = house(light("lamp"), reported={"lamp": reported})
    assert resolve(home, [SetStep(("lamp",), (wanted,))]).intents == (Intent("lamp", values),)


def test_brightness_zero_puts_out_a_light_that_cannot_be_at_zero() -> None:
    lamp = device("lamp", "light", prop("on"), prop("brightness", "integer", minimum=1, maximum=100))
    found = resolve(house(lamp), [SetStep(("lamp",), (Assignment("brightness", 0),))])
    assert found.intents == (Intent("lamp", {"on": False}),)


MODE = prop("mode", "string", choices=("off", "cool", "low", "high"))


@pytest.mark.parametrize(
    ("reported", "wanted", "values"),
    [
        ({"on": False}, Assignment("mode", "low"), {"on": True, "mode": "low"}),
        ({"on": True}, Assignment("mode", "low"), {"mode": "low"}),
        ({"on": False}, Assignment("mode", "off"), {"mode": "off"}),
        ({"on": False}, Assignment("target_temperature", 21), {"on": True, "target_temperature": 21}),
        (
            {"on": False, "target_temperature": 20},
            Assignment("target_temperature", 2, op=Op.SUBTRACT),
            {"target_temperature": 18},
        ),
    ],
)
def test_a_machine_that_is_told_what_to_run_at_runs(
    reported: dict[str, Value], wanted: Assignment, values: dict[str, Value]
) -> None:
    cooler = device("cooler", "air conditioner", prop("on"), MODE, TARGET)
    home = house(cooler, reported={"cooler": reported})
    assert resolve(home, [SetStep(("cooler",), (wanted,))]).intents == (Intent("cooler", values),)


def test_a_group_that_is_told_what_to_run_at_does_not_all_come_on() -> None:
    home = house(device("cooler", "air conditioner", prop("on"), MODE), reported={"cooler": {"on": False}})
    step = SetStep(("cooler",), (Assignment("mode", "low"),), group=True)
    assert resolve(home, [step]).intents == (Intent("cooler", {"mode": "low"}),)


def test_a_car_that_is_told_how_warm_to_be_warms_up() -> None:
    home = house(device("car", "car", prop("climate_on"), TARGET), reported={"car": {"climate_on": False}})
    step = SetStep(("car",), (Assignment("target_temperature", 22),))
    assert resolve(home, [step]).intents == (Intent("car", {"climate_on": True, "target_temperature": 22}),)


def test_volume_turns_nothing_on() -> None:
    tv = device("tv", "television", prop("on"), percent("volume"))
    found = resolve(
        house(tv, reported={"tv": {"on": False}}), [SetStep(("tv",), (Assignment("volume", 20),))]
    )
    assert found.intents == (Intent("tv", {"volume": 20}),)


def test_groups_leave_out_who_cannot() -> None:
    home = house(light("lamp"), device("fan", "fan", prop("on")))
    step = SetStep(("lamp", "fan"), (Assignment("color", "red"),), group=True)
    found = resolve(home, [step])
    assert [i.device_id for i in found.intents] == ["lamp"]
    assert found.refused == ()
    none = resolve(home, [SetStep(("fan",), (Assignment("color", "red"),), group=True)])
    assert none.refused == (Refused("unable", subject="color"),)
    named = resolve(home, [SetStep(("lamp", "fan"), (Assignment("color", "red"),))])
    assert named.refused == (Refused("unknown_property", "fan", "color"),)


def test_valid_parts_stand_beside_refused_ones() -> None:
    home = house(light("lamp"), reported={"lamp": {"on": True}})
    step = SetStep(("lamp", "ghost"), (Assignment("brightness", 400), Assignment("color", "blue")))
    found = resolve(home, [step])
    assert found.intents == (Intent("lamp", {"color": "blue"}),)
    assert [(r.code, r.device_id) for r in found.refused] == [
        ("out_of_range", "lamp"),
        ("unknown_device", "ghost"),
    ]


@pytest.mark.parametrize("prepared", ["on", "mode"])
def test_what_only_prepares_a_value_is_not_done_where_the_value_is_out_of_range(prepared: str) -> None:
    degrees = prop("target_temperature", "number", minimum=16, maximum=30, unit="°C")
    heater = device("heater", "heater", prop("on"), prop("mode", "string", choices=("heat", "eco")), degrees)
    given = {"on": Assignment("on", True), "mode": Assignment("mode", "heat")}[prepared]

    def found(target: int) -> tuple[Intent, ...]:
        step = SetStep(("heater",), (given, Assignment("target_temperature", target)))
        return resolve(house(heater, reported={"heater": {"on": False}}), [step]).intents

    assert found(35) == ()
    assert prepared in found(25)[0].values


@pytest.mark.parametrize("off", [Assignment("on", False), Assignment("mode", "off")])
def test_off_is_done_whatever_is_out_of_range(off: Assignment) -> None:
    degrees = prop("target_temperature", "number", minimum=16, maximum=30, unit="°C")
    heater = device("heater", "heater", prop("on"), prop("mode", "string", choices=("heat", "off")), degrees)
    step = SetStep(("heater",), (off, Assignment("target_temperature", 35)))
    found = resolve(house(heater, reported={"heater": {"on": True}}), [step])
    assert found.intents == (Intent("heater", {off.property: off.value}),)
    assert [r.code for r in found.refused] == ["out_of_range"]


def test_an_entry_is_found_by_its_words() -> None:
    shopping = device(
        "list", "list", actions=(act("complete", Argument("item", ValueType.STRING, required=True)),)
    )
    home = house(shopping, reported={"list": {"items": ["fix the squeaky hinge", "hang the swing"]}})

    def told(item: str) -> object:
        return resolve(home, [RunStep(("list",), "complete", (("item", item),))]).intents[0].arguments["item"]

    assert told("the hinges") == "fix the squeaky hinge"
    assert told("the") == "the"
    assert told("roof") == "roof"


def test_later_steps_see_earlier_ones() -> None:
    home = house(light("lamp"), reported={"lamp": {"on": True, "brightness": 10}})
    steps = [
        SetStep(("lamp",), (Assignment("brightness", 50),)),
        SetStep(("lamp",), (Assignment("brightness", Word.MORE),)),
    ]
    assert [i.values for i in resolve(home, steps).intents] == [{"brightness": 50}, {"brightness": 70}]


def test_read_only_is_not_written() -> None:
    sensor = device("sensor", "temperature sensor", prop("temperature", "number", writable=False))
    found = resolve(house(sensor), [SetStep(("sensor",), (Assignment("temperature", 3),))])
    assert found.refused == (Refused("not_writable", "sensor", "temperature"),)


OVEN = device(
    "oven",
    "oven",
    actions=(
        act(
            "start",
            Argument("temperature", ValueType.INTEGER, required=True, minimum=50, maximum=250, unit="°C"),
            Argument("programme", ValueType.STRING, choices=("grill", "fan")),
        ),
    ),
)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "missing_argument"),
        ((("temperature", 300),), "out_of_range"),
        ((("temperature", 200), ("colour", "red")), "unknown_argument"),
        ((("temperature", 200), ("programme", "boil")), "not_a_choice"),
        ((("temperature", "hot"),), "invalid_value"),
    ],
)
def test_arguments_are_checked(
    arguments: tuple[tuple[str, bool | int | float | str], ...], code: str
) -> None:
    found = resolve(house(OVEN), [RunStep(("oven",), "start", arguments)])
    assert found.intents == ()
    assert [r.code for r in found.refused] == [code]


def test_actions() -> None:
    step = RunStep(("oven",), "start", (("temperature", 200.0), ("programme", "GRILL")))
    found = resolve(house(OVEN), [step])
    assert found.intents == (
        Intent("oven", run="start", arguments={"temperature": 200, "programme": "grill"}),
    )
    assert resolve(house(OVEN), [RunStep(("oven",), "fly")]).refused == (
        Refused("unknown_action", "oven", "fly"),
    )


def test_free_text_is_bounded() -> None:
    spec = Argument("text", ValueType.STRING)
    assert coerce(spec, " milk ") == "milk"
    for text in ("", "x" * 501):
        with pytest.raises(CannotResolve):
            coerce(spec, text)
