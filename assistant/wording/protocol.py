"""What a language has to be able to say; each is a set of modules with these functions.

Every function makes words of what is handed to it and decides nothing: which of the sentences is the true
one is the business of `replies`, `answers` and `later`. Devices are ids; a sentence ends with its full stop,
a clause or a wish has none. With `whole` nothing of a wish is cut short and no device is counted instead of
named, but for all of a type in the home: it is for a question to which a yes does all of it.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from assistant.context import House
from assistant.queries import Reading
from assistant.resolve import Refused
from assistant.wording.language import Language
from assistant.wording.sayings import Saying
from devices.schema import Value
from model_core.plan import Change, Query, Selection, Test, Trigger


@dataclass(frozen=True, slots=True)
class Told:
    """A value of one property, as it is told."""

    name: str
    value: Value
    unit: str = ""
    before: Value | None = None
    """What it was when a change to it began."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An action, as it is told."""

    action: str
    arguments: Mapping[str, Value] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    """By argument, of those that have one."""


class GeneralWords(Protocol):
    """What all replies are put together with."""

    def joined(self, sentences: Sequence[str]) -> str:
        """Sentences as one text."""
        ...

    def error(self, error: Exception) -> str:
        """The sentence for an error that has a stable code."""
        ...

    def by_the_way(self, told: str) -> str:
        """A sentence that nobody asked for now, before a reply."""
        ...


class OutcomeWords(Protocol):
    """What became of a command: four kinds of not knowing or not doing are four sentences."""

    def alike(self, values: Sequence[Told], *, underway: bool) -> Hashable:
        """Equal for values of which the same is said: their devices are told together."""
        ...

    def done(self, house: House, ids: Sequence[str], values: Sequence[Told]) -> str:
        """It is so: the device has reported it."""
        ...

    def underway(self, house: House, ids: Sequence[str], values: Sequence[Told]) -> str:
        """The device has begun and not finished."""
        ...

    def did(self, house: House, ids: Sequence[str], deed: Deed, *, finished: bool) -> str:
        """The device has done an action, or has begun it."""
        ...

    def unreached(self, house: House, ids: Sequence[str]) -> str:
        """Nothing has been sent yet."""
        ...

    def silent(self, house: House, ids: Sequence[str], asked: Sequence[Told]) -> str:
        """It was sent and not answered; `asked` is empty for an action."""
        ...

    def failed(self, house: House, ids: Sequence[str]) -> str:
        """The device tried, and does not say why it failed."""
        ...

    def rejected(self, house: House, ids: Sequence[str]) -> str:
        """The device would not, and does not say why."""
        ...

    def reason(self, house: House, ids: Sequence[str], code: str) -> str:
        """Why it was not done, by a code of the table of errors."""
        ...


class RequestWords(Protocol):
    """Wishes repeated, asked about and refused."""

    def to_set(self, house: House, ids: Sequence[str], values: Sequence[Told], *, whole: bool) -> str:
        """The wish that devices take values."""
        ...

    def to_run(self, house: House, ids: Sequence[str], deed: Deed, *, whole: bool) -> str:
        """The wish that devices do something."""
        ...

    def wishes(self, wishes: Sequence[str], *, whole: bool) -> str:
        """Several wishes as one."""
        ...

    def confirmation(self, wish: str, *, pin: bool, unsure: bool) -> str:
        """The question for a yes or a PIN."""
        ...

    def which(self, house: House, ids: Sequence[str]) -> str:
        """The question for one of some devices."""
        ...

    def what(self, house: House, ids: Sequence[str]) -> str:
        """The question for what is to be done with devices."""
        ...

    def unable(self, house: House, ids: Sequence[str]) -> str:
        """Devices can't do it."""
        ...

    def refusal(self, house: House, refused: Refused) -> str:
        """Why something is not done, by its code in the table of errors."""
        ...

    def limits(self, house: House, refused: Refused, *, alone: bool) -> str:
        """The range that a value must be in; `alone`: without the device."""
        ...

    def options(self, house: House, refused: Refused, *, alone: bool) -> str:
        """The choices that a value must be of; `alone`: without the device."""
        ...


class AnswerWords(Protocol):
    """Answers about the home."""

    def alike(self, values: Sequence[Told]) -> Hashable:
        """Equal for values of which the same is said: their devices are told together."""
        ...

    def clauses(self, house: House, ids: Sequence[str], values: Sequence[Told]) -> list[str]:
        """What is so of devices that have the same values."""
        ...

    def items(self, house: House, reading: Reading, items: Sequence[str]) -> str:
        """A clause about what is on a list."""
        ...

    def sentence(self, clause: str) -> str:
        """A clause by itself."""
        ...

    def yes(self, clause: str) -> str:
        """It is so, and this is why."""
        ...

    def no(self, clause: str) -> str:
        """It is not so, and this is why."""
        ...

    def none(self, house: House, asked: Sequence[Reading], test: Test, unit: str) -> str:
        """No: none of those that were asked about."""
        ...

    def count(
        self,
        house: House,
        asked: Sequence[Reading],
        matched: Sequence[Reading],
        test: Test | None,
        unit: str,
        *,
        certain: bool,
    ) -> str:
        """How many, and which; `certain`: nothing is unknown that could add to them."""
        ...

    def those(
        self, house: House, matched: Sequence[Reading], test: Test | None, unit: str, *, certain: bool
    ) -> str:
        """Which they are."""
        ...

    def extreme(self, house: House, matched: Sequence[Reading], query: Query) -> str:
        """Which has the highest or the lowest value."""
        ...

    def never_told(self, house: House, reading: Reading) -> str:
        """The device has never told it."""
        ...

    def last_told(self, house: House, reading: Reading, value: Value, at: datetime, now: datetime) -> str:
        """What it was when the device was last heard from, which was `at`."""
        ...


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that waits, as it is told."""

    trigger: Trigger
    wishes: Sequence[str] = ()
    """What will be done; empty where it is only told."""
    name: str = ""
    about: str = ""
    """What the speaker is to be reminded of."""
    left: float | None = None
    """Seconds; None for a condition."""
    held: bool = False
    at: datetime | None = None
    """When it is due next, by the clock of the home."""


class LaterWords(Protocol):
    """What is for later."""

    def timer_set(self, seconds: int, name: str) -> str:
        """A bare timer runs."""
        ...

    def timer_over(self, seconds: int, name: str) -> str:
        """A bare timer has ended; 0 where it was for a moment or a condition."""
        ...

    def reminded(self, about: str) -> str:
        """It is time to think of something."""
        ...

    def set_timer(self, seconds: int, name: str) -> str:
        """The wish for a bare timer."""
        ...

    def noted(self, house: House, wishes: Sequence[str], trigger: Trigger, about: str) -> str:
        """It will be done; without wishes it will only be told, with what it is about."""
        ...

    def planned(self, house: House, wishes: Sequence[str], trigger: Trigger, about: str) -> str:
        """The wish that it be done then, whole."""
        ...

    def to_tell(self, house: House, ids: Sequence[str], *, whole: bool) -> str:
        """The wish to be told about devices."""
        ...

    def to_change(self, house: House, ids: Sequence[str], properties: Sequence[str], *, whole: bool) -> str:
        """The wish for values that are worked out only then."""
        ...

    def not_noted(self, error: Exception, *, cancelling: bool) -> str:
        """It could not be written down, or not changed."""
        ...


class WaitingWords(Protocol):
    """The clock, and what waits: asked about, taken back, held, put off."""

    def time(self, now: datetime) -> str:
        """What time it is."""
        ...

    def date(self, now: datetime) -> str:
        """What day it is."""
        ...

    def told(self, house: House, dues: Sequence[Due], now: datetime) -> list[str]:
        """What waits, one thing a sentence."""
        ...

    def none(self, which: Selection) -> str:
        """Nothing of the kind waits."""
        ...

    def several(self, which: Selection, count: int) -> str:
        """So many things could be meant, two at least; what they are follows."""
        ...

    def to_cancel(self, which: Selection) -> str:
        """The wish that it does not wait any more."""
        ...

    def cancelled(self, dues: Sequence[Due]) -> str:
        """These, one at least, do not wait any more."""
        ...

    def not_cancelled(self, waiting: int) -> str:
        """So many things wait, and none of them was meant for sure."""
        ...

    def to_adjust(self, change: Change, which: Selection, seconds: int) -> str:
        """The wish that what waits be held, go on, come later or sooner."""
        ...

    def adjusted(self, house: House, due: Due, now: datetime) -> str:
        """How it is after that."""
        ...

    def not_long(self, left: float, change: Change) -> str:
        """It would be over at once, or wait too long, and stays as it is."""
        ...

    def fixed(self, *, again: bool) -> str:
        """It comes again and again, waits for a condition, or is a moment that can't be held."""
        ...


@dataclass(frozen=True, slots=True)
class Wording:
    """A language as replies are made in it."""

    language: Language
    general: GeneralWords
    outcomes: OutcomeWords
    requests: RequestWords
    answers: AnswerWords
    later: LaterWords
    waiting: WaitingWords
    sayings: Mapping[Saying, str]

    def say(self, saying: Saying, **details: str) -> str:
        """The sentence, with what changes in it."""
        return self.sayings[saying].format_map(details)
