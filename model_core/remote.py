"""A large model on another machine, behind the API that vLLM, SGLang and TensorRT-LLM share with OpenAI."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from model_core.errors import InvalidPlan, RemoteUnavailable
from model_core.language import grammar
from model_core.language.instructions import instructions
from model_core.language.parse import parse
from model_core.language.prompt import render_request
from model_core.language.vocabulary import Vocabulary
from model_core.plan import Plan
from model_core.world import Request, World

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

SOURCE = "remote"
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"plan": {"type": "string", "maxLength": 2000}},
    "required": ["plan"],
    "additionalProperties": False,
}
_FENCE = re.compile(r"```\w*")
_THOUGHTS = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_LONGEST_ANSWER = 16_000
_LONGEST = 2000
"""Characters of a plan."""
_MOST_TOKENS = 600
_SHORTEST = 0.001
"""Seconds; the client takes 0 for no time-out at all."""
_HOMES = 16
_NO_COMPLETION = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the client raises, or what reading its result does, when a body is not that of a completion."""


class Shape(Enum):
    """What keeps an answer in shape."""

    GRAMMAR = auto()
    """The grammar of this home's plans."""
    SCHEMA = auto()
    """The JSON schema of an object that holds a text."""
    NONE = auto()


@dataclass(frozen=True, slots=True)
class _Home:
    vocabulary: Vocabulary
    told: str
    grammar: str


class RemoteEngine:
    """Plans by a model that is told the plan language; its answers are read as strictly as our model's."""

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str = "",
        attempts: int = 2,
        timeout: float = 15.0,
        grammar: bool = False,
    ) -> None:
        """`url` ends in /v1; `attempts` at a plan that can be read share a `timeout` in seconds.

        With `grammar` the server is sent the grammar of a home's plans in llguidance's Lark dialect, which
        `ensemble model serve` knows, and vLLM with that backend.

        Raises RemoteUnavailable where the package `openai` is not installed.
        """
        try:
            from openai import AsyncOpenAI, omit
        except ImportError as error:
            hint = 'pip install "ensemble-assistant[remote]"'
            raise RemoteUnavailable(f"A remote model needs a newer or further package: {hint}.") from error
        self._client = AsyncOpenAI(base_url=url, api_key=key or "none", timeout=timeout, max_retries=1)
        self._omit = omit
        self._model = model
        self._attempts = attempts
        self._timeout = timeout
        shapes = (Shape.GRAMMAR, Shape.SCHEMA, Shape.NONE)
        self._shapes: tuple[Shape, ...] = shapes if grammar else shapes[1:]
        self._homes: OrderedDict[World, _Home] = OrderedDict()

    async def plan(self, request: Request, *, deadline: float | None = None) -> Plan:
        """The plan for a request; `deadline` is in seconds. Raises RemoteUnavailable, InvalidPlan."""
        home = self._home(request.world)
        messages: list[ChatCompletionMessageParam] = [
            {"role": "system", "content": home.told},
            {"role": "user", "content": render_request(home.vocabulary, request)},
        ]
        end = time.monotonic() + (self._timeout if deadline is None else deadline)
        fault: InvalidPlan | None = None
        for _ in range(self._attempts):
            answer = await self._ask(messages, home, end)
            try:
                plan = parse(_plan_text(answer), home.vocabulary, utterance=request.utterance)
            except InvalidPlan as error:
                fault = error
                messages += [
                    {"role": "assistant", "content": answer[:_LONGEST]},
                    {"role": "user", "content": f"That is not a plan: {error} Write the plan again."},
                ]
            else:
                return replace(plan, source=SOURCE)
        raise fault or InvalidPlan("The remote model was not asked.")

    @property
    def shape(self) -> Shape:
        """What the server is asked to keep answers in shape with; changes when it refuses."""
        return self._shapes[0]

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _ask(self, messages: list[ChatCompletionMessageParam], home: _Home, end: float) -> str:
        """The answer, in the first shape that the server takes; those it refused are not tried again."""
        from openai import BadRequestError, OpenAIError, UnprocessableEntityError

        try:
            for place, shape in enumerate(self._shapes):
                try:
                    answer = await self._complete(messages, self._asked_for(shape, home), end)
                except (BadRequestError, UnprocessableEntityError):
                    if shape is self._shapes[-1]:
                        raise
                else:
                    self._shapes = self._shapes[place:]
                    return answer
        except TimeoutError:
            raise RemoteUnavailable("The remote model did not answer in time.") from None
        except (OpenAIError, *_NO_COMPLETION) as error:
            raise RemoteUnavailable(f"The remote model did not answer: {type(error).__name__}.") from error
        raise AssertionError("there is always a shape")

    async def _complete(
        self, messages: list[ChatCompletionMessageParam], asked_for: Mapping[str, Any], end: float
    ) -> str:
        """Raises TimeoutError at the end; the client's own is for a part of a try, and it tries twice."""
        left = max(0.0, end - time.monotonic())
        async with asyncio.timeout(left):
            done = await self._client.chat.completions.create(
                model=self._model,
                messages=messages,
                temperature=0.0,
                max_tokens=_MOST_TOKENS,
                timeout=max(left, _SHORTEST),
                response_format=asked_for.get("response_format", self._omit),
                extra_body=asked_for.get("extra_body"),
            )
        content: object = done.choices[0].message.content
        if content is not None and not isinstance(content, str):
            raise TypeError("the content is no text")
        return content or ""

    @staticmethod
    def _asked_for(shape: Shape, home: _Home) -> Mapping[str, Any]:
        """The arguments of the client that ask for a shape."""
        match shape:
            case Shape.GRAMMAR:
                return {"extra_body": {"structured_outputs": {"grammar": home.grammar}}}
            case Shape.SCHEMA:
                named = {"name": "plan", "strict": True, "schema": _SCHEMA}
                return {"response_format": {"type": "json_schema", "json_schema": named}}
            case Shape.NONE:
                return {}

    def _home(self, world: World) -> _Home:
        if world not in self._homes:
            vocabulary = Vocabulary(world)
            self._homes[world] = _Home(vocabulary, instructions(vocabulary), grammar.build(vocabulary))
            while len(self._homes) > _HOMES:
                self._homes.popitem(last=False)
        self._homes.move_to_end(world)
        return self._homes[world]


def _plan_text(answer: str) -> str:
    """The plan in an answer: in JSON, in a fence, after thoughts or bare. Raises InvalidPlan."""
    if len(answer) > _LONGEST_ANSWER:
        raise InvalidPlan("The answer is too long.")
    text = _FENCE.sub("", _THOUGHTS.sub("", answer)).strip()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    bare = lines[-1].removeprefix("plan:").strip() if lines else ""
    told = next((t for t in map(_in_json, (text, text[text.rfind("{") :])) if t is not None), bare)
    if not told.strip() or told.startswith(("{", "[")):
        raise InvalidPlan("There is no plan in the answer.")
    if len(told) > _LONGEST or not told.strip().isprintable():
        raise InvalidPlan(f"A plan is one line of {_LONGEST} characters at most.")
    return told.strip()


def _in_json(text: str) -> str | None:
    """What the JSON object calls its plan; empty when that is none, None when the text is no JSON object."""
    try:
        told = json.loads(text[: text.rfind("}") + 1])
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    plan = told.get("plan")
    return plan if isinstance(plan, str) else ""
