"""Kind 10: what follows an earlier turn: it, them, too, instead, again, undo, other values."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from model_core.plan import Word
from model_core.train.example import Draft, Effect, family
from model_core.train.families.borrow import borrow, is_command, past
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.phrasing import number_said, say, selector, set_effects
from model_core.train.speech import spoken, spoken_room
from model_core.world import Attribute, Kind, Thing, Turn

_T = table("followups")


@dataclass(frozen=True, slots=True)
class Last:
    """The turn before: one step, taken apart."""

    turn: Turn
    verb: str
    target: str
    ending: str
    things: tuple[Thing, ...]
    effects: tuple[Effect, ...]

    def history(self, home: Household, rng: random.Random) -> tuple[Turn, ...]:
        """The turn, sometimes with an unrelated one before it."""
        return (*past(home, rng, (1, 2, 3))[:1], self.turn)


def last_command(
    home: Household, rng: random.Random, kinds: Sequence[int], accept: Callable[[Last], bool]
) -> Last | None:
    """A command of one step that is accepted as the turn before, or None."""
    for _ in range(4):
        draft = borrow(home, rng, kinds, lambda d: is_command(d) and ";" not in d.plan)
        if draft is None:
            return None
        last = _taken_apart(home, draft)
        if accept(last):
            return last
    return None


def _taken_apart(home: Household, draft: Draft) -> Last:
    head, _, ending = draft.plan.partition(": ")
    verb, _, target = head.partition(" ")
    moved = {e.device for e in draft.expected or ()}
    things = tuple(t for t in home.world.things if t.id in moved)
    return Last(Turn(draft.utterance, draft.plan), verb, target, ending, things, draft.expected or ())


def follow(
    home: Household, rng: random.Random, last: Last, said: str, plan: str, effects: tuple[Effect, ...]
) -> Draft:
    """The draft of what is said after that turn."""
    return Draft(said, plan, effects, history=last.history(home, rng))


@family(kind=10, weight=2.0)
def undo(home: Household, rng: random.Random) -> Draft | None:
    """Everything that the last turn set goes back."""
    for _ in range(4):
        draft = borrow(
            home,
            rng,
            (1, 2, 3, 4, 6),
            lambda d: is_command(d) and "run " not in d.plan and "previous" not in d.plan,
        )
        if draft is None or any(_free_text(home, e) for e in draft.expected or ()):
            continue
        steps = [step.partition(": ") for step in draft.plan.split("; ")]
        names = [[re.split(r"[-+*]?=", part)[0] for part in ending.split(", ")] for _, _, ending in steps]
        plan = "; ".join(
            f"{s[0]}: {', '.join(f'{n}=previous' for n in ns)}" for s, ns in zip(steps, names, strict=True)
        )
        effects = tuple(Effect(e.device, e.name, Word.PREVIOUS) for e in draft.expected or ())
        return Draft(say(rng, home, _T["undo"]), plan, effects, history=(Turn(draft.utterance, draft.plan),))
    return None


def _free_text(home: Household, effect: Effect) -> bool:
    attribute = attribute_of(home, effect)
    return (
        attribute is None
        or (attribute.kind is Kind.STRING and not attribute.choices)
        or attribute.kind is Kind.LIST
    )


def attribute_of(home: Household, effect: Effect) -> Attribute | None:
    thing = home.world.thing(effect.device)
    return thing.find_property(effect.name) if thing else None


@family(kind=10, weight=1.2)
def again(home: Household, rng: random.Random) -> Draft | None:
    """The last plan once more."""
    draft = borrow(home, rng, (1, 3, 4, 4, 12, 13), lambda d: is_command(d) and "previous" not in d.plan)
    if draft is None:
        return None
    return Draft(
        say(rng, home, _T["again"]), draft.plan, draft.expected, history=(Turn(draft.utterance, draft.plan),)
    )


@family(kind=10, weight=2.0)
def it_on_off(home: Household, rng: random.Random) -> Draft | None:
    """It or them, on or off."""
    last = last_command(home, rng, (1, 2, 3, 4), lambda last: all(home.can(t, "on") for t in last.things))
    if last is None:
        return None
    on = not any(e.value is True for e in last.effects) if rng.random() < 0.85 else rng.random() < 0.5
    many = len(last.things) > 1
    block = f"{'on' if on else 'off'}{'_many' if many else ''}"
    names = {p.name for t in last.things if (p := home.prop(t, "on"))}
    if len(names) != 1 or (last.target.startswith("all") and {e.name for e in last.effects} != names):
        return None
    plan = f"set {last.target}: {names.pop()}={'true' if on else 'false'}"
    return follow(
        home, rng, last, say(rng, home, _T[block]), plan, set_effects(home, last.things, {"on": on})
    )


@family(kind=10, weight=1.6)
def it_after_question(home: Household, rng: random.Random) -> Draft | None:
    """A question about one device, then what to do with it."""
    draft = borrow(
        home,
        rng,
        (9,),
        lambda d: ";" not in d.plan and d.plan.split(" ", 1)[0] in {"check", "get"} and " all" not in d.plan,
    )
    if draft is None:
        return None
    label = draft.plan.split(" ", 1)[1].partition(": ")[0]
    thing = home.world.thing(home.vocabulary.ids.get(label, ""))
    if thing is None:
        return None
    role, block, value = rng.choice(
        (
            ("on", "off", False),
            ("on", "on", True),
            ("locked", "lock_it", True),
            ("locked", "unlock_it", False),
            ("open", "close_it", False),
            ("position", "close_it", 0),
            ("position", "open_it", 100),
            ("open", "open_it", True),
            ("brightness", "percent", None),
            ("volume", "percent", None),
            ("target_temperature", "degrees", None),
        )
    )
    if not home.can(thing, role):
        return None
    if value is None:
        value = rng.randint(17, 25) if block == "degrees" else rng.randrange(10, 100, 10)
    attribute = home.prop(thing, role)
    name = attribute.name if attribute else role
    lines = _T[f"{block}_answer"][3:-2] if block in {"percent", "degrees"} else _T[block]
    utterance = say(rng, home, lines, n=number_said(int(value), rng))
    written = str(value).lower() if isinstance(value, bool) else str(value)
    effects = set_effects(home, [thing], {role: value})
    return Draft(
        utterance, f"set {label}: {name}={written}", effects, history=(Turn(draft.utterance, draft.plan),)
    )


def _other(home: Household, rng: random.Random, last: Last) -> Thing | None:
    """Another device of the same kind that can do the same, value and all."""
    if len(last.things) != 1 or last.target.startswith("all"):
        return None
    thing = last.things[0]
    peers = [
        t
        for t in home.of_type(home.kinds[thing.id])
        if t is not thing and all(fits(t, e) for e in last.effects)
    ]
    return rng.choice(peers) if peers else None


def fits(thing: Thing, effect: Effect) -> bool:
    if effect.value is None:
        action = thing.find_action(effect.name)
        return (
            action is not None
            and {n for n, _ in effect.arguments} <= {a.name for a in action.arguments}
            and not any(
                a.choices and dict(effect.arguments).get(a.name) not in {None, *a.choices}
                for a in action.arguments
            )
        )
    attribute = thing.find_property(effect.name)
    if attribute is None or not attribute.writable:
        return False
    return not attribute.choices or isinstance(effect.value, Word) or effect.value in attribute.choices


def moved_to(effects: Sequence[Effect], thing: Thing) -> tuple[Effect, ...]:
    return tuple(Effect(thing.id, e.name, e.value, e.op, e.unit, e.arguments) for e in effects)


@family(kind=10, weight=2.6)
def another_device(home: Household, rng: random.Random) -> Draft | None:
    """The same for another one, or for another one instead."""
    last = last_command(
        home,
        rng,
        (1, 3, 4),
        lambda last: "previous" not in last.ending and _other(home, rng, last) is not None,
    )
    other = _other(home, rng, last) if last else None
    if last is None or other is None:
        return None
    said = spoken(home, other, rng)
    if said is None:
        return None
    utterance = say(rng, home, _T[rng.choice(("other_device", "other_device", "instead_device"))], d=said.the)
    plan = f"{last.verb} {home.label(other)}: {last.ending}"
    return follow(home, rng, last, utterance, plan, moved_to(last.effects, other))


@family(kind=10, weight=1.2)
def other_one(home: Household, rng: random.Random) -> Draft | None:
    """The other one of two."""
    last = last_command(
        home,
        rng,
        (1, 3, 4),
        lambda last: (
            len(last.things) == 1
            and len(home.of_type(home.kinds[last.things[0].id])) == 2
            and "previous" not in last.ending
        ),
    )
    other = _other(home, rng, last) if last else None
    if last is None or other is None:
        return None
    plan = f"{last.verb} {home.label(other)}: {last.ending}"
    return follow(home, rng, last, say(rng, home, _T["answer_other"]), plan, moved_to(last.effects, other))


@family(kind=10, weight=1.8)
def another_room(home: Household, rng: random.Random) -> Draft | None:
    """The same in another room."""
    last = last_command(
        home,
        rng,
        (2, 1),
        lambda last: (
            last.verb == "set" and len({t.room for t in last.things}) == 1 and "except" not in last.target
        ),
    )
    if last is None or len({home.kinds[t.id] for t in last.things}) != 1:
        return None
    kind, effect = home.kinds[last.things[0].id], last.effects[0]
    if (
        len({(e.name, e.value, e.op, e.unit) for e in last.effects}) != 1
        or home.renames.get(effect.name) is not None
    ):
        return None
    room = last.things[0].room
    if room is None or len(last.things) != len(home.of_type(kind, room)):
        return None
    rooms = [
        r for r in home.rooms_with(kind) if r != room and all(fits(t, effect) for t in home.of_type(kind, r))
    ]
    if not rooms:
        return None
    chosen = rng.choice(rooms)
    members = home.of_type(kind, chosen)
    target = home.label(members[0]) if len(members) == 1 else selector(home, kind, (home.room_label(chosen),))
    utterance = say(rng, home, _T["other_room"], r=spoken_room(home, chosen, rng))
    effects = tuple(Effect(t.id, effect.name, effect.value, effect.op, effect.unit) for t in members)
    return follow(home, rng, last, utterance, f"set {target}: {last.ending}", effects)


@family(kind=10, weight=1.0)
def question_about_other(home: Household, rng: random.Random) -> Draft | None:
    """The same question about another device."""
    draft = borrow(
        home, rng, (9,), lambda d: re.match(r"(check|get) (?!all|any)[^;,]*: \w", d.plan) is not None
    )
    if draft is None:
        return None
    head, _, ending = draft.plan.partition(": ")
    verb, _, label = head.partition(" ")
    thing = home.world.thing(home.vocabulary.ids.get(label, ""))
    if thing is None:
        return None
    names = [re.match(r"\w+", part) for part in ending.split(", ")]
    peers = [
        t
        for t in home.of_type(home.kinds[thing.id])
        if t is not thing and all(n and t.find_property(n[0]) == thing.find_property(n[0]) for n in names)
    ]
    if not peers:
        return None
    other = rng.choice(peers)
    said = spoken(home, other, rng)
    if said is None:
        return None
    utterance = say(rng, home, _T["question_other"], d=said.the)
    return Draft(
        utterance, f"{verb} {home.label(other)}: {ending}", (), history=(Turn(draft.utterance, draft.plan),)
    )


@family(kind=10, weight=1.0)
def ask_about_it(home: Household, rng: random.Random) -> Draft | None:
    """A question about the device that was just moved."""
    last = last_command(home, rng, (1, 3, 4), lambda last: len(last.things) == 1)
    if last is None:
        return None
    thing = last.things[0]
    role, block, test = rng.choice(
        (
            ("on", "is_it_on", "=true"),
            ("brightness", "how_bright", ""),
            ("volume", "how_loud", ""),
            ("battery", "its_battery", ""),
            ("temperature", "its_temperature", ""),
            ("locked", "is_it_locked", "=true"),
            ("state", "its_state", ""),
        )
    )
    attribute = home.prop(thing, role)
    if attribute is None:
        return None
    verb = "check" if test else "get"
    return follow(
        home, rng, last, say(rng, home, _T[block]), f"{verb} {home.label(thing)}: {attribute.name}{test}", ()
    )
