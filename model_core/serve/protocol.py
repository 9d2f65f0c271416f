"""The body of a chat completion request, checked, and what it asks of the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import from_json

from model_core.sampling import Sampling
from model_core.serve.bounds import check_grammar, check_schemas
from model_core.serve.errors import ApiError
from model_core.serve.host import Ask
from model_core.serve.tools import ANY_OBJECT, Form, Function

_MOST_TOOLS = 128
_NAME = r"^[a-zA-Z0-9_-]{1,64}$"
_Stop = Annotated[str, Field(min_length=1, max_length=256)]


class _Part(BaseModel):
    """A part of a request. What is not known here is ignored: clients send much that changes nothing."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class TextPart(_Part):
    """A part of a message; text is the only kind that the model takes."""

    type: Literal["text"]
    text: str


class CalledFunction(_Part):
    """Name and arguments of a call made earlier."""

    name: str = Field(pattern=_NAME)
    arguments: str

    @field_validator("arguments")
    @classmethod
    def _object(cls, value: str) -> str:
        try:
            told = from_json(value)  # refuses what is nested as deep as a body may not be
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise ValueError("must be the text of a JSON object")
        return value


class ToolCall(_Part):
    """A call that the assistant made earlier."""

    id: str
    type: Literal["function"]
    function: CalledFunction


class ChatMessage(_Part):
    """One message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[TextPart] | None = None
    tool_calls: list[ToolCall] | None = None
    tool_call_id: str | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.content is None and not (self.role == "assistant" and self.tool_calls):
            raise ValueError("content is missing")
        if self.role == "tool" and not self.tool_call_id:
            raise ValueError("tool_call_id is missing")
        return self

    def plain(self) -> dict[str, Any]:
        """As chat templates take it."""
        content = self.content or ""
        text = content if isinstance(content, str) else "".join(part.text for part in content)
        message: dict[str, Any] = {
            "role": "system" if self.role == "developer" else self.role,
            "content": text,
        }
        if self.role == "assistant" and self.tool_calls:
            message["tool_calls"] = [
                {
                    "id": call.id,
                    "type": "function",
                    "function": {
                        "name": call.function.name,
                        "arguments": from_json(call.function.arguments),
                    },
                }
                for call in self.tool_calls
            ]
        if self.role == "tool":
            message["tool_call_id"] = self.tool_call_id
        return message


class OfferedFunction(_Part):
    """A function on offer."""

    name: str = Field(pattern=_NAME)
    description: str = ""
    parameters: dict[str, Any] | None = None


class OfferedTool(_Part):
    """A tool on offer; functions are the only kind."""

    type: Literal["function"]
    function: OfferedFunction


class NamedFunction(_Part):
    """The name of a function."""

    name: str


class NamedTool(_Part):
    """The one tool that must be called."""

    type: Literal["function"]
    function: NamedFunction


class JsonSchema(_Part):
    """A named JSON schema."""

    name: str = Field(pattern=_NAME)
    schema_: dict[str, Any] = Field(alias="schema")


class AsText(_Part):
    """Any text."""

    type: Literal["text"]


class AsObject(_Part):
    """Any JSON object."""

    type: Literal["json_object"]


class AsSchema(_Part):
    """JSON of a schema."""

    type: Literal["json_schema"]
    json_schema: JsonSchema


class StreamOptions(_Part):
    """What to send besides the answer."""

    include_usage: bool = False


class StructuredOutputs(_Part):
    """What vLLM's clients send for a grammar; here in llguidance's Lark dialect."""

    grammar: str | None = Field(default=None, min_length=1)


class ChatRequest(_Part):
    """A request for the assistant's next message."""

    model: str
    messages: list[ChatMessage] = Field(min_length=1)
    stream: bool = False
    stream_options: StreamOptions | None = None
    max_tokens: int | None = Field(default=None, ge=1)
    max_completion_tokens: int | None = Field(default=None, ge=1)
    temperature: float | None = Field(default=None, ge=0, le=2)
    top_p: float | None = Field(default=None, gt=0, le=1)
    seed: int | None = None
    stop: _Stop | Annotated[list[_Stop], Field(max_length=4)] | None = None
    tools: list[OfferedTool] | None = Field(default=None, max_length=_MOST_TOOLS)
    tool_choice: Literal["none", "auto", "required"] | NamedTool | None = None
    parallel_tool_calls: bool | None = None
    response_format: Annotated[AsText | AsObject | AsSchema, Field(discriminator="type")] | None = None
    structured_outputs: StructuredOutputs | None = None
    logprobs: bool | None = None
    top_logprobs: int | None = Field(default=None, ge=0, le=20)
    n: Any = None
    frequency_penalty: Any = None
    presence_penalty: Any = None
    logit_bias: Any = None
    functions: Any = None
    function_call: Any = None
    audio: Any = None

    @field_validator("n")
    @classmethod
    def _one(cls, value: Any) -> Any:
        if value not in (None, 1):
            raise ValueError("only one answer a request is written")
        return value

    @field_validator(
        "frequency_penalty", "presence_penalty", "logit_bias", "functions", "function_call", "audio"
    )
    @classmethod
    def _absent(cls, value: Any) -> Any:
        if value:
            raise ValueError("it is not supported")
        return value

    @property
    def shape(self) -> str:
        """The part of the request that says what the answer may be."""
        if self.tools and self.tool_choice != "none":
            return "tools"
        return "structured_outputs" if self.structured_outputs else "response_format"

    @property
    def form(self) -> Form:
        """What the answer may be. Raises ApiError."""
        functions = [Function(t.function.name, t.function.parameters) for t in self.tools or ()]
        names = [function.name for function in functions]
        if len(set(names)) < len(names):
            raise ApiError("Two tools have the same name.", param="tools")
        choice = self.tool_choice
        if isinstance(choice, NamedTool):
            functions = [each for each in functions if each.name == choice.function.name]
            if not functions:
                raise ApiError(f"There is no tool called {choice.function.name!r}.", param="tool_choice")
        elif choice == "required" and not functions:
            raise ApiError("No tool is offered that could be required.", param="tool_choice")
        grammar = (self.structured_outputs and self.structured_outputs.grammar) or ""
        if grammar and (functions or self.response_format):
            raise ApiError("A grammar excludes tools and response_format.", param="structured_outputs")
        check_grammar(grammar, "structured_outputs")
        check_schemas([self._schema or {}], "response_format")
        check_schemas([function.parameters or {} for function in functions], "tools")
        named = isinstance(choice, NamedTool)
        return Form(
            schema=self._schema,
            grammar=grammar,
            functions=() if choice == "none" else functions,
            must_call=named or choice == "required",
            one_call=named or self.parallel_tool_calls is False,
        )

    def ask(self, form: Form) -> Ask:
        """What the model is asked."""
        tools = [] if self.tool_choice == "none" else self.tools or []
        stops: Sequence[str] = [self.stop] if isinstance(self.stop, str) else self.stop or ()
        return Ask(
            messages=[message.plain() for message in self.messages],
            tools=[tool.model_dump(exclude_none=True) for tool in tools],
            grammar=form.lark,
            sampling=Sampling(
                temperature=1.0 if self.temperature is None else self.temperature,
                top_p=1.0 if self.top_p is None else self.top_p,
                seed=self.seed,
                alternatives=(self.top_logprobs or 0) if self.logprobs else 0,
            ),
            most=self.max_completion_tokens or self.max_tokens,
            stops=tuple(stops),
        )

    @property
    def _schema(self) -> Any:
        match self.response_format:
            case AsObject():
                return ANY_OBJECT
            case AsSchema(json_schema=named):
                return named.schema_
        return None


def parse(body: bytes) -> ChatRequest:
    """The request in a body. Raises ApiError that names the part at fault."""
    try:
        return ChatRequest.model_validate_json(body)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        deepest = max(faults, key=lambda fault: len(fault["loc"]))  # the alternative that came nearest
        param = _param(deepest["loc"])
        reason = deepest["msg"].removeprefix("Value error, ")
        told = f"Invalid {param!r}: {reason}." if param else f"The body is not valid: {reason}."
        raise ApiError(told, code="invalid_value", param=param or None) from None


def _param(place: Sequence[str | int]) -> str:
    """`("messages", 0, "content")` as `messages[0].content`; names of alternatives are left out."""
    told = ""
    for before, part in zip((None, *place), place, strict=False):
        if isinstance(part, int):
            told += f"[{part}]"
        elif part in _FIELDS and before != "response_format":
            told += f".{part}" if told else part
    return told


_FIELDS = frozenset(
    field.alias or name for model in _Part.__subclasses__() for name, field in model.model_fields.items()
)
