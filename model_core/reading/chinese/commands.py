"""What is to be done, in the Mandarin words for it: each frame has the words, and the wish they express."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from model_core.plan import Word
from model_core.reading import values, wishes
from model_core.reading.chinese import values as said_values
from model_core.reading.chinese import wishes as said
from model_core.reading.chinese.nouns import CHOICES, PARTS, PROPERTIES
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
    every: bool
    """Whether 都 or 全 says that all are meant."""
    plain: bool
    """False where other sentences look so too: what is missing from the home is then no reason to refuse."""


@dataclass(frozen=True, slots=True)
class _Frame:
    pattern: re.Pattern[str]
    greedy: re.Pattern[str] | None
    express: Express
    role: str
    plain: bool


_T = r"(?P<t>.+?)"
_PRE = r"(?:把|将|让|叫|给|使|帮|确保)?"
_MUST = r"(?:把|将|让|叫|给|使|确保)"
_ALL = (
    r"(?P<all>(?:全都|全部都?|都|全|通通都?|统统都?|一起都?|一块儿?|统一|一并|一律都?|一概都?|挨个都?|全数|"
    r"一口气全?都?|同时都?)?)"
)
_ME = (
    r"(?:(?:也|先|就|赶紧|赶快|直接)*"
    r"(?:也|给(?:我|咱们?|俺|它|他|她)?|帮(?:我|忙|她|他)|麻烦你?|替我|请|可以|该|要)?)"
)
_ALLME = rf"{_ME}{_ALL}{_ME}"
_BIT = r"(?:一下子?|下子?|个)?"
_P = "(?P<p>" + "|".join(sorted(PROPERTIES, key=len, reverse=True)) + ")"
_SET = (
    r"(?:给我|再|只)?(?:设定成|调整到|调整为|调整成|调到|调成|调为|调至|调高到|调低到|调大到|调小到|调亮到|调暗到|设置为|设置成|设置到|设置在|"
    r"设定为|设定到|设定在|设为|设成|设到|设在|设|改成|改为|改到|换成|换到|换为|变成|变为|变|切换到|切换成|切换为|切到|切成|转到|转成|"
    r"预热到|打开到|拉开到|开到|开成|打到|收到|拉到|升到|降到|升高到|提高到|降低到|增加到|减少到|加到|停在|定在|定到|定为|吹到|热到|保持在|保持|维持在|"
    r"放到|弄成|弄到|加热到|加到|烧到|关到|给到|亮到|暗到|推到|拧到|限制到|限制在|限制为|控制在|稳定在)"
)
_SHORT = r"(?:用|选|定|设|换个?|改|变|来个|弄个|切|转|开(?!一半)|留个?|给个?|放|看|要|发|调个?|打开|开启|播)"
_AMOUNT = r"(?P<v>\d+(?:\.\d+)?(?:%|度|摄氏度|个?百分点|个点|格|个)?|\d+分之\d+|\d成)"
_DEG = (
    r"(?:(?P<bit>一?点点?儿?|一些些|一丢丢|一丁点)|"
    r"(?P<much>很多|许多|好多|得多一些|得多|不少|多一些)|(?:一些|些))?"
)
_MOD = (
    r"(?:(?P<slight>稍微|稍稍|略微|再稍微|稍微再)|(?P<strong>大幅度?)|"
    r"再|更|要|得|变得?|调得|开得|吹得|开|吹|放)*"
)
_RAISE = {
    "brightness": "调亮|弄亮|变亮|亮",
    "volume": "调大声|开大声|放大声|调响|大声|响",
    "target_temperature": "调热|暖和|升温|热|暖",
    "speed": "调快|转快|快",
}
_LOWER = {
    "brightness": "调暗|弄暗|变暗|调柔和|柔和|暗",
    "volume": "调小声|关小声|开小声|放小声|调轻|小声|轻声|轻|安静",
    "target_temperature": "调凉|调冷|凉快|降温|凉|冷",
    "speed": "调慢|转慢|慢",
}
_UP = (
    r"(?:往上调|往上升|往上加|往上提|往高调|往高了调|往上|"
    r"多给|多加|多开|调高|调大|提高|升高|提升|抬高|上升|加大|增加|增大|调升|上调|加高|开大|放大|升|加|高|大)"
)
_DOWN = (
    r"(?:往下调|往下降|往下减|往低调|往低了调|往下|"
    r"少给|少开|往回|调低|调小|降低|压低|下降|减小|减少|减低|调降|下调|关小|减弱|减掉|降掉|扣掉|调掉|降|减|低|小|少)"
)
_CHOSEN = "|".join(sorted({w for words in CHOICES.values() for w in words}, key=len, reverse=True))
_W = rf"(?P<v>(?:最[大小亮暗高低]|\d|一半|华氏|{_CHOSEN}|[a-z]).*)"
_LEVEL = (
    r"(?P<p>亮度值?|目标湿度|设定湿度|湿度设定值?|目标温度值?|温度设定值?|音量值|"
    r"亮度|音量|响度|声音|温度|室温|房间温度|设定温度|目标温度|风速|风量|风力|风|转速|湿度|灯光|光)"
)
_LEVELS = {
    **dict.fromkeys(("亮度", "灯光", "光"), "brightness"),
    "音量": "volume",
    "声音": "volume",
    "响度": "volume",
    "风速": "speed",
    "风量": "speed",
    "风力": "speed",
    "风": "speed",
    "转速": "speed",
    "湿度": "target_humidity",
    "目标湿度": "target_humidity",
    "设定湿度": "target_humidity",
    "湿度设定": "target_humidity",
    "湿度设定值": "target_humidity",
    "音量值": "volume",
    "亮度值": "brightness",
}
_DOCK = (
    r"(?:回(?:家|窝|桩|基站|座|充电[座桩])里?(?:去)?充个?电|回家去|回去充电|回去充个电|(?<!回)去充电|回窝|归位|快回去|回充电桩去|自己回去|回去待着|回去歇着|回去休息|回去歇歇|回窝里|回充电座|回充电桩|回到充电桩|回到充电座|回基站|回到基站|返回充电|返回基站|"
    r"回充|回家|回去|充电)"
)
_BACK = r"(?P<p>亮度|音量|位置|温度|颜色|声音|风速|色温|开度)"
_IMPLIED = {"temperature": "target_temperature"}


def readings(clause: str) -> Iterator[Command]:
    """Every way to read a clause as a command, the likelier first."""
    for frame in _frames():
        for groups in _matches(frame, clause):
            wish = frame.express(groups)
            if wish is None:
                continue
            target = groups.get("t") or ""
            every = bool(groups.get("all") or groups.get("all2"))
            role = "" if target else frame.role or _role_of(groups)
            yield Command(wish, target, role, every, frame.plain)


def _role_of(groups: Groups) -> str:
    p = groups.get("p") or ""
    if p in _LEVELS:
        return _LEVELS[p]
    english = PROPERTIES.get(p, "temperature" if "温" in p else "")
    return _IMPLIED.get(english, english)


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
    lit = p in {"光", "灯光"} and said_values.read(groups["v"]) is None
    return said.settings(groups["v"], PROPERTIES[p] if p and not lit else None)


def _measured(groups: Groups) -> Wish | None:
    return _value(groups) if said_values.read(groups["v"]) is not None or _is_choice(groups["v"]) else None


def _is_choice(text: str) -> bool:
    return any(said_values.choices(text)[:-2]) or re.search(r"\d|[、,]", text) is not None


def _opened(groups: Groups) -> Wish | None:
    if said_values.read(groups["v"]) is None:
        return None
    options = [w for r in ("position",) if (w := said_values.valued(groups["v"], r)) is not None]
    return said.first(*options)


def _size(groups: Groups) -> str:
    if groups.get("bit") or groups.get("slight"):
        return "bit"
    return "much" if groups.get("much") or groups.get("strong") else ""


def _level(role: str | None, *, more: bool) -> Express:
    def express(groups: Groups) -> Wish | None:
        p = groups.get("p")
        own = (_LEVELS.get(p) or "target_temperature") if p else role
        return said.level(said.word(_size(groups), more=more), role=own)

    return express


def _level_by(role: str | None, *, more: bool) -> Express:
    def express(groups: Groups) -> Wish | None:
        p = groups.get("p")
        amount = said_values.read(groups["v"])
        own = (_LEVELS.get(p) or "target_temperature") if p else role
        if not isinstance(amount, values.Amount):
            return None
        return said.level_by("+" if more else "-", amount, role=own)

    return express


def _times(factor: float, role: str | None = None) -> Express:
    def express(groups: Groups) -> Wish | None:
        p = groups.get("p")
        own = (_LEVELS.get(p) or "target_temperature") if p else role
        return said.level_by("*", values.Amount(factor), role=own)

    return express


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
    return wishes.changed(role or _LEVELS.get(groups["p"]) or "target_temperature", Word.PREVIOUS)


def _started(groups: Groups) -> Wish:
    return said.started_with(groups["v"])


def _warm(groups: Groups) -> Wish | None:
    return said.settings(groups["v"], "temperature") if "度" in groups["v"] else None


def _charged_to(groups: Groups) -> Wish | None:
    return said_values.valued(groups["v"], "charge limit") if said_values.read(groups["v"]) else None


def _fed(groups: Groups) -> Wish:
    return said.portioned({"一": "1", "两": "2"}.get(groups["v"], groups["v"]))


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
    **{n: _same(wishes.done(n)) for n in ("next", "previous", "play", "snapshot", "ring")},
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
    "honk": _same(wishes.done("honk")),
    "louder": _level("volume", more=True),
    "quieter": _level("volume", more=False),
    "faster": _level("speed", more=True),
    "slower": _level("speed", more=False),
    "dimmer": _level("brightness", more=False),
    "warmer": _level("target_temperature", more=True),
    "cooler": _level("target_temperature", more=False),
    "most": lambda g: said.settings("最大", PROPERTIES[g["p"]]),
    "record": _same(said.first(said.flagged("recording", value=True), said.TURN_ON)),
    "record_no_more": _same(said.first(said.flagged("recording", value=False), said.TURN_OFF)),
    "start_to": lambda g: said.start_to(g["deed"]),
    "on_at": lambda g: said.on_at(g["v"]),
    "shut_to": lambda g: said.shut_to(g["v"]),
    "started_with": _started,
    "opened": _opened,
    "value": _value,
    "measured": _measured,
    "warm": _warm,
}
_NAMES = {
    "T": _T,
    "PRE": _PRE,
    "MUST": _MUST,
    "ALLME": _ALLME,
    "ALL": _ALL,
    "ME": _ME,
    "BIT": _BIT,
    "P": _P,
    "P2": _P.replace("<p>", "<p2>"),
    "SET": _SET,
    "SHORT": _SHORT,
    "AMOUNT": _AMOUNT,
    "MOD": _MOD,
    "LEVEL": _LEVEL,
    "DOCK": _DOCK,
    "V": "(?P<v>.+)",
    "BACK": _BACK,
    "DEG": _DEG,
    "W": _W,
    "PART": f"(?P<part>{'|'.join(sorted(PARTS, key=len, reverse=True))})",
}


def _pattern(line: str) -> str:
    for name, words in _NAMES.items():
        line = line.replace(f"{{{name}}}", words)
    return line


@cache
def _frames() -> tuple[_Frame, ...]:
    found: list[_Frame] = []
    for block in load("frames", __package__)["frames"]:
        if block["wish"] == "levels":
            found += _of_levels()
            continue
        express, plain = _EXPRESS[block["wish"]], not block.get("loose", False)
        lines = block["lines"].splitlines()
        found += [_frame(express, line, block.get("role", ""), plain=plain) for line in lines]
    return tuple(found)


def _frame(express: Express, line: str, role: str = "", *, plain: bool = True) -> _Frame:
    pattern = _pattern(line)
    greedy = re.compile(pattern.replace(_T, "(?P<t>.+)")) if _T in pattern else None
    return _Frame(re.compile(pattern), greedy, express, role, plain)


def _of_levels() -> Iterator[_Frame]:
    """More and less: by words of their own for brightness, loudness, warmth, and by those for any level."""
    for more, table, general in ((True, _RAISE, _UP), (False, _LOWER, _DOWN)):
        first = f"(?:{'|'.join(v for v in general[3:-1].split('|') if len(v) > 1)})"
        any_level, by = _level(None, more=more), _level_by(None, more=more)
        for line in (
            "{PRE}{T}的?{LEVEL}{ALLME}再?UP[了个上下]?{AMOUNT}",
            "{PRE}{T}{ALLME}再?UP[个上]?{AMOUNT}",
            "{PRE}{T}{ALL}再?UP个?{AMOUNT}的?{LEVEL}",
            "FIRST{T}的?{LEVEL}{AMOUNT}",
        ):
            yield _frame(by, line.replace("UP", general).replace("FIRST", first), plain=False)
        yield _frame(by, f"[把将]?{{LEVEL}}再?{general}了?{{AMOUNT}}")
        for role, verbs in table.items():
            yield _frame(
                _level_by(role, more=more), f"{{PRE}}{{T}}{{ALL}}再?(?:{verbs})个?{{AMOUNT}}", plain=False
            )
            own = _level(role, more=more)
            yield _frame(own, f"{{PRE}}{{T}}{{ALLME}}{{MOD}}(?:{verbs}){{DEG}}")
            yield _frame(own, f"{{T}}不够(?:{verbs})")
            yield _frame(own, f"(?:大幅)?(?:{verbs.split('|')[0]})(?:(?P<bit>一点)|一下|一些)?{{T}}")
            yield _frame(own, f"(?=..){{MOD}}(?:{verbs}){{DEG}}", role)
        for line in (
            "{PRE}{T}的?{LEVEL}{ALLME}{MOD}UP{DEG}",
            "(?:大幅)?FIRST{T}的?{LEVEL}{DEG}",
            "{PRE}{T}{ALLME}{MOD}UP{DEG}",
            "{PRE}{T}{LEVEL}不够UP",
            "[把将]?{LEVEL}{MOD}(?:UP|开大|关小){DEG}",
            "(?:大幅)?FIRST{LEVEL}{DEG}",
        ):
            yield _frame(any_level, line.replace("UP", general).replace("FIRST", first))
