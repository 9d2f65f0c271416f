"""Plays the demonstration: says each sentence over gRPC, shows what happens, compares every device."""

from __future__ import annotations

import json
import statistics
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from ensemble.v1 import assistant_pb2 as pb
from ensemble.v1 import common_pb2
from rich.console import Console
from rich.markup import escape

from assistant.app import App
from assistant.client import CallFailed, Client
from assistant.demo import check
from assistant.demo.script import Scene
from assistant.demo.wire import Observer, Seen
from assistant.household import Household
from assistant.planner import Planner
from assistant.settings import Settings
from assistant.startup import Report
from devices.simulators.fleet import Fleet
from devices.simulators.homes import DEMO

TIME_SCALE = 0.1
"""Travel ten times as fast as in a real house."""
_ENDED = frozenset(
    {
        common_pb2.COMMAND_STATE_SUCCEEDED,
        common_pb2.COMMAND_STATE_FAILED,
        common_pb2.COMMAND_STATE_REJECTED,
    }
)


@dataclass(slots=True)
class Play:
    """One performance and what it found."""

    app: App
    fleet: Fleet
    client: Client
    observer: Observer
    console: Console
    home_id: str
    milliseconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    _conversations: dict[str, str] = field(default_factory=dict)

    async def perform(self, scenes: Sequence[Scene]) -> None:
        """All scenes in order; each begins with what the one before left."""
        for number, scene in enumerate(scenes, start=1):
            title = f"{number:>2}  {scene.heard_by}: “{scene.utterance}”"
            self.console.print(f"[bold]{escape(title)}[/bold] [dim]{scene.kind}[/dim]")
            wanted = check.expected(check.present(self.fleet), scene.then)
            self.observer.take()
            problems = await self._scene(scene)
            problems += await check.differences(wanted, self.fleet, self.client, self.home_id)
            for problem in problems:
                self.console.print(f"      [red]✗ {escape(problem)}[/red]")
            if not problems:
                self.console.print("      [green]✓ every device is as it should be[/green]")
            self.failures += [f"{number}: {problem}" for problem in problems]
            self.console.print()

    async def _scene(self, scene: Scene) -> list[str]:
        problems: list[str] = []
        try:
            response = await self._say(scene.heard_by, scene.utterance)
            if scene.answer and response.HasField("question"):
                self.console.print(f"      [bold]{scene.heard_by}: “{escape(scene.answer)}”[/bold]")
                response = await self._say(scene.heard_by, scene.answer, response.question.id)
            elif scene.answer:
                problems.append("it should have asked first")
        except CallFailed as error:
            return [f"{error} ({error.code})"]
        if response.status != scene.status:
            got, should = (pb.ConverseStatus.Name(s) for s in (response.status, scene.status))
            problems.append(f"the turn should end as {should}, not {got}")
        if scene.reply.casefold() not in response.reply.casefold():
            problems.append(f"the reply should hold “{scene.reply}”")
        return problems

    async def _say(self, heard_by: str, utterance: str, question_id: str = "") -> pb.ConverseResponse:
        response = await self.client.converse(
            pb.ConverseRequest(
                home_id=self.home_id,
                conversation_id=self._conversations.get(heard_by, ""),
                utterance=utterance,
                device_id=heard_by,
                question_id=question_id,
                options=pb.ConverseOptions(include_plan=True),
            )
        )
        self._conversations[heard_by] = response.conversation_id
        self.milliseconds.append(response.timing.total_ms)
        if response.plan.text:
            self.console.print(f"      [dim]plan[/dim]     {escape(response.plan.text)}", soft_wrap=True)
        ended = [o.command_id for o in response.outcomes if o.command_id and o.state in _ENDED]
        await self.observer.answered(ended)
        for seen in self.observer.take():
            self._show(seen)
        self.console.print(f"      [dim]reply[/dim]    [cyan]{escape(response.reply)}[/cyan]", soft_wrap=True)
        plan_ms, total_ms = response.timing.plan_ms, response.timing.total_ms
        self.console.print(
            f"      [dim]time     {plan_ms:.0f} ms to the plan, {total_ms:.0f} ms in all[/dim]"
        )
        return response

    def _show(self, seen: Seen) -> None:
        content = dict(seen.content)
        if seen.channel == "command":
            content = {k: v for k, v in content.items() if k not in {"id", "expires_at"}}
            text = f"[dim]command[/dim]  {seen.topic} {escape(json.dumps(content, ensure_ascii=False))}"
        elif seen.channel == "reply":
            code = f" ({content['code']})" if content.get("code") else ""
            text = f"[dim]answer[/dim]   {seen.device_id} {content['status']}{code}"
        elif content:
            text = f"[dim]report[/dim]   {seen.device_id} {escape(json.dumps(content, ensure_ascii=False))}"
        else:
            return
        self.console.print(f"      {text}", soft_wrap=True)


@asynccontextmanager
async def stage(
    settings: Settings,
    console: Console,
    *,
    report: Report = lambda _part, _stage, _done: None,
    planner: Planner | None = None,
) -> AsyncIterator[Play]:
    """Everything started and the devices in place; raises what App raises."""
    fleet = Fleet.load(DEMO, time_scale=TIME_SCALE, programme_scale=1.0)
    home = fleet.home
    rooms = tuple((room.name, room.floor) for room in home.rooms)

    async def beside(host: str, port: int) -> Collection[str]:
        await fleet.start(host, port)
        return list(fleet.devices)

    async with AsyncExitStack() as stack:
        household = Household(home.home, home.name or home.home, home.timezone, rooms)
        app = App(settings, home=household, beside=beside, report=report, planner=planner)
        try:
            await stack.enter_async_context(app)
        except BaseException:
            await fleet.stop()
            raise
        stack.push_async_callback(fleet.stop)
        host, port = app.broker_address
        observer = await stack.enter_async_context(Observer(host, port, home.home))
        client = await stack.enter_async_context(Client(app.grpc_address))
        yield Play(app, fleet, client, observer, console, home.home)


def summary(performance: Play) -> str:
    """One line about the whole."""
    said = len(performance.milliseconds)
    median = statistics.median(performance.milliseconds) if said else 0.0
    verdict = f"{len(performance.failures)} things went wrong" if performance.failures else "all as expected"
    return f"{said} utterances, {median:.0f} ms each (median), {verdict}"
