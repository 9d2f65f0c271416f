"""Needs that words of a Mandarin sentence give away, beside sentences that only sound like them."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_OPEN = Attribute("open", Kind.BOOLEAN)
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_START = (Action("start"), Action("stop"))
_ROAMS = (*_START, Action("pause"), Action("dock"))
_CAR = (
    Attribute("locked", Kind.BOOLEAN),
    Attribute("climate", Kind.BOOLEAN),
    Attribute("trunk_open", Kind.BOOLEAN),
)
_WORLD = World(
    (Room("客厅"), Room("厨房"), Room("洗衣间"), Room("院子")),
    (
        Thing("l1", "落地灯", "light", "客厅", (_ON, Attribute("brightness", Kind.INTEGER, 0, 100, "%"))),
        Thing("b1", "纱帘", "curtain", "客厅", (_POSITION,)),
        Thing("v1", "电视", "television", "客厅", (_ON, _VOLUME), (Action("pause"),)),
        Thing("a1", "立式空调", "air conditioner", "客厅", (_ON,)),
        Thing("r1", "扫地机", "vacuum", "客厅", (), _ROAMS),
        Thing("m1", "割草机", "lawn mower", "院子", (), _ROAMS),
        Thing("i1", "喷灌", "sprinkler", "院子", (), _START),
        Thing("k1", "摄像头", "camera", "客厅", (_ON,)),
        Thing("d1", "门铃", "doorbell", None, (_VOLUME,)),
        Thing("w1", "洗衣机", "washing machine", "洗衣间", (), _START),
        Thing("w2", "烘干机", "dryer", "洗衣间", (), _START),
        Thing("w3", "洗碗机", "dishwasher", "厨房", (), _START),
        Thing("c1", "咖啡机", "coffee maker", "厨房", (), _START),
        Thing("g1", "煤气阀", "valve", "厨房", (_OPEN,)),
        Thing("g2", "进口水阀", "valve", "厨房", (_OPEN,)),
        Thing("h1", "加湿器", "humidifier", "客厅", (_ON,)),
        Thing(
            "h2", "热水器", "water heater", "厨房", (Attribute("target_temperature", Kind.INTEGER, 30, 75),)
        ),
        Thing("n1", "门锁", "lock", "院子", (Attribute("locked", Kind.BOOLEAN),)),
        Thing("s1", "购物清单", "list", None, (), (Action("add", (Attribute("item", Kind.STRING),)),)),
        Thing("x1", "车", "car", None, _CAR),
    ),
)
_READER = Reader(Vocabulary(_WORLD), is_word=lambda _word: False)


def _text(said: str, room: str = "客厅") -> str | None:
    plan = _READER.read(Request(_WORLD, said, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("盘子全码进去了，洗碗粉也倒好了", "run 洗碗机: start"),
        ("球衣都扔进洗衣机了，洗衣液也倒了", "run 洗衣机: start"),
        ("床单还滴着水呢，都塞进烘干机里了", "run 烘干机: start"),
        ("有股煤气味儿，吓人", "set 煤气阀: open=false"),
        ("水管子爆了，快来人", "set 进口水阀: open=false"),
        ("那镜头老对着我，浑身难受", "set 摄像头: on=false"),
        ("扫地机嗡嗡响，电话里说啥都听不见", "run 扫地机: pause"),
        ("落雨啦，割草机还在外面跑", "run 割草机: dock"),
        ("草都齐腰了，怕有虫", "run 割草机: start"),
        ("月季都蔫了，土都裂开了", "run 喷灌: start"),
        ("门铃响得吓人，把娃都吓哭了", "set 门铃: volume=less"),
        ("拎着三个西瓜，后备箱打不开", "set 车: trunk_open=true"),
        ("车里闷得像蒸笼，我十分钟后要走", "set 车: climate=true"),
        ("眼皮直打架，得提提神", "run 咖啡机: start"),
        ("播音员讲啥我一句没听清", "set 电视: volume=more"),
        ("西晒晒得我后背发烫", "set 纱帘: position=0"),
        ("路灯照得我睁不开眼", "set 纱帘: position=0"),
        ("加湿器喷得茶几都湿了", "set 加湿器: on=false"),
        ("淋浴的水温吞吞的，洗不舒服", "set 热水器: target_temperature=more"),
        ("烫死我了，水太热", "set 热水器: target_temperature=less"),
        ("人都走光了，空调还呼呼吹着", "set 立式空调: on=false"),
        ("大半夜有人在拧门把手", "set 门锁: locked=true"),
        ("盐罐子空了", 'run 购物清单: add item="盐"'),
        ("洗洁精挤不出来了", 'run 购物清单: add item="洗洁精"'),
        ("大白天的灯还亮着，费电", "set 落地灯: on=false"),
    ],
)
def test_signs_give_a_need_away(said: str, plan: str) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize(
    ("said", "barred"),
    [
        ("盘子洗好了都放进橱柜了", "run 洗碗机: start"),
        ("衣服洗完都放进柜子了", "run 洗衣机: start"),
        ("隔壁有股煤气味，物业来了", "set 煤气阀: open=false"),
        ("镜头对着门口就行", "set 摄像头: on=false"),
        ("扫地机声音小多了，睡得香", "run 扫地机: pause"),
        ("监控转过来对着沙发", "set 摄像头: on=false"),
        ("屋里热，空调开着吧，没人也开着", "set 立式空调: on=false"),
        ("水壶里的水太烫", "set 热水器: target_temperature=less"),
        ("门铃响了", "set 门铃: volume=less"),
        ("以前老家的草齐腰高", "run 割草机: start"),
        ("给月季浇五分钟的水，都蔫了", "run 喷灌: start"),
        ("门铃响了，好像有人，别吓到猫", "set 门铃: volume=less"),
        ("我老板脸黑得像锅底", "set 落地灯: on=true"),
    ],
)
def test_what_only_sounds_like_a_need_moves_nothing(said: str, barred: str) -> None:
    assert _text(said) != barred
