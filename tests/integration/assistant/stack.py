"""The real ring on the embedded defaults, with plans that are given instead of a model."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.conversation import ConversationService
from assistant.executor import Executor
from assistant.later import Laters
from assistant.notices import Notices
from assistant.policy import StaticPins
from assistant.ports import Caller, ConversationRequest, ConversationResult, Event
from assistant.routines import Notice, Scheduler
from assistant.sessions import Sessions
from assistant.waiting import Waiting
from devices.broker import EmbeddedBroker
from devices.bus import Bus
from devices.hub import Hub, Snapshot
from devices.registry.database import Database
from devices.registry.homes import Homes
from devices.simulators.fleet import Fleet
from model_core.plan import Assignment, Plan, SetStep, Step
from model_core.world import Request

HOME: dict[str, Any] = {
    "home": "home",
    "name": "Home",
    "rooms": [{"name": "Kitchen"}, {"name": "Bedroom"}, {"name": "Hall"}],
    "devices": [
        {"kind": "light", "id": "ceiling", "name": "Ceiling light", "room": "Kitchen"},
        {"kind": "light", "id": "desk", "name": "Desk lamp", "room": "Bedroom"},
        {"kind": "fan", "id": "fan", "name": "Bedroom fan", "room": "Bedroom"},
        {"kind": "curtain", "id": "curtain", "name": "Curtain", "room": "Bedroom"},
        {"kind": "thermostat", "id": "thermostat", "name": "Thermostat", "room": "Hall"},
        {"kind": "lock", "id": "front", "name": "Front door", "room": "Hall"},
        {"kind": "temperature sensor", "id": "sensor", "name": "Bedroom sensor", "room": "Bedroom"},
        {"kind": "list", "id": "shopping", "name": "Shopping list", "state": {"items": ["milk"]}},
        {"kind": "car", "id": "car", "name": "Car"},
        {"kind": "phone", "id": "phone", "name": "Phone"},
    ],
}
UNLOCK = SetStep(("front",), (Assignment("locked", False),))


def turn(on: bool, *devices: str, group: bool = False) -> SetStep:
    """A step that switches devices."""
    return SetStep(devices, (Assignment("on", on),), group=group)


class Script:
    """A planner that has been told what to answer."""

    def __init__(self) -> None:
        self.plans: dict[str, tuple[Step, ...]] = {}
        self.requests: list[Request] = []
        self.error: Exception | None = None
        self.confidence: float | None = 1.0
        self.source = "model"

    def on(self, utterance: str, *steps: Step) -> str:
        """Answer that utterance with these steps."""
        self.plans[utterance] = steps
        return utterance

    async def plan(self, request: Request, *, timeout: float) -> Plan:
        """The plan for the utterance; KeyError for one that is not in the script."""
        assert timeout > 0
        self.requests.append(request)
        if self.error is not None:
            raise self.error
        steps = self.plans[request.utterance]
        return Plan(
            steps, text=f"plan for {request.utterance}", confidence=self.confidence, source=self.source
        )


class Watch:
    """A clock that goes with the real one and can be put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Ring:
    """Everything between a sentence and a device."""

    folder: Path
    planner: Script
    clock: Watch
    new_id: Callable[[], str]
    broker: EmbeddedBroker
    database: Database
    bus: Bus
    hub: Hub
    fleet: Fleet
    sessions: Sessions
    scheduler: Scheduler
    waiting: Waiting
    notices: Notices
    service: ConversationService
    told: asyncio.Queue[Notice]
    events: list[Event] = field(default_factory=list)

    async def say(
        self, utterance: str, conversation_id: str = "talk", *, subject: str = "", **rest: Any
    ) -> ConversationResult:
        """One turn; its events replace those of the turn before."""
        self.events.clear()
        caller = Caller("home", subject, "member") if subject else None
        request = ConversationRequest(
            "home", utterance, "trace", conversation_id=conversation_id, caller=caller, **rest
        )
        return await self.service.converse(request, self._take)

    async def _take(self, event: Event) -> None:
        self.events.append(event)

    def state(self, device_id: str) -> Mapping[str, Any]:
        """What the device itself holds to be so."""
        return self.fleet.behaviours[device_id].values()

    async def until(self, condition: Callable[[Snapshot], object], timeout: float = 5.0) -> None:
        """Return when the condition holds of the platform's view; TimeoutError otherwise."""
        async with asyncio.timeout(timeout):
            while not condition(await self.hub.snapshot("home")):  # noqa: ASYNC110 - not ours to signal
                await asyncio.sleep(0.01)

    async def heard(self, device_id: str, name: str, value: object) -> None:
        """Return when the platform has got that report."""
        await self.until(lambda seen: seen.twins[device_id].reported.get(name) == value)

    async def presence(self, device_id: str, *, online: bool) -> None:
        """Return when the platform knows that the device has come or gone."""

        def known(seen: Snapshot) -> bool:
            device = seen.device(device_id)
            return device is not None and device.online is online

        await self.until(known)

    async def online(self, count: int) -> None:
        """Return when so many devices are registered, connected and have reported."""

        def ready(seen: Snapshot) -> bool:
            return sum(d.online and bool(seen.twins[d.id].reported) for d in seen.devices) == count

        await self.until(ready, timeout=15.0)


@asynccontextmanager
async def ring(
    folder: Path,
    home: Mapping[str, Any] = HOME,
    *,
    time_scale: float = 0.0,
    pins: Mapping[str, str] | None = None,
    patience: float = 1.0,
    silence: float = 1.2,
    clock: Watch | None = None,
) -> AsyncIterator[Ring]:
    """A started ring; everything is closed after it."""
    clock = clock or Watch()
    counter = itertools.count(1)
    stamp = f"{datetime.now(UTC):%H%M%S%f}"

    def new_id() -> str:
        return f"id{stamp}-{next(counter)}"

    async with AsyncExitStack() as stack:
        broker = EmbeddedBroker(folder / "broker")
        await broker.start()
        stack.push_async_callback(broker.stop)
        database = Database(f"sqlite+aiosqlite:///{folder / 'ensemble.db'}")
        await database.start()
        stack.push_async_callback(database.close)
        async with database.session() as session:
            if not await Homes(session).list():
                await Homes(session).create("home", "Home", "Europe/Berlin")
        bus = Bus("127.0.0.1", broker.port, client_id="ensemble-core-test", clock=clock)
        hub = Hub(database, bus, clock=clock, new_id=new_id, command_timeout=3.0)
        stack.push_async_callback(hub.close)
        await bus.start()
        stack.push_async_callback(bus.close)
        await hub.start()
        fleet = Fleet.load(home, time_scale=time_scale)
        await fleet.start("127.0.0.1", broker.port)
        stack.push_async_callback(fleet.stop)
        sessions = Sessions("memory://")
        stack.push_async_callback(sessions.close)
        executor = Executor(hub, patience=patience, silence=silence)
        told: asyncio.Queue[Notice] = asyncio.Queue()
        secret = StaticPins(pins)
        notices = Notices(hub, sessions, also=told.put)
        scheduler = Scheduler(
            database, hub, executor, clock=clock, new_id=new_id, tell=notices.tell, pins=secret
        )
        await scheduler.start()
        stack.push_async_callback(scheduler.close)
        waiting = Waiting(database, clock=clock, changed=scheduler.wake)
        planner = Script()
        service = ConversationService(
            hub,
            planner,
            sessions,
            executor,
            Laters(scheduler, waiting),
            clock=clock,
            new_id=new_id,
            pins=secret,
            ask_below=0.5,
        )
        made = Ring(
            folder,
            planner,
            clock,
            new_id,
            broker,
            database,
            bus,
            hub,
            fleet,
            sessions,
            scheduler,
            waiting,
            notices,
            service,
            told,
        )
        await made.online(len(home["devices"]))
        yield made
