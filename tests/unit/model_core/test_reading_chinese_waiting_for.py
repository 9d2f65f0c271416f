"""What is to happen first in Mandarin: conditions, notices, and what is to stop after a while."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_OPEN = Attribute("open", Kind.BOOLEAN)
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_DONE = Attribute("state", Kind.STRING, choices=("idle", "running", "done"), writable=False)
_HOME = Attribute("state", Kind.STRING, choices=("docked", "cleaning", "error"), writable=False)
_LEFT = Attribute("minutes_left", Kind.INTEGER, 0, 300, writable=False)
_BATTERY = Attribute("battery", Kind.INTEGER, 0, 100, "%", writable=False)
_WARM = Attribute("temperature", Kind.NUMBER, unit="°C", writable=False)
_DAMP = Attribute("humidity", Kind.INTEGER, 0, 100, "%", writable=False)
_SKY = Attribute("condition", Kind.STRING, choices=("sunny", "rainy", "snowy"), writable=False)


def _flag(name: str, *, writable: bool = False) -> Attribute:
    return Attribute(name, Kind.BOOLEAN, writable=writable)


_LOCKED, _CHARGING = (_flag(name, writable=True) for name in ("locked", "charging"))

HOME = World(
    tuple(map(Room, ("客厅", "厨房", "玄关", "主卧"))),
    (
        Thing("l1", "主灯", "light", "客厅", (_ON,)),
        Thing("l2", "玄关灯", "light", "玄关", (_ON,)),
        Thing("c1", "纱帘", "curtain", "客厅", (_POSITION,)),
        Thing("a1", "空调", "air conditioner", "客厅", (_ON, _WARM)),
        Thing("w1", "洗衣机", "washer", "厨房", (_DONE, _LEFT), (Action("start"),)),
        Thing("w2", "洗碗机", "dishwasher", "厨房", (_DONE, _LEFT), (Action("start"),)),
        Thing("v1", "扫地机", "vacuum", "客厅", (_HOME, _BATTERY), (Action("start"), Action("dock"))),
        Thing("d1", "入户门", "lock", "玄关", (_LOCKED, _flag("door_open"))),
        Thing("g1", "车库门", "garage door", None, (_OPEN,)),
        Thing("s1", "人体传感器", "motion sensor", "玄关", (_flag("motion"),)),
        Thing("s2", "温度计", "temperature sensor", "客厅", (_WARM,)),
        Thing("s3", "湿度计", "humidity sensor", "主卧", (_DAMP,)),
        Thing("s4", "水浸传感器", "leak sensor", "厨房", (_flag("leak"),)),
        Thing("s5", "天窗", "window sensor", "主卧", (_flag("contact"),)),
        Thing("x1", "天气", "weather", None, (_SKY, _WARM)),
        Thing("k1", "车", "car", None, (_BATTERY, _LOCKED, _CHARGING)),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of a home with one device of most kinds."""
    return Reader(Vocabulary(HOME))


def _read(reader: Reader, said: str, room: str = "客厅") -> str | None:
    plan = reader.read(Request(HOME, said, room))
    return None if plan is None else plan.text


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("等洗衣机洗完了把纱帘拉上", "later when 洗衣机: state=done then set 纱帘: position=0"),
        ("洗衣机一转完就把玄关灯打开提醒我", "later when 洗衣机: state=done then set 玄关灯: on=true"),
        ("洗衣机洗好了叫我一声", "later when 洗衣机: state=done"),
        ("衣服洗得了言语一声", "later when 洗衣机: state=done"),
        ("碗洗好了告诉我啊 我好收柜子", "later when 洗碗机: state=done"),
        ("洗碗机剩五分钟的时候你吱个声", "later when 洗碗机: minutes_left<=5"),
        ("车充满了告诉我", "later when 车: battery>=100"),
        ("车电跌破两成就叫我", "later when 车: battery<20"),
        ("车充到百分之九十就别充了", "later when 车: battery>=90 then set 车: charging=false"),
        ("客厅要是超过二十八度就开空调", "later when 温度计: temperature>28 then set 空调: on=true"),
        ("温度超过三十度的时候自动开空调", "later when 温度计: temperature>30 then set 空调: on=true"),
        ("等空调降到二十六度就把它关了", "later when 空调: temperature<=26 then set 空调: on=false"),
        ("主卧湿度过七十了讲一声 怕墙发霉", "later when 湿度计: humidity>70"),
        ("入户门一开就亮玄关灯", "later when 入户门: door_open=true then set 玄关灯: on=true"),
        ("入户门一锁上就让扫地机去干活", "later when 入户门: locked=true then run 扫地机: start"),
        ("车库门关严实了再把车锁上", "later when 车库门: open=false then set 车: locked=true"),
        ("谁把天窗打开了你就吱一声", "later when 天窗: contact=true"),
        ("玄关有人就开玄关灯", "later when 人体传感器: motion=true then set 玄关灯: on=true"),
        ("要是有人进玄关，把玄关灯打开", "later when 人体传感器: motion=true then set 玄关灯: on=true"),
        ("玄关一没人了就把玄关灯关了", "later when 人体传感器: motion=false then set 玄关灯: on=false"),
        ("要是厨房漏水了你可千万得叫我", "later when 水浸传感器: leak=true"),
        ("扫地机回窝了跟我说", "later when 扫地机: state=docked"),
        ("扫地机要是又卡住了 你喊我", "later when 扫地机: state=error"),
        ("外面下雨了提醒我收衣服", 'later when 天气: condition=rainy about "收衣服"'),
        ("空调再吹半小时就停", "later after 30 min then set 空调: on=false"),
        ("主灯再亮十分钟就关了它", "later after 10 min then set 主灯: on=false"),
        ("空调再吹一个钟头就够了 半夜冷", "later after 60 min then set 空调: on=false"),
        ("空调定时半小时关闭", "later after 30 min then set 空调: on=false"),
    ],
)  # fmt: skip
def test_waits_for_it(reader: Reader, said: str, plan: str) -> None:
    assert _read(reader, said) == plan


@pytest.mark.parametrize(
    "said",
    [
        "洗衣机洗好了", "洗衣机好了吗", "洗好了", "等我回来再说", "如果你是我就开灯", "天黑了，把主灯打开",
        "太阳出来了，把纱帘拉上", "主灯开，再把纱帘拉上", "空调降一度,主灯打开", "空调再吹二十分钟",
        "洗衣机洗了两个小时了", "扫地机里有水", "烤箱热到一百八了吱个声",
    ],
)  # fmt: skip
def test_waits_for_nothing(reader: Reader, said: str) -> None:
    assert not (_read(reader, said) or "").startswith("later")
