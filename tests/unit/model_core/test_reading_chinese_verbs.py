"""Everyday Mandarin verbs, measures and groups in single orders, each beside what is like it."""

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
TARGET = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
WIND = Attribute("fan_mode", Kind.STRING, choices=("low", "medium", "high", "auto"))
SUCTION = Attribute("fan_speed", Kind.STRING, choices=("quiet", "turbo", "max"))
MODE = Attribute("mode", Kind.STRING, choices=("heat", "eco", "comfort"))
SOURCE = Attribute("source", Kind.STRING, choices=("Vinyl", "TV"))
LOCKED = Attribute("locked", Kind.BOOLEAN)
PROGRAMME = Attribute("programme", Kind.STRING, choices=("cotton", "delicates"))
ROBOT = tuple(Action(name) for name in ("start", "stop", "dock"))
HOME = World(
    tuple(map(Room, ("书房", "餐厅", "阁楼", "门厅"))),
    (
        Thing("l1", "竹灯", "light", "书房", (ON, LEVEL, WARMTH)),
        Thing("l2", "纸灯", "light", "餐厅", (ON, LEVEL)),
        Thing("l3", "藤灯", "light", "阁楼", (ON, LEVEL)),
        Thing("b1", "书房百叶窗", "blind", "书房", (POSITION,)),
        Thing("b2", "天窗帘", "blind", "阁楼", (POSITION,)),
        Thing("a1", "空调", "air conditioner", "书房", (ON, TARGET, WIND)),
        Thing("h1", "温控面板", "thermostat", "餐厅", (TARGET, MODE)),
        Thing("s1", "小音箱", "speaker", "餐厅", (ON, VOLUME, MUTED, SOURCE)),
        Thing("s2", "低音炮", "speaker", "书房", (ON, VOLUME, MUTED)),
        Thing("t1", "旧电视机", "television", "阁楼", (ON, VOLUME)),
        Thing("d1", "门铃", "doorbell", "门厅", (VOLUME,)),
        Thing("k1", "前门锁", "lock", "门厅", (LOCKED,)),
        Thing("k2", "后门锁", "lock", "餐厅", (LOCKED,)),
        Thing("v1", "小圆", "vacuum", "书房", (SUCTION,), ROBOT),
        Thing("w1", "洗衣机", "washer", "阁楼", (), (Action("start", (PROGRAMME,)),)),
        Thing("w2", "烘干机", "dryer", "阁楼", (), (Action("start", (PROGRAMME,)), Action("pause"))),
        Thing("c1", "猫眼摄像头", "camera", "门厅", (ON,), (Action("snapshot"),)),
        Thing("m1", "轿车", "car", None, (LOCKED,), (Action("honk"), Action("flash"))),
        Thing("p1", "排插", "plug", "书房", (ON,)),
    ),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Vocabulary(HOME))


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("书房百叶窗再往上撩二十", "set 书房百叶窗: position+=20"),
        ("书房百叶窗拉死", "set 书房百叶窗: position=0"),
        ("书房百叶窗敞开一点点", "set 书房百叶窗: position=slightly more"),
        ("书房百叶窗拉开六成五", "set 书房百叶窗: position=65"),
        ("书房百叶窗拉开六成", "set 书房百叶窗: position=60"),
        ("竹灯亮一丁点儿", "set 竹灯: brightness=slightly more"),
        ("竹灯换成三千五K的白光", "set 竹灯: color_temperature=3500"),
        ("竹灯开一半亮度", "set 竹灯: brightness=50"),
        ("竹灯按掉", "set 竹灯: on=false"),
        ("竹灯按一下", "ask what: 竹灯"),
        ("旧电视声音小一咪咪", "set 旧电视机: volume=slightly less"),
        ("门铃声调到三十", "set 门铃: volume=30"),
        ("空调再低半度", "set 空调: target_temperature-=0.5"),
        ("空调温度往下调两度，太费电了", "set 空调: target_temperature-=2"),
        ("空调调低一点", "set 空调: target_temperature=slightly less"),
        ("竹灯调低一点", "set 竹灯: brightness=slightly less"),
        ("空调风速调到最高", "set 空调: fan_mode=high"),
        ("空调温度调到最高", "set 空调: target_temperature=max"),
        ("小圆吸力调到turbo", "set 小圆: fan_speed=turbo"),
        ("小圆派出去", "run 小圆: start"),
        ("温控面板改成节能的那个档", "set 温控面板: mode=eco"),
        ("小音箱切到黑胶唱片那个输入", "set 小音箱: source=vinyl"),
        ("洗衣机给我洗精细的", "run 洗衣机: start programme=delicates"),
        ("烘干机烘棉的", "run 烘干机: start programme=cotton"),
        ("猫眼摄像头拍一张看看", "run 猫眼摄像头: snapshot"),
        ("轿车闪两下灯", "run 轿车: flash"),
        ("轿车按两声喇叭", "run 轿车: honk"),
    ],
)
def test_verbs_and_measures(reader: Reader, said: str, plan: str | None) -> None:
    read = reader.read(Request(HOME, said))
    assert (None if read is None else read.text) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("餐厅书房的灯都关掉", "set all light in 餐厅, 书房: on=false"),
        ("餐厅厨房的灯都关掉", None),
        ("竹灯纸灯都打开", "set 竹灯: on=true; set 纸灯: on=true"),
        ("灯三个都打开", "set all light: on=true"),
        ("音箱都关了", "set all speaker: on=false"),
        ("小音箱关了", "set 小音箱: on=false"),
        ("帘子统统放下来", "set all blind: position=0"),
        ("帘子放下来", "ask which all blind"),
        ("锁都打开", "set all lock: locked=false"),
        ("书房以外全关", "set all except 书房: on=false"),
        ("除了竹灯都关掉", None),
        ("书房的东西一概关掉", "set all in 书房: on=false"),
        ("灯各降两成", "set all light: brightness-=20"),
    ],
)
def test_groups(reader: Reader, said: str, plan: str | None) -> None:
    read = reader.read(Request(HOME, said))
    assert (None if read is None else read.text) == plan


def test_more_of_warmth_alone_is_of_what_heats_here(reader: Reader) -> None:
    read = reader.read(Request(HOME, "再高一度", "餐厅"))
    assert read is not None
    assert read.text == "set 温控面板: target_temperature+=1"
