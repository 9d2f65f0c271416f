"""Kind 13: devices that only their own description explains."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from model_core.plan import Op, Value, Word
from model_core.train.example import Draft, Effect, family
from model_core.train.families.ambiguous import ask_which
from model_core.train.families.borrow import past
from model_core.train.families.novel_parts import noun_for
from model_core.train.families.novel_said import twins_of
from model_core.train.families.novel_types import SPOKEN_UNITS, amount, novel_things, type_of, words
from model_core.train.families.tables import nested, table
from model_core.train.home import Household
from model_core.train.phrasing import fill, number_said, pick, say, written
from model_core.train.speech import spoken
from model_core.train.splits import pool
from model_core.world import Action, Attribute, Kind, Thing

_STEP = re.compile(r"(?:(set|get|check) )?(\w+)(?:=(.+)| (\w+)=(.+))?")
_ENDINGS: Mapping[str, tuple[str, bool]] = {
    "open": ("opened", True),
    "locked": ("locked", True),
    "closed": ("opened", False),
    "folded": ("folded", True),
    "raised": ("raised", True),
    "drawn": ("drawn", True),
    "up": ("raised", True),
}
"""Last word of a flag's name -> its block of sentences, and the value that the positive ones mean."""

_ADJECTIVES = frozenset(
    {"ripe", "ready", "burst", "rocking", "ticking", "melting", "misting", "tracking", "transmitting"}
)


def _said(home: Household, thing: Thing, rng: random.Random) -> tuple[str, str]:
    """The device with and without an article."""
    found = spoken(home, thing, rng)
    if found is not None:
        return found.the, found.bare
    name = thing.name.casefold()
    return (name if thing.id in home.proper or "'s " in name else f"the {name}"), name


def _draft(
    home: Household, rng: random.Random, utterance: str, thing: Thing, step: str, *effects: Effect
) -> Draft:
    verb, end = step.split(" ", 1)
    return Draft(utterance, f"{verb} {home.label(thing)}: {end}", effects, history=past(home, rng))


@family(kind=13, weight=6.0)
def saying(home: Household, rng: random.Random) -> Draft | None:
    """What people say to a device of that very type."""
    known = [(t, kind) for t in novel_things(home) if (kind := type_of(home, t)) and kind.sayings]
    if not known:
        return None
    thing, kind = rng.choice(known)
    template, end = rng.choice(kind.sayings).split("\t")
    found = _STEP.fullmatch(end)
    if found is None:
        raise ValueError(f"Unreadable plan {end!r} in the table.")
    verb, name, value, argument, given = found.groups()
    attribute = thing.find_property(name)
    action = thing.find_action(name)
    slots = {k: rng.choice(pool(v, home.split)) for k, v in nested("novel", "slots").items()}
    asked = next((a for a in action.arguments if a.name == argument), None) if action else attribute
    number: Value = ""
    if asked is not None and "{n}" in end:
        number = amount(asked, rng)
        slots["n"] = number_said(int(number), rng)
    if asked is not None and asked.choices and ("{c}" in end or "{a}" in end):
        number = rng.choice(asked.choices)
        slots["c"] = slots["a"] = str(number)
    slots["d"], slots["D"] = _said(home, thing, rng)
    utterance = fill(template, rng, **slots)
    twins = twins_of(home, thing)
    if len(twins) > 1 and slots["D"] not in utterance:
        here = [t for t in twins if t.room is not None and t.room == home.speaker.room]
        if len(here) != 1:
            return Draft(utterance, ask_which(home, here or twins), (), history=past(home, rng))
        thing = here[0]
    plain = {**slots, "n": written(number), "c": written(number), "a": written(number)}
    step = end.format(**plain) if verb else f"run {end.format(**plain)}"
    effects: tuple[Effect, ...] = ()
    if action is not None:
        text = given.strip('"').format(**plain) if given else ""
        arguments = ((argument, number if number != "" else text),) if given else ()
        effects = (Effect(thing.id, action.name, arguments=arguments),)
    elif attribute is not None and verb == "set":
        effects = (Effect(thing.id, name, _value(attribute, value.format(**plain))),)
    return _draft(home, rng, utterance, thing, step, *effects)


def _value(attribute: Attribute, text: str) -> Value | Word:
    if attribute.kind is Kind.BOOLEAN:
        return text == "true"
    if attribute.kind in {Kind.INTEGER, Kind.NUMBER}:
        return int(text) if text.lstrip("-").isdigit() else Word(text)
    return next(c for c in attribute.choices if written(c) == text)


@family(kind=13, weight=6.0)
def set_property(home: Household, rng: random.Random) -> Draft | None:
    """A property of its own, by the words of its name."""
    options = [
        (t, p) for t in novel_things(home) for p in t.properties if p.writable and _by_name(home, t, p)
    ]
    if not options:
        return None
    thing, attribute = rng.choice(options)
    the, bare = _said(home, thing, rng)
    match attribute.kind:
        case Kind.BOOLEAN:
            value: Value | Word = rng.random() < 0.6
            utterance = _flag(home, rng, attribute, the, bare, on=bool(value))
        case Kind.INTEGER | Kind.NUMBER:
            return _number(home, rng, thing, attribute)
        case _ if attribute.choices:
            value = rng.choice(attribute.choices)
            utterance = say(
                rng, home, table("novel_words")["choice"], d=the, D=bare, p=words(attribute.name), c=value
            )
        case _:
            return None
    effect = Effect(thing.id, attribute.name, value)
    return _draft(home, rng, utterance, thing, f"set {attribute.name}={written(value)}", effect)


def _by_name(home: Household, thing: Thing, attribute: Attribute) -> bool:
    """False for the flags of devices made of parts, which have sentences of their own."""
    return attribute.kind is not Kind.BOOLEAN or noun_for(home, thing) is None


def _flag(home: Household, rng: random.Random, attribute: Attribute, the: str, bare: str, *, on: bool) -> str:
    first, _, last = words(attribute.name).rpartition(" ")
    if first and last in _ENDINGS:
        block, direct = _ENDINGS[last]
        which = "yes" if on == direct else "no"
        return say(rng, home, table("novel_words")[f"{block}_{which}"], d=the, D=bare, p=first)
    p = first if last in {"on", "mode"} and first else words(attribute.name)
    return say(rng, home, table("novel_words")["flag_on" if on else "flag_off"], d=the, D=bare, p=p)


def _number(home: Household, rng: random.Random, thing: Thing, attribute: Attribute) -> Draft:
    the, bare = _said(home, thing, rng)
    slots = {"d": the, "D": bare, "p": words(attribute.name), "n": "", "u": ""}
    roll = rng.random()
    if roll < 0.6 or attribute.maximum is None:
        op, value = Op.ASSIGN, amount(attribute, rng)
        block = "number"
    elif roll < 0.75:
        wide = (attribute.maximum - (attribute.minimum or 0)) >= 20
        op, value = rng.choice((Op.ADD, Op.SUBTRACT)), rng.choice((5, 10, 20) if wide else (1, 2))
        block = "plus" if op is Op.ADD else "minus"
    else:
        block, word = rng.choice(_WORDS)
        utterance = say(rng, home, table("novel_words")[block], **slots)
        effect = Effect(thing.id, attribute.name, word)
        return _draft(home, rng, utterance, thing, f"set {attribute.name}={word}", effect)
    slots["n"] = number_said(value, rng) if value >= 0 else str(value)
    slots["u"] = rng.choice(SPOKEN_UNITS.get(attribute.unit, ("",)))
    utterance = say(rng, home, table("novel_words")[block], **slots)
    effect = Effect(thing.id, attribute.name, value, op)
    return _draft(home, rng, utterance, thing, f"set {attribute.name}{op.value}{value}", effect)


_WORDS = (
    ("more", Word.MORE),
    ("less", Word.LESS),
    ("slightly_more", Word.SLIGHTLY_MORE),
    ("slightly_less", Word.SLIGHTLY_LESS),
    ("much_more", Word.MUCH_MORE),
    ("much_less", Word.MUCH_LESS),
    ("max", Word.MAXIMUM),
    ("min", Word.MINIMUM),
)


@family(kind=13, weight=4.0)
def run_action(home: Household, rng: random.Random) -> Draft | None:
    """An action of its own, by the words of its name."""
    options = [(t, a) for t in novel_things(home) for a in t.actions]
    if not options:
        return None
    thing, action = rng.choice(options)
    the, bare = _said(home, thing, rng)
    slots = {"d": the, "D": bare, "w": words(action.name)}
    if not action.arguments or (rng.random() < 0.25 and not _needs(action)):
        utterance = say(rng, home, table("novel_words")["action"], **slots)
        return _draft(home, rng, utterance, thing, f"run {action.name}", Effect(thing.id, action.name))
    argument = action.arguments[0]
    value: Value
    if argument.choices:
        value = rng.choice(argument.choices)
        end, slots["n"], block = written(value), value, "action_choice"
    elif argument.kind is Kind.STRING:
        texts = [t for n, block in nested("novel", "slots").items() if n in {"motif", "piece"} for t in block]
        value = rng.choice(pool(tuple(texts), home.split))
        end, slots["n"], block = f'"{value}"', value, "action_text"
    else:
        value = amount(argument, rng)
        end, slots["n"], block = str(value), number_said(value, rng), "action_number"
    utterance = say(rng, home, table("novel_words")[block], a=words(argument.name), **slots)
    effect = Effect(thing.id, action.name, arguments=((argument.name, value),))
    return _draft(home, rng, utterance, thing, f"run {action.name} {argument.name}={end}", effect)


def _needs(action: Action) -> bool:
    return any(a.kind is Kind.STRING and not a.choices for a in action.arguments)


@family(kind=13, weight=4.0)
def ask_property(home: Household, rng: random.Random) -> Draft | None:
    """What it reports, as a value or as yes or no."""
    options = [(t, p) for t in novel_things(home) for p in t.properties if _by_name(home, t, p)]
    if not options:
        return None
    thing, attribute = rng.choice(options)
    the, bare = _said(home, thing, rng)
    slots = {"d": the, "D": bare, "p": words(attribute.name), "s": ""}
    if attribute.kind is Kind.BOOLEAN:
        first, _, last = words(attribute.name).rpartition(" ")
        if last in _ADJECTIVES:
            utterance = say(rng, home, table("questions")["yes"], d=the, D=bare, s=last)
            return _draft(home, rng, utterance, thing, f"check {attribute.name}=true")
        if first and (last in _ENDINGS or last in {"low", "empty", "reached", "detected", "inside", "awake"}):
            slots["p"], slots["s"] = first, last
        else:
            slots["p"], slots["s"] = (
                (first if first and last == "on" else words(attribute.name)),
                rng.choice(("on", "active")),
            )
        utterance = say(rng, home, table("novel_words")["is"], **slots)
        return _draft(home, rng, utterance, thing, f"check {attribute.name}=true")
    if attribute.choices and rng.random() < 0.5:
        slots["s"] = rng.choice(attribute.choices)
        utterance = say(rng, home, table("novel_words")["is_choice"], **slots)
        return _draft(home, rng, utterance, thing, f"check {attribute.name}={written(slots['s'])}")
    if attribute.kind in {Kind.INTEGER, Kind.NUMBER} and rng.random() < 0.25:
        n = amount(attribute, rng)
        above = rng.random() < 0.5
        block = "is_above" if above else "is_below"
        utterance = fill(pick(rng, home, table("novel_words")[block]), rng, n=str(n), **slots)
        return _draft(home, rng, utterance, thing, f"check {attribute.name}{'>' if above else '<'}{n}")
    return _draft(
        home, rng, say(rng, home, table("novel_words")["ask"], **slots), thing, f"get {attribute.name}"
    )


def _names(thing: Thing) -> tuple[str, ...]:
    return (*(p.name for p in thing.properties), *(a.name for a in thing.actions))


@family(kind=13, weight=1.5)
def beyond(home: Household, rng: random.Random) -> Draft | None:
    """Something that the description does not offer."""
    things = novel_things(home)
    if not things:
        return None
    thing = rng.choice(things)
    offered = {w for n in _names(thing) for w in words(n).split()}
    missing = [k for k in nested("novel_words", "beyond") if not set(k.split()) & offered]
    the, bare = _said(home, thing, rng)
    block = nested("novel_words", "beyond")[rng.choice(missing)] if missing else ()
    if not block:
        return None
    utterance = say(rng, home, block, d=the, D=bare, n=str(rng.choice((10, 20, 40, 60))))
    return Draft(utterance, f"refuse unable: {home.label(thing)}", (), history=past(home, rng))
