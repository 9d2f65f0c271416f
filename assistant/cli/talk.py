"""A conversation on a terminal: what happens is shown as it happens, questions are asked back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from ensemble.v1 import assistant_pb2, common_pb2
from rich.console import Console
from rich.markup import escape

from assistant.client import CallFailed, Client
from assistant.convert import values_from_proto

STATES: Mapping[int, str] = {
    common_pb2.COMMAND_STATE_SUCCEEDED: "[green]✓[/green]",
    common_pb2.COMMAND_STATE_ACCEPTED: "[yellow]…[/yellow]",
    common_pb2.COMMAND_STATE_FAILED: "[red]✗[/red]",
    common_pb2.COMMAND_STATE_REJECTED: "[red]✗[/red]",
    common_pb2.COMMAND_STATE_EXPIRED: "[red]✗[/red]",
    common_pb2.COMMAND_STATE_UNKNOWN: "[yellow]?[/yellow]",
}


@dataclass
class Talk:
    """One conversation of one person in one place."""

    client: Client
    home_id: str
    console: Console
    device_id: str = ""
    room_id: str = ""
    conversation_id: str = ""
    question: assistant_pb2.Question | None = field(default=None)
    """What the last turn asked; the next utterance answers it."""

    async def say(self, utterance: str) -> int:
        """Hold one turn and show it; the ConverseStatus it ended with. Raises CallFailed."""
        request = assistant_pb2.ConverseRequest(
            home_id=self.home_id,
            conversation_id=self.conversation_id,
            utterance=utterance,
            device_id=self.device_id,
            room_id=self.room_id,
            question_id=self.question.id if self.question is not None else "",
            options=assistant_pb2.ConverseOptions(include_plan=True),
        )
        self.question = None
        status = 0
        async for event in self.client.turn(request):
            status = self._show(event) or status
        return status

    def _show(self, event: assistant_pb2.ConverseStreamResponse) -> int:
        kind = event.WhichOneof("event")
        show = self.console.print
        match kind:
            case "heard":
                self.conversation_id = event.heard.conversation_id
            case "plan_made":
                made = event.plan_made
                show(f"  [dim]plan[/dim]  {escape(made.plan.text)}  [dim]{made.plan_ms:.0f} ms[/dim]")
            case "command_sent":
                outcome = event.command_sent.outcome
                if outcome.code:
                    show(
                        f"  {STATES.get(outcome.state, '·')} {escape(outcome.device_name)}: {result(outcome)}"
                    )
                else:
                    show(f"  [dim]sent[/dim]  {escape(outcome.device_name)}: {escape(wanted(outcome))}")
            case "device_outcome":
                outcome = event.device_outcome.outcome
                show(f"  {STATES.get(outcome.state, '·')} {escape(outcome.device_name)}: {result(outcome)}")
            case "reply_text":
                show(f"[bold cyan]{escape(event.reply_text.text)}[/bold cyan]")
            case "question_asked":
                self.question = event.question_asked.question
                choices = " / ".join(choice.label for choice in self.question.choices)
                shown = f" [dim]({escape(choices)})[/dim]" if choices else ""
                show(f"[bold yellow]{escape(self.question.text)}[/bold yellow]{shown}")
            case "done":
                show(f"  [dim]{event.done.timing.total_ms:.0f} ms[/dim]")
                return event.done.status
        return 0


async def chat(talk: Talk, lines: AsyncIterator[str]) -> None:
    """Hold turns until the lines end or someone says goodbye; a failed turn is told and does not end it."""
    async for line in lines:
        utterance = line.strip()
        if utterance.casefold() in {"/quit", "/exit", "quit", "exit"}:
            return
        if not utterance:
            continue
        try:
            await talk.say(utterance)
        except CallFailed as error:
            talk.console.print(f"[red]{escape(str(error))}[/red] [dim]({error.code})[/dim]")


async def only_home(client: Client, home_id: str) -> str:
    """The home asked for, else the only one there is; raises CallFailed."""
    if home_id:
        return home_id
    homes = await client.homes()
    if len(homes) == 1:
        return homes[0].id
    names = ", ".join(home.id for home in homes) or "none"
    raise CallFailed(f"Say which home you mean with --home; there are: {names}.", "which_home")


def wanted(outcome: common_pb2.CommandOutcome) -> str:
    """What a command asks for: "on = true" or "start programme = cotton"."""
    if outcome.action:
        return " ".join([outcome.action, *pairs(outcome.arguments)])
    return ", ".join(pairs(outcome.values))


def result(outcome: common_pb2.CommandOutcome) -> str:
    """What the device said, as console markup."""
    if outcome.code:
        return f"{escape(outcome.message)} [dim]({outcome.code})[/dim]"
    if outcome.state == common_pb2.COMMAND_STATE_ACCEPTED:
        return "is at it"
    return escape(", ".join(pairs(outcome.reported))) or "done"


def pairs(values: Mapping[str, common_pb2.Value]) -> list[str]:
    """Values as "name = value" in the order of their names."""
    return [f"{name} = {shown(value)}" for name, value in sorted(values_from_proto(values).items())]


def shown(value: object) -> str:
    """A value as people write it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value) or "nothing"
    return f"{value:g}" if isinstance(value, float) else str(value)
