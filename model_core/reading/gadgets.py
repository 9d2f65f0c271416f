"""Phones and cars from afar, by whichever of the usual names a device has for what is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.plan import Word
from model_core.reading import roles, values, wishes
from model_core.reading.clauses import Done
from model_core.reading.determiners import without_the
from model_core.reading.errands import Errands, matches
from model_core.reading.phrases import load
from model_core.reading.referents import Found, Referents, Several
from model_core.reading.times import moment
from model_core.reading.wishes import Wish
from model_core.world import Action, Attribute, Kind, Thing

_STEP = re.compile(r"(?:(climate|alarm) )?(set|run) (\w+)(?: (\w+))?(?:=(.+))?")
_CLOCK = re.compile(r"at (\d+):(\d\d)(am|pm)?")
_OWNED = re.compile(
    r"\b(?:the )?(\w+)'s "
    r"(torch|flashlight|ringer|ringtone|do not disturb|(?:\d[\d: apm]* )?alarms?)\b"
)
_N = (
    r"(?P<n>-?\d+(?:\.\d+)?(?: (?:percent|degrees)(?: (?:celsius|fahrenheit|c|f))?)?|half|halfway|half way|"
    r"a third|(?:one |a )?quarter|(?:3|three) quarters|(?:2|two) thirds)"
)
_PARTS = (
    r"(?:boot|trunk|tailgate|windows?|lights|headlights|hazards|hazard lights|horn|volume|"
    r"ringer|torch|flashlight|\d[\d: apm]* alarm|alarms?|notifications|charg(?:e|ing)(?: limit)?|climate|"
    r"heating|ac|air con|defroster|battery|"
    r"sat ?nav|navigation|route|destination|(?:front |back |rear )?camera|screen|range)"
)


@dataclass(frozen=True, slots=True)
class _Block:
    does: tuple[str, ...]
    lacks: tuple[str, ...]
    """What a device that cannot do it has none of; empty where that is never said of one."""
    said: tuple[re.Pattern[str], ...]


class Gadgets:
    """Reads what is said to the phones and cars of one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._errands = Errands(vocabulary, referents)
        self._things = {
            kind: tuple(t for t in vocabulary.world.things if wishes.type_of(t) == kind) for kind in _blocks()
        }
        names = {name for every in self._things.values() for t in every for name in vocabulary.names[t.id]}
        every = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) or r"(?!)"
        self._owned = re.compile(rf"\b(?:the |my |our )?({every}|car|phone)(?:'s)? ({_PARTS})\b")

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause about a phone or a car; None for any other."""
        for said in self._orders(clause, here):
            done = self._read(said, here)
            if done is not None:
                return done
        moved = self._owned.sub(r"\2 of \1", clause)
        return self._read(moved, here) if moved != clause else None

    def _orders(self, clause: str, here: str | None) -> Iterator[str]:
        """The clause, and what it is with the device in another place: `torch on, my phone`."""
        clause = _OWNED.sub(r"\2 of \1's phone", clause) if self._things["phone"] else clause
        first, comma, last = clause.partition(", ")
        if comma and ", " not in last:
            for device, rest in ((first, last), (last, first)):
                found = self._errands.referents.find(device, here)
                if isinstance(found, Found) and any(
                    t in every for every in self._things.values() for t in found.things
                ):
                    bare = without_the(device)
                    yield from (f"{rest} {device}", f"{rest} on {device}", f"{bare} {rest}")
        yield clause

    def _read(self, clause: str, here: str | None) -> Done | None:
        for kind, blocks in _blocks().items():
            for block in blocks:
                for pattern in block.said:
                    for groups in matches(pattern, clause):
                        done = self._done(kind, block, groups, here)
                        if done is not None:
                            return done
        return None

    def _done(
        self, kind: str, block: _Block, groups: Mapping[str, str | None], here: str | None
    ) -> Done | None:
        things = self._things[kind]
        wish = Wish(lambda thing: told(thing, block.does, groups), sure=False)
        said = next((s for name, s in groups.items() if s and not name.strip("t")), None)
        if said is None:
            others = (t for t in self._errands.vocabulary.world.things if t not in things)
            if any(wish.told(t) is not None for t in others):
                return None
            done = self._errands.implied(wish, here, things)
            if done is None and len(things) == 1 and self._lacks(block, things[0], wish):
                done = Done(f"refuse unable: {self._errands.vocabulary.labels[things[0].id]}", things)
            return done
        if not things:
            return self._unknown(kind, said, wish, here)
        other = self._errands.referents.find(said, here)
        if isinstance(other, Found) and not any(t in things for t in other.things):
            return None
        meaning = self._errands.referents.find(said, here, lambda t: t in things)
        if not isinstance(meaning, Found | Several) or not all(t in things for t in meaning.things):
            return None
        able = [t for t in meaning.things if wish.told(t) is not None]
        if able:
            chosen = Found((able[0],)) if len(able) == 1 else meaning
            text = wishes.plan(wish, chosen, self._errands.vocabulary)
            return None if text is None else Done(text, chosen.things)
        one = isinstance(meaning, Found) and len(meaning.things) == 1
        if not one or not self._lacks(block, meaning.things[0], wish):
            return None
        labels = self._errands.vocabulary.labels
        return Done(f"refuse unable: {labels[meaning.things[0].id]}", meaning.things)

    @staticmethod
    def _lacks(block: _Block, thing: Thing, wish: Wish) -> bool:
        """Whether a device certainly cannot do it."""
        return wish.told(thing) is None and bool(block.lacks) and not any(_has(thing, n) for n in block.lacks)

    def _unknown(self, kind: str, said: str, wish: Wish, here: str | None) -> Done | None:
        """A refusal where no phone or car is there and the words are plainly for one."""
        bare = without_the(said)
        if not re.fullmatch(rf"(?:\w+'s )?(?:{_NOUNS[kind]})", bare):
            return None
        return self._errands.named(bare, wish, here, refuses=True) or (
            Done(f'refuse unknown "{bare}"', ()) if self._errands.referents.find(bare, here) is None else None
        )


_NOUNS: Mapping[str, str] = {
    "phone": "phone|mobile|smartphone|cell phone|mobile phone|handset|cellphone",
    "car": "car|van|truck|ev|electric car|suv",
}


@cache
def _blocks() -> Mapping[str, tuple[_Block, ...]]:
    return {
        kind: tuple(
            _Block(
                does=tuple(block["does"]),
                lacks=tuple(block.get("lacks", ())),
                said=tuple(
                    _pattern(said) for line in block["said"].splitlines() for said in _written_out(line)
                ),
            )
            for block in every
        )
        for kind, every in load("gadgets").items()
        if kind != "forms"
    }


def _written_out(line: str) -> tuple[str, ...]:
    """A line, or for `@on hazards` every way in which something is switched on."""
    form = re.fullmatch(r"@(\w+) (.+)", line)
    if form is None:
        return (line,)
    return tuple(said.replace("{p}", form[2]) for said in load("gadgets")["forms"][form[1]].splitlines())


def _pattern(said: str) -> re.Pattern[str]:
    first, *more = said.split("{d}")  # the same device may stand in one of several places
    named = "".join(f"(?P<{'t' * n}>.+?){rest}" for n, rest in enumerate(more, start=1))
    return re.compile(
        f"{first}{named}".replace("{n}", _N).replace("{x}", "(?P<x>.+?)").replace("{l}", "(?P<l>.+?)")
    )


def _has(thing: Thing, name: str) -> bool:
    return thing.find_property(name) is not None or thing.find_action(name) is not None


def told(thing: Thing, does: Sequence[str], groups: Mapping[str, str | None]) -> str | None:
    """The first of several steps that a device can do."""
    for steps in does:
        found = [_STEP.fullmatch(step) for step in steps.split(" & ")]
        texts = [_step(thing, f.groups(), groups) if f else None for f in found]
        told = [t for t in texts if t is not None]
        if len(told) == len(texts):
            return ", ".join(told)
    return None


def _alarm(action: Action, time: str, label: str | None) -> str | None:
    """An alarm at a time on the clock, with its label where the device takes one."""
    found = moment(f"at {time}") or moment(time)
    clock = _CLOCK.fullmatch(found.trigger) if found is not None else None
    if clock is None:
        return None
    hour = int(clock[1]) % 12 + 12 * (clock[3] == "pm") if clock[3] else int(clock[1])
    names = {a.name for a in action.arguments}
    other = next((n for n in ("label", "title", "name", "text") if n in names), None)
    if "time" not in names or (label and other is None):
        return None
    return f'run {action.name} time="{hour:02d}:{clock[2]}"' + (f' {other}="{label}"' if label else "")


def _step(thing: Thing, step: Sequence[str | None], groups: Mapping[str, str | None]) -> str | None:
    also, verb, name, argument, given = step
    if verb == "run":
        action = thing.find_action(str(name))
        if also == "alarm" and action is not None:
            return _alarm(action, str(groups["x"]), groups.get("l"))
        takes = {a.name: a.required for a in action.arguments} if action else {}
        needs = {name for name in takes if takes[name]}
        if action is None or not needs <= {argument} or (argument is not None and argument not in takes):
            return None
        return f'run {name} {argument}="{groups["x"]}"' if argument else f"run {name}"
    found = thing.find_property(str(name))
    if found is None or not found.writable or given is None:
        return None
    match given:
        case "{n}":
            value = values.written(found, values.read(str(groups["n"])))
        case "{x}":
            value = f'="{groups["x"]}"' if found.kind is Kind.STRING and not found.choices else None
        case "true" | "false":
            value = f"={given}" if found.kind is Kind.BOOLEAN else None
        case _ if given in set(Word) or given.isdigit():
            value = f"={given}" if roles.is_number(found) else None
        case _:
            value = values.written(found, values.Choice(given))
    if value is None:
        return None
    if also == "climate":
        switch = next(
            (p for n in ("climate", "climate_on") if (p := thing.find_property(n)) and p.writable), None
        )
        begun = f"{switch.name}=true, " if switch and _is_offered(found, value) else ""
        return f"{begun}{name}{value}"
    return f"{name}{value}"


def _is_offered(attribute: Attribute, written: str) -> bool:
    """Whether a number is in range; beyond it, nothing is to happen beside the refusal."""
    found = re.fullmatch(r"=(-?\d+(?:\.\d+)?)", written)
    if found is None:
        return True
    least, most = attribute.minimum, attribute.maximum
    return (least is None or float(found[1]) >= least) and (most is None or float(found[1]) <= most)
