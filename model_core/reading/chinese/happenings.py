"""What a plan can wait for in one home, in Mandarin: `洗衣机洗好了`, `客厅超过28度`, `玄关有人`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.places import key
from model_core.reading.chinese.referents import Referents
from model_core.reading.phrases import filled, load, unfolded
from model_core.reading.referents import Found
from model_core.reading.sorts import SENSORS, Sort, sort_of
from model_core.reading.wishes import type_of
from model_core.world import Thing

_MEASURING = {
    "temperature": ("temperature sensor", "thermostat", "air conditioner", "heater", "humidity sensor"),
    "humidity": ("humidity sensor", "temperature sensor", "thermostat", "air conditioner"),
    "motion": ("motion sensor", "camera"),
    "leak": ("leak sensor", "water sensor"),
    "smoke": ("smoke detector", "smoke alarm", "smoke sensor"),
    "air_quality": ("air quality sensor", "air purifier"),
    "co2": ("air quality sensor", "air purifier"),
}
_OUT = r"(?:外面|外头|外边|室外|户外|屋外|门外|天)"
_BARE = re.compile(r"^(?:屋里|屋子里?|室内|房间里?|房里|家里|气温|温度|里面|这边|这里|这儿)+$")
_MEASURE = re.compile(r"(?:温度?|湿度?|气温?|室温|电|水温?)")
_SAID_SO = re.compile(
    r"(?:那[个扇道]门|那个|那台|那扇|那道|那边|那[儿头]|这个|这台|那|里面?|里头|上头|上|家伙|"
    r"小家伙)$"
)
_NOBODY = frozenset({"有人", "谁", "没人", "人", "大家", "快递"})


class Happenings:
    """Reads what can be waited for in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._things = vocabulary.world.things

    def test(self, clause: str, here: str | None) -> str | None:
        """`LABEL: property=value` for a clause; None unless the device and the property are certain."""
        for way in (self._of_machine(clause), self._of_device(clause, here), self._weather(clause),
                    self._of_room(clause, here), self._person(clause)):  # fmt: skip
            found = set(way)
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def _of_machine(self, clause: str) -> Iterator[str]:
        """`衣服洗好了`: the one machine that does it is done."""
        sort = next(s for s in _sorts("devices") if s.test == "=done")
        for kind, pattern in _machines():
            machines = [t for t in self._things if type_of(t) == kind and sort.property_of(t)]
            if pattern.fullmatch(clause) and len(machines) == 1:
                yield from self._tested(machines[0], sort, {})

    def _of_device(self, clause: str, here: str | None) -> Iterator[str]:
        for sort in _sorts("devices"):
            for slots in _matches(sort, clause):
                thing = self._device(sort, slots.get("d", ""), here)
                if thing is not None:
                    yield from self._tested(thing, sort, slots)
                    return

    def _device(self, sort: Sort, said: str, here: str | None) -> Thing | None:
        def able(thing: Thing) -> bool:
            return type_of(thing) in sort.types and sort.property_of(thing) is not None

        if _MEASURE.fullmatch(said):
            return None
        door = f"{said}门" if sort.types == SENSORS else said
        for phrase in dict.fromkeys((said, _SAID_SO.sub("", said), said.removesuffix("子"), door)):
            found = self._referents.find(phrase, here, able) if phrase else None
            if isinstance(found, Found) and len(found.things) == 1 and able(found.things[0]):
                return found.things[0]
        return None

    def _of_room(self, clause: str, here: str | None) -> Iterator[str]:
        for sort in _sorts("rooms"):
            for slots in _matches(sort, clause):
                room = self._room(slots.get("p", ""), here)
                if room is None and (here is not None or not _is_bare(slots.get("p", ""))):
                    continue
                things = self._measuring(sort, room)
                if not things and _is_bare(slots.get("p", "")):
                    things = self._measuring(sort, None)
                if len(things) == 1:
                    yield from self._tested(things[0], sort, slots)

    def _measuring(self, sort: Sort, room: str | None) -> list[Thing]:
        """The devices of the first type that tells it, in a room or anywhere."""
        able = [t for t in self._things if room in {None, t.room} and sort.property_of(t)]
        ranked = ([t for t in able if type_of(t) == kind] for kind in _MEASURING[sort.properties[0]])
        return next((found for found in ranked if found), [])

    def _room(self, said: str, here: str | None) -> str | None:
        """The room that is spoken of: the one here where none is said."""
        if _is_bare(said):
            return here
        places = self._referents.where(said, here) or self._referents.where(_SAID_SO.sub("", said), here)
        if not places or len(places) != 1 or not self._referents.places.is_room(places[0]):
            return None
        return places[0]

    def _weather(self, clause: str) -> Iterator[str]:
        stations = [t for t in self._things if type_of(t) == "weather"]
        for sort in _sorts("weather") if len(stations) == 1 else ():
            if sort.property_of(stations[0]) is not None:
                for slots in _matches(sort, clause):
                    yield from self._tested(stations[0], sort, slots)
                    return

    def _person(self, clause: str) -> Iterator[str]:
        """Somebody comes or goes, by the one device of theirs that tells where it is."""
        carriers = [
            t for t in self._things if type_of(t) in {"phone", "person"} and t.find_property("location")
        ]
        for sort in _sorts("people"):
            for slots in _matches(sort, clause):
                who = key(slots["w"])
                own = [
                    t for t in carriers if (who == "我" and len(carriers) == 1) or key(t.name).startswith(who)
                ]
                if len(own) == 1 and who not in _NOBODY:
                    yield f"{self._vocabulary.labels[own[0].id]}: location{sort.test}"

    def _tested(self, thing: Thing, sort: Sort, slots: Mapping[str, str]) -> Iterator[str]:
        number = slots.get("n") or (f"{float(slots['c']) * 10:g}" if "c" in slots else "")
        test = sort.tested(thing, number)
        if test is not None:
            yield f"{self._vocabulary.labels[thing.id]}: {test}"


def _matches(sort: Sort, clause: str) -> Iterator[Mapping[str, str]]:
    """What the slots are, by their letter: a slot may be at several places of a line."""
    return ({name[0]: said for name, said in slots.items()} for slots in sort.matches(clause))


def _is_bare(said: str) -> bool:
    return not said or _BARE.match(said) is not None


@cache
def _words() -> Mapping[str, str]:
    return {**unfolded(load("happenings", __package__)["words"]), "out": _OUT}


@cache
def _machines() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = load("happenings", __package__)
    made, deeds = table["made"], table["deeds"]
    return tuple(
        (kind, re.compile(f"{said}(?:一|1|都|全)?{made}了?|{deeds.get(kind, '(?!)')}了?"))
        for kind, said in table["machines"].items()
    )


@cache
def _sorts(part: str) -> tuple[Sort, ...]:
    """One part of the table."""
    blocks: Mapping[str, str] = load("happenings", __package__)[part]
    return tuple(sort_of(about, _compiled(block)) for about, block in blocks.items())


def _compiled(block: str) -> tuple[re.Pattern[str], ...]:
    """The lines as expressions, in which each slot of a letter may be at several places."""
    counter = count()
    lines = [filled(line.strip(), _words()) for line in block.splitlines()]
    lazy = (re.sub(r"\?P<(\w)\w*>", lambda m: f"?P<{m[1]}{next(counter)}>", line) for line in lines if line)
    both = (line for said in lazy for line in (said, re.sub(r"(?<=\[\^,\])([+*])\?\)", r"\1)", said)))
    return tuple(map(re.compile, dict.fromkeys(both)))
