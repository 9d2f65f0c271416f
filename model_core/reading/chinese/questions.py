"""Mandarin questions to their plan text: about devices, groups, rooms, the weather."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from model_core.language.vocabulary import Vocabulary
from model_core.reading import roles, wishes
from model_core.reading.chinese import levels, predicates, question_frames
from model_core.reading.chinese import values as said_values
from model_core.reading.chinese.group_questions import GroupQuestions, absent_room
from model_core.reading.chinese.implied_questions import ImpliedQuestions
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.room_questions import RoomQuestions
from model_core.reading.chinese.sensing import Sensing
from model_core.reading.chinese.weather import Weather
from model_core.reading.clauses import Done
from model_core.reading.outcomes import refuses
from model_core.reading.referents import Found, Several
from model_core.reading.wishes import Wish
from model_core.world import Attribute, Thing

Groups = Mapping[str, str]
_BEFORE = re.compile(
    r"^(?:请问|你知道|我想知道|想问一下|我想问一下|那个,?|那么)?"
    r"(?P<told>(?:请|麻烦)?(?:帮我|你?帮忙)?(?:看一看|看看|看一下|查一下|查查|查看一下|查看|告诉我|(?:跟|给|和)我(?:说|讲|报)(?:一?[下说声讲]|说看)?|我想知道|检查一下|"
    r"检查|报一下|说一下|列一下|列出来?|列举|找出|数一下|看下|查下|(?:帮我)?(?:数数|瞧瞧|瞅瞅|念念|读读|念念看|看看看|说说|报报|问问|问一?下|查查|瞧一瞧|瞄一眼|看一眼|顺带看看|先看看?|先问下|先瞧瞧)))?"
)
_FILLED = re.compile(r"现在|正(?=在)|当前(?!温度)|实际上?|大概|大约|目前|到底|这会儿|此刻|究竟|,(?=还剩)")
_LAST = re.compile(r"(?<=..)[啊呀]?,?(?:今儿个?|今天|这会儿|现在|来着)(?=\??$)")
_PARTICLE = re.compile(r"(?<=.)[呐哩咧啦嘞呀啊哈](?=\??$)")
_ASKING = re.compile(r"(?<![什怎那这多要])[么伐](?=\??$)")
"""Other ways to say 吗."""
_ASKED = re.compile(
    r"[?吗呢谁哪几啥咋吧]|多[少大热冷凉潮亮久长远高低暗快]|干嘛|没(?:有|得)?$|还是|的?电量$|什么|怎么|如何|是不是|有没有|是否|没[关锁开有]|了没|不[冷热潮干湿凉大够]|[查看报]一下$|"
    r"[念读]一下|百分之几|\d+还是|天气|带.?伞|打伞|最[高低大小]|不在家|[状情][态况]|(?:温度|湿度|气温|室温)$"
)
_WHOSE = re.compile(r"(?<=[^,;去在到从])那[个台部辆扇盏把]?(?=[^,;边儿里些时么个台\d].)")
"""`阿强那手机` is 阿强的手机."""
_STATUS = ("state", "locked", "on", "open", "contact", "motion", "leak", "smoke", "position", "mode")
"""What tells how a device is; the first that it has."""
_PLACE_LAST = re.compile(
    r"(?P<q>[^,]+),(?:就是|我说的是|我问的是|就)?在?(?P<l>[^,]{1,8}?)(?:的|那边|那个|里的|的那个|那扇)?\??"
)
_PLACE_FIRST = re.compile(r"在?(?P<l>[^,]{1,8}?)(?:那边|那里|这边)?,(?P<q>[^,]+)")
_WATER = frozenset({"kettle", "water heater"})
"""What measures the temperature of the water in it."""
_SURE = frozenset({"battery", "temperature", "minutes_left", "power_draw"})


class Questions:
    """Reads Mandarin questions in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._weather = Weather(vocabulary, referents)
        self._sensing = Sensing(vocabulary, referents)
        groups = self._groups = GroupQuestions(vocabulary, referents)
        rooms = RoomQuestions(vocabulary, referents)
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
            "any": lambda g, h: groups.asked(g, h, "check any"),
            "count": lambda g, h: groups.asked(g, h, "count all"),
            "which": lambda g, h: groups.asked(g, h, "list all"),
            "status": self._status,
            "coloured": self._coloured,
            "highest": lambda g, h: self._most(g, h, "highest"),
            "lowest": lambda g, h: self._most(g, h, "lowest"),
            "warmest": lambda _g, _h: rooms.most("highest"),
            "coldest": lambda _g, _h: rooms.most("lowest"),
            "warmer": lambda g, _h: rooms.more(g, "highest"),
            "colder": lambda g, _h: rooms.more(g, "lowest"),
            "higher_of": lambda g, _h: self._higher(g, "highest"),
            "lower_of": lambda g, _h: self._higher(g, "lowest"),
            "lowest_battery": lambda _g, _h: "lowest all: battery" if self._batteries() else None,
            "low_battery": lambda g, _h: f"list all: battery<{g['num']}" if self._batteries() else None,
            "weather": lambda _g, _h: self._weather.told("condition", "temperature"),
            "weather_of": self._weather_of,
            "outside": lambda _g, _h: self._weather.outside(),
            "wind": lambda _g, _h: self._weather.told("wind_speed"),
            "outside_humid": lambda _g, _h: self._weather.told("humidity"),
            "will_rain": lambda _g, _h: self._weather.to_come("check"),
            "umbrella": lambda _g, _h: self._weather.to_come("get"),
            "rain": lambda _g, _h: self._weather.told("rain_chance"),
            "warmer_than": lambda g, h: rooms.told(g, h, "temperature", ">"),
            "colder_than": lambda g, h: rooms.told(g, h, "temperature", "<"),
            "room_warm": lambda g, h: rooms.told(g, h, "temperature"),
            "room_humid": lambda g, h: rooms.told(g, h, "humidity"),
            "air": lambda g, h: rooms.air(g["l"], h, "air_quality"),
            "air_of": lambda g, h: rooms.air(g["l"], h, question_frames.properties()[g["q"]]),
            "air_above": lambda g, h: rooms.air(
                g["l"], h, question_frames.properties()[g["q"]], f">{g['num']}"
            ),
            "alarm_rang": lambda _g, _h: implied.alarm_rang(),
            "above": lambda g, h: self._compared(g, h, ">"),
            "below": lambda g, h: self._compared(g, h, "<"),
            "value": lambda g, h: self._value(g["t"], question_frames.properties()[g["q"]], h),
            "step": lambda g, h: self._found(g["t"], _step, h),
            "filled": lambda g, h: self._found(g["t"], levels.filled, h),
            "items": self._items,
            "to_buy": implied.to_buy,
            "playing_in": implied.playing_in,
            "playing": implied.playing,
            "done_in": implied.done_in,
            "is_done": implied.is_done,
            "energy_used": lambda _g, _h: implied.metered("energy_today"),
            "power_used": lambda _g, _h: implied.metered("power_draw"),
            "next_planned": lambda _g, _h: implied.planned(),
            "set_highest": lambda g, _h: implied.set_most(g, "highest"),
            "set_lowest": lambda g, _h: implied.set_most(g, "lowest"),
        }

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a question asked in the room `here`; None for anything else."""
        clause = _LAST.sub("", _FILLED.sub("", clause.replace(" ", "")))
        clause = _ASKING.sub("吗", _PARTICLE.sub("", clause))
        before = _BEFORE.match(clause)
        told = bool(before and before["told"])
        if not told and not _ASKED.search(clause):
            return self._weather.asked(clause)
        clause = clause[before.end() :] if before else clause
        whose = _WHOSE.sub("的", clause, count=1)
        for placed in dict.fromkeys((*self._placed(clause), *self._placed(whose))):
            for variant in dict.fromkeys(
                (placed, placed.removesuffix("?"), re.sub(r"(?:呢|啊|呀)?\??$", "", placed))
            ):
                done = self._answer(variant, here, told=told) or self._weather.asked(variant)
                if done is not None:
                    return done
        return None

    def _placed(self, clause: str) -> Iterator[str]:
        """The question, with the place first where a comma parts it from the rest."""
        for pattern in (_PLACE_LAST, _PLACE_FIRST):
            found = pattern.fullmatch(clause)
            if found is not None and self._referents.places.named(key(found["l"])) is not None:
                yield f"{found['l']}{found['q']}"
                return
        yield clause

    def _answer(self, clause: str, here: str | None, *, told: bool) -> Done | None:
        noticed = self._sensing.read(clause, here)
        if noticed is not None:
            return Done(noticed, ())
        for frame in question_frames.frames():
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
            return predicates.test(thing, state)

        if phrase.removeprefix("家里").removeprefix("的") == "门" and state == "locked" and not every:
            every = not any(t.room == here for t in self._referents.of_type("lock"))
        text = self._asked(phrase, Wish(told, sure=False), "check", here, every=every)
        if text is None or refuses(text):
            return self._groups.door(phrase, state, here) or text
        return text

    def _status(self, groups: Groups, here: str | None) -> str | None:
        def told(thing: Thing) -> str | None:
            found = (predicates.find(thing, role) for role in _STATUS)
            return next((f.name for f in found if f is not None), None)

        every = bool(groups.get("all"))
        return self._asked(groups["t"], Wish(told, sure=False), "get", here, every=every)

    def _state(self, groups: Groups, here: str | None) -> str | None:
        state, every = predicates.state_of(groups["s"]), bool(groups.get("all") or groups.get("too"))
        if state is None:
            return None
        whole = self._is(groups["t"], "wide", here) if groups.get("all") == "全" and state == "on" else None
        if whole is not None and " all " not in whole:
            return whole
        if every and (group := self._groups.every(groups["t"], state, here)) is not None:
            return group
        text = self._is(groups["t"], state, here, every=every)
        return text if text is not None or not every else self._is(groups["t"], state, here)

    def _value(self, phrase: str, role: str, here: str | None) -> str | None:
        def told(thing: Thing) -> str | None:
            found = predicates.find(thing, role)
            if found is None and role == "water_temperature" and wishes.type_of(thing) in _WATER:
                found = predicates.find(thing, "temperature")
            return found.name if found is not None else None

        return self._asked(phrase, Wish(told, sure=role in _SURE), "get", here)

    def _found(self, phrase: str, find: Callable[[Thing], Attribute | None], here: str | None) -> str | None:
        def told(thing: Thing) -> str | None:
            found = find(thing)
            return found.name if found is not None else None

        return self._asked(phrase, Wish(told, sure=False), "get", here, absent=False)

    def _compared(self, groups: Groups, here: str | None, sign: str) -> str | None:
        role = question_frames.properties()[groups["q"]]

        def told(thing: Thing) -> str | None:
            found = predicates.find(thing, role)
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
            things = [t for t in meaning.things if wish.told(t)]
            texts = {wish.told(t) for t in things}
            if len(texts) == 1 and (meaning.target or len(things) == len(meaning.things)):
                labels = ", ".join(self._vocabulary.labels[t.id] for t in things)
                target = meaning.target if meaning.target and len(things) > 1 else labels
                return f"{verb} {target}: {texts.pop()}"
            return wishes.plan(wish, meaning, self._vocabulary) if not texts else None
        if meaning is None or (not absent and not isinstance(meaning, Several)):
            return None
        return wishes.plan(wish, meaning, self._vocabulary)

    # groups by noun

    def _on(self, groups: Groups, here: str | None, verb: str, value: str) -> str | None:
        places = self._where(groups["l"], here)
        names = [a.name for t in self._vocabulary.world.things if (a := roles.find(t, "on", writable=False))]
        if places is None:
            return absent_room(self._referents, groups["l"].removesuffix("的"))
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
        said = (
            question_frames.adjectives()[groups["adj"]]
            if groups.get("adj")
            else question_frames.properties()[groups["q"]]
        )
        found = [predicates.find(t, said) for t in things]
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

    # the most of two, and the weather

    def _higher(self, groups: Groups, verb: str) -> str | None:
        """Which of the two devices of a type in two places has more of a property."""
        kind = self._referents.type_named(groups["n"])
        rooms = [self._referents.places.named(key(groups[g])) for g in ("a", "b")]
        if kind is None or None in rooms:
            return None
        things = [self._referents.of_type(kind, (r,)) for r in rooms if r is not None]
        said = question_frames.properties()[groups["q"]]
        if said == "temperature" and groups.get("set"):
            said = "target_temperature"
        found = [p for t in things if len(t) == 1 and (p := predicates.find(t[0], said)) is not None]
        if len(found) != 2 or len({p.name for p in found}) != 1 or not roles.is_number(found[0]):
            return None
        labels = ", ".join(self._vocabulary.labels[t[0].id] for t in things)
        return f"{verb} {labels}: {found[0].name}"

    def _weather_of(self, groups: Groups, here: str | None) -> str | None:
        meaning = self._referents.find(groups["t"], here)
        named = isinstance(meaning, Found) and wishes.type_of(meaning.things[0]) == "weather"
        return self._weather.told("condition", "temperature") if named else None


def _step(thing: Thing) -> Attribute | None:
    return levels.stepped(thing, writable=False) or predicates.find(thing, "speed")
