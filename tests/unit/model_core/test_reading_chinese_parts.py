"""The parts of a Mandarin sentence: what is due now and what waits, what is put right, that none is lost."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

ON = Attribute("on", Kind.BOOLEAN)
LEVEL = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
WARMTH = Attribute("color_temperature", Kind.INTEGER, 2000, 6500, "K")
POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
MUTED = Attribute("muted", Kind.BOOLEAN)
SOURCE = Attribute("source", Kind.STRING, choices=("Bluetooth", "Radio"))
TARGET = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
CONTACT = Attribute("contact", Kind.BOOLEAN, writable=False)
STATE = Attribute("state", Kind.STRING, choices=("idle", "running", "done"), writable=False)
BATTERY = Attribute("battery", Kind.INTEGER, 0, 100, "%", writable=False)
START = (Action("start"), Action("stop"))
HOME = World(
    tuple(map(Room, ("客厅", "卧室", "厨房"))),
    (
        Thing("l1", "落地灯", "light", "客厅", (ON, LEVEL, WARMTH)),
        Thing("l2", "床头灯", "light", "卧室", (ON, LEVEL)),
        Thing("c1", "纱帘", "curtain", "客厅", (POSITION,), (Action("stop"),)),
        Thing("h1", "油汀", "heater", "卧室", (ON, TARGET)),
        Thing("t1", "电视", "television", "客厅", (ON, VOLUME, MUTED)),
        Thing("s1", "音箱", "speaker", "客厅", (ON, VOLUME, MUTED, SOURCE)),
        Thing("s2", "收音机", "speaker", "厨房", (ON, VOLUME, SOURCE)),
        Thing("p1", "插座", "plug", "厨房", (ON,)),
        Thing("p2", "插排", "plug", "卧室", (ON,)),
        Thing("d1", "冰箱门磁", "contact sensor", "厨房", (CONTACT,)),
        Thing("w1", "咖啡机", "coffee maker", "厨房", (ON, STATE), START),
        Thing("v1", "小黑", "vacuum", "客厅", (BATTERY,), (*START, Action("dock"))),
    ),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Vocabulary(HOME))


def _read(reader: Reader, said: str) -> str | None:
    plan = reader.read(Request(HOME, said, None))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        (
            "半小时后把油汀关了，现在先调到二十度",
            "set 油汀: target_temperature=20; later after 30 min then set 油汀: on=false",
        ),
        (
            "晚上九点关床头灯，纱帘现在就拉上",
            "set 纱帘: position=0; later at 21:00 then set 床头灯: on=false",
        ),
        ("一刻钟后关电视，落地灯先打开", "set 落地灯: on=true; later after 15 min then set 电视: on=false"),
        (
            "落地灯打开，二十分钟后关掉，音箱静音",
            "set 落地灯: on=true; set 音箱: muted=true; later after 20 min then set 落地灯: on=false",
        ),
        ("油汀打开四十分钟后关掉", "set 油汀: on=true; later after 40 min then set 油汀: on=false"),
        ("十分钟后关床头灯，现在先那个一下", None),
        (
            "十分钟后关床头灯现在拉上纱帘",
            "set 纱帘: position=0; later after 10 min then set 床头灯: on=false",
        ),
        ("十分钟后把现在的灯关了", None),
        (
            "床头灯关了，十分钟后电视也关了",
            "set 床头灯: on=false; later after 10 min then set 电视: on=false",
        ),
        ("十分钟后关床头灯，我先眯一会儿", "later after 10 min then set 床头灯: on=false"),
        ("小黑还有多少电，十分钟后关电视", "get 小黑: battery; later after 10 min then set 电视: on=false"),
    ],
)
def test_what_is_due_now_comes_before_what_waits(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("纱帘开四十，哦太晒，全关上", "set 纱帘: position=0"),
        ("床头灯三十，太暗，六十，电视关了", "set 床头灯: brightness=60; set 电视: on=false"),
        ("床头灯三十，再调到六十", "set 床头灯: brightness=30; set 床头灯: brightness=60"),
        ("电视大声点，算了静音吧，纱帘拉上", "set 电视: muted=true; set 纱帘: position=0"),
    ],
)
def test_a_value_takes_the_place_of_the_one_before_it(reader: Reader, said: str, plan: str) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("冰箱门关好没，咖啡煮好没", "check 冰箱门磁: contact=false; check 咖啡机: state=done"),
        ("冰箱门关好没，我赶时间", "check 冰箱门磁: contact=false"),
        ("小黑还有多少电，然后叫它那个去", None),
        ("床头灯关了，烦死了让它响", None),
        ("床头灯关了，太亮了", "set 床头灯: on=false"),
        ("收音机打开，音箱打开，都用蓝牙", None),
        ("客厅的灯都关了，电视也关了", "set 落地灯: on=false; set 电视: on=false"),
        ("启动落地灯关了", None),
        ("窗帘拉不动了好黑，插座开了，纱帘那个五个点", None),
        ("洗碗机打开插座打开", 'refuse unknown "洗碗机"; set 插座: on=true'),
        ("油汀二十度，风开到高档", None),
        ("洗碗机打开", 'refuse unknown "洗碗机"'),
        ("小黑还有多少电，油汀呢，都关了", None),
    ],
)
def test_no_part_is_lost(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("落地灯调到三千五", "set 落地灯: color_temperature=3500"),
        ("落地灯调到三十五", "set 落地灯: brightness=35"),
    ],
)
def test_thousands_are_kelvin(reader: Reader, said: str, plan: str) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("落地灯调到六成，床头灯也一样", "set 落地灯: brightness=60; set 床头灯: brightness=60"),
        ("落地灯关了，油汀也是，电视静音", "set 落地灯: on=false; set 油汀: on=false; set 电视: muted=true"),
        ("电视音量二十，收音机也二十五", "set 电视: volume=20; set 收音机: volume=25"),
        (
            "电视打开，音量三十，收音机也一样",
            "set 电视: on=true; set 电视: volume=30; set 收音机: on=true; set 收音机: volume=30",
        ),
        ("落地灯调到六成，洗碗机也一样", 'set 落地灯: brightness=60; refuse unknown "洗碗机"'),
        ("落地灯调到六成，纱帘也那样那样", None),
        ("电视音量二十，床头灯也三十", "set 电视: volume=20; set 床头灯: brightness=30"),
        ("床头灯跟平时一样", None),
        ("落地灯色温四千，床头灯也是", "set 落地灯: color_temperature=4000; refuse unable: 床头灯"),
        ("电视音量二十，收音机也跟它一样", "set 电视: volume=20; set 收音机: volume=20"),
        ("电视音量二十，收音机也照这个来", "set 电视: volume=20; set 收音机: volume=20"),
        ("电视音量二十，收音机也是三十", "set 电视: volume=20; set 收音机: volume=30"),
    ],
)
def test_another_device_is_told_likewise(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("油汀二十度，不对，二十二度，电视关了", "set 油汀: target_temperature=22; set 电视: on=false"),
        ("床头灯打开，哦不，关掉", "set 床头灯: on=false"),
        ("打开床头灯，不是不是，打开落地灯", "set 落地灯: on=true"),
        ("打开电视，音量二十，说错了，三十", "set 电视: on=true; set 电视: volume=30"),
        ("关电视，不是关，音量二十", None),
        ("床头灯打开，不对，小黑电量多少", None),
        ("床头灯打开，不关电视", None),
        ("电视音量二十哦三十", "set 电视: volume=30"),
        ("电视音量二十 不不不 三十 纱帘拉上", "set 电视: volume=30; set 纱帘: position=0"),
        ("油汀二十度不对二十二度床头灯关", "set 油汀: target_temperature=22; set 床头灯: on=false"),
        ("电视音量二十，收音机三十", "set 电视: volume=20; set 收音机: volume=30"),
    ],
)
def test_what_is_taken_back_is_not_done(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("把灯关了，电视静音", "ask which all light; set 电视: muted=true"),
        ("插座关掉，开一下灯", "set 插座: on=false; ask which all light"),
        ("把灯关了，床头灯三十", None),
        ("把灯关了，亮度三十", None),
        ("把灯关了", "ask which all light"),
    ],
)
def test_which_one_is_asked_beside_what_is_plain(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("电视静音，音箱别停，纱帘拉上", "set 电视: muted=true; set 纱帘: position=0"),
        ("插座关掉，插排不关", "set 插座: on=false"),
        ("纱帘停下，快停，别开了", "run 纱帘: stop"),
        ("纱帘停，别拉了，电视静音", "run 纱帘: stop; set 电视: muted=true"),
        ("纱帘停，电视别开了", "run 纱帘: stop; set 电视: on=false"),
        ("插座关掉，插座别动", None),
        ("插座关掉，床头灯开着别动，电视静音", "set 插座: on=false; set 电视: muted=true"),
        ("插座关掉，床头灯不用了", "set 插座: on=false; set 床头灯: on=false"),
        ("床头灯三十，厨房空调二十四度", 'set 床头灯: brightness=30; refuse unknown "厨房空调"'),
        ("厨房空调再高两度", None),
        ("床头灯三十，对了纱帘拉上", "set 床头灯: brightness=30; set 纱帘: position=0"),
        ("电视静音，纱帘拉上，就这些", "set 电视: muted=true; set 纱帘: position=0"),
    ],
)
def test_what_stays_and_what_is_not_there(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("电视打开音量十五，纱帘拉上", "set 电视: on=true; set 电视: volume=15; set 纱帘: position=0"),
        ("落地灯亮度四十色温三千", "set 落地灯: brightness=40; set 落地灯: color_temperature=3000"),
        ("落地灯打开色温的那个", None),
        ("床头灯四十，电视，关静音", None),
    ],
)
def test_one_device_is_told_several_things_with_no_mark_between(
    reader: Reader, said: str, plan: str | None
) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("床头灯打开插座关掉电视静音", "set 床头灯: on=true; set 插座: on=false; set 电视: muted=true"),
        ("电视音量十五纱帘拉上收音机关", "set 电视: volume=15; set 纱帘: position=0; set 收音机: on=false"),
        ("插座关了没电视静音", "check 插座: on=false; set 电视: muted=true"),
        ("把插座关掉完了把纱帘拉上", "set 插座: on=false; set 纱帘: position=0"),
        ("床头灯打开插座那个电视", None),
        ("小黑那个锁开锁、插座别动，床头灯打开", None),
        ("落地灯亮度百分之二十百叶窗拉上", 'set 落地灯: brightness=20; refuse unknown "百叶窗"'),
    ],
)
def test_wishes_follow_one_another_with_no_mark_between(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("插座关了没，没关就关掉", "check 插座: on=false; set 插座: on=false"),
        (
            "插座关了没，没关的话给我关掉，电视静音",
            "check 插座: on=false; set 插座: on=false; set 电视: muted=true",
        ),
        ("插座关了没，没关就算了", "check 插座: on=false"),
        ("插座关了没，没关的话我自己来，电视静音", "check 插座: on=false; set 电视: muted=true"),
        ("油汀开着吗，调到二十度", "check 油汀: on=true; set 油汀: target_temperature=20"),
        ("小黑还有多少电，叫它回去", "get 小黑: battery; run 小黑: dock"),
        ("小黑还有多少电，电视静音", "get 小黑: battery; set 电视: muted=true"),
        ("油汀设的几度，开着吗", "get 油汀: target_temperature; check 油汀: on=true"),
    ],
)
def test_what_follows_a_question_is_of_the_same_device(reader: Reader, said: str, plan: str | None) -> None:
    assert _read(reader, said) == plan
