"""What is wanted of devices, and how each device is told: one wish, as many wordings as there are devices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from model_core.language.vocabulary import Vocabulary
from model_core.plan import Word
from model_core.reading import roles, values
from model_core.reading.nouns import NOUNS, SAME_TYPE
from model_core.reading.referents import Found, Meaning, Missing, Several
from model_core.world import Thing

_KNOWN = frozenset(NOUNS) - {"thermostat", "alarm", "list", "calendar", "car", "phone", "irrigation"}
"""Types of which it is known what they cannot do; others have ways of their own to be on, open, or full."""
_ANY_TYPE = ("all in ", "all except ")
Told = Callable[[Thing], str | None]
"""The words after `set NAME: ` or, with `run ` first, after `run NAME: `; None: this device cannot."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of whatever devices are meant."""

    told: Told
    sure: bool = True
    """False where a device that cannot do it is a sign of a wrong reading, not of an impossible wish."""

    def can(self, thing: Thing) -> bool:
        """Whether a device can be told."""
        return self.told(thing) is not None


def switched(*, on: bool) -> Wish:
    """On or off, in the way that each device knows."""

    def told(thing: Thing) -> str | None:
        found = roles.find(thing, "on")
        if found is not None:
            return f"{found.name}={'true' if on else 'false'}"
        if thing.type in {"valve", "water valve"}:
            return moved(open_it=on).told(thing)
        if on and roles.find_action(thing, "activate"):
            return "run activate"
        if type_of(thing) == "phone":
            return None  # `stop` is of what it plays
        mode = roles.find(thing, "mode")
        if not on and mode is not None and "off" in mode.choices:
            return f"{mode.name}=off"
        if roles.find(thing, "position") is not None or roles.find(thing, "open") is not None:
            return None  # what stops half way is not off
        return done("start" if on else "stop").told(thing)

    return Wish(told)


def put_out() -> Wish:
    """Off, for what is on or off; what moves around is sent out to work."""

    def told(thing: Thing) -> str | None:
        if type_of(thing) in {"vacuum", "mower"}:
            return done("start").told(thing)
        text = switched(on=False).told(thing)
        return None if text is None or text.startswith("run ") else text

    return Wish(told)


def moved(*, open_it: bool, lifted: bool = False) -> Wish:
    """Open or closed; `lifted`: up or down, which no lock is."""

    def told(thing: Thing) -> str | None:
        position, flag = roles.find(thing, "position"), roles.find(thing, "open")
        if open_it and not lifted and type_of(thing) == "lock" and position is None and flag is None:
            return flagged("locked", value=False).told(thing)
        if position is not None and type_of(thing) not in NOUNS:
            return f"{position.name}={Word.MAXIMUM if open_it else Word.MINIMUM}"
        if position is not None:
            return f"{position.name}={100 if open_it else 0}"
        opens = open_it != (lifted and type_of(thing) == "car")  # a car's windows open downwards
        return None if flag is None else f"{flag.name}={'true' if opens else 'false'}"

    return Wish(told)


def flagged(role: str, *, value: bool) -> Wish:
    """A property that is either so or not: locked, muted."""

    def told(thing: Thing) -> str | None:
        found = roles.find(thing, role)
        return None if found is None else f"{found.name}={'true' if value else 'false'}"

    return Wish(told)


def flipped() -> Wish:
    """On if it is off, off if it is on."""

    def told(thing: Thing) -> str | None:
        found = roles.find(thing, "on")
        return None if found is None else f"{found.name}={Word.TOGGLE}"

    return Wish(told)


def done(*names: str) -> Wish:
    """The first of these actions that a device has."""

    def told(thing: Thing) -> str | None:
        found = next((a for n in names if (a := roles.find_action(thing, n)) is not None), None)
        if found is None or any(a.required for a in found.arguments):
            return None
        return f"run {found.name}"

    return Wish(told, sure=False)


def valued(said: values.Said, role: str | None = None) -> Wish:
    """A value for the property that is named or that it fits."""

    def told(thing: Thing) -> str | None:
        attribute = values.fitting(thing, said, role)
        text = values.written(attribute, said) if attribute is not None else None
        return None if attribute is None or text is None else f"{attribute.name}{text}"

    measured = isinstance(said, values.Amount) and said.unit in {"percent", "degrees", "kelvin"}
    colour = isinstance(said, values.Choice) and said.said in values.COLOURS
    return Wish(told, sure=(measured or colour) and (role is None or role in roles.SPOKEN))


def changed(role: str, word: Word) -> Wish:
    """More or less of a property."""

    def told(thing: Thing) -> str | None:
        found = roles.find(thing, role)
        return None if found is None else f"{found.name}={word}"

    return Wish(told)


def changed_by(role: str, sign: str, amount: values.Amount) -> Wish:
    """A property up or down by an amount."""

    def told(thing: Thing) -> str | None:
        found = roles.find(thing, role)
        text = values.written(found, amount) if found is not None else None
        return None if found is None or text is None else f"{found.name}{sign}{text}"

    return Wish(told)


def started_with(action: str, said: str) -> Wish:
    """An action with the choice for its argument that is said."""

    def told(thing: Thing) -> str | None:
        found = roles.find_action(thing, action)
        for argument in found.arguments if found else ():
            choice = values.choice_of(argument, said)
            if found is not None and choice is not None:
                return f"run {found.name} {argument.name}={choice}"
        return None

    return Wish(told, sure=False)


def plan(wish: Wish, meaning: Meaning, vocabulary: Vocabulary) -> str | None:
    """The plan text of a wish for what was meant; None where the two do not go together."""
    match meaning:
        case Missing(subject):
            plain = 0 < len(subject) <= 120 and not any(c in subject for c in '",;')
            return f'refuse unknown "{subject}"' if plain else None
        case Several(things):
            if not all(wish.told(t) for t in things):
                return None
            return which(things, vocabulary)
        case Found(things, target):
            return _steps(wish, things, target, vocabulary)


def _steps(wish: Wish, things: Sequence[Thing], target: str, vocabulary: Vocabulary) -> str | None:
    told = [(t, wish.told(t)) for t in things]
    able = [(t, text) for t, text in told if text is not None]
    if not able:
        return _unable(wish, things, vocabulary)
    of_any_type = target == "all" or target.startswith(_ANY_TYPE)
    if of_any_type and wish.sure:
        able = [(t, text) for t, text in able if not text.startswith("run ")]
        if not able:
            return None
    if target and (of_any_type or len({text for _, text in able}) == 1):
        return _step(_of_type(target, able, vocabulary), _usual([text for _, text in able]))
    if not target and len(able) < len(told):
        unable = [t for t, text in told if text is None]
        rest = _unable(wish, unable, vocabulary)
        done_ones = _steps(wish, [t for t, _ in able], "", vocabulary)
        return f"{done_ones}; {rest}" if rest else None
    runs: list[tuple[list[Thing], str]] = []
    for thing, text in able:
        same = runs and runs[-1][1] == text
        if same and vocabulary.class_of[runs[-1][0][0].id] is vocabulary.class_of[thing.id]:
            runs[-1][0].append(thing)
        else:
            runs.append(([thing], text))
    return "; ".join(_step(", ".join(vocabulary.labels[t.id] for t in run), text) for run, text in runs)


def _usual(texts: Sequence[str]) -> str:
    """What most of them are told; a position or a mode that is `off` only where nothing is plainly off."""
    switched = [t for t in texts if t.startswith("on=")]
    plainly = [t for t in texts if not t.startswith(("mode=", "operating_mode="))]
    return Counter(switched or plainly or texts).most_common(1)[0][0]


def _of_type(target: str, able: Sequence[tuple[Thing, str]], vocabulary: Vocabulary) -> str:
    """`all` as all of the one type that can do what is said: `lock everything`."""
    kinds = {vocabulary.class_of[t.id].type for t, _ in able if type_of(t) != "car"}
    locked = all(re.fullmatch(r"locked=\w+", text) for _, text in able)
    if locked and len(kinds) == 1 and (target == "all" or target.startswith("all in ")):
        return target.replace("all", f"all {next(iter(kinds))}", 1)
    return target


def _unable(wish: Wish, things: Sequence[Thing], vocabulary: Vocabulary) -> str | None:
    if not wish.sure or len(things) > 4 or not all(type_of(t) in _KNOWN for t in things):
        return None
    return f"refuse unable: {', '.join(vocabulary.labels[t.id] for t in things)}"


def _step(target: str, text: str) -> str:
    return f"run {target}: {text[4:]}" if text.startswith("run ") else f"set {target}: {text}"


def which(things: Sequence[Thing], vocabulary: Vocabulary) -> str:
    """The question between the whole type, the type in a room, or the devices one by one."""
    return f"ask which {_choices(things, vocabulary)}"


def _choices(things: Sequence[Thing], vocabulary: Vocabulary) -> str:
    types = {vocabulary.class_of[t.id].type for t in things}
    rooms = {t.room for t in things}
    if len(types) == 1:
        kind, room = next(iter(types)), next(iter(rooms))
        every = vocabulary.types[kind]
        if len(things) == len(every):
            return f"all {kind}"
        if len(rooms) == 1 and room and len(things) == sum(t.room == room for t in every):
            return f"all {kind} in {vocabulary.room_labels[room]}"
    return ", ".join(vocabulary.labels[t.id] for t in things)


def type_of(thing: Thing) -> str:
    """The type of a device under its usual name."""
    stated = thing.type.casefold()
    return SAME_TYPE.get(stated, stated)
