"""What is to be done at another time, in Mandarin."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import lengths
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, Turn, World

ON = Attribute("on", Kind.BOOLEAN)
LEVEL = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
OPEN = Attribute("position", Kind.INTEGER, 0, 100, "%")
NOTIFY = Action("notify", (Attribute("text", Kind.STRING, required=True),))
HOME = World(
    tuple(map(Room, ("客厅", "卧室"))),
    (
        Thing("1", "落地灯", "light", "客厅", (ON, LEVEL)),
        Thing("2", "床头灯", "light", "卧室", (ON, LEVEL)),
        Thing("3", "纱帘", "curtain", "客厅", (OPEN,)),
        Thing("4", "八点钟灯", "light", "卧室", (ON,)),
    ),
)
WITH_PHONE = World(HOME.rooms, (*HOME.things, Thing("5", "手机", "phone", None, (), (NOTIFY,))))


def read(said: str, world: World = HOME) -> str | None:
    plan = Reader(Vocabulary(world)).read(Request(world, said, "客厅"))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("一小时后关灯", "later after 60 min then set 落地灯: on=false"),
        ("10分钟30秒后关灯", "later after 10 min 30 s then set 落地灯: on=false"),
        ("三十秒之后把床头灯打开", "later after 30 s then set 床头灯: on=true"),
        ("过一刻钟把灯关了", "later after 15 min then set 落地灯: on=false"),
        ("床头灯半小时后关掉", "later after 30 min then set 床头灯: on=false"),
        ("晚上七点拉开纱帘", "later at 19:00 then set 纱帘: position=100"),
        ("每天早上七点半打开床头灯", "later at 07:30 daily then set 床头灯: on=true"),
        ("工作日六点四十五分关灯", "later at 06:45 weekdays then set 落地灯: on=false"),
        ("晚上八点二十开灯", "later at 20:20 then set 落地灯: on=true"),
        ("周六下午三点一刻开灯", "later at 15:15 saturday then set 落地灯: on=true"),
        ("夜里十二点关灯", "later at 00:00 then set 落地灯: on=false"),
        ("22:30关灯", "later at 22:30 then set 落地灯: on=false"),
        ("天黑以后开灯", "later at sunset then set 落地灯: on=true"),
        ("七点关灯", "later at 07:00 then set 落地灯: on=false"),
        ("明天早上八点叫我起床", "later at 08:00 tomorrow"),
        ("明儿早上六点五十叫我", "later at 06:50 tomorrow"),
        ("明天清晨五点半叫我起床，要去爬山", "later at 05:30 tomorrow"),
        ("两个小时以后叫我", "later after 120 min"),
        ("工作日每天早上七点十分提醒朵朵起床", 'later at 07:10 weekdays about "朵朵起床"'),
        ("帮我定个明天早上七点的闹钟", "later at 07:00 tomorrow"),
        ("二十分钟后提醒我关火", 'later after 20 min about "关火"'),
    ],
)
def test_is_kept_for_then(said: str, plan: str) -> None:
    assert read(said) == plan


def test_a_reminder_is_shown_on_the_phone() -> None:
    said = "明早七点提醒我倒垃圾"
    assert read(said, WITH_PHONE) == 'later at 07:00 tomorrow then run 手机: notify text="倒垃圾"'


@pytest.mark.parametrize(
    "said",
    [
        "把灯调亮一点",
        "亮一点",
        "打开八点钟灯",
        "十分钟后开灯再过五分钟关灯",
        "二十五点关灯",
        "晚上七点打开桑拿",
        "灯开十分钟",
        "天黑了",
    ],
)
def test_is_for_now_or_left(said: str) -> None:
    assert not (read(said) or "").startswith("later")


@pytest.mark.parametrize(
    ("said", "length"),
    [
        ("1小时20分钟", "80 min"),
        ("半小时", "30 min"),
        ("1个半小时", "90 min"),
        ("一个半小时", "90 min"),
        ("两个小时", "120 min"),
        ("一个小时", "60 min"),
        ("俩小时", "120 min"),
        ("90秒", "1 min 30 s"),
        ("3刻钟", "45 min"),
        ("1分钟半", "1 min 30 s"),
        ("0分钟", None),
        ("分钟", None),
        ("", None),
    ],
)
def test_lengths(said: str, length: str | None) -> None:
    assert lengths.read(said) == length


def test_an_alarm_gets_another_time() -> None:
    before = Turn("明天早上七点叫我起床", "later at 07:00 tomorrow")
    plan = Reader(Vocabulary(HOME)).read(Request(HOME, "闹钟往后挪，改到七点半", history=(before,)))
    assert plan is not None
    assert plan.text == "cancel; later at 07:30 tomorrow"
