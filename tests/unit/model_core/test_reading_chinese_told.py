"""What of a Mandarin sentence is told and no order: other times, days left out, what is taken back."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_MODE = Attribute("mode", Kind.STRING, choices=("cool", "heat"))
_TEMPERATURE = Attribute("temperature", Kind.NUMBER, unit="°C", writable=False)
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_ITEM = (Attribute("item", Kind.STRING, required=True),)
_PLAY = (Action("play", (Attribute("title", Kind.STRING),)), Action("pause"))
_WORLD = World(
    (Room("客厅"), Room("玄关"), Room("卧室1"), Room("卧室2")),
    (
        Thing("l1", "客厅灯", "light", "客厅", (_ON,)),
        Thing("l2", "顶灯", "light", "卧室1", (_ON,)),
        Thing("l3", "顶灯", "light", "卧室2", (_ON,)),
        Thing("a1", "空调", "air conditioner", "客厅", (_ON, _MODE, _TEMPERATURE)),
        Thing("k1", "大门锁", "lock", "玄关", (Attribute("locked", Kind.BOOLEAN),)),
        Thing("s1", "小爱音箱", "speaker", "客厅", (_ON, _VOLUME), _PLAY),
        Thing("i1", "待办清单", "list", None, (), (Action("add", _ITEM), Action("remove", _ITEM))),
    ),
)
_READER = Reader(Vocabulary(_WORLD), is_word=lambda _word: False)


def _text(said: str) -> str | None:
    plan = _READER.read(Request(_WORLD, said, "客厅"))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("夜里两点关空调", "later at 02:00 then set 空调: on=false"),
        ("晚上一点关灯", "later at 01:00 then set 客厅灯: on=false"),
        ("晚上十点关灯", "later at 22:00 then set 客厅灯: on=false"),
        ("凌晨十二点半关灯", "later at 00:30 then set 客厅灯: on=false"),
        ("明天晚上十二点关灯", None),
        ("明天夜里一点半关空调", None),
        ("明天晚上九点关灯", "later at 21:00 tomorrow then set 客厅灯: on=false"),
        ("每天七点叫我", "later at 07:00 daily"),
        ("除了周末每天七点叫我", None),
        ("每天七点叫我，周末不用", None),
        ("现在是晚上十点，把灯关了", None),
        ("电影八点半开始，把灯关了", None),
        ("门没锁的话十点锁上", None),
        ("空调到三十度就打开，低于二十五度就关", None),
    ],
)
def test_times(said: str, plan: str | None) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("把客厅灯打开，算了", "refuse chat"),
        ("十分钟后关灯，算了不用了", "refuse chat"),
        ("关灯算了", "set 客厅灯: on=false"),
        ("关灯，过会儿", None),
    ],
)
def test_what_is_taken_back_is_not_done(said: str, plan: str | None) -> None:
    assert _text(said) == plan


def test_an_entry_keeps_its_time() -> None:
    text = 'run 待办清单: add item="明天下午三点去接孩子"'
    assert _text("待办清单里加一条明天下午三点去接孩子") == text


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("待办清单里加垃圾袋哦，要买，帮忙记着", ["垃圾袋"]),
        ("垃圾袋不买了，从待办清单里删了", ["垃圾袋"]),
    ],
)
def test_only_what_is_an_entry_is_one(said: str, plan: list[str]) -> None:
    text = _text(said)
    assert text is not None
    assert [t.split('item="')[1].rstrip('"') for t in text.split("; ")] == plan


def test_a_number_in_a_name_is_no_condition() -> None:
    assert _text("卧室1灯开，卧室2灯关") == "set 卧室1 顶灯: on=true; set 卧室2 顶灯: on=false"
    assert _text("大门锁一打开就把客厅灯打开") == "later when 大门锁: locked=false then set 客厅灯: on=true"


def test_how_to_play_is_no_title() -> None:
    assert _text("放一首不要太吵的歌") is None
    assert _text("放一首晴天") == 'run 小爱音箱: play title="晴天"'


@pytest.mark.parametrize("part", ["没了，", "放歌，", "不对，", "十分钟后关灯，", "开灯"])
def test_what_nobody_says_in_one_breath_is_not_read(part: str) -> None:
    assert _text(part * 60) is None
