"""Kind 11: something at once that is undone later: opened, locked, muted or warmed for a while."""

from __future__ import annotations

import random
from dataclasses import dataclass

from model_core.plan import Value, Word
from model_core.train.example import Draft, family
from model_core.train.families.conditions import condition
from model_core.train.families.tables import table
from model_core.train.families.times import clock_time, duration
from model_core.train.home import Household
from model_core.train.phrasing import number_said, run_effects, run_plan, say, set_effects, set_plan
from model_core.train.speech import spoken
from model_core.world import Thing

_T = table("for_now")
_COVERS = ("curtain", "blind", "garage door", "gate", "valve")


@dataclass(frozen=True, slots=True)
class _Wish:
    """A block of sentences with the value that it sets and the one it goes back to."""

    block: str
    role: str
    kinds: tuple[str, ...]
    value: Value | None = None
    after: Value | Word = Word.PREVIOUS


_WISHES = (
    _Wish("open then close", "position", _COVERS, 100, 0),
    _Wish("open then close", "open", _COVERS, True, False),
    _Wish("close then open", "position", _COVERS, 0, 100),
    _Wish("close then open", "open", _COVERS, False, True),
    _Wish("unlock then lock", "locked", ("lock", "car"), False, True),
    _Wish("lock then unlock", "locked", ("lock", "car"), True, False),
    _Wish("mute then unmute", "muted", ("television", "speaker"), True, False),
    _Wish("disturb", "do_not_disturb", ("phone",), True, False),
    _Wish("climate", "climate", ("car",), True, False),
    _Wish("climate", "climate_on", ("car",), True, False),
    _Wish("temperature", "target_temperature", ("thermostat", "heater", "air conditioner")),
    _Wish("brightness", "brightness", ("light",)),
    _Wish("volume", "volume", ("television", "speaker")),
)


@family(kind=11, weight=1.4)
def for_now(home: Household, rng: random.Random) -> Draft | None:
    """A property for a while, or until a time or something that happens."""
    options = [(w, t) for w in _WISHES for t in home.able(w.role, *w.kinds)]
    if not options:
        return None
    block = rng.choice(sorted({w.block for w, _ in options}))
    wish, thing = rng.choice([o for o in options if o[0].block == block])
    value = wish.value if wish.value is not None else _amount(home, thing, wish.role, rng)
    span = _span(home, thing, rng)
    said = spoken(home, thing, rng, lambda t: home.can(t, wish.role))
    if span is None or said is None or value is None:
        return None
    how_long, back, trigger = span
    words = number_said(int(value), rng) if wish.value is None and isinstance(value, int) else ""
    utterance = say(rng, home, _T[block], d=said.the, w=how_long, back=back, n=words)
    now = {wish.role: value}
    then = set_plan(home, [thing], {wish.role: wish.after})
    plan = f"{set_plan(home, [thing], now)}; later {trigger} then {then}"
    return Draft(utterance, plan, set_effects(home, [thing], now), protect=(how_long, back))


@family(kind=11, weight=0.4)
def paused_for_now(home: Household, rng: random.Random) -> Draft | None:
    """A pause of what plays."""
    things = [t for t in home.able("pause", "television", "speaker") if home.action(t, "play")]
    if not things:
        return None
    thing = rng.choice(things)
    span, said = _span(home, thing, rng), spoken(home, thing, rng, lambda t: home.can(t, "pause"))
    if span is None or said is None:
        return None
    how_long, back, trigger = span
    utterance = say(rng, home, _T["pause then play"], d=said.the, w=how_long, back=back)
    plan = f"{run_plan(home, [thing], 'pause')}; later {trigger} then {run_plan(home, [thing], 'play')}"
    return Draft(utterance, plan, run_effects(home, [thing], "pause"), protect=(how_long, back))


def _span(home: Household, thing: Thing, rng: random.Random) -> tuple[str, str, str] | None:
    """`for ten minutes`, `in ten minutes`, `after 10 min`: how long, when it is undone, and the trigger."""
    roll = rng.random()
    if roll < 0.55:
        said, _, plan = duration(rng)
        how_long = rng.choice(
            (f"for {said}", f"for {said}", f"for {said}", f"for the next {said}", f"for only {said}")
        )
        return how_long, rng.choice((f"in {said}", f"after {said}", f"{said} later")), f"after {plan}"
    till = rng.choice(("until", "until", "till"))
    if roll < 0.8:
        said, plan = clock_time(rng)
        return f"{till} {said}", f"at {said}", f"at {plan}"
    if roll < 0.85:
        sun = rng.choice(("sunset", "sunrise"))
        return f"{till} {sun}", f"at {sun}", f"at {sun}"
    found = condition(home, rng)
    if found is None or found.thing.id == thing.id:
        return None
    return f"{till} {found.said}", f"{rng.choice(('when', 'once', 'as soon as'))} {found.said}", found.trigger


def _amount(home: Household, thing: Thing, role: str, rng: random.Random) -> int | None:
    attribute = home.prop(thing, role)
    if role == "target_temperature":
        return rng.randint(16, 25)
    full = attribute is not None and attribute.maximum == 100
    return rng.choice((5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100)) if full else None
