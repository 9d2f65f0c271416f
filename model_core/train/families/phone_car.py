"""Kind 12: the phone and the car."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping

from model_core.plan import Op, Value, Word
from model_core.train.example import Draft, Effect, family
from model_core.train.families.borrow import past
from model_core.train.families.places import contact, destination, message
from model_core.train.families.tables import nested
from model_core.train.families.times import exact_time
from model_core.train.home import Household
from model_core.train.phrasing import fill, number_said, pick, written
from model_core.train.speech import spoken
from model_core.world import Attribute, Kind, Thing

_OTHERWISE: Mapping[str, tuple[str, ...]] = {
    "run silence": ("run stop_ringing",),
    "run mute": ("set ringer=silent", "set do_not_disturb=true", "set volume=0"),
    "run unmute": ("set ringer=normal",),
    "run vibrate": ("set ringer=vibrate",),
    "set alarm": ("run set_alarm time=",),
    "get alarm": ("get alarms",),
    "get location": ("run ring",),
    "set climate=true": ("set climate_on=true", "run precondition"),
    "set climate=false": ("set climate_on=false",),
    "get cabin_temperature": ("get temperature",),
    "set seat_heating": ("set driver_seat_heating",),
    "set seat_heating=max": ("set driver_seat_heating=max",),
    "set seat_heating=0": ("set driver_seat_heating=0",),
    "set charging=true": ("run start_charging",),
    "set charging=false": ("run stop_charging",),
    "set lights=true": ("set headlights=true",),
    "set lights=false": ("set headlights=false",),
    "check lights=true": ("check headlights=true",),
    "run flash": ("run flash_lights",),
    "set windows=100": ("set windows_open=true",),
    "set windows=0": ("set windows_open=false",),
    "check windows>0": ("check windows_open=true",),
    "check windows=0": ("check windows_open=false",),
    "run notify": ("run notify text=",),
    "run navigate": ("run navigate destination=",),
    "run call": ("run call contact=",),
    "check climate=true": ("check climate_on=true",),
}
"""The same wish under the other names that phones and cars have for it, best first."""
_STEP = re.compile(r"(set|get|check|run) (\w+)(?: (\w+)=)?(=|>=|<=|>|<)?(.*)")


@family(kind=12, weight=5.0)
def phone(home: Household, rng: random.Random) -> Draft | None:
    """Everything one does with a phone from afar."""
    return _about(home, rng, "phone")


@family(kind=12, weight=7.0)
def car(home: Household, rng: random.Random) -> Draft | None:
    """Everything one does with a car from afar."""
    return _about(home, rng, "car")


def _about(home: Household, rng: random.Random, kind: str) -> Draft | None:
    things = home.of_type(kind)
    if not things:
        return None
    thing = rng.choice(things)
    blocks = nested("phone_car", kind)
    roles = Counter(k.split()[1].rstrip("<>=0123456789") for k in blocks)
    weights = [roles[k.split()[1].rstrip("<>=0123456789")] ** -0.5 for k in blocks]
    for key in rng.choices(list(blocks), weights, k=10):
        for step in steps(key):
            lines = blocks[key]
            if "ringer" not in step:
                lines = tuple(t for t in lines if "ringer" not in t)
            draft = _write(home, rng, thing, lines, step)
            if draft is not None:
                return draft
    return None


def steps(key: str) -> tuple[str, ...]:
    """The wish of a block under all the names that phones and cars have for it, best first."""
    return (key, *_OTHERWISE.get(key, ()))


def able(home: Household, thing: Thing, step: str) -> bool:
    """True when the device can do that step."""
    found = _STEP.fullmatch(step)
    if found is None:
        raise ValueError(f"Unreadable step {step!r}.")
    verb, role, argument, _, _ = found.groups()
    if verb == "run":
        action = home.action(thing, role)
        return action is not None and bool(argument) == any(a.required for a in action.arguments)
    attribute = home.prop(thing, role)
    return attribute is not None and (verb != "set" or attribute.writable)


def _write(
    home: Household, rng: random.Random, thing: Thing, block: tuple[str, ...], step: str
) -> Draft | None:
    found = _STEP.fullmatch(step)
    if found is None:
        raise ValueError(f"Unreadable step {step!r}.")
    verb, role, argument, sign, given = found.groups()
    slots = _names(home, thing, rng)
    if slots is None:
        return None
    if verb == "run":
        return _run(home, rng, thing, block, slots, role, argument)
    value: Value | Word = ""
    attribute = home.prop(thing, role)
    if attribute is None or (verb == "set" and not attribute.writable):
        return None
    if verb == "get":
        return _draft(home, rng, thing, block, slots, f"get|{attribute.name}")
    if given:
        value = _constant(attribute, given)
    elif attribute.kind in {Kind.INTEGER, Kind.NUMBER}:
        value = _amount(attribute, rng, above=sign == ">")
        slots["n"], slots["x"] = number_said(value, rng), destination(rng)
    else:
        slots["x"], value = exact_time(rng)
    shown = f'"{value}"' if attribute.kind is Kind.STRING and not attribute.choices else written(value)
    ending = f"{attribute.name}{sign or '='}{shown}"
    if verb == "check":
        return _draft(home, rng, thing, block, slots, f"check|{ending}")
    effects = [Effect(thing.id, attribute.name, value, Op.ASSIGN)]
    template = pick(rng, home, block)
    starts = template.startswith(("charge", "fill")) and role == "charge_limit"
    charging = home.prop(thing, "charging")
    if starts and charging is not None and charging.writable:
        ending += f", {charging.name}=true"
        effects.append(Effect(thing.id, charging.name, True))
    climate = home.prop(thing, "climate") or home.prop(thing, "climate_on")
    heats = template.startswith(("warm", "heat", "cool", "pre")) and role == "target_temperature"
    if heats and climate is not None and climate.writable:
        ending = f"{climate.name}=true, {ending}"
        effects.insert(0, Effect(thing.id, climate.name, True))
    draft = _draft(home, rng, thing, (template,), slots, f"set|{ending}", *effects)
    if starts and home.action(thing, "start_charging"):
        more = f"; run {home.label(thing)}: start_charging"
        return Draft(
            draft.utterance,
            draft.plan + more,
            (*effects, Effect(thing.id, "start_charging")),
            history=draft.history,
        )
    return draft


def _names(home: Household, thing: Thing, rng: random.Random) -> dict[str, str] | None:
    said = spoken(home, thing, rng)
    if said is None:
        return None
    owned = len(home.of_type(home.kinds[thing.id])) == 1 and rng.random() < 0.5
    noun = said.bare if said.bare in {"phone", "car", "mobile", "smartphone", "van", "truck"} else ""
    return {"d": f"my {noun}" if owned and noun else said.the, "D": said.bare, "n": "", "x": ""}


def _run(
    home: Household,
    rng: random.Random,
    thing: Thing,
    block: tuple[str, ...],
    slots: dict[str, str],
    role: str,
    argument: str | None,
) -> Draft | None:
    action = home.action(thing, role)
    if action is None or bool(argument) != any(a.required for a in action.arguments):
        return None
    ending = action.name
    arguments: tuple[tuple[str, Value], ...] = ()
    if argument:
        slots["x"], text = _text(rng, argument)
        ending, arguments = f'{action.name} {argument}="{text}"', ((argument, text),)
    effect = Effect(thing.id, action.name, arguments=arguments)
    return _draft(home, rng, thing, block, slots, f"run|{ending}", effect)


def _draft(
    home: Household,
    rng: random.Random,
    thing: Thing,
    block: tuple[str, ...],
    slots: Mapping[str, str],
    step: str,
    *effects: Effect,
) -> Draft:
    verb, end = step.split("|", 1)
    if len(home.of_type(home.kinds[thing.id])) > 1:
        block = tuple(t for t in block if "{d}" in t or "{D}" in t.replace("[of {d}]", "")) or block
        block = tuple(t.replace("[of {d}]", "of {d}") for t in block)
    utterance = fill(pick(rng, home, block), rng, **slots)
    return Draft(utterance, f"{verb} {home.label(thing)}: {end}", effects, history=past(home, rng))


def _text(rng: random.Random, argument: str) -> tuple[str, str]:
    if argument == "time":
        return exact_time(rng)
    chosen = {"text": message, "contact": contact}.get(argument, destination)(rng)
    return chosen, chosen


def _amount(attribute: Attribute, rng: random.Random, *, above: bool = False) -> int:
    """A round number of the range; one that can be exceeded where it is to be."""
    low, high = int(attribute.minimum or 0), int(attribute.maximum or 500)
    step = 10 if high - low >= 50 else 1
    return low + step * rng.randint(1, (high - low) // step - above)


def _constant(attribute: Attribute, text: str) -> Value | Word:
    if attribute.kind is Kind.BOOLEAN:
        return text == "true"
    if attribute.kind in {Kind.INTEGER, Kind.NUMBER}:
        return int(text) if text.isdigit() else Word(text)
    return text
