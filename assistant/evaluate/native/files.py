"""Case files of the native format, checked key by key; a key that is not known is an error."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    field_validator,
    model_validator,
)

from assistant.evaluate.files import Text
from assistant.schedule import DAYS as WEEK
from assistant.schedule import REPEATING, SUN

DAYS = frozenset({"once", "tomorrow", *REPEATING, *WEEK})
CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")

Values = dict[str, Any]
"""Of one device, by property."""
Actions = dict[str, Text | list[Text]]
"""By device, the action or actions that must have been run."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class ConditionEntry(_Model):
    """What a routine waits for."""

    device: Text
    property: Text
    comparison: Text = Field(alias="is")
    """Operator and value, as in `>= 25`."""


class LaterEntry(_Model):
    """The routine that must wait afterwards."""

    after: Annotated[StrictInt, Field(gt=0)] | None = None
    at: Text | None = None
    days: Text = "once"
    when: ConditionEntry | None = None
    expect: dict[str, Values] = {}
    actions: Actions = {}
    name: Text | None = None
    held: bool = False

    @field_validator("at")
    @classmethod
    def _is_a_moment(cls, value: str | None) -> str | None:
        if value is not None and value not in SUN and not CLOCK.fullmatch(value):
            raise ValueError('a time is "HH:MM" (in quotes), sunrise or sunset')
        return value

    @field_validator("days")
    @classmethod
    def _is_a_day(cls, value: str) -> str:
        if value not in DAYS:
            raise ValueError(f"days are one of {', '.join(sorted(DAYS))}")
        return value

    @model_validator(mode="after")
    def _has_one_trigger(self) -> LaterEntry:
        if sum(trigger is not None for trigger in (self.after, self.at, self.when)) != 1:
            raise ValueError("it needs one of after, at and when")
        if self.at is None and "days" in self.model_fields_set:
            raise ValueError("days goes with at only")
        return self


def _as_list(value: object) -> object:
    return [value] if isinstance(value, dict) else value


class TestEntry(_Model):
    """One entry of `tests`."""

    __test__ = False

    sentences: Annotated[list[Text], Field(min_length=1)]
    room: Text | None = None
    device: Text | None = None
    history: list[Text] = []
    setup: dict[str, Values] = {}
    expect: Annotated[list[dict[str, Values]], BeforeValidator(_as_list), Field(min_length=1)] = [{}]
    """Alternatives; mostly there is one."""
    ignore: dict[str, list[Text]] = {}
    actions: Actions = {}
    expect_response: Text | list[Text] | list[list[Text]] = []
    expect_question: StrictBool | list[Text] = False
    expect_refusal: StrictBool = False
    expect_later: LaterEntry | StrictBool | None = None

    @field_validator("expect_response")
    @classmethod
    def _has_no_empty_list(cls, value: object) -> object:
        if isinstance(value, list) and any(isinstance(each, list) and not each for each in value):
            raise ValueError("an empty list is never in a reply")
        return value

    @field_validator("expect_question")
    @classmethod
    def _has_choices(cls, value: object) -> object:
        if value == []:
            raise ValueError("a question has choices, or is just true")
        return value

    @field_validator("expect_later")
    @classmethod
    def _is_not_just_true(cls, value: object) -> object:
        if value is True:
            raise ValueError("say what must wait, or false when nothing may")
        return value

    @model_validator(mode="after")
    def _makes_sense(self) -> TestEntry:
        if self.expect_refusal and self.expect_question:
            raise ValueError("a refusal does not go with a question")
        return self

    @property
    def responses(self) -> tuple[tuple[str, ...], ...]:
        """Groups of texts: one of each must be in the reply."""
        given = self.expect_response
        if isinstance(given, str):
            return ((given,),)
        plain = tuple(each for each in given if isinstance(each, str))
        return (plain,) if plain else tuple(tuple(each) for each in given if isinstance(each, list))


class TestFile(_Model):
    """A file of cases."""

    __test__ = False

    category: Text | None = None
    tests: Annotated[list[TestEntry], Field(min_length=1)]
