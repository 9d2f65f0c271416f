from __future__ import annotations

from datetime import timedelta

import pytest

from assistant import answers, queries
from assistant.context import House
from assistant.wording.chinese.wording import CHINESE
from devices.schema import Device, Value
from model_core.plan import Comparison, GetStep, Query, Test
from tests.unit.assistant.houses import NOON, device, house, light, prop


def thermometer(device_id: str, name: str) -> Device:
    return device(
        device_id, "temperature sensor", prop("temperature", "number", writable=False, unit="°C"), name=name
    )


HOME = house(
    thermometer("sensor", "卧室温度计"),
    thermometer("cold", "地窖温度计"),
    device("front", "lock", prop("locked"), name="前门"),
    device("back", "lock", prop("locked"), name="后门"),
    light("lamp", name="台灯"),
    light("ceiling", name="吊灯"),
    device("list", "list", prop("items", "list", writable=False), name="购物清单"),
    device("robot", "vacuum", prop("state", "string", writable=False), name="扫地机"),
    device("washer", "washer", prop("minutes_left", "integer", unit="min"), name="洗衣机"),
    device("gone", "lock", prop("locked"), name="棚门", online=False),
    device("mute", "lock", prop("locked"), name="地窖门"),
    reported={
        "sensor": {"temperature": 21.0},
        "cold": {"temperature": 12.5},
        "front": {"locked": True},
        "back": {"locked": False},
        "lamp": {"on": True, "brightness": 40},
        "ceiling": {"on": False, "brightness": 0},
        "list": {"items": ["牛奶", "鸡蛋"]},
        "robot": {"state": "docked"},
        "washer": {"minutes_left": 12},
        "gone": {"locked": True},
    },
)
LATER = NOON + timedelta(hours=2)


def ask(query: Query, *devices: str, group: bool = False, home: House = HOME, **rest: object) -> str:
    step = GetStep(devices, query, group=group, **rest)  # type: ignore[arg-type]
    found = queries.answer(home, step, now=LATER)
    return CHINESE.general.joined(answers.worded(CHINESE, home, found, now=LATER))


def compared(name: str, value: Value, comparison: Comparison = Comparison.EQUAL, unit: str = "") -> Test:
    assert not isinstance(value, list)
    return Test(name, comparison, value, unit)


LOCKED, UNLOCKED, ON = compared("locked", True), compared("locked", False), compared("on", True)
WARM = compared("temperature", 30, Comparison.ABOVE)


def test_values() -> None:
    assert ask(Query.VALUE, "sensor", properties=("temperature",)) == "卧室温度计的温度是21度。"
    assert ask(Query.VALUE, "front", properties=("locked",)) == "前门锁着。"
    assert ask(Query.VALUE, "lamp", properties=("on", "brightness")) == "台灯开着，亮度是40%。"
    assert ask(Query.VALUE, "robot", properties=("state",)) == "扫地机在充电座上。"
    assert ask(Query.VALUE, "washer", properties=("minutes_left",)) == "洗衣机还剩12分钟。"
    assert ask(Query.VALUE, "list", properties=("items",)) == "购物清单上有2项：牛奶、鸡蛋。"
    assert ask(Query.VALUE, "front", "back", properties=("locked",)) == "前门锁着。后门没上锁。"


def test_checks() -> None:
    assert ask(Query.CHECK, "front", test=LOCKED) == "是的，前门锁着。"
    assert ask(Query.CHECK, "back", test=LOCKED) == "不是，后门没上锁。"
    assert ask(Query.CHECK, "front", "back", test=LOCKED) == "不是，后门没上锁。"
    assert ask(Query.CHECK_ANY, "front", "back", test=LOCKED) == "是的，前门锁着。"
    assert ask(Query.CHECK_ANY, "lamp", "ceiling", test=compared("color", "red")).startswith("我说不准。")
    assert ask(Query.CHECK_ANY, "sensor", "cold", test=WARM) == "没有，2个温度传感器里没有温度高于30度的。"
    assert ask(Query.CHECK, "list", test=compared("items", "牛奶")) == "是的，购物清单上有2项：牛奶、鸡蛋。"


def test_windows_are_counted_and_not_their_sensors() -> None:
    pair = [
        device(d, "window sensor", prop("open", writable=False), name=n)
        for d, n in (("l", "左窗"), ("r", "右窗"))
    ]
    shut = house(*pair, reported={"l": {"open": False}, "r": {"open": False}})
    test = compared("open", True)
    assert ask(Query.CHECK_ANY, "l", "r", test=test, home=shut) == "没有，2扇窗户里没有开着的。"
    assert ask(Query.COUNT, "l", "r", test=test, home=shut) == "没有开着的窗户。"


def test_what_is_not_known_is_not_answered() -> None:
    assert ask(Query.CHECK, "front", "gone", test=LOCKED) == (
        "我说不准。从12:00起我就没有收到过棚门的消息；当时它锁着。前门锁着。"
    )
    assert ask(Query.CHECK, "mute", test=LOCKED) == "我说不准。地窖门还没有告诉我它是不是锁着。"
    empty = house(thermometer("new", "新温度计"))
    assert ask(Query.VALUE, "new", properties=("temperature",), home=empty) == (
        "新温度计还没有告诉我它的温度。"
    )


def test_counts_and_lists() -> None:
    assert ask(Query.COUNT, "lamp", "ceiling", test=ON) == "有1盏灯开着：台灯。"
    assert ask(Query.COUNT, "sensor", "cold", test=compared("temperature", 10, Comparison.AT_LEAST)) == (
        "有2个温度传感器的温度不低于10度：卧室温度计和地窖温度计。"
    )
    assert ask(Query.LIST, "lamp", "ceiling", test=ON) == "只有台灯开着。"
    assert ask(Query.LIST, "front", "back", test=compared("locked", True, Comparison.NOT_EQUAL)) == (
        "只有后门没上锁。"
    )
    assert ask(Query.LIST, "sensor", "cold", test=compared("temperature", 10, Comparison.ABOVE)) == (
        "温度高于10度的有卧室温度计和地窖温度计。"
    )
    assert ask(Query.COUNT, "ceiling", test=ON) == "没有开着的灯。"


def test_what_is_not_known_is_neither_counted_nor_ruled_out() -> None:
    shed = "从12:00起我就没有收到过棚门的消息；当时它锁着。"
    assert ask(Query.COUNT, "front", "gone", test=UNLOCKED) == f"据我所知，没有没上锁的门锁。{shed}"
    assert ask(Query.LIST, "back", "gone", test=UNLOCKED) == f"后门没上锁。{shed}"
    assert ask(Query.LIST, "gone", test=UNLOCKED) == f"我说不准。{shed}"


def test_extremes() -> None:
    assert ask(Query.HIGHEST, "sensor", "cold", properties=("temperature",)) == "卧室温度计的温度最高：21度。"
    assert (
        ask(Query.LOWEST, "sensor", "cold", properties=("temperature",)) == "地窖温度计的温度最低：12.5度。"
    )


def test_gauges_that_fell_silent() -> None:
    late = NOON + timedelta(hours=30)
    found = queries.answer(HOME, GetStep(("sensor",), properties=("temperature",)), now=late)
    assert answers.worded(CHINESE, HOME, found, now=late) == [
        "从5月4日12:00起我就没有收到过卧室温度计的消息；当时它的温度是21度。"
    ]


@pytest.mark.parametrize(
    ("test", "text"),
    [
        (compared("state", "docked"), "扫地机在充电座上"),
        (compared("state", "docked", Comparison.NOT_EQUAL), "扫地机不是在充电座上的"),
        (compared("mode", "cool", Comparison.NOT_EQUAL), "扫地机的模式不是制冷"),
        (compared("trunk_open", False), "扫地机的后备箱关着"),
        (compared("battery", 20, Comparison.BELOW, "%"), "扫地机的电量低于20%"),
    ],
)
def test_what_is_tested(test: Test, text: str) -> None:
    from assistant.wording.chinese.answers import tested
    from assistant.wording.chinese.phrases import clause

    assert clause("扫地机", [tested(test, test.unit)]) == text
