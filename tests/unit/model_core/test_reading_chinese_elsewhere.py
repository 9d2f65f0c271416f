"""Mandarin talk of elsewhere beside needs of here; what is asked beside what is told; names with numbers."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_OPEN = Attribute("open", Kind.BOOLEAN)
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_TARGET = Attribute("target_temperature", Kind.NUMBER, 16, 30, "°C")
_SOURCE = Attribute("source", Kind.STRING, choices=("hdmi 1", "tv"))
_ITEM = (Attribute("item", Kind.STRING, required=True),)
_NUMBER = (Attribute("number", Kind.STRING, required=True),)
_NEXT = Attribute("next_event", Kind.STRING, writable=False)
_LISTED = (Action("add", _ITEM), Action("remove", _ITEM))
_CAR = (Attribute("locked", Kind.BOOLEAN), Attribute("charging", Kind.BOOLEAN))
_SCREEN = (_ON, _VOLUME, _SOURCE, Attribute("muted", Kind.BOOLEAN))
_PLAYS = (Action("play"), Action("pause"))
_WORLD = World(
    (Room("客厅"), Room("书房"), Room("车库")),
    (
        Thing("t1", "地暖", "thermostat", "客厅", (_TARGET,)),
        Thing("c1", "空调", "air conditioner", "客厅", (_ON, _TARGET)),
        Thing("l1", "吊灯", "light", "客厅", (_ON, _BRIGHTNESS)),
        Thing("l2", "书桌灯", "light", "书房", (_ON,)),
        Thing("l3", "车库灯", "light", "车库", (_ON,)),
        Thing("s1", "客厅收音机", "speaker", "客厅", (_ON, _VOLUME), _PLAYS),
        Thing("s2", "收音机", "speaker", "书房", (_ON, _VOLUME), _PLAYS),
        Thing("v1", "电视", "television", "客厅", _SCREEN, _PLAYS),
        Thing("b1", "卷帘", "blind", "客厅", (_POSITION,)),
        Thing("k1", "大门锁", "lock", "客厅", (Attribute("locked", Kind.BOOLEAN),)),
        Thing("w1", "aqua stop", "valve", "客厅", (_OPEN,)),
        Thing("m1", "手机", "phone", None, (_VOLUME,), (Action("ring"), Action("call", _NUMBER))),
        Thing("a1", "轿车", "car", None, _CAR, (Action("honk"),)),
        Thing("i1", "小美的打包清单", "list", None, (), _LISTED),
        Thing("i2", "购物清单", "list", None, (), _LISTED),
        Thing("d1", "小美的课程表", "calendar", None, (_NEXT,)),
    ),
)
_READER = Reader(Vocabulary(_WORLD), is_word=lambda _word: False)


def _text(said: str, room: str | None = "客厅") -> str | None:
    plan = _READER.read(Request(_WORLD, said, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("我同学他们寝室冷得要命", "refuse chat"),
        ("我们单位食堂冷得像冰库", "refuse chat"),
        ("我姑姑在哈尔滨冻感冒了", "refuse chat"),
        ("小刘说他家冻死人", "refuse chat"),
        ("图书馆那空调冻得我直打哆嗦", "refuse chat"),
        ("年轻时候挑水冻得我直哆嗦", "refuse chat"),
        ("老板今天态度冷冰冰的", "refuse chat"),
        ("我同事那辆车没电了", "refuse chat"),
        ("那边好冷", None),
        ("听说沈阳冻死人", None),
        ("从单位回来冻死我了", "set 地暖: target_temperature=more"),
        ("这屋冷得像冰窖", "set 地暖: target_temperature=more"),
        ("奶奶说她那屋太冷", "set 地暖: target_temperature=more"),
        ("人冷得发抖", "set 地暖: target_temperature=more"),
        ("轿车没电了", "set 轿车: charging=true"),
    ],
)
def test_what_is_so_elsewhere_is_no_need_of_here(said: str, plan: str | None) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("大门锁是不是忘锁了", "check 大门锁: locked=true"),
        ("大门锁没锁，心里不踏实", "check 大门锁: locked=true"),
        ("轿车停哪一排我给忘了", None),
        ("轿车停哪了找不到，叫两声", "run 轿车: honk"),
        ("下一节课是什么", "get 小美的课程表: next_event"),
        ("为什么天是蓝的", "refuse chat"),
    ],
)
def test_what_is_asked_moves_nothing(said: str, plan: str | None) -> None:
    assert _text(said, None) == plan


@pytest.mark.parametrize(
    ("said", "room", "plan"),
    [
        ("声音关小", "书房", "set 收音机: volume=less"),
        ("声音开大", "书房", "set 收音机: volume=more"),
        ("空调吹得我直打哆嗦，别吹了", "客厅", "set 空调: on=false"),
        ("收音机放这么响", "客厅", "set 客厅收音机: volume=less"),
        ("手机铃声太小老听不见", "客厅", "set 手机: volume=more"),
        ("我在接电话，电视别出声", "客厅", "set 电视: muted=true"),
        ("我接个电话", "客厅", "ask which 客厅收音机, 电视"),
        ("空调开太低了，冻得流鼻涕", "客厅", "set 空调: target_temperature=more"),
        ("夕阳正对着脸，书都看不清", "客厅", "set 卷帘: position=0"),
        ("卷帘2拉开", "客厅", None),
        ("卷帘开到20", "客厅", "set 卷帘: position=20"),
        ("卷帘往上拉一拉拉到头", "客厅", "set 卷帘: position=100"),
        ("卷帘往上拉二十", "客厅", "set 卷帘: position+=20"),
        ("水阀关", "客厅", "set aqua stop: open=false"),
        ("电视换个源", "客厅", "ask what: 电视"),
        ("打个电话", "客厅", "ask what: 手机"),
        ("购物清单里加一样", None, "ask what: 购物清单"),
        ("购物清单上添包挂面", None, 'run 购物清单: add item="挂面"'),
        ("购物清单上添包子", None, 'run 购物清单: add item="包子"'),
        ("小美的采购清单加袜子", None, None),
        ("小美的打包清单加袜子", None, 'run 小美的打包清单: add item="袜子"'),
        ("书桌灯调暗点", "书房", "refuse unable: 书桌灯"),
        ("灯调暗点", "书房", "refuse unable: 书桌灯"),
        ("灯调暗点", "客厅", "set 吊灯: brightness=slightly less"),
        ("收音机滋滋啦啦吵得我头疼", "书房", "set 收音机: volume=less"),
        ("收音机滋滋啦啦吵得我头疼", "客厅", "set 客厅收音机: volume=less"),
    ],
)
def test_what_is_wanted_and_of_what(said: str, room: str | None, plan: str | None) -> None:
    assert _text(said, room) == plan
