"""Kind 7: a value that a setting does not offer, beside one that it does; a reading that cannot be set."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.language.vocabulary import clean
from model_core.train.example import Draft, Effect, family
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.phrasing import act, say, written
from model_core.train.speech import spoken
from model_core.world import Action, Attribute, Kind, Thing

_T = table("not_offered")
_WASHES = (
    "cotton", "wool", "silk", "delicates", "quick", "eco", "intensive", "glass", "synthetics", "jeans",
    "sports", "baby clothes", "rinse", "spin", "curtains", "shirts", "night", "pots and pans", "down",
    "steam", "refresh", "towels", "outdoor",
)  # fmt: skip
_DRINKS = (
    "coffee", "espresso", "cappuccino", "latte", "latte macchiato", "americano", "flat white", "mocha",
    "ristretto", "lungo", "cortado", "hot chocolate", "double espresso", "tea", "iced coffee", "macchiato",
)  # fmt: skip
_VALUES: Mapping[str, tuple[str, ...]] = {
    "source": (
        "hdmi 1", "hdmi 2", "hdmi 3", "hdmi 4", "hdmi 5", "hdmi 6", "airplay", "bluetooth", "aux", "optical",
        "netflix", "radio", "spotify", "vinyl", "line in", "dvd", "blu-ray", "game console", "youtube",
        "live tv", "cable", "cd", "usb", "apple tv", "chromecast", "tidal",
    ),
    "mode": (
        "heat", "cool", "auto", "eco", "dry", "fan", "away", "comfort", "boost", "holiday", "sleep", "night",
        "home", "party", "turbo", "quiet", "grill", "bake", "defrost", "pizza", "steam", "nature", "turbo",
        "performance", "frost protection", "pyrolysis", "broil", "vacation",
    ),
    "fan_mode": ("low", "medium", "high", "auto", "turbo", "quiet", "silent", "max", "middle"),
    "color": (
        "red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink", "magenta", "turquoise", "gold",
        "brown", "warm white", "cool white", "white", "lime", "violet", "teal", "amber", "salmon", "indigo",
    ),
}  # fmt: skip
_NUMBERS = (0, 1, 5, 10, 12, 18, 20, 21, 25, 30, 40, 50, 60, 75, 80, 90, 100)


def _apart(value: str, choices: tuple[str, ...]) -> bool:
    """Whether no choice could be meant by the value."""
    said = value.split()
    return not any(
        set(said) & set(clean(c).replace("-", " ").split()) and not said[-1].isdigit() for c in choices
    ) and value not in {clean(c) for c in choices}


def _one(
    home: Household, rng: random.Random, fits: Mapping[str, Thing]
) -> tuple[Thing, dict[str, str]] | None:
    if not fits:
        return None
    thing = fits[rng.choice(sorted(fits))]
    said = spoken(home, thing, rng)
    return (thing, {"the": said.the, "x": said.bare}) if said else None


def _settings(thing: Thing) -> list[Attribute]:
    return [p for p in thing.properties if p.writable and p.choices and p.name != "state"]


@family(kind=7, weight=3.5)
def setting(home: Household, rng: random.Random) -> Draft | None:
    """A source, mode, colour: set where the device offers it, refused where it does not."""
    found = _one(home, rng, {t.id: t for t in home.world.things if _settings(t)})
    if found is None:
        return None
    thing, slots = found
    attribute = rng.choice(_settings(thing))
    block = attribute.name if attribute.name in _VALUES else "other"
    pool = _VALUES.get(attribute.name) or tuple(
        clean(c)
        for t in home.world.things
        for p in _settings(t)
        if p.name != attribute.name
        for c in p.choices
    )
    absent = [v for v in pool if _apart(v, attribute.choices)]
    offered = rng.random() < 0.45 or not absent
    value = rng.choice([clean(c) for c in attribute.choices] if offered else absent)
    if offered and value in {"on", "off", "none"}:
        return None
    slots |= {"v": value, "p": attribute.name.replace("_", " ")}
    text = say(rng, home, _T[block], **slots)
    if not offered:
        return Draft(text, f"refuse unable: {home.label(thing)}", (), protect=(slots["x"], value))
    meant = next(c for c in attribute.choices if clean(c) == value)
    plan = f"set {home.label(thing)}: {attribute.name}={written(meant)}"
    return Draft(text, plan, (Effect(thing.id, attribute.name, meant),), protect=(slots["x"], value))


def _programmed(home: Household, thing: Thing) -> tuple[str, Action, Attribute] | None:
    action = home.action(thing, "start")
    for argument in action.arguments if action else ():
        if action is not None and len(argument.choices) > 1:
            return "start", action, argument
    return None


@family(kind=7, weight=2.5)
def programme(home: Household, rng: random.Random) -> Draft | None:
    """A programme or a drink: run where the machine has it, refused where it has not."""
    found = _one(home, rng, {t.id: t for t in home.world.things if _programmed(home, t)})
    if found is None:
        return None
    thing, slots = found
    known = _programmed(home, thing)
    if known is None:
        return None
    role, action, argument = known
    drinks = home.kinds[thing.id] == "coffee maker"
    absent = [v for v in (_DRINKS if drinks else _WASHES) if _apart(v, argument.choices)]
    offered = rng.random() < 0.45 or not absent
    value = rng.choice([clean(c) for c in argument.choices] if offered else absent)
    text = say(rng, home, _T["drink" if drinks else "programme"], **slots, v=value)
    if not offered:
        return Draft(text, f"refuse unable: {home.label(thing)}", (), protect=(slots["x"], value))
    meant = next(c for c in argument.choices if clean(c) == value)
    plan = f"run {home.label(thing)}: {act(home, thing, role, {argument.name: meant})}"
    effect = Effect(thing.id, action.name, arguments=((argument.name, meant),))
    return Draft(text, plan, (effect,), protect=(slots["x"], value))


@family(kind=7, weight=1.5)
def reading(home: Household, rng: random.Random) -> Draft | None:
    """What a device only measures cannot be set."""

    def measured(thing: Thing) -> list[Attribute]:
        names = {p.name for p in thing.properties if p.writable}
        return [
            p
            for p in thing.properties
            if not p.writable
            and p.kind in {Kind.NUMBER, Kind.INTEGER}
            and not any(p.name in name for name in names)
        ]

    found = _one(home, rng, {t.id: t for t in home.world.things if measured(t)})
    if found is None:
        return None
    thing, slots = found
    attribute = rng.choice(measured(thing))
    slots |= {"p": attribute.name.replace("_", " "), "v": str(rng.choice(_NUMBERS))}
    text = say(rng, home, _T["reading"], **slots)
    return Draft(text, f"refuse unable: {home.label(thing)}", (), protect=(slots["x"],))
