"""What Mandarin words want of devices, where English has other words for it."""

from __future__ import annotations

import re

from model_core.plan import Word
from model_core.reading import roles, values, wishes
from model_core.reading.chinese import values as said_values
from model_core.reading.chinese.nouns import PROPERTIES
from model_core.reading.wishes import Wish
from model_core.world import Kind, Thing

CLIMATE = frozenset({"thermostat", "air conditioner", "heater"})
_BARE = re.compile(r"\d\d(?:\.5)?")
_KELVINS = re.compile(r"[1-9]\d{3}")
"""A number that no brightness has is the color temperature of what shines."""
_DEGREES = re.compile(
    r"((?:制热|制冷|除湿|抽湿|送风|冷风|暖风|热风|自动|睡眠|舒适|节能)(?:模式)?)(?:到)?((?:1[6-9]|[23]\d)(?:\.5)?)|"
    r"((?:烘焙|烘烤|烧烤|热风|上下火)(?:模式)?)(?:到)?(1\d0|2[0-5]0)"
)
"""A number behind a mode is of degrees: `制热24`."""
_AT = re.compile(r"(?P<before>\D*)(?P<n>\d+(?:\.\d+)?)度?(?P<behind>\D*)")
_LEVEL = {
    "light": "brightness", "television": "volume", "speaker": "volume", "thermostat": "target_temperature",
    "heater": "target_temperature", "fan": "speed", "air purifier": "speed",
    "water heater": "target_temperature", "oven": "target_temperature",
    "humidifier": "target_humidity", "dehumidifier": "target_humidity",
}  # fmt: skip
"""What more and less mean for a device where no property is named."""
_FEEDING = ("feed", "dispense", "feed_now")
_NEXT_SETTING = re.compile(
    r"[、,]|(?<=.)(?=亮度|音量|温度)|(?<=[^\d.])(?=\d+(?:\.\d+)?度)|(?<=\d度)(?=[^、,半])|"
    r"(?<=[色光白])(?=\d成|\d{1,3}%|\d\d$|最[亮暗]$|一半$)"
)


def first(*options: Wish, sure: bool = False) -> Wish:
    """The first of several ways that a device knows."""

    def told(thing: Thing) -> str | None:
        return next((text for w in options if (text := w.told(thing)) is not None), None)

    return Wish(told, sure=sure)


def _heating(thing: Thing) -> str | None:
    mode = roles.find(thing, "mode")
    plain = mode is not None and wishes.type_of(thing) == "thermostat" and "heat" in mode.choices
    return f"{mode.name}=heat" if mode is not None and plain else None


def _not_lock(wish: Wish) -> Wish:
    return Wish(
        lambda t: None if wishes.type_of(t) in {"lock", "list", "phone"} else wish.told(t), sure=False
    )


def _flag(thing: Thing, name: str, *, value: bool) -> str | None:
    found = thing.find_property(name)
    plain = found is not None and found.writable and found.kind is Kind.BOOLEAN
    return f"{name}={'true' if value else 'false'}" if plain else None


def flagged(name: str, *, value: bool, sure: bool = False) -> Wish:
    """A property that is either so or not, by its own name."""
    return Wish(lambda t: _flag(t, name, value=value), sure=sure)


def _cleaning(thing: Thing) -> str | None:
    return wishes.done("start").told(thing) if wishes.type_of(thing) in {"vacuum", "mower"} else None


def armed(mode: str) -> Wish:
    """An alarm in a mode."""

    def told(thing: Thing) -> str | None:
        found = roles.find(thing, "mode") if wishes.type_of(thing) == "alarm" else None
        return f"{found.name}={mode}" if found is not None and mode in found.choices else None

    return Wish(told, sure=False)


def _played_no_more(thing: Thing) -> str | None:
    return wishes.done("stop").told(thing) if wishes.type_of(thing) == "speaker" else None


def _silenced(thing: Thing) -> str | None:
    ringer = thing.find_property("ringer")
    silent = ringer is not None and ringer.writable and "silent" in ringer.choices
    return "ringer=silent" if silent else None


SILENT = Wish(_silenced, sure=False)
CLEAN = Wish(_cleaning)
TURN_ON = _not_lock(
    first(
        wishes.flagged("on", value=True),
        wishes.moved(open_it=True),
        wishes.switched(on=True),
        Wish(_heating),
    )
)
"""打开 is said of what is switched and of what opens."""
TURN_OFF = _not_lock(
    first(wishes.flagged("on", value=False), wishes.moved(open_it=False), wishes.switched(on=False))
)
HALT = first(Wish(_played_no_more, sure=False), TURN_OFF)
"""停掉 is said of what plays and of what is on."""
_OF_EVERYTHING = {
    id(TURN_ON): wishes.flagged("on", value=True),
    id(TURN_OFF): wishes.flagged("on", value=False),
}
START = first(wishes.done("start", "activate"), wishes.switched(on=True))
STOP = first(wishes.done("stop"), wishes.switched(on=False))


def of_everything(wish: Wish) -> Wish:
    """The same wish for devices of all types at once: what can be switched is, and nothing else."""
    return _OF_EVERYTHING.get(id(wish), Wish(lambda _thing: None, sure=False))


def settings(text: str, role: str | None) -> Wish | None:
    """One value, or several of one device: `红色、亮度50%`, `制热24`."""
    if (hot := _DEGREES.fullmatch(text)) is not None:
        text = f"{hot[1] or hot[3]}{hot[2] or hot[4]}度"
    one = said_values.valued(text, role)
    if one is not None and role is None and _BARE.fullmatch(text):
        return first(one, _of_climate(f"{text}度"), sure=one.sure)
    if one is not None and role is None and _KELVINS.fullmatch(text):
        return _setting(text, role)
    parts = [p for p in _NEXT_SETTING.split(text) if p]
    if len(parts) < 2 or (one is not None and said_values.read(text) is not None):
        return one
    several = [_setting(p, role if n == 0 else None) for n, p in enumerate(parts)]
    if not all(several):
        return one

    def told(thing: Thing) -> str | None:
        texts = [w.told(thing) for w in several if w is not None]
        return ", ".join(dict.fromkeys(t for t in texts if t)) if all(texts) else None

    both = Wish(told, sure=False)
    return first(one, both, sure=one.sure) if one is not None else both


def _of_climate(degrees: str) -> Wish:
    """The temperature that a bare number is of what heats and cools."""
    wish = said_values.valued(degrees, "temperature")
    return Wish(
        lambda t: wish.told(t) if wish is not None and wishes.type_of(t) in CLIMATE else None, sure=False
    )


def _setting(text: str, role: str | None) -> Wish | None:
    for name, english in PROPERTIES.items():
        if text.startswith(name) and len(text) > len(name):
            rest = re.sub(r"^(?:调到|调成|设为|设成|是|为)", "", text.removeprefix(name))
            return said_values.valued(rest, english)
    plain = said_values.valued(text, role)
    if plain is None or role is not None or not _KELVINS.fullmatch(text):
        return plain
    warmth = said_values.valued(f"{text}k", None)
    return Wish(
        lambda t: (warmth if warmth is not None and wishes.type_of(t) == "light" else plain).told(t),
        sure=plain.sure,
    )


def level(change: str, *, role: str | None = None) -> Wish:
    """More or less of the named property, or of the one that a device has a level of; `change` is `=more`."""

    def told(thing: Thing) -> str | None:
        kind = wishes.type_of(thing)
        own = role or _LEVEL.get(kind)
        found = roles.find(thing, own) if own is not None else None
        return None if found is None else f"{found.name}{change}"

    return Wish(told, sure=role in {"brightness", "volume"})


def tinged(change: str) -> Wish:
    """Warmer or whiter light of what shines in a white that can be told."""

    def told(thing: Thing) -> str | None:
        white = roles.find(thing, "color_temperature") if wishes.type_of(thing) == "light" else None
        return None if white is None else f"{white.name}{change}"

    return Wish(told, sure=False)


def level_by(sign: str, amount: values.Amount, *, role: str | None = None) -> Wish:
    """A level up or down by an amount, or times a factor."""

    def told(thing: Thing) -> str | None:
        own = role or _LEVEL.get(wishes.type_of(thing))
        if role is None and amount.unit == "degrees":
            own = "target_temperature"
        elif role is None and sign == "*" and wishes.type_of(thing) in CLIMATE:
            return None
        return wishes.changed_by(own, sign, amount).told(thing) if own is not None else None

    return Wish(told, sure=False)


def started_with(text: str) -> Wish:
    """The start action with the choice that words name."""

    def told(thing: Thing) -> str | None:
        found = roles.find_action(thing, "start")
        for argument in found.arguments if found else ():
            choice = said_values.choice_of(argument, text)
            if found is not None and choice is not None:
                return f"run {found.name} {argument.name}={choice}"
        return None

    return Wish(told, sure=False)


def portioned(number: str) -> Wish:
    """The feeding action with so many portions."""

    def told(thing: Thing) -> str | None:
        found = next((a for n in _FEEDING if (a := thing.find_action(n)) is not None), None)
        counts = [a for a in found.arguments if roles.is_number(a)] if found is not None else []
        return (
            f"run {found.name} {counts[0].name}={number}" if found is not None and len(counts) == 1 else None
        )

    return Wish(told, sure=False)


def word(size: str, *, more: bool) -> str:
    """`=slightly more`: by how much, for `bit`, `much`, or neither."""
    words = {
        "": (Word.MORE, Word.LESS), "bit": (Word.SLIGHTLY_MORE, Word.SLIGHTLY_LESS),
        "much": (Word.MUCH_MORE, Word.MUCH_LESS),
    }  # fmt: skip
    return f"={words[size][0 if more else 1]}"


_DEEDS = {
    "washer": "洗衣服",
    "dishwasher": "洗碗盘子",
    "dryer": "烘干衣服",
    "kettle": "煮",
    "coffee maker": "煮",
}


def start_to(deed: str) -> Wish:
    """The start of a machine that is for this deed; another machine for clothes or dishes cannot."""

    def told(thing: Thing) -> str | None:
        kind = wishes.type_of(thing)
        fits = kind not in _DEEDS or (deed in _DEEDS[kind] or deed[0] + deed[-1] in _DEEDS[kind])
        return START.told(thing) if fits else None

    return Wish(told, sure=deed.startswith("烘"))


def on_at(text: str) -> Wish | None:
    """On, and at a temperature, maybe in a mode: `开二十五度`, `开制热二十二度`."""
    found = _AT.fullmatch(text)
    if found is None:
        return None
    chosen = found["before"] or found["behind"]
    degrees, mode = float(found["n"]), said_values.valued(chosen, "mode") if chosen else None
    value = said_values.valued(f"{degrees:g}度", "temperature")

    def told(thing: Thing) -> str | None:
        at = value.told(thing) if value is not None else None
        switch, target = wishes.flagged("on", value=True).told(thing), roles.find(thing, "target_temperature")
        limits = (target.minimum, target.maximum) if target is not None else (None, None)
        able = (limits[0] is None or limits[0] <= degrees) and (limits[1] is None or degrees <= limits[1])
        if mode is not None:
            at = f"{at}, {way}" if at and (way := mode.told(thing)) else None
        return f"{switch}, {at}" if at and switch and able else at

    return Wish(told, sure=value.sure) if value is not None else None


def shut_to(text: str) -> Wish | None:
    """A cover closed by a share of its way."""
    amount = said_values.read(text)
    if not isinstance(amount, values.Amount) or not 0 <= amount.number <= 100:
        return None
    return wishes.valued(values.Amount(100 - amount.number, "percent"), "position")
