"""A home whose names are Chinese, and one name that is not."""

from __future__ import annotations

from assistant.ports import CommandState, Outcome
from devices.schema import Argument, Value, ValueType
from tests.unit.assistant.houses import act, device, house, light, percent, prop

KITCHEN = tuple(light(f"spot_{n}", room="厨房", name=f"射灯{n}") for n in range(1, 7))
HOME = house(
    light("lamp", name="台灯"),
    light("ceiling", name="厨房灯"),
    device("fan", "fan", prop("on"), percent("speed"), prop("oscillating"), name="卧室风扇"),
    device("curtain", "curtain", percent("position"), name="窗帘"),
    device("garage", "garage door", prop("open"), name="车库门"),
    device("lock", "lock", prop("locked"), name="前门"),
    device("stat", "thermostat", prop("target_temperature", "number", unit="°C"), name="温控器"),
    device("air", "air conditioner", prop("on"), prop("mode", "string"), name="空调"),
    device("vacuum", "vacuum", name="扫地机器人", actions=(act("start"), act("dock"))),
    device(
        "oven",
        "oven",
        name="烤箱",
        actions=(act("start", Argument("temperature", ValueType.INTEGER, unit="°C")),),
    ),
    device("list", "list", name="购物清单"),
    device("phone", "phone", prop("do_not_disturb"), percent("volume"), name="Anna's phone"),
    device("car", "car", prop("trunk_open"), percent("windows"), percent("charge_limit"), name="车"),
    device("tank", "aquarium", prop("bubbles"), prop("ph", "number"), name="鱼缸"),
    *KITCHEN,
    reported={"curtain": {"position": 80}, "lamp": {"on": True}, "stat": {"target_temperature": 19.0}},
    rooms=("厨房",),
)


def outcome(
    device_id: str,
    state: CommandState = CommandState.SUCCEEDED,
    code: str = "",
    reported: dict[str, Value] | None = None,
    **values: Value,
) -> Outcome:
    """What became of values that a device was to take."""
    return Outcome(device_id, device_id, state, "c1", code, values=values, reported=reported or {})


def action(device_id: str, name: str, state: CommandState = CommandState.SUCCEEDED, **said: Value) -> Outcome:
    """What became of an action."""
    return Outcome(device_id, device_id, state, "c1", action=name, arguments=said)
