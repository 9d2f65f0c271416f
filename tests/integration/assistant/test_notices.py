"""What happens later is told: on open streams, on phones, or with the next reply."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

from assistant.notices import LONGEST
from assistant.ports import ReplyText
from assistant.routines import Notice
from model_core.plan import After, Assignment, LaterStep, SetStep
from tests.integration.assistant.stack import Ring

LIGHT = SetStep(("ceiling",), (Assignment("on", True),))
OVER = "The timer for 1 minute is over."


async def timer(home: Ring, conversation_id: str = "talk") -> None:
    """A timer of a minute that is over now, as far as it is told to those who listen to everything."""
    home.planner.on("timer", LaterStep(After(60), ()))
    home.planner.on("light", LIGHT)
    await home.say("timer", conversation_id)
    home.clock.ahead += timedelta(seconds=61)
    home.scheduler.wake()
    async with asyncio.timeout(5):
        assert (await home.told.get()).text == OVER


async def gone(home: Ring) -> None:
    await home.fleet.devices["phone"].drop()
    await home.presence("phone", online=False)


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - not ours to signal
            await asyncio.sleep(0.01)


async def test_a_phone_shows_it(home: Ring) -> None:
    await timer(home)
    await until(lambda: any(OVER in shown for shown in home.state("phone")["notifications"]))
    assert (await home.say("light")).reply == "The ceiling light is on."


async def test_what_reached_nobody_is_told_with_the_next_reply_and_only_once(home: Ring) -> None:
    await gone(home)
    await timer(home)
    await kept(home, "talk")
    assert (await home.say("light", "another")).reply == "The ceiling light is on."
    reply = (await home.say("light")).reply
    assert reply == "By the way: the timer for 1 minute is over. The ceiling light is on."
    assert [event.text for event in home.events if isinstance(event, ReplyText)] == [reply]
    assert (await home.say("light")).reply == "The ceiling light is on."


async def test_a_stream_of_the_conversation_comes_before_others_of_the_home(home: Ring) -> None:
    await gone(home)
    heard: list[tuple[str, str]] = []

    def listener(name: str) -> Callable[[str], bool]:
        def deliver(text: str) -> bool:
            heard.append((name, text))
            return True

        return deliver

    stops = [
        home.notices.listen("home", "talk", listener("talk")),
        home.notices.listen("home", "kitchen", listener("kitchen")),
        home.notices.listen("elsewhere", "talk", listener("elsewhere")),
    ]
    await home.notices.tell(Notice("home", "talk", "r1", "One."))
    assert heard == [("talk", "One.")]
    stops[0]()
    await home.notices.tell(Notice("home", "talk", "r2", "Two."))
    assert heard[1:] == [("kitchen", "Two.")]
    stops[1]()
    await home.notices.tell(Notice("home", "talk", "r3", "Three."))
    assert len(heard) == 2
    assert await home.sessions.take_notices("home", "talk") == ("Three.",)


async def test_a_stream_that_is_full_has_not_heard_it(home: Ring) -> None:
    await gone(home)
    home.notices.listen("home", "talk", lambda _text: False)
    await home.notices.tell(Notice("home", "talk", "r", "Anna's washer is done."))
    home.planner.on("light", LIGHT)
    reply = (await home.say("light")).reply
    assert reply == "By the way: Anna's washer is done. The ceiling light is on."


async def test_a_long_text_fits_on_a_phone(home: Ring) -> None:
    await home.notices.tell(Notice("home", "talk", "r", "x" * 2000))
    assert home.state("phone")["notifications"][-1].count("x") == LONGEST


async def kept(home: Ring, conversation_id: str) -> None:
    """Return when something is kept for the conversation."""
    async with asyncio.timeout(5):
        while not await home.sessions._redis.exists(f"ensemble:notices:home:{conversation_id}"):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
