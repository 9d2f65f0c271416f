"""Plain Mandarin sentences read character by character, and the ones that are left to the model."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.text import plain
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, Turn, World

_ON = Attribute("on", Kind.BOOLEAN)
_BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_COLOR = Attribute("color", Kind.STRING, choices=("red", "blue", "warm white"))
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_TARGET = Attribute("target_temperature", Kind.NUMBER, 16, 30, "°C")
_TEMPERATURE = Attribute("temperature", Kind.NUMBER, unit="°C", writable=False)
_MODE = Attribute("mode", Kind.STRING, choices=("cool", "heat", "auto"))
_LOCKED = Attribute("locked", Kind.BOOLEAN)
_PLAYER = tuple(Action(name) for name in ("play", "pause", "next"))
_ROBOT = tuple(Action(name) for name in ("start", "stop", "dock"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of a small home on two floors."""
    return Reader(
        Vocabulary(
            World(
                (Room("客厅", "一楼"), Room("厨房", "一楼"), Room("主卧", "二楼"), Room("书房", "二楼")),
                (
                    Thing("l1", "吊灯", "light", "客厅", (_ON, _BRIGHTNESS, _COLOR)),
                    Thing("l2", "落地灯", "light", "客厅", (_ON, _BRIGHTNESS)),
                    Thing("l3", "厨房灯", "light", "厨房", (_ON,)),
                    Thing("l4", "床头灯", "light", "主卧", (_ON, _BRIGHTNESS)),
                    Thing("l5", "Hue 台灯", "light", "书房", (_ON, _BRIGHTNESS)),
                    Thing("c1", "窗帘", "curtain", "客厅", (_POSITION,)),
                    Thing("c2", "纱帘", "curtain", "主卧", (_POSITION,)),
                    Thing("a1", "空调", "air conditioner", "主卧", (_ON, _TARGET, _MODE, _TEMPERATURE)),
                    Thing("t1", "电视", "television", "客厅", (_ON, _VOLUME), _PLAYER),
                    Thing("k1", "前门", "lock", "客厅", (_LOCKED,)),
                    Thing("k2", "后门", "lock", "厨房", (_LOCKED,)),
                    Thing("v1", "小黑", "vacuum", "客厅", (), _ROBOT),
                    Thing("s1", "风扇", "fan", "客厅", (_ON,)),
                    Thing("s2", "吊扇", "fan", "主卧", (_ON,)),
                ),
            )
        )
    )


def _text(
    reader: Reader, utterance: str, room: str | None = None, history: tuple[Turn, ...] = ()
) -> str | None:
    plan = reader.read(Request(reader.vocabulary.world, utterance, room, history=history))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "room", "wanted"),
    [
        ("打开吊灯", None, "set 吊灯: on=true"),
        ("请帮我把落地灯关掉，谢谢！", None, "set 落地灯: on=false"),
        ("把hue台灯打开", None, "set hue 台灯: on=true"),
        ("能不能开一下厨房的灯？", None, "set 厨房灯: on=true"),
        ("开灯", "厨房", "set 厨房灯: on=true"),
        ("客厅开灯", None, "set all light in 客厅: on=true"),
        ("关灯", "客厅", "set all light in 客厅: on=false"),
        ("把客厅的灯都关了吧", None, "set all light in 客厅: on=false"),
        ("关掉所有的灯", "客厅", "set all light: on=false"),
        ("楼上的灯全部打开", None, "set all light in 二楼: on=true"),
        ("家里除了床头灯以外的灯都关掉", None, "set all light except 床头灯: on=false"),
        ("打开吊灯和床头灯", None, "set 吊灯: on=true; set 床头灯: on=true"),
        ("拉上客厅的窗帘", None, "set 窗帘: position=0"),
        ("窗帘拉开一半", "客厅", "set 窗帘: position=50"),
        ("把前门锁上", None, "set 前门: locked=true"),
        ("所有门都锁好", None, "set all lock: locked=true"),
        ("床头灯调到百分之三十", None, "set 床头灯: brightness=30"),
        ("把床头灯的亮度调到一半", None, "set 床头灯: brightness=50"),
        ("空调二十六度", None, "set 空调: target_temperature=26"),
        ("空调调到26度半", None, "set 空调: target_temperature=26.5"),
        ("空调制冷模式", None, "set 空调: mode=cool"),
        ("把吊灯调成红色，亮度50%", None, "set 吊灯: color=red, brightness=50"),
        ("音量调到20", None, "set 电视: volume=20"),
        ("再亮一点", "主卧", "set 床头灯: brightness=slightly more"),
        ("电视大声点", None, "set 电视: volume=slightly more"),
        ("把空调温度调高两度", None, "set 空调: target_temperature+=2"),
        ("吊灯调暗很多", None, "set 吊灯: brightness=much less"),
        ("让小黑回去充电", None, "run 小黑: dock"),
        ("下一首", None, "run 电视: next"),
        ("打开吊灯，然后把窗帘拉上", None, "set 吊灯: on=true; set 窗帘: position=0"),
        ("太暗了，打开吊灯", None, "set 吊灯: on=true"),
        ("打开微波炉", None, 'refuse unknown "微波炉"'),
        ("关掉车库的灯", None, 'refuse unknown "车库的灯"'),
        ("把厨房灯调成红色", None, "refuse unable: 厨房灯"),
        ("打开风扇", None, "ask which all fan"),
        ("锁上门", None, "ask which all lock"),
        ("关掉它", None, "ask what"), ("调一下吊灯", None, "ask what: 吊灯"),
        ("吊灯开着吗？", None, "check 吊灯: on=true"),
        ("客厅的灯都关了吗", None, "check all light in 客厅: on=false"),
        ("有没有灯没关", None, "check any light: on=true"),
        ("哪些灯开着", None, "list all light: on=true"),
        ("楼上有几盏灯开着", None, "count all light in 二楼: on=true"),
        ("门都锁了没有", None, "check all lock: locked=true"),
        ("主卧几度", None, "get 空调: temperature"),
        ("床头灯的亮度是多少", None, "get 床头灯: brightness"),
        ("打开吊灯，主卧现在几度", None, "set 吊灯: on=true; get 空调: temperature"),
        ("好黑啊", "厨房", "set 厨房灯: on=true"), ("看不清", None, "ask which all light"),
        ("主卧太黑了", "厨房", "set 床头灯: on=true"), ("灯太刺眼了", "主卧", "set 床头灯: brightness=less"),
        ("晒得慌", "客厅", "set 窗帘: position=0"), ("热死我了", "主卧", "set 空调: on=true"),
        ("热得睡不着", "客厅", "set 风扇: on=true"), ("吵死人了", None, "set 电视: volume=less"),
        ("小点声行吗", None, "set 电视: volume=less"), ("电视听不清", None, "set 电视: volume=more"),
        ("地上全是头发", "主卧", "run 小黑: start"), ("孩子把饼干渣撒了一地", None, "run 小黑: start"),
        ("咱们看电影吧", "书房", "set 电视: on=true"), ("我睡了，晚安", None, "set all light: on=false"),
        ("我要出门了", None, "set all light: on=false; set all lock: locked=true"),
        ("厨房没人了", None, "set 厨房灯: on=false"),
        ("热死了，开空调", "主卧", "set 空调: on=true"),
        ("把吊灯关了吧，费电", None, "set 吊灯: on=false"),
        ("电视声音调低点，吵到邻居了", None, "set 电视: volume=slightly less"),
        ("前门锁一下，我不放心", None, "set 前门: locked=true"),
        ("小黑出来扫地", None, "run 小黑: start"), ("全屋关灯", None, "set all light: on=false"),
        ("吊灯换个红色", None, "set 吊灯: color=red"),
        ("空调往下调两度", None, "set 空调: target_temperature-=2"),
        ("把床头那盏灯打开", None, "set 床头灯: on=true"), ("把前门给锁好喽", None, "set 前门: locked=true"),
        ("前门锁好了没", None, "check 前门: locked=true"), ("电视关了吧？", None, "check 电视: on=false"),
        ("吊灯是开着还是关着", None, "check 吊灯: on=true"),
        ("家里还有几盏灯亮着", None, "count all light: on=true"),
        ("turn on the 吊灯", None, "set 吊灯: on=true"),
    ],
)  # fmt: skip
def test_reads(reader: Reader, said: str, room: str | None, wanted: str | None) -> None:
    assert _text(reader, said, room) == wanted


@pytest.mark.parametrize(
    "said",
    [
        "十分钟后关掉吊灯", "明天早上打开窗帘", "如果下雨就关上窗帘", "天黑的时候打开吊灯", "晚上八点关灯",
        "吊灯为什么开着", "你能打开哪些灯", "吊灯怎么打开", "给妈妈打电话", "讲个笑话", "我喜欢红色的灯",
        "外面好冷", "我冷静一下", "这电影好冷门", "地上没有脏东西", "我看完电影了", "别睡觉了",
        "我不想喝咖啡",
        "衣服洗好了", "楼上太吵了", "不要放音乐", "我好累", "今天星期几", "落地灯先开着", "我把灯打开了",
        "别打开吊灯", "客厅的灯关着", "七点开灯", "吊灯不亮", "打开电视看新闻",
        "不要关灯", "吊灯坏了", "今天好累", "打开心扉", "关于吊灯", "灯", "开关",
        "昨天我打开了吊灯", "吊灯关了", "谁打开了吊灯", "打开吊灯要多少电", "等我回来再打开吊灯",
        "吊灯每天七点打开", "把那个挪一下", "吊灯和月亮", "打开吊灯旁边的东西",
    ],
)  # fmt: skip
def test_leaves_to_the_model(reader: Reader, said: str) -> None:
    assert _text(reader, said) is None


def test_asks_nothing_within_a_conversation(reader: Reader) -> None:
    history = (Turn("打开吊灯", "set 吊灯: on=true"),)
    assert _text(reader, "锁上门", history=history) is None
    assert _text(reader, "锁上前门", history=history) == "set 前门: locked=true"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("一百二十", "120"), ("二十五度半", "25.5度"), ("百分之百", "100%"), ("百叶窗", "百叶窗"),
        ("亮一点", "亮一点"), ("请把灯打开吧", "把灯打开"), ("四分之三", "4分之3"), ("两度", "2度"),
    ],
)  # fmt: skip
def test_plain(said: str, wanted: str) -> None:
    assert plain(said) == wanted
