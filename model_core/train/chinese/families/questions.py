"""Kind 9: questions about one device, a room, the weather or a list."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.train.chinese.names import COLOURS
from model_core.train.chinese.numerals import number_said
from model_core.train.chinese.registry import family
from model_core.train.chinese.speech import HERE, in_room, spoken, spoken_room
from model_core.train.example import Draft
from model_core.train.families.asking import State, states_of, test_text
from model_core.train.families.questions import draft, measuring
from model_core.train.home import Household
from model_core.train.phrasing import say
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
STATE_WORDS: Mapping[tuple[str, str], tuple[str, ...]] = {
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
MEASURED = frozenset({"brightness", "volume", "temperature", "humidity", "battery", "co2", "power_draw",
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
    return [s for s in states_of(home, thing) if (s.role, s.test) in STATE_WORDS]


def words_for(state: State, kind: str, rng: random.Random) -> str:
    """A way to say that a device of the kind is in the state."""
    words = STATE_WORDS[state.role, state.test]
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
    word = words_for(state, home.kinds[thing.id], rng)
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
        for role in MEASURED
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
