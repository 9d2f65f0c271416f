"""Mandarin sentences that mean something only after another, and those that must not be read so."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, Turn, World

_ON = Attribute("on", Kind.BOOLEAN)
_BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_COLOR = Attribute("color", Kind.STRING, choices=("red", "blue"))
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_TARGET = Attribute("target_temperature", Kind.NUMBER, 16, 30, "°C")
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_LOCKED = Attribute("locked", Kind.BOOLEAN)
_PLAYER = tuple(Action(n) for n in ("play", "pause", "next"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(
        Vocabulary(
            World(
                (Room("客厅"), Room("卧室"), Room("书房")),
                (
                    Thing("l1", "左吊灯", "light", "客厅", (_ON, _BRIGHTNESS)),
                    Thing("l2", "右吊灯", "light", "客厅", (_ON, _BRIGHTNESS)),
                    Thing("l3", "壁灯", "light", "卧室", (_ON, _BRIGHTNESS, _COLOR)),
                    Thing("l4", "台灯", "light", "书房", (_ON, _BRIGHTNESS)),
                    Thing("c1", "客厅窗帘", "curtain", "客厅", (_POSITION,)),
                    Thing("c2", "卧室窗帘", "curtain", "卧室", (_POSITION,)),
                    Thing("a1", "客厅空调", "air conditioner", "客厅", (_ON, _TARGET)),
                    Thing("a2", "卧室空调", "air conditioner", "卧室", (_ON, _TARGET)),
                    Thing("t1", "电视", "television", "客厅", (_ON, _VOLUME), _PLAYER),
                    Thing("k1", "前门", "lock", "客厅", (_LOCKED,)),
                ),
            )
        )
    )


def _after(reader: Reader, before: str, said: str) -> str | None:
    world = reader.vocabulary.world
    first = reader.read(Request(world, before))
    assert first is not None
    plan = reader.read(Request(world, said, history=(Turn(before, first.text),)))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("before", "said", "wanted"),
    [
        ("打开壁灯", "再亮一点", "set 壁灯: brightness=slightly more"),
        ("打开壁灯", "颜色换成蓝色", "set 壁灯: color=blue"),
        ("打开壁灯", "换成红的吧", "set 壁灯: color=red"),
        ("打开壁灯", "调到四成", "set 壁灯: brightness=40"),
        ("打开壁灯", "把它关了吧", "set 壁灯: on=false"),
        ("打开壁灯", "关掉那个", "set 壁灯: on=false"),
        ("客厅空调调到二十二度", "再高一度", "set 客厅空调: target_temperature+=1"),
        ("客厅空调调到二十二度", "调回去", "set 客厅空调: target_temperature=previous"),
        ("客厅空调调到二十二度", "还是恢复刚才的温度吧", "set 客厅空调: target_temperature=previous"),
        ("客厅空调打开", "卧室的也打开", "set 卧室空调: on=true"),
        ("客厅空调打开", "还有卧室的", "set 卧室空调: on=true"),
        ("客厅窗帘拉上", "错了，是卧室的", "set 卧室窗帘: position=0"),
        ("左吊灯关掉", "不对，是右边那盏", None),
        ("左吊灯关掉", "不对，我说的是右吊灯", "set 右吊灯: on=false"),
        ("左吊灯关掉", "另一盏也一样", "set 右吊灯: on=false"),
        ("客厅空调设的几度", "另一台呢", "get 卧室空调: target_temperature"),
        ("客厅空调设的几度", "那卧室呢", "get 卧室空调: target_temperature"),
        ("前门锁了吗", "那就锁上", "set 前门: locked=true"),
        ("电视声音调到三十", "再小声一点", "set 电视: volume=slightly less"),
        ("电视暂停", "继续放", "run 电视: play"),
        ("空调打开", "卧室那台", "set 卧室空调: on=true"),
        ("空调打开", "第一个", "set 客厅空调: on=true"),
        ("空调打开", "两个都要", "set 客厅空调, 卧室空调: on=true"),
        ("空调打开", "算了，不用了", "cancel"),
        ("空调打开", "取消", "cancel"),
    ],
)
def test_follows_the_turn_before(reader: Reader, before: str, said: str, wanted: str | None) -> None:
    assert _after(reader, before, said) == wanted


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("打开壁灯", "算了"), ("打开壁灯", "还有月亮"), ("打开壁灯", "另一个"), ("打开壁灯", "十分钟后关掉"),
        ("客厅空调打开", "再换一个"), ("客厅空调设的几度", "再高一点"), ("打开壁灯", "调到两米"),
        ("空调打开", "书房那台"), ("空调打开", "随便"), ("客厅的灯关掉", "另一个呢"),
    ],
)  # fmt: skip
def test_leaves_to_the_model(reader: Reader, before: str, said: str) -> None:
    assert _after(reader, before, said) is None
