"""What waits in a home: found by what people call it, taken back, held, put off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from assistant import codec
from assistant.context import House
from assistant.schedule import LONGEST, repeats, zone_of
from devices.registry.database import Database
from devices.registry.routines import Moment, Routine, Routines, RoutineStatus
from model_core import pending
from model_core.plan import AdjustStep, After, At, Change, GetStep, Kept, RunStep, Selection, SetStep, Trigger
from model_core.retrieval.words import words

log = structlog.get_logger(__name__)

_NOTHING_SAID = Selection()


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits, as it is told."""

    routine: Routine
    trigger: Trigger
    steps: tuple[SetStep | RunStep | GetStep, ...]
    name: str = ""
    about: str = ""
    room: str = ""
    """Where it was asked for."""
    held: float | None = None
    """Seconds that were left when it was held; None where it runs."""

    @classmethod
    def of(cls, routine: Routine) -> Waits:
        """What a routine keeps; raises KeyError, TypeError or ValueError where that can't be read."""
        kept = routine.trigger
        held = kept.get("left") if routine.status is RoutineStatus.HELD else None
        return cls(
            routine,
            codec.load_trigger(kept),
            tuple(codec.load_step(s) for s in routine.steps),
            str(kept.get("name", "")),
            str(kept.get("about", "")),
            str(kept.get("room", "")),
            None if held is None else float(held),
        )

    @property
    def kind(self) -> Kept:
        """What people call it; ANYTHING for what moves devices or waits for a condition."""
        return pending.kind_of(self.trigger, self.steps, self.about)

    def left(self, now: datetime) -> float | None:
        """Seconds until it is due; None where it waits for a condition."""
        if self.held is not None:
            return self.held
        due = self.routine.next_run_at
        return None if due is None else max((due - now).total_seconds(), 0.0)


@dataclass(frozen=True, slots=True)
class Found:
    """What was meant; where that can't be told, nothing, and what could have been."""

    chosen: tuple[Waits, ...] = ()
    others: tuple[Waits, ...] = ()


class NotLong(Exception):
    """A time that would be over at once, or in more than a year."""

    def __init__(self, left: float) -> None:
        super().__init__(f"{left:.0f} seconds are left")
        self.left = left


class Fixed(Exception):
    """What waits for a condition, comes again and again, or is a moment that was to be held."""

    def __init__(self, *, again: bool) -> None:
        super().__init__("it can't be changed so")
        self.again = again


class Waiting:
    """Everything that waits, by home."""

    def __init__(self, database: Database, *, clock: Callable[[], datetime], changed: Callable[[], None]):
        """`changed` is called after something has got another moment."""
        self._database = database
        self._clock = clock
        self._changed = changed

    def now(self) -> datetime:
        """The present by the clock that things wait by."""
        return self._clock()

    async def all(self, home_id: str) -> list[Waits]:
        """What waits in a home, soonest first and what is held last; raises DeviceError."""
        async with self._database.session(read_only=True) as session:
            waiting = await Routines(session).list_waiting(home_id)
        return [w for w in map(_read, waiting) if w is not None]

    async def find(self, house: House, conversation_id: str, which: Selection) -> Found:
        """What somebody means in a conversation; raises DeviceError.

        Where nothing narrows it, that is all that the conversation left waiting, or else the only thing of
        the home that waits once.
        """
        waiting = await self.all(house.home.id)
        if which == _NOTHING_SAID:
            own = [w for w in waiting if w.routine.conversation_id == conversation_id]
            once = [w for w in waiting if not repeats(w.trigger)]
            return Found(tuple(own)) if own else _only(once)
        fit = _of_kind([w for w in waiting if _fits(w, which, house)], which.kind)
        if which.every:
            return Found(tuple(fit))
        own = [w for w in fit if w.routine.conversation_id == conversation_id]
        return _only(own or fit)

    async def cancel(self, chosen: Sequence[Waits]) -> list[Waits]:
        """Those of them that did not end meanwhile, now cancelled; raises DeviceError."""
        async with self._database.session() as session:
            routines = Routines(session)
            return [w for w in chosen if await routines.cancel(w.routine.home_id, w.routine.id) is not None]

    async def adjust(self, one: Waits, step: AdjustStep, timezone: str) -> Waits | None:
        """What waits as it is now, by the clock of that time zone; None where it has ended meanwhile.

        A delay can be held and put off, a moment that does not come again put off. Raises Fixed, NotLong or
        DeviceError.
        """

        def move(kept: Routine) -> Moment:
            return _moved(Waits.of(kept), step, self._clock(), timezone)

        async with self._database.session() as session:
            moved = await Routines(session).move(one.routine.home_id, one.routine.id, move)
        self._changed()
        return None if moved is None else Waits.of(moved)


def _moved(one: Waits, step: AdjustStep, now: datetime, timezone: str) -> Moment:
    """When it is due after the change; see `Waiting.adjust`."""
    left, trigger = one.left(now), dict(one.routine.trigger)
    puts_off = step.change in {Change.EXTEND, Change.SHORTEN}
    if left is None or repeats(one.trigger) or not (puts_off or isinstance(one.trigger, After)):
        raise Fixed(again=repeats(one.trigger))
    held = one.held is not None
    if puts_off:
        by = step.seconds if step.change is Change.EXTEND else -step.seconds
        if not 0 < left + by <= LONGEST.total_seconds():
            raise NotLong(left)
        left += by
        if isinstance(one.trigger, At):
            due = (now + timedelta(seconds=left)).astimezone(zone_of(timezone))
            trigger |= codec.dump_trigger(At(f"{due:%H:%M}"))
        else:
            trigger["added"] = int(trigger.get("added", 0)) + by
    else:
        held = step.change is Change.PAUSE
    return Moment(
        {**trigger, "left": left if held else None}, None if held else now + timedelta(seconds=left)
    )


def _read(routine: Routine) -> Waits | None:
    try:
        return Waits.of(routine)
    except (KeyError, TypeError, ValueError):
        log.exception("routine_unreadable", home_id=routine.home_id, routine_id=routine.id)
        return None


def _only(them: Sequence[Waits]) -> Found:
    return Found(tuple(them)) if len(them) == 1 else Found((), tuple(them))


def _of_kind(them: Sequence[Waits], kind: Kept) -> list[Waits]:
    """Those that people call so; a delay that ends with a deed is a timer only where there is no other."""
    if kind is Kept.ANYTHING:
        return list(them)
    called = [w for w in them if w.kind is kind]
    return called or [w for w in them if kind is Kept.TIMER and isinstance(w.trigger, After)]


def _fits(one: Waits, which: Selection, house: House) -> bool:
    if which.seconds and one.trigger != After(which.seconds):
        return False
    if which.time and not (isinstance(one.trigger, At) and one.trigger.time == which.time):
        return False
    if not which.name:
        return True
    devices = [house.name_of(d) for s in one.steps for d in s.devices]
    texts = [str(v) for s in one.steps if isinstance(s, RunStep) for _, v in s.arguments]
    known = " ".join((one.name, one.about, one.room, *devices, *texts)).casefold()
    said = which.name.casefold()
    return said in known or set(words(said)) <= set(words(known))
