"""Sentence templates and canonical plan texts that every family writes with.

Template syntax: `{the}` is a slot, `{on|back on}` one of several, `{a|}` one or nothing, `[please ]` present
half of the time; choices nest. Spaces are tidied afterwards.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from model_core.language.vocabulary import clean
from model_core.plan import Op, Value, Word
from model_core.train.example import Effect
from model_core.train.home import Household
from model_core.train.splits import pool
from model_core.world import Thing

Slots = Mapping[str, str]
_Node = Callable[[random.Random, Slots], str]


def pick(rng: random.Random, home: Household, templates: tuple[str, ...]) -> str:
    """A template of the pool that the home's split may use."""
    return rng.choice(pool(templates, home.split))


def say(rng: random.Random, home: Household, templates: tuple[str, ...], /, **slots: str) -> str:
    """A sentence from one of the templates that the home's split may use."""
    return fill(pick(rng, home, templates), rng, **slots)


def fill(template: str, rng: random.Random, **slots: str) -> str:
    """The template with its choices made and its slots filled. Raises KeyError for a slot without a value."""
    return tidy(_compile(template)(rng, slots))


def tidy(text: str) -> str:
    """One space between words and none before punctuation."""
    return re.sub(r" +([,.?!])", r"\1", " ".join(text.split()))


@cache
def _compile(template: str) -> _Node:
    node, rest = _sequence(template, 0, "")
    if rest != len(template):
        raise ValueError(f"Unbalanced bracket in the template {template!r}.")
    return node


def _sequence(text: str, at: int, ends: str) -> tuple[_Node, int]:
    parts: list[_Node] = []
    start = at
    while at < len(text) and text[at] not in ends:
        if text[at] in "{[":
            parts.append(_literal(text[start:at]))
            part, at = _bracket(text, at)
            parts.append(part)
            start = at
        elif text[at] in "}]" and not ends:
            raise ValueError(f"Unbalanced bracket in the template {text!r}.")
        else:
            at += 1
    parts.append(_literal(text[start:at]))
    return (lambda rng, slots: "".join(p(rng, slots) for p in parts)), at


def _literal(text: str) -> _Node:
    return lambda _rng, _slots: text


def _bracket(text: str, at: int) -> tuple[_Node, int]:
    if text[at] == "[":
        inner, at = _sequence(text, at + 1, "]")
        _closed(text, at, "]")
        return (lambda rng, slots: inner(rng, slots) if rng.random() < 0.5 else ""), at + 1
    options: list[_Node] = []
    begin = at + 1
    while True:
        option, at = _sequence(text, at + 1, "|}")
        options.append(option)
        _closed(text, at, "|}")
        if text[at] == "}":
            break
    if len(options) > 1:
        return (lambda rng, slots: rng.choice(options)(rng, slots)), at + 1
    name = text[begin:at]
    return (lambda _rng, slots: slots[name]), at + 1


def _closed(text: str, at: int, ends: str) -> None:
    if at >= len(text) or text[at] not in ends:
        raise ValueError(f"Unbalanced bracket in the template {text!r}.")


_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def number_words(n: int) -> str:
    """The number in English words, 0 to 9999."""
    if n < 20:
        return _ONES[n]
    if n < 100:
        return _TENS[n // 10] + (f"-{_ONES[n % 10]}" if n % 10 else "")
    big, size, name = (n // 1000, 1000, "thousand") if n >= 1000 else (n // 100, 100, "hundred")
    rest = n % size
    return f"{number_words(big)} {name}" + (f" and {number_words(rest)}" if rest else "")


def number_said(n: int, rng: random.Random, *, words: float = 0.25) -> str:
    """The number in digits or, with that chance, in words."""
    if rng.random() >= words:
        return str(n)
    said = number_words(n)
    return said.replace("-", " ") if rng.random() < 0.5 else said


def written(value: Value | Word) -> str:
    """A value as the plan language writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Word):
        return value.value
    return f"{value:g}" if isinstance(value, int | float) else clean(value)


Assigned = tuple[Op, Value | Word, str]


def assigned(value: Value | Word | Assigned) -> Assigned:
    """Operator, value and unit of something to assign; a bare value is `=` without a unit."""
    return value if isinstance(value, tuple) else (Op.ASSIGN, value, "")


def assignments(home: Household, thing: Thing, wanted: Mapping[str, Value | Word | Assigned]) -> str:
    """`on=true, brightness=40` in the names of one device; the roles are canonical."""
    parts = []
    for role, value in wanted.items():
        attribute = home.prop(thing, role)
        if attribute is None:
            raise LookupError(f"{thing.name} has no {role}.")
        op, plain, unit = assigned(value)
        parts.append(f"{attribute.name}{op.value}{written(plain)}{unit}")
    return ", ".join(parts)


def one_target(home: Household, things: Iterable[Thing]) -> str:
    """The labels of named devices; they have to be of one class to share a step."""
    return ", ".join(home.label(t) for t in things)


def set_plan(home: Household, things: Sequence[Thing], wanted: Mapping[str, Value | Word | Assigned]) -> str:
    """Canonical `set` steps for named devices: neighbours of one class share a step."""
    return "; ".join(
        f"set {one_target(home, run)}: {assignments(home, run[0], wanted)}" for run in _runs(home, things)
    )


def run_plan(
    home: Household, things: Sequence[Thing], role: str, arguments: Mapping[str, Value] | None = None
) -> str:
    """Canonical `run` steps for named devices."""
    return "; ".join(
        f"run {one_target(home, run)}: {act(home, run[0], role, arguments)}" for run in _runs(home, things)
    )


def act(home: Household, thing: Thing, role: str, arguments: Mapping[str, Value] | None = None) -> str:
    """`start programme=cotton` in the names of one device."""
    action = home.action(thing, role)
    if action is None:
        raise LookupError(f"{thing.name} cannot {role}.")
    kinds = {a.name: a for a in action.arguments}
    words = [action.name]
    for name, value in (arguments or {}).items():
        quoted = isinstance(value, str) and not kinds[name].choices
        words.append(f'{name}="{value}"' if quoted else f"{name}={written(value)}")
    return " ".join(words)


def _runs(home: Household, things: Sequence[Thing]) -> list[list[Thing]]:
    runs: list[list[Thing]] = []
    for thing in things:
        same = runs and home.vocabulary.class_of[runs[-1][0].id] is home.vocabulary.class_of[thing.id]
        if same:
            runs[-1].append(thing)
        else:
            runs.append([thing])
    return runs


def selector(
    home: Household, kind: str | None = None, places: Sequence[str] = (), without: Sequence[str] = ()
) -> str:
    """`all light in kitchen, hall except desk lamp`; places and exceptions are labels already."""
    text = f"all {home.type_name(kind)}" if kind else "all"
    text += f" in {', '.join(places)}" if places else ""
    return text + (f" except {', '.join(without)}" if without else "")


def group_plan(
    home: Household, target: str, members: Sequence[Thing], wanted: Mapping[str, Value | Word | Assigned]
) -> str:
    """A `set` step for a group: the selector, or the plain label when it has one member."""
    if len(members) == 1:
        return set_plan(home, members, wanted)
    able = [t for t in members if all(home.prop(t, role) for role in wanted)]
    return f"set {target}: {assignments(home, able[0], wanted)}"


def group_run(
    home: Household,
    target: str,
    members: Sequence[Thing],
    role: str,
    arguments: Mapping[str, Value] | None = None,
) -> str:
    """A `run` step for a group."""
    if len(members) == 1:
        return run_plan(home, members, role, arguments)
    able = [t for t in members if home.action(t, role)]
    return f"run {target}: {act(home, able[0], role, arguments)}"


def set_effects(
    home: Household, things: Iterable[Thing], wanted: Mapping[str, Value | Word | Assigned]
) -> tuple[Effect, ...]:
    """What setting these roles does: one effect a device and role that it has."""
    effects = []
    for thing in things:
        for role, value in wanted.items():
            attribute = home.prop(thing, role)
            if attribute is not None and attribute.writable:
                op, plain, unit = assigned(value)
                effects.append(Effect(thing.id, attribute.name, plain, op, unit))
    return tuple(effects)


def run_effects(
    home: Household, things: Iterable[Thing], role: str, arguments: Mapping[str, Value] | None = None
) -> tuple[Effect, ...]:
    """What running an action does: one effect a device that has it."""
    found = ((t, home.action(t, role)) for t in things)
    given = tuple((arguments or {}).items())
    return tuple(Effect(t.id, a.name, arguments=given) for t, a in found if a is not None)
