"""Kind 2: rooms, floors, kinds, everything, everything except, and two or three devices by name."""

from __future__ import annotations

import random

from model_core.plan import Value
from model_core.train.chinese.intents import set_these
from model_core.train.chinese.names import COLOURS
from model_core.train.chinese.numerals import number_said, percent_said
from model_core.train.chinese.registry import family
from model_core.train.chinese.scopes import Scope, everything, listed, scope
from model_core.train.chinese.speech import in_room, noun_of_all, spoken, spoken_room
from model_core.train.example import Draft
from model_core.train.families.groups import _cover_values as cover_values
from model_core.train.families.groups import _parts as parts
from model_core.train.families.values import choices_of
from model_core.train.home import Household
from model_core.train.intents import COVERS, Wanted
from model_core.train.phrasing import group_plan, group_run, run_effects, say, selector, set_effects

ON = (
    "打开{g}", "把{g}打开", "开启{g}", "{g}打开", "开{g}", "开一下{g}", "把{g}开开", "将{g}打开",
    "我要开{g}", "把{g}开一下", "给我打开{g}",
)  # fmt: skip
ON_ALL = (
    "把{g}都打开", "{g}都打开", "{g}全打开", "把{g}全打开", "把{g}全部打开", "{g}全部打开", "把{g}通通打开",
    "{g}都开开", "把{g}都开了", "{g}都给我打开", "{g}全开", "让{g}都开着",
)  # fmt: skip
OFF = (
    "关掉{g}", "关闭{g}", "把{g}关掉", "把{g}关了", "{g}关掉", "关{g}", "关一下{g}", "把{g}关上",
    "将{g}关闭", "不用开{g}了", "给我关掉{g}", "把{g}关一下",
)  # fmt: skip
OFF_ALL = (
    "把{g}都关掉", "把{g}都关了", "{g}都关掉", "{g}全关掉", "把{g}全关了", "把{g}全部关闭", "{g}全部关掉",
    "{g}通通关掉", "{g}都关了吧", "{g}都给我关了", "{g}全关", "{g}都不用开了", "把{g}统统关掉",
)  # fmt: skip
_LIGHT_ON_ALL = ("把{g}都点亮", "{g}都亮起来", "让{g}都亮起来")
_LIGHT_OFF_ALL = ("把{g}都熄了", "{g}都熄灭", "把{g}全灭了", "{g}都灭掉")
OPEN = ("打开{g}", "把{g}打开", "{g}打开", "拉开{g}", "把{g}拉开", "{g}拉开", "开一下{g}")
CLOSE = ("关上{g}", "把{g}关上", "{g}关上", "拉上{g}", "把{g}拉上", "{g}拉上", "关一下{g}")
OPEN_ALL = (
    "把{g}都打开", "{g}都打开", "把{g}都拉开", "{g}都拉开", "{g}全拉开", "把{g}全部打开", "{g}全打开",
    "把{g}全拉开",
)  # fmt: skip
CLOSE_ALL = (
    "把{g}都关上", "{g}都关上", "把{g}都拉上", "{g}都拉上", "{g}全拉上", "把{g}全部关上", "{g}全关上",
    "把{g}全拉上",
)  # fmt: skip
_LOCK = ("锁上{g}", "把{g}锁上", "{g}锁上", "锁好{g}", "把{g}锁好")
_LOCK_ALL = (
    "把{g}都锁上", "{g}都锁上", "{g}全锁上", "把{g}全部锁好", "确保{g}都锁好", "把{g}都锁了", "{g}都上锁",
    "把{g}通通锁上",
)  # fmt: skip
_UNLOCK_ALL = ("把{g}都解锁", "{g}都解锁", "{g}全部解锁", "给{g}都解锁", "把{g}全解锁")
_BRIGHT = (
    "把{g}调到{n}", "{g}调到{n}", "{g}亮度调到{n}", "把{g}的亮度调到{n}", "{g}亮度设为{n}",
    "把{g}的亮度设成{n}", "将{g}的亮度调整为{n}", "{g}亮度{n}",
)  # fmt: skip
_BRIGHT_ALL = (
    "把{g}都调到{n}", "{g}都调到{n}", "{g}的亮度都调到{n}", "{g}全部调到{n}", "把{g}的亮度全设为{n}",
    "{g}都设成{n}亮度",
)  # fmt: skip
_COLOUR = ("把{g}调成{c}", "{g}变成{c}", "把{g}换成{c}", "{g}调成{c}", "把{g}设为{c}", "将{g}改成{c}")
_COLOUR_ALL = ("把{g}都调成{c}", "{g}都变成{c}", "{g}全换成{c}", "把{g}全部设为{c}", "{g}都改成{c}")
_POSITION = ("把{g}开到{n}", "{g}开到{n}", "把{g}拉到{n}", "{g}调到{n}", "把{g}打开{n}", "{g}拉到{n}")
_POSITION_ALL = ("把{g}都开到{n}", "{g}都开到{n}", "{g}全拉到{n}", "{g}都调到{n}", "把{g}全部开到{n}")
_VOLUME = ("把{g}的音量调到{n}", "{g}音量调到{n}", "{g}音量设为{n}", "将{g}音量调整到{n}", "{g}音量{n}")
_VOLUME_ALL = ("把{g}的音量都调到{n}", "{g}音量都调到{n}", "{g}的音量全设为{n}", "{g}音量全部调成{n}")
_HEAT = (
    "把{g}调到{n}度", "{g}调到{n}度", "{g}设为{n}度", "把{g}的温度设成{n}度", "{g}温度调到{n}度",
    "{g}开到{n}度",
)  # fmt: skip
_HEAT_ALL = (
    "把{g}都调到{n}度", "{g}都调到{n}度", "{g}全设成{n}度", "{g}的温度都设为{n}度", "{g}全部调到{n}度",
)  # fmt: skip
_PAUSE_ALL = ("把{g}都暂停", "{g}都暂停", "{g}全部暂停", "让{g}都停一下", "{g}都先暂停")
_MUTE_ALL = ("把{g}都静音", "{g}都静音", "{g}全部静音", "让{g}都别出声", "把{g}的声音都关掉", "{g}全静音")
_DOCK_ALL = ("让{g}都回去充电", "{g}都回充", "叫{g}都回家", "{g}全部回去充电", "把{g}都叫回来", "{g}都回基站")
_START_ALL = (
    "让{g}都开始打扫", "{g}都开始工作", "启动{g}，都开始打扫", "{g}全部启动", "让{g}都去扫地", "把{g}都启动",
)  # fmt: skip
_EVERYTHING_OFF = (
    "关掉{g}", "把{g}都关了", "{g}全关掉", "关闭{g}", "把{g}关掉", "{g}都关了吧", "把{g}全部关掉",
    "{g}统统关掉", "{g}都给我关了",
)  # fmt: skip
_EVERYTHING_ON = ("打开{g}", "把{g}都打开", "{g}全打开", "开启{g}", "{g}全部打开", "把{g}全部开启")


def fitting(found: Scope, plain: tuple[str, ...], all_of_them: tuple[str, ...]) -> tuple[str, ...]:
    """The templates that say of this group that all of it is meant."""
    return (*plain, *all_of_them) if found.marked else all_of_them


def _group(
    home: Household,
    rng: random.Random,
    kind: str,
    wanted: Wanted,
    templates: tuple[tuple[str, ...], tuple[str, ...]],
    **slots: str,
) -> Draft | None:
    found = scope(home, rng, kind, minimum=1 if rng.random() < 0.08 else 2)
    if found is None or not any(all(home.can(t, r) for r in wanted) for t in found.members):
        return None
    return _draft(home, rng, found, wanted, fitting(found, *templates), **slots)


def _draft(
    home: Household,
    rng: random.Random,
    found: Scope,
    wanted: Wanted,
    templates: tuple[str, ...],
    **slots: str,
) -> Draft | None:
    if len(found.members) == 1 and (
        "除" in found.said or not all(home.can(found.members[0], r) for r in wanted)
    ):
        return None
    text = say(rng, home, templates, g=found.said, **slots)
    plan = group_plan(home, found.target, found.members, wanted)
    return Draft(text, plan, set_effects(home, found.members, wanted))


@family(kind=2, weight=1.8)
def lights_on(home: Household, rng: random.Random) -> Draft | None:
    """A group of lights on."""
    return _group(home, rng, "light", {"on": True}, (ON, (*ON_ALL, *_LIGHT_ON_ALL)))


@family(kind=2, weight=2.0)
def lights_off(home: Household, rng: random.Random) -> Draft | None:
    """A group of lights off."""
    return _group(home, rng, "light", {"on": False}, (OFF, (*OFF_ALL, *_LIGHT_OFF_ALL)))


@family(kind=2, weight=1.2)
def switches(home: Household, rng: random.Random) -> Draft | None:
    """A group of fans, plugs, heaters, televisions ... on or off."""
    kinds = ("fan", "plug", "switch", "heater", "television", "air conditioner", "air purifier", "camera",
        "humidifier", "speaker")  # fmt: skip
    kind = rng.choice(kinds)
    on = rng.random() < 0.4
    return _group(home, rng, kind, {"on": on}, (ON, ON_ALL) if on else (OFF, OFF_ALL))


@family(kind=2, weight=1.6)
def covers(home: Household, rng: random.Random) -> Draft | None:
    """A group of blinds, curtains, garage doors or valves open or closed."""
    kind = rng.choice((*COVERS, *COVERS, "garage door", "valve"))
    open_it = rng.random() < 0.5
    found = scope(home, rng, kind)
    if found is None or (kind in {"garage door", "valve"} and "拉" in found.said):
        return None
    values = cover_values(home, found.members, open_it=open_it)
    templates = fitting(found, OPEN if open_it else CLOSE, OPEN_ALL if open_it else CLOSE_ALL)
    lines = tuple(t for t in templates if kind in COVERS or "拉" not in t)
    text = say(rng, home, lines, g=found.said)
    plan = parts(home, found.target, found.members, values)
    return Draft(text, plan, set_effects(home, found.members, values))


@family(kind=2, weight=1.4)
def locks(home: Household, rng: random.Random) -> Draft | None:
    """All doors locked or unlocked."""
    if rng.random() < 0.7:
        return _group(home, rng, "lock", {"locked": True}, (_LOCK, _LOCK_ALL))
    return _group(home, rng, "lock", {"locked": False}, (("解锁{g}", "把{g}解锁", "给{g}解锁"), _UNLOCK_ALL))


@family(kind=2, weight=1.4)
def group_values(home: Household, rng: random.Random) -> Draft | None:
    """A group at a value: brightness, colour, position, volume, temperature."""
    n = rng.choice((5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 75, 80, 90, 100, 33, 12))
    said = "一半" if n == 50 and rng.random() < 0.4 else percent_said(n, rng)
    match rng.choice(("bright", "bright", "colour", "position", "volume", "heat")):
        case "bright":
            return _group(home, rng, "light", {"brightness": n}, (_BRIGHT, _BRIGHT_ALL), n=said)
        case "colour":
            palettes = [p for t in home.of_type("light") if (p := choices_of(home, t, "color"))]
            value = rng.choice([c for c in COLOURS if all(c in p for p in palettes)])
            words = [w for w in COLOURS[value] if len(w) > 1]
            return _group(home, rng, "light", {"color": value}, (_COLOUR, _COLOUR_ALL), c=rng.choice(words))
        case "position":
            return _group(home, rng, rng.choice(COVERS), {"position": n}, (_POSITION, _POSITION_ALL), n=said)
        case "volume":
            kind = rng.choice(("speaker", "television"))
            return _group(home, rng, kind, {"volume": n}, (_VOLUME, _VOLUME_ALL), n=said)
        case _:
            degrees = rng.randint(16, 27)
            kind = rng.choice(("thermostat", "air conditioner", "air conditioner", "heater"))
            wanted = {"target_temperature": degrees}
            return _group(home, rng, kind, wanted, (_HEAT, _HEAT_ALL), n=number_said(degrees, rng))


@family(kind=2, weight=0.7)
def group_media(home: Household, rng: random.Random) -> Draft | None:
    """All speakers or televisions pause or fall silent."""
    kind = rng.choice(("speaker", "speaker", "television"))
    if rng.random() < 0.5:
        return _group(home, rng, kind, {"muted": True}, (("静音{g}", "把{g}静音"), _MUTE_ALL))
    return _group_run(home, rng, kind, "pause", _PAUSE_ALL)


@family(kind=2, weight=0.6)
def robots(home: Household, rng: random.Random) -> Draft | None:
    """All vacuums start or go home."""
    if rng.random() < 0.6:
        return _group_run(home, rng, "vacuum", "dock", _DOCK_ALL)
    return _group_run(home, rng, "vacuum", "start", _START_ALL)


def _group_run(
    home: Household, rng: random.Random, kind: str, role: str, templates: tuple[str, ...]
) -> Draft | None:
    found = scope(home, rng, kind)
    if found is None or len(found.members) < 2 or not any(home.can(t, role) for t in found.members):
        return None
    text = say(rng, home, templates, g=found.said)
    plan = group_run(home, found.target, found.members, role)
    return Draft(text, plan, run_effects(home, found.members, role))


@family(kind=2, weight=0.7)
def whole(home: Household, rng: random.Random) -> Draft | None:
    """Everything, of any kind, off or on."""
    found = everything(home, rng)
    on = rng.random() < 0.15
    if found is None or not any(home.can(t, "on") for t in found.members):
        return None
    return _draft(home, rng, found, {"on": on}, _EVERYTHING_ON if on else _EVERYTHING_OFF)


_BUT = (
    "除了{e}，{w}其他的都关掉", "{w}除了{e}全关了", "{w}除了{e}都关掉", "{w}除{e}以外全部关掉",
    "{w}所有设备都关了，除了{e}", "把{w}除了{e}以外的所有设备都关了", "{w}只留{e}，其他全关",
    "{w}其他设备都关了，{e}留着", "{w}全关了，{e}别关",
)  # fmt: skip


@family(kind=2, weight=0.6)
def whole_except(home: Household, rng: random.Random) -> Draft | None:
    """Everything except one device or one room."""
    things = home.world.things
    places: list[str] = []
    where = "家里"
    if rng.random() < 0.4 and len(home.world.rooms) > 1:
        room = rng.choice(home.world.rooms).name
        left_out = [t for t in things if t.room == room]
        if not left_out or room == home.speaker.room:
            return None
        plain = spoken_room(home, room, rng)
        name, without = rng.choice((plain, f"{plain}的")), home.room_label(room)
    else:
        able = home.able("on")
        thing = rng.choice(able) if able else None
        said = spoken(home, thing, rng) if thing else None
        if thing is None or said is None:
            return None
        name, without, left_out = said, home.label(thing), [thing]
        if thing.room and rng.random() < 0.45:
            places, where = [home.room_label(thing.room)], in_room(spoken_room(home, thing.room, rng), rng)
            things = tuple(t for t in things if t.room == thing.room)
    members = tuple(t for t in things if t not in left_out)
    if sum(home.can(t, "on") for t in members) < 1 or len(members) < 2:
        return None
    lines = tuple(t for t in _BUT if "设备" in t or "其他" in t or not name.endswith("灯"))
    text = say(rng, home, lines, e=name, w=where if places or rng.random() < 0.5 else "")
    text = text.replace("的以外", "以外")
    if not places and home.speaker.room and where not in text:
        return None
    wanted = {"on": False}
    plan = group_plan(home, selector(home, None, places, [without]), members, wanted)
    return Draft(text, plan, set_effects(home, members, wanted))


@family(kind=2, weight=0.8)
def spared(home: Household, rng: random.Random) -> Draft | None:
    """All of a kind, and then the one that is left alone."""
    kinds = [k for k in ("light", "light", "curtain", "blind", "plug", "fan") if len(home.of_type(k)) > 2]
    if not kinds:
        return None
    kind = rng.choice(kinds)
    rooms = [r for r in home.rooms_with(kind) if len(home.of_type(kind, r)) > 2]
    room = rng.choice(rooms) if rooms and rng.random() < 0.6 else None
    members = home.of_type(kind, room)
    noun = noun_of_all(home, members, rng)
    left = rng.choice(members)
    said = spoken(home, left, rng, lambda t: t in members)
    role, value, verb, undone = rng.choice(_SPARED[kind in COVERS])
    if noun is None or said is None or not all(home.can(t, role) for t in members):
        return None
    where = (
        f"{in_room(spoken_room(home, room, rng), rng)}的"
        if room
        else rng.choice(("所有的", "家里的", "全屋的"))
    )
    moved = [t for t in members if t is not left]
    text = say(rng, home, _LEAVE, g=f"{where}{noun}", v=verb, u=undone, e=said)
    target = selector(home, kind, [home.room_label(room)] if room else [], [home.label(left)])
    wanted: dict[str, Value] = {role: value}
    return Draft(text, group_plan(home, target, moved, wanted), set_effects(home, moved, wanted))


_SPARED: tuple[tuple[tuple[str, Value, str, str], ...], ...] = (
    (("on", False, "关掉", "关"), ("on", False, "关了", "关"), ("on", True, "打开", "开")),
    (("position", 100, "拉开", "拉"), ("position", 0, "拉上", "拉"), ("open", False, "关上", "关")),
)  # fmt: skip
_LEAVE = (
    "把{g}都{v}，除了{e}", "{g}都{v}，{e}别{u}", "{g}都{v}，但是{e}不要{u}", "把{g}都{v}，{e}除外",
    "{g}全{v}，{e}别动", "{v}{g}，{e}不{u}", "把{g}全{v}，不过{e}别{u}", "{g}都{v}，就{e}别{u}",
)  # fmt: skip


@family(kind=2, weight=1.4)
def named(home: Household, rng: random.Random) -> Draft | None:
    """Two or three devices by name, in one breath."""
    role, value, templates = rng.choice(_NAMED)
    things = home.able(role, *(COVERS if role == "position" else ()))
    count = 3 if len(things) > 3 and rng.random() < 0.3 else 2
    if len(things) < count:
        return None
    chosen = rng.sample(things, count)
    names = [s for t in chosen if (s := spoken(home, t, rng, lambda t: home.can(t, role)))]
    if len(names) < count or len(set(names)) < count:
        return None
    return set_these(home, say(rng, home, templates, g=listed(names, rng)), chosen, {role: value})


_NAMED: tuple[tuple[str, Value, tuple[str, ...]], ...] = (
    ("on", True, (*ON, *ON_ALL)), ("on", False, (*OFF, *OFF_ALL)), ("locked", True, _LOCK_ALL),
    ("position", 100, OPEN_ALL), ("position", 0, CLOSE_ALL), ("muted", True, _MUTE_ALL),
    ("brightness", 50, ("把{g}调到一半", "{g}都调到百分之五十", "{g}亮度都调到50%", "把{g}都调到一半亮度",
        "{g}都调成五成亮")),
)  # fmt: skip
