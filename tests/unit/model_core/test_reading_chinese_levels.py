"""Mandarin steps and fillings, owners' rooms, what stays as it is in a chain, needs beside other wishes."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_COLOR = Attribute("color", Kind.STRING, choices=("red", "blue", "purple"))
_TARGET = Attribute("target_temperature", Kind.NUMBER, 16, 30, "°C")
_MODE = Attribute("mode", Kind.STRING, choices=("cool", "heat", "dry"))
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_LIT = (_ON, _BRIGHTNESS, _COLOR)
_LEVEL = Attribute("level", Kind.INTEGER, 1, 5)
_POWER = Attribute("power", Kind.STRING, choices=("low", "medium", "high"))
_WASTE = Attribute("waste_level", Kind.INTEGER, 0, 100, "%", writable=False)
_TITLE = Attribute("title", Kind.STRING, writable=False)
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_ROOMS = (
    Room("客厅", "一楼"),
    Room("厨房", "一楼"),
    Room("主卧", "二楼"),
    Room("妹妹房", "二楼"),
    Room("院子", "室外"),
)
_WORLD = World(
    _ROOMS,
    (
        Thing("l1", "客厅大灯", "light", "客厅", _LIT),
        Thing("l2", "爸爸床头灯", "light", "主卧", _LIT),
        Thing("l3", "妈妈床头灯", "light", "主卧", _LIT),
        Thing("l4", "主卧吸顶灯", "light", "主卧", _LIT),
        Thing("l5", "护眼台灯", "light", "妹妹房", _LIT),
        Thing("a1", "挂机", "air conditioner", "客厅", (_ON, _MODE, _TARGET)),
        Thing("a2", "主卧地暖", "thermostat", "主卧", (_TARGET,)),
        Thing("h1", "取暖器", "heater", "厨房", (_ON,)),
        Thing("e1", "电热毯", "electric blanket", "主卧", (_ON, _LEVEL)),
        Thing("e2", "融雪垫", "snow mat", "院子", (_ON, _POWER)),
        Thing("e3", "猫砂盆", "litter box", "客厅", (_WASTE,)),
        Thing("c1", "主卧窗帘", "curtain", "主卧", (_POSITION,)),
        Thing("c2", "妹妹房窗帘", "curtain", "妹妹房", (_POSITION,)),
        Thing("c3", "客厅窗帘", "curtain", "客厅", (_POSITION,)),
        Thing("s1", "回音壁", "speaker", "客厅", (_ON, _VOLUME, _TITLE), (Action("stop"), Action("play"))),
        Thing("k1", "大门", "lock", "客厅", (Attribute("locked", Kind.BOOLEAN),)),
        Thing("p1", "老王的手机", "phone", None, (), (Action("ring"),)),
    ),
)
_READER = Reader(Vocabulary(_WORLD), is_word=lambda _word: False)


def _text(said: str, room: str | None = "客厅") -> str | None:
    plan = _READER.read(Request(_WORLD, said, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("电热毯开到三档", "set 电热毯: on=true, level=3"),
        ("电热毯再加一档", "set 电热毯: level+=1"),
        ("电热毯降两档", "set 电热毯: level-=2"),
        ("电热毯调到最低档", "set 电热毯: level=min"),
        ("电热毯开几档呢", "get 电热毯: level"),
        ("把电热毯打开调到二档", "set 电热毯: on=true, level=2"),
        ("电热毯给我开到十档", "set 电热毯: level=10"),
        ("融雪垫功率改成高档", "set 融雪垫: power=high"),
        ("猫砂盆满了几成了", "get 猫砂盆: waste_level"),
        ("空调开到二十六度", "set 挂机: on=true, target_temperature=26"),
        ("空调调到二十六度", "set 挂机: target_temperature=26"),
        ("空调开制热二十二度", "set 挂机: on=true, target_temperature=22, mode=heat"),
        ("主卧地暖二十二度", "set 主卧地暖: target_temperature=22"),
        ("主卧地暖十九度五", "set 主卧地暖: target_temperature=19.5"),
        ("客厅大灯弄成蓝颜色的", "set 客厅大灯: color=blue"),
    ],
)
def test_steps_and_values(said: str, plan: str) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize(
    ("said", "room", "plan"),
    [
        ("床头灯开一下", "主卧", "ask which 爸爸床头灯, 妈妈床头灯"),
        ("床头灯两盏都关", "主卧", "set 爸爸床头灯, 妈妈床头灯: on=false"),
        ("妹妹的台灯打开", None, "set 护眼台灯: on=true"),
        ("楼上窗帘都拉上吧", None, "set all curtain in 二楼: position=0"),
        ("音响停掉", None, "run 回音壁: stop"),
        ("我瞅不着我手机了", None, "run 老王的手机: ring"),
        ("这首叫什么名字", "客厅", "get 回音壁: title"),
    ],
)
def test_what_words_mean(said: str, room: str | None, plan: str) -> None:
    assert _text(said, room) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        (
            "二楼的灯全关掉，台灯别关，还有客厅窗帘给我拉上",
            "set all light in 二楼 except 护眼台灯: on=false; set 客厅窗帘: position=0",
        ),
        (
            "二楼的灯全关掉，还有客厅窗帘给我拉上",
            "set all light in 二楼: on=false; set 客厅窗帘: position=0",
        ),
    ],
)
def test_what_is_to_stay_in_the_middle_of_a_chain_stays(said: str, plan: str) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("客厅窗帘给我拉开，日头出来了", "set 客厅窗帘: position=100"),
        ("太阳出来了就把客厅窗帘拉开", "later at sunrise then set 客厅窗帘: position=100"),
        ("好热，顺便把大门锁上", "set 挂机: on=true, mode=cool; set 大门: locked=true"),
        ("好热，大门也锁上", "set 挂机: on=true, mode=cool; set 大门: locked=true"),
        ("好热，把空调打开", "set 挂机: on=true"),
        ("好热，再把空调打开", "set 挂机: on=true"),
    ],
)
def test_a_need_beside_another_wish_is_met(said: str, plan: str) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("花生米炸好了，那个撤了吧", None),
        ("妈妈我怕黑，我要小月亮陪我睡", None),
        ("今天面试把我紧张得手心直冒汗", "refuse chat"),
        ("门是不是没锁", "check 大门: locked=false"),
    ],
)
def test_what_is_no_wish_moves_nothing(said: str, plan: str | None) -> None:
    assert _text(said) == plan
