"""What a plan can wait for in one home: `the washer is done`, `it gets warmer than 26 degrees here`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from model_core.language.vocabulary import Vocabulary, clean
from model_core.reading import roles
from model_core.reading.determiners import without_the
from model_core.reading.phrases import load
from model_core.reading.referents import Found, Referents
from model_core.reading.sorts import SENSORS, Sort, sort_of
from model_core.reading.text import courteous
from model_core.reading.wishes import type_of
from model_core.world import Thing

_BEFORE = (
    r"(?:as soon as|the moment|the (?:second|minute)|(?:the )?next time|whenever|when|once|if|in case|after|"
    r"wait until|wait till|wait for when|hold on until|should it happen that|when you see that|every time)"
)
_AFTER = (
    r"(?:right after|as soon as|the moment|the second|the minute|whenever|when|once|if|in case|"
    r"after|every time)"
)
_LEADING = re.compile(rf"^{_BEFORE} (?P<rest>.+)$")
_TRAILING = re.compile(rf",?(?: but)?(?: only)? {_AFTER} |,? but not before ")
_HAS = re.compile(
    r"^([a-z' ]+?)'s (?=(?:all |back |now |been )?(?:done|finished|ready|over|through|docked|back|home|in|"
    r"on|off|open|closed|shut|locked|unlocked|charged|gone|playing|paused|running|warmer|colder|hotter|cooler)\b)"
)
_LOADS = {
    "wash": "washer", "washing": "washer", "laundry": "washer", "machine": "washer", "dishes": "dishwasher",
    "washing up": "dishwasher", "tumble drying": "dryer", "drying": "dryer", "coffee": "coffee maker",
}  # fmt: skip
"""What is done when the machine is."""
_MEASURING = {
    "temperature": ("temperature sensor", "thermostat", "air conditioner"),
    "humidity": ("humidity sensor", "temperature sensor", "thermostat"),
    "motion": ("motion sensor",),
}
_SLOTS = {
    "{d}": r"(?P<d>.+?)", "{e}": r"(?P<e>.+?)", "{n}": r"(?P<n>-?\d+(?:\.\d+)?)",
    "{one}": "(?:someone|somebody|anyone|anybody|i|we)", "{its}": "(?:its|the|his|her|your)",
    "{rises}": "(?:goes|rises|climbs|gets|is|comes|moves|jumps|reads|shows|measures)",
    "{falls}": "(?:goes|falls|drops|sinks|gets|is|comes|dips|cools|reads|shows|measures)",
    "{above}": "(?:above|over|past|higher than|more than|warmer than|hotter than|greater than)",
    "{below}": "(?:below|under|beneath|lower than|less than|colder than|cooler than)",
    "{place}": r"(?P<place>(?:in|on|at) .+|here|in here)", "{room}": "(?P<room>.+?)",
    "{out}": "(?:outside|outdoors|out there)", "{who}": r"(?P<who>i|[a-z]+)",
}  # fmt: skip
Able = Callable[[Thing], bool]


class Happenings:
    """Reads conditions in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents

    def conditions(self, sentence: str, here: str | None) -> Iterator[tuple[str, str, bool]]:
        """The tests that a sentence begins or ends with, the rest of it, and whether the test came last."""
        first = _LEADING.match(sentence)
        if first is not None:
            words = first["rest"].split(" ")
            for count in range(len(words) - 1, 1, -1):
                test = self.test(" ".join(words[:count]), here)
                if test is not None:
                    yield test, re.sub(r"^(?:and )?(?:then )?,? ?", "", " ".join(words[count:])), False
        for found in _TRAILING.finditer(sentence):
            test = self.test(sentence[found.end() :], here)
            if test is not None:
                yield test, sentence[: found.start()].strip(" ,"), True

    def test(self, clause: str, here: str | None) -> str | None:
        """`LABEL: property=value` for a clause; None unless the device and the property are certain."""
        clause = _HAS.sub(r"\1 is ", courteous(clause.rstrip(",")))
        clause = re.sub(r"\bare\b", "is", re.sub(r"^([a-z]+) have\b", r"\1 has", clause))
        ways = (
            self._of_device(clause, here),
            self._of_room(clause, here),
            self._weather(clause),
            self._person(clause),
        )
        found = {test for way in ways for test in way}
        return found.pop() if len(found) == 1 else None

    def _of_device(self, clause: str, here: str | None) -> Iterator[str]:
        for sort in _sorts("devices"):
            for slots in sort.matches(clause):
                thing = self._device(sort, slots.get("d") or slots.get("e", ""), here)
                if thing is not None:
                    yield from self._tested(thing, sort, slots)

    def _device(self, sort: Sort, said: str, here: str | None) -> Thing | None:
        def able(thing: Thing) -> bool:
            return type_of(thing) in sort.types and sort.property_of(thing) is not None

        found = self._referents.find(said, here, able)
        if not isinstance(found, Found) and sort.types == SENSORS:
            found = self._opening(said, here, able)
        load = _LOADS.get(without_the(said))
        if load in sort.types and not isinstance(found, Found):
            machines = [t for t in self._vocabulary.world.things if type_of(t) == load]
            return machines[0] if len(machines) == 1 and able(machines[0]) else None
        if not isinstance(found, Found) or len(found.things) != 1 or not able(found.things[0]):
            return None
        return found.things[0]

    def _opening(self, said: str, here: str | None, able: Able) -> Found | None:
        """`the back door` for the sensor on it, where nothing else of that name opens."""

        def opens(thing: Thing) -> bool:
            return type_of(thing) not in SENSORS and (
                roles.find(thing, "open") is not None or roles.find(thing, "position") is not None
            )

        other = self._referents.find(said, here, opens)
        if isinstance(other, Found) and any(opens(t) for t in other.things):
            return None
        found = self._referents.find(f"{said} sensor", here, able)
        return found if isinstance(found, Found) else None

    def _of_room(self, clause: str, here: str | None) -> Iterator[str]:
        for sort in _sorts("rooms"):
            for slots in sort.matches(clause):
                room = self._room(slots.get("place") or slots.get("room", ""), here)
                types = _MEASURING[sort.properties[0]]
                things = [
                    t
                    for t in self._vocabulary.world.things
                    if room is not None and t.room == room and type_of(t) in types and sort.property_of(t)
                ]
                things = [t for t in things if type_of(t) == types[0]] or things
                if len(things) == 1:
                    yield from self._tested(things[0], sort, slots)

    def _room(self, said: str, here: str | None) -> str | None:
        if said in {"here", "in here", "in this room", "this room"}:
            return here
        bare = re.sub(r"^(?:(?:in|on|at) )?(?:the |my |our )?", "", said)
        places = self._referents.places.named(bare)
        return (
            places[0] if places and len(places) == 1 and places[0] in self._vocabulary.room_labels else None
        )

    def _weather(self, clause: str) -> Iterator[str]:
        stations = [t for t in self._vocabulary.world.things if type_of(t) == "weather"]
        for sort in _sorts("weather") if len(stations) == 1 else ():
            if sort.property_of(stations[0]) is not None:
                for slots in sort.matches(clause):
                    yield from self._tested(stations[0], sort, slots)
                    return

    def _person(self, clause: str) -> Iterator[str]:
        """Somebody comes or goes, by the one phone of theirs that tells where it is."""
        phones = [
            t for t in self._vocabulary.world.things if type_of(t) == "phone" and t.find_property("location")
        ]
        for sort in _sorts("people"):
            for slots in sort.matches(clause):
                who = slots["who"]
                own = [t for t in phones if who == "i" or clean(t.name).startswith(f"{who}'s ")]
                if len(own) == 1:
                    yield f"{self._vocabulary.labels[own[0].id]}: location{sort.test}"

    def _tested(self, thing: Thing, sort: Sort, slots: Mapping[str, str]) -> Iterator[str]:
        test = sort.tested(thing, slots.get("n", ""))
        if test is not None:
            yield f"{self._vocabulary.labels[thing.id]}: {test}"


@cache
def _sorts(part: str) -> tuple[Sort, ...]:
    """One part of the table of clauses."""
    blocks: Mapping[str, str] = load("happenings")[part]
    return tuple(
        sort_of(about, [_pattern(line) for line in block.splitlines() if line.strip()])
        for about, block in blocks.items()
    )


def _pattern(line: str) -> re.Pattern[str]:
    """A line of the table as an expression; what may be missing takes the space before it along."""
    text = line.strip().replace("(", "(?:")
    while (inner := re.search(r"( ?)\[([^\[\]]*)\]( ?)", text)) is not None:
        joint = "" if inner[2].startswith("'s") else inner[1]
        if inner.start() == 0 or not inner[1]:
            optional = f"{inner[1]}(?:(?:{inner[2]}){inner[3]})?"
        else:
            optional = f"(?:{joint}(?:{inner[2]}))?{inner[3]}"
        text = text[: inner.start()] + optional + text[inner.end() :]
    for slot, expression in _SLOTS.items():
        text = text.replace(slot, expression)
    return re.compile(text)
