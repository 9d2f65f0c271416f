"""Kind 2: rooms, floors, types, everything, everything except, and two or three devices by name."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.plan import Value
from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, family
from model_core.train.home import Household
from model_core.train.intents import COVERS, Wanted
from model_core.train.phrasing import (
    group_plan,
    group_run,
    run_effects,
    say,
    selector,
    set_effects,
    set_plan,
)
from model_core.train.scopes import Scope, everything, plural, scope
from model_core.train.speech import in_room, spoken, spoken_room
from model_core.world import Thing

ON = (
    "turn on {g}", "turn {g} on", "switch on {g}", "switch {g} on", "{g} on", "put {g} on", "get {g} on",
    "i want {g} on", "power on {g}", "set {g} to on", "make sure {g} are on", "i need {g} on", "put on {g}",
    "bring {g} on", "can i have {g} on", "flip on {g}", "enable {g}", "let's have {g} on",
    "{g} should be on", "turn {g} back on", "would you mind turning on {g}", "have {g} on", "activate {g}",
)  # fmt: skip
OFF = (
    "turn off {g}", "turn {g} off", "switch off {g}", "switch {g} off", "{g} off", "shut off {g}",
    "kill {g}", "cut {g}", "power off {g}", "set {g} to off", "make sure {g} are off", "shut {g} off",
    "i don't need {g} on", "put {g} out", "i want {g} off", "get {g} off", "power down {g}",
    "deactivate {g}", "{g} should be off", "no need for {g}, turn them off", "shut {g} down",
    "would you mind turning off {g}", "have {g} switched off", "{g} can go off", "disable {g}",
    "i left {g} on, switch them off",
)  # fmt: skip
_LIGHT_ON = ("light up {g}", "{g} on, it's dark", "illuminate {g}", "i can't see, {g} on")
_LIGHT_OFF = ("put out {g}", "{g} out", "extinguish {g}", "douse {g}", "black out {g}", "lights out: {g}")
OPEN = (
    "open {g}", "raise {g}", "pull up {g}", "roll up {g}", "{g} up", "{g} open", "open up {g}", "lift {g}",
    "get {g} up", "i want {g} open", "draw back {g}", "open {g} all the way", "put {g} up",
    "let the light in, open {g}", "have {g} opened", "make sure {g} are open", "pull {g} up", "bring up {g}",
    "set {g} to open",
)  # fmt: skip
CLOSE = (
    "close {g}", "lower {g}", "pull down {g}", "roll down {g}", "{g} down", "{g} closed", "shut {g}",
    "drop {g}", "get {g} down", "i want {g} closed", "draw {g}", "close {g} all the way", "put {g} down",
    "keep the sun out, close {g}", "have {g} closed", "make sure {g} are closed", "pull {g} closed",
    "let down {g}", "set {g} to closed", "bring {g} down",
)  # fmt: skip
LOCK = (
    "lock {g}", "lock up {g}", "secure {g}", "{g} locked", "make sure {g} are locked", "bolt {g}",
    "i want {g} locked", "set {g} to locked", "get {g} locked",
    "check that {g} are locked and lock them if not", "have {g} locked", "keep {g} locked",
)  # fmt: skip
_UNLOCK = ("unlock {g}", "unbolt {g}", "{g} unlocked", "make sure {g} are unlocked", "i want {g} unlocked",
    "set {g} to unlocked", "get {g} unlocked", "release {g}", "have {g} unlocked", "undo {g}")  # fmt: skip
_BRIGHT = (
    "set {g} to {n} percent", "set {g} to {n}%", "dim {g} to {n}%", "{g} to {n} percent", "{g} at {n}%",
    "put {g} at {n} percent", "bring {g} to {n}", "set the brightness of {g} to {n}",
    "make {g} {n} percent bright", "{g} {n}%", "turn {g} to {n}%", "have {g} at {n}%",
    "change {g} to {n} percent", "i want {g} at {n}%", "take {g} to {n} percent brightness",
)  # fmt: skip
_COLOUR = (
    "set {g} to {c}", "turn {g} {c}", "make {g} {c}", "{g} {c}", "change {g} to {c}", "i want {g} {c}",
    "put {g} on {c}", "colour {g} {c}", "{g} in {c}", "switch {g} to {c}", "have {g} glow {c}",
    "paint {g} {c}",
)  # fmt: skip
_POSITION = (
    "set {g} to {n}%", "open {g} to {n} percent", "{g} to {n}%", "put {g} at {n} percent",
    "move {g} to {n}%", "bring {g} to {n} percent", "{g} {n}% open", "{g} at {n} percent",
    "have {g} {n} percent open", "i want {g} at {n}%",
)  # fmt: skip
_PAUSE = (
    "pause {g}", "{g} pause", "hit pause on {g}", "pause the music on {g}", "have {g} pause", "hold {g}",
    "pause playback on {g}", "put {g} on pause", "make {g} pause", "pause whatever is on {g}",
)  # fmt: skip
MUTE = (
    "mute {g}", "silence {g}", "{g} on mute", "no sound from {g}", "put {g} on mute",
    "mute the sound on {g}", "hush {g}", "have {g} muted", "make {g} silent", "cut the sound of {g}",
)  # fmt: skip
_VOLUME = (
    "set {g} to {n}%", "set the volume of {g} to {n}", "{g} at volume {n}", "put {g} at {n} percent",
    "volume {n} on {g}", "turn {g} to {n}", "{g} to {n} percent volume", "bring {g} to volume {n}",
    "have {g} at {n}%", "make {g} play at {n} percent",
)  # fmt: skip
_HEAT = (
    "set {g} to {n} degrees", "{g} to {n}", "put {g} at {n} degrees", "set {g} to {n}",
    "turn {g} to {n} degrees", "{g} at {n}", "bring {g} to {n} degrees", "have {g} at {n}",
    "change {g} to {n} degrees", "i want {g} at {n}",
)  # fmt: skip
_DOCK = (
    "send {g} home", "dock {g}", "send {g} back to their docks", "return {g} to base", "{g} go home",
    "have {g} go back to base", "bring {g} back", "tell {g} to dock", "get {g} back on their chargers",
    "call {g} back",
)  # fmt: skip
_START = ("start {g}", "run {g}", "have {g} clean", "send out {g}", "{g} start", "get {g} going",
    "let {g} clean", "turn on {g}", "set {g} to work", "tell {g} to start")  # fmt: skip
_ALL_OFF = (
    "turn {g} off", "turn off {g}", "switch {g} off", "switch off {g}", "{g} off", "shut {g} down",
    "shut off {g}", "kill {g}", "power down {g}", "shut down {g}", "i want {g} off", "power off {g}",
    "make sure {g} is off", "cut the power to {g}", "off with {g}", "get {g} turned off", "{g} should be off",
)  # fmt: skip
_ALL_ON = (
    "turn {g} on", "turn on {g}", "switch {g} on", "switch on {g}", "{g} on", "power up {g}",
    "i want {g} on", "get {g} on", "power on {g}", "make sure {g} is on", "put {g} on", "{g} should be on",
)  # fmt: skip


def _group(
    home: Household, rng: random.Random, kind: str, wanted: Wanted, templates: tuple[str, ...], **slots: str
) -> Draft | None:
    if kind not in set(home.kinds.values()):
        return None
    found = scope(home, rng, kind, minimum=1 if rng.random() < 0.1 else 2)
    if found is None or not any(all(home.can(t, r) for r in wanted) for t in found.members):
        return None
    return _draft(home, rng, found, wanted, templates, **slots)


def _draft(
    home: Household,
    rng: random.Random,
    found: Scope,
    wanted: Wanted,
    templates: tuple[str, ...],
    **slots: str,
) -> Draft | None:
    text = say(rng, home, templates, g=found.said, **slots)
    if len(found.members) == 1 and not all(home.can(found.members[0], r) for r in wanted):
        return None
    return Draft(
        text,
        group_plan(home, found.target, found.members, wanted),
        set_effects(home, found.members, wanted),
        noisy="minus" not in text,
    )


@family(kind=2, weight=1.5)
def lights_on(home: Household, rng: random.Random) -> Draft | None:
    """A group of lights on."""
    return _group(home, rng, "light", {"on": True}, ON + _LIGHT_ON)


@family(kind=2, weight=1.8)
def lights_off(home: Household, rng: random.Random) -> Draft | None:
    """A group of lights off."""
    return _group(home, rng, "light", {"on": False}, OFF + _LIGHT_OFF)


@family(kind=2, weight=1.8)
def switches(home: Household, rng: random.Random) -> Draft | None:
    """A group of fans, plugs, switches, heaters, televisions ... on or off."""
    kind = rng.choice(
        (
            "fan",
            "plug",
            "switch",
            "heater",
            "television",
            "air conditioner",
            "air purifier",
            "camera",
            "humidifier",
            "speaker",
        )
    )
    on = rng.random() < 0.4
    return _group(home, rng, kind, {"on": on}, ON if on else OFF)


def _cover_values(home: Household, members: tuple[Thing, ...], *, open_it: bool) -> Mapping[str, Value]:
    values: dict[str, Value] = {}
    if any(home.prop(t, "position") for t in members):
        values["position"] = 100 if open_it else 0
    if any(home.prop(t, "open") for t in members):
        values["open"] = open_it
    return values


def _parts(home: Household, target: str, members: tuple[Thing, ...], wanted: Mapping[str, Value]) -> str:
    """A group whose members differ in how they say it takes both assignments in one step."""
    if len(members) == 1:
        return set_plan(home, members, wanted)
    able = {r: next(p.name for t in members if (p := home.prop(t, r))) for r in wanted}
    return f"set {target}: " + ", ".join(f"{able[r]}={str(v).lower()}" for r, v in wanted.items())


@family(kind=2, weight=2.4)
def covers(home: Household, rng: random.Random) -> Draft | None:
    """A group of blinds, curtains, gates or valves open or closed."""
    kind = rng.choice((*COVERS, *COVERS, "garage door", "valve"))
    open_it = rng.random() < 0.5
    found = scope(home, rng, kind) if home.of_type(kind) else None
    if found is None:
        return None
    values = _cover_values(home, found.members, open_it=open_it)
    text = say(rng, home, OPEN if open_it else CLOSE, g=found.said)
    return Draft(
        text, _parts(home, found.target, found.members, values), set_effects(home, found.members, values)
    )


@family(kind=2, weight=1.6)
def locks(home: Household, rng: random.Random) -> Draft | None:
    """All doors locked or unlocked."""
    if rng.random() < 0.7:
        return _group(home, rng, "lock", {"locked": True}, LOCK)
    return _group(home, rng, "lock", {"locked": False}, _UNLOCK)


@family(kind=2, weight=1.6)
def group_values(home: Household, rng: random.Random) -> Draft | None:
    """A group at a value: brightness, colour, position, volume, temperature."""
    n = rng.choice((5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 100, 33, 42, 12))
    match rng.choice(("bright", "bright", "colour", "position", "volume", "heat")):
        case "bright":
            return _group(home, rng, "light", {"brightness": n}, _BRIGHT, n=str(n))
        case "colour":
            choices = [c for t in home.of_type("light") if (p := home.prop(t, "color")) for c in p.choices]
            colour = rng.choice(choices) if choices else "red"
            return _group(home, rng, "light", {"color": colour}, _COLOUR, c=colour)
        case "position":
            return _group(home, rng, rng.choice(COVERS), {"position": n}, _POSITION, n=str(n))
        case "volume":
            return _group(home, rng, rng.choice(("speaker", "television")), {"volume": n}, _VOLUME, n=str(n))
        case _:
            degrees = rng.randint(15, 25)
            return _group(
                home,
                rng,
                rng.choice(("thermostat", "air conditioner", "heater")),
                {"target_temperature": degrees},
                _HEAT,
                n=str(degrees),
            )


@family(kind=2, weight=0.7)
def group_media(home: Household, rng: random.Random) -> Draft | None:
    """All speakers or televisions pause or fall silent."""
    kind = rng.choice(("speaker", "speaker", "television"))
    if rng.random() < 0.5:
        return _group(home, rng, kind, {"muted": True}, MUTE)
    return _group_run(home, rng, kind, "pause", _PAUSE)


@family(kind=2, weight=0.8)
def robots(home: Household, rng: random.Random) -> Draft | None:
    """All vacuums start or go home."""
    if rng.random() < 0.6:
        return _group_run(home, rng, "vacuum", "dock", _DOCK)
    return _group_run(home, rng, "vacuum", "start", _START)


def _group_run(
    home: Household, rng: random.Random, kind: str, role: str, templates: tuple[str, ...]
) -> Draft | None:
    found = scope(home, rng, kind) if home.of_type(kind) else None
    if found is None or not any(home.can(t, role) for t in found.members):
        return None
    if len(found.members) == 1 and not home.can(found.members[0], role):
        return None
    text = say(rng, home, templates, g=found.said)
    return Draft(
        text, group_run(home, found.target, found.members, role), run_effects(home, found.members, role)
    )


@family(kind=2, weight=0.35)
def whole(home: Household, rng: random.Random) -> Draft | None:
    """Everything, of any type, off or on."""
    found = everything(home, rng)
    on = rng.random() < 0.15
    if found is None or not any(home.can(t, "on") for t in found.members):
        return None
    return _draft(home, rng, found, {"on": on}, _ALL_ON if on else _ALL_OFF)


@family(kind=2, weight=0.35)
def whole_except(home: Household, rng: random.Random) -> Draft | None:
    """Everything except one device or one room."""
    here = home.speaker.room
    rooms = [r.name for r in home.world.rooms if sum(t.room == r.name for t in home.world.things) > 0]
    if rng.random() < 0.4 and len(rooms) > 1:
        room = rng.choice(rooms)
        said = spoken_room(home, room, rng)
        inside, without, left_out = (
            "",
            home.room_label(room),
            [t for t in home.world.things if t.room == room],
        )
        name = rng.choice(
            (in_room(said, rng), f"what's {in_room(said, rng)}", f"the devices {in_room(said, rng)}")
        )
        place: list[str] = []
    else:
        things = home.able("on")
        if not things:
            return None
        thing = rng.choice(things)
        found = spoken(home, thing, rng)
        if found is None:
            return None
        name, left_out, without, place, inside = found.the, [thing], home.label(thing), [], ""
        if thing.room and rng.random() < 0.4:
            place, inside = [home.room_label(thing.room)], in_room(spoken_room(home, thing.room, rng), rng)
            if thing.room == here and rng.random() < 0.5:
                inside = rng.choice(("in here", "in this room"))
    members = tuple(
        t
        for t in home.world.things
        if t not in left_out
        and (not place or home.room_label(t.room or "") == place[0] if t.room else not place)
    )
    if sum(home.can(t, "on") for t in members) < 1 or len(members) < 2:
        return None
    but = rng.choice(("except", "except for", "but", "apart from", "other than", "besides"))
    said = f"everything {inside} {but} {name}"
    return _draft(
        home, rng, Scope(said, selector(home, None, place, [without]), members), {"on": False}, _ALL_OFF[:8]
    )


@family(kind=2, weight=0.7)
def two_kinds(home: Household, rng: random.Random) -> Draft | None:
    """Two kinds of one room, or of the home, in one breath."""
    on = rng.random() < 0.35
    kinds = [
        k for k in ("light", "fan", "plug", "heater", "television", "speaker", "switch") if home.able("on", k)
    ]
    pairs = [(a, b, None) for a in kinds for b in kinds if a != b]
    rooms = [r.name for r in home.world.rooms]
    local = [(a, b, r) for a, b, _ in pairs for r in rooms if home.of_type(a, r) and home.of_type(b, r)]
    if not local:
        return None
    first, second, room = rng.choice(local if rng.random() < 0.75 else pairs)
    wanted = {"on": on}
    if room is None:
        place, where = [], rng.choice((" in the house", " everywhere", " in the whole house"))
        words = [f"all the {plural(home, k, rng)}" for k in (first, second)]
    else:
        place, where = [home.room_label(room)], f" {in_room(spoken_room(home, room, rng), rng)}"
        if room == home.speaker.room and rng.random() < 0.5:
            where = rng.choice((" in here", " in this room"))
        words = [
            f"the {plural(home, k, rng) if len(home.of_type(k, room)) > 1 else KINDS[k].nouns[0]}"
            for k in (first, second)
        ]
    groups = [home.of_type(k, room) for k in (first, second)]
    if any(
        not any(home.can(t, "on") for t in g) or (len(g) == 1 and not home.can(g[0], "on")) for g in groups
    ):
        return None
    plan = "; ".join(
        group_plan(home, selector(home, k, place), g, wanted)
        for k, g in zip((first, second), groups, strict=True)
    )
    text = say(rng, home, ON if on else OFF, g=f"{words[0]} and {words[1]}{where}")
    return Draft(text, plan, set_effects(home, [t for g in groups for t in g], wanted))
