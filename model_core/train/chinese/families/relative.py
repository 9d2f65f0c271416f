"""Kind 4: brighter, a bit warmer, up by ten, twice as loud, back to what it was."""

from __future__ import annotations

import random
from dataclasses import dataclass

from model_core.plan import Op, Word
from model_core.train.chinese.intents import choose, set_these
from model_core.train.chinese.numerals import counted, percent_said
from model_core.train.chinese.registry import family
from model_core.train.chinese.scopes import scope
from model_core.train.example import Draft
from model_core.train.families.media import only_media
from model_core.train.home import Household
from model_core.train.intents import MEDIA, is_kind, of_kinds
from model_core.train.phrasing import group_plan, say, selector, set_effects
from model_core.world import Thing

_MORE = (Word.MORE, Word.SLIGHTLY_MORE, Word.MUCH_MORE)
_LESS = (Word.LESS, Word.SLIGHTLY_LESS, Word.MUCH_LESS)


@dataclass(frozen=True, slots=True)
class _Scale:
    """A property that goes up and down, and the words for it.

    The lines of `up` and `down` are plain, slight and strong, in this order; {x} is the device.
    """

    role: str
    kinds: tuple[str, ...]
    up: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    down: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    up_by: tuple[str, ...]
    down_by: tuple[str, ...]
    topic: str = ""
    """What stands in for the device when none is named; empty: the sentence does without."""
    degrees: bool = False


def _lines(word: str, verb: str, noun: str, *more: str) -> tuple[tuple[str, ...], ...]:
    """Lines for a direction: 亮, 调亮 and what is changed (亮度), in three strengths."""
    high = {"调亮": "调高", "调暗": "调低", "调大": "调高", "调小": "调低"}.get(verb, verb)
    return (
        (f"把{{x}}{verb}", f"{{x}}{verb}", f"{verb}{{x}}", f"把{{x}}的{noun}{high}", f"{{x}}再{word}一些",
            f"让{{x}}更{word}", f"{{x}}{noun}{high}", f"{high}{{x}}的{noun}", f"{{x}}不够{word}", *more),
        (f"把{{x}}{verb}一点", f"{{x}}{verb}一点", f"{{x}}稍微{word}一点", f"{{x}}{word}一点",
        f"把{{x}}{verb}一点点",
            f"{{x}}再{word}点", f"{{x}}{noun}{high}一点", f"{{x}}稍微{verb}些", f"把{{x}}{noun}{high}一些些",
            f"把{{x}}稍微{verb}一点", f"让{{x}}{word}一点儿"),
        (f"把{{x}}{verb}很多", f"{{x}}{word}很多", f"把{{x}}大幅{verb}", f"{{x}}再{word}得多",
        f"把{{x}}{noun}{high}许多",
            f"{{x}}要{word}很多", f"{{x}}{verb}好多"),
    )  # fmt: skip


def _scale(
    role: str,
    kinds: tuple[str, ...],
    noun: str,
    up: tuple[str, str],
    down: tuple[str, str],
    topic: str,
    *,
    degrees: bool = False,
) -> _Scale:
    n = "{n}度" if degrees else "{n}"
    higher, lower = ("升高", "降低") if degrees else ("增加", "减少")
    up_lines, down_lines = _lines(*up, noun), _lines(*down, noun)
    return _Scale(
        role, kinds, (up_lines[0], up_lines[1], up_lines[2]), (down_lines[0], down_lines[1], down_lines[2]),
        (f"把{{x}}的{noun}调高{n}", f"{{x}}{noun}{higher}{n}", f"把{{x}}{noun}提高{n}", f"{{x}}{noun}加{n}",
            f"{{x}}{up[1]}{n}", f"把{{x}}{up[1]}{n}", f"{{x}}再{up[0]}{n}", f"{{x}}的{noun}上调{n}"),
        (f"把{{x}}的{noun}调低{n}", f"{{x}}{noun}{lower}{n}", f"把{{x}}{noun}降低{n}", f"{{x}}{noun}减{n}",
            f"{{x}}{down[1]}{n}", f"把{{x}}{down[1]}{n}", f"{{x}}{noun}下调{n}", f"把{{x}}的{noun}降{n}"),
        topic, degrees,
    )  # fmt: skip


_BRIGHTNESS = _scale("brightness", ("light",), "亮度", ("亮", "调亮"), ("暗", "调暗"), "灯")
_VOLUME = _scale("volume", MEDIA, "音量", ("大声", "调大"), ("小声", "调小"), "声音")
_HEAT = _scale("target_temperature", ("thermostat", "air conditioner", "heater"), "温度", ("热", "调高"),
    ("凉", "调低"), "温度", degrees=True)  # fmt: skip
_SPEED = _scale("speed", ("fan", "air purifier"), "风速", ("快", "调大"), ("慢", "调小"), "风扇")
_POSITION = _Scale(
    "position", ("curtain", "blind"),
    (("{x}再开大些", "把{x}再拉开些", "{x}再打开些", "把{x}开大些", "{x}开得不够大", "让{x}再开大些"),
        ("{x}再拉开一点", "把{x}再打开一点", "{x}开大一点", "{x}再开一点点", "把{x}稍微拉开一点",
            "{x}稍微开大点"),
        ("{x}再开大很多", "把{x}再拉开很多", "{x}开大好多", "把{x}多拉开很多", "{x}再打开许多")),
    (("{x}再关小些", "把{x}再拉上些", "{x}再关上些", "把{x}关小些", "{x}开得太大了", "让{x}再关小些"),
        ("{x}再拉上一点", "把{x}再关一点", "{x}关小一点", "{x}再关一点点", "把{x}稍微拉上一点",
            "{x}稍微关小点"),
        ("{x}再关小很多", "把{x}再拉上很多", "{x}关小好多", "{x}再关上许多", "把{x}多拉上很多")),
    ("把{x}再打开{n}", "{x}再开{n}", "{x}多开{n}", "把{x}再拉开{n}", "{x}开度增加{n}", "把{x}多拉开{n}"),
    ("把{x}再关{n}", "{x}再关{n}", "{x}少开{n}", "把{x}再拉上{n}", "{x}开度减少{n}", "{x}往回关{n}"),
)  # fmt: skip
_SCALES = (_BRIGHTNESS, _BRIGHTNESS, _BRIGHTNESS, _VOLUME, _VOLUME, _HEAT, _HEAT, _POSITION, _SPEED)
_HERE: dict[str, tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...]]] = {
    "brightness": (
        (("亮一些", "调亮", "把灯调亮", "灯光调亮", "再亮些", "灯不够亮", "亮度调高"),
            ("亮一点", "再亮一点", "稍微亮一点", "灯亮一点", "把灯调亮一点", "灯光亮一点点", "调亮一点",
                "亮点儿"),
            ("灯再亮很多", "把灯调亮很多", "灯光亮得多一些", "大幅调亮灯光", "灯要亮很多")),
        (("暗一些", "调暗", "把灯调暗", "灯光调暗", "再暗些", "灯太亮了", "亮度调低"),
            ("暗一点", "再暗一点", "稍微暗一点", "灯暗一点", "把灯调暗一点", "灯光暗一点点", "调暗一点",
                "暗点儿"),
            ("灯再暗很多", "把灯调暗很多", "大幅调暗灯光", "灯要暗很多", "灯光暗得多一些")),
    ),
    "volume": (
        (("大声些", "音量调大", "声音调大", "把声音调大", "调高音量", "音量加大", "声音再大些", "大点声音"),
            ("大声点", "声音大一点", "音量调高一点", "把声音开大一点", "稍微大声一点", "音量大一点点",
                "声音再大一点"),
            ("声音大很多", "音量调高很多", "把声音调大很多", "声音再大很多", "音量大幅提高")),
        (("小声些", "音量调小", "声音调小", "把声音调小", "调低音量", "音量减小", "声音再小些", "轻声些"),
            ("小声点", "声音小一点", "音量调低一点", "把声音关小一点", "稍微小声一点", "音量小一点点",
                "声音再小一点"),
            ("声音小很多", "音量调低很多", "把声音调小很多", "声音再小很多", "音量大幅降低")),
    ),
    "target_temperature": (
        (("温度调高", "把温度调高", "调高温度", "温度升高些", "暖和些", "温度再高些", "把室温调高"),
            ("温度调高一点", "暖和一点", "把温度调高一点", "稍微暖一点", "温度高一点点", "再热一点",
                "屋里暖一点"),
            ("温度调高很多", "温度再高很多", "把温度调高很多", "温度大幅升高", "屋里要热很多")),
        (("温度调低", "把温度调低", "调低温度", "温度降低些", "凉快些", "温度再低些", "把室温调低"),
            ("温度调低一点", "凉快一点", "把温度调低一点", "稍微凉一点", "温度低一点点", "再凉一点",
                "屋里凉一点"),
            ("温度调低很多", "温度再低很多", "把温度调低很多", "温度大幅降低", "屋里要凉很多")),
    ),
    "speed": (
        (("风大些", "风速调大", "把风调大", "风再大些", "风量加大"),
            ("风大一点", "风速调高一点", "把风调大一点", "稍微大点风", "风再大一点"),
            ("风大很多", "风速调高很多", "把风调大很多", "风要大很多", "风量大幅提高")),
        (("风小些", "风速调小", "把风调小", "风再小些", "风太大了"),
            ("风小一点", "风速调低一点", "把风调小一点", "稍微小点风", "风再小一点"),
            ("风小很多", "风速调低很多", "把风调小很多", "风要小很多", "风量大幅降低")),
    ),
}  # fmt: skip
_NOT_COOLING = ("热", "凉")


def _sized(rng: random.Random, *, up: bool) -> tuple[int, Word]:
    size = rng.choices((0, 1, 2), (0.4, 0.42, 0.18))[0]
    return size, (_MORE if up else _LESS)[size]


@family(kind=4, weight=2.3)
def more_or_less(home: Household, rng: random.Random) -> Draft | None:
    """One device up or down, by a word."""
    scale = rng.choice(_SCALES)
    things = [t for t in of_kinds(home, scale.kinds) if home.can(t, scale.role)]
    found = choose(home, rng, things, is_kind(home, *scale.kinds))
    if found is None:
        return None
    up = rng.random() < 0.5
    size, word = _sized(rng, up=up)
    lines = (scale.up if up else scale.down)[size]
    if scale.degrees:  # 空调大一点 may mean colder
        lines = tuple(t for t in lines if "度" in t or any(w in t for w in _NOT_COOLING))
    return set_these(home, say(rng, home, lines, x=found[1]), [found[0]], {scale.role: word})


@family(kind=4, weight=1.5)
def here(home: Household, rng: random.Random) -> Draft | None:
    """Up or down without naming a device: what is here, or the only one."""
    scale = rng.choice([s for s in _SCALES if s.role in _HERE])
    up = rng.random() < 0.5
    size, word = _sized(rng, up=up)
    text = say(rng, home, _HERE[scale.role][0 if up else 1][size])
    wanted = {scale.role: word}
    room = home.speaker.room
    if scale is _VOLUME:
        thing = only_media(home, "volume")
        return set_these(home, text, [thing], wanted) if thing else None
    kinds = scale.kinds if scale is not _SPEED else ("fan",)
    local = tuple(t for t in of_kinds(home, kinds) if t.room == room and room is not None)
    members = local or of_kinds(home, kinds)
    if len(members) > 1 and (scale is not _BRIGHTNESS or not local):
        return None
    if not any(home.can(t, scale.role) for t in members):
        return None
    target = selector(home, "light", [home.room_label(room or "")]) if len(members) > 1 else ""
    return Draft(text, group_plan(home, target, members, wanted), set_effects(home, members, wanted))


@family(kind=4, weight=1.1)
def group(home: Household, rng: random.Random) -> Draft | None:
    """A group up or down."""
    scale = rng.choice((_BRIGHTNESS, _BRIGHTNESS, _BRIGHTNESS, _VOLUME, _POSITION))
    kind = rng.choice(scale.kinds)
    found = scope(home, rng, kind)
    up = rng.random() < 0.5
    if found is None or not any(home.can(t, scale.role) for t in found.members):
        return None
    size, word = _sized(rng, up=up)
    lines = tuple(t for t in (scale.up if up else scale.down)[size] if "够" not in t and "太" not in t)
    if not found.marked:
        lines = tuple(t.replace("{x}", "{x}都") for t in lines if t.startswith("{x}") and "的" not in t)
        lines = tuple(t for t in lines if not t[4:].startswith(("亮度", "音量")))
    text = say(rng, home, lines, x=found.said)
    wanted = {scale.role: word}
    plan = group_plan(home, found.target, found.members, wanted)
    if len(found.members) == 1 and not home.can(found.members[0], scale.role):
        return None
    return Draft(text, plan, set_effects(home, found.members, wanted))


@family(kind=4, weight=1.4)
def by_number(home: Household, rng: random.Random) -> Draft | None:
    """One device up or down by an amount."""
    scale = rng.choice(_SCALES)
    up = rng.random() < 0.5
    if scale.degrees:
        n = rng.choice((1, 2, 2, 3, 3, 4, 5))
        said = counted(n, rng)
    else:
        n = rng.choice((5, 10, 10, 10, 15, 20, 20, 25, 30, 40, 50))
        said = percent_said(n, rng)
    things: list[Thing] = [t for t in of_kinds(home, scale.kinds) if home.can(t, scale.role)]
    found = choose(home, rng, things, is_kind(home, *scale.kinds))
    if found is None:
        return None
    lines = scale.up_by if up else scale.down_by
    if scale is _VOLUME:
        lines = tuple(t for t in lines if "大声" not in t)
    text = say(rng, home, lines, x=found[1], n=said)
    return set_these(home, text, [found[0]], {scale.role: (Op.ADD if up else Op.SUBTRACT, n, "")})


_TIMES: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("brightness", 2, ("把{x}的亮度翻倍", "{x}亮度加倍", "{x}再亮一倍", "让{x}亮一倍", "{x}亮度翻一番",
        "{x}的亮度提高一倍")),
    ("brightness", 0.5, ("把{x}的亮度减半", "{x}亮度减半", "{x}亮度降一半", "{x}的亮度降低一半",
        "让{x}暗一半")),
    ("volume", 2, ("把{x}的音量翻倍", "{x}音量加倍", "{x}声音大一倍", "{x}的音量提高一倍", "{x}音量翻一番")),
    ("volume", 0.5, ("把{x}的音量减半", "{x}音量减半", "{x}音量降一半", "{x}声音小一半",
        "{x}的音量降低一半")),
    ("speed", 2, ("把{x}的风速翻倍", "{x}风速加倍", "{x}风速提高一倍", "{x}转快一倍", "{x}的风速翻一番")),
    ("speed", 0.5, ("把{x}的风速减半", "{x}风速减半", "{x}风速降一半", "{x}转慢一半", "{x}的风速降低一半")),
)  # fmt: skip


@family(kind=4, weight=0.6)
def times(home: Household, rng: random.Random) -> Draft | None:
    """Twice as bright, half as loud."""
    role, factor, templates = rng.choice(_TIMES)
    kinds = {"brightness": ("light",), "volume": MEDIA, "speed": ("fan", "air purifier")}[role]
    found = choose(home, rng, home.able(role, *kinds), is_kind(home, *kinds))
    if found is None:
        return None
    text = say(rng, home, templates, x=found[1])
    return set_these(home, text, [found[0]], {role: (Op.MULTIPLY, factor, "")})


_BACK = {
    "brightness": ("亮度", ("light",)), "volume": ("音量", MEDIA), "position": ("位置", ("curtain", "blind")),
    "target_temperature": ("温度", ("thermostat", "air conditioner", "heater")), "color": ("颜色",
    ("light",)),
}  # fmt: skip
_RESTORE = (
    "把{x}的{p}恢复到之前", "{x}的{p}调回原来的", "{x}恢复原来的{p}", "把{x}的{p}调回去", "{x}{p}变回刚才的",
    "{x}的{p}还是用之前的", "{x}{p}恢复到原来的样子", "把{x}{p}还原",
)  # fmt: skip


@family(kind=4, weight=0.6)
def previous(home: Household, rng: random.Random) -> Draft | None:
    """A named property back to what it was."""
    role = rng.choice(tuple(_BACK))
    word, kinds = _BACK[role]
    found = choose(home, rng, home.able(role, *kinds), is_kind(home, *kinds))
    if found is None:
        return None
    return set_these(home, say(rng, home, _RESTORE, x=found[1], p=word), [found[0]], {role: Word.PREVIOUS})
