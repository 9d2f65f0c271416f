"""Questions that name no device: rooms, what is on or open, the weather, lists, calendars and jobs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.language.vocabulary import clean
from model_core.reading import measures, states
from model_core.reading.asking import Asking
from model_core.reading.clauses import Done
from model_core.reading.comparisons import COMPARED, DEGREES, NUMBER, sign
from model_core.reading.list_questions import ListQuestions
from model_core.reading.patterns import patterns
from model_core.reading.referents import Found
from model_core.reading.values import number
from model_core.reading.wishes import Told, type_of
from model_core.world import Kind, Thing

_TABLE = patterns("home_questions", CMP=COMPARED, N=NUMBER, DEG=DEGREES)
_OPENED = frozenset({"curtain", "blind", "garage door", "gate", "valve", "door sensor", "window sensor"})
_KEYED = frozenset({"lock", "car"})
_HOME = 'location="home"'
_WARMEST = re.compile(
    r"(?:(?:which|what|in which|in what) room (?:is|is it|has) (?:the )?|where is it (?:the )?|"
    r"(?:what is|tell me|know|which is) the )"
    r"(?:(?P<w>warmest|hottest)|(?P<k>coldest|coolest))(?: room)?(?: in the house| at home| of all)?"
)
_HIGHEST = re.compile(r"what is the (?P<e>highest|lowest) temperature(?: in the house| at home)?")
_OUT = r" ?(?:outside|out|out there|outdoors|in the open)"
_CONDITIONS = {
    "sunny": "sunny", "nice and sunny": "sunny", "cloudy": "cloudy", "overcast": "cloudy", "raining": "rainy",
    "rainy": "rainy", "snowing": "snowy", "snowy": "snowy", "windy": "windy", "foggy": "foggy",
    "stormy": "stormy",
    "thundering": "stormy",
}  # fmt: skip
_OF_WEATHER = ("temperature", "wind_speed", "rain", "rain_chance")
_IS_WEATHER = re.compile(
    rf"is (?:it|the weather) (?P<s>{'|'.join(_CONDITIONS)})(?: today| outside| out there| out)?"
)


class HomeQuestions:
    """Reads questions about one home at large."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._things = asking.vocabulary.world.things
        self._by_type: dict[str, list[Thing]] = {}
        for thing in self._things:
            self._by_type.setdefault(type_of(thing), []).append(thing)
        self._lists = ListQuestions(asking)

    def read(self, text: str, here: str | None) -> Done | None:
        """The plan for a question that names no device; None for any other."""
        return (
            self._weather(text)
            or self._jobs(text)
            or self._whole(text, here)
            or self._doors(text)
            or self._alarms(text, here)
            or self._rooms(text)
            or self._climate(text, here)
            or self._batteries(text)
            or self._presence(text)
            or self._power(text)
            or self.entries(text, here)
        )

    def _of_type(self, *kinds: str) -> list[Thing]:
        return [t for kind in kinds for t in self._by_type.get(kind, ())]

    def _label(self, thing: Thing) -> str:
        return self._asking.vocabulary.labels[thing.id]

    def _only(self, verb: str, things: list[Thing], end: str) -> Done | None:
        return Done(f"{verb} {self._label(things[0])}: {end}", tuple(things)) if len(things) == 1 else None

    # the home

    def _whole(self, text: str, here: str | None) -> Done | None:
        for key, pattern in _TABLE["whole"].of(text):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            verb, state = key.split()
            place = (found["l"] or "").strip()
            if state in {"on", "off"}:
                if text == "what is on" and self._of_type("calendar"):
                    return None
                return self._asking.whole(verb, place, here, _switched(state))
            return self._open(verb, state, place, here)
        return None

    def _open(self, verb: str, state: str, place: str, here: str | None) -> Done | None:
        """What is open, where one property tells it of everything that opens."""
        told = {t.id: states.test(t, state) for t in self._of_type(*_OPENED)}
        names = {re.split(r"[=<>!]", text)[0] for text in told.values() if text}
        if len(names) != 1 or self._of_type(*_KEYED):
            return None
        return self._asking.whole(verb, place, here, lambda t: told.get(t.id))

    def _doors(self, text: str) -> Done | None:
        shut = _said("locked", text)
        if not shut and not _said("unlocked", text):
            return None
        locks = self._of_type("lock")
        names = {self._asking.vocabulary.class_of[t.id].type for t in locks}
        tests = {states.test(t, "locked" if shut else "unlocked") for t in locks}
        if len(names) != 1 or len(tests) != 1 or (test := tests.pop()) is None:
            return None
        if len(locks) == 1:
            return self._only("check", locks, test)
        return Done(f"check {'all' if shut else 'any'} {names.pop()}: {test}", tuple(locks))

    def _alarms(self, text: str, here: str | None) -> Done | None:
        if _said("armed", text):
            alarms = [t for t in self._of_type("alarm") if t.find_property("mode")]
            return self._only("check", alarms, "mode!=off")
        for key, pattern in _TABLE["alarms"].of(text):
            verb, *kind, role = key.split()
            things = [t for t in self._of_type(" ".join(kind)) if t.find_property(role)]
            if not things or not pattern.fullmatch(text):
                continue
            end = f"{role}={'false' if verb == 'none' else 'true'}"
            if len(things) == 1:
                return self._only("check", things, end)
            types = {self._asking.vocabulary.class_of[t.id].type for t in things}
            start = "all" if verb == "none" else "any"
            return Done(f"check {start} {types.pop()}: {end}", tuple(things)) if len(types) == 1 else None
        found = _said("motion", text)
        place = next((g.strip() for g in found.groups() if g), "") if found else ""
        room = self._asking.room(place, here) if place else None
        if room is None:
            return None
        return self._only(
            "check", [t for t in self._of_type("motion sensor") if t.room == room], "motion=true"
        )

    def _presence(self, text: str) -> Done | None:
        """Who is at home, by where people or else their phones are; refused where nothing tells that."""
        asked = next((does for does, p in _TABLE["presence"].of(text) if p.fullmatch(text)), None)
        if asked is None:
            return None
        for kind in ("person", "phone"):
            told = [t for t in self._of_type(kind) if t.find_property("location")]
            types = {self._asking.vocabulary.class_of[t.id].type for t in told}
            if len(told) == 1:
                return self._only(asked.replace(" all", "").replace(" any", ""), told, _HOME)
            if len(types) == 1:
                whole = asked if asked.startswith("check") else f"{asked} all"
                return Done(f"{whole} {types.pop()}: {_HOME}", tuple(told))
        return Done("refuse chat", ())

    def _rooms(self, text: str) -> Done | None:
        """The warmest room, and rooms by their temperature: by the devices that measure most rooms."""
        kind = next((k for k in ("temperature sensor", "thermostat") if len(self._of_type(k)) > 1), None)
        things = self._of_type(kind) if kind else []
        names = {p.name if (p := measures.of(t, "temperature")) else "" for t in things}
        types = {self._asking.vocabulary.class_of[t.id].type for t in things}
        if len(names) != 1 or len(types) != 1 or "" in names:
            return None
        name, group = names.pop(), types.pop()
        found = _WARMEST.fullmatch(text) or _HIGHEST.fullmatch(text)
        if found:
            high = bool(found.groupdict().get("w")) or found.groupdict().get("e") == "highest"
            return Done(f"{'highest' if high else 'lowest'} all {group}: {name}", tuple(things))
        for verb, pattern in _TABLE["rooms"].of(text):
            found = pattern.fullmatch(text)
            if found:
                start = "check any" if verb == "any" else f"{verb} all"
                return Done(f"{start} {group}: {name}{self._number(found)}", tuple(things))
        return None

    def _number(self, found: re.Match[str]) -> str:
        unit = (found.groupdict().get("u") or "")[:1].upper()
        return f"{sign(found)}{number(float(found['n']))}{unit}"

    def _climate(self, text: str, here: str | None) -> Done | None:
        for role, pattern in _TABLE["climate"].of(text):
            found = pattern.fullmatch(text)
            if found:
                return self._measured("get", role, (found["l"] or "").strip(), here)
        if found := _said("numbered", text):
            place = (found["l"] or "").strip()
            if re.fullmatch(_OUT, f" {place}"):
                return self._only("check", self._of_type("weather"), f"temperature{self._number(found)}")
            return self._measured("check", "temperature", place, here, self._number(found))
        return None

    def _measured(self, verb: str, role: str, place: str, here: str | None, end: str = "") -> Done | None:
        room = self._asking.room(place, here)
        if room is None:
            return None
        measured = self._asking.measuring(room, role)
        if measured is None:
            return None
        thing, attribute = measured
        return Done(f"{verb} {self._label(thing)}: {attribute.name}{end}", (thing,))

    # what devices know of the world

    def _weather(self, text: str) -> Done | None:
        things = self._of_type("weather")
        for does, pattern in _TABLE["weather"].of(text):
            if not pattern.fullmatch(text):
                continue
            if not things and does == "get condition, temperature":
                return Done('refuse unknown "weather"', ())
            if len(things) != 1:
                return None
            if things[0].find_property("condition") is None and re.search(r"tomorrow|later|forecast", text):
                return None
            found_step = self._forecast(does, things[0])
            if found_step is None:
                return None
            verb, end = found_step.split(" ", 1)
            return self._only(verb, things, end)
        found = _IS_WEATHER.fullmatch(text)
        if found is None or len(things) != 1:
            return None
        attribute, condition = things[0].find_property("condition"), _CONDITIONS[found["s"]]
        known = attribute is not None and condition in {clean(c) for c in attribute.choices}
        return self._only("check", things, f"condition={condition}") if known else None

    def _forecast(self, does: str, station: Thing) -> str | None:
        """What a station is asked for a meaning, as far as it can tell."""
        rain = states.find(station, "rain") or station.find_property("raining")
        sky = station.find_property("condition")
        rainy = sky is not None and "rainy" in {clean(c) for c in sky.choices}
        match does:
            case "rain":
                found = "rain_chance" if station.find_property("rain_chance") else ""
                return f"get {found}" if found else ("check condition=rainy" if rainy else None)
            case "raining":
                if rainy:
                    return "check condition=rainy"
                if rain is None:
                    return None
                return f"check {rain.name}{'=true' if rain.kind is Kind.BOOLEAN else '>0'}"
            case "rained":
                return f"get {rain.name}" if rain is not None and rain.kind is not Kind.BOOLEAN else None
            case "get condition, temperature" if sky is None:
                told = [p.name for n in _OF_WEATHER if (p := measures.of(station, n)) is not None]
                return f"get {', '.join(told)}" if "temperature" in told and len(told) > 1 else None
            case "get wind_speed":
                wind = measures.of(station, "wind_speed")
                return f"get {wind.name}" if wind is not None else None
        names = re.findall(r"[a-z_]+(?=[=<,]|$)", does.split(" ", 1)[1].partition("=")[0])
        return does if all(station.find_property(n) for n in names) else None

    def _jobs(self, text: str) -> Done | None:
        for key, pattern in _TABLE["jobs"].of(text):
            if not pattern.fullmatch(text):
                continue
            kind, _, state = key.rpartition(" ")
            things = self._of_type(kind)
            attribute = things[0].find_property("state") if len(things) == 1 else None
            if attribute is not None and state in attribute.choices:
                return self._only("check", things, f"state={state}")
        return None

    def _batteries(self, text: str) -> Done | None:
        things = tuple(t for t in self._things if t.find_property("battery"))
        for verb, pattern in _TABLE["batteries"].of(text) if len(things) > 1 else ():
            found = pattern.fullmatch(text)
            if found:
                end = "" if verb == "lowest" else self._number(found)
                start = "check any" if verb == "any" else f"{verb} all"
                return Done(f"{start}: battery{end}", things)
        return None

    def _power(self, text: str) -> Done | None:
        for role, pattern in _TABLE["power"].of(text):
            if pattern.fullmatch(text):
                meters = [t for t in self._of_type("energy meter") if t.find_property(role)]
                if len(meters) == 1 and "solar" not in meters[0].name.casefold():
                    return self._only("get", meters, role)
        return None

    # lists and calendars

    def entries(self, text: str, here: str | None) -> Done | None:
        """The plan for a question about what is in a calendar or on a list."""
        calendars = self._of_type("calendar")
        return (calendars and self._in_calendar(text, calendars, here)) or self._lists.read(text, here)

    def _in_calendar(self, text: str, calendars: list[Thing], here: str | None) -> Done | None:
        if _said("events", text):
            return self._only("get", calendars, "events")
        if _said("next", text):
            return self._only("get", calendars, "next_event")
        for name, pattern in _TABLE["in_calendar"].of(text):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            meaning = self._asking.find(found["t"], here, _property_of(calendars, name))
            if isinstance(meaning, Found) and len(meaning.things) == 1 and meaning.things[0] in calendars:
                return self._only("get", list(meaning.things), name)
        return None


def _said(key: str, text: str) -> re.Match[str] | None:
    """The first wording of that meaning that a text is."""
    found = (p.fullmatch(text) for k, p in _TABLE["said"].of(text) if k == key)
    return next((f for f in found if f), None)


def _switched(state: str) -> Told:
    """What tells the test that a device is on, or off."""

    def told(thing: Thing) -> str | None:
        found = states.find(thing, "on")
        return f"{found.name}={'true' if state == 'on' else 'false'}" if found is not None else None

    return told


def _property_of(things: Sequence[Thing], name: str) -> Told:
    """What tells the name of a property, where it is one of some devices that has it."""
    return lambda thing: name if thing in things and thing.find_property(name) else None
