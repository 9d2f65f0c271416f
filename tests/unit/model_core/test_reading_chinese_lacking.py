"""Mandarin wishes and questions for which the device that is meant has nothing; one that has it is told."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_OPEN = Attribute("open", Kind.BOOLEAN)
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_SOUND = (_ON, Attribute("volume", Kind.INTEGER, 0, 100, "%"))
_WATT = Attribute("power_draw", Kind.NUMBER, unit="W", writable=False)
_CO2 = Attribute("co2", Kind.INTEGER, unit="ppm", writable=False)
_AIR = Attribute("air_quality", Kind.STRING, choices=("good", "poor"), writable=False)
_LEVEL = Attribute("water_level", Kind.INTEGER, 0, 100, "%", writable=False)
_RANGE = Attribute("range", Kind.INTEGER, unit="km", writable=False)
_BATTERY = Attribute("battery", Kind.INTEGER, 0, 100, "%", writable=False)
_ALARMED = Attribute("triggered", Kind.BOOLEAN, writable=False)
_COOLING = Attribute("mode", Kind.STRING, choices=("cool", "dry"))
_HEATING = Attribute("mode", Kind.STRING, choices=("heat", "eco"))
_NEXT = Action("next")


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of a home where of some devices one is able and another is not."""
    return Reader(
        Vocabulary(
            World(
                (Room("客厅"), Room("厨房"), Room("主卧"), Room("院子")),
                (
                    Thing("s1", "老唱机", "speaker", "客厅", _SOUND, (Action("play"),)),
                    Thing("s2", "厨房音箱", "speaker", "厨房", _SOUND, (Action("play"), _NEXT)),
                    Thing("k1", "院子摄像头", "camera", "院子", (_ON,)),
                    Thing("v1", "进水阀", "valve", "厨房", (_OPEN,)),
                    Thing("v2", "浇花阀", "valve", "院子", (_POSITION,)),
                    Thing("f1", "落地扇", "fan", "客厅", (_ON,)),
                    Thing("a1", "主卧空调", "air conditioner", "主卧", (_ON, _COOLING)),
                    Thing("h1", "地暖", "thermostat", "客厅", (_HEATING,)),
                    Thing("p1", "书架插座", "plug", "客厅", (_ON,)),
                    Thing("p2", "灶台插座", "plug", "厨房", (_ON, _WATT)),
                    Thing("q1", "空气盒子", "air quality sensor", "厨房", (_CO2,)),
                    Thing("q2", "净化器", "air purifier", "主卧", (_ON, _AIR)),
                    Thing("c1", "阿强的车", "car", None, (_RANGE, _BATTERY)),
                    Thing("n1", "阿强的手机", "phone", None, (_BATTERY,)),
                    Thing("n2", "小敏的手机", "phone", None, (_BATTERY,)),
                    Thing("m1", "咖啡机", "coffee maker", "厨房", (_ON, _LEVEL)),
                    Thing("z1", "看家", "alarm", None, (_ALARMED,)),
                ),
            )
        )
    )  # fmt: skip


def _text(reader: Reader, said: str) -> str | None:
    plan = reader.read(Request(reader.vocabulary.world, said))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("老唱机下一首", "refuse unable: 老唱机"), ("厨房音箱下一首", "run 厨房音箱: next"),
        ("院子摄像头往左转一转", "refuse unable: 院子摄像头"), ("进水阀开一半", "refuse unable: 进水阀"),
        ("浇花阀开一半", "set 浇花阀: position=50"), ("落地扇摇摇头", "refuse unable: 落地扇"),
        ("地暖切到制冷", "refuse unable: 地暖"), ("主卧空调切到制冷", "set 主卧空调: mode=cool"),
        ("书架插座现在多少瓦", "refuse unable: 书架插座"), ("灶台插座现在多少瓦", "get 灶台插座: power_draw"),
        ("阿强的手机给老王打个电话", "refuse unable: 阿强的手机"),
        ("阿强的车后备箱打开", "refuse unable: 阿强的车"),
    ],
)  # fmt: skip
def test_refuses_what_the_device_has_nothing_for(reader: Reader, said: str, wanted: str) -> None:
    assert _text(reader, said) == wanted


@pytest.mark.parametrize("said", ["落地扇摇摇头就坏了", "老唱机下一首是谁唱的", "摄像头往左转一转还是往右"])
def test_leaves_what_says_more(reader: Reader, said: str) -> None:
    assert "unable" not in (_text(reader, said) or "")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("厨房二氧化碳多少", "get 空气盒子: co2"), ("主卧空气怎么样", "get 净化器: air_quality"),
        ("警报是不是响了", "check 看家: triggered=true"), ("阿强那手机还剩多少电", "get 阿强的手机: battery"),
        ("两个手机哪个电少", "lowest all phone: battery"), ("阿强的车还能跑多少公里", "get 阿强的车: range"),
        ("咖啡机还有水吗", "get 咖啡机: water_level"),
    ],
)  # fmt: skip
def test_reads_questions(reader: Reader, said: str, wanted: str) -> None:
    assert _text(reader, said) == wanted


def test_leaves_what_no_one_device_of_a_room_measures(reader: Reader) -> None:
    assert _text(reader, "客厅二氧化碳多少") is None
