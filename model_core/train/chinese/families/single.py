"""Kind 1: one device switched, opened, closed, locked; by name, by room and noun, by the noun alone."""

from __future__ import annotations

import random

from model_core.plan import Word
from model_core.train.chinese.intents import choose, set_one, set_these
from model_core.train.chinese.registry import family
from model_core.train.example import Draft
from model_core.train.home import Household
from model_core.train.intents import COVERS, GATES, cover, is_kind, of_kinds
from model_core.train.phrasing import say

ON = (
    "打开{x}", "打开{x}", "把{x}打开", "开{x}", "开一下{x}", "{x}打开", "把{x}开开", "把{x}开一下",
    "开启{x}", "{x}开一下", "将{x}打开", "我要开{x}", "我想开{x}", "{x}开", "把{x}给我打开", "给我打开{x}",
    "给我把{x}开开", "帮忙开下{x}", "打开一下{x}", "{x}给我开开", "能打开{x}吗", "可以打开{x}吗",
    "{x}该开了", "把{x}开着", "让{x}开着", "我需要{x}开着", "开下{x}", "去把{x}打开", "{x}麻烦开一下",
    "你把{x}打开", "{x}要开着", "麻烦把{x}开一下",
)  # fmt: skip
OFF = (
    "关掉{x}", "关闭{x}", "把{x}关掉", "把{x}关了", "关{x}", "关一下{x}", "{x}关掉", "{x}关了吧",
    "把{x}关上", "把{x}关一下", "将{x}关闭", "{x}关一下", "我要关{x}", "{x}不用开了", "{x}不用了，关掉",
    "不需要{x}了", "给我关掉{x}", "{x}关", "给我把{x}关了", "能把{x}关掉吗", "可以关掉{x}吗", "{x}可以关了",
    "别开着{x}了", "{x}还开着呢，关了吧", "停掉{x}", "关下{x}", "去把{x}关了", "{x}忘关了，关一下",
    "我忘了关{x}", "把{x}断电", "用不着{x}了", "麻烦关一下{x}", "你把{x}关掉", "谁没关{x}，关一下",
    "{x}该关了", "{x}麻烦关一下",
)  # fmt: skip
_DEVICE_ON = (
    "启动{x}", "把{x}启动", "把{x}启动一下", "接通{x}的电源", "让{x}运转起来", "{x}启动", "让{x}动起来",
    "运行{x}",
)  # fmt: skip
_MACHINE_ON = (
    "打开{x}的电源", "给{x}通电", "把{x}的电源打开", "打开{x}", "把{x}打开", "{x}开机", "让{x}开机",
)  # fmt: skip
_LIGHT_ON = (
    "点亮{x}", "把{x}点亮", "{x}亮起来", "让{x}亮起来", "亮一下{x}", "天黑了，把{x}打开",
    "看不清，开一下{x}", "{x}亮灯", "我看不见，打开{x}", "把{x}弄亮", "太暗了，开下{x}",
)  # fmt: skip
_LIGHT_OFF = (
    "熄灭{x}", "把{x}熄了", "{x}灭掉", "把{x}灭了", "我要睡了，关掉{x}", "{x}太刺眼，关掉", "把{x}熄灭",
    "灭了{x}", "{x}熄掉", "要睡觉了，把{x}关了", "关了{x}吧，省点电",
)  # fmt: skip
_TOGGLE = (
    "切换{x}的开关", "切换一下{x}", "把{x}切换一下", "切换{x}的状态", "{x}开关切换一下",
    "切一下{x}的开关状态", "拨一下{x}的开关",
)  # fmt: skip
OPEN = (
    "打开{x}", "拉开{x}", "把{x}打开", "把{x}拉开", "{x}打开", "{x}拉开", "开一下{x}", "开{x}",
    "把{x}开一下", "拉开一下{x}", "把{x}全部拉开", "{x}开到底", "把{x}完全打开", "天亮了，拉开{x}",
    "晒晒太阳，打开{x}", "我想让阳光进来，拉开{x}", "把{x}给我拉开", "{x}可以拉开了", "能把{x}拉开吗",
    "{x}开一下", "将{x}打开", "我要把{x}拉开", "{x}开开", "让点光进来，把{x}打开", "开启{x}", "{x}该开了",
)  # fmt: skip
CLOSE = (
    "关上{x}", "拉上{x}", "把{x}关上", "把{x}拉上", "{x}关上", "{x}拉上", "关一下{x}", "关{x}", "把{x}关了",
    "合上{x}", "把{x}完全关上", "{x}全关上", "太晒了，拉上{x}", "阳光刺眼，把{x}拉上", "天黑了，拉上{x}",
    "把{x}合上", "把{x}拉好", "{x}可以拉上了", "能把{x}拉上吗", "将{x}关闭", "关闭{x}", "我要把{x}拉上",
    "{x}关一下", "外面能看进来，把{x}拉上", "挡一下光，拉上{x}", "{x}该拉上了",
)  # fmt: skip
_RAISE = (
    "升起{x}", "把{x}升起来", "{x}升起来", "把{x}升上去", "把{x}拉起来", "收起{x}", "把{x}收起来",
    "{x}升到顶",
)  # fmt: skip
_LOWER = (
    "放下{x}", "把{x}放下来", "{x}降下来", "降下{x}", "把{x}降下来", "{x}放下", "把{x}降到底", "把{x}放到底",
)  # fmt: skip
_GATE_OPEN = (
    "打开{x}", "把{x}打开", "开一下{x}", "{x}打开", "开{x}", "我回来了，打开{x}", "我到家了，把{x}打开",
    "把{x}开开", "{x}开一下", "车要出去，打开{x}", "我要出门，开一下{x}", "开启{x}", "升起{x}",
    "让我进去，打开{x}", "将{x}打开", "我快到了，开下{x}", "能开一下{x}吗",
)  # fmt: skip
_GATE_CLOSE = (
    "关上{x}", "把{x}关上", "关一下{x}", "{x}关上", "关{x}", "关闭{x}", "把{x}关了", "{x}关一下",
    "车停好了，关上{x}", "我忘了关{x}", "将{x}关闭", "{x}没关，关一下", "把{x}关好", "别让{x}开着",
    "能关一下{x}吗", "{x}放下来",
)  # fmt: skip
LOCK = (
    "锁上{x}", "把{x}锁上", "锁一下{x}", "{x}锁上", "把{x}锁好", "锁{x}", "给{x}上锁", "{x}上锁",
    "把{x}锁了", "把{x}锁住", "我忘了锁{x}，锁一下", "我们要睡了，锁上{x}", "确保{x}锁好", "将{x}上锁",
    "{x}要锁上", "反锁{x}", "把{x}反锁", "{x}没锁，帮我锁上", "出门了，锁上{x}", "能把{x}锁上吗",
)  # fmt: skip
UNLOCK = (
    "解锁{x}", "把{x}解锁", "{x}解锁", "给{x}解锁", "把{x}的锁打开", "打开{x}的锁", "开一下{x}的锁",
    "{x}开锁", "给{x}开锁", "我没带钥匙，解锁{x}", "客人来了，把{x}解锁", "将{x}解锁", "取消{x}的锁定",
    "快递到了，解锁{x}", "解开{x}的锁", "别锁{x}了，解锁", "能给{x}解个锁吗",
)  # fmt: skip
_VALVE_OPEN = (
    "打开{x}", "把{x}打开", "开{x}", "开一下{x}", "{x}打开", "把{x}拧开", "拧开{x}", "{x}开一下", "开启{x}",
    "将{x}打开", "{x}可以打开了", "把{x}开开",
)  # fmt: skip
_VALVE_CLOSE = (
    "关掉{x}", "把{x}关掉", "关上{x}", "关闭{x}", "{x}关掉", "把{x}拧紧", "拧上{x}", "把{x}关了",
    "关一下{x}", "将{x}关闭", "漏水了，关掉{x}", "我要关{x}", "{x}忘关了，关一下",
)  # fmt: skip


def _power(
    home: Household, rng: random.Random, *, on: bool, templates: tuple[str, ...], kinds: tuple[str, ...] = ()
) -> Draft | None:
    things = [t for t in home.able("on", *kinds) if home.kinds[t.id] != "camera"]
    machines = [t for t in things if any(home.can(t, r) for r in ("start", "stop", "play"))]
    if machines and rng.random() < len(machines) / len(things):
        things, templates = machines, _MACHINE_ON if on else tuple(t for t in OFF if "停" not in t)
    else:
        things = [t for t in things if t not in machines]
    return set_one(home, rng, things, {"on": on}, templates, able=lambda t: home.can(t, "on"))


@family(kind=1, weight=2.5)
def switch_on(home: Household, rng: random.Random) -> Draft | None:
    """One switchable device on."""
    if rng.random() < 0.12:
        kinds = ("fan", "heater", "air conditioner", "humidifier", "dehumidifier", "air purifier")
        return _power(home, rng, on=True, templates=_DEVICE_ON, kinds=kinds)
    return _power(home, rng, on=True, templates=ON)


@family(kind=1, weight=2.5)
def switch_off(home: Household, rng: random.Random) -> Draft | None:
    """One switchable device off."""
    return _power(home, rng, on=False, templates=OFF)


@family(kind=1, weight=1.2)
def light_on(home: Household, rng: random.Random) -> Draft | None:
    """One light on, in words for lights."""
    return _power(home, rng, on=True, templates=(*ON, *_LIGHT_ON), kinds=("light",))


@family(kind=1, weight=1.2)
def light_off(home: Household, rng: random.Random) -> Draft | None:
    """One light off, in words for lights."""
    return _power(home, rng, on=False, templates=(*OFF, *_LIGHT_OFF), kinds=("light",))


@family(kind=1, weight=0.3)
def toggle(home: Household, rng: random.Random) -> Draft | None:
    """One switchable device toggled."""
    things = home.able("on", "light", "plug", "fan")
    return set_one(home, rng, things, {"on": Word.TOGGLE}, _TOGGLE, able=lambda t: home.can(t, "on"))


def _cover(
    home: Household, rng: random.Random, kinds: tuple[str, ...], templates: tuple[str, ...], *, open_it: bool
) -> Draft | None:
    return set_one(
        home, rng, of_kinds(home, kinds), lambda t: cover(home, t, open_it=open_it), templates,
        able=is_kind(home, *COVERS, *GATES, "valve", "lock"),
    )  # fmt: skip


@family(kind=1, weight=1.3)
def cover_open(home: Household, rng: random.Random) -> Draft | None:
    """One curtain or blind open; what hangs from above is raised."""
    if rng.random() < 0.3:
        return _cover(home, rng, ("blind",), _RAISE, open_it=True)
    return _cover(home, rng, COVERS, OPEN, open_it=True)


@family(kind=1, weight=1.3)
def cover_close(home: Household, rng: random.Random) -> Draft | None:
    """One curtain or blind closed."""
    if rng.random() < 0.3:
        return _cover(home, rng, ("blind",), _LOWER, open_it=False)
    return _cover(home, rng, COVERS, CLOSE, open_it=False)


@family(kind=1, weight=1.2)
def gate_open(home: Household, rng: random.Random) -> Draft | None:
    """One garage door or gate open."""
    return _cover(home, rng, GATES, _GATE_OPEN, open_it=True)


@family(kind=1, weight=1.2)
def gate_close(home: Household, rng: random.Random) -> Draft | None:
    """One garage door or gate closed."""
    return _cover(home, rng, GATES, _GATE_CLOSE, open_it=False)


@family(kind=1, weight=0.9)
def valve_open(home: Household, rng: random.Random) -> Draft | None:
    """One valve open."""
    return _cover(home, rng, ("valve",), _VALVE_OPEN, open_it=True)


@family(kind=1, weight=0.9)
def valve_close(home: Household, rng: random.Random) -> Draft | None:
    """One valve closed."""
    return _cover(home, rng, ("valve",), _VALVE_CLOSE, open_it=False)


def _bolt(home: Household, rng: random.Random, templates: tuple[str, ...], *, locked: bool) -> Draft | None:
    found = choose(home, rng, home.able("locked", "lock"), is_kind(home, "lock", "car"))
    if found is None:
        return None
    thing, said = found
    if said.endswith("锁"):  # nobody says "lock the lock" with one character each
        templates = tuple(t for t in templates if "{x}的锁" not in t and "锁{x}" not in t and "上锁" not in t)
    return set_these(home, say(rng, home, templates, x=said), [thing], {"locked": locked})


@family(kind=1, weight=1.5)
def lock(home: Household, rng: random.Random) -> Draft | None:
    """One door locked."""
    return _bolt(home, rng, LOCK, locked=True)


@family(kind=1, weight=1.3)
def unlock(home: Household, rng: random.Random) -> Draft | None:
    """One door unlocked."""
    return _bolt(home, rng, UNLOCK, locked=False)
