"""The composition root: every part is made here, once, and put together."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import structlog

from assistant import household
from assistant.auth import TokenAuth
from assistant.conversation import ConversationService
from assistant.executor import Executor
from assistant.household import Household
from assistant.interceptors import Guard
from assistant.later import Laters
from assistant.notices import Notices
from assistant.planner import Cascade, ModelPlanner, Planner, ReadFirst
from assistant.policy import StaticPins
from assistant.presence import wait_until_online
from assistant.routines import Scheduler, Tell
from assistant.schedule import Place
from assistant.server import GrpcServer, Services
from assistant.services.assistant import AssistantServicer
from assistant.services.command import CommandSender
from assistant.services.device import DeviceServicer
from assistant.services.home import HomeServicer
from assistant.sessions import Sessions
from assistant.settings import Settings
from assistant.startup import (
    CannotListen,
    InvalidSettings,
    Report,
    broker_tls,
    embedded_port,
    instance_of,
    load_engine,
    load_remote,
    server_credentials,
)
from assistant.waiting import Waiting
from assistant.warming import Warmer
from devices.adapters.topics import core_client_id
from devices.broker import EmbeddedBroker
from devices.bus import Bus
from devices.errors import DatabaseUnavailable, DeviceError
from devices.hub import Hub
from devices.registry.database import Database

log = structlog.get_logger(__name__)

FIRST_CONNECTION = 2.0
"""Seconds a start waits for the broker; without one it goes on, and health says so."""
CHECK_DEADLINE = 0.8

SLOWEST_DEVICE = 20.0
"""Seconds a start waits for the devices that `Beside` promised."""

Beside = Callable[[str, int], Awaitable[Collection[str]]]
"""Told host and port of the broker while the model still loads; the ids of the home's devices to wait for."""


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def random_id() -> str:
    """32 hexadecimal digits."""
    return uuid.uuid4().hex


class App:
    """The whole assistant; runs inside `async with`.

    Entering raises DeviceError, ModelError or StartError, each with a `code` and a sentence for people, and
    leaves nothing running.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        home: Household | None = None,
        planner: Planner | None = None,
        beside: Beside | None = None,
        report: Report = lambda _part, _stage, _done: None,
        tell: Tell | None = None,
        clock: Callable[[], datetime] = utc_now,
        new_id: Callable[[], str] = random_id,
    ) -> None:
        """`home` is made unless it exists, and so is the settings' home when it was chosen; the one that the
        settings have by default is made only when there is none at all.

        A `planner` takes the place of the language model, which is then not loaded.
        """
        self.settings = settings
        self._home = home
        self._planner = planner
        self._beside = beside
        self._report = report
        self._tell = tell
        self._clock = clock
        self._new_id = new_id
        self._pins = StaticPins(settings.plain_pins)
        self._stack = AsyncExitStack()
        self._broker_address = (settings.mqtt_host, settings.mqtt_port)
        self._server: GrpcServer | None = None
        self._hub: Hub | None = None
        try:
            self.database = Database(settings.database)
        except ValueError as error:
            raise InvalidSettings(f"ENSEMBLE_DATABASE_URL is not valid: {error}.") from None

    @property
    def grpc_address(self) -> str:
        """host:port that clients connect to."""
        host = self.settings.grpc_address.rpartition(":")[0]
        local = {"0.0.0.0": "127.0.0.1", "[::]": "[::1]"}  # noqa: S104  (not bound here, only translated)
        return f"{local.get(host, host)}:{self._server.port if self._server else 0}"

    @property
    def broker_address(self) -> tuple[str, int]:
        """Host and port of the broker."""
        return self._broker_address

    @property
    def hub(self) -> Hub:
        """The door to devices, once started."""
        if self._hub is None:
            raise RuntimeError("the assistant has not been started")
        return self._hub

    @property
    def _home_id(self) -> str:
        return self._home.id if self._home is not None else self.settings.home_id

    async def __aenter__(self) -> Self:
        try:
            await self._start()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._stack.aclose()
        log.info("stopped")

    async def _start(self) -> None:
        credentials = server_credentials(self.settings)
        self._make_data_dir()
        try:
            async with asyncio.TaskGroup() as group:
                planning = group.create_task(self._start_planner(), name="start-model")
                talking = group.create_task(self._start_devices(), name="start-devices")
        except ExceptionGroup as failures:
            raise _first(failures) from None
        planner, warmer_of = planning.result()
        self._hub = hub = talking.result()
        sessions = Sessions(self.settings.redis_url)
        self._stack.push_async_callback(sessions.close)
        notices = Notices(hub, sessions, also=self._tell)
        conversation = await self._start_conversation(hub, planner, sessions, notices)
        homes = await household.home_ids(self.database)
        warmer = warmer_of(hub)
        self._stack.push_async_callback(warmer.close)
        self._report("model", "reading the home", 0.95)
        for home_id in homes:
            await warmer.warm(home_id)
        warmer.watch(homes)
        self._report("model", "ready", 1.0)
        await self._start_server(hub, conversation, sessions, notices, warmer, credentials)

    def _make_data_dir(self) -> None:
        try:
            self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InvalidSettings(f"{self.settings.data_dir} cannot be used: {error.strerror}.") from error

    async def _start_planner(self) -> tuple[Planner, Callable[[Hub], Warmer]]:
        if self._planner is not None:
            return self._planner, lambda hub: Warmer(hub, _Cold())
        engine = await asyncio.to_thread(load_engine, self.settings, self._report)
        self._stack.callback(engine.close)
        planner: Planner = ModelPlanner(engine)
        if remote := load_remote(self.settings):
            self._stack.push_async_callback(remote.close)
            planner = Cascade(
                planner,
                ModelPlanner(remote),
                below=self.settings.remote_below,
                patience=self.settings.remote_timeout,
            )
        if self.settings.read_first:
            planner = reading = ReadFirst(planner, is_word=engine.is_word, checker=engine)
            await reading.prepare()
        return planner, lambda hub: Warmer(hub, engine)

    async def _start_devices(self) -> Hub:
        """Database and broker at the same time, then what stands on both."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._start_database())
            group.create_task(self._start_broker())
        self._report("devices", "connecting", 0.6)
        host, port = self._broker_address
        settings = self.settings
        bus = Bus(
            host,
            port,
            client_id=core_client_id(instance_of(settings.data_dir)),
            clock=self._clock,
            username=settings.mqtt_username or None,
            password=settings.mqtt_password.get_secret_value() or None,
            tls=broker_tls(settings),
        )
        hub = Hub(
            self.database,
            bus,
            clock=self._clock,
            new_id=self._new_id,
            command_timeout=settings.command_timeout,
        )
        self._stack.push_async_callback(hub.close)
        self._bus = bus
        self._stack.push_async_callback(bus.close)
        await hub.start()
        await bus.start()
        try:
            await bus.wait_connected(FIRST_CONNECTION)
        except DeviceError as error:
            log.warning("started_without_broker", code=error.code)
        if self._beside is not None:
            device_ids = await self._beside(host, port)
            self._report("devices", "registering", 0.8)
            await wait_until_online(hub, self._home_id, device_ids, timeout=SLOWEST_DEVICE)
        self._report("devices", "ready", 1.0)
        return hub

    async def _start_database(self) -> None:
        self._stack.push_async_callback(self.database.close)
        await self.database.start()
        settings = self.settings
        home = self._home or Household(settings.home_id, settings.home_name, settings.home_timezone)
        chosen = self._home is not None or "home_id" in settings.model_fields_set
        await household.ensure(self.database, home, only_when_empty=not chosen)
        self._report("devices", "database ready", 0.3)

    async def _start_broker(self) -> None:
        if self.settings.mqtt_host:
            return
        broker = EmbeddedBroker(
            self.settings.data_dir / "broker", port=embedded_port(self.settings.mqtt_port)
        )
        self._stack.push_async_callback(broker.stop)
        await broker.start()
        self._broker_address = (broker.host, broker.port)

    async def _start_conversation(
        self, hub: Hub, planner: Planner, sessions: Sessions, notices: Notices
    ) -> ConversationService:
        settings = self.settings
        executor = Executor(hub, patience=settings.patience, silence=settings.silence)
        place = None
        if settings.latitude is not None and settings.longitude is not None:
            place = Place(settings.latitude, settings.longitude)
        scheduler = Scheduler(
            self.database,
            hub,
            executor,
            clock=self._clock,
            new_id=self._new_id,
            tell=notices.tell,
            pins=self._pins,
            place=place,
        )
        self._stack.push_async_callback(scheduler.close)
        await scheduler.start()
        waiting = Waiting(self.database, clock=self._clock, changed=scheduler.wake)
        return ConversationService(
            hub,
            planner,
            sessions,
            executor,
            Laters(scheduler, waiting),
            clock=self._clock,
            new_id=self._new_id,
            pins=self._pins,
            plan_timeout=settings.plan_timeout,
            ask_below=settings.ask_below,
        )

    async def _start_server(
        self,
        hub: Hub,
        conversation: ConversationService,
        sessions: Sessions,
        notices: Notices,
        warmer: Warmer,
        credentials: object,
    ) -> None:
        closing = asyncio.Event()

        def home_changed(home_id: str) -> None:
            hub.changed(home_id)
            warmer.watch([home_id])

        sender = CommandSender(hub, self._pins, sessions, clock=self._clock)
        services = Services(
            assistant=AssistantServicer(conversation, closing=closing, notices=notices),
            devices=DeviceServicer(self.database, hub, sender, closing=closing),
            homes=HomeServicer(self.database, changed=home_changed),
        )
        tokens = TokenAuth(self.database, admin_token=self.settings.admin_token.get_secret_value())
        guard = Guard(
            clock=self._clock,
            new_id=self._new_id,
            authenticate=tokens if self.settings.auth else None,
        )
        server = GrpcServer(
            self.settings.grpc_address,
            services,
            guard=guard,
            readiness=_Parts(self.database, self._bus, sessions),
            closing=closing,
            credentials=credentials,  # type: ignore[arg-type]
        )
        try:
            await server.start()
        except OSError:
            raise CannotListen(
                f"Nothing can listen on {self.settings.grpc_address}: the address is taken, or not this "
                "machine's. Choose another with ENSEMBLE_GRPC_ADDRESS."
            ) from None
        self._stack.push_async_callback(server.stop)
        self._server = server
        self._report("server", "ready", 1.0)


class _Parts:
    """Whether each part can do its work now; the model is there or the process is not."""

    def __init__(self, database: Database, bus: Bus, sessions: Sessions) -> None:
        self._database = database
        self._bus = bus
        self._sessions = sessions

    async def check(self) -> Mapping[str, bool]:
        """State by part name."""
        database, sessions = await asyncio.gather(self._database_answers(), self._sessions_answer())
        broker = self._bus.connected.is_set()
        return {"database": database, "broker": broker, "sessions": sessions, "model": True}

    async def _database_answers(self) -> bool:
        try:
            async with asyncio.timeout(CHECK_DEADLINE):
                await household.home_ids(self._database)
        except (DatabaseUnavailable, TimeoutError):
            return False
        return True

    async def _sessions_answer(self) -> bool:
        try:
            async with asyncio.timeout(CHECK_DEADLINE):
                return await self._sessions.check()
        except TimeoutError:
            return False


class _Cold:
    """Nothing to warm where no model runs."""

    async def warm(self, world: object) -> None:
        """Do nothing."""


def _first(failures: BaseExceptionGroup[BaseException]) -> BaseException:
    """The first single failure of a group."""
    error: BaseException = failures
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
