"""Kind 3: brightness, colours, white tones, volume, positions, sources, channels."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from model_core.plan import Value, Word
from model_core.train.amounts import percent, percent_said, plain_percent
from model_core.train.example import Draft, family
from model_core.train.families.media import only_media
from model_core.train.home import Household
from model_core.train.intents import MEDIA, Wanted, is_kind, set_one
from model_core.train.phrasing import group_plan, number_said, say, selector, set_effects, set_plan
from model_core.world import Thing

_DIM = (
    "set {the} to {n}", "dim {the} to {n}", "{x} to {n}", "{x} {n}", "put {the} at {n}",
    "bring {the} to {n}", "set the brightness of {the} to {n}", "set {x} brightness to {n}",
    "make {the} {n} bright", "turn {the} to {n}", "{the} at {n}", "turn {the} {up|down} to {n}",
    "change the brightness of {the} to {n}", "i want {the} at {n}", "adjust {the} to {n}",
    "take {the} to {n}", "turn on {the} at {n}", "have {the} at {n} brightness",
    "brightness of {the} to {n}", "lower {the} to {n}", "raise {the} to {n}", "fade {the} to {n}",
    "{x} brightness {n}", "dim {x} to {n}", "switch {the} on at {n}", "give {the} {n} brightness",
    "{the} should be at {n}", "run {the} at {n}",
)  # fmt: skip
_FULL = (
    "{the} all the way up", "turn {the} all the way up", "{the} full brightness", "full brightness on {the}",
    "make {the} as bright as possible", "{the} at full power", "maximum brightness for {the}",
    "turn {the} up to the max", "max out {the}", "{x} to the max", "crank {the} all the way up",
    "as bright as {the} will go",
)  # fmt: skip
_FAINT = (
    "{the} all the way down", "dim {the} all the way down", "make {the} as dim as possible",
    "{the} at the lowest brightness", "lowest brightness on {the}", "minimum brightness for {the}",
    "turn {the} down as far as it goes", "{the} as low as it goes", "dim {the} as much as possible",
    "{x} to the lowest",
)  # fmt: skip
_HERE_DIM = (
    "set the brightness to {n}", "brightness {n}", "dim to {n}", "dim the lights to {n}", "lights at {n}",
    "lights to {n}", "set the lights to {n}", "lights {n}", "put the lights at {n}",
    "i want the lights at {n}", "bring the lights to {n}", "make it {n} bright in here", "brightness to {n}",
    "turn the lights to {n}", "have the lights at {n}",
)  # fmt: skip
_COLOUR = (
    "set {the} to {c}", "turn {the} {c}", "make {the} {c}", "{x} {c}", "change {the} to {c}",
    "i want {the} {c}", "put {the} on {c}", "change the color of {the} to {c}",
    "set the colour of {the} to {c}", "colour {the} {c}", "{the} in {c}", "switch {the} to {c}",
    "have {the} glow {c}", "{c} for {the}", "light {the} {c}", "give {the} a {c} glow",
    "let {the} shine {c}", "paint {the} {c}", "{the} should be {c}", "turn on {the} in {c}",
    "go {c} with {the}", "{c} on {the}", "tint {the} {c}", "set {x} color {c}",
)  # fmt: skip
_KELVIN = (
    "set {the} to {k} kelvin", "{x} {k} kelvin", "{the} at {k}k", "make {the} {k} kelvin",
    "set the color temperature of {the} to {k}", "change {the} to {k} k", "colour temperature {k} on {the}",
    "put {the} at {k} kelvin", "adjust {the} to {k}k", "tune {the} to {k} kelvin",
    "set the white of {the} to {k} kelvin",
)  # fmt: skip
_VOLUME = (
    "set the volume of {the} to {n}", "set {the} to {n} volume", "{x} volume {n}",
    "turn {the} to volume {n}", "{the} volume to {n}", "volume {n} on {the}", "volume of {the} to {n}",
    "put the volume on {the} at {n}", "turn the volume on {the} {up|down} to {n}", "make {the} play at {n}",
    "set the sound of {the} to {n}", "bring {the} to volume {n}", "change the volume of {the} to {n}",
    "{the} at volume {n}", "turn {the} {up|down} to {n}", "adjust the volume on {the} to {n}",
    "i want {the} at volume {n}", "play {the} at {n} volume", "set {x} volume {n}",
)  # fmt: skip
_HERE_VOLUME = (
    "volume {n}", "set the volume to {n}", "volume to {n}", "turn the volume {up|down} to {n}",
    "put the volume at {n}", "volume at {n}", "change the volume to {n}", "sound to {n}",
    "make the volume {n}", "bring the volume to {n}", "i want the volume at {n}", "turn it to volume {n}",
    "set volume at {n}",
)  # fmt: skip
_POSITION = (
    "set {the} to {n}", "open {the} to {n}", "{x} to {n}", "put {the} at {n}", "move {the} to {n}",
    "{the} {n} open", "open {the} {n}", "set the position of {the} to {n}", "bring {the} to {n}",
    "{x} at {n}", "i want {the} {n} open", "make {the} {n} open", "lower {the} to {n}", "raise {the} to {n}",
    "adjust {the} to {n}", "have {the} at {n}", "leave {the} {n} open", "position {the} at {n}", "{x} {n}",
    "keep {the} open at {n}", "crack {the} to {n}", "pull {the} to {n}",
)  # fmt: skip
_HALF_OPEN = (
    "open {the} halfway", "half open {the}", "{the} half open", "close {the} halfway", "put {the} half way",
    "{x} halfway", "open {the} half", "raise {the} halfway", "lower {the} halfway", "half close {the}",
    "leave {the} half open", "set {the} to half open", "{the} halfway down", "halfway open {the}",
)  # fmt: skip
_SOURCE = (
    "switch {the} to {s}", "set {the} to {s}", "change {the} to {s}", "put {the} on {s}", "{x} to {s}",
    "put {s} on {the}", "put on {s} on {the}", "change the input of {the} to {s}",
    "set the source of {the} to {s}", "select {s} on {the}", "{s} on {the}", "open {s} on {the}",
    "turn {the} to {s}", "change {the} input to {s}", "watch {s} on {the}", "go to {s} on {the}",
    "switch the source on {the} to {s}", "play {s} on {the}", "i want {s} on {the}", "show {s} on {the}",
)  # fmt: skip
_TILT = (
    "tilt {the} to {n}", "set the tilt of {the} to {n}", "tilt the slats of {the} to {n}",
    "angle {the} to {n}", "{x} tilt {n}", "set {the} slats to {n}", "turn the slats of {the} to {n}",
    "put the tilt of {the} at {n}", "tilt {the} {n}", "change the tilt on {the} to {n}",
)  # fmt: skip
_CHANNEL = (
    "switch {the} to channel {n}", "channel {n} on {the}", "put {the} on channel {n}",
    "change {the} to channel {n}", "{x} channel {n}", "go to channel {n} on {the}",
    "put on channel {n} on {the}", "turn {the} to channel {n}", "tune {the} to channel {n}",
    "watch channel {n} on {the}",
)  # fmt: skip


def having(home: Household, role: str, *kinds: str) -> tuple[Thing, ...]:
    found = (home.prop(t, role) for t in home.world.things)
    return tuple(
        t
        for t, p in zip(home.world.things, found, strict=True)
        if p and p.writable and home.kinds[t.id] in kinds
    )


def set_here(home: Household, things: Sequence[Thing], kind: str, wanted: Wanted, text: str) -> Draft | None:
    """Words without a device: those of the kind here, or the only one."""
    here = home.speaker.room
    local = home.of_type(kind, here) if here else ()
    if local:
        if not any(t in local for t in things) or (len(local) == 1 and local[0] not in things):
            return None
        plan = group_plan(home, selector(home, kind, [home.room_label(here or "")]), local, wanted)
        return Draft(text, plan, set_effects(home, local, wanted))
    every = home.of_type(kind)
    if len(every) != 1 or every[0] not in things:
        return None
    return Draft(text, set_plan(home, every, wanted), set_effects(home, every, wanted))


@family(kind=3, weight=2.0)
def brightness(home: Household, rng: random.Random) -> Draft | None:
    """A light at a brightness."""
    things = having(home, "brightness", "light")
    roll = rng.random()
    if not things:
        return None
    if roll < 0.1:
        return set_one(home, rng, things, {"brightness": Word.MAXIMUM}, _FULL, able=is_kind(home, "light"))
    if roll < 0.17:
        return set_one(home, rng, things, {"brightness": Word.MINIMUM}, _FAINT, able=is_kind(home, "light"))
    amount = percent(rng)
    if roll < 0.37:
        return set_here(
            home, things, "light", {"brightness": amount.value}, say(rng, home, _HERE_DIM, n=amount.said)
        )
    return set_one(
        home, rng, things, {"brightness": amount.value}, _DIM, able=is_kind(home, "light"), n=amount.said
    )


@family(kind=3, weight=1.4)
def colour(home: Household, rng: random.Random) -> Draft | None:
    """A light in a colour."""
    things = having(home, "color", "light")
    if not things:
        return None
    thing = rng.choice(things)
    value = rng.choice(choices_of(home, thing, "color"))
    said = value
    if value.endswith(" white") and rng.random() < 0.3:
        said = {"warm white": "a warm white", "cool white": "a cool white"}[value]
    return set_one(home, rng, [thing], {"color": value}, _COLOUR, able=is_kind(home, "light"), c=said)


def choices_of(home: Household, thing: Thing, role: str) -> tuple[str, ...]:
    found = home.prop(thing, role)
    return found.choices if found else ()


@family(kind=3, weight=0.6)
def kelvin(home: Household, rng: random.Random) -> Draft | None:
    """A light at a white tone in kelvin."""
    things = having(home, "color_temperature", "light")
    value = rng.choice((2000, 2200, 2400, 2500, 2700, 2800, 3000, 3200, 3500, 4000))
    return set_one(
        home, rng, things, {"color_temperature": value}, _KELVIN, able=is_kind(home, "light"), k=str(value)
    )


_WHITES = (
    ("warm white", 2700), ("warm", 2700), ("a warm white", 2700), ("a warm tone", 2700), ("cool white",
        5000), ("cool", 5000), ("a cold white", 5000), ("cold white", 5000),
    ("neutral white", 4000), ("neutral", 4000), ("a cool tone", 5000), ("a neutral white", 4000),
)  # fmt: skip


@family(kind=3, weight=0.5)
def whites(home: Household, rng: random.Random) -> Draft | None:
    """White tones by name on a light that only knows kelvin."""
    said, value = rng.choice(_WHITES)
    things = [
        t
        for t in having(home, "color_temperature", "light")
        if home.prop(t, "color") is None
        and (p := home.prop(t, "color_temperature"))
        and value <= (p.maximum or 0)
    ]
    templates = tuple(
        t
        for t in _COLOUR
        if not {"colour {the}", "a {c} glow"} & {t, t[-10:]} and "tint" not in t and "paint" not in t
    )
    if said.startswith("a "):
        templates = (
            "set {the} to {c}",
            "change {the} to {c}",
            "turn {the} to {c}",
            "i want {the} in {c}",
            "give {the} {c}",
            "{the} in {c}",
            "put {the} on {c}",
            "make {the} {c}",
        )
    return set_one(
        home, rng, things, {"color_temperature": value}, templates, able=is_kind(home, "light"), c=said
    )


@family(kind=3, weight=1.3)
def volume(home: Household, rng: random.Random) -> Draft | None:
    """A speaker or television at a volume."""
    amount = percent(rng)
    wanted = {"volume": amount.value}
    if rng.random() < 0.35:
        thing = only_media(home, "volume")
        if thing is None:
            return None
        return Draft(
            say(rng, home, _HERE_VOLUME, n=amount.said),
            set_plan(home, [thing], wanted),
            set_effects(home, [thing], wanted),
        )
    return set_one(
        home, rng, having(home, "volume", *MEDIA), wanted, _VOLUME, able=is_kind(home, *MEDIA), n=amount.said
    )


@family(kind=3, weight=1.3)
def position(home: Household, rng: random.Random) -> Draft | None:
    """A cover or valve at a position."""
    kinds = ("curtain", "blind", "curtain", "blind", "valve", "garage door", "gate")
    things = having(home, "position", *kinds)
    if rng.random() < 0.2:
        return set_one(home, rng, things, {"position": 50}, _HALF_OPEN, able=is_kind(home, *kinds, "lock"))
    n = plain_percent(rng)
    said = percent_said(n, rng)
    if rng.random() < 0.12:
        said, n = rng.choice((("a quarter", 25), ("three quarters", 75), ("a half", 50), ("one quarter", 25)))
    return set_one(home, rng, things, {"position": n}, _POSITION, able=is_kind(home, *kinds, "lock"), n=said)


@family(kind=3, weight=1.0)
def source(home: Household, rng: random.Random) -> Draft | None:
    """An input or app on a television or speaker."""
    things = having(home, "source", *MEDIA)
    if not things:
        return None
    thing = rng.choice(things)
    value = rng.choice(choices_of(home, thing, "source"))
    only = only_media(home, "source")
    wanted: Mapping[str, Value] = {"source": value}
    if rng.random() < 0.25 and only == thing and value not in {"TV", "Radio"}:
        text = say(
            rng,
            home,
            (
                "switch to {s}",
                "put on {s}",
                "change the input to {s}",
                "change the source to {s}",
                "go to {s}",
                "open {s}",
                "set the input to {s}",
                "source {s}",
                "i want to use {s}",
                "select {s}",
            ),
            s=value,
        )
        return Draft(
            text, set_plan(home, [thing], wanted), set_effects(home, [thing], wanted), protect=(value,)
        )
    draft = set_one(home, rng, [thing], wanted, _SOURCE, able=is_kind(home, *MEDIA), s=value)
    return draft and Draft(draft.utterance, draft.plan, draft.expected, protect=(value,))


@family(kind=3, weight=0.6)
def tilt(home: Household, rng: random.Random) -> Draft | None:
    """The slats of a blind."""
    n = plain_percent(rng)
    said = percent_said(n, rng)
    return set_one(
        home,
        rng,
        having(home, "tilt", "blind"),
        {"tilt": n},
        _TILT,
        able=is_kind(home, "blind", "curtain"),
        n=said,
    )


@family(kind=3, weight=0.6)
def channel(home: Household, rng: random.Random) -> Draft | None:
    """A television channel."""
    n = rng.choice((rng.randint(1, 20), rng.randint(1, 999)))
    return set_one(
        home,
        rng,
        having(home, "channel", "television"),
        {"channel": n},
        _CHANNEL,
        able=is_kind(home, "television"),
        n=number_said(n, rng, words=0.15),
    )
