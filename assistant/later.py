"""The part of a turn that is about later: agreeing to it, keeping it, taking it back, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from assistant import codec, replies
from assistant.context import House
from assistant.course import Course
from assistant.policy import doubted, review
from assistant.resolve import Intent, resolve
from assistant.routines import Scheduler, TooManyRoutines
from assistant.schedule import CannotSchedule
from assistant.wording.protocol import Wording
from assistant.wording.sayings import Saying
from devices.commands import Origin
from devices.errors import DeviceError
from devices.schema import Risk
from model_core.plan import (
    After,
    CancelStep,
    GetStep,
    LaterStep,
    Op,
    RunStep,
    SetStep,
    When,
    Word,
)

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
            unknown = step.trigger.device.replace("_", " ")
            course.say([course.wording.say(Saying.UNKNOWN_DEVICE, name=unknown)])
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
        wording = course.wording
        try:
            await self._scheduler.create(course.house, step, approved, origin, language=wording.language)
        except CannotSchedule as error:
            course.refused += 1
            course.say([wording.say(error.saying, **error.details)])
        except TooManyRoutines:
            course.refused += 1
            course.say([wording.say(Saying.TOO_MUCH_WAITING)])
        except DeviceError as error:
            self._unable(course, error, cancelling=False)
        else:
            course.scheduled += 1
            course.say([self.noted(wording, course.house, step)])

    async def cancel(self, course: Course) -> None:
        """Take back what is waiting and say how much that was; raises DeviceError as `keep` does."""
        home_id, wording = course.house.home.id, course.wording
        try:
            cancelled, left = await self._scheduler.cancel(home_id, course.conversation_id)
        except DeviceError as error:
            self._unable(course, error, cancelling=True)
            return
        course.cancelled += 1
        if left:
            course.say([wording.later.not_cancelled(left)])
        elif not cancelled:
            course.say([wording.say(Saying.NOTHING_WAITING)])
        else:
            course.say([wording.later.cancelled(len(cancelled), timer=not cancelled[0].steps)])

    def _unable(self, course: Course, error: DeviceError, *, cancelling: bool) -> None:
        """Say it after what was done already, which an error would hide."""
        if not (course.outcomes or course.scheduled or course.cancelled):
            raise error
        course.refused += 1
        course.say([course.wording.later.not_noted(error, cancelling=cancelling)])

    def noted(self, wording: Wording, house: House, step: LaterStep) -> str:
        """What is said when it has been noted."""
        if not step.steps and isinstance(step.trigger, After):
            return wording.later.timer_set(step.trigger.seconds)
        return wording.later.noted(house, _wishes(wording, house, step, whole=False), step.trigger)

    def described(self, wording: Wording, house: House, step: LaterStep | CancelStep) -> str:
        """The step as a wish, for a question for confirmation."""
        if isinstance(step, CancelStep):
            return wording.later.to_cancel()
        if not step.steps and isinstance(step.trigger, After):
            return wording.later.set_timer(step.trigger.seconds)
        return wording.later.planned(house, _wishes(wording, house, step, whole=True), step.trigger)


def _wishes(wording: Wording, house: House, step: LaterStep, *, whole: bool) -> list[str]:
    return [_wish(wording, house, s, whole=whole) for s in step.steps]


def _wish(wording: Wording, house: House, step: SetStep | RunStep | GetStep, *, whole: bool) -> str:
    if isinstance(step, GetStep):
        return wording.later.to_tell(house, step.devices, whole=whole)
    if isinstance(step, SetStep) and any(
        a.op is not Op.ASSIGN or (isinstance(a.value, Word) and a.value not in ABSOLUTE)
        for a in step.assignments
    ):
        properties = [a.property for a in step.assignments]
        return wording.later.to_change(house, step.devices, properties, whole=whole)
    wishes = replies.commands(wording, house, resolve(house, [step]).intents, whole=whole)
    return wording.requests.wishes(wishes, whole=whole) or wording.say(Saying.DO_THAT)
