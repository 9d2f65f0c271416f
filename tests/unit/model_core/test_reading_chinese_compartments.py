"""Mandarin wishes and questions for the parts of one device: compartments, sides, tints, shares, channels."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_PERCENT = (0, 100, "%")
_FRIDGE = (
    Attribute("fridge_temperature", Kind.INTEGER, 2, 8, "°C"),
    Attribute("freezer_temperature", Kind.INTEGER, -24, -16, "°C"),
    Attribute("quick_freeze", Kind.BOOLEAN),
)
_CAR = (
    Attribute("driver_seat_heating", Kind.INTEGER, 0, 3),
    Attribute("target_temperature", Kind.NUMBER, 16, 28, "°C"),
)
_COOKER = (Attribute("keep_warm", Kind.BOOLEAN), Attribute("child_lock", Kind.BOOLEAN))
_LAMP = (
    _ON,
    Attribute("brightness", Kind.INTEGER, *_PERCENT),
    Attribute("color_temperature", Kind.INTEGER, 2700, 6500, "K"),
)
_MISTER = (
    _ON,
    Attribute("target_humidity", Kind.INTEGER, 30, 80, "%"),
    Attribute("humidity", Kind.INTEGER, *_PERCENT, writable=False),
)
_TELEVISION = (
    _ON,
    Attribute("volume", Kind.INTEGER, *_PERCENT),
    Attribute("channel", Kind.INTEGER, 1, 200),
)
_BLIND = (Attribute("position", Kind.INTEGER, *_PERCENT), Attribute("tilt", Kind.INTEGER, 0, 180))
_STATE = Attribute("state", Kind.STRING, choices=("idle", "running", "done"), writable=False)
_PICTURE = Attribute("picture_mode", Kind.STRING, choices=("standard", "movie", "game"))
_KETTLE = (_ON, Attribute("temperature", Kind.NUMBER, unit="°C", writable=False))
_WORLD = World(
    (Room("厨房"), Room("书房"), Room("客厅")),
    (
        Thing("f", "双门冰箱", "refrigerator", "厨房", _FRIDGE),
        Thing("k", "焖饭锅", "rice cooker", "厨房", _COOKER),
        Thing("h", "水壶", "kettle", "厨房", _KETTLE),
        Thing("w", "洗衣机", "washer", "厨房", (_STATE,), (Action("start"),)),
        Thing("l", "书桌灯", "light", "书房", _LAMP),
        Thing("m", "加湿器", "humidifier", "书房", _MISTER),
        Thing("b", "百叶窗", "blind", "书房", _BLIND),
        Thing("t", "电视", "television", "客厅", _TELEVISION),
        Thing("p", "投影幕机", "projector", "客厅", (_ON, _PICTURE)),
        Thing("c", "小白车", "car", None, _CAR),
    ),
)
_READER = Reader(Vocabulary(_WORLD), is_word=lambda _word: False)


def _text(said: str, room: str | None = None) -> str | None:
    plan = _READER.read(Request(_WORLD, said, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("冰箱冷冻调到零下二十度", "set 双门冰箱: freezer_temperature=-20"),
        ("冷藏室调到五度", "set 双门冰箱: fridge_temperature=5"),
        ("冰箱冷冻再低两度", "set 双门冰箱: freezer_temperature-=2"),
        ("冰箱速冻关了", "set 双门冰箱: quick_freeze=false"),
        ("主驾座椅加热关了", "set 小白车: driver_seat_heating=0"),
        ("主驾座椅加热开到二档", "set 小白车: driver_seat_heating=2"),
        ("小白车里再高两度", "set 小白车: target_temperature+=2"),
        ("焖饭锅保温", "set 焖饭锅: keep_warm=true"),
        ("焖饭锅别保温了", "set 焖饭锅: keep_warm=false"),
        ("焖饭锅童锁锁上", "set 焖饭锅: child_lock=true"),
        ("焖饭锅童锁解开", "set 焖饭锅: child_lock=false"),
        ("百叶窗叶片翻到六十", "set 百叶窗: tilt=60"),
        ("百叶窗放到六十", "set 百叶窗: position=60"),
        ("投影幕机画面模式改成电影", "set 投影幕机: picture_mode=movie"),
    ],
)
def test_parts_of_a_device(said: str, plan: str) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("书桌灯亮度降到现在的三分之一", "set 书桌灯: brightness*=0.33"),
        ("书桌灯亮度降到三分之一", "set 书桌灯: brightness=33"),
        ("书桌灯的光再暖一点", "set 书桌灯: color_temperature=slightly less"),
        ("书桌灯再白好多", "set 书桌灯: color_temperature=much more"),
        ("书桌灯再亮一点", "set 书桌灯: brightness=slightly more"),
        ("书桌灯暗下去很多", "set 书桌灯: brightness=much less"),
        ("加湿器再高五个点", "set 加湿器: target_humidity+=5"),
        ("百叶窗往下再放一丢丢", "set 百叶窗: position=slightly less"),
        ("百叶窗再掀起来好大一截", "set 百叶窗: position=much more"),
        ("百叶窗给我弄回刚才那样", "set 百叶窗: position=previous"),
        ("电视声音掉五格", "set 电视: volume-=5"),
        ("电视音量拉满", "set 电视: volume=max"),
    ],
)
def test_amounts_shares_and_tints(said: str, plan: str) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("换台,十二频道", "set 电视: channel=12"),
        ("换台,换到三十", "set 电视: channel=30"),
        ("往后拨一个台", "set 电视: channel+=1"),
        ("电视往回倒一个台", "set 电视: channel-=1"),
        ("电视声音调到三十", "set 电视: volume=30"),
    ],
)
def test_channels(said: str, plan: str) -> None:
    assert _text(said, "客厅") == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("加湿器湿度设的多少", "get 加湿器: target_humidity"),
        ("加湿器现在多少湿度", "get 加湿器: humidity"),
        ("水壶里的水现在多少度", "get 水壶: temperature"),
        ("水壶烧到多少度了", "get 水壶: temperature"),
        ("洗衣机洗到哪一步了", "get 洗衣机: state"),
        ("洗衣机干啥呢", "get 洗衣机: state"),
    ],
)
def test_what_is_set_and_how_far_it_is(said: str, plan: str) -> None:
    assert _text(said) == plan


@pytest.mark.parametrize("said", ["焖饭锅保温了", "冰箱冷冻冻住了", "书桌灯暖", "换台"])
def test_what_tells_no_value_is_left(said: str) -> None:
    text = _text(said)
    assert text is None or not text.startswith("set ")
