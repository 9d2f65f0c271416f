"""What may be done at once, what must be confirmed, and what is never done: code, not model."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.context import House
from assistant.resolve import Intent, Refused
from devices.schema import Device, Risk, Value

ORDER = (Risk.FREE, Risk.CONFIRM, Risk.PIN, Risk.NEVER_REMOTE)
"""From least to most."""

VEHICLES = frozenset(
    {"car", "vehicle", "truck", "van", "motorcycle", "motorbike", "scooter", "boat", "bus", "tractor"}
)
SWITCHING = frozenset(
    {"on", "off", "enabled", "enable", "disable", "recording", "record", "stream", "streaming", "privacy"}
    | {"start", "stop", "toggle", "turn", "live", "power", "active", "state", "open"}
)
"""Words of a property or action that turn a camera on or off, or its picture."""
CAMERAS = frozenset({"camera", "doorbell", "webcam"})
GUARDS = frozenset({"alarm", "security", "siren"})
ENTRANCES = frozenset(
    {"door", "doors", "garage", "gate", "lock", "trunk", "tailgate", "boot", "frunk", "hood", "bonnet"}
    | {"window", "windows", "sunroof", "roof", "hatch", "safe", "latch", "barrier", "cover"}
)
"""Words in a type, a property or an action that name a way in."""
MOVES = frozenset(
    {"engine", "ignition", "drive", "gear", "speed", "summon", "move", "moving", "throttle", "brake", "park"}
    | {"parking", "steer", "steering", "autopilot", "cruise", "tow", "motor"}
)
"""Words of properties and actions that move a vehicle or could."""
HARMLESS = frozenset(
    {"seat", "mirror", "climate", "fan", "heating", "heater", "light", "lights", "media", "radio", "horn"}
    | {"charger", "charging", "charge", "battery", "brightness", "volume", "child"}
)
"""Words that make a property or a part of a vehicle neither a way in nor a way to move it."""
RELAYS = frozenset({"switch", "plug", "relay", "outlet", "button", "scene"})
OPENERS = frozenset({"opener", "gate", "latch", "strike", "unlock", "disarm"})
"""Words in the name of a relay that make it a way in."""
OPENING = frozenset({"open", "opened", "opening", "unlocked", "unlocking", "unlatched", "disarmed", "ajar"})
"""Texts that a state can be set to."""
UNLOCKING = frozenset({"unlock", "disarm", "unlatch", "deactivate", "bypass"})
UNLOCKED = frozenset({"unlock", "unlocked", "unlocking", "unlatch", "unlatched", "disarm", "disarmed"})
"""Words of a property, or texts of its value, that mean that something is no longer shut."""
WORD = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")
"""Words of snake_case, camelCase and dotted names."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of each intent, in the order of the plan."""

    free: tuple[Intent, ...] = ()
    confirm: tuple[Intent, ...] = ()
    """To be asked for, all in one question; none is done before."""
    refused: tuple[Refused, ...] = ()
    risk: Risk = Risk.FREE
    """The highest class among `confirm`."""


class Pins(Protocol):
    """Where the personal codes of a home's members are known."""

    def configured(self, home_id: str) -> bool:
        """Whether the home has a PIN at all."""
        ...

    def matches(self, home_id: str, pin: str) -> bool:
        """Whether it is the home's PIN; takes the same time for any wrong one."""
        ...


class StaticPins:
    """PINs from the settings, one a home."""

    def __init__(self, pins: Mapping[str, str] | None = None) -> None:
        self._pins = dict(pins or {})

    def configured(self, home_id: str) -> bool:
        """Whether the home has a PIN at all."""
        return bool(self._pins.get(home_id))

    def matches(self, home_id: str, pin: str) -> bool:
        """Whether it is the home's PIN; takes the same time for any wrong one."""
        right = self._pins.get(home_id, "")
        return bool(right) and hmac.compare_digest(right.encode(), pin.encode())


def review(intents: Sequence[Intent], house: House, *, pin_configured: bool = False) -> Verdict:
    """Sort exact intents by what policy asks of them; unknown devices are refused."""
    free: list[Intent] = []
    confirm: list[Intent] = []
    refused: list[Refused] = []
    highest = Risk.FREE
    for intent in intents:
        device = house.device(intent.device_id)
        if device is None:
            refused.append(Refused("unknown_device", intent.device_id))
            continue
        if opens_while_moving(intent, device, house.reported(device.id)):
            refused.append(Refused("vehicle_moving", device.id, intent.run or _names(intent)))
            continue
        risk = risk_of(intent, device)
        if risk is Risk.NEVER_REMOTE:
            refused.append(Refused("never_remote", device.id, intent.run or _names(intent)))
        elif risk is Risk.PIN and not pin_configured:
            refused.append(Refused("no_pin", device.id, intent.run or _names(intent)))
        elif risk is Risk.FREE:
            free.append(intent)
        else:
            confirm.append(intent)
            highest = max(highest, risk, key=ORDER.index)
    return Verdict(tuple(free), tuple(confirm), tuple(refused), highest)


def doubted(verdict: Verdict) -> Verdict:
    """The same when it is not sure that it was meant: what is free is asked for as well."""
    confirm = (*verdict.free, *verdict.confirm)
    risk = max(verdict.risk, Risk.CONFIRM, key=ORDER.index) if confirm else verdict.risk
    return Verdict((), confirm, verdict.refused, risk)


def risk_of(intent: Intent, device: Device) -> Risk:
    """The higher of the device's own word and ours."""
    description = device.description
    risks = [Risk.FREE]
    if intent.run:
        action = description.find_action(intent.run)
        risks.append(action.risk if action is not None else Risk.CONFIRM)
        risks.append(_action_risk(device, intent.run, intent.arguments))
    for name, value in intent.values.items():
        spec = description.find_property(name)
        risks.append(spec.risk if spec is not None else Risk.CONFIRM)
        risks.append(_value_risk(device, name, value))
    return max(risks, key=ORDER.index)


def opens_while_moving(intent: Intent, device: Device, reported: Mapping[str, Value]) -> bool:
    """Whether a vehicle that reports a speed above 0 is told to open or unlock something."""
    if not _words(device.description.type) & VEHICLES:
        return False
    speed = next((v for n, v in reported.items() if "speed" in _words(n) and not _words(n) & HARMLESS), None)
    if isinstance(speed, bool) or not isinstance(speed, int | float) or speed <= 0:
        return False
    if not intent.run:
        return _gives_way(device, intent.values)
    words = _words(intent.run)
    if words & UNLOCKING or "open" in words or _gives_way(device, intent.arguments, of=intent.run):
        return True
    return bool(words & {"toggle", "set", "move", "release"} and words & ENTRANCES)


def _gives_way(device: Device, values: Mapping[str, Value], *, of: str = "") -> bool:
    """Whether properties, or arguments `of` an action, open or unlock something with these values."""
    named = {f"{of}.{name}" if of else name: value for name, value in values.items()}
    return any(_opens(device, n, value) or _unlocks(device, n, value) for n, value in named.items())


def _value_risk(device: Device, name: str, value: Value) -> Risk:
    words, kind = _words(name), _words(device.description.type)
    risky = (
        _unlocks(device, name, value)
        or _opens(device, name, value)
        or bool(kind & CAMERAS and words & SWITCHING)
        or ("camera" in words and isinstance(value, bool))
        or bool(
            kind & VEHICLES
            and not (words | kind) & HARMLESS
            and (words & MOVES or name in ("on", "state", "running"))
        )
        or _is_opener(device)
    )
    return Risk.CONFIRM if risky else Risk.FREE


def _action_risk(device: Device, name: str, arguments: Mapping[str, Value]) -> Risk:
    words, kind = _words(name), _words(device.description.type)
    texts = {str(v).casefold() for v in arguments.values() if isinstance(v, str)}
    entrance = bool((kind | words) & ENTRANCES)
    vehicle = bool(kind & VEHICLES)
    risky = (
        bool(words & UNLOCKING or texts & (OPENING | UNLOCKING))
        or (bool(words & {"open", "toggle", "release", "pulse", "buzz"}) and (entrance or vehicle))
        or _gives_way(device, arguments, of=name)
        or bool((kind & CAMERAS or "camera" in words) and words & SWITCHING)
        or bool(
            vehicle
            and not (words | kind) & HARMLESS
            and (words & MOVES or name in ("start", "on", "turn_on", "remote_start", "go"))
        )
        or _is_opener(device)
    )
    return Risk.CONFIRM if risky else Risk.FREE


def _unlocks(device: Device, name: str, value: Value) -> bool:
    words = _words(name)
    if words & {"lock", "locked", "locks"} and "child" not in words:
        return value is False or _text(value) in OPENING | UNLOCKED | {"off", "false"}
    if words & UNLOCKED and "child" not in words:
        return value is not False and _text(value) not in {"off", "false"}
    if name == "on" and "lock" in _words(device.description.type):
        return value is False
    if words & {"armed", "arm"}:
        return value is False or _text(value) in {"off", "false", "disarmed"}
    if _words(device.description.type) & GUARDS:
        off = UNLOCKING | UNLOCKED | {"off", "disabled", "disable"}
        return _text(value) in off or (name == "on" and value is False)
    return _text(value) in UNLOCKED


def _opens(device: Device, name: str, value: Value) -> bool:
    """A way in that is told to be anything but shut."""
    words, kind = _words(name), _words(device.description.type)
    if not (kind & ENTRANCES or words & ENTRANCES or kind & VEHICLES):
        return False
    if words & ({"locked", "lock", "locks"} | HARMLESS):
        return False
    named = bool(words & (ENTRANCES | {"open", "opened", "opening", "position", "state", "closed"}))
    on = name == "on" and bool(kind & ENTRANCES)
    if not (named or on):
        return False
    if words & {"closed", "shut"}:
        return value is False
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value > 0
    return _text(value) in OPENING | UNLOCKED


def _is_opener(device: Device) -> bool:
    description = device.description
    return bool(_words(description.type) & RELAYS and _words(description.name) & OPENERS)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORD.findall(text))


def _text(value: Value) -> str:
    return value.casefold() if isinstance(value, str) else ""


def _names(intent: Intent) -> str:
    return ", ".join(intent.values)
