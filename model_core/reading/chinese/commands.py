"""What is to be done, in the Mandarin words for it: each frame has the words, and the wish they express."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from model_core.plan import Word
from model_core.reading import values, wishes
from model_core.reading.chinese import command_parts as parts
from model_core.reading.chinese import levels
from model_core.reading.chinese import values as said_values
from model_core.reading.chinese import wishes as said
from model_core.reading.chinese.nouns import PARTS, PROPERTIES
from model_core.reading.phrases import load
from model_core.reading.wishes import Wish

Groups = Mapping[str, str]
Express = Callable[[Groups], Wish | None]


@dataclass(frozen=True, slots=True)
class Command:
    """One reading of a clause: a wish, and the words for whom it concerns."""

    wish: Wish
    target: str
    """Empty: not said, and to be found by `role`."""
    role: str
    """What a command is about that names no device, or only a place."""
    every: bool
    """Whether 都 or 全 says that all are meant."""
    plain: bool
    """False where other sentences look so too: what is missing from the home is then no reason to refuse."""
    placed: bool = False
    """Whether it can but be a wish where it is said of what is somewhere, or somebody's."""
    measured: bool = False
    """Whether an amount in a unit is said, which is a wish whatever it is said of."""


@dataclass(frozen=True, slots=True)
class _Frame:
    pattern: re.Pattern[str]
    greedy: re.Pattern[str] | None
    express: Express
    role: str
    plain: bool
    placed: bool = False


_CLIMATE_MODES = frozenset({"cool", "heat", "dry", "fan", "fan only"})
_IMPLIED = {
    "temperature": "target_temperature",
    "humidity": "target_humidity",
    "color temperature": "color_temperature",
}
_OF_UNITS = {
    "percent": "brightness",
    "degrees": "temperature",
    "F": "temperature",
    "kelvin": "color temperature",
}
_STATED = re.compile(
    r"(?<![调升降提变弄加减放开关转最制])(?:[高低大小热冷凉暖亮暗响轻快慢]|暖和|凉快|安静|柔和)$"
)
"""What tells how a place is, and not how it is to be."""


def readings(clause: str) -> Iterator[Command]:
    """Every way to read a clause as a command, the likelier first."""
    for frame in _frames():
        for groups in _matches(frame, clause):
            wish = frame.express(groups)
            if wish is None:
                continue
            target = groups.get("t") or ""
            every = bool(groups.get("all") or groups.get("all2"))
            placed = not target or (not _STATED.search(clause) and _is_told(frame, groups))
            role = (frame.role or _role_of(groups)) if placed else ""
            measured = frame.express in {_value, _measured} and _is_measured(groups)
            yield Command(wish, target, role, every, frame.plain, frame.placed, measured)


def _is_measured(groups: Groups) -> bool:
    """Whether a clause says an amount in a unit, and not that it is so."""
    amount = said_values.read(groups.get("v") or "")
    return (
        isinstance(amount, values.Amount) and amount.unit in {"percent", "degrees"} and not groups.get("is")
    )


def _is_told(frame: _Frame, groups: Groups) -> bool:
    """Whether what is said of a place alone can but be a wish."""
    named = groups.get("p") or groups.get("p2") or frame.role
    return (frame.plain or bool(named)) and not groups.get("is")


def _role_of(groups: Groups) -> str:
    p = groups.get("p") or groups.get("p2") or ""
    if p in parts.LEVELS:
        return parts.LEVELS[p]
    english = PROPERTIES.get(p, "temperature" if "温" in p else "") if p else _fitting(groups.get("v") or "")
    return _IMPLIED.get(english, english)


def _fitting(text: str) -> str:
    """The property that a value alone is of, said of a place."""
    amount = said_values.read(text)
    if isinstance(amount, values.Amount):
        return _OF_UNITS.get(amount.unit, "")
    if said_values.is_colour(text):
        return "color"
    return "mode" if _CLIMATE_MODES & set(said_values.choices(text)) else ""


def _matches(frame: _Frame, clause: str) -> Iterator[Groups]:
    """The match with the shortest target, and the one with the longest where that is another."""
    found = frame.pattern.fullmatch(clause)
    if found is None:
        return
    yield found.groupdict()
    again = frame.greedy.fullmatch(clause) if frame.greedy else None
    if again is not None and again.groupdict() != found.groupdict():
        yield again.groupdict()


def _same(wish: Wish) -> Express:
    return lambda _groups: wish


def _value(groups: Groups) -> Wish | None:
    p = groups.get("p") or groups.get("p2")
    lit = p in {"光", "灯光", "铃声", "铃音"} and said_values.read(groups["v"]) is None
    return said.settings(groups["v"], PROPERTIES[p] if p and not lit else None)


def _measured(groups: Groups) -> Wish | None:
    return _value(groups) if said_values.read(groups["v"]) is not None or _is_choice(groups["v"]) else None


def _is_choice(text: str) -> bool:
    return any(said_values.choices(text)[:-2]) or re.search(r"\d|[、,]", text) is not None


def _opened(groups: Groups) -> Wish | None:
    if said_values.read(groups["v"]) is None:
        return None
    wish = said_values.valued(groups["v"], "position")
    return said.first(wish, sure=bool(groups.get("to"))) if wish is not None else None


def _size(groups: Groups) -> str:
    if groups.get("bit") or groups.get("slight"):
        return "bit"
    return "much" if groups.get("much") or groups.get("strong") else ""


def _level(role: str | None, *, more: bool) -> Express:
    def express(groups: Groups) -> Wish | None:
        p = groups.get("p")
        own = (parts.LEVELS.get(p) or "target_temperature") if p else role
        return said.level(said.word(_size(groups), more=more), role=own)

    return express


def _level_by(role: str | None, *, more: bool) -> Express:
    def express(groups: Groups) -> Wish | None:
        p = groups.get("p")
        if step := levels.STEP.match(groups["v"]):
            return levels.by("+" if more else "-", step[1])
        amount = said_values.read(groups["v"])
        own = (parts.LEVELS.get(p) or "target_temperature") if p else role
        if not isinstance(amount, values.Amount):
            return None
        return said.level_by("+" if more else "-", amount, role=own)

    return express


def _times(factor: float, role: str | None = None) -> Express:
    def express(groups: Groups) -> Wish | None:
        p = groups.get("p")
        own = (parts.LEVELS.get(p) or "target_temperature") if p else role
        return said.level_by("*", values.Amount(factor), role=own)

    return express


def _share(groups: Groups) -> Wish | None:
    """`降到现在的三分之一`: that share of what it is."""
    amount = said_values.read(groups["v"])
    if not isinstance(amount, values.Amount):
        return None
    return _times(round(amount.number / 100, 2))(groups)


def _shut_by(groups: Groups) -> Wish | None:
    amount = said_values.read(groups["v"])
    sign = "+" if groups.get("up") else "-"
    return wishes.changed_by("position", sign, amount) if isinstance(amount, values.Amount) else None


def _shut_more(groups: Groups) -> Wish:
    return said.level(said.word(_size(groups), more=bool(groups.get("up"))), role="position")


def _back(groups: Groups) -> Wish:
    role = {"颜色": "color", "位置": "position", "开度": "position", "色温": "color_temperature"}.get(
        groups["p"]
    )
    return wishes.changed(role or parts.LEVELS.get(groups["p"]) or "target_temperature", Word.PREVIOUS)


def _started(groups: Groups) -> Wish:
    return said.started_with(groups["v"])


def _warm(groups: Groups) -> Wish | None:
    return said.settings(groups["v"], "temperature") if "度" in groups["v"] else None


def _charged_to(groups: Groups) -> Wish | None:
    return said_values.valued(groups["v"], "charge limit") if said_values.read(groups["v"]) else None


def _fed(groups: Groups) -> Wish:
    return said.portioned({"一": "1", "两": "2"}.get(groups["v"], groups["v"]))


def _on_level(groups: Groups) -> Wish | None:
    """`开到三档`: on, and at that step."""
    extreme = said_values.read(re.sub(r"[档挡级]$", "", groups["v"]))
    step = levels.STEP.match(groups["v"])
    if step is not None:
        return levels.at(step[1], switch=True)
    return levels.at(str(extreme.word), switch=True) if isinstance(extreme, values.Extreme) else None


def _part(*, value: bool) -> Express:
    return lambda groups: said.first(*(said.flagged(name, value=value) for name in PARTS[groups["part"]]))


_EXPRESS: Mapping[str, Express] = {
    "unlock": _same(wishes.flagged("locked", value=False)),
    "lock": _same(wishes.flagged("locked", value=True)),
    "unmute": _same(wishes.flagged("muted", value=False)),
    "mute": _same(said.first(wishes.flagged("muted", value=True), said.SILENT, sure=True)),
    "toggle": _same(wishes.changed("on", Word.TOGGLE)),
    "open": _same(wishes.moved(open_it=True)),
    "close": _same(wishes.moved(open_it=False)),
    "turn_on": _same(said.TURN_ON),
    "turn_off": _same(said.TURN_OFF),
    "halt": _same(said.HALT),
    "dock": _same(wishes.done("dock")),
    "carry_on": _same(wishes.done("resume", "start")),
    "resume": _same(said.first(wishes.done("resume"), wishes.done("play"))),
    "pause": _same(wishes.done("pause")),
    "stop": _same(said.STOP),
    "clean": _same(said.CLEAN),
    "start": _same(said.START),
    "water": _same(said.START),
    "heat": _same(said.TURN_ON),
    "activate": _same(wishes.done("activate")),
    **{n: _same(wishes.done(n)) for n in ("next", "previous", "play", "snapshot")},
    "ring": _same(wishes.done("ring", "locate")),
    "swing": _same(said.flagged("oscillating", value=True, sure=True)),
    "still": _same(said.flagged("oscillating", value=False)),
    "away": _same(said.armed("away")),
    "home": _same(said.armed("home")),
    "night": _same(said.armed("night")),
    "disarm": _same(said.armed("off")),
    "back": _back,
    "twice": _times(2),
    "twice_brightness": _times(2, "brightness"),
    "twice_speed": _times(2, "speed"),
    "half": _times(0.5),
    "half_brightness": _times(0.5, "brightness"),
    "half_speed": _times(0.5, "speed"),
    "share": _share,
    "cover_by": _shut_by,
    "cover_more": _shut_more,
    "part_on": _part(value=True),
    "part_off": _part(value=False),
    "charge_to": _charged_to,
    "feed": _fed,
    "charge": _same(
        said.first(wishes.done("start_charging", "charge"), said.flagged("charging", value=True))
    ),
    "uncharge": _same(said.first(wishes.done("stop_charging"), said.flagged("charging", value=False))),
    "flash": _same(wishes.done("flash")),
    "honk": _same(wishes.done("honk")),
    "louder": _level("volume", more=True),
    "quieter": _level("volume", more=False),
    "faster": _level("speed", more=True),
    "slower": _level("speed", more=False),
    "dimmer": _level("brightness", more=False),
    "warmer_light": lambda g: said.tinged(said.word(_size(g), more=False)),
    "whiter_light": lambda g: said.tinged(said.word(_size(g), more=True)),
    "next_channel": _same(wishes.changed_by("channel", "+", values.Amount(1))),
    "previous_channel": _same(wishes.changed_by("channel", "-", values.Amount(1))),
    "to_channel": lambda g: wishes.valued(values.Amount(float(g["v"])), "channel"),
    "as_it_was": _same(wishes.changed("position", Word.PREVIOUS)),
    "warmer": _level("target_temperature", more=True),
    "cooler": _level("target_temperature", more=False),
    "most": lambda g: said.settings("最大", PROPERTIES[g["p"]]),
    "record": _same(said.first(said.flagged("recording", value=True), said.TURN_ON)),
    "record_no_more": _same(said.first(said.flagged("recording", value=False), said.TURN_OFF)),
    "start_to": lambda g: said.start_to(g["deed"]),
    "on_level": _on_level,
    "on_at": lambda g: said.on_at(g["v"]),
    "shut_to": lambda g: said.shut_to(g["v"]),
    "started_with": _started,
    "opened": _opened,
    "value": _value,
    "measured": _measured,
    "warm": _warm,
}


@cache
def _frames() -> tuple[_Frame, ...]:
    found: list[_Frame] = []
    for block in load("frames", __package__)["frames"]:
        if block["wish"] == "levels":
            found += _of_levels()
            continue
        express, plain = _EXPRESS[block["wish"]], not block.get("loose", False)
        lines = block["lines"].splitlines()
        placed = block.get("loose") == "unless placed"
        found += [_frame(express, line, block.get("role", ""), plain=plain, placed=placed) for line in lines]
    return tuple(found)


def _frame(
    express: Express, line: str, role: str = "", *, plain: bool = True, placed: bool = False
) -> _Frame:
    pattern = parts.pattern(line)
    greedy = re.compile(pattern.replace(parts.T, "(?P<t>.+)")) if parts.T in pattern else None
    return _Frame(re.compile(pattern), greedy, express, role, plain, placed)


def _of_levels() -> Iterator[_Frame]:
    """More and less: by words of their own for brightness, loudness, warmth, and by those for any level."""
    for more, table, general in ((True, parts.RAISE, parts.UP), (False, parts.LOWER, parts.DOWN)):
        turned = "开大" if more else "关小"
        first = f"(?:{'|'.join(v for v in general[3:-1].split('|') if len(v) > 1)})"
        any_level, by = _level(None, more=more), _level_by(None, more=more)
        for line in (
            "{PRE}{T}的?{LEVEL}{ALLME}再?UP[了个上下]?{AMOUNT}",
            "{PRE}{T}{ALLME}再?UP[个上]?{AMOUNT}",
            "{PRE}{T}{ALL}再?UP个?{AMOUNT}的?{LEVEL}",
            "FIRST{T}的?{LEVEL}{AMOUNT}",
            "FIRST{AMOUNT}的?{T}的?{LEVEL}",
        ):
            yield _frame(by, line.replace("UP", general).replace("FIRST", first), plain=False)
        yield _frame(by, f"[把将]?{{LEVEL}}再?{general}了?{{AMOUNT}}")
        warmer = _level_by("target_temperature", more=more)
        yield _frame(warmer, f"再?{general}个?(?P<v>\\d+(?:\\.\\d+)?度)", "target_temperature")
        yield _frame(by, f"{first}了?(?:{{LEVEL}}{{AMOUNT}})")
        yield _frame(by, f"{first}了?{{AMOUNT}}的?{{LEVEL}}")
        for role, verbs in table.items():
            line = f"{{PRE}}{{T}}{{ALL}}再?(?:{verbs})[个上了]*{{AMOUNT}}"
            yield _frame(_level_by(role, more=more), line, role, plain=False)
            own = _level(role, more=more)
            further = "" if role == "volume" else "(?:下去|下来|起来|上去)?"
            yield _frame(own, f"{{PRE}}{{T}}{{ALLME}}{{MOD}}(?:{verbs}){further}{{DEG}}", role)
            yield _frame(own, f"{{T}}不够(?:{verbs})")
            yield _frame(own, f"(?:大幅)?(?:{verbs.split('|')[0]})(?:(?P<bit>一点)|一下|一些)?{{T}}", role)
            yield _frame(own, f"(?=..){{MOD}}(?:{verbs}){{DEG}}", role)
        warmth = _level("target_temperature", more=more)
        yield _frame(warmth, f"{{PRE}}{{T}}{{ALLME}}{{MOD}}(?:{parts.WARMTH[more]}){{DEG}}", plain=False)
        for line in (
            "{PRE}{T}的?{LEVEL}{ALLME}{MOD}UP{DEG}",
            "(?:大幅)?FIRST{T}的?{LEVEL}{DEG}",
            "{PRE}{T}{ALLME}{MOD}UP{DEG}",
            "{PRE}{T}{LEVEL}不够UP",
            f"[把将]?{{LEVEL}}{{MOD}}(?:UP|{turned}){{DEG}}",
            "(?:大幅)?FIRST{LEVEL}{DEG}",
        ):
            yield _frame(any_level, line.replace("UP", general).replace("FIRST", first))
