"""Kind 8: words that fit several devices are asked about; the same words are done where only one fits."""

from __future__ import annotations

import random
from dataclasses import dataclass

from model_core.plan import Value, Word
from model_core.train.chinese.items import item
from model_core.train.chinese.names import COLOURS
from model_core.train.chinese.numerals import number_said, percent_said
from model_core.train.chinese.registry import family
from model_core.train.chinese.speech import in_room, joined, key, nouns, resolve, room_names, spelled
from model_core.train.chinese.words import WORDS
from model_core.train.example import Draft, Effect
from model_core.train.families.ambiguous import ask_which
from model_core.train.home import Household, Speaker
from model_core.train.phrasing import (
    group_plan,
    group_run,
    run_effects,
    run_plan,
    say,
    selector,
    set_effects,
    set_plan,
)
from model_core.world import Thing

_ON = ("light", "plug", "switch", "fan", "heater", "television", "speaker", "air conditioner", "camera")
_COVERS = ("curtain", "blind", "garage door", "gate")
_MEDIA = ("speaker", "television")
_GROUPED = frozenset({"light", "curtain", "blind"})
"""Kinds of which a bare noun with a room means all that are there."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """Sentences and what they want of which kinds of devices."""

    role: str
    kinds: tuple[str, ...]
    lines: tuple[str, ...]
    value: Value | Word | None = None
    """None: an action, a question, or a number to be chosen."""
    verb: str = "set"


_TURN_ON = (
    "打开{w}", "把{w}打开", "{w}打开", "开一下{w}", "开{w}", "{w}开一下", "把{w}开开", "我要开{w}",
    "开启{w}", "能打开{w}吗", "给我打开{w}",
)  # fmt: skip
_TURN_OFF = (
    "关掉{w}", "把{w}关了", "{w}关掉", "关一下{w}", "关{w}", "把{w}关掉", "关闭{w}", "{w}关了吧",
    "不用{w}了", "给我关掉{w}", "把{w}关一下", "能关掉{w}吗",
)  # fmt: skip
_OPENING = ("打开{w}", "把{w}打开", "{w}打开", "开一下{w}", "拉开{w}", "把{w}拉开")
_CLOSING = ("关上{w}", "把{w}关上", "{w}关上", "关一下{w}", "拉上{w}", "把{w}拉上")
_LOCKING = ("锁上{w}", "把{w}锁上", "{w}锁上", "锁一下{w}", "把{w}锁好")
_LOUDER = ("把{w}调大声", "{w}大声些", "{w}声音调大", "把{w}声音调大", "{w}音量调高")
_QUIETER = ("把{w}调小声", "{w}小声些", "{w}声音调小", "把{w}声音调小", "{w}音量调低")
_WISHES = (
    _Wish("on", _ON, _TURN_ON, True), _Wish("on", _ON, _TURN_OFF, False), _Wish("on", ("light",), _TURN_ON,
        True),
    _Wish("on", ("light",), _TURN_OFF, False), _Wish("on", ("light",), _TURN_OFF, False),
    _Wish("on", ("light",), _TURN_ON, True), _Wish("on", _ON, _TURN_ON, True), _Wish("on", _ON, _TURN_OFF,
        False),
    _Wish("brightness", ("light",), ("把{w}调到{n}", "{w}调到{n}", "{w}亮度调到{n}", "{w}亮度{n}",
        "把{w}亮度设为{n}")),
    _Wish("volume", _MEDIA, ("把{w}音量调到{n}", "{w}音量调到{n}", "{w}音量{n}", "{w}声音调到{n}",
        "把{w}音量设为{n}")),
    _Wish("brightness", ("light",), ("把{w}调亮", "{w}调亮", "调亮{w}", "{w}亮度调高", "{w}不够亮"),
        Word.MORE),
    _Wish("brightness", ("light",), ("把{w}调暗", "{w}调暗", "调暗{w}", "{w}亮度调低", "{w}太亮了"),
        Word.LESS),
    _Wish("volume", _MEDIA, _LOUDER, Word.MORE), _Wish("volume", _MEDIA, _QUIETER, Word.LESS),
    _Wish("position", _COVERS, _OPENING, 100), _Wish("position", _COVERS, _CLOSING, 0),
    _Wish("open", (*_COVERS, "valve"), _OPENING[:4], True), _Wish("open", (*_COVERS, "valve"), _CLOSING[:4],
        False),
    _Wish("locked", ("lock",), _LOCKING, True), _Wish("locked", ("lock",), ("解锁{w}", "把{w}解锁",
        "给{w}解锁"), False),
    _Wish("target_temperature", ("thermostat", "heater", "air conditioner"),
        ("把{w}调到{t}度", "{w}调到{t}度", "{w}设为{t}度", "{w}开到{t}度", "{w}温度调到{t}度")),
    _Wish("start", ("vacuum",), ("让{w}去扫地", "启动{w}", "{w}开始打扫", "让{w}开始工作", "叫{w}打扫"),
        verb="run"),
    _Wish("dock", ("vacuum",), ("让{w}回去充电", "{w}回充", "叫{w}回家", "{w}回基站", "让{w}回充电座"),
        verb="run"),
    _Wish("play", _MEDIA, ("用{w}放音乐", "{w}播放", "让{w}继续播放", "在{w}上放首歌", "{w}继续播放"),
        verb="run"),
    _Wish("pause", _MEDIA, ("暂停{w}", "{w}暂停", "让{w}停一下", "把{w}暂停", "{w}先暂停"), verb="run"),
    _Wish("temperature", ("temperature sensor", "thermostat"),
        ("{w}显示多少度", "{w}现在多少度", "看看{w}多少度", "{w}的温度是多少", "{w}测到的温度是多少"),
            verb="get"),
    _Wish("on", _ON, ("{w}开着吗", "{w}是不是开着", "{w}还开着吗", "我关{w}了吗", "看看{w}开没开"), True,
        "check"),
    _Wish("locked", ("lock",), ("{w}锁了吗", "{w}锁好了吗", "{w}是不是锁着", "我锁{w}了吗",
        "看看{w}锁没锁"), True, "check"),
    _Wish("ring", ("phone",), ("找一下{w}", "让{w}响一下", "{w}找不到了", "帮我找{w}", "让{w}响铃"),
        verb="run"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """Few words, the devices that they fit, and what is wanted of them."""

    utterance: str
    words: str
    found: tuple[Thing, ...]
    wish: _Wish
    value: Value | Word | None
    one: bool
    """The words say that it is one device: 那盏灯."""


def _readable(home: Household, thing: Thing, wish: _Wish) -> bool:
    return bool(home.prop(thing, wish.role)) if wish.verb in {"get", "check"} else home.can(thing, wish.role)


def _words(home: Household, thing: Thing, rng: random.Random) -> tuple[str, str]:
    """Few words for a device, which may fit others too, and the same as they are looked up."""
    name, kind = spelled(thing.name), home.kinds[thing.id]
    noun = rng.choice(nouns(home, thing))
    options = [(noun, noun)] * 3
    if thing.room:
        room = rng.choice(room_names(home, thing.room))
        # 客厅的灯 are all of them, 客厅灯 may be the name of one
        named = any(key(t.name) == key(f"{room}{noun}") for t in home.world.things)
        bare = named and len(home.of_type(kind, thing.room)) > 1
        placed = f"{room}{noun}" if bare else joined(in_room(room, rng), noun, rng)
        options += [(placed, f"{room}{noun}")] * 2
    tail = name.split("的")[-1]
    options += [(tail, tail), (name, name)]
    said, means = rng.choice(options)
    if rng.random() < 0.25 and said == noun:
        measure = rng.choice(WORDS[kind].measure)
        return f"{rng.choice(('那', '那', '一', '这'))}{measure}{noun}", means
    return said, means


def reading(home: Household, rng: random.Random, *, several: bool) -> Reading | None:
    """One wish for few words where the speaker is; `several`: they fit more than one device."""
    wish = rng.choice(_WISHES)
    things = [t for t in home.world.things if home.kinds[t.id] in wish.kinds and _readable(home, t, wish)]
    if not things:
        return None
    thing = rng.choice(things)
    said, means = _words(home, thing, rng)
    found = resolve(home, means, lambda t: _readable(home, t, wish))
    if not found or (len(found) > 1) != several or not all(home.kinds[t.id] in wish.kinds for t in found):
        return None
    if any("拉" in line for line in wish.lines) and {home.kinds[t.id] for t in found} - {"curtain", "blind"}:
        return None
    one = said != means and said[0] in "那这一" and said.endswith(means)
    value = wish.value
    if value is None and wish.verb == "set":
        warm = wish.role == "target_temperature"
        value = rng.randint(17, 28) if warm else rng.choice((5, 10, 20, 25, 30, 40, 50, 60, 70, 80, 90))
    numbers = {"t": number_said(value, rng), "n": percent_said(value, rng)} if isinstance(value, int) else {}
    return Reading(say(rng, home, wish.lines, w=said, **numbers), said, found, wish, value, one)


def carry_out(home: Household, things: tuple[Thing, ...], read: Reading) -> tuple[str, tuple[Effect, ...]]:
    """The plan of the wish for these devices, named one by one, and its effects."""
    wish = read.wish
    if wish.verb == "run":
        return run_plan(home, things, wish.role), run_effects(home, things, wish.role)
    attribute = home.prop(things[0], wish.role)
    if attribute is None:
        raise LookupError(wish.role)
    names = ", ".join(home.label(t) for t in things)
    if wish.verb != "set":
        return f"{wish.verb} {names}: {attribute.name}{'=true' if wish.verb == 'check' else ''}", ()
    wanted = {wish.role: read.value if read.value is not None else 0}
    return set_plan(home, things, wanted), set_effects(home, things, wanted)


def _draft(home: Household, rng: random.Random, *, ask: bool) -> Draft | None:
    read = reading(home, rng, several=ask)
    if read is None:
        return None
    if not ask:
        plan, effects = carry_out(home, read.found, read)
        return Draft(read.utterance, plan, effects, protect=(read.words,))
    rooms = {t.room for t in read.found}
    kind = home.kinds[read.found[0].id]
    together = len(rooms) == 1 and None not in rooms and not read.one
    here = rooms == {home.speaker.room}
    room = read.found[0].room or ""
    placed = together and key(read.words).startswith(tuple(key(r) for r in room_names(home, room)))
    if together and (here or (kind in _GROUPED and placed)):
        return _all_of_room(home, read, kind)
    return Draft(read.utterance, ask_which(home, read.found), (), protect=(read.words,))


def _all_of_room(home: Household, read: Reading, kind: str) -> Draft | None:
    """Several of a kind in one room, named by the noun: all of them; by parts of their names: left aside."""
    wish, found = read.wish, read.found
    room = found[0].room or ""
    if set(found) != set(home.of_type(kind, room)) or wish.verb not in {"set", "run"}:
        return None
    target = selector(home, kind, (home.room_label(room),))
    if wish.verb == "run":
        plan = group_run(home, target, found, wish.role)
        return Draft(read.utterance, plan, run_effects(home, found, wish.role))
    wanted = {wish.role: read.value if read.value is not None else 0}
    if len({p.name for t in found if (p := home.prop(t, wish.role))}) != 1:
        return None
    return Draft(read.utterance, group_plan(home, target, found, wanted), set_effects(home, found, wanted))


def _try(home: Household, rng: random.Random, *, ask: bool) -> Draft | None:
    for _ in range(8):
        draft = _draft(home, rng, ask=ask)
        if draft is not None:
            return draft
    return None


@family(kind=8, weight=5.5)
def several_fit(home: Household, rng: random.Random) -> Draft | None:
    """Several devices fit the words."""
    return _try(home, rng, ask=True)


@family(kind=8, weight=2.5)
def one_fits(home: Household, rng: random.Random) -> Draft | None:
    """The same kinds of sentences where one device fits."""
    return _try(home, rng, ask=False)


@family(kind=8, weight=3.0)
def here_decides(home: Household, rng: random.Random) -> Draft | None:
    """Several in the home, one in the speaker's room."""
    rooms = [
        t.room
        for t in home.world.things
        if t.room
        and len(home.of_type(home.kinds[t.id], t.room)) == 1
        and len(home.of_type(home.kinds[t.id])) > 1
    ]
    if not rooms:
        return None
    moved = home.at(rng.choice(rooms))
    draft = _try(moved, rng, ask=False)
    if draft is None:
        return None
    speaker = Speaker(moved.speaker.room)
    return Draft(draft.utterance, draft.plan, draft.expected, speaker=speaker, protect=draft.protect)


_WHAT = (
    "调一下{w}", "设置一下{w}", "{w}调一下", "把{w}调成", "把{w}调到", "改一下{w}", "把{w}换一下",
    "{w}调整一下", "{w}设置一下", "我想调一下{w}", "{w}", "{w}不太对，改一下", "把{w}设成", "动一下{w}",
    "把{w}弄一下", "{w}要改一改",
)  # fmt: skip
_NOTHING = (
    "打开它", "关掉它", "把它打开", "把它关了", "打开", "关掉", "开一下", "关一下", "把那个关了",
    "把那个打开", "开开", "关了吧", "把它调到{n}", "调到{n}", "设成{c}", "调成{c}", "弄一下那个",
    "把这个关掉", "开那个", "把它们都关了", "停一下那个", "改一下", "换成{c}", "锁上它", "启动它",
)  # fmt: skip
_LIST = (
    "把{i}加到清单", "清单里加上{i}", "在清单里添加{i}", "往清单里加{i}", "把{i}写进清单", "清单加{i}",
    "把{i}记到清单上", "清单里记一下{i}", "把{i}放到清单里", "给清单加上{i}", "在我的清单里加{i}",
    "添加{i}到清单",
)  # fmt: skip


@family(kind=8, weight=1.5)
def what_about_it(home: Household, rng: random.Random) -> Draft | None:
    """A device, but not what it should do."""
    kinds = {"light", "thermostat", "fan", "speaker", "television", "blind", "curtain", "heater",
        "air conditioner",
        "oven"}  # fmt: skip
    things = [t for t in home.world.things if home.kinds[t.id] in kinds]
    if not things:
        return None
    thing = rng.choice(things)
    said, means = _words(home, thing, rng)
    if resolve(home, means) != (thing,) or said.startswith("一"):
        return None
    text = say(rng, home, _WHAT, w=said)
    return Draft(text, f"ask what: {home.label(thing)}", (), protect=(said,), noisy=False)


@family(kind=8, weight=0.8)
def what_at_all(home: Household, rng: random.Random) -> Draft | None:
    """No device, no history."""
    colour = rng.choice([words[0] for words in COLOURS.values()])
    text = say(rng, home, _NOTHING, n=percent_said(rng.randint(10, 90), rng), c=colour)
    return Draft(text, "ask what", ())


@family(kind=8, weight=0.8)
def which_list(home: Household, rng: random.Random) -> Draft | None:
    """Something for the list: asked when there are several."""
    lists = home.of_type("list")
    if not lists or not all(home.action(t, "add") for t in lists):
        return None
    text = item(rng, home.split)
    said = say(rng, home, _LIST, i=text)
    if len(lists) > 1:
        return Draft(said, f"ask which {selector(home, 'list')}", (), protect=(text,))
    arguments = {"item": text}
    return Draft(said, run_plan(home, lists, "add", arguments), run_effects(home, lists, "add", arguments))
