"""Kind 13: what people say about the parts of a device, with or without naming the device."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from model_core.plan import Op, Value, Word
from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, Effect, family
from model_core.train.families.ambiguous import ask_which
from model_core.train.families.borrow import past
from model_core.train.families.novel_parts import (
    Ability,
    Part,
    abilities,
    missing,
    noun_for,
    noun_of,
    nouns_for,
    offered_as,
    parts,
)
from model_core.train.families.novel_types import SPOKEN_UNITS, amount, novel_things, words
from model_core.train.families.tables import nested, table
from model_core.train.home import Household
from model_core.train.phrasing import fill, number_said, say, written
from model_core.train.speech import spoken, tokens
from model_core.train.splits import pool
from model_core.world import Action, Attribute, Kind, Thing

_CHECK = re.compile(r"check (=|!=|<=?|>=?)?(.+)")
_OPTIONAL = re.compile(r"\[([^\[\]]*\{[dD]\}[^\[\]]*)\]")
_ONE = {"glasses": "glass", "pinches": "pinch"}
USUAL = tokens(
    "turn switch set put start stop run get make let have bring more less on off open close how what is are "
    "it up down much many warm cold hot high low one home go time sound light main day night"
)
"""Words that tie a sentence to no device."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A sentence's template with its slots, and the end of the plan with its effect."""

    template: str
    slots: dict[str, str]
    verb: str
    end: str
    name: str
    value: Value | Word | None = None
    op: Op = Op.ASSIGN
    arguments: tuple[tuple[str, Value], ...] = ()

    @property
    def moves(self) -> bool:
        """True when something is done."""
        return self.verb in {"set", "run"}

    def effect(self, thing: Thing) -> Effect:
        """What it does to a device."""
        return Effect(thing.id, self.name, self.value, self.op, arguments=self.arguments)

    def say(self, rng: random.Random, the: str = "", bare: str = "") -> str:
        """The sentence about a device."""
        return fill(self.template, rng, **self.slots, d=the, D=bare)


def offers(thing: Thing) -> tuple[Attribute | Action, ...]:
    """Everything that a device offers."""
    return (*thing.properties, *thing.actions)


def level(attribute: Attribute, rng: random.Random) -> int:
    """A number that somebody may name for the attribute."""
    if attribute.maximum is not None:
        return amount(attribute, rng)
    return {"°C": rng.randint(10, 60), "min": rng.randint(3, 60), "W": rng.randrange(50, 900, 50)}.get(
        attribute.unit, rng.randint(1, 20)
    )


def wish(home: Household, ability: Ability, rng: random.Random, *, named: bool) -> Wish | None:
    """Something to say about a part; `named`: with or without the device."""
    change = r"\1" if named else ""
    sayings = [_OPTIONAL.sub(change, s) for s in pool(ability.part.sayings, home.split)]
    options = [s for s in sayings if ("{d}" in s or "{D}" in s) == named]
    rng.shuffle(options)
    for saying in options:
        template, does = saying.split("\t")
        found = _wish(home, ability, template, does, rng)
        if found is not None:
            return found
    return None


def _wish(home: Household, ability: Ability, template: str, does: str, rng: random.Random) -> Wish | None:
    offered, verb = ability.offered, does.split(maxsplit=1)[0]
    argument = offered.arguments[0] if isinstance(offered, Action) and offered.arguments else None
    asked = argument if isinstance(offered, Action) else offered
    slots = {k: rng.choice(pool(v, home.split)) for k, v in nested("novel", "slots").items()}
    slots |= {"p": words(offered.name), "q": ability.word, "a": words(argument.name) if argument else ""}
    slots |= {"u": "", "n": "", "c": ""}
    value = _value(asked, does, slots, rng)
    if value is None and verb != "get" and not (does == "run" and not _needed(argument)):
        return None
    match verb:
        case "get":
            return Wish(template, slots, verb, offered.name, offered.name)
        case "run":
            given = () if value is None or argument is None else ((argument.name, value),)
            shown = f'"{value}"' if isinstance(value, str) and argument and not argument.choices else ""
            end = (
                f" {argument.name}={shown or written(value)}"
                if given and argument and value is not None
                else ""
            )
            return Wish(template, slots, verb, f"{offered.name}{end}", offered.name, arguments=given)
        case "check":
            test = _CHECK.fullmatch(does)
            sign = (test[1] if test else None) or "="
            end = f"{offered.name}{sign}{written(value) if value is not None else ''}"
            return Wish(template, slots, verb, end, offered.name)
        case _:
            op = Op.ADD if "+" in does else Op.ASSIGN
            end = f"{offered.name}{op.value}{written(value) if value is not None else ''}"
            return Wish(template, slots, verb, end, offered.name, value, op)


def _needed(argument: Attribute | None) -> bool:
    return argument is not None and (argument.kind is Kind.STRING)


def _value(
    asked: Attribute | None, does: str, slots: dict[str, str], rng: random.Random
) -> Value | Word | None:
    """The value that the end of the plan stands for; None when it does not fit."""
    text = does.partition(" ")[2].lstrip("=<>!+")
    if asked is None or not text:
        return None
    if text == "{n}":
        if asked.kind not in {Kind.INTEGER, Kind.NUMBER}:
            return None
        n = rng.choice((5, 10, 15)) if "+" in does else level(asked, rng)
        slots["n"] = number_said(n, rng) if n >= 0 else str(n)
        slots["u"] = rng.choice(SPOKEN_UNITS.get(asked.unit, ("",)))
        if n == 1:
            slots["a"] = _ONE.get(slots["a"], slots["a"].removesuffix("s"))
        return n
    if text == "{c}":
        if not asked.choices:
            return None
        slots["c"] = rng.choice(asked.choices)
        return slots["c"]
    if text in {"true", "false"}:
        return text == "true" if asked.kind is Kind.BOOLEAN else None
    if text.isdigit():
        return int(text) if asked.kind in {Kind.INTEGER, Kind.NUMBER} else None
    if text.startswith("{"):
        return slots[text.strip("{}")] if asked.kind is Kind.STRING and not asked.choices else None
    return Word(text) if asked.kind in {Kind.INTEGER, Kind.NUMBER} else None


def said(home: Household, thing: Thing, rng: random.Random) -> tuple[str, str] | None:
    """The device with and without an article, sometimes by another word for what it is."""
    noun = noun_for(home, thing)
    others = words_of(home, {thing.id})
    if noun is not None and rng.random() < 0.2:
        word = rng.choice(noun.names)
        if not tokens(word) & others:
            return f"{rng.choice(('the', 'the', 'the', 'my', 'our'))} {word}", word
    found = spoken(home, thing, rng)
    return (found.the, found.bare) if found else None


def words_of(home: Household, without: set[str]) -> frozenset[str]:
    """Every word that names something else: devices, their types and the usual words for those."""
    found: set[str] = set()
    for thing in home.world.things:
        if thing.id in without:
            continue
        found |= tokens(thing.name) | tokens(thing.type)
        kind = KINDS.get(home.kinds[thing.id])
        for noun in (*kind.nouns, *kind.plurals) if kind else ():
            found |= tokens(noun)
        for offered in offers(thing) if kind is None else ():
            found |= tokens(words(offered.name))
    return frozenset(found)


def twins_of(home: Household, thing: Thing) -> tuple[Thing, ...]:
    """The devices of its kind, itself included."""
    return tuple(t for t in home.world.things if home.kinds[t.id] == home.kinds[thing.id])


def _plan(home: Household, wish: Wish, thing: Thing) -> str:
    return f"{wish.verb} {home.label(thing)}: {wish.end}"


def _options(home: Household) -> list[tuple[Thing, Ability]]:
    return [(t, a) for t in novel_things(home) for a in abilities(home, t)]


@family(kind=13, weight=9.0)
def of_a_part(home: Household, rng: random.Random) -> Draft | None:
    """About one of its parts, naming the device."""
    options = _options(home)
    if not options:
        return None
    thing, ability = rng.choice(options)
    meant, names = wish(home, ability, rng, named=True), said(home, thing, rng)
    if meant is None or names is None:
        return None
    effects = (meant.effect(thing),) if meant.moves else ()
    utterance = meant.say(rng, *names)
    if names[1] not in utterance:
        return None
    return Draft(utterance, _plan(home, meant, thing), effects, history=past(home, rng))


@family(kind=13, weight=6.0)
def by_the_part(home: Household, rng: random.Random) -> Draft | None:
    """By the part alone, when it is clear which device has it; asked when two have it."""
    options = _options(home)
    rng.shuffle(options)
    for thing, ability in options:
        twins = twins_of(home, thing)
        meant = None if _also(home, ability, twins) else wish(home, ability, rng, named=False)
        if meant is None:
            continue
        utterance = meant.say(rng)
        if not (tokens(utterance) - USUAL) & words_of(home, {t.id for t in twins}):
            return one_of(home, rng, meant, utterance, twins)
    return None


def _also(home: Household, ability: Ability, twins: Sequence[Thing]) -> bool:
    """Another device has a part of that meaning, or one of that name."""
    for thing in home.world.things:
        if thing in twins:
            continue
        names = {o.name for o in offers(thing)}
        meanings = {a.part.meaning for a in abilities(home, thing)}
        if ability.offered.name in names or ability.part.meaning in meanings:
            return True
    return False


def one_of(home: Household, rng: random.Random, meant: Wish, utterance: str, twins: Sequence[Thing]) -> Draft:
    """The plan for the one in the speaker's room or the only one; a question otherwise."""
    here = [t for t in twins if t.room is not None and t.room == home.speaker.room]
    chosen = here if len(here) == 1 else list(twins)
    if len(chosen) == 1:
        effects = (meant.effect(chosen[0]),) if meant.moves else ()
        return Draft(utterance, _plan(home, meant, chosen[0]), effects, history=past(home, rng))
    return Draft(utterance, ask_which(home, here or twins), (), history=past(home, rng))


@family(kind=13, weight=3.0)
def one_of_two(home: Household, rng: random.Random) -> Draft | None:
    """The common word for two of a kind: the one in the room, or a question."""
    options = [(t, a) for t, a in _options(home) if len(twins_of(home, t)) > 1]
    if not options:
        return None
    thing, ability = rng.choice(options)
    meant = wish(home, ability, rng, named=True)
    twins = twins_of(home, thing)
    noun = noun_for(home, thing)
    word = rng.choice(noun.names) if noun else thing.type
    exact = [t for t in twins if tokens(t.name) <= tokens(word)]
    if meant is None or exact or tokens(word) & words_of(home, {t.id for t in twins}):
        return None
    if thing.type != word and any(tokens(word) & tokens(t.name) for t in twins) and rng.random() < 0.9:
        return None
    utterance = meant.say(rng, f"the {word}", word)
    return one_of(home, rng, meant, utterance, twins) if word in utterance else None


@family(kind=13, weight=1.5)
def both(home: Household, rng: random.Random) -> Draft | None:
    """Two of a kind at once."""
    options = [
        (t, a) for t, a in _options(home) if len(twins_of(home, t)) > 1 and "{d}" in str(a.part.sayings)
    ]
    if not options:
        return None
    thing, ability = rng.choice(options)
    noun = noun_for(home, thing)
    if noun is None or (isinstance(ability.offered, Attribute) and ability.offered.kind is not Kind.BOOLEAN):
        return None
    word = next((n for n in noun.names if n == thing.type), noun.names[0])
    many = f"{word}es" if word.endswith(("x", "ch", "ss", "sh")) else f"{word}s"
    told = [
        s
        for s in pool(ability.part.sayings, home.split)
        if "{d}" in s and s.split("\t")[1][:3] in {"set", "run"}
    ]
    if not told or tokens(word) & words_of(home, {t.id for t in twins_of(home, thing)}):
        return None
    template, does = rng.choice(told).split("\t")
    meant = _wish(home, ability, template, does, rng)
    if meant is None or re.search(r"\b(is|needs?|does|its?|itself|shouldn't)\b", template):
        return None
    the = rng.choice((f"both {many}", f"the {many}", f"all the {many}", f"both of the {many}"))
    effects = tuple(meant.effect(t) for t in twins_of(home, thing))
    plan = f"{meant.verb} all {home.vocabulary.class_of[thing.id].type}: {meant.end}"
    return Draft(meant.say(rng, the, many), plan, effects, history=past(home, rng))


@family(kind=13, weight=2.5)
def no_such_part(home: Household, rng: random.Random) -> Draft | None:
    """A part that such devices often have and this one does not."""
    options = [(t, m) for t in novel_things(home) for m in missing(home, t) if _lacks(t, m[0])]
    if not options:
        return None
    thing, part = rng.choice(options)
    meant, names = _imagined(home, *part, rng), said(home, thing, rng)
    if meant is None or names is None:
        return None
    utterance = meant.say(rng, *names)
    if names[1] not in utterance:
        return None
    return Draft(utterance, f"refuse unable: {home.label(thing)}", (), history=past(home, rng))


def _lacks(thing: Thing, part: Part) -> bool:
    """True when nothing that the device offers could be meant instead."""
    if part.meaning in {"main", "halt", "program", "startprog", "status", "strength", "speed", "preset"}:
        return False
    had = {w for o in offers(thing) for w in tokens(noun_of(o.name).replace("_", " "))}
    asked = {w for n in part.names for w in tokens(noun_of(n.removesuffix("()")))}
    return not had & asked


def _imagined(home: Household, part: Part, name: str, choices: str, rng: random.Random) -> Wish | None:
    """Something to say about a part as a device might have had it."""
    return wish(home, Ability(part, offered_as(part, rng, name, choices)), rng, named=True)


@family(kind=13, weight=2.0)
def no_such_device(home: Household, rng: random.Random) -> Draft | None:
    """A device of a kind that this home has not, asked for with a part that it would have."""
    if not novel_things(home) and rng.random() < 0.75:
        return None
    known = words_of(home, set())
    absent = [n for n in nouns_for(home.split) if not any(tokens(w) & known for w in n.names)]
    if not absent:
        return None
    noun = rng.choice(absent)
    word = rng.choice(noun.names)
    plan = f'refuse unknown "{word}"'
    if rng.random() < 0.2:
        an = f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
        return Draft(say(rng, home, table("novel_words")["have"], D=word, A=an), plan, (), protect=(word,))
    key, name, choices = rng.choice(noun.parts)
    meant = _imagined(home, parts()[key], name, choices, rng)
    if meant is None:
        return None
    the = f"{rng.choice(('the', 'the', 'the', 'the', 'my', 'our'))} {word}"
    utterance = meant.say(rng, the, word)
    if word not in utterance:
        return None
    return Draft(utterance, plan, (), history=past(home, rng), protect=(word,))
