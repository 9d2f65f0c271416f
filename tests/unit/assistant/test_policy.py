from __future__ import annotations

import pytest

from assistant.policy import StaticPins, review, risk_of
from assistant.resolve import Intent
from devices.schema import Device, Risk, Value
from tests.unit.assistant.houses import act, device, house, percent, prop

LOCK = device(
    "lock", "lock", prop("locked"), prop("on"), prop("child_lock"), actions=(act("unlock"), act("lock"))
)
GARAGE = device(
    "garage",
    "garage door",
    prop("open"),
    percent("position"),
    prop("light"),
    actions=(act("toggle"), act("stop")),
)
BOLT = device(
    "bolt",
    "lock",
    prop("unlocked"),
    prop("mode", "string", choices=("lock", "unlock")),
    actions=(act("set_bolt"), act("set_lock")),
)
SHUTTER = device("shutter", "garage door", percent("position"), actions=(act("set_position"), act("go_to")))
GATE = device("gate", "gate", prop("state", "string", choices=("open", "closed")))
CURTAIN = device("curtain", "curtain", prop("open"), percent("position"), actions=(act("open"),))
VALVE = device("valve", "valve", prop("open"))
CAMERA = device(
    "camera",
    "camera",
    prop("on"),
    prop("recording"),
    percent("volume"),
    actions=(act("start_stream"), act("move_left")),
)
ALARM = device(
    "alarm",
    "alarm panel",
    prop("armed"),
    prop("mode", "string", choices=("home", "disarmed")),
    actions=(act("disarm"), act("arm")),
)
PHONE = device(
    "phone",
    "phone",
    prop("do_not_disturb"),
    percent("volume"),
    actions=(act("ring"), act("set_alarm"), act("cancel_alarm")),
)
LAMP = device("lamp", "light", prop("on"), percent("brightness"))
RELAY = device("relay", "switch", prop("on"), name="Gate opener")
PLUG = device("plug", "plug", prop("on"), name="Garage light")
CAR = device(
    "car",
    "car",
    prop("locked"),
    prop("trunk_open"),
    percent("windows"),
    prop("climate_on"),
    percent("driver_seat_heating"),
    prop("headlights"),
    prop("speed", "number", writable=False),
    prop("gear", "string", choices=("park", "drive")),
    prop("engine_on"),
    percent("charge_limit"),
    actions=(
        act("start_engine"),
        act("start"),
        act("summon"),
        act("open_trunk"),
        act("unlock_doors"),
        act("start_charging"),
        act("honk"),
        act("flash_lights"),
        act("navigate"),
        act("precondition"),
        act("adjust_window"),
    ),
)
SAFE = device("safe", "safe", prop("open", risk=Risk.PIN))
BOILER = device("boiler", "boiler", prop("on", risk=Risk.NEVER_REMOTE))
SAW = device("saw", "saw", prop("on", risk=Risk.CONFIRM), actions=(act("start", risk=Risk.CONFIRM),))


def sets(subject: Device, name: str, value: Value) -> tuple[Device, Intent]:
    return subject, Intent(subject.id, {name: value})


def runs(subject: Device, action: str, **arguments: Value) -> tuple[Device, Intent]:
    return subject, Intent(subject.id, run=action, arguments=arguments)


RISKY = [
    sets(LOCK, "locked", False),
    sets(LOCK, "on", False),
    runs(LOCK, "unlock"),
    sets(GARAGE, "open", True),
    sets(GARAGE, "position", 1),
    runs(GARAGE, "toggle"),
    sets(BOLT, "unlocked", True),
    sets(BOLT, "mode", "unlock"),
    runs(BOLT, "set_lock", locked=False),
    runs(BOLT, "set_bolt", unlocked=True),
    runs(SHUTTER, "set_position", position=100),
    runs(SHUTTER, "go_to", position=50),
    sets(GATE, "state", "open"),
    sets(CAMERA, "on", True),
    sets(CAMERA, "on", False),
    sets(CAMERA, "recording", False),
    runs(CAMERA, "start_stream"),
    sets(ALARM, "armed", False),
    sets(ALARM, "mode", "disarmed"),
    runs(ALARM, "disarm"),
    sets(RELAY, "on", True),
    sets(CAR, "locked", False),
    sets(CAR, "trunk_open", True),
    sets(CAR, "windows", 30),
    sets(CAR, "gear", "drive"),
    sets(CAR, "engine_on", True),
    runs(CAR, "start_engine"),
    runs(CAR, "start"),
    runs(CAR, "summon"),
    runs(CAR, "open_trunk"),
    runs(CAR, "unlock_doors"),
    sets(SAW, "on", True),
    runs(SAW, "start"),
]
FREE = [
    sets(LOCK, "locked", True),
    sets(LOCK, "child_lock", False),
    runs(LOCK, "lock"),
    sets(GARAGE, "open", False),
    sets(GARAGE, "position", 0),
    sets(GARAGE, "light", True),
    runs(GARAGE, "stop"),
    sets(BOLT, "unlocked", False),
    sets(BOLT, "mode", "lock"),
    runs(BOLT, "set_lock", locked=True),
    runs(SHUTTER, "set_position", position=0),
    sets(GATE, "state", "closed"),
    sets(CURTAIN, "open", True),
    sets(CURTAIN, "position", 100),
    runs(CURTAIN, "open"),
    sets(VALVE, "open", True),
    sets(CAMERA, "volume", 10),
    runs(CAMERA, "move_left"),
    sets(ALARM, "armed", True),
    sets(ALARM, "mode", "home"),
    runs(ALARM, "arm"),
    sets(PHONE, "do_not_disturb", True),
    runs(PHONE, "ring"),
    runs(PHONE, "set_alarm", time="07:00"),
    runs(PHONE, "cancel_alarm"),
    sets(LAMP, "on", False),
    sets(LAMP, "brightness", 10),
    sets(PLUG, "on", True),
    sets(CAR, "locked", True),
    sets(CAR, "trunk_open", False),
    sets(CAR, "windows", 0),
    sets(CAR, "climate_on", True),
    sets(CAR, "driver_seat_heating", 50),
    sets(CAR, "headlights", True),
    sets(CAR, "charge_limit", 80),
    runs(CAR, "start_charging"),
    runs(CAR, "honk"),
    runs(CAR, "flash_lights"),
    runs(CAR, "navigate", destination="work"),
    runs(CAR, "precondition"),
    runs(CAR, "adjust_window", position=0),
]


def name_of(case: tuple[Device, Intent]) -> str:
    subject, intent = case
    return f"{subject.id}-{intent.run or dict(intent.values)}"


@pytest.mark.parametrize("case", RISKY, ids=name_of)
def test_what_opens_moves_or_watches_is_never_free(case: tuple[Device, Intent]) -> None:
    subject, intent = case
    assert risk_of(intent, subject) is Risk.CONFIRM
    assert review([intent], house(subject)).confirm == (intent,)


@pytest.mark.parametrize("case", FREE, ids=name_of)
def test_what_does_no_harm_is_free(case: tuple[Device, Intent]) -> None:
    subject, intent = case
    assert risk_of(intent, subject) is Risk.FREE
    assert review([intent], house(subject)).free == (intent,)


def test_the_device_may_ask_for_more() -> None:
    assert risk_of(Intent("safe", {"open": True}), SAFE) is Risk.PIN
    assert risk_of(Intent("safe", {"open": False}), SAFE) is Risk.PIN
    assert risk_of(Intent("boiler", {"on": True}), BOILER) is Risk.NEVER_REMOTE


def test_the_device_cannot_ask_for_less() -> None:
    kind = device("lock", "lock", prop("locked", risk=Risk.FREE))
    assert risk_of(Intent("lock", {"locked": False}), kind) is Risk.CONFIRM


def test_what_the_description_does_not_know_is_not_free() -> None:
    assert risk_of(Intent("lamp", {"laser": True}), LAMP) is Risk.CONFIRM
    assert risk_of(Intent("lamp", run="explode"), LAMP) is Risk.CONFIRM


def test_never_remote_is_refused() -> None:
    verdict = review([Intent("boiler", {"on": True})], house(BOILER))
    assert [r.code for r in verdict.refused] == ["never_remote"]
    assert verdict.free == verdict.confirm == ()


def test_a_pin_must_be_set_up() -> None:
    intent = Intent("safe", {"open": True})
    assert [r.code for r in review([intent], house(SAFE)).refused] == ["no_pin"]
    verdict = review([intent], house(SAFE), pin_configured=True)
    assert verdict.confirm == (intent,)
    assert verdict.risk is Risk.PIN


@pytest.mark.parametrize("speed", [0.5, 90])
@pytest.mark.parametrize(
    "intent",
    [
        Intent("car", {"trunk_open": True}),
        Intent("car", {"locked": False}),
        Intent("car", {"windows": 20}),
        Intent("car", run="open_trunk"),
        Intent("car", run="unlock_doors"),
        Intent("car", run="adjust_window", arguments={"position": 40}),
    ],
)
def test_nothing_opens_on_a_car_that_moves(intent: Intent, speed: float) -> None:
    verdict = review([intent], house(CAR, reported={"car": {"speed": speed}}))
    assert [r.code for r in verdict.refused] == ["vehicle_moving"]
    assert review([intent], house(CAR, reported={"car": {"speed": 0.0}})).confirm == (intent,)


@pytest.mark.parametrize(
    "intent",
    [Intent("car", {"locked": True}), Intent("car", {"climate_on": True}), Intent("car", run="navigate")],
)
def test_a_car_that_moves_still_obeys_in_the_rest(intent: Intent) -> None:
    assert review([intent], house(CAR, reported={"car": {"speed": 50}})).free == (intent,)


def test_a_fan_that_turns_is_no_vehicle() -> None:
    fan = device("fan", "fan", percent("speed"), prop("on"))
    verdict = review([Intent("fan", {"on": True})], house(fan, reported={"fan": {"speed": 50}}))
    assert len(verdict.free) == 1


def test_mixed_plans_are_sorted() -> None:
    on, unlock = Intent("lamp", {"on": True}), Intent("lock", {"locked": False})
    verdict = review([on, unlock, Intent("ghost", {"on": True})], house(LAMP, LOCK))
    assert (verdict.free, verdict.confirm, verdict.risk) == ((on,), (unlock,), Risk.CONFIRM)
    assert [r.code for r in verdict.refused] == ["unknown_device"]


def test_one_risky_value_makes_the_whole_command_risky() -> None:
    intent = Intent("car", {"climate_on": True, "locked": False})
    assert review([intent], house(CAR)).confirm == (intent,)


def test_static_pins() -> None:
    pins = StaticPins({"home": "1234"})
    assert pins.configured("home")
    assert pins.matches("home", "1234")
    assert not pins.matches("home", "12345")
    assert not pins.configured("other")
    assert not pins.matches("other", "")
