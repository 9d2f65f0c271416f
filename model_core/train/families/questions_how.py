"""Kind 9: questions by adjectives: how bright, louder than, the warmest, any brighter than 40."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from model_core.train.catalogue_more import KINDS
from model_core.train.example import Draft, family
from model_core.train.families.asking import groups, plural
from model_core.train.families.group_questions import scope
from model_core.train.families.questions import draft, refer
from model_core.train.families.tables import nested, table
from model_core.train.home import Household
from model_core.train.phrasing import fill, number_said, say, selector
from model_core.world import Attribute, Kind, Thing

_OTHERWISE = frozenset({"list", "scene", "calendar", "weather", "phone", "car"})
_T = table("questions_more")


def _roles(home: Household, part: str) -> list[tuple[Thing, str, Attribute]]:
    return [
        (t, role, p)
        for t in home.world.things
        if home.kinds[t.id] in KINDS and home.kinds[t.id] not in _OTHERWISE
        for role in nested("questions_more", part)
        if (p := home.prop(t, role)) is not None
    ]


def is_plural(bare: str) -> bool:
    """True when the words for one device are in the plural."""
    head = re.split(r" (?:in|on|inside|upstairs|downstairs|here)\b", bare)[0]
    return head.endswith("s") and not head.endswith("ss")


def _agreeing(lines: tuple[str, ...], bare: str) -> tuple[str, ...]:
    """The templates with the verb in the plural where the device is spoken of so."""
    if not is_plural(bare):
        return lines
    verbs = (("is", "are"), ("does", "do"), ("has", "have"))
    for one, many in verbs:
        lines = tuple(
            t.replace(f"{one} {{d}}", f"{many} {{d}}").replace(f"{{d}} {one}", f"{{d}} {many}") for t in lines
        )
    return lines


def _number(role: str, rng: random.Random) -> int:
    if role in {"temperature", "target_temperature"}:
        return rng.randint(15, 28)
    return rng.choice(
        (60, 100, 200, 500, 800)
        if role == "power_draw"
        else (5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90)
    )


@family(kind=9, weight=2.4)
def how(home: Household, rng: random.Random) -> Draft | None:
    """How bright, how loud, how far open."""
    options = _roles(home, "how")
    if not options:
        return None
    role = rng.choice(sorted({r for _, r, _ in options}))
    thing, _, attribute = rng.choice([o for o in options if o[1] == role])
    said = refer(home, thing, rng, role)
    if said is None:
        return None
    lines = _agreeing(nested("questions_more", "how")[role], said.bare)
    utterance = say(rng, home, lines, d=said.the, D=said.bare)
    return draft(utterance, f"get {home.label(thing)}: {attribute.name}")


@family(kind=9, weight=1.2)
def more_than(home: Household, rng: random.Random) -> Draft | None:
    """Brighter, louder, warmer than a number."""
    above = rng.random() < 0.5
    part = "over" if above else "under"
    options = [o for o in _roles(home, part) if o[2].kind in {Kind.INTEGER, Kind.NUMBER}]
    if not options:
        return None
    role = rng.choice(sorted({r for _, r, _ in options}))
    thing, _, attribute = rng.choice([o for o in options if o[1] == role])
    said, n = refer(home, thing, rng, role), _number(role, rng)
    if said is None:
        return None
    words = number_said(n, rng, words=0.15)
    lines = _agreeing(nested("questions_more", part)[role], said.bare)
    utterance = say(rng, home, lines, d=said.the, D=said.bare, n=words)
    return draft(utterance, f"check {home.label(thing)}: {attribute.name}{'>' if above else '<'}{n}")


def _compared(role: str, *, high: bool) -> tuple[str, str]:
    first, _, second = nested("questions_more", "most" if high else "least")[role][0].partition("|")
    return first, second


@family(kind=9, weight=1.0)
def than_another(home: Household, rng: random.Random) -> Draft | None:
    """Whether one is brighter, louder or warmer than another."""
    options = [o for o in _roles(home, "most") if o[2].kind in {Kind.INTEGER, Kind.NUMBER}]
    pairs = [
        (a, b, r, p.name)
        for a, r, p in options
        for b, s, q in options
        if a != b and r == s and p.name == q.name
    ]
    alike = [p for p in pairs if home.kinds[p[0].id] == home.kinds[p[1].id]]
    if not pairs:
        return None
    first, second, role, name = rng.choice(alike if alike and rng.random() < 0.8 else pairs)
    a, b = refer(home, first, rng, role), refer(home, second, rng, role)
    if a is None or b is None:
        return None
    high = rng.random() < 0.5
    lines = tuple(t for t in _T["than"] if "is {a}" not in t or not is_plural(a.bare))
    utterance = say(rng, home, lines, a=a.the, b=b.the, s=_compared(role, high=high)[0])
    verb = "highest" if high else "lowest"
    return draft(utterance, f"{verb} {home.label(first)}, {home.label(second)}: {name}")


def _groups(home: Household, part: str) -> list[tuple[str, Sequence[Thing], str, str]]:
    found: list[tuple[str, Sequence[Thing], str, str]] = []
    for kind, things in groups(home):
        for role in nested("questions_more", part):
            able = [p for t in things if (p := home.prop(t, role)) and p.kind in {Kind.INTEGER, Kind.NUMBER}]
            if len(things) > 1 and len(able) == len(things):
                found.append((kind, things, role, able[0].name))
    return found


@family(kind=9, weight=1.0)
def the_most(home: Household, rng: random.Random) -> Draft | None:
    """The brightest, the loudest, the warmest of a type."""
    options = _groups(home, "most")
    if not options:
        return None
    kind, things, role, name = rng.choice(options)
    where, places, members = scope(home, rng, things)
    if len(members) < 2:
        return None
    high = rng.random() < 0.5
    slots = {"pl": plural(kind), "sg": KINDS[kind].nouns[0], "L": where, "s": _compared(role, high=high)[1]}
    lines = _T["the_most"]
    if " " in slots["s"]:
        lines = tuple(t.replace("[the ]", "").replace("[the] ", "") for t in lines if "{s} {sg}" not in t)
    utterance = say(rng, home, lines, **slots)
    return draft(utterance, f"{'highest' if high else 'lowest'} {selector(home, kind, places)}: {name}")


@family(kind=9, weight=1.4)
def several_by_number(home: Household, rng: random.Random) -> Draft | None:
    """Which, how many, any or all of a type are above or below a number."""
    options = _groups(home, "number_words")
    if not options:
        return None
    kind, things, role, name = rng.choice(options)
    where, places, members = scope(home, rng, things)
    if not members or (len(members) == 1 and rng.random() < 0.7):
        return None
    above, n = rng.random() < 0.5, _number(role, rng)
    words = _sides(role)[0 if above else 1]
    slots = {"pl": plural(kind), "sg": KINDS[kind].nouns[0], "L": where, "s": fill(words, rng, n=str(n))}
    asked, verb = rng.choice((("list", "list"), ("count", "count"), ("any", "check"), ("all", "check")))
    utterance = say(rng, home, _T[f"{asked}_number"], **slots)
    target = selector(home, kind, places) if len(members) > 1 else home.label(members[0])
    if asked == "any" and len(members) > 1:
        target = "any" + target.removeprefix("all")
    return draft(utterance, f"{verb} {target}: {name}{'>' if above else '<'}{n}")


def _sides(role: str) -> tuple[str, str]:
    """The words for above and for below; the bar between them stands outside of brackets."""
    text, depth = nested("questions_more", "number_words")[role][0], 0
    for at, letter in enumerate(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(letter, 0)
        if letter == "|" and depth == 0:
            return text[:at], text[at + 1 :]
    raise ValueError(f"No two sides in {text!r}.")
