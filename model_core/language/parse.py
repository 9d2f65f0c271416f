"""From the plan language to the plan: selectors become device ids, labels become names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TypeVar

from model_core.errors import InvalidPlan
from model_core.language import hours
from model_core.language.numerals import joined
from model_core.language.vocabulary import Vocabulary, clean
from model_core.plan import (
    AdjustStep,
    After,
    AskStep,
    Assignment,
    At,
    CancelStep,
    Change,
    Comparison,
    GetStep,
    Kept,
    LaterStep,
    Op,
    Plan,
    Query,
    Question,
    Reason,
    RefuseStep,
    RunStep,
    Selection,
    SetStep,
    Step,
    Subject,
    TellStep,
    Test,
    Trigger,
    Value,
    When,
    Word,
)
from model_core.world import Attribute, Kind, Thing

_SECONDS = {"s": 1, "min": 60, "h": 3600}
_NUMBER = re.compile(r"(-?[0-9]{1,6}(?:\.[0-9]{1,3})?)([FC]?)")
_DURATION = re.compile(r"([1-9][0-9]{0,3}(?:\.[0-9]{1,2})?|0\.[1-9][0-9]?) (s|min|h)\b")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])(?:([ap])m)?")
_QUOTED = re.compile(r'"([^"\n]{1,120})"')
_ASSIGN = re.compile(r"(\+=|-=|\*=|=)")
_DAYS = re.compile(r" (tomorrow|daily|weekdays|weekends|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")
_COMPARE = re.compile(r"(!=|>=|<=|=|>|<)")
T = TypeVar("T")


def parse(text: str, vocabulary: Vocabulary, *, utterance: str = "", confidence: float | None = None) -> Plan:
    """The plan that the text stands for.

    `utterance` gives quoted texts back the capitals that the speaker used. Raises InvalidPlan.
    """
    return Plan(_Reader(text, vocabulary, utterance).steps(), text=text.strip(), confidence=confidence)


class _Reader:
    """A recursive-descent reader over one text."""

    def __init__(self, text: str, vocabulary: Vocabulary, utterance: str) -> None:
        self._text = text.strip()
        self._at = 0
        self._vocabulary = vocabulary
        self._utterance = utterance

    def steps(self) -> tuple[Step, ...]:
        steps: list[Step] = []
        while True:
            step = self._step()
            previous = steps[-1] if steps else None
            if isinstance(previous, LaterStep) and isinstance(step, SetStep | RunStep | GetStep):
                steps[-1] = replace(previous, steps=(*previous.steps, step))
            else:
                steps.append(step)
            if self._at == len(self._text):
                return tuple(steps)
            self._expect("; ")

    def _step(self) -> Step:
        verb = self._one_of(_VERBS)
        return _VERBS[verb](self)

    def _set(self) -> Step:
        ids, things, group = self._target()
        self._expect(": ")
        assignments = self._many(lambda: self._assignment(things))
        return SetStep(ids, assignments, group)

    def _run(self) -> Step:
        ids, things, group = self._target()
        self._expect(": ")
        actions = {a.name: a for t in things for a in t.actions}
        action = actions[self._one_of(actions)]
        arguments: list[tuple[str, Value]] = []
        while self._peek(" ") and not self._peek(" then "):
            self._expect(" ")
            by_name = {a.name: a for a in action.arguments}
            argument = by_name[self._one_of(by_name)]
            self._expect("=")
            value = self._constant(argument)[0]
            timed = argument.name == "time" and isinstance(value, str) and not argument.choices
            arguments.append((argument.name, hours.written(str(value)) if timed else value))
        return RunStep(ids, action.name, tuple(arguments), group)

    def _get(self, query: Query) -> Step:
        ids, things, group = self._target()
        self._expect(": ")
        if query in {Query.HIGHEST, Query.LOWEST}:  # devices of different kinds may be compared
            things = self._vocabulary.world.things
        names = {p.name: p for t in things for p in t.properties}
        if query in {Query.VALUE, Query.HIGHEST, Query.LOWEST}:
            properties = self._many(lambda: self._one_of(names))
            return GetStep(ids, query, properties, group=group)
        return GetStep(ids, query, test=self._test(names), group=group)

    def _check(self) -> Step:
        if self._peek("any ") or self._peek("any:"):
            self._at += len("any")
            return self._selected(Query.CHECK_ANY)
        return self._get(Query.CHECK)

    def _selected(self, query: Query) -> Step:
        ids, things = self._selector()
        self._expect(": ")
        names = {p.name: p for t in things for p in t.properties}
        return GetStep(ids, query, test=self._test(names), group=True)

    def _ask(self) -> Step:
        if self._accept("which "):
            return AskStep(Question.WHICH, self._target()[0])
        self._expect("what")
        return AskStep(Question.WHAT, self._many(self._device) if self._accept(": ") else ())

    def _refuse(self) -> Step:
        if self._accept("unknown "):
            return RefuseStep(Reason.UNKNOWN, subject=self._quoted())
        if self._accept("unable: "):
            return RefuseStep(Reason.UNABLE, devices=self._many(self._device))
        return RefuseStep(Reason(self._one_of((Reason.CHAT.value, Reason.UNCLEAR.value))))

    def _later(self) -> Step:
        trigger = self._trigger()
        name = self._quoted() if self._accept(" called ") else ""
        about = self._quoted() if self._accept(" about ") else ""
        if not self._accept(" then "):
            return LaterStep(trigger, (), name, about)
        step = self._step()
        if not isinstance(step, SetStep | RunStep | GetStep):
            raise self._error("a step that can wait")
        return LaterStep(trigger, (step,), name, about)

    def _cancel(self) -> Step:
        return CancelStep(self._selection())

    def _adjust(self, change: Change) -> Step:
        self._expect("waiting")
        which = self._selection()
        if change in {Change.PAUSE, Change.RESUME}:
            return AdjustStep(change, which)
        self._expect(" by ")
        return AdjustStep(change, which, self._duration())

    def _tell(self) -> Step:
        subject = Subject(self._one_of(tuple(Subject)))
        return TellStep(subject, self._selection() if subject is Subject.WAITING else Selection())

    def _selection(self) -> Selection:
        """`all timer called "eggs" of 5 min at 7:00am`, of which nothing has to be there."""
        every = self._accept(" all")
        kind = self._longest([f" {k}" for k in Kept], ends=(" ", "; ", ""))
        self._at += len(kind or "")
        name = self._quoted() if self._accept(" called ") else ""
        seconds = self._duration() if self._accept(" of ") else 0
        time = self._time() if self._accept(" at ") else ""
        return Selection(Kept((kind or Kept.ANYTHING).strip()), every, name, seconds, time)

    def _trigger(self) -> Trigger:
        kind = self._one_of(("after ", "at ", "when "))
        if kind == "after ":
            return After(self._duration())
        if kind == "at ":
            when = self._time()
            found = _DAYS.match(self._text, self._at)
            if not found:
                return At(when)
            self._at = found.end()
            return At(when, found[1])
        device = self._device()
        self._expect(": ")
        thing = self._vocabulary.world.thing(device)
        return When(device, self._test({p.name: p for p in thing.properties} if thing else {}))

    def _duration(self) -> int:
        """Seconds of `90 s`, `1.5 h`, `1 h 30 min`; at least one."""
        parts = [self._match(_DURATION, "a duration")]
        if self._peek(" ") and _DURATION.match(self._text, self._at + 1):
            self._expect(" ")
            parts.append(self._match(_DURATION, "a duration"))
        return max(1, round(sum(float(p[1]) * _SECONDS[p[2]] for p in parts)))

    def _time(self) -> str:
        """`sunrise`, `sunset`, or HH:MM of `19:30` and `7:30pm`."""
        for sun in ("sunrise", "sunset"):
            if self._accept(sun):
                return sun
        found = self._match(_CLOCK, "a time")
        at = hours.of_day(int(found[1]), found[2], found[3])
        if at is None or not (found[3] or len(found[1]) > 1):
            raise self._error("a time of day")
        return at

    def _target(self) -> tuple[tuple[str, ...], tuple[Thing, ...], bool]:
        """Ids, the devices that say which properties may follow, and whether a selector chose them."""
        labels = self._vocabulary.ids
        start = self._at
        if self._accept("all") and (self._peek(" ") or self._peek(":")):
            ids, things = self._selector()
            return ids, things, True
        self._at = start
        ids = self._many(lambda: labels[self._one_of(labels)])
        world = self._vocabulary.world
        return ids, tuple(t for i in ids if (t := world.thing(i))), False

    def _selector(self) -> tuple[tuple[str, ...], tuple[Thing, ...]]:
        types = {f" {name}": things for name, things in self._vocabulary.types.items()}
        things = self._vocabulary.world.things
        kind = self._longest(types, ends=(" in ", " except ", ":", "; ", ""))
        if kind is not None:
            self._at += len(kind)
            things = types[kind]
        named = things
        if self._accept(" in "):
            places = self._many(lambda: self._one_of([*self._vocabulary.rooms, *self._vocabulary.floors]))
            inside = {t.id for p in places for t in self._vocabulary.things_in(p)}
            things = tuple(t for t in things if t.id in inside)
        if self._accept(" except "):
            left_out = {i for group in self._many(self._exception) for i in group}
            things = tuple(t for t in things if t.id not in left_out)
        return tuple(t.id for t in things), named

    def _exception(self) -> tuple[str, ...]:
        vocabulary = self._vocabulary
        name = self._one_of([*vocabulary.ids, *vocabulary.rooms, *vocabulary.floors])
        if name in vocabulary.ids:
            return (vocabulary.ids[name],)
        return tuple(t.id for t in vocabulary.things_in(name))

    def _device(self) -> str:
        return self._vocabulary.ids[self._one_of(self._vocabulary.ids)]

    def _assignment(self, things: Iterable[Thing]) -> Assignment:
        writable = {p.name: p for t in things for p in t.properties if p.writable}
        attribute = writable[self._one_of(writable)]
        op = Op(self._match(_ASSIGN, "an operator")[1])
        if op is Op.ASSIGN and attribute.kind is not Kind.LIST:
            word = self._longest(tuple(Word), ends=(", ", "; ", ""))
            clash = attribute.kind is Kind.STRING and word in {clean(c) for c in attribute.choices}
            if word is not None and not clash:
                self._at += len(word)
                return Assignment(attribute.name, Word(word))
        value, unit = self._constant(attribute)
        return Assignment(attribute.name, value, op, unit)

    def _test(self, names: Mapping[str, Attribute]) -> Test:
        attribute = names[self._one_of(names)]
        comparison = Comparison(self._match(_COMPARE, "a comparison")[1])
        value, unit = self._constant(attribute)
        return Test(attribute.name, comparison, value, unit)

    def _constant(self, attribute: Attribute) -> tuple[Value, str]:
        match attribute.kind:
            case Kind.BOOLEAN:
                return self._one_of(("true", "false")) == "true", ""
            case Kind.INTEGER | Kind.NUMBER:
                number = self._match(_NUMBER, "a number")
                value = float(number[1])
                return (int(value) if value.is_integer() else value), number[2]
            case Kind.STRING if attribute.choices:
                choices = {clean(c): c for c in attribute.choices}
                return choices[self._one_of(choices)], ""
            case Kind.STRING | Kind.LIST:
                return self._quoted(), ""

    def _quoted(self) -> str:
        text = self._match(_QUOTED, "a quoted text")[1]
        if not text.isprintable():
            raise self._error("a text that can be shown")
        for said in (self._utterance, joined(self._utterance)):
            start = said.casefold().find(text.casefold())
            if start >= 0:
                return said[start : start + len(text)]
        return text

    def _many(self, read: Callable[[], T]) -> tuple[T, ...]:
        items = [read()]
        while self._accept(", "):
            items.append(read())
        return tuple(items)

    def _one_of(self, options: Iterable[str]) -> str:
        found = self._longest(options)
        if found is None:
            raise self._error("a known name")
        self._at += len(found)
        return found

    def _longest(self, options: Iterable[str], *, ends: tuple[str, ...] = ()) -> str | None:
        """The longest option here, followed by one of `ends` where given ("" is the end of the text)."""
        best: str | None = None
        for option in options:
            if (best is None or len(option) > len(best)) and self._text.startswith(option, self._at):
                rest = self._text[self._at + len(option) :]
                if not ends or any(rest.startswith(e) if e else not rest for e in ends):
                    best = option
        return best

    def _match(self, pattern: re.Pattern[str], what: str) -> re.Match[str]:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise self._error(what)
        self._at = found.end()
        return found

    def _peek(self, text: str) -> bool:
        return self._text.startswith(text, self._at)

    def _accept(self, text: str) -> bool:
        if not self._peek(text):
            return False
        self._at += len(text)
        return True

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise self._error(repr(text))

    def _error(self, expected: str) -> InvalidPlan:
        near = self._text[self._at : self._at + 30]
        return InvalidPlan(
            f"Expected {expected} at character {self._at} of the plan, near {near!r}.", text=self._text
        )


_VERBS: Mapping[str, Callable[[_Reader], Step]] = {
    "set ": _Reader._set,  # noqa: SLF001 - the table belongs to the class
    "run ": _Reader._run,  # noqa: SLF001
    "get ": lambda r: r._get(Query.VALUE),  # noqa: SLF001
    "check ": _Reader._check,  # noqa: SLF001
    "count ": lambda r: r._get(Query.COUNT),  # noqa: SLF001
    "list ": lambda r: r._get(Query.LIST),  # noqa: SLF001
    "highest ": lambda r: r._get(Query.HIGHEST),  # noqa: SLF001
    "lowest ": lambda r: r._get(Query.LOWEST),  # noqa: SLF001
    "ask ": _Reader._ask,  # noqa: SLF001
    "refuse ": _Reader._refuse,  # noqa: SLF001
    "later ": _Reader._later,  # noqa: SLF001
    "cancel": _Reader._cancel,  # noqa: SLF001
    "tell ": _Reader._tell,  # noqa: SLF001
    **{f"{change} ": partial(_Reader._adjust, change=change) for change in Change},  # noqa: SLF001
}
