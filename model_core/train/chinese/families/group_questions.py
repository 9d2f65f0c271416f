"""Kind 9: questions about several devices: all, any, how many, which, the most and the least."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.train.chinese.families.questions import MEASURED, PROPERTIES, STATE_WORDS, words_for
from model_core.train.chinese.registry import family
from model_core.train.chinese.speech import HERE, floor_names, in_room, noun_of_all, spoken_room
from model_core.train.chinese.words import WORDS
from model_core.train.example import Draft
from model_core.train.families.asking import STATES, State, alike, groups, test_text
from model_core.train.families.questions import draft, measuring
from model_core.train.home import Household
from model_core.train.phrasing import say, selector
from model_core.world import Kind, Thing

_ALL = (
    "{g}都{s}吗", "是不是{g}都{s}", "{g}是不是都{s}", "看看{g}是不是都{s}", "{g}全都{s}吗",
    "检查一下{g}是不是都{s}", "{g}都{s}没有",
)  # fmt: skip
_ANY = (
    "{l}有没有{d}{s}", "{l}有{d}{s}吗", "{l}有没有哪{m}{d}{s}", "{l}还有{d}{s}吗", "看看{l}有没有{d}{s}",
    "{l}是不是有{d}{s}",
)  # fmt: skip
_COUNT = (
    "{l}有几{m}{d}{s}", "{l}有多少{m}{d}{s}", "{l}几{m}{d}{s}", "数一下{l}有几{m}{d}{s}",
    "{l}一共有几{m}{d}{s}", "{l}现在有多少{d}{s}",
)  # fmt: skip
_WHICH = (
    "{l}哪些{d}{s}", "{l}哪{m}{d}{s}", "{l}有哪些{d}{s}", "告诉我{l}哪些{d}{s}", "{l}{s}的{d}有哪些",
    "看看{l}哪些{d}{s}", "列一下{l}哪些{d}{s}",
)  # fmt: skip
_ASKED: Mapping[str, tuple[str, ...]] = {"check": _ALL, "any": _ANY, "count": _COUNT, "list": _WHICH}
_ANYTHING = (
    "{l}有什么开着吗", "{l}有没有什么开着", "{l}有设备开着吗", "{l}还有东西开着吗", "{l}有没有设备开着",
    "{l}有什么设备还开着吗",
)  # fmt: skip
_WHAT_ON = (
    "{l}什么开着", "{l}哪些设备开着", "{l}开着哪些东西", "{l}有哪些电器开着", "{l}都开着什么",
    "看看{l}哪些设备开着",
)  # fmt: skip
_HOW_MANY = (
    "{l}有几个设备开着", "{l}开着几个设备", "{l}有多少设备开着", "{l}几个电器开着", "{l}一共开着多少设备",
)  # fmt: skip
_ALL_OFF = ("{l}的设备都关了吗", "{l}都关了吗", "{l}的电器全关了吗", "{l}所有设备都关了吗", "{l}是不是全关了")
_LOCKED = (
    "门都锁好了吗", "门都锁了吗", "家里门锁好了吗", "所有门都锁着吗", "门是不是都锁了", "大门小门都锁好了吗",
    "门锁好了没有",
)  # fmt: skip
_UNLOCKED = ("有门没锁吗", "有没有哪扇门没锁", "是不是有门没锁", "还有门没锁吗", "是不是还有门没锁好")
_LOW = (
    "哪些设备电量低于{n}%", "哪些设备电量不到{n}%", "谁的电量低于百分之{n}", "电量低于{n}%的设备有哪些",
    "哪些设备快没电了，低于{n}%",
)  # fmt: skip
_LOWEST = ("哪个设备电量最低", "哪个设备最没电", "谁的电量最低", "电量最少的是哪个设备", "哪个设备剩的电最少")
_MOST = {
    "highest": ("{l}哪{m}{d}的{p}最高", "{l}{p}最高的{d}是哪{m}", "{l}{p}最高的是哪{m}{d}",
    "{l}哪{m}{d}{p}最高",
        "告诉我{l}{p}最高的{d}"),
    "lowest": ("{l}哪{m}{d}的{p}最低", "{l}{p}最低的{d}是哪{m}", "{l}{p}最低的是哪{m}{d}",
    "{l}哪{m}{d}{p}最低",
        "告诉我{l}{p}最低的{d}"),
}  # fmt: skip
_WARMEST = {
    "highest": ("哪个房间最热", "哪个房间最暖和", "家里哪儿最热", "最热的是哪个房间", "哪间屋温度最高"),
    "lowest": ("哪个房间最冷", "哪个房间最凉快", "家里哪儿最冷", "最冷的是哪个房间", "哪间屋温度最低"),
}  # fmt: skip
_WARMER = {
    "highest": ("{a}和{b}哪个热", "{a}跟{b}哪边更暖和", "{a}和{b}哪里温度高", "是{a}热还是{b}热",
    "{a}和{b}哪间更热"),
    "lowest": ("{a}和{b}哪个冷", "{a}跟{b}哪边更凉快", "{a}和{b}哪里温度低", "是{a}冷还是{b}冷",
    "{a}和{b}哪间更冷"),
}  # fmt: skip


def _scope(
    home: Household, rng: random.Random, things: tuple[Thing, ...]
) -> tuple[str, tuple[str, ...], tuple[Thing, ...]]:
    """Where: the words, the labels of the places and the devices that are there."""
    roll = rng.random()
    rooms = list(dict.fromkeys(t.room for t in things if t.room))
    floors = [f for f in home.world.floors if any(t.room in home.world.rooms_on(f) for t in things)]
    if roll < 0.35 and rooms:
        room = rng.choice(rooms)
        words = in_room(spoken_room(home, room, rng), rng)
        if home.speaker.room in rooms and rng.random() < 0.3:
            room, words = home.speaker.room, rng.choice(HERE[:6])
        return words, (home.room_label(room),), tuple(t for t in things if t.room == room)
    if roll < 0.5 and floors:
        floor = rng.choice(floors)
        inside = home.world.rooms_on(floor)
        said = rng.choice(floor_names(home, floor))
        return said, (home.floor_label(floor),), tuple(t for t in things if t.room in inside)
    return rng.choice(("", "家里", "家里", "全屋")), (), things


@family(kind=9, weight=3.6)
def of_a_type(home: Household, rng: random.Random) -> Draft | None:
    """All, any, how many or which devices of a kind are in a state."""
    options = [
        (k, ts, s)
        for k, ts in groups(home)
        for s in STATES
        if k in s.kinds
        and (s.role, s.test) in STATE_WORDS
        and alike(home, ts, s.role)
        and _knows(home, ts, s)
    ]
    if not options:
        return None
    kind = rng.choice(sorted({k for k, _, _ in options}, key=lambda k: (-len(home.of_type(k)), k))[:5])
    _, things, state = rng.choice([o for o in options if o[0] == kind])
    where, places, members = _scope(home, rng, things)
    noun = noun_of_all(home, things, rng)
    if len(members) < 2 or noun is None:
        return None
    word = words_for(state, kind, rng).removeprefix("是").removesuffix("的")
    verb = rng.choice(tuple(_ASKED))
    lines = _ASKED[verb]
    if kind == "lock" and rng.random() < 0.5:
        noun = "门"
    every = f"{where}{'的' if where else rng.choice(('所有', '所有的'))}{noun}"
    lines = tuple(
        t
        for t in lines
        if not ("没有" in t and t.endswith("没有")) or (word[-1] == "了" and "没" not in word)
    )
    lines = tuple(t for t in lines if "{s}的" not in t or word.endswith("着"))
    text = say(rng, home, lines, g=every, l=where, d=noun, s=word, m=_measure(kind, noun))
    target = selector(home, kind, places)
    if verb == "any":
        target, verb = "any" + target.removeprefix("all"), "check"
    return draft(text, f"{verb} {target}: {test_text(home, members[0], state)}")


def _measure(kind: str, noun: str) -> str:
    return "扇" if noun in {"门", "窗户"} else WORDS[kind].measure[0]


def _knows(home: Household, things: tuple[Thing, ...], state: State) -> bool:
    wanted = state.test.lstrip("!=<>")
    attributes = [a for t in things if (a := home.prop(t, state.role))]
    return all(not a.choices or wanted in a.choices for a in attributes)


@family(kind=9, weight=1.5)
def anything_on(home: Household, rng: random.Random) -> Draft | None:
    """Whether anything is on, what, how much of it, whether all is off."""
    things = tuple(t for t in home.world.things if home.prop(t, "on"))
    if len(things) < 2:
        return None
    where, places, members = _scope(home, rng, things)
    attribute = home.prop(things[0], "on")
    if len(members) < 2 or attribute is None:
        return None
    lines, verb, target, wanted = rng.choice(
        ((_ANYTHING, "check", "any", "true"), (_ANYTHING, "check", "any", "true"), (_WHAT_ON, "list", "all",
        "true"),
            (_HOW_MANY, "count", "all", "true"), (_ALL_OFF, "check", "all", "false"))
    )  # fmt: skip
    inside = f" in {', '.join(places)}" if places else ""
    text = say(rng, home, lines, l=where or "家里")
    return draft(text, f"{verb} {target}{inside}: {attribute.name}={wanted}")


@family(kind=9, weight=0.8)
def doors(home: Household, rng: random.Random) -> Draft | None:
    """Whether the house is locked."""
    locks = home.of_type("lock")
    attribute = home.prop(locks[0], "locked") if locks else None
    if attribute is None or len(locks) < 2:
        return None
    shut = rng.random() < 0.6
    target = f"{'all' if shut else 'any'} {home.type_name('lock')}"
    lines = _LOCKED if shut else _UNLOCKED
    return draft(say(rng, home, lines), f"check {target}: {attribute.name}={'true' if shut else 'false'}")


@family(kind=9, weight=0.6)
def batteries(home: Household, rng: random.Random) -> Draft | None:
    """What is low on battery."""
    if sum(t.find_property("battery") is not None for t in home.world.things) < 2:
        return None
    if rng.random() < 0.5:
        return draft(say(rng, home, _LOWEST), "lowest all: battery")
    n = rng.choice((10, 15, 20, 25, 30, 40, 50))
    return draft(say(rng, home, _LOW, n=str(n)), f"list all: battery<{n}")


@family(kind=9, weight=1.0)
def most(home: Household, rng: random.Random) -> Draft | None:
    """Which device of a kind has the highest or lowest value."""
    options = []
    for kind, things in groups(home):
        for role in sorted(MEASURED):
            able = [p for t in things if (p := home.prop(t, role)) and p.kind in {Kind.INTEGER, Kind.NUMBER}]
            if len(things) > 1 and len(able) == len(things):
                options.append((kind, things, role, able[0].name))
    if not options:
        return None
    kind, things, role, name = rng.choice(options)
    where, places, members = _scope(home, rng, things)
    noun = noun_of_all(home, things, rng)
    if len(members) < 2 or noun is None:
        return None
    verb = rng.choice(("highest", "lowest"))
    slots = {"d": noun, "l": where, "p": rng.choice(PROPERTIES[role]), "m": _measure(kind, noun)}
    return draft(say(rng, home, _MOST[verb], **slots), f"{verb} {selector(home, kind, places)}: {name}")


@family(kind=9, weight=1.0)
def warmer(home: Household, rng: random.Random) -> Draft | None:
    """Which of two rooms, or of all, is warmer or colder."""
    rooms = [(r.name, t) for r in home.world.rooms if (t := measuring(home, r.name, "temperature"))]
    if len(rooms) < 2:
        return None
    verb = rng.choice(("highest", "lowest"))
    if rng.random() < 0.5:
        (first, a), (second, b) = rng.sample(rooms, 2)
        slots = {"a": spoken_room(home, first, rng), "b": spoken_room(home, second, rng)}
        text = say(rng, home, _WARMER[verb], **slots)
        return draft(text, f"{verb} {home.label(a)}, {home.label(b)}: temperature")
    for kind in ("temperature sensor", "thermostat"):
        found = home.of_type(kind)
        if len(found) > 1 and all(home.prop(t, "temperature") for t in found):
            return draft(say(rng, home, _WARMEST[verb]), f"{verb} all {home.type_name(kind)}: temperature")
    return None
