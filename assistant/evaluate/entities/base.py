"""What all entities share: a Home Assistant state and attributes behind a device that speaks our language."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, ClassVar

from assistant.evaluate.entities.features import features_of, last_word, member
from assistant.evaluate.suite import EntityFixture, Given
from devices.errors import DeviceError
from devices.ids import MAX_NAME, clean_name
from devices.schema import ActionSpec, Description, Property, Value
from devices.simulators.behaviour import Behaviour, Job
from devices.simulators.pace import Pace
from devices.simulators.values import Refused, accept

STATE = "state"
"""Stands for the state itself where attribute names are listed."""
NOTHING = Given()

Names = Mapping[str, str]
Told = Mapping[str, Mapping[bool, str] | None]
Shown = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Offer:
    """What kind of device an entity is, and what it can do."""

    type: str
    properties: tuple[Property, ...] = ()
    actions: tuple[ActionSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is so of an entity, and by which attributes Home Assistant shows it."""

    value: object
    shown_as: frozenset[str]
    follows_state: bool = False
    """It may change with the state without being named: the position of an opened cover."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An entity as Home Assistant would show it, and what is really so behind that."""

    state: str
    attributes: Mapping[str, Any]
    facts: Mapping[str, Fact] = field(default_factory=dict)


class Entity(Behaviour):
    """One entity as a device. Subclasses refine `offer`, `settle`, `project`, `change`, `perform`, `visible`.

    `state` and `attributes` are Home Assistant's; the device's properties are projected from them.
    """

    RENAMED: ClassVar[Names] = {}
    """Names that fixtures use for an attribute, and the attribute's own."""
    STATE_ATTRIBUTES: ClassVar[Told] = {}
    """Attributes of a fixture that tell the state: with words for true and false, or as they are."""
    TRUE: ClassVar[str] = "on"
    FALSE: ClassVar[str] = "off"
    """What a YAML boolean means as a state."""
    SHOWN: ClassVar[Shown] = {}
    """By property, the attributes (or STATE) that show it; a property that is not here is its own."""
    FOLLOWING: ClassVar[frozenset[str]] = frozenset()
    """Properties that may change with the state."""

    def __init__(self, fixture: EntityFixture, pace: Pace, known: frozenset[str] = frozenset()) -> None:
        """`known`: names of the attributes that the suite ever mentions for this entity."""
        self.fixture = fixture
        self.known = known
        self.state = ""
        self.attributes: dict[str, Any] = {}
        self._load(NOTHING)
        self.features = features_of(fixture.domain, self.attributes.get("supported_features"))
        self.device_class = last_word(self.attributes.get("device_class") or "").lower()
        self.settle()
        offer = self.offer()
        super().__init__(_description(fixture, offer), {}, pace)
        self._values.update(self._projected())

    def offer(self) -> Offer:
        """The device that this entity is, from its fixture alone."""
        raise NotImplementedError

    def settle(self) -> None:
        """Fill in what the fixture leaves open, after a start or a setup."""

    def project(self) -> Mapping[str, object]:
        """The device's properties; None for what is not known."""
        return {}

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Take commanded values over into state and attributes."""

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:  # noqa: ARG002
        """Carry out a declared action."""
        raise Refused("not_possible", f"{self.fixture.name} does not do {action}.")

    def visible(self) -> Mapping[str, Any]:
        """The attributes as Home Assistant shows them now."""
        return self.attributes

    def hidden(self) -> Mapping[str, object]:
        """Facts that are no properties of the device, by name."""
        return {}

    def can(self, *features: str) -> bool:
        """Whether any of the features is there; an entity that lists none has them all."""
        return self.features is None or any(feature in self.features for feature in features)

    def has(self, feature: str) -> bool:
        """Whether the feature is listed."""
        return self.features is not None and feature in self.features

    def prepare(self, given: Given = NOTHING) -> None:
        """Make the world as the fixture and a case's setup have it, and report what differs."""
        self._load(given)
        self.settle()
        projected = self._projected()
        for name in set(self._values) - set(projected):
            del self._values[name]
        self.store(projected)

    def reading(self) -> Reading:
        """The entity as it is now."""
        facts = {**self.project(), **self.hidden()}
        return Reading(
            self.state,
            dict(self.visible()),
            {
                name: Fact(value, self.SHOWN.get(name, frozenset({name})), name in self.FOLLOWING)
                for name, value in facts.items()
            },
        )

    def expected(self, given: Given) -> Given:
        """An expectation with this domain's own names and words."""
        state = self.words(given.state) if given.has_state else None
        return Given(given.has_state, state, self._renamed(given.attributes))

    def is_in(self, state: str, reading: Reading) -> bool:
        """Whether a reading is in an expected state; "20" and "20.0" are one."""
        numbers = number_of(state), number_of(reading.state)
        if numbers[0] is not None and numbers[1] is not None:
            return numbers[0] == numbers[1]
        return state == reading.state

    def own_name(self, attribute: str) -> str:
        """The attribute's own name, where fixtures call it otherwise."""
        return self.RENAMED.get(attribute, attribute)

    def words(self, state: object) -> str:
        """A state as text."""
        if isinstance(state, bool):
            return self.TRUE if state else self.FALSE
        return member(state)

    def number(self, attribute: str) -> float | None:
        """A numeric attribute, or None."""
        return number_of(self.attributes.get(attribute))

    def texts(self, attribute: str) -> tuple[str, ...]:
        """A list attribute as texts fit for choices, without doubles."""
        value = self.attributes.get(attribute)
        if not isinstance(value, list | tuple):
            return ()
        found = [
            last_word(each) if "." in str(each) and str(each).count(".") == 2 else each for each in value
        ]
        return tuple(dict.fromkeys(str(each)[:48] for each in found if str(each).strip()))[:64]

    async def apply(self, wanted: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Carry out a set command."""
        self.change(wanted)
        self.store(self._projected())

    async def act(self, action: str, arguments: Mapping[str, Value], job: Job) -> None:  # noqa: ARG002
        """Carry out an action command."""
        self.perform(action, arguments)
        self.store(self._projected())

    def _load(self, given: Given) -> None:
        fixture = self.fixture
        attributes = self._renamed(fixture.attributes)
        state = None if fixture.state is None else self.words(fixture.state)
        if state is None:
            state = self._state_told(fixture.attributes)
        own = self._renamed(given.attributes)
        told = self.words(given.state) if given.has_state else self._state_told(given.attributes)
        self.attributes = deepcopy({**attributes, **own})
        self.state = told if told is not None else state if state is not None else ""
        self.setup_named = frozenset(own)
        """Attributes that the setup itself gives."""

    def _state_told(self, attributes: Mapping[str, Any]) -> str | None:
        for name, meaning in self.STATE_ATTRIBUTES.items():
            value = attributes.get(name)
            if value is not None:
                return member(value) if meaning is None else meaning[truth_of(value)]
        return None

    def _renamed(self, attributes: Mapping[str, Any]) -> dict[str, Any]:
        return {self.RENAMED.get(name, name): value for name, value in attributes.items()}

    def _projected(self) -> dict[str, Value]:
        """The properties that are known and fit the description."""
        values: dict[str, Value] = {}
        for name, value in self.project().items():
            spec = self.describe().find_property(name)
            if spec is None or value is None:
                continue
            try:
                values[name] = accept(spec, value)
            except Refused:
                continue
        return values


def truth_of(value: object) -> bool:
    """Whether a value means yes, however the file writes it."""
    return value is True or str(value).casefold() in {"on", "true", "yes", "1"}


def number_of(value: object) -> float | None:
    """The value as a number; None when it is none."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None


def whole(value: float | None) -> int | None:
    """Rounded, when there is a value."""
    return None if value is None else round(value)


def plain(value: float) -> int | float:
    """A whole number without its fraction, as people and files write it."""
    return int(value) if float(value).is_integer() else value


def _description(fixture: EntityFixture, offer: Offer) -> Description:
    return Description(
        name=_fit(fixture.name) or fixture.id.partition(".")[2][:MAX_NAME],
        type=offer.type,
        properties=offer.properties,
        actions=offer.actions,
        room=fixture.area,
        manufacturer=_fit(fixture.manufacturer),
        model=_fit(fixture.model),
    )


def _fit(name: str) -> str:
    """The name if it is one that a device may have, cut to length; else nothing."""
    try:
        return clean_name(name[:MAX_NAME])
    except DeviceError:
        return ""
