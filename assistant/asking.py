"""The question that a turn ends with: for a yes or a PIN, or the plan's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from assistant import codec, replies
from assistant.course import Course
from assistant.errors import SessionsUnavailable
from assistant.later import Deferred, Laters
from assistant.ports import Choice, PendingQuestion
from assistant.resolve import Intent
from assistant.sessions import Pending, Sessions
from assistant.wording.sayings import Saying
from model_core.plan import AskStep, Plan, Question

ANSWER_WITHIN = timedelta(seconds=60)


class Questions:
    """Opens questions, with exactly what a yes would do, on behalf of a turn."""

    def __init__(
        self,
        sessions: Sessions,
        laters: Laters,
        *,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._sessions = sessions
        self._laters = laters
        self._clock = clock
        self._new_id = new_id

    async def confirm(
        self,
        course: Course,
        intents: Sequence[Intent],
        laters: Sequence[Deferred],
        *,
        pin: bool,
        unsure: bool,
    ) -> None:
        """Ask for all of it in one question; says so when it can't be remembered, and then asks nothing."""
        wording = course.wording
        later_wishes = [self._laters.described(wording, course.house, deferred.step) for deferred in laters]
        pending = Pending(
            id=self._new_id(),
            kind=Question.CONFIRM,
            text=replies.confirmation(wording, course.house, intents, later_wishes, pin=pin, unsure=unsure),
            expires_at=self._clock() + ANSWER_WITHIN,
            subject=course.subject,
            pin=pin,
            intents=[codec.dump_intent(i) for i in intents],
            laters=[deferred.dump() for deferred in laters],
            language=wording.language,
        )
        yes_no = Choice("yes", wording.say(Saying.YES)), Choice("no", wording.say(Saying.NO))
        await self._open(course, pending, () if pin else yes_no)

    async def of_plan(self, course: Course, plan: Plan) -> None:
        """The plan's own question, if it has one; the answer goes to the model with the history."""
        step = next((s for s in plan.steps if isinstance(s, AskStep)), None)
        if step is None:
            return
        house, wording = course.house, course.wording
        text = (replies.which if step.question is Question.WHICH else replies.what)(
            wording, house, step.choices
        )
        choices = tuple(Choice(d, house.name_of(d)) for d in step.choices if d in house.devices)
        expires_at = self._clock() + ANSWER_WITHIN
        kind = step.question if step.question is not Question.CONFIRM else Question.WHAT
        pending = Pending(self._new_id(), kind, text, expires_at, course.subject, language=wording.language)
        await self._open(course, pending, choices)

    async def _open(self, course: Course, pending: Pending, choices: tuple[Choice, ...]) -> None:
        try:
            await self._sessions.ask(course.house.home.id, course.conversation_id, pending)
        except SessionsUnavailable as error:
            course.forgetful = True
            if pending.kind is Question.CONFIRM:
                course.refused += 1
                course.say([course.wording.general.error(error), course.wording.say(Saying.CANNOT_ASK)])
                return
        course.question = PendingQuestion(pending.id, pending.kind, pending.text, choices, pending.expires_at)
