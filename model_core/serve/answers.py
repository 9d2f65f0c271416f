"""Pieces of an answer as the API's messages: whole, or bit by bit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from model_core.chat import CALL_ENDS
from model_core.generate import Finish, Piece
from model_core.sampling import Choice
from model_core.serve.host import Begun, Event
from model_core.serve.tools import Call, Form, is_call, read_calls

Describe = Callable[[Choice], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Delta:
    """What an event adds to the answer."""

    text: str = ""
    calls: Sequence[Call] = ()
    choices: Sequence[Choice] = ()
    finish: str | None = None
    """The API's word for why the answer ended; with the last event alone."""


class Reading:
    """Follows the events of one answer, tells text from calls and counts tokens."""

    def __init__(self, form: Form) -> None:
        self._may_call = bool(form.functions)
        self._calls: bool | None = None if self._may_call else False
        self._written = ""
        self._told = 0
        self.finish: str | None = None
        """The API's word for why the answer ended; None until then."""
        self._prompt = self._known = self._tokens = 0

    def take(self, event: Event) -> Delta:
        """What an event adds."""
        if isinstance(event, Begun):
            self._prompt, self._known = event.prompt, event.known
            return Delta()
        self._tokens += len(event.choices)
        if self._calls is None and event.text:
            self._calls = is_call(event.text)
        calls = self._new_calls(event) if self._calls else []
        self.finish = "tool_calls" if event.finish is Finish.STOP and self._told else event.finish
        return Delta("" if self._calls else event.text, calls, event.choices, self.finish)

    @property
    def tokens(self) -> dict[str, int]:
        """Tokens read and written."""
        return {"prompt_tokens": self._prompt, "completion_tokens": self._tokens}

    @property
    def usage(self) -> dict[str, Any]:
        """Tokens read, written, together, and read before, as the API says it."""
        return {
            **self.tokens,
            "total_tokens": self._prompt + self._tokens,
            "prompt_tokens_details": {"cached_tokens": self._known},
        }

    def _new_calls(self, piece: Piece) -> list[Call]:
        """The calls that this piece completes."""
        self._written += piece.text
        if self._written.count(CALL_ENDS) == self._told:
            return []
        calls = read_calls(self._written)[self._told :]
        self._told += len(calls)
        return calls


class Teller:
    """Writes the API's objects for one answer."""

    def __init__(
        self, name: str, created: int, new_id: Callable[[], str], *, describe: Describe | None = None
    ) -> None:
        """`describe` makes the entry of a token where the caller wants logarithms of probabilities."""
        self._head: Mapping[str, Any] = {"id": f"chatcmpl-{new_id()}", "created": created, "model": name}
        self._new_id = new_id
        self._describe = describe
        self._calls = 0

    def completion(self, deltas: Sequence[Delta], usage: Mapping[str, Any]) -> dict[str, Any]:
        """The whole answer."""
        calls = [self._call(call) for delta in deltas for call in delta.calls]
        text = "".join(delta.text for delta in deltas)
        message: dict[str, Any] = {"role": "assistant", "content": None if calls else text, "refusal": None}
        if calls:
            message["tool_calls"] = calls
        choice = {
            "index": 0,
            "message": message,
            "finish_reason": deltas[-1].finish,
            "logprobs": self._logprobs([choice for delta in deltas for choice in delta.choices]),
        }
        return {**self._head, "object": "chat.completion", "choices": [choice], "usage": usage}

    def opening(self) -> dict[str, Any]:
        """The first chunk."""
        return self._chunk({"role": "assistant", "content": ""})

    def chunk(self, delta: Delta) -> dict[str, Any] | None:
        """A chunk with what was added; None where the caller would learn nothing."""
        told: dict[str, Any] = {}
        if delta.text:
            told["content"] = delta.text
        if delta.calls:
            first, self._calls = self._calls, self._calls + len(delta.calls)
            told["tool_calls"] = [
                {"index": first + place, **self._call(call)} for place, call in enumerate(delta.calls)
            ]
        logprobs = self._logprobs(delta.choices) if delta.choices else None
        if not (told or logprobs or delta.finish):
            return None
        return self._chunk(told, delta.finish, logprobs)

    def closing(self, usage: Mapping[str, Any]) -> dict[str, Any]:
        """The chunk with what the answer cost."""
        return {**self._head, "object": "chat.completion.chunk", "choices": [], "usage": usage}

    def _chunk(
        self, delta: Mapping[str, Any], finish: str | None = None, logprobs: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": logprobs}
        return {**self._head, "object": "chat.completion.chunk", "choices": [choice]}

    def _call(self, call: Call) -> dict[str, Any]:
        function = {"name": call.name, "arguments": call.arguments}
        return {"id": f"call_{self._new_id()}", "type": "function", "function": function}

    def _logprobs(self, choices: Sequence[Choice]) -> dict[str, Any] | None:
        if self._describe is None:
            return None
        return {"content": [self._describe(choice) for choice in choices], "refusal": None}
