"""Mandarin groups: so many, all of a kind wherever they are, all but what stays; what is not there."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_RING = (Action("ring"),)
_ROBOT = tuple(Action(name) for name in ("start", "dock"))


_WORLD = World(
    (Room("客厅"), Room("开放式厨房"), Room("书房"), Room("阳台")),
    (
        Thing("l1", "吊灯", "light", "客厅", (_ON,)),
        Thing("l2", "橱柜灯", "light", "开放式厨房", (_ON,)),
        Thing("l3", "书桌台灯", "light", "书房", (_ON,)),
        Thing("l4", "护眼台灯", "light", "书房", (_ON,)),
        Thing("l5", "阳台灯", "light", "阳台", (_ON,)),
        Thing("h1", "油汀", "heater", "客厅", (_ON,)),
        Thing("h2", "暖风机", "heater", "书房", (_ON,)),
        Thing("v1", "大黄", "vacuum", "客厅", (), _ROBOT),
        Thing("v2", "小花", "vacuum", "书房", (), _ROBOT),
        Thing("p1", "阿强的手机", "phone", None, (), _RING),
    ),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of a flat with an open kitchen."""
    return Reader(Vocabulary(_WORLD))


def _read(reader: Reader, said: str, room: str | None = None) -> str | None:
    plan = reader.read(Request(_WORLD, said, room))
    return plan.text if plan else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("把两盏台灯关掉", "set 书桌台灯, 护眼台灯: on=false"),
        ("三盏台灯关掉", None),
        ("台灯打开", "ask which all light in 书房"),
        ("两层窗帘都拉上", None),
        ("甭管哪间的灯都关了", "set all light: on=false"),
        ("客厅跟厨房的灯一齐打开", "set all light in 客厅, 开放式厨房: on=true"),
        ("厨房的灯关了", "set 橱柜灯: on=false"),
        ("取暖的都关掉", "set all heater: on=false"),
        ("扫地的两个都回去充电", "run all vacuum: dock"),
    ],
)
def test_all_that_words_mean(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("屋里头所有的灯统统关掉", "set all light: on=false"),
        ("这屋的灯都关掉", "set 阳台灯: on=false"),
        ("阿强那间还有书房那间，灯一起关", None),
    ],
)
def test_all_of_one_is_not_what_is_meant(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said, "阳台") == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("就留油汀，家里别的全关", "set all except 油汀: on=false"),
        ("吊灯除外，其他灯都开", "set all light except 吊灯: on=true"),
        ("书房以外的灯都关掉", "set all light except 书房: on=false"),
        ("除了吊灯 灯都灭了", "set all light except 吊灯: on=false"),
        ("所有灯都关掉", "set all light: on=false"),
    ],
)
def test_what_stays_is_left_out(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("小芳的手机响一下", 'refuse unknown "小芳的手机"'),
        ("阿强的手机响一下", "run 阿强的手机: ring"),
        ("地下室的灯关了", 'refuse unknown "地下室的灯"'),
        ("书房的灯关了", "set all light in 书房: on=false"),
    ],
)
def test_what_nobody_here_has_is_refused(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said) == plan
