"""Mandarin complaints, and needs that an appliance meets by an ability of its own."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_LEVEL = Attribute("level", Kind.INTEGER, 1, 6)
_RINGER = Attribute("ringer", Kind.STRING, choices=("normal", "vibrate", "silent"))
_BATH = (_ON, Attribute("heating", Kind.BOOLEAN), Attribute("ventilation", Kind.BOOLEAN))
_WORLD = World(
    (Room("浴室"), Room("主卧"), Room("厨房"), Room("客厅")),
    (
        Thing("b1", "浴霸", "bathroom heater", "浴室", _BATH),
        Thing("e1", "电热毯", "electric blanket", "主卧", (_ON, _LEVEL)),
        Thing("l1", "床头灯", "light", "主卧", (_ON,)),
        Thing("c1", "主卧窗帘", "curtain", "主卧", (_POSITION,)),
        Thing("h1", "油烟机", "range hood", "厨房", (_ON,)),
        Thing("p1", "净化器", "air purifier", "客厅", (_ON,)),
        Thing("l2", "客厅灯", "light", "客厅", (_ON,)),
        Thing("f1", "落地扇", "fan", "客厅", (_ON,)),
        Thing("u1", "喂食器", "pet feeder", "客厅", (), (Action("feed"),)),
        Thing("m1", "外婆的手机", "phone", None, (_RINGER,), (Action("ring"),)),
        Thing("m2", "叔叔的手机", "phone", None, (_RINGER,), (Action("ring"),)),
    ),
)
_READER = Reader(Vocabulary(_WORLD), is_word=lambda _word: False)


def _text(said: str, room: str | None = "客厅") -> str | None:
    plan = _READER.read(Request(_WORLD, said, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("灯咋还亮着没人关", "set 客厅灯: on=false"),
        ("谁又没关落地扇", "set 落地扇: on=false"),
        ("风扇转着也没人管", "set 落地扇: on=false"),
        ("床头灯又忘关了", "set 床头灯: on=false"),
        ("主卧窗帘谁给拉上了", "set 主卧窗帘: position=100"),
        ("灯怎么自己灭了", "set 客厅灯: on=true"),
        ("客厅灯没关吗", "check 客厅灯: on=true"),
        ("客厅灯为什么亮着", None),
        ("谁给我把落地扇关了", None),
        ("落地扇是谁关的", None),
    ],
)
def test_what_is_complained_of_is_put_right(said: str, plan: str | None) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize(
    ("said", "room", "plan"),
    [
        ("娃洗澡冻得直哆嗦", "浴室", "set 浴霸: heating=true"),
        ("镜子上全是水汽", "浴室", "set 浴霸: ventilation=true"),
        ("被窝里拔凉拔凉的", "主卧", "set 电热毯: on=true"),
        ("褥子烫得慌", "主卧", "set 电热毯: level=less"),
        ("炒辣椒呛得直咳嗽", "厨房", "set 油烟机: on=true"),
        ("咪咪饿得直叫唤", "客厅", "run 喂食器: feed"),
        ("猫刚喂过了", "客厅", None),
        ("外婆手机不知道撂哪了", "客厅", "run 外婆的手机: ring"),
        ("叔叔的手机叮叮咚咚响不停，娃在睡午觉", "客厅", "set 叔叔的手机: ringer=silent"),
        ("车玻璃上都是雾", "浴室", None),
    ],
)
def test_an_appliance_meets_a_need_by_an_ability_of_its_own(said: str, room: str, plan: str | None) -> None:
    assert _text(said, room) == plan
