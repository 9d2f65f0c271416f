"""One turn: from an utterance to devices and a true reply."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from math import inf
from weakref import WeakValueDictionary

import structlog

from assistant import answers, codec, courtesies, queries, replies
from assistant.answering import may_hold_pin, pin_in, yes_or_no
from assistant.asking import Questions
from assistant.context import House, house_of, room_name, with_values, world_of
from assistant.course import Course, status_of
from assistant.errors import (
    DeadlinePassed,
    EmptyUtterance,
    InvalidUtterance,
    SessionsUnavailable,
    UtteranceTooLong,
)
from assistant.executor import Errand, Executor
from assistant.later import Deferred, Laters
from assistant.notices import with_kept
from assistant.planner import Planner
from assistant.policy import Pins, StaticPins, doubted, review
from assistant.ports import (
    MAX_UTTERANCE,
    CommandState,
    ConversationRequest,
    ConversationResult,
    Emit,
    Event,
    Heard,
    PlanMade,
    QuestionAsked,
    ReplyText,
    Status,
)
from assistant.resolve import Intent, resolve
from assistant.sessions import Pending, Sessions
from assistant.wording.language import Language, language_before, language_of
from assistant.wording.sayings import Saying
from assistant.wording.wordings import WORDINGS, errors_in
from devices.commands import Origin
from devices.errors import DeviceError
from devices.hub import Hub
from devices.schema import Risk
from model_core.plan import (
    AdjustStep,
    CancelStep,
    GetStep,
    LaterStep,
    Plan,
    Question,
    RefuseStep,
    RunStep,
    SetStep,
    TellStep,
)
from model_core.world import Request, Turn, World

log = structlog.get_logger(__name__)

PLAN_TIMEOUT = 15.0
REPLY_MARGIN = 0.2
"""Seconds before the caller's deadline at which devices are not waited for any longer."""

Clock = Callable[[], datetime]
NewId = Callable[[], str]


class ConversationService:
    """Understands, carries out, verifies and words; the only way from a sentence to a device."""

    def __init__(
        self,
        hub: Hub,
        planner: Planner,
        sessions: Sessions,
        executor: Executor,
        laters: Laters,
        *,
        clock: Clock,
        new_id: NewId,
        pins: Pins | None = None,
        plan_timeout: float = PLAN_TIMEOUT,
        ask_below: float = 0.0,
    ) -> None:
        """`ask_below`: confidence under which a plan that moves something is asked about first.

        A plan of unknown confidence is not asked about.
        """
        self._hub = hub
        self._planner = planner
        self._sessions = sessions
        self._executor = executor
        self._laters = laters
        self._questions = Questions(sessions, laters, clock=clock, new_id=new_id)
        self._clock = clock
        self._new_id = new_id
        self._pins = pins or StaticPins()
        self._plan_timeout = plan_timeout
        self._ask_below = ask_below
        self._worlds: dict[str, tuple[int, World]] = {}
        self._locks: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def converse(self, request: ConversationRequest, emit: Emit | None = None) -> ConversationResult:
        """One turn, as `ports.Conversation` says; turns of one conversation follow one another."""
        started = time.perf_counter()
        wording = WORDINGS[language_of(request.utterance) or Language.of_tag(request.language)]
        course: Course | None = None
        with errors_in(lambda: course.wording if course is not None else wording):
            check_utterance(request.utterance)
            conversation_id = request.conversation_id or self._new_id()
            lock = self._locks.setdefault((request.home_id, conversation_id), asyncio.Lock())
            async with lock:
                house = await self._house(request.home_id)
                course = Course(request, conversation_id, house, emit or _nobody, started, wording)
                return await self._turn(course)

    async def _turn(self, course: Course) -> ConversationResult:
        request = course.request
        await course.emit(Heard(course.conversation_id, request.utterance, request.trace_id))
        pending, history = await self._recall(course)
        course.wording = WORDINGS[_language(course, pending, history)]
        dealt_with = await self._answered(course, pending) or _stray_pin(course, pending)
        if not dealt_with and not courtesies.answer(course, begins=not history):
            plan = await self._plan(course, history)
            await self._follow(course, plan)
        return await self._conclude(course)

    async def _house(self, home_id: str) -> House:
        return house_of(await self._hub.snapshot(home_id))

    async def _recall(self, course: Course) -> tuple[Pending | None, tuple[Turn, ...]]:
        """The open question, which is closed by this, and what was said before."""
        if not course.request.conversation_id:
            return None, ()
        home_id, conversation_id = course.house.home.id, course.conversation_id
        try:
            pending = await self._sessions.take(home_id, conversation_id)
            return pending, await self._sessions.history(home_id, conversation_id)
        except SessionsUnavailable:
            course.forgetful = True
            return None, ()

    async def _answered(self, course: Course, pending: Pending | None) -> bool:
        """Whether the utterance was the answer to an open question, and is dealt with."""
        request = course.request
        said = yes_or_no(request.utterance)
        if course.forgetful and (request.question_id or said is True):
            return course.end(Status.REFUSED, Saying.NO_MEMORY)
        if request.question_id and (pending is None or pending.id != request.question_id):
            return course.end(Status.REFUSED, Saying.QUESTION_CLOSED)
        if pending is None or pending.subject != course.subject:
            return False
        if said is False:
            return course.end(Status.CANCELLED, Saying.LEFT)
        pin = pin_in(request.utterance) if pending.pin else None
        # digits that came with other words may be the PIN all the same: nobody else is shown them
        withheld = pending.pin and may_hold_pin(request.utterance)
        if pending.kind is not Question.CONFIRM or (said is None and not withheld):
            return False
        if self._clock() >= pending.expires_at:
            return course.end(Status.REFUSED, Saying.QUESTION_CLOSED)
        if pending.pin and not await self._pin_fits(course, pin):
            return True
        await self._confirmed(course, pending)
        return True

    async def _pin_fits(self, course: Course, pin: str | None) -> bool:
        home_id = course.house.home.id
        try:
            if not await self._sessions.pins_allowed(home_id):
                return not course.end(Status.REFUSED, Saying.NO_MORE_PINS)
            if pin is None:
                return not course.end(Status.REFUSED, Saying.PIN_NEEDED)
            fits = await self._sessions.try_pin(home_id, lambda: self._pins.matches(home_id, pin))
            if not fits:
                return not course.end(
                    Status.REFUSED, Saying.WRONG_PIN if fits is False else Saying.NO_MORE_PINS
                )
        except SessionsUnavailable:
            return not course.end(Status.REFUSED, Saying.NO_MEMORY)
        return True

    async def _confirmed(self, course: Course, pending: Pending) -> None:
        """Do exactly what was asked for, as far as it is still allowed."""
        intents = [codec.load_intent(data) for data in pending.intents]
        verdict = review(intents, course.house, pin_configured=pending.pin)
        course.say(replies.refusals(course.wording, course.house, verdict.refused))
        course.refused += len(verdict.refused)
        allowed = [i for i in intents if i in verdict.free or i in verdict.confirm]
        await self._carry_out(course, allowed, pending.text)
        for data in pending.laters:
            await self._laters.follow(course, Deferred.load(data), self._origin(course))

    async def _plan(self, course: Course, history: tuple[Turn, ...]) -> Plan:
        request, house = course.request, course.house
        timeout = min(self._plan_timeout, self._left(course))
        if timeout <= 0:
            raise DeadlinePassed
        utterance = request.utterance
        if request.question_id and utterance in house.devices:  # a choice that was tapped
            utterance = house.name_of(utterance)
        room = room_name(house, request.room_id) or house.room_of(request.device_id)
        pending = await self._laters.pending(house.home.id)
        plan = await self._planner.plan(
            Request(
                world=self._world(house),
                utterance=utterance,
                room=room,
                device=request.device_id if request.device_id in house.devices else None,
                history=history,
                pending=pending,
            ),
            timeout=timeout,
        )
        course.plan = plan
        course.plan_ms = course.elapsed_ms()
        await course.emit(PlanMade(plan, course.plan_ms))
        return plan

    def _world(self, house: House) -> World:
        cached = self._worlds.get(house.home.id)
        if cached is None or cached[0] != house.generation:
            cached = (house.generation, world_of(house))
            self._worlds[house.home.id] = cached
        return cached[1]

    async def _follow(self, course: Course, plan: Plan) -> None:
        """Do what is free, ask for what is not, answer what was asked."""
        house = course.house
        commands = [s for s in plan.steps if isinstance(s, SetStep | RunStep)]
        resolution = resolve(house, commands)
        pin = self._pins.configured(house.home.id)
        verdict = review(resolution.intents, house, pin_configured=pin)
        unsure = plan.confidence is not None and plan.confidence < self._ask_below
        if unsure:
            verdict = doubted(verdict)
        refused = [*resolution.refused, *verdict.refused]
        await self._carry_out(course, verdict.free, plan.text)
        course.refuse(refused, alone=len(resolution.intents) + len(resolution.refused) == 1)
        if unsure and all(isinstance(s, GetStep) for s in plan.steps):
            course.say([course.wording.say(Saying.MISUNDERSTOOD)])
        asked: list[Deferred] = []
        # what is kept before an unsure cancelling would be cancelled by the yes to it
        waits = unsure and any(isinstance(s, CancelStep) for s in plan.steps)
        for step in plan.steps:
            match step:
                case RefuseStep():
                    course.refused += 1
                    course.say([replies.refusal_of(course.wording, house, step)])
                case LaterStep() | CancelStep() | AdjustStep():
                    deferred = self._laters.review(course, step, pin_configured=pin, unsure=unsure)
                    if deferred is None:
                        continue
                    if deferred.risk is not Risk.FREE or waits:
                        asked.append(deferred)
                    else:
                        await self._laters.follow(course, deferred, self._origin(course))
                case GetStep():
                    now = self._clock()
                    answer = queries.answer(course.house, step, now=now, connected=self._hub.connected)
                    course.answered += bool(answer.readings)
                    course.say(answers.worded(course.wording, course.house, answer, now=now))
                    course.refuse(answer.refused, alone=False)
                case TellStep():
                    await self._laters.tell(course, step)
        if verdict.confirm or asked:
            needs_pin = Risk.PIN in (verdict.risk, *(d.risk for d in asked))
            await self._questions.confirm(course, verdict.confirm, asked, pin=needs_pin, unsure=unsure)
        else:
            await self._questions.of_plan(course, plan)

    async def _carry_out(self, course: Course, intents: list[Intent] | tuple[Intent, ...], text: str) -> None:
        if not intents:
            return
        errand = Errand(course.house.home.id, self._origin(course), course.request.trace_id, text)
        before = course.house
        limit = self._left(course) - REPLY_MARGIN
        done = await self._executor.carry_out(before, intents, errand, course.emit, limit=limit)
        course.outcomes += done
        course.say(replies.outcomes(course.wording, before, done))
        try:
            after = await self._house(before.home.id)
        except DeviceError:  # what was done is told all the same
            after = before
        finished = [o for o in done if o.state is CommandState.SUCCEEDED]
        course.house = with_values(after, {o.device_id: {**o.values, **o.reported} for o in finished})

    async def _conclude(self, course: Course) -> ConversationResult:
        said = course.wording.general.joined(course.sentences)
        question = course.question
        if not said and question is None:
            said = course.wording.say(Saying.UNCLEAR)
            course.refused += 1
        said = await with_kept(self._sessions, course, said)
        if said:
            await course.emit(ReplyText(said))
        if question is not None:
            await course.emit(QuestionAsked(question))
        await self._remember(course)
        status = status_of(course)
        total_ms = course.elapsed_ms()
        log.info(
            "turn_ended",
            home_id=course.house.home.id,
            trace_id=course.request.trace_id,
            status=status.value,
            plan_ms=round(course.plan_ms),
            total_ms=round(total_ms),
        )
        return ConversationResult(
            conversation_id=course.conversation_id,
            reply=course.wording.general.joined([t for t in (said, question.text if question else "") if t]),
            status=status,
            trace_id=course.request.trace_id,
            plan=course.plan,
            outcomes=tuple(course.outcomes),
            question=question,
            plan_ms=course.plan_ms,
            total_ms=total_ms,
        )

    async def _remember(self, course: Course) -> None:
        if course.plan is None or not course.plan.text or course.forgetful:
            return
        turn = Turn(course.request.utterance, course.plan.text)
        try:
            await self._sessions.remember(course.house.home.id, course.conversation_id, turn)
        except SessionsUnavailable:
            log.warning("turn_forgotten", home_id=course.house.home.id, trace_id=course.request.trace_id)

    def _left(self, course: Course) -> float:
        """Seconds until the caller stops waiting."""
        deadline = course.request.deadline
        return inf if deadline is None else (deadline - self._clock()).total_seconds()

    def _origin(self, course: Course) -> Origin:
        return Origin(course.subject, course.conversation_id, course.request.device_id)


def check_utterance(utterance: str) -> None:
    """Raises EmptyUtterance, UtteranceTooLong or InvalidUtterance."""
    if not utterance.strip():
        raise EmptyUtterance
    if len(utterance) > MAX_UTTERANCE:
        raise UtteranceTooLong
    try:
        utterance.encode()
    except UnicodeEncodeError:
        raise InvalidUtterance from None


def _language(course: Course, pending: Pending | None, history: Sequence[Turn]) -> Language:
    """The language of the sentence; of the conversation where the sentence is in none."""
    request, house = course.request, course.house
    kept = pending.language if pending is not None else language_before([t.utterance for t in history])
    said = request.utterance.casefold()
    answered = pending is not None and any(said == house.name_of(d).casefold() for d in house.devices)
    if answered or (request.question_id and request.utterance in house.devices):
        return kept or course.wording.language
    return language_of(request.utterance) or kept or course.wording.language


def _stray_pin(course: Course, pending: Pending | None) -> bool:
    """Whether digits came that nobody asked this speaker for, and are refused: they may be a PIN.

    They do not have to be a PIN and nothing else where somebody in the conversation was asked for one.
    """
    said = course.request.utterance
    plain = pending is not None and pending.kind is not Question.CONFIRM and pending.subject == course.subject
    asked = pending is not None and pending.pin
    if plain or not (may_hold_pin(said) if asked else pin_in(said) is not None):
        return False
    return course.end(Status.REFUSED, Saying.UNCLEAR)


async def _nobody(event: Event) -> None:
    """Takes events that nobody wants."""
