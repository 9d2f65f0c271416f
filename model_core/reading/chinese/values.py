"""Amounts, colours and choices as they are said in Mandarin, and what they are on a device."""

from __future__ import annotations

import re
from functools import lru_cache

from model_core.plan import Word
from model_core.reading import roles, values, wishes
from model_core.reading.chinese import levels
from model_core.reading.chinese.nouns import CHOICES
from model_core.reading.chinese.places import key
from model_core.reading.values import Amount, Extreme, Said
from model_core.reading.wishes import Wish
from model_core.world import Attribute, Kind, Thing

_PERCENT = re.compile(r"^(\d+(?:\.\d+)?)(?:%|个?百分点|个点|个?格|个)$")
_PARTS = re.compile(r"^(\d+)分之(\d+)$")
_TENTHS = re.compile(r"^(\d)成(?:(半|\d))?$")
_DEGREES = re.compile(r"^(-?\d+(?:\.\d+)?)(?:度|摄氏度|℃|°c?)$|^摄氏(-?\d+(?:\.\d+)?)度$")
_FAHRENHEIT = re.compile(r"^华氏(\d+(?:\.\d+)?)度?$|^(\d+(?:\.\d+)?)(?:华氏度|°f)$")
_KELVIN = re.compile(r"^(\d{4,5})(?:k|开尔文|开)(?:的?(?:[冷暖]?[白黄])?光)?$")
_CHANNEL = re.compile(r"^第?(\d+)(?:台|频道)$")
_NUMBER = re.compile(r"^(-?\d+(?:\.\d+)?)$")
_WHERE = re.compile(
    r"(?<=[\d半%成])的?(?:位置|地方|高度|程度|亮度?|光亮|缝儿?|缝隙|高|宽|风|风力|音量|声音?|水)(?:就行)?$"
)
_CALLED = re.compile(r"(?:的?那一?[个种]?)?的?(?:模式|程序|效果|档位?|挡|输入|信号源?|路)$|的?那[个种]$")
_FOREIGN = re.compile(r"[a-z][a-z ]*")
_HALVES = frozenset({"一半", "一半儿", "半"})
_MOST = frozenset(
    [
        "最大",
        "最高",
        "最大值",
        "最高档",
        "最亮",
        "最强",
        "最大亮度",
        "最大音量",
        "最快",
        "满",
        "最响",
        "最大声",
        "最大音",
        "最猛",
        "最足",
        "最满",
        "顶",
        "最热",
        "顶亮",
        "顶格",
        "最顶",
        "最顶上",
        "最上面",
        "顶上",
        "最大档",
        "头",
        "上限",
        "顶儿",
        "尽头",
        "头儿",
        "最高点",
        "最大最大",
        "最亮最亮",
        "最高最高",
    ]
)
_LEAST = frozenset(
    [
        "最小",
        "最低",
        "最小值",
        "最低档",
        "最暗",
        "最弱",
        "最低亮度",
        "最小亮度",
        "最慢",
        "最轻",
        "最小声",
        "最底",
        "最底下",
        "最下面",
    ]
)
_KELVINS = {
    "暖光": 2700, "暖白光": 2700, "暖色": 2700, "暖黄光": 2700, "暖白": 2700, "暖": 2700, "暖黄": 2700,
    "暖黄色": 2700, "冷光": 5000, "冷白光": 5000, "冷色": 5000, "冷白": 5000, "冷": 5000, "自然光": 4000,
    "自然白": 4000, "自然白光": 4000, "中性光": 4000, "中性白": 4000, "日光": 5500, "日光白": 5500,
    "日光色": 5500, "正白": 6000, "正白光": 6000, "正白色": 6000, "烛光": 2000, "烛光色": 2000,
}  # fmt: skip
_SURE = frozenset({"brightness", "volume", "temperature", "position", "color temperature"})
"""What a device that lacks it cannot be told, whatever the value."""
_SPEEDS = {"low": 33, "medium": 66, "high": 100}
_ENDS = {Word.MAXIMUM: ("max", "高档"), Word.MINIMUM: ("min", "低档")}
_COLOURS = frozenset(
    {
        "red",
        "orange",
        "yellow",
        "green",
        "cyan",
        "blue",
        "purple",
        "pink",
        "white",
        "warm white",
        "cool white",
    }
)
_CHOSEN = tuple((english, frozenset(said)) for english, said in CHOICES.items())


def read(text: str) -> Said | None:
    """The amount that words stand for; None where they stand for none."""
    text = _WHERE.sub("", text.strip())
    if text in _HALVES:
        return Amount(50, "percent")
    if text in _MOST:
        return Extreme(Word.MAXIMUM)
    if text in _LEAST:
        return Extreme(Word.MINIMUM)
    if found := _PERCENT.match(text):
        return Amount(float(found[1]), "percent")
    if found := _PARTS.match(text):
        return Amount(float(round(100 * int(found[2]) / max(1, int(found[1])))), "percent")
    if found := _TENTHS.match(text):
        return Amount(10.0 * int(found[1]) + int((found[2] or "0").replace("半", "5")), "percent")
    if found := _DEGREES.match(text):
        return Amount(float(found[1] or found[2]), "degrees")
    if found := _FAHRENHEIT.match(text):
        return Amount(float(found[1] or found[2]), "F")
    if found := _KELVIN.match(text):
        return Amount(float(found[1]), "kelvin")
    if found := _CHANNEL.match(text):
        return Amount(float(found[1]), "", "channel")
    if found := _NUMBER.match(text):
        return Amount(float(found[1]))
    return None


@lru_cache(maxsize=1024)
def choices(text: str) -> tuple[str, ...]:
    """The English words that a choice may be in a self-description, and the words themselves."""
    bare = re.sub(r"(?:的颜色|颜色的?|的光|的)$", "", text)
    shorter = _CALLED.sub("", bare)
    said = {bare, shorter} - {""}
    found = [english for english, words in _CHOSEN if said & words]
    return (*found, bare, shorter)


def choice_of(attribute: Attribute, text: str) -> str | None:
    """The choice of a property that the words name."""
    for said in choices(text):
        found = values.choice_of(attribute, said)
        if found is not None:
            return found
    if attribute.kind is Kind.STRING:
        return next((c for c in attribute.choices if key(c) == key(text)), None)
    return None


def is_colour(text: str) -> bool:
    """Whether words name a colour of light."""
    return bool(_COLOURS & set(choices(text)))


def valued(text: str, role: str | None) -> Wish | None:
    """The wish for a value in words, of the property that is named or that it fits."""
    said = read(text)
    if (step := levels.STEP.match(text)) and role in {None, "speed"}:
        return _stepped(step[1], text, role)
    if said is not None:
        if isinstance(said, Amount) and said.role == "channel":
            said, role = Amount(said.number), "channel"
        if role == "color temperature" and isinstance(said, Amount) and not said.unit:
            said = Amount(said.number, "kelvin")
        wish = wishes.valued(said, role)
        if role == "speed" and isinstance(said, Extreme):
            wish = _fastest(wish, said)
        measured = isinstance(said, Amount) and said.unit in {"percent", "degrees", "kelvin", "F"}
        return Wish(wish.told, sure=measured or role in _SURE)
    if not text or re.search(r"\d[%度k]", text):
        return None
    return _chosen(text, role)


def _fastest(wish: Wish, said: Extreme) -> Wish:
    """The end of a speed: of what has a number for it, else the choice that is it."""
    chosen = [_chosen(text, "speed") for text in _ENDS.get(said.word, ())]

    def told(thing: Thing) -> str | None:
        options = (w.told(thing) for w in (wish, *chosen) if w is not None)
        return next(filter(None, options), None)

    return Wish(told, sure=False)


def _stepped(number: str, text: str, role: str | None) -> Wish:
    """`三档`: of what has steps, else the choice or the speed that this is."""
    step, chosen = levels.at(number), _chosen(re.sub(r"^最[高低大小]|^第", "", text), role)

    def told(thing: Thing) -> str | None:
        return step.told(thing) or (chosen.told(thing) if chosen is not None else None)

    return Wish(told, sure=False)


def _chosen(text: str, role: str | None) -> Wish | None:
    names = choices(text)
    colour = is_colour(text)

    def told(thing: Thing) -> str | None:
        offers = [
            (p.name, c) for p in thing.properties if p.writable and (c := choice_of(p, text)) is not None
        ]
        if role is not None:
            named = roles.spoken_property(thing, role)
            own = [(n, c) for n, c in offers if named is not None and n == named.name]
            if not own and role == "speed":
                own = [(n, c) for n, c in offers if n in {"fan_mode", "fan_speed", "speed"}]
            offers = own
        if len(offers) == 1:
            return f"{offers[0][0]}={offers[0][1]}"
        if offers:
            return None
        speed = roles.find(thing, "speed")
        level = next((_SPEEDS[n] for n in names if n in _SPEEDS), None)
        if speed is not None and level is not None and role in {None, "speed"}:
            return f"{speed.name}={level}"
        white = roles.find(thing, "color_temperature")
        kelvin = _KELVINS.get(text)
        if white is not None and kelvin is not None and role in {None, "color temperature", "color"}:
            return f"{white.name}={kelvin}"
        return None

    known = any(names[:-2]) or text in _KELVINS or _FOREIGN.fullmatch(text) is not None
    return (
        Wish(
            told, sure=(colour and "white" not in names) or (text in _KELVINS and role == "color temperature")
        )
        if known or role in {"source", "mode", None}
        else None
    )
