"""Everyday and regional Mandarin: asides, plain words for local ones, talk, traditional characters."""

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
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_MUTED = Attribute("muted", Kind.BOOLEAN)
_TARGET = Attribute("target_temperature", Kind.NUMBER, 16, 30, "°C")
_TEMPERATURE = Attribute("temperature", Kind.NUMBER, unit="°C", writable=False)
_BATTERY = Attribute("battery", Kind.INTEGER, 0, 100, "%", writable=False)
_SOURCE = Attribute("source", Kind.STRING, choices=("HDMI 1", "Netflix"))
_PROGRAMME = Attribute("programme", Kind.STRING, choices=("cotton", "quick", "wool"))
_OPEN = Attribute("open", Kind.BOOLEAN)
_PLAYER = tuple(Action(name) for name in ("play", "pause", "next"))
_ROBOT = tuple(Action(name) for name in ("start", "stop", "pause", "dock"))
_ITEM = Attribute("item", Kind.STRING, required=True)
_SKY = Attribute("condition", Kind.STRING, choices=("sunny", "rainy"), writable=False)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of a flat where plugs are what their names say."""
    cooling = (_ON, _TARGET, _TEMPERATURE)
    return Reader(
        Vocabulary(
            World(
                (Room("客厅"), Room("小雨的房间"), Room("主卧"), Room("厨房"), Room("浴室"), Room("车库")),
                (
                    Thing("l1", "壁灯", "light", "客厅", (_ON, _BRIGHTNESS, _COLOR)),
                    Thing("l2", "射灯", "light", "客厅", (_ON, _BRIGHTNESS)),
                    Thing("l3", "厨房灯", "light", "厨房", (_ON,)),
                    Thing("l4", "书桌灯", "light", "小雨的房间", (_ON, _BRIGHTNESS, _WARMTH)),
                    Thing("a1", "客厅空调", "air conditioner", "客厅", cooling),
                    Thing("a2", "主卧空调", "air conditioner", "主卧", cooling),
                    Thing("c1", "窗帘", "curtain", "客厅", (_POSITION,)),
                    Thing("t1", "电视", "television", "客厅", (_ON, _VOLUME, _MUTED, _SOURCE), _PLAYER),
                    Thing("s1", "小雨的音箱", "speaker", "小雨的房间", (_ON, _VOLUME), _PLAYER),
                    Thing("v1", "阿福", "vacuum", "客厅", (_BATTERY,), _ROBOT),
                    Thing("w1", "洗衣机", "washer", "浴室", (), (Action("start", (_PROGRAMME,)),)),
                    Thing("p1", "电饭锅", "plug", "厨房", (_ON,)),
                    Thing("p2", "热水器", "switch", "浴室", (_ON,)),
                    Thing("p3", "浴霸", "switch", "浴室", (_ON,)),
                    Thing("g1", "卷闸门", "garage door", "车库", (_OPEN,)),
                    Thing(
                        "k1", "大门", "lock", "客厅", (Attribute("locked", Kind.BOOLEAN), _BATTERY)
                    ),
                    Thing("i1", "采购清单", "list", "厨房", (), (Action("add", (_ITEM,)),)),
                    Thing("y1", "天气", "weather", None, (_SKY, _TEMPERATURE)),
                ),
            )
        )
    )  # fmt: skip


def _text(reader: Reader, utterance: str, room: str | None = None) -> str | None:
    plan = reader.read(Request(reader.vocabulary.world, utterance, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "room", "wanted"),
    [
        ("壁灯整亮", None, "set 壁灯: on=true"), ("射灯给我闭了", None, "set 射灯: on=false"),
        ("你帮奶奶把厨房灯开一哈", None, "set 厨房灯: on=true"),
        ("大门落锁啰", None, "set 大门: locked=true"), ("电饭煲插上电", None, "set 电饭锅: on=true"),
        ("客厅冷气莫开了", None, "set 客厅空调: on=false"),
        ("书桌灯色温五千八", None, "set 书桌灯: color_temperature=5800"),
        ("主卧冷气开二十三度", None, "set 主卧空调: on=true, target_temperature=23"),
        ("窗帘拉上三分之一", None, "set 窗帘: position=67"),
        ("壁灯再亮十趴", None, "set 壁灯: brightness+=10"),
        ("电视调小一点，降八格", None, "set 电视: volume-=8"),
        ("关掉射灯，孩子睡着了", None, "set 射灯: on=false"),
        ("射灯开一下我要穿鞋", None, "set 射灯: on=true"),
        ("把大门锁好，别让猫溜出去", None, "set 大门: locked=true"),
        ("射灯关掉，别的都不用动", None, "set 射灯: on=false"),
        ("壁灯开射灯关", None, "set 壁灯: on=true; set 射灯: on=false"),
        ("射灯关掉，厨房灯留着", None, "set 射灯: on=false"),
        ("窗帘拉起来，对面看得到", None, "set 窗帘: position=0"),
        ("下一首，小雨房间那个音箱", None, "run 小雨的音箱: next"),
        ("两台冷气都关掉省点电", None, "set all air conditioner: on=false"),
        ("家里开着的灯都灭了", None, "set all light: on=false"),
        ("除了壁灯，家里的灯都关掉", None, "set all light except 壁灯: on=false"),
        ("洗衣机用羊毛洗洗一桶", None, "run 洗衣机: start programme=wool"),
        ("阿福别扫了回去充电", None, "run 阿福: dock"),
        ("记得要买洗洁精", None, 'run 采购清单: add item="洗洁精"'),
        ("切菜瞧不清", "厨房", "set 厨房灯: on=true"),
        ("洗澡水怎么是凉的", None, "set 热水器: on=true"),
        ("冻得直打哆嗦", "浴室", "set 浴霸: on=true"),
        ("米淘好了可以煮饭了", None, "set 电饭锅: on=true"),
        ("电视怎么没声音", None, "set 电视: muted=false"),
        ("猫又掉了一地毛，收拾一下", "客厅", "run 阿福: start"),
        ("车要开进车库了", None, "set 卷闸门: open=true"),
        ("大门还剩几多电", None, "get 大门: battery"), ("阿福电量怎样", None, "get 阿福: battery"),
        ("外头多热", None, "get 天气: temperature"),
        ("外面下雨没，要不要带伞", None, "check 天气: condition=rainy"),
        ("家里一共开了几盏灯", None, "count all light: on=true"),
        ("客厅跟主卧哪边凉快些", None, "lowest 客厅空调, 主卧空调: temperature"),
        ("壁灯换个颜色", None, "ask what: 壁灯"), ("冷气开一下嘛", None, "ask which all air conditioner"),
        ("电视切到优酷看剧", None, "refuse unable: 电视"), ("让洗衣机烘衣服", None, "refuse unable: 洗衣机"),
        ("叫阿福把窗户擦一下", None, "refuse unable: 阿福"),
        ("油烟机开一下我要炒菜", None, 'refuse unknown "油烟机"'),
        ("把客廳的射燈打開", None, "set 射灯: on=true"), ("電視關了吧沒人看", None, "set 电视: on=false"),
        ("採購清單加上醬油", None, 'run 采购清单: add item="醬油"'),
        ("給我講個笑話", None, "refuse chat"), ("黄河有多长", None, "refuse chat"),
        ("五十六乘以七等于几", None, "refuse chat"), ("红烧排骨怎么做", None, "refuse chat"),
        ("你是男生还是女生", None, "refuse chat"), ("今天被老师骂了好难过", None, "refuse chat"),
        ("帮我订两张去上海的车票", None, "refuse chat"), ("谢谢啊辛苦了", None, "refuse chat"),
    ],
)  # fmt: skip
def test_reads(reader: Reader, said: str, room: str | None, wanted: str) -> None:
    assert _text(reader, said, room) == wanted


@pytest.mark.parametrize(
    "said",
    [
        "我不想把壁灯关了", "妈妈昨天把空调关了", "谁把壁灯打开了", "我刚把窗帘拉上了",
        "等我睡了再关射灯", "等一下再关射灯",
        "晚点再把电视打开", "空调不制冷了", "窗帘不用拉上", "空调怎么关",
        "爷爷说别关射灯", "壁灯别关", "主卧空调26度是不是太低了", "射灯亮着挺好的", "阿福扫得真干净",
        "我去关灯", "算了不开了", "灯开太久了会不会坏", "只要没人就关射灯", "厨房灯关不掉了",
        "射灯一直在闪", "洗衣机洗完了提醒我", "我以为灯关了", "我没让你开空调", "电视不用关", "大门坏了",
        "空调师傅来了", "关了空调好热", "饭煮好了吗", "我打算买个新空调", "今天好热啊空调还没修好",
        "爷爷要睡了", "把电视声音调到和昨天一样",
    ],
)  # fmt: skip
def test_leaves_to_the_model(reader: Reader, said: str) -> None:
    assert _text(reader, said) is None
