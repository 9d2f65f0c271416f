"""Kind 10: a group after a turn about another room: nothing but a word that refers back leads there."""

from __future__ import annotations

import random

from model_core.plan import Value, Word
from model_core.train.example import Draft, family
from model_core.train.families.borrow import borrow, devices_of
from model_core.train.home import Household
from model_core.train.intents import COVERS, cover
from model_core.train.phrasing import group_plan, say, selector, set_effects
from model_core.train.scopes import plural
from model_core.world import Turn

_KINDS = ("light", "light", "light", "blind", "curtain", "plug", "fan", "speaker", "television")
_THERE = ("in there", "in there", "there", "in that room", "over there")
_SWITCH = (
    "{turn|switch} {o} {the|all the} {pl} {t}", "{turn|switch} {the|all the} {pl} {t} {o}", "{pl} {o} {t}",
    "{and |}{then|now} {o} with {the|all the} {pl} {t}", "{could|can} you {turn|switch} {o} the {pl} {t}",
    "{so |ok |okay |}{turn|switch} {o} every {sg} {t}", "i want {the|all the} {pl} {t} {o}",
    "all {pl} {o} {t}",
)  # fmt: skip
_COVER = (
    "{v} {the|all the} {pl} {t}", "{and |so |}{v} every {sg} {t}", "{could|can} you {v} the {pl} {t}",
    "please {v} {the|all the} {pl} {t}", "i want you to {v} the {pl} {t}",
)  # fmt: skip
_DIM = (
    "dim {the|all the} {pl} {t}",
    "make the {pl} {t} {dimmer|darker}",
    "{the|all the} {pl} {t} {darker|dimmer}",
)


def _about(home: Household, rng: random.Random, room: str) -> Turn | None:
    """An earlier turn about that room alone."""
    inside = {t.id for t in home.world.things if t.room == room}
    draft = borrow(home, rng, (1, 2, 3, 4), lambda d: _plain(d) and devices_of(d) <= inside)
    return Turn(draft.utterance, draft.plan) if draft is not None else None


def _plain(draft: Draft) -> bool:
    """One step for devices, or for a group whose room is said."""
    plan = draft.plan
    group = plan.partition(": ")[0].split(" ", 1)[-1]
    whole = group.startswith("all ") and " in " not in group
    return bool(devices_of(draft)) and not whole and "; " not in plan and " except " not in group


def _room(home: Household, rng: random.Random) -> str | None:
    rooms = [r.name for r in home.world.rooms if r.name != home.speaker.room]
    rooms = [r for r in rooms if any(t.room == r for t in home.world.things)]
    return rng.choice(rooms) if rooms else None


@family(kind=10, weight=2.4)
def afresh(home: Household, rng: random.Random) -> Draft | None:
    """A group in words that stand alone: the home, or the speaker's room, whatever came before."""
    room = _room(home, rng)
    turn = _about(home, rng, room) if room else None
    if turn is None:
        return None
    inside = {t.id for t in home.world.things if t.room == room}
    draft = borrow(home, rng, (2,), lambda d: bool(devices_of(d) - inside))
    if draft is None:
        return None
    return Draft(draft.utterance, draft.plan, draft.expected, history=(turn,), protect=draft.protect)


@family(kind=10, weight=1.8)
def back_there(home: Household, rng: random.Random) -> Draft | None:
    """A group with a word that refers back: the room of the turn before."""
    room = _room(home, rng)
    turn = _about(home, rng, room) if room else None
    if turn is None or room is None:
        return None
    kinds = [k for k in _KINDS if home.of_type(k, room)]
    if not kinds:
        return None
    kind = rng.choice(kinds)
    members = home.of_type(kind, room)
    slots = {"pl": plural(home, kind, rng), "sg": kind, "t": rng.choice(_THERE)}
    wanted: dict[str, Value | Word]
    if kind in COVERS:
        open_it = rng.random() < 0.5
        ways = [cover(home, t, open_it=open_it) for t in members]
        if any(w != ways[0] for w in ways):
            return None
        wanted = {r: v for r, v in ways[0].items() if not isinstance(v, tuple)}
        said = say(rng, home, _COVER, v="open" if open_it else "close", **slots)
    elif kind == "light" and rng.random() < 0.2 and all(home.can(t, "brightness") for t in members):
        wanted, said = {"brightness": Word.LESS}, say(rng, home, _DIM, **slots)
    elif all(home.can(t, "on") for t in members):
        on = rng.random() < 0.4
        wanted, said = {"on": on}, say(rng, home, _SWITCH, o="on" if on else "off", **slots)
    else:
        return None
    plan = group_plan(home, selector(home, kind, (home.room_label(room),)), members, wanted)
    return Draft(said, plan, set_effects(home, members, wanted), history=(turn,))
