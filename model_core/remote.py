"""A large model on another machine, behind the API that vLLM, SGLang and TensorRT-LLM share with OpenAI."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from model_core.errors import InvalidPlan, RemoteUnavailable
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
_LONGEST = 2000
"""Characters of a plan."""
_MOST_TOKENS = 600
_HOMES = 16


class RemoteEngine:
    """Plans by a model that is told the plan language; its answers are read as strictly as our model's."""

    def __init__(
        self, url: str, model: str, *, key: str = "", attempts: int = 2, timeout: float = 15.0
    ) -> None:
        """`url` ends in /v1; `attempts` at a plan that can be read, with a `timeout` in seconds each.

        Raises RemoteUnavailable where the package `openai` is not installed.
        """
        try:
            from openai import AsyncOpenAI
        except ImportError as error:
            raise RemoteUnavailable('A remote model needs more: pip install "ensemble[remote]".') from error
        self._client = AsyncOpenAI(base_url=url, api_key=key or "none", timeout=timeout, max_retries=1)
        self._model = model
        self._attempts = attempts
        self._timeout = timeout
        self._schema_understood = True
        self._vocabularies: OrderedDict[World, tuple[Vocabulary, str]] = OrderedDict()

    async def plan(self, request: Request, *, deadline: float | None = None) -> Plan:
        """The plan for a request; `deadline` is in seconds. Raises RemoteUnavailable, InvalidPlan."""
        vocabulary, told = self._home(request.world)
        messages: list[ChatCompletionMessageParam] = [
            {"role": "system", "content": told},
            {"role": "user", "content": render_request(vocabulary, request)},
        ]
        fault: InvalidPlan | None = None
        for _ in range(self._attempts):
            answer = await self._ask(messages, deadline or self._timeout)
            try:
                plan = parse(_plan_text(answer), vocabulary, utterance=request.utterance)
            except InvalidPlan as error:
                fault = error
                messages += [
                    {"role": "assistant", "content": answer[:_LONGEST]},
                    {"role": "user", "content": f"That is not a plan: {error} Write the plan again."},
                ]
            else:
                return replace(plan, source=SOURCE)
        raise fault or InvalidPlan("The remote model was not asked.")

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _ask(self, messages: list[ChatCompletionMessageParam], timeout: float) -> str:
        from openai import BadRequestError, OpenAIError, UnprocessableEntityError

        try:
            if self._schema_understood:
                try:
                    return await self._complete(messages, timeout, schema=True)
                except (BadRequestError, UnprocessableEntityError):
                    self._schema_understood = False
            return await self._complete(messages, timeout, schema=False)
        except (OpenAIError, ValueError) as error:  # the client lets a body that is no JSON through
            raise RemoteUnavailable(
                f"The remote model did not answer: {type(error).__name__}.", reason=str(error)[:200]
            ) from error

    async def _complete(
        self, messages: list[ChatCompletionMessageParam], timeout: float, *, schema: bool
    ) -> str:
        from openai import omit

        done = await self._client.chat.completions.create(
            model=self._model,
            messages=messages,
            temperature=0.0,
            max_tokens=_MOST_TOKENS,
            timeout=timeout,
            response_format=(
                {"type": "json_schema", "json_schema": {"name": "plan", "strict": True, "schema": _SCHEMA}}
                if schema
                else omit
            ),
        )
        return (done.choices[0].message.content or "") if done.choices else ""

    def _home(self, world: World) -> tuple[Vocabulary, str]:
        if world not in self._vocabularies:
            vocabulary = Vocabulary(world)
            self._vocabularies[world] = (vocabulary, instructions(vocabulary))
            while len(self._vocabularies) > _HOMES:
                self._vocabularies.popitem(last=False)
        self._vocabularies.move_to_end(world)
        return self._vocabularies[world]


def _plan_text(answer: str) -> str:
    """The plan in an answer: in JSON, in a fence, or bare. Raises InvalidPlan."""
    text = _FENCE.sub("", answer).strip()
    try:
        told = json.loads(text)
    except ValueError:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        told = lines[-1].removeprefix("plan:").strip() if lines else ""
    if isinstance(told, dict):
        told = told.get("plan")
    if not isinstance(told, str) or not told.strip():
        raise InvalidPlan("There is no plan in the answer.")
    if len(told) > _LONGEST:
        raise InvalidPlan(f"A plan has {_LONGEST} characters at most.")
    return told.strip()
