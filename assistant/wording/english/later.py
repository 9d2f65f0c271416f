"""What is for later, in English."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.context import House
from assistant.errors import code_of
from assistant.errors import sentence as error_sentence
from assistant.schedule import DAYS
from assistant.wording.english.answers import tested
from assistant.wording.english.general import subject
from assistant.wording.english.phrases import capital, duration, listed, the, words
from model_core.plan import After, At, Trigger, When

TELL = "tell you"
VOWELS = tuple("aeiouAEIOU")


def timer_set(seconds: int, name: str) -> str:
    """A bare timer runs."""
    return f"The {timer(name)} is set for {duration(seconds)}."


def timer_over(seconds: int, name: str) -> str:
    """A bare timer has ended."""
    if not seconds:
        return "It is time."
    return f"The {timer(name)} is over." if name else f"The timer for {duration(seconds)} is over."


def reminded(about: str) -> str:
    """It is time to think of something."""
    return f"It is time: {about}."


def set_timer(seconds: int, name: str) -> str:
    """The wish for a bare timer."""
    return f"set {'an' if name[:1] in VOWELS else 'a'} {timer(name)} for {duration(seconds)}"


def timer(name: str) -> str:
    """A timer by its name."""
    return f"{name} timer" if name else "timer"


def noted(house: House, wishes: Sequence[str], trigger: Trigger, about: str) -> str:
    """It will be done."""
    return f"{capital(moment(house, trigger))} I will {listed(wishes) or _tell(about)}."


def planned(house: House, wishes: Sequence[str], trigger: Trigger, about: str) -> str:
    """The wish that it be done then."""
    return f"{listed(wishes, whole=True) or _tell(about)} {moment(house, trigger)}".removesuffix(",")


def _tell(about: str) -> str:
    return f"remind you of “{about}”" if about else TELL


def to_tell(house: House, ids: Sequence[str], *, whole: bool) -> str:
    """The wish to be told about devices."""
    return f"tell you about {subject(house, ids, whole=whole)}"


def to_change(house: House, ids: Sequence[str], properties: Sequence[str], *, whole: bool) -> str:
    """The wish for values that are worked out only then."""
    what = listed([words(name) for name in properties], whole=whole)
    return f"change the {what} of {subject(house, ids, whole=whole)}"


def not_noted(error: Exception, *, cancelling: bool) -> str:
    """It could not be written down, or not changed."""
    so = "so I changed nothing" if cancelling else "so I did not note that"
    return f"{error_sentence(code_of(error)).removesuffix('.')}, {so}."


def moment(house: House, trigger: Trigger) -> str:
    """A trigger in words: "in 10 minutes", "every day at 07:00", "when the front door is open,"."""
    match trigger:
        case After():
            return f"in {duration(trigger.seconds)}"
        case When():
            return f"when {_condition(house, trigger)},"
        case At():
            at = f"at {trigger.time}"
            days = trigger.days.casefold()
            if days in DAYS:
                return f"on {capital(days)} {at}"
            lead = {"daily": "every day ", "weekdays": "on weekdays ", "weekends": "at weekends "}
            return f"{lead.get(days, 'tomorrow ' if days == 'tomorrow' else '')}{at}"


def _condition(house: House, trigger: When) -> str:
    name = the(house.spoken(trigger.device))
    test = trigger.test
    said = tested(test, test.unit or house.unit_of(trigger.device, test.property))
    return f"{name} has {said.removeprefix('with ')}" if said.startswith("with ") else f"{name} is {said}"
