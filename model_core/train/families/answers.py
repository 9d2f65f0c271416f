"""Kind 10: answers to a question that the assistant asked, and taking a wish back."""

from __future__ import annotations

import random

from model_core.plan import Value
from model_core.train.example import Draft, family
from model_core.train.families.ambiguous import Reading, ask_which, asked, carry_out, reading
from model_core.train.families.borrow import borrow, past
from model_core.train.families.tables import table
from model_core.train.families.wishes import carry_out_group
from model_core.train.home import Household
from model_core.train.names import COLOURS
from model_core.train.phrasing import assignments, number_said, say, set_effects, set_plan
from model_core.train.speech import spoken, spoken_room
from model_core.world import Thing, Turn

_T = table("followups")


def pending(home: Household, rng: random.Random) -> Reading | None:
    for _ in range(8):
        read = reading(home, rng, several=True)
        if read is not None and asked(home, read):
            return read
    return None


def turns_of(home: Household, rng: random.Random, read: Reading) -> tuple[Turn, ...]:
    return (*past(home, rng, (1, 2, 3))[:1], Turn(read.utterance, ask_which(home, read.found)))


def choices_of(home: Household, read: Reading) -> tuple[Thing, ...]:
    return read.found if ask_which(home, read.found).startswith("ask which all") else read.found[:4]


@family(kind=10, weight=3.5)
def which_one(home: Household, rng: random.Random) -> Draft | None:
    """By name, by room or by place in the question."""
    read = pending(home, rng)
    if read is None:
        return None
    choices = choices_of(home, read)
    chosen = rng.choice(choices)
    said = _answer(home, rng, choices, chosen)
    if said is None:
        return None
    plan, effects = carry_out(home, (chosen,), read)
    return Draft(said, plan, effects, history=turns_of(home, rng, read))


def _answer(home: Household, rng: random.Random, choices: tuple[Thing, ...], chosen: Thing) -> str | None:
    roll, at = rng.random(), choices.index(chosen)
    if roll < 0.25 and chosen.room and sum(t.room == chosen.room for t in choices) == 1:
        return say(rng, home, _T["answer_room"], r=spoken_room(home, chosen.room, rng))
    if roll < 0.45 and at < 3 and len(choices) <= 6:
        return say(rng, home, _T[("answer_first", "answer_second", "answer_third")[at]])
    if roll < 0.52 and at == len(choices) - 1 and len(choices) > 2:
        return say(rng, home, _T["answer_last"])
    found = spoken(home, chosen, rng, lambda t: t in choices)
    return say(rng, home, _T["answer_device"], d=found.the, D=found.bare) if found else None


@family(kind=10, weight=1.5)
def all_of_them(home: Household, rng: random.Random) -> Draft | None:
    """Both, or all of them."""
    read = pending(home, rng)
    if read is None or read.wish.verb not in {"set", "run"}:
        return None
    choices = choices_of(home, read)
    block = "answer_both" if len(choices) == 2 and rng.random() < 0.7 else "answer_all"
    done = None
    if len({home.kinds[t.id] for t in choices}) == 1:
        rooms = {t.room for t in choices}
        whole = len(choices) == len(home.of_type(home.kinds[choices[0].id]))
        room = None if whole or len(rooms) > 1 else choices[0].room
        done = carry_out_group(home, room, choices, read.wish, read.amount)
    plan, effects = done or carry_out(home, choices, read)
    lines = tuple(t for t in _T[block] if "{k}" not in t)
    return Draft(say(rng, home, lines), plan, effects, history=turns_of(home, rng, read))


@family(kind=10, weight=1.0)
def no_answer(home: Household, rng: random.Random) -> Draft | None:
    """A no takes the wish back, a yes answers nothing and is asked again."""
    read = pending(home, rng)
    if read is None:
        return None
    if rng.random() < 0.65:
        block = rng.choice(("no", "never", "never"))
        return Draft(say(rng, home, _T[block]), "cancel", (), history=turns_of(home, rng, read))
    return Draft(
        say(rng, home, _T["yes"]), ask_which(home, read.found), (), history=turns_of(home, rng, read)
    )


_WHAT: tuple[tuple[str, str, str], ...] = (
    ("brightness", "percent", "light"),
    ("on", "on_answer", "light"),
    ("on", "off_answer", "light"),
    ("color", "color", "light"),
    ("target_temperature", "degrees", "thermostat"),
    ("volume", "percent", "speaker"),
    ("speed", "percent", "fan"),
    ("position", "percent", "blind"),
    ("position", "percent", "curtain"),
    ("on", "on_answer", "television"),
    ("on", "off_answer", "fan"),
    ("target_temperature", "degrees", "air conditioner"),
    ("target_temperature", "degrees", "heater"),
)


@family(kind=10, weight=1.8)
def what_then(home: Household, rng: random.Random) -> Draft | None:
    """The value or the action that was missing."""
    options = [(t, w) for w in _WHAT for t in home.of_type(w[2]) if home.can(t, w[0])]
    if not options:
        return None
    thing, (role, block, _) = rng.choice(options)
    said = spoken(home, thing, rng)
    attribute = home.prop(thing, role)
    if said is None or attribute is None:
        return None
    value: Value
    match block:
        case "on_answer" | "off_answer":
            value = block == "on_answer"
        case "color":
            value = rng.choice([c for c in COLOURS if c in attribute.choices] or [attribute.choices[0]])
        case "degrees":
            value = rng.randint(17, 25)
        case _:
            value = rng.randrange(5, 100, 5)
    first = Turn(say(rng, home, table("ambiguous")["what"], w=said.the), f"ask what: {home.label(thing)}")
    number = number_said(value, rng) if isinstance(value, int) and not isinstance(value, bool) else ""
    lines = _T[f"{block}_answer"] if block in {"percent", "degrees", "color"} else _T[block]
    utterance = say(rng, home, lines, n=number, c=str(value))
    wanted = {role: value}
    return Draft(
        utterance, set_plan(home, [thing], wanted), set_effects(home, [thing], wanted), history=(first,)
    )


@family(kind=10, weight=1.0)
def which_thing(home: Household, rng: random.Random) -> Draft | None:
    """The device that was missing."""
    things = home.able("on")
    if not things:
        return None
    thing, on = rng.choice(things), rng.random() < 0.5
    said = spoken(home, thing, rng, lambda t: home.can(t, "on"))
    if said is None:
        return None
    word = "on" if on else "off"
    asked_first = rng.choice(
        (
            f"turn it {word}",
            f"switch it {word}",
            f"turn that {word} please",
            f"switch {word}",
            f"can you turn it {word}",
        )
    )
    wanted: dict[str, Value] = {"on": on}
    utterance = say(rng, home, _T["answer_device"], d=said.the, D=said.bare)
    plan = f"set {home.label(thing)}: {assignments(home, thing, wanted)}"
    return Draft(
        utterance, plan, set_effects(home, [thing], wanted), history=(Turn(asked_first, "ask what"),)
    )


@family(kind=10, weight=1.0)
def never_mind(home: Household, rng: random.Random) -> Draft | None:
    """Forget it, after anything or nothing."""
    first = borrow(home, rng, (1, 2, 3, 8, 9, 11))
    history = (Turn(first.utterance, first.plan),) if first and rng.random() < 0.8 else ()
    return Draft(say(rng, home, _T["never"]), "cancel", (), history=history)


@family(kind=10, weight=1.0)
def unrelated(home: Household, rng: random.Random) -> Draft | None:
    """A new wish that has nothing to do with the turns before, a pending question included."""
    draft = borrow(home, rng, (1, 2, 3, 4, 7, 9, 12, 13))
    read = pending(home, rng) if rng.random() < 0.5 else None
    if draft is None:
        return None
    history = turns_of(home, rng, read) if read else past(home, rng) or past(home, rng)
    return Draft(draft.utterance, draft.plan, draft.expected, history=history, protect=draft.protect)
