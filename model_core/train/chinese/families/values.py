"""Kind 3: brightness, colours, white tones, volume, positions, temperatures, speeds, modes, sources."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.plan import Value, Word
from model_core.train.amounts import plain_percent
from model_core.train.chinese.intents import choose, set_one, set_these
from model_core.train.chinese.names import COLOURS
from model_core.train.chinese.numerals import degrees, number_said, numeral, percent, percent_said
from model_core.train.chinese.registry import family
from model_core.train.example import Draft
from model_core.train.families.media import only_media
from model_core.train.families.values import choices_of, having, set_here
from model_core.train.home import Household
from model_core.train.intents import MEDIA, is_kind, of_kinds
from model_core.train.phrasing import say
from model_core.world import Thing

_DIM = (
    "把{x}调到{n}", "{x}调到{n}", "把{x}的亮度调到{n}", "{x}亮度调到{n}", "{x}亮度{n}", "把{x}亮度设为{n}",
    "将{x}亮度设置为{n}", "{x}的亮度改成{n}", "把{x}开到{n}", "{x}开到{n}的亮度", "{x}亮度设成{n}",
    "调{x}到{n}", "{x}{n}亮度", "{x}的亮度要{n}", "我要{x}亮度{n}", "{x}亮度给我调到{n}", "把{x}的光调到{n}",
    "设置{x}亮度为{n}", "{x}打到{n}", "{x}调成{n}亮度",
)  # fmt: skip
_FULL = (
    "把{x}调到最亮", "{x}调到最亮", "{x}开到最亮", "把{x}的亮度调到最大", "{x}最亮", "{x}亮度拉满",
    "把{x}亮度拉满", "{x}亮度调到最高", "让{x}最亮", "{x}亮度最大", "{x}开到最大亮度",
)  # fmt: skip
_FAINT = (
    "把{x}调到最暗", "{x}调到最暗", "{x}亮度调到最低", "把{x}的亮度调到最小", "{x}最暗", "{x}亮度最低",
    "让{x}最暗", "{x}开到最暗", "{x}调成最暗",
)  # fmt: skip
_HERE_DIM = (
    "亮度调到{n}", "亮度{n}", "把灯调到{n}", "灯光调到{n}", "灯调到{n}", "把灯光亮度设为{n}",
    "灯的亮度调到{n}", "亮度设成{n}", "把亮度调到{n}", "灯光亮度{n}", "灯开到{n}", "把灯的亮度改成{n}",
)  # fmt: skip
_COLOUR = (
    "把{x}调成{c}", "{x}调成{c}", "{x}变成{c}", "把{x}换成{c}", "{x}换成{c}", "把{x}设为{c}", "{x}改成{c}",
    "将{x}设置为{c}", "{x}的颜色调成{c}", "把{x}的颜色换成{c}", "{x}{c}", "我要{x}{c}", "{x}颜色设成{c}",
    "让{x}变{c}", "{x}发{c}的光", "{x}调个{c}", "{x}切到{c}", "把{x}的灯光变成{c}", "{x}要{c}的",
)  # fmt: skip
_KELVIN = (
    "{x}色温调到{k}", "把{x}的色温设为{k}K", "{x}色温{k}", "把{x}调到{k}开尔文", "{x}色温设成{k}K",
    "将{x}的色温调整为{k}", "{x}的色温改成{k}开", "{x}调到{k}K",
)  # fmt: skip
_WHITES = (("暖光", 2700), ("暖白光", 2700), ("暖色", 2700), ("暖黄光", 2700), ("冷光", 5000), ("冷白光",
    5000),
    ("冷色", 5000), ("自然光", 4000), ("中性光", 4000), ("自然白", 4000))  # fmt: skip
_WHITE = (
    "把{x}调成{c}", "{x}调成{c}", "{x}换成{c}", "把{x}设为{c}", "{x}改成{c}", "{x}开{c}", "{x}切换到{c}",
    "让{x}变{c}", "{x}要{c}",
)  # fmt: skip
_VOLUME = (
    "把{x}的音量调到{n}", "{x}音量调到{n}", "{x}音量{n}", "把{x}音量设为{n}", "{x}的音量改成{n}",
    "{x}声音调到{n}", "把{x}的声音调到{n}", "将{x}音量设置为{n}", "{x}声音开到{n}", "{x}音量给我调到{n}",
    "{x}音量设成{n}", "设置{x}音量为{n}", "我要{x}音量{n}", "{x}的声音设为{n}",
)  # fmt: skip
_HERE_VOLUME = (
    "音量{n}", "音量调到{n}", "把音量调到{n}", "声音调到{n}", "音量设为{n}", "把声音调到{n}", "音量改成{n}",
    "声音开到{n}", "音量设成{n}", "将音量调整到{n}",
)  # fmt: skip
_LOUDEST = (
    "{x}音量最大", "{x}声音开到最大", "把{x}音量调到最大", "{x}音量拉满", "把{x}的声音调到最大",
    "{x}声音最大",
)  # fmt: skip
_POSITION = (
    "把{x}开到{n}", "{x}开到{n}", "{x}打开{n}", "把{x}拉到{n}", "{x}拉开{n}", "把{x}调到{n}", "{x}调到{n}",
    "{x}的开度设为{n}", "{x}开{n}", "把{x}打开到{n}", "{x}位置调到{n}", "将{x}设置到{n}", "把{x}停在{n}",
    "{x}停在{n}", "{x}开度{n}",
)  # fmt: skip
_HALF = (
    "把{x}开一半", "{x}开一半", "{x}拉开一半", "把{x}打开一半", "{x}半开", "{x}拉一半", "{x}关一半",
    "把{x}拉到一半", "{x}留一半", "让{x}半开着", "把{x}关一半",
)  # fmt: skip
_HEAT = (
    "把{x}调到{n}", "{x}调到{n}", "{x}设为{n}", "把{x}温度设为{n}", "{x}温度调到{n}", "{x}{n}",
    "将{x}设置为{n}", "{x}开到{n}", "把{x}的温度调到{n}", "{x}设成{n}", "{x}的温度改成{n}", "给{x}设{n}",
    "让{x}保持{n}", "{x}定在{n}", "{x}给我调到{n}", "设置{x}温度为{n}", "{x}打到{n}", "把{x}开到{n}",
    "{x}温度要{n}",
)  # fmt: skip
_HERE_HEAT = (
    "温度调到{n}", "把温度调到{n}", "温度设为{n}", "温度{n}", "室温调到{n}", "屋里调到{n}",
    "把房间温度设为{n}", "我想要{n}", "把室温调到{n}", "温度设成{n}", "房间温度调到{n}", "温度改成{n}",
)  # fmt: skip
_SPEED = (
    "把{x}调到{n}", "{x}风速调到{n}", "{x}风速{n}", "把{x}的风速设为{n}", "{x}的风速调到{n}", "{x}开到{n}",
    "{x}风力调到{n}", "将{x}风速设置为{n}", "把{x}开到{n}", "{x}风量调到{n}", "{x}风速设成{n}",
)  # fmt: skip
_LEVELS: Mapping[str, tuple[str, ...]] = {
    "low": ("低档", "低风", "低速", "一档"), "medium": ("中档", "中风", "中速", "二档"),
    "high": ("高档", "高风", "高速", "三档"), "quiet": ("静音模式", "安静模式"), "turbo": ("强力",
    "强劲模式"),
    "auto": ("自动", "自动模式"), "normal": ("普通模式", "正常风"), "sleep": ("睡眠模式", "睡眠风"),
    "nature": ("自然风", "自然风模式"), "cool": ("制冷", "制冷模式"), "heat": ("制热", "制热模式"),
    "dry": ("除湿", "除湿模式"), "fan": ("送风", "送风模式"), "eco": ("节能模式", "省电模式"),
    "comfort": ("舒适模式",), "away": ("外出模式", "离家模式"), "boost": ("强力模式", "加强模式"),
    "performance": ("高性能模式",), "bake": ("烘烤模式",), "grill": ("烧烤模式",), "defrost": ("解冻模式",),
    "balanced": ("标准模式", "标准吸力"), "max": ("最大吸力",), "rainbow": ("彩虹效果",),
    "candle": ("烛光效果",),
    "party": ("派对效果",), "sunrise": ("日出效果",),
}  # fmt: skip
_MODE = (
    "把{x}调到{m}", "{x}调到{m}", "{x}切换到{m}", "把{x}设为{m}", "{x}开{m}", "{x}换成{m}", "将{x}设置为{m}",
    "{x}用{m}", "把{x}切到{m}", "{x}改成{m}", "让{x}用{m}", "{x}设成{m}", "{x}{m}",
)  # fmt: skip
_AIR_MODE = (
    "把{x}的风速调到{m}", "{x}风速{m}", "{x}风速调到{m}", "{x}风量设为{m}", "把{x}风速设为{m}",
    "{x}的风速改成{m}",
)  # fmt: skip
_SOURCE = (
    "把{x}切到{s}", "{x}切换到{s}", "{x}换到{s}", "在{x}上打开{s}", "{x}打开{s}", "{x}的信号源换成{s}",
    "{x}放{s}", "把{x}的输入切到{s}", "{x}选{s}", "用{x}看{s}",
)  # fmt: skip
_CHANNEL = (
    "{x}换到{n}台", "把{x}调到{n}台", "{x}切到{n}频道", "{x}看{n}台", "{x}调到第{n}频道", "{x}转到{n}台",
    "把{x}的频道换成{n}",
)  # fmt: skip
_HUMID = (
    "把{x}调到{n}", "{x}湿度设为{n}", "{x}的湿度调到{n}", "{x}目标湿度{n}", "把{x}湿度设成{n}", "{x}设到{n}",
    "{x}湿度调到{n}",
)  # fmt: skip


@family(kind=3, weight=2.0)
def brightness(home: Household, rng: random.Random) -> Draft | None:
    """A light at a brightness."""
    things = having(home, "brightness", "light")
    if not things:
        return None
    able, roll, amount = is_kind(home, "light"), rng.random(), percent(rng)
    if roll < 0.12:
        return set_one(home, rng, things, {"brightness": Word.MAXIMUM}, _FULL, able=able)
    if roll < 0.2:
        return set_one(home, rng, things, {"brightness": Word.MINIMUM}, _FAINT, able=able)
    wanted = {"brightness": amount.value}
    if roll < 0.38:
        return set_here(home, things, "light", wanted, say(rng, home, _HERE_DIM, n=amount.said))
    return set_one(home, rng, things, wanted, _DIM, able=able, n=amount.said)


@family(kind=3, weight=1.5)
def colour(home: Household, rng: random.Random) -> Draft | None:
    """A light in a colour."""
    things = having(home, "color", "light")
    if not things:
        return None
    thing = rng.choice(things)
    value = rng.choice(choices_of(home, thing, "color"))
    words = [w for w in COLOURS[value] if len(w) > 1]
    return set_one(
        home, rng, [thing], {"color": value}, _COLOUR, able=is_kind(home, "light"), c=rng.choice(words)
    )


@family(kind=3, weight=0.9)
def white(home: Household, rng: random.Random) -> Draft | None:
    """A white tone in kelvin, or by name where the light has no colours."""
    things = having(home, "color_temperature", "light")
    if rng.random() < 0.5:
        n = rng.choice((2200, 2500, 2700, 3000, 3500, 4000))
        said = str(n) if rng.random() < 0.8 else numeral(n)
        return set_one(
            home, rng, things, {"color_temperature": n}, _KELVIN, able=is_kind(home, "light"), k=said
        )
    said, value = rng.choice(_WHITES)
    things = tuple(
        t
        for t in things
        if home.prop(t, "color") is None
        and (p := home.prop(t, "color_temperature"))
        and value <= (p.maximum or 0)
    )
    return set_one(
        home, rng, things, {"color_temperature": value}, _WHITE, able=is_kind(home, "light"), c=said
    )


@family(kind=3, weight=1.3)
def volume(home: Household, rng: random.Random) -> Draft | None:
    """A speaker or television at a volume."""
    amount = percent(rng)
    wanted = {"volume": amount.value}
    if rng.random() < 0.35:
        thing = only_media(home, "volume")
        return (
            set_these(home, say(rng, home, _HERE_VOLUME, n=amount.said), [thing], wanted) if thing else None
        )
    things, able = having(home, "volume", *MEDIA), is_kind(home, *MEDIA)
    if rng.random() < 0.12:
        return set_one(home, rng, things, {"volume": Word.MAXIMUM}, _LOUDEST, able=able)
    return set_one(home, rng, things, wanted, _VOLUME, able=able, n=amount.said)


@family(kind=3, weight=1.2)
def position(home: Household, rng: random.Random) -> Draft | None:
    """A cover or valve at a position."""
    kinds = ("curtain", "blind", "valve", "garage door", "gate")
    things = having(home, "position", *kinds)
    able = is_kind(home, *kinds, "lock")
    if rng.random() < 0.25:
        plain = [t for t in things if home.kinds[t.id] in {"curtain", "blind"}]
        return set_one(home, rng, plain, {"position": 50}, _HALF, able=able)
    n = plain_percent(rng)
    said = percent_said(n, rng)
    if rng.random() < 0.15:
        said, n = rng.choice(
            (("三分之一", 33), ("四分之一", 25), ("四分之三", 75), ("八成", 80), ("三成", 30))
        )
    lines = tuple(t for t in _POSITION if "拉" not in t) if rng.random() < 0.4 else _POSITION
    chosen = [t for t in things if home.kinds[t.id] in {"curtain", "blind"}] if lines is _POSITION else things
    return set_one(home, rng, chosen, {"position": n}, lines, able=able, n=said)


@family(kind=3, weight=2.0)
def temperature(home: Household, rng: random.Random) -> Draft | None:
    """Heating, cooling, ovens, kettles and water heaters at a temperature."""
    kinds = ("thermostat", "air conditioner", "heater", "oven", "kettle", "water heater")
    things = having(home, "target_temperature", *kinds)
    if not things:
        return None
    thing = rng.choice(things)
    known = home.prop(thing, "target_temperature")
    low, high = (known.minimum or 5, known.maximum or 30) if known else (5, 30)
    if home.kinds[thing.id] in {"thermostat", "heater", "air conditioner"} and rng.random() < 0.85:
        low, high = 17, 28
    amount = degrees(rng, low, high)
    wanted = {"target_temperature": amount.value}
    climate = [
        t
        for t in of_kinds(home, ("thermostat", "air conditioner", "heater"))
        if home.speaker.room and t.room == home.speaker.room
    ]
    if rng.random() < 0.4 and home.kinds[thing.id] == "thermostat" and climate in ([], [thing]):
        text = say(rng, home, _HERE_HEAT, n=amount.said)
        return set_here(home, having(home, "target_temperature", "thermostat"), "thermostat", wanted, text)
    return set_one(home, rng, [thing], wanted, _HEAT, able=is_kind(home, *kinds), n=amount.said)


@family(kind=3, weight=1.0)
def speed(home: Household, rng: random.Random) -> Draft | None:
    """A fan or purifier at a speed, in percent or words."""
    things = having(home, "speed", "fan", "air purifier")
    able = is_kind(home, "fan", "air purifier")
    if rng.random() < 0.45:
        level, value = rng.choice((("low", 33), ("medium", 66), ("high", 100)))
        said = rng.choice([w for w in _LEVELS[level] if w[0] in "低中高"])
        return set_one(home, rng, things, {"speed": value}, _MODE, able=able, m=said)
    amount = percent(rng)
    return set_one(home, rng, things, {"speed": amount.value}, _SPEED, able=able, n=amount.said)


@family(kind=3, weight=1.7)
def mode(home: Household, rng: random.Random) -> Draft | None:
    """A device in one of its modes."""
    kinds = ("thermostat", "air conditioner", "fan", "air purifier", "humidifier", "heater", "oven",
        "water heater", "dehumidifier", "light", "vacuum")  # fmt: skip
    role = rng.choice(("mode", "mode", "mode", "fan_mode", "effect", "fan_speed"))
    options = [(t, c) for t in having(home, role, *kinds) for c in choices_of(home, t, role) if c in _LEVELS]
    if not options:
        return None
    thing, value = rng.choice(options)
    templates = _AIR_MODE if role == "fan_mode" else _MODE
    words = [w for w in _LEVELS[value] if "风" not in w or role != "fan_mode"]
    if home.kinds[thing.id] == "vacuum":
        words = {"quiet": ["安静模式"], "turbo": ["强力模式"]}.get(value, words)
    able = is_kind(home, *kinds)
    return set_one(home, rng, [thing], {role: value}, templates, able=able, m=rng.choice(words))


@family(kind=3, weight=0.8)
def source(home: Household, rng: random.Random) -> Draft | None:
    """An input or app on a television or speaker."""
    things = having(home, "source", *MEDIA)
    if not things:
        return None
    thing = rng.choice(things)
    value = rng.choice([*choices_of(home, thing, "source")])
    words: Mapping[str, tuple[str, ...]] = {
        "Bluetooth": ("蓝牙", "Bluetooth"), "Radio": ("收音机", "电台"), "Live TV": ("电视直播", "直播"),
        "Vinyl": ("黑胶唱机",), "Line In": ("线路输入",), "Aux": ("AUX",), "HDMI 1": ("HDMI 1", "HDMI1",
        "HDMI一"),
        "HDMI 2": ("HDMI 2", "HDMI2", "HDMI二"),
    }  # fmt: skip
    lines = tuple(t for t in _SOURCE if home.kinds[thing.id] == "television" or "看" not in t)
    said = rng.choice(words.get(value, (value,)))
    draft = set_one(home, rng, [thing], {"source": value}, lines, able=is_kind(home, *MEDIA), s=said)
    return draft and Draft(draft.utterance, draft.plan, draft.expected, protect=(said,))


@family(kind=3, weight=0.5)
def channel(home: Household, rng: random.Random) -> Draft | None:
    """A television channel."""
    n = rng.choice((rng.randint(1, 20), rng.randint(1, 999)))
    things, able = having(home, "channel", "television"), is_kind(home, "television")
    return set_one(home, rng, things, {"channel": n}, _CHANNEL, able=able, n=number_said(n, rng, words=0.3))


@family(kind=3, weight=0.6)
def humidity(home: Household, rng: random.Random) -> Draft | None:
    """A humidifier or dehumidifier at a target."""
    kinds = ("humidifier", "dehumidifier")
    n = rng.randint(6, 16) * 5
    things, wanted = having(home, "target_humidity", *kinds), {"target_humidity": n}
    return set_one(home, rng, things, wanted, _HUMID, able=is_kind(home, *kinds), n=percent_said(n, rng))


_BOTH = (
    "把{x}调成{a}、{b}", "{x}{a}，{b}", "把{x}调到{a}，{b}", "{x}设为{a}，{b}", "把{x}设成{a}、{b}",
    "{x}调成{a}，{b}", "{x}换成{a}，{b}", "把{x}改成{a}，{b}", "{x}开{a}，{b}", "将{x}设置为{a}，{b}",
)  # fmt: skip


@family(kind=3, weight=1.5)
def two_settings(home: Household, rng: random.Random) -> Draft | None:
    """Colour and brightness of a light, mode and temperature of an air conditioner."""
    options = [(t, s) for t in home.world.things if (s := _settings(home, t, rng))]
    if not options:
        return None
    thing, settings = rng.choice(options)
    kind = home.kinds[thing.id]
    found = choose(home, rng, [thing], is_kind(home, kind))
    if found is None:
        return None
    rng.shuffle(settings)
    wanted: dict[str, Value] = {role: value for role, value, _ in settings}
    text = say(rng, home, _BOTH, x=found[1], a=settings[0][2], b=settings[1][2])
    return set_these(home, text, [thing], wanted)


def _settings(home: Household, thing: Thing, rng: random.Random) -> list[tuple[str, Value, str]]:
    """Two settings of a device with their words; none where it has no such two."""
    n = plain_percent(rng)
    kind = home.kinds[thing.id]
    if kind == "light" and home.can(thing, "color") and home.can(thing, "brightness"):
        value = rng.choice(choices_of(home, thing, "color"))
        said = f"亮度{percent_said(n, rng)}"
        return [("color", value, COLOURS[value][0]), ("brightness", n, said)]
    modes = [m for m in choices_of(home, thing, "mode") if m in {"cool", "heat", "auto", "eco"}]
    if kind in {"air conditioner", "thermostat"} and modes and home.can(thing, "mode"):
        value, warm = rng.choice(modes), rng.randint(18, 27)
        said = rng.choice(_LEVELS[value])
        return [("mode", value, said), ("target_temperature", warm, f"{number_said(warm, rng)}度")]
    return []
