"""The part of a turn that is about later: agreeing to it, keeping it, taking it back, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

import structlog

from assistant import codec, replies
from assistant.context import House, room_name
from assistant.course import Course
from assistant.policy import doubted, review
from assistant.resolve import Intent, resolve
from assistant.routines import Scheduler, TooManyRoutines
from assistant.schedule import CannotSchedule, zone_of
from assistant.waiting import Fixed, NotLong, Waiting, Waits
from assistant.wording.protocol import Due, Wording
from assistant.wording.sayings import Saying
from devices.commands import Origin
from devices.errors import DeviceError
from devices.schema import Risk
from model_core import pending
from model_core.plan import (
    AdjustStep,
    After,
    CancelStep,
    GetStep,
    LaterStep,
    Op,
    RunStep,
    Selection,
    SetStep,
    Subject,
    TellStep,
    When,
    Word,
)
from model_core.world import Pending

log = structlog.get_logger(__name__)

READ = "reader"
"""The source of plans that were read word by word."""
ABSOLUTE = frozenset({Word.MAXIMUM, Word.MINIMUM})


@dataclass(frozen=True, slots=True)
class Deferred:
    """A step for later, or a change of what waits, with what a yes to it agrees to."""

    step: LaterStep | CancelStep | AdjustStep
    approved: tuple[Intent, ...] = ()
    risk: Risk = Risk.FREE
    """Anything but free is to be asked for."""

    def dump(self) -> dict[str, Any]:
        """The step as JSON, without its risk."""
        return {
            "step": codec.dump_later(self.step),
            "approved": [codec.dump_intent(i) for i in self.approved],
        }

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> Self:
        """The step that was dumped; raises KeyError, TypeError or ValueError for anything else."""
        return cls(codec.load_later(data["step"]), tuple(codec.load_intent(i) for i in data["approved"]))


class Laters:
    """Steps for later, on behalf of a turn."""

    def __init__(self, scheduler: Scheduler, waiting: Waiting) -> None:
        self._scheduler = scheduler
        self._waiting = waiting

    def review(
        self,
        course: Course,
        step: LaterStep | CancelStep | AdjustStep,
        *,
        pin_configured: bool,
        unsure: bool,
    ) -> Deferred | None:
        """The step with what must be agreed to first; None when it is refused, which is then said.

        `unsure`: whatever moves something, or changes what waits, must be agreed to.
        """
        if not isinstance(step, LaterStep):
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
        """Keep the step, or change what is waiting; raises DeviceError as `keep` does."""
        match deferred.step:
            case LaterStep():
                await self.keep(course, deferred.step, deferred.approved, origin)
            case CancelStep():
                await self.cancel(course, deferred.step.which)
            case AdjustStep():
                await self.adjust(course, deferred.step)

    async def keep(self, course: Course, step: LaterStep, approved: Sequence[Intent], origin: Origin) -> None:
        """Note it and say when it will be; or say why not.

        Raises DeviceError only while nothing else of the turn has been done.
        """
        wording, house = course.wording, course.house
        room = room_name(house, course.request.room_id) or house.room_of(origin.source_device)
        try:
            await self._scheduler.create(
                house, step, approved, origin, language=wording.language, room=room or ""
            )
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

    async def cancel(self, course: Course, which: Selection) -> None:
        """Take back what is waiting and say how much that was; raises DeviceError as `keep` does."""
        wording = course.wording
        try:
            found = await self._waiting.find(course.house, course.conversation_id, which)
            guessed = course.plan is not None and course.plan.source != READ
            if guessed and which == Selection() and len(found.chosen) > 1:
                self._not_found(course, which, found.chosen)  # of several it was not said which
                return
            gone = await self._waiting.cancel(found.chosen)
        except DeviceError as error:
            self._unable(course, error, cancelling=True)
            return
        if gone:
            course.cancelled += 1
            course.say([wording.waiting.cancelled([self._due(course, one) for one in gone])])
        elif which == Selection():
            course.cancelled += 1
            left = len(found.others)
            nothing = wording.say(Saying.NOTHING_WAITING)
            course.say([wording.waiting.not_cancelled(left) if left else nothing])
        elif not found.others:
            course.cancelled += 1
            course.say([wording.waiting.none(which)])
        else:
            self._not_found(course, which, found.others)

    async def adjust(self, course: Course, step: AdjustStep) -> None:
        """Hold a delay, let it go on, put off what waits, and say how it is then; raises as `cancel` does."""
        words = course.wording.waiting
        try:
            found = await self._waiting.find(course.house, course.conversation_id, step.which)
            if not found.chosen or (step.which == Selection() and len(found.chosen) > 1):
                self._not_found(course, step.which, found.chosen or found.others)
                return
            for one in found.chosen:
                try:
                    changed = await self._waiting.adjust(one, step, course.house.home.timezone)
                except NotLong as error:
                    course.refused += 1
                    course.say([words.not_long(error.left, step.change)])
                    continue
                except Fixed as error:
                    course.refused += 1
                    course.say([words.fixed(again=error.again)])
                    continue
                if changed is None:
                    course.refused += 1
                    course.say([words.none(step.which)])
                    continue
                course.scheduled += 1
                course.say([words.adjusted(course.house, self._due(course, changed), self._now(course))])
        except DeviceError as error:
            self._unable(course, error, cancelling=True)

    async def pending(self, home_id: str) -> tuple[Pending, ...]:
        """What waits in a home, as it may be spoken of; nothing where the database does not say now."""
        try:
            waiting = await self._waiting.all(home_id)
        except DeviceError as error:
            log.warning("waiting_unknown", home_id=home_id, code=error.code)
            return ()
        return tuple(pending.told(w.trigger, w.steps, w.name, w.about) for w in waiting)

    async def tell(self, course: Course, step: TellStep) -> None:
        """Say the time, the date, or what waits and for how long still; raises DeviceError."""
        words, now = course.wording.waiting, self._now(course)
        if step.subject is not Subject.WAITING:
            course.answered += 1
            course.say([words.time(now) if step.subject is Subject.TIME else words.date(now)])
            return
        every = replace(step.which, every=True)
        found = await self._waiting.find(course.house, course.conversation_id, every)
        course.answered += 1
        dues = [self._due(course, one) for one in found.chosen]
        course.say(words.told(course.house, dues, now) if dues else [words.none(step.which)])

    def _not_found(self, course: Course, which: Selection, others: Sequence[Waits]) -> None:
        """Say that it is none of what waits, or which it may be."""
        course.refused += 1
        words = course.wording.waiting
        if not others:
            course.say([words.none(which)])
            return
        dues = [self._due(course, one) for one in others]
        told = words.told(course.house, dues, self._now(course))
        course.say([words.several(which, len(others)), *told])

    def _due(self, course: Course, one: Waits) -> Due:
        at = one.routine.next_run_at
        return Due(
            trigger=one.trigger,
            wishes=[_wish(course.wording, course.house, s, whole=False) for s in one.steps],
            name=one.name,
            about=one.about,
            left=one.left(self._waiting.now()),
            held=one.held is not None,
            at=None if at is None else at.astimezone(zone_of(course.house.home.timezone)),
        )

    def _now(self, course: Course) -> datetime:
        return self._waiting.now().astimezone(zone_of(course.house.home.timezone))

    def _unable(self, course: Course, error: DeviceError, *, cancelling: bool) -> None:
        """Say it after what was done already, which an error would hide."""
        if not (course.outcomes or course.scheduled or course.cancelled):
            raise error
        course.refused += 1
        course.say([course.wording.later.not_noted(error, cancelling=cancelling)])

    def noted(self, wording: Wording, house: House, step: LaterStep) -> str:
        """What is said when it has been noted."""
        if _is_timer(step) and isinstance(step.trigger, After):
            return wording.later.timer_set(step.trigger.seconds, step.name)
        wishes = _wishes(wording, house, step, whole=False)
        return wording.later.noted(house, wishes, step.trigger, step.about)

    def described(self, wording: Wording, house: House, step: LaterStep | CancelStep | AdjustStep) -> str:
        """The step as a wish, for a question for confirmation."""
        if isinstance(step, CancelStep):
            return wording.waiting.to_cancel(step.which)
        if isinstance(step, AdjustStep):
            return wording.waiting.to_adjust(step.change, step.which, step.seconds)
        if _is_timer(step) and isinstance(step.trigger, After):
            return wording.later.set_timer(step.trigger.seconds, step.name)
        wishes = _wishes(wording, house, step, whole=True)
        return wording.later.planned(house, wishes, step.trigger, step.about)


def _is_timer(step: LaterStep) -> bool:
    return not step.steps and not step.about


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
