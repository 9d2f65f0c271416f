"""The composition root: who may come in, what is warmed, what remains after a failed start."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import grpc.aio
import pytest
from ensemble.v1 import home_pb2
from ensemble.v1.home_pb2_grpc import HomeServiceStub

from assistant.app import App
from assistant.client import CallFailed, Client
from assistant.household import Household
from assistant.settings import Settings
from assistant.startup import CannotListen, InvalidSettings
from assistant.warming import Warmer
from devices.errors import DatabaseUnavailable
from devices.registry.members import Members
from devices.simulators.fleet import Fleet
from model_core.world import World
from tests.integration.planners import ScriptedPlanner
from tests.servers import free_port

HOME = Household("home", "Home", rooms=(("Kitchen", "Ground floor"), ("Attic", None)))
LAMP = {
    "home": "home",
    "rooms": [{"name": "Kitchen"}],
    "devices": [{"kind": "light", "id": "lamp", "name": "Lamp", "room": "Kitchen"}],
}


def settings(folder: Path, **more: object) -> Settings:
    given = {"data_dir": folder, "grpc_address": "127.0.0.1:0", "mqtt_port": free_port(), **more}
    return Settings.model_validate(given)


async def test_a_token_opens_one_home_and_nothing_else(tmp_path: Path) -> None:
    async with App(settings(tmp_path, auth=True), home=HOME, planner=ScriptedPlanner({})) as app:
        async with app.database.session() as session:
            await Members(session).add("home", "anna", "Anna", "owner")
            token = await Members(session).issue_token("home", member_id="anna")
        async with Client(app.grpc_address, token=token) as anna:
            assert [home.id for home in await anna.homes()] == ["home"]
            with pytest.raises(CallFailed) as refused:
                await anna.devices("other")
            assert refused.value.code in {"permission_denied", "unknown_home"}
        async with Client(app.grpc_address) as nobody:
            with pytest.raises(CallFailed) as refused:
                await nobody.homes()
            assert refused.value.code == "unauthenticated"


async def test_the_operator_makes_homes_and_nobody_else(tmp_path: Path) -> None:
    secret = "a-long-enough-secret"
    given = settings(tmp_path, auth=True, admin_token=secret)
    async with App(given, home=HOME, planner=ScriptedPlanner({})) as app:
        async with app.database.session() as session:
            await Members(session).add("home", "anna", "Anna", "owner")
            owner = await Members(session).issue_token("home", member_id="anna")
        request = home_pb2.CreateHomeRequest(home_id="cabin", name="Cabin")
        async with grpc.aio.insecure_channel(app.grpc_address) as channel:
            homes = HomeServiceStub(channel)
            for token, status in (
                (owner, grpc.StatusCode.PERMISSION_DENIED),
                ("", grpc.StatusCode.UNAUTHENTICATED),
            ):
                metadata = (("authorization", f"Bearer {token}"),) if token else ()
                with pytest.raises(grpc.aio.AioRpcError) as refused:
                    await homes.CreateHome(request, metadata=metadata)
                assert refused.value.code() is status
            await homes.CreateHome(request, metadata=(("authorization", f"Bearer {secret}"),))
        async with Client(app.grpc_address, token=secret) as operator:
            assert {home.id for home in await operator.homes()} == {"home", "cabin"}


async def test_rooms_are_made_once_with_their_floors(tmp_path: Path) -> None:
    for _ in range(2):
        async with (
            App(settings(tmp_path), home=HOME, planner=ScriptedPlanner({})) as app,
            Client(app.grpc_address) as client,
        ):
            rooms = {room.name: room.floor for room in await client.rooms("home")}
            assert rooms == {"Kitchen": "Ground floor", "Attic": ""}
            assert await client.healthy()


async def test_ready_means_that_the_devices_are_there(tmp_path: Path) -> None:
    fleet = Fleet.load(LAMP)

    async def beside(host: str, port: int) -> list[str]:
        await fleet.start(host, port)
        return ["lamp"]

    async with App(settings(tmp_path), home=HOME, planner=ScriptedPlanner({}), beside=beside) as app:
        lamp = (await app.hub.snapshot("home")).device("lamp")
        assert lamp is not None
        assert lamp.online
        await fleet.stop()


async def test_a_changed_home_is_read_again_without_being_asked(tmp_path: Path) -> None:
    read: asyncio.Queue[World] = asyncio.Queue()

    class Reader:
        async def warm(self, world: World) -> None:
            await read.put(world)

    fleet = Fleet.load(LAMP)
    async with App(settings(tmp_path), home=HOME, planner=ScriptedPlanner({})) as app:
        warmer = Warmer(app.hub, Reader())
        warmer.watch(["home"])
        await fleet.start(*app.broker_address)
        async with asyncio.timeout(10):
            assert (await read.get()).things[0].name == "Lamp"
        lamp = fleet.behaviours["lamp"]
        lamp.observe({"on": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                raise AssertionError(f"a state is no change of the home: {await read.get()}")
        await fleet.stop()
        await warmer.close()


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"database_url": "mysql://x"}, InvalidSettings),
        ({"database_url": "postgresql+asyncpg://u:p@127.0.0.1:1/x"}, DatabaseUnavailable),
        ({"grpc_address": "192.0.2.1:1"}, CannotListen),
        ({"grpc_tls_key": "key.pem"}, InvalidSettings),
        ({"mqtt_host": "127.0.0.1", "mqtt_tls_ca": "no.pem"}, InvalidSettings),
    ],
)
async def test_a_failed_start_names_its_cause_and_leaves_nothing_running(
    tmp_path: Path, wrong: dict[str, object], error: type[Exception]
) -> None:
    chosen = settings(tmp_path, **wrong)
    before = asyncio.all_tasks()
    with pytest.raises(error):
        async with App(chosen, home=HOME, planner=ScriptedPlanner({})):
            pass
    assert asyncio.all_tasks() <= before
    with pytest.raises(OSError, match=r"refused|Connect"):
        await asyncio.open_connection("127.0.0.1", chosen.mqtt_port)


async def homes_after(chosen: Settings) -> set[str]:
    async with App(chosen, planner=ScriptedPlanner({})) as app, Client(app.grpc_address) as client:
        return {home.id for home in await client.homes()}


async def test_a_chosen_home_is_made_beside_others_and_the_default_one_only_alone(tmp_path: Path) -> None:
    assert await homes_after(settings(tmp_path, home_id="demo")) == {"demo"}
    assert await homes_after(settings(tmp_path)) == {"demo"}
    assert await homes_after(settings(tmp_path, home_id="cabin")) == {"demo", "cabin"}
