"""Feature lists of entities: names of enumeration members, or the sum of their bits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

MEMBER = re.compile(r"(?:[A-Za-z_]\w*\.)+(\w+)")
"""An enumeration member as fixtures write it: `cover.CoverDeviceClass.GARAGE`."""

BITS: Mapping[str, Mapping[int, str]] = {
    "light": {4: "EFFECT", 8: "FLASH", 32: "TRANSITION"},
    "fan": {
        1: "SET_SPEED",
        2: "OSCILLATE",
        4: "DIRECTION",
        8: "PRESET_MODE",
        16: "TURN_OFF",
        32: "TURN_ON",
    },
    "cover": {
        1: "OPEN",
        2: "CLOSE",
        4: "SET_POSITION",
        8: "STOP",
        16: "OPEN_TILT",
        32: "CLOSE_TILT",
        64: "STOP_TILT",
        128: "SET_TILT_POSITION",
    },
    "valve": {1: "OPEN", 2: "CLOSE", 4: "SET_POSITION", 8: "STOP"},
    "lock": {1: "OPEN"},
    "climate": {
        1: "TARGET_TEMPERATURE",
        2: "TARGET_TEMPERATURE_RANGE",
        4: "TARGET_HUMIDITY",
        8: "FAN_MODE",
        16: "PRESET_MODE",
        32: "SWING_MODE",
        64: "AUX_HEAT",
        128: "TURN_OFF",
        256: "TURN_ON",
    },
    "media_player": {
        1: "PAUSE",
        2: "SEEK",
        4: "VOLUME_SET",
        8: "VOLUME_MUTE",
        16: "PREVIOUS_TRACK",
        32: "NEXT_TRACK",
        128: "TURN_ON",
        256: "TURN_OFF",
        512: "PLAY_MEDIA",
        1024: "VOLUME_STEP",
        2048: "SELECT_SOURCE",
        4096: "STOP",
        8192: "CLEAR_PLAYLIST",
        16384: "PLAY",
        32768: "SHUFFLE_SET",
        65536: "SELECT_SOUND_MODE",
        131072: "BROWSE_MEDIA",
        262144: "REPEAT_SET",
        524288: "GROUPING",
    },
    "vacuum": {
        1: "TURN_ON",
        2: "TURN_OFF",
        4: "PAUSE",
        8: "STOP",
        16: "RETURN_HOME",
        32: "FAN_SPEED",
        64: "BATTERY",
        128: "STATUS",
        256: "SEND_COMMAND",
        512: "LOCATE",
        1024: "CLEAN_SPOT",
        2048: "MAP",
        4096: "STATE",
        8192: "START",
    },
    "lawn_mower": {1: "START_MOWING", 2: "PAUSE", 4: "DOCK"},
    "todo": {
        1: "CREATE_TODO_ITEM",
        2: "DELETE_TODO_ITEM",
        4: "UPDATE_TODO_ITEM",
        8: "MOVE_TODO_ITEM",
    },
    "humidifier": {1: "MODES"},
    "water_heater": {1: "TARGET_TEMPERATURE", 2: "OPERATION_MODE", 4: "AWAY_MODE", 8: "ON_OFF"},
    "siren": {1: "TURN_ON", 2: "TURN_OFF", 4: "TONES", 8: "VOLUME_SET", 16: "DURATION"},
    "alarm_control_panel": {
        1: "ARM_HOME",
        2: "ARM_AWAY",
        4: "ARM_NIGHT",
        8: "TRIGGER",
        16: "ARM_CUSTOM_BYPASS",
        32: "ARM_VACATION",
    },
    "camera": {1: "ON_OFF", 2: "STREAM"},
    "remote": {1: "LEARN_COMMAND", 2: "DELETE_COMMAND", 4: "ACTIVITY"},
    "calendar": {1: "CREATE_EVENT", 2: "DELETE_EVENT", 4: "UPDATE_EVENT"},
}
"""Values of the EntityFeature enumerations of Home Assistant's entity domains."""


def features_of(domain: str, value: object) -> frozenset[str] | None:
    """Names of the features, such as SET_SPEED; None when nothing is said about features."""
    if value is None:
        return None
    if isinstance(value, int):
        return frozenset(name for bit, name in BITS.get(domain, {}).items() if value & bit)
    if isinstance(value, str):
        return frozenset({last_word(value).upper()})
    if isinstance(value, Sequence):
        return frozenset(last_word(str(each)).upper() for each in value)
    return frozenset()


def last_word(value: object) -> str:
    """The name of an enumeration member; anything else as text."""
    found = MEMBER.fullmatch(str(value))
    return found[1] if found else str(value)


def member(value: object) -> str:
    """An enumeration member as its value usually is, in lower case; anything else as text."""
    found = MEMBER.fullmatch(str(value))
    return found[1].lower() if found else str(value)
