"""A conversation and the functions on offer as the one text that a model was trained to continue."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from model_core.errors import CheckpointCorrupt, InvalidConversation

if TYPE_CHECKING:
    from jinja2 import Template

CALL_BEGINS, CALL_ENDS = "<tool_call>\n", "\n</tool_call>"
"""Around the JSON of a function call, as models of several families write it."""
CHATML = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}{{ '<|im_start|>assistant\n' }}"
)
"""The template of the bundled base, and of folders that bring none."""

FILES = _CONFIG, _TEMPLATE = "tokenizer_config.json", "chat_template.jinja"
"""What a template is read from, where a folder has them."""
_JOINT = "\u2060"
"""Of no width: parts what would be read as a sign of the model's."""
_TOLD = """\
These functions can be called, each described by a line of JSON:
{tools}
To call one, write nothing but
{begins}{{"name": NAME, "arguments": ARGUMENTS}}{ends}
with the name and a JSON object of arguments; several calls follow each other on new lines."""

Message = Mapping[str, Any]
"""`role` and `content`; of an assistant's calls `tool_calls`, with arguments as an object; of a call's result
`tool_call_id`."""
Tool = Mapping[str, Any]
"""`{"type": "function", "function": {"name", "description", "parameters"}}`."""


class ChatTemplate:
    """A Jinja template in a sandbox. Text of messages can never become a sign of the model's own."""

    def __init__(
        self, source: str = CHATML, *, signs: Collection[str] = (), names: Mapping[str, str] | None = None
    ) -> None:
        """`signs` are the special tokens, `names` those that the template knows by name, such as bos_token.

        Raises CheckpointCorrupt.
        """
        self._signs = sorted(signs, key=len, reverse=True)
        self._names = dict(names or {})
        self._takes_tools = "tools" in source
        self._template = _compiled(source)

    @classmethod
    def load(cls, folder: Path, *, signs: Collection[str] = ()) -> ChatTemplate:
        """The template of a checkpoint folder in the Hugging Face layout. Raises CheckpointCorrupt."""
        try:
            path = folder / _CONFIG
            config = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
            path = folder / _TEMPLATE
            source = path.read_text(encoding="utf-8") if path.is_file() else _chosen(config)
            names = {key: _content(value) for key, value in config.items() if _names_a_sign(key, value)}
        except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
            raise CheckpointCorrupt(f"{path} is damaged: {error}.", file=path.name) from error
        return cls(source or CHATML, signs=signs, names=names)

    def render(self, messages: Sequence[Message], tools: Sequence[Tool] = ()) -> str:
        """The prompt that asks for the assistant's next message.

        Raises InvalidConversation where the template does not take these messages.
        """
        from jinja2 import TemplateError

        try:
            messages, tools = self._plain(list(messages)), self._plain(list(tools))
            if not self._takes_tools:
                messages = [_spelled_out(message) for message in messages]
                if tools:
                    messages = _told(messages, tools)
            prompt = self._template.render(
                messages=messages, tools=tools or None, add_generation_prompt=True, **self._names
            )
            prompt.encode()  # an escaped half of a surrogate pair is text for JSON, but for nobody else
        except RecursionError as error:
            raise InvalidConversation("The messages are nested too deep.") from error
        except (TemplateError, TypeError, ValueError, KeyError, ArithmeticError) as error:
            raise InvalidConversation(f"The model does not take these messages: {error}") from error
        return prompt

    def _plain(self, value: Any) -> Any:
        """The same with every sign in its texts parted."""
        if isinstance(value, str):
            for sign in self._signs:
                value = value.replace(sign, sign[:1] + _JOINT + sign[1:])
            return value
        if isinstance(value, Mapping):
            return {self._plain(key): self._plain(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self._plain(part) for part in value]
        return value


def _compiled(source: str) -> Template:
    from jinja2 import TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
    )
    environment.filters["tojson"] = _to_json
    environment.globals.update(raise_exception=_raise, strftime_now=_now)
    try:
        return environment.from_string(source)
    except TemplateError as error:
        raise CheckpointCorrupt(f"The chat template is not valid: {error}.", file=_CONFIG) from error


def _chosen(config: Mapping[str, Any]) -> str:
    """The template of a `tokenizer_config.json`, which may hold several by name; empty where it has none."""
    found = config.get("chat_template") or ""
    if isinstance(found, list):
        found = {each["name"]: each["template"] for each in found}["default"]
    if not isinstance(found, str):
        raise TypeError("chat_template is no text")
    return found


def _names_a_sign(key: str, value: Any) -> bool:
    return key.endswith("_token") and isinstance(value, str | dict)


def _content(token: Any) -> str:
    return str(token["content"] if isinstance(token, dict) else token)


def _spelled_out(message: Message) -> Message:
    """Calls and their results as text, for a template that knows neither."""
    if message["role"] == "tool":
        return {"role": "user", "content": f"<tool_response>\n{message['content']}\n</tool_response>"}
    calls = [call["function"] for call in message.get("tool_calls") or ()]
    if not calls:
        return message
    written = [f"{CALL_BEGINS}{_to_json(call)}{CALL_ENDS}" for call in calls]
    return {"role": "assistant", "content": "\n".join([*filter(None, [message.get("content")]), *written])}


def _told(messages: Sequence[Message], tools: Sequence[Tool]) -> list[Message]:
    """The messages with the functions described in the first, the system's."""
    lines = "\n".join(_to_json(tool["function"]) for tool in tools)
    told = _TOLD.format(tools=lines, begins=CALL_BEGINS, ends=CALL_ENDS)
    if messages and messages[0]["role"] == "system":
        return [{"role": "system", "content": f"{messages[0]['content']}\n\n{told}"}, *messages[1:]]
    return [{"role": "system", "content": told}, *messages]


_to_json = partial(json.dumps, ensure_ascii=False)


def _raise(message: str) -> NoReturn:
    from jinja2 import TemplateError

    raise TemplateError(message)


def _now(form: str) -> str:
    return datetime.now().astimezone().strftime(form)
