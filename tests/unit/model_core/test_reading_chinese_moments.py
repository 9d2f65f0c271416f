"""Mandarin needs given away beside anything else, groups by place and what they spare, asides."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_LEVEL = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_MUTED = Attribute("muted", Kind.BOOLEAN)
_POSITION = Attribute("position", Kind.INTEGER, 0, 100, "%")
_SPEED = Attribute("speed", Kind.INTEGER, 0, 100, "%")
_CONTACT = Attribute("contact", Kind.BOOLEAN, writable=False)
_RINGER = Attribute("ringer", Kind.STRING, choices=("normal", "silent", "vibrate"))
_QUIET = Attribute("do_not_disturb", Kind.BOOLEAN)
_PLAYER = tuple(Action(name) for name in ("play", "pause", "next"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of a flat with one device for most needs."""
    return Reader(
        Vocabulary(
            World(
                (Room("客厅"), Room("书房"), Room("厨房"), Room("阳台")),
                (
                    Thing("l1", "客厅吊灯", "light", "客厅", (_ON, _LEVEL)),
                    Thing("l2", "书房灯", "light", "书房", (_ON,)),
                    Thing("l3", "阳台灯", "light", "阳台", (_ON,)),
                    Thing("f1", "立式风扇", "fan", "书房", (_ON, _SPEED)),
                    Thing("h1", "加湿器", "humidifier", "客厅", (_ON,)),
                    Thing("t1", "电视", "television", "客厅", (_ON, _VOLUME, _MUTED), _PLAYER),
                    Thing("c1", "窗帘", "curtain", "客厅", (_POSITION,)),
                    Thing("v1", "扫地机", "vacuum", "客厅", (), (Action("start"), Action("dock"))),
                    Thing("w1", "洗衣机", "washer", "阳台", (), (Action("start"),)),
                    Thing("p1", "佳佳的手机", "phone", None, (_RINGER, _QUIET), (Action("ring"),)),
                    Thing("k1", "大门锁", "lock", "客厅", (Attribute("locked", Kind.BOOLEAN),)),
                    Thing("s1", "书房窗户", "window sensor", "书房", (_CONTACT,)),
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
        ("改个方案改得满头大汗", "书房", "set 立式风扇: on=true"),
        ("找本字典摸黑翻了半天", "书房", "set 书房灯: on=true"),
        ("早上起来喉咙干得要裂开", None, "set 加湿器: on=true"),
        ("夕阳正好照到我眼睛里", "客厅", "set 窗帘: position=0"),
        ("大上午的，屋里黑得像地窖", "客厅", "set 窗帘: position=100"),
        ("解说员讲的啥，一句都听不清", "客厅", "set 电视: volume=more"),
        ("楼下来敲门投诉电视太响", "客厅", "set 电视: volume=less"),
        ("弟弟吃饼干吃得一地渣", "客厅", "run 扫地机: start"),
        ("佳佳急得团团转，手机不知道扔哪儿了", None, "run 佳佳的手机: ring"),
        ("佳佳做题呢，别让消息打扰她", None, "set 佳佳的手机: do_not_disturb=true"),
        ("爸爸站在门外，忘带钥匙了", None, "set 大门锁: locked=false"),
        ("球服一股酸味，攒了一筐", None, "run 洗衣机: start"),
        ("阳台没人待了，灯还亮着", None, "set 阳台灯: on=false"),
        ("书房的东西一样不留全关了", None, "set all in 书房: on=false"),
        ("书房里能关的都关掉", None, "set all in 书房: on=false"),
        ("阳台灯留着，其余的灯都关掉", None, "set all light except 阳台灯: on=false"),
        ("除开阳台灯，其他的灯全灭了", None, "set all light except 阳台灯: on=false"),
        ("客厅热得冒汗，把音量调大一点", "客厅", "set 电视: volume=slightly more"),
        ("电视下一集", None, "run 电视: next"), ("电视静音取消", None, "set 电视: muted=false"),
        ("佳佳的手机静音", None, "set 佳佳的手机: ringer=silent"),
        ("风扇摇个头", "书房", "refuse unable: 立式风扇"),
        ("窗帘捣鼓一下", None, "ask what: 窗帘"),
        ("书房窗户关好没有", None, "check 书房窗户: contact=false"),
        ("阳台灯关掉，壁炉打开", None, 'set 阳台灯: on=false; refuse unknown "壁炉"'),
    ],
)  # fmt: skip
def test_reads(reader: Reader, said: str, room: str | None, wanted: str) -> None:
    assert _text(reader, said, room) == wanted


@pytest.mark.parametrize(
    "said",
    [
        "南方的夏天很热", "昨天跑步出了一身汗", "据说空气干对皮肤不好", "他们公司里冷得要命",
        "电视关掉，导航去车站", "隔壁一地都是瓜子壳吗",
        "书房灯打开，头也摇起来", "冰箱里的菜冻得硬邦邦",
    ],
)  # fmt: skip
def test_leaves_to_the_model(reader: Reader, said: str) -> None:
    text = _text(reader, said, "客厅")
    assert text is None or text == "refuse chat"
