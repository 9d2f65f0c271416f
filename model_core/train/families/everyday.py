"""Kind 1: lists, scenes, alarms, cameras, heating switched by its mode, fans that turn their heads."""

from __future__ import annotations

import random
from dataclasses import replace

from model_core.language.prompt import normalise
from model_core.train.example import Draft, family
from model_core.train.home import Household
from model_core.train.intents import choose, is_kind, run_one, set_one
from model_core.train.items import GROCERIES, item_said
from model_core.train.phrasing import run_effects, run_plan, say
from model_core.world import Thing

_ADD = (
    "add {item} to {the}", "put {item} on {the}", "{the}: add {item}", "add {item} on {the}",
    "i need {item} on {the}", "put {item} in {the}", "stick {item} on {the}", "write {item} on {the}",
    "append {item} to {the}", "note {item} on {the}", "{item} on {the}", "jot {item} down on {the}",
    "can {item} go on {the}", "include {item} in {the}", "get {item} onto {the}", "throw {item} on {the}",
    "update {the} with {item}", "new item for {the}: {item}", "remember {item} for {the}",
    "make sure {item} is on {the}", "add to {the} {item}", "create an entry {item} in {the}",
)  # fmt: skip
_COMPLETE = (
    "check off {item} on {the}", "check {item} off {the}", "tick {item} off {the}",
    "tick off {item} on {the}", "mark {item} as done on {the}",
    "mark {item} {done|complete|completed} on {the}", "complete {item} on {the}", "cross {item} off {the}",
    "{item} on {the} is done", "i've done {item}, tick it off {the}", "set {item} on {the} to done",
    "strike {item} from {the}, it's done", "{item} is taken care of, check it off {the}",
    "finish {item} on {the}",
)  # fmt: skip
_REMOVE = (
    "remove {item} from {the}", "take {item} off {the}", "delete {item} from {the}",
    "drop {item} from {the}", "erase {item} from {the}", "get {item} off {the}",
    "we don't need {item}, take it off {the}", "scratch {item} from {the}", "{item} can come off {the}",
    "clear {item} from {the}", "get rid of {item} on {the}", "kick {item} off {the}",
    "leave {item} off {the}", "remove the entry {item} from {the}",
)  # fmt: skip
_SCENE = (
    "{x}", "activate {x}", "activate {the}", "start {x}", "turn on {x}", "run {x}", "set the scene {x}",
    "set the {x} scene", "scene {x}", "{x} scene", "switch to {x}", "put on {x}", "enable {x}", "launch {x}",
    "i want {x}", "let's do {x}", "turn on the {x} scene", "activate the scene {x}", "trigger {x}",
    "{x} mode please", "go to {x}", "apply the {x} scene", "load {x}", "set {x}", "let's have {x}",
    "time for {x}", "do the {x} thing", "begin {x}",
)  # fmt: skip
_ARM = {
    "away": ("arm {the}", "arm {the} in away mode", "set {the} to away", "arm {the}, we're leaving",
        "turn on {the}", "switch on {the}", "{x} away", "put {the} in away mode", "activate {the}",
        "enable {the}", "{the} on away", "arm away", "set the alarm to away mode"),
    "home": ("arm {the} in home mode", "set {the} to home", "{x} home", "arm {the} at home",
        "put {the} in home mode", "arm {the} for home", "{the} on home", "arm {the} but we're staying in",
        "switch {the} to home mode", "stay arm {the}"),
    "night": ("arm {the} for the night", "set {the} to night", "{x} night", "put {the} in night mode",
        "arm {the} in night mode", "night mode on {the}", "switch {the} to night", "{the} on night mode",
        "arm {the}, we're going to bed", "set {the} for the night"),
    "off": ("disarm {the}", "turn off {the}", "switch off {the}", "set {the} to off", "{x} off",
        "deactivate {the}", "disable {the}", "shut off {the}", "{the} off", "turn {the} off", "{x} disarm",
        "kill {the}", "stand {the} down"),
}  # fmt: skip
_CAMERA_ON = (
    "turn on {the}", "switch {the} on", "turn {the} on", "enable {the}", "activate {the}", "start {the}",
    "{x} on", "get {the} on", "start recording with {the}", "wake up {the}", "switch on {the}",
    "power on {the}",
)  # fmt: skip
_CAMERA_OFF = (
    "turn off {the}", "switch {the} off", "turn {the} off", "disable {the}", "deactivate {the}",
    "stop {the}", "{x} off", "shut off {the}", "stop recording with {the}", "switch off {the}",
    "power off {the}", "i want {the} off",
)  # fmt: skip
_HEAT_OFF = (
    "turn off {the}", "turn {the} off", "switch {the} off", "{x} off", "shut off {the}", "set {the} to off",
    "switch off {the}", "kill {the}", "{the} off", "shut {the} down", "we don't need {the} anymore",
    "power off {the}", "deactivate {the}",
)  # fmt: skip
_HEAT_ON = (
    "turn on {the}", "turn {the} on", "switch on {the}", "{x} on", "switch {the} on", "set {the} to heat",
    "start {the}", "put {the} on", "get {the} going", "{the} on heat", "fire up {the}",
    "set {the} to heating", "put {the} on heat",
)  # fmt: skip
_SWING_ON = (
    "make {the} {oscillate|swing|turn its head}", "turn on oscillation on {the}", "{x} oscillate",
    "have {the} oscillate", "start oscillating {the}", "let {the} swing", "enable oscillation for {the}",
    "oscillate {the}", "swing {the}", "oscillation on for {the}", "set {the} to oscillate",
)  # fmt: skip
_SWING_OFF = (
    "stop {the} {oscillating|swinging|turning}", "turn off oscillation on {the}", "no oscillation on {the}",
    "disable oscillation for {the}", "oscillation off for {the}", "keep {the} still",
    "make {the} stop oscillating", "stop oscillating {the}", "hold {the} steady", "fix {the} in place",
)  # fmt: skip
_COVER_STOP = (
    "stop {the}", "{x} stop", "hold {the} {there|right there}", "halt {the}", "stop {the} where it is",
    "freeze {the}", "stop moving {the}", "that's far enough, stop {the}", "leave {the} like that, stop",
    "stop {x}",
)  # fmt: skip


_SHOPPING = frozenset({"shopping", "groceries", "grocery", "costco", "market", "bring", "wish"})


def _list(home: Household, rng: random.Random, role: str, templates: tuple[str, ...]) -> Draft | None:
    found = choose(home, rng, home.of_type("list"), is_kind(home, "list"))
    if found is None:
        return None
    thing, said = found
    present = [i for i in str(home.value(thing, "items") or "").split("; ") if i]
    shopping = bool(_SHOPPING & set(thing.name.casefold().split()))
    said_item, item = item_said(rng, home.split, shopping=shopping)
    if role != "add" and present and rng.random() < 0.8:
        said_item = item = rng.choice(present)
    name = said.bare
    if name.endswith("'s") or thing.id in home.proper:
        the = rng.choice((name, f"the {name} list", f"my {name} list", f"my {name}"))
    else:
        the = rng.choice((said.the, said.the, f"my {name}", f"our {name}"))
        if not name.endswith(("list", "lists")) and rng.random() < 0.4:
            the = f"{the} list"
    if "'s " in name:
        the = said.the
    text = say(rng, home, templates, the=the, item=said_item)
    arguments = {"item": normalise(item)}
    return Draft(
        text,
        run_plan(home, [thing], role, arguments),
        run_effects(home, [thing], role, arguments),
        protect=(item,),
    )


@family(kind=1, weight=1.0)
def list_add(home: Household, rng: random.Random) -> Draft | None:
    """Something goes on a list."""
    if rng.random() < 0.25 and len(home.of_type("list")) == 1:
        thing = home.of_type("list")[0]
        if "shop" in thing.name.casefold() or "grocer" in thing.name.casefold():
            said_item, item = item_said(rng, home.split, shopping=True)
            text = say(
                rng,
                home,
                (
                    "we need {item}",
                    "we're out of {item}",
                    "i have to buy {item}",
                    "we ran out of {item}",
                    "remember to buy {item}",
                    "we're running low on {item}",
                    "get {item}",
                    "add {item}",
                ),
                item=said_item,
            )
            arguments = {"item": normalise(item)}
            if item in GROCERIES:
                return Draft(
                    text,
                    run_plan(home, [thing], "add", arguments),
                    run_effects(home, [thing], "add", arguments),
                )
    return _list(home, rng, "add", _ADD)


@family(kind=1, weight=0.6)
def list_complete(home: Household, rng: random.Random) -> Draft | None:
    """An item is done."""
    return _list(home, rng, "complete", _COMPLETE)


@family(kind=1, weight=0.5)
def list_remove(home: Household, rng: random.Random) -> Draft | None:
    """An item leaves a list."""
    return _list(home, rng, "remove", _REMOVE)


@family(kind=1, weight=1.0)
def scene(home: Household, rng: random.Random) -> Draft | None:
    """A scene by its name."""
    scenes = home.of_type("scene")
    if not scenes:
        return None
    thing = rng.choice(scenes)
    name = thing.name.casefold()
    the = f"the {name}" if name.endswith("scene") else f"the {name} scene"
    text = (
        say(rng, home, _SCENE, x=name, the=the).replace("scene scene", "scene").replace("mode mode", "mode")
    )
    draft = Draft(text, run_plan(home, [thing], "activate"), run_effects(home, [thing], "activate"))
    return replace(draft, noisy=text != name)


@family(kind=1, weight=0.8)
def alarm(home: Household, rng: random.Random) -> Draft | None:
    """The alarm in one of its modes."""
    things = home.able("mode", "alarm")
    if not things:
        return None
    mode = home.prop(things[0], "mode")
    value = rng.choice(mode.choices if mode else ("off",))
    return set_one(home, rng, things, {"mode": value}, _ARM[value], able=is_kind(home, "alarm"))


@family(kind=1, weight=0.6)
def camera(home: Household, rng: random.Random) -> Draft | None:
    """A camera on or off."""
    on = rng.random() < 0.5
    return set_one(
        home,
        rng,
        home.able("on", "camera"),
        {"on": on},
        _CAMERA_ON if on else _CAMERA_OFF,
        able=is_kind(home, "camera", "light"),
    )


@family(kind=1, weight=0.7)
def heating(home: Household, rng: random.Random) -> Draft | None:
    """A thermostat without a switch, off or on by its mode."""
    mode = rng.choice(("off", "heat"))

    def has(thing: Thing) -> bool:
        found = home.prop(thing, "mode")
        return found is not None and mode in found.choices and home.prop(thing, "on") is None

    things = [t for t in home.of_type("thermostat") if has(t)]
    return set_one(
        home,
        rng,
        things,
        {"mode": mode},
        _HEAT_OFF if mode == "off" else _HEAT_ON,
        able=is_kind(home, "thermostat", "heater"),
    )


@family(kind=1, weight=0.4)
def swing(home: Household, rng: random.Random) -> Draft | None:
    """A fan that oscillates or not."""
    on = rng.random() < 0.6
    return set_one(
        home,
        rng,
        home.able("oscillating"),
        {"oscillating": on},
        _SWING_ON if on else _SWING_OFF,
        able=is_kind(home, "fan"),
    )


@family(kind=1, weight=0.6)
def cover_stop(home: Household, rng: random.Random) -> Draft | None:
    """A moving cover stops."""
    things = home.able("stop", "curtain", "blind", "garage door", "gate")
    return run_one(
        home, rng, things, "stop", _COVER_STOP, able=is_kind(home, "curtain", "blind", "garage door", "gate")
    )
