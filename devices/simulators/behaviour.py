"""A device without its connection: its description, its state, and what it does when told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import structlog

from devices.schema import Description, Property, Value
from devices.simulators.pace import Pace
from devices.simulators.values import Refused, accept, accept_arguments

log = structlog.get_logger(__name__)

OnChange = Callable[[], None]
OnEvent = Callable[[str, Mapping[str, Value]], None]


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended."""

    status: Literal["succeeded", "failed", "rejected"]
    code: str = ""
    """A device code; empty on success."""
    message: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    """What changed between the start and the end of the command."""


class Failed(Exception):
    """The device began and could not finish; `code` is one of the device codes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Job:
    """One command while it is carried out."""

    def __init__(self, on_accept: Callable[[], Awaitable[None]] | None = None) -> None:
        self._on_accept = on_accept
        self.accepted = False
        """The device has said that it began and that the end will take a while."""

    async def accept(self) -> None:
        """Say once that the work has begun and takes time."""
        if not self.accepted:
            self.accepted = True
            if self._on_accept is not None:
                await self._on_accept()


class Behaviour:
    """A device's own logic. Subclasses refine `check`, `apply` and `act`."""

    def __init__(self, description: Description, state: Mapping[str, Value], pace: Pace) -> None:
        self._description = description
        self._values: dict[str, Value] = {
            name: accept(self._property(name), value) for name, value in state.items()
        }
        self._on_change: OnChange = lambda: None
        self._on_event: OnEvent = lambda _name, _data: None
        self._work: set[asyncio.Task[None]] = set()
        self.pace = pace

    def describe(self) -> Description:
        """What the device says about itself."""
        return self._description

    def follows(self) -> Mapping[str, Sequence[Value]]:
        """Measured properties that commands change by their end, and to what; no values means any.

        All else that is measured changes with time and with the world.
        """
        return {}

    def values(self) -> dict[str, Value]:
        """A copy of the whole readable state, by property name."""
        return {
            p.name: self._values[p.name]
            for p in self._description.properties
            if p.readable and p.name in self._values
        }

    def value(self, name: str) -> Value:
        """The present value of one property."""
        return self._values[name]

    def is_on(self, name: str) -> bool:
        """The present value of a boolean property."""
        return self._values[name] is True

    def whole(self, name: str) -> int:
        """The present value of a whole-number property."""
        return round(self.level(name))

    def level(self, name: str) -> float:
        """The present value of a numeric property."""
        value = self._values[name]
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(f"{name} is not numeric")
        return value

    def listen(self, on_change: OnChange, on_event: OnEvent) -> None:
        """Name who is told of changed values and of events; one listener, called from the event loop."""
        self._on_change, self._on_event = on_change, on_event

    def observe(self, values: Mapping[str, Value]) -> None:
        """The world changes the device (a person opens a door); raises Refused on impossible values."""
        checked = {name: accept(self._property(name), value) for name, value in values.items()}
        self.store(checked)

    def store(self, values: Mapping[str, Value]) -> None:
        """Take new values over and tell the listener when one differs."""
        changed = {name: value for name, value in values.items() if self._values.get(name) != value}
        if changed:
            self._values.update(changed)
            self._on_change()

    def emit(self, event: str, data: Mapping[str, Value] | None = None) -> None:
        """Tell the listener of an event that the description names."""
        if event not in self._description.events:
            raise ValueError(f"{self._description.name} declares no event {event}")
        self._on_event(event, data or {})

    async def power_up(self) -> None:
        """Go on with what the initial state says is under way; called once, before the first command."""

    async def set(self, wanted: Mapping[str, object], job: Job | None = None) -> Result:
        """Write properties, all or none; returns when the device is there, or says why it is not."""

        async def work(job: Job) -> None:
            checked = {name: accept(self._writable(name), value) for name, value in wanted.items()}
            if not checked:
                raise Refused("invalid_value", "There is nothing to set.")
            self.check(checked)
            await self.apply(checked, job)

        return await self._carry_out(work, job)

    async def run(self, action: str, arguments: Mapping[str, object], job: Job | None = None) -> Result:
        """Run an action; returns when it is done or, for a programme, when it has started."""

        async def work(job: Job) -> None:
            spec = self._description.find_action(action)
            if spec is None:
                raise Refused("unknown_action", f"{self._description.name} cannot {action:.80}.")
            await self.act(action, accept_arguments(spec, arguments), job)

        return await self._carry_out(work, job)

    def check(self, wanted: Mapping[str, Value]) -> None:
        """Refuse, before anything changes, what is well-formed and still not possible now."""

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Make checked values true."""
        self.store(wanted)

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Carry out a declared action with checked arguments."""
        raise Refused("not_possible", f"{self._description.name} does not do {action} yet.")

    def begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Go on with something after the command that started it has ended."""
        task = asyncio.create_task(work, name=f"simulated {self._description.name}")
        self._work.add(task)
        task.add_done_callback(self._work.discard)
        return task

    async def close(self) -> None:
        """Stop everything that still runs."""
        running = list(self._work)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _property(self, name: str) -> Property:
        found = self._description.find_property(name)
        if found is None:
            raise Refused("unknown_property", f"{self._description.name} has no {name:.80}.")
        return found

    def _writable(self, name: str) -> Property:
        found = self._property(name)
        if not found.writable:
            raise Refused("not_possible", f"{name} of {self._description.name} is only measured.")
        return found

    async def _carry_out(self, work: Callable[[Job], Awaitable[None]], job: Job | None) -> Result:
        before = self.values()
        try:
            await work(job or Job())
        except Refused as refusal:
            return Result("rejected", refusal.code, str(refusal))
        except Failed as failure:
            return Result("failed", failure.code, str(failure), self._since(before))
        except Exception:
            log.exception("device_failed", device=self._description.name)
            return Result("failed", "internal", "The device failed inside.", self._since(before))
        return Result("succeeded", values=self._since(before))

    def _since(self, before: Mapping[str, Value]) -> dict[str, Value]:
        return {name: value for name, value in self.values().items() if before.get(name) != value}
