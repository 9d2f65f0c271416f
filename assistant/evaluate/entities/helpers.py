"""Values that people set by hand: numbers, choices, texts, counters, timers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from assistant.evaluate.entities.base import STATE, Entity, Names, Offer, Shown, Told, number_of, plain
from devices.schema import Property, ValueType
from devices.simulators.parts import action, choice, count, text
from devices.simulators.values import Refused

LOWEST, HIGHEST = 0.0, 100.0


class Number(Entity):
    """A number within limits; its state is the number as text."""

    RENAMED: ClassVar[Names] = {"native_value": "value", "native_min_value": "min", "native_max_value": "max"}
    STATE_ATTRIBUTES: ClassVar[Told] = {"native_value": None, "value": None, "initial": None}
    SHOWN: ClassVar[Shown] = {"value": frozenset({STATE})}

    def offer(self) -> Offer:
        """A number."""
        low, high = self.number("min"), self.number("max")
        unit = self.attributes.get("native_unit_of_measurement") or self.attributes.get("unit_of_measurement")
        value = Property(
            "value",
            ValueType.NUMBER,
            writable=True,
            minimum=LOWEST if low is None else low,
            maximum=HIGHEST if high is None else high,
            unit=str(unit or "")[:16],
        )
        return Offer("number", (value,))

    def settle(self) -> None:
        """Unknown unless said otherwise."""
        self.state = self.state or "unknown"

    def project(self) -> Mapping[str, object]:
        """The number."""
        return {"value": number_of(self.state)}

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Take the number, written as it was written before."""
        fraction = "." in self.state or self.fixture.domain == "input_number"
        self.state = str(float(wanted["value"])) if fraction else str(plain(wanted["value"]))


class Select(Entity):
    """One of its options; its state is the option."""

    STATE_ATTRIBUTES: ClassVar[Told] = {"current_option": None}
    SHOWN: ClassVar[Shown] = {"option": frozenset({STATE})}

    def offer(self) -> Offer:
        """A choice of options."""
        options = self.texts("options")
        return Offer("selector", (choice("option", *options),) if options else (text("option"),))

    def settle(self) -> None:
        """The first option unless said otherwise."""
        self.state = self.state or next(iter(self.texts("options")), "unknown")

    def project(self) -> Mapping[str, object]:
        """The option."""
        return {"option": self.state}

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Choose."""
        self.state = str(wanted["option"])


class Writing(Entity):
    """A text, or a date and time, that can be written."""

    STATE_ATTRIBUTES: ClassVar[Told] = {"native_value": None}
    SHOWN: ClassVar[Shown] = {"value": frozenset({STATE})}

    def offer(self) -> Offer:
        """A text."""
        return Offer("text", (Property("value", ValueType.STRING, writable=True),))

    def settle(self) -> None:
        """Unknown unless said otherwise."""
        self.state = self.state or "unknown"

    def project(self) -> Mapping[str, object]:
        """The text."""
        return {"value": self.state}

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Write it."""
        self.state = str(wanted["value"])


class Counter(Entity):
    """Counts in steps."""

    SHOWN: ClassVar[Shown] = {"value": frozenset({STATE})}

    def offer(self) -> Offer:
        """A counter."""
        actions = (action("increment"), action("decrement"), action("reset"))
        return Offer("counter", (Property("value", ValueType.INTEGER),), actions)

    def settle(self) -> None:
        """At its first value unless said otherwise."""
        self.state = self.state or str(int(self.number("initial") or 0))

    def project(self) -> Mapping[str, object]:
        """The count."""
        return {"value": number_of(self.state)}

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:  # noqa: ARG002
        """One step up or down, or back to the first value."""
        step, first = int(self.number("step") or 1), int(self.number("initial") or 0)
        now = int(number_of(self.state) or 0)
        self.state = str({"increment": now + step, "decrement": now - step}.get(action, first))


class Timer(Entity):
    """Runs, pauses, ends; the time itself stands still here."""

    SHOWN: ClassVar[Shown] = {
        "state": frozenset({STATE}),
        "duration": frozenset({"duration", "remaining", "finishes_at"}),
    }

    def offer(self) -> Offer:
        """A timer."""
        actions = (
            action("start", count("minutes", 0, 1440, "min")),
            action("pause"),
            action("resume"),
            action("cancel"),
            action("finish"),
        )
        return Offer("timer", (choice("state", "idle", "active", "paused", writable=False),), actions)

    def settle(self) -> None:
        """Idle unless said otherwise."""
        self.state = self.state or "idle"

    def project(self) -> Mapping[str, object]:
        """Whether it runs."""
        return {"state": self.state}

    def hidden(self) -> Mapping[str, object]:
        """How long it runs in all."""
        return {"duration": self.attributes.get("duration")}

    def perform(self, action: str, arguments: Mapping[str, Any]) -> None:
        """Start, pause, resume, cancel, finish."""
        if action in {"pause", "resume"} and self.state == "idle":
            raise Refused("not_possible", f"{self.fixture.name} is not running.")
        if "minutes" in arguments:
            hours, minutes = divmod(int(arguments["minutes"]), 60)
            self.attributes["duration"] = f"{hours}:{minutes:02d}:00"
        self.state = {"start": "active", "resume": "active", "pause": "paused"}.get(action, "idle")
