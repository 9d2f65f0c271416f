"""Names, values and states in plain English; the smallest pieces that replies are put together from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.schedule import zone_of
from assistant.units import canonical
from assistant.wording.positions import decimals
from devices.schema import Value

FAR = 10_000
"""Metres from which a distance is told in kilometres."""
LISTED = 6
"""Longest list of names that is read out."""

TWO_STATES: Mapping[str, tuple[str, str]] = {
    "on": ("on", "off"),
    "open": ("open", "closed"),
    "contact": ("open", "closed"),
    "locked": ("locked", "unlocked"),
    "muted": ("muted", "not muted"),
    "armed": ("armed", "disarmed"),
    "oscillating": ("oscillating", "not oscillating"),
    "charging": ("charging", "not charging"),
    "motion": ("detecting motion", "not detecting motion"),
    "plugged_in": ("plugged in", "not plugged in"),
    "do_not_disturb": ("in do-not-disturb mode", "out of do-not-disturb mode"),
    "online": ("online", "offline"),
}
"""What a device is when a boolean is true and when it is false; read after "is"."""

ONGOING: Mapping[tuple[str, bool], str] = {
    ("on", True): "turning on",
    ("on", False): "turning off",
    ("open", True): "opening",
    ("open", False): "closing",
    ("locked", True): "locking",
    ("locked", False): "unlocking",
}

ENDS: Mapping[float, str] = {0: "closed", 100: "open"}
"""What a position is that is said in words."""

PANES = frozenset({"window", "windows", "sunroof"})
"""Properties that are the position of what they are called."""

MEASURES: Mapping[str, str] = {
    "brightness": "at {} brightness",
    "color": "{}",
    "color_temperature": "at {}",
    "target_temperature": "set to {}",
    "mode": "in {} mode",
    "speed": "at {} speed",
    "fan_speed": "at {} fan speed",
    "volume": "at volume {}",
    "source": "set to {}",
    "state": "{}",
    "minutes_left": "{} from done",
}
"""What follows "is" for a value; a property that is not here is named ("the charge limit of the car")."""

DONE: Mapping[str, tuple[str, str]] = {
    "start": ("has started", "is starting"),
    "stop": ("has stopped", "is stopping"),
    "pause": ("is paused", "is pausing"),
    "resume": ("has resumed", "is resuming"),
    "dock": ("is returning to its dock", "is returning to its dock"),
    "return_to_base": ("is returning to its base", "is returning to its base"),
    "return_home": ("is returning to its base", "is returning to its base"),
    "locate": ("has made itself heard", "is making itself heard"),
    "play": ("is playing", "is starting to play"),
    "next": ("is at the next track", "is going to the next track"),
    "previous": ("is at the previous track", "is going to the previous track"),
    "ring": ("is ringing", "is starting to ring"),
    "open": ("has carried out “open”", "is opening"),
    "close": ("has carried out “close”", "is closing"),
    "lock": ("has carried out “lock”", "is locking"),
    "unlock": ("has carried out “unlock”", "is unlocking"),
    "stop_ringing": ("has stopped ringing", "is going quiet"),
    "set_alarm": ("has set an alarm", "is setting an alarm"),
    "cancel_alarm": ("has cancelled the alarm", "is cancelling the alarm"),
    "notify": ("shows the notification", "is getting the notification"),
    "honk": ("has honked", "is honking"),
    "flash_lights": ("has flashed its lights", "is flashing its lights"),
    "precondition": ("is preparing its cabin", "is preparing its cabin"),
    "start_charging": ("is charging", "is starting to charge"),
    "stop_charging": ("has stopped charging", "is about to stop charging"),
    "navigate": ("is navigating", "is starting to navigate"),
    "cancel_navigation": ("has ended the navigation", "is ending the navigation"),
    "take_picture": ("has taken a picture", "is taking a picture"),
    "take_photo": ("has taken a photo", "is taking a photo"),
}
"""By action: what is said when it succeeded and while it runs; that it succeeded proves no lasting state."""

PLACED: Mapping[str, str] = {
    "destination": "to {}",
    "time": "for {}",
    "minutes": "for {}",
    "temperature": "at {}",
    "item": "{}",
    "title": "“{}”",
    "text": "“{}”",
}
"""How arguments follow a verb; one that is not here is named."""

VERBS: Mapping[tuple[str, bool], str] = {
    ("on", True): "turn on",
    ("on", False): "turn off",
    ("open", True): "open",
    ("open", False): "close",
    ("locked", True): "lock",
    ("locked", False): "unlock",
    ("armed", False): "disarm",
    ("armed", True): "arm",
}

NOT_PLURAL = frozenset({"gas", "lens", "bus", "atlas", "alias", "canvas", "chaos", "christmas"}).union(
    ("philips", "siemens", "sonos")
)
OWNED = re.compile(r"^(the|my|our|your|his|her|their|this|that|[\w-]+['’]s?)\s", re.IGNORECASE)


def the(name: str) -> str:
    """The name with its article, unless it has one or belongs to somebody."""
    return name if OWNED.match(name) else f"the {name}"


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def is_plural(name: str) -> bool:
    """Whether a name is spoken of as many things ("kitchen lights")."""
    last = name.casefold().split()[-1] if name.split() else ""
    if last in NOT_PLURAL or last.endswith(("ss", "us", "is", "'s", "’s")):
        return False
    return last.endswith("s") and len(last) > 3


def many(count: int, noun: str) -> str:
    """A count with its noun: "1 light", "3 lights"."""
    return f"{count} {noun if count == 1 else plural(noun)}"


def plural(noun: str) -> str:
    """The regular English plural."""
    if noun.endswith("s") and is_plural(noun):
        return noun
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def is_long(names: Sequence[str]) -> bool:
    """Whether a list would be cut short."""
    return len(names) > LISTED + 1


def listed(names: Sequence[str], word: str = "and", *, whole: bool = False) -> str:
    """Names as a spoken list, the longest ones cut short with a count unless it is to be whole."""
    if is_long(names) and not whole:
        return f"{', '.join(names[:LISTED])} {word} {len(names) - LISTED} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def words(identifier: str) -> str:
    """A property or action as people say it."""
    return identifier.replace("_", " ").replace(".", " ").strip()


def number(value: float, digits: int = 2) -> str:
    """A number without needless digits, with this many after the point at most."""
    if not isinstance(value, float):
        return str(value)
    return f"{round(value, digits):.{max(digits, 6)}f}".rstrip("0").rstrip(".")


def quantity(value: Value, unit: str = "", *, digits: int = 2, whole: bool = False) -> str:
    """A value with its unit, as it is written; a list is cut short unless it is to be whole."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list):
        return listed(value, whole=whole) or "nothing"
    if isinstance(value, str):
        return words(value)
    if unit == "m" and abs(value) >= FAR:
        value, unit = round(value / 1000), "km"
    shown = {"C": "°C", "F": "°F"}.get(canonical(unit), unit)
    return f"{number(value, digits)} {shown}".strip()


def opening(position: float, unit: str) -> str:
    """A position as a percentage that is not rounded to open or closed."""
    return quantity(position, unit, digits=decimals(position))


@dataclass(frozen=True, slots=True)
class Fact:
    """What is so of a device: "it is on", or of a part of it: "its trunk is open"."""

    complement: str
    """What follows "is"."""
    part: str = ""
    """Empty when the device itself is meant."""

    def of(self, subject: str, *, several: bool = False) -> str:
        """The clause about a subject, which carries its article; without capital and full stop."""
        if self.part:
            verb = "are" if is_plural(self.part) else "is"
            return f"the {self.part} of {subject} {verb} {self.complement}"
        return f"{subject} {'are' if several else 'is'} {self.complement}"


def fact(name: str, value: Value, unit: str = "") -> Fact:
    """What it means that a property has a value."""
    itself = _state(name, value, unit)
    if itself is not None:
        return Fact(itself)
    part, last = _parted(name, value)
    of_part = _state(last, value, unit) if part and (isinstance(value, bool) or last == "position") else None
    if of_part is not None:
        return Fact(of_part, words(part))
    return Fact(quantity(value, unit), words(name))


def joined_facts(facts: Sequence[Fact]) -> list[Fact]:
    """Facts about a device itself as one, before those about its parts."""
    own = [f.complement for f in facts if not f.part]
    return ([Fact(listed(own))] if own else []) + [f for f in facts if f.part]


def on_the_way(name: str, value: Value, unit: str, before: Value | None) -> Fact:
    """What a device is doing while a property has not yet reached the value."""
    part, last = _parted(name, value)
    if isinstance(value, bool):
        for known, of_part in ((name, ""), (last, words(part))):
            if (known, value) in ONGOING:
                return Fact(ONGOING[known, value], of_part)
        return Fact(f"changing to {quantity(value)}", words(name))
    if last == "position" and isinstance(value, int | float):
        if value in (0, 100):
            return Fact("closing" if value == 0 else "opening", words(part))
        return Fact(f"moving to {opening(value, unit)}", words(part))
    way = "changing"
    if isinstance(before, int | float) and isinstance(value, int | float) and not isinstance(before, bool):
        way = "going up" if value > before else "going down"
    return Fact(f"{way} to {quantity(value, unit)}", words(name))


def command(name: str, value: Value, unit: str, device: str, *, whole: bool = False) -> str:
    """The imperative for a value: "unlock the front door"."""
    part, last = _parted(name, value)
    if isinstance(value, bool):
        for known, what in ((name, device), (last, f"the {words(part)} of {device}")):
            if (known, value) in VERBS:
                return f"{VERBS[known, value]} {what}"
        return f"turn {quantity(value)} {words(name)} on {device}"
    if last == "position" and isinstance(value, int | float):
        what = f"the {words(part)} of {device}" if part else device
        if value in (0, 100):
            return f"{'close' if value == 0 else 'open'} {what}"
        return f"move {what} to {opening(value, unit)}"
    return f"set the {words(name)} of {device} to {quantity(value, unit, whole=whole)}"


def deed(action: str, device: str, arguments: Mapping[str, str], *, whole: bool = False) -> str:
    """The imperative for an action: "start the washer with programme cotton"; arguments as they are said."""
    said = f"{words(action)} {device}" if "_" not in action else f"{words(action)} on {device}"
    return said + with_arguments(arguments, whole=whole)


def with_arguments(arguments: Mapping[str, str], *, whole: bool = False) -> str:
    """The arguments as they follow a verb; empty when there are none."""
    placed = [PLACED[name].format(value) for name, value in arguments.items() if name in PLACED]
    others = [f"{words(name)} {value}" for name, value in arguments.items() if name not in PLACED]
    named = listed(others, whole=whole)
    return "".join(f" {said}" for said in (*placed, f"with {named}" if named else "") if said)


def _parted(name: str, value: Value) -> tuple[str, str]:
    """A property of a part, as the part and what is told of it: trunk_open is the trunk, open."""
    if name in PANES and not isinstance(value, bool):
        return name, "position"
    part, _, last = name.rpartition("_")
    return part, last


def _state(name: str, value: Value, unit: str) -> str | None:
    if isinstance(value, bool):
        pair = TWO_STATES.get(name)
        return (pair[0] if value else pair[1]) if pair is not None else None
    if name == "position" and isinstance(value, int | float):
        return ENDS.get(value) or f"{opening(value, unit)} open"
    pattern = MEASURES.get(name)
    if pattern is None or isinstance(value, list) or (name, value) == ("minutes_left", 0):
        return None
    return pattern.format(quantity(value, unit))


def clock(timezone: str, at: datetime, now: datetime) -> str:
    """A time of day in the home's zone, with the date when it is another day."""
    zone = zone_of(timezone)
    local, today = at.astimezone(zone), now.astimezone(zone)
    if local.date() == today.date():
        return f"{local:%H:%M}"
    return f"{local:%H:%M} on {local.day} {local:%B}"


def duration(seconds: float) -> str:
    """A length of time in its largest sensible units."""
    whole = max(0, round(seconds))
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    parts = [many(n, unit) for n, unit in ((hours, "hour"), (minutes, "minute"), (rest, "second")) if n]
    return listed(parts) or "0 seconds"
