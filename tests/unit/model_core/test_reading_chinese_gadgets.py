"""Mandarin orders to phones and cars, and how long machines are to work."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World


def _flag(name: str) -> Attribute:
    return Attribute(name, Kind.BOOLEAN)


def _takes(action: str, name: str) -> Action:
    return Action(action, (Attribute(name, Kind.STRING, required=True),))


_ON = _flag("on")
_RINGER = Attribute("ringer", Kind.STRING, choices=("normal", "vibrate", "silent"))
_LIMIT = Attribute("charge_limit", Kind.INTEGER, 50, 100, "%")
_START = Action("start", (Attribute("minutes", Kind.INTEGER, 1, 60, "min"),))
_WORLD = World(
    (Room("门厅"), Room("后院")),
    (
        Thing(
            "c1",
            "小蓝",
            "car",
            None,
            (_flag("locked"), _flag("charging"), _LIMIT, _flag("trunk_open"), _flag("windows_open")),
            (Action("flash"), Action("honk"), _takes("navigate", "destination")),
        ),
        Thing(
            "p1",
            "阿芳的手机",
            "phone",
            None,
            (_RINGER, _flag("do_not_disturb"), _flag("flashlight")),
            (Action("ring"), _takes("call", "contact"), _takes("notify", "text")),
        ),
        Thing("l1", "门厅灯", "light", "门厅", (_ON,)),
        Thing("i1", "滴灌", "irrigation", "后院", (), (_START, Action("stop"))),
        Thing("o1", "烤箱", "oven", "门厅", (_ON,)),
    ),
)
_READER = Reader(Vocabulary(_WORLD), is_word=lambda _word: False)


def _text(said: str) -> str | None:
    plan = _READER.read(Request(_WORLD, said, None))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("导航回家", 'run 小蓝: navigate destination="家"'),
        ("车子导航去三里屯", 'run 小蓝: navigate destination="三里屯"'),
        ("打给二叔", 'run 阿芳的手机: call contact="二叔"'),
        ("用阿芳手机给物业打个电话", 'run 阿芳的手机: call contact="物业"'),
        ("给阿芳发条消息说汤炖好了", 'run 阿芳的手机: notify text="汤炖好了"'),
        ("手机勿扰关掉", "set 阿芳的手机: do_not_disturb=false"),
        ("阿芳手机手电筒打开", "set 阿芳的手机: flashlight=true"),
        ("手机铃声调回正常", "set 阿芳的手机: ringer=normal"),
        ("按个喇叭", "run 小蓝: honk"),
        ("闪两下灯让我瞅见", "run 小蓝: flash"),
        ("后备箱盖上", "set 小蓝: trunk_open=false"),
        ("车窗摇下来", "set 小蓝: windows_open=true"),
        ("别给车充电了", "set 小蓝: charging=false"),
        ("小蓝充到九成五封顶", "set 小蓝: charge_limit=95"),
        (
            "车锁好，充电上限八成，开始充电",
            "set 小蓝: locked=true; set 小蓝: charge_limit=80; set 小蓝: charging=true",
        ),
        ("车闪一下灯，让它叫两声", "run 小蓝: flash; run 小蓝: honk"),
        ("手机不见了，让它响一声", "run 阿芳的手机: ring"),
        (
            "车锁好 导航到香山 后备箱弹开",
            'set 小蓝: locked=true; run 小蓝: navigate destination="香山"; set 小蓝: trunk_open=true',
        ),
        ("门厅灯关了，滴灌浇一刻钟", "set 门厅灯: on=false; run 滴灌: start minutes=15"),
        ("给后院浇二十分钟水", "run 滴灌: start minutes=20"),
        ("浇水停掉", "run 滴灌: stop"),
        ("水别浇了", "run 滴灌: stop"),
    ],
)
def test_read(said: str, plan: str) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize(
    "said",
    [
        "打给我灯关了",  # no name of anybody
        "导航去烤箱",
        "让它叫两声",  # nothing was spoken of
        "烤箱烤二十分钟",  # which takes no length
        "滴灌继续浇十分钟",  # it goes on already
    ],
)
def test_left(said: str) -> None:
    assert _text(said) is None
