"""Kind 4: brighter, a bit warmer, up by 10, twice as loud, back to what it was."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from model_core.plan import Op, Word
from model_core.train.amounts import percent_said
from model_core.train.example import Draft, family
from model_core.train.families import climate, groups, values
from model_core.train.families.media import media_said, only_media
from model_core.train.home import Household
from model_core.train.intents import MEDIA, choose, is_kind, of_kinds
from model_core.train.phrasing import (
    Assigned,
    group_plan,
    number_said,
    say,
    selector,
    set_effects,
    set_plan,
)
from model_core.train.scopes import scope
from model_core.train.splits import pool
from model_core.world import Thing, Turn

_DEGREES = (
    ("", "", 0), ("", "", 0), ("", "", 0), ("a bit", "a bit", 1), ("a little", "a little", 1), ("slightly",
        "slightly", 1), ("a tad", "a tad", 1), ("a little bit", "a little bit", 1), ("just a touch",
        "just a touch", 1),
    ("somewhat", "a notch", 1), ("a smidge", "a smidgen", 1), ("much", "a lot", 2), ("a lot", "by a lot", 2),
        ("way", "a whole lot", 2), ("far", "a great deal", 2), ("considerably", "considerably", 2),
)  # fmt: skip
_CLEAR = ("warm", "cool", "cold", "temperature", "higher")  # "turn the AC up" may mean colder
_MORE = (Word.MORE, Word.SLIGHTLY_MORE, Word.MUCH_MORE)
_LESS = (Word.LESS, Word.SLIGHTLY_LESS, Word.MUCH_LESS)


@dataclass(frozen=True, slots=True)
class _Scale:
    """A property that goes up and down, and the words for it; {pre} and {post} say how far."""

    role: str
    kinds: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    up_here: tuple[str, ...]
    down_here: tuple[str, ...]
    up_by: tuple[str, ...]
    down_by: tuple[str, ...]
    unit: str = "%"


_BRIGHTNESS = _Scale(
    "brightness", ("light",),
    ("make {the} {pre} brighter", "brighten {the} {post}", "turn up {the} {post}", "turn {the} up {post}",
        "{x} {pre} brighter", "raise the brightness of {the} {post}",
        "increase the brightness of {the} {post}", "i'd like {the} {pre} brighter", "{the} {pre} brighter",
        "more light from {the}", "brighten up {the} {post}",
     "crank up {the} {post}", "bump up {the} {post}", "{the} could be {pre} brighter",
         "lighten {the} {post}", "{x} up {post}", "boost {the} {post}", "give {the} {pre} more brightness",
         "{the} should be {pre} brighter", "i want {the} {pre} brighter"),
    ("make {the} {pre} dimmer", "dim {the} {post}", "dim down {the} {post}", "turn down {the} {post}",
        "turn {the} down {post}", "{x} {pre} dimmer", "lower the brightness of {the} {post}",
        "decrease the brightness of {the} {post}", "i'd like {the} {pre} dimmer", "{the} {pre} dimmer",
        "tone down {the} {post}", "{the} is too bright",
     "{the} {pre} darker", "make {the} {pre} darker", "reduce {the} {post}", "bring {the} down {post}",
         "{x} down {post}", "soften {the} {post}", "{the} could be {pre} dimmer",
         "{the} should be {pre} less bright", "make {the} {pre} less bright"),
    ("{pre} brighter", "make it {pre} brighter", "brighten it up {post} in here", "more light",
        "brighten the room {post}", "turn the lights up {post}", "lights up {post}",
        "brighten the lights {post}", "make the lights {pre} brighter", "{pre} brighter in here",
        "the lights {pre} brighter", "raise the lights {post}"),
    ("{pre} dimmer", "make it {pre} dimmer", "dim it {post} in here", "less light", "dim the room {post}",
        "turn the lights down {post}", "lights down {post}", "dim the lights {post}",
        "make the lights {pre} dimmer", "{pre} darker in here", "the lights {pre} dimmer",
        "lower the lights {post}", "dim the lights", "make it {pre} darker in here"),
    ("brighten {the} by {n}", "turn {the} up by {n}", "turn up {the} by {n}", "increase {the} by {n}",
        "{x} up by {n}", "raise {the} by {n}", "make {the} {n} brighter", "bump {the} up by {n}",
        "add {n} to {the}", "{x} plus {n}", "{n} more on {the}", "raise the brightness of {the} by {n}"),
    ("dim {the} by {n}", "turn {the} down by {n}", "turn down {the} by {n}", "decrease {the} by {n}",
        "{x} down by {n}", "lower {the} by {n}", "make {the} {n} dimmer", "reduce {the} by {n}",
        "take {n} off {the}", "{x} minus {n}", "{n} less on {the}", "lower the brightness of {the} by {n}"),
)  # fmt: skip
_VOLUME = _Scale(
    "volume", MEDIA,
    ("turn up {the} {post}", "turn {the} up {post}", "make {the} {pre} louder", "{x} {pre} louder",
        "volume up {post} on {the}", "raise the volume on {the} {post}",
        "increase the volume of {the} {post}", "crank {the} up {post}", "crank up {the} {post}",
        "{the} {pre} louder", "i can't hear {the}, turn it up {post}", "bump up the volume on {the} {post}",
        "pump up {the} {post}",
     "{the} should be {pre} louder", "{x} volume up {post}", "turn the volume of {the} up {post}",
         "boost the sound of {the} {post}", "{x} up {post}", "{the} is too quiet"),
    ("turn down {the} {post}", "turn {the} down {post}", "make {the} {pre} quieter", "{x} {pre} quieter",
        "volume down {post} on {the}", "lower the volume on {the} {post}",
        "decrease the volume of {the} {post}", "{the} {pre} quieter", "{the} is too loud",
        "bring {the} down {post}", "reduce the volume of {the} {post}", "{the} {pre} softer",
        "make {the} {pre} less loud",
     "{the} should be {pre} quieter", "{x} volume down {post}", "turn the volume of {the} down {post}",
         "tone {the} down {post}", "{x} down {post}", "soften {the} {post}"),
    ("{pre} louder", "volume up {post}", "turn up the volume {post}", "turn the volume up {post}",
        "make it {pre} louder", "raise the volume {post}", "turn the music up {post}", "crank it up {post}",
        "turn up the sound {post}", "increase the volume {post}", "more volume",
        "i can't hear it, volume up", "crank up the volume {post}", "pump up the volume {post}"),
    ("{pre} quieter", "volume down {post}", "turn down the volume {post}", "turn the volume down {post}",
        "make it {pre} quieter", "lower the volume {post}", "turn the music down {post}",
        "turn down the sound {post}", "decrease the volume {post}", "less volume", "{pre} softer",
        "keep it down {post}, lower the volume", "{pre} less loud", "reduce the volume {post}"),
    ("turn {the} up by {n}", "volume of {the} up by {n}", "raise the volume on {the} by {n}",
        "{x} {n} louder", "make {the} {n} louder", "increase {the} by {n}", "{x} volume plus {n}",
        "add {n} to the volume of {the}", "bump {the} up by {n}", "turn up the volume on {the} by {n}"),
    ("turn {the} down by {n}", "volume of {the} down by {n}", "lower the volume on {the} by {n}",
        "{x} {n} quieter", "make {the} {n} quieter", "decrease {the} by {n}", "{x} volume minus {n}",
        "take {n} off the volume of {the}", "drop {the} by {n}", "turn down the volume on {the} by {n}"),
)  # fmt: skip
_HEAT = _Scale(
    "target_temperature", ("thermostat", "air conditioner", "heater"),
    ("turn up {the} {post}", "turn {the} up {post}", "make {the} {pre} warmer", "{x} {pre} warmer",
        "raise {the} {post}", "increase the temperature of {the} {post}", "{the} {pre} warmer",
        "set {the} {pre} warmer", "set {the} {pre} higher", "crank up {the} {post}", "bump up {the} {post}",
        "{x} up {post}", "turn the temperature on {the} up {post}", "raise the temperature of {the} {post}"),
    ("turn down {the} {post}", "turn {the} down {post}", "make {the} {pre} cooler", "{x} {pre} cooler",
        "lower {the} {post}", "decrease the temperature of {the} {post}", "{the} {pre} cooler",
        "set {the} {pre} cooler", "set {the} {pre} lower", "bring {the} down {post}", "reduce {the} {post}",
        "{x} down {post}", "turn the temperature on {the} down {post}", "{the} {pre} colder",
        "lower the temperature of {the} {post}"),
    ("{pre} warmer", "make it {pre} warmer", "turn up the heat {post}", "turn the heating up {post}",
        "raise the temperature {post}", "temperature up {post}", "make it {pre} warmer in here",
        "warm it up {post} in here", "heat up {post}", "increase the temperature {post}",
        "turn the temperature up {post}", "{pre} hotter in here"),
    ("{pre} cooler", "make it {pre} cooler", "turn down the heat {post}", "turn the heating down {post}",
        "lower the temperature {post}", "temperature down {post}", "make it {pre} cooler in here",
        "cool it down {post} in here", "{pre} colder in here", "decrease the temperature {post}",
        "turn the temperature down {post}", "drop the temperature {post}"),
    ("turn {the} up by {n}", "raise {the} by {n}", "make {the} {n} warmer", "{x} up {n}",
        "increase {the} by {n}", "{x} plus {n}", "{n} warmer on {the}", "bump {the} up {n}",
        "set {the} {n} higher", "turn up {the} {n}", "raise the temperature of {the} by {n}"),
    ("turn {the} down by {n}", "lower {the} by {n}", "make {the} {n} cooler", "{x} down {n}",
        "decrease {the} by {n}", "{x} minus {n}", "{n} cooler on {the}", "drop {the} {n}",
        "set {the} {n} lower", "turn down {the} {n}", "lower the temperature of {the} by {n}"),
    unit="°",
)  # fmt: skip
_POSITION = _Scale(
    "position", ("curtain", "blind", "valve"),
    ("open {the} {pre} more", "open {the} {pre} further", "raise {the} {post}", "{x} {pre} more open",
        "{x} up {post}", "pull {the} up {post}", "open {the} {pre} wider", "bring {the} up {post}",
        "{the} {pre} higher", "make {the} {pre} more open", "lift {the} {pre} more"),
    ("close {the} {pre} more", "close {the} {pre} further", "lower {the} {post}", "{x} {pre} more closed",
        "{x} down {post}", "pull {the} down {post}", "{the} {pre} lower", "bring {the} down {post}",
        "shut {the} {pre} more", "make {the} {pre} less open", "let {the} down {post}"),
    (), (),
    ("open {the} by {n} more", "raise {the} by {n}", "{x} up by {n}", "open {the} another {n}",
        "bring {the} up by {n}", "{n} more open on {the}", "lift {the} by {n}"),
    ("close {the} by {n} more", "lower {the} by {n}", "{x} down by {n}", "close {the} another {n}",
        "bring {the} down by {n}", "drop {the} by {n}", "shut {the} by another {n}"),
)  # fmt: skip
_SPEED = _Scale(
    "speed", ("fan", "air purifier"),
    ("make {the} {pre} faster", "turn up {the} {post}", "turn {the} up {post}", "{x} {pre} faster",
        "speed up {the} {post}", "speed {the} up {post}", "increase the speed of {the} {post}",
        "{the} {pre} faster", "{the} {pre} stronger", "more wind from {the}", "crank up {the} {post}",
        "{the} should spin {pre} faster", "{x} up {post}"),
    ("make {the} {pre} slower", "turn down {the} {post}", "turn {the} down {post}", "{x} {pre} slower",
        "slow down {the} {post}", "slow {the} down {post}", "decrease the speed of {the} {post}",
        "{the} {pre} slower", "{the} {pre} weaker", "less wind from {the}", "{the} is too strong",
        "{the} should spin {pre} slower", "{x} down {post}"),
    ("fan {pre} faster", "turn the fan up {post}", "speed up the fan {post}", "more fan",
        "increase the fan speed {post}", "fan speed up {post}"), ("fan {pre} slower",
        "turn the fan down {post}", "slow the fan down {post}", "less fan", "decrease the fan speed {post}",
        "fan speed down {post}"),
    ("turn {the} up by {n}", "increase {the} by {n}", "{x} {n} faster", "speed {the} up by {n}",
        "raise the speed of {the} by {n}", "{x} plus {n}"),
    ("turn {the} down by {n}", "decrease {the} by {n}", "{x} {n} slower", "slow {the} down by {n}",
        "lower the speed of {the} by {n}", "{x} minus {n}"),
)  # fmt: skip
_SCALES = (_BRIGHTNESS, _BRIGHTNESS, _BRIGHTNESS, _VOLUME, _VOLUME, _HEAT, _HEAT, _POSITION, _SPEED)


def _things(home: Household, scale: _Scale) -> list[Thing]:
    return [t for t in of_kinds(home, scale.kinds) if home.can(t, scale.role)]


def degree_words(template: str, rng: random.Random, *, up: bool) -> tuple[dict[str, str], Word]:
    pre, post, size = rng.choice(_DEGREES)
    if "{pre}" not in template and "{post}" not in template:
        size = 0
    return {"pre": pre, "post": post}, (_MORE if up else _LESS)[size]


@family(kind=4, weight=2.2)
def more_or_less(home: Household, rng: random.Random) -> Draft | None:
    """One device up or down, by a word."""
    scale = rng.choice(_SCALES)
    found = choose(home, rng, _things(home, scale), is_kind(home, *scale.kinds))
    if found is None:
        return None
    thing, said = found
    if scale.role == "volume":
        said = media_said(home, thing, said, rng)
    up = rng.random() < 0.5
    template = rng.choice(pool(scale.up if up else scale.down, home.split))
    if home.kinds[thing.id] == "air conditioner" and not any(w in template for w in _CLEAR):
        return None
    slots, word = degree_words(template, rng, up=up)
    wanted = {scale.role: word}
    text = say(rng, home, (template,), the=said.the, x=said.bare, **slots)
    return Draft(text, set_plan(home, [thing], wanted), set_effects(home, [thing], wanted))


@family(kind=4, weight=1.3)
def here(home: Household, rng: random.Random) -> Draft | None:
    """Up or down without naming a device: what is here, or the only one."""
    scale = rng.choice(_SCALES)
    up = rng.random() < 0.5
    templates = scale.up_here if up else scale.down_here
    if not templates:
        return None
    template = rng.choice(pool(templates, home.split))
    slots, word = degree_words(template, rng, up=up)
    wanted = {scale.role: word}
    text = say(rng, home, (template,), **slots)
    if scale is _VOLUME:
        thing = only_media(home, "volume")
        return (
            Draft(text, set_plan(home, [thing], wanted), set_effects(home, [thing], wanted))
            if thing
            else None
        )
    room = home.speaker.room
    kinds = scale.kinds if scale is not _SPEED else ("fan",)
    if "light" in text and "here" not in text and room is None and len(home.of_type("light")) > 1:
        members: tuple[Thing, ...] = home.of_type("light") if "lights" in text else ()
        target = selector(home, "light")
    else:
        members = tuple(t for t in of_kinds(home, kinds) if t.room == room and room is not None) or of_kinds(
            home, kinds
        )
        in_here = room is not None and members and members[0].room == room
        if len(members) > 1 and (scale is not _BRIGHTNESS or not in_here):
            return None
        target = selector(home, "light", [home.room_label(room or "")]) if len(members) > 1 else ""
    if (
        not members
        or not any(home.can(t, scale.role) for t in members)
        or (len(members) == 1 and not home.can(members[0], scale.role))
    ):
        return None
    return Draft(text, group_plan(home, target, members, wanted), set_effects(home, members, wanted))


@family(kind=4, weight=1.2)
def group(home: Household, rng: random.Random) -> Draft | None:
    """A group up or down."""
    scale = rng.choice((_BRIGHTNESS, _BRIGHTNESS, _BRIGHTNESS, _VOLUME, _POSITION))
    kind = rng.choice(scale.kinds)
    if not home.of_type(kind):
        return None
    found = scope(home, rng, kind)
    up = rng.random() < 0.5
    if found is None or not any(home.can(t, scale.role) for t in found.members):
        return None
    fitting = tuple(
        t
        for t in (scale.up if up else scale.down)
        if "{the} is" not in t and "{x}" not in t and "from" not in t
    )
    template = rng.choice(pool(fitting, home.split))
    slots, word = degree_words(template, rng, up=up)
    wanted = {scale.role: word}
    text = say(rng, home, (template,), the=found.said, **slots)
    return Draft(
        text, group_plan(home, found.target, found.members, wanted), set_effects(home, found.members, wanted)
    )


@family(kind=4, weight=1.4)
def by_number(home: Household, rng: random.Random) -> Draft | None:
    """One device up or down by an amount."""
    scale = rng.choice(_SCALES)
    up = rng.random() < 0.5
    unit = ""
    if scale.unit == "°":
        n = rng.choice((1, 2, 2, 3, 3, 4, 5))
        said = number_said(n, rng, words=0.5) + (" degree" if n == 1 else " degrees")
        if rng.random() < 0.12:
            said, unit = f"{said} fahrenheit", "F"
        elif rng.random() < 0.15:
            said = f"{said} celsius"
    else:
        n = rng.choice((5, 10, 10, 10, 15, 20, 20, 25, 30, 40, 50, 7, 12))
        said = percent_said(n, rng)
    wanted = {scale.role: (Op.ADD if up else Op.SUBTRACT, n, unit)}
    found = choose(home, rng, _things(home, scale), is_kind(home, *scale.kinds))
    if found is None:
        return None
    text = say(rng, home, scale.up_by if up else scale.down_by, the=found[1].the, x=found[1].bare, n=said)
    return Draft(text, set_plan(home, [found[0]], wanted), set_effects(home, [found[0]], wanted))


_TIMES: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    ("brightness", 2, ("make {the} twice as bright", "double the brightness of {the}",
        "{the} twice as bright", "{x} double brightness", "i want {the} twice as bright", "double {the}")),
    ("brightness", 0.5, ("make {the} half as bright", "halve the brightness of {the}",
        "{the} half as bright", "cut the brightness of {the} in half", "i want {the} half as bright",
        "halve {the}", "dim {the} by half")),
    ("volume", 2, ("make {the} twice as loud", "double the volume of {the}", "{the} twice as loud",
        "double the volume on {the}", "{x} double volume", "i want {the} twice as loud")),
    ("volume", 0.5, ("make {the} half as loud", "halve the volume of {the}", "{the} half as loud",
        "cut the volume of {the} in half", "halve the volume on {the}", "turn {the} down by half")),
    ("speed", 2, ("make {the} twice as fast", "double the speed of {the}", "{the} twice as fast",
        "run {the} at double speed", "{x} double speed")),
    ("speed", 0.5, ("make {the} half as fast", "halve the speed of {the}", "cut the speed of {the} in half",
        "{the} at half its speed", "slow {the} to half of what it is")),
)  # fmt: skip


@family(kind=4, weight=0.7)
def times(home: Household, rng: random.Random) -> Draft | None:
    """Twice as bright, half as loud."""
    role, factor, templates = rng.choice(_TIMES)
    kinds = {"brightness": ("light",), "volume": MEDIA, "speed": ("fan", "air purifier")}[role]
    found = choose(home, rng, home.able(role, *kinds), is_kind(home, *kinds))
    if found is None:
        return None
    wanted: dict[str, Assigned] = {role: (Op.MULTIPLY, factor, "")}
    text = say(rng, home, templates, the=found[1].the, x=found[1].bare)
    return Draft(text, set_plan(home, [found[0]], wanted), set_effects(home, [found[0]], wanted))


_BACK = {
    "brightness": ("set {the} back to its previous brightness",
        "put {the} back to the brightness it had before", "restore the brightness of {the}",
        "{the} back to the old brightness", "brightness of {the} back to what it was",
        "previous brightness on {the}"),
    "volume": ("set {the} back to its previous volume", "volume of {the} back to what it was",
        "restore the volume of {the}", "put the volume of {the} back where it was",
        "{the} back to the old volume", "previous volume on {the}"),
    "target_temperature": ("set {the} back to its previous temperature",
        "put {the} back to the temperature it had before", "restore the temperature of {the}",
        "{the} back to the old temperature", "previous temperature on {the}",
        "temperature of {the} back to what it was"),
    "position": ("put {the} back to the position it had before", "restore the position of {the}",
        "{the} back to the old position", "position of {the} back to what it was",
        "previous position for {the}", "set {the} back to its previous position"),
    "color": ("set {the} back to its previous color", "restore the color of {the}",
        "{the} back to the old colour", "colour of {the} back to what it was",
        "put {the} back to the color it had before", "previous color on {the}"),
}  # fmt: skip


@family(kind=4, weight=0.6)
def previous(home: Household, rng: random.Random) -> Draft | None:
    """A named property back to what it was."""
    role = rng.choice(tuple(_BACK))
    kinds = {
        "brightness": ("light",),
        "color": ("light",),
        "volume": MEDIA,
        "position": ("curtain", "blind", "valve"),
    }.get(role, ("thermostat", "air conditioner", "heater"))
    found = choose(home, rng, home.able(role, *kinds), is_kind(home, *kinds))
    if found is None:
        return None
    wanted = {role: Word.PREVIOUS}
    text = say(rng, home, _BACK[role], the=found[1].the, x=found[1].bare)
    return Draft(text, set_plan(home, [found[0]], wanted), set_effects(home, [found[0]], wanted))


_UNDO = (
    "back to what it was", "put it back", "undo that", "undo", "set it back", "change it back",
    "put it back how it was", "revert that", "restore that", "set it back to what it was",
    "like it was before", "take that back", "go back to how it was", "no, put it back to how it was before",
    "reverse that", "return it to what it was", "the way it was before", "on second thought, put it back",
    "that was better before", "make it like it was before",
)  # fmt: skip
_BEFORE: tuple[Callable[[Household, random.Random], Draft | None], ...] = (
    values.brightness, values.colour, values.volume, values.position, climate.temperature, more_or_less, here,
        by_number, groups.group_values, group,
)  # fmt: skip


@family(kind=4, weight=0.8)
def undo(home: Household, rng: random.Random) -> Draft | None:
    """The last change is taken back: the same devices and properties, as they were before."""
    first = rng.choice(_BEFORE)(home, rng)
    if first is None or ";" in first.plan or not first.plan.startswith("set ") or first.expected is None:
        return None
    head, _, tail = first.plan.rpartition(": ")
    names = list(dict.fromkeys(e.name for e in first.expected))
    if len(names) != 1 or ", " in tail:
        return None
    things = [t for e in first.expected if (t := home.world.thing(e.device))]
    role = next((canonical for canonical, own in home.renames.items() if own == names[0]), names[0])
    return Draft(
        say(rng, home, _UNDO), f"{head}: {names[0]}=previous", set_effects(home, things,
            {role: Word.PREVIOUS}), history=(Turn(first.utterance, first.plan),)
    )  # fmt: skip
