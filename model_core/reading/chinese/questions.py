"""Mandarin questions to their plan text: about devices, groups, rooms, the weather."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles, wishes
from model_core.reading.chinese import values as said_values
from model_core.reading.chinese.implied_questions import ImpliedQuestions
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.weather import Weather
from model_core.reading.clauses import Done
from model_core.reading.phrases import filled, load
from model_core.reading.referents import Found, Several
from model_core.reading.wishes import Wish
from model_core.world import Attribute, Kind, Thing

Groups = Mapping[str, str]
_BEFORE = re.compile(
    r"^(?:请问|你知道|我想知道|想问一下|我想问一下|那个,?|那么)?"
    r"(?P<told>(?:请|麻烦)?(?:帮我|你?帮忙)?(?:看一看|看看|看一下|查一下|查查|查看一下|查看|告诉我|我想知道|检查一下|"
    r"检查|报一下|说一下|列一下|数一下|看下|查下|(?:帮我)?(?:数数|瞧瞧|瞅瞅|念念|读读|念念看|看看看|说说|报报|问问|问一?下|查查|瞧一瞧|瞄一眼|看一眼|顺带看看|先看看?|先问下|先瞧瞧)))?"
)
_FILLED = re.compile(r"现在|正(?=在)|当前(?!温度)|实际上?|大概|大约|目前|到底|这会儿|此刻|究竟|,(?=还剩)")
_ASKED = re.compile(
    r"[?吗呢谁哪几啥咋吧]|多[少大热冷凉潮亮久长远高快]|干嘛|[着了好]没$|还是|的?电量$|什么|怎么|如何|是不是|有没有|是否|没[关锁开有]|了没|不[冷热潮干湿凉大够]|[查看报]一下$|"
    r"[念读]一下|百分之几|\d+还是|天气|最[高低大小]"
)
_MEASURING = {
    "temperature": ("temperature sensor", "thermostat", "air conditioner"),
    "humidity": ("humidity sensor", "temperature sensor", "thermostat"),
}
_MODES_OF_REST = frozenset({"alarm", "thermostat"})
"""What is off in a mode of that name."""
_SURE = frozenset({"battery", "temperature"})


@dataclass(frozen=True, slots=True)
class _Frame:
    ask: str
    pattern: re.Pattern[str]
    greedy: re.Pattern[str]
    told: bool
    """Only after 看看, 告诉我, and the like."""


class Questions:
    """Reads Mandarin questions in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._weather = Weather(vocabulary, referents)
        implied = ImpliedQuestions(vocabulary, referents)
        self._answers: Mapping[str, Callable[[Groups, str | None], str | None]] = {
            "did_on": lambda g, h: self._is(g["t"], "on", h),
            "did_off": lambda g, h: self._is(g["t"], "off", h),
            "did_lock": lambda g, h: self._is(g["t"], "locked", h),
            "is": self._state,
            "anything": lambda g, h: self._on(g, h, "check any", "true"),
            "what_on": lambda g, h: self._on(g, h, "list all", "true"),
            "how_many_on": lambda g, h: self._on(g, h, "count all", "true"),
            "all_off": lambda g, h: self._on(g, h, "check all", "false"),
            "any": lambda g, h: self._of_kind(g, h, "check any"),
            "count": lambda g, h: self._of_kind(g, h, "count all"),
            "which": lambda g, h: self._of_kind(g, h, "list all"),
            "coloured": self._coloured,
            "highest": lambda g, h: self._most(g, h, "highest"),
            "lowest": lambda g, h: self._most(g, h, "lowest"),
            "warmest": lambda _g, _h: self._warmest("highest"),
            "coldest": lambda _g, _h: self._warmest("lowest"),
            "warmer": lambda g, _h: self._warmer(g, "highest"),
            "colder": lambda g, _h: self._warmer(g, "lowest"),
            "higher_of": lambda g, _h: self._higher(g, "highest"),
            "lower_of": lambda g, _h: self._higher(g, "lowest"),
            "lowest_battery": lambda _g, _h: "lowest all: battery" if self._batteries() else None,
            "low_battery": lambda g, _h: f"list all: battery<{g['num']}" if self._batteries() else None,
            "somebody": self._somebody,
            "weather": lambda _g, _h: self._weather.told("condition", "temperature"),
            "weather_of": self._weather_of,
            "outside": lambda _g, _h: self._weather.told("temperature"),
            "wind": lambda _g, _h: self._weather.told("wind_speed"),
            "outside_humid": lambda _g, _h: self._weather.told("humidity"),
            "rain": lambda _g, _h: self._weather.told("rain_chance"),
            "warmer_than": lambda g, h: self._room(g, h, "temperature", ">"),
            "colder_than": lambda g, h: self._room(g, h, "temperature", "<"),
            "room_warm": lambda g, h: self._room(g, h, "temperature"),
            "room_humid": lambda g, h: self._room(g, h, "humidity"),
            "above": lambda g, h: self._compared(g, h, ">"),
            "below": lambda g, h: self._compared(g, h, "<"),
            "value": lambda g, h: self._value(g["t"], _properties()[g["q"]], h),
            "items": self._items,
            "to_buy": implied.to_buy,
            "playing_in": implied.playing_in,
            "done_in": implied.done_in,
            "set_highest": lambda g, _h: implied.set_most(g, "highest"),
            "set_lowest": lambda g, _h: implied.set_most(g, "lowest"),
        }

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a question asked in the room `here`; None for anything else."""
        clause = _FILLED.sub("", clause.replace(" ", ""))
        before = _BEFORE.match(clause)
        told = bool(before and before["told"])
        if not told and not _ASKED.search(clause):
            return self._weather.asked(clause)
        clause = clause[before.end() :] if before else clause
        for variant in dict.fromkeys(
            (clause, clause.removesuffix("?"), re.sub(r"(?:呢|啊|呀)?\??$", "", clause))
        ):
            text = self._answer(variant, here, told=told) or self._weather.asked(variant)
            if text is not None:
                return text
        return None

    def _answer(self, clause: str, here: str | None, *, told: bool) -> Done | None:
        for frame in _frames():
            if frame.told and not told:
                continue
            for pattern in (frame.pattern, frame.greedy):
                found = pattern.fullmatch(clause)
                if found is None:
                    continue
                answer = self._answers.get(frame.ask)
                groups = found.groupdict()
                text = answer(groups, here) if answer else self._value(groups["t"], frame.ask, here)
                if text is not None:
                    return Done(text, ())
        return None

    # one device or a group that is named

    def _is(self, phrase: str, state: str, here: str | None, *, every: bool = False) -> str | None:
        def told(thing: Thing) -> str | None:
            return _test(thing, state)

        if phrase.removeprefix("家里").removeprefix("的") == "门" and state == "locked" and not every:
            every = not any(t.room == here for t in self._referents.of_type("lock"))
        return self._asked(phrase, Wish(told, sure=False), "check", here, every=every)

    def _state(self, groups: Groups, here: str | None) -> str | None:
        state, every = _states()[groups["s"]], bool(groups["all"])
        whole = self._is(groups["t"], "wide", here) if groups["all"] == "全" and state == "on" else None
        if whole is not None and " all " not in whole:
            return whole
        return self._is(groups["t"], state, here, every=every)

    def _value(self, phrase: str, role: str, here: str | None) -> str | None:
        def told(thing: Thing) -> str | None:
            found = _property(thing, role)
            return found.name if found is not None else None

        return self._asked(phrase, Wish(told, sure=role in _SURE), "get", here)

    def _compared(self, groups: Groups, here: str | None, sign: str) -> str | None:
        role = _properties()[groups["q"]]

        def told(thing: Thing) -> str | None:
            found = _property(thing, role)
            return (
                f"{found.name}{sign}{groups['num']}" if found is not None and roles.is_number(found) else None
            )

        return self._asked(groups["t"], Wish(told, sure=False), "check", here)

    def _coloured(self, groups: Groups, here: str | None) -> str | None:
        def told(thing: Thing) -> str | None:
            found = roles.find(thing, "color")
            choice = said_values.choice_of(found, groups["c"]) if found is not None else None
            return f"{found.name}={choice}" if found is not None and choice is not None else None

        return self._asked(groups["t"], Wish(told, sure=False), "check", here)

    def _items(self, groups: Groups, here: str | None) -> str | None:
        def told(thing: Thing) -> str | None:
            name = {"list": "items", "calendar": "events"}.get(wishes.type_of(thing))
            return name if name is not None and thing.find_property(name) else None

        return self._asked(groups["t"], Wish(told, sure=False), "get", here, absent=False)

    def _asked(
        self,
        phrase: str,
        wish: Wish,
        verb: str,
        here: str | None,
        *,
        every: bool = False,
        absent: bool = True,
    ) -> str | None:
        """The question about the devices that words mean."""
        meaning = self._referents.find(phrase, here, lambda t: wish.told(t) is not None, every=every)
        if isinstance(meaning, Found):
            texts = {t for thing in meaning.things if (t := wish.told(thing)) is not None}
            if len(texts) == 1 and (meaning.target or len(meaning.things) == 1):
                things = [t for t in meaning.things if wish.told(t)]
                target = meaning.target if len(things) > 1 else self._vocabulary.labels[things[0].id]
                return f"{verb} {target}: {next(iter(texts))}"
            return wishes.plan(wish, meaning, self._vocabulary) if not texts else None
        if meaning is None or (not absent and not isinstance(meaning, Several)):
            return None
        return wishes.plan(wish, meaning, self._vocabulary)

    # groups by noun

    def _of_kind(self, groups: Groups, here: str | None, verb: str) -> str | None:
        places = self._where(groups["l"], here)
        kind = self._referents.type_named(groups["n"])
        if places is None:
            return self._absent_room(groups["l"].removesuffix("的"))
        if kind is None or not self._referents.all_have(kind, groups["n"]):
            return None
        things = self._referents.of_type(kind, places)
        tests = {_test(t, _states()[groups["s"]]) for t in things}
        if len(tests) != 1 or None in tests:
            return None
        test = next(iter(t for t in tests if t))
        if len(things) == 1:
            label = self._vocabulary.labels[things[0].id]
            return f"{verb.removesuffix(' any').removesuffix(' all')} {label}: {test}"
        target = self._referents.selected(kind, things, places).target
        return f"{verb}{target.removeprefix('all')}: {test}" if target else None

    def _on(self, groups: Groups, here: str | None, verb: str, value: str) -> str | None:
        places = self._where(groups["l"], here)
        names = [a.name for t in self._vocabulary.world.things if (a := roles.find(t, "on", writable=False))]
        if places is None:
            return self._absent_room(groups["l"].removesuffix("的"))
        if len(names) < 2 or (not groups["l"] and here is not None):
            return None
        inside = f" in {', '.join(self._referents.places.label(p) for p in places)}" if places else ""
        return f"{verb}{inside}: {names[0]}={value}"

    def _most(self, groups: Groups, here: str | None, verb: str) -> str | None:
        places = self._where(groups["l"], here)
        kind = self._referents.type_named(groups["n"])
        if places is None or kind is None or not self._referents.all_have(kind, groups["n"]):
            return None
        things = self._referents.of_type(kind, places)
        found = [_property(t, _properties()[groups["q"]]) for t in things]
        if (
            len(things) < 2
            or not all(p is not None and roles.is_number(p) for p in found)
            or found[0] is None
        ):
            return None
        return f"{verb} {self._referents.selected(kind, things, places).target}: {found[0].name}"

    def _where(self, said: str, here: str | None) -> tuple[str, ...] | None:
        return self._referents.where(said.removesuffix("的"), here)

    def _batteries(self) -> bool:
        return sum(t.find_property("battery") is not None for t in self._vocabulary.world.things) > 1

    # rooms and the weather

    def _measuring(self, room: str, role: str) -> tuple[Thing, Attribute] | None:
        """The one device that tells a room's temperature or humidity."""
        for kind in _MEASURING[role]:
            found = [(t, p) for t in self._referents.of_type(kind, (room,)) if (p := _property(t, role))]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def _room(self, groups: Groups, here: str | None, role: str, sign: str = "") -> str | None:
        said = groups["l"].removesuffix("的")
        places = self._where(said, here) if said else (here,) if here is not None else None
        if places is None or len(places) != 1 or places[0] is None:
            return self._absent_room(said)
        measured = self._measuring(places[0], role) if self._referents.places.is_room(places[0]) else None
        if measured is None:
            return None
        label = self._vocabulary.labels[measured[0].id]
        name = measured[1].name
        return f"check {label}: {name}{sign}{groups['num']}" if sign else f"get {label}: {name}"

    def _absent_room(self, said: str) -> str | None:
        absent, rest = self._referents.places.absent(key(said))
        return f'refuse unknown "{said}"' if absent is not None and not rest else None

    def _warmest(self, verb: str) -> str | None:
        for kind in ("temperature sensor", "thermostat"):
            things = self._referents.of_type(kind)
            if len(things) > 1 and all(t.find_property("temperature") for t in things):
                return f"{verb} {self._referents.selected(kind, things, ()).target}: temperature"
        return None

    def _warmer(self, groups: Groups, verb: str) -> str | None:
        rooms = [self._referents.places.named(key(groups[g])) for g in ("a", "b")]
        found = [self._measuring(r, "temperature") for r in rooms if r is not None]
        labels = [self._vocabulary.labels[m[0].id] for m in found if m is not None]
        names = {m[1].name for m in found if m is not None}
        return (
            f"{verb} {', '.join(labels)}: {next(iter(names))}"
            if len(labels) == 2 and len(names) == 1
            else None
        )

    def _higher(self, groups: Groups, verb: str) -> str | None:
        """Which of the two devices of a type in two places has more of a property."""
        kind = self._referents.type_named(groups["n"])
        rooms = [self._referents.places.named(key(groups[g])) for g in ("a", "b")]
        if kind is None or None in rooms:
            return None
        things = [self._referents.of_type(kind, (r,)) for r in rooms if r is not None]
        said = _properties()[groups["q"]]
        if said == "temperature" and groups.get("set"):
            said = "target_temperature"
        found = [p for t in things if len(t) == 1 and (p := _property(t[0], said)) is not None]
        if len(found) != 2 or len({p.name for p in found}) != 1 or not roles.is_number(found[0]):
            return None
        labels = ", ".join(self._vocabulary.labels[t[0].id] for t in things)
        return f"{verb} {labels}: {found[0].name}"

    def _weather_of(self, groups: Groups, here: str | None) -> str | None:
        meaning = self._referents.find(groups["t"], here)
        named = isinstance(meaning, Found) and wishes.type_of(meaning.things[0]) == "weather"
        return self._weather.told("condition", "temperature") if named else None

    def _somebody(self, groups: Groups, here: str | None) -> str | None:
        places = self._where(groups["l"], here) if groups["l"] else None
        sensors = self._referents.of_type("motion sensor", places) if places else ()
        motion = len(sensors) == 1 and sensors[0].find_property("motion")
        return f"check {self._vocabulary.labels[sensors[0].id]}: motion=true" if motion else None


def _property(thing: Thing, role: str) -> Attribute | None:
    return roles.find(thing, role, writable=False) or thing.find_property(role)


def _test(thing: Thing, state: str) -> str | None:
    """`on=true`: the test that a device is in a state, in its own words."""
    for test in _source()["states"][state]:
        role, sign, value = re.split(r"(!=|=|>)", test)
        found = _property(thing, role)
        if found is None or (role == "mode" and wishes.type_of(thing) not in _MODES_OF_REST):
            continue
        if found.kind is Kind.STRING and found.choices and value not in found.choices:
            continue
        return f"{found.name}{sign}{value}"
    return None


def _source() -> Mapping[str, Any]:
    return load("questions", __package__)


def _turned(name: str) -> Mapping[str, str]:
    return {word: english for english, words in _source()[name].items() for word in words}


@cache
def _states() -> Mapping[str, str]:
    return _turned("said")


@cache
def _properties() -> Mapping[str, str]:
    return _turned("properties")


def _any(words: Mapping[str, str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _frames() -> tuple[_Frame, ...]:
    names = {
        "T": "(?P<t>.+?)",
        "L": "(?P<l>.*?)",
        "N": "(?P<n>[^的]+?)",
        "S": f"(?P<s>{_any(_states())})",
        "M": "[盏个台扇把幅部辆件间道处]",
        "Q": f"(?P<q>{_any(_properties())})",
        "NUM": r"(?P<num>\d+(?:\.\d+)?)%?",
        "ALL": "(?P<all>(?:全都|都|全)?)",
        "A": "(?P<a>.+?)",
        "B": "(?P<b>.+?)",
    }

    def lines() -> Iterator[_Frame]:
        for block in _source()["frames"]:
            for line in block["lines"].splitlines():
                pattern = filled(line, names)
                greedy = pattern.replace("(?P<t>.+?)", "(?P<t>.+)")
                yield _Frame(block["ask"], re.compile(pattern), re.compile(greedy), "told" in block)

    return tuple(lines())
