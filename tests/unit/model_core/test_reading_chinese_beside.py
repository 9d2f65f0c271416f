"""Mandarin clauses beside other wishes: short ones, ones that cannot be granted, ones that go on."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_OPEN = Attribute("open", Kind.BOOLEAN)
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_TARGET = Attribute("target_temperature", Kind.NUMBER, 16, 30, "°C")
_BAKED = Attribute("target_temperature", Kind.NUMBER, 50, 250, "°C")
_COLOR = Attribute("color", Kind.STRING, choices=("red", "blue", "purple"))
_BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_PLAYS = tuple(map(Action, ("play", "pause", "next", "previous")))
_PROGRAMME = Attribute("programme", Kind.STRING, choices=("cotton", "mixed", "delicates"))


def _mode(*choices: str) -> Attribute:
    return Attribute("mode", Kind.STRING, choices=choices)


_WORLD = World(
    tuple(map(Room, ("客厅", "厨房", "书房"))),
    (
        Thing("l1", "书房灯", "light", "书房", (_ON, _BRIGHTNESS, _COLOR)),
        Thing("l2", "厨房灯", "light", "厨房", (_ON,)),
        Thing("a1", "书房空调", "air conditioner", "书房", (_ON, _TARGET, _mode("cool", "heat", "dry"))),
        Thing("o1", "烤箱", "oven", "厨房", (_ON, _BAKED, _mode("bake", "grill"))),
        Thing("v1", "天然气总阀", "valve", "厨房", (_OPEN,)),
        Thing("b1", "书房百叶帘", "blind", "书房", (_POSITION, Attribute("tilt", Kind.INTEGER, 0, 90, "°"))),
        Thing(
            "t1",
            "电视",
            "television",
            "客厅",
            (_ON, Attribute("source", Kind.STRING, choices=("Netflix", "TV"))),
            _PLAYS,
        ),
        Thing("g1", "车库门", "garage door", "客厅", (_OPEN,)),
        Thing("k1", "热水壶", "kettle", "厨房", (_ON,)),
        Thing("h1", "安防", "alarm", "客厅", (_mode("off", "home", "away", "night"),)),
        Thing("w1", "洗衣机", "washer", "厨房", (), (Action("start", (_PROGRAMME,)), Action("stop"))),
        Thing(
            "r1",
            "小灰",
            "vacuum",
            "客厅",
            (Attribute("battery", Kind.INTEGER, 0, 100, "%", writable=False),),
            (Action("start"), Action("dock")),
        ),
    ),
)
_READER = Reader(Vocabulary(_WORLD), is_word=lambda _word: False)


def _text(said: str) -> str | None:
    plan = _READER.read(Request(_WORLD, said, None))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("书房空调制热二十四", "set 书房空调: mode=heat, target_temperature=24"),
        (
            "书房空调开制冷二十六，厨房灯关",
            "set 书房空调: on=true, target_temperature=26, mode=cool; set 厨房灯: on=false",
        ),
        ("烤箱烘焙一百八", "set 烤箱: mode=bake, target_temperature=180"),
        ("关煤气，厨房灯灭了", "set 天然气总阀: open=false; set 厨房灯: on=false"),
        ("书房百叶帘升一半，叶片转到七十", "set 书房百叶帘: position=50; set 书房百叶帘: tilt=70"),
        ("书房百叶帘往下二十", "set 书房百叶帘: position-=20"),
        ("书房灯紫色三成，电视下一个台", "set 书房灯: color=purple, brightness=30; run 电视: next"),
        ("电视换到奈飞，水烧上", "set 电视: source=netflix; set 热水壶: on=true"),
        ("夜间布防，书房灯关了", "set 安防: mode=night; set 书房灯: on=false"),
        ("洗衣机混洗，小灰开扫", "run 洗衣机: start programme=mixed; run 小灰: start"),
        ("小灰扫一圈，还剩多少电", "run 小灰: start; get 小灰: battery"),
        ("书房空调打开，就二十四", "set 书房空调: on=true; set 书房空调: target_temperature=24"),
    ],
)
def test_short_clauses(said: str, plan: str) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("车库门开一半，书房灯关了", "refuse unable: 车库门; set 书房灯: on=false"),
        ("厨房灯变红色，电视暂停", "refuse unable: 厨房灯; run 电视: pause"),
        ("书房灯变红色，电视暂停", "set 书房灯: color=red; run 电视: pause"),
        ("书房灯关了，书房空调别开", "set 书房灯: on=false"),
        ("书房灯关了，书房空调别开了", "set 书房灯: on=false; set 书房空调: on=false"),
        ("车库门开一半，书房灯就关", None),  # it may be told of, and not wished for
    ],
)
def test_what_cannot_be_and_what_stays(said: str, plan: str | None) -> None:
    assert _text(said) == plan
