"""What words for a state mean on one device: `open` is `position>0` on a blind, `locked=false` on a lock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from model_core.language.vocabulary import clean
from model_core.reading import roles, values
from model_core.reading.nouns import NOUNS
from model_core.reading.wishes import type_of
from model_core.world import Attribute, Kind, Thing

_MAIN = ("on", "power", "switch", "enabled", "active", "running", "main_power", "switched_on")
"""The names under which devices say whether they are on."""
_ROLES: Mapping[str, tuple[str, ...]] = {
    "on": _MAIN, "climate": ("climate", "climate_on"), "lights": ("lights", "headlights"),
    "plugged_in": ("plugged_in",),
}  # fmt: skip
_ANY = ""
Test = tuple[str, str, str]
"""The part of a device, what is tested of it, and the types for which the words mean that; empty: any."""

_COVERED = "garage door,gate,blind,curtain,valve"
_CYCLES = "washer,dryer,dishwasher,oven,coffee maker"
_WORDS: Mapping[str, tuple[Test, ...]] = {
    "on": (
        ("on", "=true", _ANY), ("mode", "!=off", "alarm"), ("state", "=watering", "irrigation"),
        ("open", "=true", "valve"), ("state", "=running", _CYCLES), ("mode", "!=off", "thermostat"),
    ),
    "off": (
        ("on", "=false", _ANY), ("mode", "=off", "alarm"), ("open", "=false", "valve"),
        ("mode", "=off", "thermostat"),
    ),
    "lit|burning|lit up|shining|glowing": (("on", "=true", "light"),),
    "out|dark": (("on", "=false", "light"),),
    "running|active|going|working|operating": (
        ("state", "=running", _ANY), ("state", "=cleaning", _ANY), ("state", "=mowing", _ANY),
        ("state", "=watering", _ANY), ("state", "=playing", "speaker"), ("on", "=true", _ANY),
        ("open", "=true", "valve"),
    ),
    "open|opened|standing open|opened up": (
        ("contact", "=true", _ANY), ("open", "=true", _ANY), ("position", ">0", _COVERED),
        ("locked", "=false", "lock"), ("windows_open", "=true", "window"),
    ),
    "drawn|pulled shut|pulled": (("position", "=0", "curtain,blind"),),
    "closed|shut|fully closed|all the way closed|completely closed|closed up": (
        ("contact", "=false", _ANY), ("open", "=false", _ANY), ("position", "=0", _COVERED),
    ),
    "up": (("position", ">0", "blind"), ("open", "=true", "blind,garage door")),
    "down": (("position", "=0", "blind"), ("open", "=false", "blind,garage door")),
    "spinning|blowing|whirring": (("on", "=true", "fan"),),
    "fully open|open all the way|completely open|wide open|all the way open|fully opened|all the way up": (
        ("position", "=100", _COVERED),
    ),
    "locked|locked up|secured|secure|bolted": (("locked", "=true", _ANY),),
    "unlocked|unbolted|standing unlocked": (("locked", "=false", _ANY),),
    "muted|on mute|silenced|on silent": (("muted", "=true", _ANY),),
    "unmuted": (("muted", "=false", _ANY),),
    "armed|set|activated": (("mode", "!=off", "alarm"),),
    "disarmed|unarmed|deactivated": (("mode", "=off", "alarm"),),
    "set to away|in away mode|on away": (("mode", "=away", "alarm"),),
    "cleaning|vacuuming|hoovering|out cleaning": (("state", "=cleaning", "vacuum"),),
    "docked|in its dock|home in its dock|home in his dock|home in her dock|in his dock|in her dock|at home|"
    "at its station|home|back home|on its dock|in the dock|back in its dock|at its dock|"
    "on her dock|on his dock|back on its dock|back on her dock|back on his dock|"
    "back on the dock|on the dock|back in the dock|parked": (
        ("state", "=docked", "vacuum,mower"),
    ),
    "returning|on its way home|going back|going home|coming back|returning home": (
        ("state", "=returning", "vacuum,mower"),
    ),
    "stuck|in trouble|broken": (("state", "=error", "vacuum,mower"),),
    "ajar|standing ajar": (("contact", "=true", _ANY), ("open", "=true", _ANY)),
    "jammed": (("jammed", "=true", _ANY),),
    "mowing|out mowing|cutting the grass|mowing the lawn": (("state", "=mowing", "mower"),),
    "paused|on pause": (("state", "=paused", _ANY),),
    "done|finished|through|ready": (("state", "=done", _CYCLES), ("ready", "=true", _ANY)),
    "idle|doing nothing": (("state", "=idle", _CYCLES),),
    "playing|playing music|playing something|playing anything": (("state", "=playing", _ANY),),
    "wet|leaking|reporting a leak": (("leak", "=true", _ANY),),
    "going off": (("smoke", "=true", _ANY), ("triggered", "=true", "alarm")),
    "reporting smoke|detecting smoke": (("smoke", "=true", _ANY),),
    "triggered": (("triggered", "=true", _ANY),),
    "watering": (("state", "=watering", _ANY),),
    "oscillating|swinging|rotating": (("oscillating", "=true", "fan"),),
    "blocked|obstructed": (("obstructed", "=true", _ANY),),
    "charging|being charged|on charge|charging up": (("charging", "=true", _ANY),),
    "on the charger": (("charging", "=true", "phone"), ("plugged_in", "=true", "car")),
    "plugged in|at the charger|on the cable|hooked up to the charger|connected to the charger": (
        ("plugged_in", "=true", _ANY),
    ),
    "on do not disturb|in do not disturb|set to do not disturb|on dnd|on do not disturb mode": (
        ("do_not_disturb", "=true", _ANY),
    ),
}  # fmt: skip
_BY_WORD: Mapping[str, tuple[Test, ...]] = {
    word: tests for said, tests in _WORDS.items() for word in said.split("|")
}
_SAME_PART = {
    "boot": "trunk", "tailgate": "trunk", "torch": "flashlight", "ac": "climate", "aircon": "climate",
    "air con": "climate", "air conditioning": "climate", "climate control": "climate", "hood": "bonnet",
}  # fmt: skip
_FLAGS: Mapping[str, tuple[str, ...]] = {
    "on": ("", "on", "enabled", "active"), "open": ("", "open", "opened"), "locked": ("", "locked", "lock"),
}  # fmt: skip
"""What the name of a flag ends in, by what is said of it."""
_SAID_OF_FLAGS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "on": (frozenset({"on", "active", "enabled", "activated", "running"}), frozenset({"off"})),
    "open": (frozenset({"open", "ajar"}), frozenset({"closed", "shut", "wound up"})),
    "locked": (frozenset({"locked"}), frozenset({"unlocked"})),
}  # fmt: skip
_OPPOSITE = {"=true": "=false", "=false": "=true", ">0": "=0", "=0": ">0", "=100": "!=100"}
_LOOSE = re.compile(
    r"^(?:still|currently|really|actually|already|even|all(?! the way)|both|left|just|really still|"
    r"presently|now)\b ?|"
    r" ?\b(?:right now|at the moment|at present|still|already|yet|now|currently|at all|"
    r"by any chance|again|today)$"
)
_TURNED = re.compile(r"^(?:turned|switched|powered|put|set to|turned to) (?=(?:on|off)$)")
_SET = re.compile(r"^(?:set to|set on|set at|on|at|in|running on|showing|saying) (?:the )?")


def plain(said: str) -> str:
    """The words for a state without `still`, `right now` and the like."""
    while True:
        shorter = _LOOSE.sub("", said).strip(" ,")
        if shorter == said:
            return said
        said = shorter


def known(said: str) -> bool:
    """Whether the words are a state that people speak of, whatever the device."""
    return _bare(said)[0] in _BY_WORD


def test(thing: Thing, said: str) -> str | None:
    """The test for a state on a device, as the plan language writes it; None where the words mean none."""
    words, negated = _bare(said)
    found = (
        _door(thing, words)
        or next(_usual(thing, words), None)
        or _own_flag(thing, words)
        or _own_choice(thing, words)
    )
    if found is None:
        return None
    return f"{found[0].name}{opposite(found[1]) if negated else found[1]}"


def flag(said: str) -> tuple[str, bool] | None:
    """Which of `on`, `open` and `locked` words say of a flag with a name of its own, and whether it is so."""
    words, negated = _bare(said)
    for state, (so, not_so) in _SAID_OF_FLAGS.items():
        if words in so:
            return state, not negated
        if words in not_so:
            return state, negated
    return None


def flagged(thing: Thing, name: str, told: tuple[str, bool]) -> str | None:
    """The test of the flag with that name on a device, or of a number that says how far it is so."""
    said = _SAME_PART.get(name, name)
    state, so = told
    if said in {"on", "open"}:
        return None
    named = {f"{said} {end}".strip() for end in _FLAGS[state]}
    found = [
        p for p in thing.properties if p.kind is Kind.BOOLEAN and p.name.replace("_", " ").casefold() in named
    ]
    if len(found) == 1:
        return f"{found[0].name}={'true' if so else 'false'}"
    found = [
        p
        for p in thing.properties
        if roles.is_number(p) and p.unit == "%" and not p.minimum and _is_how_far(p.name, said, state)
    ]
    return f"{found[0].name}{'>0' if so else '=0'}" if len(found) == 1 else None


def _is_how_far(name: str, said: str, state: str) -> bool:
    return name.replace("_", " ") == said and (
        (state == "open" and said.endswith(("window", "windows", "sunroof")))
        or (state == "on" and said.endswith(("heating", "heater")))
    )


def opposite(told: str) -> str:
    """The test that is true where this one is false."""
    if told in _OPPOSITE:
        return _OPPOSITE[told]
    return told[1:] if told.startswith("!=") else f"!{told}"


def find(thing: Thing, role: str) -> Attribute | None:
    """The property that plays a part on a device, whatever its kind."""
    names = _ROLES.get(role) or roles.PROPERTIES.get(role, (role,))
    return next((p for name in names if (p := thing.find_property(name)) is not None), None)


def _bare(said: str) -> tuple[str, bool]:
    words = plain(said)
    negated = words.startswith("not ")
    return _TURNED.sub("", plain(words.removeprefix("not "))), negated


def _usual(thing: Thing, words: str) -> Iterator[tuple[Attribute, str]]:
    kind = type_of(thing)
    for role, told, types in _BY_WORD.get(words, ()):
        attribute = find(thing, role)
        if attribute is None or (types and kind not in types.split(",")):
            continue
        if role == "on" and attribute.name in {"active", "running"} and kind in NOUNS:
            continue
        if _holds(attribute, told):
            yield attribute, told


def _holds(attribute: Attribute, told: str) -> bool:
    wanted = told.lstrip("!=<>")
    match attribute.kind:
        case Kind.BOOLEAN:
            return wanted in {"true", "false"}
        case Kind.INTEGER | Kind.NUMBER:
            return wanted.isdigit()
        case _:
            return wanted in {clean(c) for c in attribute.choices}


def _door(thing: Thing, words: str) -> tuple[Attribute, str] | None:
    """Whether a thing is open, where a flag such as `door_open` tells it."""
    so = {"open": "=true", "ajar": "=true", "closed": "=false", "shut": "=false"}.get(words)
    if so is None or type_of(thing) == "car":
        return None
    found = [
        p for p in thing.properties if p.kind is Kind.BOOLEAN and p.name.endswith(("door_open", "lid_open"))
    ]
    return (found[0], so) if len(found) == 1 and find(thing, "open") is None else None


def _own_flag(thing: Thing, words: str) -> tuple[Attribute, str] | None:
    """A flag of the device by its own name: `jammed`, `lid_open`."""
    named = {words, words.removeprefix("in ").removeprefix("on ").removesuffix(" mode")}
    found = [p for p in thing.properties if p.kind is Kind.BOOLEAN and p.name.replace("_", " ") in named]
    return (found[0], "=true") if len(found) == 1 else None


def _own_choice(thing: Thing, words: str) -> tuple[Attribute, str] | None:
    """One of the values of a property, where only one property has it."""
    bare = _SET.sub("", words)
    found = [(p, c) for p in thing.properties if (c := values.choice_of(p, bare)) is not None]
    if len(found) != 1 or found[0][1] in {"on", "off"}:
        return None
    return found[0][0], f"={found[0][1]}"
