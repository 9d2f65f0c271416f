"""Mandarin questions: over groups in every word order, states, measured values, people, the weather."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_CONTACT = Attribute("contact", Kind.BOOLEAN, writable=False)
_MOTION = Attribute("motion", Kind.BOOLEAN, writable=False)
_LEAK = Attribute("leak", Kind.BOOLEAN, writable=False)
_LOCKED = Attribute("locked", Kind.BOOLEAN)
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_TARGET = Attribute("target_temperature", Kind.NUMBER, 16, 30, "°C")
_TEMPERATURE = Attribute("temperature", Kind.NUMBER, unit="°C", writable=False)
_LOCATION = Attribute("location", Kind.STRING, writable=False)
_WORK = Attribute("state", Kind.STRING, choices=("docked", "cleaning", "error"), writable=False)
_RUN = Attribute("state", Kind.STRING, choices=("running", "done", "idle"), writable=False)
_SKY = Attribute("condition", Kind.STRING, choices=("sunny", "rainy"), writable=False)
_COOLING = (_ON, _TARGET, _TEMPERATURE)


def _reader(*more: Thing) -> Reader:
    return Reader(
        Vocabulary(
            World(
                (
                    Room("客厅", "一楼"), Room("厨房", "一楼"), Room("走廊", "一楼"), Room("主卧", "二楼"),
                    Room("书房", "二楼"),
                ),
                (
                    Thing("l1", "筒灯", "light", "客厅", (_ON,)),
                    Thing("l2", "厨房灯", "light", "厨房", (_ON,)),
                    Thing("l3", "灶台灯", "light", "厨房", (_ON,)),
                    Thing("l4", "开心灯", "light", "主卧", (_ON,)),
                    Thing("f1", "换气扇", "fan", "厨房", (_ON,)),
                    Thing("f2", "落地扇", "fan", "书房", (_ON,)),
                    Thing("w1", "客厅窗户", "window sensor", "客厅", (_CONTACT,)),
                    Thing("w2", "主卧窗户", "window sensor", "主卧", (_CONTACT,)),
                    Thing("d1", "书房门磁", "door sensor", "书房", (_CONTACT,)),
                    Thing("k1", "大门", "lock", "客厅", (_LOCKED,)),
                    Thing("k2", "后门", "lock", "厨房", (_LOCKED,)),
                    Thing("c1", "客厅窗帘", "curtain", "客厅", (_POSITION,)),
                    Thing("c2", "主卧窗帘", "curtain", "主卧", (_POSITION,)),
                    Thing("a1", "客厅空调", "air conditioner", "客厅", _COOLING),
                    Thing("a2", "主卧空调", "air conditioner", "主卧", _COOLING),
                    Thing("g1", "铁门", "garage door", "走廊", (Attribute("open", Kind.BOOLEAN),)),
                    Thing("v1", "阿福", "vacuum", "客厅", (_WORK,)),
                    Thing("x1", "洗衣机", "washer", "厨房", (_RUN,)),
                    Thing("m1", "人体感应器", "motion sensor", "书房", (_MOTION,)),
                    Thing("s1", "水浸", "leak sensor", "厨房", (_LEAK,)),
                    Thing("y1", "苏州", "weather", None, (_SKY, _TEMPERATURE)),
                    *more,
                ),
            )
        )
    )  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of a home of two floors where nothing tells who is there."""
    return _reader()


@pytest.fixture(scope="module")
def peopled() -> Reader:
    """The same where two phones tell where they are."""
    return _reader(
        Thing("p1", "妈妈的手机", "phone", None, (_LOCATION,)),
        Thing("p2", "爸爸的手机", "phone", None, (_LOCATION,)),
    )


def _text(reader: Reader, utterance: str, room: str | None = "客厅") -> str | None:
    plan = reader.read(Request(reader.vocabulary.world, utterance, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("有没有灯是开着的？", "check any light: on=true"),
        ("灯有没有开着的", "check any light: on=true"),
        ("有没有开着的灯", "check any light: on=true"),
        ("家里还有灯没关吗", "check any light: on=true"),
        ("有没有哪一盏灯还没关", "check any light: on=true"),
        ("厨房有没有灯亮着", "check any light in 厨房: on=true"),
        ("有没有灯亮着，厨房", "check any light in 厨房: on=true"),
        ("二楼有没有窗户是打开的", "check 主卧窗户: contact=true"),
        ("主卧窗户有没有打开的", "check 主卧窗户: contact=true"),
        ("有没有门没锁", "check any lock: locked=false"),
        ("有没有门是已解锁的", "check any lock: locked=false"),
        ("哪些灯是开着的", "list all light: on=true"),
        ("哪些厨房的灯是开着的", "list all light in 厨房: on=true"),
        ("厨房里哪几盏灯还亮着", "list all light in 厨房: on=true"),
        ("开着的灯有哪些", "list all light: on=true"),
        ("列出一楼开着的灯", "list all light in 一楼: on=true"),
        ("哪些门没锁", "list all lock: locked=false"),
        ("哪些风扇在转", "list all fan: on=true"),
        ("有哪些窗帘是拉上的", "list all curtain: position=0"),
        ("主卧有多少窗户是打开的", "count 主卧窗户: contact=true"),
        ("家里有几扇门是锁着的", "count all lock: locked=true"),
        ("开着的灯一共有几盏", "count all light: on=true"),
        ("灯有几盏是开着的", "count all light: on=true"),
        ("一共开了几盏灯", "count all light: on=true"),
        ("一楼有几盏灯没开", "count all light in 一楼: on=false"),
        ("所有窗户都关好了吗", "check all window sensor: contact=false"),
        ("窗户都关了吗", "check all window sensor: contact=false"),
        ("风扇都关了吗", "check all fan: on=false"),
        ("是不是所有门都锁好了", "check all lock: locked=true"),
        ("所有灯是不是都处于关闭状态", "check all light: on=false"),
        ("开心灯和厨房灯都关了吗", "check 开心灯, 厨房灯: on=false"),
        ("走廊有多少门是锁着的", 'refuse unknown "走廊的门"'),
        ("阁楼有没有灯开着", 'refuse unknown "阁楼"'),
        ("有没有加湿器开着", 'refuse unknown "加湿器"'),
    ],
)
def test_asks_of_groups_in_every_word_order(reader: Reader, said: str, wanted: str) -> None:
    assert _text(reader, said) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("开心灯是开着吗", "check 开心灯: on=true"),
        ("客厅空调是打开的吗", "check 客厅空调: on=true"),
        ("空调处于开启状态吗", "check 客厅空调: on=true"),
        ("空调是否已经关闭", "check 客厅空调: on=false"),
        ("厨房灯开没开", "check 厨房灯: on=true"),
        ("厨房灯有没有关", "check 厨房灯: on=false"),
        ("厨房灯是打开的还是关闭的", "check 厨房灯: on=true"),
        ("厨房灯没关吗", "check 厨房灯: on=true"),
        ("大门是锁着的吗，在客厅", "check 大门: locked=true"),
        ("大门处于锁定状态吗", "check 大门: locked=true"),
        ("大门到底锁没锁上啊", "check 大门: locked=true"),
        ("大门是已解锁的吗", "check 大门: locked=false"),
        ("铁门是关闭的吗", "check 铁门: open=false"),
        ("书房的门关严了没", "check 书房门磁: contact=false"),
        ("客厅窗帘是拉开的吗", "check 客厅窗帘: position>0"),
        ("主卧窗户开着么", "check 主卧窗户: contact=true"),
        ("阿福是不是卡住了", "check 阿福: state=error"),
        ("阿福在基座上吗", "check 阿福: state=docked"),
        ("衣服洗好了没", "check 洗衣机: state=done"),
        ("大门什么状态", "get 大门: locked"),
        ("空调状态是什么", "get 客厅空调: on"),
        ("阿福处于什么状态", "get 阿福: state"),
        ("主卧窗户的状态怎么样", "get 主卧窗户: contact"),
        ("客厅有多冷", "get 客厅空调: temperature"),
        ("主卧空调有多热", "get 主卧空调: temperature"),
        ("这里有多冷", "get 客厅空调: temperature"),
        ("主卧温度", "get 主卧空调: temperature"),
        ("现在几度", "get 客厅空调: temperature"),
        ("外面有多冷", "get 苏州: temperature"),
    ],
)
def test_asks_how_one_device_is(reader: Reader, said: str, wanted: str) -> None:
    assert _text(reader, said) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("书房有没有检测到人", "check 人体感应器: motion=true"),
        ("书房有人吗", "check 人体感应器: motion=true"),
        ("有没有人在书房", "check 人体感应器: motion=true"),
        ("谁在书房", "check 人体感应器: motion=true"),
        ("书房检测到动静了没有", "check 人体感应器: motion=true"),
        ("书房有人走动没", "check 人体感应器: motion=true"),
        ("人体感应器感应到人了吗", "check 人体感应器: motion=true"),
        ("厨房有人吗", "refuse chat"),
        ("厨房地上有没有漏水", "check 水浸: leak=true"),
        ("家里漏水了吗", "check 水浸: leak=true"),
        ("谁在家", "refuse chat"),
        ("有人在家吗", "refuse chat"),
        ("家里有几个人", "refuse chat"),
        ("奶奶在家吗", 'refuse unknown "奶奶"'),
    ],
)
def test_asks_what_sensors_notice(reader: Reader, said: str, wanted: str) -> None:
    assert _text(reader, said) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("谁在家", 'list all phone: location="home"'),
        ("家里都有谁", 'list all phone: location="home"'),
        ("有人在家吗", 'check any phone: location="home"'),
        ("家里有没有人", 'check any phone: location="home"'),
        ("所有人都在家吗", 'check all phone: location="home"'),
        ("大家都到家了没", 'check all phone: location="home"'),
        ("有几个人在家", 'count all phone: location="home"'),
        ("家里有多少人", 'count all phone: location="home"'),
        ("妈妈在家吗", 'check 妈妈的手机: location="home"'),
        ("爸爸回家了吗", 'check 爸爸的手机: location="home"'),
        ("奶奶在家吗", 'refuse unknown "奶奶"'),
        ("家里有几口人", None),
        ("你在家吗", None),
    ],
)
def test_asks_who_is_at_home(peopled: Reader, said: str, wanted: str | None) -> None:
    assert _text(peopled, said) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("天气怎么样", "get 苏州: condition, temperature"),
        ("苏州今天天气怎么样", "get 苏州: condition, temperature"),
        ("苏州下雨了吗", "check 苏州: condition=rainy"),
        ("今天会下雨吗", "check 苏州: condition=rainy"),
        ("杭州天气怎么样", 'refuse unknown "杭州"'),
        ("明天杭州会下雨吗", 'refuse unknown "杭州"'),
        ("杭州几度", None),
        ("客厅天气怎么样", None),
    ],
)
def test_tells_the_weather_of_its_own_place_only(reader: Reader, said: str, wanted: str | None) -> None:
    assert _text(reader, said) == wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("打开厨房灯", "set 厨房灯: on=true"),
        ("厨房灯关了吧", "set 厨房灯: on=false"),
        ("空调打开", "set 客厅空调: on=true"),
        ("锁上大门", "set 大门: locked=true"),
        ("打开有没有用", None),
        ("有没有什么好听的歌", None),
        ("今天有几个人来", None),
        ("哪些国家在欧洲", None),
    ],
)
def test_leaves_commands_and_other_talk(reader: Reader, said: str, wanted: str | None) -> None:
    assert _text(reader, said) == wanted


SEEN = Vocabulary(
    World(
        (Room("卧室"), Room("卫生间")),
        (
            Thing("valve", "总水阀", "valve", "卫生间", (Attribute("open", Kind.BOOLEAN),)),
            Thing("lamp", "床头灯", "light", "卧室", (_ON,)),
            Thing("top", "顶灯", "light", "卫生间", (_ON,)),
            Thing("black", "遮光帘", "curtain", "卧室", (_POSITION,)),
            Thing("sheer", "大窗帘", "curtain", "卫生间", (_POSITION,)),
        ),
    )
)


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("卫生间漏水了", "set 总水阀: open=false"),
        ("卫生间没漏水吧", None),
        ("还有哪些灯没关？", "list all light: on=true"),
        ("我都躺下了，还有哪些灯没关？", "list all light: on=true"),
        ("晾衣架升上去，床头灯打开", 'refuse unknown "晾衣架"; set 床头灯: on=true'),
        ("所有的窗帘都拉到一半", "set all curtain: position=50"),
    ],
)
def test_nothing_moves_that_is_only_asked_about_or_only_a_part(said: str, plan: str | None) -> None:
    read = Reader(SEEN).read(Request(SEEN.world, said))
    assert (None if read is None else read.text) == plan


_READINGS = tuple(Attribute(n, Kind.NUMBER, writable=False) for n in ("air_quality", "co2"))
_BATTERY = Attribute("battery", Kind.INTEGER, 0, 100, "%", writable=False)
_FITTED = (
    Thing("q1", "净风", "air purifier", "书房", (_ON, _READINGS[0])),
    Thing("q2", "碳表", "air quality sensor", "主卧", _READINGS),
    Thing("b1", "小蓝", "phone", None, (_BATTERY,)),
    Thing("b2", "小绿", "phone", None, (_BATTERY,)),
    Thing("o1", "墙插", "plug", "书房", (_ON,)),
    Thing("h1", "守夜", "alarm", None, (Attribute("triggered", Kind.BOOLEAN, writable=False),)),
)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("书房空气怎么样", "get 净风: air_quality"),
        ("客厅空气怎么样", None),
        ("主卧现在二氧化碳多少", "get 碳表: co2"),
        ("主卧二氧化碳超过一千了吗", "check 碳表: co2>1000"),
        ("书房二氧化碳多少", None),
        ("两个手机哪个电少", "lowest all phone: battery"),
        ("两个手机哪个最好看", None),
        ("墙插现在多少瓦", "refuse unable: 墙插"),
        ("洗衣机还剩几分钟", "refuse unable: 洗衣机"),
        ("警报是不是响了", "check 守夜: triggered=true"),
        ("灯开了几盏", "count all light: on=true"),
        ("阿福是不是还在扫", "check 阿福: state=cleaning"),
    ],
)
def test_asks_of_air_power_and_which_has_more(said: str, wanted: str | None) -> None:
    assert _text(_reader(*_FITTED), said) == wanted
