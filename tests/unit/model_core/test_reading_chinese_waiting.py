"""Mandarin timers, and what is said of what waits already."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Pending, Request, Room, Thing, Turn, World

_ON = Attribute("on", Kind.BOOLEAN)
_LEVEL = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
HOME = World(
    tuple(map(Room, ("客厅", "厨房"))),
    (
        Thing("1", "落地灯", "light", "客厅", (_ON, _LEVEL)),
        Thing("2", "空调", "air conditioner", "客厅", (_ON,)),
        Thing("3", "砂锅灯", "light", "厨房", (_ON,)),
        Thing("4", "电视", "television", "客厅", (_ON,), (Action("pause"), Action("play"))),
    ),
)
_FOUR = (Pending("timer", "汤"), Pending("timer", "红烧肉"), Pending("alarm"), Pending("reminder", "吃药"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of a small flat."""
    return Reader(Vocabulary(HOME))


def _read(
    reader: Reader, said: str, pending: tuple[Pending, ...] = (), before: tuple[Turn, ...] = ()
) -> str | None:
    plan = reader.read(Request(HOME, said, "客厅", history=before, pending=pending))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("敷面膜计时二十分钟 到点叫我", 'later after 20 min called "敷面膜"'),
        ("饺子煮八分钟，帮我看着点", 'later after 8 min called "饺子"'),
        (
            "米饭二十分钟蛋羹八分钟都帮我盯着",
            'later after 20 min called "米饭"; later after 8 min called "蛋羹"'),
        (
            "粽子煮两个半钟头 蛋煮十二分钟",
            'later after 150 min called "粽子"; later after 12 min called "蛋"'),
        ("锅里煮着鸡蛋呢七分钟不不八分钟", 'later after 8 min called "鸡蛋"'),
        ("两手油腻腻的没法按，蛋糕进炉子了，三十五分钟", 'later after 35 min called "蛋糕"'),
        ("鸡汤刚坐上火，一个半钟头以后吱一声哈", 'later after 90 min called "鸡汤"'),
        ("我睡二十分钟，到点叫我", "later after 20 min"),
        ("三刻钟以后喊醒我", "later after 45 min"),
        ("二十五分钟番茄钟", 'later after 25 min called "番茄钟"'),
        ("定个三分钟的表", "later after 3 min"),
    ],
)  # fmt: skip
def test_sets_timers(reader: Reader, said: str, plan: str) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    "said",
    [
        "灯开十分钟", "空调吹二十分钟", "快进三分钟", "休息十分钟", "鸡蛋八分钟 不对 溏心的", "等了二十分钟",
        "砂锅灯十分钟", "再煮三分钟", "没熟呢,再加三分钟", "还剩多久", "定时器", "一个小时之内别打扰我",
    ],
)  # fmt: skip
def test_sets_no_timer(reader: Reader, said: str) -> None:
    assert not (_read(reader, said) or "").startswith(("later", "extend", "tell", "pause"))


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("汤还要炖好久", 'tell waiting called "汤"'),
        ("红烧肉跟汤各还差好久嘛", 'tell waiting called "红烧肉"; tell waiting called "汤"'),
        ("那几个倒计时都走到哪儿了", "tell waiting all timer"),
        ("吃药那个提醒是啥时候来着", 'tell waiting reminder called "吃药"'),
        ("先把红烧肉的计时停一哈", 'pause waiting timer called "红烧肉"'),
        ("红烧肉那个接着走", 'resume waiting called "红烧肉"'),
        ("红烧肉还得再多焖十分钟", 'extend waiting called "红烧肉" by 10 min'),
        ("汤少炖五分钟", 'shorten waiting called "汤" by 5 min'),
        (
            "汤少炖五分钟,红烧肉的先别走了我出去一趟",
            'shorten waiting called "汤" by 5 min; pause waiting called "红烧肉"',
        ),
        ("闹钟往后推半个小时", "extend waiting alarm by 30 min"),
        ("汤好了 取消吧", 'cancel called "汤"'),
        ("汤我都喝上了，那个甭数了", 'cancel called "汤"'),
        ("六点那个闹钟不要了", "cancel alarm at 06:00"),
        ("早上六点半的闹铃去掉 七点那个留着", "cancel alarm at 06:30"),
        ("吵死了所有的计时统统不要", "cancel all timer"),
        ("不用再提醒吃药了", 'cancel reminder called "吃药"'),
        ("十分钟的那个不要咯", "cancel of 10 min"),
    ],
)  # fmt: skip
def test_means_what_waits(reader: Reader, said: str, plan: str) -> None:
    assert _read(reader, said, _FOUR) == plan


@pytest.mark.parametrize(
    "said",
    [
        "把其中一个计时器停掉",
        "随便停一个计时器",
        "空调再吹二十分钟",
        "把砂锅灯关了",
        "停一下",
        "亮一点",
        "汤和红烧肉都别动",
    ],
)
def test_is_not_of_one_that_waits(reader: Reader, said: str) -> None:
    text = _read(reader, said, _FOUR) or ""
    assert not text.startswith(("cancel", "pause waiting", "extend", "tell waiting"))


def test_the_only_timer_is_meant_without_its_name(reader: Reader) -> None:
    one = (Pending("timer", "面膜"),)
    assert _read(reader, "没熟呢,再加三分钟", one) == "extend waiting by 3 min"
    assert _read(reader, "脸上还得敷多久啊", one) == "tell waiting"
    assert _read(reader, "先别数了我接个电话", one) == "pause waiting"
    assert _read(reader, "面膜揭了 那个计时取消吧", one) == 'cancel timer called "面膜"'


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("没熟呢,再加三分钟", 'extend waiting called "汤" by 3 min'),
        ("饺子还得多长时间?", None),
        ("还有多久", 'tell waiting called "汤"'),
        ("先停一下计时,我接个门铃", 'pause waiting called "汤"'),
        ("接着走", 'resume waiting called "汤"'),
        ("说错了 十八分钟", 'cancel called "汤"; later after 18 min called "汤"'),
        ("另外茶叶蛋也来一个 四十分钟", 'later after 40 min called "茶叶蛋"'),
        ("打开落地灯", "set 落地灯: on=true"),
    ],
)
def test_goes_on_from_a_timer(reader: Reader, said: str, plan: str | None) -> None:
    before = (Turn("汤炖一个小时", 'later after 60 min called "汤"'),)
    assert _read(reader, said, (), before) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("今儿个礼拜几来着", "tell date"), ("现在啥时候了 几点", "tell time"), ("几点钟咧", "tell time"),
        ("今天几号来着", "tell date"), ("这都几点了", "tell time"), ("天还黑着 现在到底几点啊", "tell time"),
        ("今天是不是礼拜四", "tell date"), ("是不是已经十二点过了呀", "tell time"),
        ("今天是十五还是十六号了", "tell date"), ("电视几点关", None),
    ],
)  # fmt: skip
def test_the_clock(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said) == plan
