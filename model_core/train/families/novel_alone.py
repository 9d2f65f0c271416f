"""Kind 13: a property of an unknown device by its own words alone."""

from __future__ import annotations

import random

from model_core.plan import Op, Value, Word
from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, family
from model_core.train.families.asking import PROPERTIES
from model_core.train.families.novel_parts import noun_of
from model_core.train.families.novel_said import USUAL, Wish, level, one_of, twins_of, words_of
from model_core.train.families.novel_types import SPOKEN_UNITS, novel_things, words
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.phrasing import number_said, pick, written
from model_core.train.speech import tokens
from model_core.world import Attribute, Kind, Thing

_STEPS = ("more", "less", "slightly_more", "slightly_less", "max", "min")
_PLAIN = frozenset(
    {"on", "power", "active", "running", "enabled", "open", "opened", "ready", "sound", "locked"}
)
"""Names that say nothing without the device."""

_STATES = ("open", "closed", "ed", "lock", "clean", "up", "inside", "shut", "in", "low", "awake", "mode")
"""Endings of flags that are states and not things to switch."""


def _clear(home: Household, thing: Thing, attribute: Attribute) -> bool:
    """True when the words of the property lead to no other device."""
    said = tokens(words(attribute.name))
    twins = twins_of(home, thing)
    others = [t for t in home.world.things if t not in twins]
    if any(p.name == attribute.name or said <= tokens(words(p.name)) for t in others for p in t.properties):
        return False
    usual = {r for t in others if home.kinds[t.id] in KINDS for r in PROPERTIES if home.prop(t, r)}
    if any(said & tokens(w) for r in usual for w in PROPERTIES[r]):
        return False
    same = [p for p in thing.properties if p is not attribute and said & tokens(words(p.name))]
    return bool(said - USUAL) and not same and not said & words_of(home, {t.id for t in twins})


@family(kind=13, weight=5.0)
def property_alone(home: Household, rng: random.Random) -> Draft | None:
    """Set or asked about without the device, when only one kind of device has it."""
    options = [
        (t, p)
        for t in novel_things(home)
        for p in t.properties
        if p.name not in _PLAIN and (p.kind is Kind.BOOLEAN) <= p.writable and _clear(home, t, p)
    ]
    if not options:
        return None
    thing, attribute = rng.choice(options)
    block, verb, end, value, op = _block(attribute, rng)
    if not block:
        return None
    slots = {"p": words(attribute.name), "n": "", "c": "", "u": ""}
    if attribute.kind is Kind.BOOLEAN:
        if words(attribute.name).endswith(_STATES):
            return None
        slots["p"] = noun_of(attribute.name)
    if isinstance(value, int) and not isinstance(value, bool):
        slots["n"] = number_said(value, rng) if value >= 0 else str(value)
        slots["u"] = rng.choice(SPOKEN_UNITS.get(attribute.unit, ("",)))
    elif isinstance(value, str):
        slots["c"] = str(value)
    template = pick(rng, home, table("novel_words")[f"alone_{block}"])
    meant = Wish(template, slots, verb, f"{attribute.name}{end}", attribute.name, value, op)
    return one_of(home, rng, meant, meant.say(rng), twins_of(home, thing))


def _block(attribute: Attribute, rng: random.Random) -> tuple[str, str, str, Value | Word | None, Op]:
    """Block of sentences, verb, end of the plan after the name, value and operator."""
    asked = not attribute.writable or rng.random() < 0.3
    if attribute.kind is Kind.BOOLEAN:
        value = not asked and rng.random() < 0.5
        if asked:
            return "flag_is", "check", "=true", None, Op.ASSIGN
        return f"flag_{'on' if value else 'off'}", "set", f"={written(value)}", value, Op.ASSIGN
    if attribute.choices:
        choice = rng.choice(attribute.choices)
        if not asked:
            return "choice", "set", f"={written(choice)}", choice, Op.ASSIGN
        if rng.random() < 0.5:
            return "is_choice", "check", f"={written(choice)}", choice, Op.ASSIGN
    elif attribute.kind in {Kind.INTEGER, Kind.NUMBER}:
        n = level(attribute, rng)
        if asked and rng.random() < 0.4:
            above = rng.random() < 0.5
            sign = ">" if above else "<"
            return "above" if above else "below", "check", f"{sign}{n}", n, Op.ASSIGN
        if not asked and rng.random() < 0.55:
            return "number", "set", f"={n}", n, Op.ASSIGN
        if not asked and attribute.maximum is not None:
            step = rng.choice(_STEPS)
            word = Word(step.replace("_", " "))
            return step, "set", f"={word}", word, Op.ASSIGN
    elif attribute.writable:
        return "", "", "", None, Op.ASSIGN
    return "ask", "get", "", None, Op.ASSIGN
