"""The part of a turn that is about later: agreeing to it, keeping it, taking it back, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from assistant import codec, phrases, replies
from assistant.context import House
from assistant.course import Course
from assistant.errors import sentence
from assistant.phrases import capital, listed, the, words
from assistant.policy import doubted, review
from assistant.resolve import Intent, resolve
from assistant.routines import Scheduler, TooManyRoutines
from assistant.schedule import DAYS, CannotSchedule
from devices.commands import Origin
from devices.errors import DeviceError
from devices.schema import Risk
from model_core.plan import (
    After,
    At,
    CancelStep,
    GetStep,
    LaterStep,
    Op,
    RunStep,
    SetStep,
    Trigger,
    When,
    Word,
)

TOO_MANY = "There is too much waiting already, so I did not note that."
ABSOLUTE = frozenset({Word.MAXIMUM, Word.MINIMUM})


@dataclass(frozen=True, slots=True)
class Deferred:
    """A step for later, or the cancelling of what waits, with what a yes to it agrees to."""

    step: LaterStep | CancelStep
    approved: tuple[Intent, ...] = ()
    risk: Risk = Risk.FREE
    """Anything but free is to be asked for."""

    def dump(self) -> dict[str, Any]:
        """The step as JSON, without its risk."""
        later = codec.dump_later(self.step) if isinstance(self.step, LaterStep) else None
        return {"later": later, "approved": [codec.dump_intent(i) for i in self.approved]}

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> Self:
        """The step that was dumped; raises KeyError, TypeError or ValueError for anything else."""
        step = CancelStep() if data["later"] is None else codec.load_later(data["later"])
        return cls(step, tuple(codec.load_intent(i) for i in data["approved"]))


class Laters:
    """Steps for later, on behalf of a turn."""

    def __init__(self, scheduler: Scheduler) -> None:
        self._scheduler = scheduler

    def review(
        self, course: Course, step: LaterStep | CancelStep, *, pin_configured: bool, unsure: bool
    ) -> Deferred | None:
        """The step with what must be agreed to first; None when it is refused, which is then said.

        `unsure`: whatever moves something, or cancels, must be agreed to.
        """
        if isinstance(step, CancelStep):
            return Deferred(step, risk=Risk.CONFIRM if unsure else Risk.FREE)
        house = course.house
        if isinstance(step.trigger, When) and house.device(step.trigger.device) is None:
            course.refused += 1
            course.say([f"I don't know any device called {words(step.trigger.device)}."])
            return None
        commands = [s for s in step.steps if isinstance(s, SetStep | RunStep)]
        resolution = resolve(house, commands)
        verdict = review(resolution.intents, house, pin_configured=pin_configured)
        refused = [r for r in resolution.refused if r.code not in ("no_state", "no_previous")]
        refused += [r for r in verdict.refused if r.code != "vehicle_moving"]
        if refused:
            course.refuse(refused, alone=True)
            return None
        if not unsure:
            return Deferred(step, verdict.confirm, verdict.risk)
        verdict = doubted(verdict)
        # commands that have no exact values yet are doubtful as well
        risk = Risk.CONFIRM if commands and verdict.risk is Risk.FREE else verdict.risk
        return Deferred(step, verdict.confirm, risk)

    async def follow(self, course: Course, deferred: Deferred, origin: Origin) -> None:
        """Keep the step, or cancel what is waiting; raises DeviceError as `keep` does."""
        if isinstance(deferred.step, CancelStep):
            await self.cancel(course)
        else:
            await self.keep(course, deferred.step, deferred.approved, origin)

    async def keep(self, course: Course, step: LaterStep, approved: Sequence[Intent], origin: Origin) -> None:
        """Note it and say when it will be; or say why not.

        Raises DeviceError only while nothing else of the turn has been done.
        """
        try:
            await self._scheduler.create(course.house, step, approved, origin)
        except CannotSchedule as error:
            course.refused += 1
            course.say([str(error)])
        except TooManyRoutines:
            course.refused += 1
            course.say([TOO_MANY])
        except DeviceError as error:
            self._unable(course, error, "so I did not note that")
        else:
            course.scheduled += 1
            course.say([self.noted(course.house, step)])

    async def cancel(self, course: Course) -> None:
        """Take back what is waiting and say how much that was; raises DeviceError as `keep` does."""
        home_id = course.house.home.id
        try:
            cancelled, left = await self._scheduler.cancel(home_id, course.conversation_id)
        except DeviceError as error:
            self._unable(course, error, "so I cancelled nothing")
            return
        course.cancelled += 1
        if left:
            course.say([f"{left} things are waiting, none of them from here, so I cancelled nothing."])
        elif not cancelled:
            course.say(["There is nothing waiting to be cancelled."])
        elif len(cancelled) == 1:
            course.say(["I cancelled the timer." if not cancelled[0].steps else "I cancelled that."])
        else:
            course.say([f"I cancelled {len(cancelled)} things that were waiting."])

    def _unable(self, course: Course, error: DeviceError, so: str) -> None:
        """Say it after what was done already, which an error would hide."""
        if not (course.outcomes or course.scheduled or course.cancelled):
            raise error
        course.refused += 1
        course.say([f"{sentence(error.code).removesuffix('.')}, {so}."])

    def noted(self, house: House, step: LaterStep) -> str:
        """What is said when it has been noted."""
        if not step.steps and isinstance(step.trigger, After):
            return f"The timer is set for {phrases.duration(step.trigger.seconds)}."
        doing = listed([_deed(house, s) for s in step.steps]) or "tell you"
        return f"{capital(moment_of(house, step.trigger))} I will {doing}."

    def described(self, house: House, step: LaterStep | CancelStep) -> str:
        """The step as part of a question for confirmation."""
        if isinstance(step, CancelStep):
            return "cancel what is waiting"
        if not step.steps and isinstance(step.trigger, After):
            return f"set a timer for {phrases.duration(step.trigger.seconds)}"
        doing = listed([_deed(house, s) for s in step.steps]) or "tell you"
        return f"{doing} {moment_of(house, step.trigger)}".removesuffix(",")


def moment_of(house: House, trigger: Trigger) -> str:
    """A trigger in words: "in 10 minutes", "every day at 07:00", "when the front door is open,"."""
    match trigger:
        case After():
            return f"in {phrases.duration(trigger.seconds)}"
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
    from assistant.answers import tested

    name = the(house.spoken(trigger.device))
    said = tested(trigger.test, replies.unit_of(house, trigger.device, trigger.test.property))
    return f"{name} has {said.removeprefix('with ')}" if said.startswith("with ") else f"{name} is {said}"


def _deed(house: House, step: SetStep | RunStep | GetStep) -> str:
    if isinstance(step, GetStep):
        return "tell you about " + replies.subject(house, step.devices)
    if isinstance(step, SetStep) and any(
        a.op is not Op.ASSIGN or (isinstance(a.value, Word) and a.value not in ABSOLUTE)
        for a in step.assignments
    ):
        names = listed([words(a.property) for a in step.assignments])
        return f"change the {names} of {replies.subject(house, step.devices)}"
    return listed(replies.commands(house, resolve(house, [step]).intents)) or "do that"
