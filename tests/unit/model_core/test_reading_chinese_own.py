"""Mandarin orders in the words that devices have for their own abilities; groups and what is left out."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_HEIGHT = Attribute("height", Kind.INTEGER, 60, 125, "cm")
_PORTION = Attribute("portion_size", Kind.INTEGER, 1, 10)
_FLAGS = tuple(Attribute(name, Kind.BOOLEAN) for name in ("heating", "ventilation", "light"))
_MODE = Attribute("mode", Kind.STRING, choices=("off", "heat", "ventilate", "dry"))
_COUNT = Attribute("portions", Kind.INTEGER, 1, 10)
_CAR = (
    Attribute("climate_on", Kind.BOOLEAN),
    Attribute("target_temperature", Kind.NUMBER, 16, 28, "°C"),
    Attribute("windows", Kind.INTEGER, 0, 100, "%"),
    Attribute("passenger_seat_heating", Kind.INTEGER, 0, 100, "%"),
    Attribute("hazard_lights", Kind.BOOLEAN),
)
_ALARM = (Action("set_alarm", (Attribute("time", Kind.STRING),)),)
_WORLD = World(
    (
        Room("书房", "二楼"),
        Room("卫生间", "一楼"),
        Room("厨房", "一楼"),
        Room("主卧", "二楼"),
        Room("次卧", "二楼"),
    ),
    (
        Thing("d1", "升降桌", "standing desk", "书房", (_HEIGHT,)),
        Thing("b1", "浴霸", "bathroom heater", "卫生间", _FLAGS),
        Thing("b2", "暖霸", "bathroom heater", "主卧", (_MODE,)),
        Thing("f1", "小佩喂食器", "pet feeder", "书房", (_PORTION,), (Action("dispense", (_COUNT,)),)),
        Thing("t1", "猫砂盆", "litter box", "卫生间", (), (Action("clean"),)),
        Thing("r1", "晾衣架", "drying rack", "书房", (), (Action("raise"), Action("lower"))),
        Thing("c1", "小鹏", "car", None, _CAR),
        Thing("l1", "厨房灯", "light", "厨房", (_ON, _BRIGHTNESS)),
        Thing("l2", "浴室灯", "light", "卫生间", (_ON, _BRIGHTNESS)),
        Thing("k1", "咖啡机", "coffee maker", "厨房", (_ON,)),
        Thing("k2", "烤箱", "oven", "厨房", (_ON,)),
        Thing("w1", "主卧窗帘", "curtain", "主卧", (_POSITION,)),
        Thing("w2", "次卧窗帘", "curtain", "次卧", (_POSITION,)),
        Thing("w3", "FYRTUR", "blind", "书房", (_POSITION,)),
        Thing("p1", "老王的手机", "phone", None, (Attribute("do_not_disturb", Kind.BOOLEAN),), _ALARM),
        Thing("s1", "待办清单", "list", None, (), (Action("add", (Attribute("item", Kind.STRING),)),)),
    ),
)
_READER = Reader(Vocabulary(_WORLD), is_word=lambda _word: False)


def _text(said: str, room: str | None = None) -> str | None:
    plan = _READER.read(Request(_WORLD, said, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("升降桌给我升到一米一", "set 升降桌: height=110"),
        ("升降桌再往上抬五公分", "set 升降桌: height+=5"),
        ("升降桌高度降低三厘米", "set 升降桌: height-=3"),
        ("升降桌升高一点", "set 升降桌: height=slightly more"),
        ("喂食器每顿份量改成四份", "set 小佩喂食器: portion_size=4"),
        ("小佩喂食器出三份粮", "run 小佩喂食器: dispense portions=3"),
        ("给年糕出一份猫粮", "run 小佩喂食器: dispense portions=1"),
        ("让猫砂盆自己清理一遍", "run 猫砂盆: clean"),
        ("晾衣架升上去", "run 晾衣架: raise"),
        ("浴霸那个换气，先给它开起来", "set 浴霸: ventilation=true"),
        ("浴霸开取暖，换气停掉", "set 浴霸: heating=true; set 浴霸: ventilation=false"),
        ("把浴霸的灯关了", "set 浴霸: light=false"),
        ("请将暖霸切换至取暖模式。", "set 暖霸: mode=heat"),
        ("小鹏副驾驶座椅加热来个百分之七十", "set 小鹏: passenger_seat_heating=70"),
        ("小鹏车窗全升上去", "set 小鹏: windows=min"),
        ("车里空调打到二十四度", "set 小鹏: climate_on=true, target_temperature=24"),
        ("小鹏车空调开到22度，双闪也关了",
         "set 小鹏: climate_on=true, target_temperature=22; set 小鹏: hazard_lights=false"),
        ("喂食器出份粮，顺手把厨房灯也打开", "run 小佩喂食器: dispense; set 厨房灯: on=true"),
    ],
)  # fmt: skip
def test_abilities_in_everyday_words(said: str, plan: str) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize(
    "said",
    [
        "升降桌高度五公斤",
        "升降桌升到多少了",
        "浴霸的香味打开",
        "如果浴霸的换气打开",
        "升降桌 三十 三十五",
        "年糕真可爱",
        "浴霸换气开着太吵了关掉",
        "小鹏双闪开着太显眼",
        "喂食器喂了",
        "猫砂盆清理了",
    ],
)
def test_what_is_no_order_to_an_ability_is_left(said: str) -> None:
    text = _text(said)
    assert text is None or not text.startswith(("set ", "run "))


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("除了咖啡机,厨房里别的都断电", "set all in 厨房 except 咖啡机: on=false"),
        ("除了厨房，一楼别的灯全关了吧", "set all light in 一楼 except 厨房: on=false"),
        ("只留厨房灯，剩下的灯都关了", "set all light except 厨房灯: on=false"),
        ("一楼还亮着的灯，通通关掉", "set all light in 一楼: on=false"),
        ("两间卧室的窗帘都拉上", "set all curtain in 主卧, 次卧: position=0"),
        ("书房卷帘开到百分之七十", "set fyrtur: position=70"),
        ("整个家的灯都关了", "set all light: on=false"),
        ("待办清单清空", "refuse unable: 待办清单"),
        ("厨房灯太刺眼，减掉三十", "set 厨房灯: brightness-=30"),
        (
            "给老王的手机定个早上六点半的闹钟，顺手把他的免打扰关了",
            'run 老王的手机: set_alarm time="06:30"; set 老王的手机: do_not_disturb=false',
        ),
        ("给老王的手机定个早上六点半的闹钟，他要赶飞机", 'run 老王的手机: set_alarm time="06:30"'),
    ],
)
def test_groups_and_what_is_said_beside(said: str, plan: str) -> None:
    assert _text(said) == plan


def test_the_amount_is_not_lost_beside_what_is_felt() -> None:
    text = _text("厨房灯太刺眼，亮度翻个倍")
    assert text is None or "less" not in text


def test_a_cat_that_is_spoken_of_is_fed_only_where_something_feeds() -> None:
    world = World(_WORLD.rooms, tuple(t for t in _WORLD.things if t.id != "f1"))
    plan = Reader(Vocabulary(world)).read(Request(world, "给年糕出一份猫粮"))
    assert plan is None or not plan.text.startswith("run ")


def test_what_seems_is_no_place_with_a_weather() -> None:
    assert _text("好像要下雨") is None
