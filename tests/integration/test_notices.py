"""A timer that is over is heard on the stream that it was set on, through the whole assistant."""

from __future__ import annotations

import asyncio
from pathlib import Path

from rich.console import Console

from assistant.demo.play import stage
from assistant.settings import Settings
from edge.client import Core, EdgeClient
from tests.integration.planners import ScriptedPlanner
from tests.servers import free_port

PLANS = {"timer": "later after 1 s", "light on": "set kitchen light: on=true"}


async def test_a_timer_is_heard_between_turns(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, grpc_address="127.0.0.1:0", mqtt_port=free_port(), patience=3.0)
    async with stage(settings, Console(quiet=True), planner=ScriptedPlanner(PLANS)) as play:
        core = Core(play.app.grpc_address, "demo", "phone")
        async with asyncio.timeout(20), EdgeClient(core) as client, client.talk() as talk:
            await talk.say("timer")
            events = [event async for event in talk.turn()]
            assert not any(event.reply_text.notice for event in events)
            notice = await anext(talk.turn())
            assert (notice.turn, notice.reply_text.notice) == (0, True)
            assert notice.reply_text.text == "The timer for 1 second is over."
            await talk.say("light on")
            events = [event async for event in talk.turn()]
            assert {event.turn for event in events} == {2}
            [reply] = [event.reply_text for event in events if event.HasField("reply_text")]
            assert (reply.text, reply.notice) == ("The kitchen light is on.", False)
