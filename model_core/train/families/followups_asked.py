"""Kind 10: more for a list, a question once more about another value or room, a step after a question."""

from __future__ import annotations

import random
import re

from model_core.plan import Word
from model_core.train.example import Draft, Effect, family
from model_core.train.families.borrow import borrow
from model_core.train.families.questions import measuring
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.items import item_said
from model_core.train.phrasing import number_said, say, set_effects, set_plan
from model_core.train.speech import in_room, spoken, spoken_room
from model_core.world import Turn

_T = table("followups")
_FIRST = (
    "add {i} to {l}", "put {i} on {l}", "{i} on {l} please", "we need {i} on {l}", "can you add {i} to {l}",
    "could you put {i} on {l}", "write {i} on {l}", "stick {i} on {l}",
)  # fmt: skip


@family(kind=10, weight=1.4)
def more_for_the_list(home: Household, rng: random.Random) -> Draft | None:
    """More for the list of the turn before, or what was put there taken off again."""
    lists = home.able("add", "list")
    if not lists:
        return None
    the_list = rng.choice(lists)
    found = spoken(home, the_list, rng)
    heard, kept = item_said(rng, home.split, shopping=True)
    if found is None:
        return None
    label = home.label(the_list)
    add, remove = home.action(the_list, "add"), home.action(the_list, "remove")
    if add is None:
        return None
    first = say(rng, home, _FIRST, i=heard, l=found.the)
    turn = Turn(first, f'run {label}: {add.name} item="{kept}"')
    roll = rng.random()
    more_heard, more = item_said(rng, home.split, shopping=True)
    if more == kept:
        return None
    put = Effect(the_list.id, add.name, arguments=(("item", more),))
    put_plan = f'run {label}: {add.name} item="{more}"'
    if roll < 0.55 or remove is None:
        said = say(rng, home, _T["add_more"], i=more_heard)
        return Draft(said, put_plan, (put,), history=(turn,), protect=(more,))
    if roll < 0.68:
        second_heard, second = item_said(rng, home.split, shopping=True)
        if second in {more, kept}:
            return None
        said = say(rng, home, _T["add_two"], i=more_heard, j=second_heard)
        also = Effect(the_list.id, add.name, arguments=(("item", second),))
        plan = f'{put_plan}; run {label}: {add.name} item="{second}"'
        return Draft(said, plan, (put, also), history=(turn,), protect=(more, second))
    away = Effect(the_list.id, remove.name, arguments=(("item", kept),))
    away_plan = f'run {label}: {remove.name} item="{kept}"'
    if roll < 0.88:
        return Draft(say(rng, home, _T["take_off"]), away_plan, (away,), history=(turn,))
    said = say(rng, home, _T["swap"], i=more_heard)
    return Draft(said, f"{away_plan}; {put_plan}", (away, put), history=(turn,), protect=(more,))


_TEST = re.compile(r"check (?!all|any)([^:;,]+): (\w+)(>=|<=|!=|=|>|<)([^;,]+)")


@family(kind=10, weight=0.7)
def another_test(home: Household, rng: random.Random) -> Draft | None:
    """A yes-or-no question once more with another value."""
    draft = borrow(
        home, rng, (9,), lambda d: bool((m := _TEST.fullmatch(d.plan)) and m[4] not in {"true", "false"})
    )
    found = _TEST.fullmatch(draft.plan) if draft else None
    thing = home.world.thing(home.vocabulary.ids.get(found[1], "")) if found else None
    attribute = thing.find_property(found[2]) if thing and found else None
    if draft is None or found is None or attribute is None:
        return None
    if attribute.choices:
        others = [c for c in attribute.choices if c.casefold() != found[4].casefold()]
        value = rng.choice(others).casefold() if others else ""
        said = value
    else:
        number = re.fullmatch(r"\d+", found[4])
        if number is None or found[3] == "=" or int(number[0]) == 0:
            return None
        value = str(int(number[0]) + rng.choice((-10, -5, -3, -2, 2, 3, 5, 10)))
        if int(value) < 2:
            return None
        said = number_said(int(value), rng)
    if not value or value == found[4]:
        return None
    text = say(rng, home, _T["value_then"], v=said)
    # "is it armed" asks for anything but off; with a mode named, it is that mode
    compare = "=" if attribute.choices else found[3]
    plan = f"check {found[1]}: {found[2]}{compare}{value}"
    return Draft(text, plan, (), history=(Turn(draft.utterance, draft.plan),))


@family(kind=10, weight=0.9)
def room_then(home: Household, rng: random.Random) -> Draft | None:
    """How warm or humid another room is."""
    role = rng.choice(("temperature", "temperature", "humidity"))
    rooms = [(r.name, t) for r in home.world.rooms if (t := measuring(home, r.name, role))]
    if len(rooms) < 2:
        return None
    (first, one), (second, two) = rng.sample(rooms, 2)
    names = [p.name for t in (one, two) if (p := home.prop(t, role))]
    if len(names) < 2:
        return None
    block, endings = f"room_{role}", names
    n = rng.randint(15, 28)
    verb = "get"
    if role == "temperature" and rng.random() < 0.3:
        above = rng.random() < 0.5
        block, verb = ("room_warmer_than" if above else "room_colder_than"), "check"
        endings = [f"{name}{'>' if above else '<'}{n}" for name in names]
    asked = say(rng, home, table("questions")[block], L=in_room(spoken_room(home, first, rng), rng), n=str(n))
    turn = Turn(asked, f"{verb} {home.label(one)}: {endings[0]}")
    said = say(rng, home, _T["room_then"], r=spoken_room(home, second, rng))
    return Draft(said, f"{verb} {home.label(two)}: {endings[1]}", (), history=(turn,))


_ASKED = {"brightness": "brightness", "volume": "volume", "temperature": "heat", "target_temperature": "heat"}
_GET = re.compile(r"(?:get|check) (?!all|any)([^:;,]+): (\w+)([^;,]*)")


@family(kind=10, weight=2.0)
def step_after_question(home: Household, rng: random.Random) -> Draft | None:
    """How bright, loud or warm it is, and then more or less of it."""
    draft = borrow(home, rng, (9,), lambda d: _GET.fullmatch(d.plan) is not None)
    found = _GET.fullmatch(draft.plan) if draft else None
    thing = home.world.thing(home.vocabulary.ids.get(found[1], "")) if found else None
    if draft is None or found is None or thing is None:
        return None
    asked = next((r for r in _ASKED if home.renames.get(r, r) == found[2]), None)
    role = {"temperature": "target_temperature"}.get(asked or "", asked)
    attribute = home.prop(thing, role) if role else None
    if asked is None or role is None or attribute is None or not attribute.writable or attribute.choices:
        return None
    way = rng.choice(("more", "less"))
    said, _, word = say(rng, home, _T[f"{_ASKED[asked]}_{way}"]).partition("=")
    wanted = {role: Word(word.strip() or way)}
    if "still" in said:
        return None
    return Draft(
        said.strip(),
        set_plan(home, [thing], wanted),
        set_effects(home, [thing], wanted),
        history=(Turn(draft.utterance, draft.plan),),
    )
