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
        ("一个半小时之后记到提醒我收衣服", 'later after 90 min about "收衣服"'),
        ("以后每晚十一点自动把落地灯关了", "later at 23:00 daily then set 落地灯: on=false"),
        ("每天下午五点喊豆豆写作业", 'later at 17:00 daily about "豆豆写作业"'),
        ("周一到周五，早上七点十分的闹钟", "later at 07:10 weekdays"),
        ("落地灯晚上八点半关了，平时上学那几天都这样", "later at 20:30 weekdays then set 落地灯: on=false"),
        ("太阳一落山就把落地灯打开，天天这样", "later at sunset daily then set 落地灯: on=true"),
        ("天快黑的时候开灯", "later at sunset then set 落地灯: on=true"),
        ("差五分八点叫我", "later at 07:55"),
        ("明天一早七点差五分把我闹起来", "later at 06:55 tomorrow"),
        ("明早五点，呃，五点四十喊我起来", "later at 05:40 tomorrow"),
        ("明天早上六点半叫我起床，不对，六点四十", "later at 06:40 tomorrow"),
        ("明天得赶飞机 凌晨四点一刻就要叫醒我啊", "later at 04:15 tomorrow"),
        ("隔十分钟喊我", "later after 10 min"),
        ("看样子要落雨 过二十分钟跟我讲一声收被子", 'later after 20 min about "收被子"'),
        ("两个小时后提醒我吃两片药", 'later after 120 min about "吃两片药"'),
        ("八点叫我妈吃药", 'later at 08:00 about "我妈吃药"'),
        ("把落地灯打开，半小时后关掉", "set 落地灯: on=true; later after 30 min then set 落地灯: on=false"),
        (
            "一刻钟后落地灯关掉，床头灯也关",
            "later after 15 min then set 落地灯: on=false; later after 15 min then set 床头灯: on=false",
        ),
        (
            "落地灯一刻钟后关掉，床头灯打开",
            "later after 15 min then set 落地灯: on=false; set 床头灯: on=true",
        ),
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
        "后天早上八点叫我起床",
        "下礼拜三八点叫我",
        "周一和周三八点叫我",
        "每隔一小时提醒我喝水",
        "八点之前叫我",
        "早上六点到八点开灯",
        "太阳出来了，把纱帘拉上",
        "十分钟之内关灯",
        "一刻钟后落地灯关掉，床头灯打开",
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
    assert plan.text == "cancel alarm at 07:00; later at 07:30 tomorrow"


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("在姆妈的手机上定一个六点半的闹钟", "06:30"),
        ("姆妈的手机上定个明天五点四十的闹钟，赶早市", "05:40"),
        ("给姆妈手机定个晚上九点的闹钟", "21:00"),
    ],
)
def test_a_phone_keeps_its_own_alarms(said: str, time: str) -> None:
    alarm = Action("set_alarm", (Attribute("time", Kind.STRING, required=True),))
    phones = (Thing("6", "姆妈的手机", "phone", None, (), (alarm,)), Thing("7", "老雷的手机", "phone"))
    world = World(HOME.rooms, (*HOME.things, *phones))
    assert read(said, world) == f'run 姆妈的手机: set_alarm time="{time}"'
    assert read(said.replace("姆妈", "老雷"), world) is None
