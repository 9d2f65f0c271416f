"""Mandarin music and television: what is played, on which player, and what is no title."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_MUTED = Attribute("muted", Kind.BOOLEAN)
_CONTROLS = tuple(Action(name) for name in ("pause", "stop", "next", "previous"))
_TITLED = (Action("play", (Attribute("title", Kind.STRING),)), *_CONTROLS)
_TV = Attribute("source", Kind.STRING, choices=("hdmi 1", "hdmi 2", "cctv-1"))
_SPEAKER = Attribute("source", Kind.STRING, choices=("bluetooth", "radio"))


def _reader(*speakers: Thing) -> Reader:
    things = (
        Thing("l1", "吊灯", "light", "客厅", (_ON,)),
        Thing("t1", "电视", "television", "客厅", (_ON, _VOLUME, _MUTED, _TV), _TITLED),
        Thing("p1", "手机", "phone", None),
        *speakers,
    )
    rooms = (Room("客厅"), Room("卧室"))
    return Reader(Vocabulary(World(rooms, things)), is_word=lambda _word: False)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader of a home with one speaker and one television in the same room."""
    return _reader(Thing("s1", "天猫精灵", "speaker", "客厅", (_ON, _VOLUME, _MUTED, _SPEAKER), _TITLED))


def _text(reader: Reader, utterance: str, room: str | None = "客厅") -> str | None:
    plan = reader.read(Request(reader.vocabulary.world, utterance, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("音箱放一首周杰伦的晴天", "周杰伦的晴天"),
        ("让天猫精灵给姥姥放二人转", "二人转"),
        ("用天猫精灵放一段秦腔三滴血", "秦腔三滴血"),
        ("天猫精灵,来一首刀郎的罗刹海市", "刀郎的罗刹海市"),
        ("音箱播海阔天空", "海阔天空"),
        ("音箱放张学友的歌", "张学友的歌"),
        ("把晴天放到音箱上放", "晴天"),
        ("来一首周杰伦的《稻香》", "周杰伦的稻香"),
        ("我想听邓丽君的甜蜜蜜", "邓丽君的甜蜜蜜"),
        ("放点轻音乐", "轻音乐"),
        ("在客厅放点轻音乐", "轻音乐"),
        ("在音箱上放Yesterday Once More", "Yesterday Once More"),
    ],
)
def test_plays_what_is_called_so(reader: Reader, said: str, title: str) -> None:
    """The title in the speaker's own words, numerals and capitals too."""
    assert _text(reader, said) == f'run 天猫精灵: play title="{title}"'


@pytest.mark.parametrize("said", ["整点音乐听听", "放首歌", "音箱，放点好听的歌", "放首歌给我妈听"])
def test_plays_anything(reader: Reader, said: str) -> None:
    """Music is no title."""
    assert _text(reader, said) == "run 天猫精灵: play"


def test_songs_are_the_speakers_and_series_the_televisions(reader: Reader) -> None:
    """What is heard or seen tells the player where both are near."""
    assert _text(reader, "给娃放一集小猪佩奇") == 'run 电视: play title="小猪佩奇"'
    assert _text(reader, "电视放甄嬛传") == 'run 电视: play title="甄嬛传"'
    assert _text(reader, "下一集") == "run 电视: next"
    assert _text(reader, "播放海阔天空") is None


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("这首听腻了，跳到下一首", "run 天猫精灵: next"),
        ("换首歌听听", "run 天猫精灵: next"),
        ("刚才那首好听，退回上一首", "run 天猫精灵: previous"),
        ("想再听一遍上一首", "run 天猫精灵: previous"),
        ("歌先暂停一哈", "run 天猫精灵: pause"),
        ("让唱歌的停一下", "run 天猫精灵: pause"),
        ("音乐关了", "run 天猫精灵: stop"),
        ("歌接着放", "run 天猫精灵: play"),
        ("音乐轻一点儿", "set 天猫精灵: volume=slightly less"),
        ("音乐声音调到三十", "set 天猫精灵: volume=30"),
        ("啥动静没有啊,电视取消静音", "set 电视: muted=false"),
    ],
)
def test_what_plays_is_told(reader: Reader, said: str, plan: str) -> None:
    """Songs are of the speaker though a television is beside it."""
    assert _text(reader, said) == plan


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("豆豆要打游戏 给他切到hdmi 2", "set 电视: source=hdmi 2"),
        ("天猫精灵切蓝牙 我连手机", "set 天猫精灵: source=bluetooth"),
        ("听收音机", "set 天猫精灵: source=radio"),
        ("电视看中央一台", "set 电视: source=cctv-1"),
        ("电视看湖南卫视", "refuse unable: 电视"),
    ],
)
def test_sources(reader: Reader, said: str, plan: str | None) -> None:
    """The player that has the source, and only where there is one."""
    assert _text(reader, said) == plan


@pytest.mark.parametrize(
    "said",
    [
        "音箱放哪了",
        "音箱播放完关机",
        "播放速度快点",
        "来一份牛排",
        "来首快点的歌",
        "放点热水",
        "放慢点",
        "给孩子讲个故事",
        "想听个笑话",
        "我想听天气",
        "电视放的啥节目",
    ],
)
def test_no_titles(reader: Reader, said: str) -> None:
    """Nothing is played for what only looks like a title."""
    assert _text(reader, said) is None


def test_one_player_or_none() -> None:
    """With two speakers near the words do not tell which; one without titles only plays."""
    plain = (Action("play"), *_CONTROLS)
    two = _reader(*(Thing(f"s{n}", f"音箱{n}", "speaker", "卧室", (_ON,), plain) for n in (1, 2)))
    assert _text(two, "放一首稻香", "卧室") is None
    one = _reader(Thing("s1", "音箱", "speaker", "卧室", (_ON,), plain))
    assert _text(one, "放一首晴天", "客厅") == "run 音箱: play"
    assert _text(one, "关灯，音箱放三天三夜") == "set 吊灯: on=false; run 音箱: play"
