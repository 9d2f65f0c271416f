"""A native suite as its files tell it, checked against the devices of its homes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.evaluate.native.wanted import Expected
from devices.schema import Value
from devices.simulators.fleet import HomeFile
from model_core.plan import Trigger

State = Mapping[str, Mapping[str, Value]]
"""By device, values by property."""
Expectations = Mapping[str, Mapping[str, Expected]]
"""By device, what each property must become."""
Named = Mapping[str, frozenset[str]]
"""By device, names of properties or of actions."""


@dataclass(frozen=True, slots=True)
class Later:
    """The one routine that must wait: its trigger, what its steps set and what they run.

    A delay is as long as it has been made since.
    """

    trigger: Trigger
    expect: Expectations = field(default_factory=dict)
    actions: Named = field(default_factory=dict)
    name: str = ""
    """What its name, or what it reminds of, must have in it."""
    held: bool = False

    @property
    def bare(self) -> bool:
        """Whether it does nothing but tell that its time has come."""
        return not self.expect and not self.actions


@dataclass(frozen=True, slots=True)
class NativeCase:
    """Sentences that mean the same, and what must come of them."""

    category: str
    sentences: tuple[str, ...]
    room: str = ""
    """Name of the room where they are heard."""
    device: str = ""
    """Id of the device that hears them."""
    history: tuple[str, ...] = ()
    setup: State = field(default_factory=dict)
    expect: Expectations = field(default_factory=dict)
    alternatives: tuple[Expectations, ...] = ()
    """What may be so instead of `expect`, each as a whole."""
    ignore: Named = field(default_factory=dict)
    actions: Named = field(default_factory=dict)
    responses: tuple[tuple[str, ...], ...] = ()
    """One text of each group must be in the reply."""
    question: bool = False
    """A question must be asked."""
    choices: frozenset[str] = frozenset()
    """Ids of the devices that the question must let choose from; empty means any question."""
    refusal: bool = False
    later: Later | None = None
    nothing_later: bool = False
    """Nothing may wait, not even what the history left."""

    @property
    def acts(self) -> bool:
        """Whether anything is to be done or planned."""
        return bool(self.expect or self.actions or self.later is not None)


@dataclass(frozen=True, slots=True)
class NativeHome:
    """One home of simulators and its cases."""

    name: str
    file: HomeFile
    """Every device with its id."""
    cases: tuple[NativeCase, ...] = ()

    @property
    def sentences(self) -> int:
        """How many sentences are said in this home."""
        return sum(len(case.sentences) for case in self.cases)
