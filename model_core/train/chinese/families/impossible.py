"""Kind 7: what is not there or cannot be done, beside sentences just like them that can."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from model_core.train.catalogue_more import KINDS
from model_core.train.chinese.intents import choose, run_one, set_one, set_these
from model_core.train.chinese.names import COLOURS, OWNERS, ROOM_SYNONYMS, ROOMS
from model_core.train.chinese.numerals import number_said, numeral, percent_said
from model_core.train.chinese.registry import family
from model_core.train.chinese.speech import joined, key, resolve, room_names, spelled, spoken, spoken_room
from model_core.train.chinese.words import WORDS
from model_core.train.example import Draft
from model_core.train.families.impossible import _CLOSED as CLOSED
from model_core.train.families.impossible import _NEEDS as NEEDS
from model_core.train.home import Household
from model_core.train.intents import COVERS, GATES, MEDIA, cover, is_kind, of_kinds
from model_core.train.phrasing import say
from model_core.train.splits import pool

THINGS = (
    "爆米花机", "按摩椅", "跑步机", "微波炉", "电饭煲", "冰箱", "打印机", "无人机", "缝纫机", "豆浆机",
    "面包机", "空气炸锅", "榨汁机", "制冰机", "酒柜", "消毒柜", "抽油烟机", "麻将机", "自动喂食器", "猫砂盆",
    "晾衣架", "净水器", "壁炉", "电子琴", "游戏机", "吹风机", "电熨斗", "保险柜", "足浴盆", "电动床",
    "智能马桶", "天文望远镜", "烟雾机", "按摩浴缸", "拖拉机", "直升机", "摩托车", "电磁炉", "电压力锅",
    "冷柜", "跳舞毯", "发电机", "鱼缸", "卡拉OK机", "碎纸机", "复印机", "投影幕", "升降桌", "电蚊香",
    "宠物烘干箱", "电暖桌", "点歌机", "自动门铃", "扫雪机", "热泵",
)  # fmt: skip
_ROOMS = (
    "桑拿房", "酒窖", "阁楼", "地下室", "图书室", "宴会厅", "温室", "健身房", "棋牌室", "音乐室", "保姆间",
    "佛堂", "茶室", "台球室", "泳池", "车库", "客房", "书房", "阳光房", "家庭影院", "衣帽间", "洗衣房",
    "游戏室", "琴房", "天台", "储藏室", "儿童房", "练功房", "小花园", "值班室", "三楼卧室", "第二个客厅",
    "电梯间", "门房", "暖房", "舞蹈室",
)  # fmt: skip
_ON_OFF = (
    "打开{x}", "关掉{x}", "把{x}打开", "把{x}关了", "{x}打开", "{x}关掉", "开一下{x}", "关一下{x}",
    "启动{x}", "关闭{x}", "开启{x}", "我要开{x}", "{x}开一下", "{x}不用了，关掉", "把{x}开开", "能打开{x}吗",
    "停掉{x}", "让{x}开着", "把{x}关上",
)  # fmt: skip
_VALUE = (
    "把{x}调到{n}", "{x}调到{n}", "{x}设为{n}", "把{x}开到{n}", "{x}亮度调到{n}", "将{x}设置为{n}",
    "{x}开到{n}", "把{x}设成{n}",
)  # fmt: skip
_OPEN = (
    "打开{x}", "关上{x}", "拉开{x}", "拉上{x}", "把{x}打开", "把{x}关上", "{x}打开", "{x}关上", "开一下{x}",
    "{x}开一半", "把{x}升起来", "放下{x}",
)  # fmt: skip
_LOCK = (
    "锁上{x}", "把{x}锁上", "解锁{x}", "{x}锁好", "我忘了锁{x}", "把{x}解锁", "锁一下{x}", "给{x}开锁",
    "{x}锁一下",
)  # fmt: skip
_ASK = (
    "{x}开着吗", "{x}关了吗", "{x}现在什么状态", "{x}是不是开着", "看看{x}开没开", "{x}还开着吗",
    "查一下{x}的状态", "我关{x}了吗", "{x}在运行吗", "告诉我{x}的状态",
)  # fmt: skip
_LIT = ("{x}亮一点", "{x}暗一点", "把{x}调成{c}", "{x}调亮一点", "{x}调暗一点", "{x}变成{c}", "把{x}调暗")
_HEARD = (
    "{x}大声点", "{x}小声点", "暂停{x}", "{x}静音", "用{x}放音乐", "{x}音量调到{n}", "{x}下一首",
    "把{x}的声音调小",
)  # fmt: skip
_ROBOT = ("让{x}停下来", "{x}回去充电", "启动{x}", "让{x}去扫地", "{x}开始打扫", "暂停{x}", "叫{x}回家")
_BLOCKS: Mapping[str, tuple[str, ...]] = {
    "on_off": _ON_OFF, "value": _VALUE, "open": _OPEN, "lock": _LOCK, "question": _ASK, "lit": _LIT,
    "heard": _HEARD, "robot": _ROBOT,
}  # fmt: skip
_USES: Mapping[str, tuple[str, ...]] = {
    "lock": ("lock", "question"), "curtain": ("open", "value"), "blind": ("open", "value"),
    "garage door": ("open",), "gate": ("open",), "valve": ("open",),
    "television": ("on_off", "question", "heard"), "speaker": ("on_off", "heard", "heard"),
    "light": ("on_off", "on_off", "value", "question", "lit"), "vacuum": ("question", "robot", "robot"),
}  # fmt: skip
_NOT_SWITCHED = frozenset({"scene", "weather", "calendar", "list", "phone", "car", "doorbell", "energy meter",
    "smoke detector", *(k for k in WORDS if k.endswith("sensor"))})  # fmt: skip
"""Kinds that nobody switches on or off."""
_ROOM_GROUP = (
    "打开{r}所有的{d}", "关掉{r}所有的{d}", "把{r}的{d}都关了", "{r}的{d}都打开", "{r}的{d}全关掉",
    "关掉{r}的所有设备", "{r}太黑了", "{r}现在多少度", "{r}的温度是多少", "把{r}的{d}都调到{n}",
    "{r}有什么开着吗", "打扫一下{r}", "去{r}扫地", "{r}太热了", "{r}热不热", "把{r}调到{t}度",
    "{r}哪些{d}开着", "我在{r}，太暗了", "{r}有几个{d}开着", "{r}所有电器关掉", "{r}没人了",
    "{r}的湿度是多少", "把{r}弄亮一点",
)  # fmt: skip
_CANNOT: Mapping[str, tuple[str, ...]] = {
    "dim": ("把{x}调暗", "把{x}调到{n}的亮度", "{x}亮度调到{n}", "把{x}调亮", "{x}的亮度调低",
    "{x}调亮一点", "{x}亮度设为{n}"),
    "color": ("把{x}调成{c}", "{x}变成{c}", "把{x}换成{c}", "{x}的颜色改成{c}", "{x}调成{c}", "让{x}变{c}"),
    "lock": ("锁上{x}", "把{x}锁上", "解锁{x}", "把{x}解锁", "给{x}上锁", "{x}锁一下"),
    "play": ("用{x}放音乐", "在{x}上播放音乐", "{x}播放下一首", "让{x}放首歌", "暂停{x}的音乐",
    "{x}放点音乐"),
    "volume": ("把{x}的音量调到{n}", "{x}大声点", "{x}静音", "{x}音量调大", "把{x}的声音调小", "{x}音量{n}"),
    "temperature": ("把{x}调到{t}度", "{x}设为{t}度", "{x}的温度调到{t}度", "把{x}的温度设成{t}度",
    "{x}加热到{t}度",
        "{x}温度调到{t}度"),
    "position": ("拉开{x}", "{x}开一半", "把{x}拉上", "升起{x}", "把{x}拉开{n}", "把{x}升起来",
    "把{x}拉下来"),
    "clean": ("让{x}去扫地", "{x}回充电座", "让{x}打扫一下", "用{x}扫地", "叫{x}回去充电", "让{x}拖地"),
    "speed": ("把{x}的风速调到{n}", "{x}风速调大", "让{x}摇头", "{x}开高速风", "{x}风速降低一档",
    "{x}转快点"),
    "ask_temperature": ("{x}测到多少度", "{x}显示的温度是多少", "{x}的温度是多少", "{x}现在多少度",
    "{x}多少度"),
    "ask_battery": ("{x}还有多少电", "{x}的电量是多少", "{x}电量低吗", "{x}还剩多少电", "{x}电池还有多少"),
}  # fmt: skip
_VALUES = (5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90)


def _slots(rng: random.Random) -> dict[str, str]:
    colour = rng.choice([w for words in COLOURS.values() for w in words if len(w) > 1])
    return {
        "n": percent_said(rng.choice(_VALUES), rng), "c": colour, "t": number_said(rng.randint(16, 28), rng)
    }  # fmt: skip


def _refused(home: Household, rng: random.Random, words: str, uses: tuple[str, ...]) -> Draft:
    text = say(rng, home, _BLOCKS[rng.choice(uses)], x=words, **_slots(rng))
    return Draft(text, f'refuse unknown "{words}"', (), protect=(words,))


def _taken(home: Household) -> set[str]:
    """Everything that is called something in this home."""
    taken = {key(t.name) for t in home.world.things}
    for kind in set(home.kinds.values()):
        taken |= {key(n) for n in (*WORDS[kind].nouns, *WORDS[kind].special)}
    return taken | {key(n) for r in home.world.rooms for n in room_names(home, r.name)}


def absent_thing(home: Household, rng: random.Random) -> str | None:
    """A thing that this home has nothing like."""
    taken = _taken(home)
    things = [t for t in pool(THINGS, home.split) if not any(key(t) in k or k in key(t) for k in taken)]
    return rng.choice(things) if things else None


@family(kind=7, weight=2.0)
def no_such_thing(home: Household, rng: random.Random) -> Draft | None:
    """A thing that this home has nothing like."""
    thing = absent_thing(home, rng)
    return _refused(home, rng, thing, ("on_off", "on_off", "on_off", "question")) if thing else None


@family(kind=7, weight=1.5)
def no_such_type(home: Household, rng: random.Random) -> Draft | None:
    """A usual kind of device that this home has none of."""
    taken = _taken(home)
    missing = [k for k in WORDS if k not in _NOT_SWITCHED and not home.of_type(k)]
    nouns = [
        (k, n) for k in missing for n in WORDS[k].nouns if not any(key(n) in o or o in key(n) for o in taken)
    ]
    if not nouns:
        return None
    kind, words = rng.choice(nouns)
    if rng.random() < 0.4 and home.world.rooms:
        words = joined(spoken_room(home, rng.choice(home.world.rooms).name, rng), words, rng)
    return _refused(home, rng, words, _USES.get(kind, ("on_off", "question")))


@family(kind=7, weight=2.0)
def none_in_that_room(home: Household, rng: random.Random) -> Draft | None:
    """A kind that other rooms have, in a room that has none."""
    kinds = {*_USES, "fan", "heater", "plug", "thermostat", "air conditioner", "camera"} & set(
        home.kinds.values()
    )
    options = [
        (kind, r.name) for kind in sorted(kinds) for r in home.world.rooms if not home.of_type(kind, r.name)
    ]
    rng.shuffle(options)
    for kind, room in options[:6]:
        noun = rng.choice(WORDS[kind].nouns)
        said = spoken_room(home, room, rng)
        words = joined(said, noun, rng)
        near = any(
            key(noun) in key(t.name) and (t.room == room or key(said) in key(t.name))
            for t in home.world.things
        )
        if not near and not resolve(home, words):
            return _refused(home, rng, words, _USES.get(kind, ("on_off", "question")))
    return None


def _absent_rooms(home: Household) -> list[str]:
    usual = [n for names in ROOMS.values() for n in names[:6]]
    taken = {key(r.name) for r in home.world.rooms} | {key(t.name) for t in home.world.things}
    for room in home.world.rooms:
        plain = spelled(room.name)
        taken |= {key(n) for n in ROOM_SYNONYMS.get(plain, ())}
        taken |= {key(k) for k, v in ROOM_SYNONYMS.items() if plain in v}
        taken |= {key(n) for n in room_names(home, room.name)}
    rooms = dict.fromkeys((*pool(_ROOMS, home.split), *usual))
    return [r for r in rooms if not any(key(r) in t or t in key(r) or r[:2] == t[:2] for t in taken)]


@family(kind=7, weight=1.6)
def no_such_room(home: Household, rng: random.Random) -> Draft | None:
    """A group in a room that is not there."""
    rooms = _absent_rooms(home)
    if not rooms:
        return None
    room = rng.choice(rooms)
    kinds = [k for k in ("light", "light", "curtain", "fan", "plug", "speaker") if home.of_type(k)] or [
        "light"
    ]
    slots = _slots(rng) | {"d": WORDS[rng.choice(kinds)].nouns[0], "r": room}
    return Draft(say(rng, home, _ROOM_GROUP, **slots), f'refuse unknown "{room}"', (), protect=(room,))


@family(kind=7, weight=1.2)
def thing_in_no_room(home: Household, rng: random.Random) -> Draft | None:
    """One device in a room that is not there: the whole of the words is unknown."""
    rooms = _absent_rooms(home)
    kinds = [k for k in dict.fromkeys(home.kinds.values()) if KINDS[k].rooms and k not in _NOT_SWITCHED]
    if not rooms or not kinds:
        return None
    kind = rng.choice(kinds)
    words = joined(rng.choice(rooms), WORDS[kind].nouns[0], rng)
    if resolve(home, words):
        return None
    return _refused(home, rng, words, _USES.get(kind, ("on_off", "question")))


@family(kind=7, weight=1.4)
def near_miss(home: Household, rng: random.Random) -> Draft | None:
    """Almost the name of a device or room: another number, another owner."""
    options: list[tuple[str, str]] = []
    taken = _taken(home)
    spare = [o for o in pool(OWNERS, home.split) if not any(key(o) in t for t in taken)]
    for thing in home.world.things:
        name, kind = spelled(thing.name), home.kinds[thing.id]
        if thing.id in home.proper or kind in _NOT_SWITCHED:
            continue
        if numbered := re.search(r"\d", name):
            options.append((kind, name.replace(numbered[0], str(int(numbered[0]) + rng.randint(2, 4)), 1)))
        owner, joint, rest = name.partition("的")
        if joint and spare and any(owner == spelled(o) for o in OWNERS):
            options.append((kind, f"{rng.choice(spare).casefold()}的{rest}"))
    for room in home.world.rooms:
        plain = spelled(room.name)
        digit = re.search(r"[1-9一二三四五](?=号|$)", plain)
        if digit and home.room_class[room.name] == "bedroom":
            n = rng.randint(6, 9)
            other = plain.replace(digit[0], str(n) if digit[0].isascii() else numeral(n), 1)
            options.append(("light", f"{other}的灯"))
    options = [(k, w) for k, w in options if key(w) not in taken and not resolve(home, w)]
    if not options:
        return None
    kind, words = rng.choice(options)
    return _refused(home, rng, words, _USES.get(kind, ("on_off", "question")))


@family(kind=7, weight=3.0)
def unable(home: Household, rng: random.Random) -> Draft | None:
    """The device is there but cannot do that."""
    ability = rng.choice(tuple(NEEDS))
    things = [
        t
        for t in home.world.things
        if home.kinds[t.id] in CLOSED[ability]
        and not any(home.prop(t, r) or home.action(t, r) for r in NEEDS[ability])
    ]
    if not things:
        return None
    thing = rng.choice(things)
    said = spoken(home, thing, rng)
    if said is None:
        return None
    text = say(rng, home, _CANNOT[ability], x=said, **_slots(rng))
    return Draft(text, f"refuse unable: {home.label(thing)}", (), protect=(said,))


_BEYOND: Mapping[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "brightness": ((110, 120, 150, 200, 300), ("把{x}亮度调到{n}", "{x}亮度{n}", "{x}的亮度设为{n}",
    "{x}亮度调到百分之{n}",
        "把{x}的亮度开到{n}")),
    "volume": ((110, 120, 150, 200), ("把{x}音量调到{n}", "{x}音量{n}", "{x}的音量设为{n}",
    "{x}音量开到百分之{n}",
        "把{x}的声音调到{n}")),
    "target_temperature": ((1, 2, 45, 50, 60, 100), ("把{x}调到{n}度", "{x}设为{n}度", "{x}温度调到{n}度",
    "{x}开到{n}度",
        "把{x}的温度设成{n}度")),
}  # fmt: skip


@family(kind=7, weight=1.0)
def out_of_range(home: Household, rng: random.Random) -> Draft | None:
    """A value beyond the range is planned as said: whoever carries it out refuses it."""
    role = rng.choice(tuple(_BEYOND))
    values, lines = _BEYOND[role]
    hot = {"oven", "kettle", "water heater"}
    things = [
        t for t in home.able(role) if home.kinds[t.id] not in hot and (p := home.prop(t, role)) and p.maximum
    ]
    found = choose(home, rng, things, lambda t: home.can(t, role))
    if found is None:
        return None
    n = rng.choice(values)
    return set_these(home, say(rng, home, lines, x=found[1], n=number_said(n, rng)), [found[0]], {role: n})


@family(kind=7, weight=4.5)
def possible(home: Household, rng: random.Random) -> Draft | None:
    """The same sentences about devices that are there and can."""
    match rng.choice(
        ("on", "off", "open", "close", "lock", "question", "color", "play", "dim", "temperature")
    ):
        case "on":
            return _ordinary(home, rng, "on", True, tuple(t for t in _ON_OFF if "开" in t and "关" not in t))
        case "off":
            return _ordinary(home, rng, "on", False, tuple(t for t in _ON_OFF if "关" in t or "停" in t))
        case "open" | "close" as way:
            open_it = way == "open"
            words = ("打开", "开一下") if open_it else ("关上",)
            kinds = (*COVERS, *GATES, "valve")
            return set_one(
                home,
                rng,
                of_kinds(home, kinds),
                lambda t: cover(home, t, open_it=open_it),
                tuple(t for t in _OPEN if any(w in t for w in words)),
                able=is_kind(home, *kinds, "lock"),
            )
        case "lock":
            locking = tuple(t for t in _LOCK if "锁上" in t or "锁好" in t or "锁一下" in t)
            return set_one(
                home,
                rng,
                home.able("locked", "lock"),
                {"locked": True},
                locking,
                able=is_kind(home, "lock", "car"),
            )
        case "question":
            found = choose(home, rng, home.able("on"), lambda t: home.prop(t, "on") is not None)
            attribute = home.prop(found[0], "on") if found else None
            if found is None or attribute is None:
                return None
            lines = tuple(t for t in _ASK if "开着" in t or "开没开" in t)
            plan = f"check {home.label(found[0])}: {attribute.name}=true"
            return Draft(say(rng, home, lines, x=found[1]), plan, ())
        case "color":
            value = rng.choice(tuple(COLOURS))
            things = [t for t in home.able("color") if (p := home.prop(t, "color")) and value in p.choices]
            return set_one(
                home,
                rng,
                things,
                {"color": value},
                _CANNOT["color"],
                able=is_kind(home, "light"),
                c=rng.choice([w for w in COLOURS[value] if len(w) > 1]),
            )
        case "play":
            lines = tuple(t for t in _CANNOT["play"] if "下一首" not in t and "暂停" not in t)
            return run_one(home, rng, of_kinds(home, MEDIA), "play", lines, able=is_kind(home, *MEDIA))
        case "dim":
            n = rng.choice(_VALUES)
            lines = tuple(t for t in _CANNOT["dim"] if "{n}" in t)
            return set_one(
                home,
                rng,
                home.able("brightness"),
                {"brightness": n},
                lines,
                able=is_kind(home, "light"),
                n=percent_said(n, rng),
            )
        case _:
            warm = rng.randint(17, 28)
            warming = ("thermostat", "air conditioner", "heater")
            return set_one(
                home,
                rng,
                home.able("target_temperature", *warming),
                {"target_temperature": warm},
                _CANNOT["temperature"],
                able=is_kind(home, *warming, "oven", "kettle", "water heater"),
                t=number_said(warm, rng),
            )


def _ordinary(
    home: Household, rng: random.Random, role: str, value: bool, lines: tuple[str, ...]
) -> Draft | None:
    things = [t for t in home.able(role) if home.kinds[t.id] not in MEDIA and not home.can(t, "start")]
    return set_one(home, rng, things, {role: value}, lines, able=lambda t: home.can(t, role))
