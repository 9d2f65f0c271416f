"""Commands and their outbox on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from devices.commands import Command, CommandKind, Commands, NewCommand, Origin, State
from devices.errors import DeviceError, DuplicateId, StaleVersion, UnknownHome
from devices.registry.database import Database
from devices.registry.plans import PlanRecord, Plans
from devices.twin import Twins
from tests.integration.devices.registry.moments import NOON, after

ORIGIN = Origin(actor="anna", conversation_id="talk", source_device="speaker")


def new(command_id: str, *, device: str = "lamp", seconds: float = 0, lasts: float = 10) -> NewCommand:
    return NewCommand(
        id=command_id,
        home_id="home",
        device_id=device,
        kind=CommandKind.SET,
        body={"on": True, "brightness": 40},
        created_at=after(seconds),
        deadline=after(seconds + lasts),
        origin=ORIGIN,
        trace_id="trace",
    )


async def create(database: Database, *commands: NewCommand) -> list[Command]:
    async with database.session() as session:
        return await Commands(session).create_many(commands)


async def apply(database: Database, command_id: str, to: State, seconds: float = 1) -> Command | None:
    async with database.session() as session:
        return await Commands(session).apply("home", command_id, to, at=after(seconds))


async def get(database: Database, command_id: str) -> Command:
    async with database.session(read_only=True) as session:
        command = await Commands(session).get("home", command_id)
    assert command is not None
    return command


@pytest.mark.usefixtures("home")
async def test_a_command_comes_back_as_written_with_its_plan(database: Database) -> None:
    plan = PlanRecord("plan", "home", "set lamp on", NOON, ORIGIN, "trace")
    run = replace(new("b"), kind=CommandKind.RUN, body={"action": "blink", "arguments": {"times": 3}})
    async with database.session() as session:
        written = await Commands(session).create_many([new("a"), run], plan=plan)
    assert [await get(database, "a"), await get(database, "b")] == written
    assert written[0] == Command(
        id="a",
        home_id="home",
        device_id="lamp",
        kind=CommandKind.SET,
        body={"on": True, "brightness": 40},
        state=State.CREATED,
        created_at=NOON,
        deadline=after(10),
        origin=ORIGIN,
        trace_id="trace",
        plan_id="plan",
    )
    async with database.session(read_only=True) as session:
        assert await Plans(session).get("home", "plan") == plan
        assert await Plans(session).list("home") == [plan]
        assert await Plans(session).get("home", "other") is None
        assert await Commands(session).get("other", "a") is None


@pytest.mark.usefixtures("home")
async def test_one_bad_command_keeps_all_and_the_plan_out(database: Database) -> None:
    await create(database, new("taken"))
    plan = PlanRecord("plan", "home", "text", NOON)

    async def submit(commands: list[NewCommand]) -> None:
        async with database.session() as session:
            await Twins(session).desire("home", "lamp", {"on": True}, at=NOON)
            await Commands(session).create_many(commands, plan=plan)

    with pytest.raises(DuplicateId):
        await submit([new("a"), new("taken")])
    with pytest.raises(UnknownHome):
        await submit([new("a"), replace(new("b"), home_id="other")])
    async with database.session() as session:
        assert [command.id for command in await Commands(session).list("home")] == ["taken"]
        assert await Plans(session).list("home") == []
        assert (await Twins(session).reported("home", "lamp")).desired_version == 0


@pytest.mark.usefixtures("home")
async def test_a_command_goes_its_way_once(database: Database) -> None:
    await create(database, new("a"))
    sent = await apply(database, "a", State.SENT, 1)
    assert sent is not None
    assert (sent.state, sent.sent_at, sent.finished_at) == (State.SENT, after(1), None)
    assert await apply(database, "a", State.SENT, 2) is None
    async with database.session() as session:
        done = await Commands(session).apply(
            "home", "a", State.SUCCEEDED, values={"on": True}, message="ok", at=after(3)
        )
    assert done == await get(database, "a")
    assert (done.state, done.values, done.sent_at, done.finished_at) == (
        State.SUCCEEDED,
        {"on": True},
        after(1),
        after(3),
    )
    for to in State:
        assert await apply(database, "a", to, 9) is None
    assert await get(database, "a") == done
    assert await apply(database, "nobody", State.SENT) is None


@pytest.mark.usefixtures("home")
async def test_an_answer_that_overtakes_the_sending_counts(database: Database) -> None:
    await create(database, new("a"))
    done = await apply(database, "a", State.SUCCEEDED, 2)
    assert done is not None
    assert (done.sent_at, done.finished_at) == (after(2), after(2))
    assert await apply(database, "a", State.SENT, 3) is None


@pytest.mark.usefixtures("home")
async def test_what_a_device_says_is_kept_short_and_storable(database: Database) -> None:
    await create(database, new("a"))
    async with database.session() as session:
        failed = await Commands(session).apply(
            "home", "a", State.FAILED, code="c" * 100, message="\x00\ud800" + "m" * 600, at=NOON
        )
    stored = await get(database, "a")
    assert failed is not None
    assert len(stored.code) == 64
    assert stored.message.startswith("?mmm")
    assert len(stored.message) <= 512


@pytest.mark.usefixtures("home")
async def test_of_answers_at_the_same_time_the_first_final_one_counts(database: Database) -> None:
    await create(database, *(new(f"c{number}") for number in range(5)))
    finals = [State.SUCCEEDED, State.FAILED, State.REJECTED, State.EXPIRED]
    for number in range(5):
        results = await asyncio.gather(*(apply(database, f"c{number}", to) for to in finals * 2))
        winners = [result for result in results if result is not None]
        assert len(winners) == 1
        assert await get(database, f"c{number}") == winners[0]


@pytest.mark.usefixtures("home")
async def test_submits_at_the_same_time_are_all_kept(database: Database) -> None:
    async def submit(number: int) -> None:
        async with database.session() as session:
            await Twins(session).desire("home", "lamp", {f"p{number}": number}, at=NOON)
            plan = PlanRecord(f"plan{number}", "home", "text", NOON)
            await Commands(session).create_many([new(f"a{number}"), new(f"b{number}")], plan=plan)

    await asyncio.gather(*(submit(number) for number in range(20)))
    async with database.session() as session:
        assert len(await Commands(session).list_open("home")) == 40
        assert (await Twins(session).reported("home", "lamp")).desired_version == 20


@pytest.mark.usefixtures("home")
async def test_the_outbox_hands_each_command_out_once_and_in_order(database: Database) -> None:
    await create(database, new("b", seconds=1), new("c", seconds=1))
    await create(database, new("a", seconds=0))

    async def claim(limit: int, seconds: float) -> list[str]:
        async with database.session() as session:
            claimed = await Commands(session).claim_outbox(limit, after(seconds), lease=timedelta(seconds=5))
            return [command.id for command in claimed]

    assert await claim(2, 2) == ["a", "b"]
    assert await claim(9, 2) == ["c"]
    assert await claim(9, 6) == []
    assert await claim(9, 7) == ["a", "b", "c"], "a lease that ran out offers them again"
    assert (await get(database, "a")).attempts == 2
    async with database.session() as session:
        assert await Commands(session).release("home", "b", at=after(8))
        assert not await Commands(session).release("home", "nobody", at=after(8))
    assert await claim(9, 8) == ["b"]
    await apply(database, "b", State.SENT)
    async with database.session() as session:
        assert not await Commands(session).release("home", "b", at=after(8))
    assert await claim(9, 60) == [], "nothing is sent after its deadline"


@pytest.mark.usefixtures("home")
async def test_the_outbox_gives_no_command_to_two(database: Database) -> None:
    await create(database, *(new(f"c{number:02}") for number in range(30)))

    async def claim() -> list[str]:
        async with database.session() as session:
            return [command.id for command in await Commands(session).claim_outbox(7, after(1))]

    taken: list[str] = []
    while batch := [name for names in await asyncio.gather(*(claim() for _ in range(4))) for name in names]:
        taken += batch
    assert sorted(taken) == [f"c{number:02}" for number in range(30)]


@pytest.mark.usefixtures("home")
async def test_a_passed_deadline_is_unknown_unless_it_was_never_sent(database: Database) -> None:
    names = ["waiting", "claimed", "sent", "accepted", "done", "later"]
    await create(database, *(new(name) for name in names[:-1]), new("later", lasts=60))
    async with database.session() as session:
        await Commands(session).claim_outbox(99, NOON)
    async with database.session() as session:
        await session.execute(text("UPDATE commands SET attempts = 0 WHERE id = 'waiting'"))
    await apply(database, "sent", State.SENT)
    await apply(database, "accepted", State.ACCEPTED)
    await apply(database, "done", State.SUCCEEDED)
    async with database.session() as session:
        assert await Commands(session).expire(after(9.9)) == []
    async with database.session() as session:
        expired = await Commands(session).expire(after(10))
    assert {command.id: (command.state, command.code) for command in expired} == {
        "waiting": (State.EXPIRED, "expired"),
        "claimed": (State.UNKNOWN, "no_answer"),
        "sent": (State.UNKNOWN, "no_answer"),
        "accepted": (State.UNKNOWN, "no_answer"),
    }
    assert {command.id: command.finished_at for command in expired}["waiting"] == after(10)
    assert (await get(database, "sent")).finished_at is None
    late = await apply(database, "sent", State.SUCCEEDED, 11)
    assert late is not None
    assert (late.state, late.code, late.finished_at) == (State.SUCCEEDED, "", after(11))
    async with database.session() as session:
        assert await Commands(session).expire(after(20)) == []


@pytest.mark.usefixtures("home")
async def test_lists_are_by_home_and_device(database: Database) -> None:
    await create(database, new("a"), new("b", device="fan", seconds=1), new("c", seconds=2))
    await apply(database, "a", State.SUCCEEDED)
    async with database.session(read_only=True) as session:
        commands = Commands(session)
        assert [command.id for command in await commands.list("home")] == ["c", "b", "a"]
        assert [command.id for command in await commands.list("home", limit=1)] == ["c"]
        assert [command.id for command in await commands.list("home", "lamp")] == ["c", "a"]
        assert [command.id for command in await commands.list_open(None)] == ["b", "c"]
        assert [command.id for command in await commands.list_open("home", "fan")] == ["b"]
        assert await commands.list_open("other") == []
        with pytest.raises(UnknownHome):
            await commands.list("other")


@pytest.mark.usefixtures("home")
async def test_old_settled_commands_are_forgotten_with_their_plans(database: Database) -> None:
    async with database.session() as session:
        commands = Commands(session)
        for name in ("old", "open", "new"):
            moment = after(100 if name == "new" else 0)
            plan = PlanRecord(f"plan_{name}", "home", "text", moment)
            await commands.create_many([replace(new(name), created_at=moment)], plan=plan)
            if name != "open":
                await commands.apply("home", name, State.SUCCEEDED, at=moment)
        assert await commands.prune(after(50)) == 1
        assert {command.id for command in await commands.list("home")} == {"open", "new"}
        assert {plan.id for plan in await Plans(session).list("home")} == {"plan_open", "plan_new"}


@pytest.mark.usefixtures("home")
async def test_a_stale_wish_keeps_its_commands_out(database: Database) -> None:
    async def submit() -> None:
        async with database.session() as session:
            await Commands(session).create_many([new("a")])
            await Twins(session).desire("home", "lamp", {"on": True}, at=NOON, if_version=7)

    with pytest.raises(StaleVersion) as caught:
        await submit()
    assert isinstance(caught.value, DeviceError)
    async with database.session() as session:
        assert await Commands(session).list("home") == []
