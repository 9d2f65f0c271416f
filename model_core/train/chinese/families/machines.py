"""Kind 1: what runs, plays and reminds: robots, appliances, music, scenes, lists, the alarm, phones."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

from model_core.train.chinese.intents import choose, run_one, run_these, set_one, set_these
from model_core.train.chinese.items import item
from model_core.train.chinese.registry import family
from model_core.train.chinese.speech import spelled
from model_core.train.example import Draft
from model_core.train.families.media import only_media
from model_core.train.home import Household
from model_core.train.intents import APPLIANCES, MEDIA, is_kind, of_kinds
from model_core.train.phrasing import say
from model_core.world import Thing

_VACUUM_START = (
    "启动{x}", "让{x}开始打扫", "打开{x}", "叫{x}去扫地", "让{x}扫地", "{x}开始清扫", "{x}开始工作",
    "让{x}干活", "{x}去打扫", "开始用{x}扫地", "派{x}出去打扫", "让{x}打扫一下", "用{x}扫一下地",
    "{x}开始扫地", "让{x}动起来", "叫{x}干活", "{x}启动", "把{x}启动一下",
)  # fmt: skip
_PAUSE = (
    "暂停{x}", "让{x}暂停", "{x}暂停", "{x}先停一下", "让{x}先停一停", "让{x}歇一会儿", "{x}等一下",
    "把{x}暂停一下", "叫{x}先别动", "{x}暂停一下",
)  # fmt: skip
_STOP = (
    "停止{x}", "让{x}停下来", "{x}停止", "{x}别扫了", "让{x}停止打扫", "叫{x}停下", "结束{x}的清扫",
    "{x}停下", "让{x}别扫了", "{x}停止工作",
)  # fmt: skip
_DOCK = (
    "让{x}回去充电", "{x}回充", "让{x}回充电座", "叫{x}回家", "{x}回去充电", "让{x}回基站", "把{x}叫回来",
    "{x}回基站", "让{x}回到充电桩", "{x}回家", "{x}扫完了就回去吧", "让{x}回去", "叫{x}回去充电",
    "{x}返回充电", "召回{x}",
)  # fmt: skip
_RESUME = ("让{x}继续", "{x}继续打扫", "{x}接着干", "让{x}接着扫", "{x}继续工作", "恢复{x}的工作", "{x}继续")
_MOW = (
    "启动{x}", "让{x}去割草", "让{x}开始割草", "{x}开始割草", "用{x}割一下草", "打开{x}", "让{x}开始工作",
    "{x}去修草坪",
)  # fmt: skip
_WASH = (
    "启动{x}", "打开{x}", "开始{x}", "{x}开始", "让{x}开始工作", "{x}启动", "让{x}转起来", "开一下{x}",
    "把{x}启动一下", "{x}可以开始了", "让{x}开始运行", "运行{x}",
)  # fmt: skip
_WASH_STOP = (
    "停止{x}", "让{x}停下", "{x}停止", "关掉{x}", "{x}停下来", "终止{x}", "把{x}停了", "让{x}停止运行",
)  # fmt: skip
_PROGRAMME = (
    "{x}用{p}模式启动", "用{p}程序启动{x}", "启动{x}的{p}程序", "{x}开{p}模式", "让{x}用{p}模式",
    "{x}跑一个{p}程序", "以{p}模式启动{x}", "{x}选{p}模式开始", "开始{x}的{p}程序",
)  # fmt: skip
PROGRAMMES: Mapping[str, tuple[str, ...]] = {
    "cotton": ("棉织物", "棉麻"), "wool": ("羊毛", "羊毛洗"), "delicates": ("轻柔", "轻柔洗"),
    "quick": ("快速", "快洗"),
    "eco": ("节能", "经济"), "mixed": ("混合", "混合洗"), "rinse": ("漂洗", "冲洗"), "synthetics": ("化纤",),
    "towels": ("毛巾",), "gentle": ("轻柔", "柔和"), "intensive": ("强力", "强洗"), "glass": ("玻璃",
    "水晶杯"),
    "auto": ("自动", "智能"),
}  # fmt: skip
_DRINKS: Mapping[str, tuple[str, ...]] = {
    "espresso": ("浓缩", "浓缩咖啡", "意式浓缩"), "cappuccino": ("卡布奇诺",), "latte": ("拿铁",),
    "americano": ("美式", "美式咖啡"), "lungo": ("长萃咖啡",), "flat white": ("澳白", "馥芮白"),
    "hot water": ("热水",),
}  # fmt: skip
_DRINK = (
    "给我来杯{p}", "做一杯{p}", "我要一杯{p}", "用{x}做杯{p}", "来杯{p}", "煮一杯{p}", "{x}做一杯{p}",
    "我想喝{p}", "让{x}做杯{p}", "帮我弄杯{p}", "冲一杯{p}",
)  # fmt: skip
_COFFEE = (
    "启动{x}", "煮咖啡", "给我煮杯咖啡", "来杯咖啡", "做杯咖啡", "让{x}煮咖啡", "我要喝咖啡",
    "{x}开始煮咖啡", "用{x}冲杯咖啡", "开始煮咖啡",
)  # fmt: skip
_PLAY = (
    "{x}播放", "让{x}播放", "继续播放{x}", "{x}继续播放", "用{x}放音乐", "在{x}上放音乐", "让{x}放点音乐",
    "{x}接着放", "让{x}继续", "{x}放首歌",
)  # fmt: skip
_PLAY_HERE = (
    "播放", "播放音乐", "放点音乐", "放首歌", "继续播放", "接着放", "来点音乐", "放音乐", "我想听歌",
    "恢复播放", "听歌",
)  # fmt: skip
_HOLD = (
    "暂停{x}", "{x}暂停", "让{x}暂停", "把{x}暂停一下", "暂停{x}的播放", "{x}先停一下", "{x}暂停播放",
    "先把{x}暂停",
)  # fmt: skip
_HOLD_HERE = ("暂停", "暂停播放", "暂停一下", "先暂停", "音乐暂停", "暂停音乐", "先停一下音乐", "把音乐暂停")
_NEXT = (
    "{x}下一首", "{x}切到下一首", "在{x}上放下一首", "{x}换一首", "让{x}放下一首", "跳过{x}上这首",
    "{x}切歌", "{x}播放下一首",
)  # fmt: skip
_NEXT_HERE = (
    "下一首", "切歌", "换一首", "播放下一首", "跳过这首", "下一首歌", "换首歌", "这首不好听，换一首",
    "切到下一首", "不想听这首，下一首",
)  # fmt: skip
_BACK = ("{x}上一首", "{x}播放上一首", "让{x}放上一首", "{x}退回上一首", "在{x}上放上一首", "{x}切回上一首")
_BACK_HERE = ("上一首", "播放上一首", "放上一首", "退回上一首", "再放一遍上一首", "切回上一首", "回到上一首")
_MUTE = (
    "{x}静音", "把{x}静音", "让{x}静音", "把{x}的声音关掉", "关掉{x}的声音", "{x}别出声", "静音{x}",
    "{x}关闭声音", "把{x}调成静音",
)  # fmt: skip
_MUTE_HERE = ("静音", "关掉声音", "把声音关了", "别出声", "调成静音", "声音关掉", "不要声音")
_UNMUTE = (
    "取消{x}的静音", "{x}取消静音", "打开{x}的声音", "把{x}的声音打开", "恢复{x}的声音", "让{x}出声",
    "{x}解除静音",
)  # fmt: skip
_UNMUTE_HERE = ("取消静音", "打开声音", "把声音打开", "恢复声音", "解除静音", "声音打开", "别静音了")
_MUSIC = {
    "play": (_PLAY, _PLAY_HERE), "pause": (_HOLD, _HOLD_HERE), "next": (_NEXT, _NEXT_HERE),
    "previous": (_BACK, _BACK_HERE),
}  # fmt: skip
_SCENE = (
    "{x}", "打开{x}", "启动{x}", "开启{x}", "切换到{x}", "执行{x}", "进入{x}", "切到{x}", "我要{x}",
    "激活{x}", "开始{x}", "运行{x}", "换成{x}", "来个{x}", "启用{x}", "{x}启动",
)  # fmt: skip
_ARM: Mapping[str, tuple[str, ...]] = {
    "away": ("把{x}设为离家模式", "{x}切到离家模式", "{x}外出布防", "{x}离家布防", "启动{x}的离家模式",
    "出门了，{x}布防",
        "{x}调到外出模式"),
    "home": ("把{x}设为在家模式", "{x}切到在家模式", "{x}在家布防", "{x}调到居家模式", "启动{x}的在家模式",
    "{x}居家布防"),
    "night": ("把{x}设为夜间模式", "{x}切到夜间模式", "{x}夜间布防", "启动{x}的夜间模式", "{x}调到夜间模式",
        "睡觉了，{x}夜间布防"),
    "off": ("{x}撤防", "解除{x}", "关掉{x}", "把{x}关了", "关闭{x}", "把{x}撤防", "撤销{x}的布防",
    "解除{x}的布防"),
}  # fmt: skip
_CAMERA_ON = (
    "打开{x}", "把{x}打开", "开启{x}", "启动{x}", "{x}打开", "开一下{x}", "让{x}开始录像", "把{x}开起来",
)  # fmt: skip
_CAMERA_OFF = (
    "关掉{x}", "把{x}关了", "关闭{x}", "{x}关掉", "关一下{x}", "让{x}停止录像", "把{x}关上", "别让{x}录了",
)  # fmt: skip
_PHOTO = (
    "用{x}拍张照", "{x}拍一张", "让{x}拍张照片", "用{x}拍个照", "{x}截个图", "让{x}拍照", "用{x}抓拍一张",
    "{x}拍照",
)  # fmt: skip
_WATER = (
    "打开{x}", "启动{x}", "{x}开始浇水", "用{x}浇水", "让{x}浇花", "{x}打开", "让{x}开始浇水", "开启{x}",
)  # fmt: skip
_WATER_STOP = ("关掉{x}", "停止{x}", "{x}停止浇水", "别浇了，关掉{x}", "把{x}关了", "让{x}停下", "{x}别浇了")
_HEAT_OFF = (
    "关掉{x}", "把{x}关了", "关闭{x}", "{x}关掉", "不用{x}了", "停掉{x}", "{x}可以关了", "把{x}关一下",
    "关一下{x}",
)  # fmt: skip
_HEAT_ON = (
    "打开{x}", "把{x}打开", "开启{x}", "{x}打开", "启动{x}", "{x}开始制热", "开一下{x}", "把{x}开起来",
    "开{x}",
)  # fmt: skip
_SWING_ON = (
    "让{x}摇头", "{x}摇头", "打开{x}的摇头", "{x}开摇头", "让{x}转着吹", "{x}开启摇头", "让{x}左右摆动",
)  # fmt: skip
_SWING_OFF = (
    "让{x}别摇头", "关掉{x}的摇头", "{x}不要摇头", "{x}停止摇头", "{x}别摆了", "固定{x}的风向",
    "让{x}对着一个方向吹",
)  # fmt: skip
_HALT = (
    "停止{x}", "{x}停", "{x}停在这儿", "让{x}停住", "{x}先停下", "{x}停一下", "{x}就停在这里", "把{x}停住",
)  # fmt: skip
_RING = (
    "找一下{x}", "让{x}响一下", "{x}在哪，让它响一下", "帮我找{x}", "让{x}响铃", "我找不到{x}了",
    "呼叫{x}让它响", "{x}不见了，让它响一下", "给{x}响个铃",
)  # fmt: skip
_LIST_ADD = (
    "把{i}加到{x}", "在{x}里加上{i}", "{x}加上{i}", "往{x}里添加{i}", "把{i}写到{x}里", "{x}里记一下{i}",
    "把{i}添加到{x}", "{x}添加{i}", "给{x}加一项{i}", "在{x}上记下{i}", "{i}加进{x}", "把{i}放进{x}",
    "{x}里再加个{i}",
)  # fmt: skip
_LIST_DONE = (
    "{x}里的{i}完成了", "把{x}里的{i}勾掉", "{x}的{i}打勾", "{i}搞定了，从{x}勾掉", "把{x}中的{i}标记为完成",
    "{x}上的{i}已经完成了",
)  # fmt: skip
_LIST_REMOVE = (
    "把{i}从{x}里删掉", "从{x}删除{i}", "{x}去掉{i}", "把{x}里的{i}删了", "{x}里不要{i}了", "从{x}里移除{i}",
    "删掉{x}里的{i}",
)  # fmt: skip


def _run(
    home: Household, rng: random.Random, kinds: tuple[str, ...], role: str, templates: tuple[str, ...]
) -> Draft | None:
    return run_one(home, rng, of_kinds(home, kinds), role, templates, able=is_kind(home, *kinds))


@family(kind=1, weight=1.5)
def vacuum(home: Household, rng: random.Random) -> Draft | None:
    """A vacuum starts, pauses, stops, goes home or carries on."""
    role, templates = rng.choice(
        (("start", _VACUUM_START), ("start", _VACUUM_START), ("pause", _PAUSE), ("stop", _STOP), ("dock",
        _DOCK),
            ("dock", _DOCK), ("resume", _RESUME))
    )  # fmt: skip
    return _run(home, rng, ("vacuum",), role, templates)


@family(kind=1, weight=0.5)
def mower(home: Household, rng: random.Random) -> Draft | None:
    """A mower starts, pauses or goes home."""
    role, templates = rng.choice((("start", _MOW), ("pause", _PAUSE), ("dock", _DOCK)))
    return _run(home, rng, ("mower",), role, tuple(t for t in templates if "扫" not in t))


@family(kind=1, weight=0.9)
def appliance(home: Household, rng: random.Random) -> Draft | None:
    """A washer, dryer or dishwasher starts, stops or pauses."""
    role, templates = rng.choice(
        (("start", _WASH), ("start", _WASH), ("stop", _WASH_STOP), ("pause", _PAUSE[:3]))
    )
    return _run(home, rng, APPLIANCES, role, templates)


def _programmes(home: Household, thing: Thing, words: Mapping[str, tuple[str, ...]]) -> list[str]:
    action = home.action(thing, "start")
    return [c for a in (action.arguments if action else ()) for c in a.choices if c in words]


@family(kind=1, weight=0.7)
def programme(home: Household, rng: random.Random) -> Draft | None:
    """An appliance starts with a programme."""
    things = [t for t in of_kinds(home, APPLIANCES) if _programmes(home, t, PROGRAMMES)]
    if not things:
        return None
    thing = rng.choice(things)
    value = rng.choice(_programmes(home, thing, PROGRAMMES))
    return run_one(
        home, rng, [thing], "start", _PROGRAMME, arguments={"programme": value}, able=is_kind(home,
            *APPLIANCES),
        p=rng.choice(PROGRAMMES[value]),
    )  # fmt: skip


@family(kind=1, weight=0.7)
def coffee(home: Household, rng: random.Random) -> Draft | None:
    """The only coffee maker makes a coffee, of a kind or of none."""
    things = home.of_type("coffee maker")
    if len(things) != 1:
        return None
    drinks = _programmes(home, things[0], _DRINKS)
    if drinks and rng.random() < 0.6:
        value = rng.choice(drinks)
        return run_one(home, rng, things, "start", _DRINK, arguments={"programme": value},
            p=rng.choice(_DRINKS[value]))  # fmt: skip
    return run_one(home, rng, things, "start", _COFFEE)


@family(kind=1, weight=2.6)
def music(home: Household, rng: random.Random) -> Draft | None:
    """Playback starts, pauses and moves on."""
    role = rng.choice(tuple(_MUSIC))
    named, bare = _MUSIC[role]
    if rng.random() < 0.4:
        thing = only_media(home, role)
        return run_these(home, say(rng, home, bare), [thing], role) if thing else None
    return _run(home, rng, MEDIA, role, named)


@family(kind=1, weight=1.3)
def silence(home: Household, rng: random.Random) -> Draft | None:
    """Silence, and sound again."""
    muted = rng.random() < 0.55
    if rng.random() < 0.4:
        thing = only_media(home, "muted")
        text = say(rng, home, _MUTE_HERE if muted else _UNMUTE_HERE)
        return set_these(home, text, [thing], {"muted": muted}) if thing else None
    templates = _MUTE if muted else _UNMUTE
    return set_one(home, rng, home.able("muted"), {"muted": muted}, templates, able=is_kind(home, *MEDIA))


@family(kind=1, weight=1.1)
def scene(home: Household, rng: random.Random) -> Draft | None:
    """A scene by its name."""
    scenes = home.of_type("scene")
    if not scenes:
        return None
    thing = rng.choice(scenes)
    name = spelled(thing.name)
    text = say(rng, home, _SCENE, x=name)
    return replace(run_these(home, text, [thing], "activate"), noisy=text != name)


@family(kind=1, weight=0.7)
def alarm(home: Household, rng: random.Random) -> Draft | None:
    """The alarm in one of its modes."""
    things = home.able("mode", "alarm")
    mode = home.prop(things[0], "mode") if things else None
    if mode is None:
        return None
    value = rng.choice(mode.choices)
    return set_one(home, rng, things, {"mode": value}, _ARM[value], able=is_kind(home, "alarm"))


@family(kind=1, weight=0.6)
def camera(home: Household, rng: random.Random) -> Draft | None:
    """A camera on, off, or taking a picture."""
    if rng.random() < 0.3:
        return _run(home, rng, ("camera",), "snapshot", _PHOTO)
    on = rng.random() < 0.5
    templates = _CAMERA_ON if on else _CAMERA_OFF
    return set_one(
        home, rng, home.able("on", "camera"), {"on": on}, templates, able=lambda t: home.can(t, "on")
    )


@family(kind=1, weight=0.4)
def watering(home: Household, rng: random.Random) -> Draft | None:
    """A sprinkler starts or stops."""
    if rng.random() < 0.6:
        return _run(home, rng, ("irrigation",), "start", _WATER)
    return _run(home, rng, ("irrigation",), "stop", _WATER_STOP)


@family(kind=1, weight=0.8)
def heating(home: Household, rng: random.Random) -> Draft | None:
    """A thermostat without a switch, off or on by its mode."""
    mode = rng.choice(("off", "heat"))

    def has(thing: Thing) -> bool:
        found = home.prop(thing, "mode")
        return found is not None and mode in found.choices and home.prop(thing, "on") is None

    things = [t for t in home.of_type("thermostat") if has(t)]
    templates = _HEAT_OFF if mode == "off" else _HEAT_ON
    return set_one(home, rng, things, {"mode": mode}, templates, able=is_kind(home, "thermostat", "heater"))


@family(kind=1, weight=0.4)
def swing(home: Household, rng: random.Random) -> Draft | None:
    """A fan that oscillates or not."""
    on = rng.random() < 0.6
    templates = _SWING_ON if on else _SWING_OFF
    return set_one(
        home, rng, home.able("oscillating"), {"oscillating": on}, templates, able=is_kind(home, "fan")
    )


@family(kind=1, weight=0.4)
def halt(home: Household, rng: random.Random) -> Draft | None:
    """A moving cover stops."""
    kinds = ("curtain", "blind", "garage door", "gate")
    return run_one(home, rng, home.able("stop", *kinds), "stop", _HALT, able=is_kind(home, *kinds))


@family(kind=1, weight=0.6)
def phone(home: Household, rng: random.Random) -> Draft | None:
    """A phone rings so that it can be found."""
    found = choose(
        home, rng, [t for t in home.of_type("phone") if home.can(t, "ring")], is_kind(home, "phone")
    )
    if found is None:
        return None
    thing, said = found
    alone = len(home.of_type("phone")) == 1 and said == "手机"
    text = say(rng, home, _RING, x=f"我的{said}" if alone and rng.random() < 0.5 else said)
    return run_these(home, text, [thing], "ring")


@family(kind=1, weight=1.2)
def lists(home: Household, rng: random.Random) -> Draft | None:
    """Something goes on a list, is done, or leaves it."""
    found = choose(home, rng, home.of_type("list"), is_kind(home, "list"))
    if found is None:
        return None
    thing, said = found
    role, templates = rng.choices(
        (("add", _LIST_ADD), ("complete", _LIST_DONE), ("remove", _LIST_REMOVE)), (0.65, 0.15, 0.2)
    )[0]
    shopping = "购" in thing.name or "买" in thing.name
    text = item(rng, home.split, shopping=shopping)
    draft = run_these(home, say(rng, home, templates, x=said, i=text), [thing], role, {"item": text})
    return replace(draft, protect=(text,))
