"""Mandarin settings of places and devices, work on floors and lawns, entries of lists, what plays."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_WARMTH = Attribute("color_temperature", Kind.INTEGER, 2000, 6500, "K")
_COLOR = Attribute("color", Kind.STRING, choices=("red", "blue", "green"))
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_OPEN = Attribute("open", Kind.BOOLEAN)
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_MUTED = Attribute("muted", Kind.BOOLEAN)
_SPEED = Attribute("speed", Kind.INTEGER, 0, 100, "%")
_TARGET = Attribute("target_temperature", Kind.NUMBER, 16, 30, "°C")
_MODE = Attribute("mode", Kind.STRING, choices=("cool", "heat", "dry"))
_PLAYER = tuple(Action(name) for name in ("play", "pause", "next", "previous"))
_ROBOT = tuple(Action(name) for name in ("start", "stop", "pause", "resume", "dock"))
_ITEM = (Attribute("item", Kind.STRING, required=True),)
_LIST = tuple(Action(name, _ITEM) for name in ("add", "complete", "remove"))
_COLOURED = (_ON, _BRIGHTNESS, _COLOR, _WARMTH)


def _reader(*more: Thing) -> Reader:
    things = (
        Thing("l1", "亮度灯", "light", "客厅", _COLOURED),
        Thing("l2", "壁灯", "light", "主卧", (_ON, _BRIGHTNESS)),
        Thing("l3", "静音舱灯", "light", "主卧", _COLOURED),
        Thing("f1", "大风车", "fan", "客厅", (_ON, _SPEED)),
        Thing("a1", "挂机", "air conditioner", "客厅", (_ON, _MODE, _TARGET)),
        Thing("a2", "地暖", "thermostat", "主卧", (_TARGET,)),
        Thing("a3", "老空调", "air conditioner", "主卧", (_ON, _MODE, _TARGET)),
        Thing("t1", "投影仪", "television", "客厅", (_ON, _VOLUME, _MUTED), _PLAYER),
        Thing("c1", "百叶窗", "blind", "主卧", (_POSITION,)),
        Thing("w1", "水阀", "valve", "厨房", (_OPEN,)),
        Thing("w2", "总阀", "valve", "车库", (_OPEN, _POSITION)),
        Thing("v1", "阿福", "vacuum", "客厅", (), _ROBOT),
        Thing("m1", "小绿", "mower", None, (), _ROBOT),
        Thing("i1", "小红的购物清单", "list", None, (), _LIST),
        Thing("i2", "家务", "list", None, (), _LIST),
        *more,
    )
    rooms = (Room("客厅", "一楼"), Room("厨房", "一楼"), Room("车库"), Room("主卧", "二楼"))
    return Reader(Vocabulary(World(rooms, things)), is_word=lambda _word: False)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of a home with names that hold words for properties."""
    return _reader()


def _text(reader: Reader, utterance: str, room: str | None = "客厅") -> str | None:
    plan = reader.read(Request(reader.vocabulary.world, utterance, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("把主卧亮度设置为80", "set all light in 主卧: brightness=80"),
        ("设置主卧亮度为80", "set all light in 主卧: brightness=80"),
        ("二楼亮度调至百分之四十", "set all light in 二楼: brightness=40"),
        ("客厅调到50%", "set 亮度灯: brightness=50"),
        ("客厅颜色设为蓝色", "set 亮度灯: color=blue"),
        ("主卧色温调成暖光", "set 静音舱灯: color_temperature=2700"),
        ("将客厅的温度设为20摄氏度", "set 挂机: target_temperature=20"),
        ("客厅温度设定为华氏七十二度", "set 挂机: target_temperature=72F"),
        ("主卧温度调到24度", "ask which 地暖, 老空调"),
        ("客厅设为制冷", "set 挂机: mode=cool"),
        ("客厅音量调到90", "set 投影仪: volume=90"),
        ("客厅音量增加20", "set 投影仪: volume+=20"),
        ("客厅亮一点", "set 亮度灯: brightness=slightly more"),
        ("客厅风速设为60", "set 大风车: speed=60"),
        ("车库亮度设为30", 'refuse unknown "车库的灯"'),
        ("书房亮度设为30", 'refuse unknown "书房"'),
    ],
)
def test_what_a_place_is_told_is_for_what_has_it_there(reader: Reader, said: str, plan: str) -> None:
    assert _text(reader, said) == plan


@pytest.mark.parametrize(
    "said",
    ["主卧亮度太低", "客厅温度是20度", "客厅音量大", "客厅颜色是蓝色", "主卧亮度怎么样", "厨房音量调到30"],
)
def test_what_is_told_of_a_place_sets_nothing(reader: Reader, said: str) -> None:
    assert not (_text(reader, said) or "").startswith("set")


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("静音舱灯色温调到日光", "set 静音舱灯: color_temperature=5500"),
        ("设置静音舱灯的色温为正白光", "set 静音舱灯: color_temperature=6000"),
        ("调节静音舱灯的颜色温度为4000K", "set 静音舱灯: color_temperature=4000"),
        ("亮度灯亮度调到50", "set 亮度灯: brightness=50"),
        ("亮度灯设置亮度为60", "set 亮度灯: brightness=60"),
        ("壁灯色温调到烛光", "refuse unable: 壁灯"),
        ("风扇速度调到50", "set 大风车: speed=50"),
        ("设定挂机温度为25度", "set 挂机: target_temperature=25"),
        ("给挂机设置25度", "set 挂机: target_temperature=25"),
        ("调高10%的音量", "set 投影仪: volume+=10"),
        ("百叶窗位置设为50", "set 百叶窗: position=50"),
        ("总阀打开到30", "set 总阀: position=30"),
        ("水阀打开到30", "refuse unable: 水阀"),
    ],
)
def test_values_of_a_device_are_said_in_any_order(reader: Reader, said: str, plan: str) -> None:
    assert _text(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("开始割草", "run 小绿: start"),
        ("别割了", "run 小绿: stop"),
        ("让小绿停止割草", "run 小绿: stop"),
        ("让阿福回基站", "run 阿福: dock"),
        ("吸一下地", "run 阿福: start"),
        ("暂停打扫", "run 阿福: pause"),
        ("打扫客厅", "run 阿福: start"),
        ("阿福去打扫厨房", "refuse unable: 阿福"),
    ],
)
def test_work_is_for_the_machine_that_does_it(reader: Reader, said: str, plan: str) -> None:
    assert _text(reader, said, None) == plan


def test_a_machine_that_knows_rooms_is_sent_there() -> None:
    knowing = Action("clean_room", (Attribute("room", Kind.STRING, required=True),))
    reader = _reader(Thing("v2", "小白", "vacuum", "主卧", (), (*_ROBOT, knowing)))
    assert _text(reader, "让小白去扫厨房") == 'run 小白: clean_room room="厨房"'
    assert _text(reader, "开始打扫", None) == "ask which all vacuum"


@pytest.mark.parametrize("said", ["我在扫地", "打扫客厅的阿姨来了", "昨天把客厅打扫干净了", "割草要多久"])
def test_talk_of_work_starts_nothing(reader: Reader, said: str) -> None:
    assert not (_text(reader, said) or "").startswith("run")


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("把苹果加入购物清单", 'run 小红的购物清单: add item="苹果"'),
        ("添加苹果到购物清单", 'run 小红的购物清单: add item="苹果"'),
        ("把苹果在购物清单标记完成", 'run 小红的购物清单: complete item="苹果"'),
        ("划掉购物清单里的苹果", 'run 小红的购物清单: complete item="苹果"'),
        ("购物清单里的苹果已买", 'run 小红的购物清单: complete item="苹果"'),
        ("家务里洗碗那条完成了", 'run 家务: complete item="洗碗"'),
        ("苹果从购物清单移除", 'run 小红的购物清单: remove item="苹果"'),
        ("删除购物清单里的苹果", 'run 小红的购物清单: remove item="苹果"'),
        ("清单里的苹果删掉", "ask which all list"),
    ],
)
def test_entries_are_put_on_done_and_taken_off(reader: Reader, said: str, plan: str) -> None:
    assert _text(reader, said) == plan


@pytest.mark.parametrize("said", ["购物清单里的苹果买了没", "购物清单哪些完成了", "购物清单里有苹果吗"])
def test_questions_of_a_list_change_nothing(reader: Reader, said: str) -> None:
    assert not (_text(reader, said) or "").startswith("run")


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("跳过", "run 投影仪: next"),
        ("下一首投影仪", "run 投影仪: next"),
        ("客厅上一首", "run 投影仪: previous"),
        ("在投影仪上播放下一首", "run 投影仪: next"),
        ("暂停客厅的音乐", "run 投影仪: pause"),
        ("继续播放客厅投影仪", "run 投影仪: play"),
        ("客厅静音", "set 投影仪: muted=true"),
        ("取消客厅静音", "set 投影仪: muted=false"),
    ],
)
def test_what_plays_is_told_with_and_without_its_place(reader: Reader, said: str, plan: str) -> None:
    assert _text(reader, said) == plan


@pytest.mark.parametrize("said", ["广播一下吃饭了", "通知大家吃饭了"])
def test_what_is_said_to_everybody_moves_nothing(reader: Reader, said: str) -> None:
    assert _text(reader, said) == "refuse chat"
