"""Kind 9: questions about one device, a room, the weather, a list, and about several devices."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.train.chinese.names import COLOURS
from model_core.train.chinese.numerals import number_said
from model_core.train.chinese.registry import family
from model_core.train.chinese.speech import HERE, floor_names, in_room, noun_of_all, spoken, spoken_room
from model_core.train.chinese.words import WORDS
from model_core.train.example import Draft
from model_core.train.families.asking import STATES, State, alike, groups, states_of, test_text
from model_core.train.families.questions import draft, measuring
from model_core.train.home import Household
from model_core.train.phrasing import say, selector
from model_core.world import Kind, Thing

PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "brightness": ("亮度",), "volume": ("音量",), "position": ("开度", "位置"),
    "target_temperature": ("设定温度", "目标温度"), "mode": ("模式",), "temperature": ("温度", "当前温度"),
    "humidity": ("湿度",), "color": ("颜色",), "source": ("信号源", "输入源"), "speed": ("风速",),
    "channel": ("频道",),
    "co2": ("二氧化碳浓度", "二氧化碳"), "power_draw": ("功率", "耗电功率"),
    "energy_today": ("今天的用电量", "今日用电量"),
    "minutes_left": ("剩余时间",), "water_level": ("水位",), "battery": ("电量", "电池电量"),
    "color_temperature": ("色温",), "target_humidity": ("目标湿度", "设定湿度"), "air_quality": ("空气质量",),
    "flow": ("水流量", "流量"), "fan_mode": ("风速模式",),
}  # fmt: skip
_VALUE = (
    "{x}的{p}是多少", "{x}{p}多少", "{x}现在的{p}是多少", "{x}{p}是多少", "告诉我{x}的{p}", "查一下{x}的{p}",
    "看看{x}的{p}", "{x}的{p}是什么", "我想知道{x}的{p}", "{x}的{p}呢", "帮我看看{x}的{p}", "{x}当前{p}多少",
    "报一下{x}的{p}", "{x}{p}现在是多少", "{x}的{p}现在怎么样",
)  # fmt: skip
_SHORT: Mapping[str, tuple[str, ...]] = {
    "battery": ("{x}还有多少电", "{x}还剩多少电", "{x}电量还有多少", "{x}有电吗，还剩多少", "{x}还有电吗",
    "{x}剩多少电了"),
    "target_temperature": ("{x}设的多少度", "{x}设定在几度", "{x}调的几度", "{x}设到多少度了",
    "{x}开的多少度"),
    "minutes_left": ("{x}还要多久", "{x}还有几分钟", "{x}什么时候好", "{x}还剩多长时间", "{x}还要洗多久"),
    "temperature": ("{x}现在几度", "{x}多少度", "{x}显示几度", "{x}测的是多少度", "{x}显示多少度",
        "{x}现在多少度", "{x}有几度"),
    "volume": ("{x}音量开到多大了", "{x}声音多大", "{x}现在音量多大", "{x}的声音有多大", "{x}声音开到多少了"),
    "brightness": ("{x}有多亮", "{x}现在多亮", "{x}亮度开到多少了", "{x}亮到多少", "{x}开了多亮"),
    "mode": ("{x}现在是什么模式", "{x}开的什么模式", "{x}在什么模式", "{x}是哪个模式", "{x}用的什么模式"),
    "color": ("{x}是什么颜色", "{x}现在什么颜色", "{x}亮的什么颜色的光", "{x}调的什么颜色",
    "{x}开的什么颜色"),
}  # fmt: skip
_WORDLESS = frozenset({"mode", "color", "source", "fan_mode"})
"""What is not a number has no 多少."""
_ASKED_OTHERWISE = frozenset({"list", "scene", "calendar", "weather", "phone", "car"})
_STATE: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("on", "=true"): ("开着", "开着", "是开着的", "打开了"), ("on", "=false"): ("关着", "关了", "关掉了",
        "是关着的"),
    ("locked", "=true"): ("锁着", "锁了", "锁好了", "锁上了"), ("locked", "=false"): ("没锁", "没上锁",
        "没锁好"),
    ("open", "=true"): ("开着", "打开了"), ("open", "=false"): ("关着", "关好了", "关上了"),
    ("position", ">0"): ("开着", "打开了"), ("position", "=0"): ("关着", "完全关上了", "关好了"),
    ("position", "=100"): ("全开着", "完全打开了", "全打开了"),
    ("contact", "=true"): ("开着", "没关"), ("contact", "=false"): ("关着", "关好了", "关上了"),
    ("state", "=cleaning"): ("在打扫", "在扫地", "在工作"), ("state", "=docked"): ("在充电座上", "回去了",
        "回到基站了"),
    ("state", "=returning"): ("在回充", "在往回走"), ("state", "=paused"): ("暂停了", "停着"),
    ("state", "=error"): ("出故障了", "卡住了"), ("state", "=mowing"): ("在割草", "在工作"),
    ("state", "=running"): ("在运行", "在工作"), ("state", "=done"): ("好了", "完成了", "结束了"),
    ("state", "=idle"): ("闲着",), ("state", "=playing"): ("在播放", "在放音乐", "在放东西"),
    ("muted", "=true"): ("静音了",), ("mode", "!=off"): ("布防了", "开着"), ("mode", "=off"): ("撤防了",
        "关着"),
    ("leak", "=true"): ("漏水了", "报漏水了"), ("smoke", "=true"): ("报警了", "检测到烟雾了"),
    ("state", "=watering"): ("在浇水", "开着"), ("oscillating", "=true"): ("在摇头",),
}  # fmt: skip
_YES = (
    "{x}{s}吗", "{x}{s}吗", "{x}是不是{s}", "{x}现在{s}吗", "看看{x}是不是{s}", "查一下{x}是不是{s}",
    "我想知道{x}是不是{s}", "告诉我{x}是不是{s}", "{x}是否{s}", "{x}{s}没有", "帮我看一下{x}是不是{s}",
    "{x}{s}对吗", "检查一下{x}是否{s}", "{x}{s}吧",
)  # fmt: skip
_STILL = ("{x}还{s}吗", "{x}是不是还{s}", "{x}还在{s}吗", "{x}仍然{s}吗", "看看{x}还{s}吗")
_DID = {
    ("on", "=true"): ("我关{x}了吗", "我是不是忘了关{x}", "{x}关了没", "{x}关没关", "{x}忘关了吗"),
    ("locked", "=true"): ("我锁{x}了吗", "{x}锁没锁", "{x}锁了没", "我是不是忘了锁{x}", "{x}有没有锁好"),
}  # fmt: skip
_DOING = (
    "{x}在干什么", "{x}现在什么状态", "{x}在干嘛", "{x}怎么样了", "{x}的状态是什么", "{x}进行到哪了",
    "看看{x}的状态", "{x}现在在做什么", "{x}忙什么呢",
)  # fmt: skip
_PLAYING = (
    "{x}在放什么", "{x}正在播放什么", "{x}放的是什么歌", "{x}现在在放什么", "{x}播的是什么", "{x}在播什么",
)  # fmt: skip
_ABOVE = (
    "{x}的{p}超过{n}了吗", "{x}的{p}高于{n}吗", "{x}{p}有没有超过{n}", "{x}的{p}比{n}高吗",
    "{x}{p}大于{n}吗", "{x}的{p}是不是在{n}以上",
)  # fmt: skip
_BELOW = (
    "{x}的{p}低于{n}吗", "{x}的{p}不到{n}吗", "{x}{p}有没有低于{n}", "{x}的{p}比{n}低吗", "{x}{p}小于{n}吗",
    "{x}的{p}是不是不到{n}",
)  # fmt: skip
_ITEMS = (
    "{x}上有什么", "{x}里有什么", "念一下{x}", "{x}里都有啥", "看看{x}", "{x}有哪些东西", "读一下{x}",
    "{x}的内容是什么", "告诉我{x}里有什么", "{x}里还有什么",
)  # fmt: skip
_SHOPPING = ("我要买什么", "该买点什么", "要买哪些东西", "需要买什么", "我还要买啥", "今天要采购什么")
_EVENTS = (
    "{x}上有什么安排", "看看{x}", "{x}里有什么事", "{x}上有哪些日程", "念一下{x}的安排", "{x}里都有什么",
)  # fmt: skip
_NEXT_EVENT = (
    "{x}里下一个安排是什么", "{x}上接下来有什么事", "{x}的下一个日程是什么", "{x}下一件事是什么",
    "{x}里接下来是什么",
)  # fmt: skip
_WEATHER = (
    "天气怎么样", "今天天气怎么样", "外面天气如何", "今天天气好吗", "天气预报怎么说", "今天什么天气",
    "外面天气怎么样", "现在天气咋样", "看看天气", "播报一下天气",
)  # fmt: skip
_OUTSIDE = (
    "外面多少度", "今天气温多少", "室外温度是多少", "外面几度", "现在外面冷不冷，多少度", "今天多少度",
    "气温是多少",
)  # fmt: skip
_RAIN = (
    "下雨的概率有多大", "今天会下雨吗，概率多少", "降雨概率是多少", "下雨的可能性大吗", "降水概率多少",
    "有多大可能下雨",
)  # fmt: skip
_IS_WEATHER = ("外面在{s}吗", "今天{s}吗", "现在{s}吗", "外面是不是{s}", "今天是不是{s}", "外面{s}吗")
_CONDITIONS = {
    "sunny": ("晴天", "出太阳", "天晴"), "cloudy": ("阴天", "多云"), "rainy": ("下雨", "下雨"),
    "snowy": ("下雪",),
    "windy": ("刮风", "刮大风"), "foggy": ("起雾", "有雾"), "stormy": ("有暴风雨", "打雷下雨"),
}  # fmt: skip
_ROOM_WARM = (
    "{l}多少度", "{l}现在几度", "{l}的温度是多少", "{l}温度多少", "{l}冷不冷，几度", "{l}有多热",
    "查一下{l}的温度", "{l}现在温度多少", "告诉我{l}的温度", "{l}气温几度",
)  # fmt: skip
_ROOM_HUMID = (
    "{l}湿度多少", "{l}的湿度是多少", "{l}现在湿度多大", "{l}有多潮", "查一下{l}的湿度", "告诉我{l}的湿度",
    "{l}潮不潮，湿度多少",
)  # fmt: skip
_WARMER_THAN = (
    "{l}超过{n}度了吗", "{l}有{n}度以上吗", "{l}温度高于{n}度吗", "{l}是不是超过{n}度了", "{l}比{n}度热吗",
)  # fmt: skip
_COLDER_THAN = (
    "{l}不到{n}度吗", "{l}低于{n}度吗", "{l}温度有没有低于{n}度", "{l}是不是不到{n}度", "{l}比{n}度冷吗",
)  # fmt: skip
_SOMEBODY = (
    "{l}有人吗", "{l}有没有人", "谁在{l}", "{l}有人在动吗", "{l}现在有人吗", "看看{l}有没有人",
    "{l}里面有动静吗", "{l}检测到有人吗",
)  # fmt: skip
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
_MEASURED = frozenset({"brightness", "volume", "temperature", "humidity", "battery", "co2", "power_draw",
    "speed",
    "target_temperature"})  # fmt: skip


def _refer(home: Household, thing: Thing, rng: random.Random, role: str) -> str | None:
    """Words that can mean only this one among the devices that have the role."""
    return spoken(home, thing, rng, lambda t: home.prop(t, role) is not None)


@family(kind=9, weight=2.0)
def value(home: Household, rng: random.Random) -> Draft | None:
    """What a property is."""
    options = [
        (t, role)
        for t in home.world.things
        for role in PROPERTIES
        if home.prop(t, role) and home.kinds[t.id] not in _ASKED_OTHERWISE
    ]
    if not options:
        return None
    thing, role = rng.choice(options)
    said = _refer(home, thing, rng, role)
    attribute = home.prop(thing, role)
    if said is None or attribute is None:
        return None
    lines = tuple(t for t in _VALUE if "多少" not in t) if role in _WORDLESS else _VALUE[:8] + _VALUE[8:-1]
    if role in _SHORT and rng.random() < 0.5:
        lines = _SHORT[role]
    if home.kinds[thing.id] not in {"temperature sensor", "thermostat"}:
        lines = tuple(t for t in lines if "测" not in t and "显示" not in t)
    lines = tuple(t for t in lines if "洗" not in t or home.kinds[thing.id] in {"washer", "dishwasher"})
    text = say(rng, home, lines, x=said, p=rng.choice(PROPERTIES[role]))
    return draft(text, f"get {home.label(thing)}: {attribute.name}")


def _states(home: Household, thing: Thing) -> list[State]:
    return [s for s in states_of(home, thing) if (s.role, s.test) in _STATE]


def _words_for(state: State, kind: str, rng: random.Random) -> str:
    words = _STATE[state.role, state.test]
    if kind == "light" and state.role == "on":
        words = (*words, "亮着") if state.test == "=true" else (*words, "灭了", "没开")
    if kind == "curtain" and state.role == "position":
        words = {">0": ("拉开着", "开着", "打开了"), "=0": ("拉上了", "关着", "拉好了")}.get(
            state.test, words
        )
    if state.test == "=running" and kind in {"washer", "dishwasher"}:
        words = (*words, "在洗")
    if state.test == "=done" and kind in {"washer", "dishwasher"}:
        words = (*words, "洗好了", "洗完了")
    return rng.choice(words)


@family(kind=9, weight=3.2)
def yes_no(home: Household, rng: random.Random) -> Draft | None:
    """Whether one device is in a state; the test is the state that was asked about."""
    options = [(t, s) for t in home.world.things for s in _states(home, t)]
    if not options:
        return None
    role = rng.choice(sorted({s.role for _, s in options}))
    thing, state = rng.choice([(t, s) for t, s in options if s.role == role])
    said = _refer(home, thing, rng, state.role)
    if said is None:
        return None
    word = _words_for(state, home.kinds[thing.id], rng)
    lines = tuple(t for t in _YES if not ("没有" in t and (not word.endswith("了") or "没" in word)))
    lines = tuple(t for t in lines if not (word.startswith("是") and ("是不是" in t or "是否" in t)))
    roll = rng.random()
    if roll < 0.2 and (word.endswith("着") or word.startswith("在")):
        lines = tuple(t for t in _STILL if not (word.startswith("在") and "还在" in t) and "在{s}" not in t)
    elif roll < 0.35 and (state.role, state.test) in _DID:
        lines = _DID[state.role, state.test]
    return draft(
        say(rng, home, lines, x=said, s=word), f"check {home.label(thing)}: {test_text(home, thing, state)}"
    )  # fmt: skip


@family(kind=9, weight=0.7)
def doing(home: Household, rng: random.Random) -> Draft | None:
    """The state of something that works through a job, or what is playing."""
    role, lines = rng.choice((("state", _DOING), ("title", _PLAYING)))
    things = [t for t in home.world.things if home.prop(t, role) and home.kinds[t.id] not in _ASKED_OTHERWISE]
    if not things:
        return None
    thing = rng.choice(things)
    said = _refer(home, thing, rng, role)
    return draft(say(rng, home, lines, x=said), f"get {home.label(thing)}: {role}") if said else None


@family(kind=9, weight=0.6)
def compared_with(home: Household, rng: random.Random) -> Draft | None:
    """Whether a number is above or below another one."""
    options = [
        (t, role)
        for t in home.world.things
        for role in _MEASURED
        if (p := home.prop(t, role))
        and p.kind in {Kind.INTEGER, Kind.NUMBER}
        and home.kinds[t.id] not in _ASKED_OTHERWISE
    ]
    if not options:
        return None
    thing, role = rng.choice(sorted(options, key=lambda o: (o[0].id, o[1])))
    said, attribute = _refer(home, thing, rng, role), home.prop(thing, role)
    if said is None or attribute is None:
        return None
    n = rng.randint(16, 28) if "temperature" in role else rng.choice((10, 15, 20, 25, 30, 40, 50, 60, 70, 80))
    above = rng.random() < 0.5
    unit = "度" if "temperature" in role else "%" if attribute.unit == "%" and rng.random() < 0.5 else ""
    words = f"{n}%" if unit == "%" else number_said(n, rng) + unit
    text = say(rng, home, _ABOVE if above else _BELOW, x=said, p=PROPERTIES[role][0], n=words)
    return draft(text, f"check {home.label(thing)}: {attribute.name}{'>' if above else '<'}{n}")


@family(kind=9, weight=1.0)
def lists(home: Household, rng: random.Random) -> Draft | None:
    """What is on a list or in a calendar."""
    kind = rng.choice(("list", "list", "calendar"))
    things = home.of_type(kind)
    if not things:
        return None
    thing = rng.choice(things)
    said = spoken(home, thing, rng)
    if said is None:
        return None
    if kind == "calendar":
        asked, name = rng.choice(((_EVENTS, "events"), (_NEXT_EVENT, "next_event")))
        return draft(say(rng, home, asked, x=said), f"get {home.label(thing)}: {name}")
    shopping = len(things) == 1 and ("购" in thing.name or "买" in thing.name)
    lines = _SHOPPING if shopping and rng.random() < 0.35 else _ITEMS
    return draft(say(rng, home, lines, x=said), f"get {home.label(thing)}: items")


@family(kind=9, weight=1.2)
def weather(home: Household, rng: random.Random) -> Draft | None:
    """The weather; without a source for it, it is unknown."""
    things = home.of_type("weather")
    if not things:
        return draft(say(rng, home, _WEATHER), 'refuse unknown "天气"') if rng.random() < 0.15 else None
    label, thing = home.label(things[0]), things[0]
    roll = rng.random()
    if roll < 0.4:
        return draft(say(rng, home, _WEATHER), f"get {label}: condition, temperature")
    if roll < 0.6:
        return draft(say(rng, home, _OUTSIDE), f"get {label}: temperature")
    if roll < 0.75 and thing.find_property("rain_chance"):
        return draft(say(rng, home, _RAIN), f"get {label}: rain_chance")
    condition = rng.choice(tuple(_CONDITIONS))
    text = say(rng, home, _IS_WEATHER, s=rng.choice(_CONDITIONS[condition]))
    return draft(text, f"check {label}: condition={condition}")


def _place(home: Household, room: str, rng: random.Random) -> str:
    """`厨房里`; 这里 or 屋里 where the speaker is there."""
    if home.speaker.room == room and rng.random() < 0.5:
        return rng.choice((*HERE[:6], ""))
    return in_room(spoken_room(home, room, rng), rng)


@family(kind=9, weight=1.7)
def climate(home: Household, rng: random.Random) -> Draft | None:
    """How warm or humid a room is."""
    role = rng.choice(("temperature", "temperature", "humidity"))
    rooms = [(r.name, t) for r in home.world.rooms if (t := measuring(home, r.name, role))]
    if not rooms:
        return None
    room, thing = rng.choice(rooms)
    attribute = home.prop(thing, role)
    if attribute is None:
        return None
    where = _place(home, room, rng)
    n = rng.randint(15, 29)
    lines: tuple[str, ...] = _ROOM_WARM if role == "temperature" else _ROOM_HUMID
    plan = f"get {home.label(thing)}: {attribute.name}"
    if role == "temperature" and rng.random() < 0.3:
        above = rng.random() < 0.5
        lines = _WARMER_THAN if above else _COLDER_THAN
        plan = f"check {home.label(thing)}: {attribute.name}{'>' if above else '<'}{n}"
    lines = tuple(t for t in lines if where or not t.startswith(("{l}的", "{l}有", "{l}多", "{l}比")))
    return draft(say(rng, home, lines, l=where, n=number_said(n, rng)), plan)


@family(kind=9, weight=0.6)
def motion(home: Household, rng: random.Random) -> Draft | None:
    """Whether somebody is there."""
    sensors = home.of_type("motion sensor")
    single = [t for t in sensors if t.room and len(home.of_type("motion sensor", t.room)) == 1]
    if not single:
        return None
    thing = rng.choice(single)
    where = spoken_room(home, thing.room or "", rng)
    return draft(say(rng, home, _SOMEBODY, l=where), f"check {home.label(thing)}: motion=true")


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
        if k in s.kinds and (s.role, s.test) in _STATE and alike(home, ts, s.role) and _knows(home, ts, s)
    ]
    if not options:
        return None
    kind = rng.choice(sorted({k for k, _, _ in options}, key=lambda k: (-len(home.of_type(k)), k))[:5])
    _, things, state = rng.choice([o for o in options if o[0] == kind])
    where, places, members = _scope(home, rng, things)
    noun = noun_of_all(home, things, rng)
    if len(members) < 2 or noun is None:
        return None
    word = _words_for(state, kind, rng).removeprefix("是").removesuffix("的")
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
        for role in sorted(_MEASURED):
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


_IS_COLOUR = ("{x}是{c}吗", "{x}现在是{c}吗", "{x}是不是{c}的", "{x}亮的是{c}吗", "看看{x}是不是{c}")


@family(kind=9, weight=0.3)
def coloured(home: Household, rng: random.Random) -> Draft | None:
    """Whether a light has a colour."""
    lights = [t for t in home.of_type("light") if home.prop(t, "color")]
    if not lights:
        return None
    thing = rng.choice(lights)
    said, attribute = _refer(home, thing, rng, "color"), home.prop(thing, "color")
    if said is None or attribute is None:
        return None
    choice = rng.choice(attribute.choices)
    text = say(rng, home, _IS_COLOUR, x=said, c=COLOURS[choice][0])
    return draft(text, f"check {home.label(thing)}: {attribute.name}={choice}")
