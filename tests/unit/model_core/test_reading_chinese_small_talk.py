"""Mandarin small talk, and needs and wishes that are worded like it."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, Turn, World

_ON = Attribute("on", Kind.BOOLEAN)
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_WORLD = World(
    (Room("客厅"), Room("书房"), Room("办公室")),
    (
        Thing("l1", "吊灯", "light", "客厅", (_ON,)),
        Thing("l2", "壁灯", "light", "书房", (_ON,)),
        Thing("c1", "冷暖空调", "air conditioner", "客厅", (_ON,)),
        Thing("s1", "小喇叭", "speaker", "客厅", (_ON, _VOLUME), (Action("play"), Action("pause"))),
        Thing("k1", "防盗锁", "lock", "客厅", (Attribute("locked", Kind.BOOLEAN),)),
        Thing("m1", "老周的手机", "phone", None, (_VOLUME,), (Action("ring"),)),
    ),
)
_READER = Reader(Vocabulary(_WORLD), is_word=lambda _word: False)


def _text(said: str, history: tuple[Turn, ...] = ()) -> str | None:
    plan = _READER.read(Request(_WORLD, said, "客厅", history=history))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    "said",
    [
        "我小时候住的平房连个插座都没有",
        "奶奶年轻那会儿走三十里山路去赶集",
        "我们单位新来的司机一天到晚唱歌",
        "隔壁那家换了个八千块的投影 真舍得",
        "昨天那部片子从头哭到尾",
        "梦见自己在灯塔上看海",
        "隔壁水管爆了",
        "听说镇上的电影院要拆",
        "以后有院子了想养两只鹅",
        "这锅排骨汤可真鲜",
        "小侄女今天得了朵小红花",
        "沈阳的冬天那才叫冬天",
        "改天给这面墙贴个壁纸",
        "二舅家的狗昨天跑丢了",
        "这部小说的女主角太惨了",
    ],
)
def test_small_talk_is_no_wish_of_the_home(said: str) -> None:
    assert _text(said) == "refuse chat"


@pytest.mark.parametrize(
    "said",
    [
        "听说隔壁遭了贼，咱这防盗锁可没扣上",
        "邻居嫌咱放歌太闹",
        "昨天那部片子给我接着往下放",
        "以后有人按铃就亮一下吊灯",
        "老周的手机昨天丢沙发里了",
        "这部电影太吵",
        "办公室新来的打印机真吵",
        "给孩子讲个故事",
        "物业费交了，单子上划掉",
        "她房间的空调开二十六度",
        "以后每天九点把壁灯换成暖光",
        "我同事马上就到",
    ],
)
def test_what_is_of_here_and_now_is_no_small_talk(said: str) -> None:
    assert _text(said) != "refuse chat"


def test_what_follows_a_turn_is_no_small_talk() -> None:
    assert _text("以前那个", (Turn("把灯打开", "set 吊灯: on=true"),)) is None
