"""Kind 6: several wishes run together, the later ones without a verb, some of them impossible."""

from __future__ import annotations

import random

from model_core.train.amounts import percent_said, plain_percent
from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, Effect, family
from model_core.train.families.borrow import borrow
from model_core.train.families.impossible import absent_thing
from model_core.train.families.parts import COVERING, NOT_SWITCHED, Part, absent, part, unable
from model_core.train.families.tables import table
from model_core.train.home import Household
from model_core.train.intents import Wanted, cover
from model_core.train.phrasing import group_plan, number_said, say, set_effects, set_plan
from model_core.train.scopes import scope
from model_core.train.speech import in_room, nouns, resolve, spoken, spoken_room, tokens
from model_core.world import Thing

_T = table("joined")


def _collect(home: Household, rng: random.Random, count: int, bad: int) -> list[Part] | None:
    parts: list[Part] = []
    moved: set[str] = set()
    for _ in range(14):
        if len(parts) == count - bad:
            break
        found = part(home, rng)
        if found is None or found.devices & moved or not found.effects:
            continue
        parts.append(found)
        moved |= found.devices
    if len(parts) < count - bad:
        return None
    for _ in range(bad):
        refused = absent(home, rng) if rng.random() < 0.7 else unable(home, rng)
        if refused is None or refused.plan in {p.plan for p in parts}:
            return None
        parts.append(refused)
    rng.shuffle(parts)
    return parts


def _weave(home: Household, rng: random.Random, words: list[str]) -> str:
    """The parts in one breath, with the small words that people put between them."""
    middles = _T["middle"] if rng.random() < 0.4 else (",",)
    plain = rng.random()
    out = words[0]
    for at, text in enumerate(words[1:], start=1):
        last = at == len(words) - 1
        joint = say(rng, home, _T["last"]) if last else rng.choice(middles)
        if plain < 0.12:
            joint = "and"
        elif plain < 0.2:
            joint = ","
        out += f" {joint} {text}"
    return out


def _sentence(home: Household, rng: random.Random, parts: list[Part]) -> str:
    roll = rng.random()
    if roll < 0.35:  # no verb at all
        words, frame = [p.short for p in parts], "wanted"
    elif roll < 0.7:  # verbs come and go
        words = [parts[0].full, *(p.short if rng.random() < 0.65 else p.full for p in parts[1:])]
        frame = "commands"
    elif roll < 0.85:
        words = [p.short if rng.random() < 0.6 else p.full for p in parts]
        frame = "free"
    else:
        words, frame = [p.full for p in parts], "commands"
    woven = _weave(home, rng, words)
    if words[-1] != parts[-1].full:
        woven = _plain(woven)
    return woven if frame == "free" else say(rng, home, _T[frame], l=woven)


def _plain(woven: str) -> str:
    """A joint that asks for a verb gives way where the last part has none."""
    for joint in (" and can you ", " and could you also ", " and please "):
        woven = woven.replace(joint, " and ")
    return woven


def _draft(home: Household, rng: random.Random, parts: list[Part]) -> Draft:
    effects = tuple(e for p in parts for e in p.effects)
    protect = tuple(w for p in parts for w in p.protect)
    return Draft(_sentence(home, rng, parts), "; ".join(p.plan for p in parts), effects, protect=protect)


@family(kind=6, weight=5.0)
def run_together(home: Household, rng: random.Random) -> Draft | None:
    """`kitchen light on, blinds down, heating 21 and lock the door`."""
    count = rng.choices((2, 3, 4, 5), (4, 5, 2.5, 1))[0]
    parts = _collect(home, rng, count, 0)
    return _draft(home, rng, parts) if parts else None


@family(kind=6, weight=2.5)
def one_impossible(home: Household, rng: random.Random) -> Draft | None:
    """The same sentences with a part that cannot be granted, which alone is refused."""
    count = rng.choices((2, 3, 4), (4, 4, 1.5))[0]
    parts = _collect(home, rng, count, 1)
    return _draft(home, rng, parts) if parts else None


def _is_question(draft: Draft) -> bool:
    said = draft.utterance
    return not set(said) & set(".!?;,") and " and " not in said and "refuse" not in draft.plan


@family(kind=6, weight=1.5)
def and_a_question(home: Household, rng: random.Random) -> Draft | None:
    """One to three wishes and a question, some with an impossible part."""
    count = rng.choices((1, 2, 3), (4, 3, 1))[0]
    parts = _collect(home, rng, count, 1 if count > 1 and rng.random() < 0.3 else 0)
    question = borrow(home, rng, (9,), _is_question)
    if not parts or question is None:
        return None
    wishes = _draft(home, rng, parts)
    said = _weave(home, rng, [p.full for p in parts]) if count > 1 else parts[0].full
    line = say(rng, home, _T["asked"], l=said, q=question.utterance)
    first = line.startswith((question.utterance, f"first {question.utterance}"))
    plans = (question.plan, wishes.plan) if first else (wishes.plan, question.plan)
    return Draft(line, "; ".join(plans), wishes.expected, protect=wishes.protect)


@family(kind=6, weight=1.6)
def one_not_the_other(home: Household, rng: random.Random) -> Draft | None:
    """A device is moved and another, which is named, is left alone."""
    wish = part(home, rng)
    if wish is None or len(wish.devices) != 1:
        return None
    thing = home.world.thing(next(iter(wish.devices)))
    if thing is None:
        return None
    near = [
        t
        for t in home.world.things
        if t is not thing
        and home.kinds[t.id] not in NOT_SWITCHED
        and (home.kinds[t.id] == home.kinds[thing.id] or t.room == thing.room)
        and any(t.find_property(e.name) or t.find_action(e.name) for e in wish.effects)
    ]
    if not near:
        return None
    spared = rng.choice(near)
    said = spoken(home, spared, rng)
    if said is None or " and " in said.the:
        return None
    text = say(rng, home, _T["spared"], a=wish.full, y=said.the)
    return Draft(text, wish.plan, wish.effects)


@family(kind=6, weight=2.0)
def too(home: Household, rng: random.Random) -> Draft | None:
    """`the lamp off, the fan too`: the second device shares verb or value, or is not there."""
    role = rng.choice(("on", "on", "brightness", "volume", "target_temperature"))
    things = [t for t in home.able(role) if home.kinds[t.id] not in NOT_SWITCHED]
    if len(things) < 2:
        return None
    first, second = rng.sample(things, 2)
    one, two = (spoken(home, t, rng, lambda t: home.can(t, role)) for t in (first, second))
    absent_one = absent_thing(home, rng) if role == "on" and rng.random() < 0.4 else None
    if one is None or two is None or " and " in one.the + two.the:
        return None
    wanted, block, word = _shared(rng, role)
    other = two.the if absent_one is None else f"the {absent_one}"
    moved = [first, second] if absent_one is None else [first]
    plan = set_plan(home, moved, wanted)
    if absent_one is not None:
        plan += f'; refuse unknown "{absent_one}"'
    text = say(rng, home, _T[block], a=one.the, b=other, w=word)
    protect = (absent_one,) if absent_one else ()
    return Draft(text, plan, set_effects(home, moved, wanted), protect=protect)


def _shared(rng: random.Random, role: str) -> tuple[Wanted, str, str]:
    """What both become, the block of sentences and the word for it."""
    if role == "on":
        on = rng.random() < 0.5
        return {"on": on}, "on too", "on" if on else "off"
    n = rng.randint(17, 25) if role == "target_temperature" else plain_percent(rng)
    return {role: n}, "value too", number_said(n, rng) if role != "brightness" else percent_said(n, rng)


@family(kind=6, weight=1.3)
def corrected(home: Household, rng: random.Random) -> Draft | None:
    """The first device or value is taken back in the same breath: only the second counts."""
    role = rng.choice(("on", "on", "brightness", "volume", "target_temperature"))
    things = [t for t in home.able(role) if home.kinds[t.id] not in NOT_SWITCHED]
    if len(things) < 2:
        return None
    wrong, thing = rng.sample(things, 2)
    first, second = (spoken(home, t, rng, lambda t: home.can(t, role)) for t in (wrong, thing))
    if first is None or second is None or first.the == second.the:
        return None
    if role == "on":
        on = rng.random() < 0.5
        wanted: Wanted = {"on": on}
        text = say(rng, home, _T["other device"], a=first.the, b=second.the, w="on" if on else "off")
    else:
        n, m = rng.sample(range(17, 26) if role == "target_temperature" else range(5, 101, 5), 2)
        wanted = {role: n}
        slots = {"m": number_said(m, rng), "n": number_said(n, rng)}
        text = say(rng, home, _T["other value"], a=second.the, **slots)
    return Draft(text, set_plan(home, [thing], wanted), set_effects(home, [thing], wanted))


@family(kind=6, weight=3.5)
def all_but_and(home: Household, rng: random.Random) -> Draft | None:
    """A group without some of it, and another wish that is no part of the exception."""
    kind = rng.choice(("light", "light", "light", "fan", "plug"))
    first = scope(home, rng, kind) if home.of_type(kind) else None
    if first is None or " except " not in first.target or not all(home.can(t, "on") for t in first.members):
        return None
    second = part(home, rng)
    named = {
        home.world.thing(home.vocabulary.ids[n])
        for n in first.target.partition(" except ")[2].split(", ")
        if n in home.vocabulary.ids
    }
    if second is None or second.devices & {t.id for t in (*first.members, *(n for n in named if n))}:
        return None
    on = rng.random() < 0.25
    group = group_plan(home, first.target, first.members, {"on": on})
    word = "on" if on else "off"
    said = say(rng, home, _T["all but"], g=first.said, w=word, b=second.full)
    plans = (
        (second.plan, group)
        if said.startswith((second.full, f"first {second.full}"))
        else (group, second.plan)
    )
    effects = (*set_effects(home, first.members, {"on": on}), *second.effects)
    return Draft(said, "; ".join(plans), effects, noisy="minus" not in said)


@family(kind=6, weight=2.0)
def in_one_room(home: Household, rng: random.Random) -> Draft | None:
    """`in the kitchen light on and blind down`: the room is said once for all of them."""
    rooms = [r.name for r in home.world.rooms if sum(t.room == r.name for t in home.world.things) > 1]
    if not rooms:
        return None
    room = rng.choice(rooms)
    words: list[str] = []
    plans: list[str] = []
    effects: list[Effect] = []
    for thing in rng.sample([t for t in home.world.things if t.room == room], k=min(4, _size(home, room))):
        found = _short_in(home, rng, thing, room)
        if found is not None and len(words) < 3:
            words.append(found[0])
            plans.append(set_plan(home, [thing], found[1]))
            effects += set_effects(home, [thing], found[1])
    missing = _not_in(home, rng, room) if rng.random() < 0.3 else None
    protect: tuple[str, ...] = ()
    if missing is not None:
        at = rng.randint(0, len(words))
        block = f"on={rng.choice(('true', 'false'))} short"
        words.insert(at, _filled(home, rng, block, missing))
        plans.insert(at, f'refuse unknown "{missing}"')
        protect = (missing,)
    if len(words) < 2:
        return None
    said = spoken_room(home, room, rng)
    text = say(rng, home, _T["placed"], l=_weave(home, rng, words), i=in_room(said, rng), r=said)
    return Draft(_plain(text), "; ".join(plans), tuple(effects), protect=protect)


def _not_in(home: Household, rng: random.Random, room: str) -> str | None:
    """A noun for a kind that other rooms have and this one has not."""
    kinds = [
        k
        for k in ("light", "fan", "television", "speaker", "heater", "plug", "camera")
        if home.of_type(k) and not home.of_type(k, room)
    ]
    room_words = spoken_room(home, room, random.Random(0))
    nouns_missing = [n for k in kinds for n in KINDS[k].nouns[:1] if not resolve(home, f"{room_words} {n}")]
    names = {w for t in home.world.things if t.room == room for w in tokens(t.name)}
    fitting = [n for n in nouns_missing if not tokens(n) & names]
    return rng.choice(fitting) if fitting else None


def _size(home: Household, room: str) -> int:
    return sum(t.room == room for t in home.world.things)


def _short_in(home: Household, rng: random.Random, thing: Thing, room: str) -> tuple[str, Wanted] | None:
    """The wish for a device that is alone of its kind in the room, by its noun."""
    kind = home.kinds[thing.id]
    if len(home.of_type(kind, room)) != 1 or kind in NOT_SWITCHED:
        return None
    here = home.speaker.room
    if here not in {None, room} and home.of_type(kind, here):
        return None
    noun = nouns(home, thing)[0]
    if resolve(home, f"{spoken_room(home, room, random.Random(0))} {noun}") != (thing,):
        return None
    wanted: Wanted
    if home.can(thing, "on"):
        on = rng.random() < 0.5
        if home.can(thing, "brightness") and on and rng.random() < 0.4:
            value = plain_percent(rng)
            return _filled(home, rng, "brightness short", noun, percent_said(value, rng)), {
                "brightness": value
            }
        wanted = {"on": on}
        return _filled(home, rng, f"on={str(on).lower()} short", noun), wanted
    if kind in COVERING and (home.can(thing, "position") or home.can(thing, "open")):
        open_it = rng.random() < 0.5
        up = kind == "blind" and rng.random() < 0.6
        word = ("raise" if open_it else "lower") if up else "open" if open_it else "close"
        return _filled(home, rng, f"{word} short", noun), cover(home, thing, open_it=open_it)
    if home.can(thing, "target_temperature"):
        degree = rng.randint(17, 24)
        wanted = {"target_temperature": degree}
        return _filled(home, rng, "target_temperature short", noun, str(degree)), wanted
    return None


def _filled(home: Household, rng: random.Random, block: str, noun: str, n: str = "") -> str:
    return say(rng, home, _T[block], x=noun, the=f"the {noun}", n=n)
