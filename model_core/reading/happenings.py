"""What a plan can wait for in one home: `the washer is done`, `it gets warmer than 26 degrees in the office`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from model_core.language.vocabulary import Vocabulary, clean
from model_core.reading import roles
from model_core.reading.referents import Found, Referents
from model_core.reading.text import courteous
from model_core.reading.wishes import type_of
from model_core.world import Attribute, Kind, Thing

_BEFORE = (
    r"(?:as soon as|the moment|the (?:second|minute)|(?:the )?next time|whenever|when|once|if|in case|after|"
    r"wait until|wait till|hold on until|should it happen that|when you see that)"
)
_AFTER = r"(?:right after|as soon as|the moment|the second|the minute|whenever|when|once|if|in case|after|but not before)"
_LEADING = re.compile(rf"^{_BEFORE} (?P<rest>.+)$")
_TRAILING = re.compile(rf" ?,?(?: but)?(?: only)? {_AFTER} ")
_ONE = r"(?:someone|somebody|anyone|anybody|i|we)"
_AGAIN = r"(?: again)?"
_ITS = r"(?:its|the|his|her|your)"
_N = r"(?P<n>-?\d+(?:\.\d+)?)"
_ABOVE = r"(?:above|over|past|higher than|more than|warmer than|hotter than|greater than)"
_BELOW = r"(?:below|under|beneath|lower than|less than|colder than|cooler than)"
_RISES = r"(?:goes|rises|climbs|gets|is|comes|moves|jumps|reads|shows|measures)"
_FALLS = r"(?:goes|falls|drops|sinks|gets|is|comes|dips|cools|reads|shows|measures)"
_DEG = r"(?: degrees(?: celsius| c| f| fahrenheit)?)?"
_PCT = r"(?: percent)?"
_D = r"(?P<d>.+?)"
_CYCLES = ("washer", "dryer", "dishwasher", "oven", "coffee maker")
_SWITCHED = (
    "television", "light", "plug", "switch", "fan", "heater", "air conditioner", "dehumidifier", "humidifier", "speaker",
    "air purifier",
)  # fmt: skip
_STATES = ("state", "status", "phase", "activity")


@dataclass(frozen=True, slots=True)
class _Sort:
    """Clauses of one sort: the types and properties that they are about, and the test."""

    types: tuple[str, ...]
    properties: tuple[str, ...]
    test: str
    patterns: tuple[re.Pattern[str], ...]


def _sort(types: tuple[str, ...], properties: tuple[str, ...], test: str, *patterns: str) -> _Sort:
    return _Sort(types, properties, test, tuple(re.compile(p) for p in patterns))


_SORTS = (
    _sort(
        _CYCLES, _STATES, "=done",
        rf"{_D} (?:is|gets|are) (?:all |completely )?(?:done|finished|ready|through)(?: (?:cooking|baking|brewing|washing|drying|with its load))?",
        rf"{_D} (?:finishes|has finished|has completed|completes|ends|has ended|stops|has stopped|has run through|comes to an end)"
        rf"(?: (?:{_ITS} )?(?:cycle|programme|program|load|run|baking|cooking|brewing|washing|drying))?",
        rf"(?:the )?(?:cycle|programme|program) (?:of|on|in) {_D} (?:ends|is over|is done|finishes|is finished)",
        rf"{_D} has made the coffee|the food in {_D.replace('<d>', '<e>')} is done",
    ),
    _sort(
        _CYCLES[:4], _STATES, "=running",
        rf"{_D} (?:starts(?: running)?|begins|gets going|starts up|is running|is still running)",
        rf"{_ONE} starts? {_D}",
    ),
    _sort(_CYCLES[:3], _STATES, "=paused", rf"{_D} (?:pauses|gets paused|is paused)", rf"{_ONE} pauses? {_D}"),
    _sort(
        ("vacuum", "mower"), _STATES, "=docked",
        rf"{_D} (?:docks|has docked|is docked|is parked|gets home|has gone home|is home again|is at home again|is back)",
        rf"{_D} (?:gets back to|returns to|arrives at|reaches|is back in|is back at|is back on|is in|goes back to|has gone back to)"
        rf" {_ITS} (?:dock|base|charger|station|charging station)",
    ),
    _sort(
        ("vacuum",), _STATES, "=cleaning",
        rf"{_D} (?:starts (?:cleaning|vacuuming|its round|its run)|begins to clean|is cleaning|is vacuuming|starts to clean)",
    ),
    _sort(("mower",), _STATES, "=mowing", rf"{_D} (?:starts mowing|begins to mow|starts cutting the grass|is mowing)"),
    _sort(
        ("vacuum",), _STATES, "=error",
        rf"{_D} (?:gets stuck|is stuck|has a problem|reports an error|breaks down|runs into trouble)",
        rf"something goes wrong with {_D}",
    ),
    _sort(
        ("door sensor", "window sensor", "contact sensor"), ("contact", "open", "opened"), "=true",
        rf"{_D} (?:opens(?: up)?|gets opened|is opened|goes open|is open|is standing open|is wide open|is left open|is not closed)",
        rf"{_ONE} opens? {_D}",
    ),
    _sort(
        ("door sensor", "window sensor", "contact sensor"), ("contact", "open", "opened"), "=false",
        rf"{_D} (?:closes|gets closed|shuts|falls shut|gets shut|goes shut|is closed|is shut|is not open any more)",
        rf"{_ONE} (?:closes?|shuts?) {_D}",
    ),
    _sort(
        ("garage door", "gate"), ("open", "opened"), "=true",
        rf"{_D} (?:opens|is opened|gets opened|goes up|starts opening|is open|is up|is standing open|is left open)",
        rf"{_ONE} opens? {_D}",
    ),
    _sort(
        ("garage door", "gate"), ("open", "opened"), "=false",
        rf"{_D} (?:closes|is closed|gets closed|goes down|shuts|is shut|is down)",
        rf"{_ONE} (?:closes?|shuts?) {_D}",
    ),
    _sort(
        ("curtain", "blind"), ("position",), "=0",
        rf"{_D} (?:closes?|gets? closed|goe?s? all the way down)", rf"{_ONE} (?:closes?|shuts?) {_D}",
    ),
    _sort(
        ("lock", "car"), ("locked", "lock", "bolted"), "=true",
        rf"{_D} (?:gets locked|locks(?: itself)?|is locked(?: up)?|is safely locked|is secured|is properly locked)",
        rf"{_ONE} locks? {_D}",
    ),
    _sort(
        ("lock", "car"), ("locked", "lock", "bolted"), "=false",
        rf"{_D} (?:gets unlocked|unlocks|is unlocked|is not locked|is left unlocked)", rf"{_ONE} unlocks? {_D}",
    ),
    _sort(
        _SWITCHED, ("on", "power", "switch", "enabled"), "=true",
        rf"{_D} (?:goes|comes|gets (?:turned|switched)|is (?:turned|switched)|is|turns|switches) on",
        rf"{_ONE} (?:turns?|switch(?:es)?) (?:on {_D}|{_D.replace('<d>', '<e>')} on)",
    ),
    _sort(
        _SWITCHED, ("on", "power", "switch", "enabled"), "=false",
        rf"{_D} (?:goes|gets (?:turned|switched)|is (?:turned|switched)|is|turns|switches|shuts) off",
        rf"{_ONE} (?:turns?|switch(?:es)?) (?:off {_D}|{_D.replace('<d>', '<e>')} off)",
    ),
    _sort(
        ("television", "speaker"), _STATES, "=playing",
        rf"{_D} (?:starts playing|begins to play|starts to play|is playing(?: something| music)?)",
        rf"music (?:starts|is playing) on {_D}",
    ),
    _sort(
        ("television", "speaker"), _STATES, "=paused",
        rf"{_D} (?:pauses|gets paused|is paused|is on pause|goes on pause)", rf"{_ONE} pauses? {_D}",
    ),
    _sort(
        ("motion sensor",), ("motion",), "=true",
        rf"{_D} (?:sees|notices|picks up|senses|detects) (?:movement|motion|something|somebody|someone|anyone|anybody)",
        rf"{_D} (?:is triggered|gets triggered|goes off|trips|fires)", rf"there is (?:motion|movement) at {_D}",
    ),
    _sort(
        ("leak sensor", "water sensor"), ("leak", "wet", "water"), "=true",
        rf"{_D} (?:reports|detects|finds|senses|notices) (?:a leak|water)", rf"{_D} (?:gets wet|goes off)",
    ),
    _sort(
        ("smoke detector", "smoke alarm", "smoke sensor"), ("smoke",), "=true",
        rf"{_D} (?:goes off|starts beeping|raises the alarm)", rf"{_D} (?:detects|senses|notices|smells|reports) smoke",
    ),
    _sort(("alarm",), ("triggered",), "=true", rf"{_D} (?:goes off|is triggered|gets triggered|trips|starts howling)"),
    _sort(
        ("car", "phone"), ("charging",), "=false",
        rf"{_D} (?:stops charging|has finished charging|finishes charging|is done charging|is no longer charging|completes charging|"
        r"is not charging any more)",
    ),
    _sort(
        ("car", "phone"), ("charging",), "=true",
        rf"{_D} (?:starts charging|begins to charge|is charging|starts to charge|is being charged)",
    ),
    _sort(
        ("car",), ("plugged_in",), "=true",
        rf"{_D} (?:gets|is) plugged in|{_ONE} plugs? (?:in {_D.replace('<d>', '<e>')}|{_D.replace('<d>', '<f>')} in)",
    ),
    _sort(("car",), ("plugged_in",), "=false", rf"{_D} (?:gets|is) unplugged", rf"{_ONE} unplugs? {_D}"),
    _sort(
        ("irrigation",), _STATES, "=idle",
        rf"{_D} (?:finishes(?: watering)?|stops(?: watering)?|is done watering|has finished(?: watering)?)",
    ),
    _sort(
        ("car", "phone", "vacuum", "mower", "lock", "battery sensor"), ("battery", "battery_level"), "<{n}",
        rf"(?:the )?battery (?:of|on|in) {_D} {_FALLS} {_BELOW} {_N}{_PCT}",
        rf"{_D}(?:'s)? battery(?: level)? {_FALLS} {_BELOW} {_N}{_PCT}",
        rf"{_D} has (?:under|less than) {_N} percent(?: battery)?(?: left)?",
        rf"{_D} (?:drops|falls|goes) (?:below|under) {_N} percent(?: battery)?",
    ),
    _sort(
        ("car", "phone", "vacuum", "mower"), ("battery", "battery_level"), ">={n}",
        rf"(?:the )?battery (?:of|on|in) {_D} (?:reaches|hits|gets to) {_N}{_PCT}",
        rf"{_D}(?:'s battery)? (?:reaches|hits|is charged to|has charged to|charges up to|gets to) {_N} percent(?: battery)?",
    ),
    _sort(
        ("plug", "switch", "energy meter", "power sensor"), ("power_draw", "power_consumption"), "<{n}",
        rf"{_D} (?:uses|draws|pulls|takes|drops|falls|goes) (?:less than|below|under) {_N} watts",
        rf"(?:the )?(?:power|power draw|consumption) (?:of|on|at) {_D} {_FALLS} {_BELOW} {_N}(?: watts)?",
    ),
    _sort(
        ("plug", "switch", "energy meter", "power sensor"), ("power_draw", "power_consumption"), ">{n}",
        rf"{_D} (?:uses|draws|pulls|takes|goes) (?:more than|above|over) {_N} watts|{_D.replace('<d>', '<e>')} (?:exceeds|passes) (?P<m>\d+) watts",
        rf"(?:the )?(?:power|power draw|consumption) (?:of|on|at) {_D} (?:{_RISES} {_ABOVE}|exceeds) {_N}(?: watts)?",
    ),
    _sort(
        ("temperature sensor", "thermostat", "air conditioner"), ("temperature", "current_temperature"), ">{n}",
        rf"(?:the )?temperature (?:of|at|on) {_D} (?:{_RISES} {_ABOVE}|exceeds) {_N}{_DEG}",
        rf"{_D} {_RISES} {_ABOVE} {_N} degrees",
    ),
    _sort(
        ("temperature sensor", "thermostat", "air conditioner"), ("temperature", "current_temperature"), "<{n}",
        rf"(?:the )?temperature (?:of|at|on) {_D} {_FALLS} {_BELOW} {_N}{_DEG}",
        rf"{_D} {_FALLS} {_BELOW} {_N} degrees",
    ),
    _sort(
        ("temperature sensor", "thermostat", "air conditioner"), ("temperature", "current_temperature"), ">={n}",
        rf"(?:the )?temperature (?:of|at|on) {_D} (?:reaches|hits|gets to) {_N}{_DEG}",
        rf"{_D} (?:reaches|hits) {_N} degrees",
    ),
)  # fmt: skip
_WEATHER = {
    "rainy": r"it (?:rains|starts raining|starts to rain|begins to rain|turns rainy|is raining|is rainy)|(?:the )?rain (?:starts|begins)",
    "sunny": r"it (?:gets|turns|is) sunny(?: outside| out there)?|the sun (?:comes out|is shining|starts shining|is out)",
    "snowy": r"it (?:snows|starts snowing|starts to snow|begins to snow|is snowing)(?: outside| out there)?",
    "windy": r"it (?:gets|turns|is) windy|the wind picks up",
    "stormy": r"it (?:gets|turns|is) stormy|a storm (?:comes(?: in)?|starts)",
    "foggy": r"it (?:gets|turns|is) foggy",
    "cloudy": r"it (?:gets|turns|is) cloudy|it clouds over",
}
_PLACE = r"(?P<place>(?:in|on|at) .+|here|in here|upstairs|downstairs|outside|outdoors)"
_ROOMS = tuple(
    (role, sign, tuple(re.compile(p) for p in patterns))
    for role, sign, patterns in (
        (
            "temperature", ">",
            (
                rf"it (?:(?:gets|is|becomes) (?:warmer than|hotter than|above|over|more than)|(?:goes|rises|climbs) (?:above|over)) {_N}{_DEG} {_PLACE}",
                rf"the temperature {_PLACE} (?:{_RISES} {_ABOVE}|exceeds) {_N}{_DEG}",
                rf"(?P<room>.+?) gets (?:warmer|hotter) than {_N}{_DEG}",
            ),
        ),
        (
            "temperature", "<",
            (
                rf"it (?:(?:gets|is|becomes) (?:colder than|cooler than|below|under|less than)|(?:drops|falls|goes|sinks) (?:below|under)) {_N}{_DEG} {_PLACE}",
                rf"the temperature {_PLACE} {_FALLS} {_BELOW} {_N}{_DEG}",
                rf"(?P<room>.+?) (?:gets (?:colder|cooler) than|(?:drops|falls|cools) below) {_N}{_DEG}",
            ),
        ),
        (
            "temperature", ">=",
            (
                rf"it (?:reaches|hits|warms up to|is at least|gets to) {_N} degrees {_PLACE}",
                rf"the temperature {_PLACE} (?:reaches|hits|gets to) {_N}{_DEG}",
                rf"(?P<room>.+?) (?:reaches|hits|gets to|is warmed up to) {_N} degrees",
            ),
        ),
        (
            "temperature", "<=",
            (
                rf"it (?:drops|falls|cools down|gets down) to {_N} degrees {_PLACE}",
                rf"the temperature {_PLACE} (?:drops|falls) to {_N}{_DEG}",
                rf"(?P<room>.+?) (?:cools down|is down) to {_N} degrees",
            ),
        ),
        ("humidity", ">", (rf"the humidity {_PLACE} {_RISES} {_ABOVE} {_N}{_PCT}", rf"(?P<room>.+?) gets over {_N} percent humidity")),
        ("humidity", "<", (rf"the humidity {_PLACE} {_FALLS} {_BELOW} {_N}{_PCT}", rf"(?P<room>.+?) gets under {_N} percent humidity")),
        (
            "motion", "=true",
            (
                rf"there is (?:motion|movement) {_PLACE}", rf"{_ONE} (?:is|moves|walks around|shows up) {_PLACE}", rf"anything moves {_PLACE}",
                rf"{_ONE} (?:walks?|comes?) into (?P<room>.+)|{_ONE} enters? (?P<r2>.+)",
            ),
        ),
        (
            "motion", "=false",
            (
                rf"(?:nobody|no one) is {_PLACE} any ?more", rf"there is no more (?:motion|movement) {_PLACE}", r"everyone has left (?P<room>.+)",
                rf"(?:no one|nobody) is moving {_PLACE} any ?more", rf"nothing moves {_PLACE} any ?more", r"(?P<room>the .+) is empty",
            ),
        ),
    )
)  # fmt: skip


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
            for count in range(2, len(words)):
                clause = " ".join(words[:count])
                test = self.test(clause.rstrip(","), here)
                if test is not None:
                    rest = " ".join(words[count:])
                    yield test, re.sub(r"^(?:and )?(?:then )?,? ?", "", rest), False
        for found in _TRAILING.finditer(sentence):
            test = self.test(sentence[found.end() :], here)
            if test is not None:
                yield test, sentence[: found.start()].strip(" ,"), True

    def test(self, clause: str, here: str | None) -> str | None:
        """`LABEL: property=value` for a clause; None unless the device and the property are certain."""
        clause = courteous(re.sub(r",$", "", clause))
        found = {t for t in (*self._of_devices(clause, here), *self._of_rooms(clause, here)) if t}
        weather = self._weather(clause)
        if weather:
            found.add(weather)
        return found.pop() if len(found) == 1 else None

    def _of_devices(self, clause: str, here: str | None) -> Iterator[str | None]:
        for sort in _SORTS:
            for pattern in sort.patterns:
                match = pattern.fullmatch(clause)
                if match is None:
                    continue
                groups = match.groupdict()
                said = groups.get("d") or groups.get("e") or groups.get("f") or ""
                number = groups.get("n") or groups.get("m") or ""
                yield self._tested(sort, said, number, here)

    def _tested(self, sort: _Sort, said: str, number: str, here: str | None) -> str | None:
        value = sort.test.lstrip("<>=")

        def able(thing: Thing) -> bool:
            return type_of(thing) in sort.types and _property(thing, sort.properties, value) is not None

        found = self._referents.find(said, here, able)
        if not isinstance(found, Found) or len(found.things) != 1:
            found = self._opening(said, here, able) if sort.properties[0] == "contact" else None
        if not isinstance(found, Found) or len(found.things) != 1 or not able(found.things[0]):
            return None
        thing = found.things[0]
        attribute = _property(thing, sort.properties, value)
        if attribute is None:
            return None
        return f"{self._vocabulary.labels[thing.id]}: {attribute.name}{sort.test.format(n=number)}"

    def _opening(self, said: str, here: str | None, able: object) -> Found | None:
        """`the back door` for the sensor on it, where nothing else of that name opens."""
        doors = [
            t
            for t in self._vocabulary.world.things
            if type_of(t) not in {"door sensor", "window sensor", "contact sensor"}
            and (roles.find(t, "open") or roles.find(t, "position"))
        ]
        other = self._referents.find(said, here, lambda t: t in doors)
        if isinstance(other, Found) and any(t in doors for t in other.things):
            return None
        found = self._referents.find(f"{said} sensor", here, able)  # type: ignore[arg-type]
        return found if isinstance(found, Found) else None

    def _of_rooms(self, clause: str, here: str | None) -> Iterator[str | None]:
        for role, sign, patterns in _ROOMS:
            for pattern in patterns:
                match = pattern.fullmatch(clause)
                if match is None:
                    continue
                groups = match.groupdict()
                said = groups.get("place") or groups.get("room") or groups.get("r2") or ""
                room = self._room(said, here)
                things = [t for t in self._vocabulary.world.things if room and t.room == room]
                yield self._measured(things, role, f"{sign}{groups.get('n') or ''}")

    def _measured(self, things: list[Thing], role: str, test: str) -> str | None:
        sensors = {
            "temperature": "temperature sensor",
            "humidity": "humidity sensor",
            "motion": "motion sensor",
        }
        names = roles.PROPERTIES.get(role, (role,))
        able = [t for t in things if _property(t, names, "")]
        if role == "motion":
            able = [t for t in able if type_of(t) == "motion sensor"]
        first = [t for t in able if type_of(t) == sensors[role]]
        able = first or [
            t
            for t in able
            if type_of(t) in {"thermostat", "temperature sensor", "air conditioner", "humidity sensor"}
        ]
        if len(able) != 1:
            return None
        attribute = _property(able[0], names, "")
        return None if attribute is None else f"{self._vocabulary.labels[able[0].id]}: {attribute.name}{test}"

    def _room(self, said: str, here: str | None) -> str | None:
        if said in {"here", "in here", "in this room", "this room"}:
            return here
        places = self._referents.places.named(re.sub(r"^(?:(?:in|on|at) )?(?:the |my |our )?", "", said))
        return (
            places[0] if places and len(places) == 1 and places[0] in self._vocabulary.room_labels else None
        )

    def _weather(self, clause: str) -> str | None:
        stations = [
            t
            for t in self._vocabulary.world.things
            if type_of(t) == "weather" and t.find_property("condition")
        ]
        if len(stations) != 1:
            return None
        attribute = stations[0].find_property("condition")
        for value, pattern in _WEATHER.items():
            if attribute and value in attribute.choices and re.fullmatch(pattern, clause):
                return f"{self._vocabulary.labels[stations[0].id]}: condition={value}"
        return None


def _property(thing: Thing, names: tuple[str, ...], value: str) -> Attribute | None:
    """The first of these properties that can have the value; an empty value or a number stands for any."""
    for name in names:
        found = thing.find_property(name)
        if found is None:
            continue
        if value in {"true", "false"}:
            fits = found.kind is Kind.BOOLEAN
        elif value in {"", "{n}", "0"}:
            fits = found.kind is not Kind.STRING
        else:
            fits = any(clean(c) == value for c in found.choices)
        if fits:
            return found
    return None
