"""The plan: what the devices should be, as data. Everything after it is code, not model."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

Value = bool | int | float | str


class Op(StrEnum):
    """How a value in a `set` step relates to the present one."""

    ASSIGN = "="
    ADD = "+="
    SUBTRACT = "-="
    MULTIPLY = "*="


class Word(StrEnum):
    """A value that code resolves from the property's range and its reported state."""

    MORE = "more"
    LESS = "less"
    SLIGHTLY_MORE = "slightly more"
    SLIGHTLY_LESS = "slightly less"
    MUCH_MORE = "much more"
    MUCH_LESS = "much less"
    MAXIMUM = "max"
    MINIMUM = "min"
    PREVIOUS = "previous"
    TOGGLE = "toggle"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One property and the value wanted for it."""

    property: str
    value: Value | Word
    op: Op = Op.ASSIGN
    unit: str = ""
    """Unit the speaker used ("F", "C"); empty means the property's own."""


@dataclass(frozen=True, slots=True)
class SetStep:
    """Write desired values to one or many devices."""

    devices: tuple[str, ...]
    assignments: tuple[Assignment, ...]
    group: bool = False
    """The devices came from a selector: one that lacks the property is left out, not refused."""


@dataclass(frozen=True, slots=True)
class RunStep:
    """Run an action that is not a state."""

    devices: tuple[str, ...]
    action: str
    arguments: tuple[tuple[str, Value], ...] = ()
    group: bool = False


class Query(StrEnum):
    """What a `get` step wants to know."""

    VALUE = "get"
    """The values themselves."""
    CHECK = "check"
    """Yes when every device satisfies the test."""
    CHECK_ANY = "check any"
    """Yes when at least one device satisfies it."""
    COUNT = "count"
    """How many devices satisfy it."""
    LIST = "list"
    """Which devices satisfy it."""
    HIGHEST = "highest"
    LOWEST = "lowest"


class Comparison(StrEnum):
    EQUAL = "="
    NOT_EQUAL = "!="
    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison of a reported value with a constant."""

    property: str
    comparison: Comparison
    value: Value
    unit: str = ""

    __test__ = False


@dataclass(frozen=True, slots=True)
class GetStep:
    """Read; the answer is made from what the devices reported."""

    devices: tuple[str, ...]
    query: Query = Query.VALUE
    properties: tuple[str, ...] = ()
    """Set for VALUE, HIGHEST and LOWEST."""
    test: Test | None = None
    """Set for CHECK, CHECK_ANY, COUNT and LIST."""
    group: bool = False


class Question(StrEnum):
    WHICH = "which"
    """Which of the choices is meant."""
    WHAT = "what"
    """What should be done, or with which value."""
    CONFIRM = "confirm"
    """Asked by policy, never by the model."""


@dataclass(frozen=True, slots=True)
class AskStep:
    """The request is ambiguous or needs a confirmation."""

    question: Question
    choices: tuple[str, ...] = ()
    """Device ids."""


class Reason(StrEnum):
    """Why a request, or part of one, is not carried out."""

    UNKNOWN = "unknown"
    """No such device or room; `subject` is what was said."""
    UNABLE = "unable"
    """The device exists but cannot do that."""
    CHAT = "chat"
    """Not a request for a home assistant."""
    UNCLEAR = "unclear"
    """Not understood."""


@dataclass(frozen=True, slots=True)
class RefuseStep:
    """No such device, no such ability, or not a request for us."""

    reason: Reason
    subject: str = ""
    devices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class After:
    """Once, after a delay."""

    seconds: int


@dataclass(frozen=True, slots=True)
class At:
    """At a clock time or a sun event, in the home's time zone."""

    time: str
    """"HH:MM", "sunrise" or "sunset"."""
    days: str = "once"
    """"once", "tomorrow", "daily", "weekdays", "weekends" or a day's name."""


@dataclass(frozen=True, slots=True)
class When:
    """Once, when a device's reported value satisfies a test."""

    device: str
    test: Test


Trigger = After | At | When


@dataclass(frozen=True, slots=True)
class LaterStep:
    """Timers, schedules and conditions."""

    trigger: Trigger
    steps: tuple[SetStep | RunStep | GetStep, ...]
    """Empty for a bare timer, which only tells the speaker that it is over."""
    name: str = ""
    """What a timer is for."""
    about: str = ""
    """What the speaker is to be reminded of."""


class Kept(StrEnum):
    """What a person calls a thing that waits."""

    ANYTHING = "anything"
    TIMER = "timer"
    ALARM = "alarm"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which of what waits is meant; an empty one is for what the conversation itself left waiting."""

    kind: Kept = Kept.ANYTHING
    every: bool = False
    """All that fit, not the only one."""
    name: str = ""
    seconds: int = 0
    """The delay that it was set for; 0 where none was said."""
    time: str = ""
    """The time on the clock that it is for, as in `At`."""


@dataclass(frozen=True, slots=True)
class CancelStep:
    """Forget pending `later` steps ("cancel the timer", "never mind")."""

    which: Selection = Selection()


class Change(StrEnum):
    """What becomes of what waits."""

    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    SHORTEN = "shorten"


@dataclass(frozen=True, slots=True)
class AdjustStep:
    """Hold a delay, let it go on, put off what waits or bring it forward."""

    change: Change
    which: Selection = Selection()
    seconds: int = 0
    """By how much; EXTEND and SHORTEN only."""


class Subject(StrEnum):
    """What a `tell` step is about."""

    TIME = "time"
    DATE = "date"
    WAITING = "waiting"
    """What waits, and for how long still."""


@dataclass(frozen=True, slots=True)
class TellStep:
    """Say the time, the date or what waits."""

    subject: Subject
    which: Selection = Selection()
    """WAITING only."""


Step = SetStep | RunStep | GetStep | AskStep | RefuseStep | LaterStep | CancelStep | AdjustStep | TellStep


@dataclass(frozen=True, slots=True)
class Plan:
    """An ordered list of steps and where it came from."""

    steps: tuple[Step, ...]
    text: str = ""
    """The same plan in the plan language, as the model wrote it."""
    confidence: float | None = None
    """Share of plans like this one that are right, 0 to 1; None where that was never measured."""
    source: str = field(default="model")
    """`model`, `reader` for what was read word by word, `remote`, ..."""
