"""Kind 8: words that fit several devices are asked about; the same words are done where only one fits."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, Effect, family
from model_core.train.families.tables import table
from model_core.train.families.wishes import (
    WISHES,
    Amount,
    Wish,
    amount_of,
    carry_out_group,
    carry_out_wish,
    is_plural,
    lines,
    readable,
)
from model_core.train.home import Household, Speaker
from model_core.train.items import ITEMS
from model_core.train.names import COLOURS
from model_core.train.phrasing import number_said, run_effects, run_plan, say, selector
from model_core.train.speech import nouns, resolve, room_names, tokens
from model_core.train.splits import pool
from model_core.world import Thing

_T = table("ambiguous")


def _words(home: Household, thing: Thing, rng: random.Random) -> str:
    """Few words for a device, which may fit others too."""
    name = " ".join(thing.name.casefold().split())
    noun = rng.choice(nouns(home, thing)[:3])
    parts = name.split()
    options = [noun, noun, noun, parts[-1] if len(parts[-1]) > 3 and parts[-1].isalpha() else noun]
    if len(parts) > 1:
        options.append(" ".join(parts[-2:]) if parts[-1].isalpha() else name)
    if thing.room:
        options += [f"{rng.choice(room_names(home, thing.room))} {noun}"] * 2
    options.append(name)
    return rng.choice(options)


MOST = 4
"""More devices than this are asked about only where one group names them all."""
_GROUPED = frozenset({"light", "blind", "curtain"})
"""Kinds whose plain noun with a room means all that are there: `the kitchen light`."""


def ask_which(home: Household, candidates: Sequence[Thing]) -> str:
    """The question between these devices: their whole type, their type in a room, or up to four labels."""
    kinds, rooms = {home.kinds[t.id] for t in candidates}, {t.room for t in candidates}
    if len(kinds) == 1:
        kind, room = next(iter(kinds)), next(iter(rooms))
        if len(candidates) == len(home.of_type(kind)):
            return f"ask which {selector(home, kind)}"
        if len(rooms) == 1 and room is not None and len(candidates) == len(home.of_type(kind, room)):
            return f"ask which {selector(home, kind, (home.room_label(room),))}"
    return f"ask which {', '.join(home.label(t) for t in candidates[:MOST])}"


def askable(home: Household, candidates: Sequence[Thing]) -> bool:
    """False when they are many and no group names them all, so that a question would leave some out."""
    return len(candidates) <= MOST or ask_which(home, candidates).startswith("ask which all")


def group_room(home: Household, words: str, found: Sequence[Thing]) -> str | None:
    """The room that makes several devices one group: the speaker's, or the one said with a plain noun."""
    room, kind = found[0].room, home.kinds[found[0].id]
    if room is None or any(t.room != room for t in found):
        return None
    if room == home.speaker.room:
        return room
    plain = tokens(KINDS[kind].nouns[0]) if kind in _GROUPED else frozenset[str]()
    return room if plain and any(tokens(r) | plain == tokens(words) for r in room_names(home, room)) else None


@dataclass(frozen=True, slots=True)
class Reading:
    """Few words, the devices that they fit, and what is wanted of them."""

    utterance: str
    words: str
    found: tuple[Thing, ...]
    wish: Wish
    amount: Amount


def reading(home: Household, rng: random.Random, *, several: bool) -> Reading | None:
    """One wish for few words where the speaker is; `several`: they fit more than one device."""
    wish = rng.choice(WISHES)
    things = [t for t in home.world.things if home.kinds[t.id] in wish.kinds and readable(home, t, wish)]
    if not things:
        return None
    words = _words(home, rng.choice(things), rng)
    found = resolve(home, words, lambda t: readable(home, t, wish))
    if not found or (len(found) > 1) != several or not all(home.kinds[t.id] in wish.kinds for t in found):
        return None
    if several and is_plural(words):
        return None
    amount = amount_of(home, found[0], wish, rng)
    if wish.role == "color" and not all(_takes(home, t, amount) for t in found):
        return None
    owned = words.split()[0].endswith("'s") or words[-1:].isdigit()
    proper = len(found) == 1 and found[0].id in home.proper and words == found[0].name.casefold()
    the = words if owned or proper or rng.random() < 0.06 else f"the {words}"
    return Reading(say(rng, home, lines(wish), w=the, n=amount.said), words, found, wish, amount)


def _takes(home: Household, thing: Thing, amount: Amount) -> bool:
    found = home.prop(thing, "color")
    return found is not None and amount.value in found.choices


def carry_out(home: Household, things: Sequence[Thing], read: Reading) -> tuple[str, tuple[Effect, ...]]:
    """The plan of the reading for these devices, named one by one, and its effects."""
    return carry_out_wish(home, things, read.wish, read.amount)


def asked(home: Household, read: Reading) -> bool:
    """False when a room makes several devices one group, or when too many fit for a question."""
    return group_room(home, read.words, read.found) is None and askable(home, read.found)


def _draft(home: Household, rng: random.Random, *, ask: bool) -> Draft | None:
    read = reading(home, rng, several=ask)
    if read is None:
        return None
    if not ask:
        plan, effects = carry_out(home, read.found, read)
        return Draft(read.utterance, plan, effects, protect=(read.words,))
    room = group_room(home, read.words, read.found)
    if room is not None:
        done = carry_out_group(home, room, read.found, read.wish, read.amount)
        return Draft(read.utterance, *done) if done else None
    if not askable(home, read.found):
        return None
    return Draft(read.utterance, ask_which(home, read.found), (), protect=(read.words,))


def _try(home: Household, rng: random.Random, *, ask: bool) -> Draft | None:
    for _ in range(8):
        draft = _draft(home, rng, ask=ask)
        if draft is not None:
            return draft
    return None


@family(kind=8, weight=7.0)
def several_fit(home: Household, rng: random.Random) -> Draft | None:
    """Several devices fit the words."""
    return _try(home, rng, ask=True)


@family(kind=8, weight=2.5)
def one_fits(home: Household, rng: random.Random) -> Draft | None:
    """The same kinds of sentences where one device fits."""
    return _try(home, rng, ask=False)


@family(kind=8, weight=3.0)
def here_decides(home: Household, rng: random.Random) -> Draft | None:
    """Several in the home, one in the speaker's room."""
    rooms = [
        t.room
        for t in home.world.things
        if t.room
        and len(home.of_type(home.kinds[t.id], t.room)) == 1
        and len(home.of_type(home.kinds[t.id])) > 1
    ]
    if not rooms:
        return None
    moved = home.at(rng.choice(rooms))
    draft = _try(moved, rng, ask=False)
    if draft is None:
        return None
    return Draft(
        draft.utterance,
        draft.plan,
        draft.expected,
        speaker=Speaker(moved.speaker.room),
        protect=draft.protect,
    )


@family(kind=8, weight=1.6)
def what_about_it(home: Household, rng: random.Random) -> Draft | None:
    """A device, but not what it should do."""
    kinds = {
        "light",
        "thermostat",
        "fan",
        "speaker",
        "television",
        "blind",
        "curtain",
        "heater",
        "air conditioner",
        "lock",
        "oven",
    }
    things = [t for t in home.world.things if home.kinds[t.id] in kinds]
    if not things:
        return None
    thing = rng.choice(things)
    words = _words(home, thing, rng)
    found = resolve(home, words)
    if found != (thing,):
        return None
    the = (
        words
        if words.split()[0].endswith("'s") or thing.id in home.proper or rng.random() < 0.1
        else f"the {words}"
    )
    utterance = say(rng, home, _T["what"], w=the)
    return Draft(utterance, f"ask what: {home.label(thing)}", (), protect=(words,), noisy=False)


@family(kind=8, weight=0.8)
def what_at_all(home: Household, rng: random.Random) -> Draft | None:
    """No device, no history."""
    utterance = say(rng, home, _T["nothing"], n=number_said(rng.randint(10, 90), rng), c=rng.choice(COLOURS))
    return Draft(utterance, "ask what", ())


_ADD = (
    "add {x} to the list",
    "put {x} on the list",
    "add {x} to my list",
    "put {x} on my list",
    "{x} on the list please",
    "{x} to the list",
    "write {x} on the list",
    "note {x} on the list",
    "i need {x} on the list",
    "add {x} to our list",
    "can you add {x} to the list",
    "could you put {x} on the list",
    "get {x} on the list",
    "throw {x} on the list",
    "remember {x} on the list",
    "list: add {x}",
    "include {x} in the list",
    "stick {x} on the list",
    "jot {x} down on the list",
    "append {x} to the list",
)


@family(kind=8, weight=0.9)
def which_list(home: Household, rng: random.Random) -> Draft | None:
    """Something for the list: asked when there are several."""
    lists = home.of_type("list")
    if not lists or not all(home.action(t, "add") for t in lists):
        return None
    item = rng.choice(pool(ITEMS, home.split))
    utterance = say(rng, home, _ADD, x=item)
    if len(lists) > 1:
        return Draft(utterance, f"ask which {selector(home, 'list')}", (), protect=(item,))
    arguments = {"item": item}
    return Draft(
        utterance, run_plan(home, lists, "add", arguments), run_effects(home, lists, "add", arguments)
    )
