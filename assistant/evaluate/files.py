"""The files of a suite, checked key by key as they are read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator

from devices.ids import slug

Scalar = bool | int | float | str
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

M = TypeVar("M", bound=BaseModel)

ENTITY_ID = re.compile(r"[a-z0-9_]+\.[^\s.][^\s]*")


class SuiteError(Exception):
    """A suite cannot be read; `str()` names the file, the key and the fault."""

    code = "invalid_suite"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)


class AreaEntry(_Model):
    """A room."""

    name: Text
    id: Text | None = None
    floor: str | None = None

    @property
    def key(self) -> str:
        """Its id, made from the name where the file has none."""
        return self.id or slug(self.name)


class DeviceEntry(_Model):
    """A physical device that carries entities."""

    name: Text
    id: Text | None = None
    area: str | None = None
    info: dict[str, Any] | None = None

    @property
    def key(self) -> str:
        """Its id, made from the name where the file has none."""
        return self.id or slug(self.name)

    def told(self, fact: str) -> str:
        """One of the facts about it, as text; empty when it is not told."""
        value = (self.info or {}).get(fact)
        return "" if value is None else str(value)


class EntityEntry(_Model):
    """An entity and its first state."""

    id: Text
    name: Text | None = None
    area: str | None = None
    device: str | None = None
    state: Scalar | None = None
    attributes: dict[str, Any] | None = None

    @field_validator("id")
    @classmethod
    def _has_domain(cls, value: str) -> str:
        if not ENTITY_ID.fullmatch(value):
            raise ValueError("an entity's id is domain.object")
        return value


class Fixtures(_Model):
    """`_fixtures.yaml`."""

    language: str | None = None
    areas: list[AreaEntry] = []
    devices: list[DeviceEntry] = []
    entities: list[EntityEntry] = []

    @field_validator("areas", "devices", "entities", mode="before")
    @classmethod
    def _empty(cls, value: object) -> object:
        return [] if value is None else value


class StateEntry(_Model):
    """What is set up or expected of one entity."""

    state: Scalar | None = None
    attributes: dict[str, Any] | None = None


class Test(_Model):
    """One entry of `tests`."""

    __test__ = False

    model_config = ConfigDict(frozen=True, extra="allow", coerce_numbers_to_str=True)

    sentences: Annotated[list[Text], Field(min_length=1)]
    context_device: Text | None = None
    setup: dict[str, StateEntry | None] | None = None
    expect_changes: dict[str, StateEntry | None] | None = None
    ignore_changes: dict[str, list[str] | None] | None = None
    expect_response: Text | list[Text] | None = None

    @field_validator("sentences", "expect_response", mode="before")
    @classmethod
    def _truth_is_a_word(cls, value: object) -> object:
        if isinstance(value, list):
            return [str(each).lower() if isinstance(each, bool) else each for each in value]
        return str(value).lower() if isinstance(value, bool) else value

    @property
    def responses(self) -> list[str]:
        """The texts of which one must be in the reply."""
        if self.expect_response is None:
            return []
        return [self.expect_response] if isinstance(self.expect_response, str) else self.expect_response


class CaseFile(_Model):
    """A file of cases."""

    category: Text | None = None
    tests: list[Test]


class _Loader(yaml.SafeLoader):
    """YAML in which only true and false are booleans: "on" is a state and "yes" an answer."""


_BOOLEAN = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOLEAN, re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))


def read(path: Path, model: type[M]) -> M:
    """The file's content as that model; raises SuiteError."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 (a safe loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SuiteError(f"{path}: {' '.join(str(error).split())}.") from error
    try:
        return model.model_validate(content if content is not None else {})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in first["loc"]) or "top"
        raise SuiteError(f"{path}: at {key}: {first['msg']}.") from None
