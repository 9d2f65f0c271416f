"""What is to happen later: kept in the database, and carried out when its moment or condition comes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from assistant import answers, codec, queries, replies
from assistant.context import House, house_of
from assistant.executor import Errand, Executor
from assistant.policy import Pins, StaticPins, review
from assistant.ports import CommandState
from assistant.resolve import Intent, Refused, resolve
from assistant.schedule import Place, next_moment, repeats
from assistant.wording.language import Language
from assistant.wording.protocol import Wording
from assistant.wording.sayings import Saying
from assistant.wording.wordings import WORDINGS
from devices.commands import Origin
from devices.errors import DatabaseUnavailable, DeviceError, UnknownHome
from devices.hub import ChangeKind, Hub
from devices.registry.database import Database
from devices.registry.routines import Routine, Routines
from model_core.plan import After, GetStep, LaterStep, RunStep, SetStep, When

log = structlog.get_logger(__name__)

GRACE = timedelta(minutes=10)
"""Later than this after its moment nothing is done any more."""
LONGEST_NAP = 30.0
"""Seconds after which the clock is looked at again in any case."""
RETRY = 2.0
MAX_PENDING = 200
"""Things a home may have waiting."""

Clock = Callable[[], datetime]
NewId = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that people of the home should be told without having asked just now."""

    home_id: str
    conversation_id: str
    routine_id: str
    text: str


Tell = Callable[[Notice], Awaitable[None]]


class TooManyRoutines(Exception):
    """The home has as many things waiting as it may."""


class Scheduler:
    """Keeps `later` steps and carries them out, each once."""

    def __init__(
        self,
        database: Database,
        hub: Hub,
        executor: Executor,
        *,
        clock: Clock,
        new_id: NewId,
        tell: Tell | None = None,
        pins: Pins | None = None,
        place: Place | None = None,
    ) -> None:
        self._database = database
        self._hub = hub
        self._executor = executor
        self._clock = clock
        self._new_id = new_id
        self._tell = tell
        self._pins = pins or StaticPins()
        self._place = place
        self._wake = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._conditional: dict[str, set[str]] = {}
        """By home, the devices that something waits for."""
        self._watched: dict[str, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Look again at what is due first: something has another moment."""
        self._wake.set()

    async def start(self) -> None:
        """Tell of what was cut short, take up what is pending."""
        async with self._database.session(read_only=True) as session:
            cut = await Routines(session).list_running()
        for routine in cut:
            await self._finish(routine, succeeded=False)
        async with self._database.session(read_only=True) as session:
            pending = await Routines(session).list_pending(None)
        for routine in cut:
            told = self._say(routine, _wording(routine).say(Saying.CUT_SHORT))
            self._own(told, f"routine-cut-{routine.id}")
        for home_id in {r.home_id for r in pending if r.next_run_at is None}:
            self._watch(home_id)
        self._own(self._keep_time(), "routines-clock")

    async def close(self) -> None:
        """Stop; what is pending stays for the next start."""
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._watched.clear()

    async def create(
        self,
        house: House,
        step: LaterStep,
        approved: Sequence[Intent],
        origin: Origin,
        *,
        language: Language = Language.ENGLISH,
        room: str = "",
    ) -> Routine:
        """Keep a step for later with the risky intents that were agreed to.

        `language`: of what will be told when it is due; `room`: where it was asked for. Raises
        CannotSchedule, TooManyRoutines or DeviceError.
        """
        now = self._clock()
        home = house.home
        moment = next_moment(step.trigger, now=now, timezone=home.timezone, place=self._place)
        routine = Routine(
            id=self._new_id(),
            home_id=home.id,
            trigger={
                **codec.dump_trigger(step.trigger),
                "approved": [codec.dump_intent(i) for i in approved],
                "source_device": origin.source_device,
                "language": language.value,
                "name": step.name,
                "about": step.about,
                "room": room,
            },
            steps=[codec.dump_step(s) for s in step.steps],
            created_at=now,
            next_run_at=moment,
            created_by=origin.actor,
            conversation_id=origin.conversation_id,
        )
        async with self._database.session() as session:
            routines = Routines(session)
            if len(await routines.list_waiting(home.id)) >= MAX_PENDING:
                raise TooManyRoutines
            routine = await routines.create(routine)
        log.info("routine_created", home_id=home.id, routine_id=routine.id, at=str(moment))
        if moment is None:
            self._watch(home.id)
            self._own(self._check_conditions(home.id), "routines-condition")
        self._wake.set()
        return routine

    async def _keep_time(self) -> None:
        while True:
            self._wake.clear()
            try:
                nap = await self._run_due()
            except DeviceError as error:
                log.warning("routines_waiting", code=error.code)
                nap = RETRY
            try:
                async with asyncio.timeout(min(nap, LONGEST_NAP)):
                    await self._wake.wait()
            except TimeoutError:
                pass

    async def _run_due(self) -> float:
        """Begin all that is due; the seconds until the next moment."""
        now = self._clock()
        async with self._database.session() as session:
            routines = Routines(session)
            due = await routines.due(now)
            claimed = [r for r in [await routines.claim(d.home_id, d.id) for d in due] if r is not None]
            waiting = [r.next_run_at for r in await routines.list_pending(None) if r.next_run_at]
        for routine in claimed:
            self._own(self._run(routine), f"routine-{routine.id}")
        if not waiting:
            return LONGEST_NAP
        return max((min(waiting) - now).total_seconds(), 0.0)

    async def _run(self, routine: Routine) -> None:
        now, wording = self._clock(), _wording(routine)
        succeeded, text = False, wording.say(Saying.PLAN_FAILED)
        try:
            if routine.next_run_at is not None and now - routine.next_run_at > GRACE:
                text = wording.say(Saying.MISSED)
            else:
                succeeded, text = await self._carry_out(routine, wording, now)
        except DeviceError as error:
            text = wording.general.joined([text, wording.general.error(error)])
            log.warning("routine_failed", routine_id=routine.id, code=error.code)
        except (KeyError, TypeError, ValueError):
            log.exception("routine_unreadable", home_id=routine.home_id, routine_id=routine.id)
        finished = await self._finish(routine, succeeded=succeeded)
        await self._say(routine, text)
        while not finished:
            await asyncio.sleep(RETRY)
            finished = await self._finish(routine, succeeded=succeeded)

    async def _carry_out(self, routine: Routine, wording: Wording, now: datetime) -> tuple[bool, str]:
        trigger = codec.load_trigger(routine.trigger)
        steps = [codec.load_step(s) for s in routine.steps]
        if not steps and routine.trigger.get("about"):
            return True, wording.later.reminded(str(routine.trigger["about"]))
        if not steps:
            seconds = trigger.seconds if isinstance(trigger, After) else 0
            seconds += int(routine.trigger.get("added", 0))
            return True, wording.later.timer_over(seconds, str(routine.trigger.get("name", "")))
        house = house_of(await self._hub.snapshot(routine.home_id))
        resolution = resolve(house, [s for s in steps if isinstance(s, SetStep | RunStep)])
        intents, refused = self._permitted(house, resolution.intents, routine.trigger)
        errand = Errand(
            routine.home_id,
            Origin(routine.id, routine.conversation_id, str(routine.trigger.get("source_device", ""))),
            trace_id=self._new_id(),
        )
        done = await self._executor.carry_out(house, intents, errand)
        house = house_of(await self._hub.snapshot(routine.home_id))
        said = replies.outcomes(wording, house, done)
        said += replies.refusals(wording, house, [*resolution.refused, *refused])
        for step in steps:
            if isinstance(step, GetStep):
                answer = queries.answer(house, step, now=now, connected=self._hub.connected)
                said += answers.worded(wording, house, answer, now=now)
        well = all(o.state in (CommandState.SUCCEEDED, CommandState.ACCEPTED) for o in done)
        return well and not refused and not resolution.refused, wording.general.joined(said)

    def _permitted(
        self, house: House, intents: Sequence[Intent], trigger: Mapping[str, Any]
    ) -> tuple[list[Intent], list[Refused]]:
        """Free intents and the very ones that were agreed to; the rest is refused."""
        approved = [codec.load_intent(i) for i in trigger.get("approved", ())]
        pin = self._pins.configured(house.home.id)
        verdict = review(intents, house, pin_configured=pin)
        rejected = [i for i in verdict.confirm if i not in approved]
        allowed = [i for i in intents if i in verdict.free or (i in verdict.confirm and i in approved)]
        refused = [Refused("confirmation_required", i.device_id, i.run) for i in rejected]
        return allowed, [*verdict.refused, *refused]

    async def _finish(self, routine: Routine, *, succeeded: bool) -> bool:
        """Note the end of a run and when the next one is; false when the database does not take it now."""
        try:
            following = await self._following(routine)
            async with self._database.session() as session:
                await Routines(session).finish(
                    routine.home_id, routine.id, succeeded=succeeded, next_run_at=following
                )
        except DeviceError as error:
            log.warning("routine_not_finished", routine_id=routine.id, code=error.code)
            return not isinstance(error, DatabaseUnavailable)
        self._wake.set()
        return True

    async def _following(self, routine: Routine) -> datetime | None:
        """The next moment of what repeats; None when there is none any more. Raises DeviceError."""
        try:
            trigger = codec.load_trigger(routine.trigger)
            if not repeats(trigger):
                return None
            timezone = (await self._hub.snapshot(routine.home_id)).home.timezone
            return next_moment(trigger, now=self._clock(), timezone=timezone, place=self._place)
        except (KeyError, TypeError, ValueError) as error:  # or the home's place is no longer in the settings
            log.warning("routine_ended", routine_id=routine.id, reason=str(error))
            return None

    def _watch(self, home_id: str) -> None:
        task = self._watched.get(home_id)
        if task is None or task.done():
            self._watched[home_id] = self._own(self._watch_home(home_id), f"routines-watch-{home_id}")

    async def _watch_home(self, home_id: str) -> None:
        while True:
            try:
                async with self._hub.watch(home_id) as changes:
                    await self._check_conditions(home_id)
                    async for change in changes:
                        if change.kind is ChangeKind.LAGGED or change.device_id in self._conditional[home_id]:
                            await self._check_conditions(home_id)
            except UnknownHome:
                return
            except DeviceError as error:
                log.warning("routines_unwatched", home_id=home_id, code=error.code)
            await asyncio.sleep(RETRY)

    async def _check_conditions(self, home_id: str) -> None:
        """Begin what waits for a condition that now holds."""
        house = house_of(await self._hub.snapshot(home_id))
        async with self._database.session() as session:
            routines = Routines(session)
            waiting = [r for r in await routines.list_pending(home_id) if r.next_run_at is None]
            claimed = [await routines.claim(home_id, r.id) for r in waiting if _holds(house, r)]
        triggers = [codec.load_trigger(r.trigger) for r in waiting if not _holds(house, r)]
        self._conditional[home_id] = {t.device for t in triggers if isinstance(t, When)}
        for routine in claimed:
            if routine is not None:
                self._own(self._run(routine), f"routine-{routine.id}")

    async def _say(self, routine: Routine, text: str) -> None:
        log.info("routine_told", home_id=routine.home_id, routine_id=routine.id, text=text)
        if self._tell is not None:
            await self._tell(Notice(routine.home_id, routine.conversation_id, routine.id, text))

    def _own(self, work: Any, name: str) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._over)
        return task

    def _over(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("routine_task_failed", task=task.get_name(), exc_info=task.exception())


def _wording(routine: Routine) -> Wording:
    """The language that the routine was asked for in."""
    return WORDINGS[Language.of_tag(str(routine.trigger.get("language", "")))]


def _holds(house: House, routine: Routine) -> bool:
    trigger = codec.load_trigger(routine.trigger)
    if not isinstance(trigger, When):
        return False
    device = house.device(trigger.device)
    value = house.reported(trigger.device).get(trigger.test.property)
    if device is None or value is None or not device.online:
        return False
    return queries.satisfies(value, trigger.test, device.description.find_property(trigger.test.property))
